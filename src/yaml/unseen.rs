//! Characters that nobody sees.

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

/// Whether a character looks like nothing, or like an ordinary blank that it is not.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || c.is_whitespace() && !c.is_ascii()
}
