//! Exports of Grafana's on-call API, of `OnCall` and of IRM.

mod format;
mod shapes;
mod shifts;
mod steps;

use std::collections::HashSet;

use crate::declare::Declarations;
use crate::declare::export::{Export, Items, Page, Reference, Rotation, Said, Team, Unread, User};
use crate::dialect::exports::Exports;
use crate::dialect::grafana::format::{FORMAT, PAGER};
use crate::dialect::grafana::shapes::{Object, PROVIDER, object_of};
use crate::dialect::terraform::resources;
use crate::dialect::values::{LIST, bare, broken, list, missing, text, wanted, whole};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::NodeRef;

/// The format of exports of Grafana.
pub static GRAFANA: Exports = Exports {
    pager: &PAGER,
    opens: shapes::opens,
    claims: shapes::claims,
    read: page,
    envelopes: &[&shapes::ENVELOPE, &crate::dialect::terraform::ENVELOPE],
};

/// What one answer of the API has.
fn page(out: &mut Declarations, answer: NodeRef<'_>) {
    terraform(out, answer);
    let Some(list) = shapes::list(answer) else { return };
    let found: Vec<(Object, NodeRef<'_>)> =
        list.items().filter_map(|object| Some((object_of(object)?, object))).collect();
    let Some((first, _)) = found.first() else { return };
    let (of, aside) = match *first {
        Object::Shift => (Kind::Layer, Some("shifts")),
        Object::Chain => (Kind::Escalation, Some("escalation chains")),
        object => (kind(object).unwrap_or(Kind::Escalation), None),
    };
    if aside.is_none() {
        out.sections.insert(of);
    }
    let page = listed(answer, list, of, aside);
    out.export(&FORMAT).pages.push(page);
    let export = out.export(&FORMAT);
    for (object, node) in &found {
        read(*object, *node, export);
    }
    let steps: Vec<NodeRef<'_>> = found.iter().filter(|(of, _)| *of == Object::Step).map(|(_, node)| *node).collect();
    steps::read(&steps, list, export);
}

/// What a state or a plan of Terraform has: objects as the API writes them.
fn terraform(out: &mut Declarations, document: NodeRef<'_>) {
    let mut known: HashSet<(Object, String)> = HashSet::new();
    let mut steps = Vec::new();
    for resource in resources(document, PROVIDER) {
        let Some(object) = shapes::resource(&resource.kind()) else { continue };
        let export = out.export(&FORMAT);
        let is_new = Said::under(resource.values, "id").is_none_or(|id| known.insert((object, id.text)));
        if !is_new || !resource.is_open(export) {
            continue;
        }
        read(object, resource.values, export);
        if object == Object::Step {
            steps.push(resource.values);
        }
        if let Some(kind) = kind(object) {
            out.sections.insert(kind);
        }
    }
    if let Some(&first) = steps.first() {
        steps::read(&steps, first, out.export(&FORMAT));
    }
}

/// What a list of objects is a list of. Shifts are parts of schedules.
fn kind(object: Object) -> Option<Kind> {
    match object {
        Object::User => Some(Kind::Person),
        Object::Team => Some(Kind::Team),
        Object::Schedule => Some(Kind::Rotation),
        Object::Step => Some(Kind::Escalation),
        Object::Shift | Object::Chain => None,
    }
}

fn listed(answer: NodeRef<'_>, list: NodeRef<'_>, of: Kind, aside: Option<&'static str>) -> Page {
    let number = |key: &str| answer.get(key).and_then(whole).and_then(|number| u64::try_from(number).ok());
    let before = number("current_page_number").zip(number("page_size"));
    let from = before.map(|(page, size)| page.saturating_sub(1).saturating_mul(size));
    let more = answer.get("next").and_then(Said::of).map(|next| next.place);
    let (count, is_cut) = (list.items().count() as u64, answer.is_damaged());
    Page { of, aside, place: list.place(), from, count, more, is_cut }
}

const CALENDAR: &str = "what is on call stands in a calendar elsewhere";

fn read(object: Object, node: NodeRef<'_>, export: &mut Export) {
    let Some(id) = Said::under(node, "id") else {
        return missing(export, node, wanted("id", "what others name it by"));
    };
    let damaged = node.is_damaged();
    let named = |key: &str| Reference { name: Said::under(node, key), ..bare(id.clone()) };
    match object {
        Object::User => {
            let teams = ids(export, node, "teams");
            export.users.push(User {
                is: Reference { mail: Said::under(node, "email"), ..named("username") },
                login: Said::under(node, "username"),
                zone: Said::under(node, "timezone"),
                title: None,
                teams: teams.map(|teams| Items {
                    items: teams.items.into_iter().map(bare).collect(),
                    place: teams.place,
                    whole: teams.whole,
                }),
                damaged,
            });
        }
        Object::Team => export.teams.push(Team { is: named("name"), description: None, members: None, damaged }),
        Object::Schedule => {
            let schedule = schedule(named("name"), node, export);
            export.rotations.push(schedule);
        }
        Object::Shift => {
            let shift = shifts::read(named("name"), node, export);
            export.shifts.push(shift);
            export.unread.extend(shifts::happens_once(node));
        }
        Object::Chain => export.names.push((Kind::Escalation, named("name"))),
        Object::Step => {}
    }
    if object == Object::Schedule && is_in_calendar(node) {
        export.unread.push(Unread { what: "ical_url_primary", why: CALENDAR, place: node.place() });
    }
}

fn is_in_calendar(schedule: NodeRef<'_>) -> bool {
    text(schedule, "type").as_deref() == Some("ical")
}

/// A list of ids.
fn ids(export: &mut Export, node: NodeRef<'_>, key: &'static str) -> Option<Items<Said>> {
    list(export, node, wanted(key, LIST), |export, id| {
        let found = Said::of(id);
        if found.is_none() {
            broken(export, id, wanted(key, "an id"));
        }
        found
    })
}

fn schedule(is: Reference, node: NodeRef<'_>, export: &mut Export) -> Rotation {
    let team = node.get("team_id");
    let teams = team.map(|team| Items {
        items: Said::of(team).map(bare).into_iter().collect(),
        place: team.place(),
        whole: true,
    });
    Rotation {
        is,
        description: None,
        zone: Said::under(node, "time_zone"),
        teams,
        layers: None,
        shifts: ids(export, node, "shifts"),
        in_calendar: is_in_calendar(node),
        damaged: node.is_damaged(),
    }
}
