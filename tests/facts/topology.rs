//! How teams stand to each other: who works with whom, how and until when, and what else ties them together.

use crate::support::world::World;

/// Judged on 2026-06-01.
const TEAMS: &str = "
teams:
  sre: {engagement: {model: consulting, with: [web, data]}}
  old: {engagement: {model: consulting, with: web, until: 2026-05-31}}
  guest: {engagement: {model: embedded, with: web}}
  guide: {engagement: {with: web}}
  web: {}
  data: {}
  shop: {}
";

fn world(interactions: &str) -> World {
    World::of(&[TEAMS, interactions])
}

#[test]
fn an_interaction_ends_when_it_has_lasted_as_long_as_it_was_meant_to() {
    let world = world(
        "interactions:
  - {from: web, to: data, startDate: 2026-05-04, expectedDuration: 4w}
  - {from: web, to: data, startDate: 2026-05-03, expectedDuration: 4w}
  - {from: web, to: data, startDate: 2026-06-02}
  - {from: web, to: data, startDate: 2026-06-01}
  - {from: web, to: data, expectedDuration: 1w}
  - {from: web, to: data}
  - {from: web, to: data, startDate: soon, expectedDuration: 1w}
  - {from: web, to: data, startDate: 2026-06-02, expectedDuration: soon}
",
    );
    let ends = [
        ("0", "2026-06-01", "true"),
        ("1", "2026-05-31", "false"),
        ("2", "unknown: interaction:web/data/3.expectedDuration", "false"),
        ("3", "unknown: interaction:web/data/4.expectedDuration", "true"),
        ("4", "unknown: interaction:web/data/5.startDate", "true"),
        ("5", "unknown: interaction:web/data/6.startDate", "true"),
        ("6", "unknown: interaction:web/data/7.startDate", "unknown: interaction:web/data/7.startDate"),
        ("7", "unknown: interaction:web/data/8.expectedDuration", "false"),
    ];
    for (rank, end, current) in ends {
        assert_eq!(world.says(&format!("interactions[{rank}].end")), end, "{rank}");
        assert_eq!(world.says(&format!("interactions[{rank}].current")), current, "{rank}");
    }
}

#[test]
fn a_team_takes_part_in_an_interaction_once() {
    let world = world("interactions: [{from: web, to: web, between: [data, web, shop]}]\n");
    assert_eq!(world.says("interactions[0].teams"), "[web, data, shop]");
    assert_eq!(world.says("interactions[0].embedding"), "false");
}

#[test]
fn who_is_embedded_does_not_collaborate() {
    let world = world(
        "interactions:
  - {between: [web, guest], mode: collaboration}
  - {between: [web, guide], mode: collaboration}
  - {between: [web, data, shop], mode: collaboration}
  - {between: [web, shop], mode: collaboration}
",
    );
    assert_eq!(world.says("interactions.map(i, i.embedding)"), "[true, ?, false, false]");
    assert_eq!(world.says("interactions[1].embedding"), "unknown: team:guide/engagement.model");
    assert_eq!(world.says_of("team:web", "it.collaborationPartners"), "[guide, data, shop]");
    assert_eq!(world.says_of("team:web", "it.collaborationPartners.size()"), "2 to 3");
    assert_eq!(world.says_of("team:guest", "it.collaborationPartners"), "[]");
}

#[test]
fn a_partner_is_one_for_certain_if_any_interaction_says_so() {
    let world = world(
        "interactions:
  - {from: web, to: data}
  - {from: web, to: shop}
  - {from: data, to: web, mode: collaboration}
  - {from: web, to: sre, mode: x-as-a-service}
",
    );
    assert_eq!(world.says_of("team:web", "it.collaborationPartners.size()"), "1 to 2");
    assert_eq!(
        world.says_of("team:web", "data in it.collaborationPartners.map(t, t.id)".replace("data", "\"data\"").as_str()),
        "true"
    );
    assert_eq!(world.says_of("team:sre", "it.collaborationPartners"), "[]");
}

#[test]
fn a_consulting_engagement_facilitates_until_it_is_over() {
    let closed = "org: {complete: [interactions]}\n";
    let world = world(closed);
    assert_eq!(world.says_of("team:sre", "it.facilitationPartners"), "[web, data]");
    assert_eq!(world.says_of("team:old", "it.facilitationPartners"), "[]");
    assert_eq!(world.says_of("team:guest", "it.facilitationPartners"), "[]");
    // `guide` does not say how it helps.
    assert_eq!(world.says_of("team:web", "it.facilitationPartners.size()"), "1 to 2");
    assert_eq!(world.says_of("team:data", "it.facilitationPartners"), "[sre]");
}

#[test]
fn where_no_interactions_are_declared_there_may_be_more() {
    let world = World::of(&[TEAMS]);
    assert_eq!(world.says_of("team:shop", "it.collaborationPartners"), "[?] and maybe more: interactions");
    assert_eq!(world.says_of("team:sre", "it.facilitationPartners.size() >= 2"), "true");
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
