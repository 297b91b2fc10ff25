//! What platforms offer, which golden paths there are for a service, and what tools are used for.

use crate::support::world::World;

#[test]
fn a_capability_has_the_name_of_the_duty_it_is_a_synonym_of() {
    let world = World::of(&["
platforms:
  paved: {capabilities: {ci/cd: template, SSO: api, databases: api, golden-paths: portal}}
  silent: {}
"]);
    let all = "capabilities.map(c, c.platform.id + \" \" + c.name)";
    assert_eq!(
        world.says(all),
        "[paved ci-cd-pipelines, paved auth-tooling, paved databases, paved golden-paths, ?] and maybe more: platform:silent.capabilities"
    );
    assert_eq!(World::of(&["teams: {a: }\n"]).says("capabilities"), "unknown: platforms");
}

#[test]
fn golden_paths_are_found_by_the_type_of_a_service() {
    let world = World::of(&["
platforms:
  paved: {goldenPaths: {backend: {for: Service}, site: {for: website}, any: {}}}
services: {checkout: {type: service}, blog: {type: static}, odd: {}}
"]);
    assert_eq!(world.says_of("service:checkout", "it.eligibleGoldenPaths"), "[backend, any]");
    assert_eq!(world.says_of("service:checkout", "it.eligibleGoldenPaths.size()"), "1 to 2");
    assert_eq!(world.says_of("service:blog", "it.eligibleGoldenPaths.size()"), "0 to 1");
    assert_eq!(world.says_of("service:odd", "it.eligibleGoldenPaths"), "unknown: service:odd.type");
    let without = World::of(&["services: {checkout: {type: service}}\n"]);
    assert_eq!(without.says_of("service:checkout", "it.eligibleGoldenPaths"), "unknown: platforms");
}

#[test]
fn advisers_of_a_golden_path_work_closely_with_its_owner_or_have_a_part_in_the_duty() {
    let world = World::of(&["
platforms: {paved: {owner: platform, goldenPaths: {backend: {}, orphan: {owner: person:ana}}}}
people: {ana: }
teams:
  platform: {duties: [golden-paths]}
  sre: {engagement: {model: central, with: platform}}
  user: {}
  helper: {}
  past: {}
  silent: {}
  known: {duties: [{duty: golden-paths, level: informed}]}
interactions:
  - {from: user, to: platform, mode: x-as-a-service}
  - {from: helper, to: platform, mode: facilitating}
  - {between: [past, platform], mode: collaboration, startDate: 2020-01-01, expectedDuration: 1w}
  - {from: silent, to: platform}
"]);
    assert_eq!(world.says("goldenPaths[0].advisers"), "[sre, known, helper, past, silent]");
    assert_eq!(world.says("goldenPaths[0].advisers.size()"), "4 to 5");
    assert_eq!(world.says("goldenPaths[1].advisers"), "unknown: platform:paved/goldenPaths/orphan.owner");
}

#[test]
fn objectives_and_support_of_a_platform_are_declared_on_either_side() {
    let world = World::of(&["
platforms:
  here: {slo: one, support: {hours: business-hours}}
  there: {}
  empty: {slo: [], support: {}}
  silent: {}
slos: {one: {target: 0.9}, two: {target: 0.9, platform: there}, three: {target: 0.9, platform: here}}
rotations: {office: {platforms: [there]}}
"]);
    let has = "it.slo.size() > 0 && it.supported";
    assert_eq!(world.says_of("platform:here", "it.slo"), "[one, three]");
    assert_eq!(world.says_of("platform:there", "it.slo"), "[two]");
    assert_eq!(world.says_of("platform:here", has), "true");
    assert_eq!(world.says_of("platform:there", has), "true");
    assert_eq!(world.says_of("platform:empty", "it.slo"), "[]");
    assert_eq!(world.says_of("platform:empty", "it.supported"), "false");
    assert_eq!(world.says_of("platform:silent", "it.slo"), "unknown: platform:silent.slo");
    assert_eq!(world.says_of("platform:silent", "has(it.slo)"), "false");
    assert_eq!(world.says_of("platform:silent", "it.supported"), "false");
    let for_all = |services: &str| {
        let rotation = format!("rotations: {{office: {{team: crew{services}}}}}\n");
        World::of(&["platforms: {silent: {owner: crew}}\nteams: {crew: {}}\n", &rotation])
            .says_of("platform:silent", "it.supported")
    };
    assert_eq!([for_all(""), for_all(", services: [shop]"), for_all(", platforms: []")], ["true", "false", "false"]);
    let broken =
        World::of(&["platforms: {silent: {}}\n", "rotations:\n  a: {team: b\nslos:\n  c: {target: 0.9\n  d: {}\n"]);
    assert_eq!(broken.says_of("platform:silent", "it.supported"), "unknown: rotations");
    assert_eq!(broken.says_of("platform:silent", "has(it.slo)"), "unknown: slos");
}

/// Purposes with the tools used for them, and which are the standard.
fn tools(world: &World) -> String {
    world.says("toolCapabilities.map(c, c.id + \": \" + c.tools.map(t, t.id).join(\" \") + \" / \" + c.standard.map(t, t.id).join(\" \"))")
}

#[test]
fn a_tool_counts_for_its_main_use() {
    let world = World::of(&["
teams:
  a: {tools: [grafana, gitlab, {tool: jenkins, capability: Deployment}]}
  b: {tools: [{tool: grafana, standard: true}, {tool: scout, capability: monitoring}]}
  c: {tools: [scout, jenkins, {tool: helm, standard: false}]}
  d: {}
platforms: {paved: {capabilities: {ci: {tool: jenkins}, logs: {tool: splunk}}}}
"]);
    assert_eq!(
        tools(&world),
        "[ci-cd: gitlab jenkins / jenkins, dashboards: grafana / grafana, deployment: jenkins helm / jenkins, monitoring: scout / ]"
    );
    assert_eq!(world.says("toolCapabilities.map(c, c.uses.map(u, u.team.id).join(\"\"))"), "[ac, ab, ac, bc]");
}

#[test]
fn a_tool_of_which_nobody_says_what_it_is_for_may_be_for_anything() {
    let world = World::of(&["teams: {a: {tools: [jenkins, scout]}, b: {tools: [scout, {capability: ci-cd}]}}\n"]);
    let missing = "team:a/tools/scout.capability";
    assert_eq!(world.says("toolCapabilities"), format!("[ci-cd, ?] and maybe more: {missing}"));
    assert_eq!(world.says("toolCapabilities[0].tools.size()"), format!("unknown: {missing}"));
    assert_eq!(
        world.says("toolCapabilities.map(c, c.tools.size())"),
        format!("[at least 1, ?] and maybe more: {missing}")
    );
}

#[test]
fn where_no_team_lists_tools_nothing_is_known_of_them() {
    let silent = World::of(&["teams: {a: , b: {mission: x}}\n"]);
    assert_eq!(silent.says("toolCapabilities"), "[?] and maybe more: team:a.tools, team:b.tools");
    assert_eq!(World::of(&["teams: {a: {tools: []}, b: }\n"]).says("toolCapabilities"), "[]");
    assert_eq!(World::of(&["people: {ana: }\n"]).says("toolCapabilities"), "unknown: teams");
}
