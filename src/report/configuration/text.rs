//! What counts, as a configuration that says the same: behind each value stands what says so.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::finding::wording::listed;
use crate::report::Look;
use crate::report::configuration::{Effective, Node, Origin, Scalar};
use crate::report::terminal_text::{Ink, line, paint, visible};

/// Words that mean something else without quotes, in YAML 1.1 or 1.2.
const SPECIAL: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// Writes it as YAML.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, effective: &Effective, look: Look) -> io::Result<()> {
    let mut text = String::new();
    let files: Vec<String> = effective.files.iter().map(|file| line(file).into_owned()).collect();
    let from = match files.as_slice() {
        [] => "there is no configuration here".to_owned(),
        [one] => format!("what counts, from {one}"),
        several => format!("what counts, from {}, each over those before it", listed(several, "and")),
    };
    let _ = writeln!(text, "{}", paint(look, Ink::Dim, &format!("# {from}")));
    Writer { look, out: &mut text }.entries(&effective.keys, 0);
    out.write_all(text.as_bytes())
}

struct Writer<'o> {
    look: Look,
    out: &'o mut String,
}

impl Writer<'_> {
    fn entries(&mut self, entries: &[(String, Node)], indent: usize) {
        for (rank, (key, node)) in entries.iter().enumerate() {
            // The first entry of a map in a list stands behind the dash.
            if rank > 0 || indent == 0 || self.out.ends_with('\n') {
                let _ = write!(self.out, "{:indent$}", "");
            }
            if let Node::Words(words, origin) = node {
                let comment = format!("# {key}: {words} ({})", said(origin));
                let _ = writeln!(self.out, "{}", paint(self.look, Ink::Dim, &line(&comment)));
                continue;
            }
            let _ = write!(self.out, "{}:", scalar(&Scalar::text(key)));
            self.node(node, indent);
        }
    }

    /// What stands behind the colon of an entry at this indent.
    fn node(&mut self, node: &Node, indent: usize) {
        match node {
            Node::Leaf(value, origin) => self.leaf(value, origin),
            Node::List(items) if items.is_empty() => self.out.push_str(" []\n"),
            Node::Map(entries) if entries.is_empty() => self.out.push_str(" {}\n"),
            Node::Words(..) => self.out.push_str(" null\n"),
            // Comments alone are no map.
            Node::Map(entries) if entries.iter().all(|(_, node)| matches!(node, Node::Words(..))) => {
                self.out.push_str(" {}\n");
                self.entries(entries, indent + 2);
            }
            Node::List(items) => {
                self.out.push('\n');
                self.items(items, indent + 2);
            }
            Node::Map(entries) => {
                self.out.push('\n');
                self.entries(entries, indent + 2);
            }
        }
    }

    fn items(&mut self, items: &[Node], indent: usize) {
        for (rank, item) in items.iter().enumerate() {
            if rank > 0 || self.out.ends_with('\n') {
                let _ = write!(self.out, "{:indent$}", "");
            }
            self.out.push('-');
            match item {
                Node::Map(entries) if !entries.is_empty() => {
                    self.out.push(' ');
                    self.entries(entries, indent + 2);
                }
                Node::List(inner) if !inner.is_empty() => {
                    self.out.push(' ');
                    self.items(inner, indent + 2);
                }
                other => self.node(other, indent),
            }
        }
    }

    fn leaf(&mut self, value: &Scalar, origin: &Origin) {
        let comment = format!("# {}", line(&said(origin)));
        let _ = writeln!(self.out, " {}  {}", scalar(value), paint(self.look, Ink::Dim, &comment));
    }
}

fn said(origin: &Origin) -> String {
    match origin {
        Origin::File { file, line, .. } => format!("{file}:{line}"),
        Origin::Option { name } => name.clone(),
        Origin::Profile { name } => format!("profile {name}"),
        Origin::Edition { name } => format!("edition {name}"),
        Origin::Default => "default".to_owned(),
    }
}

/// A value as YAML that is read as the same.
fn scalar(value: &Scalar) -> String {
    let Scalar { text, plain } = value;
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "_./-".contains(c))
        && !SPECIAL.contains(&text.to_ascii_lowercase().as_str());
    let is_plain = *plain && !text.is_empty() && text.chars().all(|c| visible(c) == c && c != '\n');
    if is_word || is_plain { text.clone() } else { quoted(text) }
}

/// Between double quotes, with whatever cannot be seen as an escape.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if visible(c) != c && u32::from(c) <= 0xffff => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c if visible(c) != c => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use crate::report::configuration::text::scalar;
    use crate::report::configuration::{Effective, Node, Origin, Scalar};
    use crate::report::{Look, configuration};

    #[test]
    fn what_would_be_read_as_something_else_is_quoted() {
        let texts = ["teams/web.yaml", "off", "0.1", "team:web", "*.yaml", "", "a\nb", "\u{202e}", "\u{e0001}", "\"\\"];
        let written: Vec<String> = texts.iter().map(|text| scalar(&Scalar::text(*text))).collect();
        let quoted =
            ["\"team:web\"", "\"*.yaml\"", "\"\"", "\"a\\u000Ab\"", "\"\\u202E\"", "\"\\U000E0001\"", "\"\\\"\\\\\""];
        assert_eq!(written[..3], ["teams/web.yaml", "\"off\"", "\"0.1\""]);
        assert_eq!(written[3..], quoted);
        assert_eq!([Scalar::word("off"), Scalar::word("0.3")].map(|word| scalar(&word)), ["off", "0.3"]);
    }

    #[test]
    fn lists_and_maps_stand_in_each_other() {
        let leaf = |text: &str| Node::Leaf(Scalar::text(text), Origin::Default);
        let words = || ("x".to_owned(), Node::Words("a, or b".to_owned(), Origin::Default));
        let map =
            Node::Map(vec![("a".to_owned(), leaf("b")), ("c".to_owned(), Node::List(vec![leaf("d"), leaf("e")]))]);
        let (some, only) = (Node::Map(vec![words(), ("y".to_owned(), leaf("z"))]), Node::Map(vec![words()]));
        let list = Node::List(vec![map, Node::List(vec![leaf("f"), leaf("g")]), Node::Map(Vec::new()), leaf("h")]);
        let effective = Effective {
            files: Vec::new(),
            keys: vec![("all".to_owned(), list), ("some".to_owned(), some), ("only".to_owned(), only)],
        };
        let mut out = Vec::new();
        configuration::text::write(&mut out, &effective, Look::PLAIN).expect("memory");
        let expected = "\
# there is no configuration here
all:
  - a: b  # default
    c:
      - d  # default
      - e  # default
  - - f  # default
    - g  # default
  - {}
  - h  # default
some:
  # x: a, or b (default)
  \"y\": z  # default
only: {}
  # x: a, or b (default)
";
        assert_eq!(String::from_utf8(out).expect("text"), expected);
    }
}
