//! A rule page as reports show it. Whoever has read the page makes one; no report asks the rule itself.

use crate::finding::Source;

/// A rule page, as far as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageText {
    /// The rule.
    pub name: String,
    /// The folder it lies in.
    pub family: String,
    /// What it asks for, in one line.
    pub summary: String,
    /// Its severity, as the page has it: a word, or what it depends on.
    pub severity: String,
    /// The edition that it came with.
    pub since: String,
    /// Whether it is newer than the edition that configuration stays with.
    pub preview: bool,
    /// Its parameters.
    pub params: Vec<ParamText>,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// Everything below the head, in Markdown.
    pub body_markdown: String,
}

/// A parameter of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParamText {
    /// What configuration calls it.
    pub name: String,
    /// Its value where configuration says nothing.
    pub default: String,
    /// Where it was taken from, if it is not the page's own: a path in the taxonomy.
    pub from: Option<String>,
    /// What it counts, if it has a unit.
    pub unit: Option<String>,
    /// What it means.
    pub doc: String,
}
