//! What becomes of a file, as a unified diff that `git apply` and `patch -p1` take.

use std::io::{self, Write};

use similar::{ChangeTag, TextDiff};

/// Lines around a change that are shown.
const AROUND: usize = 3;

/// Writes what two texts of a file differ in; nothing where they are the same.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, path: &str, before: &str, after: &str) -> io::Result<()> {
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<&str>>();
    let (before, after) = (lines(before), lines(after));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
    let name = |side: char| if path.starts_with('/') { path.to_owned() } else { format!("{side}/{path}") };
    for (rank, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if rank == 0 {
            writeln!(out, "--- {}\n+++ {}", name('a'), name('b'))?;
        }
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let old = first.old_range().start..last.old_range().end;
        let new = first.new_range().start..last.new_range().end;
        writeln!(out, "@@ -{} +{} @@", stretch(old), stretch(new))?;
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Equal => ' ',
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            };
            write!(out, "{sign}{}", change.value())?;
            if !change.value().ends_with('\n') {
                writeln!(out, "\n\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}

/// Lines from 1 and how many; before the first line where there are none.
fn stretch(lines: std::ops::Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => (lines.start + 1).to_string(),
        many => format!("{},{many}", lines.start + 1),
    }
}

#[cfg(test)]
mod tests {
    use crate::report::diff::write;

    fn diff(before: &str, after: &str) -> String {
        let mut out = Vec::new();
        write(&mut out, "org/a.yaml", before, after).expect("memory takes everything");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_change_stands_between_the_lines_around_it() {
        let before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let after = before.replace('5', "five");
        let expected = "--- a/org/a.yaml\n+++ b/org/a.yaml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n";
        assert_eq!(diff(before, &after), expected);
        assert_eq!(diff(before, before), "");
    }

    #[test]
    fn line_ends_are_those_of_the_file() {
        let expected = "--- a/org/a.yaml\n+++ b/org/a.yaml\n@@ -1,2 +1 @@\n a: 1\r\n-b: 2\r\n";
        assert_eq!(diff("a: 1\r\nb: 2\r\n", "a: 1\r\n"), expected);
        let expected = "--- a/org/a.yaml\n+++ b/org/a.yaml\n@@ -1 +1 @@\n-a: 1\n\\ No newline at end of file\n+a: 2\n\\ No newline at end of file\n";
        assert_eq!(diff("a: 1", "a: 2"), expected);
    }
}
