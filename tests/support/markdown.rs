//! Markdown as somebody else reads it, and as GitHub makes links of it afterwards.

use pulldown_cmark::{Event, Options, Parser, Tag};

/// What is in a text.
#[derive(Debug, Default)]
pub struct Read {
    /// Headings, each as its text.
    pub headings: Vec<String>,
    /// Links: where they lead, and their text.
    pub links: Vec<(String, String)>,
    /// HTML, piece by piece.
    pub html: Vec<String>,
    /// What is code.
    pub code: Vec<String>,
    /// Everything else.
    pub text: String,
    /// How many elements lists have.
    pub items: usize,
    /// What nobody should have written: pictures, blocks of code, quotations, tables, emphasis but of severities.
    pub others: Vec<String>,
}

impl Read {
    /// Whether it is nothing but text and code, of which nobody makes a link or a mention.
    pub fn is_plain(&self) -> bool {
        let Self { headings, links, html, items, others, .. } = self;
        let is_quiet = self.notifies().is_none();
        headings.is_empty() && links.is_empty() && html.is_empty() && *items == 0 && others.is_empty() && is_quiet
    }

    /// What of the text would become a mention, a link or a reference to an issue.
    pub fn notifies(&self) -> Option<&str> {
        let text = &self.text;
        let after = |sign: char| {
            text.match_indices(sign).find(|(at, _)| {
                let next = text[at + sign.len_utf8()..].chars().next();
                next.is_some_and(char::is_alphanumeric)
            })
        };
        let address = text.find("://").or_else(|| text.to_lowercase().find("www."));
        after('@').or_else(|| after('#')).map(|(at, _)| at).or(address).map(|at| &text[at..])
    }
}

/// Reads a text.
pub fn read(text: &str) -> Read {
    let mut read = Read::default();
    let mut heading = false;
    let mut link: Option<usize> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                heading = true;
                read.headings.push(String::new());
            }
            Event::End(pulldown_cmark::TagEnd::Heading(_)) => heading = false,
            Event::Start(Tag::Link { dest_url, .. }) => {
                link = Some(read.links.len());
                read.links.push((dest_url.into_string(), String::new()));
            }
            Event::End(pulldown_cmark::TagEnd::Link) => link = None,
            Event::Start(Tag::Item) => read.items += 1,
            Event::Start(Tag::Paragraph | Tag::List(_) | Tag::HtmlBlock | Tag::Strong) | Event::End(_) => {}
            Event::Html(html) | Event::InlineHtml(html) => read.html.push(html.trim().to_owned()),
            Event::Text(part) | Event::Code(part) if link.is_some() => {
                read.links[link.unwrap_or_default()].1.push_str(&part);
            }
            Event::Code(part) => read.code.push(part.into_string()),
            Event::Text(part) => {
                if let Some(open) = read.headings.last_mut().filter(|_| heading) {
                    open.push_str(&part);
                }
                read.text.push_str(&part);
            }
            Event::SoftBreak | Event::HardBreak => read.text.push('\n'),
            other => read.others.push(format!("{other:?}")),
        }
    }
    read
}
