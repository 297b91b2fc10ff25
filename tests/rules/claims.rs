//! The table of what the articles state, and which rules check it, agrees with the pages.

use std::collections::BTreeSet;

use teamlint::finding::Source;
use teamlint::rule::Rule;
use teamlint::rule::article::{Article, Checked, articles};

use crate::support::world::built_in_rules as rules;

fn names(rule: &Rule, article: &str) -> bool {
    rule.info().sources.iter().any(|source: &Source| source.article.as_deref() == Some(article))
}

#[test]
fn what_no_rule_checks_says_why() {
    let claims = articles().iter().flat_map(Article::claims);
    let silent: Vec<&str> = claims
        .filter(|claim| matches!(claim.checked, Checked::Nowhere(why) if why.is_empty()))
        .map(|claim| claim.states)
        .collect();
    assert_eq!(silent, [""; 0], "write `- ` and the reason");
}

#[test]
fn a_page_that_names_an_article_checks_what_it_states_and_the_other_way_round() {
    let mut wrong = Vec::new();
    for rule in rules() {
        for article in articles() {
            let checks = article.claims().any(|claim| claim.checked.is_by(&rule.name, &rule.family));
            match (names(&rule, article.number), checks) {
                (true, false) => wrong.push(format!(
                    "{} names article {}: write the rule into rules/claims.tsv, at what it checks of the article",
                    rule.name, article.number
                )),
                (false, true) => wrong.push(format!(
                    "{} checks what article {} states: name it in `sources`, `- {{seed: \"{}\", quote: \"…\"}}`",
                    rule.name, article.number, article.number
                )),
                _ => {}
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_family_that_checks_a_statement_is_there() {
    let families: BTreeSet<String> = rules().into_iter().map(|rule| rule.family.clone()).collect();
    for claim in articles().iter().flat_map(Article::claims) {
        if let Checked::ByFamily(family) = claim.checked {
            assert!(families.contains(family), "{family}");
        }
    }
}

#[test]
fn every_rule_that_checks_a_statement_has_a_page() {
    let pages: BTreeSet<String> = rules().into_iter().map(|rule| rule.name).collect();
    let claims = articles().iter().flat_map(Article::claims);
    let named = claims.flat_map(|claim| match claim.checked {
        Checked::By(rules) => rules,
        _ => Vec::new(),
    });
    let missing: BTreeSet<&str> = named.filter(|name| !pages.contains(*name)).collect();
    assert_eq!(missing, BTreeSet::new(), "write rules/FAMILY/NAME.md");
}
