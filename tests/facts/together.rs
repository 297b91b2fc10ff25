//! Who works with whom, how, and until when.

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
        ("2", "unknown: interaction:2.expectedDuration", "false"),
        ("3", "unknown: interaction:3.expectedDuration", "true"),
        ("4", "unknown: interaction:4.startDate", "true"),
        ("5", "unknown: interaction:5.startDate", "true"),
        ("6", "unknown: interaction:6.startDate", "unknown: interaction:6.startDate"),
        ("7", "unknown: interaction:7.expectedDuration", "false"),
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
