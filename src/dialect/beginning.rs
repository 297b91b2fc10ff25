//! What the first bytes of a JSON text show, without parsing it.

/// How many bytes at the beginning of a file tell what it may be.
pub(super) const LEADING: usize = 4_096;

/// Whether a JSON text ends before everything in it is closed.
pub(super) fn is_open(text: &str) -> bool {
    scan(text).1
}

/// The keys at the top of a JSON text of which this is the beginning, or of the first objects of a list at its top.
pub(super) fn leading_keys(start: &str) -> Vec<&str> {
    scan(start).0
}

/// The keys at the top of a JSON text, and whether something in it is never closed.
fn scan(start: &str) -> (Vec<&str>, bool) {
    let text = start.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let top = match text.bytes().next() {
        Some(b'{') => 1,
        Some(b'[') => 2,
        _ => return (Vec::new(), false),
    };
    let (mut keys, mut depth, mut at) = (Vec::new(), 0_i64, 0);
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' => {
                let Some(end) = end_of_string(bytes, at) else { return (keys, true) };
                let behind = bytes[end..].iter().find(|byte| !byte.is_ascii_whitespace());
                if depth == top && behind == Some(&b':') {
                    keys.push(&text[at + 1..end - 1]);
                }
                at = end - 1;
            }
            _ => {}
        }
        at += 1;
    }
    (keys, depth > 0)
}

/// One past the closing quote of a text that begins at a quote.
fn end_of_string(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::dialect::beginning::{is_open, leading_keys};

    #[test]
    fn keys_at_the_top_tell_what_a_file_may_be() {
        assert_eq!(leading_keys(r#" {"a": {"b": 1}, "c\"": ["d"], "e": "f", "g"#), ["a", "c\\\"", "e"]);
        assert_eq!(leading_keys(r#"[{"a": [{"b": 1}]}, {"c": 2"#), ["a", "c"]);
        assert_eq!(leading_keys("a: {b: 1}"), [""; 0]);
        assert_eq!(leading_keys(r#""{" "#), [""; 0]);
        assert_eq!(leading_keys("}]{"), [""; 0]);
    }

    #[test]
    fn what_is_never_closed_is_open() {
        for open in ["{", "[", "{\"a", "{\"a\": [1, {}", "[{}", " {\"a\": \"}", "{\"a\\\""] {
            assert!(is_open(open), "{open}");
        }
        for closed in ["{}", "[]\n", "", "a: [", "{\"a\": \"[\"} ", "{}}"] {
            assert!(!is_open(closed), "{closed}");
        }
    }
}
