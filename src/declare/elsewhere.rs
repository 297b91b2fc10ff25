//! What a key says that no field of a record does, and another part of the vocabulary: where it is to be written.

use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{Record, record};

/// Where to write what a key says; none where nothing like it is known.
pub(super) fn help(what: &Record, key: &str) -> Option<String> {
    let on_call = folded(key) == "oncall";
    let of_a_person = record(Kind::Person).field(key).is_some();
    match what.kind {
        Kind::Person if on_call => Some(
            "remove it: whoever is on call is named by a rotation, `rotations: {NAME: {participants: [PERSON]}}`".to_owned(),
        ),
        Kind::Team if on_call => Some(
            "write a rotation in its place, `rotations: {NAME: {team: TEAM, participants: [PERSON]}}`; `onCall` stands at the \
             top of a file for one team, beside `team: TEAM`"
                .to_owned(),
        ),
        Kind::Team if of_a_person => Some(format!(
            "a person has `{key}`: if this is one, move it to `people`; keys that begin with `x-` are left alone"
        )),
        _ => None,
    }
}

/// A key without its capitals, hyphens and underscores.
fn folded(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
