//! What a section of the audit asks: facts, fields, names and places, with what is not known as such.

use std::borrow::Cow;

use bumpalo::Bump;
use jiff::civil::Date;

use crate::charter::OfTeams;
use crate::facts::cx::Cx;
use crate::facts::people::teams;
use crate::facts::{Facts, tables};
use crate::finding::Finding;
use crate::finding::excuse::Excused;
use crate::judge::Judgement;
use crate::judge::coverage::Coverage;
use crate::org::Org;
use crate::org::read::Declared;
use crate::rule::Rule;
use crate::text::Place;
use crate::value::owned::Owned;
use crate::value::param::ParamValue;
use crate::value::{Cause, Item, Missing, Number, Of, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::record;

use crate::audit::{Anchors, Names, Own, Several, Since, Trend};
use crate::judge::told::{Amount, Telling, Told};

/// What an audit is made of. Everything that a section needs is asked of it.
#[derive(Clone, Copy)]
pub struct Source<'o> {
    /// The organisation, with the texts that findings point into.
    pub org: &'o Org,
    /// What is computed about it.
    pub facts: &'o Facts,
    /// The rules it was judged by.
    pub rules: &'o [Rule],
    /// What they said.
    pub judgement: &'o Judgement,
    /// What could not be judged, gathered by what would change that.
    pub coverage: &'o Coverage,
    /// What is wrong.
    pub findings: &'o [Finding],
    /// What is wrong and does not count.
    pub excused: &'o [Excused],
    /// What was found and not said, by team.
    pub of_teams: &'o OfTeams<'o>,
    /// Where findings stand in the page.
    pub anchors: &'o Anchors,
    /// What became of findings since an earlier state, where there is one.
    pub trend: Option<&'o Trend>,
    /// Files that were read.
    pub files: usize,
    /// Files that could not be read whole.
    pub unread: &'o [String],
    /// What people are called.
    pub names: &'o Names<'o>,
    /// The day it was judged by.
    pub as_of: Date,
}

impl Source<'_> {
    /// Asks a fact of an entity.
    pub fn fact(&self, of: Entity, fact: &str) -> Owned {
        let arena = Bump::new();
        let cx = Cx::new(self.org, self.facts, &arena);
        cx.own(&tables::value(&cx, of, fact))
    }

    /// All there is of a collection, such as `onCallPeople`, or `teams`.
    pub fn all(&self, collection: &str) -> Several {
        let arena = Bump::new();
        let cx = Cx::new(self.org, self.facts, &arena);
        let found = tables::collections::collections().iter().find(|one| one.name == collection);
        match found {
            Some(one) => self.several_of(&cx.own(&(one.all)(&cx))),
            None => Several::default(),
        }
    }

    /// What is told of a fact of an entity.
    fn told_of<T>(&self, of: Entity, fact: &str, tell: impl FnOnce(Telling<'_, '_>, Val<'_>) -> T) -> T {
        let arena = Bump::new();
        let cx = Cx::new(self.org, self.facts, &arena);
        let value = tables::value(&cx, of, fact);
        // What took too long is as far as it came, which is no answer.
        let value = if cx.spend(0) { value } else { Val::Unknown(Cause::OUT_OF_STEPS) };
        tell(Telling::calling(&cx, &|field| self.names.path(&field).into_owned()), value)
    }

    /// What is told of something that is no fact.
    fn telling<T>(&self, tell: impl FnOnce(Telling<'_, '_>) -> T) -> T {
        let arena = Bump::new();
        let cx = Cx::new(self.org, self.facts, &arena);
        tell(Telling::calling(&cx, &|field| self.names.path(&field).into_owned()))
    }

    /// A number, as far as it is known.
    pub fn amount(&self, of: Entity, fact: &str) -> Amount {
        self.told_of(of, fact, |telling, value| telling.amount(value))
    }

    /// Entities, as far as they are known; one is a list of one.
    pub fn several(&self, of: Entity, fact: &str) -> Several {
        self.several_of(&self.fact(of, fact))
    }

    fn several_of(&self, value: &Owned) -> Several {
        match value {
            Owned::Entity(only) => Several { known: vec![*only], ..Several::default() },
            Owned::Unknown(missing) => Several { open: true, missing: self.wanted(missing), ..Several::default() },
            Owned::List(items, open) => {
                let mut several = Several { open: open.is_some(), ..Several::default() };
                several.missing = open.iter().flat_map(|missing| self.wanted(missing)).collect();
                for item in items {
                    match (&item.value, &item.maybe) {
                        (Owned::Entity(entity), None) => several.known.push(*entity),
                        (Owned::Entity(entity), Some(missing)) => {
                            several.perhaps.push(*entity);
                            several.missing.extend(self.wanted(missing));
                        }
                        (Owned::Unknown(missing), _) => {
                            several.open = true;
                            several.missing.extend(self.wanted(missing));
                        }
                        _ => {}
                    }
                }
                several.missing.sort();
                several.missing.dedup();
                several
            }
            _ => Several::default(),
        }
    }

    /// One entity: the first, where there are several.
    pub fn one(&self, of: Entity, fact: &str) -> Told<Entity> {
        let entity = |value: Val<'_>| if let Val::Entity(entity) = value { Some(entity) } else { None };
        self.told_of(of, fact, |telling, value| telling.value(value, entity))
    }

    /// Whether something holds.
    pub fn truth(&self, of: Entity, fact: &str) -> Told<bool> {
        self.told_of(of, fact, |telling, value| telling.truth(value))
    }

    /// A day, in days since 1970-01-01.
    pub fn date(&self, of: Entity, fact: &str) -> Told<i32> {
        self.told_of(of, fact, |telling, value| telling.date(value))
    }

    /// Texts; of what is no text nothing is told.
    pub fn texts(&self, of: Entity, fact: &str) -> Told<Vec<String>> {
        let text = |item: &Item<'_>| if let Val::Text(text) = item.value { Some(text.to_owned()) } else { None };
        let texts = |value: Val<'_>| match value {
            Val::List(list) => Some(list.items.iter().filter_map(text).collect()),
            _ => None,
        };
        self.told_of(of, fact, |telling, value| telling.value(value, texts))
    }

    /// A text, or a word of a list: `sre`, `24x7`.
    pub fn word(&self, of: Entity, fact: &str) -> Told<String> {
        let ty = tables::of(of.kind).iter().find(|known| known.name == fact).map(|known| known.ty.of);
        let word = |value: Val<'_>| match (value, ty) {
            (Val::Text(text), _) => Some(self.names.text(text).into_owned()),
            (Val::Word(rank), Some(Of::Word(words))) => words.at(rank).map(str::to_owned),
            _ => None,
        };
        self.told_of(of, fact, |telling, value| telling.value(value, word))
    }

    /// What a field that was read says: what would tell is the field itself. Nothing where it is said that there is nothing.
    pub fn said<T>(&self, of: Entity, field: FieldId, read: Declared<T>) -> Told<T> {
        self.telling(|telling| telling.said(of, field, read))
    }

    /// What was read, or what hides it.
    pub fn read<T>(&self, read: Result<T, Missing>) -> Told<T> {
        self.telling(|telling| telling.read(read))
    }

    /// The word of a field's list; its default where nobody wrote it.
    pub fn word_or_default(&self, of: Entity, field: FieldId) -> Told<&'static str> {
        self.read(self.org.word_or_default(of, field)).map(|rank| record(of.kind).word_at(field, rank))
    }

    /// What would have to be declared, in words: `team:payments.members`, `slos`.
    pub fn wanted(&self, missing: &[Missing]) -> Vec<String> {
        self.telling(|telling| telling.wanted(missing.iter().copied()))
    }

    /// What people read for an entity: its id, a person's letters where they are not named.
    pub fn name(&self, of: Entity) -> String {
        if of.kind == Kind::Person {
            return self.names.person(of).into_owned();
        }
        let arena = Bump::new();
        let cx = Cx::new(self.org, self.facts, &arena);
        self.names.term(of.kind, tables::id(&cx, of)).into_owned()
    }

    /// A text of files as it is shown, up to as many letters as anybody reads.
    pub fn told(&self, text: &str, most: usize) -> String {
        cut(self.names.text(text), most)
    }

    /// What a finding says in its message, help or labels, likewise.
    pub fn told_by(&self, finding: &Finding, text: &str, most: usize) -> String {
        cut(self.names.sentence(text, self.own_in(finding)), most)
    }

    /// What is known of a finding since the earlier state, where there is one.
    pub fn since(&self, finding: &Finding) -> Option<Since> {
        let trend = self.trend?;
        // Findings are those that were compared, one by one.
        let rank = self.findings.element_offset(finding)?;
        trend.since.get(rank).cloned()
    }

    /// Which part of what a finding says is the program's own. Pages of others are files like any other, and may name people.
    fn own_in(&self, finding: &Finding) -> Own<'_> {
        let rule = self.rules.iter().find(|rule| rule.name == finding.rule).filter(|_| finding.info.is_some());
        match rule {
            None => Own::OutsideOfBackticks,
            Some(rule) if rule.built_in && self.facts.marks_given => Own::Unmarked(&rule.text),
            Some(_) => Own::Nothing,
        }
    }

    /// The stable id of an entity, as it is shown: `team:payments`.
    pub fn stable_id(&self, of: Entity) -> String {
        let arena = Bump::new();
        let cx = Cx::new(self.org, self.facts, &arena);
        self.names.path(&tables::stable_id(&cx, of)).into_owned()
    }

    /// The name for display of what has one that says more than its id.
    pub fn title(&self, of: Entity) -> Option<String> {
        let field = record(of.kind).field("name")?;
        if of.kind == Kind::Person && self.names.are_replaced() || of.index() >= self.org.count(of.kind) {
            return None;
        }
        let name = self.org.text(of, field).ok().flatten()?.value;
        (name != self.org.id(of))
            .then(|| if self.names.is_own(of) { name.to_owned() } else { self.names.text(name).into_owned() })
    }

    /// Where in the page an entity has a place of its own, as its address there: `team-12`.
    pub fn anchor(&self, of: Entity) -> String {
        format!("{}-{}", record(of.kind).word.replace(' ', "-"), of.index)
    }

    /// Where something is written, as people look it up: `teams.yaml:12:3`.
    pub fn at(&self, place: Place) -> String {
        let file = self.org.sources().get(place.file);
        let at = file.position(place.span.start);
        format!("{}:{}:{}", self.names.text(&file.path), at.line, at.column)
    }

    /// Whether an entity is a team that has a sheet in the page.
    pub fn has_sheet(&self, of: Entity) -> bool {
        of.kind == Kind::Team && self.org.is_declared(of) && teams::may_work(self.org, of)
    }

    /// A number that a rule judges by, as it is configured here; none where there is no such rule.
    pub fn limit(&self, rule: &str, param: &str) -> Option<Number> {
        let rule = self.rules.iter().find(|known| known.name == rule)?;
        match rule.params.iter().find(|known| known.name == param)?.value {
            ParamValue::Number(limit) => Some(limit),
            _ => None,
        }
    }

    /// The teams that work, in order of id: not lists of permissions or of code owners, nor units.
    pub fn teams(&self) -> Vec<Entity> {
        self.org.all(Kind::Team).filter(|&team| teams::is_work(self.org, team)).collect()
    }
}

/// A text up to as many letters as anybody reads.
fn cut(text: Cow<'_, str>, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
}
