//! By what entities of several sources are known to be one: names that somebody gives them, and what they have in common.

use crate::finding::Finding;
use crate::finding::diagnostics::AMBIGUOUS_MATCH;
use crate::finding::suggest::LISTED;
use crate::finding::wording::{in_backticks, listed_up_to};
use crate::text::Place;
use crate::text::unicode::canonical;
use crate::vocabulary::kinds::{Entity, Kind};
use crate::vocabulary::record;

/// By what a declaration is known to be about an entity that another source declares, in the order in which it is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// The same id.
    Id,
    /// A name that somebody wrote down for it.
    Alias,
    /// The mail address of a person.
    Mail,
    /// The name that a person signs in with.
    Login,
    /// What people call it, and nothing else.
    Name,
}

impl By {
    /// All of them, in their order.
    pub const ALL: [Self; 5] = [Self::Id, Self::Alias, Self::Mail, Self::Login, Self::Name];

    /// What it is, in words.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Alias => "alias",
            Self::Mail => "mail address",
            Self::Login => "login",
            Self::Name => "name alone",
        }
    }

    /// The word for machines.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Alias => "alias",
            Self::Mail => "mail",
            Self::Login => "login",
            Self::Name => "name",
        }
    }
}

/// A name of an entity that a file declares, besides its id.
#[derive(Clone, Debug)]
pub struct Handle {
    /// The entity, by its rank in the file.
    pub of: Entity,
    /// The name.
    pub name: String,
    /// Where it is written.
    pub place: Place,
    /// Who calls it so.
    pub said_by: SaidBy,
}

/// Who calls an entity by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidBy {
    /// The source that declares it: others may refer to it by this.
    Itself,
    /// Another source, as the one that declares it says.
    Others,
}

/// That a file's own reader knew which entity of other files is meant.
#[derive(Clone, Debug)]
pub struct Recognised {
    /// Where the declaration is.
    pub place: Place,
    /// What it is called there.
    pub called: String,
    /// By what it was known.
    pub by: By,
}

/// What else entities are called, as the configuration says.
#[derive(Clone, Debug, Default)]
pub struct Aliases(pub Vec<Alias>);

/// Other names of one entity.
#[derive(Clone, Debug)]
pub struct Alias {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Other names, each with its place: an id of the same kind, perhaps with the word of the kind in front.
    pub names: Vec<(String, Place)>,
}

/// A name as names are compared: without capitals, in one form of Unicode.
pub fn folded(name: &str) -> String {
    canonical(name.trim()).to_lowercase()
}

/// Tells that several could be meant by what stands at a place. `alias` says of an id and a name, for one of them, who has
/// which as an alias.
pub(crate) fn ambiguous<'n>(
    kind: Kind,
    place: Place,
    what: &str,
    candidates: &[&'n str],
    because: &str,
    alias: impl Fn(&'n str) -> (&'n str, &'n str),
) -> Finding {
    let mut ids = candidates.to_vec();
    ids.sort_unstable();
    let all = if ids.len() == 2 { "both" } else { "all" };
    let either = listed_up_to(LISTED, &in_backticks(&ids), "or");
    AMBIGUOUS_MATCH
        .at(place, format!("{what} may be {either}, which {all} {because}: none is taken"))
        .saying("who is meant?")
        .help(format!("say it in `teamlint.yaml`: {}", aliases(kind, ids.into_iter().map(alias))))
}

/// How the configuration says each of these: who has which name as an alias.
pub(crate) fn aliases<'n>(kind: Kind, of: impl Iterator<Item = (&'n str, &'n str)>) -> String {
    let word = record(kind).word;
    let entry = |(id, name): (&str, &str)| {
        format!("aliases: {{{}: [{}]}}", in_quotes(&format!("{word}:{id}")), in_quotes(name))
    };
    let entries: Vec<String> = of.map(entry).collect();
    let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
    listed_up_to(LISTED, &in_backticks(&entries), "or")
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
