//! What follows from it: members, owners, holdings, claims, disciplines and size.

use teamlint::facts::Facts;
use teamlint::facts::organisation::size_of;
use teamlint::vocabulary::Size;

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
fn an_owner_is_the_first_team_named_and_owners_are_all() {
    let world = World::of(&["
teams: {a: , b: }
people: {ana: }
services: {one: {owner: b}, two: {owner: [person:ana, b, a, b]}, none: {owner: }, person: {owner: person:ana}}
platforms: {paved: {owner: a, goldenPaths: {web: {}, batch: {owner: b}}}}
"]);
    assert_eq!(world.says_of("service:one", "it.owner"), "b");
    assert_eq!(world.says_of("service:two", "it.owner"), "b");
    assert_eq!(world.says_of("service:two", "it.owners"), "[ana, b, a]");
    assert_eq!(world.says_of("service:none", "it.owner"), "unknown: service:none.owner");
    assert_eq!(world.says_of("service:person", "it.owner"), "unknown: service:person.owner");
    assert_eq!(world.says_of("team:b", "it.ownedServices"), "[one, two]");
    assert_eq!(world.says("goldenPaths.map(p, p.id + \": \" + p.owner.id)"), "[web: a, batch: b]");
}

#[test]
fn holdings_come_from_team_files_and_from_the_matrix() {
    let world = World::of(&["
teams:
  sre: {duties: [on-call, {duty: slo-definition, level: accountable, scope: [ledger, bank]}, {duty: capacity-planning, level: consulted}]}
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
fn without_a_scope_the_only_holder_has_all_and_several_have_their_own() {
    assert_eq!(claims("teams: {sre: {duties: [on-call]}}"), "[on-call (the organisation): sre]");
    assert_eq!(
        claims("teams: {sre: {duties: [on-call]}, rides: {duties: [on-call]}}"),
        "[on-call/own/rides (rides's own services): rides, on-call/own/sre (sre's own services): sre]"
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
        ("feature-development, service-operation", "development"),
    ] {
        assert_eq!(discipline(duties), expected, "{duties}");
    }
}

#[test]
fn a_declared_discipline_counts_before_an_inferred_one() {
    let world = World::of(&[
        "teams: {a: {discipline: platform, duties: [on-call, incident-response]}, b: {duties: [on-call, incident-command]}, c: {type: platform}}",
    ]);
    assert_eq!(world.says_of("team:a", "it.discipline"), "platform");
    assert_eq!(world.says_of("team:b", "it.discipline"), "sre");
    assert_eq!(world.says_of("team:c", "it.discipline"), "unknown: team:c.discipline");
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

#[test]
fn size_follows_from_the_people_on_the_operations_side() {
    let of = |people: usize, more: &str| {
        let members: Vec<String> = (0..people).map(|n| format!("p{n}")).collect();
        World::of(&[&format!("teams:\n  ops: {{discipline: sre, members: [{}]}}\n{more}", members.join(", "))])
    };
    let sizes = [1, 9, 10, 12, 13, 40].map(|people| of(people, "").says("org.size"));
    assert_eq!(sizes, ["small", "small", "growing", "growing", "large", "large"]);
    assert_eq!(of(9, "  rides: {discipline: development, members: [x, y]}\n").says("org.size"), "small");
    assert_eq!(of(9, "  rides: {members: [x, y]}\n").says("org.size"), "growing", "who does not say counts");
    assert_eq!(
        of(9, "  more: {discipline: devops, members: [p0, p1]}\n").says("org.size"),
        "small",
        "each person once"
    );
    assert_eq!(
        of(9, "  admins: {kind: permission, members: [x, y, z]}\n").says("org.size"),
        "small",
        "permissions are no teams"
    );
    assert_eq!(of(2, "org: {size: large}\n").says("org.size"), "large");
    let nobody = World::of(&["teams: {a: {mission: x}}\n"]);
    assert_eq!(size_of(&Facts::of_size(Some(Size::Growing)), &nobody.org), Some(Size::Growing));
    assert_eq!(teamlint::facts::organisation::size_of(&nobody.facts, &nobody.org), None);
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
