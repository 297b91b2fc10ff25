//! Several files: entities declared twice, broken files, and files of other tools.

use super::{folder, is, problems};

#[test]
fn one_id_twice_in_one_format() {
    is(
        &problems(&[
            ("a.yaml", "teams: {payments: {mission: a}, sre: }\npeople: [ana]\n"),
            ("b.yaml", "teams: {Payments: {mission: b, type: platform}}\npeople: {ana: }\n"),
            ("c.yaml", "teams:\n- {name: payments}\n"),
        ]),
        r"
error duplicate-id: team `payments` is declared 3 times
  b.yaml:1:9 `Payments` declared again here
  a.yaml:1:9 `payments` first declared here
  c.yaml:2:10 `payments` and here
  help: keep one declaration, or give the other another id; the first one is used
error duplicate-id: person `ana` is declared twice
  b.yaml:2:10 `ana` declared again here
  a.yaml:2:10 `ana` first declared here
  help: keep one declaration, or give the other another id; the first one is used
",
    );
}

const CATALOG: &str = "
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payments, description: Money.}
spec: {type: team, children: [], members: [ana, ben]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger}
spec: {type: service, lifecycle: production, owner: payments}
";

#[test]
fn a_native_file_adds_to_a_catalog() {
    is(
        &problems(&[
            ("catalog.yaml", CATALOG),
            (
                "org.yaml",
                "
teams: {payments: {mission: Take money safely, members: [ben, chen], duties: [on-call]}, billing: }
services: {Ledger: {tier: 1, runbook: r, lifecycle: deprecated, type: service}}
",
            ),
        ]),
        r"
warning conflicting-declaration: two files disagree on `lifecycle` of service `ledger`: `production` in the Backstage catalog, `deprecated` in the native file
  org.yaml:3:53 `deprecated` this value is not used
  catalog.yaml:10:34 `production` this one is
  help: find out which is right, and say the same in both; a file that need not say it may leave it out
",
    );
}

#[test]
fn two_formats_that_name_different_owners_contradict_each_other() {
    let native = "teams: {billing: }\nservices: {ledger: {owner: [billing]}}\n";
    is(
        &problems(&[("catalog.yaml", CATALOG), ("org.yaml", native)]),
        r"
warning conflicting-declaration: two files disagree on `owner` of service `ledger`: `payments` in the Backstage catalog, `billing` in the native file
  org.yaml:2:29 `billing` this value is not used
  catalog.yaml:10:53 `payments` this one is
  help: find out which is right, and say the same in both; a file that need not say it may leave it out
",
    );
}

#[test]
fn a_broken_place_hides_nothing_else() {
    is(
        &problems(&[
            (
                "broken.yaml",
                "
teams:
  payments: {lead: ana
  sre: {mision: x}
units:
  cto: {knd: cto}
",
            ),
            (
                "whole.yaml",
                "
services:
  ledger: {owner: paymentz, tier: one}
  bank: {owner: rockets, dependsOn: [ledgr]}
people: {ana: }
",
            ),
        ]),
        r"
error syntax-error: a flow mapping is still open at this line, which is not indented more than its block parent; a `}` may be missing before it
  broken.yaml:4:3 `sre: {mision: x}` 
  broken.yaml:3:13 `{` the flow mapping opened here is still open
  help: the lines of a flow collection must be indented more than its parent; if the collection should end before this line, close it there
error misspelt-field: a team has no field `mision`
  broken.yaml:4:9 `mision` did you mean `mission`?
  help: write `mission`, or prefix the key with `x-` to keep it for other tools
error misspelt-field: a unit has no field `knd`
  broken.yaml:6:9 `knd` did you mean `kind`?
  help: write `kind`, or prefix the key with `x-` to keep it for other tools
error invalid-value: `one` is not a tier from 1 to 4 for `tier`
  whole.yaml:3:35 `one` expected a tier from 1 to 4
  help: write a number: tiers go from 1, the most critical, to 4
error unknown-reference: there is no service `ledgr`
  whole.yaml:4:38 `ledgr` did you mean `ledger`?
  help: write `ledger`, or declare the service `ledgr`
",
    );
}

const COMPOSE: &str = "version: '3'\nservices:\n  web: {image: nginx}\nvolumes: {}\n";
const COMPOSE_BARE: &str = "services:\n  web: {image: nginx}\n";
const MANIFEST: &str = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n";
const OPENAPI: &str = "openapi: 3.0.0\ninfo: {title: Teams}\npaths: {/teams: {get: {}}}\n";
const PLAYBOOK: &str = "- hosts: all\n  tasks: []\n";

#[test]
fn files_of_other_tools_are_left_alone_and_counted() {
    is(
        &folder(
            &[
                ("compose.yaml", COMPOSE),
                ("compose2.yaml", COMPOSE_BARE),
                ("deployment.yaml", MANIFEST),
                ("openapi.yaml", OPENAPI),
                ("playbook.yaml", PLAYBOOK),
                ("empty.yaml", ""),
                ("org.yaml", "teams: {payments: {mission: x}}\n"),
                ("mixed.yaml", "teams: [a]\nworkflows: {}\n"),
            ],
            &[],
        ),
        r"
8 files, 7 ignored, 1 entities
",
    );
}

#[test]
fn a_file_that_was_named_says_that_it_is_in_no_format_we_know() {
    is(
        &folder(&[("deployment.yaml", MANIFEST), ("playbook.yaml", PLAYBOOK)], &["deployment.yaml", "playbook.yaml"]),
        r"
2 files, 2 ignored, 0 entities, nothing to lint
warning not-an-organisation-file: `deployment.yaml` is in no format that teamlint reads: `apiVersion: apps/v1` is not of a catalog
  deployment.yaml:1:1 `` 
  help: a native file has `version: 1` and sections such as `teams:` and `people:`, or `team: NAME` and its `members:`; an objective is one of OpenSLO, Sloth, Pyrra or slo-generator; a descriptor of a service is one of Datadog, OpsLevel, Cortex or Compass; a team page is Markdown that begins with `teamName:`, `teamType:` and `interactions:` between `---`; a GitHub organisation has `orgs:` with `members:` and `teams:`, as Peribolos reads it; a Backstage file has `apiVersion: backstage.io/v1alpha1`
warning not-an-organisation-file: `playbook.yaml` is in no format that teamlint reads: it is a list, and no map of sections
  playbook.yaml:1:1 `` 
  help: a native file has `version: 1` and sections such as `teams:` and `people:`, or `team: NAME` and its `members:`; an objective is one of OpenSLO, Sloth, Pyrra or slo-generator; a descriptor of a service is one of Datadog, OpsLevel, Cortex or Compass; a team page is Markdown that begins with `teamName:`, `teamType:` and `interactions:` between `---`; a GitHub organisation has `orgs:` with `members:` and `teams:`, as Peribolos reads it; a Backstage file has `apiVersion: backstage.io/v1alpha1`
",
    );
}

#[test]
fn services_alone_count_in_a_file_that_was_named() {
    is(
        &folder(&[("services.yaml", "services: {web: {tier: 1, imge: nginx}}\n")], &["services.yaml"]),
        r"
1 files, 0 ignored, 1 entities
warning unknown-field: a service has no field `imge`
  services.yaml:1:27 `imge` not part of the vocabulary
  help: a service has `owner`, `type`, `tier`, `lifecycle`, `system`, `domain`, `partOf`, `dependsOn` and 20 more; keys that begin with `x-` are left alone
",
    );
}
