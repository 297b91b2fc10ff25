//! Who is there when a service fails: who supports it, who is paged at which level, and who runs a rotation.

use std::fmt::Write;

use crate::support::child::alone;
use crate::support::expr::{ask, org};
use crate::support::world::World;

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
fn a_supporter_is_paged_if_the_one_that_is_named_or_engaged_is() {
    let yaml = "\
teams:
  web: {}
  books: {}
  sre: {discipline: sre, members: [ana], engagement: {with: [web]}}
  infra: {discipline: platform, members: [ben], engagement: {with: [books]}}
  vague: {discipline: sre}
services:
  engaged: {owner: web, rotation: reliability}
  named: {owner: books, supportedBy: infra, escalation: last}
  not-paged: {owner: books, supportedBy: sre, escalation: last}
  nobody: {owner: books, rotation: reliability}
  unsaid: {owner: books, supportedBy: vague, rotation: reliability}
rotations:
  reliability: {participants: [ana]}
escalations:
  last: {levels: [{targets: [{person: ben}]}]}
";
    assert_eq!(services(yaml, "service.supporterPaged"), "true, true, false, false, ?");
}

#[test]
fn teams_are_called_together_by_a_policy_or_in_the_incident_process() {
    let yaml = "\
teams: {web: {}, ops: {}, data: {}, desk: {}, lead: {}, alone: {}, far: {}}
services: {shop: {owner: web, escalation: critical}, reports: {owner: alone, escalation: own}}
rotations: {data: {team: data, participants: []}}
escalations:
  critical: {levels: [{targets: [{team: ops}]}, {targets: [{escalation: databases}]}]}
  databases: {levels: [{targets: [{rotation: data}]}]}
  own: {levels: [{targets: [{team: alone}]}]}
incident:
  severities: {sev1: {pages: [{team: desk}]}, sev2: {pages: [{all: true}]}}
  roles: {commander: {team: lead}}
";
    let called = |yaml: &str| ask(&org(yaml), &[], "teams.map(t, t.id + ': ' + t.calledWith.map(o, o.id).join(' '))");
    assert_eq!(called(yaml), "alone: , data: ops web, desk: lead, far: , lead: desk, ops: data web, web: data ops");
    let is_called = ask(&org(yaml), &[], "teams.map(t, t.calledWith.isEmpty())");
    assert_eq!(is_called, "true, false, false, true, false, false, false");
    assert_eq!(called("teams: {web: {}, ops: {}}"), "ops: , web: ");
    let illegible = "teams: {web: {}, ops: {}}\nescalations: {critical: {levels: [{targets: 7}]}}";
    assert_eq!(World::of(&[illegible]).says("teams.map(t, t.calledWith.isEmpty())"), "[?, ?]");
}

#[test]
fn hours_that_several_rotations_cover_are_those_of_any_of_them() {
    let yaml = |night: &str, more: &str| {
        format!(
            "\
services: {{shop: {{escalation: critical}}}}
escalations: {{critical: {{levels: [{{targets: [{{rotation: day}}, {{rotation: night}}{more}]}}]}}}}
rotations:
  day: {{coverage: [{{from: \"08:00\", to: \"18:00\"}}], utcOffset: Z, participants: [a]}}
  night: {{coverage: [{{from: \"18:00\", to: \"08:00\"}}], {night}}}
  spare: {{coverage: 24x7, utcOffset: Z, participants: []}}
"
        )
    };
    let covered = |night: &str, more: &str| services(&yaml(night, more), "service.coveredHours");
    assert_eq!(covered("utcOffset: Z, participants: [b]", ""), "168 h");
    assert_eq!(
        covered("utcOffset: \"+01:00\", participants: [b]", ""),
        "161 h",
        "an hour is nobody's and one is both's"
    );
    assert_eq!(covered("utcOffset: Z, participants: []", ", {rotation: spare}"), "70 h", "nobody covers nothing");
    assert_eq!(covered("participants: [b]", ""), "98 h to 168 h", "the night of whom?");
    assert_eq!(services("services: {shop: {}}\nrotations: {r: {participants: []}}", "service.coveredHours"), "0 h");
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
  others: {levels: [{targets: [{team: ops}, {rotation: trainees}]}]}
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

#[test]
fn policies_that_refer_to_each_other_are_each_gone_through_once() {
    let world = World::of(&["\
people: {ana: {team: web}, ben: {team: ops}, cem: {team: books}}
teams: {web: {}, ops: {}, books: {}}
services: {shop: {owner: web, escalation: a}}
rotations: {r1: {team: ops, participants: [ben]}, r2: {team: books, participants: [cem]}}
escalations:
  a: {levels: [{targets: [{escalation: b}, {person: ana}]}, {targets: [{escalation: c}]}]}
  b: {levels: [{targets: [{rotation: r1}]}, {targets: [{escalation: a}, {escalation: c}]}]}
  c: {levels: [{targets: [{rotation: r2}, {escalation: b}]}, {targets: [{team: web}, {escalation: a}]}]}
"]);
    let of = |policy: &str, what: &str| world.says_of(&format!("escalation:{policy}"), what);
    assert_eq!(of("a", "it.people"), "[ana, ben, cem]");
    assert_eq!(of("b", "it.people"), "[ben, ana, cem]");
    assert_eq!(of("c", "it.people"), "[cem, ana, ben]");
    let steps = "it.steps.map(level, level.escalation.id + string(level.number))";
    assert_eq!(of("a", steps), "[a1, b1, c1, c2]");
    assert_eq!(of("c", steps), "[c1, c2, b1, a1]");
    let first = "it.levels.map(level, level.teams.map(team, team.id).join('+'))";
    assert_eq!(of("a", first), "[web+ops, books+ops]");
    let shop = |what: &str| world.says_of("service:shop", what);
    assert_eq!(shop("it.pagedRotations"), "[r1, r2]");
    assert_eq!(shop("it.firstRotations"), "[r1]", "the first level of the policy that is handed over to");
}

#[test]
fn what_a_policy_pages_comes_before_what_only_answers_for_a_service() {
    let world = World::of(&["\
services:
  shop: {escalation: a, rotation: r2}
  till: {escalation: a, rotation: r3}
rotations: {r1: {services: [shop, cart]}, r2: {}, r3: {}}
escalations: {a: {levels: [{targets: [{rotation: r1}, {rotation: r2}]}]}}
"]);
    assert_eq!(world.says_of("service:shop", "it.pagedRotations"), "[r1, r2]");
    assert_eq!(world.says_of("service:till", "it.pagedRotations"), "[r1, r2, r3]");
    assert_eq!(world.says_of("rotation:r1", "it.pagedFirstFor"), "[shop, till, cart]");
    assert_eq!(world.places_of("rotation:r1", "it.pagedFirstFor"), ["0.yaml:2:22", "0.yaml:3:22", "0.yaml:4:35"]);
    assert_eq!(world.says_of("rotation:r3", "it.pagedFirstFor"), "[till]");
}

#[test]
fn a_service_that_is_listed_twice_is_answered_for_once() {
    let world = World::of(&["\
services: {shop: {}, till: {rotation: r}}
rotations: {r: {services: [shop, till, shop]}}
"]);
    assert_eq!(world.says_of("rotation:r", "it.answersFor"), "[shop, till]");
    assert_eq!(world.says_of("rotation:r", "it.pagedFirstFor"), "[shop, till]");
}

#[test]
fn what_is_handed_over_to_stands_where_the_target_does() {
    let world = World::of(&["\
people: {ana: {}, ben: {}}
teams: {web: {members: [ana, ben]}}
services: {shop: {owner: web, escalation: a}}
escalations:
  a: {levels: [{targets: [{escalation: b}]}]}
  b: {levels: [{targets: [{team: web}]}]}
"]);
    assert_eq!(world.places_of("escalation:a", "it.people"), ["0.yaml:5:27"; 2], "the target of `a` that hands over");
    assert_eq!(world.places_of("escalation:b", "it.people"), ["0.yaml:6:27"; 2]);
    assert_eq!(world.places_of("service:shop", "it.responders"), ["0.yaml:3:43"], "the policy of the service");
}

#[test]
fn what_cannot_be_read_of_a_hand_over_leaves_open_what_comes_after_it() {
    let world = World::of(&["\
teams: {web: {}, ops: {}}
services: {shop: {owner: web, escalation: a}}
rotations: {r: {team: ops, participants: [ben]}}
escalations: {a: {levels: [{targets: [{rotation: r}, {escalation: [[zzqx]]}]}, {targets: [{escalation: [[zzqx]]}]}]}}
incident: {severities: {sev1: {pages: [{escalation: a}]}}}
"]);
    let more = "and maybe more: escalation:a/levels/0/targets/1.escalation, escalation:a/levels/1/targets/0.escalation";
    assert_eq!(world.says_of("escalation:a", "it.steps.map(level, level.number)"), format!("[1, 2, ?] {more}"));
    let at_least = |steps: u32| world.says_of("escalation:a", &format!("it.steps.size() >= {steps}"));
    assert_eq!(at_least(1), "true");
    assert!(at_least(2).starts_with("unknown"), "{}: the second may do nothing but hand over", at_least(2));
    assert_eq!(world.says_of("service:shop", "it.pagedRotations"), format!("[r, ?] {more}"));
    assert_eq!(
        world.says_of("service:shop", "it.everybodyResponds"),
        "unknown: escalation:a/levels/0/targets/1.escalation"
    );
}

#[test]
fn whether_incidents_have_roles_is_known_also_where_nobody_declared_a_process() {
    let roles = |yaml: &str| ask(&org(yaml), &[], "org.incidentRoles");
    assert_eq!(roles("teams: {a: {}}"), "false");
    assert_eq!(roles("incident: {review: {owner: a}}\nteams: {a: {}}"), "false");
    assert_eq!(roles("incident: {roles: {}}\nteams: {a: {}}"), "true");
}

#[test]
fn who_only_watches_is_no_responder_and_hides_none() {
    let yaml = "\
people: {ana: {team: web}, cem: {team: ops}}
teams: {web: {}, ops: {}}
services: {shop: {owner: web, rotation: turns}}
rotations: {turns: {layers: {first: {participants: [ana]}, new: {level: shadow, participants: [cem]}}}}
incident: {roles: {responders: []}}
";
    assert_eq!(services(yaml, "service.responders.map(t, t.id).join('+')"), "web");
}

#[test]
fn a_chain_of_policies_is_gone_through_and_no_further_than_a_hundred() {
    alone!();
    let chain = |policies: usize| {
        let world = World::of(&[&chain(policies)]);
        let said = ["it.responders", "it.ownerPaged"].map(|what| world.says_of("service:shop", what));
        let [responders, owner] = said;
        let first = ["it.people", "it.steps.size()"].map(|what| world.says_of("escalation:e000000", what));
        let [people, steps] = first;
        [responders, owner, people, steps]
    };
    assert_eq!(chain(100), ["[web]", "true", "[ana]", "1"]);
    let missing = "escalation:e000100.levels";
    let (perhaps, unknown) = (format!("[?] and maybe more: {missing}"), format!("unknown: {missing}"));
    let behind = [&*perhaps, &unknown, &perhaps, "at least 0"];
    assert_eq!(chain(101), behind);
    assert_eq!(chain(100_000), behind);
}

/// A service whose escalation hands over through so many policies before it pages its owner, and then in a circle.
fn chain(policies: usize) -> String {
    let mut text = String::from(
        "\
people: {ana: {team: web}}
teams: {web: {}}
services: {shop: {owner: web, escalation: e000000}}
escalations:
",
    );
    for n in 1..policies {
        let _ = writeln!(text, "  e{:06}: {{levels: [{{targets: [{{escalation: e{n:06}}}]}}]}}", n - 1);
    }
    let last = policies - 1;
    let _ = writeln!(text, "  e{last:06}: {{levels: [{{targets: [{{person: ana}}, {{escalation: e000000}}]}}]}}");
    text
}

#[test]
fn services_that_have_one_long_policy_ask_once_whom_it_pages() {
    alone!();
    const N: usize = 5_000;
    let mut text = String::from("people: {ana: {}}\nteams: {web: {members: [ana]}, ops: {}}\nservices:\n");
    for n in 0..N {
        let _ = writeln!(text, "  s{n}: {{owner: ops, escalation: long}}");
    }
    text.push_str("escalations:\n  long:\n    levels:\n");
    for _ in 0..100 {
        text.push_str("    - targets: [{team: web}, {escalation: long}]\n");
    }
    let world = World::of(&[&text]);
    let begun = std::time::Instant::now();
    let paged = "services.filter(s, s.responders.size() == 1 && !s.ownerPaged).size()";
    assert_eq!(world.says(paged), N.to_string());
    assert!(begun.elapsed() < std::time::Duration::from_secs(30), "took {:?}", begun.elapsed());
}
