//! The sizes an organisation may have: the words of `org.size`, on which severities may depend.

use crate::vocabulary::SIZE;

/// Size of an organisation, by the people on its operations side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// Fewer than the taxonomy's `growingFrom`.
    Small,
    /// From there on, and fewer than its `largeFrom`.
    Growing,
    /// From there on.
    Large,
}

impl Size {
    /// All sizes, in the order of the vocabulary's words.
    pub const ALL: [Self; 3] = [Self::Small, Self::Growing, Self::Large];

    /// The word used in pages, configuration and organisations.
    pub const fn as_str(self) -> &'static str {
        SIZE.words[self as usize]
    }
}
