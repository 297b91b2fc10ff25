//! What each rule is asked about: the collections after `for:`, each computed once for all rules that use it.

use std::collections::HashMap;
use std::sync::Arc;

use bumpalo::Bump;

use crate::expr::Frame;
use crate::facts::Facts;
use crate::facts::cx::Cx;
use crate::facts::kept::{Kept, Much};
use crate::judge::Chunk;
use crate::org::Org;
use crate::rule::{self, Rule};
use crate::text::Place;
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::Entity;

/// Entities judged in one go. Judging one takes about a microsecond.
const CHUNK: usize = 256;

/// An entity to be judged.
pub(super) struct Subject {
    pub entity: Entity,
    /// Where it stands in the collection.
    pub place: Option<Place>,
    /// What is missing to say whether it belongs to the collection, where that is not certain.
    pub maybe: Option<Box<[Missing]>>,
}

impl Subject {
    /// The entity as a rule is asked about it: it stands for itself, and how certain it is that it belongs there is no part of that.
    pub fn item<'a>(&self) -> Item<'a> {
        Item::new(Val::Entity(self.entity), self.place)
    }
}

/// A collection.
pub(super) struct Collection {
    pub items: Vec<Subject>,
    /// What is missing to say whether there are more.
    open: Option<Box<[Missing]>>,
    over: Option<Much>,
}

/// Cases that go through the same collection, by rank.
pub(super) struct Group {
    pub cases: Vec<usize>,
    pub subjects: Arc<Collection>,
    /// Which collection this is: those that several rules share have one number.
    pub collection: usize,
}

/// All a rule is asked about.
pub(super) struct Work {
    pub groups: Vec<Group>,
    /// For each collection that may have more elements, what is missing to say so.
    pub open: Vec<Box<[Missing]>>,
    /// What gathering it took too much of.
    pub over: Option<Much>,
}

impl Work {
    pub fn chunks(&self, run: usize) -> impl Iterator<Item = Chunk> {
        let ranges = self.groups.iter().enumerate().flat_map(|(group, of)| {
            let len = of.subjects.items.len();
            (0..len).step_by(CHUNK).map(move |start| (group, start..(start + CHUNK).min(len)))
        });
        ranges.enumerate().map(move |(rank, (group, range))| Chunk { run, rank, group, range })
    }
}

/// The collections computed so far.
pub(super) struct Subjects<'a> {
    org: &'a Org,
    facts: &'a Facts,
    steps: u32,
    /// Bytes that a collection of a user's page may make.
    bytes: u64,
    /// How many there are so far.
    collections: usize,
    known: HashMap<String, (usize, Arc<Collection>)>,
}

impl<'a> Subjects<'a> {
    pub fn new((org, facts): (&'a Org, &'a Facts), steps: u32, bytes: u64) -> Self {
        Self { org, facts, steps, bytes, collections: 0, known: HashMap::new() }
    }

    /// What a rule is asked about; `kept` is what the rule computes once.
    pub fn of(&mut self, rule: &Rule, kept: &Kept) -> Work {
        let mut groups: Vec<(&str, Group)> = Vec::new();
        for (rank, of) in rule.collections.iter().enumerate() {
            if let Some((_, group)) = groups.iter_mut().find(|(text, _)| *text == of.text) {
                group.cases.push(rank);
            } else {
                let (collection, subjects) = self.collect(of, kept, rule.built_in);
                groups.push((&of.text, Group { cases: vec![rank], subjects, collection }));
            }
        }
        let groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
        let mut open: Vec<_> = groups.iter().filter_map(|group| group.subjects.open.clone()).collect();
        open.dedup();
        let over = groups.iter().find_map(|group| group.subjects.over);
        Work { groups, open, over }
    }

    fn collect(&mut self, of: &rule::Collection, kept: &Kept, built_in: bool) -> (usize, Arc<Collection>) {
        if !of.is_own()
            && let Some((number, known)) = self.known.get(&of.text)
        {
            return (*number, Arc::clone(known));
        }
        let (number, collection) = (self.collections, Arc::new(self.evaluate(of, kept, built_in)));
        self.collections += 1;
        // One that a user's page could not afford may be gathered for others.
        if !of.is_own() && collection.over.is_none() {
            self.known.insert(of.text.clone(), (number, Arc::clone(&collection)));
        }
        (number, collection)
    }

    fn evaluate(&self, of: &rule::Collection, kept: &Kept, built_in: bool) -> Collection {
        let arena = Bump::new();
        let cx = Cx::new(self.org, self.facts, &arena).keeping(kept);
        cx.begin(self.steps, if built_in { u64::MAX } else { self.bytes });
        let missing = |cause: Cause| cx.missing(cause).into_boxed_slice();
        let value = of.list.eval(&cx, &mut Frame::new(&of.env));
        let mut collection = Collection { items: Vec::new(), open: None, over: cx.over() };
        let mut open: Option<Cause> = None;
        match value {
            Val::List(list) => {
                open = list.open;
                collection.items.reserve_exact(list.items.len());
                for item in list.items {
                    match item.value {
                        Val::Entity(entity) => {
                            collection.items.push(Subject {
                                entity,
                                place: item.place,
                                maybe: item.maybe.map(missing),
                            });
                        }
                        Val::Unknown(why) => {
                            open = Some(open.map_or(why, |open| cx.either(open, why)));
                        }
                        _ => {}
                    }
                }
            }
            Val::Unknown(why) => open = Some(why),
            _ => {}
        }
        collection.open = open.map(missing);
        collection
    }
}
