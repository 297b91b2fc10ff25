//! teamlint judges how an organisation is set up: who owns what, who is on call, who talks to whom.
//!
//! The folders tell the way of the data, and [`check`] goes it: files are found and read ([`source`]),
//! each [`dialect`] turns them into declarations, these become one organisation ([`org`]), what needs
//! an algorithm is computed from it ([`facts`]), rule pages ([`rule`], in the language of [`expr`]) are
//! judged against it ([`mod@judge`]), and what is wrong ([`finding`]) is reported ([`report`]).

pub mod cli;
pub mod config;
pub mod dialect;
pub mod expr;
pub mod facts;
pub mod finding;
#[doc(hidden)]
pub mod fuzzing;
pub mod judge;
pub mod org;
pub mod pages;
pub mod report;
pub mod rule;
pub mod source;

use std::path::PathBuf;

use config::Config;
use dialect::files::read_all;
use facts::Facts;
use finding::Finding;
use judge::coverage::Coverage;
use judge::{Judgement, Limits, NotJudgedInWords, judge};
use org::Org;
use report::Summary;
use rule::Rule;
use source::Sources;
use source::discover::{Selection, discover};

/// What to check.
#[derive(Clone, Debug)]
pub struct Request {
    /// Files and folders; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// Configuration file, instead of the one found near the paths.
    pub config: Option<PathBuf>,
    /// Folders of rule pages, besides those that configuration names.
    pub rule_dirs: Vec<PathBuf>,
    /// The date that counts as today.
    pub as_of: jiff::civil::Date,
}

/// What came of a check.
pub struct Outcome {
    /// The organisation, with all texts that findings point into.
    pub org: Org,
    /// What was computed about it.
    pub facts: Facts,
    /// The rules it was judged by.
    pub rules: Vec<Rule>,
    /// Everything that is wrong, in the order of path, position, rule and message.
    pub findings: Vec<Finding>,
    /// What the rules said.
    pub judgement: Judgement,
    /// Files that are no organisation file, and were left alone.
    pub ignored: Vec<String>,
    /// How much was looked at.
    pub summary: Summary,
    /// What is wrong with configuration and rule pages; it is among the findings, too.
    pub setup: Vec<Finding>,
    /// Whether configuration or a rule page is wrong.
    pub setup_failed: bool,
    /// Whether no entity was declared.
    pub nothing_to_lint: bool,
}

impl Outcome {
    /// What could not be judged, with the fields that would change that.
    pub fn not_judged(&self) -> Vec<NotJudgedInWords> {
        self.judgement.not_judged.iter().map(|one| one.in_words(&self.org, &self.facts, &self.rules)).collect()
    }

    /// What could not be judged, gathered by what would change that; `only` names the rules that count, none means all.
    pub fn coverage(&self, only: &[String]) -> Coverage {
        Coverage::of(&self.org, &self.facts, &self.rules, &self.judgement, &self.findings, only)
    }
}

/// Checks an organisation. Whatever is wrong with files, configuration or pages is a finding; the rest is judged.
pub fn check(request: &Request) -> Outcome {
    let mut sources = Sources::default();
    let taxonomy = pages::taxonomy(&mut sources);
    let config = pages::configuration(request.config.as_deref(), &request.paths, &mut sources);
    let registry = pages::rules(&config, &request.rule_dirs, &mut sources);
    let mut setup = config.problems.clone();
    setup.extend(registry.problems);

    let discovered = discover(&request.paths, &selection(&config));
    let mut input = read_all(&discovered, &request.paths, &mut sources);
    input.declared.insert(0, taxonomy);

    let as_of = dialect::values::days_since_epoch(request.as_of).unwrap_or_default();
    let (org, mut findings) = org::build::build(sources, input.declared, as_of);
    let facts = Facts::of_size(config.size);
    facts.prepare(&org);
    let mut judgement = judge(&org, &facts, &registry.rules, facts.size(&org), Limits::default());

    setup.append(&mut judgement.problems);
    let setup_failed = setup.iter().any(|finding| finding.severity == finding::Severity::Error);
    findings.extend(input.problems);
    findings.extend(setup.iter().cloned());
    findings.append(&mut judgement.findings);
    finding::sort(&mut findings, org.sources());
    let entities = dialect::native::SECTIONS.iter().map(|&kind| org.declared(kind)).sum();
    let summary = Summary {
        files: input.files,
        ignored_files: input.foreign.len(),
        entities,
        judged_entities: judgement.entities,
        rules: judgement.tally.len(),
        judgements: judgement.tally.iter().map(|rule| rule.judged).sum(),
        not_judged: judgement.not_judged.len(),
    };
    let nothing_to_lint = entities == 0;
    Outcome {
        org,
        facts,
        rules: registry.rules,
        findings,
        judgement,
        ignored: input.foreign,
        summary,
        setup,
        setup_failed,
        nothing_to_lint,
    }
}

fn selection(config: &Config) -> Selection {
    Selection { root: PathBuf::new(), include: config.include.clone(), exclude: config.exclude.clone() }
}
