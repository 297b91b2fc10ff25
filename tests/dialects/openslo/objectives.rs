//! Objectives of services in the formats of the tools that measure them.

use teamlint::org::Extent;
use teamlint::vocabulary::kinds::Kind;

use crate::support::entities::{entities, findings, judged, read};

/// Every field in use, of an objective and of a service.
const OPENSLO: &str = "\
apiVersion: openslo/v1
kind: Service
metadata: {name: checkout, displayName: Checkout}
spec: {description: Takes the money}
---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-availability
  displayName: Availability
  labels: {team: [payments], env: [prod]}
  annotations: {a: b}
spec:
  description: Orders are taken
  service: checkout
  indicatorRef: checkout-errors
  timeWindow: [{duration: 28d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{displayName: most, target: 0.999}]
  alertPolicies: [burn]
---
apiVersion: openslo/v1
kind: SLO
metadata: {name: search}
spec:
  service: search
  indicator: {metadata: {name: x}}
  timeWindow: [{duration: 1M, calendar: {startTime: 2026-01-01 00:00:00, timeZone: UTC}}]
  objectives: [{op: lte, value: 1, target: 0.9}, {op: lte, value: 5, targetPercent: 99}]
---
apiVersion: openslo/v1
kind: AlertPolicy
metadata: {name: burn}
";

const SLOTH: &str = "\
version: prometheus/v1
service: checkout
labels: {owner: payments, tier: \"1\"}
slos:
  - name: requests-availability
    objective: 99.9
    description: Requests that are answered
    labels: {category: availability}
    sli: {events: {error_query: x, total_query: y}}
    alerting: {name: CheckoutHighErrorRate, page_alert: {disable: true}}
  - {name: latency, objective: \"95\", sli: {raw: {error_ratio_query: x}}, labels: {team: search}}
---
apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata: {name: home}
spec: {service: home, slos: [{name: up, objective: 99, sli: {plugin: {id: x}}}]}
";

const PYRRA: &str = "\
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: api-errors
  namespace: monitoring
  labels: {prometheus: k8s, pyrra.dev/team: operations, pyrra.dev/service: api}
spec:
  target: \"99.9\"
  window: 4w
  description: Answers without errors
  indicator: {ratio: {errors: {metric: x}, total: {metric: y}}}
  alerting: {burnrates: true}
";

const GENERATOR: &str = "\
apiVersion: sre.google.com/v2
kind: ServiceLevelObjective
metadata:
  name: gae-app-availability
  labels: {service_name: gae, feature_name: app, slo_name: availability, team: web}
spec:
  description: Availability of the app
  backend: cloud_monitoring
  method: good_bad_ratio
  exporters: [bigquery]
  service_level_indicator: {filter_good: x}
  goal: 0.95
---
service_name: gae
feature_name: app
slo_name: latency
slo_description: Fast enough
slo_target: 0.9
backend: {class: Stackdriver}
";

#[test]
fn objectives_have_a_service_a_target_and_a_window() {
    assert_eq!(
        entities(&[("slo.yaml", OPENSLO)]),
        "service:checkout description=\"Takes the money\" name=\"Checkout\"
slo:checkout-availability service=service:checkout target=999/1000 timeWindow=40320min indicator=? owner=[team:payments?] description=\"Orders are taken\"
slo:search-1 service=service:search? target=9/10 timeWindow=43200min indicator=?
slo:search-2 service=service:search? targetPercent=99/100 timeWindow=43200min indicator=?
"
    );
    assert_eq!(
        entities(&[("slo.yaml", SLOTH)]),
        "slo:checkout-latency service=service:checkout? targetPercent=19/20 indicator=? owner=[team:search?]
slo:checkout-requests-availability service=service:checkout? targetPercent=999/1000 indicator=? owner=[team:payments?] description=\"Requests that are answered\"
slo:home-up service=service:home? targetPercent=99/100 indicator=?
"
    );
    assert_eq!(
        entities(&[("slo.yaml", PYRRA)]),
        "slo:api-errors service=service:api? targetPercent=999/1000 timeWindow=40320min indicator=? owner=[team:operations?] description=\"Answers without errors\"
"
    );
    assert_eq!(
        entities(&[("slo.yaml", GENERATOR)]),
        "slo:gae-app-availability service=service:gae? target=19/20 indicator=? owner=[team:web?] description=\"Availability of the app\"
slo:gae-app-latency service=service:gae? target=9/10 indicator=? description=\"Fast enough\"
"
    );
    for text in [OPENSLO, SLOTH, PYRRA, GENERATOR] {
        assert_eq!(findings(&[("slo.yaml", text)]), "");
    }
}

#[test]
fn they_are_about_what_a_catalog_and_a_native_file_declare() {
    let catalog = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: payments}\nspec: {type: team, children: []}\n---\n\
                   apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: checkout}\nspec: {type: service, lifecycle: production, owner: payments}\n";
    let all = entities(&[("catalog-info.yaml", catalog), ("slo.yaml", SLOTH)]);
    assert!(all.contains("slo:checkout-latency service=service:checkout targetPercent=19/20"), "{all}");
    assert!(all.contains("owner=[team:payments] description"), "{all}");
    // What a tool calls a service need not be what a catalog calls it: it is no mistake, and counted.
    let unknown = read(&[("catalog-info.yaml", catalog), ("slo.yaml", PYRRA)]);
    assert_eq!(unknown.findings.len(), 0);
    let counted: Vec<(usize, usize)> = unknown.org.unchecked().iter().map(|one| (one.references, one.names)).collect();
    assert_eq!(counted, [(1, 1), (1, 1)], "a team and a service");
    // A native file that names them may be wrong itself.
    let native = "teams: {payments: {}}\nservices: {shop: {owner: pyments}}\n";
    assert!(findings(&[("org.yaml", native), ("slo.yaml", SLOTH)]).contains("there is no team `pyments`"));
}

#[test]
fn one_objective_closes_the_list_of_them_and_no_list_of_services() {
    let native = "teams: {payments: {discipline: sre, duties: [on-call]}}\nservices: {checkout: {owner: payments, tier: 1, runbook: x}, home: {owner: payments, tier: 1}}\n";
    let rules = judged(&[("org.yaml", native), ("slo.yaml", OPENSLO)]);
    assert!(rules.contains(&"missing-slo".to_owned()), "as in a native file: {rules:?}");
    assert_eq!(read(&[("slo.yaml", OPENSLO)]).org.extent(Kind::Service), Extent::Incomplete);
    // What is said of one is judged, by whatever it can say.
    assert!(!rules.contains(&"unilateral-slo".to_owned()), "it cannot say who agreed: {rules:?}");
    let native = "teams: {payments: {}}\nservices:\n  checkout: {owner: payments, dependsOn: [{service: home, hard: true}]}\n  home: {owner: payments}\n";
    let rules = judged(&[("org.yaml", native), ("slo.yaml", SLOTH)]);
    assert!(rules.contains(&"slo-exceeds-dependency".to_owned()), "{rules:?}");
}

#[test]
fn what_cannot_be_meant_is_told_in_the_words_of_the_file() {
    for (text, told) in [
        (
            SLOTH.replace("99.9", "0.999"),
            "error invalid-value -: `0.999` is less than one per cent: `objective` is in per cent\n  s.yaml:6:16 `0.999`\n  write `99.9`\n",
        ),
        (SLOTH.replace("99.9", "999"), "error invalid-value -: `999` is not"),
        (
            PYRRA.replace("\"99.9\"", "\"0.99\""),
            "error invalid-value -: `0.99` is less than one per cent: `target` is in per cent",
        ),
        (PYRRA.replace("4w", "4 weeks"), "error invalid-value -: `4 weeks` is not"),
        (
            PYRRA.replace("name: api-errors", "nam: x"),
            "error wrong-type -: expected an objective with a `metadata.name`",
        ),
        (OPENSLO.replace("0.999", "99.9"), "error invalid-value -: `99.9` is not"),
        (
            OPENSLO.replace("name: search}", "title: search}"),
            "error invalid-value -: an object of OpenSLO without a name",
        ),
        (OPENSLO.replace("service: search", "service: [a, b]"), "error wrong-type -: expected"),
        (
            SLOTH.replace("- name: requests-availability", "- nme: x"),
            "error wrong-type -: expected an objective with a `name`",
        ),
        (GENERATOR.replace("goal: 0.95", "goal: 95"), "error invalid-value -: `95` is not"),
        (SLOTH.replace("slos:\n", "slos: {}\nx:\n"), "error wrong-type -: expected a list for `slos`"),
    ] {
        let findings = findings(&[("s.yaml", &text)]);
        assert!(findings.starts_with(told), "{told}: {findings}");
    }
}

#[test]
fn resources_of_other_tools_are_not_claimed() {
    for text in [
        "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: a}\n",
        "apiVersion: v1\nkind: Service\nmetadata: {name: checkout}\n",
        "service: shop\nslos: [{name: a, objective: 99}]\nversion: 2\n",
        "service_name: a\nslo_name: b\n",
        "apiVersion: sre.google.com/v2\nkind: ErrorBudgetPolicy\n",
        "openslo: x\n",
    ] {
        let read = read(&[("some.yaml", text)]);
        assert_eq!((read.ignored.len(), read.findings.len()), (1, 0), "{text}");
    }
}

/// An objective of Pyrra called `up`.
fn pyrra(namespace: &str, service: &str) -> String {
    let label = if service.is_empty() { String::new() } else { format!(", labels: {{pyrra.dev/service: {service}}}") };
    let space = if namespace.is_empty() { String::new() } else { format!(", namespace: {namespace}") };
    format!(
        "apiVersion: pyrra.dev/v1alpha1\nkind: ServiceLevelObjective\nmetadata: {{name: up{space}{label}}}\nspec: {{target: \"99\", window: 4w}}\n"
    )
}

fn openslo(service: &str) -> String {
    format!(
        "apiVersion: openslo/v1\nkind: SLO\nmetadata: {{name: up}}\nspec: {{service: {service}, objectives: [{{target: 0.99}}]}}\n"
    )
}

fn sloth(namespace: &str, service: &str, name: &str) -> String {
    format!(
        "apiVersion: sloth.slok.dev/v1\nkind: PrometheusServiceLevel\nmetadata: {{name: x, namespace: {namespace}}}\nspec: {{service: {service}, slos: [{{name: {name}, objective: 99}}]}}\n"
    )
}

fn generator(namespace: &str, service: &str) -> String {
    format!(
        "apiVersion: sre.google.com/v2\nkind: ServiceLevelObjective\nmetadata: {{name: up, namespace: {namespace}, labels: {{service_name: {service}}}}}\nspec: {{goal: 0.99}}\n"
    )
}

#[test]
fn one_name_is_one_objective_of_each_service_and_in_each_namespace() {
    let native = "services: {a: {}, b: {}}\nslos: {up: {service: a, target: 0.99}}\n".to_owned();
    for (files, expected, told) in [
        // Of one service it is one, whichever tools measure it.
        (vec![openslo("a"), pyrra("x", "a")], "slo:up", ""),
        (vec![pyrra("x", "a"), pyrra("", "")], "slo:up slo:x/up", ""),
        (vec![openslo("a"), pyrra("x", "")], "slo:up", ""),
        (vec![openslo("a"), pyrra("x", "b")], "slo:a/up slo:b/up", ""),
        (vec![openslo("a"), openslo("A")], "slo:up", "duplicate-id"),
        (vec![pyrra("x", "a"), pyrra("y", "a")], "slo:x/up slo:y/up", ""),
        (vec![pyrra("x", ""), pyrra("y", "")], "slo:x/up slo:y/up", ""),
        (vec![pyrra("x", "a"), pyrra("x", "b")], "slo:a/up slo:b/up", ""),
        (vec![pyrra("x", "a"), pyrra("x", "a")], "slo:up", "duplicate-id"),
        (vec![pyrra("x", "a"), pyrra("y", "a"), pyrra("y", "b")], "slo:b/up slo:x/a/up slo:y/a/up", ""),
        (vec![generator("x", "a"), generator("y", "a")], "slo:x/up slo:y/up", ""),
        (vec![generator("x", "a"), generator("x", "b"), openslo("a")], "slo:a/up slo:b/up", ""),
        (vec![sloth("x", "a", "up"), sloth("y", "a", "up")], "slo:x/a-up slo:y/a-up", ""),
        (vec![sloth("x", "a-b", "c"), sloth("x", "a", "b-c")], "slo:a-b/a-b-c slo:a/a-b-c", ""),
        // A native file says itself what it is called.
        (vec![native.clone(), openslo("a")], "slo:up", ""),
        (vec![native, openslo("b")], "slo:b/up slo:up", ""),
    ] {
        let names: Vec<String> = (0..files.len()).map(|rank| format!("{rank}.yaml")).collect();
        let texts: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(files.iter().map(String::as_str)).collect();
        let all = entities(&texts);
        let mut ids: Vec<&str> = all.lines().filter_map(|line| line.split(' ').next()).collect();
        ids.retain(|id| id.starts_with("slo:"));
        ids.sort_unstable();
        let backwards: Vec<(&str, &str)> =
            texts.iter().map(|(name, _)| *name).zip(texts.iter().rev().map(|(_, text)| *text)).collect();
        let findings = findings(&texts);
        assert_eq!(
            (ids.join(" ").as_str(), findings.contains("duplicate-id")),
            (expected, !told.is_empty()),
            "{files:?}: {findings}"
        );
        let mut others: Vec<String> =
            entities(&backwards).lines().filter_map(|line| line.split(' ').next().map(str::to_owned)).collect();
        others.retain(|id| id.starts_with("slo:"));
        others.sort_unstable();
        assert_eq!(others, ids, "the order of files says nothing: {files:?}");
    }
}
