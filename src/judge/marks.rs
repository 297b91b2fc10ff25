//! The lines of a page that say what its examples show, as they should be: each change is one of whole lines, so that
//! nothing else of the page is touched.

use std::ops::Range;

use crate::finding::fix::Edit;
use crate::rule::{Rule, marker};
use crate::text::{Place, Span};

/// A page whose marks change.
#[derive(Clone, Copy)]
pub(super) struct Marks<'r> {
    rule: &'r Rule,
}

impl<'r> Marks<'r> {
    pub(super) fn of(rule: &'r Rule) -> Self {
        Self { rule }
    }

    /// The line that a byte is on, its break included.
    fn line(self, at: usize) -> Range<usize> {
        let text = &self.rule.text;
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        start..text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
    }

    /// How lines are broken where this one is.
    fn line_break(self, line: &Range<usize>) -> &'static str {
        if self.rule.text[line.clone()].ends_with("\r\n") { "\r\n" } else { "\n" }
    }

    fn edit(self, bytes: &Range<usize>, replacement: String) -> Edit {
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        let span = Span { start: at(bytes.start), end: at(bytes.end) };
        Edit { place: Place { file: self.rule.file, span }, replacement }
    }

    /// Other words on the line that a byte is on.
    pub(super) fn instead(self, at: usize, words: &str) -> Edit {
        let line = self.line(at);
        let replacement = format!("{words}{}", self.line_break(&line));
        self.edit(&line, replacement)
    }

    /// Other words behind the carets that begin at a byte.
    pub(super) fn saying(self, carets: usize, words: &str) -> Edit {
        let after = &self.rule.text[carets..];
        let end = carets + after.len() - after.trim_start_matches('^').len();
        let marked = &self.rule.text[self.line(carets).start..end];
        self.instead(carets, format!("{marked} {words}").trim_end())
    }

    /// Takes away the line that a byte is on.
    pub(super) fn without(self, at: usize) -> Edit {
        self.edit(&self.line(at), String::new())
    }

    /// A line more, before the one that begins at a byte.
    pub(super) fn before(self, start: usize, words: &str) -> Edit {
        let replacement = format!("{words}{}", self.line_break(&self.line(start)));
        self.edit(&(start..start), replacement)
    }

    /// A line more below the one that a byte is on, and below the marks that it has already; all that before `end`.
    pub(super) fn below(self, at: usize, end: usize, words: &str) -> Edit {
        let mut last = self.line(at);
        while last.end < end {
            let next = self.line(last.end);
            if !marker::is_mark(self.rule.text[next.clone()].trim_end()) {
                break;
            }
            last = next;
        }
        self.edit(&(last.end..last.end), format!("{words}{}", self.line_break(&last)))
    }
}
