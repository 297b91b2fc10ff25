//! Who is there when a service fails: who supports it, who is paged at which level, and who runs a rotation.

use crate::support::expr::{ask, org};

fn services(yaml: &str, what: &str) -> String {
    ask(&org(yaml), &[], &format!("services.map(service, {what})"))
}

#[test]
fn a_service_is_supported_by_name_or_by_an_engagement_of_sres_with_its_owner() {
    let yaml = "\
teams:
  web: {}
  books: {}
  sre: {discipline: sre, engagement: {with: [web]}}
  infra: {discipline: platform, engagement: {with: [books]}}
services:
  a: {owner: web}
  b: {owner: books}
  c: {owner: books, supportedBy: infra}
";
    assert_eq!(services(yaml, "service.supported"), "true, false, true");
    let vague = "teams: {web: {}, help: {engagement: {with: [web]}}}\nservices: {a: {owner: web}}";
    assert_eq!(services(vague, "service.supported"), "?");
}

#[test]
fn an_owner_is_paged_at_any_level_and_on_any_layer_but_shadow() {
    let yaml = "\
people: {ana: {team: web}, ben: {team: ops}}
teams: {web: {}, ops: {}}
services:
  by-name: {owner: web, escalation: names}
  by-person: {owner: web, escalation: person}
  by-policy: {owner: web, escalation: hands-over}
  by-turn: {owner: web, rotation: turns}
  not: {owner: web, escalation: others}
  primary-only: {owner: web, escalation: primary}
  person: {owner: 'person:ana', rotation: turns}
  silent: {owner: web}
escalations:
  names: {levels: [{targets: [{team: ops}]}, {targets: [{team: web}]}]}
  person: {levels: [{targets: [{person: ana}]}]}
  hands-over: {levels: [{targets: [{escalation: others}, {escalation: names}]}]}
  others: {levels: [{targets: [{escalation: others}, {team: ops}, {rotation: trainees}]}]}
  primary: {levels: [{targets: [{rotation: turns}]}]}
rotations:
  turns: {layers: {first: {participants: [ben]}, second: {level: secondary, participants: [ana]}}}
  trainees: {layers: {first: {participants: [ben]}, new: {level: shadow, participants: [ana]}}}
";
    assert_eq!(services(yaml, "service.ownerPaged"), "true, true, true, true, false, true, false, ?");
}

#[test]
fn a_rotation_is_run_by_the_team_it_names_or_that_all_its_people_are_in() {
    let yaml = "\
people: {ana: {team: [web, ops]}, ben: {team: web}, cem: {team: ops}}
teams: {web: {}, ops: {}, sre: {}}
rotations:
  a: {team: sre, participants: [ana]}
  b: {participants: [ana, ben]}
  c: {participants: [ben, cem]}
";
    let run = |what: &str| ask(&org(yaml), &[], &format!("rotations.map(r, {what})"));
    assert_eq!(run("r.teams.exists(t, t.id == \"sre\")"), "true, false, false");
    assert_eq!(run("r.teams.exists(t, t.id == \"web\")"), "false, true, ?");
}

#[test]
fn levels_are_numbered_from_the_first_that_is_paged() {
    let yaml = "escalations: {a: {levels: [{targets: []}, {targets: []}, {targets: []}]}}";
    assert_eq!(ask(&org(yaml), &[], "escalations.map(e, e.levels.map(l, string(l.number)).join('+'))"), "1+2+3");
}
