//! What is known of something, and what would tell what is not: a charter never shows nothing for what nobody said.

use crate::facts::cx::Cx;
use crate::facts::tables;
use crate::facts::tables::collections::collections;
use crate::judge::told::{Amount, Telling, Told};
use crate::org::read::{Declared, List};
use crate::org::{Known, Org};
use crate::value::number::narrow;
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId};
use crate::vocabulary::record;

/// As many of those are named who have a part in something that is not theirs alone.
pub(super) const NAMED: usize = 20;

/// Several things, as far as they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Several<T> {
    /// Those that are known, in the order in which they are declared.
    pub known: Vec<T>,
    /// Whether more are known than are named here.
    pub more: bool,
    /// Whether there may be others that nobody knows of: the fields that would tell.
    pub open: Option<Vec<String>>,
}

impl<T> Several<T> {
    /// These, and no others.
    pub(super) fn all(known: Vec<T>) -> Self {
        Self { known, more: false, open: None }
    }

    /// Whether nothing is known of them, not even that there are none.
    pub fn is_unknown(&self) -> bool {
        self.known.is_empty() && self.open.is_some()
    }

    /// Whether it is known that there are none.
    pub fn is_none(&self) -> bool {
        self.known.is_empty() && self.open.is_none()
    }

    pub(super) fn map<U>(self, form: impl FnMut(T) -> U) -> Several<U> {
        Several { known: self.known.into_iter().map(form).collect(), more: self.more, open: self.open }
    }
}

/// Asks facts and fields about one organisation.
pub(super) struct Reader<'r, 'o> {
    pub org: &'o Org,
    pub cx: Cx<'r>,
}

impl<'r, 'o> Reader<'r, 'o> {
    /// The value of a fact.
    pub fn fact(&self, of: Entity, name: &str) -> Val<'r> {
        tables::value(&self.cx, of, name)
    }

    /// What is told of a value, be it known or not.
    fn telling(&self) -> Telling<'_, 'r> {
        Telling::of(&self.cx)
    }

    /// A number.
    pub fn amount(&self, of: Entity, fact: &str) -> Amount {
        self.telling().amount(self.fact(of, fact))
    }

    /// Whether something holds.
    pub fn truth(&self, of: Entity, fact: &str) -> Told<bool> {
        self.telling().truth(self.fact(of, fact))
    }

    /// A day, in days since 1970-01-01.
    pub fn date(&self, of: Entity, fact: &str) -> Told<i32> {
        self.telling().date(self.fact(of, fact))
    }

    /// The elements of a collection that rules go through.
    pub fn all(&self, collection: &str) -> Several<Entity> {
        let all = collections().iter().find(|known| known.name == collection);
        all.map_or_else(|| Several::all(Vec::new()), |known| self.entities((known.all)(&self.cx)))
    }

    /// What would tell what a field refers to, where it says nothing.
    pub fn unsaid(&self, of: Entity, field: FieldId) -> Option<Vec<String>> {
        match self.org.reference(of, field) {
            Ok(Some(_)) => None,
            Ok(None) => Some(self.wants([Missing::Field(of, field)])),
            Err(missing) => Some(self.wants([missing])),
        }
    }

    /// What would have to be declared, in words.
    pub fn wants(&self, missing: impl IntoIterator<Item = Missing>) -> Vec<String> {
        self.telling().wanted(missing)
    }

    /// What a field says, where absent means unknown.
    pub fn said<T>(&self, of: Entity, field: FieldId, declared: Declared<T>) -> Told<T> {
        self.telling().said(of, field, declared)
    }

    /// A text.
    pub fn text(&self, of: Entity, field: FieldId) -> Told<&'o str> {
        self.said(of, field, self.org.text(of, field))
    }

    /// A text that nobody misses.
    pub fn note(&self, of: Entity, field: FieldId) -> Option<&'o str> {
        self.org.text(of, field).ok().flatten().map(|at| at.value)
    }

    /// A word of a field's list; its default where it has one.
    pub fn word(&self, of: Entity, field: FieldId) -> Told<&'static str> {
        self.telling().read(self.org.word_or_default(of, field)).map(|rank| record(of.kind).word_at(field, rank))
    }

    /// A date that nobody misses.
    pub fn day(&self, of: Entity, field: FieldId) -> Option<i32> {
        self.org.date(of, field).ok().flatten().map(|at| at.value)
    }

    /// What a field refers to.
    pub fn reference(&self, of: Entity, field: FieldId) -> Told<Entity> {
        self.said(of, field, self.org.reference(of, field))
    }

    /// The word of a fact, from the list that its declared field has.
    pub fn word_of(&self, of: Entity, field: FieldId, value: Val<'_>) -> Told<&'static str> {
        let word = |value: Val<'_>| {
            if let Val::Word(rank) = value { Some(record(of.kind).word_at(field, rank)) } else { None }
        };
        self.telling().value(value, word)
    }

    /// A number that was declared, if one was.
    pub fn declared(&self, of: Entity, field: FieldId) -> Option<Amount> {
        match self.org.number(of, field) {
            Ok(None) => None,
            Ok(Some(at)) => {
                let number = narrow(at.value);
                Some(number.map(Amount::known).unwrap_or_default())
            }
            Err(missing) => Some(Amount::unknown(self.telling().wanted([missing]))),
        }
    }

    /// A number, where absent means unknown.
    pub fn number(&self, of: Entity, field: FieldId) -> Amount {
        let unsaid = || Amount::unknown(self.telling().wanted([Missing::Field(of, field)]));
        self.declared(of, field).unwrap_or_else(unsaid)
    }

    /// A text that a fact gives.
    pub fn words(&self, value: Val<'_>) -> Told<String> {
        let text = |value: Val<'_>| if let Val::Text(text) = value { Some(text.to_owned()) } else { None };
        self.telling().value(value, text)
    }

    /// The entities of a fact; of whom it is not certain is not among them.
    pub fn entities(&self, value: Val<'_>) -> Several<Entity> {
        match value {
            Val::Entity(entity) => Several::all(vec![entity]),
            Val::List(list) => {
                let entity = |item: &Item<'_>| match item.value {
                    Val::Entity(entity) if item.maybe.is_none() => Some(entity),
                    _ => None,
                };
                let known = list.items.iter().filter_map(entity).collect();
                let causes: Vec<Cause> = list.items.iter().filter_map(|item| item.maybe).chain(list.open).collect();
                let missing = causes.iter().flat_map(|&cause| self.cx.missing(cause));
                let open = (!causes.is_empty()).then(|| self.telling().wanted(missing));
                Several { known, more: false, open }
            }
            Val::Unknown(cause) => {
                Several { known: Vec::new(), more: false, open: Some(self.telling().because(cause)) }
            }
            _ => Several::all(Vec::new()),
        }
    }

    /// The first few entities of a list that was declared, without one.
    pub fn few(&self, list: &List<'_>, without: Option<Entity>) -> Several<Entity> {
        let mut known: Vec<Entity> = Vec::new();
        let named = list.entities().map(|at| at.value).filter(|&entity| Some(entity) != without);
        for entity in named.take(NAMED + 1) {
            if !known.contains(&entity) {
                known.push(entity);
            }
        }
        let more = known.len() > NAMED;
        known.truncate(NAMED);
        Several { known, more, open: list.open().map(|missing| self.telling().wanted([missing])) }
    }

    /// The first few entities that a field names; there may be others where nobody who declares it could say it.
    pub fn few_of(&self, of: Entity, field: FieldId) -> Several<Entity> {
        let mut few = self.few(&self.org.list(of, field), None);
        if self.is_unsaid(of, field) {
            few.open = Some(self.telling().wanted([Missing::Field(of, field)]));
        }
        few
    }

    /// Whether a field says something; unknown where nobody who declares it could.
    pub fn has(&self, of: Entity, field: FieldId) -> Told<bool> {
        match self.org.has(of, field) {
            Known::True => Told::Known(true),
            Known::False => Told::Known(false),
            Known::Unknown => Told::Unknown(self.telling().wanted([Missing::Field(of, field)])),
        }
    }

    /// Whether nobody who declares something could say a field of it.
    pub fn is_unsaid(&self, of: Entity, field: FieldId) -> bool {
        self.org.has(of, field) == Known::Unknown
    }

    /// What a list that was declared refers to; unknown where it was not.
    pub fn listed(&self, of: Entity, field: FieldId) -> Several<Entity> {
        let list = self.org.list(of, field);
        let open = list.missing().map(|missing| self.telling().wanted([missing]));
        Several { known: list.entities().map(|at| at.value).collect(), more: false, open }
    }
}
