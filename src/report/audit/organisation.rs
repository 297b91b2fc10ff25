//! The organisation in ten lines, its worst findings, and what is to be declared next.

use maud::{Markup, html};

use crate::audit::organisation::{Line, Next, Organisation};
use crate::report::audit::parts::{link_to, name, prose, severity, wanted};

pub(super) fn section(of: &Organisation) -> Markup {
    html! {
        dl.lines { @for one in &of.lines { (line(one)) } }
        @if !of.worst.is_empty() {
            h3 #worst { "The worst findings, one of each rule first" }
            ol.worst {
                @for worst in &of.worst {
                    li { (severity(worst.severity)) " " (prose(&worst.message)) " " span.note { (link_to(&worst.anchor, &worst.rule)) } }
                }
            }
        }
        h3 #next { "To be declared next" }
        @if of.next.is_empty() {
            p { "Nothing: all that rules ask about is declared." }
        } @else {
            p.note { "The first tells most. " code { "teamlint coverage" } " lists all of it, with the places." }
            ol { @for next in &of.next { (field(next)) } }
        }
    }
}

fn line(line: &Line) -> Markup {
    html! {
        div {
            dt { (line.about) }
            dd {
                @if let Some(says) = &line.says { (prose(says)) " " }
                @if let Some(unknown) = &line.unknown {
                    span.unknown { (prose(unknown)) } " "
                    @if !line.missing.is_empty() { span.tell { "Declare " (wanted(&line.missing)) "." } " " }
                }
                a.to.screen href={ "#" (line.to) } aria-label={ (line.about) ": more" } { "more" }
            }
        }
    }
}

fn field(next: &Next) -> Markup {
    html! {
        li {
            @if next.mend { "Mend " } code { (name(&next.path)) } ": " (next.unlocks) "."
            div.note {
                @if !next.rules.is_empty() { (next.rules.join(", ")) ". " }
                @if let Some(example) = &next.example { "First lacking: " (name(example)) "." }
            }
        }
    }
}
