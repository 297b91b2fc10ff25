//! The commands that each input is given to, from text and JSON of everything to a few explanations of verdicts.

use super::inputs::{Depth, Input};
use super::program::{Program, Seen};
use crate::random::Random;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// One command on one input.
#[derive(Clone, Debug)]
pub struct Leg {
    /// What it is counted as.
    pub name: &'static str,
    pub arguments: Vec<String>,
    /// File fed to standard input.
    pub stdin: Option<PathBuf>,
    /// Whether its findings lead to further commands.
    pub is_source: bool,
}

/// Explanations of verdicts, for an input that is looked at closely and for others.
const EXPLAINED: usize = 8;
const EXPLAINED_BRIEFLY: usize = 1;

impl Leg {
    fn new(name: &'static str, arguments: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { name, arguments: arguments.into_iter().map(Into::into).collect(), stdin: None, is_source: false }
    }

    /// A command about an organisation: its own words, then the day, then the paths.
    fn about(input: &Input, name: &'static str, words: &[&str]) -> Self {
        let day = ["--as-of", input.as_of.as_str()];
        Self::new(name, words.iter().chain(&day).copied().chain(input.paths.iter().map(String::as_str)))
    }

    /// The command as it would be typed.
    pub fn shown(&self) -> String {
        let mut shown = self.arguments.join(" ");
        if let Some(path) = &self.stdin {
            shown.push_str(" < ");
            shown.push_str(&path.to_string_lossy());
        }
        shown
    }
}

/// The command whose findings tell more, and whether differences are allowed.
pub fn findings_of(input: &Input) -> Leg {
    let mut leg = Leg::about(input, "check json", &["check", "--format", "json", "--advice"]);
    leg.is_source = input.depth != Depth::Hostile;
    leg
}

/// The commands for an input, before anything is known about it.
pub fn of(input: &Input) -> Vec<Leg> {
    if let Some(arguments) = &input.usage {
        return vec![Leg::new("usage", arguments)];
    }
    let mut legs = vec![findings_of(input), Leg::about(input, "check text", &["check", "--advice"])];
    let mut add = |name, words: &[&str]| legs.push(Leg::about(input, name, words));
    // Of the rest, an input that is one of many gets one form only, and not always the same.
    let whole = input.depth == Depth::Whole;
    let even = input.name.bytes().map(usize::from).sum::<usize>().is_multiple_of(2);
    if whole || even {
        add("load json", &["load", "--format", "json"]);
        add("coverage text", &["coverage"]);
    }
    if whole || !even {
        add("load text", &["load"]);
        add("coverage json", &["coverage", "--format", "json"]);
    }
    if whole {
        add("check text", &["check"]);
        add("check text", &["check", "--quiet", "--fail-on", "advice"]);
        add("check json", &["check", "--format", "json"]);
        for profile in ["starter", "small-company", "compliance", "eu-working-time", "strict"] {
            add("check --profile", &["check", "--format", "json", "--profile", profile]);
        }
        add("load csv", &["load", "--format", "csv"]);
        add("load markdown", &["load", "--format", "markdown"]);
        add("load --by", &["load", "--by", "rotation"]);
        add("load --by", &["load", "--by", "team", "--format", "json"]);
        add("coverage text", &["coverage", "--all"]);
        if let [path] = &input.paths[..]
            && input.within.join(path).is_file()
        {
            let mut leg = Leg::new("check stdin", ["check", "--as-of", &input.as_of, "-"]);
            leg.stdin = Some(PathBuf::from(path));
            legs.push(leg);
        }
    }
    legs
}

/// The names of all rules.
pub fn rules(program: &Program) -> Vec<String> {
    let here = Input::of_usage("rules", PathBuf::from("."), &[]);
    let seen = program.run(&here, &Leg::new("rules", ["rules", "--format", "json"]));
    let listed: Value = serde_json::from_slice(&seen.stdout).unwrap_or_default();
    listed.as_array().into_iter().flatten().filter_map(|rule| rule["name"].as_str().map(str::to_owned)).collect()
}

fn findings(seen: &Seen) -> Vec<Value> {
    let report: Value = serde_json::from_slice(&seen.stdout).unwrap_or_default();
    report["findings"].as_array().cloned().unwrap_or_default()
}

/// Whether a report holds a finding of one of these rules.
pub fn finds_any(seen: &Seen, rules: &[String]) -> bool {
    let found = |rule: &Value| rules.iter().any(|wanted| rule == wanted);
    !rules.is_empty() && findings(seen).iter().any(|finding| found(&finding["rule"]))
}

/// Explanations of verdicts that were found, and of others about the same entities.
pub fn about_findings(input: &Input, checked: &Seen, rules: &[String], seed: u64) -> Vec<Leg> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let found: BTreeSet<(String, String)> = findings(checked)
        .iter()
        .filter_map(|finding| Some((text(&finding["rule"])?, text(&finding["entity"])?)))
        .filter(|(rule, _)| rules.contains(rule))
        .collect();
    let found: Vec<_> = found.into_iter().collect();
    let most = if input.depth == Depth::Whole { EXPLAINED } else { EXPLAINED_BRIEFLY };
    let mut random = Random::new(seed);
    let explained = |rule: &str, entity: &str| {
        let paths = input.paths.iter().flat_map(|path| ["--in", path]);
        let arguments = ["explain", rule, entity, "--as-of", &input.as_of];
        Leg::new("explain entity", arguments.into_iter().chain(paths))
    };
    let step = found.len().div_ceil(most).max(1);
    let mut legs = Vec::new();
    for (rule, entity) in found.iter().step_by(step) {
        legs.push(explained(rule, entity));
        if input.depth == Depth::Whole {
            legs.push(explained(&rules[random.below(rules.len())], entity));
        }
    }
    legs
}

/// What if the first person of the table left, and what if somebody joined their rotation.
pub fn what_ifs(input: &Input, program: &Program) -> Vec<Leg> {
    let table = program.run(input, &Leg::about(input, "load json", &["load", "--by", "rotation", "--format", "json"]));
    let table: Value = serde_json::from_slice(&table.stdout).unwrap_or_default();
    let Some(row) = table["rows"].as_array().and_then(|rows| rows.first()) else { return Vec::new() };
    let mut legs = Vec::new();
    if let Some(person) = row["person"].as_str() {
        legs.push(Leg::about(input, "load what-if", &["load", "--without", person]));
        legs.push(Leg::about(input, "load what-if", &["load", "--without", person, "--format", "json"]));
        if let Some(group) = row["group"].as_str() {
            let rotation = group.strip_prefix("rotation:").unwrap_or(group);
            legs.push(Leg::about(input, "load what-if", &["load", "--add", "2", rotation, "--without", person]));
        }
    }
    legs
}

/// Commands about no organisation: lists, help, explanations of every rule, and wrong usage.
pub fn usages(rules: &[String]) -> Vec<Vec<String>> {
    let mut usages: Vec<Vec<String>> = [
        "--help",
        "rules",
        "rules --format json",
        "rules --profile strict",
        "rules --profile small-company --format json",
        "rules --profile nonesuch",
        "rules --rule-folder missing",
        "explain",
        "explain on-call-overlod",
        "explain on-call-overload nobody --in .",
        "explain unknown-reference",
        "explain unknown-field",
        "explain invalid-value",
        "explain duplicate-id",
        "explain invalid-yaml",
        "check",
        "check --as-of tomorrow .",
        "check --format nonesuch .",
        "check missing.yaml",
        "check --profile nonesuch .",
        "check --config missing.yaml .",
        "check --rule-folder missing .",
        "check -",
        "load",
        "load --without nobody .",
        "load --add 0 nothing .",
        "load --add two nothing .",
        "load --format nonesuch .",
        "coverage",
        "coverage --rule nonesuch .",
        "test",
        "test missing.md",
        "nonesuch",
        "",
    ]
    .iter()
    .map(|line| line.split_whitespace().map(str::to_owned).collect())
    .collect();
    for command in ["check", "load", "coverage", "rules", "explain", "test"] {
        usages.push(vec![command.to_owned(), "--help".to_owned()]);
        usages.push(vec![command.to_owned(), "-h".to_owned()]);
    }
    usages.extend(rules.iter().map(|rule| vec!["explain".to_owned(), rule.clone()]));
    usages
}
