//! What was found, and what somebody decided to live with.

use maud::{Markup, html};

use crate::audit::Since;
use crate::audit::findings::{Became, Findings, Found, Waived};
use crate::finding::Severity;
use crate::finding::wording::{count, listed};
use crate::report::audit::parts::{link_to, more, name, number, plain, prose, severity, table};

/// From so many on, what is far away is laid out when somebody comes near.
const MANY: usize = 200;

pub(super) fn section(of: &Findings) -> Markup {
    let counts = [
        count(of.counts.errors, "error", "errors"),
        count(of.counts.warnings, "warning", "warnings"),
        format!("{} of advice", count(of.counts.advice, "piece", "pieces")),
    ];
    html! {
        p { (listed(&counts, "and")) ", the worst first. " code { "teamlint explain RULE" } " says why a rule asks." }
        @if let Some(trend) = &of.trend { (became(trend)) }
        @if of.shown.is_empty() { p { "Nothing was found." } } @else { (filter(of)) }
        ol.findings.many[of.shown.len() > MANY] #found { @for one in &of.shown { (found(one)) } }
        (more(of.left_out, "findings", "teamlint check --all --advice"))
        h3 #waived { "Lived with" }
        @if of.waived.is_empty() { p { "Nobody decided to live with anything." } } @else { (waivers(&of.waived)) }
        (more(of.more_waived, "", "teamlint check --format json"))
    }
}

fn filter(of: &Findings) -> Markup {
    let severities = [Severity::Error, Severity::Warning, Severity::Advice].map(Severity::as_str);
    html! {
        form.filter hidden data-of="found" data-items=".finding" {
            label { "Severity" select name="s" { option value="" { "all" } @for one in severities { option { (one) } } } }
            label { "Rule" select name="r" {
                option value="" { "all" }
                @for (rule, n) in &of.rules { option value=(plain(rule)) { (plain(rule)) " (" (n) ")" } }
            } }
            label { "Team" select name="t" { option value="" { "all" } @for team in &of.teams { option { (plain(team)) } } } }
            output aria-live="polite" {}
        }
    }
}

fn found(found: &Found) -> Markup {
    let teams: Vec<&str> = found.teams.iter().map(|(name, _)| name.as_str()).collect();
    html! {
        li.finding #(found.anchor) data-s=(found.severity.as_str()) data-r=(plain(&found.rule)) data-t=(plain_lines(&teams)) {
            p {
                (severity(found.severity)) " " code.rule { (name(&found.rule)) }
                @if let Some(since) = &found.since { (marked(since)) " " }
                @for (rank, (team, anchor)) in found.teams.iter().enumerate() {
                    @if rank > 0 { ", " }
                    (link_to(anchor, team))
                }
            }
            p { (prose(&found.message)) }
            @if let Some(help) = &found.help { p.muted { (prose(help)) } }
            ul {
                @for (at, text) in &found.places {
                    li { span.where { (name(at)) } @if !text.is_empty() { " " span.note { (prose(text)) } } }
                }
                @if found.more_places > 0 { li.note { "and " (count(found.more_places, "more place", "more places")) } }
            }
        }
    }
}

/// Names of teams, one a line, as the script compares them.
fn plain_lines(names: &[&str]) -> String {
    names.iter().map(|name| plain(name).into_owned()).collect::<Vec<_>>().join("\n")
}

/// What became of a finding since the earlier state.
pub(super) fn marked(since: &Since) -> Markup {
    html! {
        @match since {
            Since::Known => {},
            Since::New => span.since { "new" },
            Since::Unclear => span.since.unknown { "new?" },
            Since::Worse(how) => span.since { "worse: " (how) },
        }
    }
}

fn became(of: &Became) -> Markup {
    let gone = |title: &str, gone: &[(String, String)], all: usize| {
        let head = html! { tr { th scope="col" { "rule" } th scope="col" { "about" } } };
        let rows = html! {
            @for (rule, about) in gone {
                tr { th scope="row" { code { (name(rule)) } } td { @if about == "-" { "a file" } @else { (name(about)) } } }
            }
        };
        html! { @if !gone.is_empty() { (table(title, &head, &rows)) (more(all - gone.len(), "", "teamlint diff")) } }
    };
    html! {
        h3 #since { "Since " code { (name(&of.against)) } }
        p {
            @if of.unread.is_empty() { (number(of.new)) " new and " }
            @else {
                @for (rank, path) in of.unread.iter().enumerate() { @if rank > 0 { ", " } code { (name(path)) } }
                " could not be read whole then, so that it is not known of " (number(of.unclear)) " whether they are new; "
            }
            (number(of.worse)) " worse, marked below"
            @if of.in_part { ". What is mended cannot be told, because a file could not be read whole." }
            @else { "; " (number(of.all_mended)) " mended." }
            @if of.all_lost > 0 { " " span.unknown { (number(of.all_lost)) " cannot be judged any more, and are not better for it." } }
        }
        (gone("Mended", &of.mended, of.all_mended))
        (gone("Not to be judged any more", &of.lost, of.all_lost))
    }
}

fn waivers(all: &[Waived]) -> Markup {
    let head = html! { tr {
        th scope="col" { "rule" } th scope="col" { "what is lived with" } th scope="col" { "why" } th scope="col" { "until" }
        th scope="col" { "written at" }
    } };
    let rows = html! {
        @for one in all {
            tr {
                th scope="row" { code { (name(&one.rule)) } }
                td { (prose(&one.message)) }
                td { (prose(&one.reason)) }
                td { @match &one.until { Some(until) => (name(until)), None => "no end" } }
                td.where { (name(&one.at)) }
            }
        }
    };
    table("What somebody decided to live with, and why; what ends first comes first", &head, &rows)
}
