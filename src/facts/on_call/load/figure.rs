//! A number that is known, lies between bounds, or is unknown, with what would tell.

use crate::facts::cx::Cx;
use crate::facts::reads::{between, exact};
use crate::value::rational::{Rational, add, whole};
use crate::value::{Missing, Val};

/// A number of hours, pages or turns as far as it is known; it is never negative.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) low: Rational,
    pub(crate) high: Option<Rational>,
    /// Why it is not known better; empty where it is known.
    pub(crate) missing: Vec<Missing>,
}

impl Figure {
    pub(crate) fn known(number: Rational) -> Self {
        Self { low: number, high: Some(number), missing: Vec::new() }
    }

    pub(crate) fn unknown(missing: Missing) -> Self {
        Self { low: whole(0), high: None, missing: vec![missing] }
    }

    pub(crate) fn between(low: Rational, high: Option<Rational>, missing: Missing) -> Self {
        if high == Some(low) { Self::known(low) } else { Self { low, high, missing: vec![missing] } }
    }

    /// What is the same in every case, or between the least and the most; `open` is what leaves open which case it is.
    pub(crate) fn over(cases: impl Iterator<Item = Result<Rational, Missing>>, open: Option<Missing>) -> Self {
        let mut bounds: Option<(Rational, Rational)> = None;
        for case in cases {
            match case {
                Ok(number) => {
                    let (low, high) = bounds.unwrap_or((number, number));
                    bounds = Some((low.min(number), high.max(number)));
                }
                Err(missing) => return Self::unknown(missing),
            }
        }
        match bounds {
            Some((low, high)) => Self::between(low, Some(high), open.unwrap_or(Missing::Arithmetic)),
            None => Self::unknown(Missing::Arithmetic),
        }
    }

    /// Both together, neither of which says anything of the other.
    pub(crate) fn plus(mut self, other: Self) -> Self {
        let sum = |a: Option<Rational>, b: Option<Rational>| a.zip(b).and_then(|(a, b)| add(a, b));
        self.missing.extend(other.missing);
        let low = add(self.low, other.low);
        self.missing.extend(low.is_none().then_some(Missing::Arithmetic));
        Self { low: low.unwrap_or(self.low), high: sum(self.high, other.high), missing: self.missing }
    }

    /// Whichever is larger.
    pub(crate) fn or_more(mut self, other: Self) -> Self {
        self.missing.extend(other.missing);
        let high = self.high.zip(other.high).map(|(a, b)| a.max(b));
        let low = self.low.max(other.low);
        let known = high == Some(low);
        Self { low, high, missing: if known { Vec::new() } else { self.missing } }
    }

    /// What it is at least, as a number that is known.
    pub(crate) fn certain(self) -> Self {
        Self::known(self.low)
    }

    pub(crate) fn is_unknown(&self) -> bool {
        self.high.is_none() && self.low == whole(0)
    }

    /// As a value: unknown where nothing is known of it.
    pub(crate) fn value<'a>(&self, cx: &Cx<'a>) -> Val<'a> {
        match cx.because_all(self.missing.iter().copied()) {
            None => exact(cx, self.low),
            Some(cause) if self.is_unknown() => Val::Unknown(cause),
            Some(_) => self.sum(cx),
        }
    }

    /// As the value of a sum, which is at least nothing.
    pub(crate) fn sum<'a>(&self, cx: &Cx<'a>) -> Val<'a> {
        between(cx, self.low, self.high, self.missing.iter().copied())
    }
}
