//! Slips in the keys of formats that are open, told apart from keys that somebody added on purpose.

use crate::declare::reader::Reader;
use crate::finding::diagnostics::{MISSPELT_FIELD, UNKNOWN_FIELD};
use crate::finding::suggest::{SLIP, is_alone, nearest, question};
use crate::finding::wording::with_article;
use crate::yaml::tree::{NodeRef, Shape};

/// Reports keys that are nearly one of `known`, where that one is absent; tells whether there are any, so that what is
/// absent may have been said.
pub fn check(reader: &mut Reader, what: &str, node: NodeRef<'_>, known: &[&str]) -> bool {
    let mut found = false;
    if known.iter().all(|known| node.get(known).is_some()) {
        return found;
    }
    for entry in node.entries() {
        let key = entry.key.text().unwrap_or_default();
        if known.contains(&&*key) {
            continue;
        }
        if let Some(meant) = intended(node, &key, known) {
            let finding = MISSPELT_FIELD
                .at(entry.key.place(), format!("{} has no field `{key}`", with_article(what)))
                .saying(question(meant))
                .help(format!("write `{meant}`; nothing under `{key}` was read"))
                .suggesting(
                    entry.key.written().becoming(meant).filter(|_| is_alone(&key, meant, known.iter().copied())),
                );
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

/// The key that is a slip of `wanted`.
pub fn slip_of<'t>(node: NodeRef<'t>, wanted: &str, known: &[&str]) -> Option<NodeRef<'t>> {
    node.entries().map(|entry| entry.key).find(|key| {
        let text = key.text().unwrap_or_default();
        !known.contains(&&*text) && intended(node, &text, &[wanted]).is_some()
    })
}

fn intended<'k>(node: NodeRef<'_>, key: &str, known: &[&'k str]) -> Option<&'k str> {
    let near = nearest(key, known.iter().copied())?;
    let distance = strsim::damerau_levenshtein(&key.to_lowercase(), &near.to_lowercase());
    (distance <= SLIP && node.get(near).is_none()).then_some(near)
}
