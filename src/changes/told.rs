//! What is told, and what needs not be told again.

use std::collections::HashSet;

use crate::changes::change::{Change, Said, What};
use crate::vocabulary::kinds::{Entity, FieldId};

/// The changes that were told so far.
#[derive(Debug, Default)]
pub(super) struct Told {
    all: Vec<Change>,
    /// Fields of which a change says everything, by the name that both sides have in common.
    fields: HashSet<(Entity, FieldId)>,
}

/// Both sides of a change.
pub(super) struct Turn {
    pub before: Said,
    pub after: Said,
}

impl Told {
    /// Adds a change.
    pub(super) fn say(
        &mut self,
        what: What,
        subjects: Vec<String>,
        fields: &[&'static str],
        turn: Turn,
        sentence: String,
    ) {
        self.weigh(what, subjects, fields, turn, sentence, 0);
    }

    /// The same, where it weighs more than others of its kind.
    pub(super) fn weigh(
        &mut self,
        what: What,
        subjects: Vec<String>,
        fields: &[&'static str],
        turn: Turn,
        sentence: String,
        weight: i64,
    ) {
        let Turn { before, after } = turn;
        self.all.push(Change { what, subjects, fields: fields.to_vec(), before, after, sentence, weight });
    }

    /// Says that what a field says is told.
    pub(super) fn covers(&mut self, entity: Entity, field: FieldId) {
        self.fields.insert((entity, field));
    }

    /// Whether what a field says is told.
    pub(super) fn has(&self, entity: Entity, field: FieldId) -> bool {
        self.fields.contains(&(entity, field))
    }

    /// All of it, in order.
    pub(super) fn finish(self) -> Vec<Change> {
        let mut all = self.all;
        all.sort_by(|a, b| {
            let weight = || b.weight.cmp(&a.weight);
            a.what.cmp(&b.what).then_with(weight).then_with(|| a.sentence.cmp(&b.sentence))
        });
        all
    }
}
