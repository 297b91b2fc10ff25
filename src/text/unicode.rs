//! Names as people see them: in one of the forms that Unicode has for one character, and without characters that cannot be
//! seen.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_normalization::char::decompose_canonical;
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

/// A name in the one form in which names are compared, to be looked up by.
pub fn folded(name: &str) -> String {
    canonical(name).to_ascii_lowercase()
}

/// A word of the taxonomy as it is compared: blanks, hyphens and underscores are one, and case does not matter.
pub fn word_key(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() {
        return Cow::Owned(composed(text).trim().to_lowercase().replace([' ', '_'], "-"));
    }
    let text = text.trim();
    if !text.bytes().any(|byte| matches!(byte, b' ' | b'_' | b'A'..=b'Z')) {
        return Cow::Borrowed(text);
    }
    let folded = |byte: u8| if matches!(byte, b' ' | b'_') { '-' } else { char::from(byte.to_ascii_lowercase()) };
    Cow::Owned(text.bytes().map(folded).collect())
}

/// Adds a character as people write a name who have not its letter, or another sign between its words: without marks, in lower
/// case, and with a hyphen for a blank, an underscore, a dot.
pub fn push_bare(text: &mut String, c: char) {
    match c {
        '_' | '.' | '\u{2010}' | '\u{2011}' => text.push('-'),
        c if c.is_whitespace() => text.push('-'),
        '\u{2019}' => text.push('\''),
        c if is_hidden(c) => {}
        c if c.is_ascii() => text.push(c.to_ascii_lowercase()),
        c => c.to_lowercase().for_each(|lower| decompose_canonical(lower, |part| push_unmarked(text, part))),
    }
}

/// Whether a character is one that nobody sees, and stands for no blank either: names are the same with and without it.
pub fn is_hidden(c: char) -> bool {
    let joins_or_varies = matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    joins_or_varies || is_unseen(c) && !c.is_whitespace()
}

/// Whether a letter is of a script whose words stand without blanks between them, or with endings of any kind.
pub fn runs_on(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1100}'..='\u{11ff}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7ff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// A whole text as [`push_bare`] adds its characters.
pub fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    text.chars().for_each(|c| push_bare(&mut bare, c));
    bare
}

/// Adds a part of a letter. Only marks above and below letters are left out: those of other scripts are vowels.
fn push_unmarked(text: &mut String, c: char) {
    match c {
        '\u{300}'..='\u{36f}' => {}
        'ø' => text.push('o'),
        'ł' => text.push('l'),
        'đ' | 'ð' => text.push('d'),
        'ı' => text.push('i'),
        'ß' => text.push_str("ss"),
        'æ' => text.push_str("ae"),
        'œ' => text.push_str("oe"),
        'þ' => text.push_str("th"),
        c => text.push(c),
    }
}

/// A text in which letters are written as two that have no mark where a language does so: `ü` is `ue`, `å` is `aa`.
pub fn spelt_out(text: &str) -> String {
    let mut spelt = String::with_capacity(text.len());
    for c in composed(text).to_lowercase().chars() {
        match c {
            'ä' => spelt.push_str("ae"),
            'ö' | 'ø' => spelt.push_str("oe"),
            'ü' => spelt.push_str("ue"),
            'å' => spelt.push_str("aa"),
            c => spelt.push(c),
        }
    }
    spelt
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

/// Whether a character after another cannot be seen. A joiner and a variation selector can be, in what they do to a letter of
/// another script or to a pictogram, and so can a wide blank between wide letters; a second one in a row does nothing.
pub fn is_invisible(c: char, before: Option<char>) -> bool {
    let joins = |c: char| matches!(c, '\u{200c}' | '\u{200d}');
    let varies = |c: char| matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let is_ascii = before.is_none_or(|before| before.is_ascii());
    match (c, before) {
        ('\u{3000}', _) => is_ascii,
        (c, Some(before)) if joins(c) => is_ascii || joins(before) || is_unseen(before),
        (c, Some(before)) if varies(c) => is_ascii || joins(before) || varies(before) || is_unseen(before),
        (c, None) if joins(c) || varies(c) => true,
        (c, _) => is_unseen(c),
    }
}

/// Whether a character by itself looks like nothing, or like an ordinary blank that it is not: all that Unicode has to be
/// left out where it means nothing, but for joiners and variation selectors. Tags are among them, in which a whole text can
/// be hidden behind one letter.
pub fn is_unseen(c: char) -> bool {
    let fills_nothing = matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2800}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d159}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e00ff}'
            | '\u{e01f0}'..='\u{e0fff}'
    );
    fills_nothing || c.is_whitespace() && !c.is_ascii()
}

/// What is shown instead of a character that would move a cursor, change colours or reorder a line.
pub fn shown(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if is_unseen(c) && !c.is_whitespace() => '\u{fffd}',
        _ => c,
    }
}

/// What is shown instead of a character where it is known what stands before it, without which some characters cannot be seen.
pub fn shown_after(before: Option<char>, c: char) -> char {
    let is_hidden = !c.is_ascii() && is_invisible(c, before) && !c.is_whitespace();
    if is_hidden { '\u{fffd}' } else { shown(c) }
}

/// Each character as it is shown, with what it is.
pub fn all_shown(text: &str) -> impl Iterator<Item = (char, char)> {
    let mut before = None;
    text.chars().map(move |c| (c, shown_after(before.replace(c), c)))
}

/// A text in one line, in which nothing steers, hides or reorders what is read: safe to print.
pub fn line(text: &str) -> Cow<'_, str> {
    if all_shown(text).all(|(c, shown)| c == shown) {
        return Cow::Borrowed(text);
    }
    let shown = |(c, shown)| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { shown };
    Cow::Owned(all_shown(text).map(shown).collect())
}

#[cfg(test)]
mod tests {
    use crate::text::unicode::{bare, canonical, first_invisible, spelt_out, visible, word_key};

    #[test]
    fn names_are_compared_composed_and_without_regard_to_case() {
        assert_eq!(canonical("MU\u{308}nster"), "münster");
        assert_eq!(canonical("münster"), "münster");
        assert_eq!(canonical("Payments"), "Payments");
    }

    #[test]
    fn names_are_written_without_the_marks_of_their_letters() {
        for (name, written) in [
            ("José", "jose"),
            ("Jose\u{301}", "jose"),
            ("Jean_Luc", "jean-luc"),
            ("jean.luc", "jean-luc"),
            ("Łukasz Groß", "lukasz-gross"),
            ("O\u{2019}Brien", "o'brien"),
            ("राम", "राम"),
            ("J\u{200b}ose\u{301}", "jose"),
        ] {
            assert_eq!(bare(name), written);
        }
        assert_eq!(
            (spelt_out("Jörg Müller"), spelt_out("A\u{30a}se")),
            ("joerg mueller".to_owned(), "aase".to_owned())
        );
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
    fn no_text_hides_behind_a_letter_that_is_seen() {
        let hidden = |letters: &str| letters.chars().map(|c| char::from_u32(0xe0000 + u32::from(c)).unwrap()).collect();
        let tags: String = hidden("hi");
        for before in ["a", "é", "🏴", "\u{200b}"] {
            let shown = visible(format!("{before}{tags}"));
            assert!(shown.ends_with("<U+E0068><U+E0069>"), "{shown}");
        }
        assert_eq!(visible("é\u{fe00}\u{fe01}\u{e0100}".to_owned()), "é\u{fe00}<U+FE01><U+E0100>");
        assert_eq!(visible("é\u{200d}\u{200c}\u{2060}".to_owned()), "é\u{200d}<U+200C><U+2060>");
        assert_eq!(visible("a\u{2800}b\u{180b}".to_owned()), "a<U+2800>b<U+180B>");
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
