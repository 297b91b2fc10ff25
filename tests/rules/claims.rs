//! The table of what the articles state, and which rules check it, agrees with the pages.

use std::collections::BTreeSet;

use teamlint::rule::ARTICLES;

use crate::support::rules_index::{Claim, claims};
use crate::support::world::built_in_rules as rules;

#[test]
fn every_statement_is_numbered_in_its_article() {
    for (article, _) in ARTICLES {
        let numbers: Vec<u32> = claims().iter().filter(|claim| claim.article == article).map(|c| c.number).collect();
        assert_eq!(numbers, (1..=u32::try_from(numbers.len()).unwrap()).collect::<Vec<_>>(), "{article}");
    }
    let known = |claim: &Claim| ARTICLES.iter().any(|(article, _)| *article == claim.article);
    assert!(claims().iter().all(known));
}

#[test]
fn what_no_rule_checks_says_why() {
    let silent: Vec<&str> = claims()
        .iter()
        .filter(|claim| claim.checked.is_empty() || claim.checked == "-")
        .map(|claim| claim.states)
        .collect();
    assert_eq!(silent, [""; 0], "write `- ` and the reason");
}

#[test]
fn a_page_that_quotes_an_article_is_listed_for_it() {
    let claims = claims();
    let mut unlisted = Vec::new();
    for rule in rules() {
        for (article, title) in ARTICLES {
            let quotes = rule.info.sources.iter().any(|source| source.title == title);
            let mut of_article = claims.iter().filter(|claim| claim.article == article);
            let listed = |claim: &Claim| {
                claim.rules().any(|name| name == rule.name) || claim.family() == Some(rule.info.family.as_str())
            };
            if quotes && !of_article.any(listed) {
                unlisted.push(format!("{} quotes {article}", rule.name));
            }
        }
    }
    assert_eq!(unlisted, [""; 0], "name the rule in tests/claims.tsv at what it checks of the article");
}

#[test]
fn a_family_that_checks_a_statement_is_there() {
    let families: BTreeSet<String> = rules().into_iter().map(|rule| rule.info.family.clone()).collect();
    for family in claims().iter().filter_map(Claim::family) {
        assert!(families.contains(family), "{family}");
    }
}

#[test]
fn every_rule_that_checks_a_statement_has_a_page() {
    let pages: BTreeSet<String> = rules().into_iter().map(|rule| rule.name).collect();
    let named: BTreeSet<&str> = claims().iter().flat_map(Claim::rules).collect();
    let missing: Vec<&str> = named.into_iter().filter(|name| !pages.contains(*name)).collect();
    assert_eq!(missing, [""; 0], "write rules/FAMILY/NAME.md");
}
