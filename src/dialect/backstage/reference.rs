//! References between entities, `[kind:][namespace/]name`, as names the organisation resolves.

use crate::declare::leftover;
use crate::declare::reader::Reader;
use crate::declare::value::{TextAt, Value, is_nobody};
use crate::dialect::backstage::format::{DEFAULT_NAMESPACE, FORMAT, kinds, nearly};
use crate::finding::diagnostics::INVALID_VALUE;
use crate::finding::suggest::question;
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{Read, record};
use crate::yaml::tree::NodeRef;

/// A reference taken apart. `name` is the end of what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parts<'t> {
    kind: Option<&'t str>,
    namespace: Option<&'t str>,
    name: &'t str,
}

fn parts(text: &str) -> Parts<'_> {
    let text = text.trim();
    let (kind, rest) = match text.split_once(':') {
        Some((kind, rest)) if !kind.is_empty() && !kind.contains('/') => (Some(kind.trim()), rest.trim_start()),
        _ => (None, text),
    };
    match rest.split_once('/') {
        // `@acme/payments` is what a code host calls a team: no namespace begins like this.
        Some((namespace, name)) if !namespace.trim().is_empty() && !rest.starts_with('@') && !is_nobody(rest) => {
            Parts { kind, namespace: Some(namespace.trim()), name: name.trim_start() }
        }
        _ => Parts { kind, namespace: None, name: rest },
    }
}

/// The namespace as ids have it: none for the default one.
pub fn namespace(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty() && !text.eq_ignore_ascii_case(DEFAULT_NAMESPACE)).then_some(text)
}

/// What a reference stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// An entity.
    Entity(Kind, Id),
    /// An entity of a kind that is not said, where none goes without saying.
    Kindless(Id),
    /// An entity of a kind that is none of a catalog's: the word for it, and the id.
    Foreign(String, Id),
    /// An entity of a kind that was misspelt, or a placeholder that was left where one should be, which is told.
    Illegible,
    /// Nobody.
    Nobody,
}

/// An id as it stands in a scalar, or one to which the namespace was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Id {
    /// The last bytes of the scalar without the white space after it.
    Tail(usize),
    /// Not a slice of the scalar.
    Made(String),
}

impl Id {
    /// The id in text; a slice of the file where it is one.
    pub fn text_at(&self, reader: &mut Reader, node: NodeRef<'_>) -> TextAt {
        match self {
            Self::Made(id) => reader.out.own(id),
            Self::Tail(len) => {
                let whole = reader.text_at(node);
                let end = node.text().unwrap_or_default().trim_end().len();
                let skipped = crate::declare::rank(end - len);
                TextAt { start: whole.start + skipped, len: crate::declare::rank(*len), ..whole }
            }
        }
    }

    /// The id behind something else.
    fn behind(&self, reader: &mut Reader, node: NodeRef<'_>, word: &str) -> TextAt {
        let text = node.text().unwrap_or_default();
        let text = text.trim_end();
        let id = match self {
            Self::Made(id) => id,
            Self::Tail(len) => &text[text.len() - len..],
        };
        reader.out.own(&format!("{word}:{id}"))
    }
}

/// The entity that a scalar refers to, read in a namespace; without a kind it is one of `default`.
pub fn meant(reader: &mut Reader, node: NodeRef<'_>, space: Option<&str>, default: Option<Kind>) -> Meant {
    let text = node.text().unwrap_or_default();
    let parts = parts(&text);
    if parts.name.is_empty() {
        return Meant::Nobody;
    }
    if reader.is_unfilled(node) {
        return Meant::Illegible;
    }
    let space = match parts.namespace {
        Some(written) => namespace(written),
        None => space,
    };
    let id = match space {
        None => Id::Tail(parts.name.len()),
        Some(space) => {
            let whole = format!("{space}/{}", parts.name);
            if parts.namespace.is_some() && text.trim_end().ends_with(&whole) {
                Id::Tail(whole.len())
            } else {
                Id::Made(whole)
            }
        }
    };
    match (parts.kind.map(|word| (word, kinds(word).first())), default) {
        (None, Some(kind)) | (Some((_, Some(&kind))), _) => Meant::Entity(kind, id),
        (None, None) => Meant::Kindless(id),
        (Some((word, None)), _) if misspelt_kind(reader, word, node) => Meant::Illegible,
        (Some((word, None)), _) => Meant::Foreign(word.to_owned(), id),
    }
}

/// The value of a field that refers to one of `allowed`; without a kind it is one of `default`.
///
/// The kind is said wherever the field allows several: a bare owner is a group, never a user of that
/// name.
pub fn value(reader: &mut Reader, node: NodeRef<'_>, space: Option<&str>, default: Kind, allowed: &[Kind]) -> Value {
    match meant(reader, node, space, Some(default)) {
        Meant::Nobody => Value::Nothing,
        Meant::Foreign(word, id) => foreign(reader, node, &word, &id),
        Meant::Kindless(id) => kindless(reader, node, &id),
        Meant::Illegible => Value::Invalid,
        Meant::Entity(kind, id) => name(reader, node, kind, &id, allowed),
    }
}

/// The value of a field that says who owns something: there, and nowhere else in a catalog, `none` and `TBD` are
/// nobody's names.
pub fn owner(reader: &mut Reader, node: NodeRef<'_>, space: Option<&str>, allowed: &[Kind]) -> Value {
    let text = node.text().unwrap_or_default();
    let written = parts(&text);
    if written.namespace.is_none() && is_nobody(written.name) {
        return Value::Name(Id::Tail(written.name.len()).text_at(reader, node));
    }
    if let Some(several) = leftover::several(&text).and_then(|_| leftover::told("owner", OWNER, text.trim())) {
        reader.tell(several, node.written());
        return Value::Invalid;
    }
    value(reader, node, space, Kind::Team, allowed)
}

/// One owner, as the reader knows it.
const OWNER: Read = Read::Ref(&[Kind::Team]);

/// The name of an entity in a field that refers to one of `allowed`.
pub fn name(reader: &mut Reader, node: NodeRef<'_>, kind: Kind, id: &Id, allowed: &[Kind]) -> Value {
    let text = node.text().unwrap_or_default();
    let written = parts(&text);
    let plain = allowed == [kind] && !written.name.contains(':') && !is_nobody(written.name);
    Value::Name(if plain { id.text_at(reader, node) } else { id.behind(reader, node, record(kind).word) })
}

/// The name of an entity whose kind is not said. No name begins with a colon otherwise.
pub fn kindless(reader: &mut Reader, node: NodeRef<'_>, id: &Id) -> Value {
    Value::Name(id.behind(reader, node, ""))
}

/// The name of an entity of a kind that is none of a catalog's.
pub fn foreign(reader: &mut Reader, node: NodeRef<'_>, word: &str, id: &Id) -> Value {
    Value::Name(id.behind(reader, node, &format!(":{word}")))
}

/// Whether a word is what the vocabulary calls a kind, and catalogs call otherwise.
pub fn is_of_vocabulary(word: &str) -> bool {
    FORMAT.terms.kinds.iter().any(|&(kind, _)| record(kind).word.eq_ignore_ascii_case(word))
}

/// Whether a word is nearly a kind, which is told.
fn misspelt_kind(reader: &mut Reader, word: &str, node: NodeRef<'_>) -> bool {
    let near = nearly(word).filter(|near| !kinds(near).is_empty()).map(str::to_lowercase);
    if let Some(near) = &near {
        let text = node.text().unwrap_or_default();
        let rest = text.split_once(':').map_or("", |(_, rest)| rest.trim());
        let finding = INVALID_VALUE
            .mildly_at(node.place(), format!("`{word}` is not a kind that catalogs know"))
            .saying(question(format_args!("{near}:")))
            .help(format!("write `{near}:{rest}`"))
            .suggesting(node.written().becoming(&format!("{near}:{rest}")));
        reader.out.problems.push(finding);
    }
    near.is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::dialect::backstage::reference::{Parts, parts};

    #[test]
    fn references_come_in_four_forms() {
        let all = |kind, namespace, name| Parts { kind, namespace, name };
        assert_eq!(parts("team-a"), all(None, None, "team-a"));
        assert_eq!(parts("group:team-a"), all(Some("group"), None, "team-a"));
        assert_eq!(parts("ops/team-a"), all(None, Some("ops"), "team-a"));
        assert_eq!(parts(" Group:ops/team-a "), all(Some("Group"), Some("ops"), "team-a"));
        assert_eq!(parts("N/A"), all(None, None, "N/A"));
        assert_eq!(parts("/team-a"), all(None, None, "/team-a"));
    }

    proptest! {
        #[test]
        fn whatever_is_written_the_name_is_its_end(text in "[a-c:/ ñ]{0,12}") {
            prop_assert!(text.trim().ends_with(parts(&text).name));
        }
    }
}
