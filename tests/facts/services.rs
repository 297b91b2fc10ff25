//! The people behind a service: who knows it, changes it, helps to run it and is paged for it.

use crate::support::expr::{ask, in_words_of_taxonomy, org};

fn services(yaml: &str, what: &str) -> String {
    ask(&org(yaml), &[], &format!("services.map(service, {what})"))
}

#[test]
fn a_service_is_known_to_its_experts_and_to_those_who_say_so() {
    let yaml = "\
people:
  ana: {knows: [a, b, terraform]}
  ben: {knows: [terraform]}
services:
  a: {experts: [ben, ana]}
  b: {}
  c: {experts: []}
  d: {}
";
    let org = in_words_of_taxonomy(yaml);
    let knowers = ask(&org, &[], "services.map(service, service.knowers.map(p, p.id).join('+'))");
    assert_eq!(knowers, "ben+ana, ana, , ?");
    assert_eq!(ask(&org, &[], "knownTools.map(t, t.id + ':' + t.knowers.map(p, p.id).join('+'))"), "terraform:ana+ben");
    assert_eq!(ask(&org, &[], "knownDomains.size()"), "0");
    assert_eq!(ask(&self::org("teams: {a: {}}"), &[], "knownTools.size()"), "at least 0");
}

#[test]
fn teams_among_approvers_stand_for_their_members() {
    let yaml = "\
people: {ana: {}, ben: {}}
teams:
  web: {members: [ana, ben]}
services:
  a: {approvers: [web, ana], deployers: [ben]}
  b: {approvers: []}
";
    assert_eq!(services(yaml, "service.approverPeople.map(p, p.id).join('+')"), "ana+ben, ");
    assert_eq!(services(yaml, "service.deployerPeople.map(p, p.id).join('+')"), "ben, ?");
    let silent = "teams: {web: {}}\nservices: {a: {approvers: [web]}}";
    assert_eq!(services(silent, "service.approverPeople.size() > 0"), "?");
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
fn an_owner_is_vacant_only_if_somebody_said_so() {
    let yaml = "\
people: {ana: {team: named}}
teams:
  empty: {members: []}
  named: {members: []}
  above: {members: []}
  below: {reportsTo: above}
  list: {kind: permission, members: []}
  silent: {}
services:
  a: {owner: empty}
  b: {owner: [named, empty]}
  c: {owner: above}
  d: {owner: list}
  e: {owner: silent}
";
    assert_eq!(services(yaml, "service.vacantOwners.map(t, t.id).join('+')"), "empty, empty, , , ");
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

#[test]
fn the_words_of_a_text() {
    let asked =
        ask(&org("teams: {a: {mission: \"Take money, safely!\"}}"), &[], "teams.map(t, t.mission.words().join('|'))");
    assert_eq!(asked, "Take|money,|safely!");
}
