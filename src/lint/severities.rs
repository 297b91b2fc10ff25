//! How much rules matter in one run, as options say: over whatever configuration says.

use std::collections::HashSet;

use crate::declare::rank;
use crate::finding::diagnostics::{Diagnostic, READING, RULE_CONFIG};
use crate::finding::suggest::which_rule;
use crate::finding::{Finding, Severity};
use crate::rule::Overrides;
use crate::rule::page::PageText;
use crate::rule::severity::Level;
use crate::text::{FileId, Place, Sources, Span};

/// Says it of every rule and diagnostic that is named, or whose family is. Gives what is wrong, and the texts that stand for the
/// options.
pub(super) fn decide(
    severities: &[(String, Option<Severity>)],
    pages: &[PageText],
    overrides: &mut Overrides,
    sources: &mut Sources,
) -> (Vec<Finding>, HashSet<FileId>) {
    let (mut problems, mut files) = (Vec::new(), HashSet::new());
    for (name, severity) in severities {
        let file = sources.add(option(*severity), name.as_str());
        files.insert(file);
        let place = Place { file, span: Span { start: 0, end: rank(name.len()) } };
        match meant(name, pages, &overrides.diagnostics) {
            Ok(rules) => {
                for rule in rules {
                    overrides.decide(&rule, severity.map_or(Level::Off, Level::At), place);
                }
            }
            Err((message, help)) => problems.push(RULE_CONFIG.at(place, message).help(help)),
        }
    }
    (problems, files)
}

/// The option that says it on the command line, which stands for its file.
fn option(severity: Option<Severity>) -> &'static str {
    match severity {
        Some(Severity::Error) => "--deny",
        Some(Severity::Warning) => "--warn",
        Some(Severity::Advice) => "--advice",
        None => "--allow",
    }
}

/// The rules and diagnostics that a name stands for: itself, or all of a family; or what is wrong with it, and what to do.
fn meant(name: &str, pages: &[PageText], diagnostics: &[&'static Diagnostic]) -> Result<Vec<String>, (String, String)> {
    if pages.iter().any(|page| page.name() == name) {
        return Ok(vec![name.to_owned()]);
    }
    if let Some(diagnostic) = diagnostics.iter().find(|diagnostic| diagnostic.name == name) {
        return match diagnostic.fixed {
            Some(why) => Err((format!("`{name}` {why}, and keeps its severity"), "mend what it tells of".to_owned())),
            None => Ok(vec![name.to_owned()]),
        };
    }
    let of_family: Vec<String> = if name == READING {
        let changeable = diagnostics.iter().filter(|diagnostic| diagnostic.fixed.is_none());
        changeable.map(|diagnostic| diagnostic.name.to_owned()).collect()
    } else {
        pages.iter().filter(|page| page.family() == name).map(|page| page.name().to_owned()).collect()
    };
    if !of_family.is_empty() && !name.is_empty() {
        return Ok(of_family);
    }
    let rules = pages.iter().flat_map(|page| [page.name(), page.family()]);
    let names = rules.chain(diagnostics.iter().map(|diagnostic| diagnostic.name)).chain([READING]);
    Err((format!("there is no rule and no family `{name}`"), which_rule(name, names.filter(|name| !name.is_empty()))))
}
