//! What the sources leave open, in the words of `org.partial`: sections of which there may be more, and fields that none of
//! them can say.

use std::collections::{BTreeMap, BTreeSet};

use crate::org::{Extent, Org};
use crate::vocabulary::kinds::{Entity, FieldId, KINDS, Kind, sections};
use crate::vocabulary::record;

/// The names of all that is left open, those of each section together.
pub(super) fn names(org: &Org, chosen: &[Kind], shown: impl Fn(Entity) -> bool) -> Vec<Vec<String>> {
    let mut fields: BTreeMap<Kind, BTreeSet<FieldId>> = BTreeMap::new();
    let paths = paths();
    let mut left_open: Vec<Vec<String>> = Vec::new();
    for &kind in chosen {
        let mut all: Vec<Entity> = org.all(kind).filter(|&entity| shown(entity)).collect();
        if all.is_empty() {
            continue;
        }
        all.extend(all.clone().into_iter().flat_map(|entity| org.nested(entity)));
        for entity in all {
            let what = record(entity.kind);
            let own = org.unsaid(entity).filter(|field| usize::from(field.0) < what.fields.len());
            fields.entry(entity.kind).or_default().extend(own);
        }
        let section = record(kind).section.unwrap_or_default().to_owned();
        left_open.push(Vec::from_iter(has_more(org, kind).then_some(section)));
    }
    for (kind, fields) in fields {
        let Some((_, path)) = &paths[kind as usize] else { continue };
        let named = fields.into_iter().map(|field| format!("{path}.{}", record(kind).def(field).name));
        left_open.push(named.collect());
    }
    left_open.retain(|names| !names.is_empty());
    left_open
}

/// Whether there may be more of a section than is declared.
fn has_more(org: &Org, kind: Kind) -> bool {
    let is_unchecked = org.unchecked().iter().any(|unchecked| unchecked.kind == kind);
    org.extent(kind) == Extent::Incomplete || is_unchecked
}

/// The way to the fields of each kind, the shortest that there is, and how many steps it has.
fn paths() -> Vec<Option<(usize, String)>> {
    let mut paths: Vec<Option<(usize, String)>> = vec![None; KINDS];
    let mut open: Vec<Kind> = Vec::new();
    for kind in sections() {
        paths[kind as usize] = record(kind).section.map(|section| (0, section.to_owned()));
        open.push(kind);
    }
    while !open.is_empty() {
        for kind in std::mem::take(&mut open) {
            let Some((steps, path)) = paths[kind as usize].clone() else { continue };
            for field in record(kind).fields {
                if let Some(held) = field.read.holds().filter(|&held| paths[held as usize].is_none()) {
                    paths[held as usize] = Some((steps + 1, format!("{path}.{}", field.name)));
                    open.push(held);
                }
            }
        }
    }
    paths
}
