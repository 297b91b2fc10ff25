//! Why a document is not ours, in words.

use crate::dialect::native::document::{is_known, misspelt, of_team};
use crate::dialect::native::evidence::is_versioned;
use crate::dialect::native::others;
use crate::dialect::seam::Foreign;
use crate::finding::wording::{first_of, in_backticks, listed_up_to};
use crate::vocabulary::section;
use crate::yaml::tree::{Entry, NodeRef, Shape};

/// So many keys are named.
const NAMED: usize = 3;

/// What makes a file with a section ours, whatever is in it.
const VERSION: &str = "if it is one, write `version: 1` at its top";

const ONLY_TEAM: &str = "nothing beside `team` shows that it is about a team";

/// What makes a file for one team ours.
const MEMBERS: &str = "if it is, write its `members`, or `version: 1` at its top";

/// What makes a file ours whose keys are.
const CAPITALS: &str = "if it is one, write its keys in small letters: `team` and `members`, or `teams` and `people`";

/// Whether a key is one of ours but for its capitals.
fn is_capitalised(key: &str) -> bool {
    let small = key.to_lowercase();
    small != key && (section(&small).is_some() || small == "team" || small == "members")
}

/// Why a document that was not claimed is not ours.
pub(super) fn of(document: NodeRef<'_>) -> Foreign {
    match document.shape() {
        Shape::Sequence => return Foreign::certainly("it is a list, and no map of sections"),
        Shape::Scalar | Shape::Null => return Foreign::certainly("it is a text, and no map of sections"),
        Shape::Mapping => {}
    }
    if let Some(version) = others::version(document) {
        return Foreign::certainly(format!("`version: {version}` is another tool's"));
    }
    let (mut sections, mut keys, mut strays) = (Vec::new(), Vec::new(), 0);
    for entry in document.entries() {
        let key = entry.key.text().unwrap_or_default().into_owned();
        if section(&key).is_some() {
            if let Some(why) = of_another(&key, entry) {
                return Foreign::certainly(why);
            }
            sections.push(key);
        } else {
            strays += usize::from(!is_known(&key) && !of_team(&key) && misspelt(&key).is_none());
            keys.push(key);
        }
    }
    let team = document.get("team").is_some_and(|team| team.shape() == Shape::Scalar);
    let nearly = strays <= sections.len().max(usize::from(team)) && !is_versioned(document);
    match (sections.as_slice(), team) {
        ([], true) if nearly => Foreign::nearly(ONLY_TEAM, MEMBERS),
        ([], true) => Foreign::certainly(ONLY_TEAM),
        ([], false) if keys.iter().any(|key| is_capitalised(key)) => Foreign::nearly(no_section(&keys), CAPITALS),
        ([], false) => Foreign::certainly(no_section(&keys)),
        (sections, _) => {
            let names = listed_up_to(NAMED, &in_backticks(sections), "and");
            let why = format!("nothing in {names} shows that it is a file of an organisation");
            if nearly { Foreign::nearly(why, VERSION) } else { Foreign::certainly(why) }
        }
    }
}

fn no_section(keys: &[String]) -> String {
    match keys {
        [] => "it has no section of an organisation".to_owned(),
        [key] => format!("`{key}` is no section of an organisation"),
        keys => format!("none of {} is a section of an organisation", first_of(&in_backticks(keys), NAMED)),
    }
}

/// What another tool writes under a section of ours.
fn of_another(key: &str, entry: Entry<'_>) -> Option<String> {
    let kind = section(key)?;
    let records = entry.value.entries().map(|entry| entry.value).chain(entry.value.items());
    for record in records {
        if entry.value.shape() == Shape::Sequence && others::is_path(record) {
            return Some(format!("`{key}` lists paths and no ids"));
        }
        for field in record.entries() {
            let name = field.key.text().unwrap_or_default();
            if let Some(tool) = others::of_field(kind, &name).or_else(|| others::of_value(kind, &name, field.value)) {
                return Some(format!("`{key}` has `{name}`, a word of {tool}"));
            }
        }
    }
    None
}
