//! The lines of a file by section, with what is wrong in them. Only GitLab has sections; elsewhere there is one.

use std::collections::HashMap;

use crate::declare::claims::Named;
use crate::dialect::codeowners::diagnostics::CODEOWNERS_LINE;
use crate::dialect::codeowners::glob::Pattern;
use crate::dialect::codeowners::host::Host;
use crate::dialect::codeowners::line::{Line, Word, lines, owner};
use crate::finding::Finding;
use crate::text::{FileId, Place, SourceFile, Span};

/// Lines of which for each path the last one counts that matches.
#[derive(Debug, Default)]
pub struct Section {
    pub entries: Vec<Entry>,
    /// Patterns of what nobody in this section owns, whatever else it says.
    pub exclusions: Vec<Pattern>,
}

/// A pattern, and who owns what matches it.
#[derive(Debug)]
pub struct Entry {
    pub pattern: Pattern,
    pub place: Place,
    pub owners: Vec<Named>,
}

/// Reads the sections of a file. Those of one name are one.
pub fn read(file: FileId, source: &SourceFile, host: Host, problems: &mut Vec<Finding>) -> Vec<Section> {
    let mut reading = Reading { file, source, host, problems };
    let mut sections = vec![Section::default()];
    let mut names: HashMap<String, usize> = HashMap::new();
    let (mut current, mut default): (usize, Vec<Named>) = (0, Vec::new());
    for line in lines(source.text(), host) {
        match line {
            Line::Heading { name, rest } => {
                current = *names.entry(name.to_lowercase()).or_insert_with(|| {
                    sections.push(Section::default());
                    sections.len() - 1
                });
                default = reading.owners(&rest).unwrap_or_default();
            }
            Line::Entry { pattern, rest } => reading.entry(&pattern, &rest, &default, &mut sections[current]),
        }
    }
    sections
}

struct Reading<'r> {
    file: FileId,
    source: &'r SourceFile,
    host: Host,
    problems: &'r mut Vec<Finding>,
}

impl Reading<'_> {
    fn entry(&mut self, pattern: &Word<'_>, rest: &[Word<'_>], default: &[Named], section: &mut Section) {
        let end = rest.last().map_or(pattern.at.end, |word| word.at.end);
        if self.is_damaged(pattern.at.start, end) || self.is_refused(pattern) {
            return;
        }
        let Some(mut owners) = self.owners(rest) else { return };
        if owners.is_empty() {
            owners = default.to_vec();
        }
        let (excluded, text) = match pattern.text.strip_prefix('!') {
            Some(text) if self.host == Host::GitLab => (true, text),
            _ => (false, pattern.text),
        };
        let Some(read) = Pattern::read(text, self.host) else { return };
        if excluded {
            section.exclusions.push(read);
        } else {
            section.entries.push(Entry { pattern: read, place: self.place(pattern), owners });
        }
    }

    /// Whether the host skips the line because of its pattern, which is told.
    fn is_refused(&mut self, pattern: &Word<'_>) -> bool {
        let text = pattern.text;
        let unclosed = text.trim_start_matches('^').starts_with('[');
        let (message, help) = match self.host {
            Host::GitHub if text.starts_with('!') => {
                ("GitHub does not know `!` in CODEOWNERS", "write the line without owners to take a path out")
            }
            Host::GitHub if text.starts_with("\\#") => {
                ("GitHub takes no pattern that begins with `#`", "match it with a wildcard, or by its folder")
            }
            Host::GitHub if text.contains(['[', ']']) => (
                "GitHub does not know `[ ]` in CODEOWNERS",
                "write a line for each, or a wider pattern; sections are GitLab's alone",
            ),
            Host::GitLab if unclosed => {
                ("this is no heading of a section, and so a pattern", "write `[Name]`, and any owners after it")
            }
            _ => return false,
        };
        self.problem(pattern, message.to_owned(), "this line is not read", help);
        true
    }

    /// Who is named. None where the host skips a line with such a name, which is told.
    fn owners(&mut self, words: &[Word<'_>]) -> Option<Vec<Named>> {
        let (mut owners, mut comment) = (Vec::new(), false);
        for word in words {
            if word.text.starts_with('#') {
                // GitLab knows no comments behind owners, and reads the names in them.
                match self.host {
                    Host::GitHub => break,
                    Host::GitLab => comment = true,
                }
            }
            match owner(word.text, self.host) {
                Some((handle, is)) => {
                    owners.push(Named { handle: handle.to_owned(), is, place: self.place(word) });
                }
                None if comment => {}
                None => {
                    let message = format!("`{}` is no owner that {} knows", shortened(word.text), self.host.name());
                    let (label, help) = match self.host {
                        Host::GitHub => {
                            ("this line is not read", "write `@user`, `@organisation/team` or a mail address")
                        }
                        Host::GitLab => ("left out", "write `@user`, `@group/subgroup`, `@@role` or a mail address"),
                    };
                    self.problem(word, message, label, help);
                    if self.host == Host::GitHub {
                        return None;
                    }
                }
            }
        }
        Some(owners)
    }

    /// Whether bytes of the line were no text, which is told already: a `?` in their place would match anything.
    fn is_damaged(&self, start: usize, end: usize) -> bool {
        let replaced = self.source.replaced();
        let next = replaced.partition_point(|&byte| (byte as usize) < start);
        replaced.get(next).is_some_and(|&byte| (byte as usize) < end)
    }

    fn problem(&mut self, word: &Word<'_>, message: String, label: &str, help: &str) {
        let place = self.place(word);
        self.problems.push(CODEOWNERS_LINE.at(place, message).saying(label).help(help));
    }

    fn place(&self, word: &Word<'_>) -> Place {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place { file: self.file, span: Span { start: offset(word.at.start), end: offset(word.at.end) } }
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}
