//! Where findings stand in the page, so that all sections can lead to them.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::finding::worst::worst_first;

/// So many findings are shown. Nobody reads more, and the page is to open at once.
pub(super) const SHOWN: usize = 1_000;

/// Where findings stand in the page, by their fingerprints.
#[derive(Debug, Default)]
pub struct Anchors(HashMap<String, usize>);

impl Anchors {
    /// Those of the findings that are shown.
    pub fn of(findings: &[Finding]) -> Self {
        let shown = in_order(findings).into_iter().take(SHOWN).enumerate();
        Self(shown.map(|(rank, finding)| (finding.fingerprint.clone(), rank)).collect())
    }

    /// Where a finding stands, if it is shown.
    pub fn get(&self, finding: &Finding) -> Option<String> {
        self.0.get(&finding.fingerprint).map(|rank| format!("finding-{}", rank + 1))
    }
}

/// Findings in the order in which they stand there.
pub(super) fn in_order(findings: &[Finding]) -> Vec<&Finding> {
    let mut all: Vec<&Finding> = findings.iter().collect();
    worst_first(&mut all);
    all
}
