//! HTML as a browser would take it apart: elements with what they are in, their attributes, and the text between them.

/// An element.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its name, in lower case.
    pub name: String,
    /// Its attributes, with what they mean.
    pub attributes: Vec<(String, String)>,
    /// The elements that it is in, the outermost first.
    pub within: Vec<String>,
    /// The rank of the element that it is in.
    pub parent: Option<usize>,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// Its elements, in their order.
    pub elements: Vec<Element>,
    /// The text that people see or hear, with what attributes say to them.
    pub text: String,
    /// What is wrong with it.
    pub problems: Vec<String>,
}

/// Elements that have no end.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param"];
/// Attributes that people hear or see.
const TOLD: [&str; 8] = ["title", "aria-label", "alt", "content", "value", "placeholder", "data-n", "data-t"];

/// Takes a page apart.
pub fn read(text: &str) -> Page {
    let mut page = Page::default();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = text.strip_prefix("<!DOCTYPE html>").unwrap_or_else(|| panic!("a page: {}", &text[..40]));
    while let Some(at) = rest.find('<') {
        page.text.push_str(&meant(&rest[..at]));
        page.text.push(' ');
        rest = &rest[at + 1..];
        if let Some(end) = rest.strip_prefix('/') {
            let (name, after) = end.split_once('>').expect("an end of a tag");
            rest = after;
            let last = open.pop().map(|at| page.elements[at].name.clone());
            if last.as_deref() != Some(name) {
                page.problems.push(format!("`{name}` ends where `{last:?}` is open"));
            }
            continue;
        }
        let (tag, after) = split_tag(rest);
        rest = after;
        let element = element(tag.trim_end_matches('/'), &page.elements, &open);
        page.text.extend(
            element
                .attributes
                .iter()
                .filter(|(name, _)| TOLD.contains(&name.as_str()))
                .map(|(_, value)| format!(" {value} ")),
        );
        let name = element.name.clone();
        page.elements.push(element);
        if matches!(name.as_str(), "script" | "style") {
            let end = rest.find(&format!("</{name}>")).expect("its end");
            rest = &rest[end + name.len() + 3..];
        } else if !VOID.contains(&name.as_str()) && !tag.ends_with('/') {
            open.push(page.elements.len() - 1);
        }
    }
    for at in open {
        page.problems.push(format!("`{}` does not end", page.elements[at].name));
    }
    page
}

/// A tag without its brackets, and what comes after it: what is quoted may have brackets in it.
fn split_tag(text: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return (&text[..at], &text[at + 1..]),
            _ => {}
        }
    }
    panic!("a tag without an end")
}

fn element(tag: &str, all: &[Element], open: &[usize]) -> Element {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        if let Some((value, after)) = after.strip_prefix("=\"").and_then(|after| after.split_once('"')) {
            attributes.push((key.to_owned(), meant(value)));
            rest = after;
        } else {
            attributes.push((key.to_owned(), String::new()));
            rest = after;
        }
    }
    Element {
        name: name.to_ascii_lowercase(),
        attributes,
        within: open.iter().map(|&at| all[at].name.clone()).collect(),
        parent: open.last().copied(),
    }
}

/// A text without references to characters.
fn meant(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

impl Page {
    /// Elements of a name.
    pub fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = (usize, &'p Element)> {
        self.elements.iter().enumerate().filter(move |(_, element)| element.name == name)
    }

    /// Whether a word stands in what people see or hear, by itself.
    pub fn says(&self, word: &str) -> bool {
        let (text, word) = (self.text.to_lowercase(), word.to_lowercase());
        let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        text.match_indices(&word)
            .any(|(at, _)| ends(text[..at].chars().next_back()) && ends(text[at + word.len()..].chars().next()))
    }
}
