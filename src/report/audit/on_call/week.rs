//! People by the hours of the week: one lane for each rotation, as high as they are often on call.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};

use crate::audit::on_call::{Band, Carrier, Clock, Hour, Lane, OnCall};
use crate::expr::fixed;
use crate::finding::wording::listed;
use crate::judge::told::Told;
use crate::report::audit::on_call::signs::{chip, colour};
use crate::report::audit::parts;
use crate::report::terminal_text;
use crate::value::Number;
use crate::value::number::divide;

/// Units of a drawing for an hour, and its height.
const WIDE: usize = 4;
const HIGH: i64 = 22;
const HOURS: usize = 168;
/// The shares of the weeks that a full lane may stand for, in hundredths.
const FULL: &[i64] = &[10, 20, 25, 34, 50, 75, 100];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Everybody who is drawn, by the rotation that they have most hours in.
pub(super) fn grid(on_call: &OnCall) -> Markup {
    let carriers = &on_call.carriers;
    let drawn: Vec<&Carrier> = carriers.all.iter().filter(|one| !one.lanes.is_empty()).collect();
    if drawn.is_empty() {
        return html! {};
    }
    let full = full(&drawn);
    let who = if carriers.by_team { "Team" } else { "Person" };
    let caption = format!(
        "{who} by hour of the week, Monday to Sunday; the higher a lane, the more often somebody is on call: in full height in {full} % of the weeks"
    );
    html! {
        h3 { "Hours of the week" }
        (definitions(on_call))
        (legend(on_call))
        (parts::scrolling(None, "Hours of the week", &html! {
            table.oc-week {
                caption { (caption) }
                thead {
                    tr {
                        th scope="col" { (who) }
                        th.oc-days scope="col" {
                            span.unseen { "Hours" }
                            div.oc-lane aria-hidden="true" { span {} div { @for day in DAYS { span { (day) } } } }
                        }
                    }
                }
                @for (rank, people) in grouped(&drawn) {
                    tbody {
                        @if let Some(rotation) = on_call.rotations.get(rank) {
                            tr.oc-group {
                                th colspan="2" scope="rowgroup" { (chip(on_call, rank)) " " (parts::name(&rotation.name)) }
                            }
                        }
                        @for one in people { (row(on_call, one, full)) }
                    }
                }
            }
        }))
        (note(on_call))
        (parts::more(carriers.count - drawn.len(), if carriers.by_team { "teams" } else { "people" }, "teamlint load"))
    }
}

/// By rotation, in the order in which the first of each stands in the table above.
fn grouped<'a>(drawn: &[&'a Carrier]) -> Vec<(usize, Vec<&'a Carrier>)> {
    let mut groups: Vec<(usize, Vec<&Carrier>)> = Vec::new();
    for &one in drawn {
        let most = one.lanes.iter().max_by_key(|lane| lane.hours_a_week().low).map_or(usize::MAX, |lane| lane.rotation);
        match groups.iter_mut().find(|(rank, _)| *rank == most) {
            Some((_, people)) => people.push(one),
            None => groups.push((most, vec![one])),
        }
    }
    groups
}

/// The least of the scales on which every lane has room.
fn full(drawn: &[&Carrier]) -> i64 {
    let lanes = drawn.iter().flat_map(|one| &one.lanes).filter_map(|lane| lane.hours.known());
    let most = lanes.flatten().map(|hour| hour.bounds()[1]).max().unwrap_or_default();
    FULL.iter().copied().find(|&full| most <= Number::new(full, 100)).unwrap_or(100)
}

/// What all lanes have in common: patterns, and what the hours of the week are to people.
fn definitions(on_call: &OnCall) -> Markup {
    let bands = on_call.bands.as_deref().unwrap_or_default();
    let run = |from: usize, to: usize| {
        html! { rect.oc-sleep x=(from * WIDE) y="0" width=((to - from) * WIDE) height=(HIGH) {} }
    };
    html! {
        svg.oc-defs width="0" height="0" aria-hidden="true" focusable="false" {
            defs {
                pattern #oc-hatch width="6" height="6" patternUnits="userSpaceOnUse" {
                    path.oc-hatching d="M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2" {}
                }
                g #oc-days { @for day in 1..7 { line.oc-day x1=(day * 24 * WIDE) x2=(day * 24 * WIDE) y1="0" y2=(HIGH) {} } }
                g #oc-nights { @for (from, to) in runs(bands, Band::Sleep) { (run(from, to)) } }
            }
        }
    }
}

/// Where something is the case, from one hour to another.
fn runs(bands: &[Band], wanted: Band) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for hour in (0..bands.len()).filter(|&hour| bands[hour] == wanted) {
        match found.last_mut() {
            Some((_, to)) if *to == hour => *to = hour + 1,
            _ => found.push((hour, hour + 1)),
        }
    }
    found
}

fn row(on_call: &OnCall, one: &Carrier, full: i64) -> Markup {
    let elsewhere = one.lanes.iter().any(|lane| lane.clock == Clock::OfRotation);
    html! {
        tr {
            th scope="row" {
                (parts::name(&one.name))
                @if elsewhere { " " span.oc-clock title="in the local time of the rotation: whose clock it is then, nobody said" { "local" } }
            }
            td { @for lane in &one.lanes { (drawn_lane(on_call, lane, full)) } }
        }
    }
}

fn drawn_lane(on_call: &OnCall, lane: &Lane, full: i64) -> Markup {
    html! {
        div.oc-lane style=(colour(lane.rotation)) {
            span.oc-letter aria-hidden="true" { (on_call.rotations.get(lane.rotation).map_or("", |of| of.letters.as_str())) }
            svg viewBox=(format!("0 0 {} {HIGH}", HOURS * WIDE)) preserveAspectRatio="none" role="img" focusable="false"
                aria-label=(in_words(on_call, lane)) {
                @if lane.clock == Clock::Own { use href="#oc-nights" {} }
                @match &lane.hours {
                    Told::Known(hours) => (PreEscaped(paths(hours, full))),
                    Told::Unknown(_) => rect.oc-open x="0" y="0" width=(HOURS * WIDE) height=(HIGH) {},
                }
                use href="#oc-days" {}
            }
        }
    }
}

/// What a lane shows, read aloud.
fn in_words(on_call: &OnCall, lane: &Lane) -> String {
    let name = on_call.rotations.get(lane.rotation).map(|of| of.name.as_str()).unwrap_or_default();
    let text = match &lane.hours {
        Told::Unknown(missing) if missing.is_empty() => format!("{name}: not known"),
        Told::Unknown(missing) => format!("{name}: not known; declare {}", listed(missing, "and")),
        Told::Known(hours) => {
            let on = || hours.iter().map(|hour| hour.bounds()[1]).filter(|share| *share > 0.into());
            let share = |share: Option<Number>| fixed(share.unwrap_or_default(), 100, 0);
            let (least, most) = (share(on().min()), share(on().max()));
            let often = if least == most { format!("{most} %") } else { format!("{least} to {most} %") };
            format!("{name}: {}, {often} of the weeks", listed(&lane.when, "and"))
        }
    };
    terminal_text::line(&text).into_owned()
}

/// The hours of a lane as areas: who is first below, who is second above, and on top what is not known.
fn paths(hours: &[Hour], full: i64) -> String {
    let height = |share: Number| {
        let part = divide(share, Number::new(full, 100)).unwrap_or_default().min(1.into());
        tenths(part)
    };
    let levels = |hour: &Hour| {
        let [certain, most] = hour.bounds();
        [0, height(hour.primary[0]), height(certain), height(most)]
    };
    let levels: Vec<[i64; 4]> = hours.iter().map(levels).collect();
    let mut drawn = String::new();
    for (layer, class) in ["oc-first", "oc-second", "oc-open"].into_iter().enumerate() {
        let area = area(&levels, layer);
        if area.is_empty() {
            continue;
        }
        let _ = write!(drawn, "<path class=\"{class}\" d=\"{area}\"/>");
    }
    drawn
}

/// Tenths of a unit of height.
fn tenths(part: Number) -> i64 {
    fixed(part, i128::from(HIGH) * 10, 0).parse().unwrap_or_default()
}

/// One layer as boxes, equal hours together.
fn area(levels: &[[i64; 4]], layer: usize) -> String {
    let mut area = String::new();
    let mut from = 0;
    for equal in levels.chunk_by(|a, b| a[layer] == b[layer] && a[layer + 1] == b[layer + 1]) {
        let (low, high) = (equal[0][layer], equal[0][layer + 1]);
        if high > low {
            let (x, width) = (from * WIDE, equal.len() * WIDE);
            let (top, height) = (decimal(HIGH * 10 - high), decimal(high - low));
            let _ = write!(area, "M{x} {top}h{width}v{height}h-{width}z");
        }
        from += equal.len();
    }
    area
}

fn decimal(tenths: i64) -> String {
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

fn legend(on_call: &OnCall) -> Markup {
    let swatch = |class: &str| {
        html! {
            svg.oc-swatch viewBox="0 0 24 12" aria-hidden="true" focusable="false" {
                rect.(class) width="24" height="12" {}
            }
        }
    };
    html! {
        ul.oc-legend {
            li { (swatch("oc-first")) " paged first" }
            li { (swatch("oc-second")) " paged second" }
            li { (swatch("oc-open")) " not known" }
            @if on_call.bands.is_some() { li { (swatch("oc-sleep")) " sleeping hours" } }
        }
    }
}

/// Whose clock it is, and what letters mean.
fn note(on_call: &OnCall) -> Markup {
    let local = on_call.carriers.all.iter().flat_map(|one| &one.lanes).any(|lane| lane.clock == Clock::OfRotation);
    html! {
        p.note {
            "Hours are those of each one's own clock"
            @if local { "; where " em { "local" } " is said, of the rotation, as nobody said how late it is then for whom" }
            ". Colours and letters are those of rotations, as above: several may have one colour, none the letters of another."
        }
    }
}
