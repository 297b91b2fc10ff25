//! What rules say: what they can be asked about, and what is wrong.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::changes::change::{Said, What};
use crate::changes::listed::{capital, names, words};
use crate::changes::side::{Both, Side};
use crate::changes::told::{Told, Turn};
use crate::facts::tables;
use crate::finding::wording::count;
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// Tells it, a sentence for each rule and way.
pub(super) fn tell(both: &Both<'_>, told: &mut Told) {
    tell_judgeable(both, told);
    tell_findings(both, told);
}

/// By rule, those it is about and that it cannot judge, with what is missing.
type NotJudged<'o> = BTreeMap<&'o str, BTreeMap<Vec<Entity>, Vec<Missing>>>;

fn not_judged<'o>(side: &Side<'o>) -> NotJudged<'o> {
    let mut found = NotJudged::new();
    for one in side.state.not_judged {
        let (Some(rule), Some(entity)) = (side.state.rules.get(one.rule), one.entity) else { continue };
        let concerned = side.ask(|cx| tables::concerned(cx, entity));
        let is_whole = concerned.iter().all(|of| of.index() < side.state.org.count(of.kind));
        if is_whole {
            let names = concerned.into_iter().map(|own| side.name(own)).collect();
            found.entry(&rule.name).or_default().entry(names).or_default().extend(&one.missing);
        }
    }
    found
}

/// Tells which rules cannot be asked any more because something is not said any more, or can be because it is said now.
/// What they cannot be asked because it concerns somebody newly is no loss.
fn tell_judgeable(both: &Both<'_>, told: &mut Told) {
    let (old, new) = (not_judged(&both.old), not_judged(&both.new));
    for is_new in [true, false] {
        let (here, there) = if is_new { (&new, &old) } else { (&old, &new) };
        let mut other = if is_new { Other::of(both.new, both.old) } else { Other::of(both.old, both.new) };
        let mut alike: BTreeMap<BTreeSet<Entity>, Vec<&str>> = BTreeMap::new();
        for (rule, all) in here {
            let known = there.get(rule);
            let mut about: BTreeSet<Entity> = BTreeSet::new();
            for (names, missing) in all {
                let is_known = known.is_some_and(|known| known.contains_key(names));
                let is_same = !is_known && names.iter().all(|&of| is_on_both(both, of));
                if is_same && missing.iter().any(|&missing| other.says(missing)) {
                    about.extend(names);
                }
            }
            if !about.is_empty() {
                alike.entry(about).or_default().push(rule);
            }
        }
        for (about, rules) in alike {
            let can = if is_new { "cannot be judged any more" } else { "can be judged now" };
            let ids = Said::of(both.stable_ids(&about));
            let (before, after) = if is_new { (ids, Said::unknown()) } else { (Said::unknown(), ids) };
            let sentence = format!("{} {can} for {}.", capital(&words(&rules)), names(both, &about));
            let weight = weight(about.len() * rules.len(), is_new);
            let rules = rules.into_iter().map(str::to_owned).collect();
            told.weigh(What::Judgeable, rules, &[], Turn { before, after }, sentence, weight);
        }
    }
}

/// What the other side says of what this side does not.
struct Other<'o> {
    here: Side<'o>,
    there: Side<'o>,
    /// Fields of nested records, by what these are nested in, with whether they are said there.
    nested: HashMap<(Entity, Kind, FieldId), bool>,
}

impl<'o> Other<'o> {
    fn of(here: Side<'o>, there: Side<'o>) -> Self {
        Self { here, there, nested: HashMap::new() }
    }

    /// Whether the other side says what is missing on this one.
    fn says(&mut self, missing: Missing) -> bool {
        match missing {
            Missing::Section(kind) => !self.there.is_silent(kind),
            Missing::Field(entity, field) | Missing::Invalid(entity, field) | Missing::Elsewhere(entity, field) => {
                self.says_field(entity, field)
            }
            Missing::Arithmetic | Missing::Element => false,
        }
    }

    fn says_field(&mut self, entity: Entity, field: FieldId) -> bool {
        let org = self.here.state.org;
        if entity.index() >= org.count(entity.kind) {
            return false;
        }
        let mut top = entity;
        while let Some(parent) = org.parent(top) {
            top = parent;
        }
        let name = self.here.name(top);
        let Some(own) = self.there.own(name) else { return false };
        if top == entity {
            return self.there.state.org.is_written(own, field);
        }
        let org = self.there.state.org;
        *self.nested.entry((own, entity.kind, field)).or_insert_with(|| {
            // A record without a name is not found again: any of its kind that says it will do.
            org.nested(own).into_iter().any(|one| one.kind == entity.kind && org.is_written(one, field))
        })
    }
}

/// New ones are told first, those of which there are most before others.
fn weight(number: usize, is_new: bool) -> i64 {
    const ALL_NEW_FIRST: i64 = 1 << 40;
    i64::try_from(number).unwrap_or(ALL_NEW_FIRST) - if is_new { 0 } else { ALL_NEW_FIRST }
}

fn is_on_both(both: &Both<'_>, name: Entity) -> bool {
    both.old.own(name).is_some() && both.new.own(name).is_some() && !both.came_or_went(name)
}

/// Findings by rule and by whom they are about, with the number of places; old names as they are now.
type Found = BTreeMap<(String, String), usize>;

fn found(both: &Both<'_>, side: &Side<'_>) -> Found {
    let renamed = both.pairing.renamed.iter();
    let renamed = renamed.map(|&(old, new)| (both.old.state.org.stable_id(old), both.new.state.org.stable_id(new)));
    let called: HashMap<String, String> = renamed.collect();
    let mut found = Found::new();
    for entry in side.state.found.entries() {
        let subject = called.get(&entry.subject).unwrap_or(&entry.subject);
        *found.entry((entry.rule.clone(), subject.clone())).or_default() += entry.places;
    }
    found
}

fn tell_findings(both: &Both<'_>, told: &mut Told) {
    let (old, new) = (found(both, &both.old), found(both, &both.new));
    for is_new in [true, false] {
        let (here, there) = if is_new { (&new, &old) } else { (&old, &new) };
        let more: Vec<&(String, String)> = here
            .iter()
            .filter(|(found, places)| there.get(found).is_none_or(|others| others < places))
            .map(|(found, _)| found)
            .collect();
        let other = if is_new { both.old } else { both.new };
        let undecided = other.undecided(&more.iter().map(|(rule, _)| rule.as_str()).collect());
        let mut by_rule: BTreeMap<(&str, bool), Vec<String>> = BTreeMap::new();
        for found in more {
            by_rule.entry((&found.0, undecided.contains(found))).or_default().push(found.1.clone());
        }
        for ((rule, is_undecided), subjects) in by_rule {
            let number = subjects.len();
            // What cannot be judged any more is not better for it, and what can be judged now may not be worse.
            let (what, which) = match (is_new, is_undecided) {
                (true, false) => (("new finding", "new findings"), ""),
                (true, true) => (("finding", "findings"), ", which could not be judged before"),
                (false, false) => (("mended finding", "mended findings"), ""),
                (false, true) => (("finding", "findings"), ", which cannot be judged any more"),
            };
            let sentence = format!("{} of `{rule}`{which}: {}.", count(number, what.0, what.1), words(&subjects));
            let gone = if is_undecided { Said::unknown() } else { Said::of([]) };
            let here = Said::of(subjects);
            let turn = if is_new { Turn { before: gone, after: here } } else { Turn { before: here, after: gone } };
            told.weigh(What::Findings, vec![rule.to_owned()], &[], turn, sentence, weight(number, is_new));
        }
    }
}
