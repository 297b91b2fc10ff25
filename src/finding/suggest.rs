//! "Did you mean": the nearest of the words that were allowed.

/// The candidate nearest to `word`, if one is near enough to be a slip: at most a third of the
/// letters changed, swapped, added or lost, and less than half of the longer word, compared without regard to case.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let folded = word.to_lowercase();
    let allowed = (folded.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&folded, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, candidate)| {
            let longer = folded.chars().count().max(candidate.chars().count());
            distance <= allowed && 2 * distance < longer && (distance > 0 || candidate != word)
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// `one of a, b or c`, cut after eight.
pub fn one_of(words: &[&str]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [only] => format!("`{only}`"),
        many => {
            let shown: Vec<String> = many.iter().take(8).map(|w| format!("`{w}`")).collect();
            let rest = many.len() - shown.len();
            if rest > 0 {
                format!("one of {} and {rest} more", shown.join(", "))
            } else {
                format!("one of {} or {}", shown[..shown.len() - 1].join(", "), shown[shown.len() - 1])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::suggest::nearest;

    #[test]
    fn a_slip_is_mended_and_a_different_word_is_not() {
        assert_eq!(nearest("mision", ["mission", "members"]), Some("mission"));
        assert_eq!(nearest("Payments", ["payments"]), Some("payments"));
        assert_eq!(nearest("ow", ["members", "mission"]), None);
        assert_eq!(nearest("x", ["owner"]), None);
        assert_eq!(nearest("b", ["a"]), None);
        assert_eq!(nearest("of", ["off"]), Some("off"));
    }
}
