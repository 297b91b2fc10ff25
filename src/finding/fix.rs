//! What to change in the files so that a finding goes away.

use crate::text::{Place, Sources, Span};

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
    let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    let span = Span { start: at(bytes.start), end: at(bytes.end) };
    Some(Edit { place: Place { span, ..place }, replacement: String::new() })
}

#[cfg(test)]
mod tests {
    use crate::finding::fix::{Edit, remove_element, rename};
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
