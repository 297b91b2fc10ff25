//! People in teams and lines of reporting: membership, managers, skills, and how many there are.

use std::fmt::Write;

use teamlint::facts::Facts;
use teamlint::facts::organisation::size_of;
use teamlint::vocabulary::Size;

use crate::support::child::alone;
use crate::support::world::World;

#[test]
fn members_are_declared_on_either_side() {
    let world = World::of(&["
teams:
  both: {members: [ana, {person: ben, role: lead}]}
  people-only: {mission: x}
  nobody: {members: []}
  silent: {mission: x}
people: {ana: {team: both}, chen: {teams: [both, {team: people-only, allocation: 0.5}]}}
"]);
    assert_eq!(world.says_of("team:both", "it.members"), "[ana, ben, chen]");
    assert_eq!(world.says_of("team:both", "it.members.size()"), "3");
    assert_eq!(world.says_of("team:people-only", "it.members"), "[chen]");
    assert_eq!(world.says_of("team:nobody", "it.members"), "[]");
    assert_eq!(world.says_of("team:silent", "it.members"), "[]");
    assert_eq!(world.says_of("person:chen", "it.teams"), "[both, people-only]");

    let without_people = World::of(&["teams: {silent: {mission: x}, said: {members: [ana]}}\n"]);
    assert_eq!(without_people.says_of("team:silent", "it.members"), "unknown: team:silent.members");
    assert_eq!(without_people.says_of("team:said", "it.members"), "[ana]");
    let broken = World::of(&["teams: {a: {members: [ana]}}\n", "people:\n  ben: {team: a\n  chen: {team: a}\n"]);
    assert_eq!(broken.says_of("team:a", "it.members"), "[ana, ben, chen, ?] and maybe more: people");
}

#[test]
fn a_list_that_could_not_be_read_whole_is_not_the_list_of_everybody() {
    let world = World::of(&["
teams: {sre: {members: {ana: lead}}}
people: {ben: {team: sre}}
rotations: {on-call: {participants: [ben]}}
escalations:
  critical: {levels: [{targets: [{rotation: on-call}]}
"]);
    assert_eq!(world.says_of("team:sre", "it.members.size() >= 1"), "true");
    assert_ne!(world.says_of("team:sre", "it.members.size() >= 5"), "false");
    assert_ne!(world.says_of("escalation:critical", "it.people.size() > 1"), "false");
}

#[test]
fn the_nearest_unit_is_the_first_on_the_way_up() {
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
    assert_eq!(nearest("passed"), "unknown: unit:shop.kind");
    assert_eq!(nearest("below"), "unknown: unit:shop.kind");
    assert_eq!(nearest("top"), "unknown: team:top.reportsTo");
    assert_eq!(nearest("open"), "unknown: unit:loose.kind");
    assert_eq!(nearest("under"), "unknown: team:top.reportsTo");
    assert_eq!(nearest("wrong"), "unknown: unit:odd.kind");
    assert_eq!(nearest("round"), "unknown: unit:a.kind");
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
    let mut text = String::from("units: {cto: {kind: cto}}\npeople: {ana: {team: [t000000, t099998, other]}}\n");
    text.push_str("teams:\n  other: {}\n  t000000: {reportsTo: cto}\n");
    for at in 1..n {
        writeln!(text, "  t{at:06}: {{reportsTo: t{:06}}}", at - 1).unwrap();
    }
    let world = World::of(&[&text]);
    assert_eq!(world.says("org.longestChain.size()"), "100001");
    assert_eq!(world.says_of("team:t099999", "it.nearestUnit"), "cto");
    assert_eq!(world.says_of("person:ana", "it.workTeams"), "[t099998, other]");
}

#[test]
fn a_team_and_what_it_belongs_to_take_time_once() {
    let world = World::of(&["
units: {cto: {kind: cto}}
teams:
  pay: {reportsTo: shop}
  shop: {reportsTo: company}
  company: {reportsTo: cto}
  find: {reportsTo: shop}
  a: {reportsTo: b}
  b: {reportsTo: a}
people:
  ana: {team: [{team: company, allocation: 0.5}, {team: pay, allocation: 0.5}, shop]}
  ben: {team: [pay, find]}
  cem: {team: [a, b]}
"]);
    assert_eq!(world.says_of("person:ana", "it.workTeams"), "[pay]");
    assert_eq!(world.says_of("person:ana", "it.allocations"), "[50 %]");
    assert_eq!(world.says_of("person:ben", "it.workTeams"), "[pay, find]");
    assert_eq!(world.says_of("person:cem", "it.workTeams"), "[a, b]", "nobody stands above in a circle");
    assert_eq!(world.says_of("team:shop", "it.parts"), "[find, pay]");
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

#[test]
fn size_follows_from_all_the_people_there_are() {
    let of = |people: usize, more: &str| {
        let members: Vec<String> = (0..people).map(|n| format!("p{n}")).collect();
        World::of(&[&format!("teams:\n  ops: {{discipline: sre, members: [{}]}}\n{more}", members.join(", "))])
    };
    let sizes = [1, 19, 20, 59, 60, 90].map(|people| of(people, "").says("org.size"));
    assert_eq!(sizes, ["small", "small", "growing", "growing", "large", "large"]);
    assert_eq!(
        of(18, "  rides: {discipline: development, members: [x, y]}\n").says("org.size"),
        "growing",
        "all count"
    );
    assert_eq!(of(19, "  more: {discipline: devops, members: [p0, p1]}\n").says("org.size"), "small", "each once");
    assert_eq!(of(19, "people: {x: {}}\n").says("org.size"), "growing", "whether they are in a team or not");
    assert_eq!(of(19, "people: [x\n").says("org.size"), "unknown: org.size", "there may be more");
    assert_eq!(of(2, "org: {size: large}\n").says("org.size"), "large");
    let nobody = World::of(&["teams: {a: {mission: x}}\n"]);
    assert_eq!(size_of(&Facts::of_size(Some(Size::Growing)), &nobody.org), Some(Size::Growing));
    assert_eq!(size_of(&nobody.facts, &nobody.org), None);
}
