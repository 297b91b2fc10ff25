//! Who holds which duty, what a team practises by what it holds, and who answers for a duty.

use crate::support::expr::{ask, in_words_of_taxonomy as org};
use crate::support::world::World;

#[test]
fn holdings_come_from_team_files_and_from_the_matrix() {
    let world = World::of(&["
teams:
  sre: {discipline: sre, duties: [on-call, {duty: slo-definition, level: accountable, scope: [ledger, bank]}, {duty: capacity-planning, level: consulted}]}
  rides: {mission: x}
responsibilities:
  capacity-planning: {responsible: rides, informed: [sre]}
  postmortem: {scope: own, accountable: sre}
"]);
    let all = "holdings.map(h, h.team.id + \" \" + h.duty.id + \" \" + h.scope + (h.active ? \"\" : \", passive\"))";
    assert_eq!(
        world.says(all),
        "[sre on-call org, sre slo-definition bank, ledger, sre capacity-planning org, passive, \
         rides capacity-planning org, sre capacity-planning org, passive, sre post-incident-review own]"
    );
    assert_eq!(world.says_of("team:rides", "it.holdings"), "[capacity-planning]");
    assert_eq!(world.says_of("duty:capacity-planning", "it.holdings.size()"), "3");
    let silent = World::of(&["teams: {sre: {mission: x}}\n"]);
    assert_eq!(silent.says_of("team:sre", "it.holdings"), "unknown: team:sre.duties");
}

fn claims(text: &str) -> String {
    let world = World::of(&[text]);
    let claims = "dutyClaims.map(c, c.id + \" (\" + c.scope + \"): \" + c.holders.map(h, h.team.id).join(\" \") + (c.shared ? \", shared\" : \"\"))";
    world.says(claims)
}

#[test]
fn a_narrower_scope_carves_itself_out_of_a_wider_one() {
    assert_eq!(
        claims(
            "teams: {sre: {duties: [{duty: incident-response, scope: org}]}, rides: {duties: [{duty: incident-response, scope: own}]}}"
        ),
        "[incident-response (the organisation): sre, incident-response/own/rides (rides's own services): rides]"
    );
    assert_eq!(
        claims(
            "teams: {sre: {duties: [{duty: incident-response, scope: org}]}, rides: {duties: [{duty: incident-response, scope: org}]}}"
        ),
        "[incident-response (the organisation): sre rides]"
    );
    assert_eq!(
        claims(
            "teams: {sre: {duties: [{duty: on-call, scope: [a, b]}]}, rides: {duties: [{duty: on-call, scope: b}]}}"
        ),
        "[on-call/a (`a`): sre, on-call/b (`b`): sre rides]"
    );
}

#[test]
fn an_only_team_holds_its_duties_for_all_and_others_where_they_say_or_are_said_to() {
    assert_eq!(
        claims("teams: {sre: {duties: [on-call]}}"),
        "[on-call (the organisation): sre, on-call/unsaid (a scope that is not said): sre]"
    );
    assert_eq!(
        claims(
            "teams: {sre: {discipline: sre, duties: [{duty: on-call, scope: org}]}, rides: {type: stream-aligned, duties: [on-call]}}"
        ),
        "[on-call (the organisation): sre, on-call/own/rides (rides's own services): rides]"
    );
    assert_eq!(
        claims(
            "teams: {a: {discipline: platform, duties: [platform-support]}, b: {discipline: platform, duties: [platform-support]}}"
        ),
        "[platform-support/own/a (a's own services): a, platform-support/own/b (b's own services): b]"
    );
    // Golden paths are not judged for each scope: two holders overlap.
    assert_eq!(
        claims(
            "teams: {a: {duties: [golden-paths]}, b: {duties: [golden-paths]}, c: {duties: [{duty: golden-paths, level: informed}]}}"
        ),
        "[golden-paths (the organisation): a b]"
    );
    assert_eq!(
        claims("teams: {a: {duties: [{duty: golden-paths, sharedWith: b}]}, b: {duties: [golden-paths]}}"),
        "[golden-paths (the organisation): a b, shared]"
    );
}

#[test]
fn who_answers_and_who_does_it_share_a_duty_where_both_say_so() {
    let shared = |one: &str, other: &str| {
        let duty = |level: &str| format!("{{duties: [{{duty: golden-paths{level}}}]}}");
        claims(&format!("teams: {{a: {}, b: {}}}", duty(one), duty(other))).ends_with(", shared]")
    };
    assert!(shared(", level: accountable", ", level: responsible"));
    assert!(!shared(", level: accountable", ""));
    assert!(!shared(", level: responsible", ", level: responsible"));
}

/// What a team holds on-call for, and whether that is said.
fn scope(team: &str, others: &str) -> String {
    let world = World::of(&[&format!("teams:\n  it: {{{team}}}\n{others}")]);
    world.says_of("team:it", "it.holdings.map(h, h.scope + (h.scopeSaid ? '!' : '')).first()")
}

#[test]
fn what_a_duty_covers_without_a_scope_follows_from_the_duty_and_what_its_team_is_said_to_be() {
    let other = "  other: {mission: x}\n";
    for (team, expected) in [
        ("duties: [{duty: on-call, scope: org}], type: stream-aligned", "org!"),
        ("duties: [feature-development], discipline: sre", "own"),
        ("duties: [service-operation], discipline: sre", "own"),
        ("duties: [developer-onboarding], discipline: platform", "own"),
        ("duties: [on-call], type: stream-aligned", "own"),
        ("duties: [on-call], type: stream-aligned, discipline: sre", "own"),
        ("duties: [on-call], discipline: development", "own"),
        ("duties: [on-call], discipline: product", "own"),
        ("duties: [on-call], discipline: sre", "org"),
        ("duties: [on-call], discipline: sre, type: platform", "org"),
        ("duties: [on-call], discipline: platform", "own"),
        ("duties: [on-call], discipline: operations", "own"),
        ("duties: [on-call], type: platform", "own"),
        ("duties: [on-call]", "unknown: team:it/duties/on-call.scope"),
        ("duties: [on-call], type: enabling", "unknown: team:it/duties/on-call.scope"),
        // A duty that is not judged for each scope is held for all.
        ("duties: [golden-paths]", "org!"),
        ("duties: [golden-paths], type: stream-aligned", "org!"),
    ] {
        assert_eq!(scope(team, other), expected, "{team}");
    }
    // The one team there is does what it does for everybody, unless it is said to build things.
    assert_eq!(scope("duties: [on-call]", ""), "org");
    assert_eq!(scope("duties: [on-call], type: platform", ""), "org");
    assert_eq!(scope("duties: [on-call], type: stream-aligned", ""), "own");
    assert_eq!(scope("duties: [on-call]", "  admins: {kind: permission}\n"), "org", "lists are no teams");
}

#[test]
fn who_else_holds_a_duty_says_nothing_of_what_it_covers() {
    let alone = scope("duties: [on-call], discipline: sre", "  other: {mission: x}\n");
    let beside = scope(
        "duties: [on-call], discipline: sre",
        "  other: {discipline: sre, duties: [on-call, {duty: on-call, scope: org}]}\n",
    );
    assert_eq!((alone.as_str(), beside.as_str()), ("org", "org"));
}

#[test]
fn what_is_not_said_is_a_claim_of_all_who_may_hold_a_duty_for_the_same() {
    let world = World::of(&["
teams:
  sre: {discipline: sre, duties: [on-call]}
  tools: {duties: [on-call]}
  all: {duties: [{duty: on-call, scope: org}]}
  own: {duties: [{duty: on-call, scope: own}]}
  rides: {discipline: development, duties: [on-call]}
"]);
    let of_all = "dutyClaims.filter(c, c.id == \"on-call\").map(c, c.holders.size() > 2).first()";
    assert_eq!(world.says(of_all), "unknown: team:tools/duties/on-call.scope", "`tools` may hold it for all, too");
    assert_eq!(
        world.says("dutyClaims.filter(c, c.unsaid).map(c, c.id + \": \" + c.holders.map(h, h.team.id).join(\" \"))"),
        "[on-call/unsaid: sre tools all]"
    );
    assert_eq!(world.says("dutyClaims.filter(c, c.id == \"on-call/own/rides\").map(c, c.holders.size())"), "[1]");
}

fn discipline(duties: &str) -> String {
    let world = World::of(&[&format!("teams: {{it: {{duties: [{duties}]}}}}\n")]);
    world.says_of("team:it", "it.inferredDiscipline")
}

#[test]
fn a_discipline_is_inferred_where_one_is_clearly_ahead() {
    let unclear = "unknown: team:it.duties";
    for (duties, expected) in [
        ("incident-response, on-call, slo-definition, monitoring-alerting", "sre"),
        ("infrastructure-provisioning, incident-response, on-call, monitoring-alerting, developer-tooling", unclear),
        // One exclusive duty is not enough weight; two are.
        ("incident-response", unclear),
        ("incident-response, on-call", "sre"),
        ("golden-paths, developer-tooling", "platform"),
        ("golden-paths, developer-tooling, incident-response, on-call", unclear),
        // Collective duties weigh nothing, nor does what a team is only consulted about.
        ("incident-response, iac-practices, toil-reduction, knowledge-sharing", unclear),
        ("incident-response, {duty: on-call, level: consulted}", unclear),
        ("incident-response, {duty: on-call, level: accountable}", "sre"),
        ("feature-development", unclear),
        // What is each team's own says nothing of what it does for others.
        ("feature-development, service-operation", unclear),
    ] {
        assert_eq!(discipline(duties), expected, "{duties}");
    }
}

#[test]
fn a_declared_discipline_counts_before_an_inferred_one() {
    let world = World::of(&[
        "teams: {a: {discipline: platform, duties: [on-call, incident-response]}, b: {duties: [reliability-standards, incident-command]}, c: {type: platform}}",
    ]);
    assert_eq!(world.says_of("team:a", "it.discipline"), "platform");
    assert_eq!(world.says_of("team:a", "it.practises"), "platform");
    assert_eq!(world.says_of("team:a", "it.byDuties"), "false");
    assert_eq!(world.says_of("team:b", "it.discipline"), "sre");
    assert_eq!(world.says_of("team:b", "it.practises"), "sre by its duties");
    assert_eq!(world.says_of("team:b", "it.byDuties"), "true");
    assert_eq!(world.says_of("team:c", "it.discipline"), "unknown: team:c.discipline");
    assert_eq!(world.says_of("team:c", "it.byDuties"), "unknown: team:c.discipline");
}

#[test]
fn only_what_is_known_to_be_for_all_says_what_a_team_practises() {
    let inferred = |team: &str| {
        let world = World::of(&[&format!(
            "teams:\n  it: {{{team}}}\n  other: {{mission: x}}\nservices: {{shop: {{owner: other}}}}\n"
        )]);
        world.says_of("team:it", "it.inferredDiscipline")
    };
    let unclear = "unknown: team:it.duties";
    for (team, expected) in [
        ("duties: [{duty: on-call, scope: org}, {duty: incident-response, scope: org}]", "sre"),
        ("duties: [on-call, incident-response]", unclear),
        ("duties: [{duty: on-call, scope: [shop]}, {duty: incident-response, scope: [shop]}]", unclear),
        ("duties: [incident-command, reliability-standards]", "sre"),
        // Whoever is said to build things is no SRE and no platform team, whatever they hold besides.
        ("type: stream-aligned, duties: [incident-command, reliability-standards]", unclear),
        ("type: stream-aligned, duties: [golden-paths, developer-tooling]", unclear),
    ] {
        assert_eq!(inferred(team), expected, "{team}");
    }
}

#[test]
fn conflation_is_how_even_the_split_is() {
    const SRE: [&str; 6] = [
        "incident-command",
        "root-cause-analysis",
        "reliability-standards",
        "slo-definition",
        "error-budget",
        "incident-response",
    ];
    const PLATFORM: [&str; 2] = ["golden-paths", "developer-tooling"];
    for (sre, platform, expected) in
        [(3, 1, "50 %"), (4, 1, "40 %"), (2, 2, "100 %"), (6, 2, "50 %"), (5, 0, "0 %"), (0, 0, "0 %")]
    {
        let duties: Vec<&str> = SRE[..sre].iter().chain(&PLATFORM[..platform]).copied().collect();
        let world = World::of(&[&format!("teams: {{it: {{duties: [{}]}}}}\n", duties.join(", "))]);
        assert_eq!(world.says_of("team:it", "it.conflationIndex"), expected, "({sre}, {platform})");
    }
    let three = World::of(&[
        "team: infra\nmembers: [ada, bo, chen]\nduties: [infrastructure-provisioning, incident-response, on-call, monitoring-alerting, developer-tooling]\n",
    ]);
    assert_eq!(three.says_of("team:infra", "it.conflationIndex"), "66.7 %");
    assert_eq!(three.says_of("team:infra", "it.conflationIndex == 2.0 / 3.0"), "true");
    let own_tools = World::of(&["
teams:
  tracks: {duties: [golden-paths, {duty: incident-response, scope: own}, {duty: on-call, scope: own}]}
  sre: {duties: [{duty: incident-response, scope: org}]}
"]);
    assert_eq!(own_tools.says_of("team:tracks", "it.conflationIndex"), "0 %");
}

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
  clear: {duties: [incident-command, reliability-standards, golden-paths]}
  even: {duties: [incident-command, golden-paths]}
  narrow: {discipline: sre, duties: [on-call, error-budget, slo-definition, incident-response, golden-paths, developer-tooling, internal-platform]}
  one: {duties: [incident-command]}
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
  b: {discipline: sre, duties: [on-call, feature-development, {duty: golden-paths, level: consulted}]}
  c: {duties: [on-call, golden-paths]}
services:
  shop: {owner: a}
  search: {owner: b}
";
    let held = "team.holdings.filter(h, h.indicative).map(h, h.duty.id).join('+')";
    assert_eq!(teams(yaml, held), "slo-definition, on-call, ?");
    let own = "team.holdings.filter(h, h.ownOnly).map(h, h.duty.id).join('+')";
    assert_eq!(teams(yaml, own), "on-call+incident-response, feature-development, ?");
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
  - {duty: golden-paths, holder: sre, reason: it began here, until: 2020-01-01}
  - {duty: golden-paths, holder: sre}
  - {duty: golden-paths, holder: sre, reason: they will be asked, date: 2999-01-01}
  - {duty: build-systems, holder: sre, reason: they know it}
";
    assert_eq!(duty(yaml, "golden-paths", "holders"), "platform, tools");
    assert_eq!(duty(yaml, "golden-paths", "takingPart"), "platform, tools, sre");
    assert_eq!(duty(yaml, "build-systems", "holders"), "sre");
    assert_eq!(duty(yaml, "version-control", "holders.size()"), "0");
}

#[test]
fn rotations_the_commander_reviews_and_objectives_say_who_holds_a_duty() {
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
services: {shop: {owner: web}}
platforms: {paved: {owner: sre}}
slos: {a: {service: shop}, b: {platform: paved}, c: {owner: sre, service: shop}, d: {}}
";
    assert_eq!(duty(yaml, "on-call", "holders.map(t, t.id).join('+')"), "sre+web");
    assert_eq!(duty(yaml, "incident-command", "holders"), "sre");
    assert_eq!(duty(yaml, "post-incident-review", "holders"), "web");
    assert_eq!(duty(yaml, "slo-definition", "holders"), "web, sre");
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

#[test]
fn a_duty_names_the_people_who_hold_it_for_the_team() {
    let world = World::of(&["
people: {ana: {}, ben: {}, dee: {}}
teams:
  sre:
    members: [ana, ben, dee]
    duties:
      - {duty: on-call, people: [ana, dee]}
      - {duty: slo-definition, level: accountable, people: ana}
      - {duty: capacity-planning, level: accountable}
responsibilities:
  post-incident-review: {accountable: sre}
"]);
    assert_eq!(world.complaints(), [""; 0]);
    assert_eq!(world.says_of("person:ana", "it.holdings"), "[on-call, slo-definition]");
    assert_eq!(world.says_of("person:ana", "it.accountableFor"), "[slo-definition]");
    assert_eq!(world.says_of("person:ana", "it.accountableFor.map(h, h.team.id)"), "[sre]");
    assert_eq!(world.says_of("person:dee", "it.holdings.map(h, string(h.level))"), "[responsible]");
    assert_eq!(world.says_of("person:ben", "it.accountableFor.isEmpty()"), "true");
    let named = "holdings.map(h, has(h.people) ? h.people.map(p, p.id).join(' ') : 'the team')";
    assert_eq!(world.says(named), "[ana dee, ana, the team, ]", "the matrix names no people");
    let of_team = "it.holdings.filter(h, !has(h.people) || h.people.isEmpty())";
    assert_eq!(world.says_of("team:sre", of_team), "[capacity-planning, post-incident-review]");
    assert_eq!(world.places_of("person:ana", "it.holdings"), ["0.yaml:7:34", "0.yaml:8:60"]);
}

#[test]
fn a_duty_that_cannot_be_read_may_be_anybody_s_and_somebody_unknown_is_told() {
    let world = World::of(&["people: {ana: {}}\nteams: {sre: {duties: [{duty: on-call, people: [anna]}]}}\n"]);
    let told: Vec<&str> = world.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(told, ["unknown-reference"]);
    let world = World::of(&["people: {ana: {}}\nteams: {sre: {duties: [{duty: on-call, people: {a: b}}]}}\n"]);
    assert!(world.says_of("person:ana", "it.holdings.isEmpty()").starts_with("unknown: "));
    let world = World::of(&["people: {ana: {}}\nteams: {sre: {duties: [{level: accountable, people: ana}]}}\n"]);
    assert!(world.says_of("person:ana", "it.accountableFor.isEmpty()").starts_with("unknown: "));
}
