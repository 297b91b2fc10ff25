//! teamlint judges how an organisation is set up: who owns what, who is on call, who talks to whom.
//!
//! The folders tell the way of the data, and [`check`] goes it: files are found and read ([`files`], [`yaml`]),
//! each [`dialect`] turns them into declarations, these become one organisation ([`org`]), what needs
//! an algorithm is computed from it ([`facts`]), rule pages ([`rule`], in the language of [`expr`]) are
//! judged against it ([`mod@judge`]), what somebody decided to live with is waived ([`mod@waive`]), and what is wrong
//! ([`finding`]) is reported ([`report`]).

pub mod cli;
pub mod config;
pub mod declare;
pub mod dialect;
pub mod expr;
pub mod facts;
pub mod files;
pub mod finding;
#[doc(hidden)]
pub mod fuzzing;
pub mod judge;
pub mod org;
pub mod pages;
pub mod reference;
pub mod report;
pub mod rule;
pub mod taxonomy;
pub mod text;
pub mod value;
pub mod vocabulary;
pub mod waive;
pub mod yaml;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::dialect::files::read_all;
use crate::expr::ParamValue;
use crate::facts::{Facts, organisation};
use crate::files::discover::{Selection, discover};
use crate::finding::Finding;
use crate::judge::coverage::Coverage;
use crate::judge::trace::{Told, Trace, Unfound};
use crate::judge::{Judgement, Limits, NotJudgedInWords, judge_unless};
use crate::org::Org;
use crate::report::check::Summary;
use crate::report::load;
use crate::rule::Rule;
use crate::taxonomy::thresholds::Thresholds;
use crate::text::{FileId, Sources};
use crate::value::Number;
use crate::vocabulary::kinds::SECTIONS;
use crate::waive::{Waiver, Waiving};

/// What to check.
#[derive(Clone, Debug)]
pub struct Request {
    /// Files and folders; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// Configuration file, instead of the one found near the paths.
    pub config: Option<PathBuf>,
    /// Folders of rule pages, besides those that configuration names.
    pub rule_dirs: Vec<PathBuf>,
    /// The profile to judge by, instead of the one that configuration names.
    pub profile: Option<String>,
    /// The date that counts as today.
    pub as_of: jiff::civil::Date,
}

impl Request {
    /// What these files and folders make up, with the configuration found near them.
    pub fn of(paths: Vec<PathBuf>, as_of: jiff::civil::Date) -> Self {
        Self { paths, config: None, rule_dirs: Vec::new(), profile: None, as_of }
    }
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
    /// Fingerprints of the findings that somebody decided to live with.
    pub waived: Vec<String>,
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

    /// How a rule judged an entity, by its stable id or an id.
    ///
    /// # Errors
    ///
    /// When the rule does not judge anything by that name.
    pub fn trace(&self, rule: &Rule, entity: &str) -> Result<Trace, Unfound> {
        let told = Told { findings: &self.findings, waived: &self.waived, merged: &self.judgement.merged };
        judge::trace::trace(&self.org, &self.facts, &self.rules, rule, entity, told)
    }

    /// What could not be judged, gathered by what would change that; `only` names the rules that count, none means all.
    pub fn coverage(&self, only: &[String]) -> Coverage {
        Coverage::of(&self.org, &self.facts, &self.rules, &self.judgement, &self.findings, only)
    }
}

/// An organisation that was read, and what it is to be judged by.
struct Read {
    org: Org,
    facts: Facts,
    rules: Vec<Rule>,
    config: Config,
    /// What is wrong with input files.
    findings: Vec<Finding>,
    /// What is wrong with configuration and rule pages.
    setup: Vec<Finding>,
    /// The files that declare something.
    inputs: BTreeSet<FileId>,
    files: usize,
    ignored: Vec<String>,
    entities: usize,
}

fn read(request: &Request) -> Read {
    let mut sources = Sources::default();
    let mut config = pages::configuration(request.config.as_deref(), &request.paths, &mut sources);
    pages::choose_profile(&mut config, request.profile.as_deref(), &mut sources);
    let taxonomy = pages::configured_taxonomy(&mut config, &mut sources);
    let registry = pages::rules(&config, &request.rule_dirs, &mut sources);
    let mut setup = config.problems.clone();
    setup.extend(registry.problems);

    let discovered = discover(&request.paths, &selection(&config));
    let mut input = read_all(&discovered, &request.paths, &mut sources);
    input.declared.insert(0, taxonomy);

    let as_of = declare::scalars::days_since_epoch(request.as_of).unwrap_or_default();
    let inputs: BTreeSet<FileId> = input.declared[1..].iter().map(|part| part.file).collect();
    let (org, mut findings) = org::build::build(sources, input.declared, as_of);
    findings.extend(input.problems);
    let profile = config.overrides.profile.as_ref().and_then(|(name, _)| rule::profile::named(name));
    if let Some(profile) = profile {
        findings = findings.into_iter().filter_map(|finding| profile.told(finding)).collect();
    }
    let entities = SECTIONS.iter().map(|&kind| org.declared(kind)).sum();
    let facts = Facts::of_size(config.size).by(Thresholds::of(config.overrides.taxonomy()));
    Read {
        org,
        facts,
        rules: registry.rules,
        config,
        findings,
        setup,
        inputs,
        files: input.files,
        ignored: input.foreign,
        entities,
    }
}

fn has_error(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == finding::Severity::Error)
}

/// Checks an organisation. Whatever is wrong with files, configuration or pages is a finding; the rest is judged.
pub fn check(request: &Request) -> Outcome {
    let Read { org, facts, rules, config, mut findings, mut setup, inputs, files, ignored, entities } = read(request);
    let (waivers, wrong) = waivers(&config, &org, &inputs);
    let diagnostics = finding::diagnostics::all().map(|diagnostic| diagnostic.name);
    let names: Vec<&str> = rules.iter().map(|rule| rule.name.as_str()).chain(diagnostics).collect();
    let mut waiving = Waiving::of(&waivers, &names, org.as_of());
    let waived = |finding: &Finding| waiving.covers(finding);
    let mut judgement =
        judge_unless(&org, &facts, &rules, organisation::size_of(&facts, &org), Limits::default(), waived);
    findings.retain(|finding| !waiving.covers(finding));

    setup.append(&mut judgement.problems);
    findings.append(&mut judgement.findings);
    let whole = is_whole(&config, request);
    let (waived, problems) = waiving.finish(|waiver| whole || matches!(waiver.on, waive::On::Bytes(..)));
    let problems = wrong.into_iter().chain(problems);
    let (mistakes, told): (Vec<Finding>, Vec<Finding>) =
        problems.partition(|problem| problem.severity == finding::Severity::Error);
    setup.extend(mistakes);
    findings.extend(told);
    let setup_failed = has_error(&setup);
    findings.extend(setup.iter().cloned());
    finding::sort(&mut findings, org.sources());
    let summary = Summary {
        files,
        ignored_files: ignored.len(),
        entities,
        judged_entities: judgement.entities,
        rules: judgement.tally.len(),
        judgements: judgement.tally.iter().map(|rule| rule.judged).sum(),
        not_judged: judgement.not_judged.len(),
        waived: waived.len(),
    };
    let nothing_to_lint = entities == 0;
    Outcome { org, facts, rules, findings, waived, judgement, ignored, summary, setup, setup_failed, nothing_to_lint }
}

/// An organisation as `teamlint load` looks at it: read like for a check, and not judged.
pub struct Carried {
    /// The organisation.
    pub org: Org,
    /// The most time on call that one person can sustain: `maxShare` of `on-call-overload`; none where that rule
    /// cannot be read.
    pub limit: Option<Number>,
    /// What is wrong with files, configuration and rule pages.
    pub findings: Vec<Finding>,
    /// Files that are no organisation file, and were left alone.
    pub ignored: Vec<String>,
    /// Whether configuration or a rule page is wrong.
    pub setup_failed: bool,
    /// Whether no entity was declared.
    pub nothing_to_lint: bool,
}

/// Reads an organisation to tell who carries how much.
pub fn carried(request: &Request) -> Carried {
    let Read { org, rules, mut findings, setup, ignored, entities, .. } = read(request);
    let setup_failed = has_error(&setup);
    findings.extend(setup);
    finding::sort(&mut findings, org.sources());
    let limit = limit(&rules);
    Carried { org, limit, findings, ignored, setup_failed, nothing_to_lint: entities == 0 }
}

/// The most time on call that one person can sustain, as the rule about it is configured.
fn limit(rules: &[Rule]) -> Option<Number> {
    let rule = rules.iter().find(|rule| rule.name == load::RULE)?;
    match rule.params.iter().find(|param| param.name == load::PARAM)?.value {
        ParamValue::Number(share) => Some(share),
        _ => None,
    }
}

/// The waivers of configuration and of comments, and what is wrong with those in comments.
fn waivers(config: &Config, org: &Org, inputs: &BTreeSet<FileId>) -> (Vec<Waiver>, Vec<Finding>) {
    let (mut waivers, mut problems) = (config.waivers.clone(), Vec::new());
    for &file in inputs {
        let (more, wrong) = waive::in_comments(file, org.sources().get(file));
        waivers.extend(more);
        problems.extend(finding::identify(org.sources(), wrong));
    }
    (waivers, problems)
}

/// Whether all that the configuration is for was judged. A run over a part of it does not see all that it is about.
fn is_whole(config: &Config, request: &Request) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let home = real(if config.folder.as_os_str().is_empty() { ".".as_ref() } else { &config.folder });
    request.paths.iter().any(|path| home.starts_with(real(path)))
}

fn selection(config: &Config) -> Selection {
    Selection { root: PathBuf::new(), include: config.include.clone(), exclude: config.exclude.clone() }
}
