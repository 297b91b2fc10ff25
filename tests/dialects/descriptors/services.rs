//! Services as the catalogs of Datadog, `OpsLevel`, Cortex and Compass have them beside their code.

use crate::support::entities::{entities, findings, judged, read};

const DATADOG: &str = "\
schema-version: v2.2
dd-service: checkout
team: payments
application: shop
tier: \"1\"
lifecycle: production
type: web
description: Takes the money
languages: [go]
contacts: [{type: email, contact: payments@acme.example}]
links: [{name: Runbook, type: runbook, url: \"https://wiki.example/r\"}, {name: Docs, type: doc, url: \"https://wiki.example\"}, {name: Code, type: repo, url: \"https://github.com/acme/checkout\"}]
tags: [tier:1]
integrations: {pagerduty: {service-url: \"https://acme.pagerduty.com/service-directory/PSVC001\"}}
extensions: {acme.example/x: 1}
---
apiVersion: v3
kind: service
metadata:
  name: search
  displayName: Search
  owner: discovery
  additionalOwners: [{name: sre, type: operator}]
  description: Finds things
  tags: [env:prod]
  contacts: []
  links: [{name: r, type: runbook, url: \"https://wiki.example/s\"}]
integrations: {opsgenie: {serviceURL: \"https://og.example\", region: EU}}
spec:
  tier: Tier 2
  lifecycle: deprecated
  type: grpc
  languages: [rust]
  dependsOn: [\"service:checkout\", \"datastore:index\", home]
  componentOf: [\"system:shop\"]
datadog: {codeLocations: [{repositoryURL: \"https://github.com/acme/search\"}]}
";

const OPSLEVEL: &str = "\
version: 1
service:
  name: Checkout API
  description: Takes the money
  owner: payments
  lifecycle: generally_available
  tier: tier_1
  type: web
  product: shop
  language: go
  framework: gin
  system: shop
  aliases: [checkout]
  tags: [{key: a, value: b}]
  tools: [{name: Runbook, category: runbooks, url: \"https://wiki.example\"}, {name: API, category: wiki, url: \"https://x.example\"}]
  dependencies: [{alias: search, notes: x}, {alias: home}]
  properties: {a: 1}
  repositories: [{name: acme/checkout}]
";

const CORTEX: &str = "\
openapi: 3.0.1
info:
  title: Checkout
  description: Takes the money
  x-cortex-tag: checkout
  x-cortex-type: service
  x-cortex-owners: [{type: group, name: payments, provider: OKTA}, {type: email, email: ana@acme.example}]
  x-cortex-groups: [shop, tier-2]
  x-cortex-link: [{name: r, type: runbook, url: \"https://wiki.example\"}, {name: d, type: documentation, url: \"https://d.example\"}]
  x-cortex-git: {github: {repository: acme/checkout}}
  x-cortex-oncall: {pagerduty: {id: P1, type: SERVICE}}
  x-cortex-dependency: [{tag: search, method: GET, path: /x}]
  x-cortex-custom-metadata: {a: b}
";

const COMPASS: &str = "\
name: Checkout API
id: ari:cloud:compass:x:component/y/z
description: Takes the money
configVersion: 1
typeId: SERVICE
ownerId: ari:cloud:identity::team/1
fields: {lifecycle: Active, tier: 1, isMonorepoProject: false}
links:
  - {name: Runbook, type: OTHER_LINK, url: \"https://r.example\"}
  - {name: Docs, type: DOCUMENT, url: \"https://d.example\"}
  - {name: who, type: ON_CALL, url: \"https://o.example\"}
relationships: {DEPENDS_ON: [\"ari:cloud:compass:x:component/y/q\"]}
labels: [a]
customFields: []
";

#[test]
fn a_descriptor_says_who_owns_a_service_and_how_much_it_matters() {
    assert_eq!(
        entities(&[("service.datadog.yaml", DATADOG)]),
        "service:checkout owner=[team:payments?] type=\"web\" tier=1 lifecycle=production escalation=foreign runbook=? docs=? description=\"Takes the money\" source=\"https://github.com/acme/checkout\"
service:search owner=[team:discovery?] type=\"grpc\" tier=2 lifecycle=deprecated dependsOn=[(service=service:checkout), (service=service:home?)] escalation=foreign runbook=? description=\"Finds things\" source=\"https://github.com/acme/search\" name=\"Search\"
"
    );
    assert_eq!(
        entities(&[("opslevel.yml", OPSLEVEL)]),
        "service:checkout owner=[team:payments?] type=\"web\" tier=1 lifecycle=production dependsOn=[(service=service:search?), (service=service:home?)] runbook=? docs=? description=\"Takes the money\" source=\"acme/checkout\" name=\"Checkout API\"
"
    );
    assert_eq!(
        entities(&[("cortex.yaml", CORTEX)]),
        "service:checkout owner=[team:payments?] type=\"service\" tier=2 dependsOn=[(service=service:search?)] escalation=foreign runbook=? docs=? description=\"Takes the money\" source=\"acme/checkout\" name=\"Checkout\"
"
    );
    assert_eq!(
        entities(&[("compass.yml", COMPASS)]),
        "service:checkout-api owner=[foreign …] type=\"SERVICE\" tier=1 lifecycle=production escalation=foreign runbook=? docs=? description=\"Takes the money\"
"
    );
    for text in [DATADOG, OPSLEVEL, CORTEX, COMPASS] {
        assert_eq!(findings(&[("x.yaml", text)]), "");
    }
}

#[test]
fn it_is_one_service_with_the_catalog_s_and_what_it_lacks_is_asked_for() {
    let catalog = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: payments}\nspec: {type: team, children: []}\n---\n\
                   apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: checkout}\nspec: {type: web, lifecycle: production, owner: payments}\n";
    let both = [("catalog-info.yaml", catalog), ("service.datadog.yaml", DATADOG)];
    assert!(
        entities(&both).contains("service:checkout owner=[team:payments] type=\"web\" tier=1"),
        "{}",
        entities(&both)
    );
    assert_eq!(findings(&both), "");
    // They may differ, which is told with both places; and what a descriptor calls a team need not be a group.
    let other = DATADOG.replace("team: payments", "team: billing");
    let told = findings(&[("catalog-info.yaml", catalog), ("service.datadog.yaml", &other)]);
    assert!(!told.contains("unknown-reference"), "{told}");
    // A descriptor that names no owner could have done so, and nothing is said of services without one.
    let bare = "schema-version: v2.2\ndd-service: checkout\ntier: \"1\"\n";
    assert_eq!(judged(&[("service.datadog.yaml", bare)]), ["unowned-service"]);
    let empty = "schema-version: v2.2\ndd-service: checkout\ntier: 1\nteam: ''\nlinks: [{type: runbook, url: x}]\n";
    assert_eq!(judged(&[("service.datadog.yaml", empty)]), ["unowned-service"]);
    assert!(
        !judged(&[("compass.yml", COMPASS)]).contains(&"unowned-service".to_owned()),
        "somebody does, whoever it is"
    );
}

#[test]
fn free_words_that_say_nothing_known_are_unknown_and_no_mistake() {
    let text = "schema-version: v2.1\ndd-service: a\nteam: b\ntier: high\nlifecycle: phase 3\n";
    assert_eq!(
        (findings(&[("a.yaml", text)]), entities(&[("a.yaml", text)])),
        (String::new(), "service:a owner=[team:b?] tier=? lifecycle=?\n".to_owned())
    );
}

#[test]
fn mistakes_are_told_where_they_stand() {
    for (text, told) in [
        (
            DATADOG.replace("team: payments", "taem: payments"),
            "error misspelt-field -: a descriptor has no field `taem`",
        ),
        (
            DATADOG.replace("owner: discovery", "ownr: discovery"),
            "error misspelt-field -: a descriptor has no field `ownr`",
        ),
        (
            DATADOG.replace("team: payments", "taem: shop\nteam: payments"),
            "error misspelt-field -: a descriptor has no field `taem`",
        ),
        (DATADOG.replace("team: payments", "tean: shop\nteams: [shop]\nteam: payments"), ""),
        (OPSLEVEL.replace("owner: payments", "owner: [a, b]"), ""),
        (OPSLEVEL.replace("  owner:", "  onwer:"), "error misspelt-field -: a descriptor has no field `onwer`"),
        (
            CORTEX.replace(
                "[{type: group, name: payments, provider: OKTA}, {type: email, email: ana@acme.example}]",
                "payments",
            ),
            "error wrong-type -: expected a list of owners, found a single value",
        ),
        (
            CORTEX.replace("x-cortex-tag: checkout", "x-cortex-tag: ''"),
            "error invalid-value -: nobody knows what this describes: it has no name",
        ),
        (
            COMPASS.replace("name: Checkout API\n", ""),
            "error invalid-value -: nobody knows what this describes: it has no name",
        ),
        (
            DATADOG.replace("dd-service: checkout", "dd-service: ${SERVICE}"),
            "error invalid-value -: `${SERVICE}` is a placeholder",
        ),
        (
            DATADOG.replace("description: Takes the money", "description: [a]"),
            "error wrong-type -: expected text for `description`, found a list",
        ),
        (
            DATADOG.replace("[\"service:checkout\", \"datastore:index\", home]", "home"),
            "error wrong-type -: expected a list of what it needs",
        ),
    ] {
        let findings = findings(&[("x.yaml", &text)]);
        assert!(findings.starts_with(told), "{told}: {findings}");
    }
}

#[test]
fn descriptors_of_other_things_are_not_claimed() {
    for text in [
        "openapi: 3.0.1\ninfo: {title: Checkout, version: '1'}\npaths: {}\n",
        "openapi: 3.0.1\ninfo: {title: Payments, x-cortex-tag: payments, x-cortex-type: team}\n",
        "apiVersion: v1\nkind: Service\nmetadata: {name: checkout}\n",
        "apiVersion: v3\nkind: datastore\nmetadata: {name: index, owner: payments}\n",
        "schema-version: v1\ninfo: {dd-service: x}\n",
        "service: {name: shop, owner: a}\n",
        "version: 1\nservice: {name: shop}\n",
        "version: 1\nrepository: {owner: a}\n",
        "name: checkout\nteam: payments\ntype: web\nlanguage: go\n",
        "configVersion: 1\nname: x\n",
    ] {
        let read = read(&[("some.yaml", text)]);
        assert_eq!((read.ignored.len(), read.findings.len()), (1, 0), "{text}");
    }
}

#[test]
fn what_a_tool_calls_a_type_counts_only_where_nobody_else_says_one() {
    let datadog = ("service.datadog.yaml", "schema-version: v2.2\ndd-service: checkout\nteam: payments\ntype: web\n");
    let compass = ("compass.yml", "name: checkout\nconfigVersion: 1\ntypeId: LIBRARY\n");
    let catalog = (
        "catalog-info.yaml",
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: checkout}\nspec: {type: website, lifecycle: production, owner: payments}\n",
    );
    let native = ("a.yaml", "version: 1\nservices: {checkout: {type: library}}\n");
    for (files, kind) in [
        (vec![datadog], "type=\"web\""),
        (vec![datadog, catalog], "type=\"website\""),
        (vec![native, datadog], "type=\"library\""),
        (vec![compass, datadog], "type=\"LIBRARY\""),
    ] {
        let shown = entities(&files);
        assert!(shown.contains(kind), "{kind}: {shown}");
        assert!(!findings(&files).contains("conflicting-declaration"), "{}", findings(&files));
    }
}

const GROUPS: &str = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: payments}\nspec: {type: team, children: []}\n---\n\
                      apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: checkout}\nspec: {type: service, lifecycle: production, owner: payments}\n";

fn owners(files: &[(&str, &str)]) -> String {
    let all = entities(files);
    let line =
        all.lines().find(|line| line.split(' ').next() == Some("service:checkout")).expect("the service").to_owned();
    line.split("owner=")
        .nth(1)
        .map_or_else(String::new, |rest| rest.split(']').next().unwrap_or_default().to_owned() + "]")
}

#[test]
fn an_owner_whom_only_the_tool_knows_opens_no_other_one() {
    let cortex = |owners: &str| {
        format!("openapi: 3.0.1\ninfo: {{title: Checkout, x-cortex-tag: checkout, x-cortex-owners: [{owners}]}}\n")
    };
    let (mail, group) = ("{type: email, email: ana@acme.example}", "{type: group, name: payments}");
    let catalog = ("catalog-info.yaml", GROUPS);
    for (owners_said, alone, beside) in [
        (mail.to_owned(), "[foreign …]", "[team:payments]"),
        (format!("{mail}, {group}"), "[team:payments?]", "[team:payments]"),
        (group.to_owned(), "[team:payments?]", "[team:payments]"),
        (String::new(), "[]", "[team:payments]"),
    ] {
        let text = cortex(&owners_said);
        assert_eq!(owners(&[("cortex.yaml", &text)]), alone, "{owners_said}");
        assert_eq!(owners(&[catalog, ("cortex.yaml", &text)]), beside, "{owners_said}");
    }
    let compass = "name: checkout\nconfigVersion: 1\ntypeId: SERVICE\nownerId: ari:cloud:identity::team/1\n";
    assert_eq!(owners(&[("compass.yml", compass)]), "[foreign …]");
    assert_eq!(owners(&[catalog, ("compass.yml", compass)]), "[team:payments]");
}

#[test]
fn the_owner_of_datadog_is_one_and_what_it_inherits_is_not_missing() {
    let v3 =
        |metadata: &str| format!("apiVersion: v3\nkind: service\nmetadata: {{name: checkout{metadata}}}\nspec: {{}}\n");
    for (metadata, expected) in [
        (", owner: payments, additionalOwners: [{name: sre, type: operator}, {name: payments}]", "[team:payments?]"),
        (", additionalOwners: [{name: payments}, {name: sre, type: operator}]", "[team:payments?, team:sre?]"),
        (", additionalOwners: [{name: sre}]", "[team:sre?]"),
        (", owner: payments, additionalOwners: []", "[team:payments?]"),
        ("", ""),
    ] {
        let text = v3(metadata);
        assert_eq!(owners(&[("service.datadog.yaml", &text)]), expected, "{metadata}");
    }
    assert_eq!(judged(&[("service.datadog.yaml", &v3(""))]), ["unowned-service"]);
    assert_eq!(judged(&[("service.datadog.yaml", &v3(", inheritFrom: \"service:shop\""))]), [""; 0]);
    let first = "schema-version: v2\ndd-service: checkout\ndd-team: payments\ndocs: [{name: d, provider: w, url: \"https://d.example\"}]\n\
                 repos: [{name: r, url: \"https://github.com/acme/checkout\"}]\nlinks: [{name: o, type: oncall, url: \"https://o.example\"}]\n\
                 integrations: {pagerduty: \"https://acme.pagerduty.com/service-directory/PSVC001\"}\n";
    assert_eq!(
        entities(&[("a.yaml", first)]),
        "service:checkout owner=[team:payments?] escalation=foreign docs=? source=\"https://github.com/acme/checkout\"\n"
    );
}

#[test]
fn an_integration_that_pages_nobody_is_no_pager_and_a_pager_knows_the_service_by_its_id() {
    let v3 = |integrations: &str| {
        format!(
            "apiVersion: v3\nkind: service\nmetadata: {{name: checkout, owner: a}}\nintegrations: {{{integrations}}}\n"
        )
    };
    let pages = |integrations: &str| entities(&[("a.yaml", &v3(integrations))]).contains("escalation=foreign");
    assert!(!pages("terraform: {x: y}, sentry: {organization: a}"));
    assert!(pages("jiraServiceManagementOps: {x: y}") && pages("opsgenie: {serviceURL: x}"));
    let services = r#"{"services": [{"id": "PSVC001", "type": "service", "name": "Money taking", "escalation_policy": {"id": "PPOL001", "type": "escalation_policy_reference"}}], "offset": 0, "more": false}"#;
    let cortex = |kind: &str| {
        format!(
            "openapi: 3.0.1\ninfo: {{title: Checkout, x-cortex-tag: checkout, x-cortex-oncall: {{pagerduty: {{id: PSVC001, type: {kind}}}}}}}\n"
        )
    };
    let ids = |text: &str| {
        let all = entities(&[("a.yaml", text), ("services.json", services)]);
        all.lines()
            .filter_map(|line| line.split(' ').next())
            .map(str::to_owned)
            .filter(|id| id.starts_with("service:"))
            .collect::<Vec<_>>()
    };
    let (one, two) = (["service:checkout"].as_slice(), ["service:checkout", "service:money-taking"].as_slice());
    for (text, expected) in [
        (v3("pagerduty: {serviceURL: \"https://acme.pagerduty.com/service-directory/PSVC001/\"}"), one),
        (v3("pagerduty: {serviceURL: \"https://acme.pagerduty.com/service-directory/PSVC002\"}"), two),
        (DATADOG.split("---").next().expect("a document").to_owned(), one),
        (cortex("SERVICE"), one),
        (cortex("SCHEDULE"), two),
    ] {
        assert_eq!(ids(&text), expected, "{text}");
    }
}
