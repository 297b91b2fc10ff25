//! The incident process: how severe, whom it pages, who has which part.

use crate::facts::cx::Cx;
use crate::facts::reads::count;
use crate::facts::response::escalation;
use crate::facts::response::escalation::Reached;
use crate::facts::response::paged::{Levels, Paged};
use crate::field;
use crate::org::Extent;
use crate::org::read::{List, Required};
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

fn paged(cx: &Cx<'_>, severity: Entity) -> Paged {
    let mut paged = Paged::new(Levels::First);
    paged.targets(cx, severity, field!(SeverityLevel.pages), None);
    paged
}

pub(crate) fn pages_all<'a>(cx: &Cx<'a>, severity: Entity) -> Val<'a> {
    let pages = cx.org.list(severity, field!(SeverityLevel.pages));
    let illegible = || pages.entities().find_map(|at| cx.org.truth(at.value, field!(Target.all)).err());
    match (paged(cx, severity).all(cx).everybody, pages.missing()) {
        (Some(_), _) => Val::Bool(true),
        (None, missing) => match missing.or_else(illegible) {
            Some(missing) => cx.unknown(missing),
            None => Val::Bool(false),
        },
    }
}

pub(crate) fn direct_teams<'a>(cx: &Cx<'a>, severity: Entity) -> Val<'a> {
    let field = field!(SeverityLevel.pages);
    let pages = cx.org.list(severity, field);
    let illegible = pages.entities().filter_map(|at| cx.org.reference(at.value, field!(Target.team)).err());
    let open = cx.because_all(pages.missing().into_iter().chain(illegible));
    let mut seen = Vec::new();
    let items = pages.entities().filter_map(|target| {
        let team = escalation::named(cx.org, target.value, field!(Target.team)).filter(|team| !seen.contains(team))?;
        seen.push(team);
        Some(Item::new(Val::Entity(team), Some(target.place)))
    });
    let items: Vec<Item<'a>> = items.collect();
    cx.open_list(items, open)
}

pub(crate) fn first_teams<'a>(cx: &Cx<'a>, severity: Entity) -> Val<'a> {
    paged(cx, severity).value(cx)
}

/// Those who have a role of the process, or what is missing.
fn role<'a>(cx: &Cx<'a>, incident: Entity, field: FieldId) -> Result<List<'a>, Missing> {
    let named = cx.org.list(roles(cx, incident)?, field);
    if named.is_read() { Ok(named) } else { Err(named.missing().unwrap_or(Missing::Invalid(incident, field))) }
}

/// Who takes which role, or what is missing.
fn roles(cx: &Cx<'_>, incident: Entity) -> Result<Entity, Missing> {
    let field = field!(Incident.roles);
    cx.org.reference(incident, field).required(incident, field)
}

pub(crate) fn commander_place(cx: &Cx<'_>, incident: Entity) -> Option<Place> {
    role(cx, incident, field!(IncidentRoles.commander)).ok()?.place()
}

pub(crate) fn commanders<'a>(cx: &Cx<'a>, incident: Entity) -> Val<'a> {
    let named = match role(cx, incident, field!(IncidentRoles.commander)) {
        Ok(named) => named,
        Err(missing) => return cx.unknown(missing),
    };
    let mut reached = Reached::default();
    reached.missing.extend(named.open());
    for target in named.entities() {
        escalation::reach_target(cx, target.value, target.place, &mut reached);
    }
    escalation::value(cx, reached)
}

/// The roles that report to the commander.
const SEATS: [FieldId; 4] = [
    field!(IncidentRoles.operations),
    field!(IncidentRoles.communications),
    field!(IncidentRoles.scribe),
    field!(IncidentRoles.responders),
];

pub(crate) fn role_seats<'a>(cx: &Cx<'a>, incident: Entity) -> Val<'a> {
    let roles = match roles(cx, incident) {
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

/// What the roles of the incident process page, whoever has which part.
pub(crate) fn responders(cx: &Cx<'_>, paged: &mut Paged) -> Option<Missing> {
    let Some(incident) = cx.org.all(Kind::Incident).next() else { return Some(Missing::Section(Kind::Incident)) };
    let roles = match roles(cx, incident) {
        Ok(roles) => roles,
        Err(missing) => return Some(missing),
    };
    for field in SEATS.into_iter().chain([field!(IncidentRoles.commander)]) {
        if cx.org.place_of(roles, field).is_some() {
            paged.targets(cx, roles, field, None);
        }
    }
    cx.org.list(roles, field!(IncidentRoles.responders)).missing()
}
