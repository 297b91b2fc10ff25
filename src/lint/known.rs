//! The findings that a baseline knows.

use std::collections::{HashMap, HashSet};

use crate::baseline::{Baseline, Entry, entries};
use crate::finding::excuse::{Excuse, Excused};
use crate::finding::{Finding, Label};
use crate::lint::enclosing::Enclosing;
use crate::lint::outcome::Outcome;
use crate::org::Org;
use crate::text::Place;

/// What findings are known by.
pub(super) struct Names {
    enclosing: Enclosing,
}

impl Names {
    /// What these are known by, and any that are about an entity.
    pub(super) fn of<'f>(org: &Org, findings: impl Iterator<Item = &'f Finding>) -> Self {
        Self { enclosing: Enclosing::of(org, findings.filter(|finding| finding.entity.is_none())) }
    }

    fn entries(&self, org: &Org, finding: &Finding) -> Vec<Entry> {
        let place = finding.place();
        entries(finding, within(org, &self.enclosing, place).as_deref(), org.sources().text(place))
    }
}

/// Tells which findings a baseline knows.
pub(super) struct Knowing<'b> {
    baseline: &'b Baseline,
    /// Rules whose findings are told in any case.
    told: &'b HashSet<String>,
    names: Names,
    /// In how many places what the baseline knows was found again, by what it is known by.
    found: HashMap<String, usize>,
    known: Vec<Excused>,
}

impl<'b> Knowing<'b> {
    /// A baseline, and the rules and diagnostics whose findings are told in any case. It will be asked about these findings,
    /// and any that are about an entity.
    pub(super) fn of(baseline: &'b Baseline, told: &'b HashSet<String>, org: &Org, findings: &[Finding]) -> Self {
        Self { baseline, told, names: Names::of(org, findings.iter()), found: HashMap::new(), known: Vec::new() }
    }

    /// Whether the baseline knows a finding, which must not have been merged with others: everybody it is about, and each of
    /// its places.
    pub(super) fn covers(&mut self, org: &Org, finding: &Finding) -> bool {
        if self.told.contains(finding.rule.as_str()) {
            return false;
        }
        let mut all = true;
        for Entry { rule, fingerprint, places, .. } in self.names.entries(org, finding) {
            let Some(known) = self.baseline.get(&rule, &fingerprint) else {
                all = false;
                continue;
            };
            let found = self.found.entry(fingerprint).or_default();
            *found += places;
            all &= *found <= known.places;
        }
        if all {
            self.known.push(Excused::new(finding.clone(), Excuse::Known));
        }
        all
    }

    /// The findings that it knows, and what of it was not found again, with as many places as are mended.
    pub(super) fn finish(self) -> (Vec<Excused>, Vec<Entry>) {
        let Self { baseline, found, known, .. } = self;
        let mended = baseline.entries().into_iter().filter_map(|entry| {
            let places = entry.places.saturating_sub(found.get(&entry.fingerprint).copied().unwrap_or_default());
            (places > 0).then(|| Entry { places, ..entry.clone() })
        });
        (known, mended.collect())
    }
}

/// Where an earlier state had what can be wrong in several places: the fingerprint of a finding, and an entity in whose
/// declaration it had a place.
#[derive(Debug, Default)]
pub(super) struct PlacesBefore(HashSet<(String, Option<String>)>);

impl PlacesBefore {
    /// Those of a state that was judged, be it that something excuses them.
    pub(super) fn of(outcome: &Outcome) -> Self {
        let excused = outcome.excused.iter().map(|excused| &excused.finding);
        let all: Vec<&Finding> = outcome.findings.iter().chain(excused).collect();
        let enclosing = Enclosing::of(&outcome.org, all.iter().copied().filter(|finding| finding.labels[0].occurrence));
        let places = all.into_iter().flat_map(|finding| {
            let places = finding.labels.iter().filter(|label| label.occurrence);
            places.map(|label| (finding.fingerprint.clone(), within(&outcome.org, &enclosing, label.place)))
        });
        Self(places.collect())
    }

    /// Reports each finding at the first of its places that is new, where one is.
    pub(super) fn report_at_new_ones(&self, org: &Org, findings: &mut [Finding]) {
        let enclosing = Enclosing::of(org, findings.iter().filter(|finding| finding.occurrences() > 1));
        for finding in findings.iter_mut().filter(|finding| finding.occurrences() > 1) {
            let is_new = |label: &Label| {
                let place = (finding.fingerprint.clone(), within(org, &enclosing, label.place));
                label.occurrence && !self.0.contains(&place)
            };
            if let Some(new) = finding.labels.iter().position(is_new) {
                finding.swap_places(new);
            }
        }
    }
}

/// The entity in whose declaration a place is.
fn within(org: &Org, enclosing: &Enclosing, place: Place) -> Option<String> {
    enclosing.get(place.file, place.span.start).map(|entity| org.stable_id(entity))
}

impl Outcome {
    /// What each finding is known by in another state of the organisation.
    #[doc(hidden)]
    pub fn entries(&self) -> Vec<Vec<Entry>> {
        let names = Names::of(&self.org, self.findings.iter());
        self.findings.iter().map(|finding| names.entries(&self.org, finding)).collect()
    }

    /// A baseline that knows everything that was found, but for what is waived and what is told in any case.
    #[doc(hidden)]
    pub fn to_baseline(&self) -> Baseline {
        let told = &self.told_in_any_case;
        let known = self.excused.iter().filter(|excused| excused.excuse == Excuse::Known).map(|known| &known.finding);
        let found = self.findings.iter().filter(|finding| !told.contains(finding.rule.as_str()));
        let all: Vec<&Finding> = found.chain(known).collect();
        let names = Names::of(&self.org, all.iter().copied());
        Baseline::of(all.into_iter().flat_map(|finding| names.entries(&self.org, finding)))
    }
}
