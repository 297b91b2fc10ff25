//! What the organisation and its facts are, asked as rules ask: what was declared, what follows from it, and
//! what nobody said.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bumpalo::Bump;
use petgraph::algo::kosaraju_scc;
use teamlint::config::Config;
use teamlint::dialect::{self, Content};
use teamlint::expr::{Env, Frame, Params, compile, show};
use teamlint::facts::value::{Cx, Item, Missing, Of, Type, Val};
use teamlint::facts::{Facts, Size};
use teamlint::finding::Finding;
use teamlint::judge::{Limits, NotJudged, judge};
use teamlint::org::build::build;
use teamlint::org::kind::{ALL, Entity, Kind};
use teamlint::org::value::Value;
use teamlint::org::vocabulary::record;
use teamlint::org::{Extent, Known, Org};
use teamlint::source::Sources;
use teamlint::{Request, check, field, pages};

struct World {
    org: Org,
    findings: Vec<Finding>,
    facts: Facts,
}

impl World {
    fn of(files: &[&str]) -> Self {
        let mut sources = Sources::default();
        let mut parts = vec![pages::taxonomy(&mut sources)];
        for (rank, text) in files.iter().enumerate() {
            let file = sources.add(format!("{rank}.yaml"), *text);
            if let Content::Declarations(part) = dialect::read(file, sources.get(file), true) {
                parts.extend(part);
            }
        }
        let (org, findings) = build(sources, parts, 20_605);
        Self { org, findings, facts: Facts::default() }
    }

    fn find(&self, name: &str) -> Entity {
        let (word, id) = name.split_once(':').expect("kind:id");
        let kind = ALL.into_iter().find(|&kind| record(kind).word == word).expect("a kind");
        self.org.find(kind, id).expect(name)
    }

    /// The answer to an expression, in which `it` is the entity of that name.
    fn says_of(&self, name: &str, expression: &str) -> String {
        let entity = self.find(name);
        self.answer(Some(entity), expression)
    }

    fn says(&self, expression: &str) -> String {
        self.answer(None, expression)
    }

    fn answer(&self, it: Option<Entity>, expression: &str) -> String {
        let mut env = Env::new(Arc::new(Params::new()));
        let slot = it.map(|entity| (env.bind("it", Type::one(Of::Entity(entity.kind))), entity));
        let expr = compile(expression, &env).unwrap_or_else(|problems| panic!("{expression}: {problems:?}"));
        let arena = Bump::new();
        let cx = Cx::new(&self.org, &self.facts, &arena);
        let mut frame = Frame::new(&env);
        if let Some((slot, entity)) = slot {
            frame.set(slot, Item::new(Val::Entity(entity), None));
        }
        match expr.eval(&cx, &mut frame) {
            Val::Unknown(cause) => format!("unknown: {}", self.words(cx.missing(cause))),
            val @ Val::List(list) => {
                let more = list.open.map(|cause| format!(" and maybe more: {}", self.words(cx.missing(cause))));
                format!("[{}]{}", show(&val, expr.ty(), &cx), more.unwrap_or_default())
            }
            val => show(&val, expr.ty(), &cx),
        }
    }

    fn words(&self, missing: Vec<Missing>) -> String {
        let not_judged = NotJudged { rule: 0, entity: None, missing: missing.into() };
        not_judged.in_words(&self.org, &self.facts, &[]).missing.join(", ")
    }
}

const GROUP: &str = "
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payments}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger}
spec: {type: service, lifecycle: production}
";

#[test]
fn has_is_false_only_where_whoever_declared_it_could_have_said_it() {
    let native = "teams: {payments: {mission: x, lead: none, reportsTo: }}\npeople: {ana: {manager: bo}}\n";
    let damaged = "teams:\n  payments: {mission: x, lead: ana\n  sre: {}\npeople: {ana: {}}\n";
    let team = |field| (Kind::Team, "payments", field);
    for (files, (kind, id, field), expected, why) in [
        (&[native][..], team(field!(Team.mission)), Known::True, "it was said"),
        (&[native], team(field!(Team.duties)), Known::False, "a native file could have said it"),
        (&[native], team(field!(Team.lead)), Known::False, "`none` is nobody"),
        (&[native], team(field!(Team.reportsTo)), Known::False, "nothing stands after the colon"),
        (&[native], (Kind::Person, "ana", field!(Person.manager)), Known::True, "who it is does not matter"),
        (&[native], (Kind::Person, "bo", field!(Person.title)), Known::Unknown, "only referred to"),
        (&[GROUP], team(field!(Team.mission)), Known::False, "a catalog could have said it"),
        (&[GROUP], team(field!(Team.duties)), Known::Unknown, "a catalog cannot say it"),
        (&[GROUP], (Kind::Service, "ledger", field!(Service.owner)), Known::False, "a catalog could have said it"),
        (&[GROUP], (Kind::Service, "ledger", field!(Service.runbook)), Known::Unknown, "a catalog cannot say it"),
        (&[GROUP, native], team(field!(Team.duties)), Known::False, "one of the two could have said it"),
        (&[GROUP, native], team(field!(Team.mission)), Known::True, "one of the two said it"),
        (&[damaged], team(field!(Team.mission)), Known::True, "it can still be read"),
        (&[damaged], team(field!(Team.duties)), Known::Unknown, "it may have been lost"),
        (&[damaged], (Kind::Person, "ana", field!(Person.manager)), Known::False, "it is outside of what is broken"),
    ] {
        let world = World::of(files);
        // What is only referred to comes last.
        let entity = world.org.find(kind, id).unwrap_or(Entity::new(kind, world.org.count(kind) - 1));
        assert_eq!(world.org.id(entity), id);
        assert_eq!(world.org.has(entity, field), expected, "{id}: {why}");
    }
}

#[test]
fn a_section_is_known_as_far_as_it_was_declared_and_read() {
    let extents = |files: &[&str]| {
        let world = World::of(files);
        let kinds = [Kind::Team, Kind::Person, Kind::Service, Kind::Slo, Kind::Incident, Kind::Decision];
        kinds
            .map(|kind| match world.org.extent(kind) {
                Extent::Absent => '-',
                Extent::Incomplete => '?',
                Extent::Complete => '+',
            })
            .iter()
            .collect::<String>()
    };
    assert_eq!(extents(&["teams: {a: {members: [ana]}}\n"]), "+----+");
    assert_eq!(extents(&["teams: {a: }\nincident: {}\n"]), "+---++");
    assert_eq!(extents(&["org: {complete: [slos, people]}\nteams: {a: }\n"]), "++-+-+");
    assert_eq!(extents(&["teams: {a: {mission: x\npeople: [ana]\n", "services: {a: }\n"]), "??+--+");
    assert_eq!(extents(&["org: {complete: [teams]}\n", "teams: {a: {mission: x\n  b: {}\n"]), "?----+");
}

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
    assert_eq!(world.says_of("team:both", "it.headcount"), "3");
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
    assert_eq!(Facts::of_size(Some(Size::Growing)).size(&nobody.org), Some(Size::Growing));
    assert_eq!(nobody.facts.size(&nobody.org), None);
}

#[test]
fn every_record_has_a_stable_name() {
    let world = World::of(&["
teams: {Sre: {duties: [on-call, {duty: error-budget}], time: {toil: 0.5}}}
rotations: {office: {layers: {day: {participants: [ana]}}, pages: 3}, short: {participants: [ana]}}
incident: {severities: {sev1: {review: required}}}
interactions: [{mode: collaboration}]
escalations: {e: {levels: [{targets: [{team: Sre}]}, {targets: {team: Sre}}]}}
"]);
    let mut names = Vec::new();
    for kind in [
        Kind::Team,
        Kind::Holding,
        Kind::TimeShares,
        Kind::Layer,
        Kind::Pages,
        Kind::Incident,
        Kind::SeverityLevel,
        Kind::Interaction,
        Kind::Target,
    ] {
        names.extend(world.org.all(kind).map(|entity| world.org.stable_id(entity)));
    }
    assert_eq!(
        names,
        [
            "team:Sre",
            "team:Sre/duties/0",
            "team:Sre/duties/1",
            "team:Sre/time",
            "rotation:office/layers/day",
            "rotation:short/layers/0",
            "rotation:office/pages",
            "incident",
            "incident/severities/sev1",
            "interaction:0",
            "escalation:e/levels/0/targets/0",
            "escalation:e/levels/1/targets/0",
        ]
    );
}

#[test]
fn the_graph_knows_every_reference_and_where_it_was_written() {
    let world = World::of(&[
        "
teams: {sre: {members: [{person: ana}], reportsTo: cto}, rides: {reportsTo: sre}}
units: {cto: }
people: {ana: , ben: {manager: ana}}
",
        "
services: {ledger: {owner: [rides, person:ana], dependsOn: [{service: bank, hard: true}, bank]}, bank: {owner: missing}}
",
    ]);
    let graph = world.org.graph().inner();
    let mut edges: Vec<String> = graph
        .edge_indices()
        .map(|edge| {
            let (from, to) = graph.edge_endpoints(edge).expect("both ends");
            let weight = graph[edge];
            let field = record(weight.kind).def(weight.field).name;
            let file = world.org.sources().get(weight.place.file);
            let at = file.position(weight.place.span.start);
            let name = |node| world.org.stable_id(graph[node]);
            format!("{} {field} {} at {}:{}:{}", name(from), name(to), file.path, at.line, at.column)
        })
        .collect();
    edges.sort();
    assert_eq!(
        edges,
        [
            "person:ben manager person:ana at 0.yaml:4:32",
            "service:bank owner team:missing at 1.yaml:2:112",
            "service:ledger owner person:ana at 1.yaml:2:36",
            "service:ledger owner team:rides at 1.yaml:2:29",
            "service:ledger service service:bank at 1.yaml:2:71",
            "service:ledger service service:bank at 1.yaml:2:90",
            "team:rides reportsTo team:sre at 0.yaml:2:77",
            "team:sre person person:ana at 0.yaml:2:34",
            "team:sre reportsTo unit:cto at 0.yaml:2:52",
        ]
    );
}

#[test]
fn an_entity_of_two_formats_is_one_with_the_fields_of_both() {
    let world = World::of(&[
        "
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payments, description: Money.}
spec: {type: team, children: [], members: [ana, ben]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger}
spec: {type: service, lifecycle: production, owner: payments, dependsOn: [component:bank]}
",
        "
teams: {Payments: {mission: Take money safely, members: [{person: ben, role: lead}, {person: chen}], duties: [on-call]}}
services: {ledger: {owner: payments, tier: 1, dependsOn: [{service: bank, hard: true}, mail]}, bank: , mail: }
",
    ]);
    assert_eq!(world.says_of("team:payments", "it.id"), "payments");
    assert_eq!(world.says_of("team:payments", "it.members"), "[ana, ben, chen]");
    assert_eq!(world.says_of("team:payments", "it.mission"), "Money.", "prose may differ; the first counts");
    assert_eq!(world.says_of("team:payments", "it.holdings"), "[on-call]");
    assert_eq!(world.says_of("service:ledger", "it.tier"), "1");
    assert_eq!(world.says_of("service:ledger", "it.owners"), "[payments]");
    assert_eq!(world.says_of("service:ledger", "it.dependsOn.map(d, d.service.id)"), "[bank, mail]");
    assert_eq!(world.says_of("service:ledger", "it.dependsOn.filter(d, has(d.hard)).map(d, d.service.id)"), "[bank]");
    let ben = world.org.list(world.find("team:payments"), field!(Team.members))[1];
    let Value::Record(ben) = ben.value else { panic!("a record") };
    assert_eq!(world.org.has(ben, field!(Member.role)), Known::True);
    assert_eq!(world.findings, []);
}

#[test]
fn groups_of_a_catalog_can_report_in_a_circle_too() {
    let world = World::of(&["
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: a}
spec: {type: team, children: [b], parent: b}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: b}
spec: {type: team, children: [], parent: a}
"]);
    let messages: Vec<&str> = world.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(messages, ["teams report in a circle: a -> b -> a"]);
}

#[test]
fn a_chain_of_a_hundred_thousand_dependencies_is_built_and_judged() {
    const N: usize = 100_000;
    let begun = Instant::now();
    let mut text = String::from("teams: {payments: {members: [p0]}}\nservices:\n");
    for n in 0..N {
        let _ = writeln!(text, "  s{n}: {{owner: payments, dependsOn: s{}}}", (n + 1).min(N - 1));
    }
    text.push_str("people:\n");
    for n in 0..N {
        let _ = writeln!(text, "  p{n}: {{manager: p{}}}", (n + 1) % N);
    }
    let world = World::of(&[&text]);
    assert_eq!(world.org.declared(Kind::Service), N);
    assert_eq!(world.findings.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), ["reporting-cycle"]);
    let circles = kosaraju_scc(world.org.graph().inner());
    assert_eq!(circles.iter().map(Vec::len).max(), Some(N), "the managers; each service is alone");
    assert_eq!(world.says_of("team:payments", "it.ownedServices.size()"), N.to_string());
    let rules = pages::rules(&Config::default(), &[], &mut Sources::default()).rules;
    let judgement = judge(&world.org, &world.facts, &rules, None, Limits::default());
    assert!(judgement.problems.is_empty() && judgement.entities >= N, "{:?}", judgement.problems);
    assert!(begun.elapsed() < Duration::from_secs(300), "took {:?}", begun.elapsed());
}

const FAULTY: [(&str, &str); 5] = [
    (
        "a.yaml",
        "teams: {sre: {members: [ana, ana], reportsTo: ops}, rides: {members: [ben], lead: bne}}\nunits: {ops: {reportsTo: cto}, cto: {reportsTo: ops}}\n",
    ),
    (
        "b.yaml",
        "services: {a: {owner: rocket}, b: {owner: [sre, rides]}, c: {tier: 1}, e: {tier: 2}, d: {owner: rocket, dependsOn: [nothing]}}\n",
    ),
    (
        "c.yaml",
        "teams: {sre: {mision: x, type: enablin}, tracks: {members: [chen], duties: [oncal]}}\npeople: [ana, ben, chen, ana]\n",
    ),
    (
        "d.yaml",
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: c}\nspec: {type: service, lifecycle: production, owner: rides}\n",
    ),
    ("e.yaml", "services: {c: {lifecycle: deprecated}}\nrotations: {r: {participants: [ana, x], team: tracks\n"),
];

/// Everything a check says of these files, named in this order, on so many threads.
fn report(folder: &Path, order: &[usize], threads: usize) -> Vec<String> {
    let paths = order.iter().map(|&at| folder.join(FAULTY[at].0)).collect();
    let request = Request { paths, config: None, rule_dirs: Vec::new(), as_of: jiff::civil::date(2026, 6, 1) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let outcome = pool.install(|| check(&request));
    let sources = outcome.org.sources();
    let line = |finding: &Finding| {
        let labels: Vec<String> = finding
            .labels
            .iter()
            .map(|label| {
                let file = sources.get(label.place.file);
                format!("{}:{} {}", file.path, label.place.span.start, label.text)
            })
            .collect();
        let entity = finding.entity.as_deref().unwrap_or_default();
        let help = finding.help.as_deref().unwrap_or_default();
        format!(
            "{} {} {entity} {} | {} | {help}",
            finding.fingerprint,
            finding.rule,
            finding.message,
            labels.join("; ")
        )
    };
    let mut lines: Vec<String> = outcome.findings.iter().map(line).collect();
    lines.extend(outcome.not_judged().iter().map(|not| format!("{not:?}")));
    lines
}

#[test]
fn neither_the_order_of_files_nor_the_number_of_threads_matters() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in FAULTY {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let first = report(folder.path(), &[0, 1, 2, 3, 4], 1);
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for line in first.iter().filter(|line| line.starts_with("1:")) {
        *rules.entry(line.split(' ').nth(1).unwrap_or_default()).or_default() += 1;
    }
    for rule in [
        "syntax-error",
        "unknown-field",
        "unknown-reference",
        "duplicate-id",
        "duplicate-item",
        "reporting-cycle",
        "conflicting-declaration",
        "unowned-service",
        "multiple-owners",
    ] {
        assert!(rules.contains_key(rule), "nothing is told of {rule}: {rules:?}");
    }
    for (order, threads) in [([4, 3, 2, 1, 0], 1), ([2, 0, 4, 1, 3], 2), ([0, 1, 2, 3, 4], 7)] {
        assert_eq!(report(folder.path(), &order, threads), first, "{order:?} on {threads}");
    }
}
