//! Text that stands where a value should be and is none: a template that nobody filled in, a name with an `@`, characters
//! that nobody sees, several values written as one.

use crate::finding::wording::{in_backticks, listed_up_to};
use crate::text::unicode::{code_point, first_invisible, seen};
use crate::vocabulary::forms::{ScalarForm, TEXT};
use crate::vocabulary::{Read, zones};
use crate::yaml::template::placeholder;

/// What a text is, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What is wrong, in a sentence.
    pub message: String,
    /// What stands there, in a few words.
    pub label: &'static str,
    /// The way out.
    pub help: String,
    /// What stands for it, where that can be said.
    pub instead: Option<String>,
}

/// Nobody leaves a placeholder of more bytes.
const LONGEST_PLACEHOLDER: usize = 500;

/// What a text is in place of a value, if it is none. Prose may contain anything; it may not be nothing but a placeholder.
pub fn told(name: &str, read: Read, text: &str) -> Option<Told> {
    let prose = matches!(read, Read::Scalar(form) if *form == TEXT);
    // One text may stand in many places, by an alias: it is not gone through for each of them.
    if prose && text.len() > LONGEST_PLACEHOLDER {
        return None;
    }
    if let Some(placeholder) = placeholder(text).filter(|found| !prose || *found == text) {
        return Some(unfilled(placeholder, name));
    }
    if prose {
        return None;
    }
    // Names are looked up first: an id may have such a character, too.
    if let Some(seen) = seen(text).filter(|_| !matches!(read, Read::Ref(_))) {
        return Some(invisible(name, read, text, &seen));
    }
    match read {
        Read::Ref(_) if text.starts_with('@') => Some(Told {
            message: format!("`{text}` is not a name that is declared here: names stand without `@`"),
            label: "with an `@`",
            help: format!("write `{}`", without_at(text)),
            instead: Some(without_at(text).to_owned()),
        }),
        Read::Ref(_) => {
            let several = several(text)?;
            Some(Told {
                message: format!("`{name}` names one, and `{}` is several", shown(text)),
                label: "several names in one text",
                help: format!("write {}", listed_up_to(8, &in_backticks(&several), "or")),
                instead: None,
            })
        }
        _ => None,
    }
}

/// A template variable that was left where a value should be.
pub fn unfilled(placeholder: &str, name: &str) -> Told {
    let placeholder = shown(placeholder);
    Told {
        message: format!("`{placeholder}` is a placeholder that nothing was put in place of"),
        label: "never filled in",
        help: format!(
            "write the value of `{name}` in its place, or fill the template in first and check what comes of it"
        ),
        instead: None,
    }
}

fn invisible(name: &str, read: Read, text: &str, seen: &str) -> Told {
    let hidden = first_invisible(text).unwrap_or('\u{a0}');
    let mended = match read {
        Read::Scalar(form) => accepted(form, seen),
        _ => Some(seen.to_owned()),
    };
    let help = match (&mended, read) {
        (Some(mended), _) => format!("write `{mended}`, typed anew"),
        (None, Read::Scalar(form)) => (form.meant)(seen).map_or_else(|| form.help.to_owned(), |meant| meant.help),
        (None, _) => "type it anew".to_owned(),
    };
    Told {
        message: format!("the value of `{name}` contains {}, which cannot be seen", code_point(hidden)),
        label: "not what it looks like",
        help,
        instead: mended,
    }
}

fn accepted(form: &ScalarForm, text: &str) -> Option<String> {
    (form.parse)(text).map(|_| text.to_owned())
}

/// The names in a text that lists them: `ana, ben and cem`.
pub fn several(text: &str) -> Option<Vec<&str>> {
    // Most texts are one word.
    if !text.bytes().any(|byte| matches!(byte, b',' | b';' | b'\n' | b' ')) {
        return None;
    }
    let parts = text.split([',', ';', '\n']).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" & "));
    let parts: Vec<&str> = parts
        .map(|part| part.trim().trim_start_matches("- ").trim_start_matches("and ").trim())
        .filter(|part| !part.is_empty())
        .collect();
    (parts.len() > 1).then_some(parts)
}

/// The parts of a text that is no prose, as they are short: `go, rust`.
pub fn several_words(text: &str) -> Option<Vec<&str>> {
    const WORDS: usize = 3;
    let parts: Vec<&str> =
        text.split([',', ';', '\n']).map(|part| part.trim().trim_start_matches("- ").trim()).collect();
    let is_short = |part: &&str| !part.is_empty() && part.split_whitespace().count() <= WORDS && !part.ends_with('.');
    (parts.len() > 1 && parts.iter().all(is_short)).then_some(parts)
}

/// A person or a team that is declared as people are mentioned.
pub fn with_at(text: &str) -> Told {
    Told {
        message: format!("`{}` is declared with an `@`: names stand without it", shown(text)),
        label: "with an `@`",
        help: format!("write `{}`", shown(without_at(text))),
        instead: Some(without_at(text).to_owned()),
    }
}

/// The name in a mention: `ana` of `@ana`, `cashiers` of `@acme/cashiers`.
pub fn without_at(text: &str) -> &str {
    text.strip_prefix('@').map_or(text, |name| name.rsplit('/').next().unwrap_or(name))
}

/// Nothing between quotes where somebody is to be named.
pub fn empty(name: &str) -> Told {
    Told {
        message: format!("`{name}` is an empty text, and names nobody"),
        label: "nothing in it",
        help: format!("write the id that belongs in `{name}`"),
        instead: None,
    }
}

/// The zone that a text names where an offset is wanted.
pub fn zone(text: &str) -> Option<&str> {
    zones::meant(text).or_else(|| zones::is_known(text).then_some(text))
}

/// So much of a text as fits into a line.
pub fn shown(text: &str) -> String {
    text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use crate::declare::leftover::{several, several_words};

    #[test]
    fn names_in_one_text_are_told_apart() {
        assert_eq!(several("ana, ben and cem"), Some(vec!["ana", "ben", "cem"]));
        assert_eq!(several("- ana\n- ben\n"), Some(vec!["ana", "ben"]));
        assert_eq!(several("ana,"), None);
    }

    #[test]
    fn short_words_in_one_text_are_a_list_and_prose_is_none() {
        assert_eq!(several_words("go, rust;incident command"), Some(vec!["go", "rust", "incident command"]));
        assert_eq!(several_words("research and development"), None);
        assert_eq!(several_words("they run the till, and whatever it needs by night"), None);
    }
}
