//! The articles that the first rules were taken from, what each of them states, and which rules check it: the tables
//! `rules/articles.tsv` and `rules/claims.tsv`.

use std::sync::OnceLock;

use crate::finding::wording::listed;

const ARTICLES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/articles.tsv"));
const CLAIMS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/claims.tsv"));

/// An article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// What pages and `teamlint rules --source` call it: three digits.
    pub number: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Who wrote it, where that is known.
    pub author: Option<&'static str>,
    /// The day on which it was published, where that is known.
    pub published: Option<&'static str>,
    /// Who published it, where that is known.
    pub origin: Option<&'static str>,
}

/// One statement of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its number in the article, from 1.
    pub number: usize,
    /// What it states, in a few words that are not the article's.
    pub states: &'static str,
    /// What became of it.
    pub checked: Checked,
}

/// What checks a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// These rules.
    By(Vec<&'static str>),
    /// Every rule of this family.
    ByFamily(&'static str),
    /// No rule, but it went into something else.
    Within(&'static str),
    /// Nothing, and why: it cannot be seen in what an organisation declares.
    Nowhere(&'static str),
}

impl Checked {
    /// `a-rule another-rule`, `family/*`, `(something else)` or `- why nothing can`.
    fn read(text: &'static str) -> Self {
        let within = || text.strip_prefix('(')?.strip_suffix(')');
        match (within(), text.strip_suffix("/*")) {
            (Some(within), _) => Self::Within(within),
            (_, Some(family)) => Self::ByFamily(family),
            _ => match text.strip_prefix('-') {
                Some(why) => Self::Nowhere(why.trim()),
                None => Self::By(text.split(' ').collect()),
            },
        }
    }

    /// Whether it is checked by this rule of this family.
    pub fn is_by(&self, rule: &str, family: &str) -> bool {
        match self {
            Self::By(rules) => rules.contains(&rule),
            Self::ByFamily(all) => *all == family,
            Self::Within(_) | Self::Nowhere(_) => false,
        }
    }
}

impl Article {
    /// What it states, in its order.
    pub fn claims(&self) -> impl Iterator<Item = Claim> {
        let of_article = rows::<4>(CLAIMS).filter(|[of, ..]| *of == self.number);
        of_article.map(|[_, number, states, checked]| Claim {
            number: number.parse().unwrap_or_default(),
            states,
            checked: Checked::read(checked),
        })
    }

    /// What is known of where it comes from, and what is not: `published 2025-05-16; author and origin unknown`.
    pub fn provenance(&self) -> String {
        let known = [("by", self.author), ("published", self.published), ("from", self.origin)];
        let known: Vec<String> = known.iter().filter_map(|(how, what)| Some(format!("{how} {}", (*what)?))).collect();
        let unknown = [("author", self.author), ("date", self.published), ("origin", self.origin)];
        let unknown: Vec<String> =
            unknown.iter().filter(|(_, what)| what.is_none()).map(|(what, _)| (*what).to_owned()).collect();
        let unknown = if unknown.is_empty() { String::new() } else { format!("{} unknown", listed(&unknown, "and")) };
        let known = known.join(", ");
        let parts = [known, unknown];
        parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("; ")
    }
}

/// All of them, in the order of their numbers.
pub fn articles() -> &'static [Article] {
    static ALL: OnceLock<Vec<Article>> = OnceLock::new();
    ALL.get_or_init(|| {
        let articles = rows(ARTICLES).map(|row| {
            let [number, title, author, published, origin] = row;
            let known = |text: &'static str| (!text.is_empty()).then_some(text);
            let [author, published, origin] = [author, published, origin].map(known);
            Article { number, title, author, published, origin }
        });
        articles.collect()
    })
}

/// The one with this number.
pub fn article(number: &str) -> Option<&'static Article> {
    articles().iter().find(|article| article.number == number)
}

/// The lines of a table without the first, which names its columns. A line with other columns is none; a test sees to it
/// that there is no such line.
fn rows<const COLUMNS: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; COLUMNS]> {
    table.lines().skip(1).filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

#[cfg(test)]
mod tests {
    use crate::rule::article::{ARTICLES, Article, CLAIMS, Checked, articles};

    #[test]
    fn every_line_of_the_tables_is_read() {
        let claims: usize = articles().iter().map(|article| article.claims().count()).sum();
        assert_eq!(claims, CLAIMS.lines().count() - 1);
        assert_eq!(articles().len(), ARTICLES.lines().count() - 1);
        for article in articles() {
            let numbers: Vec<usize> = article.claims().map(|claim| claim.number).collect();
            assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>(), "{}", article.number);
        }
    }

    #[test]
    fn what_checks_a_statement_is_written_in_four_ways() {
        assert_eq!(Checked::read("team-size silo"), Checked::By(vec!["team-size", "silo"]));
        assert_eq!(Checked::read("topology/*"), Checked::ByFamily("topology"));
        assert_eq!(Checked::read("(severities)"), Checked::Within("severities"));
        assert_eq!(Checked::read("- it is not declared"), Checked::Nowhere("it is not declared"));
    }

    #[test]
    fn what_is_not_known_of_an_article_is_said() {
        let nothing = Article { number: "9", title: "T", author: None, published: None, origin: None };
        assert_eq!(nothing.provenance(), "author, date and origin unknown");
        let dated = Article { published: Some("2025-05-16"), ..nothing.clone() };
        assert_eq!(dated.provenance(), "published 2025-05-16; author and origin unknown");
        let whole = Article { author: Some("Ana"), origin: Some("a journal"), ..dated };
        assert_eq!(whole.provenance(), "by Ana, published 2025-05-16, from a journal");
    }
}
