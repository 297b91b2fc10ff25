//! What readers of exports in JSON have in common.

use std::path::Path;

use crate::declare::format::Format;
use crate::declare::pager::vendor::Pager;
use crate::declare::reader::Reader;
use crate::declare::{Dated, Declarations, pager};
use crate::dialect::seam::{Asked, Claim, Dialect, has_json_name, is_hidden};
use crate::dialect::values::day;
use crate::files::Files;
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

    fn claim(&self, document: NodeRef<'_>, _: Asked) -> Claim {
        if (self.claims)(document) { Claim::Yes } else { Claim::No }
    }

    fn read(&self, reader: &mut Reader, document: NodeRef<'_>) {
        for answer in objects(document) {
            self.dated(&mut reader.out, answer);
            (self.read)(&mut reader.out, answer);
        }
    }

    fn settle(&self, parts: &mut [Declarations], sources: &Sources, _: &dyn Files, today: i32) -> Vec<Finding> {
        pager::settle(parts, sources, self.pager, today)
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

/// The keys at the top of a JSON text of which this is the beginning, or of the first objects of a list at its top.
pub(super) fn leading_keys(start: &str) -> Vec<&str> {
    let text = start.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let top = match text.bytes().next() {
        Some(b'{') => 1,
        Some(b'[') => 2,
        _ => return Vec::new(),
    };
    let (mut keys, mut depth, mut at) = (Vec::new(), 0, 0);
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' => {
                let Some(end) = end_of_string(bytes, at) else { break };
                let behind = bytes[end..].iter().find(|byte| !byte.is_ascii_whitespace());
                if depth == top && behind == Some(&b':') {
                    keys.push(&text[at + 1..end - 1]);
                }
                at = end - 1;
            }
            _ => {}
        }
        at += 1;
    }
    keys
}

/// One past the closing quote of a text that begins at a quote.
fn end_of_string(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
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

#[cfg(test)]
mod tests {
    use crate::dialect::exports::leading_keys;

    #[test]
    fn keys_at_the_top_tell_what_a_file_may_be() {
        assert_eq!(leading_keys(r#" {"a": {"b": 1}, "c\"": ["d"], "e": "f", "g"#), ["a", "c\\\"", "e"]);
        assert_eq!(leading_keys(r#"[{"a": [{"b": 1}]}, {"c": 2"#), ["a", "c"]);
        assert_eq!(leading_keys("a: {b: 1}"), [""; 0]);
        assert_eq!(leading_keys(r#""{" "#), [""; 0]);
        assert_eq!(leading_keys("}]{"), [""; 0]);
    }
}
