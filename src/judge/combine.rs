//! Settles findings with each other: what is redundant or waived goes, what is one becomes one, and all are put in order.

use std::collections::{HashMap, HashSet};

use bumpalo::Bump;
use rayon::prelude::*;

use crate::expr::Frame;
use crate::facts::cx::Cx;
use crate::facts::kept::Kept;
use crate::facts::{Facts, tables};
use crate::finding::Finding;
use crate::finding::wording::first_of;
use crate::judge::label::join;
use crate::judge::verdict::Failure;
use crate::org::Org;
use crate::rule::{Case, Rule};
use crate::text::given;
use crate::value::{Item, Val};
use crate::vocabulary::kinds::Entity;

/// So many subjects are named in the message of merged findings.
const NAMED: usize = 5;

/// Findings that have been settled with each other.
pub(crate) struct Settled {
    /// By path, position, rule and message.
    pub findings: Vec<Finding>,
    /// Fingerprints of those that are not told, as their rule is off where they are.
    pub off: HashSet<String>,
    /// For each finding that may be told with others, its fingerprint and that of the finding which tells it.
    pub merged: HashMap<String, String>,
    /// Whom each finding is about, by its fingerprint.
    pub subjects: HashMap<String, Box<[Entity]>>,
}

pub(crate) fn settle(
    org: &Org,
    facts: &Facts,
    rules: &[Rule],
    kept: &[Kept],
    mut failures: Vec<Failure>,
    (mut told, mut waived): (impl FnMut(&mut Finding) -> bool, impl FnMut(&Finding) -> bool),
) -> Settled {
    let mut off = HashSet::new();
    failures.retain_mut(|failure| {
        let is_told = told(&mut failure.finding);
        if !is_told {
            off.insert(failure.finding.fingerprint.clone());
        }
        is_told
    });
    let mut failures = without_superseded(rules, failures);
    failures.retain(|failure| !waived(&failure.finding));
    let mut findings: Vec<Finding> = Vec::new();
    let mut subjects: HashMap<String, Box<[Entity]>> = HashMap::new();
    let mut groups: Vec<Vec<Failure>> = Vec::new();
    let mut known: HashMap<(usize, String), usize> = HashMap::new();
    for failure in failures {
        match &failure.merge {
            None => {
                subjects.insert(failure.finding.fingerprint.clone(), Box::new([failure.entity]));
                findings.push(failure.finding);
            }
            Some((by, _)) => {
                let group = *known.entry((failure.rule, by.clone())).or_insert(groups.len());
                if group == groups.len() {
                    groups.push(Vec::new());
                }
                groups[group].push(failure);
            }
        }
    }
    let mut told_by = HashMap::new();
    let told: Vec<(Vec<String>, Box<[Entity]>, Finding)> = groups
        .into_par_iter()
        .filter_map(|group| {
            let own = group.iter().map(|failure| failure.finding.fingerprint.clone()).collect();
            let about = group.iter().map(|failure| failure.entity).collect();
            Some((own, about, merged(org, facts, rules, kept, group)?))
        })
        .collect();
    for (own, about, finding) in told {
        told_by.extend(own.into_iter().map(|own| (own, finding.fingerprint.clone())));
        subjects.insert(finding.fingerprint.clone(), about);
        findings.push(finding);
    }
    crate::finding::sort(&mut findings, org.sources());
    Settled { findings, off, merged: told_by, subjects }
}

/// A finding that supersedes others does so even where it is superseded itself. One of a rule that is only shown before it
/// counts takes nothing away from rules that count, and one that can be waived nothing from what cannot.
fn without_superseded(rules: &[Rule], failures: Vec<Failure>) -> Vec<Failure> {
    let ranks: HashMap<&str, usize> = rules.iter().enumerate().map(|(rank, rule)| (rule.name.as_str(), rank)).collect();
    let gives_way =
        |rank: usize, to: &Rule| (!to.is_preview() || rules[rank].is_preview()) && (to.locked || !rules[rank].locked);
    let redundant: HashSet<(usize, Entity)> = failures
        .iter()
        .flat_map(|failure| failure.supersedes.iter().map(|of| (&rules[failure.rule], of)))
        .filter_map(|(by, (name, entities))| {
            let rank = *ranks.get(name.as_str())?;
            gives_way(rank, by).then(|| entities.iter().map(move |entity| (rank, *entity)))
        })
        .flatten()
        .collect();
    failures.into_iter().filter(|failure| !redundant.contains(&(failure.rule, failure.entity))).collect()
}

/// One finding about all subjects of a group: it is as severe as the most severe, and labels what they label.
fn merged(org: &Org, facts: &Facts, rules: &[Rule], kept: &[Kept], group: Vec<Failure>) -> Option<Finding> {
    let mut listed: Vec<String> =
        group.iter().filter_map(|failure| failure.merge.as_ref()).map(|(_, name)| name.clone()).collect();
    listed.dedup();
    let own = |failure: &Failure| (failure.id.clone(), failure.finding.fingerprint.clone());
    let mut subjects: Vec<(String, String)> = group.iter().map(own).collect();
    subjects.sort_unstable();
    let mut rest = group.into_iter();
    let first = rest.next()?;
    let mut finding = first.finding;
    let several = rest.len() > 0;
    let mut labels = vec![(std::mem::take(&mut finding.labels), finding.more_labels)];
    for other in rest {
        finding.severity = finding.severity.max(other.finding.severity);
        labels.push((other.finding.labels, other.finding.more_labels));
    }
    (finding.labels, finding.more_labels) = join(labels);
    if several {
        let case = &rules[first.rule].cases[first.case];
        finding.message = message(org, facts, &kept[first.rule], &listed, case, first.entity).unwrap_or_else(|| {
            let others = named(&listed[1..]);
            let others = if facts.marks_given { given::marked(&others) } else { others };
            format!("{}; the same holds for {others}", finding.message)
        });
    }
    let entity = finding.entity.take();
    let ids: Vec<&str> = subjects.iter().map(|(id, _)| id.as_str()).collect();
    let mut finding = finding.about(&ids, &first.key);
    finding.entity = entity;
    // What else than the entity identifies each of them need not be the same.
    finding.several = if several { subjects } else { Vec::new() };
    Some(finding)
}

fn message(org: &Org, facts: &Facts, kept: &Kept, listed: &[String], case: &Case, entity: Entity) -> Option<String> {
    let (env, slot, template) = case.merge.as_ref()?.message.as_ref()?;
    let arena = Bump::new();
    let cx = Cx::new(org, facts, &arena).keeping(kept);
    let mut frame = Frame::new(env);
    frame.set(case.subject, Item::new(Val::Entity(entity), tables::place(&cx, entity)));
    let names = listed.iter().map(|name| Item::new(Val::Text(arena.alloc_str(name)), None));
    let subjects = cx.list(names);
    frame.set(*slot, Item::new(subjects, None));
    Some(template.render(&cx, &mut frame))
}

fn named(names: &[String]) -> String {
    first_of(names, NAMED)
}

#[cfg(test)]
mod tests {
    use crate::judge::combine::named;

    #[test]
    fn five_subjects_are_named() {
        let names: Vec<String> = ["a", "b", "c", "d", "e", "f", "g"].map(String::from).to_vec();
        assert_eq!(named(&names[..3]), "a, b, c");
        assert_eq!(named(&names), "a, b, c, d, e and 2 more");
    }
}
