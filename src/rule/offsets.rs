//! Where each character of an expression stands in the page.
//!
//! YAML may quote, escape, fold and indent an expression. What the author must see underlined are the
//! bytes in the file, so a decoded scalar is laid beside its spelling once and mapped from then on.

use std::ops::Range;

/// For every byte of a scalar's value, the bytes of the file that spell it.
#[derive(Clone, Debug)]
pub(super) struct Offsets {
    /// Where the spelling of each byte of the value starts and ends, one for each byte.
    spelled: Vec<(usize, usize)>,
    whole: Range<usize>,
}

impl Offsets {
    /// Lays `value` beside the spelling at `whole` in `text`. `None` where they do not fit, which is left to the caller.
    pub fn new(text: &str, whole: Range<usize>, value: &str) -> Option<Self> {
        let spelling = text.get(whole.clone())?;
        let style = match spelling.chars().next() {
            Some('"') => Style::Double,
            Some('\'') => Style::Single,
            Some('|' | '>') => Style::Block,
            _ => Style::Plain,
        };
        let at = match style {
            Style::Block => spelling.find('\n')? + 1,
            Style::Double | Style::Single => 1,
            Style::Plain => 0,
        };
        let mut spelled = Vec::with_capacity(value.len());
        let mut walk = Walk { spelling, at, style };
        for wanted in value.chars() {
            let range = walk.find(wanted)?;
            let place = (whole.start + range.start, whole.start + range.end);
            spelled.extend(std::iter::repeat_n(place, wanted.len_utf8()));
        }
        Some(Self { spelled, whole })
    }

    /// The bytes of the file for a range of the value. An empty range is the empty range before the next
    /// character, or after the last.
    pub fn range(&self, value: Range<usize>) -> Range<usize> {
        let last = self.spelled.last().map_or(self.whole.start, |place| place.1);
        let start = self.spelled.get(value.start).map_or(last, |place| place.0);
        let end = match value.end.checked_sub(1) {
            Some(end) if value.start < value.end => self.spelled.get(end).map_or(last, |place| place.1),
            _ => start,
        };
        start..end.max(start)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Single,
    Double,
    Block,
}

struct Walk<'t> {
    spelling: &'t str,
    at: usize,
    style: Style,
}

impl Walk<'_> {
    /// Steps to the spelling of the next character of the value.
    ///
    /// Only the position of white space is approximate: indentation and folded line breaks are skipped
    /// when something else is looked for.
    fn find(&mut self, wanted: char) -> Option<Range<usize>> {
        loop {
            let rest = &self.spelling[self.at..];
            let Some(next) = rest.chars().next() else {
                // The line break that ends a block scalar may be missing at the end of the file.
                return wanted.is_whitespace().then_some(self.at..self.at);
            };
            if self.style == Style::Double && next == '\\' {
                let escape = escape_len(rest);
                if rest[1..].starts_with(['\n', '\r']) {
                    self.at += escape;
                    continue;
                }
                return Some(self.take(escape));
            }
            if self.style == Style::Single && rest.starts_with("''") && wanted == '\'' {
                return Some(self.take(2));
            }
            let folded = next.is_whitespace() && wanted.is_whitespace();
            if next == wanted || folded {
                return Some(self.take(next.len_utf8()));
            }
            if !next.is_whitespace() {
                // A blank that the value has and the spelling has not: the end of a folded scalar.
                return wanted.is_whitespace().then_some(self.at..self.at);
            }
            self.at += next.len_utf8();
        }
    }

    fn take(&mut self, len: usize) -> Range<usize> {
        let start = self.at;
        self.at += len;
        start..self.at
    }
}

fn escape_len(rest: &str) -> usize {
    let hex = match rest[1..].chars().next() {
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        Some(other) => return 1 + other.len_utf8(),
        None => return 1,
    };
    let end = rest.len().min(2 + hex);
    if rest.is_char_boundary(end) { end } else { 1 }
}

#[cfg(test)]
mod tests {
    use crate::rule::offsets::Offsets;
    use crate::text::FileId;
    use crate::yaml::tree::Tree;

    /// Spells an expression as YAML, finds `token` in its value, and gives what the map underlines.
    fn underlined(yaml: &str, token: &str) -> (String, usize) {
        let parsed = Tree::parse(FileId(0), yaml);
        assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
        let node = parsed.tree.documents(yaml).next().unwrap().get("require").unwrap();
        let value = node.text().unwrap();
        let span = node.place().span;
        let offsets = Offsets::new(yaml, span.start as usize..span.end as usize, &value).unwrap();
        let at = value.find(token).unwrap_or_else(|| panic!("{token} in {value:?}"));
        let range = offsets.range(at..at + token.len());
        (yaml[range.clone()].to_owned(), range.start)
    }

    fn check(yaml: &str, token: &str) {
        assert_eq!(underlined(yaml, token), (token.to_owned(), yaml.find(token).unwrap()), "{yaml}");
    }

    #[test]
    fn plain() {
        check("a: 1\nrequire: team.membrs.size() >= 5\n", "membrs");
    }

    #[test]
    fn plain_over_several_lines() {
        check("require: a.b > 1\n  && team.membrs.size() >= 5\nb: 2\n", "membrs");
    }

    #[test]
    fn single_quoted() {
        check("require: 'team.id == \"x\" && it''s.membrs'\n", "membrs");
        assert_eq!(underlined("require: 'a == ''b'' && c'\n", "'b'").0, "''b''");
    }

    #[test]
    fn double_quoted() {
        check("require: \"team.id == \\\"x\\\" && team.membrs\"\n", "membrs");
        check("require: \"\\u00e9\\t\\x41 \\U0001F600 && team.membrs\"\n", "membrs");
        check("require: \"a &&\\\n    team.membrs\"\n", "membrs");
        check("require: \"a &&\n    team.membrs\"\n", "membrs");
    }

    #[test]
    fn literal_block() {
        check("require: |\n  team.a > 1\n    && team.membrs > 2\n\nb: 1\n", "membrs");
        check("require: |2-  # a comment\n  team.a > 1\n  && team.membrs > 2\nb: 1\n", "membrs");
    }

    #[test]
    fn folded_block() {
        check("require: >\n  team.a > 1\n  && team.membrs > 2\n\n  && x\nb: 1\n", "membrs");
        check("require: >-\r\n  team.a > 1\r\n  && team.membrs > 2\r\n", "membrs");
        check("require: >\n  team.a > 1\n  && x", "x");
    }

    #[test]
    fn characters_of_several_bytes() {
        check("require: \"'größe' == team.membrs\"\n", "membrs");
        check("require: |\n  'größe' == 'naïve'\n", "naïve");
    }

    #[test]
    fn an_empty_range_is_before_the_next_character() {
        let yaml = "require: a >\n";
        let offsets = Offsets::new(yaml, 9..12, "a >").unwrap();
        assert_eq!(offsets.range(3..3), 12..12);
        assert_eq!(offsets.range(0..0), 9..9);
        assert_eq!(offsets.range(9..20), 12..12);
    }
}
