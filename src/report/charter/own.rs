//! What people wrote into a section of a charter: all that is not what the section is made of.

use std::ops::Range;

use crate::finding::Severity;
use crate::report::charter::markdown::MORE;
use crate::report::charter::outline::{Block, Kind, blocks};
use crate::report::charter::page::LABELS;
use crate::report::charter::read::{Chunk, cells, element, plain};
use crate::report::charter::section::{Body, Section};
use crate::report::charter::words::is_note;

/// Behind this comment, all is people's own, whatever it looks like. Nobody sees it on the page.
pub(super) const APART: &str = "<!-- -->";

/// A section of a file in its parts.
#[derive(Debug)]
pub(super) struct Parts<'t> {
    /// The lines of its heading.
    pub heading: &'t str,
    /// What people wrote, piece by piece, without blank lines around them.
    pub own: Vec<&'t str>,
}

/// Takes a section of a file apart. Whatever is not known to be written by this program is people's own.
pub(super) fn parts<'t>(chunk: &Chunk<'t>, section: &Section) -> Parts<'t> {
    let text = chunk.text;
    let all = blocks(text);
    let heading = all.first().map_or(0, |heading| heading.lines.end);
    let mut own = Vec::new();
    let mut at = heading;
    for written in written(text, all.get(1..).unwrap_or_default(), section) {
        own.push(&text[at..written.start.max(at)]);
        at = written.end.max(at);
    }
    own.push(&text[at..]);
    let own = own.into_iter().map(without_blank_lines).filter(|piece| !piece.is_empty()).collect();
    Parts { heading: &text[..heading], own }
}

/// Which lines of a section were written by this program, in their order.
fn written(text: &str, blocks: &[Block], section: &Section) -> Vec<Range<usize>> {
    let mut written = Vec::new();
    // A section has one table; a second one is somebody's.
    let mut has_table = false;
    for block in blocks {
        if text[block.lines.start..block.lines.end].trim() == APART {
            break;
        }
        match (&section.body, &block.kind) {
            (Body::Lines(_), Kind::List(elements)) => {
                let ours = elements.iter().filter(|element| is_statement(&text[element.start..element.end]));
                written.extend(ours.map(|element| without_lazy_lines(text, element)));
            }
            (Body::Told(_), Kind::List(elements)) => {
                let ours = elements.iter().filter(|element| is_told(&text[element.start..element.end]));
                written.extend(ours.map(|element| without_lazy_lines(text, element)));
            }
            (Body::Table(columns, _), Kind::Table) if !has_table && is_table_of(columns[0].0, text, &block.lines) => {
                has_table = true;
                written.extend(rows(text, &block.lines));
            }
            (_, Kind::Paragraph) => written.extend(note(text, &block.lines)),
            _ => {}
        }
    }
    written
}

/// Whether an element of a list states something of the team.
fn is_statement(text: &str) -> bool {
    let about = text.lines().next().and_then(element).map(plain);
    let about = about.as_deref().and_then(|element| element.split_once(':')).map(|(about, _)| about.trim());
    about.is_some_and(|about| LABELS.iter().any(|label| label.eq_ignore_ascii_case(about)))
}

/// Whether an element of a list begins as what rules say of a team does: with how grave it is, or with a rule or a field.
fn is_told(text: &str) -> bool {
    let Some(element) = text.lines().next().and_then(element) else { return false };
    let said = plain(element);
    let is_finding = said.split_once(' ').is_some_and(|(first, _)| Severity::parse(first).is_some());
    is_finding || element.starts_with('`') || element.starts_with(MORE)
}

/// An element up to a line below it that is not indented: that is read as a part of it, and meant otherwise.
fn without_lazy_lines(text: &str, element: &Range<usize>) -> Range<usize> {
    let mut lines = text[element.start..element.end].split_inclusive('\n');
    let first = lines.next().map_or(0, str::len);
    let indented: usize = lines.take_while(|line| line.starts_with([' ', '\t'])).map(str::len).sum();
    element.start..element.start + first + indented
}

/// Whether a table has the first column of a section.
fn is_table_of(column: &str, text: &str, table: &Range<usize>) -> bool {
    let head = text[table.start..table.end].lines().next().map(cells).unwrap_or_default();
    head.first().is_some_and(|name| name.eq_ignore_ascii_case(column))
}

/// The lines of a table; a line below it that has no cells is read as a row, and meant otherwise.
fn rows(text: &str, table: &Range<usize>) -> Vec<Range<usize>> {
    let mut at = table.start;
    let lines = text[table.start..table.end].split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (line, start..at)
    });
    lines.filter(|(line, _)| line.contains('|')).map(|(_, range)| range).collect()
}

/// A note, wrapped or not; or the first line of a paragraph that is one.
fn note(text: &str, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let all = &text[paragraph.start..paragraph.end];
    let unwrapped = all.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_note(&unwrapped) {
        return Some(paragraph.clone());
    }
    let first = all.split_inclusive('\n').next().filter(|line| is_note(line.trim()))?;
    Some(paragraph.start..paragraph.start + first.len())
}

/// A text without blank lines before and behind it; how far in its first line begins stays.
fn without_blank_lines(text: &str) -> &str {
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    let start = text[..blank].rfind('\n').map_or(0, |end| end + 1);
    &text[start..]
}
