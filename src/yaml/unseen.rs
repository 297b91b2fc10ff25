//! Characters that nobody sees.

pub use crate::text::unicode::is_unseen as is_invisible;

/// A character by name and code point: ``a no-break space (U+00A0)``.
pub fn code_point(c: char) -> String {
    let name = match c {
        '\u{a0}' | '\u{202f}' => "a no-break space",
        '\u{200b}' => "a zero-width space",
        '\u{feff}' => "a byte order mark",
        '\u{ad}' => "a soft hyphen",
        c if c.is_whitespace() => "a blank of another kind",
        _ => "an invisible character",
    };
    format!("{name} (U+{:04X})", u32::from(c))
}
