//! By what it is known that JSON is `PagerDuty`'s: the keys of its lists, and what their objects have.

use crate::declare::export::Said;
use crate::dialect::beginning::leading_keys;
use crate::dialect::cut::Envelope;
use crate::dialect::exports::objects;
use crate::dialect::pagerduty::terraform::PROVIDER;
use crate::dialect::terraform;
use crate::dialect::values::text;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

/// A list of the API.
pub struct List {
    /// The key of a list.
    pub many: &'static str,
    /// The key of one object, and its `type`.
    pub one: &'static str,
    pub kind: Kind,
    /// Keys that objects of other programs do not have.
    telling: &'static [&'static str],
}

pub const LISTS: &[List] = &[
    List {
        many: "users",
        one: "user",
        kind: Kind::Person,
        telling: &["contact_methods", "notification_rules", "job_title"],
    },
    List { many: "teams", one: "team", kind: Kind::Team, telling: &["default_role"] },
    List {
        many: "schedules",
        one: "schedule",
        kind: Kind::Rotation,
        telling: &["schedule_layers", "final_schedule", "overrides_subschedule", "custom_shifts"],
    },
    List {
        many: "escalation_policies",
        one: "escalation_policy",
        kind: Kind::Escalation,
        telling: &["escalation_rules", "num_loops"],
    },
    List {
        many: "services",
        one: "service",
        kind: Kind::Service,
        telling: &["escalation_policy", "incident_urgency_rule", "acknowledgement_timeout"],
    },
];

/// The list of a team's members, which stand in it with their roles.
pub const MEMBERS: &str = "members";

/// Rows of figures.
pub const DATA: &str = "data";

/// What an answer has at its top.
pub static ENVELOPE: Envelope = Envelope {
    lists: &["users", "teams", "schedules", "escalation_policies", "services", MEMBERS, DATA],
    objects: &["user", "team", "schedule", "escalation_policy", "service", "filters"],
    beside: &[
        "offset",
        "limit",
        "more",
        "total",
        "next_cursor",
        "query",
        "order",
        "order_by",
        "time_zone",
        "aggregate_unit",
    ],
    names: &["analytics"],
};

/// Whether a text that begins so may be an export.
pub fn opens(start: &str) -> bool {
    let is_key =
        |key: &&str| LISTS.iter().any(|list| list.many == *key || list.one == *key) || [MEMBERS, DATA].contains(key);
    leading_keys(start).iter().any(is_key) || terraform::opens(start)
}

/// Whether a document is an export.
pub fn claims(document: NodeRef<'_>) -> bool {
    objects(document).into_iter().take(LOOKED_AT).any(is_export) || terraform::claims(document, PROVIDER)
}

/// So many pages, and objects of a list, tell what the others are.
const LOOKED_AT: usize = 8;

fn is_export(object: NodeRef<'_>) -> bool {
    let first = |key: &str| object.get(key).into_iter().flat_map(NodeRef::items).take(LOOKED_AT);
    let is_page = || object.get("more").is_some() && (object.get("offset").is_some() || object.get("limit").is_some());
    let lists = LISTS.iter().any(|list| {
        let is_empty =
            object.get(list.many).is_some_and(|list| list.shape() == Shape::Sequence && list.items().next().is_none());
        first(list.many).any(|one| is_object(list, one))
            || is_empty && is_page()
            || object.get(list.one).is_some_and(|one| is_object(list, one))
    });
    lists || first(MEMBERS).any(is_member) || first(DATA).any(is_figure)
}

/// Whether something is an object of a list, or a reference to one.
fn is_object(list: &List, node: NodeRef<'_>) -> bool {
    let Some(id) = Said::under(node, "id") else { return false };
    let is_typed = || {
        let kind = text(node, "type").unwrap_or_default();
        is_id(&id.text) && kind.strip_suffix("_reference").unwrap_or(&kind) == list.one
    };
    is_typed() || list.telling.iter().any(|key| node.get(key).is_some())
}

/// `PI7DH85`, `Q1DBJUYRO0CAPZ`.
fn is_id(text: &str) -> bool {
    text.len() >= 6 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn is_member(node: NodeRef<'_>) -> bool {
    let users = &LISTS[0];
    node.get("role").is_some() && node.get("user").is_some_and(|user| is_object(users, user))
}

/// Whether something is a row of figures about interruptions.
pub fn is_figure(node: NodeRef<'_>) -> bool {
    ["service_id", "responder_id"].iter().any(|key| node.get(key).is_some())
        && node.get("total_business_hour_interruptions").is_some()
}
