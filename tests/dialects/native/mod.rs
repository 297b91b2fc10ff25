//! The native format as people write it: what is read from it, and what they are told about mistakes.

use std::fmt::Write;

use teamlint::dialect::diagnostic_named;
use teamlint::finding::{self, Finding};
use teamlint::text::Sources;

use crate::support::world::{Folder, Texts, World};

mod evidence;
mod files;
mod large;
mod mistakes;
mod names;
mod reading;
mod references;

/// Findings as text: where and what on one line, then every label, then the help.
fn told(findings: &[Finding], sources: &Sources) -> String {
    let mut out = String::new();
    for finding in findings {
        let _ = writeln!(out, "{} {}: {}", finding.severity.as_str(), finding.rule, finding.message);
        for label in &finding.labels {
            let file = sources.get(label.place.file);
            let position = file.position(label.place.span.start);
            let text = sources.text(label.place).lines().next().unwrap_or_default();
            let _ = writeln!(out, "  {}:{}:{} `{text}` {}", file.path, position.line, position.column, label.text);
        }
        if finding.more_labels > 0 {
            let _ = writeln!(out, "  and {} more", finding.more_labels);
        }
        if let Some(help) = &finding.help {
            let _ = writeln!(out, "  help: {help}");
        }
    }
    out
}

/// Reads files, each named by somebody, as one organisation and gives everything that is wrong with them.
fn problems(files: &[(&str, &str)]) -> String {
    let World { org, mut findings, .. } = Texts::of(files.iter().copied()).build(20_600);
    finding::sort(&mut findings, org.sources());
    told(&findings, org.sources())
}

fn is(found: &str, expected: &str) {
    let (found, expected) = (found.trim_end(), expected.trim_matches('\n'));
    assert!(found == expected, "found:\n>>>>\n{found}\n<<<<\nexpected:\n{expected}");
}

/// Checks a folder of files and gives the counts and what the loader says.
fn folder(files: &[(&str, &str)], named_files: &[&str]) -> String {
    let folder = Folder::of(files.iter().copied());
    let today = jiff::civil::date(2026, 6, 1);
    let outcome = match named_files {
        [] => folder.check(today),
        named => folder.check_some(named, today),
    };
    let findings: Vec<Finding> =
        outcome.findings.iter().filter(|finding| diagnostic_named(&finding.rule).is_some()).cloned().collect();
    let summary = outcome.summary;
    let shown =
        told(&findings, outcome.org.sources()).replace(&*folder.path().to_string_lossy().replace('\\', "/"), "FOLDER");
    let shown = files.iter().fold(shown, |shown, (name, _)| shown.replace(&format!("FOLDER/{name}"), name));
    format!(
        "{} files, {} ignored, {} entities{}\n{shown}",
        summary.files,
        summary.ignored_files,
        summary.entities,
        if outcome.nothing_to_lint { ", nothing to lint" } else { "" }
    )
}
