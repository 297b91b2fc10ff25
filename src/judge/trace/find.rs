//! Who is meant: by stable id, or by an id that only one of those judged has.

use crate::facts::cx::Cx;
use crate::facts::tables;
use crate::finding::suggest::nearest;
use crate::judge::subjects::Group;
use crate::rule::Rule;
use crate::text::unicode::composed;
use crate::vocabulary::kinds::{ALL, Entity};
use crate::vocabulary::{SectionForm, record};

/// So many entities are named.
const NAMED: usize = 4;

/// Why a rule does not judge what was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfound {
    /// Several are called so.
    Ambiguous(Vec<String>),
    /// There is no such thing; perhaps one of these was meant.
    Nobody {
        /// What is called nearly so.
        near: Option<String>,
        /// Some of those that the rule judges.
        judged: Judged,
    },
    /// There is, but the rule does not judge it.
    NotJudged {
        /// Its stable id.
        entity: String,
        /// What the rule judges.
        judged: Judged,
    },
}

/// What a rule judges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// The collections it goes through.
    pub collections: Vec<String>,
    /// Stable ids of the first few.
    pub some: Vec<String>,
    /// How many there are besides.
    pub more: usize,
}

pub(super) fn find(cx: &Cx<'_>, rule: &Rule, groups: &[Group], named: &str) -> Result<Entity, Unfound> {
    let mut all: Vec<Entity> = groups.iter().flat_map(|group| &group.subjects.items).map(|one| one.entity).collect();
    all.sort_unstable();
    all.dedup();
    let named = named.trim();
    let (same, folded) = (composed(named), composed(named).to_lowercase());
    let stable = |entity: &Entity| tables::stable_id(cx, *entity);
    let ways: [&dyn Fn(&Entity) -> bool; 4] = [
        &|entity| stable(entity) == same,
        &|entity| stable(entity).to_lowercase() == folded,
        &|entity| composed(tables::id(cx, *entity)) == same,
        &|entity| composed(tables::id(cx, *entity)).to_lowercase() == folded,
    ];
    for way in ways {
        let found: Vec<Entity> = all.iter().copied().filter(|entity| !named.is_empty() && way(entity)).collect();
        match found.as_slice() {
            [] => {}
            [only] => return Ok(*only),
            several => return Err(Unfound::Ambiguous(several.iter().map(stable).collect())),
        }
    }
    let judged = judged(cx, rule, &all);
    if let Some(other) = elsewhere(cx, named) {
        return Err(Unfound::NotJudged { entity: cx.org.stable_id(other), judged });
    }
    let near = nearly(cx, &all, named);
    Err(Unfound::Nobody { near, judged })
}

/// The stable id that is nearest to what was named.
fn nearly(cx: &Cx<'_>, all: &[Entity], named: &str) -> Option<String> {
    let stable_ids: Vec<String> = all.iter().map(|&entity| tables::stable_id(cx, entity)).collect();
    let stable_ids = || stable_ids.iter().map(String::as_str);
    // A kind that is right says nothing about the id behind it: `person:ana` is not nearly `person:wanda`.
    let of_kind = named.split_once(':').filter(|(kind, _)| stable_ids().any(|id| kind_of(id) == Some(kind)));
    if let Some((kind, id)) = of_kind {
        let ids = stable_ids().filter(|id| kind_of(id) == Some(kind)).filter_map(|id| id.get(kind.len() + 1..));
        return nearest(id, ids).map(|near| format!("{kind}:{near}"));
    }
    nearest(named, stable_ids()).map(str::to_owned).or_else(|| {
        let near = nearest(named, all.iter().map(|&entity| tables::id(cx, entity)))?;
        all.iter().find(|&&entity| tables::id(cx, entity) == near).map(|&entity| tables::stable_id(cx, entity))
    })
}

fn kind_of(stable_id: &str) -> Option<&str> {
    stable_id.split_once(':').map(|(kind, _)| kind)
}

fn judged(cx: &Cx<'_>, rule: &Rule, all: &[Entity]) -> Judged {
    let mut collections: Vec<String> = Vec::new();
    for case in &rule.cases {
        if !collections.contains(&case.collection.text) {
            collections.push(case.collection.text.clone());
        }
    }
    let shown = if all.len() == NAMED + 1 { all.len() } else { all.len().min(NAMED) };
    let some = all[..shown].iter().map(|&entity| tables::stable_id(cx, entity)).collect();
    Judged { collections, some, more: all.len() - shown }
}

/// What the organisation calls so, although the rule does not judge it.
fn elsewhere(cx: &Cx<'_>, named: &str) -> Option<Entity> {
    let (word, id) = named.split_once(':').map_or((None, named), |(word, id)| (Some(word), id));
    let kinds = ALL.iter().map(|&kind| (kind, record(kind))).filter(|(_, what)| what.form != SectionForm::Nested);
    let mut found = kinds.filter(|(_, what)| word.is_none_or(|word| word == what.word)).filter_map(|(kind, what)| {
        match what.form {
            SectionForm::Single => (named == what.word && cx.org.declared(kind) > 0).then(|| Entity::new(kind, 0)),
            _ => cx.org.find(kind, id),
        }
    });
    found.next()
}
