//! The edit that a help proposes, written below a bad example as a fence `` ```diff ``: lines that stay (` `), go (`-`) and
//! come (`+`), in hunks parted by `@@`.

use std::ops::Range;

use crate::rule::page::lines;
use crate::text::Place;

/// An edit of one file of a bad example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Which of the example's files, counted from 0.
    pub file: usize,
    /// The words after its fence.
    pub place: Place,
    /// Its lines, as a byte range of the page.
    pub content: Range<usize>,
}

/// Makes an edit: each hunk where its old lines stand next, and at the end if it has none.
///
/// # Errors
///
/// The bytes of the edit that are no line of one, or a hunk whose old lines are not in what is left of the text.
pub(crate) fn apply(text: &str, edit: &str) -> Result<String, Range<usize>> {
    let whole: Vec<&str> = text.lines().collect();
    let mut rest = whole.as_slice();
    let mut edited = Vec::new();
    for hunk in hunks(edit)? {
        let at = match hunk.old.as_slice() {
            [] => rest.len(),
            old => rest.windows(old.len()).position(|lines| lines == old).ok_or(hunk.place)?,
        };
        edited.extend_from_slice(&rest[..at]);
        edited.extend_from_slice(&hunk.new);
        rest = &rest[at + hunk.old.len()..];
    }
    edited.extend_from_slice(rest);
    Ok(edited.iter().flat_map(|line| [line, "\n"]).collect())
}

/// Lines that follow each other, before and after.
#[derive(Default)]
struct Hunk<'e> {
    old: Vec<&'e str>,
    new: Vec<&'e str>,
    place: Range<usize>,
}

fn hunks(edit: &str) -> Result<Vec<Hunk<'_>>, Range<usize>> {
    let mut hunks = vec![Hunk::default()];
    for range in lines(edit) {
        let line = edit[range.clone()].trim_end_matches(['\n', '\r']);
        if line.starts_with("@@") {
            hunks.push(Hunk::default());
            continue;
        }
        let Some(hunk) = hunks.last_mut() else { continue };
        let place = range.start..range.start + line.len();
        hunk.place = if hunk.place.is_empty() { place.clone() } else { hunk.place.start..place.end };
        let (sign, said) = line.split_at_checked(1).unwrap_or((" ", ""));
        match sign {
            " " => {
                hunk.old.push(said);
                hunk.new.push(said);
            }
            "-" => hunk.old.push(said),
            "+" => hunk.new.push(said),
            _ => return Err(place),
        }
    }
    hunks.retain(|hunk| !hunk.place.is_empty());
    Ok(hunks)
}

#[cfg(test)]
mod tests {
    use crate::rule::edit::apply;

    const TEXT: &str = "teams:\n  a: {}\n  b: {}\nslos:\n  a: {}\n";

    #[test]
    fn hunks_are_made_where_their_old_lines_stand_next() {
        let edit = "   a: {}\n-  b: {}\n+  b: {x: 1}\n+  c: {}\n@@\n-  a: {}\n+  d: {}\n";
        assert_eq!(apply(TEXT, edit).unwrap(), "teams:\n  a: {}\n  b: {x: 1}\n  c: {}\nslos:\n  d: {}\n");
    }

    #[test]
    fn a_hunk_without_old_lines_stands_at_the_end() {
        assert_eq!(apply(TEXT, "+people: {}\n").unwrap(), format!("{TEXT}people: {{}}\n"));
        assert_eq!(apply("", "").unwrap(), "");
    }

    #[test]
    fn what_stands_nowhere_or_is_no_line_of_an_edit_is_told() {
        assert_eq!(apply(TEXT, "   a: {}\n@@\n slos:\n-  b: {}\n"), Err(12..27));
        assert_eq!(apply(TEXT, " slos:\n@@\n-  b: {}\n"), Err(10..18), "it stands before the first hunk");
        assert_eq!(apply(TEXT, "teams:\n"), Err(0..6));
        assert_eq!(apply(TEXT, "é\n"), Err(0..2));
    }

    #[test]
    fn an_empty_line_is_one_that_stays() {
        assert_eq!(apply("a\n\nb\n", " a\n\n-b\n+c\n").unwrap(), "a\n\nc\n");
    }
}
