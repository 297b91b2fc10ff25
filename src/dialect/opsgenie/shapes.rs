//! By what it is known that JSON is of Opsgenie, or of what has followed it in Jira Service Management: `data` or `values`,
//! and what stands in them.

use crate::declare::export::Said;
use crate::dialect::beginning::leading_keys;
use crate::dialect::cut::Envelope;
use crate::dialect::exports::{at, objects, shaped};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

/// The keys under which answers have what was asked for.
const ANSWERS: [&str; 2] = ["data", "values"];

/// What an answer has at its top.
pub static ENVELOPE: Envelope = Envelope {
    lists: &ANSWERS,
    objects: &["data", "paging", "links"],
    beside: &["took", "requestId", "totalCount", "expandable", "message", "count", "offset", "size"],
    names: &["schedules", "escalations", "users", "teams", "team"],
};

/// Whether a text that begins so may be an export.
pub fn opens(start: &str) -> bool {
    leading_keys(start).iter().any(|key| ANSWERS.contains(key))
}

/// Whether a document is an export.
pub fn claims(document: NodeRef<'_>) -> bool {
    let all = objects(document);
    all.iter()
        .take(LOOKED_AT)
        .any(|answer| answered(*answer).iter().take(LOOKED_AT).any(|object| kind(*object).is_some()))
}

/// So many answers, and objects in them, tell what the others are.
const LOOKED_AT: usize = 8;

/// The list in an answer.
pub fn list(answer: NodeRef<'_>) -> Option<NodeRef<'_>> {
    ANSWERS.iter().find_map(|key| shaped(answer, key, Shape::Sequence))
}

/// What an answer has: the objects of a list, or a single one.
pub fn answered(answer: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    match list(answer) {
        Some(list) => list.items().filter(|item| item.shape() == Shape::Mapping).collect(),
        None => ANSWERS.iter().filter_map(|key| shaped(answer, key, Shape::Mapping)).collect(),
    }
}

/// What an object is.
pub fn kind(object: NodeRef<'_>) -> Option<Kind> {
    let has = |key: &str| object.get(key).is_some();
    Said::under(object, "id")?;
    let first = |key: &str| object.get(key).and_then(|list| list.items().next());
    if has("timezone") && has("enabled") && (has("rotations") || has("ownerTeam") || has("teamId")) {
        Some(Kind::Rotation)
    } else if first("rules").is_some_and(|rule| rule.get("notifyType").is_some() && rule.get("recipient").is_some()) {
        Some(Kind::Escalation)
    } else if has("username") && has("fullName") || has("blocked") && has("timeZone") {
        Some(Kind::Person)
    } else if has("name") && first("members").is_some_and(is_member) || is_linked(object) {
        Some(Kind::Team)
    } else {
        None
    }
}

/// Whether something is of a list of members, also of one that leaves out what names them.
fn is_member(member: NodeRef<'_>) -> bool {
    let user = member.get("user");
    let has = |key: &str| user.is_some_and(|user| user.get(key).is_some());
    has("username") || has("id") && member.get("role").is_some()
}

/// Whether an object has links to itself at the vendor's.
fn is_linked(object: NodeRef<'_>) -> bool {
    let link = at(object, &["links", "api"]).and_then(NodeRef::text);
    link.is_some_and(|link| link.contains(".opsgenie.com/"))
}
