//! Who holds which duty: letters as declared, the index as counted, and what rules find.

use std::collections::BTreeSet;

use teamlint::audit::Lived;
use teamlint::audit::duties::{Duties, Letter, Reach};
use teamlint::judge::told::Told;
use teamlint::lint::Outcome;
use teamlint::value::Number;

use crate::support::audits::{TODAY, audited, judged, known, page, section};
use crate::support::world::Folder;

fn duties<T>(outcome: &Outcome, read: impl FnOnce(&Duties) -> T) -> T {
    audited(outcome, false, |_, audit| read(&audit.duties))
}

/// The letters and the reach of a team in a duty.
fn part(duties: &Duties, team: &str, duty: &str) -> Option<(String, Reach)> {
    let column = duties.matrix.columns.iter().position(|column| column.name == duty).expect(duty);
    let row = duties.matrix.rows.iter().find(|row| row.name == team).expect(team);
    let cell = row.cells.get(&column)?;
    Some((cell.letters.iter().map(|letter: &Letter| letter.as_str()).collect(), cell.reach.clone()))
}

#[test]
fn letters_say_the_part_and_a_frame_for_how_much() {
    let outcome = judged(
        "teams:
  sre:
    discipline: sre
    members: [ana, bo]
    duties:
      - {duty: incident-response, level: accountable, scope: org, people: [ana]}
      - {duty: on-call, scope: [checkout]}
      - {duty: capacity-planning, level: consulted}
  payments:
    type: stream-aligned
    duties: [{duty: on-call, scope: own}, feature-development]
responsibilities:
  incident-response: {responsible: [sre], informed: [payments]}
services: {checkout: {owner: payments}}
",
    );
    duties(&outcome, |duties| {
        assert_eq!(part(duties, "sre", "incident-response"), Some(("AR".to_owned(), Reach::Everything)));
        assert_eq!(part(duties, "payments", "incident-response"), Some(("I".to_owned(), Reach::Everything)));
        assert_eq!(part(duties, "sre", "on-call"), Some(("R".to_owned(), Reach::Services("checkout".to_owned()))));
        assert_eq!(part(duties, "payments", "on-call"), Some(("R".to_owned(), Reach::Own)));
        assert_eq!(part(duties, "sre", "capacity-planning").map(|(letters, _)| letters), Some("C".to_owned()));
        assert_eq!(part(duties, "sre", "feature-development"), None);
        let column = duties.matrix.columns.iter().position(|column| column.name == "incident-response").expect("it");
        let sre = duties.matrix.rows.iter().find(|row| row.name == "sre").expect("it");
        assert_eq!(sre.cells[&column].people, ["ana"]);
        assert_eq!(sre.practises, Told::Known("sre".to_owned()));
        // One who answers, and none of those who are consulted or informed.
        let holders = |duty: &str| duties.matrix.columns.iter().find(|column| column.name == duty).expect(duty).holders;
        assert_eq!((holders("incident-response"), holders("capacity-planning")), ((1, true), (0, true)));
    });
}

#[test]
fn a_team_that_holds_a_duty_by_what_another_section_says_has_a_part_in_it() {
    let outcome = judged(
        "teams: {sre: {discipline: sre, duties: [slo-definition]}, payments: {type: stream-aligned, duties: [feature-development]}}
rotations: {r: {team: payments, participants: [ana]}}
",
    );
    duties(&outcome, |duties| {
        assert_eq!(part(duties, "payments", "on-call").map(|(letters, _)| letters), Some(String::new()));
    });
}

#[test]
fn who_does_not_say_what_it_holds_is_not_known_and_nobody_may_hold_anything() {
    let outcome = judged("teams: {sre: {discipline: sre, duties: [on-call]}, infra: {discipline: operations}}\n");
    duties(&outcome, |duties| {
        let infra = duties.matrix.rows.iter().find(|row| row.name == "infra").expect("a row");
        assert_eq!((infra.cells.len(), infra.missing.as_slice()), (0, &["team:infra.duties".to_owned()][..]));
        assert!(duties.unheld.nobody.is_empty());
        assert!(duties.unheld.unknown.iter().all(|wanted| wanted.missing == ["team:infra.duties"]));
        assert_eq!(duties.unheld.unknown.len(), duties.unheld.required.len() - 1);
        assert_eq!(duties.conflation.unknown, (1, vec!["team:infra.duties".to_owned()]));
    });
    duties(&judged("teams: {sre: {discipline: sre}}\n"), |duties| {
        assert!(!duties.said);
        assert_eq!(duties.missing, ["team:sre.duties"]);
    });
}

#[test]
fn what_nobody_holds_is_what_the_rule_finds() {
    let outcome = judged("teams: {sre: {discipline: sre, duties: [on-call, monitoring-alerting]}}\n");
    duties(&outcome, |duties| {
        let nobody: BTreeSet<String> =
            duties.unheld.nobody.iter().map(|wanted| format!("duty:{}", wanted.name)).collect();
        let found = outcome.findings.iter().filter(|finding| finding.rule == "unassigned-duty");
        let found: BTreeSet<String> =
            found.flat_map(|finding| finding.subjects().map(|one| one.entity.to_owned())).collect();
        assert!(nobody.len() > 3 && nobody == found, "{nobody:?} {found:?}");
        assert!(duties.unheld.nobody.iter().all(|wanted| wanted.finding.is_some()));
        // They have a column each, though nobody has a part in them.
        let columns = duties.matrix.columns.iter().filter(|column| column.unheld).count();
        assert_eq!(columns, nobody.len());
    });
}

#[test]
fn the_index_is_what_its_arithmetic_gives_and_what_the_rule_says() {
    let mut mixed = 0;
    for (name, outcome) in known() {
        audited(&outcome, false, |source, audit| {
            for one in &audit.duties.conflation.mixed {
                let [sre, platform] = [&one.sre, &one.platform].map(|all| i64::try_from(all.len()).expect("few"));
                let index = Number::new(2 * sre.min(platform), sre + platform);
                assert_eq!(one.index.exactly(), Some(index), "{name}: {}", one.name);
                let over = audit.duties.conflation.limit.is_some_and(|limit| index >= limit);
                assert_eq!(over, one.finding.is_some(), "{name}: {}", one.name);
                mixed += 1;
            }
            let found = outcome.findings.iter().filter(|finding| finding.rule == "conflated-sre-platform").count();
            let named = audit.duties.conflation.mixed.iter().filter(|one| one.finding.is_some()).count();
            assert_eq!(found, named, "{name}");
            let conflation = &audit.duties.conflation;
            let all = conflation.mixed.len() + conflation.one_sided + conflation.neither + conflation.unknown.0;
            assert_eq!(all, source.teams().len(), "{name}");
        });
    }
    assert!(mixed > 2, "{mixed}");
}

#[test]
fn conflicts_are_the_findings_about_duties_worst_first() {
    for (name, outcome) in known() {
        duties(&outcome, |duties| {
            assert!(
                duties.conflicts.is_sorted_by_key(|named| (named.lived.is_some(), std::cmp::Reverse(named.severity))),
                "{name}"
            );
            for rule in ["conflated-sre-platform", "duty-overlap", "accountable-count"] {
                let found = outcome.findings.iter().filter(|finding| finding.rule == rule).count();
                let conflicts = duties.conflicts.iter().filter(|named| named.rule == rule && named.lived.is_none());
                assert_eq!(conflicts.count(), found, "{name}: {rule}");
            }
        });
    }
}

#[test]
fn many_teams_are_cut_and_said_to_be() {
    let teams: String =
        (0..200).map(|n| format!("  t{n:03}: {{type: stream-aligned, duties: [feature-development]}}\n")).collect();
    duties(&judged(&format!("teams:\n{teams}  sre: {{discipline: sre, duties: [on-call]}}\n")), |duties| {
        assert_eq!((duties.matrix.rows.len(), duties.matrix.left_out), (60, 141));
        assert_eq!(duties.matrix.rows[0].name, "sre");
    });
}

#[test]
fn a_conflict_that_somebody_lives_with_is_named_with_the_reason() {
    let text = "teams:
  mix: {discipline: sre, members: [ana], duties: [slo-definition, error-budget, golden-paths, developer-tooling]}
  one: {discipline: platform, members: [bo], duties: [{duty: golden-paths, scope: org}]}
";
    let told = |waiver: &str| Folder::of([("org.yaml", text), ("teamlint.yaml", waiver)]).check(TODAY);
    duties(&told(""), |duties| {
        let mixed = duties.conflation.mixed[0].finding.as_ref().expect("it is told");
        assert_eq!((mixed.rule.as_str(), &mixed.lived), ("conflated-sre-platform", &None));
    });
    let waived = told(
        "waivers: [{rule: conflated-sre-platform, entity: 'team:mix', reason: until we are more, until: 2026-12-31}]\n",
    );
    duties(&waived, |duties| {
        let mixed = duties.conflation.mixed[0].finding.as_ref().expect("it is still told");
        let lived = Lived::With { reason: "until we are more".to_owned(), until: Some("2026-12-31".to_owned()) };
        assert_eq!(mixed.lived, Some(lived));
        let conflict = duties.conflicts.iter().find(|named| named.rule == "conflated-sre-platform");
        assert!(conflict.is_some_and(|named| named.lived.is_some() && named.message.contains("mix")));
    });
    let page = page(&waived, false);
    let section = section(&page, "duties");
    assert!(section.contains("until we are more") && section.contains("2026-12-31"), "{section}");
}
