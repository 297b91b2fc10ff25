//! What rules say: what they can be asked about, and what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use crate::changes::listed::{names, words};
use crate::changes::side::{Both, Side};
use crate::changes::told::{Told, Turn};
use crate::changes::{Said, What};
use crate::facts::tables;
use crate::finding::wording::count;
use crate::value::Number;
use crate::vocabulary::kinds::Entity;

/// Tells it, a sentence for each rule and way.
pub(super) fn tell(both: &Both<'_>, told: &mut Told) {
    tell_judgeable(both, told);
    tell_findings(both, told);
}

/// By rule, those it is about and that it cannot judge.
type NotJudged<'o> = BTreeMap<&'o str, BTreeSet<Vec<Entity>>>;

fn not_judged<'o>(side: &Side<'o>) -> NotJudged<'o> {
    let mut found = NotJudged::new();
    for one in side.state.not_judged {
        let (Some(rule), Some(entity)) = (side.state.rules.get(one.rule), one.entity) else { continue };
        let concerned = side.ask(|cx| tables::concerned(cx, entity));
        let is_whole = concerned.iter().all(|of| of.index() < side.state.org.count(of.kind));
        if is_whole {
            let names = concerned.into_iter().map(|own| side.name(own)).collect();
            found.entry(&rule.name).or_default().insert(names);
        }
    }
    found
}

fn tell_judgeable(both: &Both<'_>, told: &mut Told) {
    let (old, new) = (not_judged(&both.old), not_judged(&both.new));
    for is_new in [true, false] {
        let (here, there) = if is_new { (&new, &old) } else { (&old, &new) };
        for (rule, all) in here {
            let known = there.get(rule);
            let is_only_here = |about: &&Vec<Entity>| {
                !known.is_some_and(|known| known.contains(*about)) && about.iter().all(|&of| is_on_both(both, of))
            };
            let about: BTreeSet<Entity> = all.iter().filter(is_only_here).flatten().copied().collect();
            if about.is_empty() {
                continue;
            }
            let whom = names(both, &about);
            let can = if is_new { "cannot be judged any more" } else { "can be judged now" };
            let ids = both.stable_ids(&about);
            let (before, after) = if is_new { (known_as(&ids), Said::unknown()) } else { (Said::unknown(), known_as(&ids)) };
            let sentence = format!("`{rule}` {can} for {whom}.");
            let number = Number::from(i64::try_from(about.len()).unwrap_or(i64::MAX));
            told.weigh(What::Judgeable, vec![(*rule).to_owned()], &[], Turn { before, after }, sentence, number);
        }
    }
}

fn known_as(ids: &[String]) -> Said {
    Said::of(ids.iter().cloned())
}

fn is_on_both(both: &Both<'_>, name: Entity) -> bool {
    both.old.own(name).is_some() && both.new.own(name).is_some() && !both.came_or_went(name)
}

/// Findings by rule and by whom they are about, with the number of places; old names as they are now.
type Found = BTreeMap<(String, String), usize>;

fn found(both: &Both<'_>, side: &Side<'_>) -> Found {
    let renamed: BTreeMap<String, String> = both
        .pairing
        .renamed
        .iter()
        .map(|&(old, new)| (both.old.state.org.stable_id(old), both.new.state.org.stable_id(new)))
        .collect();
    let mut found = Found::new();
    for entry in side.state.found.entries() {
        let subject = renamed.get(&entry.subject).unwrap_or(&entry.subject);
        *found.entry((entry.rule.clone(), subject.clone())).or_default() += entry.places;
    }
    found
}

fn tell_findings(both: &Both<'_>, told: &mut Told) {
    let (old, new) = (found(both, &both.old), found(both, &both.new));
    for is_new in [true, false] {
        let (here, there) = if is_new { (&new, &old) } else { (&old, &new) };
        let mut by_rule: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for ((rule, subject), places) in here {
            if there.get(&(rule.clone(), subject.clone())).is_none_or(|others| others < places) {
                by_rule.entry(rule).or_default().push(subject.clone());
            }
        }
        for (rule, subjects) in by_rule {
            let number = subjects.len();
            let what = if is_new { ("new finding", "new findings") } else { ("finding mended", "findings mended") };
            let sentence = format!("{} of `{rule}`: {}.", count(number, what.0, what.1), words(&subjects));
            let (here, gone) = (Said::of(subjects), Said::of([]));
            let turn = if is_new { Turn { before: gone, after: here } } else { Turn { before: here, after: gone } };
            let weight = Number::from(i64::try_from(number).unwrap_or(i64::MAX));
            told.weigh(What::Findings, vec![rule.to_owned()], &[], turn, sentence, weight);
        }
    }
}
