//! How teams work together: what is declared, whether it is going on, and what is drawn.

use teamlint::audit::interactions::{Interaction, Interactions, Map};
use teamlint::judge::told::Told;
use teamlint::lint::Outcome;

use crate::support::audits::{audited, judged, known};

fn interactions<T>(outcome: &Outcome, read: impl FnOnce(&Interactions) -> T) -> T {
    audited(outcome, false, |_, audit| read(&audit.interactions))
}

fn teams(one: &Interaction) -> Vec<&str> {
    one.teams.iter().map(|(_, name)| name.as_str()).collect()
}

#[test]
fn each_has_its_teams_its_mode_and_its_time() {
    let outcome = judged(
        "teams: {a: {}, b: {}, c: {engagement: {model: consulting, with: [a, b], until: 2026-12-31}}}
interactions:
  - {from: a, to: b, mode: x-as-a-service, purpose: queues}
  - {between: [b, c], mode: collaboration, startDate: 2026-01-01, expectedDuration: 4w}
  - {from: a, to: c, startDate: 2026-12-01, expectedDuration: 1w}
",
    );
    interactions(&outcome, |interactions| {
        let find = |names: &[&str]| interactions.all.iter().find(|one| teams(one) == names).expect("an interaction");
        let service = find(&["a", "b"]);
        assert_eq!(
            (service.directed, &service.mode, service.purpose.as_deref()),
            (true, &Told::Known("x-as-a-service"), Some("queues"))
        );
        assert_eq!(service.current, Told::Known(true));
        assert_eq!(service.until.known(), None);
        let past = find(&["b", "c"]);
        assert_eq!((past.directed, past.over, &past.current), (false, true, &Told::Known(false)));
        assert_eq!(past.until.known().map(ToString::to_string).as_deref(), Some("2026-01-29"));
        let planned = find(&["a", "c"]);
        assert_eq!((planned.over, &planned.current), (false, &Told::Known(false)));
        assert!(matches!(&planned.mode, Told::Unknown(missing) if missing.len() == 1));
        let engagement = find(&["c", "a", "b"]);
        assert_eq!((engagement.engagement, &engagement.mode), (true, &Told::Known("consulting")));
        assert_eq!((interactions.count, interactions.current), (4, 2));
        assert!(matches!(interactions.map, Map::Drawn(_)));
    });
}

#[test]
fn where_nobody_says_who_works_with_whom_that_is_not_known() {
    interactions(&judged("teams: {a: {}, b: {}}\n"), |interactions| {
        assert_eq!(interactions.missing, ["interactions"]);
        assert!(interactions.all.is_empty() && matches!(interactions.map, Map::Nothing));
    });
    interactions(&judged("org: {complete: [interactions]}\nteams: {a: {}, b: {}}\n"), |interactions| {
        assert!(interactions.missing.is_empty());
    });
}

#[test]
fn what_rules_say_of_one_stands_beside_it() {
    let mut told = 0;
    for (name, outcome) in known() {
        let found = outcome.findings.iter().filter(|finding| finding.rule == "open-ended-collaboration").count();
        interactions(&outcome, |interactions| {
            let named = interactions.all.iter().flat_map(|one| &one.findings);
            let named = named.filter(|named| named.rule == "open-ended-collaboration").count();
            assert_eq!(named, found, "{name}");
            told += named;
        });
    }
    assert!(told > 0);
}

/// So many teams in so many units, in which every team works with as many of the next in each way.
fn units(units: usize, teams: usize, with: usize) -> String {
    let all = |one: &dyn Fn(usize) -> String| (0..teams).map(one).collect::<String>();
    let unit: String = (0..units).map(|n| format!("  u{n}: {{kind: engineering}}\n")).collect();
    let team = |n: usize| format!("  t{n:03}: {{reportsTo: u{}}}\n", n % units);
    let tie = |n: usize| {
        let tie = |by: usize| {
            let mode = ["x-as-a-service", "collaboration", "facilitating"][by % 3];
            format!("  - {{from: t{n:03}, to: t{:03}, mode: {mode}}}\n", (n + by) % teams)
        };
        (1..=with).map(tie).collect::<String>()
    };
    format!("units:\n{unit}teams:\n{}interactions:\n{}", all(&team), all(&tie))
}

#[test]
fn three_hundred_teams_are_a_map_of_units_while_its_lines_are_few_and_else_numbers() {
    interactions(&judged(&units(3, 300, 2)), |interactions| {
        assert!(matches!(&interactions.map, Map::Drawn(graph) if graph.nodes.len() == 3));
    });
    interactions(&judged(&units(7, 280, 5)), |interactions| {
        let Map::Between(between) = &interactions.map else { panic!("a map of seven units and 35 lines") };
        assert_eq!(between.names, ["u0", "u1", "u2", "u3", "u4", "u5", "u6"]);
        assert_eq!(between.inside, [0; 7]);
        let of = |row, column| {
            let ties = between.ties[&(row, column)].iter();
            ties.map(|(tie, count)| (tie.mode().expect("a mode"), *count)).collect::<Vec<_>>()
        };
        assert_eq!(of(0, 1), [("collaboration", 40)]);
        assert_eq!(of(1, 0), [("collaboration", 40)], "what leads both ways stands in both places");
        assert_eq!(of(0, 3), [("collaboration", 40), ("x-as-a-service", 40)]);
        let all = between.ties.values().flatten();
        let (both, one): (Vec<_>, Vec<_>) = all.partition(|(tie, _)| tie.mode() == Some("collaboration"));
        let sum = |ties: Vec<&(_, usize)>| ties.into_iter().map(|(_, count)| count).sum::<usize>();
        assert_eq!((sum(both), sum(one)), (2 * 2 * 280, 3 * 280));
    });
    // Where nobody says who belongs to what there is nothing to count by.
    interactions(&judged(&units(3, 300, 2).replace("reportsTo", "x-unit")), |interactions| {
        assert!(matches!(interactions.map, Map::TooLarge(300, 600)));
    });
}
