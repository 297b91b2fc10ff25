//! Compass: `compass.yml`. Its owners are names that only Atlassian knows the team of.

use crate::declare::format::{Fields, Format};
use crate::dialect::descriptors::descriptor::{CLOSURE, Descriptor, TYPE};
use crate::dialect::descriptors::fields::text;
use crate::dialect::descriptors::table::{How, Table, row};
use crate::field;
use crate::vocabulary::kinds::Kind;

const FORMAT: Format = Format::of_files(
    "descriptor",
    CLOSURE,
    "Compass",
    "Compass descriptor",
    &Fields::of(&[(Kind::Service, &["owner", "tier", "lifecycle", "type", "description", "docs", "source"])]),
    &[
        (Kind::Service, "owner", "ownerId"),
        (Kind::Service, "tier", "fields.tier"),
        (Kind::Service, "lifecycle", "fields.lifecycle"),
        (Kind::Service, "type", "typeId"),
        (Kind::Service, "docs", "links"),
        (Kind::Service, "source", "links"),
    ],
)
.giving_way(TYPE);

/// Compass.
pub static COMPASS: Descriptor = Descriptor { format: &FORMAT, hint: None, tables: &[TABLE] };

const TABLE: Table = Table {
    is_ours: |document| {
        let is_ari = |key: &str| text(document.get(key)).is_some_and(|text| text.starts_with("ari:cloud:"));
        is_ari("id") || is_ari("ownerId") || document.get("configVersion").is_some() && document.get("typeId").is_some()
    },
    body: &[],
    id: &[&["name"]],
    is_made: true,
    keys: &[(
        &[],
        &[
            "name",
            "id",
            "description",
            "configVersion",
            "typeId",
            "ownerId",
            "fields",
            "links",
            "relationships",
            "labels",
            "customFields",
            "scorecards",
        ],
    )],
    inherits: &[],
    rows: &[
        row(field!(Service.owner), &["ownerId"], How::Opaque),
        row(field!(Service.tier), &["fields", "tier"], How::Tier),
        row(field!(Service.lifecycle), &["fields", "lifecycle"], How::Lifecycle),
        row(field!(Service.type), &["typeId"], How::Plain),
        row(field!(Service.description), &["description"], How::Plain),
        row(field!(Service.docs), &["links"], How::Link(&["document"])),
        row(field!(Service.source), &["links"], How::Address(&["repository"])),
        row(field!(Service.runbook), &["links"], How::Named(&["runbook", "runbooks", "playbook"])),
        row(field!(Service.escalation), &["links"], How::Paged(&["on_call"])),
    ],
};
