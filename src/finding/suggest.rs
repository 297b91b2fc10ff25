//! "Did you mean": the nearest of the words that were allowed.

use std::fmt::Display;

use super::wording::{in_backticks, listed_up_to};

/// The candidate nearest to `word`, if one is near enough to be a slip: at most a third of the
/// letters changed, swapped, added or lost, and less than half of the longer word, compared without regard to case.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let folded = word.to_lowercase();
    let length = folded.chars().count();
    let allowed = (length / 3).clamp(1, 4);
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| (strsim::damerau_levenshtein(&folded, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, candidate)| {
            let longer = length.max(candidate.chars().count());
            distance <= allowed && 2 * distance < longer && (distance > 0 || candidate != word)
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// Asks whether this word was meant: ``did you mean `owner`?``.
pub fn question(near: impl Display) -> String {
    format!("did you mean `{near}`?")
}

/// Asks whether the candidate nearest to `word` was meant, if one is near enough to be a slip.
pub fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    nearest(word, candidates).map(question)
}

/// The candidate that a word is a slip of: one or two letters away. A word of its own is none, unless it is only the one for
/// several, or written in capitals.
pub fn slip_of<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    is_a_word: impl Fn(&str) -> bool,
) -> Option<&'c str> {
    let near = nearest(word, candidates)?;
    let (word, meant) = (word.to_lowercase(), near.to_lowercase());
    let is_one_of_several = || word.strip_suffix('s') == Some(&meant) || meant.strip_suffix('s') == Some(&word);
    let is_slip = || strsim::damerau_levenshtein(&word, &meant) <= SLIP && !is_a_word(&word);
    (word == meant || is_one_of_several() || is_slip()).then_some(near)
}

/// So many letters differ at most between a slip and what was meant.
pub const SLIP: usize = 2;

/// The rule that was meant by a name that no rule has, or where rules are listed.
pub fn which_rule<'c>(name: &str, names: impl IntoIterator<Item = &'c str>) -> String {
    did_you_mean(name, names).unwrap_or_else(|| "`teamlint rules` lists them".to_owned())
}

/// So many words are listed; the others are counted.
pub const LISTED: usize = 8;

/// `one of a, b or c`, cut after [`LISTED`].
pub fn one_of(words: &[&str]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [only] => format!("`{only}`"),
        many => format!("one of {}", listed_up_to(LISTED, &in_backticks(many), "or")),
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::suggest::{nearest, slip_of};

    #[test]
    fn a_slip_is_mended_and_a_different_word_is_not() {
        assert_eq!(nearest("mision", ["mission", "members"]), Some("mission"));
        assert_eq!(nearest("Payments", ["payments"]), Some("payments"));
        assert_eq!(nearest("ow", ["members", "mission"]), None);
        assert_eq!(nearest("x", ["owner"]), None);
        assert_eq!(nearest("b", ["a"]), None);
        assert_eq!(nearest("of", ["off"]), Some("off"));
    }

    #[test]
    fn a_word_of_its_own_is_no_slip_of_one_that_is_near() {
        let is_a_word = |word: &str| ["size", "domain"].contains(&word);
        let slip = |word| slip_of(word, ["mission", "domains", "site", "size", "time"], is_a_word);
        assert_eq!([slip("misson"), slip("domain"), slip("Size")], [Some("mission"), Some("domains"), Some("size")]);
        assert_eq!(slip_of("size", ["site"], is_a_word), None);
        assert_eq!((nearest("permission", ["mission"]), slip("permission")), (Some("mission"), None));
    }
}
