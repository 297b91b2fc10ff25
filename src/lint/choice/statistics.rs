//! How many findings there are, counted by what they have in common.

use std::collections::HashMap;
use std::hash::Hash;

use crate::finding::Finding;
use crate::lint::choice::choose::family;
use crate::lint::choice::whose::Whose;
use crate::lint::outcome::Outcome;
use crate::report::check::{Counts, Row, Statistics};

impl Outcome {
    /// Counts the findings by rule, by family, and by the teams that they are about. One about several teams counts for
    /// each of them.
    pub fn statistics(&self) -> Statistics {
        let whose = Whose::of(&self.org, &self.facts, &self.judgement, &self.findings);
        let teams = |finding: &Finding| {
            let teams = whose.teams(finding);
            if teams.is_empty() { vec![None] } else { teams.into_iter().map(Some).collect() }
        };
        Statistics {
            rules: rows(counted(&self.findings, |finding| vec![finding.rule.as_str()]), |rule| Some(rule.to_owned())),
            families: rows(counted(&self.findings, |finding| vec![family(finding)]), |name| Some(name.to_owned())),
            teams: rows(counted(&self.findings, teams), |team| team.map(|team| self.org.id(team).to_owned())),
        }
    }
}

impl Outcome {
    /// For each finding the stable id of the team that would act: that it is about, or that owns, runs or has as a member what
    /// it is about. None where there is no such team, or several.
    pub fn owners(&self) -> Vec<Option<String>> {
        let whose = Whose::of(&self.org, &self.facts, &self.judgement, &self.findings);
        let owner = |finding: &Finding| match whose.teams(finding).as_slice() {
            [team] => Some(self.org.stable_id(*team)),
            _ => None,
        };
        self.findings.iter().map(owner).collect()
    }
}

fn counted<'f, K: Eq + Hash>(findings: &'f [Finding], of: impl Fn(&'f Finding) -> Vec<K>) -> HashMap<K, Counts> {
    let mut counted: HashMap<K, Counts> = HashMap::new();
    for finding in findings {
        for key in of(finding) {
            counted.entry(key).or_default().add(finding.severity);
        }
    }
    counted
}

/// The rows of a table: those with the worst and the most first, and what is of nobody last.
fn rows<K>(counted: HashMap<K, Counts>, name: impl Fn(K) -> Option<String>) -> Vec<Row> {
    let mut rows: Vec<Row> = counted.into_iter().map(|(key, counts)| Row { name: name(key), counts }).collect();
    rows.sort_by(|one, other| {
        let order = |row: &Row| std::cmp::Reverse((row.counts.errors, row.counts.warnings, row.counts.advice));
        (one.name.is_none(), order(one), &one.name).cmp(&(other.name.is_none(), order(other), &other.name))
    });
    rows
}
