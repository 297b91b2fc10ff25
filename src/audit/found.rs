//! Where a text names somebody: as whole words, with or without the marks of their letters, as an address writes them, and behind
//! characters that nobody sees.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use aho_corasick::{AhoCorasick, Match};

use crate::text::unicode::{bare, is_hidden, push_bare, runs_on};

/// Shorter parts of names are words of the language as often as not.
pub const SHORTEST_PART: usize = 3;

/// Somebody who is named in a text.
pub struct Found {
    /// Where the name begins.
    pub start: usize,
    /// Where the name ends.
    pub name_end: usize,
    /// Where it does with its ending.
    pub end: usize,
    /// Whether it ends with an `s` that is no part of the name.
    pub genitive: bool,
    /// Which of the names that are looked for it is.
    pub pattern: usize,
}

impl Found {
    /// The first, and of those the longest, and rather a name that ends so than one with an ending.
    pub fn rank(&self) -> (usize, Reverse<usize>, bool) {
        (self.start, Reverse(self.end), self.genitive)
    }
}

/// Who is named in a text, one behind the other.
pub fn found(finder: &AhoCorasick, text: &str) -> Vec<Found> {
    // A character that nobody sees stands within a word, or between two.
    let readings = [Some(Bare::of(text, Hidden::Left)), Bare::has_hidden(text).then(|| Bare::of(text, Hidden::Kept))];
    let mut found: Vec<Found> = readings.iter().flatten().flat_map(|bare| bare.all(finder, text)).collect();
    found.sort_unstable_by_key(Found::rank);
    let mut read = 0;
    found.retain(|found| {
        let is_next = found.start >= read;
        read = if is_next { found.end } else { read };
        is_next
    });
    found
}

/// A text as names are looked for in it, and where its bytes were before.
struct Bare {
    text: String,
    /// For each of its bytes, and its end, where the letter began; nothing where that is the same.
    from: Option<Vec<usize>>,
}

/// What becomes of characters that nobody sees.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hidden {
    Left,
    Kept,
}

impl Bare {
    fn of(text: &str, hidden: Hidden) -> Self {
        if text.is_ascii() && !text.contains(['%', '<']) {
            return Self { text: bare(text), from: None };
        }
        let (mut bare, mut from) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        let mut at = 0;
        while let Some((c, length)) = meant_at(text, at) {
            if hidden == Hidden::Kept && is_hidden(c) {
                bare.push('-');
            } else {
                push_bare(&mut bare, c);
            }
            from.resize(bare.len(), at);
            at += length;
        }
        from.push(text.len());
        Self { text: bare, from: Some(from) }
    }

    /// Whether a text has characters that nobody sees, as they are or written out.
    fn has_hidden(text: &str) -> bool {
        text.contains(is_hidden) || text.contains(['%', '<'])
    }

    /// What a finder finds, as far as it is whole words, at its places in the text; of what begins at one, the longest.
    fn all(&self, finder: &AhoCorasick, text: &str) -> Vec<Found> {
        let word = |found: Match| {
            let genitive = self.word(text, found.start(), found.end())?;
            let (start, name_end) = (self.origin(found.start()), self.origin(found.end()));
            let end = self.origin(found.end() + usize::from(genitive));
            Some(Found { start, name_end, end, genitive, pattern: found.pattern().as_usize() })
        };
        let mut first: HashMap<usize, Found> = HashMap::new();
        for found in finder.find_overlapping_iter(&self.text).filter_map(word) {
            match first.entry(found.start) {
                Entry::Vacant(free) => drop(free.insert(found)),
                Entry::Occupied(mut known) if found.rank() < known.get().rank() => drop(known.insert(found)),
                Entry::Occupied(_) => {}
            }
        }
        first.into_values().collect()
    }

    /// Where a byte was. A letter that becomes two begins where it began, be it asked for its second byte.
    fn origin(&self, byte: usize) -> usize {
        self.from.as_ref().map_or(byte, |from| from.get(byte).copied().unwrap_or_default())
    }

    /// Whether a stretch is a whole word, and then whether it is one with an `s` behind it, as Germans and Swedes say whose
    /// something is. That is one only behind a capital letter: most words that end so are not names.
    fn word(&self, before: &str, start: usize, end: usize) -> Option<bool> {
        let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let name = &self.text[start..end];
        if !name.starts_with(runs_on) && !ends(self.text[..start].chars().next_back()) {
            return None;
        }
        if name.ends_with(runs_on) {
            return Some(false);
        }
        let mut rest = self.text[end..].chars();
        match rest.next() {
            Some('s') if ends(rest.next()) => {
                let is_capital = before[self.origin(start)..].starts_with(char::is_uppercase);
                let takes_s = name.chars().count() >= SHORTEST_PART
                    && name.chars().all(char::is_alphabetic)
                    && !name.ends_with(['s', 'x', 'z']);
                (is_capital && takes_s).then_some(true)
            }
            next => ends(next).then_some(false),
        }
    }
}

/// The character that is meant at a place of a text, and how many bytes it is written in: as it is, as an address writes it
/// (`%C3%A9`), or by its code point where it cannot be seen (`<U+200B>`).
fn meant_at(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = &text[at..];
    let c = rest.chars().next()?;
    let meant = match c {
        '%' => in_percent(rest),
        '<' => by_code_point(rest),
        _ => None,
    };
    Some(meant.unwrap_or((c, c.len_utf8())))
}

/// Bytes of the longest character.
const LONGEST_CHARACTER: usize = 4;

/// A character whose bytes an address writes as numbers.
fn in_percent(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes().chunks_exact(3).take(LONGEST_CHARACTER);
    let bytes = bytes.map_while(|code| match code {
        [b'%', high, low] => u8::from_str_radix(std::str::from_utf8(&[*high, *low]).ok()?, 16).ok(),
        _ => None,
    });
    let bytes: Vec<u8> = bytes.collect();
    let read = (1..=bytes.len()).find_map(|length| std::str::from_utf8(&bytes[..length]).ok())?;
    Some((read.chars().next()?, 3 * read.len()))
}

/// Digits of the longest code point.
const LONGEST_CODE: usize = 6;

/// A character that messages show by its code point.
fn by_code_point(text: &str) -> Option<(char, usize)> {
    let behind = text.strip_prefix("<U+")?;
    let (code, _) = behind[..behind.floor_char_boundary(LONGEST_CODE + 1)].split_once('>')?;
    let c = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
    Some((c, code.len() + "<U+>".len()))
}
