//! Slips in the keys of formats that are open, told apart from keys that somebody added on purpose.

use crate::declare::reader::Reader;
use crate::finding::diagnostics::MISSPELT_FIELD;
use crate::finding::suggest::{SLIP, is_alone, nearest, question};
use crate::finding::wording::with_article;
use crate::yaml::tree::NodeRef;

/// Reports keys that are nearly one of `known`, where that one is absent; tells whether there are any, so that what is
/// absent may have been said.
pub fn check(reader: &mut Reader, what: &str, node: NodeRef<'_>, known: &[&str]) -> bool {
    let mut found = false;
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
