//! What a log says of the program and of the rules that found something.

use std::collections::HashMap;

use serde::Serialize;

use crate::finding::diagnostics::READING;
use crate::finding::{Finding, Severity};
use crate::report::check::report::{Report, RuleTold};
use crate::report::check::sarif::parts::{Text, level};

/// The rules that found something, in the order in which they did.
pub(super) struct Rules<'a> {
    found: Vec<Found<'a>>,
    ranks: HashMap<&'a str, usize>,
}

struct Found<'a> {
    finding: &'a Finding,
    /// The worst that it found.
    worst: Severity,
    told: Option<&'a RuleTold>,
}

impl<'a> Rules<'a> {
    pub fn of(report: &Report<'a>) -> Self {
        let rules: &'a [RuleTold] = report.rules;
        let told: HashMap<&str, &RuleTold> = rules.iter().map(|rule| (rule.name.as_str(), rule)).collect();
        let mut of = Self { found: Vec::new(), ranks: HashMap::new() };
        let excused = report.excused.iter().map(|excused| &excused.finding);
        for finding in report.findings.iter().chain(excused) {
            let rank = *of.ranks.entry(&finding.rule).or_insert(of.found.len());
            if let Some(found) = of.found.get_mut(rank) {
                found.worst = found.worst.max(finding.severity);
            } else {
                let told = told.get(finding.rule.as_str()).copied();
                of.found.push(Found { finding, worst: finding.severity, told });
            }
        }
        of
    }

    /// The place of a rule in the list.
    pub fn rank(&self, rule: &str) -> Option<usize> {
        self.ranks.get(rule).copied()
    }
}

#[derive(Serialize)]
pub(super) struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    information_uri: Option<&'a str>,
    rules: Vec<RuleShown<'a>>,
}

impl<'a> Tool<'a> {
    pub fn of(rules: &Rules<'a>) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let driver = Driver {
            name: "teamlint",
            version,
            semantic_version: version,
            information_uri: rules.found.iter().find_map(Found::pages),
            rules: rules.found.iter().map(RuleShown::from).collect(),
        };
        Self { driver }
    }
}

impl<'a> Found<'a> {
    fn url(&self) -> Option<&'a str> {
        self.told.and_then(|told| told.url.as_deref()).or_else(|| self.finding.url())
    }

    fn family(&self) -> &'a str {
        let info = self.finding.info.as_ref().map(|info| info.family.as_str());
        self.told.map(|told| told.family.as_str()).or(info).unwrap_or(READING)
    }

    fn summary(&self) -> &'a str {
        let info = self.finding.info.as_ref().map(|info| info.summary.as_str());
        self.told.map(|told| told.summary.as_str()).or(info).unwrap_or(&self.finding.rule)
    }

    /// Where all pages are, going by the address of this one.
    fn pages(&self) -> Option<&'a str> {
        self.url()?.strip_suffix(&format!("{}/{}.md", self.family(), self.finding.rule))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleShown<'a> {
    id: &'a str,
    name: &'a str,
    short_description: Text<&'a str>,
    full_description: Text<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'a str>,
    help: Help<'a>,
    default_configuration: Configuration,
    properties: Tags<'a>,
}

#[derive(Serialize)]
struct Help<'a> {
    text: &'a str,
    markdown: &'a str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Tags<'a> {
    tags: [&'a str; 1],
}

impl<'a> From<&Found<'a>> for RuleShown<'a> {
    fn from(found: &Found<'a>) -> Self {
        let (id, summary) = (found.finding.rule.as_str(), found.summary());
        let body = found.told.map_or(summary, |told| without_heading(&told.body_markdown));
        Self {
            id,
            name: id,
            short_description: Text { text: summary },
            full_description: Text { text: first_paragraph(body) },
            help_uri: found.url(),
            help: Help { text: body, markdown: body },
            default_configuration: Configuration { level: level(found.worst) },
            properties: Tags { tags: [found.family()] },
        }
    }
}

/// A page without its first heading, which says what the rule is called.
fn without_heading(body: &str) -> &str {
    let body = body.trim();
    match body.split_once('\n') {
        Some((heading, rest)) if heading.starts_with("# ") => rest.trim_start(),
        _ => body,
    }
}

/// In one line: it is shown as it is.
fn first_paragraph(body: &str) -> String {
    body.split("\n\n").next().unwrap_or(body).trim().replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use crate::report::check::sarif::tool::{first_paragraph, without_heading};

    #[test]
    fn a_page_is_described_by_what_stands_below_its_heading() {
        let body = without_heading("\n# no-backup\n\nOne is\nnone.\n\nTwo are one.\n");
        assert_eq!(body, "One is\nnone.\n\nTwo are one.");
        assert_eq!(first_paragraph(body), "One is none.");
        assert_eq!(without_heading("Nothing else"), "Nothing else");
    }
}
