//! By what it is known that JSON is of Grafana's on-call API: `results`, and what stands in them.

use crate::declare::export::Said;
use crate::dialect::beginning::leading_keys;
use crate::dialect::cut::Envelope;
use crate::dialect::exports::{objects, shaped};
use crate::dialect::terraform;
use crate::dialect::values::text;
use crate::yaml::tree::{NodeRef, Shape};

/// The key under which an answer has what was asked for.
const RESULTS: &str = "results";

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Object {
    User,
    Team,
    Schedule,
    Shift,
    Chain,
    /// A step of an escalation chain.
    Step,
}

/// What an answer has at its top.
pub static ENVELOPE: Envelope = Envelope {
    lists: &[RESULTS],
    objects: &[],
    beside: &["count", "next", "previous", "current_page_number", "page_size", "total_pages"],
    names: &["schedules", "on_call_shifts", "escalation_chains", "escalation_policies", "users", "teams"],
};

/// Whether a text that begins so may be an export.
pub fn opens(start: &str) -> bool {
    leading_keys(start).contains(&RESULTS) || terraform::opens(start)
}

/// Whether a document is an export.
pub fn claims(document: NodeRef<'_>) -> bool {
    let all = objects(document);
    let is_answer = |answer: &NodeRef<'_>| {
        is_paged(*answer) || results(*answer).any(is_told) || answer.is_damaged() && results(*answer).any(has_id)
    };
    all.iter().take(LOOKED_AT).any(is_answer) || terraform::claims(document, PROVIDER)
}

/// So many answers tell what the others are.
const LOOKED_AT: usize = 8;

/// The list in an answer.
pub fn list(answer: NodeRef<'_>) -> Option<NodeRef<'_>> {
    shaped(answer, RESULTS, Shape::Sequence)
}

fn results(answer: NodeRef<'_>) -> impl Iterator<Item = NodeRef<'_>> {
    list(answer).into_iter().flat_map(NodeRef::items).take(LOOKED_AT)
}

/// Whether an answer says of its pages what only this API does, and has objects of it.
fn is_paged(answer: NodeRef<'_>) -> bool {
    answer.get("current_page_number").is_some() && results(answer).any(|object| object_of(object).is_some())
}

/// Whether an object is like no other program's.
fn is_told(object: NodeRef<'_>) -> bool {
    matches!(object_of(object), Some(Object::Schedule | Object::Shift | Object::Step))
}

/// Whether an object has an id as only this API gives them: `U4DNY931HHJS5`. What else tells it stands behind the list, and is
/// lost with the end of it.
fn has_id(object: NodeRef<'_>) -> bool {
    let is_id = |id: &str| id.len() >= 8 && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    object_of(object).is_some() && text(object, "id").is_some_and(|id| is_id(&id))
}

/// The beginning of the types of resources in Terraform.
pub const PROVIDER: &str = "grafana_";

/// What a resource of Terraform is.
pub fn resource(kind: &str) -> Option<Object> {
    Some(match kind {
        "grafana_oncall_user" => Object::User,
        "grafana_oncall_team" => Object::Team,
        "grafana_oncall_schedule" => Object::Schedule,
        "grafana_oncall_on_call_shift" => Object::Shift,
        "grafana_oncall_escalation_chain" => Object::Chain,
        "grafana_oncall_escalation" => Object::Step,
        _ => return None,
    })
}

/// What an object is, going by its keys.
pub fn object_of(object: NodeRef<'_>) -> Option<Object> {
    let has = |key: &str| object.get(key).is_some();
    Said::under(object, "id")?;
    if has("escalation_chain_id") && has("position") {
        Some(Object::Step)
    } else if has("shifts") || has("ical_url_primary") || has("ical_url_overrides") {
        Some(Object::Schedule)
    } else if matches!(
        text(object, "type").as_deref(),
        Some("single_event" | "recurrent_event" | "rolling_users" | "override")
    ) {
        Some(Object::Shift)
    } else if has("username") {
        Some(Object::User)
    } else if has("name") && has("team_id") {
        Some(Object::Chain)
    } else if has("name") {
        Some(Object::Team)
    } else {
        None
    }
}
