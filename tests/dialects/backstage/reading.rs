//! What a Backstage catalog declares: input as people write it, everything that was read from it with its
//! place, and everything that was said about it.

use crate::support::declared::{declared, problems_but};

/// What Backstage refuses is a table of its own (`refusals.rs`): entities here have what they are read for, and no more.
fn problems(catalog: &str) -> String {
    problems_but(catalog, "invalid-entity")
}

fn reads(catalog: &str, expected: &str, told: &str) {
    assert_eq!(declared(catalog), expected);
    assert_eq!(problems(catalog), told);
    let windows = catalog.replace('\n', "\r\n");
    assert_eq!(declared(&windows), expected, "with CRLF");
    assert_eq!(problems(&windows), told, "with CRLF");
}

#[test]
fn groups_are_teams_and_name_their_children() {
    reads(
        r#"apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: payments
  title: Payments (title)
  description: Takes the money.
spec:
  type: product-team
  profile: {displayName: Payments, email: pay@example.com, picture: x}
  parent: group:default/engineering
  children: [cards, Group:ops/refunds]
  members: [ana, "user:default/ben", user:ext/chen]
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: engineering}
spec: {type: business-unit, children: []}
"#,
        r#"team payments at 4:9 `payments`
  mission "Takes the money." at 6:16 `Takes the money.`
  kind work at 8:9 `product-team`
  members [<ana>, <ben>, <ext/chen>] at 12:12 `[ana, "user:default/ben", user:ext/chen]`
  reportsTo <team:engineering> at 10:11 `group:default/engineering`
  name "Payments" at 9:26 `Payments`
  email "pay@example.com" at 9:43 `pay@example.com`
team engineering at 16:18 `engineering`
  kind unit at 17:14 `business-unit`
of team cards: reportsTo <team:payments> at 11:14 `cards`
of team ops/refunds: reportsTo <team:payments> at 11:21 `Group:ops/refunds`
"#,
        "",
    );
}

#[test]
fn users_and_components_with_references_in_all_forms() {
    reads(
        r#"apiVersion: backstage.io/v1alpha1
kind: User
metadata:
  name: ana
spec:
  profile:
    displayName: Ana Lima
    email: ana@example.com
  memberOf: [payments, group:ops/refunds]
---
apiVersion: backstage.io/v1beta1
kind: Component
metadata:
  name: checkout
  description: |
    Sells
    things.
  annotations:
    backstage.io/techdocs-ref: dir:.
    pagerduty.com/service-id: P123
    backstage.io/source-template: template:default/go-service
  links:
    - {url: https://wiki/x, title: Checkout runbook}
spec:
  type: service
  lifecycle: GA
  owner: Group:Default/Payments
  system: shop
  subcomponentOf: component:storefront
  dependsOn: [catalog, 'resource:default/db', api:ops/prices, system:shop, "environment:prod"]
  dependencyOf: [component:mobile, resource:cache]
  providesApis: [orders]
  consumesApis: []
"#,
        r#"person ana at 4:9 `ana`
  team [<payments>, <ops/refunds>] at 9:13 `[payments, group:ops/refunds]`
  name "Ana Lima" at 7:18 `Ana Lima`
  email "ana@example.com" at 8:12 `ana@example.com`
service checkout at 14:9 `checkout`
  owner [<team:Payments>] at 27:10 `Group:Default/Payments`
  type "service" at 25:9 `service`
  lifecycle production at 26:14 `GA`
  system <shop> at 28:11 `shop`
  partOf <storefront> at 29:19 `component:storefront`
  dependsOn [<:catalog>, <resource:db>, <api:ops/prices>] at 30:14 `[catalog, 'resource:default/db', api:ops/prices, system:shop, "environment:prod"]`
  providesApis [<orders>] at 32:17 `[orders]`
  consumesApis [] at 33:17 `[]`
  goldenPath foreign at 21:35 `template:default/go-service`
  escalation foreign at 20:31 `P123`
  runbook present at 23:13 `https://wiki/x`
  docs present at 19:32 `dir:.`
  description "Sells\nthings.\n" at 15:16 `|`
  annotations {"backstage.io/techdocs-ref": "dir:.", "pagerduty.com/service-id": "P123", "backstage.io/source-template": "template:default/go-service"} at 19:5 `backstage.io/techdocs-ref: dir:.`
  links {"Checkout runbook": "https://wiki/x"} at 23:5 `- {url: https://wiki/x, title: Checkout runbook}`
of service mobile: dependsOn [<service:checkout>] at 31:18 `component:mobile`
of resource cache: dependsOn [<service:checkout>] at 31:36 `resource:cache`
"#,
        "",
    );
}

#[test]
fn apis_resources_systems_domains_and_templates() {
    reads(
        r#"apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: orders}
spec: {type: openapi, lifecycle: phase 3, owner: user:ana, system: shop, definition: {$text: ./x.yaml}}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: db}
spec: {type: database, owner: payments, dependsOn: [resource:disk, component:vault], dependencyOf: component:checkout}
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: shop}
spec: {owner: payments, domain: retail}
---
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata: {name: retail}
spec: {owner: payments, subdomainOf: trade}
---
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: go-service
  links: [{url: https://x, title: Docs}]
spec:
  type: service
  owner: platform
  steps:
    - {id: fetch, input: {name: "${{ parameters.name }}"}}
"#,
        r#"system shop at 13:18 `shop`
  owner [<team:payments>] at 14:15 `payments`
  domain <retail> at 14:33 `retail`
domain retail at 18:18 `retail`
  owner [<team:payments>] at 19:15 `payments`
  partOf <trade> at 19:38 `trade`
api orders at 3:18 `orders`
  owner [<person:ana>] at 4:50 `user:ana`
  type "openapi" at 4:14 `openapi`
  lifecycle invalid at 4:34 `phase 3`
  system <shop> at 4:68 `shop`
resource db at 8:18 `db`
  owner [<team:payments>] at 9:31 `payments`
  type "database" at 9:14 `database`
  dependsOn [<resource:disk>, <service:vault>] at 9:52 `[resource:disk, component:vault]`
golden path go-service at 24:9 `go-service`
  for "service" at 27:9 `service`
  template present at 22:7 `Template`
  docs present at 25:17 `https://x`
  owner [<team:platform>] at 28:10 `platform`
  links {"Docs": "https://x"} at 25:10 `[{url: https://x, title: Docs}]`
of service checkout: dependsOn [<resource:db>] at 9:100 `component:checkout`
"#,
        "9:100 error wrong-type: expected a list for `dependencyOf`, found a single value
  `component:checkout` a single value
  help: write `dependencyOf: [component:checkout]`
",
    );
}

#[test]
fn a_reference_without_a_namespace_means_the_one_it_stands_in() {
    reads(
        "apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: api, namespace: ops}
spec:
  owner: team-a
  system: default/shop
  dependsOn: [component:db, ops/cache]
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: team-a, namespace: ops}
spec: {type: team, children: [team-b], parent: none}
",
        "team ops/team-a at 11:18 `team-a`
  kind work at 12:14 `team`
  reportsTo <team:ops/none> at 12:48 `none`
service ops/api at 3:18 `api`
  owner [<team:ops/team-a>] at 5:10 `team-a`
  system <shop> at 6:11 `default/shop`
  dependsOn [<service:ops/db>, <:ops/cache>] at 7:14 `[component:db, ops/cache]`
of team ops/team-b: reportsTo <team:ops/team-a> at 12:31 `team-b`
",
        "",
    );
}

#[test]
fn owners_may_be_nobody_several_or_wrong() {
    reads(
        r#"apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: a}
spec: {owner: null}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: b}
spec: {owner: "null"}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: c, namespace: ops}
spec: {owner: TBD}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: d}
spec: {owner: [x, "null", ~, 'user:y']}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: e}
spec: {owner: ""}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: f}
spec:
  owner:
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: g}
spec: {owner: squad:x}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: h}
spec: {owner: gruop:x}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: i}
spec: {owner: {kind: Group, name: x}, system: [a], type: {a: b}}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: j}
spec: {owner: component:i, lifecycle: [a]}
"#,
        r#"service a at 3:18 `a`
  owner nothing at 4:15 `null`
service b at 8:18 `b`
  owner [<null>] at 9:15 `"null"`
service ops/c at 13:18 `c`
  owner [<TBD>] at 14:15 `TBD`
service d at 18:18 `d`
  owner [<team:x>, <null>, nothing, <person:y>] at 19:15 `[x, "null", ~, 'user:y']`
service e at 23:18 `e`
  owner nothing at 24:15 `""`
service f at 28:18 `f`
  owner nothing at 30:9 ``
service g at 34:18 `g`
  owner [<:squad:x>] at 35:15 `squad:x`
service h at 39:18 `h`
  owner [invalid] at 40:15 `gruop:x`
service i at 44:18 `i`
  owner invalid at 45:15 `{kind: Group, name: x}`
  type invalid at 45:58 `{a: b}`
  system invalid at 45:47 `[a]`
service j at 49:18 `j`
  owner [<service:i>] at 50:15 `component:i`
  lifecycle invalid at 50:39 `[a]`
"#,
        "40:15 warning invalid-value: `gruop` is not a kind that catalogs know
  `gruop:x` did you mean `group:`?
  help: write `group:x`
45:15 error wrong-type: expected a reference for `owner`, found a map
  `{kind: Group, name: x}` a map
  help: write `group:NAME` or `user:NAME`
45:58 error wrong-type: expected text for `type`, found a map
  `{a: b}` a map
  help: write `\"{a: b}\"` if that is the text
45:47 error wrong-type: expected one reference for `system`, found a list
  `[a]` a list
  help: write `system: a`
50:39 error wrong-type: expected a word for `lifecycle`, found a list
  `[a]` a list
  help: write `lifecycle: a`
",
    );
}

#[test]
fn slips_are_told_and_extensions_are_left_alone() {
    reads(
        "apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: a, descripton: x}
spec: {onwer: team-a, lifecyle: production, type: service, tier: 1, dependson: [x], team: y}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ana}
spec: {memeberOf: [x], profile: {eamil: a@b.c}}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {nmae: ben}
spec: {memberOf: [x]}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {title: x}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metdata: {name: x}
---
apiVersion: backstage.io/v1alpha1
kind: Group
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: [x]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: x
",
        r#"person ana (damaged) at 8:18 `ana`
service a (damaged) at 3:18 `a`
  type "service" at 4:51 `service`
lost person, team, api
"#,
        "3:21 error misspelt-field: a Component has no field `descripton`
  `descripton` did you mean `description`?
  help: write `description`; nothing under `descripton` was read
4:8 error misspelt-field: a Component has no field `onwer`
  `onwer` did you mean `owner`?
  help: write `owner`; nothing under `onwer` was read
4:23 error misspelt-field: a Component has no field `lifecyle`
  `lifecyle` did you mean `lifecycle`?
  help: write `lifecycle`; nothing under `lifecyle` was read
4:69 error misspelt-field: a Component has no field `dependson`
  `dependson` did you mean `dependsOn`?
  help: write `dependsOn`; nothing under `dependson` was read
9:8 error misspelt-field: a User has no field `memeberOf`
  `memeberOf` did you mean `memberOf`?
  help: write `memberOf`; nothing under `memeberOf` was read
9:34 error misspelt-field: a profile has no field `eamil`
  `eamil` did you mean `email`?
  help: write `email`; nothing under `eamil` was read
13:12 error missing-name: a User without a name
  `nmae` did you mean `name`?
  help: write `name:` under `metadata:`; without it the entity was not read
18:1 error missing-name: an API without a name
  `metadata` no `name` here
  help: write `name:` under `metadata:`; without it the entity was not read
22:1 error missing-name: a Group without a name
  `metdata` did you mean `metadata`?
  help: write `name:` under `metadata:`; without it the entity was not read
25:7 error missing-name: a Group without a name
  `Group` no `metadata` with a `name`
  help: write `name:` under `metadata:`; without it the entity was not read
",
    );
}

#[test]
fn skeletons_are_skipped_with_one_note() {
    reads(
        r#"apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${{ values.name }}
spec: {owner: x}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: x
spec: {owner: "group:${{ values.owner }}"}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: {{ cookiecutter.name }}
spec: {owner: x}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: real}
spec: {owner: x}
"#,
        "service real at 21:18 `real`
  owner [<team:x>] at 22:15 `x`
",
        "4:9 advice skeleton-skipped: this is a template of a catalog entity, and was not read
  `${{ values.name }}` still to be filled in
  help: nothing to do; what is made from the template is read where it is kept
",
    );
}

#[test]
fn a_skeleton_that_is_no_yaml_is_skipped_too() {
    reads(
        "apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${{ values.name }}
  {%- if values.description %}
  description: ${{ values.description | dump }}
  {%- endif %}
spec:
  owner: ${{ values.owner }}
",
        "foreign\n",
        "",
    );
}

#[test]
fn json_empty_documents_anchors_merges_and_foreign_kinds() {
    reads(
        r#"---
---
# nothing
---
{"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "json", "description": "a \u00e9"}, "spec": {"owner": "group:x"}}
---
...
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: &m
  name: base
spec: &s
  owner: &o group:x
  type: &t service
  system: *t
  lifecycle: production
  <<: {system: y, domain: z}
---
apiVersion: user.openshift.io/v1
kind: Group
metadata: {name: admins}
users: [a]
---
apiVersion: backstage.io/v1alpha1
kind: Environment
metadata: {}
"#,
        r#"service json at 5:83 `"json"`
  owner [<team:x>] at 5:137 `"group:x"`
  description "a é" at 5:106 `"a \u00e9"`
service base at 12:9 `base`
  owner [<team:x>] at 14:13 `group:x`
  type "service" at 15:12 `service`
  lifecycle production at 17:14 `production`
  system <service> at 16:11 `*t`
"#,
        "",
    );
}

#[test]
fn locations_name_local_files_only() {
    reads(
        r"apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: all}
spec:
  type: url
  target: ./a.yaml
  targets:
    - ../b/catalog-info.yaml
    - ./apis/*/*.yaml
    - https://example.com/x.yaml
    - url:https://example.com/x.yaml
    - /etc/passwd
    - C:\x.yaml
",
        "target ./a.yaml at 6:11 `./a.yaml`
target ../b/catalog-info.yaml at 8:7 `../b/catalog-info.yaml`
target ./apis/*/*.yaml at 9:7 `./apis/*/*.yaml`
",
        "",
    );
}

#[test]
fn after_a_syntax_error_the_rest_is_damaged_and_more_may_be_missing() {
    reads(
        "apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: a}
spec: {owner: x
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: b}
",
        "service a (damaged) at 3:18 `a`
  owner [<team:x>] at 4:15 `x`
lost team, service
",
        "5:1 error duplicate-key: `apiVersion` and 2 more of the keys above come again: a `---` may be missing before this line
  `apiVersion` again here
  help: put `---` on a line of its own between two documents; until then only the first is read
5:1 error syntax-error: a flow mapping is still open at this line, which is not indented more than its block parent; a `}` may be missing before it
  `apiVersion: backstage.io/v1alpha1` 
  help: the lines of a flow collection must be indented more than its parent; if the collection should end before this line, close it there
",
    );
}

#[test]
fn a_forgotten_document_marker_swallows_an_entity() {
    reads(
        "apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: a}
spec: {owner: x}
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: b}
",
        "service a at 3:18 `a`
  owner [<team:x>] at 4:15 `x`
lost team, service
",
        "5:1 error duplicate-key: `apiVersion` and 2 more of the keys above come again: a `---` may be missing before this line
  `apiVersion` again here
  help: put `---` on a line of its own between two documents; until then only the first is read
",
    );
}

#[test]
fn odd_names_survive() {
    reads(
        r#"apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: " a "}
spec: {owner: " group:default/x ", system: "a: b/c"}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: 42, namespace: Default}
spec: {type: team, members: [null, "none", "Ñandú  Core", {a: b}], children: resource:x, parent: ~}
---
apiVersion: backstage.io/v1alpha1
kind: component
metadata: {name: '{{ x'}
"#,
        r#"team 42 at 8:18 `42`
  kind work at 9:14 `team`
  members [<person:none>, <Ñandú  Core>, invalid] at 9:29 `[null, "none", "Ñandú  Core", {a: b}]`
service a at 3:18 `" a "`
  owner [<team:x>] at 4:15 `" group:default/x "`
  system <:a:b/c> at 4:44 `"a: b/c"`
"#,
        "9:59 error wrong-type: expected text in `members`, found a map
  `{a: b}` a map
  help: -
9:78 error wrong-type: expected a list for `children`, found a single value
  `resource:x` a single value
  help: write `children: [resource:x]`
13:18 advice skeleton-skipped: this is a template of a catalog entity, and was not read
  `'{{ x'` still to be filled in
  help: nothing to do; what is made from the template is read where it is kept
",
    );
}
