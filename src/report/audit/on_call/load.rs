//! The table of who carries how much.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::audit::on_call::{Carrier, OnCall};
use crate::judge::told::{Amount, Told};
use crate::report::audit::on_call::bar::Scale;
use crate::report::audit::on_call::signs::chip;
use crate::report::audit::parts;

/// Everybody, whoever is paged most at night first.
pub(super) fn table(on_call: &OnCall) -> Markup {
    let carriers = &on_call.carriers;
    let scale = Scale::of(carriers.all.iter().map(|one| &one.share), on_call.limit);
    let who = if carriers.by_team { "Team" } else { "Person" };
    let caption = if carriers.by_team {
        "Load by team, the mean of those who take turns; most pages at night first"
    } else {
        "Load by person, most pages at night first"
    };
    let head = html! {
        tr {
            th scope="col" rowspan="2" { (who) }
            @if carriers.by_team { th.n scope="col" rowspan="2" { "People" } }
            th scope="col" rowspan="2" { "Rotations" }
            th.oc-of scope="colgroup" colspan="3" { "Pages to be expected" }
            th.oc-of scope="colgroup" colspan="2" { "On call" }
        }
        tr {
            th.n scope="col" { "at night, a week" }
            th.n scope="col" { "weekend" }
            th.n scope="col" { "off hours, week on call" }
            th.n scope="col" { "hours a week" }
            th.oc-share scope="col" { "share of the week, and the limit" }
        }
    };
    let body = html! { @for one in &carriers.all { (row(on_call, &scale, one)) } };
    let missing = missing(&carriers.all);
    html! {
        h3 { "Load and pages" }
        (key(on_call))
        (parts::scrolling(None, caption, &html! {
            table.oc-load {
                caption { (caption) }
                thead { (head) }
                tbody { (body) }
            }
        }))
        p.note {
            "Night pages: to be expected in sleeping hours"
            @if let Told::Known(sleep) = &on_call.sleep { " (" (sleep) ", on each one's own clock)" }
            " of a mean week; weekend pages: on Saturdays and Sundays of a mean week. Off-hours pages: outside business hours, in "
            "a week on call or, where turns are shorter, in a mean week, in the layer with the most. Hours in two places at once "
            "count once."
            @if carriers.all.iter().any(|one| one.over == Some(true) || one.over_count > 0) {
                " " (parts::ABOVE) ": above the limit."
            }
        }
        @if !missing.is_empty() { p.note { "What is not known of it would be told by " (parts::wanted(&missing)) "." } }
        (parts::more(carriers.count - carriers.all.len(), if carriers.by_team { "teams" } else { "people" }, "teamlint load"))
    }
}

/// The letters of the rotations that the table and the hours of the week name.
fn key(on_call: &OnCall) -> Markup {
    let used: BTreeSet<usize> = on_call.carriers.all.iter().flat_map(|one| one.rotations.iter().copied()).collect();
    html! {
        ul.oc-legend.oc-key aria-label="Letters of rotations" {
            @for rank in used {
                @if let Some(rotation) = on_call.rotations.get(rank) { li { (chip(on_call, rank)) " " (parts::name(&rotation.name)) } }
            }
        }
    }
}

/// What would tell what is not known in some row.
fn missing(all: &[Carrier]) -> Vec<String> {
    let shown = all.iter().flat_map(|one| [&one.night, &one.weekend, &one.judged, &one.hours, &one.share]);
    let mut missing: Vec<String> = shown.flat_map(|amount| amount.missing.iter().cloned()).collect();
    missing.sort();
    missing.dedup();
    missing
}

fn row(on_call: &OnCall, scale: &Scale, one: &Carrier) -> Markup {
    let decimal = |amount: &Amount, decimals| parts::amount(amount, 1, decimals);
    html! {
        tr {
            th scope="row" { (parts::name(&one.name)) }
            @if on_call.carriers.by_team { td.n { (one.people) } }
            td { @for &rank in &one.rotations { (chip(on_call, rank)) } }
            td.n { (decimal(&one.night, 2)) }
            td.n { (decimal(&one.weekend, 2)) }
            td.n { (decimal(&one.judged, 1)) }
            td.n { (decimal(&one.hours, 1)) }
            td.oc-share {
                div {
                    span.n { (share(on_call, one)) }
                    (scale.draw(&one.share))
                }
            }
        }
    }
}

/// The share, and whether the limit is passed.
fn share(on_call: &OnCall, one: &Carrier) -> Markup {
    html! {
        @if one.over == Some(true) {
            span.oc-over { (parts::above("above the limit")) }
        }
        @if on_call.carriers.by_team && one.over_count > 0 {
            span.oc-over { (parts::above("people above the limit")) (one.over_count) "; " }
        }
        (parts::amount(&one.share, 100, 1))
        @if !one.share.is_unknown() { " %" }
    }
}
