//! Whom CODEOWNERS names as owner of which service: which file is about which repository, which folder is whose, and
//! which names are known.

use std::sync::Arc;

use jiff::civil::date;
use teamlint::dialect;
use teamlint::files::texts::Nothing;
use teamlint::lint::{Input, Linter, Setup};
use teamlint::org::Org;

/// The organisation that the files of a folder make up.
fn org(files: &[(&str, &str)]) -> Org {
    let folder = Input::of(Arc::new(Nothing), ["."]);
    let input = files.iter().fold(folder, |input, (path, text)| input.with_text(path, *text));
    Linter::new(Setup::built_in(), date(2026, 6, 1)).read(&input).org
}

/// Every claim as `service: team at path:line:column`, and how many name somebody unknown.
fn claims(files: &[(&str, &str)]) -> String {
    let org = org(files);
    let mut told: Vec<String> = Vec::new();
    for claim in &org.claims().all {
        let teams = claim.teams.iter().map(|&(team, place)| {
            let source = org.sources().get(place.file);
            let at = source.position(place.span.start);
            format!("{} at {}:{}:{}", org.id(team), source.path, at.line, at.column)
        });
        told.push(format!("{}: {}", org.id(claim.service), teams.collect::<Vec<_>>().join(", ")));
    }
    if org.claims().unresolved > 0 {
        told.push(format!("unresolved: {}", org.claims().unresolved));
    }
    told.join("\n")
}

const TEAMS: &str = "teams: {payments: {aliases: [acme/money]}, shop: {}, core: {}}\n";

fn component(name: &str, owner: &str, annotations: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\n  annotations: {{{annotations}}}\nspec: {{type: service, lifecycle: production, owner: {owner}}}\n"
    )
}

#[test]
fn a_service_is_where_its_file_is() {
    let (checkout, refunds) = (component("checkout", "payments", ""), component("refunds", "payments", ""));
    let found = claims(&[
        ("CODEOWNERS", "* @acme/core\n/checkout/ @acme/shop\n"),
        ("checkout/catalog-info.yaml", &checkout),
        ("refunds/deep/catalog-info.yaml", &refunds),
        ("teams.yaml", TEAMS),
    ]);
    assert_eq!(found, "checkout: shop at CODEOWNERS:2:12\nrefunds: core at CODEOWNERS:1:3");
}

#[test]
fn a_list_of_services_of_several_teams_is_nobodys_code() {
    let list = "services: {a: {owner: payments}, b: {owner: shop}}\n";
    assert_eq!(claims(&[("CODEOWNERS", "* @acme/core\n"), ("org.yaml", list), ("teams.yaml", TEAMS)]), "");
    let alike = "services: {a: {owner: payments}, b: {owner: payments, tier: 1}}\n";
    let found = claims(&[("CODEOWNERS", "* @acme/core\n"), ("org.yaml", &format!("{TEAMS}{alike}"))]);
    assert_eq!(found, "a: core at CODEOWNERS:1:3\nb: core at CODEOWNERS:1:3");
}

#[test]
fn a_service_that_says_where_its_code_is_is_there() {
    let files = [
        ("catalog/a.yaml", component("a", "payments", "github.com/project-slug: acme/store")),
        (
            "catalog/b.yaml",
            component(
                "b",
                "payments",
                "backstage.io/source-location: 'url:https://github.com/acme/store/tree/main/b/'",
            ),
        ),
        ("catalog/c.yaml", component("c", "payments", "gitlab.com/project-slug: acme/elsewhere")),
        ("catalog/CODEOWNERS", "* @acme/core\n".to_owned()),
        ("repos/acme/store/.github/CODEOWNERS", "* @acme/shop\n/b/ @acme/core @acme/money\n".to_owned()),
        ("teams.yaml", TEAMS.to_owned()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let path = "repos/acme/store/.github/CODEOWNERS";
    assert_eq!(claims(&files), format!("a: shop at {path}:1:3\nb: core at {path}:2:5, payments at {path}:2:16"));
}

#[test]
fn a_repository_without_a_name_is_the_one_that_all_its_services_name() {
    let one = component("a", "payments", "github.com/project-slug: Acme/Store");
    let same = component("b", "payments", "github.com/project-slug: acme/store");
    let other = component("c", "payments", "github.com/project-slug: acme/other");
    let owners = ("CODEOWNERS", "* @acme/core\n");
    let found = claims(&[owners, ("a/catalog-info.yaml", &one), ("b/catalog-info.yaml", &same), ("teams.yaml", TEAMS)]);
    assert_eq!(found, "a: core at CODEOWNERS:1:3\nb: core at CODEOWNERS:1:3");
    assert_eq!(claims(&[owners, ("a.yaml", &one), ("c.yaml", &other), ("teams.yaml", TEAMS)]), "");
}

#[test]
fn of_several_files_in_a_repository_the_first_counts_that_the_host_looks_at() {
    let service = component("a", "payments", "");
    let (root, docs) = ("* @acme/core\n", "* @acme/money\n");
    let all = [
        ("catalog-info.yaml", service.as_str()),
        ("teams/teams.yaml", TEAMS),
        ("docs/CODEOWNERS", docs),
        ("CODEOWNERS", root),
        (".github/CODEOWNERS", "* @acme/shop\n"),
    ];
    assert_eq!(claims(&all), "a: shop at .github/CODEOWNERS:1:3");
    assert_eq!(claims(&all[..4]), "a: core at CODEOWNERS:1:3");
    assert_eq!(claims(&all[..3]), "a: payments at docs/CODEOWNERS:1:3");
}

#[test]
fn a_claim_counts_only_where_it_is_certain_whom_it_names() {
    let claims = |line: &str, teams: &str| {
        let service = component("a", "payments", "");
        claims(&[("CODEOWNERS", line), ("a/catalog-info.yaml", &service), ("teams.yaml", teams)])
    };
    assert_eq!(claims("* @Acme/Shop\n", TEAMS), "a: shop at CODEOWNERS:1:3");
    assert_eq!(claims("* @acme/unheard-of\n", TEAMS), "unresolved: 1");
    // It may be another name of the owner.
    assert_eq!(claims("* @acme/shop @acme/unheard-of\n", TEAMS), "unresolved: 1");
    // The host knows `payments` by another name, so this is somebody else.
    assert_eq!(claims("* @acme/payments\n", TEAMS), "unresolved: 1");
    assert_eq!(
        claims("* @acme/money\n", "teams: {payments: {aliases: acme/money}, shop: {aliases: '@acme/money'}}\n"),
        "unresolved: 1"
    );
    // People, roles and addresses are nobody that owns services.
    assert_eq!(claims("* @shop shop@acme.example\n", TEAMS), "");
    assert_eq!(claims("* @shop @acme/core\n", TEAMS), "a: core at CODEOWNERS:1:9");
    assert_eq!(claims("* @shop @@maintainer\n", TEAMS), "a: shop at CODEOWNERS:1:3");
    assert_eq!(claims("* @acme/shop\n/a/\n", TEAMS), "");
}

#[test]
fn a_claim_declares_nothing() {
    let org = org(&[("CODEOWNERS", "* @acme/shop\n"), ("org.yaml", "services: {a: {tier: 1}}\nteams: {shop: {}}\n")]);
    let claim = &org.claims().all[0];
    assert_eq!(org.id(claim.teams[0].0), "shop");
    let owner = teamlint::field!(Service.owner);
    assert!(!org.is_written(claim.service, owner));
    assert_eq!(org.has(claim.service, owner), teamlint::org::Known::False);
}

#[test]
fn the_files_are_those_that_hosts_look_at() {
    let wanted = |path: &str| dialect::wants(path.as_ref());
    for path in ["CODEOWNERS", ".github/CODEOWNERS", "a/b/.gitlab/CODEOWNERS", "docs/CODEOWNERS", "a/teams.yml"] {
        assert!(wanted(path), "{path}");
    }
    for path in
        [".git/CODEOWNERS", ".hidden/.github/CODEOWNERS", ".github/workflows/ci.yaml", "a/CODEOWNERS.md", "b.json"]
    {
        assert!(!wanted(path), "{path}");
    }
}
