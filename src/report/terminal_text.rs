//! Words on a terminal: wrapping, painting, counting, and keeping what a file says from steering the terminal.

use std::borrow::Cow;

use textwrap::{Options, WordSeparator, WordSplitter};

use crate::report::{Colour, Links, Look};
use crate::text::unicode::all_shown;
pub(crate) use crate::text::unicode::line;
pub(super) use crate::text::unicode::{shown as visible, shown_after as visible_after};

/// The kinds of emphasis reports use.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    Bold,
    Cyan,
    Dim,
    Red,
}

/// Paints text if the look asks for colour.
pub(super) fn paint(look: Look, ink: Ink, text: &str) -> Cow<'_, str> {
    let code = match ink {
        Ink::Bold => 1,
        Ink::Cyan => 36,
        Ink::Dim => 2,
        Ink::Red => 31,
    };
    match look.colour {
        Colour::Plain => Cow::Borrowed(text),
        Colour::Ansi => Cow::Owned(format!("\u{1b}[{code}m{text}\u{1b}[0m")),
    }
}

/// Text that leads to an address, as miette writes it: as a link that terminals follow, or with the address behind it.
pub(super) fn linked<'t>(look: Look, text: &'t str, url: Option<&str>) -> Cow<'t, str> {
    match (url.map(line), look.links) {
        (None, _) => Cow::Borrowed(text),
        (Some(url), Links::Text) => Cow::Owned(format!("{text} ({url})")),
        (Some(url), Links::Terminal) => Cow::Owned(format!("\u{1b}]8;;{url}\u{1b}\\{text} (page)\u{1b}]8;;\u{1b}\\")),
    }
}

/// Wraps at words: names such as `on-call-overload` stay whole.
pub(super) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    let options = Options::new(width.max(20))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

/// Cuts text to a width, saying so with an ellipsis.
pub(super) fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if textwrap::core::display_width(text) <= width {
        return Cow::Borrowed(text);
    }
    let mut taken = 0;
    let kept: String = text
        .chars()
        .take_while(|&c| {
            taken += columns(c);
            taken < width
        })
        .collect();
    Cow::Owned(format!("{}…", kept.trim_end()))
}

/// Columns a character fills on a terminal.
pub(super) fn columns(c: char) -> usize {
    if c.is_ascii() { 1 } else { textwrap::core::display_width(c.encode_utf8(&mut [0; 4])) }
}

/// Text of several lines, safe to print.
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    if all_shown(text).all(|(c, shown)| c == '\n' || c == shown) {
        return Cow::Borrowed(text);
    }
    let shown = |(c, shown)| match c {
        '\n' => c,
        '\t' => ' ',
        _ => shown,
    };
    Cow::Owned(all_shown(&text.replace("\r\n", "\n")).map(shown).collect())
}
