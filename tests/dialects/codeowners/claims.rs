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

/// Every claim as `service: team at path:line:column`, and how many there are that cannot be compared, by the reason.
fn claims(files: &[(&str, &str)]) -> String {
    told(&org(files))
}

fn told(org: &Org) -> String {
    let mut told: Vec<String> = Vec::new();
    for claim in &org.claims().all {
        let teams = claim.teams.iter().map(|&(team, place)| {
            let source = org.sources().get(place.file);
            let at = source.position(place.span.start);
            format!("{} at {}:{}:{}", org.id(team), source.path, at.line, at.column)
        });
        told.push(format!("{}: {}", org.id(claim.service), teams.collect::<Vec<_>>().join(", ")));
    }
    let counts = org.claims().counts;
    assert_eq!(counts.compared, told.len());
    let left_alone = [("unresolved", counts.unresolved), ("shared", counts.shared), ("undecided", counts.undecided)];
    assert_eq!(counts.left_alone(), left_alone.iter().map(|(_, count)| count).sum::<usize>());
    told.extend(left_alone.iter().filter(|(_, count)| *count > 0).map(|(why, count)| format!("{why}: {count}")));
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
    let claims = |services: &str| {
        claims(&[("CODEOWNERS", "* @acme/core\n"), ("org.yaml", &format!("{TEAMS}services: {services}\n"))])
    };
    assert_eq!(claims("{a: {owner: payments}, b: {owner: shop}, c: {}}"), "shared: 3");
    let alike = claims("{a: {owner: payments}, b: {owner: payments, tier: 1}}");
    assert_eq!(alike, "a: core at CODEOWNERS:1:3\nb: core at CODEOWNERS:1:3");
}

/// A central catalog: a folder for each service, and nobody's code.
#[test]
fn a_line_for_services_of_several_owners_is_about_none_of_them() {
    let (a, b, c) = (component("a", "payments", ""), component("b", "shop", ""), component("c", "user:ana", ""));
    let claims = |owners: &str| {
        claims(&[
            ("CODEOWNERS", owners),
            ("catalog/a/catalog-info.yaml", &a),
            ("catalog/b/catalog-info.yaml", &b),
            ("teams.yaml", TEAMS),
        ])
    };
    for line in ["* @acme/core", "/catalog/ @acme/core", "catalog @acme/core", "/catalog/** @acme/core"] {
        assert_eq!(claims(&format!("{line}\n")), "shared: 2", "{line}");
    }
    // The one that a service has for itself is about it.
    assert_eq!(
        claims("* @acme/core\n/catalog/a/ @acme/shop\n"),
        "a: shop at CODEOWNERS:2:13\nb: core at CODEOWNERS:1:3"
    );
    // So is one of several lines, one in each section.
    assert_eq!(
        claims("* @acme/core\n[A]\n/catalog/a/ @acme/shop\n"),
        "a: core at CODEOWNERS:1:3, shop at CODEOWNERS:3:13\nshared: 1"
    );
    assert_eq!(claims("* @acme/core\n/catalog/ @ana\n"), "");
    // Those of a person are those of another owner.
    let files = [
        ("CODEOWNERS", "* @acme/core\n"),
        ("a/catalog-info.yaml", a.as_str()),
        ("c/catalog-info.yaml", c.as_str()),
        ("teams.yaml", TEAMS),
    ];
    assert_eq!(self::claims(&files), "shared: 1");
}

#[test]
fn the_folder_of_a_service_in_a_repository_of_many_is_its_code() {
    let (a, b) = (component("a", "payments", ""), component("b", "shop", ""));
    let found = claims(&[
        ("CODEOWNERS", "* @acme/core\n/services/a/ @acme/shop\n/services/b/ @acme/shop\n"),
        ("services/a/catalog-info.yaml", &a),
        ("services/b/catalog-info.yaml", &b),
        ("teams.yaml", TEAMS),
    ]);
    assert_eq!(found, "a: shop at CODEOWNERS:2:14\nb: shop at CODEOWNERS:3:14");
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
fn a_service_that_says_its_folder_is_there_whoever_else_is() {
    let folder = |name| format!("backstage.io/source-location: 'url:https://github.com/acme/store/tree/main/{name}'");
    let (a, b) = (component("a", "payments", &folder("a")), component("b", "shop", &folder("b")));
    let files = [("store/CODEOWNERS", "* @acme/core\n"), ("a.yaml", &a), ("b.yaml", &b), ("teams.yaml", TEAMS)];
    assert_eq!(claims(&files), "a: core at store/CODEOWNERS:1:3\nb: core at store/CODEOWNERS:1:3");
}

#[test]
fn a_repository_is_called_as_its_folder_is_in_capitals_or_not() {
    let service = component("a", "payments", "github.com/project-slug: Acme/Store");
    let claims = |folder: &str| {
        let owners = format!("{folder}/CODEOWNERS");
        claims(&[(&owners, "* @acme/shop\n"), ("org/a.yaml", &service), ("org/teams.yaml", TEAMS)])
    };
    for folder in ["store", "STORE", "repos/acme/Store", "repos/ACME/store"] {
        assert_eq!(claims(folder), format!("a: shop at {folder}/CODEOWNERS:1:3"));
    }
    for folder in ["bookstore", "store/inner", "store-front"] {
        assert_eq!(claims(folder), "", "{folder}");
    }
    let twice = [
        ("x/store/CODEOWNERS", "* @acme/shop\n"),
        ("y/Store/CODEOWNERS", "* @acme/shop\n"),
        ("org/a.yaml", &service),
        ("org/teams.yaml", TEAMS),
    ];
    assert_eq!(self::claims(&twice), "", "nobody knows which of the two");
}

/// Folders above the current one, which a run may be about as well.
#[test]
fn what_lies_above_the_current_folder_lies_in_no_folder_below() {
    let service = component("a", "payments", "");
    let sourced = component("b", "payments", "github.com/project-slug: acme/store");
    let claims = |files: &[(&str, &str)]| {
        let input = files.iter().map(|(path, text)| (*path, text.as_bytes()));
        told(&Linter::new(Setup::built_in(), date(2026, 6, 1)).read(&Input::texts(input)).org)
    };
    let owners = "* @acme/shop\n";
    let inside = claims(&[("../r/CODEOWNERS", owners), ("../r/x/a.yaml", &service), ("teams.yaml", TEAMS)]);
    assert_eq!(inside, "a: shop at ../r/CODEOWNERS:1:3");
    assert_eq!(claims(&[("../CODEOWNERS", owners), ("../../a.yaml", &service), ("teams.yaml", TEAMS)]), "");
    assert_eq!(claims(&[("CODEOWNERS", owners), ("../a.yaml", &service), ("teams.yaml", TEAMS)]), "");
    let named = claims(&[("../Store/CODEOWNERS", owners), ("b.yaml", &sourced), ("teams.yaml", TEAMS)]);
    assert_eq!(named, "b: shop at ../Store/CODEOWNERS:1:3");
    let dots = component("c", "payments", "github.com/project-slug: acme/..");
    assert_eq!(claims(&[("../CODEOWNERS", owners), ("b.yaml", &dots), ("teams.yaml", TEAMS)]), "");
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
    let gitlab = (".gitlab/CODEOWNERS", "* @acme/shop\n");
    assert_eq!(claims(&[all[0], all[1], gitlab]), "a: shop at .gitlab/CODEOWNERS:1:3");
    assert_eq!(claims(&[all[0], all[1], all[2], gitlab]), "a: payments at docs/CODEOWNERS:1:3");
    // At two hosts, whoever is asked at one of them is asked.
    let both = claims(&[all[0], all[1], all[4], (".gitlab/CODEOWNERS", root)]);
    assert_eq!(both, "a: shop at .github/CODEOWNERS:1:3, core at .gitlab/CODEOWNERS:1:3");
}

#[test]
fn of_repositories_around_each_other_the_innermost_counts() {
    let service = component("a", "payments", "");
    let files = [
        ("CODEOWNERS", "* @acme/core\n"),
        ("repos/store/CODEOWNERS", "* @acme/shop\n"),
        ("repos/store/a/catalog-info.yaml", service.as_str()),
        ("teams.yaml", TEAMS),
    ];
    let with = |more: &[(&'static str, &'static str)]| claims(&[&files[..], more].concat());
    assert_eq!(with(&[]), "a: shop at repos/store/CODEOWNERS:1:3");
    assert_eq!(with(&[("repos/store/.git", "")]), "a: shop at repos/store/CODEOWNERS:1:3");
    assert_eq!(with(&[(".git", ""), ("repos/store/.git", "")]), "a: shop at repos/store/CODEOWNERS:1:3");
    // A file deep in a repository is one that no host reads.
    assert_eq!(with(&[(".git/HEAD", "")]), "a: core at CODEOWNERS:1:3");
    // But for what says that it is kept there: it knows better.
    let sourced = component("a", "payments", "github.com/project-slug: acme/store");
    let files = [
        ("CODEOWNERS", "* @acme/core\n"),
        (".git/HEAD", ""),
        ("repos/store/CODEOWNERS", "* @acme/core\n/a/ @acme/shop\n"),
        ("repos/store/a/catalog-info.yaml", sourced.as_str()),
        ("teams.yaml", TEAMS),
    ];
    assert_eq!(claims(&files), "a: shop at repos/store/CODEOWNERS:2:5");
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
fn what_cannot_be_made_out_is_counted() {
    let crowd = (0..200).map(|n| format!(" @acme/t{n}")).collect::<String>();
    let service = component("a", "payments", "");
    for line in [format!("*{crowd}\n"), "* @acme/shop\n\0 @acme/core\n".to_owned()] {
        let found = claims(&[("CODEOWNERS", &line), ("a/catalog-info.yaml", &service), ("teams.yaml", TEAMS)]);
        assert_eq!(found, "undecided: 1", "{line:.20}");
    }
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
        [".git/CODEOWNERS", ".hidden/.github/CODEOWNERS", ".config/teams.yaml", "a/CODEOWNERS.txt", ".config/b.json"]
    {
        assert!(!wanted(path), "{path}");
    }
}
