//! The lines of files that one finding talks about, as a single text for miette to draw.
//!
//! miette draws one source per diagnostic, prints lines whole however long they are, and draws nothing at the end
//! of a file. An excerpt copies the few lines around the labels, from every file that takes part, through the line
//! index: shortened where they are long, without tabs and control characters, with each label's span moved along.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::finding::Label;
use crate::report::source_line::{self, Shown};
use crate::report::terminal_text;
use crate::text::{FileId, Position, SourceFile, Sources};

/// Lines of several files in one text.
#[derive(Debug)]
pub(super) struct Excerpt {
    text: String,
    blocks: Vec<Block>,
    /// What to point at, in the excerpt's own bytes.
    pub marks: Vec<Mark>,
}

/// Consecutive lines of one file.
#[derive(Debug)]
struct Block {
    path: String,
    start: usize,
    end: usize,
    /// Counted from 1.
    first_line: usize,
    lines: usize,
}

/// A label in the excerpt.
#[derive(Debug)]
pub(super) struct Mark {
    /// First byte in the excerpt.
    pub start: usize,
    /// One past the last byte in the excerpt.
    pub end: usize,
    /// What to say there, wrapped to the room there is.
    pub text: String,
    /// Whether the finding is reported here.
    pub primary: bool,
    at: Position,
}

/// A label on the line it starts on. What goes on over further lines is drawn on its first line only.
struct Spot {
    file: FileId,
    start: u32,
    end: u32,
    at: Position,
    text: String,
    primary: bool,
}

impl Excerpt {
    /// Collects what the labels point at. Labels that fit no file are left out.
    pub fn new(sources: &Sources, labels: &[Label], width: usize) -> Self {
        let spots = spots(sources, labels);
        let mut files: Vec<FileId> = Vec::new();
        for spot in spots.iter().filter(|s| s.primary).chain(&spots) {
            if !files.contains(&spot.file) {
                files.push(spot.file);
            }
        }
        let mut excerpt = Self { text: String::new(), blocks: Vec::new(), marks: Vec::new() };
        for id in files {
            let file = sources.get(id);
            let mut here: Vec<&Spot> = spots.iter().filter(|s| s.file == id).collect();
            here.sort_by_key(|s| (s.start, s.end));
            for (first, last) in ranges(file, &here) {
                excerpt.block(file, first, last, &here, width);
            }
        }
        excerpt
    }

    fn block(&mut self, file: &SourceFile, first: usize, last: usize, here: &[&Spot], width: usize) {
        let start = self.text.len();
        let gutter = last.to_string().len() + 4;
        let room = width.saturating_sub(gutter).max(20);
        for number in first..=last {
            let Some(range) = file.line_range(number) else { continue };
            let spots: Vec<&Spot> = here.iter().copied().filter(|s| s.at.line == number).collect();
            let wanted: Vec<source_line::Wanted> = spots
                .iter()
                .map(|s| source_line::Wanted {
                    start: (s.start - range.start) as usize,
                    end: (s.end - range.start) as usize,
                    words: textwrap::core::display_width(&s.text),
                })
                .collect();
            let text = &file.text()[range.start as usize..range.end as usize];
            let show = if file.is_private { source_line::show_alone } else { source_line::show };
            let Shown { text, spans } = show(text, &wanted, room);
            let offset = self.text.len();
            for (spot, span) in spots.iter().zip(spans) {
                self.marks.push(Mark {
                    start: offset + span.start,
                    end: offset + span.end,
                    text: terminal_text::wrap(&spot.text, span.room, "", ""),
                    primary: spot.primary,
                    at: spot.at,
                });
            }
            self.text.push_str(&text);
            self.text.push('\n');
        }
        self.blocks.push(Block {
            path: terminal_text::line(&file.path).into_owned(),
            start,
            end: self.text.len(),
            first_line: first,
            lines: last + 1 - first,
        });
    }
}

/// Clips labels to their first line and to character borders, and unites those at the same place.
fn spots(sources: &Sources, labels: &[Label]) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::with_capacity(labels.len());
    for label in labels {
        let id = label.place.file;
        if id.0 as usize >= sources.len() {
            continue;
        }
        let file = sources.get(id);
        let at = file.position(label.place.span.start);
        let Some(range) = file.line_range(at.line) else { continue };
        let border = |byte: u32| {
            let byte = file.text().floor_char_boundary(byte.clamp(range.start, range.end) as usize);
            u32::try_from(byte).unwrap_or(range.start)
        };
        let start = border(label.place.span.start);
        let end = border(label.place.span.end).max(start);
        let text = terminal_text::lines(&label.text);
        match spots.iter_mut().find(|s| (s.file, s.start, s.end) == (id, start, end)) {
            Some(same) => {
                if !same.text.is_empty() && !text.is_empty() {
                    same.text.push('\n');
                }
                same.text.push_str(&text);
                same.primary |= label.primary;
            }
            None => spots.push(Spot { file: id, start, end, at, text: text.into_owned(), primary: label.primary }),
        }
    }
    spots
}

/// First and last lines of the blocks to show: each label's line with one around it, unless that is blank.
fn ranges(file: &SourceFile, here: &[&Spot]) -> Vec<(usize, usize)> {
    let says_something = |number: usize| {
        file.line_range(number).is_some_and(|r| !file.text()[r.start as usize..r.end as usize].trim().is_empty())
    };
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for spot in here {
        let line = spot.at.line;
        let shows_others = !file.is_private;
        let first = if shows_others && says_something(line.saturating_sub(1)) { line - 1 } else { line };
        let last = if shows_others && says_something(line + 1) { line + 1 } else { line };
        match ranges.last_mut() {
            // A gap of one line is cheaper to show than to leave out.
            Some((_, end)) if first <= *end + 2 => *end = last.max(*end),
            _ => ranges.push((first, last)),
        }
    }
    ranges
}

impl SourceCode for Excerpt {
    /// Gives the block the span lies in. miette asks without context only to name a label's own position.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let next = self.blocks.partition_point(|b| b.start <= span.offset());
        let block = next.checked_sub(1).map(|at| &self.blocks[at]).ok_or(MietteError::OutOfBounds)?;
        if span.offset() + span.len() > block.end {
            return Err(MietteError::OutOfBounds);
        }
        let own = (before + after == 0).then(|| self.marks.iter().find(|m| m.start == span.offset())).flatten();
        let (line, column) = own.map_or((block.first_line, 1), |mark| (mark.at.line, mark.at.column));
        Ok(Box::new(MietteSpanContents::new_named(
            block.path.clone(),
            &self.text.as_bytes()[block.start..block.end],
            (block.start, block.end - block.start).into(),
            line - 1,
            column - 1,
            block.lines,
        )))
    }
}
