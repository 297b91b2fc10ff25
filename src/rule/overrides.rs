//! What configuration says about rules: how much each matters, everywhere or in some files, with which parameters, and what
//! nothing may turn down.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::declare::setting::Written;
use crate::finding::Finding;
use crate::finding::diagnostics::Diagnostic;
use crate::rule::edition::Edition;
use crate::rule::pages::Pages;
use crate::rule::profile;
use crate::rule::severity::Level;
use crate::taxonomy::table::{self, Taxonomy};
use crate::text::{FileId, Place};

/// What configuration says about rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// The taxonomy as configured; the program's own, if configuration says nothing about it.
    pub taxonomy: Option<Taxonomy>,
    /// The profile chosen, if any.
    pub profile: Option<(String, Place)>,
    /// The edition to stay with, if any, as it is written.
    pub edition: Option<(String, Place)>,
    /// What it says about single rules and diagnostics.
    pub rules: Vec<RuleOverride>,
    /// What it says about them in some files; the last that is about a file counts.
    pub by_path: Vec<PathOverride>,
    /// Where the pages of rules can be read, and where that is said.
    pub pages: Option<(Pages, Place)>,
    /// The diagnostics there are besides rules.
    pub diagnostics: Vec<&'static Diagnostic>,
}

impl Overrides {
    /// The taxonomy that counts.
    pub fn taxonomy(&self) -> &Taxonomy {
        self.taxonomy.as_ref().unwrap_or_else(|| table::built_in())
    }

    /// A finding that no rule made, as it is told: with the severity that configuration gives its name or, failing that,
    /// the profile; none where it is off.
    pub fn told(&self, finding: Finding) -> Option<Finding> {
        let chosen = self.rules.iter().find(|rule| rule.rule == finding.rule).and_then(|rule| rule.severity);
        let keeps = || self.diagnostics.iter().any(|one| one.name == finding.rule && one.fixed.is_some());
        match chosen.filter(|_| !keeps()) {
            Some((Level::Off, _)) => None,
            Some((Level::At(severity), _)) => Some(Finding { severity, ..finding }),
            None => match self.profile_of(&finding.rule).and_then(|(name, _)| profile::named(name)) {
                Some(profile) => profile.told(finding),
                None => Some(finding),
            },
        }
    }

    /// Whether a rule that came with this edition is shown before it counts: configuration stays with an earlier one, and
    /// does not say itself how much the rule matters.
    pub fn previews(&self, rule: &str, since: Edition) -> bool {
        let counting = self.edition.as_ref().filter(|(_, place)| self.counts_for(rule, *place));
        let stays = counting.and_then(|(edition, _)| Edition::parse(edition));
        let chosen = self.rules.iter().any(|settings| settings.rule == rule && settings.severity.is_some());
        stays.is_some_and(|edition| since > edition) && !chosen
    }

    /// Rules and diagnostics that nothing may waive.
    pub fn locked(&self) -> HashSet<&str> {
        self.rules.iter().filter(|rule| rule.locked.is_some()).map(|rule| rule.rule.as_str()).collect()
    }

    /// The profile that a rule or diagnostic is judged by, and where it is chosen. One that is chosen in what the file that
    /// locks the rule builds on does not count for it.
    pub fn profile_of(&self, rule: &str) -> Option<&(String, Place)> {
        self.profile.as_ref().filter(|(_, place)| self.counts_for(rule, *place))
    }

    /// Whether what is said of all rules counts for one: it is not locked in a file that builds on this one.
    fn counts_for(&self, rule: &str, place: Place) -> bool {
        let lock = self.rules.iter().find(|settings| settings.rule == rule).and_then(|rule| rule.locked.as_ref());
        lock.is_none_or(|lock| !lock.over.contains(&place.file))
    }

    /// What becomes of a rule that is off but in some files, and where that is said.
    pub fn on_somewhere(&self, rule: &str) -> Option<(Level, Place)> {
        let named = self.by_path.iter().flat_map(|entry| &entry.rules).filter(|level| level.rule == rule);
        named.filter(|level| level.level != Level::Off).map(|level| (level.level, level.place)).next_back()
    }

    /// Says of a rule or diagnostic, over all that is said of it, how much it matters everywhere.
    pub fn decide(&mut self, rule: &str, level: Level, place: Place) {
        for entry in &mut self.by_path {
            entry.rules.retain(|one| one.rule != rule);
        }
        let decided = Some((level, place));
        match self.rules.iter_mut().find(|settings| settings.rule == rule) {
            Some(settings) => settings.severity = decided,
            None => self.rules.push(RuleOverride { severity: decided, ..RuleOverride::of(rule, place) }),
        }
    }
}

/// What configuration says about rules in some files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathOverride {
    /// The folder of the configuration.
    pub folder: PathBuf,
    /// Patterns of paths from there.
    pub paths: Vec<(String, Place)>,
    /// How much rules matter there.
    pub rules: Vec<RuleLevel>,
}

/// How much a rule or diagnostic matters in some files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLevel {
    /// Name of the rule.
    pub rule: String,
    /// Where it is named.
    pub rule_place: Place,
    /// How much it matters.
    pub level: Level,
    /// Where that is written.
    pub place: Place,
}

/// That nothing turns a rule down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// Where that is written.
    pub place: Place,
    /// The files that the one that says so builds on.
    pub over: Vec<FileId>,
}

/// What configuration says about one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleOverride {
    /// Name of the rule.
    pub rule: String,
    /// Where it is named.
    pub rule_place: Place,
    /// Its severity, and where it is written.
    pub severity: Option<(Level, Place)>,
    /// Parameters: name, where the name is written, value.
    pub params: Vec<(String, Place, Written)>,
    /// Whether nothing may waive what it finds, or turn it down.
    pub locked: Option<Lock>,
}

impl RuleOverride {
    /// Nothing yet about a rule, and where it is named.
    pub fn of(rule: impl Into<String>, rule_place: Place) -> Self {
        Self { rule: rule.into(), rule_place, severity: None, params: Vec::new(), locked: None }
    }
}
