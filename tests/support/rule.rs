//! Loads small organisations for the tests of rule pages, as the program does.

use teamlint::dialect::{self, Content};
use teamlint::facts::Facts;
use teamlint::finding::Finding;
use teamlint::judge::examples::{Input, Output};
use teamlint::org::Org;
use teamlint::org::build::build;
use teamlint::rule::registry::Registry;
use teamlint::text::Sources;

/// An organisation of these files, with what is wrong with them.
pub fn load(files: &[(String, String)], as_of: i32) -> (Org, Vec<Finding>) {
    let mut sources = Sources::default();
    let ids: Vec<_> = files.iter().map(|(name, text)| sources.add(name.clone(), text.clone())).collect();
    let parts = ids
        .into_iter()
        .flat_map(|file| match dialect::read(file, sources.get(file), true) {
            Content::Declarations(parts) => parts,
            Content::Foreign => Vec::new(),
        })
        .collect();
    build(sources, parts, as_of)
}

/// Runs an example by its rule.
pub fn check_example(registry: &Registry, input: &Input<'_>) -> Output {
    let (org, loader) = load(input.files, 20_500);
    let facts = Facts::default();
    let size = teamlint::facts::people::organisation::size_of(&facts, &org);
    let rule = registry.get(input.rule).expect("the rule of its own example");
    Output::of(org, &facts, loader, rule, size)
}

/// Findings as `path:line:column severity message | underlined | label | help`.
pub fn told(sources: &Sources, findings: &[Finding]) -> Vec<String> {
    let one = |finding: &Finding| {
        let place = finding.place();
        let file = sources.get(place.file);
        let at = file.position(place.span.start);
        let help = finding.help.as_deref().unwrap_or("");
        format!(
            "{}:{}:{} {} {} | {} | {} | {help}",
            file.path,
            at.line,
            at.column,
            finding.severity.as_str(),
            finding.message,
            sources.text(place),
            finding.labels[0].text
        )
    };
    findings.iter().map(one).collect()
}
