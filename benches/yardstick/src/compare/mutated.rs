//! Texts that nobody means to write, made from texts that somebody did: the same ones for the same seed.

use crate::random::Random;

/// Values of every wrong form. What is read as a word, a number, a date or a list meets each of them.
const VALUES: &[&str] = &[
    "",
    "~",
    "null",
    "[]",
    "{}",
    "[[]]",
    "{a: {b: c}}",
    "-1",
    "0",
    "1e400",
    "-0.0",
    ".nan",
    ".inf",
    "0x10",
    "007",
    "99999999999999999999999",
    "true",
    "yes",
    "\"\"",
    "' '",
    "\"\\u0000\"",
    "2026-02-30",
    "2026-13-01",
    "9999-12-31",
    "0001-01-01",
    "24:00",
    "25:61",
    "12:60-12:60",
    "PT0S",
    "-1w",
    "1000000w",
    "1w 1w",
    "*nobody",
    "&a x",
    "!!binary aGk=",
    "!custom x",
    "|\n",
    "primray",
    "on-cal",
    "Mon-Fir",
    "🦀",
    "a,b",
    "@",
    "`x`",
    "%",
    "[a, [b], {c: d}, 1, ~]",
    "everybody",
];

/// Bytes that are no text, or not the text one would expect.
const BYTES: &[&[u8]] = &[
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\t",
    b"\r",
    b"\xe2\x80\xa8",
    b"\xc2\x85",
    b"{",
    b"]",
    b"\"",
    b"#",
    b"---\n",
    b"...\n",
    b"<<: ",
];

/// The text, changed in one to three places. What happened most often is what people do: a word is misspelt, or a value
/// is of another form.
pub fn mutated(text: &[u8], random: &mut Random) -> Vec<u8> {
    let mut text = text.to_vec();
    for _ in 0..=random.below(3) {
        text = match random.below(16) {
            0 => truncated(text, random),
            1 => swapped_bytes(text, random),
            2 => inserted(text, random),
            3 => lines_changed(&text, random, |lines, at, _| _ = lines.remove(at)),
            4 => lines_changed(&text, random, |lines, at, _| lines.insert(at, lines[at])),
            5 => lines_changed(&text, random, |lines, at, other| lines.swap(at, other)),
            6 => indented(&text, random),
            7 => text.iter().flat_map(|byte| if *byte == b'\n' { b"\r\n".to_vec() } else { vec![*byte] }).collect(),
            8..=10 => misspelt(text, random),
            11 => borrowed_word(text, random),
            _ => other_value(&text, random),
        };
    }
    text
}

fn place(text: &[u8], random: &mut Random) -> usize {
    random.below(text.len() + 1)
}

fn truncated(mut text: Vec<u8>, random: &mut Random) -> Vec<u8> {
    text.truncate(place(&text, random));
    text
}

fn swapped_bytes(mut text: Vec<u8>, random: &mut Random) -> Vec<u8> {
    if !text.is_empty() {
        let (one, other) = (random.below(text.len()), random.below(text.len()));
        text.swap(one, other);
    }
    text
}

fn inserted(mut text: Vec<u8>, random: &mut Random) -> Vec<u8> {
    let at = place(&text, random);
    text.splice(at..at, random.pick(BYTES).iter().copied());
    text
}

fn lines_changed(text: &[u8], random: &mut Random, change: fn(&mut Vec<&[u8]>, usize, usize)) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
    if !lines.is_empty() {
        let (at, other) = (random.below(lines.len()), random.below(lines.len()));
        change(&mut lines, at, other);
    }
    lines.concat()
}

fn indented(text: &[u8], random: &mut Random) -> Vec<u8> {
    lines_changed(text, random, |lines, at, other| {
        let line = lines[at];
        lines[at] = line.strip_prefix(b" ").unwrap_or(line);
        lines.insert(other, b" ");
    })
}

/// Where words stand: runs of letters, digits and hyphens.
fn words(text: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, byte) in text.iter().copied().chain([b' ']).enumerate() {
        let inside = byte.is_ascii_alphanumeric() || byte == b'-';
        match start {
            None if inside => start = Some(at),
            Some(from) if !inside => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn misspelt(mut text: Vec<u8>, random: &mut Random) -> Vec<u8> {
    let words: Vec<_> = words(&text).into_iter().filter(|word| word.len() > 2).collect();
    if !words.is_empty() {
        let word = words[random.below(words.len())].clone();
        let at = word.start + random.below(word.len() - 1);
        match random.below(3) {
            0 => text.swap(at, at + 1),
            1 => drop(text.remove(at)),
            _ => text.insert(at, text[at]),
        }
    }
    text
}

/// One word in the place of another: a reference to something else, a field that is none here.
fn borrowed_word(mut text: Vec<u8>, random: &mut Random) -> Vec<u8> {
    let words = words(&text);
    if !words.is_empty() {
        let word = text[words[random.below(words.len())].clone()].to_vec();
        text.splice(words[random.below(words.len())].clone(), word);
    }
    text
}

/// Another value after the colon of some line, or in the place of a word.
fn other_value(text: &[u8], random: &mut Random) -> Vec<u8> {
    let value = random.pick(VALUES).as_bytes();
    let mut text = text.to_vec();
    let colons: Vec<usize> =
        text.windows(2).enumerate().filter(|(_, two)| *two == b": ").map(|(at, _)| at + 2).collect();
    if !colons.is_empty() && !random.once_in(3) {
        let start = colons[random.below(colons.len())];
        let end = text[start..]
            .iter()
            .position(|byte| matches!(byte, b'\n' | b',' | b'}'))
            .map_or(text.len(), |at| start + at);
        text.splice(start..end, value.iter().copied());
        return text;
    }
    let words = words(&text);
    if !words.is_empty() {
        text.splice(words[random.below(words.len())].clone(), value.iter().copied());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{mutated, words};
    use crate::random::Random;

    #[test]
    fn the_same_seed_mutates_alike_and_nothing_is_too_small_to_be_mutated() {
        for text in ["", "a", "\n", "team: payments\nmembers: [ada, bo]\n"] {
            for seed in 0..2_000 {
                let twice = [(); 2].map(|()| mutated(text.as_bytes(), &mut Random::new(seed)));
                assert_eq!(twice[0], twice[1]);
            }
        }
    }

    #[test]
    fn words_end_where_punctuation_begins() {
        assert_eq!(words(b"on-call: [a]"), [0..7, 10..11]);
    }
}
