//! The blocks of a Markdown file as `CommonMark` has them: what is a heading, and what only looks like one in code or a comment.
//! How somebody else reads the page decides that, so it is left to a library.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// Something that stands in a file by itself, in nothing else.
#[derive(Debug)]
pub(super) struct Block {
    /// Its lines, whole, without blank ones behind it.
    pub lines: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a block is.
#[derive(Debug)]
pub(super) enum Kind {
    /// A heading: its level, and its text.
    Heading(usize, String),
    /// A list: the lines of each element, without those of lists and other blocks in it.
    List(Vec<Range<usize>>),
    Table,
    Paragraph,
    /// Code, HTML, a quotation, a line across.
    Other,
}

/// The blocks of a file in their order. What stands before the text for a generator of pages is none.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let front = front(text);
    let mut found: Vec<Block> = Vec::new();
    // How many blocks and spans the reader is in.
    let mut depth = 0_usize;
    // Whether what stands in the element at the end of the list ends where the next block begins.
    let mut first_in_element = false;
    for (event, range) in parser(&text[front..]) {
        let range = || lines_of(text, range.start + front..range.end + front);
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    found.push(Block { lines: range(), kind: kind(&tag) });
                } else if let Some(Block { kind: Kind::List(elements), .. }) = found.last_mut() {
                    match (depth, &tag) {
                        (1, Tag::Item) => {
                            elements.push(range());
                            first_in_element = true;
                        }
                        (2, Tag::Paragraph) if first_in_element => first_in_element = false,
                        (2, tag) if is_block(tag) => {
                            if let Some(element) = elements.last_mut() {
                                element.end = element.end.min(range().start.max(element.start));
                            }
                        }
                        _ => {}
                    }
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Text(part) | Event::Code(part) => said(&mut found, depth, &part),
            Event::SoftBreak | Event::HardBreak => said(&mut found, depth, " "),
            Event::Rule if depth == 0 => found.push(Block { lines: range(), kind: Kind::Other }),
            _ => {}
        }
    }
    found
}

/// Which lines say nothing of a team: those of headings, HTML and code with a fence around it, wherever they stand. A table that
/// somebody has moved too far in is still read.
pub(super) fn silent(text: &str) -> Vec<bool> {
    let starts: Vec<usize> =
        text.split_inclusive('\n').scan(0, |at, line| Some(std::mem::replace(at, *at + line.len()))).collect();
    let mut silent = vec![false; starts.len()];
    for (event, range) in parser(text) {
        if matches!(
            event,
            Event::Start(Tag::Heading { .. } | Tag::CodeBlock(CodeBlockKind::Fenced(_)) | Tag::HtmlBlock)
        ) {
            let range = lines_of(text, range);
            let first = starts.partition_point(|&start| start < range.start);
            let last = starts.partition_point(|&start| start < range.end);
            silent[first..last].fill(true);
        }
    }
    silent
}

fn parser(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter()
}

fn kind(tag: &Tag<'_>) -> Kind {
    match tag {
        Tag::Heading { level, .. } => Kind::Heading(*level as usize, String::new()),
        Tag::List(_) => Kind::List(Vec::new()),
        Tag::Table(_) => Kind::Table,
        Tag::Paragraph => Kind::Paragraph,
        _ => Kind::Other,
    }
}

/// Whether something stands in lines of its own, and not within one.
fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Table(_)
    )
}

/// Adds to the text of a heading that is being read.
fn said(found: &mut [Block], depth: usize, part: &str) {
    if depth > 0
        && let Some(Block { kind: Kind::Heading(_, title), .. }) = found.last_mut()
    {
        title.push_str(part);
    }
}

/// How long that is which stands before the text for a generator of pages.
fn front(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return 0 };
    let mut length = first.len();
    for line in lines {
        length += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return length;
        }
    }
    0
}

/// The lines in which a range lies, without blank ones behind it.
fn lines_of(text: &str, range: Range<usize>) -> Range<usize> {
    // A carriage return by itself ends a line, too.
    let start = text[..range.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = range.start + text[range].trim_end().len();
    let rest = &text[end..];
    let end = rest.find(['\n', '\r']).map_or(text.len(), |further| {
        let sign = if rest[further..].starts_with("\r\n") { 2 } else { 1 };
        end + further + sign
    });
    start..end
}
