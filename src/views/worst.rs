//! The worst of what was found, by whom it is about.

use std::collections::HashMap;

use crate::finding::{Finding, Severity};

/// What was found about each, by stable id; what is about a part of something is about that, too.
#[derive(Debug, Default)]
pub(super) struct Worst(HashMap<String, (Severity, usize)>);

impl Worst {
    pub fn of(findings: &[Finding]) -> Self {
        let mut found = Self::default();
        for finding in findings {
            let mut told: Vec<&str> = Vec::new();
            for subject in finding.subjects() {
                for id in wholes(subject.entity) {
                    if !told.contains(&id) {
                        told.push(id);
                        found.add(id, finding.severity);
                    }
                }
                told.truncate(FEW);
            }
        }
        found
    }

    fn add(&mut self, id: &str, severity: Severity) {
        match self.0.get_mut(id) {
            Some((worst, count)) => (*worst, *count) = ((*worst).max(severity), *count + 1),
            None => {
                self.0.insert(id.to_owned(), (severity, 1));
            }
        }
    }

    /// The worst about something, and how much there is.
    pub fn about(&self, id: &str) -> (Option<Severity>, usize) {
        self.0.get(id).map_or((None, 0), |&(worst, count)| (Some(worst), count))
    }
}

/// So many of the subjects of one finding are compared with each other, as what is in one thing stands side by side; and so
/// many parts of an id are looked at.
const FEW: usize = 8;

/// A stable id, and those of what it is a part of: `team:payments` of `team:payments/tools/prometheus`. An id may have a
/// stroke itself, and then the rest before it is called by nothing.
fn wholes(id: &str) -> impl Iterator<Item = &str> {
    let parts = id.match_indices('/').map(|(at, _)| &id[..at]).take(FEW);
    std::iter::once(id).chain(parts)
}
