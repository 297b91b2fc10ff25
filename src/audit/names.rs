//! What people are called: by their ids, or by letters that are the same wherever somebody is shown.
//!
//! Whoever is replaced must not be named by a text either: a message, a mission, a path, the reason of a waiver. There every
//! word is replaced that is an id, a name or a part of one, an address or a login of somebody.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::field;
use crate::org::Org;
use crate::text::unicode::canonical;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// What people are called.
pub struct Names<'o> {
    org: &'o Org,
    replaced: Option<Replaced>,
}

/// Who is replaced, and by what.
struct Replaced {
    /// Letters by id, as ids are compared.
    letters: HashMap<String, String>,
    /// What names somebody in a text, in lower case; nothing where nobody has a name.
    finder: Option<AhoCorasick>,
    /// What stands in its place, pattern by pattern.
    by: Vec<String>,
}

/// People besides those of the organisation who may be named: those of an earlier state of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Others<'e> {
    /// That state, where it was read.
    pub org: Option<&'e Org>,
    /// Ids of people, where no more of it is known.
    pub ids: &'e [String],
}

impl<'o> Names<'o> {
    /// Everybody by their ids.
    pub fn shown(org: &'o Org) -> Self {
        Self { org, replaced: None }
    }

    /// Everybody by letters, in the order of ids.
    pub fn replaced(org: &'o Org, others: Others<'_>) -> Self {
        Self { org, replaced: Some(Replaced::of(org, others)) }
    }

    /// Whether people are replaced by letters.
    pub fn are_replaced(&self) -> bool {
        self.replaced.is_some()
    }

    /// What a person is called.
    pub fn person(&self, person: Entity) -> Cow<'o, str> {
        let id = self.org.id(person);
        match &self.replaced {
            Some(replaced) => Cow::Owned(replaced.letters.get(&folded(id)).cloned().unwrap_or_default()),
            None => Cow::Borrowed(id),
        }
    }

    /// A text, in which people may be named.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match &self.replaced {
            Some(replaced) => replaced.text(text),
            None => Cow::Borrowed(text),
        }
    }
}

/// An id as ids are compared.
fn folded(id: &str) -> String {
    canonical(id).to_lowercase()
}

impl Replaced {
    fn of(org: &Org, others: Others<'_>) -> Self {
        let mut names: Vec<Name> = Vec::new();
        for org in others.org.into_iter().chain([org]) {
            for person in (0..org.count(Kind::Person)).map(|index| Entity::new(Kind::Person, index)) {
                names_of(org, person, &mut names);
            }
            let of_others = org.other_names(Kind::Person);
            names.extend(of_others.map(|(person, name)| Name::of(org.id(person), Sort::Other, name)));
        }
        names.extend(others.ids.iter().map(|id| Name::of(id, Sort::Id, id)));
        let ids: BTreeSet<&String> = names.iter().map(|name| &name.of).collect();
        let letters: HashMap<String, String> =
            ids.into_iter().enumerate().map(|(rank, id)| (id.clone(), letters_of(rank))).collect();
        let mut called: BTreeMap<String, (Sort, Option<&String>)> = BTreeMap::new();
        for Name { of, sort, text } in &names {
            let (text, letters) = (text.trim(), letters.get(of));
            if !text.chars().any(char::is_alphanumeric) {
                continue;
            }
            let known = called.entry(text.to_lowercase()).or_insert((*sort, letters));
            // Whose id it is, it names, whoever else has it as a part of a name; what two are called alike names neither.
            if *sort < known.0 {
                *known = (*sort, letters);
            } else if *sort == known.0 && known.1 != letters {
                known.1 = None;
            }
        }
        let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(called.keys());
        let by =
            called.values().map(|(_, letters)| letters.map_or_else(|| SOMEBODY.to_owned(), Clone::clone)).collect();
        Self { finder: finder.ok(), by, letters }
    }

    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some(finder) = &self.finder else { return Cow::Borrowed(text) };
        let Folded { folded, origin } = Folded::of(text);
        let is_whole = |start: usize, end: usize| {
            let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            ends(folded[..start].chars().next_back()) && ends(folded[end..].chars().next())
        };
        let found = finder.find_overlapping_iter(&folded).filter(|found| is_whole(found.start(), found.end()));
        let mut found: Vec<(usize, usize, usize)> =
            found.map(|found| (found.start(), usize::MAX - found.end(), found.pattern().as_usize())).collect();
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        // The first, and of those the longest.
        found.sort_unstable();
        let (mut shown, mut read) = (String::with_capacity(text.len()), 0);
        for (start, end, pattern) in found {
            let (start, end) = (origin(start), origin(usize::MAX - end));
            if start < read {
                continue;
            }
            shown.push_str(&text[read..start]);
            shown.push_str(&self.by[pattern]);
            read = end;
        }
        shown.push_str(&text[read..]);
        Cow::Owned(shown)
    }
}

/// Who is meant by a name that several have.
const SOMEBODY: &str = "somebody";

/// A text in lower case, and where its bytes were before.
struct Folded<F> {
    folded: String,
    origin: F,
}

impl Folded<Box<dyn Fn(usize) -> usize>> {
    fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self { folded: text.to_ascii_lowercase(), origin: Box::new(|byte| byte) };
        }
        let (mut folded, mut from) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        for (at, c) in text.char_indices() {
            folded.extend(c.to_lowercase());
            from.resize(folded.len(), at);
        }
        from.push(text.len());
        // A letter that becomes two begins where it began, be it asked for its second byte.
        Self { folded, origin: Box::new(move |byte| from.get(byte).copied().unwrap_or_default()) }
    }
}

/// The letters of a rank: A to Z, AA, AB and so on.
pub(super) fn letters_of(rank: usize) -> String {
    let (mut left, mut letters) = (rank + 1, Vec::new());
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Shorter parts of names are words of the language as often as not.
const SHORTEST_PART: usize = 3;

/// Something that names a person.
struct Name {
    /// The id of the person, as ids are compared.
    of: String,
    sort: Sort,
    text: String,
}

/// How certainly something names somebody, the most first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Id,
    /// What another source calls them, their name or address.
    Other,
    /// A part of that.
    Part,
}

impl Name {
    fn of(id: &str, sort: Sort, text: &str) -> Self {
        Self { of: folded(id), sort, text: text.to_owned() }
    }
}

/// What names a person: the id, the name and its parts, the address and what stands before its sign; in every source.
fn names_of(org: &Org, person: Entity, names: &mut Vec<Name>) {
    let id = org.id(person);
    let mut add = |sort, text: &str| names.push(Name::of(id, sort, text));
    add(Sort::Id, id);
    for name in said(org, person, field!(Person.name)) {
        add(Sort::Other, &name);
        let parts = name.split_whitespace().filter(|part| part.chars().count() >= SHORTEST_PART);
        parts.for_each(|part| add(Sort::Part, part));
    }
    for mail in said(org, person, field!(Person.email)) {
        add(Sort::Other, &mail);
        if let Some((local, _)) = mail.split_once('@') {
            add(Sort::Part, local);
        }
    }
}

/// What all sources say of a field that is a text.
fn said(org: &Org, person: Entity, field: FieldId) -> Vec<String> {
    let all = org.said_of(person, field).flat_map(|said| said.value.texts().map(|at| at.value.to_owned()));
    all.collect()
}
