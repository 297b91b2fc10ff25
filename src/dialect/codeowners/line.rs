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
    /// The head of a section, with its default owners, and what stands behind them that is no comment.
    Heading { name: &'t str, head: Word<'t>, owners: Vec<Word<'t>>, unread: Option<Word<'t>> },
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
        return Some(section(line, start, name, len));
    }
    let end = end_of_pattern(line, host);
    let pattern = Word { text: &line[..end], at: start..start + end };
    Some(Line::Entry { pattern, rest: words(&line[end..], start + end) })
}

fn section<'t>(line: &'t str, start: usize, name: &'t str, len: usize) -> Line<'t> {
    let is_read = |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || matches!(c, '@' | '_' | '.' | '-' | '/');
    let end = line[len..].find(|c| !is_read(c)).map_or(line.len(), |cut| len + cut);
    let unread = (end < line.len() && !line[end..].starts_with('#'))
        .then(|| Word { text: &line[end..], at: start + end..start + line.len() });
    let head = Word { text: &line[..len], at: start..start + len };
    Line::Heading { name, head, owners: words(&line[len..end], start + len), unread }
}

/// The name of a section, and how many bytes its heading has before default owners: `[Docs]`, `^[Docs]`, `[Docs][2]`.
/// GitLab asks for no end of it: what comes next may follow at once.
fn heading(line: &str) -> Option<(&str, usize)> {
    let inner = line.strip_prefix('^').unwrap_or(line).strip_prefix('[')?;
    let (name, after) = inner.split_once(']')?;
    let is_number = |count: &str| count.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
    let count = after.strip_prefix('[').and_then(|count| count.split_once(']')).filter(|(count, _)| is_number(count));
    let rest = count.map_or(after, |(_, rest)| rest);
    Some((name, line.len() - rest.len()))
}

/// White space ends a pattern, unless a backslash stands before it.
fn end_of_pattern(line: &str, host: Host) -> usize {
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        if c.is_whitespace() && !escaped {
            return at;
        }
        // GitLab does not ask whether the backslash has one before it.
        escaped = c == '\\' && (host == Host::GitLab || !escaped);
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

/// Somebody that a word names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner<'t> {
    /// The name, without `@`.
    pub handle: &'t str,
    pub is: Whose,
    /// Where the name stands, with its `@`.
    pub at: Range<usize>,
}

/// Whom a word names on a host; nobody if it is no name there.
pub fn owners<'t>(word: &Word<'t>, host: Host) -> Vec<Owner<'t>> {
    let named = |handle, is| Owner { handle, is, at: word.at.clone() };
    match host {
        Host::GitHub => of_github(word.text).map(|(handle, is)| named(handle, is)).into_iter().collect(),
        Host::GitLab if word.text.starts_with("@@") => {
            is_role(&word.text[2..]).then(|| named(&word.text[2..], Whose::Role)).into_iter().collect()
        }
        Host::GitLab => {
            let groups = of_gitlab(word);
            let address = || word.text.split_once('@').filter(|(name, domain)| !name.is_empty() && !domain.is_empty());
            match address() {
                Some(_) if groups.is_empty() => vec![named(word.text, Whose::Person)],
                _ => groups,
            }
        }
    }
}

fn of_github(word: &str) -> Option<(&str, Whose)> {
    let fits =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let Some(handle) = word.strip_prefix('@') else {
        let (name, domain) = word.split_once('@')?;
        let plain = !name.is_empty() && !domain.contains('@') && fits(domain) && !word.ends_with('.');
        return plain.then_some((word, Whose::Person));
    };
    if !handle.split('/').all(fits) {
        return None;
    }
    match handle.matches('/').count() {
        0 => Some((handle, Whose::Person)),
        1 => Some((handle, Whose::Team)),
        _ => None,
    }
}

/// GitLab looks for names in the line, and does not mind what stands around them: `@a,@b` names two.
fn of_gitlab<'t>(word: &Word<'t>) -> Vec<Owner<'t>> {
    let text = word.text;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '/');
    let after_name = |at: usize| text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '@'));
    let starts = text.match_indices('@').map(|(at, _)| at).filter(|&at| !after_name(at));
    let named = starts.filter_map(|at| {
        let rest = &text[at + 1..];
        let handle = &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())];
        let handle = handle.split("//").next().unwrap_or(handle).trim_end_matches(['.', '/']);
        let is = if handle.contains('/') { Whose::Team } else { Whose::Either };
        let from = word.at.start + at;
        let fits = !handle.is_empty() && !handle.starts_with(['-', '/']);
        fits.then(|| Owner { handle, is, at: from..from + 1 + handle.len() })
    });
    named.collect()
}

fn is_role(name: &str) -> bool {
    let name = name.strip_suffix(['s', 'S']).unwrap_or(name);
    ["developer", "maintainer", "owner"].iter().any(|role| role.eq_ignore_ascii_case(name))
}

/// What in a text is GitLab's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    Nothing,
    /// An exclusion, which also those write at GitHub who think of `.gitignore`.
    Likely,
    /// A section, a role, a group in a group.
    Sure,
}

/// The surest sign of GitLab in a text.
pub fn sign(text: &str) -> Sign {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    lines.filter(|line| !line.starts_with('#')).map(sign_of_line).max().unwrap_or(Sign::Nothing)
}

fn sign_of_line(line: &str) -> Sign {
    let is_section = heading(line).is_some_and(|(name, len)| {
        let after = &line[len..];
        !name.trim().is_empty() && (after.is_empty() || after.starts_with(char::is_whitespace))
    });
    let group = |word: &str| word.starts_with("@@") || word.starts_with('@') && word.matches('/').count() > 1;
    let behind = line[end_of_pattern(line, Host::GitLab)..].split_whitespace();
    if is_section || behind.take_while(|word| !word.starts_with('#')).any(group) {
        Sign::Sure
    } else if line.starts_with('!') {
        Sign::Likely
    } else {
        Sign::Nothing
    }
}
