//! Exports of Opsgenie, and of the on-call API of Jira Service Management that follows it.

mod format;
mod objects;
mod shapes;

use std::path::Path;

use crate::declare::export::{Page, Said};
use crate::declare::format::Format;
use crate::declare::reader::Reader;
use crate::declare::{Declarations, pager};
use crate::dialect::exports::{HINT, at, objects};
use crate::dialect::opsgenie::format::{FORMAT, PAGER};
use crate::dialect::seam::{Asked, Claim, Dialect, has_json_name, is_hidden};
use crate::files::Files;
use crate::finding::Finding;
use crate::text::{Place, Sources};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::NodeRef;

/// The format of exports of Opsgenie.
pub struct Opsgenie;

impl Dialect for Opsgenie {
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
        for answer in objects(document) {
            page(&mut reader.out, answer);
        }
    }

    fn settle(&self, parts: &mut [Declarations], sources: &Sources, _: &dyn Files, today: i32) -> Vec<Finding> {
        pager::settle(parts, sources, &PAGER, today)
    }
}

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
        });
    }
}

/// Where an answer names the next page.
fn more(answer: NodeRef<'_>) -> Option<Place> {
    let next = [&["paging", "next"], &["links", "next"]].into_iter().find_map(|path| at(answer, path));
    next.and_then(Said::of).map(|next| next.place)
}
