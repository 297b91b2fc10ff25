//! What speaks for another tool in a file with a section of ours.

use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

/// Fields that another tool's records have under a key that is a section of ours.
struct Other {
    kind: Kind,
    fields: &'static [&'static str],
    tool: &'static str,
}

static OTHERS: [Other; 3] = [
    Other {
        kind: Kind::Service,
        fields: &["image", "build", "ports", "container_name", "env_file", "volumes", "networks"],
        tool: "docker-compose",
    },
    Other {
        kind: Kind::Team,
        fields: &["privacy", "repos", "previously", "maintainers", "parent_team_id", "create_default_maintainer"],
        tool: "GitHub",
    },
    Other { kind: Kind::Team, fields: &["players", "coach", "roster"], tool: "sports" },
];

/// Whether other tools have records under this section that are known by their fields.
pub(super) fn are_known(kind: Kind) -> bool {
    OTHERS.iter().any(|other| other.kind == kind)
}

/// Whose a field is, if it is another tool's.
pub(super) fn of_field(kind: Kind, field: &str) -> Option<&'static str> {
    OTHERS.iter().find(|other| other.kind == kind && other.fields.contains(&field)).map(|other| other.tool)
}

/// Whose a field of ours is, if its value is one that only another tool gives it: the platform of a service is an operating
/// system and a processor in docker-compose.
pub(super) fn of_value(kind: Kind, field: &str, value: NodeRef<'_>) -> Option<&'static str> {
    let is_processor = || value.text().is_some_and(|text| text.contains('/'));
    (kind == Kind::Service && field == "platform" && is_processor()).then_some(OTHERS[0].tool)
}

/// Whether an entry of a list is a path or an address, and no id: kustomize lists files under `resources`, and builds of
/// containers list processors under `platforms`.
pub(super) fn is_path(entry: NodeRef<'_>) -> bool {
    entry.shape() == Shape::Scalar && entry.text().is_some_and(|text| text.contains(['/', '.', ':']))
}

/// The version of another tool's format: Sloth writes `version: prometheus/v1`.
pub(super) fn version(document: NodeRef<'_>) -> Option<String> {
    let version = document.get("version")?.text()?;
    version.contains('/').then(|| version.into_owned())
}
