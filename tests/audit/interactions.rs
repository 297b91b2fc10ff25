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
