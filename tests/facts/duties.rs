//! What follows from who holds which duty: what a team practises, who holds what, and who answers for it.

use crate::support::expr::{ask, in_words_of_taxonomy as org};

/// Each team with what is asked of it.
fn teams(yaml: &str, what: &str) -> String {
    ask(&org(yaml), &[], &format!("teams.map(team, {what})"))
}

fn duty(yaml: &str, id: &str, what: &str) -> String {
    ask(&org(yaml), &[], &format!("duties.filter(duty, duty.id == \"{id}\").map(duty, duty.{what}).first()"))
}

#[test]
fn the_leading_discipline_has_the_most_weight_and_need_not_be_clearly_ahead() {
    let yaml = "\
teams:
  clear: {duties: [on-call, slo-definition, golden-paths]}
  even: {duties: [on-call, golden-paths]}
  narrow: {duties: [on-call, error-budget, slo-definition, incident-response, golden-paths, developer-tooling, internal-platform]}
  one: {duties: [on-call]}
  silent: {}
";
    assert_eq!(teams(yaml, "team.leadingDiscipline"), "sre, ?, sre, sre, ?");
    assert_eq!(teams(yaml, "team.inferredDiscipline"), "sre, ?, ?, ?, ?");
    assert_eq!(teams(yaml, "team.inferenceWeight"), "3, 2, 7, 1, ?");
    assert_eq!(teams(yaml, "team.inferenceMargin"), "33.3 %, 0 %, 14.3 %, 100 %, ?");
}

#[test]
fn a_shared_duty_weighs_a_half_for_each_and_a_collective_one_nothing() {
    let yaml = "teams: {a: {duties: [ci-cd-pipelines, capacity-planning, knowledge-sharing]}}";
    assert_eq!(teams(yaml, "team.inferenceWeight"), "2.5");
}

#[test]
fn what_is_said_to_be_for_its_own_services_does_not_say_what_a_team_practises() {
    let yaml = "\
teams:
  a: {duties: [{duty: on-call, scope: own}, {duty: incident-response, scope: [shop]}, {duty: slo-definition, scope: [shop, search]}]}
  b: {duties: [on-call, feature-development, {duty: golden-paths, level: consulted}]}
services:
  shop: {owner: a}
  search: {owner: b}
";
    let held = "team.holdings.filter(h, h.indicative).map(h, h.duty.id).join('+')";
    assert_eq!(teams(yaml, held), "slo-definition, on-call+feature-development");
    let own = "team.holdings.filter(h, h.ownOnly).map(h, h.duty.id).join('+')";
    assert_eq!(teams(yaml, own), "on-call+incident-response, on-call");
}

#[test]
fn a_duty_is_held_by_whoever_is_responsible_and_whoever_a_standing_decision_names() {
    let yaml = "\
teams:
  sre: {discipline: sre, duties: [{duty: golden-paths, level: consulted}]}
  platform: {discipline: platform, duties: [golden-paths]}
  tools: {discipline: platform, duties: []}
responsibilities:
  golden-paths: {accountable: [tools]}
decisions:
  - {duty: golden-paths, holder: sre, until: 2020-01-01}
  - {duty: build-systems, holder: sre}
";
    assert_eq!(duty(yaml, "golden-paths", "holders"), "platform, tools");
    assert_eq!(duty(yaml, "golden-paths", "takingPart"), "platform, tools, sre");
    assert_eq!(duty(yaml, "build-systems", "holders"), "sre");
    assert_eq!(duty(yaml, "version-control", "holders.size()"), "0");
}

#[test]
fn rotations_the_commander_and_the_owner_of_reviews_hold_a_duty_each() {
    let yaml = "\
teams:
  sre: {discipline: sre, duties: []}
  web: {discipline: development, members: [ana]}
people: {ana: {}}
rotations:
  web: {participants: [ana]}
  core: {team: sre, participants: [ana]}
incident:
  roles: {commander: {team: sre}}
  review: {owner: web}
";
    assert_eq!(duty(yaml, "on-call", "holders.map(t, t.id).join('+')"), "sre+web");
    assert_eq!(duty(yaml, "incident-command", "holders"), "sre");
    assert_eq!(duty(yaml, "post-incident-review", "holders"), "web");
}

#[test]
fn a_team_that_may_hold_anything_leaves_it_open_who_holds_a_duty() {
    let silent = |team: &str| format!("teams: {{a: {{discipline: sre, duties: []}}, b: {{{team}}}}}");
    let holders = |team: &str| duty(&silent(team), "on-call", "holders.size() > 0");
    assert_eq!(holders("discipline: sre").matches("Field(").count(), 1, "its duties");
    assert_eq!(holders("members: [ana]").matches("Field(").count(), 2, "its duties, or what it practises");
    assert_eq!(holders("discipline: development"), "false");
    assert_eq!(holders("kind: permission"), "false");
    assert_eq!(holders("duties: []"), "false");
}

#[test]
fn what_was_written_as_a_duty_and_is_none_may_have_been_any() {
    let yaml = "teams: {a: {discipline: sre, duties: [on-cal]}}";
    assert!(duty(yaml, "on-call", "holders.size() > 0").starts_with('?'));
}

const RACI: &str = "\
teams:
  sre: {duties: [{duty: on-call, level: accountable, scope: org}, slo-definition]}
  web: {duties: [{duty: on-call, level: responsible, scope: own}, {duty: slo-definition, level: consulted}]}
  all: {duties: [{duty: on-call, scope: [shop]}]}
responsibilities:
  golden-paths: {scope: [shop, search], responsible: [web, sre], accountable: [sre], informed: [all]}
  error-budget: {}
services:
  shop: {owner: web}
  search: {owner: web}
";

#[test]
fn a_raci_entry_is_a_row_in_one_scope_or_a_duty_with_an_express_level() {
    let ids = ask(&org(RACI), &[], "raciEntries.map(e, e.id)");
    assert_eq!(ids, "error-budget, golden-paths/search, golden-paths/shop, on-call, on-call/own/web");
}

#[test]
fn who_answers_for_everything_answers_where_nobody_else_does() {
    let ask = |what: &str| ask(&org(RACI), &[], &format!("raciEntries.map(e, e.{what}.map(h, h.team.id).join('+'))"));
    assert_eq!(ask("accountable"), ", sre, sre, sre, sre");
    assert_eq!(ask("responsible"), ", web+sre, web+sre, , web");
    assert_eq!(ask("holdings"), ", web+sre+sre+all, web+sre+sre+all, sre, web");
}

#[test]
fn a_level_that_cannot_be_read_leaves_it_open_who_answers() {
    let yaml = "\
teams:
  a: {duties: [{duty: golden-paths, level: acountable}]}
  b: {duties: [{duty: golden-paths, level: responsible}]}
";
    assert!(ask(&org(yaml), &[], "raciEntries.exists(e, e.accountable.isEmpty())").starts_with('?'));
}
