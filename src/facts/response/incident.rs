//! The incident process: how severe, whom it pages, who has which part.

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::reads::count;
use crate::facts::response::escalation;
use crate::facts::response::escalation::Reached;
use crate::facts::response::paged::{Levels, Paged};
use crate::field;
use crate::org::Extent;
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

pub(crate) fn pages_place(cx: &Cx<'_>, severity: Entity) -> Option<Place> {
    cx.org.slot(severity, field!(SeverityLevel.pages)).map(|slot| slot.place)
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
        all.iter().position(|slot| slot.value == Value::Record(severity))
    });
    place.map_or_else(|| cx.unknown(Missing::Section(Kind::Incident)), |place| count(place + 1))
}

fn paged(cx: &Cx<'_>, severity: Entity) -> Paged {
    let mut paged = Paged::new(Levels::First);
    paged.targets(cx, severity, field!(SeverityLevel.pages), None);
    paged
}

pub(crate) fn pages_all<'a>(cx: &Cx<'a>, severity: Entity) -> Val<'a> {
    let field = field!(SeverityLevel.pages);
    match escalation::unsaid(cx.org, severity, field) {
        Some(missing) => cx.unknown(missing),
        None => Val::Bool(paged(cx, severity).all(cx).everybody.is_some()),
    }
}

pub(crate) fn direct_teams<'a>(cx: &Cx<'a>, severity: Entity) -> Val<'a> {
    let field = field!(SeverityLevel.pages);
    let open = cx.because_all(escalation::unsaid(cx.org, severity, field));
    let mut seen = Vec::new();
    let items = cx.org.list(severity, field).iter().filter_map(|slot| {
        let Value::Record(target) = slot.value else { return None };
        let team = cx.org.reference(target, field!(Target.team)).filter(|team| !seen.contains(team))?;
        seen.push(team);
        Some(Item::new(Val::Entity(team), Some(slot.place)))
    });
    let items: Vec<Item<'a>> = items.collect();
    cx.open_list(items, open)
}

pub(crate) fn first_teams<'a>(cx: &Cx<'a>, severity: Entity) -> Val<'a> {
    paged(cx, severity).value(cx)
}

/// A role of the process: its record and field, or what is missing.
fn role(cx: &Cx<'_>, incident: Entity, field: FieldId) -> Result<(Entity, FieldId), Missing> {
    let roles = cx.org.reference(incident, field!(Incident.roles));
    let Some(roles) = roles else { return Err(Missing::Field(incident, field!(Incident.roles))) };
    match escalation::unsaid(cx.org, roles, field) {
        Some(missing) => Err(missing),
        None => Ok((roles, field)),
    }
}

pub(crate) fn commander_place(cx: &Cx<'_>, incident: Entity) -> Option<Place> {
    let (roles, field) = role(cx, incident, field!(IncidentRoles.commander)).ok()?;
    cx.org.slot(roles, field).map(|slot| slot.place)
}

pub(crate) fn commanders<'a>(cx: &Cx<'a>, incident: Entity) -> Val<'a> {
    let (roles, field) = match role(cx, incident, field!(IncidentRoles.commander)) {
        Ok(found) => found,
        Err(missing) => return cx.unknown(missing),
    };
    let mut reached = Reached::default();
    for slot in cx.org.list(roles, field) {
        match slot.value {
            Value::Record(target) => escalation::reach_target(cx, target, slot.place, &mut reached),
            Value::Nothing => {}
            _ => reached.missing.push(Missing::Invalid(roles, field)),
        }
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
    let Some(roles) = cx.org.reference(incident, field!(Incident.roles)) else {
        return cx.unknown(Missing::Field(incident, field!(Incident.roles)));
    };
    let invalid = |field| matches!(cx.org.slot(roles, field).map(|slot| slot.value), Some(Value::Invalid));
    let open = cx.because_all(SEATS.into_iter().filter(|&f| invalid(f)).map(|f| Missing::Invalid(roles, f)));
    let seats = SEATS.into_iter().flat_map(|field| cx.org.list(roles, field)).filter_map(|slot| match slot.value {
        Value::Record(target) => Some(Item::new(Val::Entity(target), Some(slot.place))),
        _ => None,
    });
    cx.open_list(seats, open)
}

pub(crate) fn all_severities<'a>(cx: &Cx<'a>) -> Val<'a> {
    let Some(incident) = cx.org.all(Kind::Incident).next() else {
        return cx.unknown(Missing::Section(Kind::Incident));
    };
    let field = field!(Incident.severities);
    let unread = (cx.org.extent(Kind::Incident) == Extent::Incomplete).then_some(Missing::Section(Kind::Incident));
    let unsaid = escalation::unsaid(cx.org, incident, field);
    if let (Some(missing), None) = (unsaid, unread) {
        return cx.unknown(missing);
    }
    let items = cx.org.list(incident, field).iter().filter_map(|slot| match slot.value {
        Value::Record(severity) => Some(Item::new(Val::Entity(severity), None)),
        _ => None,
    });
    let open = cx.because_all(unread);
    cx.open_list(items, open)
}

/// What the roles of the incident process page, whoever has which part.
pub(crate) fn responders(cx: &Cx<'_>, paged: &mut Paged) -> Option<Missing> {
    let Some(incident) = cx.org.all(Kind::Incident).next() else { return Some(Missing::Section(Kind::Incident)) };
    let Some(roles) = cx.org.reference(incident, field!(Incident.roles)) else {
        return Some(Missing::Field(incident, field!(Incident.roles)));
    };
    for field in SEATS.into_iter().chain([field!(IncidentRoles.commander)]) {
        if cx.org.slot(roles, field).is_some() {
            paged.targets(cx, roles, field, None);
        }
    }
    escalation::unsaid(cx.org, roles, field!(IncidentRoles.responders))
}
