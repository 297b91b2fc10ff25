//! What rotations promise, when nobody is on call, and how evenly their people carry them.

use maud::{Markup, html};

use crate::audit::on_call::{Alike, Level, OnCall, Rotation};
use crate::expr::fixed;
use crate::finding::wording::count;
use crate::judge::told::Told;
use crate::report::audit::on_call::signs::{chip, names};
use crate::report::audit::parts;

/// So many rotations are shown.
const LISTED: usize = 80;

/// Every rotation: those first that do not keep what they promise, then those that are uneven.
pub(super) fn table(on_call: &OnCall) -> Markup {
    let mut sorted: Vec<(usize, &Rotation)> = on_call.rotations.iter().enumerate().collect();
    let uneven = |rotation: &Rotation| rotation.levels.iter().any(|level| level.is_uneven(on_call.ratio) == Some(true));
    sorted.sort_by_key(|(_, rotation)| (!is_gap(rotation), !uneven(rotation)));
    let head = html! {
        tr {
            th scope="col" { "Rotation" }
            th scope="col" { "Promises" }
            th scope="col" { "Nobody on call" }
            th scope="col" { "Level" }
            th scope="col" { "Hours a week, and for each hour of the contract" }
            th.n scope="col" { "Most to least" }
        }
    };
    let caption = "Rotations: what each promises and does not cover, and how evenly it is carried";
    html! {
        h3 { "Rotations: gaps and fairness" }
        (parts::scrolling(None, caption, &html! {
            table.oc-rotations {
                caption { (caption) }
                thead { (head) }
                @for (rank, rotation) in sorted.iter().take(LISTED) { tbody { (rows(on_call, *rank, rotation)) } }
            }
        }))
        @if let Some(ratio) = on_call.ratio {
            p.note {
                "Most to least: hours on call for each hour of the contract, those of whoever has most over those of whoever has "
                "least; more than " (fixed(ratio, 1, 1)) " times as much is uneven, and has a " (parts::ABOVE) " (" code { "maxRatio" } " of "
                code { "unbalanced-rotation" } ")."
            }
        }
        (parts::more(sorted.len().saturating_sub(LISTED), "rotations", "teamlint load --by rotation"))
    }
}

fn is_gap(rotation: &Rotation) -> bool {
    rotation.gap.low.is_some_and(|low| low > 0.into())
}

fn rows(on_call: &OnCall, rank: usize, rotation: &Rotation) -> Markup {
    let span = rotation.levels.len().max(1);
    html! {
        @for at in 0..span {
            tr {
                @if at == 0 {
                    th scope="rowgroup" rowspan=(span) {
                        (chip(on_call, rank)) " " (parts::name(&rotation.name))
                        @if !rotation.teams.is_empty() { div.note { (names(&rotation.teams)) } }
                    }
                    td rowspan=(span) { (parts::told(&rotation.coverage, |word| html! { (word) })) }
                    td.oc-gap rowspan=(span) { (gap(rotation)) }
                }
                @match rotation.levels.get(at) {
                    Some(level) => (level_cells(on_call, level)),
                    None => { td {} td { span.unknown { "not known" } } td {} },
                }
            }
        }
    }
}

/// In which of the promised hours nobody is on call.
fn gap(rotation: &Rotation) -> Markup {
    let zero = 0.into();
    html! {
        @if rotation.gap.exactly() == Some(zero) {
            span.oc-kept { span aria-hidden="true" { "✓ " } "never" }
        } @else if rotation.gap.is_unknown() {
            (parts::unknown(&rotation.gap.missing))
        } @else if !is_gap(rotation) {
            "never, for certain"
            @if !rotation.gap.missing.is_empty() { div.tell { "for the rest, declare " (parts::wanted(&rotation.gap.missing)) } }
        } @else {
            span.oc-over { span aria-hidden="true" { "✗ " } (parts::amount(&rotation.gap, 1, 1)) " h a week" }
            @if let Told::Known(gaps) = &rotation.gaps {
                @for when in gaps { br; (when) }
            }
            @if rotation.gap.exactly().is_none() && !rotation.gap.missing.is_empty() {
                div.tell { "declare " (parts::wanted(&rotation.gap.missing)) }
            }
        }
    }
}

fn level_cells(on_call: &OnCall, level: &Level) -> Markup {
    let uneven = level.is_uneven(on_call.ratio) == Some(true);
    html! {
        td.oc-level { (level.level) }
        td {
            @if level.shares.is_empty() { "nobody" }
            @else { ul.oc-shares { @for alike in &level.shares { li { (share(on_call, alike)) } } } }
        }
        td.n {
            @if uneven { span.oc-over { (parts::above("uneven")) } }
            @if level.shares.iter().any(|alike| alike.hours.exactly() == Some(0.into())) && uneven { "some never" }
            @else if level.people < 2 { "–" }
            @else { (parts::amount(&level.fairness, 1, 2)) }
        }
    }
}

/// What some people have alike; nobody is named where people are not to be.
fn share(on_call: &OnCall, alike: &Alike) -> Markup {
    html! {
        (parts::amount(&alike.hours, 1, 1)) " h (" (parts::amount(&alike.each, 1, 2)) "): "
        @if on_call.carriers.by_team { (count(alike.people.len(), "person", "people")) } @else { (names(&alike.people)) }
    }
}
