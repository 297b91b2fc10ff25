//! "Did you mean": what was meant by a word or a name that is wrong.
//!
//! Of a closed list the nearest word is searched through ([`nearest`]); of any number of names they are looked up by what
//! they are made of ([`Names`]). Both ask one question, `apart`: nothing is near that is farther than it is near.

use std::fmt::Display;

use super::wording::{in_backticks, listed_up_to, plural};

/// How near a name has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    /// Of a closed list, where everything else would be wrong in any case: a third of the letters.
    Word,
    /// Of what somebody named as they liked, where another name may be another thing: less than a quarter of the letters.
    Name,
}

/// Longer names than this, in bytes, are near to none.
const LONGEST: usize = 128;

/// The candidate nearest to `word`, if one is near enough to be a slip: at most a third of the letters changed, swapped,
/// added or lost, and less than half of any word that differs, compared without regard to case.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.len() > LONGEST {
        return None;
    }
    let (parts, letters) = (parts(word), Letters::of(word));
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word && candidate.len() <= LONGEST)
        .filter(|candidate| letters.may_have_near(&Letters::of(candidate)))
        .filter_map(|candidate| Some((apart(&parts, &self::parts(candidate), Slip::Word)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Whether no other candidate is as near to a word as the one that was found for it, so that nothing else was meant.
pub fn is_alone<'c>(word: &str, found: &str, candidates: impl IntoIterator<Item = &'c str>) -> bool {
    let parts = parts(word);
    let far = |candidate: &str| apart(&parts, &self::parts(candidate), Slip::Word);
    let Some(distance) = far(found) else { return true };
    let mut others = candidates.into_iter().filter(|other| *other != found && *other != word);
    others.all(|other| other.len() > LONGEST || far(other).is_none_or(|other| other > distance))
}

/// The only candidate that has a word as one of several in its name: `timeWindow` for `window`.
pub fn named_in<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.len() > LONGEST {
        return None;
    }
    let mut letters = word.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let has = |candidate: &&str| {
        let begins = candidate.strip_prefix(word).is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let ends = candidate.strip_suffix(&*capital).is_some_and(|rest| !rest.is_empty());
        !word.is_empty() && (begins || ends)
    };
    let mut found = candidates.into_iter().filter(has);
    found.next().filter(|_| found.next().is_none())
}

/// Which letters and digits a word has, however often each, regardless of case. Most words are told apart by them for less
/// than it costs to take them into parts.
struct Letters {
    /// Nothing for a word with letters that are not ASCII.
    counts: Option<[u8; 32]>,
    /// The farthest that a word of a closed list is from this one, which none is that lacks more letters.
    farthest: u32,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut counts = [0_u8; 32];
        for byte in word.bytes().filter(u8::is_ascii_alphanumeric) {
            // A letter is the same in both cases, and some letters share a place with a digit.
            let count = &mut counts[usize::from(byte % 32)];
            *count = count.saturating_add(1);
        }
        let is_one = word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let farthest = if is_one { (u32::try_from(word.len()).unwrap_or(u32::MAX) / 3).clamp(1, 4) } else { 4 };
        Self { counts: word.is_ascii().then_some(counts), farthest }
    }

    fn may_have_near(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (&self.counts, &other.counts) else { return true };
        let lacks =
            |a: &[u8; 32], b: &[u8; 32]| a.iter().zip(b).map(|(a, b)| u32::from(a.saturating_sub(*b))).sum::<u32>();
        lacks(a, b) <= self.farthest && lacks(b, a) <= self.farthest
    }
}

/// A name in its parts: words and numbers in lower case, with whatever separates them left out.
pub fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last = None;
    for c in name.chars().flat_map(char::to_lowercase) {
        let sort = c.is_alphanumeric().then(|| c.is_numeric());
        match (sort, parts.last_mut()) {
            (None, _) => {}
            (Some(_), Some(part)) if sort == last => part.push(c),
            (Some(_), _) => parts.push(c.to_string()),
        }
        last = sort;
    }
    parts
}

/// How far two names in their parts are from each other; none if that is farther than they are near.
///
/// Names of as many parts are compared part by part, also in another order: `team-c` shares a word with `team-a`, and its
/// other one is another. Numbers are the same or they are not.
fn apart(a: &[String], b: &[String], slip: Slip) -> Option<usize> {
    let by_part = |a: &[String], b: &[String]| {
        a.iter().zip(b).try_fold(0, |sum, (a, b)| Some(sum + slipped(a, b, slip)?)).filter(|&sum| sum <= 4)
    };
    if a.len() == b.len() && a.len() > 1 {
        let sorted = |parts: &[String]| {
            let mut parts = parts.to_vec();
            parts.sort_unstable();
            parts
        };
        return by_part(a, b).or_else(|| by_part(&sorted(a), &sorted(b)).map(|distance| distance + 1));
    }
    if a.len() == b.len() {
        return by_part(a, b);
    }
    let (whole_a, whole_b) = (a.concat(), b.concat());
    if whole_a == whole_b {
        return Some(1);
    }
    let more_or_less = within(a, b) || within(b, a);
    let numbers = |parts: &[String]| parts.iter().filter(|part| is_number(part)).cloned().collect::<String>();
    if numbers(a) != numbers(b) || slip == Slip::Name && (more_or_less || whole_a.chars().count() < 5) {
        return None;
    }
    letters_apart(&whole_a, &whole_b, slip).map(|distance| distance + 1)
}

/// Whether all parts of the one are among those of the other, which has more.
fn within(a: &[String], b: &[String]) -> bool {
    a.len() < b.len() && a.iter().all(|part| b.contains(part))
}

fn is_number(part: &str) -> bool {
    part.starts_with(char::is_numeric)
}

fn slipped(a: &str, b: &str, slip: Slip) -> Option<usize> {
    match a == b {
        true => Some(0),
        false if is_number(a) || is_number(b) => None,
        false => letters_apart(a, b, slip),
    }
}

/// How many letters were changed, swapped, added or lost; none where those are too many for a slip.
fn letters_apart(a: &str, b: &str, slip: Slip) -> Option<usize> {
    let (long_a, long_b) = (a.chars().count(), b.chars().count());
    let longer = long_a.max(long_b);
    let allowed = match slip {
        Slip::Word => (long_a / 3).clamp(1, 4),
        Slip::Name => (longer.saturating_sub(1) / 4).clamp(1, 3),
    };
    if long_a.abs_diff(long_b) > allowed {
        return None;
    }
    let distance = strsim::damerau_levenshtein(a, b);
    // In a word of three letters another letter makes another word: `api` and `app`.
    let another = slip == Slip::Name && longer <= 3 && long_a == long_b && !same_letters(a, b);
    (distance <= allowed && 2 * distance < longer && !another).then_some(distance)
}

fn same_letters(a: &str, b: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(a) == sorted(b)
}

/// Any number of names, among which the nearest to another is found without going through all of them.
///
/// A name is kept under what it is made of: its numbers, its short words with up to one letter left out, every three
/// letters of its longer ones, and all of its words but one. Names that are near each other have something of this in
/// common, and where many have the same words, the last tells them apart.
#[derive(Debug)]
pub struct Names<'n> {
    names: Vec<&'n str>,
    /// Hash of a feature and the rank of a name that has it, in order.
    features: Vec<(u64, u32)>,
}

impl<'n> Names<'n> {
    /// What more names than this have in common tells none of them.
    const COMMON: usize = 256;
    /// So many mentions of a name's features are looked at.
    const LOOKED_AT: usize = 2_048;
    /// So many names, those that have most in common, are compared.
    const COMPARED: usize = 32;

    /// Of these names.
    pub fn of(names: impl IntoIterator<Item = &'n str>) -> Self {
        let names: Vec<&str> = names.into_iter().filter(|name| name.len() <= LONGEST).collect();
        let mut all: Vec<(u64, u32)> = Vec::with_capacity(8 * names.len());
        for (rank, name) in (0..).zip(&names) {
            all.extend(features(&parts(name)).into_iter().map(|feature| (feature, rank)));
        }
        all.sort_unstable();
        all.dedup();
        Self { names, features: all }
    }

    /// The name nearest to another one, if one is near enough to be a slip; not that name itself.
    pub fn nearest(&self, name: &str) -> Option<&'n str> {
        self.near(name).into_iter().min().map(|(_, candidate)| candidate)
    }

    /// Whether at most one name is nearest to another one, so that it and no other was meant.
    pub fn is_alone(&self, name: &str) -> bool {
        let mut near = self.near(name);
        near.sort_unstable();
        near.dedup();
        !matches!(near[..], [(first, _), (second, _), ..] if first == second)
    }

    /// The names that are near enough to another one to be slips, and how near.
    fn near(&self, name: &str) -> Vec<(usize, &'n str)> {
        if name.len() > LONGEST {
            return Vec::new();
        }
        let parts = parts(name);
        let mut runs: Vec<&[(u64, u32)]> = features(&parts).into_iter().map(|feature| self.having(feature)).collect();
        runs.retain(|run| run.len() <= Self::COMMON);
        runs.sort_by_key(|run| run.len());
        let mentions = runs.iter().flat_map(|run| run.iter()).take(Self::LOOKED_AT);
        let mut ranks: Vec<u32> = mentions.map(|&(_, rank)| rank).collect();
        ranks.sort_unstable();
        let mut shared: Vec<(usize, u32)> = ranks.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).collect();
        shared.sort_unstable_by_key(|&(times, rank)| (std::cmp::Reverse(times), rank));
        let compared = shared.iter().take(Self::COMPARED).map(|&(_, rank)| self.names[rank as usize]);
        compared
            .filter(|candidate| *candidate != name)
            .filter_map(|candidate| Some((apart(&parts, &self::parts(candidate), Slip::Name)?, candidate)))
            .collect()
    }

    fn having(&self, feature: u64) -> &[(u64, u32)] {
        let from = &self.features[self.features.partition_point(|&(known, _)| known < feature)..];
        &from[..from.partition_point(|&(known, _)| known == feature)]
    }
}

/// What a name is made of, as hashes, each once. Words of a middling length are taken both ways, so that one that lost or
/// got a letter is still taken in the same way as the other.
fn features(parts: &[String]) -> Vec<u64> {
    const SHORT: usize = 8;
    const LONG: usize = 5;
    let mut found = Vec::new();
    let mut sorted: Vec<&str> = parts.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    for left_out in 0..if parts.len() > 1 { parts.len() } else { 0 } {
        let rest = sorted.iter().enumerate().filter(|(at, _)| *at != left_out);
        found.push(hash('+', rest.flat_map(|(_, part)| part.chars().chain([' ']))));
    }
    for part in parts {
        let letters: Vec<char> = part.chars().collect();
        if is_number(part) {
            found.push(hash('0', letters.iter().copied()));
            continue;
        }
        if letters.len() <= SHORT {
            found.push(hash('-', letters.iter().copied()));
            let without = |left_out: usize| letters.iter().enumerate().filter(move |(at, _)| *at != left_out);
            found.extend((0..letters.len()).map(|at| hash('-', without(at).map(|(_, &letter)| letter))));
        }
        if letters.len() >= LONG {
            let framed: Vec<char> = std::iter::once('^').chain(letters).chain(['$']).collect();
            found.extend(framed.windows(3).map(|three| hash('3', three.iter().copied())));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// FNV-1a, so that what is found does not depend on the run.
fn hash(sort: char, letters: impl Iterator<Item = char>) -> u64 {
    std::iter::once(sort)
        .chain(letters)
        .fold(0xcbf2_9ce4_8422_2325, |hash, letter| (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3))
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
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let lower = word.to_lowercase();
    let is_one_of_several = |meant: &str| {
        let meant = meant.to_lowercase();
        plural(&lower) == meant || lower == plural(&meant)
    };
    if let Some(several) = candidates.iter().find(|candidate| is_one_of_several(candidate)) {
        return Some(several);
    }
    let near = nearest(word, candidates)?;
    let (word, meant) = (lower, near.to_lowercase());
    let is_slip = || strsim::damerau_levenshtein(&word, &meant) <= SLIP && !is_a_word(&word);
    (word == meant || is_slip()).then_some(near)
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
    use crate::finding::suggest::{Names, is_alone, named_in, nearest, parts, slip_of};

    #[test]
    fn a_word_of_a_name_leads_to_the_only_one_that_has_it() {
        let fields = ["timeWindow", "windowSize", "target", "targetPercent", "owner"];
        assert_eq!(
            ["time", "percent", "size"].map(|word| named_in(word, fields)),
            [Some("timeWindow"), Some("targetPercent"), Some("windowSize")]
        );
        assert_eq!(["window", "own", "wind", "owner", "", "ünd"].map(|word| named_in(word, fields)), [None; 6]);
    }

    #[test]
    fn a_slip_is_mended_and_a_different_word_is_not() {
        assert_eq!(nearest("mision", ["mission", "members"]), Some("mission"));
        assert_eq!(nearest("Payments", ["payments"]), Some("payments"));
        assert_eq!(nearest("ow", ["members", "mission"]), None);
        assert_eq!(nearest("x", ["owner"]), None);
        assert_eq!(nearest("b", ["a"]), None);
        assert_eq!(nearest("of", ["off"]), Some("off"));
        assert_eq!(nearest("team-c", ["team-a"]), None);
        assert_eq!(nearest("teamsize", ["team-size"]), Some("team-size"));
    }

    #[test]
    fn of_two_that_are_as_near_neither_is_sure() {
        assert!(is_alone("ownr", "owner", ["owner", "members"]));
        assert!(!is_alone("sits", "site", ["site", "size", "sits", "situ"]));
        let names = Names::of(["payments-front", "payments-frond", "orders"]);
        assert!(names.is_alone("ordres") && names.is_alone("nothing") && !names.is_alone("payments-fron"));
    }

    #[test]
    fn parts_are_words_and_numbers() {
        assert_eq!(parts("Team-Web_2x"), ["team", "web", "2", "x"]);
        assert_eq!(parts("Zürich.ops"), ["zürich", "ops"]);
        assert!(parts("--").is_empty());
    }

    #[test]
    fn of_many_names_the_nearest_is_found_and_none_that_is_farther_than_near() {
        let known =
            ["team-a", "payments-team", "billing", "web-api", "orders", "sre", "service-00017", "data-platform"];
        let near = |name: &str| Names::of(known).nearest(name);
        for (written, meant) in [
            ("paymnets-team", "payments-team"),
            ("team-payments", "payments-team"),
            ("team-paymnets", "payments-team"),
            ("paymentsteam", "payments-team"),
            ("biling", "billing"),
            ("Orders", "orders"),
            ("oders", "orders"),
            ("ser", "sre"),
            ("serivce-00017", "service-00017"),
            ("data-platfrom", "data-platform"),
            ("dataplatform", "data-platform"),
        ] {
            assert_eq!(near(written), Some(meant), "{written}");
        }
        for written in
            ["team-c", "web-app", "building", "payments", "service-00018", "data-platform-2", "sales", "x", ""]
        {
            assert_eq!(near(written), None, "{written}");
        }
    }

    #[test]
    fn however_many_names_there_are_few_are_looked_at() {
        let known: Vec<String> = (0..100_000).map(|n| format!("service-{n:06}")).collect();
        let names = Names::of(known.iter().map(String::as_str));
        let asked = std::time::Instant::now();
        for (n, known) in known.iter().take(5_000).enumerate() {
            assert_eq!(names.nearest(&format!("servcie-{n:06}")), Some(known.as_str()));
            assert_eq!(names.nearest(&format!("service-1{n:06}")), None);
        }
        assert!(asked.elapsed().as_secs() < 30, "{:?}", asked.elapsed());
    }

    #[test]
    fn a_name_of_any_length_is_answered_at_once() {
        let long = "x".repeat(1 << 20);
        assert_eq!(Names::of([long.as_str(), "y"]).nearest(&long[1..]), None);
    }

    #[test]
    fn a_word_of_its_own_is_no_slip_of_one_that_is_near() {
        let is_a_word = |word: &str| ["size", "domain"].contains(&word);
        let slip = |word| slip_of(word, ["mission", "domains", "site", "size", "time"], is_a_word);
        assert_eq!([slip("misson"), slip("domain"), slip("Size")], [Some("mission"), Some("domains"), Some("size")]);
        assert_eq!(slip_of("duty", ["discipline", "duties"], |_| true), Some("duties"));
        assert_eq!(slip_of("policies", ["policy", "police"], |_| true), Some("policy"));
        assert_eq!(slip_of("size", ["site"], is_a_word), None);
        assert_eq!((nearest("permission", ["mission"]), slip("permission")), (Some("mission"), None));
    }
}
