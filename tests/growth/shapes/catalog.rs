//! Backstage catalogs and files of code owners.

use super::{Shape, lines, shape};

pub(super) const SHAPES: &[Shape] = &[
    shape("catalog, one file", "groups", 500, |n| vec![("catalog-info.yaml".to_owned(), catalog(0..n))]),
    shape("catalog, many files", "groups", 500, |n| {
        (0..n).map(|at| (format!("f{}/g{at}/catalog-info.yaml", at % 32), catalog(at..at + 1))).collect()
    }),
    shape("catalog, one user in every group", "groups", 1000, one_user),
    shape("catalog, half the users in one group", "users", 2000, one_group),
    shape("catalog, groups of a directory", "groups", 1000, directory),
    shape("catalog, references to nothing", "components", 1000, |n| {
        entities(n, |at| {
            component(
                at,
                &format!("o{at}"),
                &format!("\n  dependsOn: [component:x{at}, resource:y{at}]\n  system: sys{at}"),
            )
        })
    }),
    shape("catalog, one API of all", "components", 1000, |n| {
        entities(n, |at| component(at, "o", "\n  providesApis: [all]\n  consumesApis: [all]"))
    }),
    shape("catalog, overlaid with the same members", "users", 1000, overlaid),
    shape("catalog, one location of many", "files", 500, locations),
    shape("owners of code, a line each", "lines", 1000, |n| {
        let teams = lines("teams:\n", n, |at| format!("  t{at}: {{aliases: [acme/t{at}], mission: m}}"));
        vec![
            ("org.yaml".to_owned(), teams),
            (".github/CODEOWNERS".to_owned(), lines("", n, |at| format!("/d{at}/ @acme/t{at} @acme/gone{at}"))),
        ]
    }),
];

fn entity(kind: &str, name: &str, spec: &str) -> String {
    format!("---\napiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: {name}\nspec:\n  {spec}")
}

fn component(at: usize, owner: &str, more: &str) -> String {
    entity("Component", &format!("c{at}"), &format!("type: service\n  lifecycle: production\n  owner: {owner}{more}"))
}

fn catalog(ranks: std::ops::Range<usize>) -> String {
    let mut text = String::new();
    for at in ranks {
        text.push_str(&entity("Group", &format!("g{at}"), "type: team\n  children: []\n"));
        for nth in 0..5 {
            text.push_str(&entity("User", &format!("u{at}-{nth}"), &format!("memberOf: [g{at}]\n")));
        }
        for nth in 0..4 {
            let need = format!("c{at}-{}", (nth + 1) % 4);
            let spec =
                format!("type: service\n  lifecycle: production\n  owner: g{at}\n  dependsOn: [component:{need}]\n");
            text.push_str(&entity("Component", &format!("c{at}-{nth}"), &spec));
        }
    }
    text
}

fn entities(n: usize, of: impl Fn(usize) -> String) -> Vec<(String, String)> {
    vec![("catalog-info.yaml".to_owned(), lines("", n, of))]
}

fn one_user(n: usize) -> Vec<(String, String)> {
    let all = super::listed("g", n);
    let user = entity("User", "bot", &format!("memberOf: [{all}]\n"));
    vec![(
        "catalog-info.yaml".to_owned(),
        lines(&user, n, |at| entity("Group", &format!("g{at}"), "type: team\n  children: []")),
    )]
}

fn one_group(n: usize) -> Vec<(String, String)> {
    entities(n, |at| {
        let group = if at % 2 == 0 { 0 } else { at };
        let user = entity("User", &format!("u{at}"), &format!("memberOf: [g{group}]\n"));
        user + &entity("Group", &format!("g{at}"), "type: team\n  children: []")
    })
}

/// What a directory gives: groups below units that are declared elsewhere, and a tenth as many users, half of them in one.
fn directory(n: usize) -> Vec<(String, String)> {
    let user = |at: usize| {
        let group = if at.is_multiple_of(20) { 0 } else { at };
        entity("User", &format!("u{at}"), &format!("profile:\n    email: u{at}@example.org\n  memberOf: [g{group}]\n"))
    };
    entities(n, |at| {
        let below = if at % 10 < 3 { format!("[gone-{at}]") } else { "[]".to_owned() };
        let spec = format!(
            "type: team\n  profile:\n    displayName: Group {at} of the directory\n    email: g{at}@example.org\n  parent: unit-{at}\n  children: {below}"
        );
        let group = entity("Group", &format!("g{at}"), &spec);
        if at.is_multiple_of(10) { user(at) + &group } else { group }
    })
}

fn overlaid(n: usize) -> Vec<(String, String)> {
    let group = format!(
        "---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {{name: all}}\nspec:\n  type: team\n  children: []\n  members: [{}]\n",
        super::listed("u", n)
    );
    let users = lines(&group, n, |at| entity("User", &format!("u{at}"), "memberOf: [all]\n"));
    vec![
        ("catalog-info.yaml".to_owned(), users),
        ("org.yaml".to_owned(), format!("teams: {{all: {{members: [{}]}}}}\n", super::listed("u", n))),
    ]
}

fn locations(n: usize) -> Vec<(String, String)> {
    let mut files = vec![(
        "catalog-info.yaml".to_owned(),
        "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec:\n  targets: [./parts/*.yaml]\n"
            .to_owned(),
    )];
    files.extend((0..n).map(|at| (format!("parts/c{at}.yaml"), component(at, "g", "\n"))));
    files
}
