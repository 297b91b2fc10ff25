//! Escalation chains: steps one after the other, of which some page somebody and some wait.

use std::collections::BTreeMap;

use crate::declare::export::{Export, Items, Level, Policy, Reference, Said, Target, Told, Unread};
use crate::dialect::values::{SECONDS, bare, nearest_minutes, needed, text, wanted, whole};
use crate::text::Place;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

const BY_TURNS: &str = "another one is paged each time, and whom a level reaches then is not judged";

/// Makes policies of the steps of all chains. Who is paged without a wait between them is paged at once.
pub fn read(steps: &[NodeRef<'_>], list: NodeRef<'_>, export: &mut Export) {
    let mut chains: BTreeMap<String, Vec<(i64, NodeRef<'_>)>> = BTreeMap::new();
    for &step in steps {
        let Some(chain) = text(step, "escalation_chain_id") else { continue };
        let position = needed(export, step, wanted("position", "a whole number"), whole).value.unwrap_or(0);
        chains.entry(chain).or_default().push((position, step));
    }
    for mut steps in chains.into_values() {
        steps.sort_by_key(|(position, _)| *position);
        let steps: Vec<NodeRef<'_>> = steps.into_iter().map(|(_, step)| step).collect();
        let Some(is) = steps.first().and_then(|step| Said::under(*step, "escalation_chain_id")) else { continue };
        let damaged = steps.iter().any(|step| step.is_damaged()) || list.is_damaged();
        let levels = levels(&steps, export);
        let by_turns = levels.iter().filter_map(|level| level.by_turns);
        export.unread.extend(by_turns.map(|place| Unread {
            what: "notify_person_next_each_time",
            why: BY_TURNS,
            place,
        }));
        let levels = Some(Items { items: levels, place: steps[0].place(), whole: !damaged });
        export.policies.push(Policy { is: bare(is), description: None, again: None, levels, damaged });
    }
}

fn levels(steps: &[NodeRef<'_>], export: &mut Export) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    let mut goes_on = false;
    for &step in steps {
        if text(step, "type").as_deref() == Some("wait") {
            goes_on = false;
            wait(step, levels.last_mut(), export);
            continue;
        }
        let Some((targets, by_turns)) = targets(step) else { continue };
        match levels.last_mut().filter(|_| goes_on) {
            Some(level) => {
                level.by_turns = level.by_turns.or(by_turns);
                level.targets.iter_mut().for_each(|all| all.items.extend(targets.iter().cloned()));
            }
            None => levels.push(Level {
                place: step.place(),
                targets: Some(Items { items: targets, place: step.place(), whole: !step.is_damaged() }),
                wait: None,
                by_turns,
            }),
        }
        goes_on = true;
    }
    levels
}

/// Seconds until the next step; several waits in a row are one.
fn wait(step: NodeRef<'_>, level: Option<&mut Level>, export: &mut Export) {
    let seconds = |value| whole(value).filter(|seconds| (0..=MOST).contains(seconds)).map(nearest_minutes);
    let duration = needed(export, step, wanted("duration", SECONDS), seconds);
    let Some(level) = level else { return };
    let before = level.wait.map_or(Some(0), |wait| wait.value);
    level.wait = Some(Told { value: before.zip(duration.value).map(|(a, b)| a + b), place: duration.place });
}

/// More seconds than anybody waits.
const MOST: i64 = 1 << 31;

/// Whom a step pages, and where it says that it is one after the other; nothing for one that pages nobody.
fn targets(step: NodeRef<'_>) -> Option<(Vec<Target>, Option<Place>)> {
    let kind = text(step, "type")?;
    let named = |kind: Option<Kind>, key: &str| -> Vec<Target> {
        let Some(node) = step.get(key) else { return Vec::new() };
        let ids: Vec<Said> = match node.shape() {
            Shape::Sequence => node.items().filter_map(Said::of).collect(),
            _ => Said::of(node).into_iter().collect(),
        };
        ids.into_iter().map(|id| Target { kind, is: bare(id) }).collect()
    };
    let unknown = || -> Vec<Target> {
        let is: Option<Reference> = Said::under(step, "id").map(bare);
        is.map(|is| Target { kind: None, is }).into_iter().collect()
    };
    Some(match kind.as_str() {
        "notify_on_call_from_schedule" => (named(Some(Kind::Rotation), "notify_on_call_from_schedule"), None),
        "notify_persons" => (named(Some(Kind::Person), "persons_to_notify"), None),
        "notify_team_members" => (named(Some(Kind::Team), "notify_to_team_members"), None),
        "notify_person_next_each_time" => {
            (named(Some(Kind::Person), "persons_to_notify_next_each_time"), step.get("type").map(NodeRef::place))
        }
        "notify_user_group" | "notify_whole_channel" => (unknown(), None),
        _ => return None,
    })
}
