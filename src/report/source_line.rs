//! One line of a file as a terminal can show it: tabs as spaces, control characters visible, and of a long line
//! only what the labels on it need.

use std::ops::Range;

use crate::report::terminal_text::{columns, visible, visible_after};

const TAB: usize = 4;
/// Columns miette draws between the middle of an underline and the text of its label.
const ARM: usize = 4;
/// Columns a label's text should have at least, before the line is moved to the left for it.
const WORDS: usize = 28;

/// Bytes of the line that a label points at, and how wide its text is.
pub(super) struct Wanted {
    pub start: usize,
    pub end: usize,
    pub words: usize,
}

/// The line as shown, with the place of each label in it.
pub(super) struct Shown {
    pub text: String,
    pub spans: Vec<Span>,
}

/// Bytes in the shown line, and the columns left for the label's text.
#[derive(Clone)]
pub(super) struct Span {
    pub start: usize,
    pub end: usize,
    pub room: usize,
}

/// Lays the line out in `room` columns. `wanted` is sorted and on character borders.
pub(super) fn show(line: &str, wanted: &[Wanted], room: usize) -> Shown {
    // Far longer lines are not even measured; no character is over four bytes.
    let whole = (line.len() <= room * 4).then(|| write(line, wanted, std::slice::from_ref(&(0..line.len()))));
    let mut shown = match whole {
        Some(shown) if fits(&shown, wanted, room) => shown,
        _ => write(line, wanted, &windows(line, wanted, room)),
    };
    separate(&mut shown);
    for span in &mut shown.spans {
        span.room = room.saturating_sub(middle(&shown.text, span) + ARM);
    }
    shown
}

/// The same of a line of which nothing is shown but what the labels point at, and of a list or map where it begins.
pub(super) fn show_alone(line: &str, wanted: &[Wanted], room: usize) -> Shown {
    let longest = (room / wanted.len().max(1)).saturating_sub(2).max(8);
    let mut windows: Vec<Range<usize>> = Vec::new();
    for want in wanted {
        let most = if line[want.start..].starts_with(['{', '[']) { 1 } else { longest };
        let end = want.end.min(forward(line, want.start, most));
        match windows.last_mut() {
            Some(last) if want.start <= last.end => last.end = last.end.max(end),
            _ => windows.push(want.start..end),
        }
    }
    let mut shown = write(line, wanted, &windows);
    separate(&mut shown);
    for span in &mut shown.spans {
        span.room = room.saturating_sub(middle(&shown.text, span) + ARM);
    }
    shown
}

fn fits(shown: &Shown, wanted: &[Wanted], room: usize) -> bool {
    width(&shown.text) <= room
        && wanted
            .iter()
            .zip(&shown.spans)
            .all(|(want, span)| want.words == 0 || middle(&shown.text, span) + ARM + want.words.min(WORDS) <= room)
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// The column at which miette hangs the label's text.
fn middle(text: &str, span: &Span) -> usize {
    let start = width(&text[..span.start]);
    start + width(&text[span.start..span.end]) / 2
}

/// The parts of a long line that are shown: some characters around each label, or its beginning.
fn windows(line: &str, wanted: &[Wanted], room: usize) -> Vec<Range<usize>> {
    if wanted.is_empty() {
        return Vec::from([Range { start: 0, end: forward(line, 0, room - 1) }]);
    }
    let share = room / wanted.len();
    let (before, longest) = ((share / 4).saturating_sub(1).max(4), (share * 2 / 5).max(8));
    let mut windows: Vec<Range<usize>> = Vec::new();
    for want in wanted {
        let mut start = line[..want.start].char_indices().rev().take(before).last().map_or(want.start, |(at, _)| at);
        let marked = want.end.min(forward(line, want.start, longest));
        let after = share.saturating_sub(before + width(&line[want.start..marked]) + 2).max(4);
        let mut end = forward(line, marked, after);
        // An ellipsis for one character would say less than that does.
        if start <= 1 {
            start = 0;
        }
        if end + 1 >= line.len() {
            end = line.len();
        }
        match windows.last_mut() {
            Some(last) if start <= last.end + 3 => last.end = last.end.max(end),
            _ => windows.push(start..end),
        }
    }
    windows
}

/// The byte that many columns on.
fn forward(line: &str, from: usize, room: usize) -> usize {
    let mut taken = 0;
    for (at, c) in line[from..].char_indices() {
        taken += if c == '\t' { TAB } else { columns(visible(c)) };
        if taken > room {
            return from + at;
        }
    }
    line.len()
}

fn write(line: &str, wanted: &[Wanted], windows: &[Range<usize>]) -> Shown {
    let mut text = String::new();
    let mut column = 0;
    let mut spans = vec![None; wanted.len()];
    let mut last = 0;
    for window in windows {
        if window.start > last {
            text.push('…');
            column += 1;
        }
        for (at, c) in line[window.clone()].char_indices().map(|(at, c)| (at + window.start, c)) {
            note(wanted, &mut spans, at, text.len());
            match c {
                '\t' => {
                    let fill = TAB - column % TAB;
                    text.extend(std::iter::repeat_n(' ', fill));
                    column += fill;
                }
                '\u{feff}' if at == 0 => {}
                c => {
                    let shown = visible_after(line[..at].chars().next_back(), c);
                    text.push(shown);
                    column += columns(shown);
                }
            }
        }
        note(wanted, &mut spans, window.end, text.len());
        last = window.end;
    }
    if last < line.len() {
        text.push('…');
    }
    let spans: Vec<Span> = spans
        .into_iter()
        .map(|span: Option<(usize, usize)>| {
            let (start, end) = span.unwrap_or((text.len(), text.len()));
            Span { start, end, room: 0 }
        })
        .collect();
    // miette draws a mark only below a character.
    if spans.iter().any(|s| s.start == text.len()) {
        text.push(' ');
    }
    Shown { text, spans }
}

/// Moves the ends of every label that has begun and still goes on at this byte.
fn note(wanted: &[Wanted], spans: &mut [Option<(usize, usize)>], at: usize, shown: usize) {
    for (want, span) in wanted.iter().zip(spans) {
        match span {
            None if at >= want.start => *span = Some((shown, shown)),
            Some((_, end)) if at <= want.end => *end = shown,
            _ => {}
        }
    }
}

/// Keeps underlines from lying over each other, which miette would draw side by side: the outer one gives way.
fn separate(shown: &mut Shown) {
    for at in 1..shown.spans.len() {
        let next = shown.spans[at].start;
        let end = shown.spans[at].end;
        let previous = &mut shown.spans[at - 1];
        if previous.start < next {
            previous.end = previous.end.min(next);
        } else if previous.end > next {
            let from = previous.end;
            shown.spans[at].start = from;
            shown.spans[at].end = end.max(from);
        }
    }
    if shown.spans.iter().any(|s| s.start == shown.text.len()) {
        shown.text.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use crate::report::source_line::{Wanted, show, show_alone};

    fn shown(line: &str, wanted: &[(usize, usize)], room: usize) -> (String, Vec<String>) {
        let wanted: Vec<Wanted> = wanted.iter().map(|&(start, end)| Wanted { start, end, words: 10 }).collect();
        let shown = show(line, &wanted, room);
        let marked = shown.spans.iter().map(|s| shown.text[s.start..s.end].to_owned()).collect();
        (shown.text, marked)
    }

    #[test]
    fn of_a_private_line_nothing_is_shown_but_what_is_pointed_at() {
        let line = r#"{"token": "secret", "name": "ana", "more": {"token": "secret"}}"#;
        let name = line.find("\"ana\"").expect("a name");
        let more = line.find("{\"token\": \"secret\"}").expect("a map");
        let wanted = [(name, name + 5), (more, line.len() - 1)].map(|(start, end)| Wanted { start, end, words: 0 });
        assert_eq!(show_alone(line, &wanted, 80).text, "…\"ana\"…{…");
        assert_eq!(show_alone(line, &[], 80).text, "…");
    }

    #[test]
    fn a_long_line_keeps_what_is_around_its_labels() {
        let line = format!("first: {} needle {} second {}", "a".repeat(200), "b".repeat(200), "c".repeat(200));
        let at = |word: &str| line.find(word).map_or((0, 0), |start| (start, start + word.len()));
        let (text, marked) = shown(&line, &[at("needle"), at("second")], 60);
        assert_eq!(text, "…aaaaa needle bbbbbbbbbbbbbbb…bbbbb second ccccccccccccccc…");
        assert_eq!(marked, ["needle", "second"]);
    }

    #[test]
    fn tabs_control_characters_and_a_byte_order_mark_keep_labels_in_place() {
        let (text, marked) = shown("\u{feff}a:\t\u{1b}[31mred", &[(0, 4), (6, 14)], 60);
        assert_eq!(text, "a:  ␛[31mred");
        assert_eq!(marked, ["a", "␛[31mred"]);
    }

    #[test]
    fn the_outer_of_two_labels_gives_way() {
        let (_, marked) = shown("on: [ana, ben]", &[(0, 14), (5, 8)], 60);
        assert_eq!(marked, ["on: [", "ana"]);
        let (_, marked) = shown("on: [ana, ben]", &[(0, 2), (0, 14)], 60);
        assert_eq!(marked, ["on", ": [ana, ben]"]);
    }

    #[test]
    fn a_label_after_the_last_character_has_a_column_of_its_own() {
        assert_eq!(shown("team:", &[(5, 5)], 60).0, "team: ");
        assert_eq!(shown("", &[(0, 0)], 60).0, " ");
    }
}
