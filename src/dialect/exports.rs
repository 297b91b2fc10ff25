//! What readers of exports in JSON have in common.

use std::path::Path;

use crate::declare::format::Format;
use crate::declare::pager::vendor::Pager;
use crate::declare::reader::Reader;
use crate::declare::{Dated, Declarations, pager};
use crate::dialect::around::Around;
use crate::dialect::cut::Envelope;
use crate::dialect::seam::{Asked, Claim, Dialect, Remains, has_json_name, is_hidden};
use crate::dialect::values::day;
use crate::finding::Finding;
use crate::text::Sources;
use crate::yaml::tree::{NodeRef, Shape};

/// What an export looks like, whichever pager it is of.
const HINT: &str = "an export of a pager is JSON with the lists of its API (PagerDuty's, Opsgenie's, Grafana's or incident.io's), \
     or what `terraform show -json` prints (`docs/sources.md`)";

/// The format of exports of one pager.
pub(super) struct Exports {
    /// What it is called, and what its lists are.
    pub pager: &'static Pager,
    /// Whether a file seems to be one, going by its first bytes.
    pub opens: fn(&str) -> bool,
    /// Whether a document is one.
    pub claims: fn(NodeRef<'_>) -> bool,
    /// Reads one answer of the API.
    pub read: fn(&mut Declarations, NodeRef<'_>),
    /// What stands at the top of its answers, and of what else is read as one.
    pub envelopes: &'static [&'static Envelope],
}

impl Dialect for Exports {
    fn format(&self) -> &'static Format {
        self.pager.format
    }

    fn hint(&self) -> Option<&'static str> {
        Some(HINT)
    }

    fn offer(&self) -> Option<(&'static str, &'static str)> {
        Some(("export what your pager has", "docs/sources.md#what-pagers-export"))
    }

    fn wants(&self, path: &Path) -> bool {
        has_json_name(path) && !is_hidden(path)
    }

    fn is_json(&self) -> bool {
        true
    }

    fn opens(&self, _: &Path, start: &str) -> bool {
        (self.opens)(start)
    }

    fn remains(&self, path: &Path, document: Option<NodeRef<'_>>) -> Remains {
        let each = || self.envelopes.iter().map(|envelope| envelope.remains(path, document));
        [Remains::Some, Remains::Nothing].into_iter().find(|one| each().any(|of| of == *one)).unwrap_or(Remains::Other)
    }

    fn names(&self, path: &Path) -> bool {
        self.envelopes.iter().any(|envelope| envelope.names_file(path))
    }

    fn claim(&self, document: NodeRef<'_>, _: Asked) -> Claim {
        if (self.claims)(document) { Claim::Yes } else { Claim::No }
    }

    fn read(&self, reader: &mut Reader, document: NodeRef<'_>) {
        for answer in objects(document) {
            self.dated(&mut reader.out, answer);
            (self.read)(&mut reader.out, answer);
        }
    }

    fn settle(&self, parts: &mut [Declarations], sources: &Sources, around: &Around<'_>) -> Vec<Finding> {
        pager::settle(parts, sources, self.pager, around.aliases, around.today)
    }
}

/// When an answer was exported: whoever exports it writes that beside its lists, as no vendor does.
const EXPORTED_AT: &str = "exportedAt";

impl Exports {
    fn dated(&self, out: &mut Declarations, answer: NodeRef<'_>) {
        let format = self.pager.format;
        let key = if is_plan(answer) && answer.get(EXPORTED_AT).is_none() { "timestamp" } else { EXPORTED_AT };
        if let Some(at) = day(out.export(format), answer, key, None)
            && let Some(day) = at.value
        {
            out.dated.push(Dated { format, day, place: at.place });
        }
    }
}

/// Whether a document is of Terraform, which says when it made a plan.
fn is_plan(document: NodeRef<'_>) -> bool {
    document.get("format_version").is_some()
}

/// The objects of a document: those of a list at its top, or the one it is.
pub(super) fn objects<'t>(document: NodeRef<'t>) -> Vec<NodeRef<'t>> {
    let all: Vec<NodeRef<'t>> = match document.shape() {
        Shape::Sequence => document.items().collect(),
        _ => vec![document],
    };
    all.into_iter().filter(|object| object.shape() == Shape::Mapping).collect()
}

/// What stands at the end of a path of keys.
pub(super) fn at<'t>(node: NodeRef<'t>, path: &[&str]) -> Option<NodeRef<'t>> {
    path.iter().try_fold(node, |node, key| node.get(key))
}

/// A list or map that is there.
pub(super) fn shaped<'t>(node: NodeRef<'t>, key: &str, shape: Shape) -> Option<NodeRef<'t>> {
    node.get(key).filter(|value| value.shape() == shape)
}
