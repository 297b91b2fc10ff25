//! What an example says it shows: comment lines with carets under what a label covers, and comments at its top.

use std::ops::Range;

use crate::finding::Severity;
use crate::rule::page::{lines, trimmed};

/// What the comments of one file of an example say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Markers {
    /// Labels, in order.
    pub labels: Vec<Marker>,
    /// Whole messages, each after `# warning:` or another severity, and where they stand in the file.
    pub messages: Vec<(Severity, String, Range<usize>)>,
    /// What is not declared, after `# missing:`, and where that stands.
    pub missing: Option<(Vec<String>, Range<usize>)>,
    /// The file with markers blanked, byte for byte: in a block scalar they would be text.
    pub text: String,
}

/// An expected label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    /// What it covers.
    pub covers: Columns,
    /// What it says.
    pub text: String,
    /// The bytes of the carets and the text.
    pub place: Range<usize>,
}

/// A part of one line: line from 0, columns in characters from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    pub line: usize,
    pub columns: Range<usize>,
}

impl Markers {
    /// The file as it reads without markers: they go with their lines.
    pub fn unmarked(&self, marked: &str) -> String {
        let kept = self.text.split_inclusive('\n').zip(marked.split_inclusive('\n'));
        kept.filter(|(line, marked)| line == marked).map(|(line, _)| line).collect()
    }
}

impl Columns {
    /// What a label over these bytes is marked as: all of it, or the part on its first line.
    pub fn covered(text: &str, bytes: &Range<usize>) -> Option<Self> {
        let (line, range) = lines(text).enumerate().find(|(_, range)| {
            range.contains(&bytes.start) || (bytes.start == text.len() && range.end == text.len())
        })?;
        let visible = trimmed(text, range.clone()).end.max(bytes.start);
        let end = bytes.end.min(visible);
        let column = |at: usize| text.get(range.start..at).map(|before| before.chars().count());
        Some(Self { line, columns: column(bytes.start)?..column(end)? })
    }

    /// The comment that marks this, to be put under the line, and indented as that is where there is room.
    pub fn comment(&self, indent: usize, text: &str) -> String {
        let Range { start, end } = self.columns;
        let carets = "^".repeat((end - start).max(1));
        let mark = match start {
            0 => format!("#{}", "^".repeat((end - start).saturating_sub(1).max(1))),
            1 => format!(" #{carets}"),
            _ => {
                let sign = if indent + 1 < start { indent } else { start - 2 };
                format!("{}#{}{carets}", " ".repeat(sign), " ".repeat(start - sign - 1))
            }
        };
        format!("{mark} {text}").trim_end().to_owned()
    }
}

/// Reads the markers of a file.
pub(crate) fn read(text: &str) -> Markers {
    let mut markers = Markers::default();
    let mut blank = Vec::new();
    let (mut above, mut top) = (None, true);
    for (number, line) in lines(text).enumerate() {
        let shown = text[line.clone()].trim_end_matches(['\n', '\r']);
        if let Some((columns, from, said)) = carets(shown) {
            if let Some(above) = above {
                let place = line.start + from..line.start + shown.trim_end().len();
                let covers = Columns { line: above, columns };
                markers.labels.push(Marker { covers, text: said.to_owned(), place });
                blank.push(line.start..line.start + shown.len());
            }
            continue;
        }
        above = Some(number);
        let comment = shown.trim_start().strip_prefix('#').map(str::trim);
        match comment {
            Some(comment) if top => {
                let place = trimmed(text, line.clone());
                read_top(&mut markers, comment, place);
            }
            _ => top &= shown.trim().is_empty(),
        }
    }
    text.clone_into(&mut markers.text);
    for range in blank {
        markers.text.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    markers
}

fn read_top(markers: &mut Markers, comment: &str, place: Range<usize>) {
    let Some((word, rest)) = comment.split_once(':') else {
        return;
    };
    if word == "missing" {
        let fields = rest.split(',').map(|field| field.trim().to_owned()).filter(|field| !field.is_empty());
        markers.missing = Some((fields.collect(), place));
    } else if let Some(severity) = Severity::parse(word) {
        markers.messages.push((severity, rest.trim().to_owned(), place));
    }
}

/// Whether a line marks what a label covers on the line above.
pub(crate) fn is_mark(line: &str) -> bool {
    carets(line).is_some()
}

/// `   #   ^^^ text`: the columns of the carets, the byte where they begin, and the text. A caret that touches the `#`
/// stands for its column too, so that the start of a line can be marked.
fn carets(line: &str) -> Option<(Range<usize>, usize, &str)> {
    let comment = line.trim_start();
    let indent = line.len() - comment.len();
    let rest = comment.strip_prefix('#')?;
    let marks = rest.trim_start();
    let from = line.len() - marks.len();
    let after = marks.trim_start_matches('^');
    let count = marks.len() - after.len();
    if count == 0 || !(after.is_empty() || after.starts_with(char::is_whitespace)) {
        return None;
    }
    let start = if from == indent + 1 && indent == 0 { 0 } else { line[..from].chars().count() };
    let end = line[..from].chars().count() + count;
    Some((start..end, from, after.trim()))
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rule::marker::{Columns, read};

    #[test]
    fn carets_cover_columns_of_the_line_above() {
        let text = "teams:\n  größe: {members: [a]}\n  #      ^ curly\n  #                ^^^ a list\n  b: 1\n";
        let markers = read(text);
        let found: Vec<_> = markers
            .labels
            .iter()
            .map(|m| (m.covers.line, m.covers.columns.clone(), m.text.as_str(), &text[m.place.clone()]))
            .collect();
        assert_eq!(found, [(1, 9..10, "curly", "^ curly"), (1, 19..22, "a list", "^^^ a list")]);
        assert_eq!(markers.text.len(), text.len());
        assert!(!markers.text.contains('^'));
        let list = text.find("[a]").unwrap();
        assert_eq!(Columns::covered(text, &(list..list + 3)).unwrap(), markers.labels[1].covers);
    }

    #[test]
    fn the_start_of_a_line_is_marked_by_carets_that_touch_the_sign() {
        let text = "teams: {}\n#^^^^ all of it\n";
        let found = &read(text).labels[0];
        assert_eq!((found.covers.columns.clone(), found.text.as_str()), (0..5, "all of it"));
    }

    #[test]
    fn a_label_over_several_lines_is_marked_on_its_first() {
        let text = "a:\n  - x  \n  - y\n";
        let found = Columns::covered(text, &(5..text.len())).unwrap();
        assert_eq!(found, Columns { line: 1, columns: 2..5 });
    }

    #[test]
    fn a_marker_is_written_as_it_is_read() {
        for (columns, indent) in
            [0..4, 2..3, 3..9, 5..6, 12..20].into_iter().flat_map(|c| (0..14).map(move |i| (c.clone(), i)))
        {
            let covers = Columns { line: 0, columns };
            let text = format!("{}\n{}\n", "x".repeat(30), covers.comment(indent, "why"));
            let back = &read(&text).labels[0];
            assert_eq!((&back.covers, back.text.as_str()), (&covers, "why"), "{text}");
        }
    }

    #[test]
    fn messages_and_missing_fields_stand_at_the_top() {
        let text = "# warning: `a` has 3: too few\n# missing: team:a.members, slos\n\nteams: {}\n# error: not here\n";
        let markers = read(text);
        assert_eq!(markers.messages, [(Severity::Warning, "`a` has 3: too few".to_owned(), 0..29)]);
        assert_eq!(markers.missing.unwrap().0, ["team:a.members", "slos"]);
        assert_eq!(markers.text, text);
    }
}
