//! Tools that nobody knows: neither the taxonomy nor who uses them says what they are for.

use std::collections::BTreeMap;

use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::UNKNOWN_TOOL;
use crate::finding::suggest::{nearest, question};
use crate::org::Org;
use crate::text::Place;
use crate::vocabulary::kinds::{Entity, Kind};

/// One finding for each tool that is not in the taxonomy and is used somewhere without saying what for.
pub(crate) fn unknown_tools(org: &Org) -> Vec<Finding> {
    let mut uses: BTreeMap<Entity, Vec<Place>> = BTreeMap::new();
    for one in (0..org.count(Kind::ToolUse)).map(|index| Entity::new(Kind::ToolUse, index)) {
        let Ok(Some(tool)) = org.reference(one, field!(ToolUse.tool)) else { continue };
        if !org.is_declared(tool.value) && org.place_of(one, field!(ToolUse.capability)).is_none() {
            uses.entry(tool.value).or_default().push(tool.place);
        }
    }
    uses.into_iter().map(|(tool, places)| unknown(org, tool, places)).collect()
}

fn unknown(org: &Org, tool: Entity, mut places: Vec<Place>) -> Finding {
    places.sort_unstable();
    places.dedup();
    let id = org.id(tool);
    let known = org.all(Kind::Tool).flat_map(|tool| {
        let synonyms = org.list(tool, field!(Tool.synonyms)).texts();
        std::iter::once(org.id(tool)).chain(synonyms.map(|at| at.value))
    });
    let near = nearest(id, known).and_then(|near| org.find(Kind::Tool, near)).map(|tool| org.id(tool));
    let message = format!("nothing says what the tool `{id}` is for");
    let help = match near {
        Some(near) => format!("write `{near}`, or say its capability: `{{tool: {id}, capability: …}}`"),
        None => format!("write `{{tool: {id}, capability: …}}`, or add it to `taxonomy` in `teamlint.yaml`"),
    };
    UNKNOWN_TOOL
        .at(places[0], message)
        .saying(near.map_or_else(|| "not in the taxonomy".to_owned(), question))
        .occurring_also(places[1..].iter().copied(), "also here")
        .help(help)
        .about(&[&format!("tool:{}", id.to_lowercase())], "")
}
