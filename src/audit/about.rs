//! Which findings are about what: a section names them beside what they are about, and leads to them.

use std::collections::HashMap;

use bumpalo::Bump;

use crate::audit::Source;
use crate::audit::findings::TEXT;
use crate::facts::cx::Cx;
use crate::facts::tables;
use crate::finding::excuse::{Excuse, Excused};
use crate::finding::{Finding, Severity};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::vocabulary::record;

/// A finding as a section names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its rule.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where it stands in the page, if it is shown there.
    pub anchor: Option<String>,
    /// Why somebody lives with it, where somebody does.
    pub lived: Option<Lived>,
}

/// Why what is wrong does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lived {
    /// Somebody decided to live with it.
    With {
        /// Why.
        reason: String,
        /// The last day of it, where there is one.
        until: Option<String>,
    },
    /// It was there when somebody began to look.
    Known,
}

impl Lived {
    fn of(source: &Source<'_>, excuse: &Excuse) -> Self {
        match excuse {
            Excuse::Waived { reason, until, .. } => {
                Self::With { reason: source.told(reason, TEXT), until: until.clone() }
            }
            Excuse::Known => Self::Known,
        }
    }

    /// That it is lived with, and how long.
    pub fn so_long(&self) -> String {
        match self {
            Self::With { until: Some(until), .. } => format!("lived with until {until}"),
            Self::With { until: None, .. } => "lived with".to_owned(),
            Self::Known => "in the baseline".to_owned(),
        }
    }
}

impl Named {
    /// A finding as it is named.
    pub(super) fn of(source: &Source<'_>, finding: &Finding) -> Self {
        Self {
            rule: finding.rule.clone(),
            severity: finding.severity,
            message: source.told_by(finding, &finding.message, TEXT),
            anchor: source.anchors.get(finding),
            lived: None,
        }
    }

    /// What is wrong and does not count, as it is named.
    fn excused(source: &Source<'_>, excused: &Excused) -> Self {
        Self { lived: Some(Lived::of(source, &excused.excuse)), ..Self::of(source, &excused.finding) }
    }
}

/// What some rules found, the worst first; last what is lived with.
pub(super) fn found_by(source: &Source<'_>, rules: &[&str]) -> Vec<Named> {
    let asked = |finding: &Finding| rules.contains(&finding.rule.as_str());
    let found = source.findings.iter().filter(|finding| asked(finding)).map(|finding| Named::of(source, finding));
    let excused = source.excused.iter().filter(|excused| asked(&excused.finding));
    let mut found: Vec<Named> = found.chain(excused.map(|excused| Named::excused(source, excused))).collect();
    found.sort_by_key(|named| (named.lived.is_some(), std::cmp::Reverse(named.severity)));
    found
}

/// What a rule found, by the stable id of whom it is about.
pub(super) struct BySubject<'o>(HashMap<&'o str, Found<'o>>);

/// What counts, or does not.
#[derive(Clone, Copy)]
enum Found<'o> {
    Counts(&'o Finding),
    Excused(&'o Excused),
}

impl BySubject<'_> {
    /// What it found about somebody.
    pub(super) fn get(&self, source: &Source<'_>, of: Entity) -> Option<Named> {
        let arena = Bump::new();
        let cx = Cx::new(source.org, source.facts, &arena);
        self.0.get(tables::stable_id(&cx, of).as_str()).map(|found| match found {
            Found::Counts(finding) => Named::of(source, finding),
            Found::Excused(excused) => Named::excused(source, excused),
        })
    }
}

/// What a rule found, by whom it is about, be it lived with.
pub(super) fn by_subject<'o>(source: &Source<'o>, rule: &str) -> BySubject<'o> {
    let excused = source.excused.iter().map(|excused| (&excused.finding, Found::Excused(excused)));
    let found = source.findings.iter().map(|finding| (finding, Found::Counts(finding)));
    // What counts comes last, and so is named before what does not.
    let all = excused.chain(found).filter(|(finding, _)| finding.rule == rule);
    BySubject(all.flat_map(|(finding, found)| finding.subjects().map(move |one| (one.entity, found))).collect())
}

/// What rules found about those of a kind, by whom it is about.
pub(super) fn about_kind<'o>(source: &Source<'o>, kind: Kind) -> HashMap<Entity, Vec<&'o Finding>> {
    let mut found: HashMap<Entity, Vec<&Finding>> = HashMap::new();
    for finding in source.findings {
        let subjects = source.judgement.subjects.get(&finding.fingerprint);
        for &entity in subjects.into_iter().flatten().filter(|entity| entity.kind == kind) {
            found.entry(entity).or_default().push(finding);
        }
    }
    found
}

/// What a field says that is there for people, and that nothing is judged by.
pub(super) fn for_people(source: &Source<'_>, of: Entity, field: &str) -> Option<String> {
    let said = source.org.text(of, record(of.kind).field(field)?).ok().flatten()?.value.trim();
    let shown = || if source.names.is_own(of) { said.to_owned() } else { source.names.text(said).into_owned() };
    (!said.is_empty()).then(shown)
}
