//! Exports of `PagerDuty`: what its REST API answers, version 2, and version 3 for schedules.

mod analytics;
mod events;
mod format;
mod layers;
mod objects;
mod recurrence;
mod reference;
mod shapes;
mod terraform;

use crate::declare::Declarations;
use crate::declare::export::{Page, Roster};
use crate::dialect::exports::{Exports, shaped};
use crate::dialect::pagerduty::format::{FORMAT, PAGER};
use crate::dialect::pagerduty::shapes::{DATA, LISTS, List, MEMBERS};
use crate::dialect::values::{LIST, is_true, list, there, wanted, whole};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

/// The format of exports of `PagerDuty`.
pub static PAGERDUTY: Exports = Exports {
    pager: &PAGER,
    opens: shapes::opens,
    claims: shapes::claims,
    read: page,
    envelopes: &[&shapes::ENVELOPE, &crate::dialect::terraform::ENVELOPE],
};

/// What one answer of the API has: lists, or single objects.
fn page(out: &mut Declarations, object: NodeRef<'_>) {
    terraform::read(out, object);
    let export = out.export(&FORMAT);
    let mut sections = Vec::new();
    for List { many, one, kind, .. } in LISTS {
        if let Some(found) = shaped(object, many, Shape::Sequence) {
            sections.push(*kind);
            export.pages.push(listed(object, found, *kind));
            found.items().for_each(|item| objects::read(*kind, item, export));
        }
        if let Some(single) = shaped(object, one, Shape::Mapping) {
            sections.push(*kind);
            objects::read(*kind, single, export);
        }
    }
    if let Some(members) = list(export, object, wanted(MEMBERS, LIST), objects::member) {
        sections.push(Kind::Team);
        let page = object.get(MEMBERS).map(|list| listed(object, list, Kind::Team));
        let page = page.map(|page| Page { aside: Some("members of the team"), ..page });
        export.rosters.push(Roster { team: None, members, page, lacks: None });
    }
    if let Some(rows) = shaped(object, DATA, Shape::Sequence) {
        analytics::read(object, rows, export);
    }
    for kind in sections {
        out.sections.insert(kind);
    }
}

/// A list with what its answer says of other pages.
fn listed(answer: NodeRef<'_>, list: NodeRef<'_>, of: Kind) -> Page {
    let has_more = answer.get("more").filter(|_| is_true(answer, "more"));
    let more = has_more.or_else(|| there(answer, "next_cursor"));
    Page {
        of,
        place: list.place(),
        from: answer.get("offset").and_then(whole).and_then(|offset| u64::try_from(offset).ok()),
        count: list.items().count() as u64,
        more: more.map(NodeRef::place),
        aside: None,
        is_cut: answer.is_damaged(),
    }
}
