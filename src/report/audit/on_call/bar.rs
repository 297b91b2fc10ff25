//! Shares of the week as bars, with the limit.

use maud::{Markup, html};

use crate::expr::fixed;
use crate::judge::told::Amount;
use crate::value::Number;
use crate::value::number::{divide, multiply};

/// What a bar is drawn by.
pub(super) struct Scale {
    /// The share that fills it.
    full: Number,
    /// The most that one person can sustain.
    limit: Option<Number>,
}

impl Scale {
    /// For some shares.
    pub(super) fn of<'a>(shares: impl Iterator<Item = &'a Amount>, limit: Option<Number>) -> Self {
        let most = shares.filter_map(|share| share.high.or(share.low)).max().unwrap_or_default();
        let twice = limit.and_then(|limit| multiply(limit, 2.into())).unwrap_or_default();
        let full = most.max(twice).min(1.into());
        Self { full: if full > 0.into() { full } else { 1.into() }, limit }
    }

    /// Hundredths of the bar.
    fn at(&self, share: Number) -> String {
        let part = divide(share.min(self.full), self.full).unwrap_or_default();
        fixed(part, 100, 2)
    }

    /// What is within the limit, what is beyond, and what may be. The number stands beside it.
    pub(super) fn draw(&self, share: &Amount) -> Markup {
        let low = share.low.unwrap_or_default();
        let within = self.limit.map_or(low, |limit| low.min(limit));
        let high = share.high.unwrap_or(self.full).max(low);
        let span = |from: Number, to: Number| {
            let width = divide(to.min(self.full) - from.min(self.full), self.full).unwrap_or_default();
            (self.at(from), fixed(width, 100, 2))
        };
        let unknown = share.is_unknown();
        let rect = |class: &str, from: Number, to: Number| {
            let (x, width) = span(from, to);
            html! { @if to > from { rect.(class) x=(x) y="2" width=(width) height="8" {} } }
        };
        html! {
            svg.oc-bar viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                rect.oc-all x="0" y="2" width="100" height="8" {}
                @if unknown { (rect("oc-open", 0.into(), self.full)) }
                @else {
                    (rect("oc-within", 0.into(), within))
                    (rect("oc-beyond", within, low))
                    (rect("oc-open", low, high))
                }
                @if let Some(limit) = self.limit { line.oc-limit x1=(self.at(limit)) x2=(self.at(limit)) y1="0" y2="12" {} }
            }
        }
    }
}
