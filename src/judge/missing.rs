//! What could not be judged, and which declaration would change that, in words.

use std::collections::HashSet;

use bumpalo::Bump;

use crate::declare::format::Format;
use crate::facts::cx::Cx;
use crate::facts::{Facts, tables};
use crate::org::Org;
use crate::rule::Rule;
use crate::value::Missing;
use crate::vocabulary;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// A rule could not be judged for an entity. Small, because a large organisation may have millions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotJudged {
    /// Rank of the rule among those that were given.
    pub rule: usize,
    /// The entity; none where the collection itself is not known in full.
    pub entity: Option<Entity>,
    /// What was not declared, sorted.
    pub missing: Box<[Missing]>,
}

/// The same for people and machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotJudgedInWords {
    /// Name of the rule.
    pub rule: String,
    /// Stable id of the entity; none where the collection itself is not known in full.
    pub entity: Option<String>,
    /// What to declare: `team:payments.members`, `slos`.
    pub missing: Vec<String>,
}

impl NotJudged {
    /// Names of the rule, the entity and what is missing; `known` and `rules` are those it was judged with.
    pub fn in_words(&self, org: &Org, known: &Facts, rules: &[Rule]) -> NotJudgedInWords {
        let arena = Bump::new();
        let cx = Cx::new(org, known, &arena);
        let mut missing: Vec<String> = self.missing.iter().map(|missing| in_words(&cx, *missing)).collect();
        missing.sort();
        missing.dedup();
        NotJudgedInWords {
            rule: rules.get(self.rule).map(|rule| rule.name.clone()).unwrap_or_default(),
            entity: self.entity.map(|entity| tables::stable_id(&cx, entity)),
            missing,
        }
    }
}

/// Whom some rules could not judge, these by their names: name of the rule and stable id of the entity.
pub(crate) fn undecided_by(
    all: &[NotJudged],
    wanted: &HashSet<&str>,
    (org, known): (&Org, &Facts),
    rules: &[Rule],
) -> HashSet<(String, String)> {
    // Of a large organisation there are millions, and mostly nobody asks.
    if wanted.is_empty() {
        return HashSet::new();
    }
    let arena = Bump::new();
    let cx = Cx::new(org, known, &arena);
    let named = all.iter().filter_map(|one| {
        let rule = rules.get(one.rule).map(|rule| rule.name.as_str()).filter(|rule| wanted.contains(rule))?;
        Some((rule.to_owned(), tables::stable_id(&cx, one.entity?)))
    });
    named.collect()
}

/// What to declare: `team:payments.members`, `slos`.
pub fn in_words(cx: &Cx<'_>, missing: Missing) -> String {
    match missing {
        Missing::Field(entity, field) | Missing::Invalid(entity, field) | Missing::Elsewhere(entity, field) => {
            let (entity, field) = written_at(cx.org, entity, field);
            format!("{}.{}", tables::stable_id(cx, entity), vocabulary::record(entity.kind).def(field).name)
        }
        Missing::Section(kind) => {
            let record = vocabulary::record(kind);
            record.section.unwrap_or(record.word).to_owned()
        }
        Missing::Arithmetic => "a number that can be computed".to_owned(),
        Missing::Element => "an element that exists".to_owned(),
    }
}

/// Where a field can be written: what the only layer of a rotation lacks that lists its people itself, the rotation says.
pub(super) fn written_at(org: &Org, entity: Entity, field: FieldId) -> (Entity, FieldId) {
    let at_rotation = || {
        let implied =
            entity.kind == Kind::Layer && entity.index() < org.count(Kind::Layer) && org.id(entity).is_empty();
        let rotation = if implied { org.parent(entity)? } else { return None };
        let name = vocabulary::record(entity.kind).def(field).name;
        Some((rotation, vocabulary::record(Kind::Rotation).field(name)?))
    };
    at_rotation().unwrap_or((entity, field))
}

/// The format that declares the entity, where what is missing could not be said in it, nor in any other that does.
pub(super) fn unsayable(org: &Org, missing: Missing) -> Option<&'static Format> {
    let Missing::Field(entity, field) = missing else { return None };
    let declared = entity.index() < org.count(entity.kind) && org.is_declared(entity);
    declared.then(|| org.unsayable(entity, field)).flatten()
}
