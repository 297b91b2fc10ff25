//! The program's own pages load without a complaint, and every example shows what it says it shows.

use std::path::PathBuf;

use teamlint::lint::{Input, Options, Setup, examine};
use teamlint::rule::Overrides;
use teamlint::rule::registry::built_in;

use crate::support::rule::told;
use crate::support::world::rules_of;

#[test]
fn every_built_in_page_loads() {
    let (registry, sources) = rules_of(&built_in(), &Overrides::default());
    assert_eq!(told(&sources, &registry.problems), Vec::<String>::new());
    assert_eq!(registry.rules.len(), built_in().len());
}

#[test]
fn a_page_that_is_named_twice_is_read_once() {
    let folders = ["rules/ownership", "rules", "rules/ownership/unowned-service.md"].map(PathBuf::from);
    let found = |folders: &[PathBuf]| {
        let mut options = Options::default();
        options.rule_folders = folders.to_vec();
        let setup = Setup::of(&Input::paths([""; 0]), &options);
        let mut problems = told(&setup.sources, &setup.problems);
        problems.sort();
        problems
    };
    let once = found(&folders[1..2]);
    assert_eq!(once.len(), built_in().len(), "each has the name of a built-in page");
    assert_eq!(found(&folders), once);
}

#[test]
fn every_built_in_example_shows_what_it_says() {
    let examined = examine(None);
    assert_eq!(told(&examined.setup.sources, &examined.findings), Vec::<String>::new());
    assert!(examined.examples >= 2 * examined.pages);
}
