//! The outer form of a rule page: a head between two `---` lines, a heading, prose, and fenced examples.

use std::borrow::Cow;
use std::ops::Range;

/// A page as its author wrote it, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageText {
    /// Path as shown, with `/`: `rules/topology/team-size.md`.
    pub path: String,
    /// The whole file.
    pub text: Cow<'static, str>,
    /// Whether it is part of the program.
    pub built_in: bool,
    /// The tree of its head, if it was parsed when the program was built; empty otherwise.
    pub packed: &'static [u8],
}

impl PageText {
    /// A page that somebody wrote beside the program's own.
    pub fn of_user(path: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Self {
        Self { path: path.into(), text: text.into(), built_in: false, packed: &[] }
    }

    /// The rule's name: the file's name without `.md`.
    pub fn name(&self) -> &str {
        let file = self.path.rsplit('/').next().unwrap_or(&self.path);
        file.strip_suffix(".md").unwrap_or(file)
    }

    /// The rule's family: the folder the file lies in, or nothing.
    pub fn family(&self) -> &str {
        self.path.rsplit('/').nth(1).unwrap_or("")
    }
}

/// The parts of a page, as byte ranges of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// From the first `---` to the start of the second: a YAML document.
    pub head: Range<usize>,
    /// All after the second `---` line.
    pub body: Range<usize>,
    /// The text of the first `# heading`.
    pub heading: Option<Range<usize>>,
    /// Fenced blocks in order.
    pub fences: Vec<Fence>,
}

/// A fenced block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// What stands after the backticks: `yaml bad`.
    pub info: Range<usize>,
    /// The lines between the fences.
    pub content: Range<usize>,
    /// Whether only empty lines stand between it and the fence before it.
    pub adjacent: bool,
    /// Whether its closing fence is there.
    pub closed: bool,
}

/// Why a text is not a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPage {
    /// It does not start with a `---` line.
    NoHead,
    /// No second `---` line ends the head.
    OpenHead,
}

/// Finds the parts of a page.
///
/// # Errors
///
/// When there is no head to run.
pub fn split(text: &str) -> Result<Parts, NoPage> {
    let mut parts = split_head(text)?;
    let body = parts.body.clone();
    let after = lines(&text[body.clone()]).map(|line| line.start + body.start..line.end + body.start);
    read_body(text, after, &mut parts);
    Ok(parts)
}

/// Finds the head and the body of a page, and nothing in the body.
///
/// # Errors
///
/// When there is no head to run.
pub fn split_head(text: &str) -> Result<Parts, NoPage> {
    let mut lines = lines(text);
    let first = lines.next().ok_or(NoPage::NoHead)?;
    if text[first.clone()].trim_start_matches('\u{feff}').trim_end() != "---" {
        return Err(NoPage::NoHead);
    }
    let end = lines.find(|line| text[line.clone()].trim_end() == "---").ok_or(NoPage::OpenHead)?;
    let start = first.start + text[first].find("---").unwrap_or(0);
    Ok(Parts { head: start..end.start, body: end.end..text.len(), heading: None, fences: Vec::new() })
}

fn read_body(text: &str, lines: impl Iterator<Item = Range<usize>>, parts: &mut Parts) {
    let mut open: Option<(usize, Fence)> = None;
    let mut only_blank = false;
    for line in lines {
        let shown = text[line.clone()].trim_end();
        let ticks = shown.len() - shown.trim_start_matches('`').len();
        match &mut open {
            Some((opening, fence)) => {
                if ticks >= *opening && ticks == shown.len() {
                    fence.content.end = line.start;
                    fence.closed = true;
                    parts.fences.extend(open.take().map(|(_, fence)| fence));
                    only_blank = true;
                } else {
                    fence.content.end = line.end;
                }
            }
            None if ticks >= 3 => {
                let info = trimmed(text, line.start + ticks..line.start + shown.len());
                open = Some((ticks, Fence { info, content: line.end..line.end, adjacent: only_blank, closed: false }));
            }
            None => {
                only_blank &= shown.is_empty();
                if parts.heading.is_none() && shown.starts_with("# ") {
                    parts.heading = Some(trimmed(text, line.start + 2..line.start + shown.len()));
                }
            }
        }
    }
    parts.fences.extend(open.map(|(_, fence)| fence));
}

/// The lines of a text as byte ranges, line breaks included.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        range
    })
}

/// A range without the white space at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + inner.len() - inner.trim_start().len();
    start..(range.start + inner.trim_end().len()).max(start)
}

#[cfg(test)]
mod tests {
    use crate::rule::page::{NoPage, PageText, split};

    #[test]
    fn name_and_family_come_from_the_path() {
        let page = PageText::of_user("rules/topology/team-size.md", "");
        assert_eq!((page.name(), page.family()), ("team-size", "topology"));
    }

    #[test]
    fn a_page_is_head_heading_prose_and_fences() {
        let text = "---\nsummary: s\n---\n\n# team-size\n\nWhy.\n\n```yaml bad\na: 1\n```\n\n```yaml bad file=b.yaml\nb: 2\n```\ntext\n````md\n```\nx\n```\n````\n";
        let parts = split(text).unwrap();
        assert_eq!(&text[parts.head.clone()], "---\nsummary: s\n");
        assert_eq!(&text[parts.heading.clone().unwrap()], "team-size");
        let fences: Vec<_> = parts
            .fences
            .iter()
            .map(|f| (&text[f.info.clone()], &text[f.content.clone()], f.adjacent, f.closed))
            .collect();
        assert_eq!(
            fences,
            [
                ("yaml bad", "a: 1\n", false, true),
                ("yaml bad file=b.yaml", "b: 2\n", true, true),
                ("md", "```\nx\n```\n", false, true),
            ]
        );
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_are_fine() {
        let text = "\u{feff}---\r\nsummary: s\r\n---\r\n# x\r\n```yaml good\r\na: 1\r\n```\r\n";
        let parts = split(text).unwrap();
        assert_eq!(&text[parts.head], "---\r\nsummary: s\r\n");
        assert_eq!(&text[parts.heading.unwrap()], "x");
        assert_eq!(&text[parts.fences[0].info.clone()], "yaml good");
        assert_eq!(&text[parts.fences[0].content.clone()], "a: 1\r\n");
    }

    #[test]
    fn a_text_without_a_whole_head_is_no_page() {
        assert_eq!(split("# team-size\n"), Err(NoPage::NoHead));
        assert_eq!(split(""), Err(NoPage::NoHead));
        assert_eq!(split("---\nsummary: s\n"), Err(NoPage::OpenHead));
    }

    #[test]
    fn an_open_fence_goes_to_the_end() {
        let text = "---\n---\n```yaml bad\na: 1\n";
        let parts = split(text).unwrap();
        assert!(!parts.fences[0].closed);
        assert_eq!(&text[parts.fences[0].content.clone()], "a: 1\n");
    }
}
