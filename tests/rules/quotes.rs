//! What pages quote of the articles is whole: it neither begins nor ends inside a word or a phrase, and it means what the
//! sentence means that it is from. The articles lie beside the repository and not in it; `TEAMLINT_ARTICLES` names
//! another folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use teamlint::rule::article::articles;

use crate::support::program::repository;
use crate::support::world::built_in_rules;

/// More words than this are no quotation of a few words.
const MOST_WORDS: usize = 16;

/// Words that begin something: a quotation that ends with one lacks what it is about.
const OPEN: &str = "a an and as at be because but by for from if in into is are more no not of on or than that the \
                    their then this to when where which while who with without";

/// What turns a sentence.
const NEGATIONS: &[&str] = &[
    "not",
    "no",
    "never",
    "none",
    "nor",
    "neither",
    "nobody",
    "nothing",
    "cannot",
    "without",
    "hardly",
    "rarely",
    "instead of",
    "rather than",
    "less of",
    "less than",
    "n't",
];

/// Quotations whose sentence has a negation elsewhere, with what makes them right nevertheless.
const RIGHT_NEVERTHELESS: &[(&str, &str, &str)] = &[(
    "incomplete-platform",
    "build systems, observability standards",
    "what is integrated is listed, and how comes after it",
)];

/// A quotation of an article.
struct Quote {
    rule: String,
    article: String,
    text: String,
}

fn quotes() -> Vec<Quote> {
    let of = |source: &teamlint::finding::Source, rule: &str| {
        Some(Quote { rule: rule.to_owned(), article: source.article.clone()?, text: source.quote.clone()? })
    };
    let rules = built_in_rules();
    rules.iter().flat_map(|rule| rule.info().sources.iter().filter_map(|source| of(source, &rule.name))).collect()
}

/// What is wrong with a quotation as it stands.
fn fault(text: &str) -> Option<&'static str> {
    let words: Vec<&str> = text.split(' ').collect();
    let is_whole = |c: char| c.is_alphanumeric() || "()“”\"".contains(c);
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let begins = |word: &str| matches!(bare(word).as_str(), "and" | "or" | "but" | "of" | "than" | "that" | "which");
    let ends_open = |last: Option<String>| last.is_some_and(|last| OPEN.split_whitespace().any(|open| open == last));
    if text.contains('\n') || words.contains(&"") {
        Some("has blanks that are none of the sentence's")
    } else if words.len() > MOST_WORDS {
        Some("is more than a few words")
    } else if words.len() < 2 {
        Some("is a word, which everybody may use")
    } else if !text.starts_with(is_whole) || !text.ends_with(|c| is_whole(c) || ".?".contains(c)) {
        Some("begins or ends inside of something")
    } else if !text.ends_with(['.', '?']) && ends_open(words.last().map(|word| bare(word))) {
        Some("ends before what it is about")
    } else if words.first().is_some_and(|first| begins(first)) {
        Some("begins in the middle of what it is about")
    } else {
        None
    }
}

#[test]
fn a_quotation_is_a_few_whole_words() {
    let wrong = quotes()
        .into_iter()
        .filter_map(|quote| fault(&quote.text).map(|fault| format!("{}: “{}” {fault}", quote.rule, quote.text)));
    assert_eq!(wrong.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_quotation_that_is_cut_is_told() {
    for (text, told) in [
        ("establish a culture of reliability and", "ends before what it is about"),
        ("and the SREs continuously tighten the loop", "begins in the middle of what it is about"),
        (", tied to SLOs", "begins or ends inside of something"),
        ("tied to SLOs,", "begins or ends inside of something"),
        ("toil", "is a word, which everybody may use"),
        ("tied  to SLOs", "has blanks that are none of the sentence's"),
    ] {
        assert_eq!(fault(text), Some(told), "{text}");
    }
    assert_eq!(fault("setting Service Level Objectives (SLOs)"), None);
}

/// The articles by number, as one line each: marks of Markdown are left out, and quotation marks and apostrophes are plain.
fn texts() -> Option<BTreeMap<String, String>> {
    let named = std::env::var_os("TEAMLINT_ARTICLES").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| repository().join("../shared/seeds"));
    let Ok(files) = fs::read_dir(&folder) else {
        println!("skipped: there is no folder {}", folder.display());
        return None;
    };
    let mut texts = BTreeMap::new();
    for file in files {
        let path = file.expect("an entry").path();
        let number: String = path.file_name().unwrap_or_default().to_string_lossy().chars().take(3).collect();
        texts.insert(number, plain(&fs::read_to_string(path).expect("a text")));
    }
    Some(texts)
}

fn plain(markdown: &str) -> String {
    let text = markdown.replace(['’', '‘'], "'").replace(['“', '”'], "\"").replace("**", "").replace('\\', "");
    // `[text](address)` is its text.
    let mut shown = String::new();
    for (rank, part) in text.split("](").enumerate() {
        shown.push_str(if rank == 0 { part } else { part.split_once(')').map_or(part, |(_, after)| after) });
    }
    shown.replace(['[', '_'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is wrong with a quotation of this text.
fn unlike(text: &str, quote: &str) -> Option<String> {
    let quote = plain(quote);
    let Some(start) = text.find(&quote) else { return Some("is not in the article".to_owned()) };
    let (before, after) = (&text[..start], &text[start + quote.len()..]);
    let inside_a_word = |one: Option<char>, other: Option<char>| {
        let is_of_a_word = |c: char| c.is_alphanumeric() || c == '-' || c == '\'';
        one.is_some_and(is_of_a_word) && other.is_some_and(is_of_a_word)
    };
    if inside_a_word(before.chars().next_back(), quote.chars().next())
        || inside_a_word(quote.chars().next_back(), after.chars().next())
    {
        return Some("begins or ends inside a word".to_owned());
    }
    let ends = [". ", "? ", "! ", ".\" ", "?\" "];
    let from = ends.iter().filter_map(|end| before.rfind(end).map(|at| at + end.len())).max().unwrap_or(0);
    let ended = quote.ends_with('.') || quote.ends_with('?');
    let to = ends.iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len());
    let around = [&before[from..], if ended { "" } else { &after[..to] }];
    let negated = around.iter().find_map(|part| negation(part));
    negated.map(|word| format!("leaves “{word}” of its sentence out: {}", around.join("[…]")))
}

fn negation(text: &str) -> Option<&'static str> {
    let text = format!(" {} ", text.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '\'', " "));
    NEGATIONS.iter().copied().find(|word| match *word {
        "n't" => text.contains("n't "),
        word => text.contains(&format!(" {word} ")),
    })
}

#[test]
fn a_quotation_stands_in_its_article_and_means_what_its_sentence_means() {
    let Some(texts) = texts() else { return };
    assert!(articles().iter().all(|article| texts.contains_key(article.number)), "{:?}", texts.keys());
    let mut wrong = Vec::new();
    let mut used = 0;
    for quote in quotes() {
        let Some(fault) = unlike(&texts[&quote.article], &quote.text) else { continue };
        let is_listed = |(rule, part, _): &&(&str, &str, &str)| *rule == quote.rule && quote.text.starts_with(part);
        if fault.starts_with("leaves") && RIGHT_NEVERTHELESS.iter().find(is_listed).is_some() {
            used += 1;
        } else {
            wrong.push(format!("{}, {}: “{}” {fault}", quote.rule, quote.article, quote.text));
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert_eq!(used, RIGHT_NEVERTHELESS.len(), "an entry of RIGHT_NEVERTHELESS is about no quotation");
}

#[test]
fn a_quotation_that_turns_its_sentence_is_told() {
    let text = plain(
        "It’s not about heroics. It builds\nsystems where heroics aren’t necessary. The **best** do [more](#) work.",
    );
    for (quote, told) in [
        ("builds systems where heroics", Some("leaves “n't” of its sentence out")),
        ("about heroics", Some("leaves “not” of its sentence out")),
        ("builds systems where heroics aren't necessary", None),
        ("builds syst", Some("begins or ends inside a word")),
        ("best do more work", None),
        ("best do less work", Some("is not in the article")),
    ] {
        let fault = unlike(&text, quote);
        assert_eq!(fault.is_some(), told.is_some(), "{quote}: {fault:?}");
        assert!(fault.unwrap_or_default().starts_with(told.unwrap_or_default()), "{quote}");
    }
}
