//! Writes into rule pages what their examples show, where they say something else.

use std::io;
use std::path::PathBuf;

use crate::files::disk::Disk;
use crate::finding::fix::Edit;
use crate::lint::examples::Examined;
use crate::text::FileId;

/// What was written.
#[derive(Debug)]
pub struct Accepted {
    /// The pages in which something was, in order.
    pub pages: Vec<AcceptedPage>,
    /// The first page that could not be written, and why; those after it were left alone.
    pub stopped: Option<(PathBuf, io::Error)>,
}

/// A page in which marks were written.
#[derive(Debug, PartialEq, Eq)]
pub struct AcceptedPage {
    /// The page.
    pub path: String,
    /// The lines that are no longer in it and those that are new, in order.
    pub lines: Vec<Line>,
}

/// A line of a page that is no longer there, or that is new.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number: a new one's in the page as it is now, another's in the page as it was.
    pub number: usize,
    /// Whether it is new.
    pub new: bool,
    /// What stands on it.
    pub text: String,
}

/// Writes into pages the labels, messages and missing fields that their examples came to where they say something else.
/// Whatever else is wrong with a page stays for its author, and pages of the program are not touched.
pub fn accept(examined: &Examined) -> Accepted {
    let sources = &examined.setup.sources;
    let mut edits: Vec<&Edit> =
        examined.findings.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits).collect();
    // What is no single line cannot be a mark, and would become a part of the example.
    edits.retain(|edit| !edit.replacement.trim_end_matches(['\r', '\n']).chars().any(char::is_control));
    // What is put at one place keeps the order in which it was found.
    edits.sort_by_key(|edit| (edit.place.file, edit.place.span));
    let mut files: Vec<FileId> = edits.iter().map(|edit| edit.place.file).collect();
    files.dedup();
    let mut accepted = Accepted { pages: Vec::new(), stopped: None };
    for file in files {
        let page = sources.get(file);
        let of_page = edits.iter().copied().filter(|edit| edit.place.file == file);
        let (text, lines) = changed(page.text(), of_page);
        let path = PathBuf::from(&page.path);
        if let Err(error) = Disk.replace(&path, page.text().as_bytes(), text.as_bytes()) {
            accepted.stopped = Some((path, error));
            break;
        }
        accepted.pages.push(AcceptedPage { path: page.path.clone(), lines });
    }
    accepted
}

/// A text after changes of whole lines, and what these were.
fn changed<'e>(before: &str, edits: impl Iterator<Item = &'e Edit>) -> (String, Vec<Line>) {
    let (mut after, mut lines, mut read) = (String::with_capacity(before.len()), Vec::new(), 0);
    for edit in edits {
        let (start, end) = (edit.place.span.start as usize, edit.place.span.end as usize);
        // Two examples are never on one line, and of one line only one thing can be wrong.
        let (Some(kept), Some(gone)) = (before.get(read..start), before.get(start..end)) else { continue };
        after.push_str(kept);
        let number = |text: &str| text.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let told = |text: &str, number: usize, new: bool| -> Vec<Line> {
            (number..).zip(text.lines()).map(|(number, text)| Line { number, new, text: text.to_owned() }).collect()
        };
        lines.extend(told(gone, number(&before[..start]), false));
        lines.extend(told(&edit.replacement, number(&after), true));
        after.push_str(&edit.replacement);
        read = end;
    }
    after.push_str(&before[read..]);
    (after, lines)
}
