//! What is known of one entity, field by field.

use crate::support::program::{Program, Run};

const CATALOG: &str = "\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ledger
  labels: {tier: '1', 'odd \"key\"': a}
  annotations: {pagerduty.com/service-id: PX1, github.com/project-slug: acme/ledger}
  tags: [pci, go]
  links: [{url: 'https://r', title: Ledger runbook}]
spec: {type: service, lifecycle: phase 3, owner: payments}
";

const NATIVE: &str = "version: 1\nservices:\n  ledger: {customerFacing: true, x-budget: 3}\nteams: {payments: {}}\n";

fn explain(arguments: &[&str]) -> Run {
    let all: Vec<&str> = ["explain"].into_iter().chain(arguments.iter().copied()).collect();
    Program::new(&all)
        .file("catalog-info.yaml", CATALOG)
        .file("org.yaml", NATIVE)
        .file("teamlint.yaml", "map: {service.tier: labels.tier, service.regulated: tags.pci}\n")
        .env("COLUMNS", "200")
        .run()
}

#[test]
fn every_value_is_told_with_its_place_and_what_it_was_taken_from() {
    let run = explain(&["service:ledger"]);
    let words: Vec<String> =
        run.stdout.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let all = words.join(" ");
    for told in [
        "service:ledger declared in a Backstage catalog at catalog-info.yaml:4:9, known by the id declared in a native file at org.yaml:3:3",
        "owner → payments catalog-info.yaml:9:50",
        "tier → 1 catalog-info.yaml:5:18 (label `tier`, by `map` at teamlint.yaml:1:7)",
        "lifecycle → unknown catalog-info.yaml:9:34",
        "escalation → unknown catalog-info.yaml:6:43 (annotation `pagerduty.com/service-id`) \
         service:ledger.escalation, which no declaration would change",
        "runbook → written catalog-info.yaml:8:17 (link `Ledger runbook`)",
        "customerFacing → true org.yaml:3:28",
        "regulated → true catalog-info.yaml:7:10 (tag `pci`, by `map` at teamlint.yaml:1:34)",
        "source → \"acme/ledger\" catalog-info.yaml:6:73 (annotation `github.com/project-slug`)",
        "x[\"budget\"] → \"3\" org.yaml:3:44",
        "labels[\"odd \\\"key\\\"\"] → \"a\" catalog-info.yaml:5:36",
        "tags → [\"pci\", \"go\"] catalog-info.yaml:7:9",
        "nothing is known of system, domain, partOf",
    ] {
        assert!(all.contains(told), "{told}\n{}", run.stdout);
    }
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn the_kind_may_be_that_of_the_catalog() {
    assert_eq!(explain(&["component:ledger"]).stdout, explain(&["service:ledger"]).stdout);
    assert_eq!(explain(&["group:payments", "--in", "."]).stdout, explain(&["team:payments"]).stdout);
}

#[test]
fn what_there_is_not_is_answered_with_what_there_is() {
    for (arguments, told) in [
        (&["service:legder"][..], "error: nobody declares the service `legder`; did you mean `service:ledger`?\n"),
        (&["service:nothing"], "error: nobody declares the service `nothing`\n"),
        (
            &["servce:ledger"],
            "error: there is no rule called `servce:ledger`, and no kind called `servce`; did you mean `service`?\n",
        ),
        (&["person:ana", "--in", "org.yaml"], "error: nobody declares the person `ana`\n"),
    ] {
        let run = explain(arguments);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (2, "", told), "{arguments:?}");
    }
    let run = Program::new(&["explain", "service:ledger"]).run();
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
}

#[test]
fn what_stands_in_a_record_is_told_by_its_path() {
    let text = "rotations:\n  bikes:\n    handoff: {day: monday, time: \"09:00\"}\n    pages: {perWeek: 3}\n    policies: {}\n";
    let run = Program::new(&["explain", "rotation:bikes"]).file("org.yaml", text).env("COLUMNS", "200").run();
    let words: Vec<String> =
        run.stdout.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for told in
        ["handoff.time → 09:00 org.yaml:3:34", "pages.perWeek → 3 org.yaml:4:22", "policies → written org.yaml:5:15"]
    {
        assert!(words.iter().any(|line| line == told), "{told}\n{}", run.stdout);
    }
}
