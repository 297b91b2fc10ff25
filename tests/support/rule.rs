//! What the tests of rule pages share: their examples, and findings in words.

use teamlint::finding::Finding;
use teamlint::judge::examples::{Input, Output};
use teamlint::rule::registry::Registry;
use teamlint::text::Sources;

use super::world::Texts;

/// Runs an example by its rule.
pub fn check_example(registry: &Registry, input: &Input<'_>) -> Output {
    let world = Texts::without_taxonomy(input.files.iter().cloned()).build(20_500);
    let size = teamlint::facts::organisation::size_of(&world.facts, &world.org);
    let rule = registry.get(input.rule).expect("the rule of its own example");
    Output::of(world.org, &world.facts, world.findings, rule, size)
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
