//! Which parts of a requirement decided it: the two sides of each comparison, shown with a finding's values.

use std::ops::Range;

/// The sides of the comparisons that are joined by `&&` and `||` at the top of an expression, literals left out.
pub(super) fn operands(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut compared, mut depth) = (0, false, 0_usize);
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut close = |start: usize, end: usize, compared: bool| {
        let range = super::page::trimmed(text, start..end);
        let side = &text[range.clone()];
        if compared && side.starts_with(|c: char| c.is_alphabetic() || c == '(') && !["true", "false"].contains(&side) {
            found.push(range);
        }
    };
    while at < bytes.len() {
        let two = bytes.get(at..at + 2).unwrap_or(&[]);
        let step = match bytes[at] {
            quote @ (b'"' | b'\'') => string_len(&bytes[at..], quote),
            b'(' | b'[' | b'{' => {
                depth += 1;
                1
            }
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                1
            }
            _ if depth > 0 => 1,
            b'?' => return Vec::new(),
            _ if matches!(two, b"&&" | b"||") => {
                close(start, at, compared);
                (start, compared) = (at + 2, false);
                2
            }
            b'<' | b'>' | b'=' | b'!' if two.get(1) == Some(&b'=') || matches!(bytes[at], b'<' | b'>') => {
                let len = if two.get(1) == Some(&b'=') { 2 } else { 1 };
                close(start, at, true);
                (start, compared) = (at + len, true);
                len
            }
            _ => 1,
        };
        at += step;
    }
    close(start, text.len(), compared);
    found
}

fn string_len(rest: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != quote {
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(rest.len())
}

#[cfg(test)]
mod tests {
    use crate::rule::operands::operands;

    fn sides(text: &str) -> Vec<&str> {
        operands(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn both_sides_of_each_comparison() {
        assert_eq!(
            sides("team.members.size() >= params.min && team.members.size() <= params.max"),
            ["team.members.size()", "params.min", "team.members.size()", "params.max"]
        );
        assert_eq!(sides("a.b == 'x < y' || c != 1"), ["a.b", "c"]);
    }

    #[test]
    fn what_is_not_compared_at_the_top_is_left_out() {
        assert_eq!(sides("has(service.owner)"), Vec::<&str>::new());
        assert_eq!(sides("teams.exists(t, t.size > 3)"), Vec::<&str>::new());
        assert_eq!(sides("a ? b > 1 : c > 2"), Vec::<&str>::new());
        assert_eq!(sides("!a && b > 2 * (c + 1)"), ["b"]);
        assert_eq!(sides("x == \"unclosed"), ["x"]);
    }
}
