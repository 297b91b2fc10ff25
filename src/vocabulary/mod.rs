//! The vocabulary: every kind and every field, each written down once.
//!
//! From this table come the reader, the "did you mean" of an unknown field, the type in rule
//! expressions, the place a label points at, the JSON Schema and the documentation. Adding a field
//! is adding a line.

pub mod forms;
pub mod kinds;
pub mod meant;
pub mod scalars;
pub mod types;
pub mod zones;

mod catalogue;
mod incident;
mod notes;
mod on_call;
mod people;
mod printed;
mod read;
mod services;
mod size;
mod taxonomy;
mod telling;
mod words;

pub use kinds::{record, section};
pub use read::Read;
pub use size::Size;

use crate::finding::suggest::nearest;
use crate::finding::wording::plural;
use crate::vocabulary::forms::ScalarForm;
use crate::vocabulary::kinds::{FieldId, Kind};
pub use crate::vocabulary::taxonomy::{SETTINGS, Setting};
pub use crate::vocabulary::telling::is_known_somewhere;
pub use crate::vocabulary::words::*;

/// A closed list of words a field may hold, each with its accepted spellings.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// What a word of this list is called in messages and in rule expressions.
    pub name: &'static str,
    /// The words; their rank is their value.
    pub words: &'static [&'static str],
    /// What people write in their place, in lower case, each with the word that is meant.
    pub meant: &'static [(&'static str, &'static str)],
}

impl Words {
    const fn known(&self, word: &str) -> u8 {
        let mut rank = 0;
        while rank < self.words.len() {
            if same(self.words[rank], word) {
                #[allow(clippy::cast_possible_truncation)]
                return rank as u8;
            }
            rank += 1;
        }
        panic!("no word of that name on the list")
    }

    /// The word of a rank; none where the list is shorter.
    pub fn at(&self, rank: u8) -> Option<&'static str> {
        self.words.get(usize::from(rank)).copied()
    }

    /// The word that somebody meant by one that is not on the list: by another name, written in another way, cut short, or
    /// misspelt.
    pub fn meant(&self, text: &str) -> Option<&'static str> {
        let bare = |word: &str| -> String { word.chars().filter(char::is_ascii_alphanumeric).collect() };
        let folded = bare(&text.to_lowercase());
        let mut short = self.words.iter().filter(|word| folded.len() > 2 && bare(word).starts_with(&folded));
        let known = self.meant.iter().find(|(name, _)| bare(name) == folded).map(|(_, word)| *word);
        known
            .or_else(|| self.words.iter().copied().find(|word| bare(word) == folded && !folded.is_empty()))
            .or_else(|| short.next().copied().filter(|_| short.next().is_none()))
            .or_else(|| nearest(text, self.words.iter().copied()))
    }
}

/// The value an absent field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// None: it is unknown.
    Unknown,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A word of the field's list, by rank.
    Word(u8),
    /// The hours that the rotation covers, else the whole week.
    Covered,
}

/// One field, written down once.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // marks of a field that have nothing to do with each other
pub struct Field {
    /// Its name in YAML and in expressions.
    pub name: &'static str,
    /// Another accepted name.
    pub alias: Option<&'static str>,
    /// How it is written.
    pub read: Read,
    /// Its value when absent.
    pub default: Default,
    /// Whether it is a list only so that several can be found fault with: one is meant.
    pub one_is_meant: bool,
    /// A field of the same kind that says the same in another unit, and how that one is written.
    pub or_as: Option<(&'static str, &'static ScalarForm)>,
    /// Whether it is a list whose order says something.
    pub in_order: bool,
    /// Whether it is prose, in which two declarations may differ without contradicting each other.
    pub prose: bool,
    /// Whether it is there for people: neither a rule nor a fact of the program reads it.
    pub for_people: bool,
    /// What it means, in one sentence.
    pub doc: &'static str,
}

impl Field {
    const fn for_people(mut self) -> Self {
        self.for_people = true;
        self
    }
    /// Who reads it, where no rule does.
    pub const fn readers(&self) -> &'static str {
        if self.for_people { " For people: no rule reads it." } else { "" }
    }
    /// Whether it is an account of something as a whole: who takes turns, the levels of an escalation, hours. Two accounts of
    /// the same say it twice, and do not add up.
    pub const fn is_account(&self) -> bool {
        let of = match self.read {
            Read::List(Read::Record(kind)) => Some(*kind),
            Read::Map(kind) => Some(kind),
            Read::Coverage => Some(Kind::Window),
            _ => None,
        };
        self.in_order || matches!(of, Some(Kind::Layer | Kind::Window))
    }
    /// What it means, and who reads it.
    pub fn meaning(&self) -> String {
        format!("{}{}", self.doc, self.readers())
    }
    const fn in_order(mut self) -> Self {
        self.in_order = true;
        self
    }
    const fn prose(mut self) -> Self {
        self.prose = true;
        self
    }
    const fn or_as(mut self, other: &'static str, form: &'static ScalarForm) -> Self {
        self.or_as = Some((other, form));
        self
    }
    const fn meant_one(mut self) -> Self {
        self.one_is_meant = true;
        self
    }
    const fn alias(mut self, alias: &'static str) -> Self {
        self.alias = Some(alias);
        self
    }
    const fn or_word(self, word: &str) -> Self {
        match self.read {
            Read::Word(words) => self.or(Default::Word(words.known(word))),
            _ => panic!("a field that holds no word"),
        }
    }
    const fn or(mut self, default: Default) -> Self {
        self.default = default;
        self
    }
}

const fn field(name: &'static str, read: Read, doc: &'static str) -> Field {
    let (alias, default, or_as) = (None, Default::Unknown, None);
    let (one_is_meant, in_order, prose, for_people) = (false, false, false, false);
    Field { name, alias, read, default, one_is_meant, or_as, in_order, prose, for_people, doc }
}

/// One kind with its words and fields.
#[derive(Debug)]
pub struct Record {
    /// The kind.
    pub kind: Kind,
    /// Its name in messages, references (`team:payments`) and expressions.
    pub word: &'static str,
    /// The top-level key its entities stand under, and the collection in expressions.
    pub section: Option<&'static str>,
    /// How entities of the section are told apart.
    pub form: SectionForm,
    /// Whether its section is one of the taxonomy, and none of an organisation.
    pub of_taxonomy: bool,
    /// Whether what is not declared does not exist, also where nothing of it is.
    pub always_closed: bool,
    /// The field that a bare scalar stands for.
    pub shorthand: Option<&'static str>,
    /// Whether `kind:id` stands for it, with the kind as its field.
    pub by_kind: bool,
    /// The field that the values have of a map from what a bare scalar stands for, which may be written for a list.
    pub map_to: Option<&'static str>,
    /// The fields whose references one without an id is called by.
    pub called_by: &'static [&'static str],
    /// What it is, in one sentence.
    pub doc: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
    /// What its entities are given beside these, under keys of everybody's own. Their ranks follow those of the fields.
    pub notes: &'static [Field],
}

/// How a section is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionForm {
    /// A map from id to entity, or a list of entities with `name`.
    Keyed,
    /// A list of entities without ids.
    Listed,
    /// One record.
    Single,
    /// Never at the top level.
    Nested,
}

impl Record {
    const fn new(
        kind: Kind,
        word: &'static str,
        section: Option<&'static str>,
        form: SectionForm,
        doc: &'static str,
        fields: &'static [Field],
    ) -> Self {
        let (of_taxonomy, always_closed, shorthand, by_kind, map_to) = (false, false, None, false, None);
        let called_by: &[&str] = &[];
        let notes: &[Field] = if section.is_some() { notes::OF_NATIVE_FILES } else { &[] };
        Self {
            kind,
            word,
            section,
            form,
            of_taxonomy,
            always_closed,
            shorthand,
            by_kind,
            map_to,
            called_by,
            doc,
            fields,
            notes,
        }
    }
    const fn keyed(
        kind: Kind,
        word: &'static str,
        section: &'static str,
        doc: &'static str,
        fields: &'static [Field],
    ) -> Self {
        Self::new(kind, word, Some(section), SectionForm::Keyed, doc, fields)
    }
    const fn listed(
        kind: Kind,
        word: &'static str,
        section: &'static str,
        called_by: &'static [&'static str],
        doc: &'static str,
        fields: &'static [Field],
    ) -> Self {
        Self { called_by, ..Self::new(kind, word, Some(section), SectionForm::Listed, doc, fields) }
    }
    const fn single(kind: Kind, word: &'static str, doc: &'static str, fields: &'static [Field]) -> Self {
        Self::new(kind, word, Some(word), SectionForm::Single, doc, fields)
    }
    const fn nested(kind: Kind, word: &'static str, doc: &'static str, fields: &'static [Field]) -> Self {
        Self::new(kind, word, None, SectionForm::Nested, doc, fields)
    }
    /// A kind that the taxonomy defines for everybody, instead of an organisation for itself.
    const fn of_taxonomy(mut self) -> Self {
        self.of_taxonomy = true;
        self.notes = &[];
        self.always_closed()
    }
    /// A kind whose entities stand in software catalogs, too.
    const fn of_catalogs(mut self) -> Self {
        self.notes = notes::OF_CATALOGS;
        self
    }
    const fn always_closed(mut self) -> Self {
        self.always_closed = true;
        self
    }
    const fn or_scalar(mut self, field: &'static str) -> Self {
        self.shorthand = Some(field);
        self
    }

    const fn or_map_to(mut self, field: &'static str) -> Self {
        self.map_to = Some(field);
        self
    }

    const fn or_kind_and_id(mut self) -> Self {
        self.by_kind = true;
        self
    }

    /// Whether an organisation has a section of it.
    pub const fn is_section(&self) -> bool {
        self.section.is_some() && !self.of_taxonomy
    }

    /// Its name for several: `teams`, `people`, `layers`.
    pub fn plural(&self) -> String {
        match (self.form, self.section) {
            (SectionForm::Keyed | SectionForm::Listed, Some(section)) => section.to_owned(),
            _ => plural(self.word),
        }
    }

    /// The field of that name or alias, as a native file writes it.
    pub fn field(&self, name: &str) -> Option<FieldId> {
        let rank = self.fields.iter().position(|f| f.name == name || f.alias == Some(name))?;
        u8::try_from(rank).ok().map(FieldId)
    }

    /// What rules read under that name: a field, or what is noted beside them.
    pub fn member(&self, name: &str) -> Option<FieldId> {
        self.field(name).or_else(|| {
            let rank = self.notes.iter().position(|note| note.name == name)?;
            u8::try_from(self.fields.len() + rank).ok().map(FieldId)
        })
    }

    /// Every field with its rank, and what is noted beside them.
    pub fn members(&self) -> impl Iterator<Item = (FieldId, &'static Field)> + use<> {
        (0..).map(FieldId).zip(self.fields.iter().chain(self.notes))
    }

    /// The definition of a field of this kind.
    pub fn def(&self, field: FieldId) -> &'static Field {
        let rank = usize::from(field.0);
        self.fields.get(rank).unwrap_or_else(|| &self.notes[rank - self.fields.len()])
    }

    /// The word of a rank, from the list that a field has.
    pub fn word_at(&self, field: FieldId, rank: u8) -> &'static str {
        self.def(field).read.words().and_then(|words| words.at(rank)).unwrap_or_default()
    }

    /// The rank of a field named in code; a name that does not exist does not compile.
    pub const fn known(&self, name: &str) -> FieldId {
        let mut rank = 0;
        while rank < self.fields.len() + self.notes.len() {
            let field =
                if rank < self.fields.len() { &self.fields[rank] } else { &self.notes[rank - self.fields.len()] };
            if same(field.name, name) {
                #[allow(clippy::cast_possible_truncation)]
                return FieldId(rank as u8);
            }
            rank += 1;
        }
        panic!("no field of that name in the vocabulary")
    }

    /// The rank of a word named in code, for a field that holds words or lists of them; a word that is not on the
    /// field's list does not compile.
    pub const fn rank(&self, field: &str, word: &str) -> u8 {
        match self.fields[self.known(field).0 as usize].read.words() {
            Some(words) => words.known(word),
            None => panic!("a field that holds no words"),
        }
    }
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// The field of a kind by its names, checked when compiled: `field!(Team.mission)`.
#[macro_export]
macro_rules! field {
    ($kind:ident . $name:ident) => {
        const { $crate::vocabulary::record($crate::vocabulary::kinds::Kind::$kind).known(stringify!($name)) }
    };
}

/// The rank of a word of a field's list, checked when compiled: `word!(Layer.level, "shadow")`.
#[macro_export]
macro_rules! word {
    ($kind:ident . $name:ident, $word:literal) => {
        const { $crate::vocabulary::record($crate::vocabulary::kinds::Kind::$kind).rank(stringify!($name), $word) }
    };
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::kinds::ALL;
    use crate::vocabulary::{record, section};

    #[test]
    fn every_kind_has_a_record_of_its_own_and_is_known_by_its_section() {
        for kind in ALL {
            let what = record(kind);
            assert_eq!(what.kind, kind);
            assert!(what.fields.len() + what.notes.len() <= 64, "{kind:?}");
            let own = what.section.filter(|_| !what.of_taxonomy);
            assert_eq!(own.and_then(section), own.map(|_| kind));
        }
    }

    #[test]
    fn a_word_is_known_by_its_field_be_it_one_or_a_list() {
        assert_eq!(word!(Layer.level, "shadow"), 2);
        assert_eq!(word!(Duty.shared, "platform"), 1);
        assert_eq!(word!(Rotation.coverage, "custom"), 3);
    }
}
