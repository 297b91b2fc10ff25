//! How much a rule matters, which may depend on the size of the organisation.

use crate::finding::Severity;
pub use crate::vocabulary::Size;

/// A severity, or none at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing is reported.
    Off,
    /// Reported with this severity.
    At(Severity),
}

impl Level {
    /// The words a page or configuration may use.
    pub const WORDS: [&'static str; 4] = ["off", "advice", "warning", "error"];

    /// Reads one of [`Level::WORDS`].
    pub fn parse(word: &str) -> Option<Self> {
        if word == "off" { Some(Self::Off) } else { Severity::parse(word).map(Self::At) }
    }

    /// The same, and no more than advice.
    #[must_use]
    pub fn at_most_advice(self) -> Self {
        match self {
            Self::Off => Self::Off,
            Self::At(severity) => Self::At(severity.min(Severity::Advice)),
        }
    }

    /// The word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::At(severity) => severity.as_str(),
        }
    }
}

/// A level for each size of organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BySize([Level; 3]);

impl BySize {
    /// The same for every size.
    pub const fn always(level: Level) -> Self {
        Self([level; 3])
    }

    /// A level for small, growing and large organisations.
    pub const fn new(small: Level, growing: Level, large: Level) -> Self {
        Self([small, growing, large])
    }

    /// The level for an organisation; one of unknown size is taken as growing.
    pub fn of(self, size: Option<Size>) -> Level {
        self.0[size.unwrap_or(Size::Growing) as usize]
    }

    /// The same with another level where it is advice.
    #[must_use]
    pub fn with_advice(self, instead: Level) -> Self {
        Self(self.0.map(|level| if level == Level::At(Severity::Advice) { instead } else { level }))
    }

    /// The same, and nowhere more than advice.
    #[must_use]
    pub fn at_most_advice(self) -> Self {
        Self(self.0.map(Level::at_most_advice))
    }

    /// Whether it is not the same for every size.
    pub fn depends_on_size(self) -> bool {
        self.0[1..].iter().any(|level| *level != self.0[0])
    }

    /// Whether it is off for every size.
    pub fn is_off(self) -> bool {
        self.0.iter().all(|level| *level == Level::Off)
    }
}

impl std::fmt::Display for BySize {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [small, growing, large] = self.0.map(Level::as_str);
        if small == growing && growing == large {
            out.write_str(small)
        } else if small == growing {
            write!(out, "{large} in a large organisation, else {small}")
        } else if growing == large {
            write!(out, "{small} in a small organisation, else {large}")
        } else {
            write!(out, "{small} in a small organisation, {growing} in a growing one, {large} in a large one")
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity::{Advice, Error, Warning};
    use crate::rule::severity::{BySize, Level, Size};

    #[test]
    fn an_organisation_of_unknown_size_is_taken_as_growing() {
        let severity = BySize::new(Level::At(Advice), Level::At(Warning), Level::At(Error));
        assert_eq!(severity.of(None), Level::At(Warning));
        assert_eq!(
            [Size::Small, Size::Growing, Size::Large].map(|size| severity.of(Some(size))),
            [Level::At(Advice), Level::At(Warning), Level::At(Error)]
        );
    }

    #[test]
    fn every_word_is_read_back() {
        for word in Level::WORDS {
            assert_eq!(Level::parse(word).map(Level::as_str), Some(word));
        }
        assert_eq!(Level::parse("Error"), None);
    }
}
