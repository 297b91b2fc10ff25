//! What is there when somebody begins.

use std::collections::BTreeMap;
use std::fmt;

use crate::declare::claims::Whose;
use crate::declare::format::{Fields, Format};
use crate::finding::wording::{count, listed, listed_up_to, plural};
use crate::lint::Outcome;
use crate::vocabulary::kinds::sections;
use crate::vocabulary::record;

/// So many formats are named in one sentence.
const FORMATS: usize = 3;

/// What there is to begin with.
pub enum Found {
    /// Nothing that could be read.
    Nothing,
    /// Files that could not be read whole, so that nobody knows.
    Unread,
    /// Names, of which nothing is declared.
    Names(BTreeMap<String, Whose>),
    /// An organisation.
    Organisation(Organisation),
}

/// What is declared of an organisation.
pub struct Organisation {
    /// How many of each kind, in words.
    counts: Vec<String>,
    /// The formats of the files, in order of name.
    formats: Vec<&'static Format>,
}

impl Organisation {
    fn of(outcome: &Outcome) -> Self {
        let org = &outcome.org;
        let mut formats: BTreeMap<&str, &'static Format> = BTreeMap::new();
        let mut counts = Vec::new();
        for kind in sections().filter(|&kind| !record(kind).of_taxonomy && org.declared(kind) > 0) {
            let many = record(kind).section.unwrap_or_default();
            counts.push(count(org.declared(kind), record(kind).word, many));
            let of_kind = org.all(kind).flat_map(|entity| org.formats(entity));
            formats.extend(of_kind.map(|format| (format.name, format)));
        }
        Self { counts, formats: formats.into_values().collect() }
    }

    /// Whether some of it is in files in which everything can be said.
    pub fn says_everything(&self) -> bool {
        self.formats.iter().any(|format| format.can_say == Fields::OWN)
    }

    /// What the files are called that it is declared in.
    pub fn files(&self) -> String {
        listed_up_to(FORMATS, &self.formats.iter().map(|format| plural(format.name)).collect::<Vec<_>>(), "and")
    }
}

impl Found {
    pub fn of(outcome: &Outcome) -> Self {
        if !outcome.nothing_to_lint {
            Self::Organisation(Organisation::of(outcome))
        } else if !outcome.unread().is_empty() {
            Self::Unread
        } else if outcome.org.claims().named.is_empty() {
            Self::Nothing
        } else {
            Self::Names(outcome.org.claims().named.clone())
        }
    }

    /// Whether an organisation is declared.
    pub fn is_declared(&self) -> bool {
        matches!(self, Self::Organisation(_))
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing that declares an organisation"),
            Self::Unread => f.write_str("files that cannot be read whole"),
            Self::Names(names) => {
                write!(f, "{} who review code, and nothing that declares them", count(names.len(), "name", "names"))
            }
            Self::Organisation(organisation) => {
                write!(f, "{} in {}", listed(&organisation.counts, "and"), organisation.files())
            }
        }
    }
}
