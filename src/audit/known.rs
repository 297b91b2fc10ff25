//! What is known and what is not, and then what would tell: a section never takes the one for the other.

use crate::value::Number;
use crate::vocabulary::kinds::Entity;

/// A number as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// It is at least this.
    pub low: Option<Number>,
    /// It is at most this.
    pub high: Option<Number>,
    /// What would have to be declared to know it better; empty where it is known, and where no declaration would tell.
    pub missing: Vec<String>,
}

impl Amount {
    /// A number that is known.
    pub fn known(n: Number) -> Self {
        Self { low: Some(n), high: Some(n), missing: Vec::new() }
    }

    /// The number, where it is known.
    pub fn exactly(&self) -> Option<Number> {
        self.low.filter(|_| self.low == self.high)
    }

    /// Whether nothing is known of it: neither a number nor bounds that say something.
    pub fn is_unknown(&self) -> bool {
        self.high.is_none() && self.low.is_none_or(|low| low <= Number::from_integer(0))
    }

    /// Whether it is above a limit, where that is known.
    pub fn exceeds(&self, limit: Number) -> Option<bool> {
        if self.low.is_some_and(|low| low > limit) {
            Some(true)
        } else {
            self.high.filter(|&high| high <= limit).map(|_| false)
        }
    }
}

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

/// Something that is known, or what would have to be declared to know it; nothing where no declaration would tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told<T> {
    /// It.
    Known(T),
    /// What would tell.
    Unknown(Vec<String>),
}

impl<T> Told<T> {
    /// It, where it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown(_) => None,
        }
    }

    /// What is made of it, where it is known.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Told<U> {
        match self {
            Self::Known(value) => Told::Known(make(value)),
            Self::Unknown(missing) => Told::Unknown(missing),
        }
    }
}
