//! Which finding is which across runs: a fingerprint that survives moved lines.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::finding::Finding;
use crate::text::unicode::composed;
use crate::text::{FileId, Sources};

/// Gives findings about files their identity: path, rule and how many of that rule came before.
pub fn identify(sources: &Sources, problems: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
    let mut seen: HashMap<(FileId, String), usize> = HashMap::new();
    problems
        .into_iter()
        .map(|problem| {
            let file = problem.place().file;
            let ordinal = seen.entry((file, problem.rule.clone())).or_default();
            *ordinal += 1;
            problem.about_file(&sources.get(file).path, *ordinal)
        })
        .collect()
}

/// Identity of a finding across runs: version, then 64 bits over rule, sorted entity ids and key, whatever form of Unicode
/// they are typed in.
pub fn fingerprint(rule: &str, entities: &[&str], key: &str) -> String {
    let mut sorted: Vec<Cow<'_, str>> = entities.iter().map(|entity| composed(entity)).collect();
    sorted.sort_unstable();
    let mut hash = Sha256::new();
    for part in std::iter::once(Cow::Borrowed(rule)).chain(sorted).chain([composed(key)]) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digest = hash.finalize();
    let mut text = String::from("1:");
    for byte in &digest[..8] {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Identity of what is wrong in one of several places: that of the finding, and which of the places it is.
pub fn occurrence_fingerprint(fingerprint: &str, ordinal: usize) -> String {
    self::fingerprint(fingerprint, &[], &ordinal.to_string())
}

#[cfg(test)]
mod tests {
    use crate::finding::fingerprint;

    #[test]
    fn a_fingerprint_ignores_the_order_of_entities_but_not_the_key() {
        assert_eq!(fingerprint("r", &["a", "b"], ""), fingerprint("r", &["b", "a"], ""));
        assert_ne!(fingerprint("r", &["a"], "x"), fingerprint("r", &["a"], "y"));
    }

    #[test]
    fn a_fingerprint_does_not_depend_on_the_form_of_unicode() {
        let (one, two) = (["team:münster", "team:a"], ["team:a", "team:mu\u{308}nster"]);
        assert_eq!(fingerprint("r", &one, "zoë"), fingerprint("r", &two, "zoe\u{308}"));
        assert_ne!(fingerprint("r", &["team:münster"], ""), fingerprint("r", &["team:munster"], ""));
    }
}
