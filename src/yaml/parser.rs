//! The only file that names the YAML parser: its events become nodes, its diagnostics become findings, and
//! after a syntax error it is started again where the text makes sense.

use std::ops::Range;

use oneyaml_core::{Diagnostic, Limits, Settings, code};
use oneyaml_syntax::event::{CollectionStyle, EventKind, ScalarStyle, Sourced, TriviaKind};
use oneyaml_syntax::events_with;

use crate::finding::Finding;
use crate::finding::diagnostics::{NESTING_TOO_DEEP, SYNTAX_ERROR, TOO_LARGE, UNKNOWN_ANCHOR};
use crate::text::{FileId, offset};
use crate::yaml::build::{Builder, Written};
use crate::yaml::recover::Resume;
use crate::yaml::template::placeholder;
use crate::yaml::tree::{Kind, Parsed, Tree};
use crate::yaml::{mend, recover, wreck};

/// Collections in collections. Real files stay under twenty.
const DEPTH: usize = 1_024;

/// So many syntax errors are told of one file; after that it is not worth reading on.
const ERRORS: usize = 50;

/// What a stretch of text is read as.
#[derive(Clone, Copy)]
enum Part {
    /// Documents, from the start of a line to the end of the text.
    Stream,
    /// The root of a document whose beginning could not be read.
    Root,
    /// More entries of the innermost open collection.
    Join(Kind),
}

/// Reads a whole file.
pub(crate) fn parse(file: FileId, text: &str) -> Parsed {
    wreck::read_around(file, text, |source| read_whole(file, text, source))
}

/// Reads a whole file, or what stands for it.
fn read_whole(file: FileId, text: &str, source: &str) -> Parsed {
    let mut builder = Builder::new(file, text, source);
    if u32::try_from(text.len()).is_err() {
        let place = builder.tree.place(0, 0);
        let message = "files over 4 GiB are not read";
        builder.problems.push(TOO_LARGE.at(place, message).help("split it into several files"));
        return builder.finish();
    }
    let (mut at, mut end, mut part) = (0, offset(text.len()), Part::Stream);
    let mut errors = 0;
    loop {
        let broken = read_part(&mut builder, at, end, part);
        let (from, after_error) = match broken {
            None if matches!(part, Part::Stream) => break,
            None => (end, false),
            Some(line) => {
                errors += 1;
                (line, true)
            }
        };
        if errors >= ERRORS {
            let from = builder.character(from);
            let place = builder.tree.place(from, from);
            let message = format!("after {ERRORS} syntax errors the rest of this file is not read");
            builder.problems.push(SYNTAX_ERROR.at(place, message));
            break;
        }
        let mut resume =
            recover::resume(source, from, &builder.open, &builder.tree.nodes, builder.has_root(), after_error);
        if let Resume::Stray { at, end } = resume {
            errors += 1;
            let finding = explain_stray(&builder, at, end);
            builder.problems.push(finding);
            builder.tear(at);
            let next = recover::next_line(source, at);
            resume = recover::resume(source, next, &builder.open, &builder.tree.nodes, builder.has_root(), true);
        }
        match resume {
            Resume::End | Resume::Stray { .. } => break,
            Resume::Document { at: marker } => {
                builder.end_document();
                (at, end, part) = (marker, offset(text.len()), Part::Stream);
            }
            Resume::Root { at: line, end: last } => (at, end, part) = (line, last, Part::Root),
            Resume::Join { at: line, end: last, depth } => {
                builder.mend(depth);
                (at, end, part) = (line, last, Part::Join(builder.open[depth - 1].kind));
            }
        }
    }
    builder.finish()
}

/// Reads a stretch of whole lines as a stream of its own; none if anything is wrong with it.
pub(crate) fn parse_piece(file: FileId, text: &str, at: Range<usize>) -> Option<Tree> {
    u32::try_from(text.len()).ok()?;
    let mut builder = Builder::for_piece(file, text, at.len());
    let broken = read_part(&mut builder, offset(at.start), offset(at.end), Part::Stream);
    let parsed = builder.finish();
    (broken.is_none() && parsed.problems.is_empty()).then_some(parsed.tree)
}

/// Reads a stretch; at a syntax error stops and gives the start of the line from which to look for more.
fn read_part(builder: &mut Builder<'_>, base: u32, end: u32, part: Part) -> Option<u32> {
    let text = builder.source;
    let outer = builder.open.len();
    let limits = Limits::unlimited()
        .max_depth(DEPTH.saturating_sub(outer) + usize::from(outer > 0))
        .max_scalar_len(u32::MAX as usize)
        .max_document_size(u32::MAX as usize);
    let settings = Settings::new().limits(limits);
    let mut joined = false;
    for event in events_with(&text[base as usize..end as usize], &settings) {
        let span = event.span();
        let start = builder.character(base + offset(span.start));
        let stop = builder.character(base + offset(span.end));
        let at_root = builder.open.len() == outer;
        if let (Part::Join(kind), true, false) = (part, at_root, joined) {
            match starts(event.kind()) {
                Some((Some(CollectionStyle::Block), found)) if found == kind => {
                    joined = true;
                    continue;
                }
                Some(_) => return Some(stray(builder, start, stop)),
                None => {}
            }
        }
        match event.kind() {
            EventKind::Trivia(TriviaKind::Comment) => builder.comment(start, stop),
            EventKind::Scalar { style, .. } => scalar(builder, &event, *style, start, stop, base),
            EventKind::MappingStart { style, .. } | EventKind::SequenceStart { style, .. } => {
                let kind =
                    if matches!(event.kind(), EventKind::MappingStart { .. }) { Kind::Mapping } else { Kind::Sequence };
                let anchor = event.anchor().map(|anchor| anchor.name);
                builder.open(kind, start, *style == CollectionStyle::Block, anchor);
            }
            // The end of what was joined is the end of this part, and not of the collection.
            EventKind::MappingEnd | EventKind::SequenceEnd if joined && at_root => {}
            EventKind::MappingEnd | EventKind::SequenceEnd => {
                builder.close((start < stop).then_some(stop));
            }
            EventKind::Alias => {
                builder.alias(start, stop, event.alias_name().unwrap_or_default());
            }
            EventKind::DocumentEnd { .. } if matches!(part, Part::Stream) => builder.end_document(),
            EventKind::Error(diagnostic) => {
                let line = recover_from(text, base, start, diagnostic);
                let finding = explain(builder, base, start..stop, diagnostic);
                let begun = recover::line_start(text, finding.place().span.start);
                builder.cover(finding.place().span);
                let on_line = |other: &Finding| other.rule == UNKNOWN_ANCHOR.name && other.place().span.start >= begun;
                builder.problems.withdraw(on_line);
                builder.problems.push(finding);
                builder.tear(start);
                return Some(line);
            }
            _ => {}
        }
    }
    None
}

/// A line between entries that is none.
fn explain_stray(builder: &Builder<'_>, start: u32, end: u32) -> Finding {
    let (start, end) = (builder.character(start), builder.character(end));
    let line = &builder.text[start as usize..end as usize];
    let (message, help) = match line.chars().next() {
        Some(bracket @ ('}' | ']')) => closes_nothing(bracket),
        Some('\t') => (TABS.0.to_owned(), TABS.1),
        _ if !line.contains(':') && !line.starts_with("- ") => {
            ("a mapping key needs `:`".to_owned(), "write `key: value`, with a space after the `:`")
        }
        _ => (INDENTATION.0.to_owned(), INDENTATION.1),
    };
    let place = builder.tree.place(start, end);
    SYNTAX_ERROR.at(place, message).help(help)
}

/// The kind of node that an event begins, and the style of a collection.
fn starts(event: &EventKind) -> Option<(Option<CollectionStyle>, Kind)> {
    match event {
        EventKind::MappingStart { style, .. } => Some((Some(*style), Kind::Mapping)),
        EventKind::SequenceStart { style, .. } => Some((Some(*style), Kind::Sequence)),
        EventKind::Scalar { .. } => Some((None, Kind::Scalar)),
        EventKind::Alias => Some((None, Kind::Alias)),
        _ => None,
    }
}

/// A line that looked like an entry but is not one.
fn stray(builder: &mut Builder<'_>, start: u32, stop: u32) -> u32 {
    let place = builder.tree.place(start, stop);
    let message = "this is not an entry of the collection it stands in";
    builder.problems.push(SYNTAX_ERROR.at(place, message).help("write `key: value`, with a space after the `:`"));
    builder.tear(start);
    recover::next_line(builder.text, start)
}

fn scalar<'t>(builder: &mut Builder<'t>, event: &Sourced<'t>, style: ScalarStyle, start: u32, stop: u32, base: u32) {
    let (tagged, anchor) = match event.properties() {
        Some(properties) if !properties.is_empty() => {
            (properties.tag.is_some(), event.anchor().map(|anchor| anchor.name))
        }
        _ => (false, None),
    };
    let source = &builder.text.as_bytes()[start as usize..stop as usize];
    let one_line = !source.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
    let written = match style {
        ScalarStyle::Plain if one_line => Written::Plain,
        ScalarStyle::SingleQuoted if one_line && is_quoted(source, b'\'') => Written::Quoted,
        ScalarStyle::DoubleQuoted if one_line && is_quoted(source, b'"') => Written::Quoted,
        _ => Written::Decoded { value: event.value().unwrap_or_default(), plain: style == ScalarStyle::Plain },
    };
    let (start, stop) = match event.block_header() {
        Some(header) => {
            let byte = |at: usize| builder.character(base + offset(at));
            let header = byte(header.span.start)..byte(header.span.end);
            let content = builder.text[header.start as usize..stop as usize].trim_end_matches(['\n', '\r', ' ']);
            (header.start, header.end.max(header.start + offset(content.len())))
        }
        None => (start, stop),
    };
    builder.scalar(start, stop, written, tagged, anchor);
}

/// Whether what stands between the quotes is the value.
fn is_quoted(source: &[u8], quote: u8) -> bool {
    match source {
        [first, inner @ .., last] => {
            *first == quote
                && *last == quote
                && !inner.iter().any(|&byte| byte == quote || (quote == b'"' && byte == b'\\'))
        }
        _ => false,
    }
}

/// Start of the line from which to look for more: the line of the error itself if something that was opened
/// before it is to blame, else the next one.
fn recover_from(text: &str, base: u32, error: u32, diagnostic: &Diagnostic) -> u32 {
    let told = base + offset(diagnostic.primary.span.start);
    let line = recover::line_start(text, told.min(offset(text.len())));
    let begun_before = diagnostic.secondary.iter().any(|label| base + offset(label.span.start) < line)
        || recover::line_start(text, error) < line;
    if begun_before && line > base { line } else { recover::next_line(text, told.max(error)) }
}

/// Says what is wrong in the words of somebody who writes YAML and does not implement it.
fn explain(builder: &Builder<'_>, base: u32, error: Range<u32>, diagnostic: &Diagnostic) -> Finding {
    let byte = |at: usize| builder.character(base + offset(at));
    let place = |span: oneyaml_syntax::Span| builder.tree.place(byte(span.start), byte(span.end));
    let found = &builder.text[error.start as usize..];
    if let Some(finding) = in_own_words(builder, error.start, diagnostic) {
        return finding;
    }
    let told = match diagnostic.code {
        code::DEPTH_LIMIT_EXCEEDED => NESTING_TOO_DEEP,
        code::SCALAR_TOO_LONG | code::DOCUMENT_TOO_LARGE | code::TOO_MANY_DOCUMENTS => TOO_LARGE,
        _ => SYNTAX_ERROR,
    };
    let mut at = place(diagnostic.primary.span);
    if at.span.start == at.span.end && error.start < error.end && at.span.start == error.end {
        at = builder.tree.place(error.start, error.end);
    }
    if diagnostic.code == code::MULTILINE_IMPLICIT_KEY
        && let Some(colon) = missing_space(found)
    {
        let colon = error.start + offset(colon);
        let (_, line) = mend::line_at(builder.text, colon as usize);
        let mended = mend::spaced(line).filter(|line| line.len() <= LONG).unwrap_or_else(|| "key: value".to_owned());
        return told
            .at(builder.tree.place(colon, colon + 1), "a space is missing after this `:`")
            .help(format!("write `{mended}`; without the space it is one word"));
    }
    let line = recover::line_start(builder.text, error.start) as usize;
    let tabbed = builder.text[line..].trim_start_matches(' ').starts_with('\t');
    let (message, help) = plain_words(diagnostic, found.chars().next(), tabbed);
    let mut labels = diagnostic.secondary.iter();
    let mut finding = match labels.as_slice().first() {
        // Where it was found out says nothing; where it was opened is the cause.
        Some(opened) if at.span.start == at.span.end => {
            labels.next();
            told.at(place(opened.span), message).saying(opened.message.clone())
        }
        _ => told.at(at, message).saying(diagnostic.primary.message.clone()),
    };
    for label in labels {
        finding = finding.label(place(label.span), label.message.clone());
    }
    finding.help = help;
    finding
}

/// Longer lines are not given back mended.
const LONG: usize = 200;

/// What can be told better than the parser does, because the line shows what was meant.
fn in_own_words(builder: &Builder<'_>, error: u32, diagnostic: &Diagnostic) -> Option<Finding> {
    let text = builder.text;
    if diagnostic.code == code::DEPTH_LIMIT_EXCEEDED {
        return None;
    }
    let at = |from: usize, length: usize| builder.tree.place(offset(from), offset(from + length));
    let of_word = placeholder(mend::word(&text[error as usize..])).map(|found| (error as usize, found));
    let unfilled = of_word.or_else(|| mend::unfilled(text, error as usize));
    if let Some((from, placeholder)) = unfilled.filter(|(_, found)| found.len() <= LONG) {
        let message = format!("`{placeholder}` is a placeholder that nothing was put in place of");
        let finding = SYNTAX_ERROR.at(at(from, placeholder.len()), message).saying("never filled in");
        return Some(
            finding.help("write a value in its place, or fill the template in first and check what comes of it"),
        );
    }
    let (from, line) = mend::line_at(text, error as usize);
    if line.len() > LONG {
        return None;
    }
    match diagnostic.code {
        code::INVALID_NODE_START => {
            let word = mend::word(&text[error as usize..]);
            let first = word.chars().next().filter(|c| matches!(c, '@' | '`' | '%'))?;
            let bare = word.trim_matches(first);
            let shown = if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") };
            let message = format!("a value cannot begin with {shown}");
            let help = match (bare, first) {
                ("", _) => "quote the value".to_owned(),
                (bare, '`') => format!("write `{bare}`, without the backticks"),
                (bare, _) => {
                    format!("write `{bare}`; where the `{first}` belongs to the value, quote it: `\"{word}\"`")
                }
            };
            Some(SYNTAX_ERROR.at(at(error as usize, word.len()), message).help(help))
        }
        code::MULTILINE_IMPLICIT_KEY | code::MISSING_MAPPING_COLON => {
            let (mended, key) = mend::with_colon(line).filter(|_| !line.contains(':'))?;
            let message = format!("a `:` is missing after `{}`", &line[..key]);
            Some(SYNTAX_ERROR.at(at(from, key), message).help(format!("write `{mended}`")))
        }
        code::BLOCK_COLLECTION_NOT_ALLOWED if line.split_once(": - ").is_some() => {
            let (key, first) = line.split_once(": - ")?;
            let message = "a list that is written with `- ` cannot begin on the line of its key";
            let dash = from + key.len() + 2;
            let help = format!(
                "begin a new line in front of `- {first}`, indented more than `{key}`; or write `[{first}]`, with all elements"
            );
            Some(SYNTAX_ERROR.at(at(dash, 1), message).help(help))
        }
        code::UNEXPECTED_CONTENT if before(text, from, error).starts_with('*') => {
            let message = "a value cannot begin with `*`, unless it is the name of an anchor and nothing else";
            let start = from + line.find('*').unwrap_or_default();
            let value = &line[start - from..];
            let help = format!("quote the value: `\"{value}\"`");
            Some(SYNTAX_ERROR.at(at(start, value.len()), message).help(help))
        }
        _ if diagnostic.message.starts_with("`: ` inside an unquoted value") => {
            let mended = mend::quoted(line)?;
            let place = builder.tree.place(error, offset(from + line.len()));
            let finding = SYNTAX_ERROR.at(place, diagnostic.message.clone());
            Some(finding.help(format!("write `{mended}`: in quotes the `: ` is text")))
        }
        _ => None,
    }
}

/// What stands on a line behind its key and before a byte.
fn before(text: &str, from: usize, at: u32) -> &str {
    let before = text.get(from..at as usize).unwrap_or_default();
    before.split_once(": ").map_or(before, |(_, value)| value).trim_start()
}

const TABS: (&str, &str) = (
    "tabs cannot be used for block indentation",
    "YAML indents with spaces only; replace the tabs at the beginning of this line with spaces",
);

const INDENTATION: (&str, &str) =
    ("this line is indented like nothing above it", "indent it exactly like the entries it belongs to");

fn closes_nothing(bracket: char) -> (String, &'static str) {
    let message = format!("this `{bracket}` closes nothing");
    (message, "remove it, or quote the value if the bracket belongs to it")
}

/// Message and help. The parser's own are good, except where they speak of nodes or of its settings.
fn plain_words(diagnostic: &Diagnostic, found: Option<char>, tabbed: bool) -> (String, Option<String>) {
    let (message, help) = match diagnostic.code {
        code::DEPTH_LIMIT_EXCEEDED => (
            format!("collections are nested more than {DEPTH} deep"),
            "no organisation is that deep: look for brackets that are never closed",
        ),
        code::INVALID_NODE_START => match found {
            Some(bracket @ ('}' | ']')) => closes_nothing(bracket),
            Some(control) if control.is_control() => (
                format!("the control character U+{:04X} cannot stand in YAML", u32::from(control)),
                "remove it, or write it as an escape in double quotes",
            ),
            Some(other) => (format!("a value cannot begin with `{other}`"), "quote the value"),
            None => ("a value is missing here".to_owned(), "write one"),
        },
        code::INVALID_INDENTATION | code::CONTENT_AFTER_DOCUMENT if tabbed => (TABS.0.to_owned(), TABS.1),
        code::INVALID_INDENTATION if diagnostic.message == "content at an invalid indentation" => {
            (INDENTATION.0.to_owned(), INDENTATION.1)
        }
        code::CONTENT_AFTER_DOCUMENT => (
            "this line does not continue what the document began with".to_owned(),
            "a document is one mapping or one list; begin another one with `---`",
        ),
        code::UNEXPECTED_CONTENT => (
            "nothing can follow a value on its line".to_owned(),
            "quote the whole value, or remove the rest of the line",
        ),
        _ => {
            let help = diagnostic.help.as_deref().and_then(|help| help.split(" (Settings::").next());
            let help = help.filter(|help| !help.contains("Limits::"));
            return (diagnostic.message.clone(), help.map(str::to_owned));
        }
    };
    (message, Some(help.to_owned()))
}

/// The `:` of `key:value`, where that is the beginning of a line.
fn missing_space(found: &str) -> Option<usize> {
    let line = found.lines().next()?;
    let colon = line.find(':')?;
    let key = &line[..colon];
    let value = line[colon + 1..].chars().next()?;
    let is_word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    (is_word && !value.is_whitespace() && value != '/').then_some(colon)
}
