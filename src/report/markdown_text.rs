//! Words in Markdown: what a file says is shown, and never is a heading, a link, a mention or HTML.

use std::borrow::Cow;

use crate::report::terminal_text::line;

/// A character that is there and not seen: what it parts is no address, mention or number of an issue to those who make
/// links of them after the Markdown was read.
const APART: &str = "&#8203;";

/// A backtick that means itself, also beside one that does not.
const BACKTICK: &str = "&#96;";

/// Text in one line that means itself.
pub(super) fn literal(text: &str) -> String {
    let text = line(text);
    let text = apart(&text);
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, c| {
        match c {
            '|' | '\\' | '*' | '_' | '<' | '>' | '[' | ']' | '~' => escaped.extend(['\\', c]),
            '`' => escaped.push_str(BACKTICK),
            '$' => escaped.push_str("&#36;"),
            '&' => escaped.push_str("&amp;"),
            MARK => escaped.push_str(APART),
            c => escaped.push(c),
        }
        escaped
    })
}

/// Stands for [`APART`] until the rest is escaped; no text of one line has it.
const MARK: char = '\n';

/// A text with a mark wherever something would become a link.
fn apart(text: &str) -> Cow<'_, str> {
    if !text.contains(['@', '#', '/', 'w', 'W']) {
        return Cow::Borrowed(text);
    }
    let mut parted = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '@' | '#' => 1,
            ':' if rest.starts_with("://") => 1,
            'w' | 'W' if rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) => 3,
            c => {
                parted.push(c);
                rest = &rest[c.len_utf8()..];
                continue;
            }
        };
        parted.push_str(&rest[..length]);
        parted.push(MARK);
        rest = &rest[length..];
    }
    Cow::Owned(parted)
}

/// Text in one line as messages are written: what stands between backticks is code, and everything else means itself.
pub(super) fn prose(text: &str) -> String {
    let text = line(text);
    // Four blanks at the beginning would make code of it.
    let mut parts = text.trim_start().split('`').peekable();
    let mut written = literal(parts.next().unwrap_or_default());
    let mut opens = true;
    while let Some(part) = parts.next() {
        let is_closed = opens && parts.peek().is_some();
        if is_closed && !part.trim().is_empty() {
            if written.ends_with('`') {
                written.push_str(APART);
            }
            written.extend(["`", part, "`"]);
        } else {
            // Nothing between two backticks is no code: they mean themselves, as one alone does.
            written.push_str(if opens { BACKTICK } else { "" });
            written.push_str(&literal(part));
            written.push_str(if is_closed { BACKTICK } else { "" });
        }
        // A backtick that closes opens nothing.
        opens = !is_closed;
    }
    written
}

/// An address as the target of a link.
pub(super) fn target(address: &str) -> String {
    let special =
        |c: char| matches!(c, '(' | ')' | '<' | '>' | '\\' | '`' | '|') || c.is_whitespace() || c.is_control();
    address.chars().fold(String::with_capacity(address.len()), |mut written, c| {
        if special(c) {
            let mut bytes = [0; 4];
            written.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            written.push(c);
        }
        written
    })
}

#[cfg(test)]
mod tests {
    use crate::report::markdown_text::{literal, prose, target};

    #[test]
    fn text_means_itself() {
        assert_eq!(literal("a_b *c* <d> [e](f) | `g`"), "a\\_b \\*c\\* \\<d\\> \\[e\\](f) \\| &#96;g&#96;");
        assert_eq!(literal("@team #12 & $x$"), "@&#8203;team #&#8203;12 &amp; &#36;x&#36;");
        assert_eq!(literal("https://a.example WWW.b.example"), "https:&#8203;//a.example WWW&#8203;.b.example");
        assert_eq!(literal("one\ntwo\u{1b}[0m"), "one two␛\\[0m");
        assert_eq!(literal("größe w é"), "größe w é");
    }

    #[test]
    fn what_stands_between_backticks_is_code() {
        assert_eq!(prose("team `a_b` has `@c`"), "team `a_b` has `@c`");
        assert_eq!(prose("`a``b`"), "`a`&#8203;`b`");
        assert_eq!(prose("an `odd one_"), "an &#96;odd one\\_");
        assert_eq!(prose("nothing `` here ` `"), "nothing &#96;&#96; here &#96; &#96;");
        assert_eq!(prose("`a` b` c"), "`a` b&#96; c");
    }

    #[test]
    fn an_address_ends_where_its_link_does() {
        assert_eq!(target("https://a.example/b_(c) d"), "https://a.example/b_%28c%29%20d");
    }
}
