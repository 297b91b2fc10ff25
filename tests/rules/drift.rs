//! What the pages about sources that differ say beside each other, and what they say nothing of.

use crate::support::program::Program;

const CATALOG: &str = "\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payments, annotations: {github.com/team-slug: acme/payers}}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ana.silva, annotations: {github.com/user-login: asilva}}
spec: {memberOf: [payments], profile: {email: ana@acme.example}}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ben.kim, annotations: {github.com/user-login: benk}}
spec: {memberOf: [shop], profile: {email: ben@acme.example}}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger, labels: {tier: \"2\"}}
spec: {type: service, lifecycle: production, owner: payments}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: basket}
spec: {type: service, lifecycle: production, owner: shop}
";

const PAGER: &str = r#"{
  "teams": [
    {"id": "PTEAM01", "type": "team", "name": "Payments"},
    {"id": "PTEAM02", "type": "team", "name": "Shop"}
  ],
  "services": [
    {"id": "PSVC001", "type": "service", "name": "Ledger", "teams": [{"id": "PTEAM02", "type": "team_reference"}]},
    {"id": "PSVC002", "type": "service", "name": "Basket", "teams": [{"id": "PTEAM02", "type": "team_reference"}]}
  ]
}"#;

const DATADOG: &str = "schema-version: v2.2\ndd-service: ledger\ntier: \"1\"\n";

const GITHUB: &str = "\
orgs:
  acme:
    admins: [asilva]
    members: [benk]
    teams:
      payers: {members: [asilva, benk]}
";

const DRIFT: [&str; 9] = [
    "left-on-call",
    "members-differ",
    "owner-differs",
    "service-in-one-source",
    "slo-without-service",
    "sources-differ",
    "team-in-one-source",
    "tier-differs",
    "unknown-code-owner",
];

/// What is told of these files by rules about sources that differ, and of contradictions.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let program = Program::new(&["check", "--advice", "--format", "compact", "."]);
    let map = "map: {service.tier: labels.tier}\n";
    let run =
        files.iter().fold(program.file("teamlint.yaml", map), |program, (path, text)| program.file(path, text)).run();
    let of_drift = |line: &&str| {
        DRIFT
            .iter()
            .chain(&["conflicting-declaration", "multiple-owners"])
            .any(|rule| line.contains(&format!("[{rule}]")))
    };
    run.stdout.lines().filter(of_drift).map(str::to_owned).collect()
}

#[test]
fn what_a_pager_says_otherwise_than_a_catalog_is_told_once_whatever_the_folders_are_called() {
    let expected = |path: &str| {
        vec![format!(
            "{path}:24:53: warning[owner-differs] who owns service `ledger` depends on whom you ask: `payments` in the Backstage catalog, `shop` in the PagerDuty export"
        )]
    };
    for pager in ["a-pager/export.json", "z-pager/export.json"] {
        assert_eq!(
            told(&[("catalog/catalog-info.yaml", CATALOG), (pager, PAGER)]),
            expected("catalog/catalog-info.yaml")
        );
    }
    let agreed = PAGER.replacen("PTEAM02\", \"type\": \"team_reference", "PTEAM01\", \"type\": \"team_reference", 1);
    assert_eq!(told(&[("catalog-info.yaml", CATALOG), ("pager.json", &agreed)]), [""; 0]);
}

#[test]
fn a_file_that_is_written_for_teamlint_says_what_counts() {
    let own = "version: 1\nservices: {ledger: {owner: shop}}\n";
    let told = told(&[("catalog-info.yaml", CATALOG), ("org.yaml", own), ("pager.json", PAGER)]);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("[conflicting-declaration]"), "{told:#?}");
}

#[test]
fn a_label_that_stands_for_a_tier_is_compared_with_what_a_descriptor_declares() {
    assert_eq!(
        told(&[("catalog-info.yaml", CATALOG), ("service.datadog.yaml", DATADOG)]),
        [
            "service.datadog.yaml:3:7: warning[tier-differs] how critical `ledger` is depends on whom you ask: tier `1` in the Datadog descriptor, tier `2` in the Backstage catalog"
        ]
    );
}

#[test]
fn who_is_on_the_list_of_a_team_is_compared_by_whom_accounts_belong_to() {
    assert_eq!(
        told(&[("catalog-info.yaml", CATALOG), ("github.yaml", GITHUB)]),
        [
            "github.yaml:6:34: warning[members-differ] `payments` and `acme/payers` do not have the same people: `ben.kim` only in the list"
        ]
    );
    let maintained = GITHUB.replace("{members: [asilva, benk]}", "{maintainers: [benk], members: [asilva]}");
    assert_eq!(told(&[("catalog-info.yaml", CATALOG), ("github.yaml", &maintained)]), [""; 0]);
}

#[test]
fn a_team_under_its_old_name_is_told_once_and_its_services_are_not_told_besides() {
    let renamed = PAGER
        .replace(r#""name": "Shop"}"#, r#""name": "Shop"}, {"id": "PTEAM03", "type": "team", "name": "Money"}"#)
        .replacen("PTEAM02\", \"type\": \"team_reference", "PTEAM03\", \"type\": \"team_reference", 1);
    assert_eq!(
        told(&[("catalog-info.yaml", CATALOG), ("pager.json", &renamed)]),
        [
            "pager.json:4:98: advice[team-in-one-source] team `money` is in the PagerDuty export, and the Backstage catalog, which has most teams of it, does not have this one: what it owns belongs to `payments` there"
        ]
    );
}

#[test]
fn a_catalog_that_names_what_is_not_read_lacks_nothing() {
    let location = "---\napiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: more}\nspec: {targets: [https://git.example/more.yaml]}\n";
    let extra =
        PAGER.replace(r#""name": "Shop"}"#, r#""name": "Shop"}, {"id": "PTEAM03", "type": "team", "name": "Money"}"#);
    let rules = |catalog: &str| -> Vec<String> {
        let told = told(&[("catalog-info.yaml", catalog), ("pager.json", &extra)]);
        told.into_iter().filter(|line| line.contains("in-one-source")).collect()
    };
    assert_eq!(rules(CATALOG).len(), 1);
    assert_eq!(rules(&format!("{CATALOG}{location}")), [""; 0]);
}

#[test]
fn a_team_that_only_the_pager_knows_may_be_the_other_one_by_another_name() {
    let others = PAGER.replace(r#""name": "Payments""#, r#""name": "Money Responders""#);
    let others = others.replace(r#""name": "Shop""#, r#""name": "Retail Responders""#);
    assert_eq!(told(&[("catalog-info.yaml", CATALOG), ("pager.json", &others)]), [""; 0]);
    // A name that somebody wrote down is one that is known.
    let aliases = "map: {service.tier: labels.tier}\naliases: {\"team:shop\": [retail-responders]}\n";
    let run = Program::new(&["check", "--format", "compact", "."])
        .file("teamlint.yaml", aliases)
        .file("catalog-info.yaml", CATALOG)
        .file("pager.json", &others)
        .run();
    let told: Vec<&str> = run.stdout.lines().filter(|line| line.contains("[owner-differs]")).collect();
    assert_eq!(told.len(), 1, "{}", run.stdout);
    assert!(told[0].contains("`payments` in the Backstage catalog, `shop` in the PagerDuty export"), "{told:?}");
}

#[test]
fn a_team_of_which_the_export_has_only_the_id_is_not_compared() {
    let catalog = format!(
        "{CATALOG}---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {{name: tracking}}\nspec: {{type: team, children: []}}\n"
    );
    let list = r#"{"teams": [{"id": "PTEAM01", "type": "team", "name": "Payments"}, {"id": "PTEAM02", "type": "team", "name": "Shop"}, {"id": "PTEAM03", "type": "team", "name": "Elsewhere"}], "more": false}"#;
    let services = r#"{"services": [
  {"id": "PSVC001", "type": "service", "name": "Ledger", "teams": [{"id": "PTEAM03", "type": "team_reference"}]},
  {"id": "PSVC002", "type": "service", "name": "Basket", "teams": [{"id": "PTEAM02", "type": "team_reference"}]}
]}"#;
    let of = |teams: &str| told(&[("catalog-info.yaml", &catalog), ("services.json", services), ("teams.json", teams)]);
    let whole = of(list);
    assert!(whole.len() == 1 && whole[0].contains("[team-in-one-source] team `elsewhere`"), "{whole:#?}");
    let cut = list.find(", \"type\": \"team\", \"name\": \"Elsewhere").expect("the last team");
    assert_eq!(of(&list[..cut]), [""; 0]);
    assert_eq!(told(&[("catalog-info.yaml", &catalog), ("services.json", services)]), [""; 0]);
}

#[test]
fn people_on_either_side_are_listed_one_after_the_other() {
    let github = GITHUB.replace("{members: [asilva, benk]}", "{members: [benk]}");
    let told = told(&[("catalog-info.yaml", CATALOG), ("github.yaml", &github)]);
    assert_eq!(told.len(), 1, "{told:#?}");
    let people = "do not have the same people: `ben.kim` only in the list, `ana.silva` only in the team";
    assert!(told[0].ends_with(people), "{told:#?}");
}
