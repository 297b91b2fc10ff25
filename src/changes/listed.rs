//! Names in sentences.

use crate::changes::change::Said;
use crate::changes::side::{Both, Names};
use crate::finding::wording::{in_backticks, listed_up_to};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::vocabulary::record;

/// As many names as a sentence lists; machines get all of them.
const MOST: usize = 5;

/// `ana`, `ben` and `cem`.
pub(super) fn names<'n>(both: &Both<'_>, names: impl IntoIterator<Item = &'n Entity>) -> String {
    let mut ids: Vec<&str> = names.into_iter().map(|&name| both.id(name)).collect();
    ids.sort_unstable();
    words(ids)
}

/// Words between backticks.
pub(super) fn words<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
    let words: Vec<S> = words.into_iter().collect();
    listed_up_to(MOST, &in_backticks(&words), "and")
}

/// The kind, or kinds, of several with their names: service `a`, services `a` and `b`.
pub(super) fn with_kind(both: &Both<'_>, of: &[Entity]) -> String {
    let Some(first) = of.first() else { return String::new() };
    let record = record(first.kind);
    let word = if of.len() == 1 { record.word.to_owned() } else { record.plural() };
    format!("{word} {}", names(both, of))
}

/// The same at the beginning of a sentence.
pub(super) fn subject(both: &Both<'_>, of: &[Entity]) -> String {
    capital(&with_kind(both, of))
}

/// With a capital letter, as a sentence begins.
pub(super) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// `goes` for one, `go` for several.
pub(super) const fn verb<'v>(number: usize, one: &'v str, several: &'v str) -> &'v str {
    if number == 1 { one } else { several }
}

/// What is said on a side.
pub(super) fn said(both: &Both<'_>, names: &Names) -> Said {
    if names.is_unknown() { Said::unknown() } else { Said::of(both.stable_ids(&names.known)) }
}

/// `the interaction of a and b`.
pub(super) fn of_listed(both: &Both<'_>, kind: Kind, key: &[Entity]) -> String {
    let word = record(kind).word;
    if key.is_empty() { format!("a {word} that names nobody") } else { format!("the {word} of {}", names(both, key)) }
}
