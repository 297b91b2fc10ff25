//! Organisations at GitHub, as tools keep them that make what is there equal to a file: Peribolos, also what its
//! `--dump` prints and what is split into a folder, and `CLOWarden`.
//!
//! Who is in which team lies in several files of which each knows a part, so that all of them are read at the end.

mod checks;
mod diagnostics;
mod entities;
mod evidence;
mod format;
mod model;
mod names;
mod people;
mod settle;

use std::path::Path;

use crate::declare::Declarations;
use crate::declare::format::Format;
use crate::declare::reader::Reader;
use crate::dialect::around::Around;
use crate::dialect::peribolos::format::FORMAT;
use crate::dialect::seam::{Asked, Claim, Dialect, Foreign, is_yaml};
use crate::finding::Finding;
use crate::finding::diagnostics::Diagnostic;
use crate::text::Sources;
use crate::yaml::tree::NodeRef;

/// The format of organisations at GitHub.
pub struct Peribolos;

impl Dialect for Peribolos {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn hint(&self) -> Option<&'static str> {
        Some("a GitHub organisation has `orgs:` with `members:` and `teams:`, as Peribolos reads it")
    }

    fn diagnostics(&self) -> &'static [&'static Diagnostic] {
        diagnostics::ALL
    }

    fn offer(&self) -> Option<(&'static str, &'static str)> {
        Some(("have the file of your GitHub organisation read", "docs/sources.md#github-organisations"))
    }

    fn wants(&self, path: &Path) -> bool {
        is_yaml(path)
    }

    /// Nothing at the beginning of a file tells that it is one.
    fn opens(&self, _: &Path, _: &str) -> bool {
        false
    }

    fn claim(&self, document: NodeRef<'_>, asked: Asked) -> Claim {
        let is_ours = asked != Asked::Hidden && evidence::form(document).is_some();
        if is_ours { Claim::Yes } else { Claim::No }
    }

    fn claims_text(&self, text: &str) -> bool {
        evidence::is_text_of_orgs(text)
    }

    fn why_not(&self, document: NodeRef<'_>) -> Option<Foreign> {
        let because = "nothing in `orgs` is of an organisation at GitHub: it has no `members`, `admins` or `teams`";
        document.get("orgs").map(|_| Foreign::certainly(because))
    }

    /// What all files together tell is read when all are there.
    fn read(&self, reader: &mut Reader, _: NodeRef<'_>) {
        reader.speak(&FORMAT, 0);
    }

    fn settle(&self, parts: &mut [Declarations], sources: &Sources, around: &Around<'_>) -> Vec<Finding> {
        settle::settle(parts, sources, around)
    }
}
