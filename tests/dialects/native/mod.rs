//! The native format as people write it: what is read from it, and what they are told about mistakes.

use std::fmt::Write;
use std::fs;

use teamlint::dialect::{self, Content};
use teamlint::finding::diagnostics::named;
use teamlint::finding::{self, Finding};
use teamlint::org::build::build;
use teamlint::text::Sources;
use teamlint::{Request, check, pages};

mod files;
mod large;
mod mistakes;
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
    let mut sources = Sources::default();
    let mut parts = vec![pages::taxonomy(&mut sources)];
    for (path, text) in files {
        let file = sources.add(*path, *text);
        if let Content::Declarations(part) = dialect::read(file, sources.get(file), true) {
            parts.extend(part);
        }
    }
    let (org, mut findings) = build(sources, parts, 20_600);
    finding::sort(&mut findings, org.sources());
    told(&findings, org.sources())
}

fn is(found: &str, expected: &str) {
    let (found, expected) = (found.trim_end(), expected.trim_matches('\n'));
    assert!(found == expected, "found:\n>>>>\n{found}\n<<<<\nexpected:\n{expected}");
}

/// Checks a folder of files and gives the counts and what the loader says.
fn folder(files: &[(&str, &str)], named_files: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        fs::write(folder.path().join(path), text).expect("a file");
    }
    let paths = match named_files {
        [] => vec![folder.path().to_path_buf()],
        named => named.iter().map(|path| folder.path().join(path)).collect(),
    };
    let request = Request::of(paths, jiff::civil::date(2026, 6, 1));
    let outcome = check(&request);
    let findings: Vec<Finding> =
        outcome.findings.iter().filter(|finding| named(&finding.rule).is_some()).cloned().collect();
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
