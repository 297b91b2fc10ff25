//! By what it is known that JSON is of incident.io: the keys of its lists, and what their objects have.

use crate::declare::export::Said;
use crate::dialect::beginning::leading_keys;
use crate::dialect::cut::Envelope;
use crate::dialect::exports::{at, objects};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

/// A list of the API: its key, the key of one object, and what that is.
pub const LISTS: [(&str, &str, Kind); 3] = [
    ("users", "user", Kind::Person),
    ("schedules", "schedule", Kind::Rotation),
    ("escalation_paths", "escalation_path", Kind::Escalation),
];

/// What an answer has at its top.
pub static ENVELOPE: Envelope = Envelope {
    lists: &["users", "schedules", "escalation_paths"],
    objects: &["user", "schedule", "escalation_path", "pagination_meta"],
    beside: &[],
    names: &[],
};

/// Whether a text that begins so may be an export.
pub fn opens(start: &str) -> bool {
    leading_keys(start).iter().any(|key| LISTS.iter().any(|(many, one, _)| many == key || one == key))
}

/// Whether a document is an export.
pub fn claims(document: NodeRef<'_>) -> bool {
    objects(document).into_iter().take(LOOKED_AT).any(is_export)
}

/// So many answers, and objects of a list, tell what the others are.
const LOOKED_AT: usize = 8;

fn is_export(answer: NodeRef<'_>) -> bool {
    LISTS.iter().any(|(many, one, kind)| {
        let listed = answer.get(many).into_iter().flat_map(NodeRef::items).take(LOOKED_AT);
        let is_empty = || {
            let is_empty_list = |list: NodeRef<'_>| list.shape() == Shape::Sequence && list.items().next().is_none();
            answer.get(many).is_some_and(is_empty_list) && answer.get("pagination_meta").is_some()
        };
        listed.chain(answer.get(one)).any(|object| is_object(*kind, object)) || is_empty()
    })
}

/// Whether something is an object like no other program's.
fn is_object(kind: Kind, object: NodeRef<'_>) -> bool {
    let has = |path: &[&str], shape| at(object, path).is_some_and(|value| value.shape() == shape);
    let is_told = match kind {
        // Without personal data the role is all that is left.
        Kind::Person => {
            object.get("base_role").is_some() || object.get("email").is_some() && object.get("slack_user_id").is_some()
        }
        Kind::Rotation => has(&["config", "rotations"], Shape::Sequence),
        _ => has(&["path"], Shape::Sequence),
    };
    is_told && Said::under(object, "id").is_some()
}
