//! `teamlint.yaml`: which files, which rules, how strict. Every mistake in it is reported at its place.

mod aliases;
mod beyond;
pub mod map;
mod waivers;

use std::path::{Path, PathBuf};

use crate::declare::mapping::Mapping;
use crate::declare::matching::Aliases;
use crate::declare::setting::Written;
use crate::files::bounds::Bounds;
use crate::files::{Files, glob, in_common, tidy};
use crate::finding::diagnostics::CONFIGURATION;
use crate::finding::suggest::{did_you_mean, one_of};
use crate::finding::{Finding, identify};
use crate::org::known::Beyond;
use crate::rule::pages::Pages;
use crate::rule::severity::Level;
use crate::rule::{Overrides, RuleOverride};
use crate::text::{FileId, Place, Sources, Span};
use crate::vocabulary::Size;
use crate::waive::Waiver;
use crate::yaml::tree::{NodeRef, Shape, Tree};

/// Names of the configuration file, the first that exists counts.
pub use crate::files::discover::CONFIGURATION as NAMES;

/// Keys of the configuration, with what they are for.
pub const KEYS: &[(&str, &str)] = &[
    (
        "size",
        "Size of the organisation: small, growing or large. Overrides what is inferred, not what is declared in `org.size`.",
    ),
    ("include", "Only files that match one of these globs are read."),
    ("exclude", "Files and folders that match one of these globs are left out."),
    ("ruleFolders", "Folders of further rule pages, relative to the configuration."),
    ("profile", "Named way to judge, such as `strict`: `teamlint rules` lists them."),
    (
        "edition",
        "Edition of the rules to stay with, such as `0.1`: what is newer is shown as advice, and marked as a preview.",
    ),
    (
        "taxonomy",
        "What the organisation calls things: changes to duties, metrics, tools and more, or a file with them, or a list of both.",
    ),
    ("waivers", "Findings that are allowed: a list of `rule`, `entity`, `reason` and perhaps `until`."),
    (
        "rules",
        "Per rule: `off` or a severity, or a map of `severity`, `params` and `locked` (nothing waives what it finds).",
    ),
    (
        "external",
        "Entities that are declared elsewhere: globs of stable ids, such as `team:default/*` or `service:legacy-*`.",
    ),
    ("complete", "Sections of which the files declare all there is, such as `teams` or `slos`."),
    ("aliases", "What else entities are called in other sources: `team:payments: [pay-oncall]`."),
    ("map", "Labels, annotations, tags, links and `x-` fields that stand for fields: `service.tier: labels.tier`."),
    (
        "pages",
        "Address below which people read the pages of rules, as `FAMILY/NAME.md`: findings link to them. With `https://` or `http://`.",
    ),
];

/// What configuration says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file; none where nobody configured anything.
    pub file: Option<FileId>,
    /// Folder of the file, which its paths are relative to.
    pub folder: PathBuf,
    /// What its paths do not lead out of.
    pub bounds: Bounds,
    /// Size of the organisation.
    pub size: Option<Size>,
    /// Globs of files to read.
    pub include: Vec<String>,
    /// Globs of files to leave out.
    pub exclude: Vec<String>,
    /// What lies beyond the files.
    pub beyond: Beyond,
    /// Which notes stand for fields.
    pub mapping: Mapping,
    /// What else entities are called.
    pub aliases: Aliases,
    /// Folders of rule pages.
    pub rule_folders: Vec<(PathBuf, Place)>,
    /// What it says about the taxonomy, in order.
    pub taxonomy: Vec<crate::taxonomy::Layer>,
    /// Findings that are allowed.
    pub waivers: Vec<Waiver>,
    /// Severities and parameters.
    pub overrides: Overrides,
    /// What is wrong in the file.
    pub problems: Vec<Finding>,
}

/// Finds the configuration for paths: in the folder that they have in common, or in one above it, up to the root of its
/// repository or, where there is none, of the file system. Standard input is where the process is.
pub fn find(files: &dyn Files, paths: &[PathBuf]) -> Option<PathBuf> {
    let here = files.here().ok()?;
    let folders = paths.iter().map(|path| match path.as_os_str().to_str() {
        Some("-") => here.clone(),
        _ => folder_of(files, &tidy(&here.join(path))),
    });
    let start = folders.reduce(|one, other| in_common(&one, &other))?;
    let root = start.ancestors().find(|folder| files.exists(&folder.join(".git")));
    let found = start
        .ancestors()
        .take_while(|folder| root.is_none_or(|root| folder.starts_with(root)))
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .find(|path| files.exists(path) || files.is_link(path))?;
    Some(found.strip_prefix(here).map(Path::to_path_buf).unwrap_or(found))
}

fn folder_of(files: &dyn Files, path: &Path) -> PathBuf {
    let folder = if files.is_folder(path) { Some(path) } else { path.parent() };
    folder.unwrap_or(path).to_path_buf()
}

/// Reads a configuration file that was found: like the files it is about, it may be anybody's, and reads nothing outside of
/// their repository. A file that cannot be read is a problem, not an empty configuration.
pub fn found(files: &dyn Files, path: &Path, sources: &mut Sources) -> Config {
    let folder = path.parent().unwrap_or(Path::new(""));
    read(files, path, Bounds::of(files, folder), sources)
}

/// Reads a configuration file that was named by whoever runs this, and that may lead anywhere.
pub fn named(files: &dyn Files, path: &Path, sources: &mut Sources) -> Config {
    read(files, path, Bounds::NONE, sources)
}

fn read(files: &dyn Files, path: &Path, bounds: Bounds, sources: &mut Sources) -> Config {
    let shown = path.to_string_lossy().replace('\\', "/");
    match bounds.text(files, path) {
        Ok(text) => {
            let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
            Config { folder, bounds, ..parse(&shown, text, sources) }
        }
        Err(refused) => {
            let file = sources.add(shown.clone(), "");
            let start = Place { file, span: Span { start: 0, end: 0 } };
            let finding = CONFIGURATION
                .at(start, format!("the configuration `{shown}` cannot be read: {}", refused.why))
                .help(refused.help.unwrap_or("name a file that exists with `--config`"));
            Config { problems: identify(sources, [finding]), ..Config::default() }
        }
    }
}

/// Reads configuration from its text.
pub fn parse(shown: &str, text: String, sources: &mut Sources) -> Config {
    let file = sources.add(shown, text);
    let text = sources.get(file).text();
    let parsed = Tree::parse(file, text);
    let mut config = Config { file: Some(file), problems: parsed.problems, ..Config::default() };
    for document in parsed.tree.documents(text) {
        match document.shape() {
            Shape::Null => {}
            Shape::Mapping => config.top(document),
            _ => config.problem(document.place(), "expected a map of settings", "not a map", &keys_help()),
        }
    }
    config.problems = identify(sources, std::mem::take(&mut config.problems));
    config
}

fn keys_help() -> String {
    let keys: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
    format!("write {}", one_of(&keys))
}

impl Config {
    fn problem(&mut self, place: Place, message: &str, label: &str, help: &str) {
        let finding = CONFIGURATION.at(place, message).saying(label).help(help);
        self.problems.push(finding);
    }

    fn unknown(&mut self, what: &str, word: &str, place: Place, allowed: &[&str]) {
        let label = did_you_mean(word, allowed.iter().copied()).unwrap_or_else(|| "not known".to_owned());
        self.problem(place, &format!("`{word}` is no {what}"), &label, &format!("write {}", one_of(allowed)));
    }

    fn top(&mut self, document: NodeRef<'_>) {
        for entry in document.entries() {
            let key = entry.key.text().unwrap_or_default();
            let value = entry.value;
            match &*key {
                "size" => self.size = self.word(value, "size", &Size::ALL.map(|size| (size.as_str(), size))),
                "include" => self.include = self.globs(value),
                "exclude" => self.exclude = self.globs(value),
                "external" => self.external(value),
                "complete" => self.complete(value),
                "map" => self.map(value),
                "aliases" => self.aliases(value),
                "ruleFolders" => {
                    self.rule_folders =
                        self.texts(value).into_iter().map(|(text, place)| (PathBuf::from(text), place)).collect();
                }
                "profile" => self.profile(value),
                "edition" => self.edition(value),
                "pages" => self.pages(value),
                "taxonomy" => self.taxonomy_layers(value),
                "waivers" => self.waivers(value),
                "rules" => self.rules(value),
                _ => self.unknown(
                    "setting",
                    &key,
                    entry.key.place(),
                    &KEYS.iter().map(|(key, _)| *key).collect::<Vec<_>>(),
                ),
            }
        }
    }

    fn word<T: Copy>(&mut self, node: NodeRef<'_>, what: &str, words: &[(&str, T)]) -> Option<T> {
        let text = node.text().unwrap_or_default();
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.unknown(what, &text, node.place(), &allowed);
        }
        found
    }

    fn texts(&mut self, node: NodeRef<'_>) -> Vec<(String, Place)> {
        let items: Vec<NodeRef<'_>> = match node.shape() {
            Shape::Sequence => node.items().collect(),
            Shape::Null => Vec::new(),
            _ => vec![node],
        };
        let mut texts = Vec::new();
        for item in items {
            match item.text() {
                Some(text) => texts.push((text.into_owned(), item.place())),
                None => {
                    self.problem(item.place(), "expected text", "not text", "write one entry a line, each after `- `");
                }
            }
        }
        texts
    }

    fn profile(&mut self, node: NodeRef<'_>) {
        match node.text() {
            Some(name) => self.overrides.profile = Some((name.into_owned(), node.place())),
            None => {
                self.problem(node.place(), "expected the name of a profile", "not a name", "write `profile: strict`");
            }
        }
    }

    fn edition(&mut self, node: NodeRef<'_>) {
        match node.text() {
            Some(edition) => self.overrides.edition = Some((edition.into_owned(), node.place())),
            None => self.problem(node.place(), "expected an edition", "not an edition", "write `edition: 0.1`"),
        }
    }

    fn pages(&mut self, node: NodeRef<'_>) {
        let help = "write `pages: https://example.com/rules/`: the page of a rule is `FAMILY/NAME.md` below it";
        match (node.shape(), node.text()) {
            (Shape::Null, _) => {}
            (_, Some(address)) => match Pages::new(&address) {
                Ok(pages) => self.overrides.pages = Some(pages),
                Err(why) => {
                    let message = format!("the address of the pages {why}");
                    self.problem(node.place(), &message, "not an address of pages", help);
                }
            },
            _ => self.problem(node.place(), "expected the address of the pages", "not an address", help),
        }
    }

    fn taxonomy_layers(&mut self, node: NodeRef<'_>) {
        let layers = if node.shape() == Shape::Sequence { node.items().collect() } else { vec![node] };
        for layer in layers {
            match (layer.shape(), layer.text()) {
                (Shape::Null, _) => {}
                (_, Some(path)) => {
                    self.taxonomy.push(crate::taxonomy::Layer::File(PathBuf::from(&*path), layer.place()));
                }
                (Shape::Mapping, _) => self.taxonomy.push(crate::taxonomy::Layer::Here(layer.place())),
                _ => self.problem(
                    layer.place(),
                    "expected changes to the taxonomy, or a file with them",
                    "neither",
                    "write `taxonomy: our-taxonomy.yaml`, or a map of `duties`, `metrics`, `tools` and more",
                ),
            }
        }
    }

    fn globs(&mut self, node: NodeRef<'_>) -> Vec<String> {
        let mut globs = Vec::new();
        for (glob, place) in self.texts(node) {
            match glob::check(&glob) {
                Ok(()) => globs.push(glob),
                Err(reason) => {
                    let message = format!("`{glob}` is no valid pattern: {reason}");
                    self.problem(place, &message, "not a pattern", "patterns are written as in `.gitignore`");
                }
            }
        }
        globs
    }

    fn rules(&mut self, node: NodeRef<'_>) {
        if node.shape() != Shape::Mapping {
            if node.shape() != Shape::Null {
                self.problem(
                    node.place(),
                    "expected a map from rule to setting",
                    "not a map",
                    "write `rules:` and under it `team-size: off`",
                );
            }
            return;
        }
        for entry in node.entries() {
            let mut rule = RuleOverride {
                rule: entry.key.text().unwrap_or_default().into_owned(),
                rule_place: entry.key.place(),
                severity: None,
                params: Vec::new(),
                locked: false,
            };
            match entry.value.shape() {
                Shape::Mapping => self.rule(&mut rule, entry.value),
                Shape::Scalar => rule.severity = self.level(entry.value),
                _ => self.problem(
                    entry.value.place(),
                    "expected a severity or a map",
                    "neither",
                    "write `off`, a severity, or a map of `severity` and `params`",
                ),
            }
            self.overrides.rules.push(rule);
        }
    }

    fn level(&mut self, node: NodeRef<'_>) -> Option<(Level, Place)> {
        let levels = Level::WORDS.map(|word| (word, Level::parse(word)));
        self.word(node, "severity", &levels).flatten().map(|level| (level, node.place()))
    }

    fn rule(&mut self, rule: &mut RuleOverride, node: NodeRef<'_>) {
        for entry in node.entries() {
            let key = entry.key.text().unwrap_or_default();
            match &*key {
                "severity" => rule.severity = self.level(entry.value),
                "locked" => {
                    rule.locked =
                        self.word(entry.value, "truth value", &[("true", true), ("false", false)]) == Some(true);
                }
                "params" if entry.value.shape() == Shape::Mapping => {
                    rule.params.extend(entry.value.entries().map(|param| {
                        (
                            param.key.text().unwrap_or_default().into_owned(),
                            param.key.place(),
                            Written::read(param.value),
                        )
                    }));
                }
                "params" => self.problem(
                    entry.value.place(),
                    "expected a map from parameter to value",
                    "not a map",
                    "write `params: {maxShare: 0.3}`",
                ),
                _ => self.unknown("setting of a rule", &key, entry.key.place(), &["severity", "params", "locked"]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::parse;
    use crate::text::Sources;

    fn problems(text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let config = parse("teamlint.yaml", text.to_owned(), &mut sources);
        config
            .problems
            .iter()
            .map(|p| format!("{} | {} | {}", sources.text(p.place()), p.message, p.labels[0].text))
            .collect()
    }

    #[test]
    fn every_mistake_is_reported_at_its_place() {
        let text = "siez: large\nsize: huge\nrules:\n  team-size: of\n  no-backup: {severty: error}\n";
        assert_eq!(
            problems(text),
            [
                "siez | `siez` is no setting | did you mean `size`?",
                "huge | `huge` is no size | not known",
                "of | `of` is no severity | did you mean `off`?",
                "severty | `severty` is no setting of a rule | did you mean `severity`?",
            ]
        );
    }

    #[test]
    fn a_pattern_that_is_none_is_reported_where_it_stands() {
        assert_eq!(
            problems("include: [teams/*.yaml, '[']\n"),
            ["'[' | `[` is no valid pattern: unclosed character class; missing ']' | not a pattern"]
        );
    }

    #[test]
    fn an_empty_file_is_no_mistake() {
        assert!(problems("# nothing yet\n").is_empty());
    }
}
