//! The program's own pages load without a complaint, and every example shows what it says it shows.

mod rule_support;

use rule_support::told;
use teamlint::pages::examine;
use teamlint::rule::Overrides;
use teamlint::rule::registry::{Registry, built_in};
use teamlint::source::Sources;

#[test]
fn every_built_in_page_loads() {
    let mut sources = Sources::default();
    let registry = Registry::load(&built_in(), &Overrides::default(), &mut sources);
    assert_eq!(told(&sources, &registry.problems), Vec::<String>::new());
    assert_eq!(registry.rules.len(), built_in().len());
}

#[test]
fn every_built_in_example_shows_what_it_says() {
    let examined = examine(None);
    assert_eq!(told(&examined.sources, &examined.findings), Vec::<String>::new());
    assert!(examined.examples >= 2 * examined.pages);
}
