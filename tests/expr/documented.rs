//! What `docs/rule-pages.md` says of expressions is so: each of its examples comes to what stands beside it.

use std::fs;

use teamlint::expr::compile;
use teamlint::value::{Of, Type};
use teamlint::vocabulary::kinds::Kind;

use crate::support::expr::env;
use crate::support::program::repository;
use crate::support::world::Texts;

/// 2026-06-15.
const TODAY: i32 = 20_619;

fn page() -> String {
    fs::read_to_string(repository().join("docs/rule-pages.md")).expect("the page").replace("\r\n", "\n")
}

/// The rows of all tables whose second column is called so.
fn rows(page: &str, column: &str) -> Vec<(String, String)> {
    let head = format!("| expression | {column} |\n|---|---|\n");
    let cells = |line: &str| {
        let (first, second) = line.trim_matches(['|', ' ']).split_once(" | ").expect("two columns");
        let first = first.trim().trim_matches('`').to_owned();
        (first, second.trim().to_owned())
    };
    let tables = page.split(&head).skip(1);
    tables.flat_map(|table| table.lines().take_while(|line| line.starts_with('|')).map(cells)).collect()
}

#[test]
fn every_expression_comes_to_what_stands_beside_it() {
    let page = page();
    let (before, _) = page.split_once("\n| expression | comes to |").expect("a table");
    let (_, yaml) = before.rsplit_once("\n```yaml\n").expect("an organisation");
    let yaml = yaml.split_once("\n```\n").expect("an end").0;
    let world = Texts::of([("org.yaml", yaml)]).build(TODAY);
    assert_eq!(world.complaints(), [""; 0]);
    let rows = rows(&page, "comes to");
    assert!(rows.len() >= 20, "{}", rows.len());
    for (expression, value) in rows {
        assert_eq!(world.says(&expression), value.trim_matches('`'), "{expression}");
    }
}

#[test]
fn every_expression_that_is_refused_is_refused_so() {
    let mut env = env();
    for kind in [Kind::Slo, Kind::Person, Kind::Team, Kind::Service] {
        env.bind(teamlint::vocabulary::record(kind).word, Type::one(Of::Entity(kind)));
    }
    let rows = rows(&page(), "is refused");
    assert!(rows.len() >= 10, "{}", rows.len());
    for (expression, message) in rows {
        let problems = compile(&expression, &env).err().unwrap_or_default();
        let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(told, [message], "{expression}");
    }
}
