//! `teamlint config`: which configuration counts, and what says so.

use std::io::{self, Write};

use clap::Subcommand;

use crate::cli::beside::{refuse, tell_findings};
use crate::cli::exit::Exit;
use crate::cli::format;
use crate::cli::input::Input;
use crate::config::map::written;
use crate::config::{Config, KEYS};
use crate::declare::setting::Written;
use crate::dialect;
use crate::files::Files;
use crate::files::disk::Disk;
use crate::lint::Setup;
use crate::report::Look;
use crate::report::configuration::{Effective, FORMATS, Format, Node, Origin, Scalar};
use crate::rule::severity::Level;
use crate::rule::{Overrides, PathOverride, Rule, RuleLevel};
use crate::taxonomy::Layer;
use crate::text::{Place, Sources};
use crate::vocabulary::record;
use crate::waive::{On, Waiver};

const HELP: &str = "\
Examples:
  teamlint config show
      what counts for the current folder, and where it is written
  teamlint config show --config policy.yaml --profile strict -D no-backup
      the same as these options make it
  teamlint config show --all --format json
      every rule with its severity and parameters, for machines

Exit codes:
  0  shown
  2  wrong usage, configuration or rule page (the rest is still shown)";

/// Show the configuration that counts
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show what counts of all configuration, and the file or option that says so
    #[command(after_long_help = HELP)]
    Show(Show),
}

#[derive(Debug, clap::Args)]
struct Show {
    /// How to show it
    #[arg(long, value_parser = format::parser(FORMATS), default_value = FORMATS[0].name)]
    format: &'static Format,

    /// Every rule and diagnostic, also those that are as they are without configuration
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    input: Input,
}

pub(super) fn run(args: &Args, look: Look, out: &mut dyn Write) -> io::Result<Exit> {
    let What::Show(show) = &args.what;
    if let Some(missing) =
        show.input.paths.iter().find(|path| !(&Disk as &dyn Files).exists(path) && path.as_os_str() != "-")
    {
        return Ok(refuse(&format!("`{}` does not exist", missing.display())));
    }
    let setup = match show.input.set_up() {
        Ok(setup) => setup,
        Err(exit) => return Ok(exit),
    };
    (show.format.write)(out, &Showing { setup: &setup, sources: &setup.sources, all: show.all }.effective(), look)?;
    out.flush()?;
    tell_findings(&setup.sources, &setup.problems);
    Ok(if setup.failed() { Exit::SetUp } else { Exit::Clean })
}

struct Showing<'s> {
    setup: &'s Setup,
    sources: &'s Sources,
    all: bool,
}

impl Showing<'_> {
    fn effective(&self) -> Effective {
        let config = &self.setup.config;
        let files = config.files.iter().map(|file| self.sources.get(file.file).path.clone()).collect();
        let keys = KEYS.iter().filter_map(|(key, _)| Some(((*key).to_owned(), self.key(config, key)?)));
        Effective { files, keys: keys.collect() }
    }

    /// What counts of a key, if anything says something.
    fn key(&self, config: &Config, key: &str) -> Option<Node> {
        let overrides = &config.overrides;
        let one = |text: &str, place: Place| self.leaf(Scalar::text(text), place);
        let list = |items: Vec<Node>| (!items.is_empty()).then_some(Node::List(items));
        let texts = |all: &[(String, Place)]| list(all.iter().map(|(text, place)| one(text, *place)).collect());
        match key {
            "size" => config.size.map(|(size, place)| one(size.as_str(), place)),
            "profile" => overrides.profile.as_ref().map(|(name, place)| one(name, *place)),
            "edition" => overrides.edition.as_ref().map(|(name, place)| self.leaf(Scalar::word(name), *place)),
            "pages" => overrides.pages.as_ref().map(|(pages, place)| one(pages.address(), *place)),
            "include" => texts(&config.include),
            "exclude" => texts(&config.exclude),
            "external" => list(config.external.iter().map(|(one_of, place)| one(one_of.pattern(), *place)).collect()),
            "complete" => {
                let named =
                    config.complete.iter().filter_map(|(kind, place)| Some(one(record(*kind).section?, *place)));
                list(named.collect())
            }
            "ruleFolders" => {
                let folders = config.rule_folders.iter();
                list(folders.map(|folder| one(&shown(&folder.path), folder.place)).collect())
            }
            "map" => {
                let mapped = config.mapping.0.iter().map(|mapped| {
                    let (field, sources) = written(mapped);
                    (field, Node::List(sources.iter().map(|source| one(source, mapped.place)).collect()))
                });
                let mapped: Vec<(String, Node)> = mapped.collect();
                (!mapped.is_empty()).then_some(Node::Map(mapped))
            }
            "aliases" => {
                let mut called: Vec<(String, Vec<Node>)> = Vec::new();
                for alias in &config.aliases.0 {
                    let id = format!("{}:{}", record(alias.kind).word, alias.id);
                    let names = alias.names.iter().map(|(name, place)| one(name, *place));
                    match called.iter_mut().find(|(known, _)| *known == id) {
                        Some((_, known)) => known.extend(names),
                        None => called.push((id, names.collect())),
                    }
                }
                let called: Vec<(String, Node)> =
                    called.into_iter().map(|(id, names)| (id, Node::List(names))).collect();
                (!called.is_empty()).then_some(Node::Map(called))
            }
            "taxonomy" => list(config.taxonomy.iter().map(|layer| self.taxonomy(layer)).collect()),
            "waivers" => list(config.waivers.iter().map(|waiver| self.waiver(waiver)).collect()),
            "overrides" => {
                let some = overrides.by_path.iter().filter(|entry| !entry.rules.is_empty());
                list(some.map(|entry| self.by_path(entry)).collect())
            }
            "rules" => self.rules(overrides),
            _ => None,
        }
    }

    fn leaf(&self, value: Scalar, place: Place) -> Node {
        Node::Leaf(value, self.origin(place))
    }

    /// A file, or the option that stands for one.
    fn origin(&self, place: Place) -> Origin {
        let source = self.sources.get(place.file);
        if source.path.starts_with("--") {
            return Origin::Option { name: source.path.clone() };
        }
        let position = source.position(place.span.start);
        Origin::File { file: source.path.clone(), line: position.line, column: position.column }
    }

    fn taxonomy(&self, layer: &Layer) -> Node {
        match layer {
            Layer::File { path, named, .. } => self.leaf(Scalar::text(shown(path)), *named),
            Layer::Here(_, changes) => self.written(changes),
        }
    }

    fn written(&self, written: &Written) -> Node {
        match written {
            Written::Scalar(text, plain, place) => self.leaf(Scalar { text: text.clone(), plain: *plain }, *place),
            Written::List(items, _) => Node::List(items.iter().map(|item| self.written(item)).collect()),
            Written::Table(entries, _) => {
                Node::Map(entries.iter().map(|(key, value)| (key.clone(), self.written(value))).collect())
            }
            Written::Nothing(place) => self.leaf(Scalar::word("null"), *place),
        }
    }

    fn waiver(&self, waiver: &Waiver) -> Node {
        let On::Entity(entity) = &waiver.on else { return Node::Map(Vec::new()) };
        let text = |text: &str| self.leaf(Scalar::text(text), waiver.place);
        let mut said = vec![
            ("rule".to_owned(), text(&waiver.rule)),
            ("entity".to_owned(), text(entity)),
            ("reason".to_owned(), text(&waiver.reason)),
        ];
        said.extend(waiver.until.as_ref().map(|(_, day)| ("until".to_owned(), text(day))));
        Node::Map(said)
    }

    fn by_path(&self, entry: &PathOverride) -> Node {
        let paths = entry.paths.iter().map(|(path, place)| self.leaf(Scalar::text(path), *place)).collect();
        let level = |one: &RuleLevel| (one.rule.clone(), self.leaf(Scalar::word(one.level.as_str()), one.place));
        let rules = entry.rules.iter().map(level).collect();
        Node::Map(vec![("paths".to_owned(), Node::List(paths)), ("rules".to_owned(), Node::Map(rules))])
    }

    /// Rules and diagnostics that are not as they are without configuration, or all.
    fn rules(&self, overrides: &Overrides) -> Option<Node> {
        let mut rules: Vec<(String, Node)> = Vec::new();
        for rule in self.setup.rules.iter() {
            let said = self.rule(rule, overrides);
            rules.extend((!said.is_empty()).then(|| (rule.name.clone(), Node::Map(said))));
        }
        for diagnostic in dialect::diagnostics() {
            let mut said = self.settings(diagnostic.name, overrides);
            if said.is_empty() && self.all {
                let severity = Scalar::word(diagnostic.severity.as_str());
                said.push(("severity".to_owned(), Node::Leaf(severity, Origin::Default)));
            }
            rules.extend((!said.is_empty()).then(|| (diagnostic.name.to_owned(), Node::Map(said))));
        }
        (!rules.is_empty()).then_some(Node::Map(rules))
    }

    /// What configuration says of the severity of a rule or diagnostic, and whether it is locked.
    fn settings(&self, name: &str, overrides: &Overrides) -> Vec<(String, Node)> {
        let mut said = Vec::new();
        let Some(settings) = overrides.rules.iter().find(|settings| settings.rule == name) else { return said };
        if let Some((level, place)) = settings.severity {
            said.push(("severity".to_owned(), self.leaf(Scalar::word(level.as_str()), place)));
        }
        if let Some(lock) = &settings.locked {
            said.push(("locked".to_owned(), self.leaf(Scalar::word("true"), lock.place)));
        }
        said
    }

    fn rule(&self, rule: &Rule, overrides: &Overrides) -> Vec<(String, Node)> {
        let mut said = self.settings(&rule.name, overrides);
        let profile = overrides.profile_of(&rule.name);
        let by_profile = || profile.map(|(name, _)| Origin::Profile { name: name.clone() });
        if said.first().is_none_or(|(key, _)| key != "severity") {
            let edition = overrides.edition.as_ref().filter(|_| rule.is_preview());
            let origin = match edition {
                Some((name, _)) => Some(Origin::Edition { name: name.clone() }),
                None if rule.profiled.is_some() => by_profile(),
                None => None,
            };
            if origin.is_some() || self.all {
                let words = rule.severity_in_words();
                let node = severity(words, origin.unwrap_or(Origin::Default));
                said.insert(0, ("severity".to_owned(), node));
            }
        }
        let settings = overrides.rules.iter().find(|settings| settings.rule == rule.name);
        let of_profile = profile.and_then(|(name, _)| rule.profiles.iter().find(|one| one.profile == *name));
        let mut params = Vec::new();
        for param in &rule.params {
            let is_it = |(name, ..): &&(String, Place, Written)| *name == param.name;
            let set = settings.and_then(|settings| settings.params.iter().find(is_it));
            let changed = of_profile.is_some_and(|profile| profile.params.iter().any(|one| is_it(&one)));
            let shown =
                || Scalar { text: param.shown.clone(), plain: param.shown.starts_with(|c: char| c.is_ascii_digit()) };
            let node = match set {
                Some((_, _, value)) => self.written(value),
                None if changed => Node::Leaf(shown(), by_profile().unwrap_or(Origin::Default)),
                None if self.all => Node::Leaf(shown(), Origin::Default),
                None => continue,
            };
            params.push((param.name.clone(), node));
        }
        if !params.is_empty() {
            said.push(("params".to_owned(), Node::Map(params)));
        }
        said
    }
}

/// A severity, or the words for what it depends on.
fn severity(words: String, origin: Origin) -> Node {
    if Level::parse(&words).is_some() { Node::Leaf(Scalar::word(words), origin) } else { Node::Words(words, origin) }
}

fn shown(path: &std::path::Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
