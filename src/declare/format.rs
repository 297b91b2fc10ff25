//! What the store knows of an input format: its name, and what can be said in it.
//!
//! The formats themselves live in their dialects; nothing here names one.

use crate::vocabulary::kinds::{ALL, FieldId, KINDS, Kind};
use crate::vocabulary::record;

/// Fields of the vocabulary, by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fields([u64; KINDS]);

impl Fields {
    /// Every field that can be written under its own name, and those that begin with `x-`.
    pub const OWN: Self = Self::own();
    /// No field.
    pub const NONE: Self = Self([0; KINDS]);

    const fn own() -> Self {
        let mut own = Self::NONE;
        let mut rank = 0;
        while rank < KINDS {
            let what = record(ALL[rank]);
            own.0[rank] = (1 << what.fields.len()) - 1;
            if !what.notes.is_empty() {
                own.0[rank] |= 1 << what.known("x").0;
            }
            rank += 1;
        }
        own
    }

    /// The fields of these names; a name that does not exist does not compile in a constant.
    pub const fn of(table: &[(Kind, &[&str])]) -> Self {
        let mut fields = Self::NONE;
        let mut row = 0;
        while row < table.len() {
            let (kind, names) = table[row];
            let mut at = 0;
            while at < names.len() {
                fields.0[kind as usize] |= 1 << record(kind).known(names[at]).0;
                at += 1;
            }
            row += 1;
        }
        fields
    }

    /// The same, and what is noted under these names beside the fields of every kind of which there are any.
    #[must_use]
    pub const fn noting(mut self, names: &[&str]) -> Self {
        let mut rank = 0;
        while rank < KINDS {
            let what = record(ALL[rank]);
            let mut at = 0;
            while at < names.len() && what.notes.len() > 1 && self.0[rank] != 0 {
                self.0[rank] |= 1 << what.known(names[at]).0;
                at += 1;
            }
            rank += 1;
        }
        self
    }

    /// Whether there are any of a kind.
    pub const fn any(&self, kind: Kind) -> bool {
        self.0[kind as usize] != 0
    }

    /// How many there are of a kind.
    pub const fn number(&self, kind: Kind) -> u32 {
        self.0[kind as usize].count_ones()
    }

    /// Whether a field is one of them.
    pub const fn contains(&self, kind: Kind, field: FieldId) -> bool {
        self.0[kind as usize] & (1 << field.0) != 0
    }
}

/// An input format, as a declaration remembers it. Formats are told apart by their names.
#[derive(Debug)]
pub struct Format {
    /// Its name alone, as the heading of a column.
    pub title: &'static str,
    /// What a file of it is called.
    pub name: &'static str,
    /// The same in a word, where it is clear what is meant.
    pub word: &'static str,
    /// What can be said in it; what cannot is not missing where only this format declares something.
    pub can_say: Fields,
    /// What it says in words of its own that mean something else elsewhere: it counts only where no other format says it.
    pub gives_way: Fields,
    /// When all of a kind is known that there is.
    pub closure: Closure,
    /// What its files call things.
    pub terms: Terms,
    /// Whether names have a form of their own in it, so that reading tells of each character that cannot be in one.
    pub forms_names: bool,
    /// What is assumed because its documentation does not say it, each as a clause.
    pub assumed: &'static [&'static str],
}

/// Where what is missing may be kept already, in one of several formats.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What to do to have it read, as a sentence begins.
    pub advice: &'static str,
    /// Where that is described.
    pub page: &'static str,
    /// The formats it may be in.
    pub formats: Vec<&'static Format>,
}

impl Format {
    /// A format of files that each tell of some things and have no names of their own for kinds.
    pub const fn of_files(
        word: &'static str,
        closure: Closure,
        title: &'static str,
        name: &'static str,
        can_say: &Fields,
        fields: &'static [(Kind, &'static str, &'static str)],
    ) -> Self {
        let terms = Terms { kinds: &[], fields, notes: &[], namespace: None };
        let gives_way = Fields::NONE;
        Self { title, name, word, can_say: *can_say, gives_way, closure, terms, forms_names: false, assumed: &[] }
    }

    /// The same, with names of its own for kinds.
    #[must_use]
    pub const fn calling(mut self, kinds: &'static [(Kind, &'static str)]) -> Self {
        self.terms.kinds = kinds;
        self
    }

    /// The same, with what is assumed of it.
    #[must_use]
    pub const fn assuming(mut self, assumed: &'static [&'static str]) -> Self {
        self.assumed = assumed;
        self
    }

    /// The same, but of these fields what others say counts.
    #[must_use]
    pub const fn giving_way(mut self, fields: Fields) -> Self {
        self.gives_way = fields;
        self
    }
}

/// When all entities of a kind are known, so that one nobody declares does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closure {
    /// Once any of them is declared: files of the format are one whole.
    Section,
    /// Files of the format are usually a part, of which others lie elsewhere. All is known of a kind within a namespace,
    /// if teams are declared, something of that kind and namespace is, and nothing leads elsewhere.
    Namespace,
    /// Of these kinds alone, as in [`Closure::Section`]: files of the format tell of what they are about, and of nothing else
    /// that there may be. What is declared in them alone leaves any other kind open, and what they name need not be
    /// what other files call it.
    Only(&'static [Kind]),
    /// Never: its files have whoever takes part in something, and there may be others.
    Open,
}

impl Closure {
    /// How much the ids of such files count beside those of others, the smallest most: what people wrote for an organisation
    /// counts over a catalog, that over files which tell of what they are about, and all over what a program exported.
    pub const fn authority(self) -> u8 {
        match self {
            Self::Section => 0,
            Self::Namespace => 1,
            Self::Only([]) => 2,
            Self::Only(_) => 3,
            Self::Open => 4,
        }
    }

    /// Whether a tool has such files for its own things. It may list several where whoever describes an organisation means one:
    /// whom it lets change something, and not who answers for it.
    pub const fn is_of_a_tool(self) -> bool {
        self.authority() > Self::Namespace.authority()
    }

    /// Whether something of a kind that is declared so closes it, be it within a namespace.
    pub fn closes(self, kind: Kind) -> bool {
        match self {
            Self::Section | Self::Namespace | Self::Open => true,
            Self::Only(kinds) => kinds.contains(&kind),
        }
    }
}

/// What files of a format call what the vocabulary knows, where they call it something else.
#[derive(Debug)]
pub struct Terms {
    /// Kinds: the word before the colon of a reference, and in messages.
    pub kinds: &'static [(Kind, &'static str)],
    /// Fields of kinds: the path of keys that lead to them.
    pub fields: &'static [(Kind, &'static str, &'static str)],
    /// What is noted beside the fields of any kind: the path of keys that leads to it.
    pub notes: &'static [(&'static str, &'static str)],
    /// The namespace of what names none, where ids have namespaces.
    pub namespace: Option<&'static str>,
}

impl Terms {
    /// Those of the vocabulary itself.
    pub const OWN: Self = Self { kinds: &[], fields: &[], notes: &[], namespace: None };

    /// The word for a kind.
    pub fn kind(&self, kind: Kind) -> &'static str {
        let own = self.kinds.iter().find(|(known, _)| *known == kind);
        own.map_or(record(kind).word, |(_, word)| word)
    }

    /// The kind that a word before a colon stands for.
    pub fn kind_called(&self, word: &str) -> Option<Kind> {
        ALL.into_iter().find(|&kind| self.kind(kind).eq_ignore_ascii_case(word))
    }

    /// Where a field of a kind is written: a path of keys, if it is not the field's own name.
    pub fn field(&self, kind: Kind, name: &str) -> Option<&'static str> {
        let field = self.fields.iter().find(|(of, field, _)| *of == kind && *field == name).map(|(.., path)| *path);
        let noted = || record(kind).notes.iter().any(|note| note.name == name);
        field.or_else(|| self.notes.iter().find(|(note, _)| *note == name && noted()).map(|(_, path)| *path))
    }

    /// The namespace and the name in an id, where ids have namespaces.
    pub fn split<'i>(&self, id: &'i str) -> (Option<&'i str>, &'i str) {
        match (self.namespace, id.split_once('/')) {
            (Some(_), Some((space, name))) if is_namespace(space) => (Some(space), name),
            _ => (None, id),
        }
    }
}

/// Whether something before a slash can be a namespace, and is not the `@organisation` of `@organisation/team`.
fn is_namespace(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Format {}

/// A set of formats, by their ranks in a list of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormatSet(u32);

impl FormatSet {
    /// How many formats one run can meet.
    pub const MOST: usize = 32;

    /// The set of one format.
    pub const fn of(rank: u8) -> Self {
        Self(1 << (rank as usize % Self::MOST))
    }

    /// Everything in either.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The formats of the list that are in it.
    pub fn among(self, list: &[&'static Format]) -> impl Iterator<Item = &'static Format> {
        (0..).zip(list).filter(move |&(rank, _)| self.0 & Self::of(rank).0 != 0).map(|(_, &format)| format)
    }
}

/// The rank of a format in a list, to which it is added if it is new.
pub fn rank_of(list: &mut Vec<&'static Format>, format: &'static Format) -> u8 {
    let known = list.iter().position(|known| *known == format);
    let rank = known.unwrap_or_else(|| {
        list.push(format);
        list.len() - 1
    });
    debug_assert!(rank < FormatSet::MOST, "more formats than a set holds");
    u8::try_from(rank).unwrap_or(u8::MAX)
}
