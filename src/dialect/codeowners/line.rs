//! One line of CODEOWNERS, taken apart.

use std::ops::Range;

use crate::declare::claims::Whose;
use crate::dialect::codeowners::host::Host;

/// A word of a line, and where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    pub text: &'t str,
    pub at: Range<usize>,
}

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'t> {
    /// The head of a section, with its default owners.
    Heading { name: &'t str, rest: Vec<Word<'t>> },
    /// Who owns what matches a pattern.
    Entry { pattern: Word<'t>, rest: Vec<Word<'t>> },
}

/// The lines that say something, with their words' offsets in the whole text.
pub fn lines(text: &str, host: Host) -> impl Iterator<Item = Line<'_>> {
    let mut next = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let rest = &text[next..];
    rest.split('\n').filter_map(move |line| {
        let start = next;
        next += line.len() + 1;
        parse(line, start, host)
    })
}

fn parse(line: &str, start: usize, host: Host) -> Option<Line<'_>> {
    let indent = line.len() - line.trim_start().len();
    let (line, start) = (line.trim(), start + indent);
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    if host == Host::GitLab
        && let Some((name, len)) = heading(line)
    {
        return Some(Line::Heading { name, rest: words(&line[len..], start + len) });
    }
    let end = end_of_pattern(line);
    let pattern = Word { text: &line[..end], at: start..start + end };
    Some(Line::Entry { pattern, rest: words(&line[end..], start + end) })
}

/// The name of a section, and how many bytes its heading has before default owners: `[Docs]`, `^[Docs]`, `[Docs][2]`.
fn heading(line: &str) -> Option<(&str, usize)> {
    let inner = line.strip_prefix('^').unwrap_or(line).strip_prefix('[')?;
    let (name, rest) = inner.split_once(']')?;
    let rest = rest.strip_prefix('[').map_or(Some(rest), |count| {
        let (count, rest) = count.split_once(']')?;
        count.bytes().all(|byte| byte.is_ascii_digit()).then_some(rest)
    })?;
    let whole = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (whole && !name.trim().is_empty()).then_some((name.trim(), line.len() - rest.len()))
}

/// White space ends a pattern, unless a backslash stands before it.
fn end_of_pattern(line: &str) -> usize {
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        if c.is_whitespace() && !escaped {
            return at;
        }
        escaped = c == '\\' && !escaped;
    }
    line.len()
}

fn words(text: &str, start: usize) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(from) = rest.find(|c: char| !c.is_whitespace()) {
        let word = &rest[from..];
        let word = &word[..word.find(char::is_whitespace).unwrap_or(word.len())];
        let at = start + (text.len() - rest.len()) + from;
        words.push(Word { text: word, at: at..at + word.len() });
        rest = &rest[from + word.len()..];
    }
    words
}

/// Who a word names; none for what is no name on this host.
pub fn owner(word: &str, host: Host) -> Option<(&str, Whose)> {
    let fits =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if let Some(role) = word.strip_prefix("@@") {
        return (host == Host::GitLab && fits(role)).then_some((role, Whose::Person));
    }
    let Some(handle) = word.strip_prefix('@') else {
        let (name, domain) = word.split_once('@')?;
        let plain = !name.is_empty() && !domain.contains('@') && fits(domain) && !word.ends_with('.');
        return plain.then_some((word, Whose::Person));
    };
    if !handle.split('/').all(fits) {
        return None;
    }
    match (host, handle.matches('/').count()) {
        (Host::GitHub, 0) => Some((handle, Whose::Person)),
        (Host::GitHub, 1) | (Host::GitLab, 1..) => Some((handle, Whose::Team)),
        (Host::GitLab, 0) => Some((handle, Whose::Either)),
        (Host::GitHub, _) => None,
    }
}

/// Whether something in the text can only be GitLab's: a section, an exclusion, a role, a group in a group.
pub fn is_of_gitlab(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.starts_with('#')).any(|line| {
        let group = |word: &str| word.starts_with("@@") || word.starts_with('@') && word.matches('/').count() > 1;
        heading(line).is_some() || line.starts_with('!') || line.split_whitespace().skip(1).any(group)
    })
}
