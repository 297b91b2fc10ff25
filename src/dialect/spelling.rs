//! Slips in the keys of formats that are open, told apart from keys that somebody added on purpose.

use crate::declare::reader::Reader;
use crate::finding::diagnostics::{MISSPELT_FIELD, UNKNOWN_FIELD};
use crate::finding::suggest::{SLIP, is_alone, nearest, question};
use crate::finding::wording::{plural, with_article};
use crate::yaml::tree::{NodeRef, Shape};

/// Reports keys that are nearly one of `known`, and sure to be slips where that one is there, too; tells whether there are any,
/// so that what is absent may have been said, and of what is there more.
pub fn check(reader: &mut Reader, what: &str, node: NodeRef<'_>, known: &[&str]) -> bool {
    let mut found = false;
    for entry in node.entries() {
        let key = entry.key.text().unwrap_or_default();
        if known.contains(&&*key) {
            continue;
        }
        if let Some(meant) = intended(node, &key, known) {
            let is_free = node.get(meant).is_none();
            let is_sure = is_free && is_alone(&key, meant, known.iter().copied());
            let how = if is_free { "write" } else { "put what it says with the rest under" };
            let finding = MISSPELT_FIELD
                .at(entry.key.place(), format!("{} has no field `{key}`", with_article(what)))
                .saying(question(meant))
                .help(format!("{how} `{meant}`; nothing under `{key}` was read"))
                .suggesting(entry.key.written().becoming(meant).filter(|_| is_sure));
            reader.out.problems.push(finding);
            found = true;
        }
    }
    found
}

/// Reports keys that are nothing, and resemble nothing. Those that begin with `x-` are somebody else's.
pub fn strangers(reader: &mut Reader, what: &str, node: NodeRef<'_>, known: &[&str]) {
    for entry in node.entries() {
        let key = entry.key;
        let text = key.text().unwrap_or_default();
        if known.contains(&&*text) || text.starts_with("x-") || intended(node, &text, known).is_some() {
            continue;
        }
        // `{purpose: deploys, secrets and templates}` has a key that nobody meant.
        let is_text = text.contains(' ') && entry.value.shape() == Shape::Null;
        let finding = UNKNOWN_FIELD.at(key.place(), format!("{} has no field `{text}`", with_article(what)));
        let finding = finding.saying("nothing under this key was read");
        reader.out.problems.push(if is_text {
            finding.help("if it belongs to the text before it, quote that text as a whole: a comma ends it here")
        } else {
            finding
                .help("write what it says under another key, or prefix this one with `x-` to keep it for other tools")
        });
    }
}

/// The key that is a slip of `wanted`, which is absent.
pub fn slip_of<'t>(node: NodeRef<'t>, wanted: &str, known: &[&str]) -> Option<NodeRef<'t>> {
    node.entries().map(|entry| entry.key).find(|key| {
        let text = key.text().unwrap_or_default();
        node.get(wanted).is_none() && !known.contains(&&*text) && intended(node, &text, &[wanted]).is_some()
    })
}

fn intended<'k>(node: NodeRef<'_>, key: &str, known: &[&'k str]) -> Option<&'k str> {
    let near = nearest(key, known.iter().copied())?;
    let (key, meant) = (key.to_lowercase(), near.to_lowercase());
    let distance = strsim::damerau_levenshtein(&key, &meant);
    let is_slip = if node.get(near).is_none() { distance <= SLIP } else { is_sure(&key, &meant, distance) };
    is_slip.then_some(near)
}

/// Whether a key beside the one it resembles is a slip of it: by one letter of a long word, or by the order of two. The one for
/// several, or the several for one, is none, as somebody may have both.
fn is_sure(key: &str, meant: &str, distance: usize) -> bool {
    const LONG: usize = 5;
    let is_number = plural(key) == meant || key == plural(meant);
    let is_order = letters(key) == letters(meant);
    distance == 0 || distance == 1 && !is_number && (is_order || meant.len() >= LONG)
}

/// The letters of a word, in whichever order.
fn letters(word: &str) -> Vec<u8> {
    let mut letters = word.as_bytes().to_vec();
    letters.sort_unstable();
    letters
}
