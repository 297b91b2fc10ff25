//! Exports of `PagerDuty`: what its REST API, version 2, answers.

mod analytics;
mod format;
mod layers;
mod objects;
mod reference;
mod shapes;

use std::path::Path;

use crate::declare::export::{Items, Page, Roster};
use crate::declare::format::Format;
use crate::declare::reader::Reader;
use crate::declare::{Declarations, pager};
use crate::dialect::exports::{HINT, is_true, objects, shaped, whole};
use crate::dialect::pagerduty::format::{FORMAT, PAGER};
use crate::dialect::pagerduty::shapes::{DATA, LISTS, List, MEMBERS};
use crate::dialect::seam::{Asked, Claim, Dialect, has_json_name, is_hidden};
use crate::files::Files;
use crate::finding::Finding;
use crate::text::Sources;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

/// The format of exports of `PagerDuty`.
pub struct PagerDuty;

impl Dialect for PagerDuty {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn hint(&self) -> Option<&'static str> {
        Some(HINT)
    }

    fn wants(&self, path: &Path) -> bool {
        has_json_name(path) && !is_hidden(path)
    }

    fn is_json(&self) -> bool {
        true
    }

    fn opens(&self, _: &Path, start: &str) -> bool {
        shapes::opens(start)
    }

    fn claim(&self, document: NodeRef<'_>, _: Asked) -> Claim {
        if shapes::claims(document) { Claim::Yes } else { Claim::No }
    }

    fn read(&self, reader: &mut Reader, document: NodeRef<'_>) {
        for object in objects(document) {
            page(&mut reader.out, object);
        }
    }

    fn settle(&self, parts: &mut [Declarations], sources: &Sources, _: &dyn Files, today: i32) -> Vec<Finding> {
        pager::settle(parts, sources, &PAGER, today)
    }
}

/// What one answer of the API has: lists, or single objects.
fn page(out: &mut Declarations, object: NodeRef<'_>) {
    let export = out.export(&FORMAT);
    let mut sections = Vec::new();
    for List { many, one, kind, .. } in LISTS {
        if let Some(list) = shaped(object, many, Shape::Sequence) {
            sections.push(*kind);
            export.pages.push(listed(object, list, *kind));
            list.items().for_each(|item| objects::read(*kind, item, export));
        }
        if let Some(single) = shaped(object, one, Shape::Mapping) {
            sections.push(*kind);
            objects::read(*kind, single, export);
        }
    }
    if let Some(members) = Items::of(object.get(MEMBERS), objects::member) {
        sections.push(Kind::Team);
        export.rosters.push(Roster { team: None, members });
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
    let more = answer.get("more").filter(|_| is_true(answer, "more"));
    Page {
        of,
        place: list.place(),
        from: answer.get("offset").and_then(whole).and_then(|offset| u64::try_from(offset).ok()),
        count: list.items().count() as u64,
        more: more.map(NodeRef::place),
    }
}
