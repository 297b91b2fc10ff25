//! From texts to an organisation, its facts, and what rules say of it. No other test takes these steps: one that
//! needs to take them differently gets its way here.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use teamlint::config::{self, Config};
use teamlint::declare::Declarations;
use teamlint::dialect::{self, Content};
use teamlint::facts::Facts;
use teamlint::facts::organisation::size_of;
use teamlint::finding::Finding;
use teamlint::judge::{Judgement, Limits, NotJudgedInWords, judge};
use teamlint::org::Org;
use teamlint::org::build::build;
use teamlint::rule::page::PageText;
use teamlint::rule::registry::{Registry, built_in};
use teamlint::rule::{Overrides, Rule};
use teamlint::taxonomy::thresholds::Thresholds;
use teamlint::text::Sources;
use teamlint::vocabulary::kinds::{ALL, Entity};
use teamlint::vocabulary::{Size, record};
use teamlint::{Outcome, Request, check, pages};
use tempfile::TempDir;

/// Files that make an organisation, in memory.
pub struct Texts {
    sources: Sources,
    parts: Vec<Declarations>,
    /// Files in formats that nobody knows.
    foreign: Vec<String>,
    thresholds: Thresholds,
}

impl Texts {
    /// Beside the built-in taxonomy.
    pub fn of<P: Into<String>, T: Into<String>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let mut sources = Sources::default();
        let taxonomy = pages::taxonomy(&mut sources);
        Self { sources, parts: vec![taxonomy], foreign: Vec::new(), thresholds: Thresholds::default() }.with(files)
    }

    /// Without any words but their own.
    pub fn without_taxonomy<P: Into<String>, T: Into<String>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        Self { sources: Sources::default(), parts: Vec::new(), foreign: Vec::new(), thresholds: Thresholds::default() }
            .with(files)
    }

    /// Beside a configuration, in its words.
    pub fn configured<P: Into<String>, T: Into<String>>(
        config: &str,
        files: impl IntoIterator<Item = (P, T)>,
    ) -> (Config, Self) {
        let mut sources = Sources::default();
        let mut config = config::parse("teamlint.yaml", config.to_owned(), &mut sources);
        let taxonomy = pages::configured_taxonomy(&mut config, &mut sources);
        let thresholds = Thresholds::of(config.overrides.taxonomy());
        (config, Self { sources, parts: vec![taxonomy], foreign: Vec::new(), thresholds }.with(files))
    }

    fn with<P: Into<String>, T: Into<String>>(mut self, files: impl IntoIterator<Item = (P, T)>) -> Self {
        for (path, text) in files {
            let path = path.into();
            match read_into(&mut self.sources, &path, text, true) {
                Some(parts) => self.parts.extend(parts),
                None => self.foreign.push(path),
            }
        }
        self
    }

    /// Fails the test if a file is in no format that is known.
    pub fn all_known(self) -> Self {
        assert_eq!(self.foreign, [""; 0], "in formats that nobody knows");
        self
    }

    /// As of so many days after 1970-01-01.
    pub fn build(self, today: i32) -> World {
        let (org, findings) = build(self.sources, self.parts, today);
        World { org, findings, facts: Facts::default().by(self.thresholds) }
    }
}

fn read_into(sources: &mut Sources, path: &str, text: impl Into<String>, named: bool) -> Option<Vec<Declarations>> {
    let file = sources.add(path, text);
    match dialect::read(file, sources.get(file), named) {
        Content::Declarations(parts) => Some(parts),
        Content::Foreign => None,
    }
}

/// What one file declares, or nothing if it is in no format that is known. Who `named` it says that it is one of ours.
pub fn declared(path: &str, text: &str, named: bool) -> (Sources, Option<Vec<Declarations>>) {
    let mut sources = Sources::default();
    let parts = read_into(&mut sources, path, text, named);
    (sources, parts)
}

/// An organisation of which nothing is known.
pub fn nobody() -> Org {
    Texts::without_taxonomy([("", ""); 0]).build(20_777).org
}

/// An organisation, what is wrong with how it is declared, and what follows from it.
pub struct World {
    pub org: Org,
    pub findings: Vec<Finding>,
    pub facts: Facts,
}

impl World {
    /// Of files without names, in the words of the taxonomy.
    pub fn of(files: &[&str]) -> Self {
        let named = files.iter().enumerate().map(|(rank, text)| (format!("{rank}.yaml"), *text));
        Texts::of(named).build(20_605)
    }

    /// The entity called `kind:id`.
    pub fn find(&self, name: &str) -> Entity {
        let (word, id) = name.split_once(':').expect("kind:id");
        let kind = ALL.into_iter().find(|&kind| record(kind).word == word).expect("a kind");
        self.org.find(kind, id).expect(name)
    }

    /// What is wrong with how it is declared, in words.
    pub fn complaints(&self) -> Vec<&str> {
        self.findings.iter().map(|finding| finding.message.as_str()).collect()
    }

    /// What rules say of it, in its own size.
    pub fn judged_by(&self, rules: &[Rule]) -> Judgement {
        self.judged_as(rules, size_of(&self.facts, &self.org), Limits::default())
    }

    /// What rules say of it as one of this size, within these limits.
    pub fn judged_as(&self, rules: &[Rule], size: Option<Size>, limits: Limits) -> Judgement {
        judge(&self.org, &self.facts, rules, size, limits)
    }

    /// What could not be judged, in words.
    pub fn not_judged(&self, judgement: &Judgement, rules: &[Rule]) -> Vec<NotJudgedInWords> {
        judgement.not_judged.iter().map(|one| one.in_words(&self.org, &self.facts, rules)).collect()
    }
}

/// Rules from these pages, what is wrong with them, and their texts.
pub fn rules_of(pages: &[PageText], overrides: &Overrides) -> (Registry, Sources) {
    let mut sources = Sources::default();
    let registry = Registry::load(pages, overrides, &mut sources);
    (registry, sources)
}

/// The program's own rules.
pub fn built_in_rules() -> Vec<Rule> {
    rules_of(&built_in(), &Overrides::default()).0.rules
}

/// The program's own rules that have these names.
pub fn built_in_rules_named(names: &[&str]) -> Vec<Rule> {
    let mut rules = built_in_rules();
    rules.retain(|rule| names.contains(&rule.name.as_str()));
    assert_eq!(rules.len(), names.len());
    rules
}

/// A folder of its own with exactly these files.
pub struct Folder(TempDir);

impl Folder {
    pub fn of<P: AsRef<Path>, T: AsRef<[u8]>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// What a run over all of it says.
    pub fn check(&self, today: Date) -> Outcome {
        check_paths(vec![self.path().to_owned()], today)
    }

    /// What a run over some of it says, in this order.
    pub fn check_some(&self, paths: &[&str], today: Date) -> Outcome {
        check_paths(paths.iter().map(|path| self.path().join(path)).collect(), today)
    }

    /// What a run over all of it says under a profile.
    pub fn check_under(&self, profile: Option<&str>, today: Date) -> Outcome {
        let profile = profile.map(str::to_owned);
        check(&Request { profile, ..Request::of(vec![self.path().to_owned()], today) })
    }
}

/// What a run over these files and folders says.
pub fn check_paths(paths: Vec<PathBuf>, today: Date) -> Outcome {
    check(&Request::of(paths, today))
}

/// Judges a file by the built-in rules, as of 2026-06-15.
pub fn check_file(name: &str, text: &str) -> Outcome {
    Folder::of([(name, text)]).check(jiff::civil::date(2026, 6, 15))
}
