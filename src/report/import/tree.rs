//! YAML with comments, as it is written: blocks, and brackets for short lists of single values.

use crate::report::import::scalar;

/// Longer lists are written one element a line.
const WIDTH: usize = 100;

/// Longer keys are no keys for some readers, unless they are told.
const LONGEST_KEY: usize = 1_000;

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A single value, as it is written.
    Scalar(String),
    /// Text, which may have several lines.
    Text(String),
    List(Vec<Element>),
    Map(Vec<Entry>),
}

/// An element of a list, and what is said above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub comments: Vec<String>,
    pub node: Node,
}

/// A key with its value, and what is said above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub comments: Vec<String>,
    pub key: String,
    pub node: Node,
}

impl Entry {
    pub fn new(key: &str, node: Node) -> Self {
        Self { comments: Vec::new(), key: key.to_owned(), node }
    }
}

impl Node {
    pub fn list(nodes: impl IntoIterator<Item = Self>) -> Self {
        Self::List(nodes.into_iter().map(|node| Element { comments: Vec::new(), node }).collect())
    }
}

/// Writes a comment, a line for each of these.
pub(super) fn comments(out: &mut String, indent: usize, lines: &[String]) {
    for line in lines {
        pad(out, indent);
        out.push('#');
        if !line.is_empty() {
            out.push(' ');
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// Writes an entry of a map.
pub(super) fn entry(out: &mut String, indent: usize, entry: &Entry) {
    comments(out, indent, &entry.comments);
    pad(out, indent);
    bare_entry(out, indent, entry);
}

fn bare_entry(out: &mut String, indent: usize, entry: &Entry) {
    let key = scalar::text(&entry.key);
    if key.len() > LONGEST_KEY {
        out.push_str("? ");
        out.push_str(&key);
        out.push('\n');
        pad(out, indent);
        out.push(':');
    } else {
        out.push_str(&key);
        out.push(':');
    }
    value(out, indent, &entry.node);
}

/// Writes what stands behind a colon, on its line or below it.
fn value(out: &mut String, indent: usize, node: &Node) {
    match node {
        Node::Map(entries) if !entries.is_empty() => {
            out.push('\n');
            for one in entries {
                entry(out, indent + 2, one);
            }
        }
        Node::List(elements) if in_brackets(elements).is_none() => {
            out.push('\n');
            for one in elements {
                element(out, indent + 2, one);
            }
        }
        Node::Text(text) if let Some((mark, lines)) = scalar::block(text) => {
            out.push(' ');
            out.push_str(mark);
            out.push('\n');
            for line in lines {
                pad(out, if line.is_empty() { 0 } else { indent + 2 });
                out.push_str(line);
                out.push('\n');
            }
        }
        _ => {
            out.push(' ');
            out.push_str(&one_line(node));
            out.push('\n');
        }
    }
}

fn element(out: &mut String, indent: usize, element: &Element) {
    comments(out, indent, &element.comments);
    pad(out, indent);
    out.push('-');
    match &element.node {
        Node::Map(entries) if let [first, rest @ ..] = &entries[..] => {
            out.push(' ');
            bare_entry(out, indent + 2, first);
            for one in rest {
                entry(out, indent + 2, one);
            }
        }
        node => value(out, indent, node),
    }
}

/// What fits into a line: a single value, a list in brackets, a map or list with nothing in it.
fn one_line(node: &Node) -> String {
    match node {
        Node::Scalar(written) => written.clone(),
        Node::Text(text) => scalar::text(text),
        Node::List(elements) => in_brackets(elements).unwrap_or_default(),
        Node::Map(_) => "{}".to_owned(),
    }
}

/// A list in brackets, where it is one of single values and short.
fn in_brackets(elements: &[Element]) -> Option<String> {
    let mut written = String::from("[");
    for (rank, element) in elements.iter().enumerate() {
        let single = match &element.node {
            Node::Scalar(written) if !written.contains(',') => written.clone(),
            Node::Text(text) => scalar::text(text),
            _ => return None,
        };
        if rank > 0 {
            written.push_str(", ");
        }
        written.push_str(&single);
        if written.len() > WIDTH || !element.comments.is_empty() {
            return None;
        }
    }
    written.push(']');
    Some(written)
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}
