//! teamlint's own format: sections keyed by id, and the short form for a single team.

mod broken;
mod document;
mod evidence;
mod others;
mod pieces;
mod reason;

use std::path::Path;

use crate::declare::format::Format;
use crate::declare::reader::Reader;
use crate::declare::{Declarations, KindSet};
use crate::dialect::native::document::FORMAT;
use crate::dialect::seam::{Asked, Claim, Dialect, Foreign, is_yaml};
use crate::text::{FileId, SourceFile};
use crate::vocabulary::section;
use crate::yaml::tree::{NodeRef, Shape};

/// teamlint's own format.
pub struct Native;

impl Dialect for Native {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn hint(&self) -> Option<&'static str> {
        Some(
            "a native file has `version: 1` and sections such as `teams:` and `people:`, or `team: NAME` and its `members:`",
        )
    }

    fn wants(&self, path: &Path) -> bool {
        is_yaml(path)
    }

    /// What no other format opens may be native: nothing in particular stands at the beginning.
    fn opens(&self, _: &Path, _: &str) -> bool {
        true
    }

    fn whole(&self, file: FileId, source: &SourceFile, asked: Asked) -> Option<Vec<Declarations>> {
        pieces::read_all(file, source, asked)
    }

    fn claim(&self, document: NodeRef<'_>, asked: Asked) -> Claim {
        match (asked, evidence::claim(document)) {
            (Asked::Given, _) if document.shape() == Shape::Mapping => Claim::Yes,
            (Asked::Beside, Claim::Perhaps) => Claim::Yes,
            (_, claim) => claim,
        }
    }

    fn claims_text(&self, text: &str) -> bool {
        broken::is_ours(text)
    }

    fn why_not(&self, document: NodeRef<'_>) -> Option<Foreign> {
        Some(reason::of(document))
    }

    fn read(&self, reader: &mut Reader, document: NodeRef<'_>) {
        document::read(reader, document);
    }

    fn traces(&self, text: &str) -> KindSet {
        let mut found = KindSet::default();
        let keys = text.lines().filter_map(|line| line.split_once(':'));
        keys.filter_map(|(key, _)| section(key)).for_each(|kind| found.insert(kind));
        found
    }
}
