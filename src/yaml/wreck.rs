//! Lines that no YAML file means to have: what a merge, a template or a word processor left behind.
//!
//! They are told as what they are and read as blanks, so that nothing else is told of them. Every byte stays where it is.

use std::ops::Range;

use crate::finding::Finding;
use crate::finding::diagnostics::SYNTAX_ERROR;
use crate::text::unicode::{code_point, is_odd_blank};
use crate::text::{FileId, Place, Span, offset};
use crate::yaml::template::is_directive;
use crate::yaml::tree::{Kind, Node, Parsed, flag};

/// So many are told of one file.
const TOLD: usize = 50;

/// A stretch that is not to be read.
#[derive(Clone, Debug)]
struct Wreck {
    /// The whole of it.
    at: Range<usize>,
    /// Its first line.
    first: Range<usize>,
    /// Its last line.
    last: Range<usize>,
    /// The lines between the markers that were there before, or from one side.
    ours: Range<usize>,
}

/// Reads a text by what reads YAML: the original, and the text to read in its place.
pub(super) fn read_around(file: FileId, text: &str, read: impl Fn(&str) -> Parsed) -> Parsed {
    let conflicts = conflicts(text);
    let mut parsed = if conflicts.is_empty() { read(text) } else { without(text, &conflicts, &read) };
    let mut told: Vec<Finding> = conflicts.iter().take(TOLD).map(|one| conflict(file, one)).collect();
    let mut lost: Vec<Range<u32>> = conflicts.iter().map(|one| offset(one.at.start)..offset(one.at.end)).collect();
    if conflicts.is_empty() {
        let blanks = if text.is_ascii() { Vec::new() } else { blanks(text) };
        let directives = if parsed.problems.is_empty() { Vec::new() } else { directives(text) };
        let matters = !parsed.problems.is_empty() || parsed.takes_for_text(&blanks);
        let around = (matters && !(blanks.is_empty() && directives.is_empty()))
            .then(|| read(&masked(text, &directives, &blanks)))
            .filter(|around| around.problems.len() <= parsed.problems.len());
        if let Some(around) = around {
            parsed = around;
            told.extend(unseen_blanks(file, text, &blanks));
            told.extend(template_lines(file, &directives));
            lost.extend(directives.iter().map(|line| offset(line.start)..offset(line.end)));
        }
    }
    if !told.is_empty() {
        parsed.problems.extend(told);
        parsed.problems.sort_by_key(Finding::place);
        parsed.tree.lose(&lost);
        parsed.tree.broken = true;
    }
    parsed
}

/// Reads around conflicts; what they leave may lack its parents, which then come from the first side.
fn without(text: &str, conflicts: &[Wreck], read: &impl Fn(&str) -> Parsed) -> Parsed {
    let whole: Vec<Range<usize>> = conflicts.iter().map(|one| one.at.clone()).collect();
    let parsed = read(&masked(text, &whole, &[]));
    if parsed.problems.is_empty() {
        return parsed;
    }
    let markers: Vec<Range<usize>> =
        conflicts.iter().flat_map(|one| [one.at.start..one.ours.start, one.ours.end..one.at.end]).collect();
    let with_ours = read(&masked(text, &markers, &[]));
    if with_ours.problems.len() < parsed.problems.len() { with_ours } else { parsed }
}

/// The text with blanks for what is not to be read, and with ordinary blanks for others; where such a one takes more bytes,
/// empty lines stand in front.
fn masked(text: &str, lines: &[Range<usize>], blanks: &[Range<usize>]) -> String {
    let mut all: Vec<(Range<usize>, bool)> = lines.iter().cloned().map(|at| (at, false)).collect();
    all.extend(blanks.iter().cloned().map(|at| (at, true)));
    all.sort_by_key(|(at, _)| at.start);
    let (mut made, mut from) = (String::with_capacity(text.len()), 0);
    for (at, blank) in all.into_iter().filter(|(at, _)| !at.is_empty()) {
        if at.start < from {
            continue;
        }
        made.push_str(&text[from..at.start]);
        let part = &text[at.clone()];
        let begins_line = made.is_empty() || made.ends_with(['\n', '\r']);
        if blank && begins_line {
            let columns = part.chars().count();
            made.extend(std::iter::repeat_n('\n', part.len() - columns));
            made.extend(std::iter::repeat_n(' ', columns));
        } else {
            made.extend(part.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }));
        }
        from = at.end;
    }
    made.push_str(&text[from..]);
    made
}

/// Each line with its bytes, line break included.
fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start..*at, line.trim_end_matches(['\n', '\r'])))
    })
}

/// Whether a line is such a marker of a merge conflict.
fn is_marker(line: &str, sign: char) -> bool {
    let rest = line.trim_start_matches(sign);
    line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))
}

/// What merges left behind: whole conflicts, and markers that somebody forgot.
fn conflicts(text: &str) -> Vec<Wreck> {
    if !text.contains("<<<<<<<") && !text.contains(">>>>>>>") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open: Option<Wreck> = None;
    for (at, line) in lines(text) {
        let shown = at.start..at.start + line.len();
        if is_marker(line, '<') {
            found.extend(open.take().map(alone));
            open = Some(Wreck { at: at.clone(), first: shown.clone(), last: shown, ours: at.end..at.end });
        } else if is_marker(line, '=') || is_marker(line, '|') {
            if let Some(open) = open.as_mut().filter(|open| open.ours.is_empty()) {
                open.ours.end = at.start;
            }
        } else if is_marker(line, '>') {
            found.push(match open.take() {
                Some(begun) => Wreck { at: begun.at.start..at.end, last: shown, ..begun },
                None => Wreck { at: at.clone(), first: shown.clone(), last: shown, ours: at.end..at.end },
            });
        }
    }
    found.extend(open.map(alone));
    found
}

/// A marker without the others: only its own line is not to be read.
fn alone(mut begun: Wreck) -> Wreck {
    begun.ours = begun.at.end..begun.at.end;
    begun
}

fn place(file: FileId, at: &Range<usize>) -> Place {
    Place { file, span: Span { start: offset(at.start), end: offset(at.end) } }
}

fn conflict(file: FileId, wreck: &Wreck) -> Finding {
    let finding = SYNTAX_ERROR.at(place(file, &wreck.first), "a merge conflict was left here");
    if wreck.first == wreck.last {
        return finding
            .saying("a marker of it")
            .help("delete this line, and make sure that what is around it is what was meant");
    }
    finding.saying("from here").label(place(file, &wreck.last), "to here").help(
        "keep what is right of the two versions, and delete the rest with the lines that begin with `<<<<<<<`, `=======` and \
         `>>>>>>>`",
    )
}

/// Blanks that are none to YAML, where it wants one: at the beginning of a line, behind a `:` and behind a `-`.
fn blanks(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, line) in lines(text).filter(|(_, line)| !line.is_ascii()) {
        let is_blank = |c: char| c == ' ' || is_odd_blank(c);
        let content = line.trim_start_matches(is_blank);
        let indent = line.len() - content.len();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if !line[..indent].is_ascii() {
            found.push(at.start..at.start + indent);
        }
        let mut behind = indent;
        while line[behind..].starts_with('-') {
            let blank = line.len() - behind - 1 - line[behind + 1..].trim_start_matches(is_blank).len();
            if blank == 0 {
                break;
            }
            if !line[behind + 1..behind + 1 + blank].is_ascii() {
                found.push(at.start + behind + 1..at.start + behind + 1 + blank);
            }
            behind += 1 + blank;
        }
        if let Some(colon) = line[behind..].find(':') {
            let from = behind + colon + 1;
            let blank = line[from..].len() - line[from..].trim_start_matches(is_blank).len();
            if !line[from..from + blank].is_ascii() {
                found.push(at.start + from..at.start + from + blank);
            }
        }
    }
    found
}

fn unseen_blanks(file: FileId, text: &str, blanks: &[Range<usize>]) -> Option<Finding> {
    let first = blanks.first()?;
    let hidden = text[first.clone()].chars().find(|&c| is_odd_blank(c))?;
    let message = format!("{} stands where YAML wants an ordinary blank", code_point(hidden));
    Some(
        SYNTAX_ERROR
            .at(place(file, first), message)
            .saying("looks like a blank")
            .occurring_also(blanks[1..].iter().map(|at| place(file, at)), "and here")
            .help(
                "replace it with an ordinary space; it often comes from a text that was copied out of a page or a chat",
            ),
    )
}

/// Lines that are for a template language.
fn directives(text: &str) -> Vec<Range<usize>> {
    if !text.contains(['{', '<']) {
        return Vec::new();
    }
    let found = lines(text).filter(|(_, line)| is_directive(line));
    found.map(|(at, line)| at.start + line.len() - line.trim_start().len()..at.start + line.trim_end().len()).collect()
}

fn template_lines(file: FileId, lines: &[Range<usize>]) -> Option<Finding> {
    let first = lines.first()?;
    Some(
        SYNTAX_ERROR
            .at(place(file, first), "this is a template, and nobody filled it in")
            .saying("a line for the template language")
            .occurring_also(lines[1..].iter().map(|at| place(file, at)), "and here")
            .help("fill the template in and check what comes of it, or leave this file out with `exclude`"),
    )
}

impl Parsed {
    /// Whether one of these stretches, which are in order, was read as a part of a value without quotes.
    fn takes_for_text(&self, stretches: &[Range<usize>]) -> bool {
        let holds = |node: &Node| {
            let (start, end) = (node.start as usize, node.end as usize);
            let next = stretches.partition_point(|stretch| stretch.end <= start);
            stretches.get(next).is_some_and(|stretch| stretch.start < end)
        };
        let is_text =
            |node: &&Node| node.kind == Kind::Scalar && node.flags & flag::PLAIN != 0 && node.end > node.start;
        !stretches.is_empty() && self.tree.nodes.iter().filter(is_text).any(holds)
    }
}
