//! English that messages of several rooms have in common: articles, counts and lists of names.

use std::fmt::Display;

/// `an` before a vowel that is spoken as one, else `a`.
pub fn article(word: &str) -> &'static str {
    let folded = word.to_ascii_lowercase();
    // "a unit", "a user": these begin as "you" does.
    let spoken_as_consonant = folded.starts_with("un") || folded.starts_with("us");
    if folded.starts_with(['a', 'e', 'i', 'o', 'u']) && !spoken_as_consonant { "an" } else { "a" }
}

/// The word for a kind with its article: `a team`, `an escalation`; `time shares` are several already.
pub fn with_article(word: &str) -> String {
    if word == "slo" {
        return "an SLO".to_owned();
    }
    if is_plural(&word.to_ascii_lowercase()) { word.to_owned() } else { format!("{} {word}", article(word)) }
}

/// `has`, or `have` for a word that means several.
pub fn has(word: &str) -> &'static str {
    if is_plural(word) { "have" } else { "has" }
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss")
}

/// The regular plural: `teams`, `policies`.
pub fn plural(word: &str) -> String {
    word.strip_suffix('y').map_or_else(|| format!("{word}s"), |stem| format!("{stem}ies"))
}

/// `1 error`, `2 errors`.
pub fn count<N: Copy + Display + PartialEq + From<u8>>(number: N, one: &str, many: &str) -> String {
    let word = if number == N::from(1) { one } else { many };
    format!("{number} {word}")
}

/// `twice`, `3 times`; for two and more.
pub fn times(number: usize) -> String {
    if number == 2 { "twice".to_owned() } else { format!("{number} times") }
}

/// Each name between backticks, as messages write what stands in a file.
pub fn in_backticks<S: AsRef<str>>(names: &[S]) -> Vec<String> {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect()
}

/// `a, b and c`, where `last` is `and`.
pub fn listed<S: AsRef<str>>(names: &[S], last: &str) -> String {
    match names {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [rest @ .., end] => format!("{} {last} {}", in_a_row(rest), end.as_ref()),
    }
}

/// `a, b and 3 more` where there are more than `most`; else all in a row, `a, b, c`.
pub fn first_of<S: AsRef<str>>(names: &[S], most: usize) -> String {
    match names.len().saturating_sub(most) {
        0 => in_a_row(names),
        more => format!("{} and {more} more", in_a_row(&names[..most])),
    }
}

/// `a, b and c`, where `last` is `and`; `a, b and 3 more` where there are more than `most`.
pub fn listed_up_to<S: AsRef<str>>(most: usize, names: &[S], last: &str) -> String {
    if names.len() > most { first_of(names, most) } else { listed(names, last) }
}

fn in_a_row<S: AsRef<str>>(names: &[S]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use crate::finding::wording::{first_of, has, listed, listed_up_to, plural, times, with_article};

    #[test]
    fn an_article_goes_by_the_sound_and_not_before_several() {
        let told = ["team", "escalation", "API", "unit", "User", "class", "time shares", "slo"].map(with_article);
        assert_eq!(told, ["a team", "an escalation", "an API", "a unit", "a User", "a class", "time shares", "an SLO"]);
        assert_eq!((has("team"), has("time shares")), ("has", "have"));
    }

    #[test]
    fn several_are_told_by_their_plural_or_number() {
        assert_eq!((plural("policy"), plural("layer")), ("policies".to_owned(), "layers".to_owned()));
        assert_eq!((times(2), times(3)), ("twice".to_owned(), "3 times".to_owned()));
    }

    #[test]
    fn a_list_ends_with_its_last_name_or_with_how_many_are_left_out() {
        assert_eq!(
            [&["a"][..], &["a", "b"], &["a", "b", "c"]].map(|names| listed(names, "or")),
            ["a", "a or b", "a, b or c"]
        );
        assert_eq!([2, 3].map(|most| first_of(&["a", "b", "c"], most)), ["a, b and 1 more", "a, b, c"]);
        assert_eq!([2, 3].map(|most| listed_up_to(most, &["a", "b", "c"], "or")), ["a, b and 1 more", "a, b or c"]);
    }
}
