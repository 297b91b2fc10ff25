//! All rules of a run: the program's own pages and a user's, by the same path.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use rayon::prelude::*;

use crate::files::bounds::{Bounds, Refused};
use crate::files::{Files, Kind, why};
use crate::finding::diagnostics::{Diagnostic, RULE_CONFIG, RULE_PAGE};
use crate::finding::suggest::{did_you_mean, one_of, which_rule};
use crate::finding::{Finding, identify};
use crate::rule::edition::Edition;
use crate::rule::page::PageText;
use crate::rule::profile::Profile;
use crate::rule::severity::Level;
use crate::rule::{Overrides, Rule, RuleOverride, load, profile};
use crate::text::{Place, SourceFile, Sources, Span};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/rules.rs"));
}

/// The program's own pages, in order of path.
pub fn built_in() -> Vec<PageText> {
    let pages = embedded::PAGES.iter();
    pages
        .map(|&(path, text, packed)| PageText {
            path: path.to_owned(),
            text: Cow::Borrowed(text),
            built_in: true,
            packed,
        })
        .collect()
}

/// The pages in a folder and the folders in it, in order of path: every `.md` file but `README.md`; or a single page, if
/// a file is named. `shown` stands for the folder in their paths.
///
/// # Errors
///
/// The first file or folder that cannot be read, with its path.
pub fn in_folder(
    files: &dyn Files,
    folder: &Path,
    shown: &str,
    bounds: &Bounds,
) -> Result<Vec<PageText>, (String, Refused)> {
    let read = |path: &Path, shown: String, bounds: &Bounds| match bounds.text(files, path) {
        Ok(text) => Ok(PageText::of_user(shown, text)),
        Err(refused) => Err((shown, refused)),
    };
    if !files.is_folder(folder) || !bounds.hold(files, folder) {
        return Ok(vec![read(folder, shown.to_owned(), bounds)?]);
    }
    // Whoever named the folder did not name what lies in it.
    let bounds = if *bounds == Bounds::NONE { &Bounds::of(files, folder) } else { bounds };
    let mut pages = Vec::new();
    let mut open = vec![(folder.to_path_buf(), shown.trim_end_matches('/').to_owned())];
    while let Some((folder, shown)) = open.pop() {
        let entries = files.list(&folder);
        for entry in entries.map_err(|error| (shown.clone(), Refused { why: why(&error), help: None }))? {
            let name = entry.name.to_string_lossy();
            let is_page = Path::new(&*name).extension().is_some_and(|end| end == "md") && name != "README.md";
            let (path, shown) = (folder.join(&entry.name), format!("{shown}/{name}"));
            match entry.kind {
                Kind::Folder => open.push((path, shown)),
                Kind::File | Kind::Link | Kind::Special(_) if is_page => pages.push(read(&path, shown, bounds)?),
                _ => {}
            }
        }
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(pages)
}

/// The rules that can run, and what is wrong with the others and with what configuration says about them.
#[derive(Default)]
pub struct Registry {
    /// Rules in order of name, those that are off included.
    pub rules: Vec<Rule>,
    /// What is wrong; a page with an error among them is not in `rules`.
    pub problems: Vec<Finding>,
}

impl Registry {
    /// Reads pages, and adds their texts to `sources`.
    pub fn load(pages: &[PageText], overrides: &Overrides, sources: &mut Sources) -> Self {
        Self::load_pages(pages, overrides, sources, |_| false)
    }

    /// The same where most of the program's own pages is read when it is first needed, and their expressions are compiled then:
    /// most organisations need a few of them. A page that configuration changes is read at once, as it may not bear that.
    pub fn load_when_needed(pages: &[PageText], overrides: &Overrides, sources: &mut Sources) -> Self {
        let changed: HashSet<&str> =
            overrides.rules.iter().filter(|rule| !rule.params.is_empty()).map(|rule| rule.rule.as_str()).collect();
        let as_it_is = overrides.taxonomy.is_none() && overrides.profile.is_none() && overrides.edition.is_none();
        let later = |page: &PageText| page.built_in && as_it_is && !changed.contains(page.name());
        Self::load_pages(pages, overrides, sources, later)
    }

    fn load_pages(
        pages: &[PageText],
        overrides: &Overrides,
        sources: &mut Sources,
        later: impl Fn(&PageText) -> bool + Sync,
    ) -> Self {
        let mut registry = Self::default();
        let mut first: HashMap<&str, Place> = HashMap::new();
        let mut used = Vec::new();
        for page in pages {
            let file = sources.add_file(SourceFile::of(page.path.clone(), page.text.clone()));
            let start = Place { file, span: Span { start: 0, end: 0 } };
            if let Some(other) = first.get(page.name()) {
                let message = format!("there are two pages for the rule `{}`", page.name());
                let problem = RULE_PAGE
                    .at(start, message)
                    .label(*other, "the other one, which is used")
                    .help("rename the file: a rule has the name of its file");
                registry.problems.push(problem);
                continue;
            }
            first.insert(page.name(), start);
            used.push((page, file));
        }
        used.retain(|&(page, file)| {
            let rule = if later(page) { load::load_later(page, file, overrides) } else { None };
            let is_whole = rule.is_none();
            registry.rules.extend(rule);
            is_whole
        });
        let loaded: Vec<_> = used.into_par_iter().map(|(page, file)| load::load(page, file, overrides)).collect();
        for (rule, problems) in loaded {
            registry.problems.extend(problems);
            registry.rules.extend(rule);
        }
        registry.rules.sort_by(|a, b| a.name.cmp(&b.name));
        let names: Vec<&str> = first.keys().copied().collect();
        registry.check_names(&names, overrides);
        registry.check_profile(overrides);
        registry.check_edition(overrides);
        let locked = overrides.locked();
        for rule in &mut registry.rules {
            rule.locked = locked.contains(rule.name.as_str());
            (rule.fixed_severity, rule.severity_place) = fixed_severity(rule, overrides).unzip();
            let chosen = overrides.profile_of(&rule.name);
            let profile_place = chosen.map(|(_, place)| *place);
            let profile = chosen.and_then(|(name, _)| profile::named(name));
            let before = chosen.map(|_| rule.severity_in_words());
            if rule.is_preview() {
                preview(rule, profile);
            } else if let Some(profile) = profile {
                profile::apply(profile, rule);
            }
            let by_profile = rule.severity_place.is_some() && rule.severity_place == profile_place;
            let changed = by_profile || before.is_some_and(|before| before != rule.severity_in_words());
            rule.profiled = profile_place.filter(|_| changed);
            if rule.is_off() {
                turn_on_somewhere(rule, overrides);
            }
        }
        registry.problems = identify(sources, std::mem::take(&mut registry.problems));
        registry
    }

    /// The rule of that name.
    pub fn get(&self, name: &str) -> Option<&Rule> {
        self.rules.binary_search_by(|rule| rule.name.as_str().cmp(name)).ok().map(|at| &self.rules[at])
    }

    /// A profile that nobody knows changes nothing, which nobody means.
    fn check_profile(&mut self, overrides: &Overrides) {
        let Some((name, place)) = &overrides.profile else { return };
        let offered = self.rules.iter().flat_map(|rule| &rule.profiles).map(|offered| offered.profile.as_str());
        let mut known: Vec<&str> = profile::built_in().iter().map(|profile| profile.name.as_str()).collect();
        let others: BTreeSet<&str> = offered.filter(|name| !known.contains(name)).collect();
        known.extend(others);
        if known.contains(&name.as_str()) {
            return;
        }
        let message = format!("there is no profile `{name}`");
        let finding = RULE_CONFIG
            .at(*place, message)
            .saying(did_you_mean(name, known.iter().copied()).unwrap_or_else(|| "unknown profile".to_owned()));
        self.problems.push(finding.help(format!("write {}", one_of(&known))));
    }

    /// An edition that there is not would be taken for another.
    fn check_edition(&mut self, overrides: &Overrides) {
        let Some((edition, place)) = &overrides.edition else { return };
        let known: BTreeSet<Edition> = self.rules.iter().map(|rule| rule.since).chain([Edition::FIRST]).collect();
        let known: Vec<String> = known.iter().map(Edition::to_string).collect();
        if known.iter().any(|one| one == edition) {
            return;
        }
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let finding = RULE_CONFIG.at(*place, format!("there is no edition `{edition}`")).saying("unknown edition");
        self.problems.push(finding.help(format!("write {}", one_of(&known))));
    }

    fn check_names(&mut self, names: &[&str], overrides: &Overrides) {
        let mut unknown = Vec::new();
        let cases = self.rules.iter().filter_map(Rule::read).flat_map(|contents| &contents.cases);
        for supersede in cases.flat_map(|case| &case.supersedes) {
            if !names.contains(&supersede.rule.as_str()) {
                unknown.push(no_such_rule(&RULE_PAGE, &supersede.rule, supersede.place, names.iter().copied()));
            }
        }
        self.rules.retain(|rule| !unknown.iter().any(|finding| finding.place().file == rule.file));
        let by_path = overrides.by_path.iter().flat_map(|entry| &entry.rules).map(|level| RuleOverride {
            severity: Some((level.level, level.place)),
            ..RuleOverride::of(&level.rule, level.rule_place)
        });
        let by_path: Vec<RuleOverride> = by_path.collect();
        let all = overrides.rules.iter().chain(&by_path);
        for settings in all.filter(|settings| !names.contains(&settings.rule.as_str())) {
            if let Some(diagnostic) = overrides.diagnostics.iter().find(|known| known.name == settings.rule) {
                unknown.extend(wrong_of_diagnostic(diagnostic, settings));
            } else {
                let others = overrides.diagnostics.iter().map(|diagnostic| diagnostic.name);
                let all = names.iter().copied().chain(others);
                unknown.push(no_such_rule(&RULE_CONFIG, &settings.rule, settings.rule_place, all));
            }
        }
        // Cases of a page share what they supersede.
        let mut told = HashSet::new();
        unknown.retain(|finding| told.insert(finding.place()));
        self.problems.extend(unknown);
    }
}

/// A rule that is off but in some files is asked; what it finds elsewhere is left out.
fn turn_on_somewhere(rule: &mut Rule, overrides: &Overrides) {
    if let Some((level, place)) = overrides.on_somewhere(&rule.name) {
        (rule.fixed_severity, rule.severity_place) = (Some(level), Some(place));
        rule.off_elsewhere = true;
    }
}

/// A rule that is shown before it counts is advice, also in a profile where advice is more; not where it is not reported.
fn preview(rule: &mut Rule, profile: Option<&Profile>) {
    rule.fixed_severity = rule.fixed_severity.map(Level::at_most_advice);
    for choice in rule.cases_mut().iter_mut().flat_map(|case| &mut case.severity) {
        choice.is = choice.is.at_most_advice();
    }
    if let Some(profile) = profile.filter(|profile| profile.advice == Some(Level::Off)) {
        profile::apply(profile, rule);
    }
}

fn no_such_rule<'n>(told: &Diagnostic, name: &str, place: Place, names: impl Iterator<Item = &'n str>) -> Finding {
    told.at(place, format!("there is no rule `{name}`")).saying("unknown rule").help(which_rule(name, names))
}

/// What configuration cannot say about what is told without a rule page.
fn wrong_of_diagnostic(diagnostic: &Diagnostic, settings: &RuleOverride) -> Option<Finding> {
    let name = diagnostic.name;
    if let (Some((_, place)), Some(why)) = (settings.severity, diagnostic.fixed) {
        let message = format!("`{name}` {why}, and keeps its severity");
        let help = "take it out of `rules`, and mend what it tells of";
        return Some(RULE_CONFIG.at(place, message).saying("changes nothing").help(help));
    }
    let (param, place, _) = settings.params.first()?;
    let message = format!("`{name}` has no parameter `{param}`: no rule page stands behind it");
    Some(RULE_CONFIG.at(*place, message).saying("changes nothing").help("set its severity only"))
}

/// The severity that configuration gives a rule, and where: for the rule itself, or by choosing a profile.
fn fixed_severity(rule: &Rule, overrides: &Overrides) -> Option<(Level, Place)> {
    let settings = overrides.rules.iter().find(|settings| settings.rule == rule.name);
    let profiled = || {
        let (chosen, place) = overrides.profile_of(&rule.name)?;
        Some((rule.profiles.iter().find(|one| one.profile == *chosen)?.severity?, *place))
    };
    settings.and_then(|settings| settings.severity).or_else(profiled)
}
