//! What stands for people and rotations between words: names in a row, letters in a colour.

use maud::{Markup, html};

use crate::audit::on_call::OnCall;
use crate::report::audit::parts;

/// So many names are told in a sentence.
pub(super) const NAMED: usize = 8;

/// Names in a row, cut where nobody reads on.
pub(super) fn names(all: &[String]) -> Markup {
    html! {
        @for (rank, name) in all.iter().take(NAMED).enumerate() {
            @if rank > 0 { ", " }
            (parts::name(name))
        }
        @if all.len() > NAMED { " and " (all.len() - NAMED) " more" }
    }
}

/// The letters of a rotation in its colour.
pub(super) fn chip(on_call: &OnCall, rank: usize) -> Markup {
    let Some(rotation) = on_call.rotations.get(rank) else { return html! {} };
    html! { span.oc-chip style=(colour(rank)) title=(parts::plain(&rotation.name)) { (rotation.letters) } }
}

/// The colour of a rotation: every twelfth has the same, and letters of its own.
pub(super) fn colour(rank: usize) -> String {
    format!("--own:var(--c{})", rank % 12)
}
