//! Everything one judgement needs.

use std::cell::{Cell, RefCell};

use bumpalo::Bump;

use crate::facts::part::{Facts, Part};
use crate::org::Org;
use crate::value::{Cause, CauseNode, Item, List, Missing, Val};

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
    causes: RefCell<Vec<CauseNode>>,
    /// Steps taken so far, counted by the evaluator.
    pub steps: Cell<u32>,
    /// Steps it may take; see [`Cx::spend`].
    pub step_limit: Cell<u32>,
}

impl<'a> Cx<'a> {
    /// A fresh judgement.
    pub fn new(org: &'a Org, facts: &'a Facts, arena: &'a Bump) -> Self {
        Self {
            org,
            facts,
            arena,
            causes: RefCell::new(Vec::new()),
            steps: Cell::new(0),
            step_limit: Cell::new(Self::STEPS),
        }
    }

    /// What was computed once about the whole organisation.
    pub(crate) fn part<T: Part>(&self) -> &'a T {
        self.facts.part(self.org)
    }

    /// Steps one judgement may take unless told otherwise: some tenths of a second of work.
    pub const STEPS: u32 = 10_000_000;

    /// Counts steps and tells whether the judgement may go on.
    pub fn spend(&self, steps: u32) -> bool {
        let taken = self.steps.get().saturating_add(steps);
        self.steps.set(taken);
        taken <= self.step_limit.get()
    }

    /// Whether it took more steps than it may.
    pub fn out_of_steps(&self) -> bool {
        self.steps.get() > self.step_limit.get()
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

    /// Everything a cause stands for, sorted, each once.
    pub fn missing(&self, cause: Cause) -> Vec<Missing> {
        let causes = self.causes.borrow();
        let (mut found, mut open) = (Vec::new(), vec![cause]);
        while let Some(Cause(at)) = open.pop() {
            match causes.get(at as usize) {
                Some(CauseNode::Because(missing)) => found.push(*missing),
                Some(CauseNode::Either(a, b)) => open.extend([*a, *b]),
                None => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn push(&self, node: CauseNode) -> Cause {
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
        Val::List(List { items, open })
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
