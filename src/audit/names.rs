//! What people are called: by their ids, or by letters that are the same wherever somebody is shown.
//!
//! Whoever is replaced must not be named by a text either: a mission, a path, the reason of a waiver. There every word is
//! replaced that is an id, a name or a part of one, an address or a login of somebody, as it is written or as people write it who
//! have not its letters. In sentences of the program only what it quotes is replaced: its own words may be somebody's name.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::audit::found::{Found, SHORTEST_PART, found};
use crate::audit::literals::Literals;
use crate::audit::quoted::{self, LEFT_OUT, Nobodys};
use crate::field;
use crate::org::Org;
use crate::taxonomy::table::PATH;
use crate::text::given;
use crate::text::unicode::{bare, composed, folded, runs_on, spelt_out};
use crate::vocabulary::kinds::{self, Entity, FieldId, Kind};
use crate::vocabulary::record;

/// What people are called.
pub struct Names<'o> {
    org: &'o Org,
    replaced: Option<Replaced>,
}

/// Who is replaced, and by what.
struct Replaced {
    /// Letters by id, as ids are compared.
    letters: HashMap<String, String>,
    /// What names somebody in a text, without the marks of its letters; nothing where nobody has a name.
    finder: Option<AhoCorasick>,
    /// What stands in its place, pattern by pattern.
    by: Vec<String>,
    /// The same for names as they are written, which tell José from Jose where there are both.
    exact: HashMap<String, String>,
    /// Ids that the program's taxonomy gives.
    terms: Vec<String>,
    /// What each page puts between names, made when the first of its sentences is shown.
    literals: Mutex<HashMap<String, Arc<Literals>>>,
    /// What else names nobody.
    nobodys: Nobodys,
}

/// Which part of what is said is the program's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own<'p> {
    /// None: files say it.
    Nothing,
    /// All but what is marked as given; and of that what the rule's page, which is this, puts between two names.
    Unmarked(&'p str),
    /// All but what stands between backticks, which may be anything.
    OutsideOfBackticks,
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

    /// A text of files, in which people may be named.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match &self.replaced {
            Some(replaced) => replaced.text(text),
            None => Cow::Borrowed(text),
        }
    }

    /// A sentence, some of which is the program's own.
    pub fn sentence<'t>(&self, text: &'t str, own: Own<'_>) -> Cow<'t, str> {
        let Some(replaced) = &self.replaced else { return given::plain(text) };
        match own {
            Own::Unmarked(page) => {
                let literals = replaced.literals(page);
                let said = given::parts(text).map(|(is_given, part)| {
                    if is_given { Cow::Owned(replaced.given(part, &literals)) } else { Cow::Borrowed(part) }
                });
                Cow::Owned(said.collect())
            }
            Own::OutsideOfBackticks => Cow::Owned(replaced.diagnostic(&given::plain(text))),
            Own::Nothing => Cow::Owned(replaced.text(&given::plain(text)).into_owned()),
        }
    }

    /// What something is called by its stable id, or a field of it: `team:payments.members`. The kind and the field are words of
    /// the program, and so is a section, which has no id.
    pub fn path<'t>(&self, path: &'t str) -> Cow<'t, str> {
        let (Some(replaced), Some((kind, rest))) = (&self.replaced, path.split_once(':')) else {
            return Cow::Borrowed(path);
        };
        // What is in something is called by the field that it is in and what it is about: `web/duties/on-call.scope`.
        let (rest, field) = match rest.rsplit_once('.') {
            Some((rest, field)) if is_field_of_any(field) => (rest, format!(".{field}")),
            _ => (rest, String::new()),
        };
        let inner = rest.match_indices('/').find_map(|(at, _)| {
            let (name, about) = rest[at + 1..].split_once('/').unwrap_or((&rest[at + 1..], ""));
            is_field(kind, name).then_some((&rest[..at], name, about))
        });
        let (id, inner) = match inner {
            Some((id, name, "")) => (id, format!("/{name}")),
            Some((id, name, about)) => (id, format!("/{name}/{}", self.about(replaced, about))),
            None => (rest, String::new()),
        };
        Cow::Owned(format!("{kind}:{}{inner}{field}", self.id_of(kind, id).unwrap_or_else(|| replaced.text(id))))
    }

    /// What something in something else is about, which may be a word of the program's taxonomy.
    fn about<'t>(&self, replaced: &Replaced, about: &'t str) -> Cow<'t, str> {
        let own = kinds::of_taxonomy().find_map(|kind| self.id_of(record(kind).word, about));
        own.unwrap_or_else(|| replaced.text(about))
    }

    /// An id that the taxonomy of the program gives, which names nobody.
    fn id_of<'t>(&self, kind: &str, id: &'t str) -> Option<Cow<'t, str>> {
        let entity = self.org.find(kinds::of_word(kind)?, id)?;
        self.is_own(entity).then_some(Cow::Borrowed(id))
    }

    /// Whether something has its id from the taxonomy of the program, and nobody else has given it.
    pub fn is_own(&self, entity: Entity) -> bool {
        is_own(self.org, entity)
    }

    /// The id of a duty, a metric or a tool.
    pub fn term<'t>(&self, kind: Kind, id: &'t str) -> Cow<'t, str> {
        self.id_of(record(kind).word, id).unwrap_or_else(|| self.text(id))
    }
}

fn is_own(org: &Org, entity: Entity) -> bool {
    let is_there = kinds::of_taxonomy().any(|kind| kind == entity.kind) && org.is_declared(entity);
    is_there && org.sources().get(org.place(entity).file).path == PATH
}

/// Whether a kind has a field of this name.
fn is_field(kind: &str, field: &str) -> bool {
    kinds::of_word(kind).is_some_and(|kind| record(kind).field(field).is_some())
}

/// Whether anything has a field of this name.
fn is_field_of_any(field: &str) -> bool {
    kinds::ALL.into_iter().any(|kind| record(kind).field(field).is_some())
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
        let mut exact = Called::default();
        let mut called = Called::default();
        for Name { of, sort, text } in &names {
            let (text, letters) = (text.trim(), letters.get(of));
            if text.chars().any(char::is_alphanumeric) {
                exact.add(composed(text).to_lowercase(), *sort, letters);
                for spelling in spellings(text) {
                    called.add(spelling, *sort, letters);
                }
            }
        }
        let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(called.0.keys());
        let by = called.0.values().map(|(_, letters)| or_somebody(*letters)).collect();
        let exact = exact.0.into_iter().map(|(name, (_, letters))| (name, or_somebody(letters))).collect();
        let own = kinds::of_taxonomy().flat_map(|kind| org.all(kind)).filter(|&entity| is_own(org, entity));
        let terms = own.map(|entity| org.id(entity).to_owned()).collect();
        Self { finder: finder.ok(), by, exact, letters, terms, literals: Mutex::default(), nobodys: Nobodys::of(org) }
    }

    /// The words of the program that stand in what a page gives.
    fn literals(&self, page: &str) -> Arc<Literals> {
        let mut made = self.literals.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = made.get(page) {
            return Arc::clone(known);
        }
        let literals = Arc::new(Literals::of(page, &self.terms));
        made.insert(page.to_owned(), Arc::clone(&literals));
        literals
    }

    /// What an expression of a page gives: names, with words of the program around them.
    fn given(&self, part: &str, literals: &Literals) -> String {
        let mut found = self.found(part);
        let (mut ours, mut at, mut next) = (Vec::new(), 0, 0);
        while at < part.len() {
            next += found[next..].iter().take_while(|found| found.end <= at).count();
            at += match literals.at(part, at, &found[next..]) {
                Some(length) => {
                    ours.push(at..at + length);
                    length
                }
                None => part[at..].chars().next().map_or(1, char::len_utf8),
            };
        }
        found.retain(|found| {
            let behind = ours.partition_point(|ours| ours.end <= found.start);
            ours.get(behind).is_none_or(|ours| ours.start > found.start)
        });
        self.shown(part, &found)
    }

    /// What is told without a rule's page. What it quotes may name somebody whom nobody declared.
    fn diagnostic(&self, text: &str) -> String {
        match quoted::by_backticks(text) {
            Some(parts) => {
                let parts = parts.into_iter().zip([false, true].into_iter().cycle());
                let parts = parts.map(|(part, is_given)| if is_given { self.quoted(part) } else { part.to_owned() });
                parts.collect::<Vec<_>>().join("`")
            }
            // What is behind the first of them may all be quoted.
            None => format!("{}{LEFT_OUT}", text.split('`').next().unwrap_or_default()),
        }
    }

    /// What a sentence quotes: one text, or values with signs between them.
    fn quoted(&self, quoted: &str) -> String {
        let in_pieces =
            || quoted::pieces(quoted).flat_map(|(text, sign)| [self.piece(text), sign.to_owned()]).collect();
        self.known(quoted).map_or_else(in_pieces, Cow::into_owned)
    }

    /// A text of a quotation, with the blanks around it.
    fn piece(&self, text: &str) -> String {
        let inner = text.trim();
        let known = self.known(inner).unwrap_or(Cow::Borrowed(LEFT_OUT));
        if inner.is_empty() { text.to_owned() } else { text.replacen(inner, &known, 1) }
    }

    /// What is known to be nobody's name, or to be that of one person and of nobody else.
    fn known<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        let shown = self.text(text);
        let is_replaced = || shown == SOMEBODY || shown.chars().all(|c| c.is_ascii_uppercase());
        let is_person = matches!(&shown, Cow::Owned(shown) if shown != text) && is_replaced();
        (is_person || self.nobodys.has(text)).then_some(shown)
    }

    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let found = self.found(text);
        if found.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(self.shown(text, &found)) }
    }

    /// Who is named in a text, one behind the other.
    fn found(&self, text: &str) -> Vec<Found> {
        self.finder.as_ref().map(|finder| found(finder, text)).unwrap_or_default()
    }

    /// A text with letters for those who were found in it.
    fn shown(&self, text: &str, found: &[Found]) -> String {
        let (mut shown, mut read) = (String::with_capacity(text.len()), 0);
        for Found { start, name_end, end, genitive, pattern } in found {
            shown.push_str(&text[read..*start]);
            let written = composed(&text[*start..*name_end]).to_lowercase();
            shown.push_str(self.exact.get(&written).unwrap_or(&self.by[*pattern]));
            if *genitive {
                shown.push_str("'s");
            }
            read = *end;
        }
        shown.push_str(&text[read..]);
        shown
    }
}

/// Who is called what; nobody where several are.
#[derive(Default)]
struct Called<'n>(BTreeMap<String, (Sort, Option<&'n String>)>);

impl<'n> Called<'n> {
    fn add(&mut self, name: String, sort: Sort, letters: Option<&'n String>) {
        let known = self.0.entry(name).or_insert((sort, letters));
        // Whose id it is, it names, whoever else has it as a part of a name; what two are called alike names neither.
        if sort < known.0 {
            *known = (sort, letters);
        } else if sort == known.0 && known.1 != letters {
            known.1 = None;
        }
    }
}

fn or_somebody(letters: Option<&String>) -> String {
    letters.map_or_else(|| SOMEBODY.to_owned(), Clone::clone)
}

/// How people write a name: without marks, with two letters for one, and in one word.
fn spellings(name: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::from([bare(name), bare(&spelt_out(name))]);
    if !name.contains('@') {
        let in_one: Vec<String> = all.iter().map(|name| name.replace('-', "")).collect();
        all.extend(in_one.into_iter().filter(|name| is_long(name, SHORTEST_IN_ONE)));
    }
    all
}

/// Who is meant by a name that several have.
const SOMEBODY: &str = "somebody";

/// The letters of a rank: A to Z, AA, AB and so on.
pub(super) fn letters_of(rank: usize) -> String {
    let (mut left, mut letters) = (rank + 1, Vec::new());
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Shorter names in one word are words of the language as often as not.
const SHORTEST_IN_ONE: usize = 6;

/// A name in letters each of which is a syllable or more is not shorter for having few.
const SHORTEST_OF_SYLLABLES: usize = 2;

/// Whether a name, or a part of one, has at least so many letters that it is hardly a word of the language; of syllables two do.
fn is_long(name: &str, letters: usize) -> bool {
    let least = if name.chars().all(runs_on) { SHORTEST_OF_SYLLABLES } else { letters };
    name.chars().count() >= least
}

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
        let parts = name.split_whitespace().filter(|part| is_long(part, SHORTEST_PART));
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
