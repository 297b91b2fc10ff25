//! Backstage catalogs: one entity a document, with references such as `group:default/payments`.
//!
//! The format is open, so only what is certainly a slip is reported: everything else that is not
//! understood is somebody's extension.

mod entity;
mod fields;
mod links;
mod location;
mod reference;
mod skeleton;
mod spelling;
mod words;

use crate::declare::reader::Reader;
pub use crate::dialect::backstage::location::{Targets, local_targets};
pub use crate::dialect::backstage::skeleton::skip_templated;
use crate::finding::diagnostics::MISSING_NAME;
use crate::finding::suggest::question;
use crate::finding::wording::with_article;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

const PREFIXES: [&str; 2] = ["backstage.io/", "scaffolder.backstage.io/"];

/// Whether a document is an entity of a Backstage catalog.
pub fn is_backstage(document: NodeRef<'_>) -> bool {
    document
        .get("apiVersion")
        .and_then(NodeRef::text)
        .is_some_and(|version| PREFIXES.iter().any(|prefix| version.starts_with(prefix)))
}

/// The kinds an entity of this Backstage kind declares.
pub fn kinds(kind: &str) -> &'static [Kind] {
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
pub fn read(reader: &mut Reader, document: NodeRef<'_>) {
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
