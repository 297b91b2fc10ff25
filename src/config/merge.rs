//! Several configurations as one: single values of the nearest count, lists add up, and what a file locks stays as it says.

use std::collections::{HashMap, HashSet};

use crate::config::Config;
use crate::declare::mapping::Mapping;
use crate::declare::matching::folded;
use crate::finding::Finding;
use crate::finding::diagnostics::RULE_CONFIG;
use crate::rule::{Lock, PathOverride, RuleOverride};
use crate::text::{FileId, Place, Sources};
use crate::vocabulary::kinds::Kind;

/// What all of these say, of which each counts over those before it.
pub(super) fn merged(layers: Vec<Config>, sources: &Sources) -> Config {
    let mut all = layers.into_iter();
    let Some(first) = all.next() else { return Config::default() };
    let mut config = all.fold(first, Config::under);
    let order: Vec<FileId> = config.files.iter().map(|layer| layer.file).collect();
    let rules = std::mem::take(&mut config.overrides.rules);
    let mut settling = Settling { order, sources, problems: Vec::new() };
    config.overrides.rules = by_rule(rules).into_iter().filter_map(|of| settling.rule(of)).collect();
    let locks: HashMap<String, Place> = config
        .overrides
        .rules
        .iter()
        .filter_map(|rule| Some((rule.rule.clone(), rule.locked.as_ref()?.place)))
        .collect();
    for by_path in &mut config.overrides.by_path {
        settling.by_path(by_path, &locks);
    }
    config.problems.append(&mut settling.problems);
    config
}

impl Config {
    /// This one with another that builds on it.
    fn under(self, nearer: Self) -> Self {
        let mut config = Self { bounds: nearer.bounds, ..self };
        // What was found is what is judged; what was named may lie anywhere.
        if !config.files.iter().any(|file| file.found) || nearer.files.iter().any(|file| file.found) {
            config.folder = nearer.folder;
        }
        config.files.extend(nearer.files);
        config.size = nearer.size.or(config.size);
        config.include.extend(nearer.include);
        config.exclude.extend(nearer.exclude);
        config.external.extend(nearer.external);
        config.complete.extend(nearer.complete);
        // Of two pages for one rule the first is used.
        config.rule_folders.splice(0..0, nearer.rule_folders);
        config.taxonomy.extend(nearer.taxonomy);
        config.waivers.extend(nearer.waivers);
        config.problems.extend(nearer.problems);
        config.mapped_as_in(&nearer.mapping);
        config.aliases.0.extend(nearer.aliases.0);
        let overrides = &mut config.overrides;
        overrides.profile = nearer.overrides.profile.or(overrides.profile.take());
        overrides.edition = nearer.overrides.edition.or(overrides.edition.take());
        overrides.pages = nearer.overrides.pages.or(overrides.pages.take());
        overrides.rules.extend(nearer.overrides.rules);
        overrides.by_path.extend(nearer.overrides.by_path);
        config
    }

    fn mapped_as_in(&mut self, other: &Mapping) {
        let said: HashSet<_> = other.0.iter().map(|mapped| (mapped.kind, mapped.field)).collect();
        self.mapping.0.retain(|mapped| !said.contains(&(mapped.kind, mapped.field)));
        self.mapping.0.extend(other.0.iter().cloned());
    }

    /// Lets another one say over this one what names and notes stand for.
    pub(crate) fn called_as_in(&mut self, other: &Self) {
        self.mapped_as_in(&other.mapping);
        let name = |kind: Kind, name: &str| (kind, folded(name));
        let all = other.aliases.0.iter();
        let said: HashSet<_> =
            all.flat_map(|alias| alias.names.iter().map(move |(text, _)| name(alias.kind, text))).collect();
        for alias in &mut self.aliases.0 {
            alias.names.retain(|(text, _)| !said.contains(&name(alias.kind, text)));
        }
        self.aliases.0.extend(other.aliases.0.iter().cloned());
    }
}

/// What is said of each rule, in the order in which they are first named.
fn by_rule(rules: Vec<RuleOverride>) -> Vec<Vec<RuleOverride>> {
    let (mut groups, mut ranks): (Vec<Vec<RuleOverride>>, HashMap<String, usize>) = (Vec::new(), HashMap::new());
    for rule in rules {
        let rank = *ranks.entry(rule.rule.clone()).or_insert(groups.len());
        if rank == groups.len() {
            groups.push(Vec::new());
        }
        groups[rank].push(rule);
    }
    groups
}

struct Settling<'s> {
    /// The files, the one that counts over all others last.
    order: Vec<FileId>,
    sources: &'s Sources,
    problems: Vec<Finding>,
}

impl Settling<'_> {
    /// What counts of what files say of one rule. Of two entries in one file the first counts.
    fn rule(&mut self, all: Vec<RuleOverride>) -> Option<RuleOverride> {
        let lock = all.iter().rev().find_map(|rule| rule.locked.as_ref().map(|lock| lock.place));
        let mut counting: Option<RuleOverride> = None;
        let mut refused = Vec::new();
        let mut said: HashSet<FileId> = HashSet::new();
        for rule in all {
            let file = rule.rule_place.file;
            if !said.insert(file) {
                continue;
            }
            match lock {
                Some(lock) if lock.file != file => refused.push(rule),
                _ => {
                    counting = Some(match counting {
                        Some(known) => known.under(rule),
                        None => rule,
                    });
                }
            }
        }
        let mut merged = counting?;
        if let Some(place) = lock {
            let over = self.order.iter().copied().take_while(|&file| file != place.file).collect();
            merged.locked = Some(Lock { place, over });
            for rule in &refused {
                self.refuse_settings(rule, &merged, place);
            }
        }
        Some(merged)
    }

    /// Tells of settings that would change what counts.
    fn refuse_settings(&mut self, refused: &RuleOverride, counts: &RuleOverride, lock: Place) {
        let level = |rule: &RuleOverride| rule.severity.map(|(level, _)| level);
        let severity = refused.severity.filter(|_| level(refused) != level(counts));
        let params = refused.params.iter().filter(|(name, _, value)| {
            !counts.params.iter().any(|(other, _, counts)| other == name && counts.shown() == value.shown())
        });
        let places: Vec<Place> =
            severity.iter().map(|(_, place)| *place).chain(params.map(|(_, place, _)| *place)).collect();
        for place in places {
            self.refuse(&refused.rule, place, lock);
        }
    }

    /// Takes out of an entry what other files lock.
    fn by_path(&mut self, by_path: &mut PathOverride, locks: &HashMap<String, Place>) {
        by_path.rules.retain(|rule| match locks.get(&rule.rule) {
            Some(&lock) if lock.file != rule.rule_place.file => {
                self.refuse(&rule.rule, rule.place, lock);
                false
            }
            _ => true,
        });
    }

    fn refuse(&mut self, rule: &str, place: Place, lock: Place) {
        let by = &self.sources.get(lock.file).path;
        let message = format!("`{rule}` is locked in `{by}`, so that this does not count");
        let finding = RULE_CONFIG.at(place, message).saying("changes nothing").label(lock, "locked here");
        self.problems.push(finding.help("take it out, or change it where the rule is locked"));
    }
}

impl RuleOverride {
    /// This one with what a nearer file says of the same rule.
    fn under(mut self, nearer: Self) -> Self {
        self.severity = nearer.severity.or(self.severity);
        self.params.retain(|(name, ..)| !nearer.params.iter().any(|(other, ..)| other == name));
        self.params.extend(nearer.params);
        Self { rule: nearer.rule, rule_place: nearer.rule_place, ..self }
    }
}
