//! Findings that are named beside what they are about, with the way to where they are told.

use maud::{Markup, html};

use crate::audit::Named;
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
        @match &named.anchor {
            Some(anchor) => a.named.(severity) href={ "#" (anchor) } { (words) },
            None => span.named.(severity) { (words) },
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
