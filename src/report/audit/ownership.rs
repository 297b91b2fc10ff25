//! Who owns what, and how much that is for each person.

use maud::{Markup, html};

use crate::audit::ownership::{Load, Owned, Owner, Ownership, Tier};
use crate::expr::number as in_words;
use crate::finding::wording::count;
use crate::judge::told::{Amount, Told};
use crate::report::audit::named::lived_with;
use crate::report::audit::parts::{
    ABOVE, above, amount, link_to, more, name, number, place, prose, table, told, unknown, unknown_mark, wanted,
};
use crate::value::{Of, Unit};

pub(super) fn section(of: &Ownership) -> Markup {
    html! {
        @if !of.unsaid.is_empty() {
            p { "What there is to own: " (unknown(&of.unsaid)) "." }
        } @else {
            (unowned(of))
            (drifting(of))
            (several(of))
            (who_owns(of))
        }
        (loads(of))
    }
}

fn unowned(of: &Ownership) -> Markup {
    html! {
        h3 #unowned { "Owned by nobody" }
        @if of.unowned.is_empty() {
            p { @if of.unclear.is_empty() && of.undeclared.is_empty() { "Nothing: everything has an owner." } @else { "Nothing of which that is known." } }
        } @else {
            (list("Declared, and nobody owns it; the most critical first", &of.unowned, &["stage"]))
            (more(of.more_unowned, "", "teamlint check --rule unowned-service"))
        }
        @if !of.undeclared.is_empty() {
            (list("Owned by somebody whom nobody declared; the most critical first", &of.undeclared, &["stage", "named as owner"]))
            (more(of.more_undeclared, "", "teamlint check --rule unknown-reference"))
        }
        @if !of.unclear.is_empty() {
            (list("Of which it is not known who owns it", &of.unclear, &["owner"]))
            (more(of.more_unclear, "", "teamlint coverage --rule unowned-service"))
        }
        @if of.elsewhere > 0 {
            p.note { (count(of.elsewhere, "service", "services")) " that somebody else runs are left out." }
        }
    }
}

fn several(of: &Ownership) -> Markup {
    html! {
        @if !of.several.is_empty() {
            h3 #several-owners { "Owned by several" }
            (list("Each owner may leave it to the other", &of.several, &["owners"]))
            (more(of.more_several, "", "teamlint check --rule multiple-owners"))
        }
    }
}

/// A table of things, with further columns: `stage`, `owner`, or those who are named as owners.
fn list(caption: &str, all: &[Owned], further: &[&str]) -> Markup {
    let head = html! { tr {
        th scope="col" { "what" } th.n scope="col" { "tier" }
        @for title in further { th scope="col" { (title) } }
        th scope="col" { "declared at" }
    } };
    let rows = html! {
        @for one in all {
            tr {
                th scope="row" {
                    (name(&one.name))
                    @if one.word != "service" { " " span.note { (one.word) } }
                    @if let Some(lived) = &one.lived { " " (lived_with(lived)) }
                }
                td.n { (tier(&one.tier, one.word)) }
                @for title in further { td { (further_of(one, title)) } }
                td { (place(&one.at)) }
            }
        }
    };
    table(caption, &head, &rows)
}

fn further_of(one: &Owned, title: &str) -> Markup {
    html! {
        @match title {
            "stage" => (told(&one.lifecycle, |stage| html! { (stage) })),
            "owner" => (unknown(&one.missing)),
            _ => @for (rank, owner) in one.owners.iter().enumerate() { @if rank > 0 { ", " } (name(owner)) },
        }
    }
}

fn tier(tier: &Tier, word: &str) -> Markup {
    html! {
        @match tier {
            Tier::Of(n) => (n),
            Tier::Unsaid if word == "service" => (unknown_mark(&["services.*.tier".to_owned()])),
            Tier::Unsaid => {},
        }
    }
}

fn drifting(of: &Ownership) -> Markup {
    html! {
        h3 #drifting { "Where sources do not agree" }
        @if of.drifting.is_empty() {
            p {
                @if of.compared == Told::Known(true) { "Nowhere, as far as they could be compared." }
                @else { span.unknown { "Not known" } ": there is one source only, and nothing to compare it with." }
            }
        } @else {
            ul {
                @for (message, anchor) in &of.drifting {
                    li { (prose(message)) @if let Some(anchor) = anchor { " " span.note { (link_to(anchor, "finding")) } } }
                }
            }
            (more(of.more_drifting, "", "teamlint check --family drift"))
        }
    }
}

fn who_owns(of: &Ownership) -> Markup {
    let head = html! { tr {
        th scope="col" { "owner" }
        th.n scope="col" { "services" }
        @for tier in &of.tiers { th scope="col" { @match tier { Tier::Of(n) => { "tier " (n) }, Tier::Unsaid => "tier not said" } } }
    } };
    let rows = html! { @for owner in &of.owners { (owned_by(owner, &of.tiers)) } };
    html! {
        h3 #owners { "Who owns what" }
        @if of.owners.is_empty() { p { "Nobody is named as an owner." } } @else {
            (table("Services by owner and tier; 1 is the most critical", &head, &rows))
            (more(of.more_owners, "owners", "teamlint charter TEAM"))
        }
    }
}

fn owned_by(owner: &Owner, tiers: &[Tier]) -> Markup {
    html! {
        tr {
            th scope="row" {
                @match &owner.anchor { Some(anchor) => (link_to(anchor, &owner.name)), None => (name(&owner.name)) }
            }
            td.n { (number(owner.all)) }
            @for ((names, further), tier) in owner.by_tier.iter().zip(tiers) {
                td {
                    @for (rank, service) in names.iter().enumerate() { @if rank > 0 { ", " } (name(service)) }
                    @if *further > 0 { " and " (further) " more" }
                    @if names.is_empty() && *tier != Tier::Unsaid { span.muted { "–" } }
                }
            }
        }
    }
}

fn loads(of: &Ownership) -> Markup {
    let head = html! { tr {
        th scope="col" { "team" } th.n scope="col" { "people" } th.n scope="col" { "services in production" }
        th.n scope="col" { "for each person" } th.n scope="col" { "on call, h a week each" }
        th.n scope="col" { "pages, share of working hours" }
    } };
    let rows = html! { @for load in &of.loads { (load_row(load, of)) } };
    let mut missing: Vec<String> = of
        .loads
        .iter()
        .flat_map(|load| {
            [&load.people, &load.services, &load.on_call, &load.pages]
                .into_iter()
                .flat_map(|amount| amount.missing.iter().cloned())
        })
        .collect();
    missing.sort();
    missing.dedup();
    let limit = of.limit.map(|limit| {
        let above = of.loads.iter().any(|load| load.per_person.exceeds(limit) == Some(true));
        let sign = if above { format!(", and what is above has a {ABOVE}") } else { String::new() };
        format!("; the limit is {} services for each person{sign}", in_words(limit, Of::Number(Unit::Plain)))
    });
    let caption = format!("What each person of a team carries, the most first{}", limit.unwrap_or_default());
    if of.loads.is_empty() {
        return html! {};
    }
    html! {
        h3 #loads { "Load of each team" }
        (table(&caption, &head, &rows))
        @if !missing.is_empty() { p.note { "What is not known of it would be told by " (wanted(&missing)) "." } }
        (more(of.more_loads, "teams", "teamlint load --by team"))
    }
}

fn load_row(load: &Load, of: &Ownership) -> Markup {
    let over = of.limit.and_then(|limit| load.per_person.exceeds(limit)) == Some(true);
    let per_person: &Amount = &load.per_person;
    html! {
        tr {
            th scope="row" { (link_to(&load.anchor, &load.name)) }
            td.n { (amount(&load.people, 1, 0)) }
            td.n { (amount(&load.services, 1, 0)) }
            td class=(if over { "n over" } else { "n" }) { @if over { (above("above the limit")) } (amount(per_person, 1, 1)) }
            td.n { (amount(&load.on_call, 1, 1)) }
            td.n { (amount(&load.pages, 100, 1)) @if !load.pages.is_unknown() { " %" } }
        }
    }
}
