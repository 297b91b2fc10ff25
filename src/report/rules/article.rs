//! What an article states, and which rules check it.

use std::io::{self, Write};

use serde::Serialize;

use crate::report::Look;
use crate::report::json;
use crate::report::terminal_text::{self, Ink, paint, wrap};

/// An article that rules answer to.
#[derive(Clone, Debug)]
pub struct ArticleText<'a> {
    /// What `--source` calls it.
    pub number: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Who wrote it, where that is known.
    pub author: Option<&'a str>,
    /// The day on which it was published, where that is known.
    pub published: Option<&'a str>,
    /// Who published it, where that is known.
    pub origin: Option<&'a str>,
    /// What is known of these, and what is not, in words.
    pub provenance: String,
    /// What it states, in its order.
    pub statements: Vec<StatementText<'a>>,
}

/// One statement of an article.
#[derive(Clone, Debug, Serialize)]
pub struct StatementText<'a> {
    /// Its number in the article, from 1.
    pub number: usize,
    /// What it states, in other words than the article's.
    pub states: &'a str,
    /// The rules that check it.
    pub rules: Vec<&'a str>,
    /// The family of which every rule checks it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<&'a str>,
    /// What it went into instead of a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<&'a str>,
    /// Why nothing can check it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unchecked: Option<&'a str>,
}

/// Writes them for people: a statement a line, and below it what checks it.
///
/// # Errors
///
/// When the output cannot be written.
pub(super) fn write_text(out: &mut dyn Write, article: &ArticleText<'_>, look: Look) -> io::Result<()> {
    let head = format!("{}  {}", article.number, terminal_text::line(article.title));
    writeln!(out, "{}", paint(look, Ink::Bold, &wrap(&head, look.width, "", "     ")))?;
    writeln!(out, "{}", wrap(&article.provenance, look.width, "     ", "     "))?;
    let checked = article.statements.iter().filter(|one| !one.rules.is_empty()).count();
    let counts = format!("{checked} of {} statements are checked by rules", article.statements.len());
    writeln!(out, "{}\n", wrap(&counts, look.width, "     ", "     "))?;
    for statement in &article.statements {
        let number = format!("{:>4}  ", statement.number);
        writeln!(out, "{}", wrap(statement.states, look.width, &number, "      "))?;
        let by = match (statement.family, statement.within, statement.unchecked) {
            (Some(family), ..) => format!("every rule of `{family}`"),
            (None, Some(within), _) => format!("no rule; {within}"),
            (None, None, Some(why)) => format!("no rule: {why}"),
            (None, None, None) => statement.rules.join(", "),
        };
        let by = wrap(&by, look.width, "        ", "        ");
        writeln!(out, "{}", paint(look, Ink::Dim, &by))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct ArticleShown<'a> {
    article: &'a str,
    title: &'a str,
    author: Option<&'a str>,
    published: Option<&'a str>,
    origin: Option<&'a str>,
    statements: &'a [StatementText<'a>],
}

/// Writes them for machines: one object.
///
/// # Errors
///
/// When the output cannot be written.
pub(super) fn write_json(out: &mut dyn Write, of: &ArticleText<'_>) -> io::Result<()> {
    let shown = ArticleShown {
        article: of.number,
        title: of.title,
        author: of.author,
        published: of.published,
        origin: of.origin,
        statements: &of.statements,
    };
    json::write(out, &shown)
}
