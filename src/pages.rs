//! What the program knows before it reads an organisation: taxonomy, configuration and rule pages; and
//! the commands that are about these alone.

use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::declare::{Declarations, scalars};
use crate::facts::{Facts, organisation};
use crate::finding::Finding;
use crate::finding::diagnostics::CONFIGURATION;
use crate::judge::examples::{Input, Output, run_examples};
use crate::org::build::build;
use crate::rule::page::PageText as PageFile;
use crate::rule::registry::Registry;
use crate::rule::{Overrides, Rule, registry};
use crate::taxonomy::thresholds::Thresholds;
use crate::text::{FileId, Place, SourceFile, Sources, Span};
use crate::{config, dialect};

/// Reads the taxonomy that comes with the program.
pub fn taxonomy(sources: &mut Sources) -> Declarations {
    crate::taxonomy::read(&Config::default(), sources).declared
}

/// Reads the taxonomy as configured, and tells the rules of it.
pub fn configured_taxonomy(config: &mut Config, sources: &mut Sources) -> Declarations {
    let read = crate::taxonomy::read(config, sources);
    if !config.taxonomy.is_empty() {
        config.overrides.taxonomy = Some(read.taxonomy);
    }
    config.problems.extend(read.problems);
    read.declared
}

/// Reads the configuration that was named, or else the one found near the paths.
pub fn configuration(named: Option<&Path>, paths: &[PathBuf], sources: &mut Sources) -> Config {
    match named.map(Path::to_path_buf).or_else(|| config::find(paths)) {
        Some(path) => config::read(&path, sources),
        None => Config::default(),
    }
}

/// Takes a profile instead of the one that configuration names.
pub fn choose_profile(config: &mut Config, name: Option<&str>, sources: &mut Sources) {
    if let Some(name) = name {
        // What is wrong with it is shown as it was written.
        let file = sources.add("--profile", name);
        let end = crate::declare::rank(name.len());
        config.overrides.profile = Some((name.to_owned(), Place { file, span: Span { start: 0, end } }));
    }
}

/// Reads the built-in rule pages, those in the folders that configuration names, and those in `folders`. A page that is
/// found twice is read once.
pub fn rules(config: &Config, folders: &[PathBuf], sources: &mut Sources) -> Registry {
    let mut pages = registry::built_in();
    let mut problems = Vec::new();
    let named = config.rule_folders.iter().map(|(folder, place)| (config.folder.join(folder), Some(*place)));
    for (folder, place) in named.chain(folders.iter().map(|folder| (folder.clone(), None))) {
        problems.extend(add_folder(&folder, place, &mut pages, sources));
    }
    let mut registry = Registry::load(&pages, &config.overrides, sources);
    registry.problems.extend(problems);
    registry
}

fn add_folder(
    folder: &Path,
    place: Option<Place>,
    pages: &mut Vec<PageFile>,
    sources: &mut Sources,
) -> Option<Finding> {
    let shown = folder.to_string_lossy().replace('\\', "/");
    match registry::in_folder(folder, &shown) {
        Ok(found) => {
            for page in found {
                let is_page = |other: &PageFile| {
                    !other.built_in && other.name() == page.name() && same_file(&other.path, &page.path)
                };
                if !pages.iter().any(is_page) {
                    pages.push(page);
                }
            }
            None
        }
        Err((path, error)) => {
            let place = place.unwrap_or_else(|| {
                let file = sources.add(shown, "");
                Place { file, span: Span { start: 0, end: 0 } }
            });
            Some(
                CONFIGURATION
                    .at(place, format!("the rule pages in `{path}` cannot be read: {}", config::why(&error)))
                    .help("name a folder that holds rule pages, or a page"),
            )
        }
    }
}

fn same_file(one: &str, other: &str) -> bool {
    one == other
        || Path::new(one).canonicalize().is_ok_and(|one| Path::new(other).canonicalize().is_ok_and(|o| one == o))
}

/// The rules there are to judge by.
pub struct Catalogue {
    /// Rules, by name.
    pub rules: Vec<Rule>,
    /// Texts the problems point into.
    pub sources: Sources,
    /// What is wrong with pages or configuration.
    pub problems: Vec<Finding>,
}

/// Lists the rules, as a profile has them if one is named.
pub fn catalogue(named: Option<&Path>, folders: &[PathBuf], profile: Option<&str>) -> Catalogue {
    let mut sources = Sources::default();
    let mut config = configuration(named, &[PathBuf::from(".")], &mut sources);
    choose_profile(&mut config, profile, &mut sources);
    configured_taxonomy(&mut config, &mut sources);
    let registry = rules(&config, folders, &mut sources);
    let problems = config.problems.into_iter().chain(registry.problems).collect();
    Catalogue { rules: registry.rules, sources, problems }
}

/// What came of running the examples of rule pages.
#[derive(Debug, Default)]
pub struct Examined {
    /// Texts the findings point into.
    pub sources: Sources,
    /// What differs from what the pages promise, and what is wrong with pages.
    pub findings: Vec<Finding>,
    /// Pages that were examined.
    pub pages: usize,
    /// Examples that were run.
    pub examples: usize,
}

/// Runs the examples of the rule pages in a folder, or of the built-in ones.
pub fn examine(folder: Option<&Path>) -> Examined {
    let mut sources = Sources::default();
    let mut pages = registry::built_in();
    let mut findings: Vec<Finding> =
        folder.and_then(|folder| add_folder(folder, None, &mut pages, &mut sources)).into_iter().collect();
    // A built-in page that lies in the folder is examined as the folder has it.
    let own: Vec<String> = pages.iter().filter(|page| !page.built_in).map(|page| page.name().to_owned()).collect();
    pages.retain(|page| !page.built_in || !own.iter().any(|name| name == page.name()));
    let is_examined = |rule: &Rule| rule.built_in == folder.is_none();
    let mut registry = Registry::load(&pages, &Overrides::default(), &mut sources);
    registry.rules.retain(is_examined);
    let number = pages.iter().filter(|page| page.built_in == folder.is_none()).count();
    findings.append(&mut registry.problems);
    let report = run_examples(&registry.rules, &|input| example(input, &registry.rules, &pages));
    findings.extend(report.failures);
    crate::finding::sort(&mut findings, &sources);
    Examined { sources, findings, pages: number, examples: report.examples }
}

/// Builds and judges the organisation of one example.
fn example(input: &Input<'_>, rules: &[Rule], pages: &[PageFile]) -> Output {
    let mut sources = Sources::default();
    let mut config = input.config.map(|text| config::parse("teamlint.yaml", text.to_owned(), &mut sources));
    let mut declared = vec![match &mut config {
        Some(config) => configured_taxonomy(config, &mut sources),
        None => taxonomy(&mut sources),
    }];
    for (name, text) in input.files {
        let file = FileId(crate::declare::rank(sources.len()));
        let source = SourceFile::new(name, text.as_str());
        if let dialect::Content::Declarations(parts) = dialect::read(file, &source, true) {
            declared.extend(parts);
        }
        sources.add_file(source);
    }
    let size = config.as_ref().and_then(|config| config.size);
    let changed = config.as_ref().filter(|config| config.overrides != Overrides::default());
    let reloaded = changed.map(|config| Registry::load(pages, &config.overrides, &mut Sources::default()));
    let as_of = input.as_of.and_then(scalars::date).unwrap_or_default();
    let (org, mut loader) = build(sources, declared, as_of);
    let thresholds = config.as_ref().map(|config| Thresholds::of(config.overrides.taxonomy())).unwrap_or_default();
    loader.extend(config.map(|config| config.problems).unwrap_or_default());
    let facts = Facts::of_size(size).by(thresholds);
    let size = organisation::size_of(&facts, &org);
    let rule = reloaded
        .as_ref()
        .and_then(|registry| registry.get(input.rule))
        .or_else(|| rules.iter().find(|rule| rule.name == input.rule));
    match rule {
        Some(rule) => Output::of(org, &facts, loader, rule, size),
        None => Output { org, loader, findings: Vec::new(), not_judged: Vec::new() },
    }
}
