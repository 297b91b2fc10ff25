//! Findings that are named beside what they are about, with the way to where they are told.

use maud::{Markup, html};

use crate::audit::{Lived, Named};
use crate::report::audit::parts;

/// A finding by how much it matters and its rule, with the way to where it is told. How much it matters is a word: signs of
/// matrices and tables mean something else.
pub(super) fn finding(named: &Named) -> Markup {
    let words = html! { (parts::severity(named.severity)) " " (parts::name(&named.rule)) };
    html! {
        @match (&named.anchor, &named.lived) {
            (_, Some(lived)) => { span.muted { (words) } " " (lived_with(lived)) },
            (Some(anchor), None) => a href={ "#" (anchor) } { (words) },
            (None, None) => span { (words) },
        }
    }
}

/// That somebody lives with it, and why, with the way to where all of that stands.
pub(super) fn lived_with(lived: &Lived) -> Markup {
    html! {
        span.note {
            @match lived {
                Lived::With { reason, until } => {
                    a href="#waived" { "lived with" } " (" (parts::prose(reason))
                    @if let Some(until) = until { ", until " (parts::name(until)) }
                    ")"
                },
                Lived::Known => "(in the baseline)",
            }
        }
    }
}

/// Findings with what they say, the worst first.
pub(super) fn list(all: &[Named]) -> Markup {
    html! {
        @if !all.is_empty() {
            ul.findings { @for named in all { li { (finding(named)) " " (parts::prose(&named.message)) } } }
        }
    }
}
