//! Everything about bytes: which files there are, what is in them, and where in them a thing stands.
//!
//! A [`Place`] is how the rest of the program speaks of a position; only reports turn it into lines.

pub mod given;
mod lines;
pub mod markup;
pub mod path;
pub mod unicode;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::text::lines::Lines;

/// A file that was read, by its rank in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A byte range `[start, end)` in one file. Files over 4 GiB are refused, so 32 bits suffice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A byte range in a named file: what every finding points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: Span,
}

/// Where a byte stands, as people count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
}

/// The text of one file, and its lines once somebody asks for them.
#[derive(Debug)]
pub struct SourceFile {
    /// Path as shown: relative to the root, with `/`.
    pub path: String,
    text: Cow<'static, str>,
    replaced: Vec<Range<u32>>,
    lines: OnceLock<Lines>,
    /// Whether nothing of it is shown but what is pointed at.
    pub is_private: bool,
}

impl SourceFile {
    /// A file with this text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self::of(path.into(), Cow::Owned(text.into()))
    }

    /// The same where the text may be a part of the program.
    pub(crate) fn of(path: String, text: Cow<'static, str>) -> Self {
        Self { path, text, replaced: Vec::new(), lines: OnceLock::new(), is_private: false }
    }

    /// A file some of whose bytes were not text and stand in it as `?`: the stretches of them, ascending.
    pub(crate) fn with_replaced(path: impl Into<String>, text: impl Into<String>, replaced: Vec<Range<u32>>) -> Self {
        Self { replaced, ..Self::new(path, text) }
    }

    /// The whole text. Byte offsets are those of the file on disk.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether bytes of it were not text, and stand in [`SourceFile::text`] as `?`.
    pub fn has_replaced(&self) -> bool {
        !self.replaced.is_empty()
    }

    /// Stretches of bytes that were not text and stand in [`SourceFile::text`] as `?`, ascending.
    pub fn replaced(&self) -> Replaced<'_> {
        Replaced(&self.replaced)
    }

    /// Line and column of a byte; beyond the end it is the position after the last character.
    pub fn position(&self, byte: u32) -> Position {
        self.lines().position(&self.text, byte)
    }

    /// Bytes of a line, counted from 1, without its line break.
    pub fn line_range(&self, line: usize) -> Option<Range<u32>> {
        self.lines().range(&self.text, line)
    }

    /// How many lines there are; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.lines().count()
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }
}

/// Stretches of bytes that were not text.
#[derive(Clone, Copy, Debug)]
pub struct Replaced<'s>(&'s [Range<u32>]);

impl Replaced<'_> {
    /// Whether there are any in a range.
    pub fn is_in(self, start: u32, end: u32) -> bool {
        let next = self.0.partition_point(|bytes| bytes.end <= start);
        self.0.get(next).is_some_and(|bytes| bytes.start < end)
    }
}

/// All files of one run, in the order they were added. Those that several runs begin with are kept once, and have the
/// same ids in all of them.
#[derive(Debug, Default)]
pub struct Sources {
    /// The files that these begin with.
    base: Option<Arc<Sources>>,
    /// How many those are.
    first: usize,
    own: Vec<SourceFile>,
}

impl Sources {
    /// Begins with the files of others.
    pub fn over(base: Arc<Self>) -> Self {
        Self { first: base.len(), base: Some(base), own: Vec::new() }
    }

    /// Adds a file and gives its id.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        self.add_file(SourceFile::new(path, text))
    }

    /// Adds a file that was read.
    pub fn add_file(&mut self, file: SourceFile) -> FileId {
        let id = FileId(offset(self.len()));
        self.own.push(file);
        id
    }

    /// The file with this id, which must come from these `Sources`.
    pub fn get(&self, file: FileId) -> &SourceFile {
        let rank = file.0 as usize;
        match (rank.checked_sub(self.first), &self.base) {
            (None, Some(base)) => base.get(file),
            (own, _) => &self.own[own.unwrap_or(rank)],
        }
    }

    /// How long the files are together, those that these begin with left out.
    pub fn bytes(&self) -> usize {
        self.own.iter().map(|file| file.text.len()).sum()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.first + self.own.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text at a place; empty where the place does not fit the text.
    pub fn text(&self, place: Place) -> &str {
        let Span { start, end } = place.span;
        self.get(place.file).text.get(start as usize..end as usize).unwrap_or("")
    }
}

/// A byte offset or rank as 32 bits. Texts over 4 GiB are refused before they get here.
pub(crate) fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
