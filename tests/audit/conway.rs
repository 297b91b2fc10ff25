//! Who depends and who talks: the three cases and what is not known, as the rule sees them.

use std::collections::BTreeSet;

use teamlint::audit::conway::{Case, Conway, Counts};
use teamlint::judge::told::Told;
use teamlint::lint::Outcome;

use crate::support::audits::{audited, judged, known};

const SERVICES: &str = "teams: {payments: {}, ledger: {}, search: {}, mobile: {}}
services:
  checkout: {owner: payments, dependsOn: [{service: accounts, hard: true}, {service: index, hard: false}]}
  accounts: {owner: ledger}
  index: {owner: search}
";

fn conway<T>(outcome: &Outcome, read: impl FnOnce(&Conway) -> T) -> T {
    audited(outcome, false, |_, audit| read(&audit.conway))
}

/// What is at a row and a column of the matrix.
fn at(conway: &Conway, row: &str, column: &str) -> Option<(Case, bool)> {
    let rank = |name: &str| conway.matrix.teams.iter().position(|(_, known)| known == name);
    let cell = conway.matrix.cells.get(&(rank(row)?, rank(column)?))?;
    Some((cell.case.clone(), cell.depends))
}

#[test]
fn the_three_cases_are_told_apart() {
    let talking = format!(
        "{SERVICES}interactions:\n  - {{from: payments, to: ledger, mode: x-as-a-service}}\n  - {{between: [mobile, search], mode: collaboration}}\n"
    );
    conway(&judged(&talking), |conway| {
        assert_eq!(conway.counts, Counts { both: 1, apart: 1, talking: 1, unknown: 0 });
        assert_eq!(at(conway, "payments", "ledger"), Some((Case::Both, true)));
        assert_eq!(at(conway, "ledger", "payments"), None);
        assert_eq!(at(conway, "payments", "search"), Some((Case::Apart, true)));
        assert_eq!(at(conway, "search", "mobile"), Some((Case::Talking, false)));
        assert_eq!(at(conway, "mobile", "search"), Some((Case::Talking, false)));
        let [apart] = conway.apart.as_slice() else { panic!("one pair") };
        let [needed] = apart.needed.as_slice() else { panic!("one dependency") };
        assert_eq!((needed.from.0.as_str(), needed.to.0.as_str()), ("checkout", "index"));
        assert!(needed.at.as_deref().is_some_and(|at| at.ends_with("org.yaml:3:86")), "{:?}", needed.at);
        assert!(apart.instead.is_empty() && apart.finding.is_none());
    });
}

#[test]
fn where_nobody_says_who_talks_that_is_not_known() {
    conway(&judged(SERVICES), |conway| {
        assert_eq!(conway.counts, Counts { unknown: 2, ..Counts::default() });
        assert_eq!(at(conway, "payments", "ledger"), Some((Case::Unknown(vec!["interactions".to_owned()]), true)));
        assert!(conway.apart.is_empty());
        assert_eq!(conway.talking, ["interactions"]);
    });
}

#[test]
fn where_nobody_says_what_depends_on_what_those_who_talk_may_depend() {
    let talking = "teams: {a: {}, b: {}}\ninteractions: [{from: a, to: b, mode: facilitating}]\n";
    conway(&judged(talking), |conway| {
        assert!(!conway.said);
        assert_eq!(conway.counts, Counts { unknown: 1, ..Counts::default() });
        assert_eq!(at(conway, "a", "b"), Some((Case::Unknown(vec!["services".to_owned()]), false)));
    });
}

#[test]
fn the_pairs_of_the_rule_come_first_with_what_makes_them_so() {
    let mut told = 0;
    for (name, outcome) in known() {
        let found = outcome.findings.iter().filter(|finding| finding.rule == "conway-gap");
        let found: BTreeSet<&str> = found.map(|finding| finding.message.as_str()).collect();
        conway(&outcome, |conway| {
            let named = conway.apart.iter().map(|apart| apart.finding.as_ref().map(|named| named.message.as_str()));
            assert!(named.clone().is_sorted_by_key(|named| named.is_none()), "{name}");
            assert_eq!(named.flatten().collect::<BTreeSet<_>>(), found, "{name}");
            for apart in conway.apart.iter().filter(|apart| apart.finding.is_some()) {
                assert!(apart.needed.iter().any(|needed| needed.hard == Told::Known(true)), "{name}");
                assert!(apart.instead.is_empty(), "{name}");
                told += 1;
            }
            let [row, column] = [0, 1].map(|at| conway.apart.first().map(|apart| apart.teams[at].1.clone()));
            if let (Some(one), Some(other)) = (row, column) {
                let there = [at(conway, &one, &other), at(conway, &other, &one)];
                assert!(there.iter().flatten().any(|(case, _)| *case == Case::Apart), "{name}");
            }
        });
    }
    assert!(told > 0, "{told}");
}

#[test]
fn what_stands_in_the_place_of_talking_is_said() {
    let contract = format!(
        "{SERVICES}org: {{complete: [interactions]}}\ncommunities: {{money: {{teams: [payments, ledger]}}}}\ndependencies: [{{from: payments, to: search, type: ok}}]\n"
    );
    conway(&judged(&contract), |conway| {
        let instead: Vec<&[&str]> = conway.apart.iter().map(|apart| apart.instead.as_slice()).collect();
        assert_eq!(instead, [&["both are in one community"][..], &["the dependency is declared between the teams"]]);
        assert!(conway.apart.iter().all(|apart| apart.finding.is_none()));
    });
}

#[test]
fn many_teams_are_cut_to_those_with_most_to_mend() {
    let teams: String = (0..100).map(|n| format!("  t{n:03}: {{}}\n")).collect();
    let services: String = (0..99)
        .map(|n| format!("  s{n:03}: {{owner: t{n:03}, dependsOn: [{{service: s{:03}, hard: true}}]}}\n", n + 1))
        .collect();
    let text = format!(
        "org: {{complete: [interactions]}}\nteams:\n{teams}  alone: {{}}\nservices:\n{services}  s099: {{owner: t099}}\n"
    );
    conway(&judged(&text), |conway| {
        assert_eq!(conway.counts.apart, 99);
        assert_eq!((conway.matrix.teams.len(), conway.matrix.left_out, conway.matrix.alone), (40, 60, 1));
    });
}

#[test]
fn those_on_whom_most_hangs_come_first() {
    let org = "org: {complete: [interactions]}
teams: {a: {}, b: {}, c: {}, d: {}}
services:
  one: {owner: a, tier: 3, dependsOn: [{service: low, hard: true}]}
  two: {owner: c, tier: 1, dependsOn: [{service: low, hard: true}]}
  three: {owner: d, tier: 4, dependsOn: [{service: low, hard: true}, {service: lower, hard: true}]}
  low: {owner: b}
  lower: {owner: b}
";
    conway(&judged(org), |conway| {
        let names: Vec<&str> =
            conway.apart.iter().flat_map(|apart| &apart.teams).map(|(_, name)| name.as_str()).collect();
        let others: Vec<&str> = names.into_iter().filter(|name| *name != "b").collect();
        assert_eq!(others, ["d", "c", "a"]);
    });
}
