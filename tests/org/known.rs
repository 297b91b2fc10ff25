//! What is known in full: a part is not the whole, and only of a whole something is missing.

use teamlint::lint::{Input, Options, Outcome};
use teamlint::org::Known;

use crate::support::program::Program;
use crate::support::world::check;

fn outcome(files: &[(&str, &str)]) -> Outcome {
    check(&Input::texts(files.iter().copied()), &Options::default(), jiff::civil::date(2026, 6, 15))
}

/// What is missing, and how many references and names of each kind were not checked.
fn missing(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let outcome = outcome(files);
    let unknown = outcome.findings.iter().filter(|finding| finding.rule == "unknown-reference");
    let unknown = unknown.map(|finding| finding.entity.clone().unwrap_or_default()).collect();
    let word = |kind| teamlint::vocabulary::record(kind).word;
    let unchecked = outcome.org.unchecked().iter();
    (unknown, unchecked.map(|of| format!("{} {} {}", word(of.kind), of.references, of.names)).collect())
}

fn none() -> Vec<String> {
    Vec::new()
}

const COMPONENT: &str = "\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop}
spec:
  {type: service, lifecycle: production, owner: crew, dependsOn: ['component:till', 'resource:db', 'component:mail'],
   system: retail, consumesApis: [prices]}
---
";

fn group(name: &str, rest: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {{name: {name}}}\nspec: {{type: team, children: []{rest}}}\n---\n"
    )
}

fn location(target: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {{name: all}}\nspec: {{targets: ['{target}']}}\n---\n"
    )
}

#[test]
fn a_repository_of_its_own_misses_nothing_and_says_what_it_did_not_check() {
    let unchecked = ["team 1 1", "service 2 2", "system 1 1", "api 1 1", "resource 1 1"].map(str::to_owned);
    assert_eq!(missing(&[("catalog-info.yaml", COMPONENT)]), (none(), unchecked.to_vec()));
}

#[test]
fn what_configuration_leaves_out_may_declare_what_is_missing() {
    let files = |config: &'static str| {
        let catalog = format!("{}{}{COMPONENT}", group("payments", ""), location("./more.yaml"));
        [("catalog-info.yaml", catalog), ("more.yaml", group("shop", "")), ("teamlint.yaml", config.to_owned())]
    };
    let told = |config| {
        let files = files(config);
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        missing(&files).0.len()
    };
    assert!(told("size: small\n") > 0, "everything is read");
    assert_eq!(told("exclude: [more.yaml]\n"), 0);
}

/// What repositories keep beside their code, in the shapes that public ones have it: owners by mail address and as users,
/// namespaces of their own, kinds that a company added, stages nobody knows, templates, and files that are not here.
#[test]
fn no_repository_of_its_own_gives_an_error() {
    let component = |metadata: &str, spec: &str| {
        format!(
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{{metadata}}}\nspec: {{type: service, lifecycle: production, {spec}}}\n---\n"
        )
    };
    let other = |kind: &str, name: &str, spec: &str| {
        format!("apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata: {{name: {name}}}\nspec: {{{spec}}}\n---\n")
    };
    let catalogs = [
        component("name: web", "owner: jane@corp.example"),
        component("name: web", "owner: 'user:jane', system: bookings, dependsOn: ['resource:bookings-db'], providesApis: [web]"),
        component("name: web, namespace: guild", "owner: guild, system: default/bookings"),
        component("name: web", "owner: 'group:partner/engineering', subcomponentOf: portal, dependencyOf: ['Component:WEB-2']"),
        component("name: web", "owner: crew, dependsOn: ['QueueTable:jobs', 'EventBus:main', 'component:auth'], consumesApis: [mail]")
            + &other("QueueTable", "jobs", "type: table, owner: crew"),
        component("name: web, annotations: {github.com/team-slug: corp/crew}", "owner: CREW, system: shop")
            + &other("System", "shop", "owner: crew, domain: retail"),
        component("name: web", "owner: unknown").replace("lifecycle: production", "lifecycle: unknown"),
        component("name: web", "owner: crew, providesApis: [web-api]")
            + &other("API", "web-api", "type: openapi, lifecycle: production, owner: crew, definition: {$text: ./openapi.yaml}"),
        other("Location", "root", "type: url, targets: [./services/web/catalog-info.yaml, ./templates/*/template.yaml]"),
        other("Template", "starter", "type: service, owner: platform, parameters: [], steps: [{id: a, action: 'x:y', if: '${{ parameters.a }}'}]")
            .replace("backstage.io/v1alpha1", "scaffolder.backstage.io/v1beta3"),
        other("Resource", "bucket", "type: s3, owner: 'team-a', dependsOn: ['resource:kms-key']"),
        other("Domain", "retail", "owner: 'group:default/board', subdomainOf: corp"),
    ];
    for catalog in catalogs {
        let told = outcome(&[("catalog-info.yaml", &catalog)]);
        let errors = told.findings.iter().filter(|one| one.severity == teamlint::finding::Severity::Error);
        assert_eq!(errors.map(|one| one.message.as_str()).collect::<Vec<_>>(), [""; 0], "{catalog}");
    }
}

#[test]
fn a_catalog_with_groups_knows_the_kinds_and_namespaces_it_declares() {
    let known = format!("{COMPONENT}{}", group("falcon", ", members: [ina], parent: hq/all"));
    assert_eq!(
        missing(&[("catalog-info.yaml", &known)]),
        (
            ["team:crew", "service:till", "service:mail"].map(str::to_owned).to_vec(),
            ["person 1 1", "team 1 1", "system 1 1", "api 1 1", "resource 1 1"].map(str::to_owned).to_vec(),
        )
    );
    let elsewhere = known.replace("name: falcon", "name: falcon, namespace: birds");
    let (unknown, unchecked) = missing(&[("catalog-info.yaml", &elsewhere)]);
    assert_eq!(unknown, ["service:till", "service:mail"], "no group of the default namespace is declared");
    assert!(unchecked.contains(&"team 2 2".to_owned()), "{unchecked:?}");
}

#[test]
fn a_location_that_leads_elsewhere_makes_a_part_of_it() {
    let known = format!("{COMPONENT}{}", group("falcon", ""));
    for target in ["https://git.example/other/catalog-info.yaml", "/etc/catalog-info.yaml", "git:somewhere"] {
        let part = format!("{known}{}", location(target));
        assert_eq!(missing(&[("catalog-info.yaml", &part)]).0, none(), "{target}");
    }
    let template = format!("{known}{}", location("${{ values.repository }}/catalog-info.yaml"));
    assert_eq!(missing(&[("catalog-info.yaml", &template)]).0.len(), 3, "a template of a location leads nowhere");
    let here = format!("{known}{}", location("./more.yaml"));
    let more = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: till}\nspec: {type: service, lifecycle: production, owner: falcon}\n";
    assert_eq!(missing(&[("catalog-info.yaml", &here), ("more.yaml", more)]).0, ["team:crew", "service:mail"]);
}

#[test]
fn a_target_outside_of_what_is_linted_makes_a_part_of_it_too() {
    let catalog = format!("{COMPONENT}{}{}", group("falcon", ""), location("../other/catalog-info.yaml"));
    let folder = crate::support::world::Folder::of([
        ("here/catalog-info.yaml", catalog.as_str()),
        ("other/catalog-info.yaml", &group("crew", "")),
    ]);
    let rules: Vec<String> = folder
        .check_some(&["here"], jiff::civil::date(2026, 6, 15))
        .findings
        .into_iter()
        .filter(|finding| finding.rule.starts_with("unknown") || finding.rule.starts_with("target"))
        .map(|finding| finding.rule)
        .collect();
    assert_eq!(rules, ["target-outside"]);
}

#[test]
fn a_native_section_beside_a_part_closes_nothing_and_one_beside_none_does() {
    let native = "teams: {payments: {members: [ana]}}\npeople: {ben: }\nservices: {shop: {tier: 3, supportedBy: [nobody-here]}}\n";
    let (unknown, unchecked) = missing(&[("catalog-info.yaml", COMPONENT), ("org.yaml", native)]);
    assert_eq!(unknown, none());
    assert_eq!(unchecked[..2], ["person 1 1", "team 2 2"]);
    let (unknown, unchecked) = missing(&[("org.yaml", native)]);
    assert_eq!((unknown, unchecked), (["person:ana", "team:nobody-here"].map(str::to_owned).to_vec(), none()));
    // What catalogs have no kind for is as in any native file.
    let rotations = "rotations: {pay: {participants: [ana]}}\nservices: {shop: {rotation: pya, tier: 3}}\n";
    assert_eq!(missing(&[("catalog-info.yaml", COMPONENT), ("org.yaml", rotations)]).0, ["rotation:pya"]);
}

#[test]
fn a_native_overlay_that_is_read_first_hides_no_catalog() {
    let overlay = "teams: {falcon: {discipline: development}}\n";
    let known = format!("{COMPONENT}{}", group("falcon", ""));
    let found = missing(&[("a-native.yaml", overlay), ("catalog-info.yaml", &known)]).0;
    assert_eq!(found, ["team:crew", "service:till", "service:mail"]);
}

#[test]
fn a_native_file_may_say_the_default_namespace_of_a_catalog() {
    let overlay = "rotations: {pay: {team: default/falcon}, ship: {team: default/falcno}}\n";
    let known = format!("{COMPONENT}{}", group("falcon", ""));
    let told = outcome(&[("catalog-info.yaml", &known), ("org.yaml", overlay)]);
    let found: Vec<&str> = told
        .findings
        .iter()
        .filter(|finding| told.locate(finding.place()).path == "org.yaml" && finding.rule == "unknown-reference")
        .map(|finding| finding.help.as_deref().unwrap_or_default())
        .collect();
    assert_eq!(found, ["write `falcon`, or declare the team `default/falcno`"]);
}

#[test]
fn a_kind_is_closed_by_whoever_says_so() {
    let complete = "complete: [teams, services]\n";
    let (unknown, unchecked) = missing(&[("catalog-info.yaml", COMPONENT), ("teamlint.yaml", complete)]);
    assert_eq!(unknown, ["team:crew", "service:till", "service:mail"]);
    assert_eq!(unchecked, ["system 1 1", "api 1 1", "resource 1 1"]);
    let native = "org: {complete: [systems]}\n";
    assert_eq!(missing(&[("catalog-info.yaml", COMPONENT), ("org.yaml", native)]).0, ["system:retail"]);
}

#[test]
fn what_is_declared_elsewhere_is_neither_missing_nor_unchecked() {
    let external = "external: ['team:default/*', 'service:t*', 'system:RETAIL', '*:prices', 'resource:{db,cache}']\n";
    let known = format!("{COMPONENT}{}", group("falcon", ""));
    assert_eq!(
        missing(&[("catalog-info.yaml", &known), ("teamlint.yaml", external)]),
        (vec!["service:mail".to_owned()], none())
    );
    let native = "teams: {wren: {members: [ana]}}\nservices: {web: {owner: wren, dependsOn: [till]}}\n";
    assert_eq!(
        missing(&[("org.yaml", native), ("teamlint.yaml", "external: 'service:*'\n")]),
        (none(), vec!["person 1 1".to_owned()])
    );
}

#[test]
fn every_mistake_in_what_lies_elsewhere_is_told_at_its_place() {
    let config = "external: [till, 'servce:x', 'service:[a', 'team:*', 'group:x', [a]]\ncomplete: [slso, team, slos]\nexternl: [a]\n";
    let told = outcome(&[("org.yaml", "teams: {wren: {members: [ana]}}\n"), ("teamlint.yaml", config)]);
    let problems: Vec<String> = told
        .setup_problems
        .iter()
        .map(|one| format!("{} | {} | {}", told.text(one.place()), one.message, one.labels[0].text))
        .collect();
    assert_eq!(
        problems,
        [
            "[a] | expected text | not text",
            "till | `till` does not say of which kind it is | no kind",
            "'servce:x' | `servce` is no kind of which something is declared elsewhere | did you mean `service`?",
            "'service:[a' | `service:[a` is no valid pattern: unclosed character class; missing ']' | not a pattern",
            "'group:x' | `group` is no kind of which something is declared elsewhere | no such kind",
            "slso | `slso` is no section that can be `complete` | did you mean `slos`?",
            "team | `team` is no section that can be `complete` | did you mean `teams`?",
            "externl | `externl` is no setting | did you mean `external`?",
        ]
    );
}

#[test]
fn the_summary_says_once_what_was_not_checked() {
    let run = |arguments: &[&str]| Program::new(arguments).file("catalog-info.yaml", COMPONENT).run();
    let text = run(&["check", "."]);
    assert_eq!(text.code, 0, "{}", text.stdout);
    assert!(
        text.stdout.contains(
            "1 reference to 1 team, 2 to 2 services, 1 to 1 system, 1 to 1 api and 1 to 1\n  resource not checked: they \
             may be declared elsewhere\n"
        ),
        "{}",
        text.stdout
    );
    let json = run(&["check", ".", "--format", "json"]).json();
    assert_eq!(json["summary"]["unchecked"][1], serde_json::json!({"kind": "service", "references": 2, "names": 2}));
    let whole = Program::new(&["check", ".", "--format", "json"])
        .file("org.yaml", "teams: {wren: {members: [ana]}}\npeople: [ana]\n")
        .run();
    assert_eq!(whole.json()["summary"]["unchecked"], serde_json::json!([]));
}

#[test]
fn a_location_that_leads_elsewhere_leaves_open_who_is_in_a_group() {
    let catalog = format!(
        "{}apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {{name: ina}}\nspec: {{memberOf: [falcon]}}\n---\n\
         apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{name: shop}}\nspec: {{type: service, lifecycle: production, owner: falcon}}\n---\n",
        group("falcon", "")
    );
    let sized = |catalog: &str| {
        outcome(&[("catalog-info.yaml", catalog)]).findings.iter().any(|finding| finding.rule == "team-size")
    };
    assert!(sized(&catalog));
    assert!(!sized(&format!("{catalog}{}", location("https://git.example/other/catalog-info.yaml"))));
}

const DIRECTORIES: [&str; 7] = [
    "keycloak.org/id: 9f",
    "keycloak.org/group-path: /falcon",
    "backstage.io/ldap-dn: 'cn=falcon,ou=groups'",
    "graph.microsoft.com/group-id: 9f",
    "okta.com/group-id: 9f",
    "google.com/group-id: 9f",
    "backstage.io/managed-by-origin-location: 'msgraph:default/9f'",
];

#[test]
fn who_is_in_a_group_that_a_directory_brings_in_is_not_known_but_those_who_are_named_are_in_it() {
    let user =
        "apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: ina}\nspec: {memberOf: [falcon]}\n---\n";
    let services: String = ["a", "b", "c"]
        .map(|name| {
            format!("apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{name: {name}}}\nspec: {{type: service, lifecycle: production, owner: falcon}}\n---\n")
        })
        .concat();
    let group = |annotations: &str, members: &str| {
        format!(
            "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {{name: falcon, description: Flies higher than the others, annotations: {{{annotations}}}}}\nspec: {{type: team, children: []{members}}}\n---\n"
        )
    };
    let rules = |group: &str| -> Vec<String> {
        let told = outcome(&[("catalog-info.yaml", &format!("{group}{user}{services}"))]);
        let mut rules: Vec<String> = told.findings.iter().map(|finding| finding.rule.clone()).collect();
        rules.sort();
        rules
    };
    for members in [", members: [ina]", ", members: []", ""] {
        assert_eq!(rules(&group("", members)), ["cognitive-overload", "team-size"], "{members}");
        for annotation in DIRECTORIES {
            assert_eq!(rules(&group(annotation, members)), [""; 0], "{annotation} {members}");
        }
        let of_files = "backstage.io/managed-by-location: 'url:https://git.example/x', acme.example/team-slug: x";
        for others in [of_files, "github.com/team-slug: acme/falcon", "gitlab.com/team-path: acme/falcon"] {
            assert_eq!(rules(&group(others, members)), ["cognitive-overload", "team-size"], "{others} {members}");
        }
    }
    let known = format!("{}{user}", group(DIRECTORIES[0], ", members: [ina]"));
    let world = crate::support::world::World::of(&[&known]);
    assert_eq!(world.says_of("team:falcon", "it.members.exists(p, p.id == 'ina')"), "true");
    assert_eq!(world.says_of("team:falcon", "it.members.size() >= 1"), "true");
}

#[test]
fn an_entity_that_only_an_overlay_has_is_questioned_where_the_catalog_has_nearly_the_same() {
    let catalog = format!("{COMPONENT}{}", group("payments-crew", ""));
    let questioned = |native: &str| -> Vec<String> {
        let told = outcome(&[("catalog-info.yaml", &catalog), ("overlay.yaml", native)]);
        let all = told.findings.iter().filter(|finding| finding.rule == "unmatched-overlay");
        all.map(|finding| {
            format!(
                "{} | {} | {}",
                finding.message,
                finding.labels[0].text,
                finding.help.as_deref().unwrap_or_default()
            )
        })
        .collect()
    };
    assert_eq!(
        questioned("teams: {paymnets-crew: {discipline: development}}\nservices: {shpo: {tier: 3}}\n"),
        [
            "the team `paymnets-crew` is not in the catalog, which has a group `payments-crew` | did you mean `payments-crew`? | write `payments-crew`; if `paymnets-crew` is another team, declare it in the catalog as well, or waive this",
            "the service `shpo` is not in the catalog, which has a component `shop` | did you mean `shop`? | write `shop`; if `shpo` is another service, declare it in the catalog as well, or waive this",
        ]
    );
    assert_eq!(questioned("teams: {crew-payments: {discipline: development}}\n").len(), 1);
    for fine in [
        "teams: {payments-crew: {discipline: development}}\n",
        "teams: {billing-crew: {discipline: development}, payments: {kind: unit}}\n",
        "rotations: {shpo: {participants: [ana]}}\n",
    ] {
        assert_eq!(questioned(fine), [""; 0], "{fine}");
    }
}

/// Who writes beside a catalog may use its words, too.
#[test]
fn a_native_file_beside_a_catalog_knows_its_words() {
    let overlay =
        |owner: &str| format!("version: 1\nservices: {{web: {{owner: '{owner}', lifecycle: experimental}}}}\n");
    let catalog = group("crew", "");
    for owner in ["group:crew", "Group:default/crew", "team:crew", "crew", "default/crew"] {
        assert_eq!(missing(&[("catalog-info.yaml", &catalog), ("o.yaml", &overlay(owner))]).0, none(), "{owner}");
    }
    let elsewhere = ("teamlint.yaml", "external: ['team:default/others']\n");
    for owner in ["group:others", "group:default/others", "team:others", "others"] {
        let files = [("catalog-info.yaml", catalog.as_str()), ("o.yaml", &overlay(owner)), elsewhere];
        assert_eq!(missing(&files).0, none(), "{owner}");
    }
    assert_eq!(missing(&[("catalog-info.yaml", &catalog), ("o.yaml", &overlay("group:others"))]).0, ["team:others"]);
}

#[test]
fn a_kind_that_there_is_not_is_told_with_the_one_there_is() {
    let text = "version: 1\nteams: {a: {members: [x]}}\nservices: {web: {owner: 'squad:a', lifecycle: experimental}}\n";
    let outcome = outcome(&[("o.yaml", text)]);
    let told: Vec<_> = outcome.findings.iter().filter(|finding| finding.rule == "unknown-reference").collect();
    let [finding] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(finding.help.as_deref(), Some("write `team:a`, or the id alone: no kind is called so here"));
    assert_eq!(missing(&[("o.yaml", &text.replace("squad:a", "team:a"))]).0, none());
}

#[test]
fn an_objective_is_for_a_service_there_is_where_all_are_declared() {
    let objective = "apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: sent}\nspec:\n  service: mailer\n  budgetingMethod: Occurrences\n  objectives: [{target: 0.99}]\n";
    let catalog = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: payments}\nspec: {type: team, children: []}\n---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: ledger}\nspec: {type: service, lifecycle: production, owner: payments}\n";
    let files = [("catalog-info.yaml", catalog), ("slo.yaml", objective)];
    assert_eq!(missing(&files).0, none());
    let complete = ("teamlint.yaml", "complete: [services]\n");
    let (unknown, unchecked) = missing(&[files[0], files[1], complete]);
    assert_eq!((unknown.len(), unchecked), (1, none()), "{unknown:?}");
    assert!(unknown[0].contains("mailer"), "{unknown:?}");
}

#[test]
fn what_an_export_lacks_opens_nothing_that_others_have_in_full() {
    let catalog = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: payments}\nspec: {type: team, children: []}\n---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: ledger}\nspec: {type: service, lifecycle: production, owner: gone}\n";
    let export = r#"{"services": [{"id": "PSERV", "type": "service", "name": "Ledger", "escalation_policy": null, "teams": [{"id": "PTEAM", "type": "team_reference", "summary": "Shop"}]}]}"#;
    let (alone, _) = missing(&[("catalog-info.yaml", catalog)]);
    let (beside, unchecked) = missing(&[("catalog-info.yaml", catalog), ("services.json", export)]);
    assert_eq!((alone.len(), &beside, unchecked), (1, &alone, none()));
}

#[test]
fn a_file_says_what_it_leaves_open() {
    let org = "\
org: {partial: [teams.members, 'team:mail', services, '!team:web', '!team:shop.members', '!team:x', nothing, teams.nothing]}
people: {ana: {}}
teams: {web: {lead: ana}, shop: {}, till: {}}
services: {cart: {owner: mail, dependsOn: [bank]}, bill: {owner: post}}
";
    let outcome = outcome(&[("org.yaml", org)]);
    let told = outcome.findings.iter().filter(|one| ["invalid-value", "unknown-reference"].contains(&&*one.rule));
    let told: Vec<&str> = told.map(|finding| &*finding.message).collect();
    assert_eq!(
        told,
        [
            "`!team:x` is no exception: nothing is called so of which a field is `partial`",
            "`nothing` is no section, nor a field of one, that can be `partial`",
            "`teams.nothing` is no section, nor a field of one, that can be `partial`",
            "there is no team `post`",
        ]
    );
    let teams = outcome.org.all(teamlint::vocabulary::kinds::Kind::Team);
    let members =
        teamlint::vocabulary::record(teamlint::vocabulary::kinds::Kind::Team).field("members").expect("a field");
    let known: Vec<_> = teams.map(|team| (outcome.org.id(team), outcome.org.has(team, members))).collect();
    assert_eq!(known, [("shop", Known::False), ("till", Known::Unknown), ("web", Known::False)]);
}
