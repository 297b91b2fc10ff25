//! Examples of a page: small whole organisations that show what the rule finds, and what it does not.
//!
//! A fence is `` ```yaml bad `` (also `good`, `unjudged`) with options: `file=NAME`, `config`, `as-of=DATE`, `broken`. Fences of the
//! same kind that follow each other with only empty lines between, and have `file=` or `config`, are one organisation.
//! A fence `` ```diff `` after a bad example is the edit that its help proposes.

use std::ops::Range;

use crate::finding::suggest::{did_you_mean, one_of};
use crate::rule::edit::{self, Edit};
use crate::rule::head::Head;
use crate::rule::marker;
use crate::rule::page::Fence;
use crate::text::Place;

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// Findings of the rule, each label marked.
    Bad,
    /// No finding of the rule.
    Good,
    /// An entity the rule cannot judge, with what is missing.
    Unjudged,
}

impl Shows {
    const WORDS: [&'static str; 3] = ["bad", "good", "unjudged"];

    fn parse(word: &str) -> Option<Self> {
        [Self::Bad, Self::Good, Self::Unjudged]
            .into_iter()
            .zip(Self::WORDS)
            .find(|(_, w)| *w == word)
            .map(|(shows, _)| shows)
    }
}

/// One example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub shows: Shows,
    /// The words after its first fence.
    pub place: Place,
    /// Its files.
    pub files: Vec<ExampleFile>,
    /// Its `teamlint.yaml`.
    pub config: Option<ExampleFile>,
    /// The date that counts as today.
    pub as_of: Option<String>,
    /// Whether its files are meant to be wrong in themselves.
    pub broken: bool,
    /// What its help proposes: made, they leave no finding of the rule.
    pub edits: Vec<Edit>,
}

/// One file of an example, as a byte range of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFile {
    /// Its name.
    pub name: String,
    /// Its text.
    pub content: Range<usize>,
}

impl Example {
    /// Its files as they are judged: names, and texts without markers. `page` is the page's text.
    pub fn unmarked(&self, page: &str) -> Vec<(String, String)> {
        let one = |file: &ExampleFile| {
            let marked = &page[file.content.clone()];
            (file.name.clone(), marker::read(marked).unmarked(marked))
        };
        self.files.iter().map(one).collect()
    }

    /// Its files after its edits.
    ///
    /// # Errors
    ///
    /// The bytes of the page that are no line of an edit, or whose old lines are not in the file.
    pub fn edited(&self, page: &str) -> Result<Vec<(String, String)>, Range<usize>> {
        let mut files = self.unmarked(page);
        for edit in &self.edits {
            let text = &mut files[edit.file].1;
            let start = edit.content.start;
            *text = edit::apply(text, &page[edit.content.clone()]).map_err(|at| start + at.start..start + at.end)?;
        }
        Ok(files)
    }
}

/// What the words after a fence say.
struct Options {
    shows: Shows,
    file: Option<String>,
    config: bool,
    as_of: Option<String>,
    broken: bool,
}

/// Reads the examples of a page; other fences are prose.
pub(super) fn read(head: &Head<'_>, fences: &[Fence]) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let (mut joinable, mut editable) = (false, false);
    for fence in fences {
        if is_edit(head, fence) {
            joinable = false;
            if let Some(example) = examples.last_mut().filter(|_| editable) {
                example.edits.extend(read_edit(head, fence, example));
            }
            continue;
        }
        editable = false;
        let Some(options) = read_options(head, fence) else {
            joinable = false;
            continue;
        };
        expect_end(head, fence);
        editable = options.shows == Shows::Bad;
        let name = options.file.clone().unwrap_or_else(|| "org.yaml".to_owned());
        let file = ExampleFile { name, content: fence.content.clone() };
        let part = options.file.is_some() || options.config;
        let joined = examples.last().filter(|last| joinable && fence.adjacent && part && last.shows == options.shows);
        if joined.is_none() {
            examples.push(Example {
                shows: options.shows,
                place: head.place(fence.info.clone()),
                files: Vec::new(),
                config: None,
                as_of: None,
                broken: false,
                edits: Vec::new(),
            });
        }
        joinable = part;
        let Some(example) = examples.last_mut() else {
            continue;
        };
        example.as_of = options.as_of.or(example.as_of.take());
        example.broken |= options.broken;
        if options.config {
            example.config = Some(file);
        } else {
            example.files.push(file);
        }
    }
    examples
}

fn expect_end(head: &Head<'_>, fence: &Fence) {
    if !fence.closed {
        head.wrong(head.place(fence.info.clone()), "this example has no end", "opened here", "close it with ```");
    }
}

fn is_edit(head: &Head<'_>, fence: &Fence) -> bool {
    words(head.text, fence.info.clone()).next().is_some_and(|(language, _)| language == "diff")
}

/// Reads an edit of the bad example that stands before it.
fn read_edit(head: &Head<'_>, fence: &Fence, example: &Example) -> Option<Edit> {
    expect_end(head, fence);
    let place = head.place(fence.info.clone());
    let files: Vec<&str> = example.files.iter().map(|file| file.name.as_str()).collect();
    let file = match (words(head.text, fence.info.clone()).nth(1), files.as_slice()) {
        (None, [_]) => 0,
        (None, _) => {
            head.wrong(
                place,
                "an edit of several files",
                "of which?",
                format!("write `file=`, and {}", one_of(&files)),
            );
            return None;
        }
        (Some((word, at)), _) => {
            let named = word.strip_prefix("file=");
            let Some(file) = named.and_then(|named| files.iter().position(|file| *file == named)) else {
                let help = format!("write `file=`, and {}", one_of(&files));
                head.wrong(head.place(at), format!("`{word}` is no file of this example"), "unknown", help);
                return None;
            };
            file
        }
    };
    Some(Edit { file, place, content: fence.content.clone() })
}

fn read_options(head: &Head<'_>, fence: &Fence) -> Option<Options> {
    let mut words = words(head.text, fence.info.clone());
    let (language, _) = words.next()?;
    let (kind, place) = words.next()?;
    if !matches!(language, "yaml" | "yml") {
        return None;
    }
    let Some(shows) = Shows::parse(kind) else {
        let help = did_you_mean(kind, Shows::WORDS).unwrap_or_else(|| one_of(&Shows::WORDS));
        head.wrong(head.place(place), format!("`{kind}` is no kind of example"), "unknown kind", help);
        return None;
    };
    let mut options = Options { shows, file: None, config: false, as_of: None, broken: false };
    for (word, place) in words {
        match word.split_once('=') {
            Some(("file", name)) if is_file_name(name) => options.file = Some(name.to_owned()),
            Some(("as-of", date)) if date.parse::<jiff::civil::Date>().is_ok() => {
                options.as_of = Some(date.to_owned());
            }
            None if word == "config" => options.config = true,
            None if word == "broken" => options.broken = true,
            _ => {
                let help = "options are `file=NAME.yaml`, `config`, `as-of=2026-06-01` and `broken`";
                head.wrong(head.place(place), format!("`{word}` is no option of an example"), "unknown option", help);
            }
        }
    }
    Some(options)
}

fn is_file_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('/') && !name.contains("..") && !name.contains('\\')
}

/// Words with their byte ranges.
fn words(text: &str, range: Range<usize>) -> impl Iterator<Item = (&str, Range<usize>)> {
    let line = &text[range.clone()];
    line.split_whitespace().map(move |word| {
        let at = range.start + (word.as_ptr() as usize - line.as_ptr() as usize);
        (word, at..at + word.len())
    })
}

#[cfg(test)]
mod tests {
    use crate::rule::example::{Shows, read};
    use crate::rule::head::Head;
    use crate::rule::page::split;
    use crate::text::FileId;

    const PAGE: &str = "---\n---\n# x\n```yaml bad file=teams.yaml as-of=2026-06-01\na: 1\n```\n\n```yaml bad file=people.yaml\nb: 1\n```\n```yaml bad config\nc: 1\n```\n\nAnd:\n\n```yaml bad\nd: 1\n```\n\n```yaml bad\ne: 1\n```\n```yaml good broken\nf: 1\n```\n```text\nprose\n```\n```yaml\nprose: 1\n```\n";

    #[test]
    fn fences_with_file_names_side_by_side_are_one_organisation() {
        let parts = split(PAGE).unwrap();
        let head = Head::new(FileId(0), PAGE);
        let examples = read(&head, &parts.fences);
        assert_eq!(head.finish(), []);
        let shown: Vec<_> = examples
            .iter()
            .map(|e| {
                let files: Vec<_> = e.files.iter().map(|f| (f.name.as_str(), &PAGE[f.content.clone()])).collect();
                let config = e.config.as_ref().map(|f| &PAGE[f.content.clone()]);
                (e.shows, files, config, e.as_of.as_deref(), e.broken)
            })
            .collect();
        assert_eq!(
            shown,
            [
                (
                    Shows::Bad,
                    vec![("teams.yaml", "a: 1\n"), ("people.yaml", "b: 1\n")],
                    Some("c: 1\n"),
                    Some("2026-06-01"),
                    false
                ),
                (Shows::Bad, vec![("org.yaml", "d: 1\n")], None, None, false),
                (Shows::Bad, vec![("org.yaml", "e: 1\n")], None, None, false),
                (Shows::Good, vec![("org.yaml", "f: 1\n")], None, None, true),
            ]
        );
    }

    #[test]
    fn wrong_words_after_a_fence_are_shown() {
        let page = "---\n---\n```yaml bda\n```\n```yaml bad as-of=tomorrow\n```\n```yaml good\n";
        let parts = split(page).unwrap();
        let head = Head::new(FileId(0), page);
        read(&head, &parts.fences);
        let told: Vec<_> = head
            .finish()
            .into_iter()
            .map(|f| {
                let span = f.place().span;
                (page[span.start as usize..span.end as usize].to_owned(), f.message, f.help)
            })
            .collect();
        assert_eq!(told[0], ("bda".into(), "`bda` is no kind of example".into(), Some("did you mean `bad`?".into())));
        assert_eq!(
            (told[1].0.as_str(), told[1].1.as_str()),
            ("as-of=tomorrow", "`as-of=tomorrow` is no option of an example")
        );
        assert_eq!((told[2].0.as_str(), told[2].1.as_str()), ("yaml good", "this example has no end"));
        assert_eq!(told.len(), 3);
    }
}
