//! Where to read on after a syntax error: at the next line that continues a collection which is still open,
//! else at the next document. So one broken place costs the entry it stands in and not the rest of the file.

use crate::text::offset;
use crate::yaml::build::Open;
use crate::yaml::tree::{Kind, Node};

/// How reading goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resume {
    /// The text ends first.
    End,
    /// A document marker.
    Document { at: u32 },
    /// More entries of the collection at this depth of the stack, up to `end`.
    Join { at: u32, end: u32, depth: usize },
    /// The document has no root so far: what follows is it, up to `end`.
    Root { at: u32, end: u32 },
    /// A line that continues nothing; only told where no error came before.
    Stray { at: u32, end: u32 },
}

/// A line: where it starts, its indentation, and its content without line break.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    next: usize,
    indent: usize,
    content: &'t str,
}

impl<'t> Line<'t> {
    fn at(text: &'t str, start: usize) -> Option<Self> {
        if start >= text.len() {
            return None;
        }
        let rest = &text[start..];
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let breaks = if rest[length..].starts_with("\r\n") { 2 } else { usize::from(length < rest.len()) };
        let line = &rest[..length];
        let content = line.trim_start_matches(' ');
        Some(Self { start, next: start + length + breaks, indent: length - content.len(), content })
    }

    fn is_blank(&self) -> bool {
        let content = self.content.trim_start_matches('\t');
        content.trim_end().is_empty() || content.starts_with('#')
    }

    fn is_marker(&self) -> bool {
        self.indent == 0
            && ["---", "..."].iter().any(|marker| {
                self.content.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
            })
    }

    fn is_element(&self) -> bool {
        self.content.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    }

    fn is_entry(&self) -> bool {
        !self.is_element()
            && !self.content.starts_with(['}', ']', ',', '\t', '|', '>', '%', '@', '`'])
            && (self.content.starts_with("? ")
                || self.content.contains(": ")
                || self.content.contains(":\t")
                || self.content.trim_end().ends_with(':'))
    }

    fn continues(&self, kind: Kind) -> bool {
        if kind == Kind::Sequence { self.is_element() } else { self.is_entry() }
    }
}

/// Start of the line that a byte stands on.
pub(crate) fn line_start(text: &str, at: u32) -> u32 {
    let before = &text.as_bytes()[..at as usize];
    offset(before.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |found| found + 1))
}

/// Start of the line after the one that a byte stands on.
pub(crate) fn next_line(text: &str, at: u32) -> u32 {
    let start = line_start(text, at) as usize;
    Line::at(text, start).map_or(offset(text.len()), |line| offset(line.next))
}

/// Finds where to go on from the start of a line.
pub(crate) fn resume(
    text: &str,
    from: u32,
    open: &[Open],
    nodes: &[Node],
    has_root: bool,
    after_error: bool,
) -> Resume {
    let columns: Vec<Option<usize>> = open.iter().map(|open| column(text, open, nodes)).collect();
    let mut depth = open.len();
    let mut at = from as usize;
    while let Some(line) = Line::at(text, at) {
        at = line.next;
        if line.is_blank() {
            continue;
        }
        if line.is_marker() {
            return Resume::Document { at: offset(line.start) };
        }
        let start = offset(line.start);
        if open.is_empty() && !has_root && line.indent == 0 && (line.is_element() || line.is_entry()) {
            let end = extent(text, line.next, 0, Kind::Mapping);
            return Resume::Root { at: start, end };
        }
        if !line.content.starts_with('\t') {
            while depth > 0 && columns[depth - 1].is_none_or(|column| column > line.indent) {
                depth -= 1;
            }
            // A sequence may stand at the column of the mapping it is a value in.
            let mut outer = depth;
            while outer > 0 && columns[outer - 1] == Some(line.indent) {
                let kind = open[outer - 1].kind;
                if line.continues(kind) {
                    let end = extent(text, line.next, line.indent, kind);
                    return Resume::Join { at: start, end, depth: outer };
                }
                outer -= 1;
            }
        }
        if !after_error {
            let end = offset(line.start + line.indent + line.content.trim_end().len());
            return Resume::Stray { at: start + offset(line.indent), end };
        }
    }
    Resume::End
}

/// How far a block collection is indented.
pub(crate) fn column(text: &str, open: &Open, nodes: &[Node]) -> Option<usize> {
    let start = nodes[open.node as usize].start;
    open.block.then(|| (start - line_start(text, start)) as usize)
}

/// Where the lines of a collection at a column end: at the first that is indented less, or at a document marker.
fn extent(text: &str, from: usize, column: usize, kind: Kind) -> u32 {
    let mut at = from;
    while let Some(line) = Line::at(text, at) {
        if line.is_marker() {
            break;
        }
        let outside = line.indent < column || (line.indent == column && kind == Kind::Sequence && !line.is_element());
        if outside && !line.is_blank() && !line.content.starts_with('\t') {
            break;
        }
        at = line.next;
    }
    offset(at)
}
