//! What there was not, or is no more, besides people and teams.

use std::collections::BTreeMap;

use crate::changes::change::{Said, What};
use crate::changes::duties::entities_in;
use crate::changes::fields;
use crate::changes::listed::{capital, of_listed, verb, with_kind};
use crate::changes::side::{Both, Side};
use crate::changes::told::{Told, Turn};
use crate::org::content::Content;
use crate::vocabulary::kinds::{Entity, FieldId, Kind, sections};
use crate::vocabulary::{SectionForm, record};

/// Tells it, those of a kind together.
pub(super) fn tell(both: &Both<'_>, told: &mut Told) {
    for kind in sections().filter(|kind| !matches!(kind, Kind::Person | Kind::Team)) {
        match record(kind).form {
            SectionForm::Listed => tell_listed(both, kind, told),
            SectionForm::Keyed => tell_keyed(both, kind, told),
            SectionForm::Single | SectionForm::Nested => {}
        }
    }
}

fn tell_keyed(both: &Both<'_>, kind: Kind, told: &mut Told) {
    let (gone, new): (Vec<Entity>, Vec<Entity>) = (both.removed(kind).collect(), both.added(kind).collect());
    if !gone.is_empty() {
        let told_of = if both.new.is_silent(kind) { "not known of any more" } else { "gone" };
        let sentence = format!("{} {} {told_of}.", capital(&with_kind(both, &gone)), verb(gone.len(), "is", "are"));
        let ids = both.stable_ids(&gone);
        let turn = Turn { before: Said::of(ids.clone()), after: none(&both.new, kind) };
        told.say(What::Entity, ids, &[], turn, sentence);
    }
    if !new.is_empty() {
        let told_of = if both.old.is_silent(kind) { "known of now" } else { "new" };
        let sentence = format!("{} {} {told_of}.", capital(&with_kind(both, &new)), verb(new.len(), "is", "are"));
        let ids = both.stable_ids(&new);
        let turn = Turn { before: none(&both.old, kind), after: Said::of(ids.clone()) };
        told.say(What::Entity, ids, &[], turn, sentence);
    }
}

fn none(side: &Side<'_>, kind: Kind) -> Said {
    if side.is_silent(kind) { Said::unknown() } else { Said::of([]) }
}

/// What stands in a list without ids: those that name the same are the same.
type Listed<'o> = BTreeMap<Vec<Entity>, Vec<Vec<(FieldId, Content<'o>)>>>;

fn listed<'o>(side: &Side<'o>, kind: Kind) -> Listed<'o> {
    let mut found = Listed::new();
    for own in side.state.org.all(kind) {
        let contents = side.contents(own);
        found.entry(entities_in(&contents)).or_default().push(contents);
    }
    for all in found.values_mut() {
        all.sort();
    }
    found
}

fn tell_listed(both: &Both<'_>, kind: Kind, told: &mut Told) {
    let (mut old, new) = (listed(&both.old, kind), listed(&both.new, kind));
    for (key, mut is) in new {
        let mut was = old.remove(&key).unwrap_or_default();
        let same = |all: &mut Vec<_>, others: &[_]| all.retain(|one| others.binary_search(one).is_err());
        let before = was.clone();
        same(&mut was, &is);
        same(&mut is, &before);
        let pairs = was.len().min(is.len());
        for (was, is) in was.drain(..pairs).zip(is.drain(..pairs)) {
            fields::tell_listed(both, kind, &key, &was, &is, told);
        }
        tell_one(both, kind, &key, (was.len(), is.len()), told);
    }
    for (key, was) in old {
        tell_one(both, kind, &key, (was.len(), 0), told);
    }
}

/// Tells how many of those that name the same are gone and new. Where one of those that they name came or went, that is told.
fn tell_one(both: &Both<'_>, kind: Kind, key: &[Entity], (gone, new): (usize, usize), told: &mut Told) {
    if key.iter().any(|&name| both.came_or_went(name)) {
        return;
    }
    let what = of_listed(both, kind, key);
    let ids = both.stable_ids(key);
    if gone > 0 {
        let turn = Turn { before: Said::of(ids.clone()), after: none(&both.new, kind) };
        told.say(What::Entity, ids.clone(), &[], turn, format!("{} is gone.", capital(&what)));
    }
    if new > 0 {
        let turn = Turn { before: none(&both.old, kind), after: Said::of(ids.clone()) };
        told.say(What::Entity, ids, &[], turn, format!("{} is new.", capital(&what)));
    }
}
