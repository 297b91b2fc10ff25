//! Entities of which some are known, and what would tell whether there are others.

use crate::judge::told::Amount;
use crate::value::Number;
use crate::vocabulary::kinds::Entity;

/// Entities as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Several {
    /// Those that are.
    pub known: Vec<Entity>,
    /// Those of which it is not known whether they are.
    pub perhaps: Vec<Entity>,
    /// Whether there may be others.
    pub open: bool,
    /// What would have to be declared to know it better.
    pub missing: Vec<String>,
}

impl Several {
    /// Whether all of them are known, be it that there are none.
    pub fn is_whole(&self) -> bool {
        !self.open && self.perhaps.is_empty()
    }

    /// How many there are.
    pub fn number(&self) -> Amount {
        let number = |of: usize| Number::from(i64::try_from(of).unwrap_or(i64::MAX));
        let low = number(self.known.len());
        let high = (!self.open).then(|| number(self.known.len() + self.perhaps.len()));
        Amount { low: Some(low), high, missing: self.missing.clone() }
    }

    /// Whether nothing is known of them.
    pub fn is_unknown(&self) -> bool {
        self.open && self.known.is_empty() && self.perhaps.is_empty()
    }
}
