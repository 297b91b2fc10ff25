//! Everything one judgement needs.

use std::cell::{Cell, RefCell};

use bumpalo::Bump;

use crate::facts::apart::Apart;
use crate::facts::kept::{Answer, Id, Kept, Much, Once};
use crate::facts::part::{Facts, Part};
use crate::org::Org;
use crate::value::owned::{Owned, OwnedItem, Wanting};
use crate::value::{Cause, CauseNode, Interval, Item, List, Missing, Val};
use crate::vocabulary::kinds::Entity;

/// Everything one judgement needs: the organisation, its facts, an arena, and why what is unknown is unknown.
///
/// One is made for each entity judged, so that its causes and steps are that entity's own.
pub struct Cx<'a> {
    /// The organisation.
    pub org: &'a Org,
    /// What was computed about it.
    pub facts: &'a Facts,
    /// Where lists and intervals of this judgement live.
    pub arena: &'a Bump,
    causes: RefCell<bumpalo::collections::Vec<'a, CauseNode<'a>>>,
    /// What is computed once for all judgements of a rule.
    kept: Option<&'a Kept>,
    /// Which of that was needed.
    used: RefCell<Vec<Id>>,
    /// What of that was too much.
    starved: Cell<Option<Much>>,
    /// What is looked for, where that is noted.
    looked_for: RefCell<Option<Vec<Entity>>>,
    /// Steps taken so far, counted by the evaluator.
    pub steps: Cell<u32>,
    /// Steps it may take; see [`Cx::spend`].
    pub step_limit: Cell<u32>,
    /// Bytes of what was made so far, all of which stays until the judgement ends.
    bytes: Cell<u64>,
    /// Bytes there may be of it; see [`Cx::hold`].
    pub byte_limit: Cell<u64>,
}

/// So many items of a list are copied in the time of a step, about.
const ITEMS_A_STEP: usize = 16;

impl<'a> Cx<'a> {
    /// A fresh judgement.
    pub fn new(org: &'a Org, facts: &'a Facts, arena: &'a Bump) -> Self {
        Self {
            org,
            facts,
            arena,
            causes: RefCell::new(bumpalo::collections::Vec::new_in(arena)),
            kept: None,
            used: RefCell::new(Vec::new()),
            starved: Cell::new(None),
            looked_for: RefCell::new(None),
            steps: Cell::new(0),
            step_limit: Cell::new(Self::STEPS),
            bytes: Cell::new(0),
            byte_limit: Cell::new(u64::MAX),
        }
    }

    /// The same where what a rule computes once is kept.
    #[must_use]
    pub fn keeping(self, kept: &'a Kept) -> Self {
        Self { kept: Some(kept), ..self }
    }

    /// A value that is the same in all judgements of a rule, or in all for which a fact comes from the same entity, computed by
    /// whichever needs it first; none where nothing is kept. It is `compute`d in a judgement of its own, whose steps are not
    /// this one's.
    pub fn once(&self, number: usize, of: Option<Entity>, compute: impl FnOnce(&Cx<'_>) -> Owned) -> Option<&'a Owned> {
        match self.answer(number, of, |own| Answer::Value(compute(own)))? {
            Answer::Value(value) => Some(value),
            Answer::Apart(_) => None,
        }
    }

    /// The same for what is asked about the elements of a list of `of`, where what is looked for in lists of those who ask is
    /// noted, and not found. None as well where nothing came of it.
    pub fn once_apart(
        &self,
        number: usize,
        of: Entity,
        compute: impl FnOnce(&Cx<'_>) -> Option<Apart>,
    ) -> Option<&'a Apart> {
        let answer = self.answer(number, Some(of), |own| {
            own.looked_for.replace(Some(Vec::new()));
            Answer::Apart(compute(own))
        });
        match answer? {
            Answer::Apart(apart) => apart.as_ref(),
            Answer::Value(_) => None,
        }
    }

    /// Whether what is looked for is noted, and never found.
    pub fn notes_looks(&self) -> bool {
        self.looked_for.borrow().is_some()
    }

    /// Notes that an entity is looked for.
    pub fn note_look(&self, entity: Entity) {
        if let Some(all) = self.looked_for.borrow_mut().as_mut() {
            all.push(entity);
        }
    }

    /// Everything that was looked for since this was asked before.
    pub fn take_looked_for(&self) -> Vec<Entity> {
        self.looked_for.borrow_mut().as_mut().map(std::mem::take).unwrap_or_default()
    }

    fn answer(&self, number: usize, of: Option<Entity>, compute: impl FnOnce(&Cx<'_>) -> Answer) -> Option<&'a Answer> {
        let kept = self.kept?;
        let id = Id { number, of: of.map(Entity::index) };
        let once = kept.value(id, of.map_or(0, |of| self.org.count(of.kind)), || {
            let arena = Bump::new();
            let own = Cx { kept: self.kept, ..Cx::new(self.org, self.facts, &arena) };
            own.step_limit.set(kept.limit());
            own.byte_limit.set(kept.byte_limit());
            let answer = compute(&own);
            let over = own.over();
            let answer = if over.is_some() { Answer::Value(Owned::OutOfSteps) } else { answer };
            let mut uses = own.used.take();
            uses.sort_unstable();
            uses.dedup();
            // Where another kept value was too large, the steps say nothing.
            let steps = if over == Some(Much::Memory) { 0 } else { own.steps.get() };
            Once { answer, over, steps, uses: uses.into_boxed_slice() }
        })?;
        let mut used = self.used.borrow_mut();
        if !used.contains(&id) {
            used.push(id);
            used.extend(&once.uses);
        }
        if once.over.is_some() {
            self.starved.set(once.over);
            self.steps.set(u32::MAX);
        }
        Some(&once.answer)
    }

    /// The kept values that were needed; from now on none was.
    pub fn take_used(&self) -> Vec<Id> {
        self.used.take()
    }

    /// Whether there is a bound to the memory that a kept value may take.
    pub fn keeps_little(&self) -> bool {
        self.kept.is_some_and(|kept| kept.byte_limit() < u64::MAX)
    }

    /// What a kept value took too much of.
    pub fn starved(&self) -> Option<Much> {
        self.starved.get()
    }

    /// A value with all its parts and with what is missing. Parts that lists have in common are there for each of them, so
    /// that it may be far larger than what was made of it.
    pub fn own(&self, val: &Val<'_>) -> Owned {
        let wanting = |cause: Cause| self.missing(cause).into_boxed_slice();
        match *val {
            Val::Text(text) => self.hold::<u8>(text.len()),
            Val::List(list) => self.hold::<OwnedItem>(list.items.len()),
            _ => {}
        }
        if !self.spend(0) {
            return Owned::OutOfSteps;
        }
        match *val {
            Val::Unknown(Cause::OUT_OF_STEPS) => Owned::OutOfSteps,
            Val::Unknown(cause) => Owned::Unknown(wanting(cause)),
            Val::Bool(b) => Owned::Bool(b),
            Val::Number(n) => Owned::Number(n),
            Val::Interval(Interval { low, high, cause }) => Owned::Interval(*low, *high, wanting(*cause)),
            Val::Text(text) => Owned::Text(text.into()),
            Val::Date(date) => Owned::Date(date),
            Val::Word(rank) => Owned::Word(rank),
            Val::Entity(entity) => Owned::Entity(entity),
            Val::List(List { items, open }) => {
                Owned::List(items.iter().map(|item| self.own_item(item)).collect(), open.map(wanting))
            }
        }
    }

    /// An element with all its parts and with what is missing.
    pub fn own_item(&self, item: &Item<'_>) -> OwnedItem {
        let maybe = item.maybe.map(|cause| self.missing(cause).into_boxed_slice());
        OwnedItem { value: self.own(&item.value), place: item.place, maybe }
    }

    /// A kept value as one of this judgement.
    pub fn lend(&self, owned: &'a Owned) -> Val<'a> {
        match owned {
            Owned::Unknown(wanting) => Val::Unknown(self.wanting(wanting)),
            Owned::OutOfSteps => Val::Unknown(Cause::OUT_OF_STEPS),
            Owned::Bool(b) => Val::Bool(*b),
            Owned::Number(n) => Val::Number(*n),
            Owned::Interval(low, high, wanting) => {
                let cause = self.wanting(wanting);
                self.interval(Interval { low: *low, high: *high, cause })
            }
            Owned::Text(text) => Val::Text(text),
            Owned::Date(date) => Val::Date(*date),
            Owned::Word(rank) => Val::Word(*rank),
            Owned::Entity(entity) => Val::Entity(*entity),
            // To copy an item is far less than a step.
            Owned::List(items, _) if !self.spend(u32::try_from(items.len() / ITEMS_A_STEP).unwrap_or(u32::MAX)) => {
                Val::Unknown(Cause::OUT_OF_STEPS)
            }
            Owned::List(items, open) => self
                .open_list(items.iter().map(|item| self.lend_item(item)), open.as_ref().map(|open| self.wanting(open))),
        }
    }

    /// An element of a kept list as one of this judgement.
    pub fn lend_item(&self, item: &'a OwnedItem) -> Item<'a> {
        let maybe = item.maybe.as_ref().map(|wanting| self.wanting(wanting));
        Item { value: self.lend(&item.value), place: item.place, maybe }
    }

    /// What is missing of a kept value, as a cause of this judgement.
    pub fn wanting(&self, wanting: &'a Wanting) -> Cause {
        self.push(CauseNode::Gathered(wanting))
    }

    /// From now on, nothing was taken, and it may take so many steps and bytes.
    pub fn begin(&self, steps: u32, bytes: u64) {
        self.starved.set(None);
        self.steps.set(0);
        self.step_limit.set(steps);
        self.bytes.set(0);
        self.byte_limit.set(bytes);
    }

    /// What was computed once about the whole organisation.
    pub(crate) fn part<T: Part>(&self) -> &'a T {
        self.facts.part(self.org)
    }

    /// Steps one judgement may take unless told otherwise: some tenths of a second of work.
    pub const STEPS: u32 = 10_000_000;

    /// Counts steps and tells whether the judgement may go on.
    pub fn spend(&self, steps: u32) -> bool {
        self.steps.set(self.steps.get().saturating_add(steps));
        self.over().is_none()
    }

    /// Counts so many of what is made; whoever spends next is told if that is too much.
    pub fn hold<T>(&self, number: usize) {
        let bytes = number.saturating_mul(size_of::<T>());
        self.bytes.set(self.bytes.get().saturating_add(bytes as u64));
    }

    /// What it took more of than it may, if anything.
    pub fn over(&self) -> Option<Much> {
        if self.steps.get() > self.step_limit.get() {
            Some(self.starved.get().unwrap_or(Much::Steps))
        } else if self.bytes.get() > self.byte_limit.get() {
            Some(Much::Memory)
        } else {
            None
        }
    }

    /// Records why something is unknown.
    pub fn because(&self, missing: Missing) -> Cause {
        self.push(CauseNode::Because(missing))
    }

    /// Unknown for either of two reasons.
    pub fn either(&self, a: Cause, b: Cause) -> Cause {
        if a == b || a == Cause::OUT_OF_STEPS {
            a
        } else if b == Cause::OUT_OF_STEPS {
            b
        } else {
            self.push(CauseNode::Either(a, b))
        }
    }

    /// An unknown value.
    pub fn unknown(&self, missing: Missing) -> Val<'a> {
        Val::Unknown(self.because(missing))
    }

    /// As many missing fields are remembered for one value. Nobody reads more, and where every team waits for what every
    /// other team did not say, all of them would be too many.
    pub const REMEMBERED: usize = 32;

    /// Unknown because of every one of several missing fields; `None` if there are none.
    pub fn because_all(&self, missing: impl IntoIterator<Item = Missing>) -> Option<Cause> {
        missing.into_iter().take(Self::REMEMBERED).map(|m| self.because(m)).reduce(|a, b| self.either(a, b))
    }

    /// What a cause stands for, sorted, each once: the first of it, as many as are remembered.
    pub fn missing(&self, cause: Cause) -> Vec<Missing> {
        let causes = self.causes.borrow();
        let (mut found, mut open) = (First::default(), vec![cause]);
        while let Some(Cause(at)) = open.pop() {
            match causes.get(at as usize) {
                Some(CauseNode::Because(missing)) => found.add(*missing),
                Some(CauseNode::Gathered(missing)) => missing.iter().for_each(|one| found.add(*one)),
                Some(CauseNode::Either(a, b)) => open.extend([*a, *b]),
                None => {}
            }
        }
        found.0
    }

    fn push(&self, node: CauseNode<'a>) -> Cause {
        self.hold::<CauseNode<'a>>(1);
        let mut causes = self.causes.borrow_mut();
        causes.push(node);
        Cause(u32::try_from(causes.len() - 1).unwrap_or(u32::MAX))
    }

    /// A list that is known completely.
    pub fn list(&self, items: impl IntoIterator<Item = Item<'a>>) -> Val<'a> {
        self.open_list(items, None)
    }

    /// A list that may have further elements, if `open` says why.
    pub fn open_list(&self, items: impl IntoIterator<Item = Item<'a>>, open: Option<Cause>) -> Val<'a> {
        let items = bumpalo::collections::Vec::from_iter_in(items, self.arena).into_bump_slice();
        self.hold::<Item<'a>>(items.len());
        Val::List(List { items, open })
    }

    /// The elements that are known, for people to read; all of it where none is.
    pub fn known(&self, list: List<'a>) -> List<'a> {
        let known = list.items.iter().filter(|item| item.is_known()).copied();
        match self.list(known) {
            Val::List(known) if !known.items.is_empty() => known,
            _ => list,
        }
    }

    /// A number between bounds.
    pub fn interval(&self, interval: Interval) -> Val<'a> {
        self.hold::<Interval>(1);
        Val::Interval(self.arena.alloc(interval))
    }

    /// A text that was made.
    pub fn text(&self, text: &str) -> &'a str {
        self.hold::<u8>(text.len());
        self.arena.alloc_str(text)
    }
}

/// The first of what is missing, sorted, each once.
#[derive(Default)]
struct First(Vec<Missing>);

impl First {
    fn add(&mut self, missing: Missing) {
        let is_full = self.0.len() == Cx::REMEMBERED;
        if is_full && self.0.last().is_some_and(|last| *last <= missing) {
            return;
        }
        if let Err(at) = self.0.binary_search(&missing) {
            self.0.truncate(Cx::REMEMBERED - 1);
            self.0.insert(at, missing);
        }
    }
}

/// What could not be read or was not said: each once, and no more of it than anybody reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unread(Vec<Missing>);

impl Unread {
    pub fn add(&mut self, missing: Missing) {
        if self.0.len() < Cx::REMEMBERED && !self.0.contains(&missing) {
            self.0.push(missing);
        }
    }

    pub fn extend(&mut self, missing: impl IntoIterator<Item = Missing>) {
        missing.into_iter().for_each(|one| self.add(one));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = Missing> + '_ {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::cx::{Cx, First};
    use crate::value::Missing;
    use crate::vocabulary::kinds::{Entity, FieldId, Kind};

    #[test]
    fn of_what_is_missing_the_first_are_kept_in_order_each_once() {
        let missing = |at: usize| match at % 3 {
            0 => Missing::Arithmetic,
            _ => Missing::Field(Entity::new(Kind::Team, at), FieldId(1)),
        };
        for many in [0, 1, 31, 46, 47, 48, 49, 50, 500] {
            // Each twice, and not in order: 7 has nothing in common with any of these numbers.
            let all: Vec<Missing> = (0..2 * many).map(|at| missing(at * 7 % many.max(1))).collect();
            let mut first = First::default();
            for &one in &all {
                first.add(one);
            }
            let mut sorted = all;
            sorted.sort_unstable();
            sorted.dedup();
            sorted.truncate(Cx::REMEMBERED);
            assert_eq!(first.0, sorted, "{many}");
        }
    }
}
