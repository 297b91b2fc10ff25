//! The incident process: how severe, whom it pages, who has which part.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::reads::count;
use crate::facts::response::people::People;
use crate::facts::response::teams::Teams;
use crate::facts::response::walk::{Levels, Walk, named};
use crate::field;
use crate::org::read::{List, Required};
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

pub(crate) fn pages_place(cx: &Cx<'_>, severity: Entity) -> Option<Place> {
    cx.org.place_of(severity, field!(SeverityLevel.pages))
}

pub(crate) fn rank<'a>(cx: &Cx<'a>, severity: Entity) -> Val<'a> {
    let name = cx.org.id(severity);
    let digits: String =
        name.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).take(9).collect();
    if let Ok(number) = digits.parse() {
        return count(number);
    }
    let place = cx.org.parent(severity).and_then(|incident| {
        let all = cx.org.list(incident, field!(Incident.severities));
        all.entities().position(|at| at.value == severity)
    });
    place.map_or_else(|| cx.unknown(Missing::Section(Kind::Incident)), |place| count(place + 1))
}

/// What a severity pages at once.
pub(crate) fn paged(org: &Org, severity: Entity) -> Teams {
    let pages = org.list(severity, field!(SeverityLevel.pages));
    Walk::new(org, Levels::First, Teams::default()).at_targets(&pages).end()
}

pub(crate) fn pages_all<'a>(cx: &Cx<'a>, severity: Entity) -> Val<'a> {
    let unsaid = || cx.org.list(severity, field!(SeverityLevel.pages)).missing();
    match paged(cx.org, severity).everybody() {
        Ok(false) => unsaid().map_or(Val::Bool(false), |missing| cx.unknown(missing)),
        Ok(true) => Val::Bool(true),
        Err(missing) => cx.unknown(missing),
    }
}

pub(crate) fn direct_teams<'a>(cx: &Cx<'a>, severity: Entity) -> Val<'a> {
    let pages = cx.org.list(severity, field!(SeverityLevel.pages));
    let illegible = pages.entities().filter_map(|at| cx.org.reference(at.value, field!(Target.team)).err());
    let open = cx.because_all(pages.missing().into_iter().chain(illegible));
    let mut seen = HashSet::new();
    let named = pages.entities().filter_map(|target| {
        let team = named(cx.org, target.value, field!(Target.team)).filter(|&team| seen.insert(team))?;
        Some(Item::new(Val::Entity(team), Some(target.place)))
    });
    cx.open_list(named.collect::<Vec<_>>(), open)
}

pub(crate) fn first_teams<'a>(cx: &Cx<'a>, severity: Entity) -> Val<'a> {
    paged(cx.org, severity).value(cx)
}

/// Those who have a role of the process, or what is missing.
fn role(org: &Org, incident: Entity, field: FieldId) -> Result<List<'_>, Missing> {
    let roles = roles(org, incident)?;
    let named = org.list(roles, field);
    if named.is_read() { Ok(named) } else { Err(named.missing().unwrap_or(Missing::Field(roles, field))) }
}

/// Who takes which role, or what is missing.
fn roles(org: &Org, incident: Entity) -> Result<Entity, Missing> {
    let field = field!(Incident.roles);
    org.reference(incident, field).required(incident, field)
}

pub(crate) fn commander_place(cx: &Cx<'_>, incident: Entity) -> Option<Place> {
    role(cx.org, incident, field!(IncidentRoles.commander)).ok()?.place()
}

pub(crate) fn commanders<'a>(cx: &Cx<'a>, incident: Entity) -> Val<'a> {
    match role(cx.org, incident, field!(IncidentRoles.commander)) {
        Ok(named) => Walk::new(cx.org, Levels::All, People::default()).at_targets(&named).end().value(cx),
        Err(missing) => cx.unknown(missing),
    }
}

/// The roles that report to the commander.
const SEATS: [FieldId; 4] = [
    field!(IncidentRoles.operations),
    field!(IncidentRoles.communications),
    field!(IncidentRoles.scribe),
    field!(IncidentRoles.responders),
];

pub(crate) fn role_seats<'a>(cx: &Cx<'a>, incident: Entity) -> Val<'a> {
    let roles = match roles(cx.org, incident) {
        Ok(roles) => roles,
        Err(missing) => return cx.unknown(missing),
    };
    let seats = SEATS.map(|field| cx.org.list(roles, field));
    let open = cx.because_all(seats.iter().filter_map(List::open));
    let targets = seats.iter().flat_map(List::entities);
    cx.open_list(targets.map(|target| Item::new(Val::Entity(target.value), Some(target.place))), open)
}

pub(crate) fn all_severities<'a>(cx: &Cx<'a>) -> Val<'a> {
    let Some(incident) = cx.org.all(Kind::Incident).next() else {
        return cx.unknown(Missing::Section(Kind::Incident));
    };
    let field = field!(Incident.severities);
    let unread = (cx.org.extent(Kind::Incident) == Extent::Incomplete).then_some(Missing::Section(Kind::Incident));
    let severities = cx.org.list(incident, field);
    if let (Some(missing), None, false) = (severities.missing(), unread, severities.is_read()) {
        return cx.unknown(missing);
    }
    let items = severities.entities().map(|severity| Item::new(Val::Entity(severity.value), None));
    let open = cx.because_all(unread.into_iter().chain(severities.open()));
    cx.open_list(items, open)
}

/// What the roles of the incident process page, whoever has which part; the same for every service.
pub(crate) struct Responders {
    pub teams: Teams,
    /// Why nobody knows who helps.
    pub unsaid: Option<Missing>,
}

impl Part for Responders {
    const PLACE: part::Place = part::Place::Responders;

    fn of(org: &Org, _: &Facts) -> Self {
        let section = Missing::Section(Kind::Incident);
        let incident = org.all(Kind::Incident).next().ok_or(section);
        match incident.and_then(|incident| roles(org, incident)) {
            Ok(roles) => Self::with(org, roles),
            Err(unsaid) => {
                let mut teams = Teams::default();
                let lost = org.extent(Kind::Incident) == Extent::Incomplete;
                if lost || matches!(unsaid, Missing::Invalid(..)) {
                    teams.hidden(unsaid);
                }
                Self { teams, unsaid: Some(unsaid) }
            }
        }
    }
}

impl Responders {
    fn with(org: &Org, roles: Entity) -> Self {
        let said = SEATS.into_iter().chain([field!(IncidentRoles.commander)]).map(|field| org.list(roles, field));
        let said = said.filter(|named| named.place().is_some());
        let walk = said.fold(Walk::new(org, Levels::All, Teams::default()), |walk, named| walk.at_targets(&named));
        Self { teams: walk.end(), unsaid: org.list(roles, field!(IncidentRoles.responders)).missing() }
    }
}
