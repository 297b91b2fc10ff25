//! OWNERS and `OWNERS_ALIASES`, as Kubernetes and whoever works as it does keep them: who approves changes of a folder, and
//! lists of people with a name.
//!
//! An OWNERS file declares nothing: it is a second opinion about who owns what is kept in its folder. An alias is a team of
//! kind `code-ownership`. Both are known by the names of their files, and are ours if what is in them is.

mod aliases;
mod diagnostics;
mod folders;
mod format;

use std::path::Path;

use crate::declare::Declarations;
use crate::declare::format::Format;
use crate::declare::reader::Reader;
use crate::dialect::around::Around;
use crate::dialect::prow::format::{FORMAT, is_called};
use crate::dialect::seam::{Asked, Dialect, Foreign, is_hidden};
use crate::finding::Finding;
use crate::finding::diagnostics::Diagnostic;
use crate::text::{FileId, SourceFile, Sources};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Parsed, Shape, Tree};

/// The format of OWNERS and `OWNERS_ALIASES`.
pub struct Owners;

impl Dialect for Owners {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn hint(&self) -> Option<&'static str> {
        None
    }

    fn diagnostics(&self) -> &'static [&'static Diagnostic] {
        diagnostics::ALL
    }

    fn wants(&self, path: &Path) -> bool {
        self.opens(path, "") && !is_hidden(path)
    }

    fn opens(&self, path: &Path, _: &str) -> bool {
        is_called(path, "OWNERS") || is_called(path, "OWNERS_ALIASES")
    }

    /// What is in it decides: other tools have files of these names that are no YAML.
    fn whole(&self, file: FileId, source: &SourceFile, asked: Asked) -> Option<Vec<Declarations>> {
        if asked == Asked::Hidden {
            return None;
        }
        let Parsed { tree, problems } = Tree::read(file, source);
        let document = tree.documents(source.text()).next()?;
        let mut reader = Reader::new(file, &FORMAT);
        reader.speak(&FORMAT, 0);
        if is_called(Path::new(&source.path), "OWNERS") {
            folders::are_said(document).then_some(())?;
        } else {
            let aliases = document.get("aliases").filter(|aliases| aliases.shape() == Shape::Mapping)?;
            aliases::read(&mut reader, aliases);
        }
        reader.out.problems.splice(0..0, problems);
        if tree.is_broken() {
            reader.out.lost.insert(Kind::Team);
        }
        Some(vec![reader.out])
    }

    fn why_not(&self, document: NodeRef<'_>) -> Option<Foreign> {
        let is_sigs = document.get("sigs").is_some_and(|sigs| sigs.items().any(|sig| sig.get("leadership").is_some()));
        is_sigs.then(|| {
            Foreign::certainly("it lists special interest groups by who leads them, and says of none who is in it")
        })
    }

    fn settle(&self, parts: &mut [Declarations], sources: &Sources, around: &Around<'_>) -> Vec<Finding> {
        folders::settle(parts, sources, around.files);
        aliases::settle(parts, sources, around)
    }
}
