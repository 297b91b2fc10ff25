//! How teams and people stand to each other: lines of reporting, membership, and what ties teams together.

use std::fmt::Write;

use crate::support::child::alone;
use crate::support::world::World;

#[test]
fn the_nearest_unit_is_the_first_on_the_way_up_that_says_its_kind() {
    let world = World::of(&["
units:
  cto: {kind: cto}
  shop: {reportsTo: cto}
  loose: {head: ana}
  odd: {kind: castle, reportsTo: cto}
  a: {reportsTo: b}
  b: {reportsTo: a}
people: {ana: {}}
teams:
  direct: {reportsTo: cto}
  passed: {reportsTo: shop}
  below: {reportsTo: passed}
  top: {}
  open: {reportsTo: loose}
  under: {reportsTo: top}
  wrong: {reportsTo: odd}
  round: {reportsTo: a}
"]);
    let nearest = |team: &str| world.says_of(&format!("team:{team}"), "it.nearestUnit");
    assert_eq!(nearest("direct"), "cto");
    assert_eq!(nearest("passed"), "cto");
    assert_eq!(nearest("below"), "cto");
    assert_eq!(nearest("top"), "unknown: team:top.reportsTo");
    assert_eq!(nearest("open"), "unknown: unit:loose.kind");
    assert_eq!(nearest("under"), "unknown: team:top.reportsTo");
    assert_eq!(nearest("wrong"), "unknown: unit:odd.kind");
    assert_eq!(nearest("round"), "unknown: team:round.reportsTo");
}

#[test]
fn there_may_be_more_reports_where_somebody_does_not_say_whom_they_report_to() {
    let one_top = World::of(&["people: {zoe: {}, ana: {manager: zoe}, ben: {manager: ana}, cem: {manager: ana}}\n"]);
    assert_eq!(one_top.says_of("person:ana", "it.directReports"), "[ben, cem]");
    assert_eq!(one_top.says_of("person:zoe", "it.directReports"), "[ana]");
    assert_eq!(one_top.says_of("person:ben", "it.directReports"), "[]");
    assert_eq!(one_top.says("managers"), "[ana, zoe]");

    let two_tops = World::of(&["people: {zoe: {}, ana: {manager: zoe}, ben: {manager: ana}, yan: {}}\n"]);
    let more = " and maybe more: person:yan.manager";
    assert_eq!(two_tops.says_of("person:ana", "it.directReports"), format!("[ben, ?]{more}"));
    assert_eq!(two_tops.says_of("person:yan", "it.directReports"), "[?] and maybe more: person:zoe.manager");
    assert_eq!(two_tops.says_of("person:ana", "it.directReports.size() >= 1"), "true");

    let nobody = World::of(&["people: {zoe: {}, ana: {manager: zoe}, yan: {manager: none}}\n"]);
    assert_eq!(nobody.says_of("person:zoe", "it.directReports"), "[ana]");

    let silent = World::of(&["people: {zoe: {}, ana: {}}\n"]);
    assert_eq!(silent.says("managers"), "[?] and maybe more: person:ana.manager");
    assert_eq!(World::of(&["teams: {a: {}}\n"]).says("managers"), "[?] and maybe more: people");
}

#[test]
fn the_longest_line_goes_through_people_or_through_units_and_teams() {
    let world = World::of(&["
people: {zoe: {}, ana: {manager: zoe}, ben: {manager: zoe}, cem: {manager: ben}}
units: {cto: {}, shop: {reportsTo: cto}}
teams: {payments: {reportsTo: shop}, refunds: {reportsTo: payments}, admins: {kind: permission, reportsTo: refunds}}
"]);
    assert_eq!(world.says("org.longestChain"), "[cto, shop, payments, refunds]");
    let people =
        World::of(&["people: {zoe: {}, ben: {manager: zoe}, cem: {manager: ben}, a: {manager: b}, b: {manager: a}}\n"]);
    assert_eq!(people.says("org.longestChain"), "[zoe, ben, cem]");
    let flat = World::of(&["people: {zoe: {}, ana: {}}\nteams: {payments: {}}\n"]);
    assert_eq!(flat.says("org.longestChain"), "[?] and maybe more: person:ana.manager, units");
}

#[test]
fn a_line_of_a_hundred_thousand_needs_no_stack_and_little_time() {
    alone!();
    let n = 100_000;
    let mut text = String::from("units:\n  u000000: {kind: cto}\n");
    for at in 1..n {
        writeln!(text, "  u{at:06}: {{reportsTo: u{:06}}}", at - 1).unwrap();
    }
    text.push_str("teams: {last: {reportsTo: u099999}, next: {reportsTo: last}}\n");
    let world = World::of(&[&text]);
    assert_eq!(world.says("org.longestChain.size()"), "100002");
    assert_eq!(world.says_of("team:next", "it.nearestUnit"), "u000000");
}

#[test]
fn only_teams_that_work_take_time() {
    let world = World::of(&["
teams:
  payments: {members: [{person: ana, allocation: 0.5}, cem]}
  search: {}
  admins: {kind: permission, members: [{person: ana, allocation: 1}]}
people:
  ana: {team: [payments, {team: search, allocation: 0.25}]}
  ben: {team: search, fte: 0.5}
"]);
    assert_eq!(world.says_of("person:ana", "it.teams"), "[payments, search, admins]");
    assert_eq!(world.says_of("person:ana", "it.workTeams"), "[payments, search]");
    assert_eq!(world.says_of("person:ana", "it.allocations.sum()"), "75 %");
    assert_eq!(world.says_of("person:ben", "it.allocations.sum()"), "at least 0 %");
    assert_eq!(world.says_of("person:ben", "it.fte"), "0.5");
    assert_eq!(world.says("members.map(m, m.id + \" \" + string(m.fte))"), "[ana 1, ben 0.5, cem 1]");
    assert_eq!(world.says("org.workTeams"), "2");
}

#[test]
fn skills_have_one_spelling() {
    let world = World::of(&["people: {ana: {skills: [Incident Management, CI/CD, c++]}, ben: {}}\n"]);
    assert_eq!(world.says_of("person:ana", "it.skillNames"), "[incident-management, ci-cd, c++]");
    assert_eq!(world.says_of("person:ben", "it.skillNames"), "unknown: person:ben.skills");
}

const TIES: &str = "
teams:
  hub: {members: [ana]}
  talks: {}
  helps: {engagement: {model: consulting, with: [hub]}}
  waits: {}
  uses: {}
  needs: {}
  supports: {}
  hosted: {}
  on-call: {members: [ben]}
  shares: {members: [ana]}
  alone: {}
people: {ana: {}, ben: {}}
platforms: {paved: {owner: hub, consumers: [uses]}}
services:
  core: {owner: hub, supportedBy: supports}
  app: {owner: needs, dependsOn: [{service: core, hard: true}]}
  page: {owner: hosted, platform: paved}
rotations: {core: {participants: [ana, ben]}}
dependencies: [{from: waits, to: hub}]
interactions: [{from: talks, to: hub, mode: x-as-a-service}]
";

#[test]
fn whatever_ties_two_teams_ties_both_of_them() {
    let world = World::of(&[TIES]);
    let hub = world.says_of("team:hub", "it.edges");
    let mut tied: Vec<&str> = hub.trim_matches(['[', ']']).split(", ").collect();
    tied.sort_unstable();
    let others = ["helps", "hosted", "needs", "on-call", "shares", "supports", "talks", "uses", "waits"];
    assert_eq!(tied, others);
    for other in others {
        let edges = world.says_of(&format!("team:{other}"), "it.edges.exists(t, t.id == \"hub\")");
        assert_eq!(edges, "true", "{other}");
    }
    assert_eq!(world.says_of("team:alone", "it.edges"), "[]");
    assert_eq!(world.says_of("team:hub", "it.talksTo"), "[helps, talks]");
    assert_eq!(world.says_of("team:supports", "it.engagedWith"), "[hub]");
    assert_eq!(world.says_of("team:supports", "it.supportedServices"), "[core]");

    let untold = World::of(&["teams: {a: {}, b: {}}\n"]);
    assert_eq!(untold.says_of("team:a", "it.edges"), "[?] and maybe more: interactions");
    assert_eq!(untold.says_of("team:a", "it.ownedPlatforms"), "unknown: platforms");
    assert_eq!(untold.says_of("team:a", "it.communities"), "[]");
}

#[test]
fn a_pair_of_teams_has_the_services_that_join_them() {
    let world = World::of(&["
teams: {a: {}, b: {}, c: {engagement: {with: [a]}}}
services:
  one: {owner: a, dependsOn: [{service: two, hard: true}, {service: three, hard: false}, four]}
  two: {owner: b, dependsOn: [one]}
  three: {owner: b}
  four: {owner: a}
  five: {owner: c, dependsOn: [two, one]}
interactions: [{between: [a, b, a], mode: collaboration}]
dependencies: [{from: c, to: b}]
"]);
    let all = "teamPairs.map(p, p.id + \": \" + p.serviceEdges.map(e, e.id).join(\" \"))";
    assert_eq!(world.says(all), "[a/b: one/two one/three, b/a: two/one, c/a: five/one, c/b: five/two]");
    let of = |what: &str| world.says(&format!("teamPairs.map(p, p.id + \" \" + string({what}))"));
    assert_eq!(of("p.talking"), "[a/b true, b/a true, c/a true, c/b false]");
    assert_eq!(of("p.interactions.size()"), "[a/b 1, b/a 1, c/a 0, c/b 0]");
    assert_eq!(of("p.dependencies.size()"), "[a/b 0, b/a 0, c/a 0, c/b 1]");
    assert_eq!(World::of(&["teams: {a: {}}\n"]).says("teamPairs"), "unknown: services");
}
