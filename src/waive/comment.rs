//! Waivers in comments: `# teamlint: allow RULE until 2026-12-31 reason`.

use std::ops::Range;

use crate::declare::scalars::date;
use crate::finding::Finding;
use crate::finding::diagnostics::INVALID_WAIVER;
use crate::text::{FileId, Place, SourceFile, Span};
use crate::waive::{On, Waiver};
use crate::yaml::tree::{Comment, Tree};

/// What such a comment begins with.
const MARK: &str = "teamlint:";

const FORM: &str = "write `# teamlint: allow RULE reason`, or `# teamlint: allow RULE until 2026-12-31 reason`";

/// The waivers in the comments of a file, and comments that should be waivers and cannot be.
///
/// A comment at the end of a line is about what begins on that line, one on a line of its own about what begins on the
/// next: the entry or element there with everything below it.
pub fn in_comments(file: FileId, source: &SourceFile) -> (Vec<Waiver>, Vec<Finding>) {
    let text = source.text();
    let (mut waivers, mut problems) = (Vec::new(), Vec::new());
    // Most files have none, and need not be parsed once more.
    if memchr::memmem::find(text.as_bytes(), MARK.as_bytes()).is_none() {
        return (waivers, problems);
    }
    for comment in Tree::parse(file, text).tree.comments() {
        match read(file, text, *comment) {
            None => {}
            Some(Ok(waiver)) => waivers.push(waiver),
            Some(Err((message, label))) => {
                let finding = INVALID_WAIVER.at(comment.place, message).saying(label);
                problems.push(finding.help(FORM));
            }
        }
    }
    (waivers, problems)
}

/// The waiver that a comment is; `None` where it is a comment like any other.
fn read(file: FileId, text: &str, comment: Comment) -> Option<Result<Waiver, (String, &'static str)>> {
    let (start, end) = (comment.place.span.start as usize, comment.place.span.end as usize);
    let written = text.get(start..end)?;
    let said = written.trim_start_matches('#').trim_start().strip_prefix(MARK)?;
    let (verb, rest) = word(said);
    if verb != "allow" {
        return Some(Err((format!("`{verb}` is nothing teamlint can be told in a comment"), "not understood")));
    }
    let (rule, rest) = word(rest);
    if rule.is_empty() {
        return Some(Err(("this comment allows no rule".to_owned(), "which rule?")));
    }
    let (until, reason) = match word(rest) {
        ("until", rest) => {
            let (day, rest) = word(rest);
            let day = day.trim_end_matches([':', ',']);
            match date(day) {
                Some(days) => (Some((days, day.to_owned())), rest),
                None => return Some(Err((format!("`{day}` is no date"), "until when?"))),
            }
        }
        _ => (None, rest),
    };
    if !reason.chars().any(char::is_alphabetic) {
        return Some(Err((format!("this waiver of `{rule}` gives no reason, and does not count"), "why?")));
    }
    let at = start + (rule.as_ptr() as usize - written.as_ptr() as usize);
    let place = |bytes: Range<usize>| Place { file, span: Span { start: offset(bytes.start), end: offset(bytes.end) } };
    let covered = covered(text, if comment.alone { end } else { start }, comment.alone);
    Some(Ok(Waiver {
        rule: rule.trim_end_matches(':').to_owned(),
        rule_place: place(at..at + rule.len()),
        on: On::Bytes(file, offset(covered.start)..offset(covered.end)),
        until,
        place: comment.place,
    }))
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// The first word, and what follows it.
fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// The lines of what begins on the line of a byte, or on the next line that has something on it.
fn covered(text: &str, byte: usize, next: bool) -> Range<usize> {
    let mut start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    if next {
        start = line_end(text, byte);
        while start < text.len() && says_nothing(&text[start..line_end(text, start)]) {
            start = line_end(text, start);
        }
    }
    let first = &text[start..line_end(text, start)];
    let mut end = line_end(text, start);
    let mut at = end;
    while at < text.len() {
        let line = &text[at..line_end(text, at)];
        at += line.len();
        if says_nothing(line) {
            continue;
        }
        // The elements of a list may stand below their key without being indented.
        let element = indent(line) == indent(first) && is_element(line) && !is_element(first);
        if indent(line) <= indent(first) && !element {
            break;
        }
        end = at;
    }
    start..end
}

fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |at| from + at + 1)
}

fn says_nothing(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

fn is_element(line: &str) -> bool {
    let line = line.trim();
    line == "-" || line.starts_with("- ")
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use crate::text::{FileId, SourceFile};
    use crate::waive::On;
    use crate::waive::comment::in_comments;

    /// Rule and covered text of each waiver, and the messages about what is none.
    fn read(text: &str) -> (Vec<(String, String)>, Vec<String>) {
        let (waivers, problems) = in_comments(FileId(0), &SourceFile::new("a.yaml", text));
        let shown = waivers.into_iter().map(|waiver| match waiver.on {
            On::Bytes(_, bytes) => (waiver.rule, text[bytes.start as usize..bytes.end as usize].to_owned()),
            On::Entity(id) => (waiver.rule, id),
        });
        (shown.collect(), problems.into_iter().map(|problem| problem.message).collect())
    }

    #[test]
    fn a_comment_is_about_what_begins_on_its_line_or_on_the_next() {
        let text = "\
teams:
  # teamlint: allow team-size they split in May
  # and not before

  web:
    members: [a]

    # a word in between
    duties:
    - on-call
  sre:
    members:    # teamlint: allow duplicate-item until 2026-12-31: ana has two desks
    - ana
    - ana
    duties: []
";
        let (waivers, problems) = read(text);
        assert_eq!(problems, [""; 0]);
        let web = "  web:\n    members: [a]\n\n    # a word in between\n    duties:\n    - on-call\n";
        let [(size, of_web), (item, of_members)] = waivers.as_slice() else { panic!("{waivers:?}") };
        assert_eq!((size.as_str(), of_web.as_str()), ("team-size", web));
        assert_eq!(item, "duplicate-item");
        assert!(of_members.starts_with("    members:") && of_members.ends_with("ana\n    - ana\n"), "{of_members}");
    }

    #[test]
    fn what_is_no_comment_is_no_waiver() {
        assert_eq!(read("a: \"# teamlint: allow x y\"\nb: |\n  # teamlint: allow x y\n"), (Vec::new(), Vec::new()));
        assert_eq!(read("# teamlint reads this\n"), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_waiver_that_cannot_count_says_why() {
        for (text, message) in [
            ("# teamlint: alow x y", "`alow` is nothing teamlint can be told in a comment"),
            ("# teamlint: allow", "this comment allows no rule"),
            ("# teamlint: allow x", "this waiver of `x` gives no reason, and does not count"),
            ("# teamlint: allow x --", "this waiver of `x` gives no reason, and does not count"),
            ("# teamlint: allow x until May because", "`May` is no date"),
            ("# teamlint: allow x until 2026-05-01", "this waiver of `x` gives no reason, and does not count"),
        ] {
            assert_eq!(read(text), (Vec::new(), vec![message.to_owned()]), "{text}");
        }
    }
}
