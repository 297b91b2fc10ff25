//! Which part of a sentence comes from files, where somebody must be able to tell it from the words around it: a report without
//! names replaces people in what files say, and never a word of the sentence that happens to be somebody's name.
//!
//! What is given stands between two characters that Unicode keeps for use within a program, so that texts can be cut, joined
//! and compared on their way without losing it.

use std::borrow::Cow;

const BEGIN: char = '\u{fdd0}';
const END: char = '\u{fdd1}';

/// A text of files, marked as such. It cannot end its mark itself.
pub fn marked(text: &str) -> String {
    format!("{BEGIN}{}{END}", plain(text))
}

/// A text without marks.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.contains([BEGIN, END]) { Cow::Owned(text.replace([BEGIN, END], "")) } else { Cow::Borrowed(text) }
}

/// The parts of a text in order, each with whether it comes from files. What was cut within a mark still does.
pub fn parts(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut is_given = false;
    text.split_inclusive([BEGIN, END]).filter_map(move |part| {
        let (said, mark) = match part.chars().next_back() {
            Some(mark @ (BEGIN | END)) => (&part[..part.len() - mark.len_utf8()], Some(mark)),
            _ => (part, None),
        };
        let was_given = mark.map_or(is_given, |mark| std::mem::replace(&mut is_given, mark == BEGIN));
        (!said.is_empty()).then_some((was_given, said))
    })
}

#[cfg(test)]
mod tests {
    use crate::text::given::{marked, parts, plain};

    #[test]
    fn a_text_is_told_from_the_sentence_around_it() {
        let text = format!("{} is on call in {}", marked("on"), marked("a\u{fdd1}b"));
        let all: Vec<(bool, &str)> = parts(&text).collect();
        assert_eq!(all, [(true, "on"), (false, " is on call in "), (true, "ab")]);
        assert_eq!(plain(&text), "on is on call in ab");
    }

    #[test]
    fn what_is_cut_within_a_mark_still_comes_from_files() {
        let text = format!("by {}", marked("ana"));
        assert_eq!(parts(&text[..text.len() - 4]).collect::<Vec<_>>(), [(false, "by "), (true, "an")]);
        assert_eq!(parts("plain").collect::<Vec<_>>(), [(false, "plain")]);
    }
}
