//! A declared value and where it was written, small enough to keep millions of.

use crate::text::{FileId, Place, Sources, Span};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// A text, as bytes of a source file or of the organisation's own buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextAt {
    /// The file, or [`TextAt::OWNED`] for text that is not a slice of any file (it had escapes).
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Length in bytes.
    pub len: u32,
}

impl TextAt {
    /// Marks text that stands in the organisation's own buffer.
    pub const OWNED: FileId = FileId(u32::MAX);
    /// The empty text.
    pub const EMPTY: Self = Self { file: Self::OWNED, start: 0, len: 0 };
}

/// A run of list elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Rank of the first element.
    pub start: u32,
    /// How many.
    pub len: u32,
}

/// A declared value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A truth value.
    Bool(bool),
    /// An exact decimal: `mantissa` / 10^`scale`.
    Number {
        /// All digits.
        mantissa: i64,
        /// Digits after the point.
        scale: u8,
    },
    /// A span or time of day or offset, in minutes.
    Minutes(i64),
    /// A time zone that says the offset; it has one as soon as the day is known.
    Zone(TextAt),
    /// Days since 1970-01-01.
    Date(i32),
    /// Days of the week, bit 0 is Monday.
    Days(u8),
    /// A word of the field's closed list, by rank.
    Word(u8),
    /// Text.
    Text(TextAt),
    /// A reference, not yet resolved: an id, or `kind:id`.
    Name(TextAt),
    /// A resolved reference.
    Ref(Entity),
    /// A list.
    List(Run),
    /// Texts under keys: elements are by turns a key and what stands under it.
    Notes(Run),
    /// A nested record.
    Record(Entity),
    /// A reference that says "nobody" in words: `none`, `TBD`, `null`. As good as not declared.
    Nothing,
    /// A reference to something of a kind that is no part of the vocabulary: known to be none of ours.
    Foreign,
    /// Something that is known to be kept elsewhere, in a directory say: unknown, and nobody made a mistake. In a list it
    /// stands for elements that are not written here.
    Elsewhere,
    /// An element that is there and is nobody's: a turn that reaches nobody.
    Nobody,
    /// Written, of a field whose content is never judged.
    Present,
    /// Written, but not as the field wants it: reported once, and unknown from then on.
    Invalid,
}

impl Value {
    /// Whether it says "nobody" in words.
    pub const fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}

/// Words that people write where nobody is meant.
const NOBODY: &[&str] = &["none", "null", "nil", "tbd", "tba", "tbc", "n/a", "na", "todo", "unassigned"];

/// Whether a name says "nobody" in words.
pub fn is_nobody(name: &str) -> bool {
    let is_mark = |c: char| matches!(c, '?' | '-' | '–' | '—');
    NOBODY.iter().any(|word| name.eq_ignore_ascii_case(word)) || !name.is_empty() && name.chars().all(is_mark)
}

/// The word for a turn that is nobody's on purpose, unless a person is called so. Who is meant by those above is still to be
/// found.
pub const EMPTY_TURN: &str = "nobody";

/// A declared value with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The value.
    pub value: Value,
    /// Where the value stands.
    pub place: Place,
    /// The kind of record it belongs to.
    pub kind: Kind,
    /// The field it is a value of, or an element of.
    pub field: FieldId,
    /// Whether nobody wrote the field, and a note of the entity stands for it: a label, an annotation, a link.
    pub noted: bool,
}

/// Where texts are kept: the files, and the buffer for what is no slice of any.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'t> {
    /// The files.
    pub sources: &'t Sources,
    /// The buffer.
    pub owned: &'t str,
}

impl<'t> Texts<'t> {
    /// The characters of a text.
    pub fn get(self, text: TextAt) -> &'t str {
        let (start, end) = (text.start, text.start + text.len);
        if text.file == TextAt::OWNED {
            self.owned.get(start as usize..end as usize).unwrap_or_default()
        } else {
            self.sources.text(Place { file: text.file, span: Span { start, end } })
        }
    }
}
