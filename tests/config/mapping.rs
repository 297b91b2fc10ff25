//! `map`: labels, annotations, tags, links and `x-` fields that stand for fields of the vocabulary.

use teamlint::vocabulary::kinds::Kind;

use crate::support::expr::about;
use crate::support::program::Program;
use crate::support::rule::told;
use crate::support::world::{Texts, World};

/// A component of a catalog with this metadata beside its name, owned by nobody that is known.
fn component(metadata: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ledger\n{metadata}spec: {{type: service, lifecycle: production, owner: payments}}\n"
    )
}

fn world(map: &str, files: &[(&str, &str)]) -> World {
    let world = Texts::configured(&format!("map: {{{map}}}\n"), files.iter().copied()).build(20_777);
    assert_eq!(told(world.setup.sources.as_ref(), &world.setup.problems), [""; 0], "{map}");
    world
}

/// How an expression about the component reads.
fn read(map: &str, metadata: &str, text: &str) -> String {
    let world = world(map, &[("catalog-info.yaml", &component(metadata))]);
    about(&world.org, "service", Kind::Service, "ledger", &format!("{{{{ {text} }}}}"))
}

#[test]
fn what_stands_for_a_field_is_read_as_the_field_is_written() {
    for (map, metadata, text, value) in [
        ("service.tier: labels.tier", "  labels: {tier: '2'}\n", "service.tier + 1", "3"),
        ("service.tier: labels.acme.io/tier", "  labels: {acme.io/tier: '2'}\n", "service.tier", "2"),
        (r#"service.tier: 'labels["acme.io/tier"]'"#, "  labels: {acme.io/tier: '2'}\n", "service.tier", "2"),
        ("service.lifecycle: labels.stage", "  labels: {stage: deprecated}\n", "service.lifecycle", "production"),
        ("service.type: annotations.kind", "  annotations: {kind: job}\n", "service.type", "service"),
        ("service.customerFacing: labels.public", "  labels: {public: 'true'}\n", "!service.customerFacing", "false"),
        (
            "service.access: annotations.access",
            "  annotations: {access: 'vpn, prod and db'}\n",
            "service.access",
            "vpn, prod, db",
        ),
        ("service.tier: tags.tier", "  tags: [go, tier-1]\n", "service.tier", "1"),
        ("service.tier: tags.tier", "  tags: ['tier:3']\n", "service.tier", "3"),
        ("service.tier: labels.tier", "  labels: {tier: tier-1}\n", "service.tier", "1"),
        ("service.tier: labels.tier", "  labels: {tier: Tier2}\n", "service.tier", "2"),
        ("service.tier: labels.tier", "  labels: {tier: tier_3}\n", "service.tier", "3"),
        ("service.tier: labels.tier", "  labels: {tier: P1}\n", "service.tier", "1"),
        ("service.regulated: tags.pci", "  tags: [pci]\n", "service.regulated", "true"),
        ("service.regulated: tags.pci", "  tags: [pcidss]\n", "service.regulated", "false"),
        ("service.runbook: links.ops", "  links: [{url: 'https://r', type: Ops}]\n", "has(service.runbook)", "true"),
        (
            "service.runbook: links.ops",
            "  links: [{url: 'https://r', title: The OPS page}]\n",
            "has(service.runbook)",
            "true",
        ),
        ("service.tier: [labels.tier, labels.level]", "  labels: {level: '4'}\n", "service.tier", "4"),
        ("service.tier: [labels.tier, labels.level]", "  labels: {level: '4', tier: '1'}\n", "service.tier", "1"),
        ("service.tier: [labels.tier, labels.level]", "  labels: {level: '4', tier: ''}\n", "service.tier", "4"),
    ] {
        assert_eq!(read(map, metadata, text), value, "{map}, {metadata}, {text}");
    }
}

#[test]
fn a_name_is_one_of_the_catalog() {
    let files = concat!(
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: sre}\nspec: {type: team, children: []}\n---\n",
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: sre, namespace: ops}\nspec: {type: team, children: []}\n---\n",
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: a, annotations: {by: 'group:default/sre'}}\nspec: {type: service, lifecycle: production, owner: sre}\n---\n",
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: b, annotations: {by: ops/sre}}\nspec: {type: service, lifecycle: production, owner: sre}\n---\n",
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: c, namespace: ops, annotations: {by: sre}}\nspec: {type: service, lifecycle: production, owner: sre}\n---\n",
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: d, annotations: {by: nobody}}\nspec: {type: service, lifecycle: production, owner: sre}\n",
    );
    let world = world("service.supportedBy: annotations.by", &[("all.yaml", files)]);
    let of = |id| about(&world.org, "service", Kind::Service, id, "{{ service.supportedBy }}");
    assert_eq!([of("a"), of("b"), of("ops/c")], ["sre", "ops/sre", "ops/sre"]);
    let lines = told(world.org.sources(), &world.findings);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("all.yaml:28:39 error there is no group `nobody` | nobody | "), "{lines:?}");
}

#[test]
fn a_value_that_is_none_is_told_where_it_stands_and_counts_as_nothing_else() {
    let world = world("service.tier: labels.tier", &[("catalog-info.yaml", &component("  labels: {tier: gold}\n"))]);
    assert_eq!(
        told(world.org.sources(), &world.findings),
        [
            "catalog-info.yaml:5:18 error `gold` is not a tier from 1 to 4 for `tier` | gold | expected a tier from 1 to 4 | write a number: tiers go from 1, the most critical, to 4"
        ]
    );
    let because = &world.findings[0].labels[1];
    assert_eq!(
        (world.org.sources().text(because.place), &*because.text),
        ("service.tier", "it stands for `tier` because of this")
    );
    assert_eq!(
        about(&world.org, "service", Kind::Service, "ledger", "{{ service.tier }}{{ has(service.tier) }}"),
        "?true"
    );
}

#[test]
fn a_text_that_is_none_is_told_once_however_many_have_it() {
    let services = ["a", "b", "c", "d"].map(|name| {
        let tier = if name == "d" { "gold" } else { "critical" };
        component(&format!("  labels: {{tier: {tier}}}\n")).replace("ledger", name)
    });
    let files = [
        ("a.yaml", format!("{}---\n{}", services[0], services[1])),
        ("c.yaml", format!("{}---\n{}", services[2], services[3])),
    ];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    let world = world("service.tier: labels.tier", &files);
    let messages: Vec<&str> = world.findings.iter().map(|finding| &*finding.message).collect();
    assert_eq!(
        messages,
        ["`critical` is not a tier from 1 to 4 for `tier`", "`gold` is not a tier from 1 to 4 for `tier`"]
    );
    let texts: Vec<&str> = world.findings[0].labels.iter().map(|label| world.org.sources().text(label.place)).collect();
    assert_eq!(texts, ["critical", "service.tier", "critical", "critical"]);
}

#[test]
fn a_declared_field_counts_over_it_without_a_word() {
    let catalog = component("  labels: {tier: '2', team: sre}\n");
    let native = "services:\n  ledger: {tier: 1}\nteams: {payments: {}, sre: {}}\n";
    let map = "service.tier: labels.tier, service.owner: labels.team";
    let world = world(map, &[("catalog-info.yaml", &catalog), ("org.yaml", native)]);
    assert_eq!(told(world.org.sources(), &world.findings), [""; 0]);
    let read = about(&world.org, "service", Kind::Service, "ledger", "{{ service.tier }} {{ service.owner }}");
    assert_eq!(read, "1 payments");
}

#[test]
fn a_native_file_says_it_by_keys_of_its_own() {
    let world = world(
        "person.site: x.office, rotation.responseMinutes: 'x[\"answer in\"]'",
        &[(
            "org.yaml",
            "people: {ana: {x-office: oslo}, ben: {x-office: oslo, site: bergen}}\nrotations: {r: {\"x-answer in\": 10}}\n",
        )],
    );
    assert_eq!(told(world.org.sources(), &world.findings), [""; 0]);
    let site = |id| about(&world.org, "person", Kind::Person, id, "{{ person.site }}");
    assert_eq!([site("ana"), site("ben")], ["oslo", "bergen"]);
    assert_eq!(about(&world.org, "it", Kind::Rotation, "r", "{{ it.responseMinutes }}"), "10");
    let nested = self::world("person.site: x.office", &[("org.yaml", "people: {ana: {x-office: {floor: 2}}}\n")]);
    assert_eq!(
        told(nested.org.sources(), &nested.findings),
        ["org.yaml:1:26 error expected text for `site`, found a list or a map | {floor: 2} | no text | write one text"]
    );
}

#[test]
fn what_stands_for_a_field_and_is_not_there_is_absent() {
    let has = "has(service.tier)";
    assert_eq!(read("service.tier: labels.tier", "", has), "false");
    assert_eq!(read("service.tier: labels.tier", "  labels: {other: a}\n", has), "false");
    assert_eq!(read("service.tier: x.tier", "", has), "?");
    assert_eq!(read("service.runbook: labels.runbook", "", has), "?");
}

#[test]
fn what_the_configuration_says_counts_over_what_stands_for_a_field_everywhere() {
    let metadata = "  annotations: {github.com/project-slug: acme/ledger, code: acme/shop}\n";
    assert_eq!(read("service.tier: labels.tier", metadata, "service.source"), "acme/ledger");
    assert_eq!(read("service.source: annotations.code", metadata, "service.source"), "acme/shop");
}

#[test]
fn mistakes_in_it_are_told_at_the_bytes_that_are_wrong() {
    let config = concat!(
        "map:\n",
        "  serivce.tier: labels.tier\n",
        "  \"service.teir\": labels.tier\n",
        "  service.dependsOn: labels.x\n",
        "  service.labels: labels.x\n",
        "  tier: labels.tier\n",
        "  service.tier: [lables.tier, labels]\n",
        "  service.type: labels[tier]\n",
        "  rotation.team: labels.team\n",
        "  team.type: {a: b}\n",
        "  person.title: ''\n",
    );
    let world = Texts::configured(config, [("org.yaml", "teams: {a: {}}\n")]).build(0);
    let lines = told(world.setup.sources.as_ref(), &world.setup.problems);
    let short: Vec<String> = lines.iter().map(|line| line.rsplit_once(" | ").expect("help").0.to_owned()).collect();
    assert_eq!(
        short,
        [
            "teamlint.yaml:2:3 error `serivce` is no kind of which something is noted | serivce | did you mean `service`?",
            "teamlint.yaml:3:12 error `teir` is no field of a service | teir | did you mean `tier`?",
            "teamlint.yaml:4:11 error `dependsOn` of a service is no single value, so that nothing can stand for it | dependsOn | more than one text can say",
            "teamlint.yaml:5:11 error `labels` of a service is no single value, so that nothing can stand for it | labels | more than one text can say",
            "teamlint.yaml:6:3 error `tier` does not say of what it is a field | tier | no kind",
            "teamlint.yaml:7:18 error `lables` is nothing that is noted of a service | lables | did you mean `labels`?",
            "teamlint.yaml:7:31 error `labels` does not say which of the labels | labels | no key",
            "teamlint.yaml:8:17 error `labels[tier]` does not say which of the labels | labels[tier] | no key",
            "teamlint.yaml:9:18 error `labels` is nothing that is noted of a rotation | labels | not known",
            "teamlint.yaml:10:14 error expected what stands for the field | {a: b} | no text",
            "teamlint.yaml:11:18 error `` is nothing that is noted of a person |  | not known",
        ]
    );
}

#[test]
fn a_rule_finds_what_is_missing_and_says_where_it_goes() {
    let metadata = "  labels: {tier: '1'}\n  annotations: {pagerduty.com/service-id: PX1}\n";
    let map = "map:\n  service.tier: labels.tier\n  service.runbook: annotations[\"acme.io/runbook\"]\n";
    let run = Program::new(&["check", "--rule", "missing-runbook", "--format", "json"])
        .file("catalog-info.yaml", &component(metadata))
        .file("teamlint.yaml", map)
        .run();
    let help = run.json()["findings"][0]["help"].clone();
    assert_eq!(
        help,
        "write down what to look at first and whom to call, and link it: `metadata.annotations[\"acme.io/runbook\"]: URL`",
        "{}",
        run.stdout
    );
}

#[test]
fn a_trace_says_what_stands_for_a_field_and_by_what() {
    let run = Program::new(&["explain", "missing-runbook", "ledger"])
        .file(
            "catalog-info.yaml",
            &component("  labels: {tier: '1'}\n  annotations: {pagerduty.com/service-id: PX1}\n"),
        )
        .file("teamlint.yaml", "map: {service.tier: labels.tier}\n")
        .run();
    let words = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        "service.tier → 1 catalog-info.yaml:5:18 (label `tier`, by `map` at teamlint.yaml:1:7)",
        "has(service.escalation) → true catalog-info.yaml:6:43 (annotation `pagerduty.com/service-id`)",
    ] {
        assert!(words.contains(told), "{told}\n{}", run.stdout);
    }
}
