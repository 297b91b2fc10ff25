//! Changes texts as people and broken tools do: by tokens and lines, and now and then by bytes.
//!
//! The targets in `fuzz/` use it, too, which is why nothing but `std` is needed here.

use std::fs;
use std::path::{Path, PathBuf};

/// The texts in a folder whose names end so.
pub fn seeds(folder: &Path, extension: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).expect("the folder of seeds is there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("its entries can be read").path())
        .filter(|path| path.extension().is_some_and(|known| known == extension))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a seed can be read")).collect()
}

/// Texts that stand in one file, a line each, as `escape_ascii` writes them.
pub fn unescaped(lines: &str) -> Vec<Vec<u8>> {
    lines.lines().map(unescape).collect()
}

fn unescape(line: &str) -> Vec<u8> {
    let (mut text, mut rest) = (Vec::new(), line.bytes());
    while let Some(byte) = rest.next() {
        let escaped = if byte == b'\\' { rest.next() } else { None };
        text.push(match escaped {
            None => byte,
            Some(b't') => b'\t',
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b'x') => {
                let digits = [rest.next(), rest.next()].map(|digit| char::from(digit.unwrap_or(b'0')));
                let digit = |digit: char| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
                digits.into_iter().fold(0, |byte, next| byte * 16 + digit(next))
            }
            Some(other) => other,
        });
    }
    text
}

/// Runs of letters and digits, and single other bytes: what a person would call a token.
pub fn words(seeds: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut words: Vec<Vec<u8>> =
        seeds.iter().flat_map(|seed| tokens(seed).into_iter().map(|(from, to)| seed[from..to].to_vec())).collect();
    words.sort();
    words.dedup();
    words
}

fn tokens(text: &[u8]) -> Vec<(usize, usize)> {
    let mut tokens = Vec::new();
    let mut from = 0;
    while from < text.len() {
        let length = text[from..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count().max(1);
        tokens.push((from, from + length));
        from += length;
    }
    tokens
}

/// Changes one thing of a text.
pub fn mutate_once(text: &mut Vec<u8>, seeds: &[Vec<u8>], words: &[Vec<u8>], chance: &mut Chance) {
    if text.is_empty() {
        text.extend_from_slice(&words[chance.below(words.len())]);
        return;
    }
    match chance.below(9) {
        // A bit flips.
        0 => {
            let at = chance.below(text.len());
            text[at] ^= 1 << chance.below(8);
        }
        // A part is lost.
        1 => {
            let (from, to) = chance.range(text.len());
            text.drain(from..to);
        }
        // A part stands there again, here or elsewhere, once or often.
        2 => {
            let (from, to) = chance.range(text.len());
            let part = text[from..to].repeat([1, 1, 1, 2, 40][chance.below(5)]);
            let at = chance.below(text.len() + 1);
            text.splice(at..at, part);
        }
        // A part of another seed gets in.
        3 => {
            let other = &seeds[chance.below(seeds.len())];
            let (from, to) = chance.range(other.len());
            let at = chance.below(text.len() + 1);
            text.splice(at..at, other[from..to].iter().copied());
        }
        // A token becomes another one.
        4 | 5 => {
            let tokens = tokens(text);
            let (from, to) = tokens[chance.below(tokens.len())];
            text.splice(from..to, words[chance.below(words.len())].iter().copied());
        }
        // Two tokens change places.
        6 => {
            let tokens = tokens(text);
            let (one, other) = (tokens[chance.below(tokens.len())], tokens[chance.below(tokens.len())]);
            let (first, second) = (one.min(other), one.max(other));
            if first.1 <= second.0 {
                let swapped = [&text[second.0..second.1], &text[first.1..second.0], &text[first.0..first.1]].concat();
                text.splice(first.0..second.1, swapped);
            }
        }
        // A line moves in or out.
        7 => {
            let at = chance.below(text.len());
            let line = text[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
            if chance.below(2) == 0 {
                text.splice(line..line, *b"  ");
            } else if text[line..].starts_with(b" ") {
                text.remove(line);
            }
        }
        // The end is missing.
        _ => text.truncate(chance.below(text.len())),
    }
}

/// splitmix64.
pub struct Chance(pub u64);

impl Chance {
    /// A number below `end`, which is not zero.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end as u64).expect("below a usize")
    }

    /// Mostly a short part of something, sometimes a long one.
    fn range(&mut self, length: usize) -> (usize, usize) {
        let from = self.below(length + 1);
        let most = if self.below(4) == 0 { length } else { 32 };
        (from, (from + self.below(most + 1)).min(length))
    }
}
