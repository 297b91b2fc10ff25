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

/// The kinds an entity of this Backstage kind declares.
pub fn kinds(kind: &str) -> &'static [Kind] {
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
    KINDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(kind)).map_or(&[], |&(_, kinds)| kinds)
}
