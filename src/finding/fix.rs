//! What to change in the files so that a finding goes away.

use crate::text::{Place, Sources, Span, offset};

/// Changes that belong together: all of them or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// Whether what the files mean stays the same, so that nobody need look at it.
    pub safe: bool,
    /// The changes; no two of them overlap.
    pub edits: Vec<Edit>,
}

/// One change: other text in the place of some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go away.
    pub place: Place,
    /// What stands there instead; nothing, to delete them.
    pub replacement: String,
}

/// A single value or a key as it stands in a file, so that something else can be written in its place.
#[derive(Clone, Copy, Debug)]
pub struct Scalar<'t> {
    /// Its bytes, quotes included.
    pub place: Place,
    /// What these are.
    pub source: &'t str,
}

impl<'t> Scalar<'t> {
    /// What stands at a place.
    pub fn at(sources: &'t Sources, place: Place) -> Self {
        Self { place, source: sources.text(place) }
    }

    /// Another text in the same quotes; where there are none, it gets some if it needs them or comes in some. `None` where
    /// more stands there than one line that is one value: an alias, a block, a list.
    pub fn becoming(self, text: &str) -> Option<Edit> {
        let bare = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let bare = bare.filter(|bare| !bare.contains(['"', '\\']));
        let own = self.quotes()?;
        let quotes = if own == Quotes::None && (bare.is_some() || !is_quiet(text)) { Quotes::Double } else { own };
        Some(Edit { place: self.place, replacement: in_quotes(bare.unwrap_or(text), quotes)? })
    }

    /// The list of these texts in one line, each in the quotes that there are. `None` as for [`Scalar::becoming`].
    pub fn becoming_list<S: AsRef<str>>(self, texts: &[S]) -> Option<Edit> {
        let own = self.quotes()?;
        let element = |text: &str| {
            let needs_some = own == Quotes::None && !is_quiet(text);
            in_quotes(text, if needs_some { Quotes::Double } else { own })
        };
        let elements: Option<Vec<String>> = texts.iter().map(|text| element(text.as_ref())).collect();
        Some(Edit { place: self.place, replacement: format!("[{}]", elements?.join(", ")) })
    }

    /// The quotes around it, if there are any; nothing where it is not one value in one line.
    fn quotes(self) -> Option<Quotes> {
        let is_more = self.source.contains(['\n', '\r']);
        let ends = |quote| self.source.len() > 1 && self.source.ends_with(quote);
        match self.source.chars().next()? {
            _ if is_more => None,
            '"' => ends('"').then_some(Quotes::Double),
            '\'' => ends('\'').then_some(Quotes::Single),
            '*' | '&' | '!' | '|' | '>' | '[' | '{' | '?' => None,
            _ => Some(Quotes::None),
        }
    }
}

/// What a value stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    None,
    Single,
    Double,
}

/// Whether a text is the same in YAML without quotes, in braces, too.
fn is_quiet(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ' ' | ':' | '@' | '+' | '%');
    text.starts_with(char::is_alphanumeric)
        && text.chars().all(plain)
        && !text.contains(": ")
        && !text.ends_with([':', ' '])
}

/// A text in these quotes; `None` where it does not fit into a line.
fn in_quotes(text: &str, quotes: Quotes) -> Option<String> {
    if text.chars().any(char::is_control) {
        return None;
    }
    Some(match quotes {
        Quotes::None => text.to_owned(),
        Quotes::Single => format!("'{}'", text.replace('\'', "''")),
        Quotes::Double => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    })
}

/// A text with other text in some places, which do not overlap; of those that do the first counts. What does not fit the
/// text changes nothing.
pub fn applied<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let mut edits: Vec<&Edit> = edits.collect();
    edits.sort_by_key(|edit| edit.place.span);
    let (mut changed, mut read) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        let (start, end) = (edit.place.span.start as usize, edit.place.span.end as usize);
        let (Some(kept), Some(_)) = (text.get(read..start), text.get(start..end)) else { continue };
        changed.push_str(kept);
        changed.push_str(&edit.replacement);
        read = end;
    }
    changed.push_str(&text[read..]);
    changed
}

/// Writes another name where one is written; in quotes where it was, or where YAML would take it for something else.
/// `None` where something other than that name stands there.
pub fn rename(sources: &Sources, place: Place, from: &str, to: &str) -> Option<Edit> {
    let written = sources.text(place);
    let bare = written.trim_matches(['"', '\'']);
    let (prefix, name) = if bare.eq_ignore_ascii_case(from) { ("", bare) } else { bare.split_at(bare.find(':')? + 1) };
    if !name.trim().eq_ignore_ascii_case(from.trim()) {
        return None;
    }
    let needs_none = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    let name = format!("{prefix}{to}");
    let quote = match written.chars().next() {
        Some(quote @ ('"' | '\'')) => quote.to_string(),
        _ if name.chars().all(needs_none) && name.starts_with(|c: char| c.is_ascii_alphabetic()) => String::new(),
        _ => '"'.to_string(),
    };
    Some(Edit { place, replacement: format!("{quote}{name}{quote}") })
}

/// Whether a place is a whole element of a list, and no part of one.
pub fn is_element(sources: &Sources, place: Place) -> bool {
    let (text, element) = (sources.get(place.file).text(), sources.text(place));
    let before = text.get(..place.span.start as usize).unwrap_or_default().trim_end();
    before.ends_with(['-', '[', ',']) && !element.contains(['\n', '{', '[', ':'])
}

/// Takes an element out of a list that has others before it: the line it stands on, or the comma before it as well.
/// `None` where it is more than a word, or does not stand in a list in this way.
pub fn remove_element(sources: &Sources, place: Place) -> Option<Edit> {
    let text = sources.get(place.file).text();
    let (start, end) = (place.span.start as usize, place.span.end as usize);
    let element = text.get(start..end)?;
    if element.is_empty() || element.contains(['\n', '{', '[', '#']) || element.contains(": ") {
        return None;
    }
    let before = text[..start].trim_end_matches([' ', '\t']);
    let bytes = match before.as_bytes().last()? {
        b',' => before.len() - 1..end,
        b'-' => {
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            let rest = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
            let alone = before[line..].trim_start() == "-" && text[end..rest].trim().is_empty();
            alone.then_some(line..rest)?
        }
        _ => return None,
    };
    let span = Span { start: offset(bytes.start), end: offset(bytes.end) };
    Some(Edit { place: Place { span, ..place }, replacement: String::new() })
}

/// Takes an element out of a list, the only one as well: `[]` is left of it. `None` as for [`remove_element`].
pub fn take_out(sources: &Sources, place: Place) -> Option<Edit> {
    let text = sources.get(place.file).text();
    let (start, end) = (place.span.start as usize, place.span.end as usize);
    let before = text.get(..start)?.trim_end_matches([' ', '\t']);
    let at = |from: usize, to: usize, replacement: &str| {
        let span = Span { start: offset(from), end: offset(to) };
        Some(Edit { place: Place { span, ..place }, replacement: replacement.to_owned() })
    };
    match before.as_bytes().last()? {
        b'[' => {
            let after = text[end..].trim_start_matches([' ', '\t']);
            let from = end + (text.len() - end - after.len());
            match after.as_bytes().first()? {
                b',' => at(start, from + 1 + after[1..].len() - after[1..].trim_start_matches([' ', '\t']).len(), ""),
                b']' => at(start, end, ""),
                _ => None,
            }
        }
        b'-' if !has_neighbours(text, before.len() - 1) => {
            remove_element(sources, place)?;
            at(before.len() - 1, end, "[]")
        }
        _ => remove_element(sources, place),
    }
}

/// Whether the list whose element begins with this `-` has others, each beginning on a line of its own.
fn has_neighbours(text: &str, dash: usize) -> bool {
    let line = text[..dash].rfind('\n').map_or(0, |at| at + 1);
    let column = dash - line;
    let is_said = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let is_neighbour = |line: &str| indent(line) == column && line[column..].starts_with("- ");
    let outer = |lines: &mut dyn Iterator<Item = &str>| {
        lines.filter(is_said).find(|line| indent(line) <= column).is_some_and(is_neighbour)
    };
    outer(&mut text[..line].lines().rev()) || outer(&mut text[dash..].lines().skip(1))
}

#[cfg(test)]
mod tests {
    use crate::finding::fix::{Edit, Scalar, remove_element, rename, take_out};
    use crate::text::{Place, Sources, Span};

    /// The text after a change to the last `word` in it.
    fn after(text: &str, word: &str, change: impl Fn(&Sources, Place) -> Option<Edit>) -> Option<String> {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", text);
        let start = text.rfind(word).expect("the word");
        let at = |byte: usize| u32::try_from(byte).expect("short");
        let place = Place { file, span: Span { start: at(start), end: at(start + word.len()) } };
        let edit = change(&sources, place)?;
        let (start, end) = (edit.place.span.start as usize, edit.place.span.end as usize);
        Some(format!("{}{}{}", &text[..start], edit.replacement, &text[end..]))
    }

    #[test]
    fn a_name_is_replaced_as_it_was_written() {
        let of = |text, word, to| after(text, word, |sources, place| rename(sources, place, "postmortem", to));
        assert_eq!(of("[postmortem]", "postmortem", "review").as_deref(), Some("[review]"));
        assert_eq!(of("['Postmortem']", "'Postmortem'", "review").as_deref(), Some("['review']"));
        assert_eq!(of("[duty:postmortem]", "duty:postmortem", "review").as_deref(), Some("[duty:review]"));
        assert_eq!(of("[postmortem]", "postmortem", "ci, cd").as_deref(), Some("[\"ci, cd\"]"));
        assert_eq!(of("[postmortem]", "postmortem", "7 whys").as_deref(), Some("[\"7 whys\"]"));
        assert_eq!(of("[*p]", "*p", "review"), None, "an alias stands for more than the name");
    }

    #[test]
    fn another_text_stands_in_the_quotes_of_the_one_before() {
        let of = |text, word, to| after(text, word, |sources, place| Scalar::at(sources, place).becoming(to));
        assert_eq!(of("{a: 30 %}", "30 %", "0.3").as_deref(), Some("{a: 0.3}"));
        assert_eq!(of("{\"a\": \"30 %\"}", "\"30 %\"", "0.3").as_deref(), Some("{\"a\": \"0.3\"}"));
        assert_eq!(of("a: 9", "9", "\"09:00\"").as_deref(), Some("a: \"09:00\""));
        assert_eq!(of("a: '9'", "'9'", "\"09:00\"").as_deref(), Some("a: '09:00'"));
        assert_eq!(of("a: x", "x", "a, b").as_deref(), Some("a: \"a, b\""));
        assert_eq!(of("a: 'x'", "'x'", "o'neil").as_deref(), Some("a: 'o''neil'"));
        assert_eq!(of("a: \"x\"", "\"x\"", "a\"b").as_deref(), Some("a: \"a\\\"b\""));
        for more in ["*x", "[x]", "|\n x", "x\n y", "\"x"] {
            assert_eq!(of(more, more, "y"), None, "{more}");
        }
        let list =
            |text, word| after(text, word, |sources, place| Scalar::at(sources, place).becoming_list(&["a", "b c"]));
        assert_eq!(list("x: a, b c", "a, b c").as_deref(), Some("x: [a, b c]"));
        assert_eq!(list("\"x\": \"a, b c\"", "\"a, b c\"").as_deref(), Some("\"x\": [\"a\", \"b c\"]"));
    }

    #[test]
    fn the_only_element_leaves_an_empty_list() {
        let of = |text, word| after(text, word, take_out);
        assert_eq!(of("a: [x]", "x").as_deref(), Some("a: []"));
        assert_eq!(of("a: [x , y]", "x").as_deref(), Some("a: [y]"));
        assert_eq!(of("a: [y, x]", "x").as_deref(), Some("a: [y]"));
        assert_eq!(of("a:\n  - x\nb: 1\n", "x").as_deref(), Some("a:\n  []\nb: 1\n"));
        assert_eq!(of("a:\n  - x\n  # why\n  - y\n", "x").as_deref(), Some("a:\n  # why\n  - y\n"));
        assert_eq!(of("a:\n  - y\n  - x\n", "x").as_deref(), Some("a:\n  - y\n"));
        assert_eq!(of("a:\n- b:\n  - y\n- c:\n  - x\n", "x").as_deref(), Some("a:\n- b:\n  - y\n- c:\n  []\n"));
        assert_eq!(of("a:\n  - x  # why\n", "x"), None, "somebody said something about it");
    }

    #[test]
    fn an_element_goes_with_its_comma_or_with_its_line() {
        let of = |text, word| after(text, word, remove_element);
        assert_eq!(of("a: [x, y, x]", "x").as_deref(), Some("a: [x, y]"));
        assert_eq!(of("a: [x,\n    x ]", "x"), None, "not on one line with its comma");
        assert_eq!(of("a:\n  - x\n  - y\n  - x\nb: 1\n", "x").as_deref(), Some("a:\n  - x\n  - y\nb: 1\n"));
        assert_eq!(of("a:\n  - x\n  - x", "x").as_deref(), Some("a:\n  - x\n"));
        assert_eq!(of("a:\n  - x\n  - x  # why\n", "x"), None, "somebody said something about it");
        assert_eq!(of("a:\n  - x\n  - {p: x}\n", "{p: x}"), None);
        assert_eq!(of("a: x\n", "x"), None);
    }
}
