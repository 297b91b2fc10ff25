//! What there is to judge by: configuration, taxonomy and rules, read and compiled once.

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::baseline::Baseline;
use crate::config::{self, Config};
use crate::declare::{Declarations, rank};
use crate::dialect;
use crate::files::bounds::Bounds;
use crate::files::texts::Nothing;
use crate::files::{Files, why};
use crate::finding::diagnostics::{CONFIGURATION, INVALID_BASELINE};
use crate::finding::{Finding, Severity, identify};
use crate::lint::input::Input;
use crate::lint::known::PlacesBefore;
use crate::lint::severities;
use crate::rule::page::PageText;
use crate::rule::registry::{self, Registry};
use crate::rule::{Overrides, Rule};
use crate::taxonomy;
use crate::text::{FileId, Place, Sources, Span};

/// What is chosen for a run, besides what configuration says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Configuration file, instead of the one found near the paths.
    pub config: Option<PathBuf>,
    /// Folders of rule pages, besides those that configuration names.
    pub rule_folders: Vec<PathBuf>,
    /// The profile to judge by, instead of the one that configuration names.
    pub profile: Option<String>,
    /// How much rules, diagnostics or all of a family matter, by name; none means that nothing is told of them. It counts over
    /// configuration, and the later over the earlier.
    pub severities: Vec<(String, Option<Severity>)>,
    /// A file that lists the findings that were there when somebody began to look: they are counted and not told.
    pub baseline: Option<PathBuf>,
    /// Whether texts of findings mark what of them comes from files, for a report that replaces names in it.
    #[doc(hidden)]
    pub marks_given: bool,
}

/// Configuration, taxonomy and rules. What is wrong with them is among the findings of every run, and the rest counts.
pub struct Setup {
    /// What configuration says.
    #[doc(hidden)]
    pub config: Config,
    /// The duties, metrics and tools that organisations refer to.
    pub(super) taxonomy: Declarations,
    /// What was there when somebody began to look, where that is known.
    #[doc(hidden)]
    pub baseline: Option<Baseline>,
    /// Where an earlier state of the same files had it, if that is what it is from, and not from a file that somebody keeps.
    pub(super) places_before: Option<PlacesBefore>,
    /// The texts of all this. Every run begins with them, and they keep their ids.
    #[doc(hidden)]
    pub sources: Arc<Sources>,
    /// The rules in order of name, those that are off included.
    #[doc(hidden)]
    pub rules: Arc<[Rule]>,
    /// What is wrong with configuration and rule pages.
    #[doc(hidden)]
    pub problems: Vec<Finding>,
    /// What of that is wrong with the options themselves: they name what is not there.
    #[doc(hidden)]
    pub misused: Vec<Finding>,
    /// Whether texts of findings mark what of them comes from files.
    pub(super) marks_given: bool,
}

impl Setup {
    /// What this input is judged by: the configuration found in the folder that its paths have in common or above it, or the
    /// one that `options` names, with the pages and the taxonomy that it names.
    pub fn of(input: &Input, options: &Options) -> Self {
        let files = input.files();
        let mut sources = Sources::default();
        let mut config = match &options.config {
            Some(path) => config::read::named(files, path, input.roots(), &mut sources),
            None => config::find(files, input.roots())
                .map_or_else(Config::default, |path| config::read::found(files, &path, &mut sources)),
        };
        // Files that stand for options.
        let mut named = HashSet::new();
        if options.config.as_deref().is_some_and(|path| !files.is_file(path)) {
            named.extend(config.problems.iter().map(|problem| problem.place().file));
        }
        if let Some(name) = &options.profile {
            // What is wrong with it is shown as it was written.
            let file = sources.add("--profile", name);
            let whole = Place { file, span: Span { start: 0, end: rank(name.len()) } };
            named.insert(file);
            config.overrides.profile = Some((name.clone(), whole));
        }
        let taxonomy = configured_taxonomy(files, &mut config, &mut sources);
        let mut pages = registry::built_in();
        let mut problems = Vec::new();
        let baseline = options.baseline.as_ref().map(|path| {
            let (baseline, mut wrong) = read_baseline(files, path, &mut sources);
            if !files.is_file(path) {
                named.extend(wrong.iter().map(|problem| problem.place().file));
            }
            problems.append(&mut wrong);
            baseline
        });
        let configured = config.rule_folders.iter().map(|folder| (&folder.path, &folder.bounds, Some(folder.place)));
        let chosen = options.rule_folders.iter().map(|folder| (folder, &Bounds::NONE, None));
        for (folder, bounds, place) in configured.chain(chosen) {
            let problem = add_folder(files, folder, bounds, place, &mut pages, &mut sources);
            if place.is_none() {
                named.extend(problem.iter().map(|problem| problem.place().file));
            }
            problems.extend(problem);
        }
        let (wrong, decided) = severities::decide(&options.severities, &pages, &mut config.overrides, &mut sources);
        problems.extend(identify(&sources, wrong));
        named.extend(decided);
        let mut registry = Registry::load_when_needed(&pages, &config.overrides, &mut sources);
        registry.problems.extend(problems);
        let mut setup = Self::with(config, taxonomy, registry, sources);
        let misused = setup.problems.iter().filter(|problem| named.contains(&problem.place().file));
        setup.misused = misused.cloned().collect();
        setup.baseline = baseline;
        setup.marks_given = options.marks_given;
        setup
    }

    /// The same for an earlier state of the organisation: what was waived then counts, and everything else is as it is now. Where
    /// it lies elsewhere beside a configuration of its own, that says what its names and notes stand for.
    #[must_use]
    pub(super) fn before(&self, input: &Input, options: &Options) -> Self {
        let files = input.files();
        let mut sources = Sources::over(Arc::clone(&self.sources));
        let mut config = self.config.clone();
        let now: HashSet<FileId> =
            config.files.iter().filter(|one| options.config.is_none() || one.found).map(|one| one.file).collect();
        config.waivers.retain(|waiver| !now.contains(&waiver.place.file));
        if options.config.is_none() || !now.is_empty() {
            let found = config::find(files, input.roots());
            let own = found.map(|path| config::read::found(files, &path, &mut sources)).unwrap_or_default();
            if options.config.is_none() && !is_one(&config, &own, &sources) {
                config.called_as_in(&own);
            }
            config.waivers.extend(own.waivers);
        }
        Self {
            config,
            taxonomy: self.taxonomy.clone(),
            baseline: None,
            places_before: None,
            sources: Arc::new(sources),
            rules: Arc::clone(&self.rules),
            problems: Vec::new(),
            misused: Vec::new(),
            marks_given: self.marks_given,
        }
    }

    /// The program's own rules and taxonomy, as nobody configured them.
    pub fn built_in() -> Self {
        Self::of(&Input::texts([("", ""); 0]), &Options::default())
    }

    /// The same without any duty, metric or tool that an organisation could refer to.
    #[doc(hidden)]
    #[must_use]
    pub fn without_taxonomy(mut self) -> Self {
        self.taxonomy = Declarations::new(self.taxonomy.file);
        self
    }

    /// These rules alone, in the words of the program's own taxonomy.
    pub(crate) fn with_pages(pages: &[PageText], mut sources: Sources) -> Self {
        let mut config = Config::default();
        let taxonomy = configured_taxonomy(&Nothing, &mut config, &mut sources);
        let registry = Registry::load(pages, &Overrides::default(), &mut sources);
        Self::with(config, taxonomy, registry, sources)
    }

    /// The same by these rules alone, where nothing is configured.
    pub(crate) fn by_pages(&self, pages: &[PageText]) -> Self {
        let mut sources = Sources::over(Arc::clone(&self.sources));
        let registry = Registry::load(pages, &Overrides::default(), &mut sources);
        Self::with(self.config.clone(), self.taxonomy.clone(), registry, sources)
    }

    /// The same for an organisation with a configuration of its own. `pages` are those that its rules were read from.
    pub(crate) fn configured(&self, input: &Input, text: &str, pages: &[PageText]) -> Self {
        let files = input.files();
        let mut sources = Sources::over(Arc::clone(&self.sources));
        let mut config = config::read::given(files, text.to_owned(), &mut sources);
        let taxonomy = if config.taxonomy.is_empty() {
            config.overrides.diagnostics.clone_from(&self.config.overrides.diagnostics);
            self.taxonomy.clone()
        } else {
            configured_taxonomy(files, &mut config, &mut sources)
        };
        let nothing = Overrides { diagnostics: config.overrides.diagnostics.clone(), ..Overrides::default() };
        if config.overrides == nothing {
            let (rules, problems) = (Arc::clone(&self.rules), config.problems.clone());
            let (sources, misused) = (Arc::new(sources), Vec::new());
            let (baseline, places_before, marks_given) = (None, None, false);
            return Self { config, taxonomy, baseline, places_before, sources, rules, problems, misused, marks_given };
        }
        let registry = Registry::load_when_needed(pages, &config.overrides, &mut sources);
        Self::with(config, taxonomy, registry, sources)
    }

    /// Whether configuration or a rule page is wrong.
    #[doc(hidden)]
    pub fn failed(&self) -> bool {
        has_error(&self.problems)
    }

    fn with(config: Config, taxonomy: Declarations, registry: Registry, sources: Sources) -> Self {
        let mut problems = config.problems.clone();
        problems.extend(registry.problems);
        Self {
            config,
            taxonomy,
            baseline: None,
            places_before: None,
            sources: Arc::new(sources),
            rules: registry.rules.into(),
            problems,
            misused: Vec::new(),
            marks_given: false,
        }
    }
}

impl Setup {
    /// Rules and diagnostics whose findings are told in any case: nothing waives them, and no baseline has them.
    pub(super) fn told_in_any_case(&self) -> HashSet<String> {
        let locked = self.config.overrides.locked();
        locked.into_iter().chain(dialect::always_told()).map(str::to_owned).collect()
    }
}

impl fmt::Debug for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setup")
            .field("rules", &self.rules.len())
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}

pub(super) fn has_error(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Reads a baseline, and tells what is wrong with it.
fn read_baseline(files: &dyn Files, path: &Path, sources: &mut Sources) -> (Baseline, Vec<Finding>) {
    let shown = path.to_string_lossy().replace('\\', "/");
    match files.text(path) {
        Ok(text) => {
            let file = sources.add(shown, text);
            let (baseline, problems) = Baseline::parse(file, sources.get(file));
            (baseline, identify(sources, problems))
        }
        Err(error) => {
            let file = sources.add(shown.as_str(), "");
            let message = format!("the baseline `{shown}` cannot be read: {}", why(&error));
            let finding = INVALID_BASELINE.at(Place { file, span: Span { start: 0, end: 0 } }, message);
            let help = format!("`teamlint baseline write --baseline {shown}` writes one");
            (Baseline::default(), identify(sources, [finding.help(help)]))
        }
    }
}

/// Reads the taxonomy as configured, and tells the rules of it, and of all diagnostics.
fn configured_taxonomy(files: &dyn Files, config: &mut Config, sources: &mut Sources) -> Declarations {
    config.overrides.diagnostics = dialect::diagnostics().collect();
    let read = taxonomy::read(files, &config.taxonomy, sources);
    if !config.taxonomy.is_empty() {
        config.overrides.taxonomy = Some(read.taxonomy);
    }
    config.problems.extend(read.problems);
    read.declared
}

/// Adds the pages in a folder; a page that is found twice is read once. Gives what is wrong with the folder.
pub(super) fn add_folder(
    files: &dyn Files,
    folder: &Path,
    bounds: &Bounds,
    place: Option<Place>,
    pages: &mut Vec<PageText>,
    sources: &mut Sources,
) -> Option<Finding> {
    let shown = folder.to_string_lossy().replace('\\', "/");
    match registry::in_folder(files, folder, &shown, bounds) {
        Ok(found) => {
            for page in found {
                let is_page = |other: &PageText| {
                    !other.built_in && other.name() == page.name() && is_same(files, &other.path, &page.path)
                };
                if !pages.iter().any(is_page) {
                    pages.push(page);
                }
            }
            None
        }
        Err((path, refused)) => {
            let place = place.unwrap_or_else(|| {
                let file = sources.add(shown, "");
                Place { file, span: Span { start: 0, end: 0 } }
            });
            Some(
                CONFIGURATION
                    .at(place, format!("the rule pages in `{path}` cannot be read: {}", refused.why))
                    .help(refused.help.unwrap_or("name a folder that holds rule pages, or a page")),
            )
        }
    }
}

/// Whether two configurations are of one place, perhaps in two states.
fn is_one(config: &Config, other: &Config, sources: &Sources) -> bool {
    let path = |config: &Config| config.files.last().map(|one| sources.get(one.file).path.clone());
    path(config) == path(other)
}

fn is_same(files: &dyn Files, one: &str, other: &str) -> bool {
    let real = |path: &str| files.real(Path::new(path));
    one == other || real(one).is_ok_and(|one| real(other).is_ok_and(|other| one == other))
}
