//! Backstage catalogs: one entity a document, with references such as `group:default/payments`.
//!
//! The format is open, so only what is certainly a slip is reported: everything else that is not
//! understood is somebody's extension.

mod diagnostics;
mod document;
mod entity;
mod fields;
mod format;
mod links;
mod location;
mod pieces;
mod reference;
mod shapes;
mod skeleton;
mod spelling;
mod words;
mod written;

use std::path::Path;

use crate::declare::format::Format;
use crate::declare::reader::Reader;
use crate::declare::{Declarations, KindSet};
use crate::dialect::backstage::format::{FORMAT, is_backstage, kinds};
use crate::dialect::seam::{Dialect, is_yaml};
use crate::finding::Finding;
use crate::finding::diagnostics::Diagnostic;
use crate::text::{FileId, SourceFile};
use crate::yaml::tree::NodeRef;

/// The format of Backstage catalogs.
pub struct Backstage;

impl Dialect for Backstage {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn hint(&self) -> Option<&'static str> {
        Some("a Backstage file has `apiVersion: backstage.io/v1alpha1`")
    }

    fn diagnostics(&self) -> &'static [&'static Diagnostic] {
        diagnostics::ALL
    }

    fn wants(&self, path: &Path) -> bool {
        is_yaml(path)
    }

    fn opens(&self, _: &Path, start: &str) -> bool {
        start.contains("backstage.io/")
    }

    fn whole(&self, file: FileId, source: &SourceFile) -> Option<Vec<Declarations>> {
        pieces::read_all(file, source)
    }

    fn claims(&self, document: NodeRef<'_>, _: bool) -> bool {
        is_backstage(document)
    }

    fn read(&self, reader: &mut Reader, document: NodeRef<'_>) {
        document::read(reader, document);
    }

    fn traces(&self, text: &str) -> KindSet {
        let mut found = KindSet::default();
        let entities =
            text.contains("backstage.io/v1").then(|| text.lines().filter_map(|line| line.strip_prefix("kind:")));
        for kind in entities.into_iter().flatten().flat_map(|word| kinds(word.trim())) {
            found.insert(*kind);
        }
        found
    }

    fn telling_keys(&self) -> &'static [&'static str] {
        &["apiVersion", "kind"]
    }

    fn broken_on_purpose(&self, file: FileId, text: &str, problems: &[Finding]) -> Option<Declarations> {
        skeleton::templated(file, text, problems)
    }
}
