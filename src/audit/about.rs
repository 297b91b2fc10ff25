//! Which findings are about what: a section names them beside what they are about, and leads to them.

use std::collections::HashMap;

use crate::audit::Source;
use crate::audit::findings::TEXT;
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
}

impl Named {
    /// A finding as it is named.
    pub(super) fn of(source: &Source<'_>, finding: &Finding) -> Self {
        Self {
            rule: finding.rule.clone(),
            severity: finding.severity,
            message: source.told(&finding.message, TEXT),
            anchor: source.anchors.get(finding),
        }
    }
}

/// What some rules found, the worst first.
pub(super) fn found_by(source: &Source<'_>, rules: &[&str]) -> Vec<Named> {
    let found = source.findings.iter().filter(|finding| rules.contains(&finding.rule.as_str()));
    let mut found: Vec<&Finding> = found.collect();
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found.into_iter().map(|finding| Named::of(source, finding)).collect()
}

/// What a rule found, by whom it is about.
pub(super) fn by_subject<'o>(source: &Source<'o>, rule: &str) -> HashMap<Entity, &'o Finding> {
    let found = source.findings.iter().filter(|finding| finding.rule == rule);
    let about = |finding: &'o Finding| {
        let subjects = source.judgement.subjects.get(&finding.fingerprint);
        subjects.into_iter().flatten().map(move |&entity| (entity, finding))
    };
    found.flat_map(about).collect()
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
    (!said.is_empty()).then(|| source.names.text(said).into_owned())
}
