//! Both sides, and what is asked of each.

use std::collections::{BTreeSet, HashSet};

use bumpalo::Bump;

use crate::baseline::Baseline;
use crate::changes::pairing::{Pairing, is_there};
use crate::facts::Facts;
use crate::facts::cx::Cx;
use crate::facts::tables;
use crate::judge::{NotJudged, undecided_by};
use crate::org::content::Content;
use crate::org::{Extent, Known, Org};
use crate::rule::Rule;
use crate::value::{Number, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// An organisation that was read and judged.
#[derive(Clone, Copy)]
pub struct State<'o> {
    /// The organisation.
    pub org: &'o Org,
    /// What is computed about it.
    pub facts: &'o Facts,
    /// The rules it was judged by.
    pub rules: &'o [Rule],
    /// What could not be judged.
    pub not_judged: &'o [NotJudged],
    /// What was found.
    pub found: &'o Baseline,
}

/// Two organisations, and who is who in them.
pub(super) struct Both<'o> {
    pub old: Side<'o>,
    pub new: Side<'o>,
    pub pairing: &'o Pairing,
}

/// One of two organisations. Entities that it is asked about and that it gives have the names that both have in common.
#[derive(Clone, Copy)]
pub(super) struct Side<'o> {
    pub state: State<'o>,
    pairing: &'o Pairing,
    is_new: bool,
}

/// Entities as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Names {
    pub known: BTreeSet<Entity>,
    /// Whether there may be more.
    pub open: bool,
}

impl Names {
    /// Whether nothing is known of them.
    pub(super) fn is_unknown(&self) -> bool {
        self.open && self.known.is_empty()
    }
}

/// What a field says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value<'o> {
    /// It cannot be read, or nobody who declares the entity could say it.
    Unknown,
    /// That there is nothing.
    Nothing,
    /// This.
    Said(Content<'o>),
}

/// A number as far as it is known: at least, and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Amount {
    Unknown,
    Between(Number, Option<Number>),
}

impl<'o> Both<'o> {
    pub(super) fn of(old: State<'o>, new: State<'o>, pairing: &'o Pairing) -> Self {
        let side = |state, is_new| Side { state, pairing, is_new };
        Self { old: side(old, false), new: side(new, true), pairing }
    }

    /// Those of a kind that both sides have.
    pub(super) fn common(&self, kind: Kind) -> impl Iterator<Item = Entity> + '_ {
        self.new.all(kind).filter(|&name| self.old.is_there(name))
    }

    /// Those that only the new side has.
    pub(super) fn added(&self, kind: Kind) -> impl Iterator<Item = Entity> + '_ {
        self.new.all(kind).filter(|&name| !self.old.is_there(name))
    }

    /// Those that only the old side has.
    pub(super) fn removed(&self, kind: Kind) -> impl Iterator<Item = Entity> + '_ {
        self.old.all(kind).filter(|&name| !self.new.is_there(name))
    }

    /// Whether it is on one side only.
    pub(super) fn came_or_went(&self, name: Entity) -> bool {
        self.old.is_there(name) != self.new.is_there(name)
    }

    /// Its id, the new one where it has another now.
    pub(super) fn id(&self, name: Entity) -> &'o str {
        let (org, entity) = self.home(name);
        org.id(entity)
    }

    /// Its stable id, the new one where it has another now.
    pub(super) fn stable_id(&self, name: Entity) -> String {
        let (org, entity) = self.home(name);
        org.stable_id(entity)
    }

    /// Stable ids of several, in their order.
    pub(super) fn stable_ids<'n>(&self, names: impl IntoIterator<Item = &'n Entity>) -> Vec<String> {
        let mut ids: Vec<String> = names.into_iter().map(|&name| self.stable_id(name)).collect();
        ids.sort();
        ids
    }

    /// Where a name is known, the new side before the old one.
    fn home(&self, name: Entity) -> (&'o Org, Entity) {
        match (self.pairing.on_new(name), self.pairing.on_old(name)) {
            (Some(entity), _) => (self.new.state.org, entity),
            (None, entity) => (self.old.state.org, entity.unwrap_or(name)),
        }
    }
}

impl Side<'_> {
    /// Some rules, with stable ids of those that they could not judge.
    pub(super) fn undecided(&self, wanted: &HashSet<&str>) -> HashSet<(String, String)> {
        let State { org, facts, rules, not_judged, .. } = self.state;
        undecided_by(not_judged, wanted, (org, facts), rules)
    }
}

impl<'o> Side<'o> {
    /// What this side calls it, if it knows it at all.
    pub(super) fn own(&self, name: Entity) -> Option<Entity> {
        if self.is_new { self.pairing.on_new(name) } else { self.pairing.on_old(name) }
    }

    /// What both sides call it.
    pub(super) fn name(&self, own: Entity) -> Entity {
        if self.is_new { own } else { self.pairing.of_old(own) }
    }

    /// Whether this side has it.
    pub(super) fn is_there(&self, name: Entity) -> bool {
        self.own(name).is_some_and(|own| is_there(self.state.org, own))
    }

    /// Whether nothing of a kind is declared here, so that nobody knows what there is of it.
    pub(super) fn is_silent(&self, kind: Kind) -> bool {
        self.state.org.extent(kind) == Extent::Absent
    }

    /// All that this side has of a kind.
    pub(super) fn all(&self, kind: Kind) -> impl Iterator<Item = Entity> + use<'o> {
        let (side, org) = (*self, self.state.org);
        let all = (0..org.count(kind)).map(move |index| Entity::new(kind, index));
        all.filter(move |&own| is_there(org, own)).map(move |own| side.name(own))
    }

    /// What is said of something that is not told apart by its id, or of a record in it.
    pub(super) fn contents(&self, own: Entity) -> Vec<(FieldId, Content<'o>)> {
        let side = *self;
        self.state.org.contents(own, &move |entity| side.name(entity))
    }

    /// What is said in a field of something.
    pub(super) fn content(&self, name: Entity, field: FieldId) -> Value<'o> {
        let Some(own) = self.own(name) else { return Value::Unknown };
        let side = *self;
        match self.state.org.content(own, field, &move |entity| side.name(entity)) {
            Some(Content::Unknown) => Value::Unknown,
            Some(content) => Value::Said(content),
            None if self.is_unsaid(own, field) => Value::Unknown,
            None => Value::Nothing,
        }
    }

    /// The entities that a field names.
    pub(super) fn named(&self, name: Entity, field: FieldId) -> Names {
        let Some(own) = self.own(name) else { return Names::default() };
        let list = self.state.org.list(own, field);
        let known = list.entities().map(|at| self.name(at.value)).collect();
        let open = list.open().is_some() || self.is_unsaid(own, field);
        Names { known, open }
    }

    /// Whether nobody who declares it could say it.
    pub(super) fn is_unsaid(&self, own: Entity, field: FieldId) -> bool {
        self.state.org.has(own, field) == Known::Unknown
    }

    /// The entities that a fact gives.
    pub(super) fn names(&self, name: Entity, fact: &str) -> Names {
        let Some(own) = self.own(name) else { return Names::default() };
        self.ask(|cx| {
            let value = tables::value(cx, own, fact);
            self.gathered(&value)
        })
    }

    /// The number that a fact gives.
    pub(super) fn amount(&self, own: Entity, fact: &str) -> Amount {
        self.ask(|cx| match tables::value(cx, own, fact) {
            Val::Number(number) => Amount::Between(number, Some(number)),
            Val::Interval(between) if between.high.is_some() || between.low > Number::from(0) => {
                Amount::Between(between.low, between.high)
            }
            _ => Amount::Unknown,
        })
    }

    /// Asks facts, in a judgement of its own.
    pub(super) fn ask<T>(&self, ask: impl FnOnce(&Cx<'_>) -> T) -> T {
        let arena = Bump::new();
        ask(&Cx::new(self.state.org, self.state.facts, &arena))
    }

    /// The entities in a value.
    pub(super) fn gathered(&self, value: &Val<'_>) -> Names {
        match value {
            Val::Entity(entity) => Names { known: [self.name(*entity)].into(), open: false },
            Val::List(list) => {
                let entity = |value| match value {
                    Val::Entity(entity) => Some(self.name(entity)),
                    _ => None,
                };
                let known = list.items.iter().filter_map(|item| entity(item.value)).collect();
                Names { known, open: list.open.is_some() }
            }
            Val::Unknown(_) => Names { known: BTreeSet::new(), open: true },
            _ => Names::default(),
        }
    }
}
