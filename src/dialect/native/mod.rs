//! teamlint's own format: sections keyed by id, and the short form for a single team.

mod document;
mod pieces;

use std::path::Path;

use crate::declare::format::Format;
use crate::declare::reader::Reader;
use crate::declare::{Declarations, KindSet};
use crate::dialect::native::document::FORMAT;
use crate::dialect::seam::{Dialect, is_yaml};
use crate::text::{FileId, SourceFile};
use crate::vocabulary::section;
use crate::yaml::tree::NodeRef;

/// teamlint's own format.
pub struct Native;

impl Dialect for Native {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn hint(&self) -> Option<&'static str> {
        Some("a native file has `team: NAME` at the top, or sections such as `teams:` and `people:`")
    }

    fn wants(&self, path: &Path) -> bool {
        is_yaml(path)
    }

    /// What no other format opens may be native: nothing in particular stands at the beginning.
    fn opens(&self, _: &Path, _: &str) -> bool {
        true
    }

    fn whole(&self, file: FileId, source: &SourceFile) -> Option<Vec<Declarations>> {
        pieces::read_all(file, source)
    }

    fn claims(&self, document: NodeRef<'_>, named: bool) -> bool {
        document::is_native(document, named)
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
