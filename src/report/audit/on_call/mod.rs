//! The section on being on call: who carries how much, in which hours, and what rotations promise.

mod bar;
mod load;
mod rotations;
mod signs;
mod week;

use maud::{Markup, html};

use crate::audit::on_call::OnCall;
use crate::expr::{fixed, number};
use crate::finding::wording::count;
use crate::judge::told::Told;
use crate::report::audit::on_call::signs::NAMED;
use crate::report::audit::parts;
use crate::value::{Of, Unit};

pub(super) fn section(on_call: &OnCall) -> Markup {
    if !on_call.said {
        let missing = ["rotations".to_owned()];
        return html! { p { "Who is on call is " (parts::unknown(&missing)) "." } };
    }
    html! {
        (summary(on_call))
        (load::table(on_call))
        (week::grid(on_call))
        (rotations::table(on_call))
    }
}

/// What one wants to know first.
fn summary(on_call: &OnCall) -> Markup {
    let carriers = &on_call.carriers;
    let people = count(carriers.people, "person takes turns", "people take turns");
    let rotations = count(on_call.rotations.len(), "rotation", "rotations");
    html! {
        p {
            (people) " in " (rotations) "."
            @if let Some(limit) = on_call.limit {
                " " strong { (carriers.over) } " of them "
                @if carriers.over == 1 { "is" } @else { "are" }
                " on call for more than " (number(limit, Of::Number(Unit::Share)))
                " of the week, the limit (" code { "maxShare" } " of " code { "on-call-overload" } ")."
            }
        }
        (most_at_night(on_call))
        @if !carriers.missing.is_empty() {
            p.tell { "There may be more people: declare " (parts::wanted(&carriers.missing)) "." }
        }
    }
}

/// Who is paged most at night: all who are, equally often.
fn most_at_night(on_call: &OnCall) -> Markup {
    let carriers = &on_call.carriers;
    let (dark, missing) = &carriers.dark;
    let unknown = html! {
        @if *dark > 0 {
            " Of " (dark) " it is " (parts::unknown(missing)) "."
        }
    };
    let most = carriers.all.first().and_then(|first| first.night.low.filter(|_| !first.night.is_unknown()));
    let Some(most) = most.filter(|most| *most > 0.into()) else {
        return html! { p { strong { "Paged at night" } ": nobody, as far as is known." (unknown) } };
    };
    let those = carriers.all.iter().filter(|one| one.night.low == Some(most));
    let names: Vec<String> = those.map(|one| one.name.clone()).collect();
    let exactly = carriers.all.iter().all(|one| one.night.low != Some(most) || one.night.exactly().is_some());
    let each = match (carriers.by_team, names.len()) {
        (true, _) => " for each of their people who take turns",
        (false, 1) => "",
        _ => " each",
    };
    html! {
        p {
            strong { "Paged most at night" } ": "
            @for (rank, name) in names.iter().take(NAMED).enumerate() {
                @if rank > 0 { ", " }
                strong { (parts::name(name)) }
            }
            @if names.len() > NAMED { " and " (names.len() - NAMED) " more" }
            ", " @if !exactly { "at least " } (fixed(most, 1, 2)) " pages a week in sleeping hours"
            @if let Told::Known(sleep) = &on_call.sleep { " (" (sleep) ")" }
            (each) "." (unknown)
        }
    }
}
