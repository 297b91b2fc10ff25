//! Names as people see them: in one of the forms that Unicode has for one character, and without characters that cannot be
//! seen.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text in the composed form (NFC): `ü` is one character however it was typed.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// A name as it is compared: composed, and in lower case. One of ASCII is left alone, as bytes are compared without regard to
/// case anyway.
pub fn canonical(name: &str) -> Cow<'_, str> {
    if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(composed(name).to_lowercase()) }
}

/// A word of the taxonomy as it is compared: blanks, hyphens and underscores are one, and case does not matter.
pub fn word_key(text: &str) -> String {
    if text.is_ascii() {
        let folded = |byte: u8| if matches!(byte, b' ' | b'_') { '-' } else { char::from(byte.to_ascii_lowercase()) };
        return text.trim().bytes().map(folded).collect();
    }
    composed(text).trim().to_lowercase().replace([' ', '_'], "-")
}

/// A text in which characters that cannot be seen stand as their code points: `pay<U+200B>ments`.
pub fn visible(text: String) -> String {
    if text.is_ascii() || first_invisible(&text).is_none() {
        return text;
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut before = None;
    for c in text.chars() {
        if is_invisible(c, before) {
            let _ = write!(shown, "<U+{:04X}>", u32::from(c));
        } else {
            shown.push(c);
        }
        before = Some(c);
    }
    shown
}

/// The first character of a text that cannot be seen, or not be told from a blank.
pub fn first_invisible(text: &str) -> Option<char> {
    if text.is_ascii() {
        return None;
    }
    let mut before = None;
    text.chars().find(|&c| is_invisible(c, before.replace(c)))
}

/// A text as it looks, if that is not what it is: without what cannot be seen, and with ordinary blanks.
pub fn seen(text: &str) -> Option<String> {
    first_invisible(text)?;
    let mut before = None;
    let kept = text.chars().filter(|&c| !is_invisible(c, before.replace(c)) || c.is_whitespace());
    let kept: String = kept.collect();
    Some(kept.split_whitespace().collect::<Vec<_>>().join(" "))
}

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

/// Whether a character looks like a blank and is no ordinary one.
pub fn is_odd_blank(c: char) -> bool {
    is_invisible(c, None) && c.is_whitespace()
}

/// Whether a character after another cannot be seen. Joiners and variation selectors can be, in what they do to a letter of
/// another script or to a pictogram, and so can a wide blank between wide letters.
fn is_invisible(c: char, before: Option<char>) -> bool {
    match c {
        '\u{200c}' | '\u{200d}' | '\u{3000}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e01ef}' => {
            before.is_none_or(|before| before.is_ascii())
        }
        c => is_unseen(c),
    }
}

/// Whether a character by itself looks like nothing, or like an ordinary blank that it is not.
pub fn is_unseen(c: char) -> bool {
    let fills_nothing = matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e001f}'
    );
    fills_nothing || c.is_whitespace() && !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use crate::text::unicode::{canonical, first_invisible, visible, word_key};

    #[test]
    fn names_are_compared_composed_and_without_regard_to_case() {
        assert_eq!(canonical("MU\u{308}nster"), "münster");
        assert_eq!(canonical("münster"), "münster");
        assert_eq!(canonical("Payments"), "Payments");
    }

    #[test]
    fn words_of_the_taxonomy_are_the_same_with_blanks_hyphens_and_underscores() {
        for written in ["brass-bells", "brass bells", "Brass_Bells", " brass-bells "] {
            assert_eq!(word_key(written), "brass-bells");
        }
        assert_eq!(word_key("mu\u{308}de bins"), word_key("müde-bins"));
        assert_ne!(word_key("brass-bells"), word_key("brassbells"));
    }

    #[test]
    fn what_cannot_be_seen_is_shown_by_its_code_point() {
        let shown = |text: &str| visible(text.to_owned());
        assert_eq!(shown("pay\u{200b}ments"), "pay<U+200B>ments");
        assert_eq!(shown("on\u{a0}call\u{ad}"), "on<U+00A0>call<U+00AD>");
        assert_eq!(shown("a\u{200d}b"), "a<U+200D>b");
        assert_eq!(first_invisible("\u{feff}ana"), Some('\u{feff}'));
    }

    #[test]
    fn what_is_seen_stays() {
        for text in ["payments", "münster", "mu\u{308}nster", "👩\u{200d}💻", "❤\u{fe0f}", "نمی\u{200c}خواهم", "チーム"]
        {
            assert_eq!(visible(text.to_owned()), text);
            assert_eq!(first_invisible(text), None);
        }
    }
}
