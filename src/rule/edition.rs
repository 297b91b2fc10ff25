//! Editions: which rules there are in which version of the program. Configuration can stay with one.

use std::fmt;

/// The version that a rule came with, `0.2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition {
    major: u16,
    minor: u16,
}

impl Edition {
    /// The edition of pages that do not say theirs.
    pub const FIRST: Self = Self { major: 0, minor: 1 };

    /// Reads two whole numbers with a dot between them.
    pub fn parse(text: &str) -> Option<Self> {
        let (major, minor) = text.split_once('.')?;
        let number = |digits: &str| {
            let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
            digits.parse().ok().filter(|_| plain)
        };
        Some(Self { major: number(major)?, minor: number(minor)? })
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::edition::Edition;

    #[test]
    fn an_edition_is_two_numbers() {
        for text in ["0.1", "0.10", "12.0"] {
            assert_eq!(Edition::parse(text).map(|edition| edition.to_string()).as_deref(), Some(text));
        }
        for text in ["", "1", "0.1.0", "0.01", "v0.1", "0.x", "-1.0", "+0.1", "0.", "0.99999"] {
            assert_eq!(Edition::parse(text), None, "{text}");
        }
    }

    #[test]
    fn they_are_in_the_order_of_their_numbers() {
        let of = |text| Edition::parse(text).expect("an edition");
        assert!(Edition::FIRST < of("0.2") && of("0.9") < of("0.10") && of("0.10") < of("1.0"));
    }
}
