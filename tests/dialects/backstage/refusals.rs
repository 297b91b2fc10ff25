//! What Backstage refuses, held against its own validators: `fixtures/backstage/accepted.yaml` is what they accept and
//! `refused.yaml` what they refuse, each entity below what is said of it.

use std::fmt::Write;
use std::path::PathBuf;

use teamlint::dialect::Asked;
use teamlint::finding::fix::applied;
use teamlint::finding::{Finding, Severity};
use teamlint::text::Sources;

use crate::support::world;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/backstage").join(name)
}

fn refused() -> String {
    std::fs::read_to_string(fixture("refused.yaml")).unwrap()
}

/// What is said of a file.
fn told(text: &str) -> (Sources, Vec<Finding>) {
    let (sources, parts) = world::declared("catalog-info.yaml", text, Asked::Found);
    (sources, parts.into_iter().flatten().flat_map(|part| part.problems).collect())
}

/// The entities of a file, without what is said of them.
fn entities(text: &str) -> impl Iterator<Item = String> {
    text.split("---\n").map(|entity| {
        let lines = entity.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| format!("{line}\n")).collect()
    })
}

#[test]
fn of_what_backstage_accepts_nothing_is_said() {
    for entity in entities(&std::fs::read_to_string(fixture("accepted.yaml")).unwrap()) {
        let messages: Vec<String> = told(&entity).1.into_iter().map(|finding| finding.message).collect();
        assert_eq!(messages, [""; 0], "{entity}");
    }
}

#[test]
fn what_a_refusal_says_to_change_takes_it_away() {
    let mut fixed = 0;
    for entity in entities(&refused()) {
        for finding in told(&entity).1 {
            let Some(fix) = finding.fix else { continue };
            let after = applied(&entity, fix.edits.iter());
            let same = |other: &Finding| (&other.rule, &other.message) == (&finding.rule, &finding.message);
            let left: Vec<Finding> = told(&after).1;
            assert!(!left.iter().any(same), "{}\n{after}", finding.message);
            let known: Vec<String> = told(&entity).1.into_iter().map(|one| one.message).collect();
            let new: Vec<&Finding> = left.iter().filter(|one| !known.contains(&one.message)).collect();
            assert_eq!(new, [] as [&Finding; 0], "{after}");
            fixed += 1;
        }
    }
    assert!(fixed > 20, "{fixed} refusals have an edit");
}

#[test]
fn of_what_backstage_refuses_one_thing_is_said() {
    let mut whole = String::new();
    for entity in entities(&refused()) {
        if !whole.is_empty() {
            whole.push_str("---\n");
        }
        for finding in told(&entity).1 {
            let help = finding.help.as_deref().unwrap_or("-");
            let _ = writeln!(whole, "# {}: {} ({})\n#   {help}", finding.rule, finding.message, finding.labels[0].text);
        }
        whole.push_str(&entity);
    }
    if std::env::var_os("TEAMLINT_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(fixture("refused.yaml"), &whole).unwrap();
    }
    assert_eq!(whole, refused(), "TEAMLINT_BLESS=1 writes it anew");
    for entity in entities(&refused()) {
        let findings = told(&entity).1;
        assert_eq!(findings.len(), 1, "{entity}{findings:?}");
        let severe = findings[0].severity == Severity::Error;
        assert_eq!(severe, findings[0].rule == "wrong-type", "{entity}");
    }
}

/// What is proposed to be written in place of what is pointed at.
fn proposal(finding: &Finding) -> Option<&str> {
    finding.help.as_deref()?.strip_prefix("write `")?.split('`').next()
}

#[test]
fn what_is_proposed_is_accepted() {
    let mut followed = 0;
    for entity in entities(&refused()) {
        let (sources, findings) = told(&entity);
        let Some(proposal) = proposal(&findings[0]) else { continue };
        let span = findings[0].place().span;
        let (before, after) = (&entity[..span.start as usize], &entity[span.end as usize..]);
        // A whole line is proposed for the value of its key.
        let key = proposal.split_once(": ").map_or("", |(key, _)| key);
        let before = before.strip_suffix(&format!("{key}: ")).filter(|_| !key.is_empty()).unwrap_or(before);
        let mended = format!("{before}{proposal}{after}");
        let left: Vec<String> = told(&mended).1.into_iter().map(|finding| finding.message).collect();
        assert_eq!(left, [""; 0], "{}{mended}", sources.text(findings[0].place()));
        followed += 1;
    }
    assert!(followed > 40, "{followed} proposals were followed");
}

#[test]
fn a_large_catalog_is_told_the_same() {
    let entity = |at: usize| {
        format!(
            "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {{name: group {at}, tags: [Java]}}\n\
             spec: {{type: team, children: []}}\n---\n"
        )
    };
    // More than a file has to have to be read in pieces.
    let whole: String = (0..12_000).map(entity).collect();
    let (_, findings) = told(&whole);
    assert!(whole.len() > 1 << 20);
    assert_eq!(findings.len(), 24_000);
    let messages = |at: usize| (findings[2 * at].message.clone(), findings[2 * at].help.clone().unwrap_or_default());
    for at in [0, 11_999] {
        let help = format!("write `group-{at}`, here and where it is referred to");
        assert_eq!(messages(at), (format!("`group {at}` cannot be a name: it has a blank"), help));
    }
}

#[test]
fn what_is_brought_in_or_still_to_be_filled_in_is_not_known() {
    let quiet = [
        "metadata: {name: a, annotations: {$yaml: ./a.yaml}, labels: {a: {$text: ./b}}, tags: {$json: ./t.json}}\nspec: {type: service, lifecycle: production, owner: {$text: ./OWNER}}",
        "metadata: {name: a, description: {$text: ./a.md}, links: [{$yaml: ./link.yaml}]}\nspec: {type: {$text: ./t}, lifecycle: {$text: ./l}, owner: b, system: {$text: ./s}, dependsOn: [{$text: ./d}], providesApis: {$yaml: ./p.yaml}}",
        "metadata: {name: a}\nspec: {$yaml: ./spec.yaml}",
        "metadata: {$yaml: ./metadata.yaml}\nspec: {$include: ./spec.yaml}",
        "metadata: {name: a, tags: ['${{ values.tag }}'], labels: {a: '{{ b }}'}}\nspec: {type: service, lifecycle: production, owner: b}",
    ];
    for entity in quiet {
        let text = format!("apiVersion: backstage.io/v1alpha1\nkind: Component\n{entity}\n");
        let messages: Vec<String> = told(&text).1.into_iter().map(|finding| finding.message).collect();
        assert_eq!(messages, [""; 0], "{text}");
    }
}

#[test]
fn what_a_rule_or_reading_tells_is_not_told_again() {
    let told_once = [
        ("metadata: {name: a}\nspec: {type: service, lifecycle: production}", ""),
        ("metadata: {name: a}\nspec: {type: service, lifecycle: production, owner: ~}", ""),
        ("metadata: {name: a}\nspec: {type: service, lifecycle: production, owner: [b, c]}", ""),
        ("metadata: {name: a}\nspec: {type: service, lifecyle: production, owner: b}", "misspelt-field"),
        ("metadata: {name: a}\nspec: {type: service, lifecycle: production, onwer: c, owner: b}", "misspelt-field"),
        ("metadata: {title: a}\nspec: {type: service, lifecycle: production, owner: b}", "missing-name"),
        ("metadata: {name: a}\nspec: {type: service, lifecycle: production, owner: b, members: [c]}", "unknown-field"),
        ("metadata: {name: a}\nspec: {type: service, lifecycle: production, owner: b, team: c, tier: 1}", ""),
    ];
    for (entity, rule) in told_once {
        let text = format!("apiVersion: backstage.io/v1alpha1\nkind: Component\n{entity}\n");
        let rules: Vec<String> = told(&text).1.into_iter().map(|finding| finding.rule).collect();
        assert_eq!(rules.join(" "), rule, "{text}");
    }
}

#[test]
fn a_field_of_other_kinds_is_told_where_it_is_lost() {
    let system = "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: shop}\n\
                  spec: {owner: falcon, dependsOn: [resource:db]}\n";
    let (_, findings) = told(system);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].message, "a System has no field `dependsOn`");
    assert_eq!(findings[0].help.as_deref(), Some("say it of a Component or a Resource, or remove it"));
}
