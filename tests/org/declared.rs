//! What was declared: presence, extents, names, overlays and the graph.

use teamlint::field;
use teamlint::org::{Extent, Known};
use teamlint::vocabulary::kinds::{ALL, Entity, FieldId, Kind};
use teamlint::vocabulary::record;

use crate::support::world::World;

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
            "team:Sre/duties/on-call",
            "team:Sre/duties/error-budget",
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
    let org = &world.org;
    let mut edges = Vec::new();
    for to in ALL.into_iter().flat_map(|kind| (0..org.count(kind)).map(move |index| Entity::new(kind, index))) {
        for kind in ALL {
            for (rank, field) in record(kind).fields.iter().enumerate() {
                for (from, edge) in org.graph().referring(to, kind, FieldId(u8::try_from(rank).expect("a rank"))) {
                    let file = org.sources().get(edge.place.file);
                    let at = file.position(edge.place.span.start);
                    let (from, to, path) = (org.stable_id(from), org.stable_id(to), &file.path);
                    edges.push(format!("{from} {} {to} at {path}:{}:{}", field.name, at.line, at.column));
                }
            }
        }
    }
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
    let members = world.org.list(world.find("team:payments"), field!(Team.members));
    let ben = members.entities().nth(1).expect("a second member");
    assert_eq!(world.org.has(ben.value, field!(Member.role)), Known::True);
    assert_eq!(world.findings, []);
}

/// Which file says what: of the value that counts as of those that it hides.
#[test]
fn of_what_is_declared_several_times_the_store_knows_who_said_what() {
    let world = World::of(&[
        "
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger, description: The books.}
spec: {type: service, lifecycle: production, owner: payments}
",
        "
teams: {payments: {mission: Money}, books: {}}
services: {Ledger: {owner: [books, payments], tier: 1, lifecycle: deprecated}, bank: {owner: books}}
",
    ]);
    let said = |entity: &str, field| -> Vec<String> {
        let said = world.org.said_of(world.find(entity), field);
        said.map(|said| {
            let place = said.value.place().expect("somewhere");
            let named: Vec<&str> = said.value.entities().map(|at| world.org.id(at.value)).collect();
            let written = world.org.sources().text(place);
            let path = &world.org.sources().get(place.file).path;
            format!("{}: {written} in {path}, which is {named:?}", said.format.title)
        })
        .collect()
    };
    assert_eq!(
        said("service:ledger", field!(Service.owner)),
        [
            r#"Backstage: payments in 0.yaml, which is ["payments"]"#,
            r#"native: [books, payments] in 1.yaml, which is ["books", "payments"]"#
        ]
    );
    assert_eq!(
        said("service:ledger", field!(Service.lifecycle)),
        ["Backstage: production in 0.yaml, which is []", "native: deprecated in 1.yaml, which is []"],
        "also where they contradict each other"
    );
    assert_eq!(said("service:ledger", field!(Service.tier)), ["native: 1 in 1.yaml, which is []"]);
    assert_eq!(said("service:ledger", field!(Service.runbook)), [""; 0]);
    assert_eq!(said("service:bank", field!(Service.owner)), [r#"native: books in 1.yaml, which is ["books"]"#]);
    let conflicts: Vec<&str> = world.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(conflicts, ["conflicting-declaration"]);
    let declared = |entity: &str| -> Vec<String> {
        let declarations = world.org.declarations(world.find(entity));
        declarations.map(|(format, place)| format!("{}: {}", format.title, world.org.sources().text(place))).collect()
    };
    assert_eq!(declared("service:ledger"), ["Backstage: ledger", "native: Ledger"]);
    assert_eq!(declared("service:bank"), ["native: bank"]);
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
    assert_eq!(messages, ["groups report in a circle: `a` -> `b` -> `a`"]);
}
