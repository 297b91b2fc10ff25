//! What is known of something, and what would tell what is not: nobody who reads it takes the one for the other.

use crate::facts::cx::Cx;
use crate::judge::in_words;
use crate::org::read::{Declared, Required};
use crate::value::number::{add, divide};
use crate::value::{Cause, Missing, Number, Val};
use crate::vocabulary::kinds::{Entity, FieldId};

/// What stands for what is not known where there is no room for more.
pub const UNKNOWN: &str = "?";

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
        self.and_then(|value| Told::Known(make(value)))
    }

    /// What it leads to, where both are known.
    pub fn and_then<U>(self, next: impl FnOnce(T) -> Told<U>) -> Told<U> {
        match self {
            Self::Known(value) => next(value),
            Self::Unknown(missing) => Told::Unknown(missing),
        }
    }
}

impl<T> From<Option<T>> for Told<T> {
    /// It, or something that no declaration would tell.
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self::Unknown(Vec::new()), Self::Known)
    }
}

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

/// How a number that is known only between bounds is written.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    between: &'static str,
    /// Before and after a number that is a bound from below, without one from above.
    at_least: [&'static str; 2],
}

impl Bounds {
    /// `2 to 5`, `at least 2`.
    pub const WORDS: Self = Self { between: " to ", at_least: ["at least ", ""] };
    /// `2–5`, `≥ 2`.
    pub const SIGNS: Self = Self { between: "–", at_least: ["≥ ", ""] };
    /// `2-5`, `2+`.
    pub const KEYS: Self = Self { between: "-", at_least: ["", "+"] };
}

impl Amount {
    /// A number that is known.
    pub fn known(n: Number) -> Self {
        Self { low: Some(n), high: Some(n), missing: Vec::new() }
    }

    /// A number of which nothing is known, and what would tell.
    pub fn unknown(missing: Vec<String>) -> Self {
        Self { low: None, high: None, missing }
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

    /// Both together, neither of which is negative: what is not known of the one is at least nothing.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let low = add(self.low.unwrap_or_default(), other.low.unwrap_or_default());
        let high = self.high.zip(other.high).and_then(|(one, other)| add(one, other));
        Self { low, high: high.filter(|_| low.is_some()), missing: united([self, other]) }
    }

    /// So much for each of so many; none where there is nobody to share it.
    pub fn over(&self, number: Number) -> Option<Self> {
        let part = |of: Option<Number>| of.and_then(|of| divide(of, number));
        let is_shared = number > Number::from_integer(0);
        is_shared.then(|| Self { low: part(self.low), high: part(self.high), missing: self.missing.clone() })
    }

    /// All together, none of which is negative; nothing at all is nothing.
    pub fn sum<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        all.into_iter().fold(Self::known(Number::from_integer(0)), |sum, one| sum.plus(one))
    }

    /// It in words, as far as it is known; none where nothing bounds it from below.
    pub fn written(&self, bounds: Bounds, number: impl Fn(Number) -> String) -> Option<String> {
        let low = self.low?;
        Some(match self.high {
            Some(high) if low == high => number(low),
            Some(high) => format!("{}{}{}", number(low), bounds.between, number(high)),
            None => format!("{}{}{}", bounds.at_least[0], number(low), bounds.at_least[1]),
        })
    }
}

/// What is missing to know several numbers, each field once.
pub fn united<'a>(amounts: impl IntoIterator<Item = &'a Amount>) -> Vec<String> {
    each_once(amounts.into_iter().flat_map(|amount| amount.missing.iter().cloned()).collect())
}

/// Fields in order, each once.
pub fn each_once(mut fields: Vec<String>) -> Vec<String> {
    fields.sort();
    fields.dedup();
    fields
}

/// Turns what facts and fields say into what is told of it.
#[derive(Clone, Copy)]
pub struct Telling<'c, 'a> {
    cx: &'c Cx<'a>,
    /// How what would tell is called; a name in it may not be for everybody.
    called: &'c dyn Fn(String) -> String,
}

impl<'c, 'a> Telling<'c, 'a> {
    /// What would tell is called as it is declared.
    pub fn of(cx: &'c Cx<'a>) -> Self {
        Self { cx, called: &|field| field }
    }

    /// What would tell is called in another way.
    pub fn calling(cx: &'c Cx<'a>, called: &'c dyn Fn(String) -> String) -> Self {
        Self { cx, called }
    }

    /// What would have to be declared, in words: `team:payments.members`, `slos`.
    pub fn wanted(&self, missing: impl IntoIterator<Item = Missing>) -> Vec<String> {
        let declarable = missing.into_iter().filter(|missing| missing.is_declarable());
        each_once(declarable.map(|missing| (self.called)(in_words(self.cx, missing))).collect())
    }

    /// What would have to be declared to know what is unknown for this cause.
    pub fn because(&self, cause: Cause) -> Vec<String> {
        self.wanted(self.cx.missing(cause))
    }

    /// What was read, or what hides it.
    pub fn read<T>(&self, read: Result<T, Missing>) -> Told<T> {
        read.map_or_else(|missing| Told::Unknown(self.wanted([missing])), Told::Known)
    }

    /// What a field says, where absent means unknown.
    pub fn said<T>(&self, of: Entity, field: FieldId, declared: Declared<T>) -> Told<T> {
        self.read(declared.required(of, field))
    }

    /// What is read of a value that is known.
    pub fn value<'v, T>(&self, value: Val<'v>, read: impl FnOnce(Val<'v>) -> Option<T>) -> Told<T> {
        match value {
            Val::Unknown(cause) => Told::Unknown(self.because(cause)),
            known => read(known).into(),
        }
    }

    /// A truth value.
    pub fn truth(&self, value: Val<'_>) -> Told<bool> {
        self.value(value, |known| if let Val::Bool(holds) = known { Some(holds) } else { None })
    }

    /// A date, in days since 1970-01-01.
    pub fn date(&self, value: Val<'_>) -> Told<i32> {
        self.value(value, |known| if let Val::Date(day) = known { Some(day) } else { None })
    }

    /// A number.
    pub fn amount(&self, value: Val<'_>) -> Amount {
        match value {
            Val::Number(n) => Amount::known(n),
            Val::Interval(between) => {
                Amount { low: Some(between.low), high: between.high, missing: self.because(between.cause) }
            }
            Val::Unknown(cause) => Amount::unknown(self.because(cause)),
            _ => Amount::default(),
        }
    }
}
