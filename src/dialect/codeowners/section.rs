//! The lines of a file by section, with what is wrong in them. Only GitLab has sections; elsewhere there is one.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::declare::claims::Named;
use crate::dialect::codeowners::diagnostics::CODEOWNERS_LINE;
use crate::dialect::codeowners::glob::Pattern;
use crate::dialect::codeowners::host::Host;
use crate::dialect::codeowners::line::{Line, Word, lines, owners};
use crate::finding::Finding;
use crate::text::{FileId, Place, SourceFile, Span, offset};

/// Problems of one file that are told; the others are counted.
const TOLD: usize = 1_000;

/// Names that stand for an owner: more of them are a crowd, of which nobody is the one to ask.
pub const NAMES: usize = 100;

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
    pub owners: Owners,
}

/// Whom a line names; none where that cannot be made out.
pub type Owners = Option<Arc<[Named]>>;

/// Reads the sections of a file. Those of one name are one, and so are those before the first and one called as GitLab
/// calls them.
pub fn read(file: FileId, source: &SourceFile, host: Host, problems: &mut Vec<Finding>) -> Vec<Section> {
    let mut reading = Reading { file, source, host, problems: Vec::new(), untold: 0 };
    let mut sections = vec![Collected::default()];
    let mut names = HashMap::from([("codeowners".to_owned(), 0)]);
    let (mut current, mut default): (usize, Owners) = (0, Some(Arc::default()));
    for line in lines(source.text(), host) {
        match line {
            Line::Heading { name, head, owners, unread } => {
                current = *names.entry(name.to_lowercase()).or_insert_with(|| {
                    sections.push(Collected::default());
                    sections.len() - 1
                });
                default = reading.heading(name, &head, &owners, unread.as_ref());
            }
            Line::Entry { pattern, rest } => reading.entry(&pattern, &rest, &default, &mut sections[current]),
        }
    }
    reading.finish(problems);
    sections.into_iter().filter(|section| !section.entries.is_empty()).map(Collected::finish).collect()
}

/// A section being read. Of lines with the same pattern only the last can count.
#[derive(Default)]
struct Collected<'t> {
    entries: Vec<Option<Entry>>,
    ranks: HashMap<&'t str, usize>,
    exclusions: Vec<Pattern>,
}

impl<'t> Collected<'t> {
    fn push(&mut self, text: &'t str, entry: Entry) {
        if let Some(before) = self.ranks.insert(text, self.entries.len()) {
            self.entries[before] = None;
        }
        self.entries.push(Some(entry));
    }

    fn finish(self) -> Section {
        Section { entries: self.entries.into_iter().flatten().collect(), exclusions: self.exclusions }
    }
}

struct Reading<'s> {
    file: FileId,
    source: &'s SourceFile,
    host: Host,
    problems: Vec<Finding>,
    untold: usize,
}

impl Reading<'_> {
    /// The owners of lines in a section that name none.
    fn heading(&mut self, name: &str, head: &Word<'_>, owners: &[Word<'_>], unread: Option<&Word<'_>>) -> Owners {
        let words = std::iter::once(head).chain(owners).chain(unread);
        if words.into_iter().any(|word| self.is_damaged(&word.at)) {
            return None;
        }
        if name.trim().is_empty() {
            self.problem(head, "this section has no name", "what follows is a section all the same", "write `[Name]`");
        }
        let default = self.owners(owners);
        if let Some(unread) = unread {
            let help = "write owners behind the name with blanks between them, and anything else on a line of its own";
            self.problem(unread, "GitLab reads no further in this heading", "left out", help);
        }
        default.unwrap_or(Some(Arc::default()))
    }

    fn entry<'t>(&mut self, pattern: &Word<'t>, rest: &[Word<'t>], default: &Owners, section: &mut Collected<'t>) {
        let excluded = pattern.text.strip_prefix('!').filter(|_| self.host == Host::GitLab);
        if self.is_damaged(&pattern.at) {
            self.anything(pattern, excluded.is_some(), section);
            return;
        }
        if self.is_refused(pattern) {
            return;
        }
        if let Some(text) = excluded {
            section.exclusions.extend(Pattern::read(text, self.host));
            return;
        }
        let Some(owners) = self.owners_of(rest, default) else { return };
        if let Some(read) = Pattern::read(pattern.text, self.host) {
            section.push(pattern.text, Entry { pattern: read, place: self.place(&pattern.at), owners });
        }
    }

    /// A line whose pattern is not what somebody wrote may be about anything.
    fn anything<'t>(&self, pattern: &Word<'t>, excluded: bool, section: &mut Collected<'t>) {
        let Some(all) = Pattern::read("*", self.host) else { return };
        if excluded {
            section.exclusions.push(all);
        } else {
            section.push(pattern.text, Entry { pattern: all, place: self.place(&pattern.at), owners: None });
        }
    }

    /// Whether the host skips the line because of its pattern, which is told.
    fn is_refused(&mut self, pattern: &Word<'_>) -> bool {
        let text = pattern.text;
        let unclosed = text.strip_prefix('^').unwrap_or(text).starts_with('[');
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
                ("this heading of a section has no end", "write `[Name]`, and any owners after it")
            }
            _ => return false,
        };
        self.problem(pattern, message, "this line is not read", help);
        true
    }

    /// Whom a line names: those of its section where nothing stands behind the pattern. None where the host skips it.
    fn owners_of(&mut self, rest: &[Word<'_>], default: &Owners) -> Option<Owners> {
        let named = rest.iter().take_while(|word| !word.text.starts_with('#'));
        if named.into_iter().any(|word| self.is_damaged(&word.at)) {
            return Some(None);
        }
        let [first, ..] = rest else { return Some(default.clone()) };
        let owners = self.owners(rest)?;
        let (is_nobody, has_default) = (is_empty(&owners), !is_empty(default));
        if self.host == Host::GitLab && first.text.starts_with('#') && is_nobody && has_default {
            let message = "GitLab takes this comment for owners, in the place of those of the section";
            self.problem(first, message, "so nobody owns this", COMMENT);
        }
        Some(owners)
    }

    /// Who is named. None where the host skips a line with such a name, which is told.
    fn owners(&mut self, words: &[Word<'_>]) -> Option<Owners> {
        let (mut named, mut comment) = (Vec::new(), false);
        for word in words {
            if word.text.starts_with('#') {
                // GitLab knows no comments behind owners, and reads the names in them.
                match self.host {
                    Host::GitHub => break,
                    Host::GitLab => comment = true,
                }
            }
            let found = owners(word, self.host);
            match found.first() {
                Some(_) if comment => {
                    let message = format!("GitLab knows no comments here, and takes `{}` for an owner", shown(word));
                    self.problem(word, message, "asked for reviews, too", COMMENT);
                }
                None if !comment => {
                    self.is_no_owner(word);
                    if self.host == Host::GitHub {
                        return None;
                    }
                }
                _ => {}
            }
            let place = |at| self.place(&at);
            named.extend(found.into_iter().map(|owner| Named {
                handle: owner.handle.to_owned(),
                is: owner.is,
                place: place(owner.at),
            }));
            if named.len() > NAMES {
                return Some(None);
            }
        }
        Some(Some(named.into()))
    }

    fn is_no_owner(&mut self, word: &Word<'_>) {
        let message = format!("`{}` is no owner that {} knows", shown(word), self.host.name());
        let (label, help) = match self.host {
            Host::GitHub => ("this line is not read", "write `@user`, `@organisation/team` or a mail address"),
            Host::GitLab => ("left out", "write `@user`, `@group/subgroup`, `@@role` or a mail address"),
        };
        self.problem(word, message, label, help);
    }

    /// Whether bytes of it were no text, which is told already: a `?` in their place would match anything.
    fn is_damaged(&self, at: &Range<usize>) -> bool {
        self.source.replaced().is_in(offset(at.start), offset(at.end))
    }

    fn problem(&mut self, word: &Word<'_>, message: impl Into<String>, label: &str, help: &str) {
        if self.problems.len() < TOLD {
            let place = self.place(&word.at);
            self.problems.push(CODEOWNERS_LINE.at(place, message).saying(label).help(help));
        } else {
            self.untold += 1;
        }
    }

    fn place(&self, at: &Range<usize>) -> Place {
        Place { file: self.file, span: Span { start: offset(at.start), end: offset(at.end) } }
    }

    fn finish(mut self, problems: &mut Vec<Finding>) {
        if let Some(last) = self.problems.last().filter(|_| self.untold > 0) {
            let message = format!("{} more problems in this file are not shown", self.untold);
            self.problems.push(CODEOWNERS_LINE.at(last.place(), message));
        }
        problems.append(&mut self.problems);
    }
}

const COMMENT: &str = "write the comment on a line of its own";

fn is_empty(owners: &Owners) -> bool {
    owners.as_ref().is_some_and(|owners| owners.is_empty())
}

fn shown(word: &Word<'_>) -> String {
    word.text.chars().take(60).collect()
}
