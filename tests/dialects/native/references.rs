//! References: to nobody, to something else, in circles, under other names.

use super::{is, problems};

#[test]
fn a_reference_to_nobody_with_somebody_near() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams: {payments: {}, platform: {reportsTo: platfrom}}
services:
  checkout: {owner: paymnets, supportedBy: [platform, nobody-we-know]}
",
        )]),
        r"
error unknown-reference: there is no team `paymnets`
  org.yaml:4:21 `paymnets` did you mean `payments`?
  help: write `payments`, or declare the team `paymnets`
error unknown-reference: there is no team `nobody-we-know`
  org.yaml:4:55 `nobody-we-know` not declared anywhere
  help: declare the team `nobody-we-know`, or name one that exists
",
    );
}

#[test]
fn a_reference_to_something_of_another_kind() {
    is(
        &problems(&[(
            "org.yaml",
            "
people: {ana: }
teams: {payments: }
services:
  checkout: {supportedBy: ana, owner: ana}
  ledger: {owner: person:ana, experts: [payments]}
",
        )]),
        r"
error unknown-reference: there is no team `ana`
  org.yaml:5:27 `ana` this is a person
  help: `ana` is a person; where a person is allowed, write `person:ana`
error unknown-reference: there is no person `payments`
  org.yaml:6:41 `payments` this is a team
  help: `payments` is a team; where a team is allowed, write `team:payments`
",
    );
}

#[test]
fn a_reference_with_the_word_of_a_catalog_for_its_kind() {
    is(
        &problems(&[(
            "org.yaml",
            "
people: {ana: }
teams: {web: , ana: }
services:
  checkout: {owner: user:ana}
  ledger: {owner: group:web, dependsOn: [component:checkout]}
  search: {owner: user:zoe}
",
        )]),
        r"
error unknown-reference: there is no team `user:ana`
  org.yaml:5:21 `user:ana` did you mean `person:ana`?
  help: write `person:ana`
error unknown-reference: there is no team `group:web`
  org.yaml:6:19 `group:web` did you mean `web`?
  help: write `web`
error unknown-reference: there is no service `component:checkout`
  org.yaml:6:42 `component:checkout` did you mean `checkout`?
  help: write `checkout`
error unknown-reference: there is no team `user:zoe`
  org.yaml:7:19 `user:zoe` not declared anywhere
  help: write `person:zoe`, and declare the person `zoe`, or name one that exists
",
    );
}

#[test]
fn a_reference_with_a_kind_that_cannot_stand_there() {
    is(
        &problems(&[("org.yaml", "teams: {sre: }\nplatforms:\n  paved: {owner: platform:paved}\n")]),
        r"
error unknown-reference: there is no team `platform:paved`
  org.yaml:3:18 `platform:paved` this is a platform
  help: `platform:paved` cannot be a team: write the team's id without a kind
",
    );
}

#[test]
fn many_references_to_one_missing_target_are_one_finding() {
    is(
        &problems(&[
            (
                "a.yaml",
                "
teams: {payments: {}}
services:
  a: {owner: Rocket}
  b: {owner: [rocket, payments]}
  c: {owner: team:rocket}
  d: {supportedBy: rocket}
  e: {supportedBy: rocket}
  f: {supportedBy: rocket}
",
            ),
            (
                "b.yaml",
                "
platforms:
  paved: {owner: rocket, consumers: [rocket]}
  other: {owner: rocket}
  third: {owner: rocket}
",
            ),
        ]),
        r"
error unknown-reference: there is no team `Rocket`, and 10 places refer to it
  a.yaml:4:14 `Rocket` not declared anywhere
  a.yaml:5:15 `rocket` also here
  a.yaml:6:14 `team:rocket` also here
  a.yaml:7:20 `rocket` also here
  a.yaml:8:20 `rocket` also here
  a.yaml:9:20 `rocket` also here
  b.yaml:3:18 `rocket` also here
  b.yaml:3:38 `rocket` also here
  b.yaml:4:18 `rocket` also here
  b.yaml:5:18 `rocket` also here
  help: declare the team `Rocket`, or name one that exists
",
    );
}

#[test]
fn a_shorthand_counts_once_however_often_it_is_used() {
    is(
        &problems(&[(
            "org.yaml",
            "
people: [ana]
rotations:
  a: {participants: &all [ana, bne]}
  b: {participants: *all}
",
        )]),
        r"
error unknown-reference: there is no person `bne`
  org.yaml:4:32 `bne` not declared anywhere
  help: declare the person `bne`, or name one that exists
",
    );
}

#[test]
fn ids_are_the_same_in_upper_and_lower_case() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams: {Payments: {lead: ANA}}
people: {ana: {team: PAYMENTS}}
services: {checkout: {owner: payments}}
",
        )]),
        "",
    );
}

#[test]
fn references_to_a_kind_that_is_never_declared_are_not_judged() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams: {payments: {members: [ana, ben], lead: chen, reportsTo: the-top}}
rotations: {office: {participants: [ana], services: [ledger], team: paymets}}
",
        )]),
        r"
error unknown-reference: there is no team `paymets`
  org.yaml:3:69 `paymets` did you mean `payments`?
  help: write `payments`, or declare the team `paymets`
",
    );
}

#[test]
fn a_section_that_is_there_but_empty_says_nothing_and_a_complete_one_says_all() {
    is(
        &problems(&[(
            "org.yaml",
            "
org: {complete: [people]}
units: {}
teams: {payments: {members: [ana], reportsTo: the-top}}
",
        )]),
        r"
error unknown-reference: there is no person `ana`
  org.yaml:4:30 `ana` not declared anywhere
  help: declare the person `ana`, or name one that exists
",
    );
}

#[test]
fn words_for_nobody_are_no_references() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams: {payments: {lead: TBD, reportsTo: none}}
people: {ana: {manager: null, team: \"\"}}
services: {a: {owner: n/a}, b: {owner: ~}, c: {owner: [none]}, d: {owner: TODO}}
",
        )]),
        "",
    );
}

#[test]
fn duties_metrics_and_tools_of_the_taxonomy() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams:
  sre:
    duties: [oncal, postmortem, {duty: Postmortem, scope: own}, juggling]
    metrics: [latncy, mttr]
    tools: [prometheus, home-grown, {tool: our-ci, capability: ci-cd}, grafna]
responsibilities: {slo: {responsible: sre}, juggling: {responsible: sre}, error-budgt: }
",
        )]),
        r"
error unknown-duty: there is no duty `oncal`
  org.yaml:4:14 `oncal` did you mean `on-call`?
  help: write `on-call`
advice non-canonical-name: `postmortem` is a synonym of the duty `post-incident-review`
  org.yaml:4:21 `postmortem` replace with `post-incident-review`
  org.yaml:4:40 `Postmortem` also here
  help: under one name everybody finds it
advice duplicate-item: `post-incident-review` is named twice in `duties` of team `sre`
  org.yaml:4:33 `{duty: Postmortem, scope: own}` named again here
  org.yaml:4:21 `postmortem` first named here
  help: name it once
error unknown-duty: there is no duty `juggling`, and 2 places refer to it
  org.yaml:4:65 `juggling` not declared anywhere
  org.yaml:7:45 `juggling` also here
  help: name a duty of the taxonomy, or add it to `taxonomy` in `teamlint.yaml`
advice unknown-metric: there is no metric `latncy`
  org.yaml:5:15 `latncy` did you mean `latency`?
  help: write `latency`
advice unknown-tool: nothing says what the tool `home-grown` is for
  org.yaml:6:25 `home-grown` not in the taxonomy
  help: write `{tool: home-grown, capability: …}`, or add it to `taxonomy` in `teamlint.yaml`
advice unknown-tool: nothing says what the tool `grafna` is for
  org.yaml:6:72 `grafna` did you mean `grafana`?
  help: write `grafana`, or say its capability: `{tool: grafna, capability: …}`
advice non-canonical-name: `slo` is a synonym of the duty `slo-definition`
  org.yaml:7:20 `slo` replace with `slo-definition`
  help: under one name everybody finds it
error unknown-duty: there is no duty `error-budgt`
  org.yaml:7:75 `error-budgt` did you mean `error-budget`?
  help: write `error-budget`
",
    );
}

#[test]
fn units_teams_and_people_that_report_in_circles() {
    is(
        &problems(&[(
            "org.yaml",
            "
units:
  cto: {reportsTo: operations}
  operations: {reportsTo: infra}
  infra: {reportsTo: cto}
  other: {reportsTo: cto}
teams:
  a: {reportsTo: b}
  b: {reportsTo: team:a}
  c: {reportsTo: unit:other}
people: {ana: {manager: ana}, ben: {manager: ana}}
",
        )]),
        r"
error reporting-cycle: units report in a circle: `cto` -> `operations` -> `infra` -> `cto`
  org.yaml:3:20 `operations` `cto` reports to `operations`
  org.yaml:4:27 `infra` `operations` reports to `infra`
  org.yaml:5:22 `cto` `infra` reports to `cto`
  help: let one of them report to somebody outside the circle, or to nobody
error reporting-cycle: teams report in a circle: `a` -> `b` -> `a`
  org.yaml:8:18 `b` `a` reports to `b`
  org.yaml:9:18 `team:a` `b` reports to `a`
  help: let one of them report to somebody outside the circle, or to nobody
error reporting-cycle: person `ana` is their own manager
  org.yaml:11:25 `ana` `ana` reports to `ana`
  help: let one of them report to somebody outside the circle, or to nobody
",
    );
}

#[test]
fn a_circle_of_escalations_is_told_once_in_the_order_in_which_they_page() {
    is(
        &problems(&[(
            "org.yaml",
            "
escalations:
  a: {levels: [{targets: [{escalation: c}]}]}
  b: {levels: [{targets: [{person: ana}, {escalation: a}]}]}
  c: {levels: [{targets: [{person: ana}]}, {targets: [escalation:b]}]}
  into: {levels: [{targets: [{escalation: a}]}]}
  itself: {levels: [{targets: [{escalation: itself}]}]}
  straight: {levels: [{targets: [{escalation: ends}]}, {targets: [{escalation: ends}]}]}
  ends: {levels: [{targets: [{person: ana}]}]}
people: {ana: {}}
",
        )]),
        r"
warning escalation-cycle: escalations hand over in a circle: `a` -> `c` -> `b` -> `a`
  org.yaml:3:40 `c` `a` hands over to `c`
  org.yaml:5:55 `escalation:b` `c` hands over to `b`
  org.yaml:4:55 `a` `b` hands over to `a`
  help: let one of them page a rotation, a team or a person in its place
warning escalation-cycle: escalation `itself` hands over to itself
  org.yaml:7:45 `itself` `itself` hands over to `itself`
  help: let one of them page a rotation, a team or a person in its place
",
    );
}

#[test]
fn the_message_about_a_long_circle_has_a_part_of_it() {
    let units =
        (0..10).fold(String::new(), |units, n| units + &format!("  u{n:02}: {{reportsTo: u{:02}}}\n", (n + 1) % 10));
    is(
        &problems(&[("org.yaml", &format!("units:\n{units}"))]),
        r"
error reporting-cycle: units report in a circle: `u00` -> `u01` -> `u02` -> `u03` -> `u04` -> `u05` -> `u06` -> `u07` -> (2 more) -> `u00`
  org.yaml:2:20 `u01` `u00` reports to `u01`
  org.yaml:3:20 `u02` `u01` reports to `u02`
  org.yaml:4:20 `u03` `u02` reports to `u03`
  org.yaml:5:20 `u04` `u03` reports to `u04`
  org.yaml:6:20 `u05` `u04` reports to `u05`
  org.yaml:7:20 `u06` `u05` reports to `u06`
  org.yaml:8:20 `u07` `u06` reports to `u07`
  org.yaml:9:20 `u08` `u07` reports to `u08`
  org.yaml:10:20 `u09` `u08` reports to `u09`
  org.yaml:11:20 `u00` `u09` reports to `u00`
  help: let one of them report to somebody outside the circle, or to nobody
",
    );
}

#[test]
fn a_team_with_a_file_of_its_own_introduces_its_members() {
    is(
        &problems(&[
            ("infra.yaml", "team: infra\nmembers: [ada, bo]\n"),
            ("people.yaml", "people: {zoe: {}}\nteams: {web: {members: [zoe, bo, max]}}\n"),
        ]),
        r"
error unknown-reference: there is no person `max`
  people.yaml:2:34 `max` not declared anywhere
  help: declare the person `max`, or name one that exists
",
    );
}

#[test]
fn a_namesake_in_another_namespace_of_a_catalog() {
    let group = |name: &str, rest: &str| {
        format!(
            "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {{name: {name}}}\nspec: {{type: team, {rest}}}\n"
        )
    };
    let catalog = format!(
        "{}---\n{}",
        group("units, namespace: hq", "children: []"),
        group("web", "parent: units, children: []")
    );
    is(
        &problems(&[("catalog.yaml", &catalog)]),
        r"
error unknown-reference: there is no group `units`
  catalog.yaml:9:28 `units` did you mean `hq/units`?
  help: write `hq/units`, or declare the group `units`
",
    );
}
