//! Reads a charter back: the sections of a Markdown file, and what their lists and tables state. What else people wrote, and
//! how they laid it out, is no matter.

use crate::report::charter::markdown::marked;
use crate::report::charter::outline::{Kind, blocks, silent};

/// A part of a file from one heading to the next; the first may have none.
#[derive(Debug)]
pub(super) struct Chunk<'t> {
    /// Its heading as a plain text, unless that is the title of all that follows.
    pub title: Option<String>,
    /// Number of its first line.
    pub line: usize,
    /// All of it, the line of the heading included.
    pub text: &'t str,
}

/// What a section states.
#[derive(Debug, Default)]
pub(super) struct Stated {
    /// Elements of lists that begin with what they are about: that, what they say, and the line.
    pub lines: Vec<(String, String, usize)>,
    /// Tables.
    pub tables: Vec<Table>,
}

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    /// What is above its columns.
    pub columns: Vec<String>,
    /// Its rows, each with its line.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// Cuts a file at its headings.
pub(super) fn chunks(text: &str) -> Vec<Chunk<'_>> {
    let mut chunks = Vec::new();
    let (mut start, mut line, mut title) = (0, 1, None);
    for block in blocks(text) {
        let Kind::Heading(level, heading) = block.kind else { continue };
        let above = &text[start..block.lines.start];
        chunks.push(Chunk { title: title.take(), line, text: above });
        line += above.matches('\n').count();
        start = block.lines.start;
        title = (level > 1).then(|| heading.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    chunks.push(Chunk { title, line, text: &text[start..] });
    chunks
}

/// The team whose charter a file says that it is, as it stands in its comment.
pub(super) fn mark(text: &str) -> Option<&str> {
    text.lines().find_map(|line| {
        let (_, of) = line.split_once("<!-- teamlint charter ")?;
        Some(of.split_once("-->")?.0.trim())
    })
}

/// Whether a file says that it is the charter of another team.
pub(super) fn is_of_another(text: &str, id: &str) -> bool {
    mark(text).is_some_and(|of| of != marked(id))
}

/// What a section states.
pub(super) fn stated(chunk: &Chunk<'_>) -> Stated {
    let mut stated = Stated::default();
    // The element of a list that lines may still belong to.
    let mut open: Option<(String, usize)> = None;
    // How far in the list begins: what is further in is a list in it, and says nothing of the team.
    let mut indent = usize::MAX;
    let silent = silent(chunk.text);
    let mut lines = chunk.text.lines().zip(silent).zip(chunk.line..).peekable();
    while let Some(((line, is_silent), number)) = lines.next() {
        if is_silent || line.trim().is_empty() {
            stated.take(&mut open);
        } else if let Some(element) = element(line) {
            stated.take(&mut open);
            let further = line.len() - line.trim_start_matches(' ').len();
            if further < indent.saturating_add(2) {
                indent = further;
                open = Some((element.to_owned(), number));
            }
        } else if line.contains('|') && lines.peek().is_some_and(|((next, _), _)| is_rule(next)) {
            stated.take(&mut open);
            let columns = cells(line);
            lines.next();
            let mut rows = Vec::new();
            while let Some(((row, _), number)) = lines.next_if(|((row, silent), _)| !silent && !row.trim().is_empty()) {
                rows.push((number, cells(row)));
            }
            stated.tables.push(Table { columns, rows });
        } else if let Some((element, _)) = &mut open {
            // Lines below each other are one, unless they begin a list in the list.
            if is_nested(line) {
                stated.take(&mut open);
            } else {
                element.push(' ');
                element.push_str(line.trim());
            }
        }
    }
    stated.take(&mut open);
    stated
}

impl Stated {
    fn take(&mut self, open: &mut Option<(String, usize)>) {
        let Some((element, line)) = open.take() else { return };
        let element = plain(&element);
        if let Some((about, says)) = element.split_once(':') {
            self.lines.push((about.trim().to_owned(), says.trim().to_owned(), line));
        }
    }
}

/// The text of an element of a list.
pub(super) fn element(line: &str) -> Option<&str> {
    let text = unindented(line)?;
    let rest = text.strip_prefix(['-', '*', '+'])?;
    rest.starts_with([' ', '\t']).then(|| rest.trim())
}

/// Whether a line begins a list in a list.
fn is_nested(line: &str) -> bool {
    element(line.trim()).is_some()
}

/// A line without its indent, unless that makes code of it.
fn unindented(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(' ');
    (line.len() - text.len() < 4).then(|| text.trim_end())
}

/// Whether a line parts the head of a table from its rows.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// The cells of a row.
pub(super) fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let (mut cells, mut cell, mut escaped) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        if c == '|' && !escaped {
            cells.push(std::mem::take(&mut cell));
        } else {
            cell.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    if !cell.trim().is_empty() {
        cells.push(cell);
    }
    cells.iter().map(|cell| plain(cell)).collect()
}

/// What a piece of Markdown says, however it is laid out: signs that mean themselves, without emphasis, marks of code, and the
/// addresses of links.
pub(super) fn plain(markdown: &str) -> String {
    let mut said = String::with_capacity(markdown.len());
    // Where links may begin in what is said, and where they do.
    let (mut links, mut begun): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut rest = markdown;
    let mut may_close = true;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        match c {
            '\\' if rest[1..].starts_with(|next: char| next.is_ascii_punctuation()) => {
                said.push_str(&rest[1..2]);
                taken = 2;
            }
            '&' => match entity(rest) {
                Some((c, length)) => {
                    said.extend(Some(c).filter(|&c| c != APART));
                    taken = length;
                }
                None => said.push('&'),
            },
            '*' | '`' | APART => {}
            '[' => {
                links.push(said.len());
                said.push('[');
            }
            ']' if rest[1..].starts_with('(') && may_close && !links.is_empty() => {
                if let Some(end) = rest.find(')') {
                    begun.extend(links.pop());
                    taken = end + 1;
                } else {
                    may_close = false;
                    said.push(']');
                }
            }
            c => said.push(c),
        }
        rest = &rest[taken..];
    }
    begun.sort_unstable();
    let is_begun = |at: usize| begun.binary_search(&at).is_ok();
    let said: String = said.char_indices().filter(|&(at, _)| !is_begun(at)).map(|(_, c)| c).collect();
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Stands between the letters of an address in Markdown, and is not seen.
const APART: char = '\u{200b}';

/// The character that a reference at the beginning of a text stands for, and the length of the reference.
fn entity(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)?
        }
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use crate::report::charter::read::{Chunk, chunks, mark, plain, stated};

    #[test]
    fn what_is_said_does_not_depend_on_how_it_is_written() {
        assert_eq!(plain("a\\_b \\*c\\* `d` **e**  f&amp;g &#96;h&#8203;i"), "a_b *c* d e f&g `hi");
        assert_eq!(plain("[cart](https://wiki.example/cart) and [this] (not)"), "cart and [this] (not)");
        assert_eq!(plain("[a] [b](c"), "[a] [b](c");
        assert_eq!(plain("\u{a0}x\u{a0}\u{a0}y &nbsp; z &nonsense; \\"), "x y z &nonsense; \\");
    }

    const FILE: &str = "---\ntitle: x\n# none\n---\n# Team ##\n<!-- teamlint charter pay%20ments -->\n\n```\n## code\n- **Type:** a\n```\n## People\n\nprose: here\n\n* **Type:** stream-\n  aligned\n  - **Kind:** nested\n\n| person | a\\|b |\n|:--|--:|\n| x \\| y | 1 |\nno pipe\n\n<!-- ## gone\n- **Type:** b -->\n";

    #[test]
    fn a_file_is_cut_at_its_headings_and_its_lists_and_tables_are_read() {
        let all = chunks(FILE);
        let titles: Vec<Option<&str>> = all.iter().map(|chunk| chunk.title.as_deref()).collect();
        assert_eq!(titles, [None, None, Some("People")]);
        assert_eq!(all.iter().map(|chunk| chunk.text).collect::<String>(), FILE);
        assert_eq!(mark(FILE), Some("pay%20ments"));
        let people: &Chunk<'_> = &all[2];
        let stated = stated(people);
        assert_eq!(stated.lines, [("Type".to_owned(), "stream- aligned".to_owned(), 16)]);
        let table = &stated.tables[0];
        assert_eq!(table.columns, ["person", "a|b"]);
        let row = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
        assert_eq!(table.rows, [(22, row(&["x | y", "1"])), (23, row(&["no pipe"]))]);
    }
    #[test]
    fn a_heading_is_what_others_take_for_one() {
        let titles = |text: &str| -> Vec<String> { chunks(text).into_iter().filter_map(|chunk| chunk.title).collect() };
        for heading in [
            "## People",
            "## People ##",
            "   ### People",
            "People\n---",
            "  People\n  ------ ",
            "##\tPeople",
            "## *People*",
        ] {
            for end in ["\n", "\r\n", "\r"] {
                let text = format!("# t\n\n{heading}\n\nx\n").replace('\n', end);
                assert_eq!(titles(&text), ["People"], "{text:?}");
                assert_eq!(chunks(&text).iter().map(|chunk| chunk.text).collect::<String>(), text);
            }
        }
        for none in [
            "    ## People",
            "####### People",
            "##People",
            "```\n## People\n```",
            "~~~\nPeople\n---\n~~~",
            "<!--\n## People\n-->",
            "<details>\n## People\n</details>",
            "> ## People",
            "- ## People",
            "- People\n---",
            "| People |\n|---|",
            "\\## People",
            "People\n===",
        ] {
            assert_eq!(titles(&format!("# t\n\n{none}\n")), [""; 0], "{none:?}");
        }
    }

    #[test]
    fn lines_are_counted_up_to_each_heading() {
        let chunks = chunks("a\n\nTwo\nlines\n---\nb\n## c");
        let lines: Vec<(Option<&str>, usize)> =
            chunks.iter().map(|chunk| (chunk.title.as_deref(), chunk.line)).collect();
        assert_eq!(lines, [(None, 1), (Some("Two lines"), 3), (Some("c"), 7)]);
    }
}
