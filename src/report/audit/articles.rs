//! What the five articles state, and what became of it here.

use maud::{Markup, html};

use crate::audit::articles::{Article, Statement, Verdict};
use crate::finding::wording::{count, listed};
use crate::report::audit::parts::{name, prose, table};

pub(super) fn section(articles: &[Article]) -> Markup {
    html! {
        p {
            "The first rules were taken from five articles. A statement fails where one of its rules found something, be it lived "
            "with; it holds where all of its rules could be asked of everybody and found nothing; else that is not known."
        }
        @for article in articles { (one(article)) }
    }
}

fn one(article: &Article) -> Markup {
    let number = |wanted: fn(&Verdict) -> bool| article.statements.iter().filter(|one| wanted(&one.verdict)).count();
    let counts = [
        (number(|verdict| matches!(verdict, Verdict::Fails(..))), "fail"),
        (number(|verdict| *verdict == Verdict::Holds), "hold"),
        (number(|verdict| matches!(verdict, Verdict::Unknown(..))), "could not be judged everywhere"),
        (number(|verdict| matches!(verdict, Verdict::Nothing | Verdict::Off)), "are about nothing here"),
        (number(|verdict| matches!(verdict, Verdict::Unchecked(_))), "no rule checks"),
    ];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let head = html! { tr {
        th.n scope="col" { "no." } th scope="col" { "it states" } th scope="col" { "here" } th scope="col" { "rules" }
    } };
    let rows = html! { @for statement in &article.statements { (row(statement)) } };
    let caption = format!("{}: {}", count(article.statements.len(), "statement", "statements"), listed(&counts, "and"));
    html! {
        h3 { (article.number) " " (name(article.title)) }
        p.note { (article.provenance) }
        (table(&caption, &head, &rows))
    }
}

fn row(statement: &Statement) -> Markup {
    html! {
        tr {
            th.n scope="row" { (statement.number) }
            td { (statement.states) }
            @if let Verdict::Unchecked(why) = &statement.verdict {
                td.muted colspan="2" { "– not checked: " (prose(why)) }
            } @else {
                td { (verdict(&statement.verdict)) }
                td.where { (statement.rules.join(", ")) }
            }
        }
    }
}

fn verdict(verdict: &Verdict) -> Markup {
    html! {
        @match verdict {
            Verdict::Holds => span.verdict.holds { "✓ holds" },
            Verdict::Fails(n, Some(anchor)) => a.verdict.fails href={ "#" (anchor) } { "✗ fails (" (n) ")" },
            Verdict::Fails(n, None) => span.verdict.fails { "✗ fails (" (n) ")" },
            Verdict::Unknown(judged, not) => {
                span.verdict.unknown { "? not known" } " " span.note { (judged) " of " (judged + not) " judged" }
            },
            Verdict::Nothing => span.muted { "– nothing here" },
            Verdict::Off => span.muted { "– off" },
            Verdict::Unchecked(_) => {},
        }
    }
}
