//! Entities that a native file adds beside a catalog under a name near one of the catalog's: usually the overlay of that
//! one, with a slip in its name.

use crate::declare::format::Closure;
use crate::finding::Finding;
use crate::finding::diagnostics::UNMATCHED_OVERLAY;
use crate::finding::suggest::question;
use crate::org::Org;
use crate::org::namesakes::Namesakes;
use crate::vocabulary::kinds::{Entity, sections};
use crate::vocabulary::record;

/// Whoever adds more than this does not describe what is in a catalog.
const MOST: usize = 2_000;

/// One finding for each of them.
pub(crate) fn unmatched(org: &Org) -> Vec<Finding> {
    let namesakes = Namesakes::of_those(org, in_catalog);
    let mut findings = Vec::new();
    for kind in sections() {
        if !org.all(kind).any(|entity| in_catalog(org, entity)) {
            continue;
        }
        let added: Vec<Entity> = org.all(kind).filter(|&entity| is_native(org, entity)).take(MOST + 1).collect();
        if added.len() > MOST {
            continue;
        }
        for entity in added {
            let near = namesakes.similar(kind, org.id(entity));
            findings.extend(near.map(|near| questioned(org, entity, near)));
        }
    }
    findings
}

fn in_catalog(org: &Org, entity: Entity) -> bool {
    org.formats(entity).any(|format| format.closure == Closure::Namespace)
}

/// Whether it is declared in files that are one whole, and nowhere else.
fn is_native(org: &Org, entity: Entity) -> bool {
    org.formats(entity).all(|format| format.closure == Closure::Section)
}

fn questioned(org: &Org, entity: Entity, near: Entity) -> Finding {
    let (place, near_place) = (org.place(entity), org.place(near));
    let (id, meant) = (org.id(entity), org.id(near));
    let (word, of_catalog) = (org.word_at(place, entity.kind), org.word_at(near_place, near.kind));
    let format = org.format_at(near_place).map_or("catalog", |format| format.word);
    UNMATCHED_OVERLAY
        .at(place, format!("the {word} `{id}` is not in the {format}, which has a {of_catalog} `{meant}`"))
        .saying(question(meant))
        .label(near_place, format!("the {format} has this one"))
        .help(format!(
            "write `{meant}`; if `{id}` is another {word}, declare it in the {format} as well, or waive this"
        ))
        .about(&[&format!("{}:{}", record(entity.kind).word, id.to_lowercase())], "")
}
