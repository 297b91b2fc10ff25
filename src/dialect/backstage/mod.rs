//! Backstage catalogs: one entity a document, with references such as `group:default/payments`.
//!
//! The format is open, so only what is certainly a slip is reported: everything else that is not
//! understood is somebody's extension.

mod diagnostics;
mod document;
mod entity;
mod fields;
mod format;
mod forms;
mod groups;
mod links;
mod location;
mod metadata;
mod notes;
mod pieces;
mod reference;
mod refusal;
mod refusals;
mod shapes;
mod skeleton;
mod wants;
mod written;

use std::path::Path;

use crate::declare::format::Format;
use crate::declare::reader::Reader;
use crate::declare::{Declarations, KindSet};
use crate::dialect::backstage::format::{FORMAT, is_backstage, is_backstage_text, kinds};
use crate::dialect::seam::{Asked, Claim, Dialect, Foreign, has_yaml_name, is_hidden_but_in};
use crate::finding::Finding;
use crate::finding::diagnostics::Diagnostic;
use crate::text::{FileId, SourceFile};
use crate::yaml::tree::NodeRef;

/// Hidden folders in which catalogs are kept.
const FOLDERS: [&str; 3] = [".backstage", ".github", ".gitlab"];

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

    fn offer(&self) -> Option<(&'static str, &'static str)> {
        Some(("have your catalog read", "docs/reading.md"))
    }

    fn wants(&self, path: &Path) -> bool {
        has_yaml_name(path) && !is_hidden_but_in(path, &FOLDERS)
    }

    fn hidden_folders(&self) -> &'static [&'static str] {
        &FOLDERS
    }

    fn opens(&self, _: &Path, start: &str) -> bool {
        start.contains("backstage.io/")
    }

    fn whole(&self, file: FileId, source: &SourceFile, _: Asked) -> Option<Vec<Declarations>> {
        pieces::read_all(file, source)
    }

    fn claim(&self, document: NodeRef<'_>, _: Asked) -> Claim {
        if is_backstage(document) { Claim::Yes } else { Claim::No }
    }

    fn claims_text(&self, text: &str) -> bool {
        is_backstage_text(text) && self.traces(text) != KindSet::default()
    }

    fn why_not(&self, document: NodeRef<'_>) -> Option<Foreign> {
        let version = document.get("apiVersion")?.text()?;
        Some(Foreign::certainly(format!("`apiVersion: {version}` is not of a catalog")))
    }

    fn read(&self, reader: &mut Reader, document: NodeRef<'_>) {
        document::read(reader, document);
    }

    fn traces(&self, text: &str) -> KindSet {
        let mut found = KindSet::default();
        let entities = is_backstage_text(text).then(|| text.lines().filter_map(|line| line.strip_prefix("kind:")));
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
