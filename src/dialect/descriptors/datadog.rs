//! Datadog's catalog: versions 2, 2.1 and 2.2 by their `schema-version`, and version 3, of whose kinds the services are read.

use crate::declare::format::{Fields, Format};
use crate::dialect::descriptors::descriptor::{CLOSURE, Descriptor, TYPE};
use crate::dialect::descriptors::fields::{at, text};
use crate::dialect::descriptors::table::{How, Table, row};
use crate::field;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::NodeRef;

const FORMAT: Format = Format::of_files(
    "descriptor",
    CLOSURE,
    "Datadog",
    "Datadog descriptor",
    &Fields::of(&[
        (
            Kind::Service,
            &["owner", "tier", "lifecycle", "type", "description", "runbook", "docs", "source", "dependsOn", "name"],
        ),
        (Kind::ServiceDependency, &["service"]),
    ]),
    &[
        (Kind::Service, "owner", "team"),
        (Kind::Service, "runbook", "links"),
        (Kind::Service, "docs", "links"),
        (Kind::Service, "source", "links"),
    ],
)
.giving_way(TYPE);

/// Datadog.
pub static DATADOG: Descriptor = Descriptor {
    format: &FORMAT,
    hint: Some("a descriptor of a service is one of Datadog, OpsLevel, Cortex or Compass"),
    tables: &[SECOND, THIRD],
};

/// Types of links to documents, and to the code.
const DOCS: &[&str] = &["doc", "docs", "documentation", "wiki"];
const REPOSITORY: &[&str] = &["repo", "code"];

/// Integrations that page somebody. Others watch, deploy or count.
const PAGERS: &[&str] = &["pagerduty", "opsgenie", "jiraServiceManagementOps"];

const SECOND: Table = Table {
    is_ours: |document| {
        let version = text(document.get("schema-version")).unwrap_or_default();
        version.starts_with("v2") && document.get("dd-service").is_some()
    },
    body: &[],
    id: &[&["dd-service"]],
    is_made: false,
    keys: &[(
        &[],
        &[
            "schema-version",
            "dd-service",
            "team",
            "application",
            "description",
            "tier",
            "lifecycle",
            "type",
            "languages",
            "contacts",
            "links",
            "docs",
            "repos",
            "tags",
            "integrations",
            "extensions",
            "dd-team",
            "ci-pipeline-fingerprints",
        ],
    )],
    inherits: &[],
    rows: &[
        row(field!(Service.owner), &["team"], How::Owner),
        row(field!(Service.owner), &["dd-team"], How::Owner),
        row(field!(Service.tier), &["tier"], How::Tier),
        row(field!(Service.lifecycle), &["lifecycle"], How::Lifecycle),
        row(field!(Service.type), &["type"], How::Plain),
        row(field!(Service.description), &["description"], How::Plain),
        row(field!(Service.runbook), &["links"], How::Link(&["runbook"])),
        row(field!(Service.docs), &["links"], How::Link(DOCS)),
        // The first version has them in lists of their own.
        row(field!(Service.docs), &["docs"], How::Link(&[])),
        row(field!(Service.source), &["links"], How::Address(REPOSITORY)),
        row(field!(Service.source), &["repos"], How::Address(&[])),
        row(field!(Service.escalation), &["integrations"], How::Pager(PAGERS)),
        row(field!(Service.escalation), &["links"], How::Paged(&["oncall"])),
    ],
};

const THIRD: Table = Table {
    is_ours: |document: NodeRef<'_>| {
        let is = |key: &str, word: &str| text(document.get(key)).as_deref() == Some(word);
        is("apiVersion", "v3") && is("kind", "service") && at(document, &["metadata"]).is_some()
    },
    body: &[],
    id: &[&["metadata", "name"]],
    is_made: false,
    keys: &[
        (
            &["metadata"],
            &[
                "name",
                "displayName",
                "namespace",
                "owner",
                "additionalOwners",
                "description",
                "tags",
                "contacts",
                "links",
                "inheritFrom",
                "id",
                "managed",
            ],
        ),
        (&["spec"], &["tier", "lifecycle", "type", "languages", "dependsOn", "componentOf", "components"]),
    ],
    inherits: &["metadata", "inheritFrom"],
    rows: &[
        row(field!(Service.owner), &["metadata", "owner"], How::Owner),
        // Whoever is named beside an owner helps to run it, or works on it: the owner is the one who answers.
        row(field!(Service.owner), &["metadata", "additionalOwners"], How::Owners),
        row(field!(Service.tier), &["spec", "tier"], How::Tier),
        row(field!(Service.lifecycle), &["spec", "lifecycle"], How::Lifecycle),
        row(field!(Service.type), &["spec", "type"], How::Plain),
        row(field!(Service.description), &["metadata", "description"], How::Plain),
        row(field!(Service.name), &["metadata", "displayName"], How::Plain),
        row(field!(Service.runbook), &["metadata", "links"], How::Link(&["runbook"])),
        row(field!(Service.docs), &["metadata", "links"], How::Link(DOCS)),
        row(field!(Service.source), &["datadog", "codeLocations"], How::Address(&[])),
        row(field!(Service.source), &["metadata", "links"], How::Address(REPOSITORY)),
        row(field!(Service.dependsOn), &["spec", "dependsOn"], How::Needs(&["name"])),
        row(field!(Service.escalation), &["integrations"], How::Pager(PAGERS)),
    ],
};
