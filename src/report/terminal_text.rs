//! Words on a terminal: wrapping, painting, counting, and keeping what a file says from steering the terminal.

use std::borrow::Cow;

use textwrap::{Options, WordSeparator, WordSplitter};

use crate::report::{Colour, Links, Look};
use crate::text::unicode::is_invisible;
pub(super) use crate::text::unicode::shown as visible;

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

/// The same where it is known what stands before it, without which some characters cannot be seen.
pub(super) fn visible_after(before: Option<char>, c: char) -> char {
    let is_hidden = !c.is_ascii() && is_invisible(c, before) && !c.is_whitespace();
    if is_hidden { '\u{fffd}' } else { visible(c) }
}

/// Each character as it is shown, with what it is.
fn all_visible(text: &str) -> impl Iterator<Item = (char, char)> {
    let mut before = None;
    text.chars().map(move |c| (c, visible_after(before.replace(c), c)))
}

/// One line of text, safe to print.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    if all_visible(text).all(|(c, shown)| c == shown) {
        return Cow::Borrowed(text);
    }
    let shown = |(c, shown)| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { shown };
    Cow::Owned(all_visible(text).map(shown).collect())
}

/// Text of several lines, safe to print.
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    if all_visible(text).all(|(c, shown)| c == '\n' || c == shown) {
        return Cow::Borrowed(text);
    }
    let shown = |(c, shown)| match c {
        '\n' => c,
        '\t' => ' ',
        _ => shown,
    };
    Cow::Owned(all_visible(&text.replace("\r\n", "\n")).map(shown).collect())
}
