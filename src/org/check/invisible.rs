//! Ids with characters in them that cannot be seen.

use crate::finding::Finding;
use crate::finding::diagnostics::INVISIBLE_CHARACTER;
use crate::org::Org;
use crate::text::unicode::first_invisible;
use crate::vocabulary::kinds::{Entity, sections};
use crate::vocabulary::record;

/// Reports every declared id that looks like another one than it is, where reading did not tell of it.
pub(crate) fn characters(org: &Org) -> Vec<Finding> {
    let is_told = |entity: &Entity| org.format_at(org.place(*entity)).is_some_and(|format| format.forms_names);
    let declared = sections().flat_map(|kind| org.all(kind)).filter(|entity| !is_told(entity));
    declared.filter_map(|entity| Some(character(org, entity, first_invisible(org.id(entity))?))).collect()
}

fn character(org: &Org, entity: Entity, character: char) -> Finding {
    let (word, id) = (record(entity.kind).word, org.id(entity));
    let code = format!("U+{:04X}", u32::from(character));
    INVISIBLE_CHARACTER
        .at(org.place(entity), format!("the id of the {word} `{id}` has a character in it that cannot be seen: {code}"))
        .saying(code)
        .help("type the name anew; whoever refers to it will write it without that character")
        .about(&[&org.stable_id(entity)], "")
}
