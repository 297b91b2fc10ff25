//! What a catalog is: by what it is known, the kinds in it, and what it can say.

use crate::declare::format::{Fields, Format};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::NodeRef;

const PREFIXES: &[&str] = &["backstage.io/", "scaffolder.backstage.io/"];

/// What the store remembers of catalogs.
pub static FORMAT: Format = Format {
    title: "Backstage",
    name: "Backstage catalog",
    word: "catalog",
    can_say: CAN_SAY,
    // Whoever keeps the groups in a catalog keeps its systems and domains there too; people are often kept elsewhere.
    beside_teams: &[Kind::System, Kind::Domain],
};

const CAN_SAY: Fields = Fields::of(&[
    (Kind::Person, &["team", "name", "email"]),
    (Kind::Team, &["mission", "kind", "members", "reportsTo", "name", "email", "aliases"]),
    (Kind::Member, &["person"]),
    (Kind::Membership, &["team"]),
    (
        Kind::Service,
        &[
            "owner",
            "type",
            "lifecycle",
            "system",
            "partOf",
            "dependsOn",
            "providesApis",
            "consumesApis",
            "docs",
            "description",
            "source",
        ],
    ),
    (Kind::ServiceDependency, &["service"]),
    (Kind::GoldenPath, &["for", "template", "docs", "owner"]),
    (Kind::Api, &["owner", "type", "lifecycle", "system", "description"]),
    (Kind::Resource, &["owner", "type", "system", "dependsOn", "description"]),
    (Kind::System, &["owner", "domain", "description"]),
    (Kind::Domain, &["owner", "partOf", "description"]),
]);

/// Whether a document is an entity of a Backstage catalog.
pub fn is_backstage(document: NodeRef<'_>) -> bool {
    document
        .get("apiVersion")
        .and_then(NodeRef::text)
        .is_some_and(|version| PREFIXES.iter().any(|prefix| version.starts_with(prefix)))
}

/// Whether a line of a file says that it is an entity of a Backstage catalog.
pub fn is_backstage_text(text: &str) -> bool {
    let versions = text.lines().filter_map(|line| line.strip_prefix("apiVersion:"));
    let mut versions = versions.map(|version| version.trim_start_matches([' ', '\t', '"', '\'']));
    versions.any(|version| PREFIXES.iter().any(|prefix| version.starts_with(prefix)))
}

const KINDS: &[(&str, &[Kind])] = &[
    ("Group", &[Kind::Team]),
    ("User", &[Kind::Person]),
    ("Component", &[Kind::Service]),
    ("API", &[Kind::Api]),
    ("Resource", &[Kind::Resource]),
    ("System", &[Kind::System]),
    ("Domain", &[Kind::Domain]),
    ("Template", &[Kind::GoldenPath]),
];

/// The kind of entity that names files.
pub const LOCATION: &str = "Location";

/// Backstage's own kind that is one or two letters away.
pub fn nearly(kind: &str) -> Option<&'static str> {
    let kind = kind.to_lowercase();
    KINDS
        .iter()
        .map(|&(name, _)| name)
        .chain([LOCATION])
        .map(|name| (strsim::damerau_levenshtein(&kind, &name.to_lowercase()), name))
        .filter(|&(distance, name)| (1..=2).contains(&distance) && 2 * distance < name.len().max(kind.len()))
        .min()
        .map(|(_, name)| name)
}

/// The kinds an entity of this Backstage kind declares.
pub fn kinds(kind: &str) -> &'static [Kind] {
    KINDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(kind)).map_or(&[], |&(_, kinds)| kinds)
}
