//! Exports of Opsgenie, and of the on-call API of Jira Service Management that follows it.

mod format;
mod objects;
mod shapes;

use crate::declare::Declarations;
use crate::declare::export::{Page, Said};
use crate::dialect::exports::{Exports, at};
use crate::dialect::opsgenie::format::{FORMAT, PAGER};
use crate::text::Place;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::NodeRef;

/// The format of exports of Opsgenie.
pub static OPSGENIE: Exports = Exports {
    pager: &PAGER,
    opens: shapes::opens,
    claims: shapes::claims,
    read: page,
    envelopes: &[&shapes::ENVELOPE],
};

/// What one answer of the API has. Of teams one by one it is not known whether there are more.
fn page(out: &mut Declarations, answer: NodeRef<'_>) {
    let found: Vec<(Kind, NodeRef<'_>)> =
        shapes::answered(answer).into_iter().filter_map(|object| Some((shapes::kind(object)?, object))).collect();
    let list = shapes::list(answer).zip(found.first().map(|(kind, _)| *kind));
    for (kind, _) in &found {
        out.sections.insert(*kind);
    }
    let export = out.export(&FORMAT);
    for (kind, object) in &found {
        objects::read(*kind, *object, export);
    }
    if let Some((list, of)) = list {
        export.pages.push(Page {
            of,
            place: list.place(),
            from: None,
            count: list.items().count() as u64,
            more: more(answer),
            aside: None,
            is_cut: answer.is_damaged(),
        });
    }
}

/// Where an answer names the next page.
fn more(answer: NodeRef<'_>) -> Option<Place> {
    let next = [&["paging", "next"], &["links", "next"]].into_iter().find_map(|path| at(answer, path));
    next.and_then(Said::of).map(|next| next.place)
}
