//! Findings that are named beside what they are about, with the way to where they are told.

use maud::{Markup, html};

use crate::audit::{Lived, Named};
use crate::finding::Severity;
use crate::report::audit::parts;

/// What stands for a severity beside its word and its colour.
pub(super) fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✗",
        Severity::Warning => "▲",
        Severity::Advice => "●",
    }
}

/// A finding by its rule, and with its message where people point at it.
pub(super) fn finding(named: &Named) -> Markup {
    let severity = named.severity.as_str();
    let words = html! {
        span aria-hidden="true" { (sign(named.severity)) " " }
        span.unseen { (severity) ": " }
        (parts::name(&named.rule))
    };
    html! {
        @match (&named.anchor, &named.lived) {
            (_, Some(lived)) => { span.muted { (words) } " " (lived_with(lived)) },
            (Some(anchor), None) => a.named.(severity) href={ "#" (anchor) } { (words) },
            (None, None) => span.named.(severity) { (words) },
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
