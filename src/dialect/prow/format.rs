//! What files of owners are called, and what they can say.

use std::path::Path;

use crate::declare::format::{Closure, Fields, Format, Terms};
use crate::vocabulary::kinds::Kind;

/// What the store remembers of OWNERS and their aliases.
pub static FORMAT: Format = Format {
    title: "OWNERS",
    name: "OWNERS file",
    word: "file",
    can_say: Fields::of(&[(Kind::Team, &["members"]), (Kind::Member, &["person"])]),
    gives_way: Fields::NONE,
    closure: Closure::Only(&[]),
    terms: Terms { kinds: &[(Kind::Team, "alias")], fields: &[], notes: &[], namespace: None },
    forms_names: false,
    assumed: &[],
};

/// Whether a file has a name.
pub fn is_called(path: &Path, name: &str) -> bool {
    path.file_name().is_some_and(|own| own == name)
}
