//! What a catalog is: by what it is known, the kinds in it, and what it can say.

use crate::declare::format::{Closure, Fields, Format, Terms};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::NodeRef;

const PREFIXES: &[&str] = &["backstage.io/", "scaffolder.backstage.io/"];

/// What the store remembers of catalogs.
pub static FORMAT: Format = Format {
    title: "Backstage",
    name: "Backstage catalog",
    word: "catalog",
    can_say: CAN_SAY,
    gives_way: Fields::NONE,
    closure: Closure::Namespace,
    terms: TERMS,
    forms_names: true,
    assumed: &[],
};

/// The namespace of entities that name none.
pub const DEFAULT_NAMESPACE: &str = "default";

const TERMS: Terms = Terms {
    kinds: &[
        (Kind::Person, "user"),
        (Kind::Team, "group"),
        (Kind::Service, "component"),
        (Kind::GoldenPath, "template"),
    ],
    fields: &[
        (Kind::Person, "team", "spec.memberOf"),
        (Kind::Person, "name", "spec.profile.displayName"),
        (Kind::Person, "email", "spec.profile.email"),
        (Kind::Team, "mission", "metadata.description"),
        (Kind::Team, "kind", "spec.type"),
        (Kind::Team, "members", "spec.members"),
        (Kind::Team, "reportsTo", "spec.parent"),
        (Kind::Team, "name", "spec.profile.displayName"),
        (Kind::Team, "email", "spec.profile.email"),
        (Kind::Team, "aliases", "metadata.annotations"),
        (Kind::Service, "owner", "spec.owner"),
        (Kind::Service, "type", "spec.type"),
        (Kind::Service, "lifecycle", "spec.lifecycle"),
        (Kind::Service, "system", "spec.system"),
        (Kind::Service, "partOf", "spec.subcomponentOf"),
        (Kind::Service, "dependsOn", "spec.dependsOn"),
        (Kind::Service, "providesApis", "spec.providesApis"),
        (Kind::Service, "consumesApis", "spec.consumesApis"),
        (Kind::Service, "docs", "metadata.annotations"),
        (Kind::Service, "description", "metadata.description"),
        (Kind::Service, "source", "metadata.annotations"),
        (Kind::Service, "name", "metadata.title"),
        (Kind::GoldenPath, "for", "spec.type"),
        (Kind::GoldenPath, "docs", "metadata.annotations"),
        (Kind::GoldenPath, "owner", "spec.owner"),
        (Kind::Api, "owner", "spec.owner"),
        (Kind::Api, "type", "spec.type"),
        (Kind::Api, "lifecycle", "spec.lifecycle"),
        (Kind::Api, "system", "spec.system"),
        (Kind::Api, "description", "metadata.description"),
        (Kind::Resource, "owner", "spec.owner"),
        (Kind::Resource, "type", "spec.type"),
        (Kind::Resource, "system", "spec.system"),
        (Kind::Resource, "dependsOn", "spec.dependsOn"),
        (Kind::Resource, "description", "metadata.description"),
        (Kind::System, "owner", "spec.owner"),
        (Kind::System, "domain", "spec.domain"),
        (Kind::System, "description", "metadata.description"),
        (Kind::Domain, "owner", "spec.owner"),
        (Kind::Domain, "partOf", "spec.subdomainOf"),
        (Kind::Domain, "description", "metadata.description"),
    ],
    notes: &[
        ("labels", "metadata.labels"),
        ("annotations", "metadata.annotations"),
        ("tags", "metadata.tags"),
        ("links", "metadata.links"),
    ],
    namespace: Some(DEFAULT_NAMESPACE),
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
            "name",
        ],
    ),
    (Kind::ServiceDependency, &["service"]),
    (Kind::GoldenPath, &["for", "template", "docs", "owner"]),
    (Kind::Api, &["owner", "type", "lifecycle", "system", "description"]),
    (Kind::Resource, &["owner", "type", "system", "dependsOn", "description"]),
    (Kind::System, &["owner", "domain", "description"]),
    (Kind::Domain, &["owner", "partOf", "description"]),
])
.noting(&["labels", "annotations", "tags", "links"]);

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

/// Backstage's own kind that is one or two letters away; of three letters any other makes another word, and so does a word
/// before or behind it: `AiResource`.
pub fn nearly(kind: &str) -> Option<&'static str> {
    if KINDS.iter().any(|&(name, _)| is_word_of(name, kind)) {
        return None;
    }
    let kind = kind.to_lowercase();
    KINDS
        .iter()
        .map(|&(name, _)| name)
        .chain([LOCATION])
        .map(|name| (strsim::damerau_levenshtein(&kind, &name.to_lowercase()), name))
        .filter(|&(distance, name)| (1..=2).contains(&distance) && 3 * distance < name.len())
        .min()
        .map(|(_, name)| name)
}

/// Whether a kind is one of several words in a name that is written as kinds are: `AiResource`.
fn is_word_of(name: &str, written: &str) -> bool {
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    let before = written.strip_suffix(name).is_some_and(begins);
    before || written.strip_prefix(name).is_some_and(begins)
}

/// The kinds an entity of this Backstage kind declares.
pub fn kinds(kind: &str) -> &'static [Kind] {
    KINDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(kind)).map_or(&[], |&(_, kinds)| kinds)
}

#[cfg(test)]
mod tests {
    use crate::dialect::backstage::format::{FORMAT, kinds, nearly};
    use crate::vocabulary::kinds::ALL;
    use crate::vocabulary::{SectionForm, record};

    #[test]
    fn a_slip_is_nearly_a_kind_and_a_word_more_makes_another() {
        for (written, kind) in
            [("Componant", "Component"), ("Resouce", "Resource"), ("Sytsem", "System"), ("Users", "User")]
        {
            assert_eq!(nearly(written), Some(kind), "{written}");
        }
        for written in ["AiResource", "MLSystem", "ResourceV2", "GroupX", "Workflow", "App"] {
            assert_eq!(nearly(written), None, "{written}");
        }
    }

    #[test]
    fn whatever_a_catalog_can_say_has_a_path_and_nothing_else_has() {
        for kind in ALL {
            let word = FORMAT.terms.kind(kind);
            let of_a_catalog = kinds(word).contains(&kind);
            for (rank, field) in record(kind).members() {
                // That a document is there is what says it, and members stand in lists of names.
                let unnamed = field.name == "template" || record(kind).form == SectionForm::Nested && !of_a_catalog;
                let can_say = FORMAT.can_say.contains(kind, rank) && !unnamed;
                let path = FORMAT.terms.field(kind, field.name);
                assert_eq!(path.is_some(), can_say, "{}.{}", record(kind).word, field.name);
            }
            assert!(!FORMAT.can_say.any(kind) || of_a_catalog || record(kind).form == SectionForm::Nested, "{word}");
        }
        for (kind, field, _) in FORMAT.terms.fields {
            assert!(record(*kind).field(field).is_some(), "{}.{field}", record(*kind).word);
        }
    }
}
