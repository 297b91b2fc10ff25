//! `overrides`: other severities in some files.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::config::Config;
use crate::files::tidy;
use crate::finding::Finding;
use crate::rule::severity::Level;
use crate::rule::{Overrides, PathOverride, RuleLevel};
use crate::text::{FileId, Place, Sources};
use crate::yaml::tree::{NodeRef, Shape};

const FORM: &str = "write `- {paths: [\"teams/legacy/**\"], rules: {team-size: off}}`";

/// So many patterns are held against a file at most: each is, for every file in which something is found.
const MOST: usize = 1_000;

impl Config {
    pub(super) fn by_path(&mut self, node: NodeRef<'_>) {
        if !matches!(node.shape(), Shape::Sequence | Shape::Null) {
            self.problem(node.place(), "expected a list of paths with rules", "not a list", FORM);
        }
        let mut patterns = 0;
        for item in node.items() {
            let Some(read) = self.path_override(item) else { continue };
            patterns += read.paths.len();
            if patterns > MOST {
                let message = format!("the patterns in `overrides` are more than {MOST}");
                self.problem(item.place(), &message, "this and what follows does not count", "join some of them");
                return;
            }
            self.overrides.by_path.push(read);
        }
    }

    fn path_override(&mut self, node: NodeRef<'_>) -> Option<PathOverride> {
        if node.shape() != Shape::Mapping {
            self.problem(node.place(), "expected paths and rules", "not a map", FORM);
            return None;
        }
        let (mut paths, mut rules) = (None, None);
        for entry in node.entries() {
            let key = entry.key.text().unwrap_or_default();
            match &*key {
                "paths" => paths = Some(self.patterns(entry.value)),
                "rules" => rules = Some(self.levels(entry.value)),
                _ => self.unknown("part of an override", &key, entry.key.place(), &["paths", "rules"]),
            }
        }
        for (key, is_there) in [("paths", paths.is_some()), ("rules", rules.is_some())] {
            if !is_there {
                let message = format!("this override has no `{key}`, and does not count");
                self.problem(node.place(), &message, "incomplete", FORM);
            }
        }
        Some(PathOverride { folder: self.folder.clone(), paths: paths?, rules: rules? })
    }

    fn patterns(&mut self, node: NodeRef<'_>) -> Vec<(String, Place)> {
        let mut patterns = self.globs(node);
        // Both begin a line that says nothing in `.gitignore`.
        patterns.retain(|(pattern, place)| {
            let says_nothing = pattern.trim().is_empty() || pattern.starts_with('#');
            if says_nothing {
                let message = format!("`{pattern}` matches no file");
                self.problem(*place, &message, "not a pattern", "patterns are written as in `.gitignore`");
            }
            !says_nothing
        });
        patterns
    }

    /// Of a rule only its severity depends on where something is found.
    fn levels(&mut self, node: NodeRef<'_>) -> Vec<RuleLevel> {
        let mut levels = Vec::new();
        for rule in self.rules(node) {
            if let Some((_, place, _)) = rule.params.first() {
                let message = "parameters are the same in all files";
                let help =
                    "take `params` out: what is judged is the organisation, and not a file; only `severity` can differ";
                self.problem(*place, message, "changes nothing", help);
            }
            if let Some(lock) = &rule.locked {
                let message = "a rule is locked in all files, or in none";
                self.problem(lock.place, message, "changes nothing", "write `locked: true` in `rules`");
            }
            if let Some((level, place)) = rule.severity {
                levels.push(RuleLevel { rule: rule.rule, rule_place: rule.rule_place, level, place });
            }
        }
        levels
    }
}

/// What counts in which files.
pub struct ByPath<'c> {
    overrides: &'c Overrides,
    /// The current folder.
    here: PathBuf,
    matchers: Vec<Gitignore>,
    /// Which entries are about a rule, and what they say of it.
    by_rule: HashMap<&'c str, Vec<(usize, Level)>>,
    /// Which entries match a file that was asked about.
    matching: HashMap<FileId, Box<[bool]>>,
}

impl<'c> ByPath<'c> {
    /// What configuration says of single files, whose paths are relative to `here`.
    pub fn of(overrides: &'c Overrides, here: &Path) -> Self {
        let mut by_rule: HashMap<&str, Vec<(usize, Level)>> = HashMap::new();
        let keeps = |name: &str| overrides.diagnostics.iter().any(|one| one.name == name && one.fixed.is_some());
        for (rank, entry) in overrides.by_path.iter().enumerate() {
            for rule in entry.rules.iter().filter(|rule| !keeps(&rule.rule)) {
                by_rule.entry(&rule.rule).or_default().push((rank, rule.level));
            }
        }
        let matchers = overrides.by_path.iter().map(matcher).collect();
        Self { overrides, here: here.to_path_buf(), matchers, by_rule, matching: HashMap::new() }
    }

    /// What becomes of findings of a rule in the file in which this one is reported, if that is said.
    fn level(&mut self, sources: &Sources, finding: &Finding) -> Option<Level> {
        let about = self.by_rule.get(finding.rule.as_str())?;
        let file = finding.place().file;
        let matching = self.matching.entry(file).or_insert_with(|| {
            let path = tidy(&self.here.join(&sources.get(file).path));
            let entries = self.overrides.by_path.iter().zip(&self.matchers);
            entries.map(|(entry, matcher)| matches(matcher, &self.here, &entry.folder, &path)).collect()
        });
        about.iter().rev().find(|(rank, _)| matching[*rank]).map(|(_, level)| *level)
    }

    /// A finding that no rule made, as it is told; none where it is off.
    pub fn told(&mut self, sources: &Sources, finding: Finding) -> Option<Finding> {
        match self.level(sources, &finding) {
            Some(Level::Off) => None,
            Some(Level::At(severity)) => Some(Finding { severity, ..finding }),
            None => self.overrides.told(finding),
        }
    }

    /// Whether a finding of a rule is told; it gets the severity that counts where it is. `off_elsewhere` are the rules that are
    /// off where nothing is said of the file.
    pub fn tells(&mut self, sources: &Sources, finding: &mut Finding, off_elsewhere: &HashSet<&str>) -> bool {
        match self.level(sources, finding) {
            Some(level) => match if finding.is_preview() { level.at_most_advice() } else { level } {
                Level::Off => return false,
                Level::At(severity) => finding.severity = severity,
            },
            None => return !off_elsewhere.contains(finding.rule.as_str()),
        }
        true
    }
}

/// The patterns were tried one by one; that all of them together are too large is as if none matched.
fn matcher(entry: &PathOverride) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    for (pattern, _) in &entry.paths {
        let _ = builder.add_line(None, pattern);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// Whether a file matches: from the folder of the configuration, or from the current one where it is not in there.
fn matches(matcher: &Gitignore, here: &Path, folder: &Path, path: &Path) -> bool {
    let inside = path.strip_prefix(tidy(&here.join(folder))).or_else(|_| path.strip_prefix(here));
    inside.is_ok_and(|inside| matcher.matched_path_or_any_parents(inside, false).is_ignore())
}
