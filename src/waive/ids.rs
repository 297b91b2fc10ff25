//! Ids in waivers: how they are compared, and patterns of them.

use std::borrow::Cow;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use crate::text::unicode::canonical;

/// Whether an id stands for several: `team:pay-*`.
pub fn is_pattern(id: &str) -> bool {
    id.contains(['*', '?', '[', '{'])
}

/// Longer than any pattern of an id that somebody writes.
const LONG: usize = 256;

/// An id as it is compared: however it is capitalised, and whatever form of Unicode it is typed in.
pub(super) fn compared(id: &str) -> Cow<'_, str> {
    match canonical(id) {
        Cow::Borrowed(ascii) if ascii.bytes().any(|b| b.is_ascii_uppercase()) => Cow::Owned(ascii.to_ascii_lowercase()),
        id => id,
    }
}

/// Whether an id that stands for several is written rightly.
///
/// # Errors
///
/// What is wrong with it.
pub fn check_pattern(id: &str) -> Result<(), String> {
    if id.len() > LONG {
        return Err(format!("it is longer than {LONG} bytes"));
    }
    parsed(id).map(|_| ()).map_err(|error| error.kind().to_string())
}

/// Tells which ids a pattern matches; none where it is no pattern.
pub fn matching(id: &str) -> Option<impl Fn(&str) -> bool + use<>> {
    let glob = glob(id).ok()?;
    Some(move |entity: &str| glob.is_match(&*compared(entity)))
}

/// Matches entities and what is in them, as ids are compared.
pub(super) fn glob(id: &str) -> Result<GlobSet, globset::Error> {
    GlobSetBuilder::new().add(parsed(id)?).build()
}

/// A pattern of entities and what is in them; making it ready to match takes much longer than this.
fn parsed(id: &str) -> Result<Glob, globset::Error> {
    // What is wrong is told of the pattern as it was written.
    GlobBuilder::new(id).backslash_escape(true).build()?;
    let whole = format!("{}{{,/**}}", compared(id));
    GlobBuilder::new(&whole).backslash_escape(true).case_insensitive(true).empty_alternates(true).build()
}
