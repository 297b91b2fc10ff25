//! Several owners that a tool lists on purpose, beside whoever says which one it is.

use crate::support::entities::{findings, judged};

const CATALOG: &str = "apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payments}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: search}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: web}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop}
spec: {type: service, lifecycle: production, owner: OWNER}
";

fn cortex(owners: [&str; 2]) -> String {
    let [one, other] = owners.map(|name| format!("{{type: group, name: {name}}}"));
    format!("openapi: 3.0.1\ninfo: {{title: Shop, x-cortex-tag: shop, x-cortex-owners: [{one}, {other}]}}\n")
}

fn pager(owners: [&str; 2]) -> String {
    let team = |id: &str, name: &str| format!(r#"{{"id": "{id}", "type": "team", "name": "{name}"}}"#);
    let (one, other) = (team("PTONE01", owners[0]), team("PTWO001", owners[1]));
    format!(
        r#"{{"services": [{{"id": "PSVC001", "type": "service", "name": "shop", "teams": [
            {{"id": "PTONE01", "type": "team_reference"}}, {{"id": "PTWO001", "type": "team_reference"}}]}}],
            "teams": [{one}, {other}]}}"#
    )
}

/// What is said of owners.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let rules = ["multiple-owners", "owner-differs", "conflicting-declaration"];
    judged(files).into_iter().filter(|rule| rules.contains(&rule.as_str())).collect()
}

#[test]
fn what_a_tool_lists_is_no_contradiction_of_an_owner_in_the_list() {
    let catalog = CATALOG.replace("OWNER", "payments");
    for owners in [["payments", "search"], ["search", "payments"]] {
        let (cortex, pager) = (cortex(owners), pager(owners));
        for (path, text) in [("cortex.yaml", &cortex), ("pager.json", &pager)] {
            assert_eq!(told(&[(path, text)]), [""; 0], "{path} alone");
            assert_eq!(told(&[("catalog-info.yaml", &catalog), (path, text)]), [""; 0], "{path}");
        }
    }
}

#[test]
fn what_a_tool_lists_differs_where_the_owner_is_none_of_them() {
    let catalog = CATALOG.replace("OWNER", "web");
    let owners = ["payments", "search"];
    let (cortex, pager) = (cortex(owners), pager(owners));
    for (path, text) in [("cortex.yaml", &cortex), ("pager.json", &pager)] {
        assert_eq!(told(&[("catalog-info.yaml", &catalog), (path, text)]), ["owner-differs"], "{path}");
        let native = "services: {shop: {owner: web}}\nteams: {web: {}, payments: {}, search: {}}\n";
        let told = findings(&[("org.yaml", native), (path, text)]);
        assert!(
            told.contains("two files disagree on `owner` of service `shop`: `web` in the native file"),
            "{path}: {told}"
        );
    }
}

#[test]
fn several_owners_that_a_person_wrote_are_told() {
    let native = "services: {shop: {owner: [web, payments]}}\nteams: {web: {}, payments: {}, search: {}}\n";
    assert_eq!(told(&[("org.yaml", native)]), ["multiple-owners"]);
    let (cortex, pager) = (cortex(["web", "search"]), pager(["payments", "search"]));
    assert_eq!(told(&[("org.yaml", native), ("cortex.yaml", &cortex), ("pager.json", &pager)]), ["multiple-owners"]);
}
