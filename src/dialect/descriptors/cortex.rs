//! Cortex: `cortex.yaml`, an `OpenAPI` head whose `info` says everything under `x-cortex-…`. Teams and domains are left alone.

use crate::declare::format::{Fields, Format};
use crate::dialect::descriptors::descriptor::{CLOSURE, Descriptor, TYPE};
use crate::dialect::descriptors::fields::{at, text};
use crate::dialect::descriptors::table::{How, Table, row};
use crate::field;
use crate::vocabulary::kinds::Kind;

const FORMAT: Format = Format::of_files(
    "descriptor",
    CLOSURE,
    "Cortex",
    "Cortex descriptor",
    &Fields::of(&[
        (Kind::Service, &["owner", "tier", "type", "description", "runbook", "docs", "source", "dependsOn", "name"]),
        (Kind::ServiceDependency, &["service"]),
    ]),
    &[
        (Kind::Service, "owner", "x-cortex-owners"),
        (Kind::Service, "tier", "x-cortex-groups"),
        (Kind::Service, "type", "x-cortex-type"),
        (Kind::Service, "runbook", "x-cortex-link"),
        (Kind::Service, "docs", "x-cortex-link"),
        (Kind::Service, "dependsOn", "x-cortex-dependency"),
        (Kind::Service, "name", "title"),
    ],
)
.giving_way(TYPE);

/// Cortex.
pub static CORTEX: Descriptor = Descriptor { format: &FORMAT, hint: None, tables: &[TABLE] };

const TABLE: Table = Table {
    is_ours: |document| {
        let kind = text(at(document, &["info", "x-cortex-type"]));
        let is_service = kind.is_none_or(|kind| !["team", "domain"].contains(&&*kind));
        document.get("openapi").is_some() && at(document, &["info", "x-cortex-tag"]).is_some() && is_service
    },
    body: &["info"],
    id: &[&["x-cortex-tag"]],
    is_made: false,
    keys: &[(
        &[],
        &[
            "title",
            "description",
            "x-cortex-tag",
            "x-cortex-type",
            "x-cortex-owners",
            "x-cortex-groups",
            "x-cortex-link",
            "x-cortex-git",
            "x-cortex-oncall",
            "x-cortex-dependency",
            "x-cortex-custom-metadata",
            "x-cortex-parents",
            "x-cortex-children",
            "x-cortex-definition",
            "x-cortex-slos",
            "x-cortex-issues",
            "x-cortex-alerts",
            "x-cortex-slack",
        ],
    )],
    inherits: &[],
    rows: &[
        row(field!(Service.owner), &["x-cortex-owners"], How::Owners),
        row(field!(Service.tier), &["x-cortex-groups"], How::TierAmong),
        row(field!(Service.type), &["x-cortex-type"], How::Plain),
        row(field!(Service.description), &["description"], How::Plain),
        row(field!(Service.name), &["title"], How::Plain),
        row(field!(Service.runbook), &["x-cortex-link"], How::Link(&["runbook"])),
        row(field!(Service.docs), &["x-cortex-link"], How::Link(&["documentation", "docs"])),
        row(field!(Service.source), &["x-cortex-git"], How::Within("repository")),
        row(field!(Service.dependsOn), &["x-cortex-dependency"], How::Needs(&["tag"])),
        row(field!(Service.escalation), &["x-cortex-oncall"], How::Pager(&[])),
    ],
};
