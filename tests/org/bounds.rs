//! Long chains end in bounded time, and nothing depends on the order of files or the number of threads.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

use teamlint::finding::Finding;
use teamlint::judge::Limits;
use teamlint::vocabulary::kinds::Kind;

use crate::support::child::alone;
use crate::support::world::{Folder, World, built_in_rules};

#[test]
fn a_chain_of_a_hundred_thousand_dependencies_is_built_and_judged() {
    alone!();
    const N: usize = 100_000;
    let begun = Instant::now();
    let mut text = String::from("teams: {payments: {members: [p0]}}\nservices:\n");
    for n in 0..N {
        let _ = writeln!(text, "  s{n}: {{owner: payments, dependsOn: s{}}}", (n + 1).min(N - 1));
    }
    text.push_str("people:\n");
    for n in 0..N {
        let _ = writeln!(text, "  p{n}: {{manager: p{}}}", (n + 1) % N);
    }
    let world = World::of(&[&text]);
    assert_eq!(world.org.declared(Kind::Service), N);
    assert_eq!(world.findings.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), ["reporting-cycle"]);
    assert_eq!(world.says_of("team:payments", "it.ownedServices.size()"), N.to_string());
    let judgement = world.judged_as(&built_in_rules(), None, Limits::default());
    assert!(judgement.problems.is_empty() && judgement.entities >= N, "{:?}", judgement.problems);
    assert!(begun.elapsed() < Duration::from_mins(5), "took {:?}", begun.elapsed());
}

const FAULTY: [(&str, &str); 5] = [
    (
        "a.yaml",
        "teams: {sre: {members: [ana, ana], reportsTo: ops}, rides: {members: [ben], lead: bne}}\nunits: {ops: {reportsTo: cto}, cto: {reportsTo: ops}}\n",
    ),
    (
        "b.yaml",
        "services: {a: {owner: rocket}, b: {owner: [sre, rides]}, c: {tier: 1}, e: {tier: 2}, d: {owner: rocket, dependsOn: [nothing]}}\n",
    ),
    (
        "c.yaml",
        "teams: {sre: {mision: x, type: enablin}, tracks: {members: [chen], duties: [oncal]}}\npeople: [ana, ben, chen, ana]\n",
    ),
    (
        "d.yaml",
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: rides}\n---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: c}\nspec: {type: service, lifecycle: production, owner: rides}\n",
    ),
    ("e.yaml", "services: {c: {lifecycle: deprecated}}\nrotations: {r: {participants: [ana, x], team: tracks\n"),
];

/// Everything a check says of these files, named in this order, on so many threads.
fn report(folder: &Folder, order: &[usize], threads: usize) -> Vec<String> {
    let paths: Vec<&str> = order.iter().map(|&at| FAULTY[at].0).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let outcome = pool.install(|| folder.check_some(&paths, jiff::civil::date(2026, 6, 1)));
    let sources = outcome.org.sources();
    let line = |finding: &Finding| {
        let labels: Vec<String> = finding
            .labels
            .iter()
            .map(|label| {
                let file = sources.get(label.place.file);
                format!("{}:{} {}", file.path, label.place.span.start, label.text)
            })
            .collect();
        let entity = finding.entity.as_deref().unwrap_or_default();
        let help = finding.help.as_deref().unwrap_or_default();
        format!(
            "{} {} {entity} {} | {} | {help}",
            finding.fingerprint,
            finding.rule,
            finding.message,
            labels.join("; ")
        )
    };
    let mut lines: Vec<String> = outcome.findings.iter().map(line).collect();
    lines.extend(outcome.not_judged().iter().map(|not| format!("{not:?}")));
    lines
}

#[test]
fn neither_the_order_of_files_nor_the_number_of_threads_matters() {
    let folder = Folder::of(FAULTY);
    let first = report(&folder, &[0, 1, 2, 3, 4], 1);
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for line in first.iter().filter(|line| line.starts_with("1:")) {
        *rules.entry(line.split(' ').nth(1).unwrap_or_default()).or_default() += 1;
    }
    for rule in [
        "syntax-error",
        "misspelt-field",
        "unknown-reference",
        "duplicate-id",
        "duplicate-item",
        "reporting-cycle",
        "conflicting-declaration",
        "unowned-service",
        "multiple-owners",
    ] {
        assert!(rules.contains_key(rule), "nothing is told of {rule}: {rules:?}");
    }
    for (order, threads) in [([4, 3, 2, 1, 0], 1), ([2, 0, 4, 1, 3], 2), ([0, 1, 2, 3, 4], 7)] {
        assert_eq!(report(&folder, &order, threads), first, "{order:?} on {threads}");
    }
}
