//! How wide a text is, at most, and how it is parted or cut to fit. Which font there is, nobody knows: the widest of the
//! common ones without serifs is assumed.

use crate::text::markup::entity;
use crate::text::unicode::line;

/// Widths of the characters from the blank to `~`, in thousandths of the size of the font.
const WIDTHS: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
    748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
    615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
    337, 636, 838,
];

/// A font: its size in pixels, and how much wider than usual it is, in hundredths.
#[derive(Clone, Copy, Debug)]
pub(super) struct Font {
    pub size: i32,
    pub wider: i32,
}

pub(super) const NAME: Font = Font { size: 13, wider: 112 };
pub(super) const SUB: Font = Font { size: 11, wider: 103 };
pub(super) const BESIDE: Font = Font { size: 10, wider: 112 };
pub(super) const HEADING: Font = Font { size: 18, wider: 112 };

impl Font {
    /// How wide a text is, at most.
    pub fn width(self, text: &str) -> i32 {
        let thousandths: i64 = text.chars().map(|c| i64::from(of(c))).sum();
        let width = thousandths * i64::from(self.size) * i64::from(self.wider) / 100_000;
        i32::try_from(width).unwrap_or(i32::MAX - 1) + 1
    }

    /// The start of a text that fits, with an ellipsis where something is left out.
    pub fn cut(self, text: &str, width: i32) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let mut kept = String::new();
        for c in text.chars() {
            kept.push(c);
            if self.width(&kept) + self.width("…") > width {
                kept.pop();
                break;
            }
        }
        format!("{}…", kept.trim_end())
    }

    /// A text in at most two lines, parted where a word of it ends.
    pub fn lines(self, text: &str, width: i32) -> Vec<String> {
        if self.width(text) <= width {
            return vec![text.to_owned()];
        }
        let ends = text
            .char_indices()
            .filter(|(_, c)| matches!(c, '-' | '_' | '/' | '.' | ' ' | ':'))
            .map(|(at, c)| at + c.len_utf8());
        let fits = |at: &usize| *at < text.len() && self.width(text[..*at].trim_end()) <= width;
        match ends.take_while(fits).last() {
            Some(at) => vec![text[..at].trim_end().to_owned(), self.cut(text[at..].trim_start(), width)],
            None => vec![self.cut(text, width)],
        }
    }
}

fn of(c: char) -> u16 {
    let known = u32::from(c).checked_sub(32).and_then(|at| WIDTHS.get(usize::try_from(at).ok()?));
    match known {
        Some(&width) => width,
        None if is_narrow(c) => 660,
        None => match textwrap::core::display_width(c.encode_utf8(&mut [0; 4])) {
            0 => 0,
            1 => 820,
            _ => 1050,
        },
    }
}

/// Letters of the scripts whose letters are about as wide as those of Latin.
fn is_narrow(c: char) -> bool {
    matches!(c, '\u{b0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{590}'..='\u{6ff}')
}

/// A text in one line, without what would reorder or hide it.
pub(super) fn safe(text: &str) -> String {
    line(text).chars().filter(|c| is_allowed(*c)).collect()
}

/// Whether XML allows a character.
fn is_allowed(c: char) -> bool {
    !matches!(c, '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// A text as it stands in XML.
pub(super) fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, c| {
        match entity(c) {
            Some(written) => escaped.push_str(written),
            None => escaped.push(c),
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use crate::drawing::text::{NAME, escaped, safe};

    #[test]
    fn a_text_is_parted_where_a_word_ends_and_cut_where_it_must_be() {
        assert_eq!(NAME.lines("payments", 200), ["payments"]);
        assert_eq!(NAME.lines("customer-identity-and-access", 160), ["customer-identity-", "and-access"]);
        let long = NAME.lines("donaudampfschifffahrtsgesellschaft", 100);
        assert!(long.len() == 1 && long[0].ends_with('…') && NAME.width(&long[0]) <= 100, "{long:?}");
        assert!(NAME.width("課題管理") > NAME.width("abcd"));
    }

    #[test]
    fn what_steers_is_shown_and_what_is_markup_means_itself() {
        assert_eq!(safe("a\u{202e}b\u{1b}c\n"), "a\u{fffd}b␛c ");
        assert_eq!(escaped("<a href=\"&\">"), "&lt;a href=&quot;&amp;&quot;&gt;");
    }
}
