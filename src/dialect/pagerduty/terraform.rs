//! Resources of the Terraform provider, which writes the objects of the API with keys of its own. Layers stand in it with
//! the lowest first.

use std::collections::{HashMap, HashSet};

use crate::declare::Declarations;
use crate::declare::export::{Export, Items, Member, Reference, Roster, Rotation, Said, Service, Team, User};
use crate::dialect::pagerduty::events;
use crate::dialect::pagerduty::format::FORMAT;
use crate::dialect::pagerduty::layers;
use crate::dialect::pagerduty::objects::{self, STAKEHOLDERS, WHO};
use crate::dialect::terraform::{Resource, resources};
use crate::dialect::values::{bare, missing, needed, references, text, there, wanted};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

/// The beginning of the types of all resources.
pub const PROVIDER: &str = "pagerduty_";

const LAYERS: layers::Keys =
    layers::Keys { layers: "layer", restrictions: "restriction", user: id, is_lowest_first: true };
const EVENTS: events::Keys = events::Keys { rotations: "rotation", events: "event", members: "member" };
const POLICY: objects::Keys = objects::Keys { rules: "rule", targets: "target" };

/// Where Terraform writes an id, where the API has an object.
fn id(node: NodeRef<'_>) -> Option<Reference> {
    Said::of(node).map(bare)
}

/// What a state or a plan has.
pub fn read(out: &mut Declarations, document: NodeRef<'_>) {
    let mut known: HashSet<(Kind, String)> = HashSet::new();
    let mut members: HashMap<String, Roster> = HashMap::new();
    let all = resources(document, PROVIDER);
    for resource in &all {
        let export = out.export(&FORMAT);
        let kind = match resource.kind().as_str() {
            "pagerduty_user" => Kind::Person,
            "pagerduty_team" => Kind::Team,
            "pagerduty_schedule" | "pagerduty_schedulev2" => Kind::Rotation,
            "pagerduty_escalation_policy" => Kind::Escalation,
            "pagerduty_service" => Kind::Service,
            "pagerduty_team_membership" if resource.is_open(export) => {
                member(resource, &mut members, export);
                continue;
            }
            _ => continue,
        };
        // What is looked up only to be referred to is there once more, or is nothing but a name.
        let is_new = Said::under(resource.values, "id").is_none_or(|id| known.insert((kind, id.text)));
        if is_new && resource.is_open(export) {
            object(kind, resource.values, export);
            out.sections.insert(kind);
        }
    }
    let mut rosters: Vec<Roster> = members.into_values().collect();
    rosters.sort_by_key(|roster| roster.members.place);
    out.export(&FORMAT).rosters.extend(rosters);
}

/// Somebody in a team, by a resource that says nothing else.
fn member(resource: &Resource<'_>, rosters: &mut HashMap<String, Roster>, export: &mut Export) {
    let values = resource.values;
    let place = values.place();
    let team = needed(export, values, wanted("team_id", WHO), Said::of).value;
    let user = needed(export, values, wanted("user_id", WHO), Said::of).value;
    let (Some(team), Some(user)) = (team, user) else { return };
    let roster = rosters.entry(team.text.clone()).or_insert_with(|| Roster {
        team: Some(bare(team)),
        members: Items { items: Vec::new(), place, whole: true },
        page: None,
        lacks: None,
    });
    roster.members.items.push(Member { user: bare(user), role: Said::under(values, "role") });
}

/// A plan has no ids yet of what is to be made.
fn object(kind: Kind, node: NodeRef<'_>, export: &mut Export) {
    let Some(id) = Said::under(node, "id") else { return missing(export, node, wanted("id", WHO)) };
    let is = Reference { name: Said::under(node, "name"), mail: Said::under(node, "email"), ..bare(id) };
    let (description, damaged) = (Said::under(node, "description"), node.is_damaged());
    match kind {
        Kind::Person => {
            if text(node, "role").is_some_and(|role| STAKEHOLDERS.contains(&&*role)) {
                export.onlookers.push(is.id.clone());
            }
            let (zone, title) = (Said::under(node, "time_zone"), Said::under(node, "job_title"));
            export.users.push(User { is, login: None, zone, title, teams: None, damaged });
        }
        Kind::Team => export.teams.push(Team { is, description, members: None, damaged }),
        Kind::Rotation => {
            let zone = Said::under(node, "time_zone");
            let layers = layers::read(node, zone.as_ref(), &LAYERS, export)
                .or_else(|| events::read(node, zone.as_ref(), &EVENTS, export));
            let teams = references(export, node, "teams", self::id);
            let (shifts, in_calendar) = (None, false);
            export.rotations.push(Rotation { is, description, zone, teams, layers, shifts, in_calendar, damaged });
        }
        Kind::Escalation => objects::policy(is, description, node, &POLICY, export),
        Kind::Service => {
            let policy = there(node, "escalation_policy").and_then(self::id);
            let first =
                |key| node.get(key).filter(|list| list.shape() == Shape::Sequence).and_then(|list| list.items().next());
            let hours = objects::hours(first("support_hours"), first("incident_urgency_rule"), export);
            export.services.push(Service { is, description, policy, teams: None, hours, damaged });
        }
        _ => {}
    }
}
