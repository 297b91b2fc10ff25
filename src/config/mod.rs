//! `teamlint.yaml`: which files, which rules, how strict. Every mistake in it is reported at its place.

mod aliases;
mod beyond;
pub mod by_path;
pub mod map;
mod merge;
pub mod read;
mod rules;
mod waivers;

use std::path::{Path, PathBuf};

use crate::declare::mapping::Mapping;
use crate::declare::matching::Aliases;
use crate::declare::setting::Written;
use crate::files::bounds::Bounds;
use crate::files::{Files, glob, in_common, tidy};
use crate::finding::Finding;
use crate::finding::diagnostics::CONFIGURATION;
use crate::finding::suggest::{did_you_mean, one_of};
use crate::org::known::{Beyond, External};
use crate::rule::Overrides;
use crate::rule::pages::Pages;
use crate::text::{FileId, Place, Sources};
use crate::vocabulary::Size;
use crate::vocabulary::kinds::Kind;
use crate::waive::Waiver;
use crate::yaml::tree::{NodeRef, Shape, Tree};

/// So deep are changes to the taxonomy shown.
const DEPTH: usize = 16;

/// Names of the configuration file, the first that exists counts.
pub use crate::files::discover::CONFIGURATION as NAMES;

/// Keys of the configuration, with what they are for.
pub const KEYS: &[(&str, &str)] = &[
    (
        "extends",
        "Configurations that this one builds on, relative to it: the later counts over the earlier, and this one over all.",
    ),
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
        "overrides",
        "For files that match `paths`, as in `.gitignore`: another severity, or `off`, for some `rules`. The last that matches counts.",
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

/// What configuration says, with what it builds on.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The files that say it, the one that counts over all others last; none where nobody configured anything.
    pub files: Vec<ConfigFile>,
    /// Folder of what it is about: that of the file that was found near what is judged, or else of the one that was named.
    pub folder: PathBuf,
    /// What its paths do not lead out of.
    bounds: Bounds,
    /// What it builds on, as it is written.
    extends: Vec<(String, Place)>,
    /// Size of the organisation.
    pub size: Option<(Size, Place)>,
    /// Globs of files to read.
    pub include: Vec<(String, Place)>,
    /// Globs of files to leave out.
    pub exclude: Vec<(String, Place)>,
    /// Patterns of entities that are declared elsewhere.
    pub external: Vec<(External, Place)>,
    /// Kinds of which the files declare all there is.
    pub complete: Vec<(Kind, Place)>,
    /// Which notes stand for which fields.
    pub mapping: Mapping,
    /// What else entities are called.
    pub aliases: Aliases,
    /// Folders of rule pages.
    pub rule_folders: Vec<RuleFolder>,
    /// What it says about the taxonomy, in order.
    pub taxonomy: Vec<crate::taxonomy::Layer>,
    /// Findings that are allowed.
    pub waivers: Vec<Waiver>,
    /// Severities and parameters.
    pub overrides: Overrides,
    /// What is wrong in the files.
    pub problems: Vec<Finding>,
}

/// A file of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConfigFile {
    /// The file.
    pub file: FileId,
    /// Whether it was found near what is judged, or leads from there, while another was named.
    pub found: bool,
}

/// A folder of rule pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFolder {
    /// Where it is.
    pub path: PathBuf,
    /// What names it.
    pub place: Place,
    /// What it does not lie outside of.
    pub bounds: Bounds,
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

fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// One file by itself.
fn parse(path: &Path, text: String, bounds: &Bounds, sources: &mut Sources) -> Config {
    let file = sources.add(shown(path), text);
    let text = sources.get(file).text();
    let parsed = Tree::parse(file, text);
    let mut config = Config {
        files: vec![ConfigFile { file, found: false }],
        folder: folder(path).to_path_buf(),
        bounds: bounds.clone(),
        problems: parsed.problems,
        ..Config::default()
    };
    for document in parsed.tree.documents(text) {
        match document.shape() {
            Shape::Null => {}
            Shape::Mapping => config.top(document),
            _ => config.problem(document.place(), "expected a map of settings", "not a map", &keys_help()),
        }
    }
    config
}

fn keys_help() -> String {
    let keys: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
    format!("write {}", one_of(&keys))
}

impl Config {
    /// What lies beyond the files.
    pub fn beyond(&self) -> Beyond {
        let mut beyond = Beyond::default();
        beyond.external.extend(self.external.iter().map(|(external, _)| external.clone()));
        self.complete.iter().for_each(|(kind, _)| beyond.complete.insert(*kind));
        beyond
    }

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
                "extends" => self.extends = self.texts(value),
                "size" => {
                    let size = self.word(value, "size", &Size::ALL.map(|size| (size.as_str(), size)));
                    self.size = size.map(|size| (size, value.place()));
                }
                "include" => self.include = self.globs(value),
                "exclude" => self.exclude = self.globs(value),
                "external" => self.external(value),
                "complete" => self.complete(value),
                "map" => self.map(value),
                "aliases" => self.aliases(value),
                "ruleFolders" => self.rule_folders(value),
                "profile" => self.profile(value),
                "edition" => self.edition(value),
                "pages" => self.pages(value),
                "taxonomy" => self.taxonomy_layers(value),
                "waivers" => self.waivers(value),
                "rules" => self.overrides.rules = self.rules(value),
                "overrides" => self.by_path(value),
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

    fn rule_folders(&mut self, node: NodeRef<'_>) {
        for (text, place) in self.texts(node) {
            let path = self.folder.join(text);
            self.rule_folders.push(RuleFolder { path, place, bounds: self.bounds.clone() });
        }
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
                Ok(pages) => self.overrides.pages = Some((pages, node.place())),
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
                    let (path, bounds) = (self.folder.join(&*path), self.bounds.clone());
                    self.taxonomy.push(crate::taxonomy::Layer::File { path, named: layer.place(), bounds });
                }
                (Shape::Mapping, _) => {
                    self.taxonomy.push(crate::taxonomy::Layer::Here(layer.place(), Written::read_to(layer, DEPTH)));
                }
                _ => self.problem(
                    layer.place(),
                    "expected changes to the taxonomy, or a file with them",
                    "neither",
                    "write `taxonomy: our-taxonomy.yaml`, or a map of `duties`, `metrics`, `tools` and more",
                ),
            }
        }
    }

    fn globs(&mut self, node: NodeRef<'_>) -> Vec<(String, Place)> {
        let mut globs = Vec::new();
        for (glob, place) in self.texts(node) {
            match glob::check(&glob) {
                Ok(()) => globs.push((glob, place)),
                Err(reason) => {
                    let message = format!("`{glob}` is no valid pattern: {reason}");
                    self.problem(place, &message, "not a pattern", "patterns are written as in `.gitignore`");
                }
            }
        }
        globs
    }
}
