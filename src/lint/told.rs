//! What reports tell of the rules that an organisation was judged by.

use std::collections::{BTreeSet, HashMap};

use crate::dialect;
use crate::finding::diagnostics::{Diagnostic, READING};
use crate::judge::Tally;
use crate::lint::outcome::Outcome;
use crate::report::check::RuleTold;
use crate::rule::Rule;

impl Outcome {
    /// The rules that ran, as they are listed, and after them the diagnostics that found something.
    #[doc(hidden)]
    pub fn rules_told(&self) -> Vec<RuleTold> {
        let tallies: HashMap<&str, &Tally> =
            self.judgement.tally.iter().map(|tally| (tally.rule.as_str(), tally)).collect();
        let ran = self.rules.iter().filter_map(|rule| Some(self.rule_told(rule, tallies.get(rule.name.as_str())?)));
        let excused = self.excused.iter().map(|excused| &excused.finding);
        let found: BTreeSet<&str> = self.findings.iter().chain(excused).map(|finding| finding.rule.as_str()).collect();
        let diagnostics = dialect::diagnostics().filter(|diagnostic| found.contains(diagnostic.name));
        ran.chain(diagnostics.map(|diagnostic| self.diagnostic_told(diagnostic))).collect()
    }

    fn rule_told(&self, rule: &Rule, tally: &Tally) -> RuleTold {
        RuleTold {
            name: rule.name.clone(),
            family: rule.family.clone(),
            summary: rule.info().summary.clone(),
            body_markdown: rule.body().trim().to_owned(),
            url: rule.info().url.clone(),
            judged: tally.judged,
            not_judged: tally.not_judged,
            partly_told: self.partly_told.contains(&rule.name),
        }
    }

    fn diagnostic_told(&self, diagnostic: &Diagnostic) -> RuleTold {
        RuleTold {
            name: diagnostic.name.to_owned(),
            family: READING.to_owned(),
            summary: diagnostic.summary.to_owned(),
            body_markdown: diagnostic.explanation.to_owned(),
            partly_told: self.partly_told.contains(diagnostic.name),
            ..RuleTold::default()
        }
    }
}
