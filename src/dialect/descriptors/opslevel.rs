//! `OpsLevel`: `opslevel.yml`, whose `service` has tools of categories. Services are known by their aliases.

use crate::declare::format::{Fields, Format};
use crate::dialect::descriptors::descriptor::{CLOSURE, Descriptor, TYPE};
use crate::dialect::descriptors::fields::at;
use crate::dialect::descriptors::table::{How, Row, Table, row};
use crate::field;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

const FORMAT: Format = Format::of_files(
    "descriptor",
    CLOSURE,
    "OpsLevel",
    "OpsLevel descriptor",
    &Fields::of(&[
        (
            Kind::Service,
            &["owner", "tier", "lifecycle", "type", "description", "runbook", "docs", "source", "dependsOn", "name"],
        ),
        (Kind::ServiceDependency, &["service"]),
    ]),
    &[
        (Kind::Service, "runbook", "tools"),
        (Kind::Service, "docs", "tools"),
        (Kind::Service, "source", "repositories"),
        (Kind::Service, "dependsOn", "dependencies"),
    ],
)
.giving_way(TYPE);

/// `OpsLevel`.
pub static OPSLEVEL: Descriptor = Descriptor { format: &FORMAT, hint: None, tables: &[SERVICE, COMPONENT] };

/// What says that a map under `service` is `OpsLevel`'s: its version, and something that only a service of it has.
fn is_described(document: NodeRef<'_>, key: &str) -> bool {
    let Some(body) = document.get(key).filter(|body| body.shape() == Shape::Mapping) else { return false };
    let is_first = document.get("version").and_then(NodeRef::text).as_deref() == Some("1");
    let telling = ["lifecycle", "tier", "tools", "product", "framework", "aliases", "repositories"];
    is_first && at(body, &["name"]).is_some() && telling.iter().any(|key| body.get(key).is_some())
}

const KEYS: &[&str] = &[
    "name",
    "description",
    "owner",
    "lifecycle",
    "tier",
    "type",
    "product",
    "language",
    "framework",
    "system",
    "aliases",
    "tags",
    "tools",
    "dependencies",
    "properties",
    "repositories",
    "api_document_path",
];

const ROWS: &[Row] = &[
    row(field!(Service.owner), &["owner"], How::Owner),
    row(field!(Service.tier), &["tier"], How::Tier),
    row(field!(Service.lifecycle), &["lifecycle"], How::Lifecycle),
    row(field!(Service.type), &["type"], How::Plain),
    row(field!(Service.description), &["description"], How::Plain),
    row(field!(Service.name), &["name"], How::Plain),
    row(field!(Service.runbook), &["tools"], How::Link(&["runbooks", "runbook"])),
    row(
        field!(Service.docs),
        &["tools"],
        How::Link(&["wiki", "api_documentation", "design_documentation", "documentation"]),
    ),
    row(field!(Service.source), &["repositories"], How::First("name")),
    row(field!(Service.source), &["tools"], How::Address(&["code"])),
    // Where incidents are handled somebody is paged.
    row(field!(Service.escalation), &["tools"], How::Paged(&["incidents"])),
    row(field!(Service.dependsOn), &["dependencies"], How::Needs(&["alias", "name"])),
];

const fn table(is_ours: fn(NodeRef<'_>) -> bool, body: &'static [&'static str]) -> Table {
    Table {
        is_ours,
        body,
        id: &[&["aliases"], &["name"]],
        is_made: true,
        keys: &[(&[], KEYS)],
        inherits: &[],
        rows: ROWS,
    }
}

const SERVICE: Table = table(|document| is_described(document, "service"), &["service"]);
const COMPONENT: Table = table(|document| is_described(document, "component"), &["component"]);
