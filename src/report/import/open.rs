//! What the sources leave open, in the words of `org.partial`: sections of which there may be more, what none of them
//! declares, and fields that they cannot say.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::facts::people::teams::is_said_in_part;
use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::UNKNOWN_REFERENCE;
use crate::org::{Extent, Known, Org};
use crate::vocabulary::kinds::{Entity, FieldId, KINDS, Kind, sections};
use crate::vocabulary::record;

/// The names of all that is left open, in the order of the vocabulary: a field of a kind where something lacks it of which that
/// is not known, and behind these whatever lacks one of them and is known to have none.
pub(super) fn names(org: &Org, findings: &[Finding], chosen: &[Kind], shown: impl Fn(Entity) -> bool) -> Vec<String> {
    let unknown = findings.iter().filter(|finding| UNKNOWN_REFERENCE.is(finding));
    let told: HashSet<&str> = unknown.filter_map(|finding| finding.entity.as_deref()).collect();
    let mut names: Vec<String> = Vec::new();
    let mut all: BTreeMap<Kind, Vec<Entity>> = BTreeMap::new();
    for &kind in chosen {
        let own: Vec<Entity> = org.all(kind).filter(|&entity| shown(entity)).collect();
        if (!own.is_empty() || org.count(kind) == 0) && org.extent(kind) == Extent::Incomplete {
            names.extend(record(kind).section.map(str::to_owned));
        } else if !own.is_empty() {
            let elsewhere = (org.declared(kind)..org.count(kind)).map(|index| org.stable_id(Entity::new(kind, index)));
            names.extend(elsewhere.filter(|id| !told.contains(&*id.to_lowercase())));
        }
        for entity in own.iter().flat_map(|&entity| std::iter::once(entity).chain(org.nested(entity))) {
            all.entry(entity.kind).or_default().push(entity);
        }
    }
    if chosen.contains(&Kind::Org) {
        let paths = org.all(Kind::GoldenPath).filter(|&path| shown(path));
        all.entry(Kind::GoldenPath).or_default().extend(paths.filter(|&path| org.parent(path).is_none()));
        let kind = Kind::GoldenPath;
        let elsewhere = (org.declared(kind)..org.count(kind)).map(|index| org.stable_id(Entity::new(kind, index)));
        names.extend(elsewhere.filter(|id| !told.contains(&*id.to_lowercase())));
    }
    let paths = paths();
    for (kind, all) in all {
        let lacking = |known: Known| move |&(field, is): &(FieldId, Known)| (is == known).then_some(field);
        let open: BTreeSet<FieldId> =
            all.iter().flat_map(|&entity| lacks(org, entity)).filter_map(|one| lacking(Known::Unknown)(&one)).collect();
        let Some((_, path)) = paths[kind as usize].as_ref().filter(|_| !open.is_empty()) else { continue };
        let name = |field: &FieldId| record(kind).def(*field).name;
        names.extend(open.iter().map(|field| format!("{path}.{}", name(field))));
        for entity in all {
            let lacks: Vec<(FieldId, Known)> = lacks(org, entity).filter(|(field, _)| open.contains(field)).collect();
            let none: Vec<FieldId> = lacks.iter().filter_map(lacking(Known::False)).collect();
            let id = if none.is_empty() { String::new() } else { org.stable_id(entity) };
            if none.len() == lacks.len() && !none.is_empty() {
                names.push(format!("!{id}"));
            } else {
                names.extend(none.iter().map(|field| format!("!{id}.{}", name(field))));
            }
        }
    }
    names
}

/// The fields that an entity lacks and that are not written down for it either.
fn lacks(org: &Org, entity: Entity) -> impl Iterator<Item = (FieldId, Known)> + '_ {
    let is_written = entity.kind == Kind::Team && is_said_in_part(org, entity);
    org.lacking(entity).filter(move |(field, _)| !is_written || *field != field!(Team.members))
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
