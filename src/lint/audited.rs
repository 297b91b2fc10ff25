//! The way from an outcome to its audit, beside an earlier state where there is one.

use std::collections::BTreeSet;

use crate::audit::{Anchors, Audit, Before, Earlier, Names, Others, Source, Trend, Was, was};
use crate::dialect;
use crate::lint::outcome::Outcome;
use crate::vocabulary::zones::date_of;

/// An earlier state that an audit is compared with.
#[derive(Clone, Copy)]
pub enum Against<'b> {
    /// Files, judged like the present ones.
    Judged(&'b Outcome),
    /// What a report said.
    Told(&'b Earlier),
}

impl Outcome {
    /// The audit of it, with people by letters where they are not to be named; `against` is an earlier state and what that is
    /// called.
    #[doc(hidden)]
    pub fn audit(&self, anonymise: bool, against: Option<(Against<'_>, &str)>) -> Audit {
        self.audited(anonymise, against, Audit::of)
    }

    /// What the audit of it is made of.
    #[doc(hidden)]
    pub fn audited<T>(
        &self,
        anonymise: bool,
        against: Option<(Against<'_>, &str)>,
        read: impl FnOnce(&Source<'_>) -> T,
    ) -> T {
        let others = match against {
            Some((Against::Judged(before), _)) => Others { org: Some(&before.org), ids: &[] },
            Some((Against::Told(earlier), _)) => Others { org: None, ids: &earlier.people },
            None => Others::default(),
        };
        let names = if anonymise { Names::replaced(&self.org, others) } else { Names::shown(&self.org) };
        let mut unread: Vec<String> =
            self.unread().iter().map(|finding| self.locate(finding.place()).path.to_owned()).collect();
        unread.dedup();
        let source = Source {
            org: &self.org,
            facts: &self.facts,
            rules: &self.rules,
            judgement: &self.judgement,
            coverage: &self.coverage(&[]),
            findings: &self.findings,
            excused: &self.excused,
            of_teams: &self.of_teams(),
            anchors: &Anchors::of(&self.findings),
            trend: None,
            files: self.summary.files,
            unread: &unread,
            names: &names,
            as_of: date_of(self.org.as_of()).unwrap_or_default(),
        };
        let unreadable = &dialect::always_told();
        let trend = against.map(|(against, called)| {
            let trend = |found: &[Was], unread: &[String]| {
                Trend::of(&source, &Before { called, found, unread, unreadable }, &self.entries())
            };
            match against {
                Against::Told(earlier) => {
                    let unread = earlier.errors.iter().filter(|(rule, _)| unreadable.contains(rule.as_str()));
                    let unread: BTreeSet<String> = unread.map(|(_, file)| file.clone()).collect();
                    trend(&earlier.found, &Vec::from_iter(unread))
                }
                Against::Judged(before) => {
                    let found = before.findings.iter().zip(before.entries());
                    let found: Vec<_> = found.flat_map(|(finding, entries)| was(finding, &entries)).collect();
                    trend(&found, &before.unread_paths())
                }
            }
        });
        read(&Source { trend: trend.as_ref(), ..source })
    }
}
