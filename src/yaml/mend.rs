//! Help for syntax errors that gives people their own line back as it should be.

use crate::yaml::recover::line_start;
use crate::yaml::template::placeholder;

/// The line that a byte stands on, without its indentation and the `- ` of elements, and where it begins.
pub(super) fn line_at(text: &str, at: usize) -> (usize, &str) {
    let at = at.min(text.len());
    let start = line_start(text, crate::text::offset(at)) as usize;
    let rest = &text[start..];
    let line = rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())].trim_end();
    let content = line.trim_start_matches([' ', '\t']);
    let mut content = content;
    while let Some(inner) = content.strip_prefix("- ") {
        content = inner.trim_start();
    }
    (start + line.len() - content.len(), content)
}

/// A placeholder of a template that reaches to a byte of its line or stands before it.
pub(super) fn unfilled(text: &str, at: usize) -> Option<(usize, &str)> {
    let (start, line) = line_at(text, at);
    let found = placeholder(line)?;
    let from = start + line.find(found)?;
    (from <= at).then_some((from, found))
}

/// The word that begins with a character which no value begins with: `@ana`.
pub(super) fn word(found: &str) -> &str {
    let end = found.find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}')).unwrap_or(found.len());
    &found[..end]
}

/// `mission Take money`, with the `:` that it lacks.
pub(super) fn with_colon(line: &str) -> Option<(String, usize)> {
    let (key, value) = line.split_once(' ')?;
    let is_key =
        key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) && key.starts_with(char::is_alphabetic);
    let value = value.trim();
    (is_key && !value.is_empty()).then(|| (format!("{key}: {value}"), key.len()))
}

/// `mission: Sing: loud`, its value in quotes.
pub(super) fn quoted(line: &str) -> Option<String> {
    if line.contains(['{', '[', '"']) {
        return None;
    }
    let (key, value) = line.split_once(": ")?;
    let value = value.split(" #").next().unwrap_or(value).trim();
    value.contains(':').then(|| format!("{key}: \"{}\"", value.replace('\\', "\\\\")))
}

/// `mission:Take money`, with the space that it lacks.
pub(super) fn spaced(line: &str) -> Option<String> {
    let (key, value) = line.split_once(':')?;
    (!value.is_empty() && !line.contains(['{', '['])).then(|| format!("{key}: {value}"))
}
