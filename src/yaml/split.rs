//! Where a large file can be cut so that its pieces can be read side by side.
//!
//! A cut is a guess from the first character of lines; whoever reads the pieces must give up on them
//! and read the file whole as soon as one of them does not read cleanly.

use std::collections::HashSet;
use std::ops::Range;

/// Files below this many bytes are not worth cutting.
const WORTH: usize = 1 << 20;

/// A stretch of a file that reads as YAML of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The top-level key whose value it is a part of; none for a stretch of top-level lines.
    pub section: Option<Range<usize>>,
    /// Its bytes.
    pub at: Range<usize>,
}

/// Cuts a file of several documents at their markers, about `wanted` pieces; none where that does not pay.
pub fn at_documents(text: &str, wanted: usize) -> Option<Vec<Piece>> {
    let size = piece_size(text, wanted)?;
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let near = (start + size).min(text.len());
        let end = find(text, near, "\n---").map_or(text.len(), |at| at + 1);
        pieces.push(Piece { section: None, at: start..end });
        start = end;
    }
    (pieces.len() > 1).then_some(pieces)
}

/// Cuts a file that is one mapping at its top-level keys, and large values of these at their entries.
pub fn at_sections(text: &str, wanted: usize) -> Option<Vec<Piece>> {
    let size = piece_size(text, wanted)?;
    let lines = top_lines(text)?;
    let mut keys = HashSet::new();
    if !lines.iter().all(|line| keys.insert(&text[line.start..line.key_end])) {
        return None;
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for (rank, line) in lines.iter().enumerate() {
        let end = lines.get(rank + 1).map_or(text.len(), |next| next.start);
        let body = line.end..end;
        if line.bare && body.len() > size / 2 {
            cut_body(text, line.start..line.key_end, body, size, &mut pieces)?;
        } else {
            match pieces.last_mut() {
                Some(Piece { section: None, at }) if at.end == line.start => at.end = end,
                _ => pieces.push(Piece { section: None, at: line.start..end }),
            }
        }
    }
    (pieces.len() > 1).then_some(pieces)
}

fn piece_size(text: &str, wanted: usize) -> Option<usize> {
    (text.len() >= WORTH && wanted > 1).then(|| text.len() / wanted + 1)
}

fn find(text: &str, from: usize, needle: &str) -> Option<usize> {
    let from = (from..text.len()).find(|&at| text.is_char_boundary(at))?;
    text[from..].find(needle).map(|at| from + at)
}

/// A line that begins in the first column with a key.
struct TopLine {
    start: usize,
    key_end: usize,
    /// Start of the next line.
    end: usize,
    /// Whether nothing follows the key.
    bare: bool,
}

/// All lines that begin in the first column. None if one of them is no plain key.
fn top_lines(text: &str) -> Option<Vec<TopLine>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |n| at + n + 1);
        match text.as_bytes()[at] {
            b' ' | b'\n' | b'\r' | b'#' => {}
            first if first.is_ascii_alphabetic() => {
                let line = &text[at..end];
                let colon = line.find(':')?;
                let key = &line[..colon];
                let rest = line[colon + 1..].trim();
                let plain = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
                if !plain || !line[colon + 1..].starts_with([' ', '\n', '\r']) {
                    return None;
                }
                found.push(TopLine {
                    start: at,
                    key_end: at + colon,
                    end,
                    bare: rest.is_empty() || rest.starts_with('#'),
                });
            }
            _ => return None,
        }
        at = next_top_line(text, end);
    }
    let first = found.first()?.start;
    let quiet = text[..first].lines().all(|line| line.trim().is_empty() || line.starts_with('#'));
    quiet.then_some(found)
}

/// The first line at or after `at` that begins in the first column, or the end.
fn next_top_line(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    if bytes.get(at).is_none_or(|first| !matches!(first, b' ' | b'\n' | b'\r' | b'#')) {
        return at;
    }
    memchr::memchr_iter(b'\n', &bytes[at..])
        .map(|n| at + n + 1)
        .find(|&line| bytes.get(line).is_some_and(|first| !matches!(first, b' ' | b'\n' | b'\r' | b'#')))
        .unwrap_or(text.len())
}

/// Cuts the value of a section at lines that are indented like its first one.
fn cut_body(text: &str, section: Range<usize>, body: Range<usize>, size: usize, pieces: &mut Vec<Piece>) -> Option<()> {
    let first =
        text[body.clone()].lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
    let indent = first.len() - first.trim_start_matches(' ').len();
    if indent == 0 {
        return None;
    }
    let item = first[indent..].starts_with("- ");
    let mut start = body.start;
    while start < body.end {
        let end = next_entry(text, start + size, body.end, indent, item);
        pieces.push(Piece { section: Some(section.clone()), at: start..end });
        start = end;
    }
    Some(())
}

/// The first line at or after `from` that begins an entry of a collection with that indentation.
fn next_entry(text: &str, from: usize, end: usize, indent: usize, item: bool) -> usize {
    if from >= end {
        return end;
    }
    let bytes = &text.as_bytes()[..end];
    memchr::memchr_iter(b'\n', &bytes[from..])
        .map(|n| from + n + 1)
        .find(|&line| {
            let rest = &bytes[line.min(end)..];
            let begins = rest.get(indent).is_some_and(|&b| if item { b == b'-' } else { b.is_ascii_alphanumeric() });
            begins && rest[..indent].iter().all(|&b| b == b' ')
        })
        .unwrap_or(end)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::format_collect)] // made once

    use std::fmt::Write;

    use crate::yaml::split::{at_documents, at_sections};

    fn sections(n: usize) -> String {
        let services = (0..n).fold(String::new(), |mut all, at| {
            let _ = writeln!(all, "  s{at}:\n    owner: payments\n    description: a service among many others");
            all
        });
        format!("# people\nversion: 1\norg: {{name: acme}}\nservices:\n{services}decisions:\n  - {{duty: on-call}}\n")
    }

    #[test]
    fn pieces_follow_each_other_and_leave_only_keys_out() {
        let text = sections(40_000);
        let pieces = at_sections(&text, 4).expect("large enough");
        assert!(pieces.len() >= 5, "{}", pieces.len());
        assert_eq!(&text[pieces[0].at.clone()], "version: 1\norg: {name: acme}\n");
        for piece in &pieces[1..pieces.len() - 1] {
            assert_eq!(piece.section.clone().map(|key| &text[key]), Some("services"));
            assert!(text[piece.at.clone()].starts_with("  s"));
        }
        assert!(text[pieces[pieces.len() - 1].at.clone()].starts_with("decisions:"));
        for pair in pieces[1..].windows(2) {
            assert_eq!(pair[0].at.end, pair[1].at.start);
        }
    }

    #[test]
    fn what_is_small_or_strange_is_not_cut() {
        assert_eq!(at_sections("teams:\n  a: {}\n", 4), None);
        let strange = format!("{}\n? complex\n: key\n", sections(40_000));
        assert_eq!(at_sections(&strange, 4), None);
    }

    #[test]
    fn documents_are_cut_at_their_markers() {
        let text = "---\nkind: Group\nname: a rather long name, so that this is large\n".repeat(30_000);
        let pieces = at_documents(&text, 3).expect("large enough");
        assert_eq!(pieces.len(), 3);
        assert!(pieces.iter().all(|piece| text[piece.at.clone()].starts_with("---\n")));
        assert_eq!(pieces.iter().map(|piece| piece.at.len()).sum::<usize>(), text.len());
    }
}
