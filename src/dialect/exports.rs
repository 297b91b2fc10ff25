//! What readers of exports in JSON have in common.

use std::path::Path;

use crate::declare::export::{Reference, Said, Told};
use crate::declare::format::Format;
use crate::declare::pager::vendor::Pager;
use crate::declare::reader::Reader;
use crate::declare::{Declarations, pager};
use crate::dialect::seam::{Asked, Claim, Dialect, has_json_name, is_hidden};
use crate::files::Files;
use crate::finding::Finding;
use crate::text::Sources;
use crate::vocabulary::zones::{self, Local};
use crate::yaml::tree::{NodeRef, Shape};

/// What an export looks like, whichever pager it is of.
const HINT: &str =
    "an export of a pager is JSON with the lists of its API: PagerDuty's, Opsgenie's or Grafana's (`docs/sources.md`)";

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
            (self.read)(&mut reader.out, answer);
        }
    }

    fn settle(&self, parts: &mut [Declarations], sources: &Sources, _: &dyn Files, today: i32) -> Vec<Finding> {
        pager::settle(parts, sources, self.pager, today)
    }
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

/// A text under a key, to compare it with others.
pub(super) fn text(node: NodeRef<'_>, key: &str) -> Option<String> {
    Said::under(node, key).map(|said| said.text)
}

/// Whether the value under a key is `true`.
pub(super) fn is_true(node: NodeRef<'_>, key: &str) -> bool {
    node.get(key).is_some_and(|value| value.is_plain() && value.text().as_deref() == Some("true"))
}

/// Whether the value under a key is `false`.
pub(super) fn is_false(node: NodeRef<'_>, key: &str) -> bool {
    node.get(key).is_some_and(|value| value.is_plain() && value.text().as_deref() == Some("false"))
}

/// A whole number, which some programs write with a point.
pub(super) fn whole(node: NodeRef<'_>) -> Option<i64> {
    let text = node.text().filter(|_| node.shape() == Shape::Scalar)?;
    let digits = text.trim().strip_suffix(".0").unwrap_or(text.trim()).to_owned();
    digits.parse().ok()
}

/// A whole number under a key.
pub(super) fn number(node: NodeRef<'_>, key: &str) -> Option<Told<i64>> {
    let node = node.get(key)?;
    Some(Told { value: whole(node)?, place: node.place() })
}

/// Seconds under a key as minutes: none where there is no number, or they are no minutes.
pub(super) fn minutes_of_seconds(node: NodeRef<'_>, key: &str) -> Option<Told<Option<i64>>> {
    let node = node.get(key)?;
    let minutes = whole(node).filter(|&seconds| seconds > 0 && seconds % 60 == 0).map(|seconds| seconds / 60);
    Some(Told { value: minutes, place: node.place() })
}

/// `HH:MM` or `HH:MM:SS` as the minute of the day that is nearest.
pub(super) fn time_of_day(text: &str) -> Option<i64> {
    let mut parts = text.trim().split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().map_or(Some(0), |second| second)?;
    let fits = (0..=24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
    fits.then(|| hour * 60 + minute + i64::from(second >= 30))
}

/// Seconds as the minutes that are nearest.
pub(super) fn nearest_minutes(seconds: i64) -> i64 {
    seconds.saturating_add(30).div_euclid(60)
}

/// When something begins, on the clocks of a zone.
pub(super) fn local(node: NodeRef<'_>, zone: Option<&str>) -> Option<Told<Option<Local>>> {
    let said = Said::of(node)?;
    Some(Told { value: zones::local(&said.text, zone.unwrap_or("UTC")), place: said.place })
}

/// The day of an instant on the clocks of a zone, or in UTC where nobody knows the zone.
pub(super) fn day(node: NodeRef<'_>, key: &str, zone: Option<&str>) -> Option<i32> {
    let said = Said::under(node, key)?;
    let local = zones::local(&said.text, zone.unwrap_or("UTC")).or_else(|| zones::local(&said.text, "UTC"));
    local.map(|local| local.day)
}

/// A reference that has nothing but an id.
pub(super) fn bare(id: Said) -> Reference {
    Reference { id, name: None, mail: None, gone: false }
}

#[cfg(test)]
mod tests {
    use crate::dialect::exports::{leading_keys, time_of_day};

    #[test]
    fn keys_at_the_top_tell_what_a_file_may_be() {
        assert_eq!(leading_keys(r#" {"a": {"b": 1}, "c\"": ["d"], "e": "f", "g"#), ["a", "c\\\"", "e"]);
        assert_eq!(leading_keys(r#"[{"a": [{"b": 1}]}, {"c": 2"#), ["a", "c"]);
        assert_eq!(leading_keys("a: {b: 1}"), [""; 0]);
        assert_eq!(leading_keys(r#""{" "#), [""; 0]);
        assert_eq!(leading_keys("}]{"), [""; 0]);
    }

    #[test]
    fn a_time_of_day_is_the_nearest_minute() {
        assert_eq!(
            ["09:00:00", "9:30", "23:59:59", "25:00", "noon", "9"].map(time_of_day),
            [Some(540), Some(570), Some(1_440), None, None, None]
        );
    }
}
