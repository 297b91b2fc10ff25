//! The sizes an organisation may have: the words of `org.size`, on which severities may depend.

/// Size of an organisation, by the people on its operations side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// Fewer than 10: two teams of five cannot be staffed.
    Small,
    /// 10 to 12.
    Growing,
    /// From 13: a rotation of eight and a team of five can be staffed.
    Large,
}

impl Size {
    /// All sizes, in the order of the vocabulary's words.
    pub const ALL: [Self; 3] = [Self::Small, Self::Growing, Self::Large];

    /// The word used in pages, configuration and organisations.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Growing => "growing",
            Self::Large => "large",
        }
    }
}
