//! Backstage catalogs: one entity a document, with references such as `group:default/payments`.
//!
//! The format is open, so only what is certainly a slip is reported: everything else that is not
//! understood is somebody's extension.

mod entity;
mod fields;
mod links;
mod location;
mod pieces;
mod reference;
mod skeleton;
mod spelling;
mod words;

pub use crate::dialect::backstage::location::{Targets, local_targets};

use std::path::Path;

use crate::declare::format::{Fields, Format};
use crate::declare::reader::Reader;
use crate::declare::{Declarations, KindSet};
use crate::dialect::{Dialect, is_yaml};
use crate::finding::Finding;
use crate::finding::diagnostics::MISSING_NAME;
use crate::finding::suggest::question;
use crate::finding::wording::with_article;
use crate::text::{FileId, SourceFile};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

const PREFIXES: [&str; 2] = ["backstage.io/", "scaffolder.backstage.io/"];

/// What the store remembers of catalogs.
static FORMAT: Format = Format {
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

/// The format of Backstage catalogs.
pub struct Backstage;

impl Dialect for Backstage {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn hint(&self) -> Option<&'static str> {
        Some("a Backstage file has `apiVersion: backstage.io/v1alpha1`")
    }

    fn wants(&self, path: &Path) -> bool {
        is_yaml(path)
    }

    fn opens(&self, _: &Path, start: &str) -> bool {
        start.contains("backstage.io/")
    }

    fn whole(&self, file: FileId, source: &SourceFile) -> Option<Vec<Declarations>> {
        pieces::read_all(file, source)
    }

    fn claims(&self, document: NodeRef<'_>, _: bool) -> bool {
        is_backstage(document)
    }

    fn read(&self, reader: &mut Reader, document: NodeRef<'_>) {
        read(reader, document);
    }

    fn traces(&self, text: &str) -> KindSet {
        let mut found = KindSet::default();
        let entities =
            text.contains("backstage.io/v1").then(|| text.lines().filter_map(|line| line.strip_prefix("kind:")));
        for kind in entities.into_iter().flatten().flat_map(|word| kinds(word.trim())) {
            found.insert(*kind);
        }
        found
    }

    fn telling_keys(&self) -> &'static [&'static str] {
        &["apiVersion", "kind"]
    }

    fn broken_on_purpose(&self, file: FileId, text: &str, problems: &[Finding]) -> Option<Declarations> {
        skeleton::templated(file, text, problems)
    }
}

/// Whether a document is an entity of a Backstage catalog.
fn is_backstage(document: NodeRef<'_>) -> bool {
    document
        .get("apiVersion")
        .and_then(NodeRef::text)
        .is_some_and(|version| PREFIXES.iter().any(|prefix| version.starts_with(prefix)))
}

/// The kinds an entity of this Backstage kind declares.
fn kinds(kind: &str) -> &'static [Kind] {
    const KINDS: [(&str, &[Kind]); 8] = [
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

/// Reads an entity. Kinds that nobody here knows are left alone.
fn read(reader: &mut Reader, document: NodeRef<'_>) {
    let Some(word) = document.get("kind") else {
        return;
    };
    let name = word.text().unwrap_or_default();
    let name = name.trim();
    let kind = kinds(name).first().copied();
    if kind.is_none() && !name.eq_ignore_ascii_case("Location") {
        return;
    }
    if let Some(placeholder) = skeleton::placeholder(document, kind) {
        skeleton::skip(reader, placeholder.place());
        return;
    }
    spelling::check(reader, name, document, &["spec"]);
    match kind {
        Some(kind) => entity::read(reader, kind, name, document),
        None => location::read(reader, document),
    }
}

/// The mapping under a key; another shape is reported.
fn mapping<'t>(reader: &mut Reader, node: NodeRef<'t>, key: &str) -> Option<NodeRef<'t>> {
    let value = node.get(key)?;
    match value.shape() {
        Shape::Mapping => Some(value),
        Shape::Null => None,
        Shape::Scalar | Shape::Sequence => {
            reader.wrong(value, &format!("a map for `{key}`"), "");
            None
        }
    }
}

/// The scalar or the scalars under a key; nothing when it is absent or null. Other shapes are reported.
fn scalars<'t>(reader: &mut Reader, node: NodeRef<'t>, key: &str) -> Option<Vec<NodeRef<'t>>> {
    let value = node.get(key)?;
    match value.shape() {
        Shape::Null => None,
        Shape::Scalar => Some(vec![value]),
        Shape::Mapping => {
            reader.wrong(value, &format!("a list for `{key}`"), "");
            None
        }
        Shape::Sequence => {
            let mut found = Vec::new();
            for item in value.items() {
                match item.shape() {
                    Shape::Scalar => found.push(item),
                    Shape::Null => {}
                    Shape::Mapping | Shape::Sequence => {
                        reader.wrong(item, &format!("text in `{key}`"), "");
                    }
                }
            }
            Some(found)
        }
    }
}

/// Reports an entity that nobody can refer to.
fn nameless(reader: &mut Reader, kind: Kind, kind_name: &str, document: NodeRef<'_>) {
    reader.out.lost.insert(kind);
    if document.is_damaged() {
        return;
    }
    let message = format!("{} without a name", with_article(kind_name));
    let at = |node: NodeRef<'_>| MISSING_NAME.at(node.place(), message.clone());
    let metadata = document.entries().find(|entry| entry.key.text().as_deref() == Some("metadata"));
    let finding = match metadata {
        Some(entry) => match spelling::slip_of(entry.value, "name", &[]) {
            Some(slip) => at(slip).saying(question("name")),
            None => at(entry.key).saying("no `name` here"),
        },
        None => match spelling::slip_of(document, "metadata", &[]) {
            Some(slip) => at(slip).saying(question("metadata")),
            None => at(document.get("kind").unwrap_or(document)).saying("no `metadata` with a `name`"),
        },
    };
    reader.out.problems.push(finding.help("write `name:` under `metadata:`; without it the entity was not read"));
}
