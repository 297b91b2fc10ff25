//! From texts to an organisation, its facts, and what rules say of it. No other test takes these steps: one that
//! needs to take them differently gets its way here.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use teamlint::declare::Declarations;
use teamlint::dialect::{self, Asked, Content};
use teamlint::facts::Facts;
use teamlint::facts::organisation::size_of;
use teamlint::finding::Finding;
use teamlint::judge::{Judgement, Limits, NotJudgedInWords, judge};
use teamlint::lint::{Input, Linter, Options, Outcome, Setup};
use teamlint::org::Org;
use teamlint::rule::page::PageText;
use teamlint::rule::registry::{Registry, built_in};
use teamlint::rule::{Overrides, Rule};
use teamlint::text::Sources;
use teamlint::vocabulary::kinds::{ALL, Entity};
use teamlint::vocabulary::{Size, record};
use tempfile::TempDir;

static BUILT_IN: LazyLock<Arc<Setup>> = LazyLock::new(|| Arc::new(Setup::built_in()));
static WITHOUT_TAXONOMY: LazyLock<Arc<Setup>> = LazyLock::new(|| Arc::new(Setup::built_in().without_taxonomy()));

/// Files that make an organisation, in memory.
pub struct Texts {
    setup: Arc<Setup>,
    files: Vec<(String, String)>,
    all_known: bool,
}

impl Texts {
    /// Beside the built-in taxonomy.
    pub fn of<P: Into<String>, T: Into<String>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        Self::beside(Arc::clone(&BUILT_IN), files)
    }

    /// Without any words but their own.
    pub fn without_taxonomy<P: Into<String>, T: Into<String>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        Self::beside(Arc::clone(&WITHOUT_TAXONOMY), files)
    }

    /// Beside a configuration, in its words.
    pub fn configured<P: Into<String>, T: Into<String>>(config: &str, files: impl IntoIterator<Item = (P, T)>) -> Self {
        let setup = Setup::of(&Input::texts([("teamlint.yaml", config)]), &Options::default());
        Self::beside(Arc::new(setup), files)
    }

    /// Beside what is set up already, once for many of them.
    pub fn beside<P: Into<String>, T: Into<String>>(
        setup: Arc<Setup>,
        files: impl IntoIterator<Item = (P, T)>,
    ) -> Self {
        let files = files.into_iter().map(|(path, text)| (path.into(), text.into())).collect();
        Self { setup, files, all_known: false }
    }

    /// Fails the test if a file is in no format that is known.
    pub fn all_known(self) -> Self {
        Self { all_known: true, ..self }
    }

    /// As of so many days after 1970-01-01.
    pub fn build(self, today: i32) -> World {
        let input = Input::texts(self.files).given();
        let read = Linter::new(self.setup, date(1970, 1, 1) + today.days()).read(&input);
        let unknown = read.findings.iter().filter(|finding| finding.rule == "not-an-organisation-file");
        assert!(!self.all_known || unknown.count() == 0, "in formats that nobody knows");
        World { org: read.org, findings: read.findings, facts: read.facts, setup: read.setup }
    }
}

/// What one file declares, or nothing if it is in no format that is known.
pub fn declared(path: &str, text: &str, asked: Asked) -> (Sources, Option<Vec<Declarations>>) {
    let mut sources = Sources::default();
    let file = sources.add(path, text);
    match dialect::read(file, sources.get(file), asked) {
        Content::Declarations(parts) => (sources, Some(parts)),
        Content::Perhaps(..) | Content::Foreign(_) => (sources, None),
    }
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
    /// What it would be judged by.
    pub setup: Arc<Setup>,
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
        self.check_under(None, today)
    }

    /// What a run over some of it says, in this order.
    pub fn check_some(&self, paths: &[&str], today: Date) -> Outcome {
        check_paths(paths.iter().map(|path| self.path().join(path)).collect(), today)
    }

    /// What a run over all of it says under a profile.
    pub fn check_under(&self, profile: Option<&str>, today: Date) -> Outcome {
        let mut options = Options::default();
        options.profile = profile.map(str::to_owned);
        check(&Input::paths([self.path()]), &options, today)
    }
}

/// What a run over these files and folders says.
pub fn check_paths(paths: Vec<PathBuf>, today: Date) -> Outcome {
    check(&Input::paths(paths), &Options::default(), today)
}

/// What a run says of this by what it is configured with.
pub fn check(input: &Input, options: &Options, today: Date) -> Outcome {
    Linter::new(Setup::of(input, options), today).check(input)
}

/// Judges a file by the built-in rules, as of 2026-06-15.
pub fn check_file(name: &str, text: &str) -> Outcome {
    Folder::of([(name, text)]).check(date(2026, 6, 15))
}
