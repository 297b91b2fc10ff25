//! Who is the same in two organisations: whoever has the same id, or is known by the other's.

use std::collections::HashMap;

use crate::org::Org;
use crate::text::unicode::folded;
use crate::vocabulary::kinds::{ALL, Entity, KINDS, Kind};
use crate::vocabulary::{SectionForm, record};

/// Who is who. What both sides have has one name, which is the new side's rank; what only the old side has comes after.
pub(super) struct Pairing {
    /// Per kind and rank on the old side, the rank on the new one.
    to_new: [Vec<Option<u32>>; KINDS],
    /// The same the other way round.
    to_old: [Vec<Option<u32>>; KINDS],
    /// Those with another id, by their names on the old side and on the new one.
    pub renamed: Vec<(Entity, Entity)>,
}

impl Pairing {
    pub(super) fn of(old: &Org, new: &Org) -> Self {
        let mut pairing = Self {
            to_new: ALL.map(|kind| vec![None; old.count(kind)]),
            to_old: ALL.map(|kind| vec![None; new.count(kind)]),
            renamed: Vec::new(),
        };
        for kind in ALL {
            pairing.pair_by_id(kind, old, new);
        }
        for kind in ALL.into_iter().filter(|&kind| record(kind).form == SectionForm::Single) {
            if old.count(kind) > 0 && new.count(kind) > 0 {
                pairing.pair(Entity::new(kind, 0), Entity::new(kind, 0));
            }
        }
        for kind in ALL {
            pairing.rename(kind, old, new);
        }
        pairing
    }

    /// Pairs those with the same id, be they declared or only named.
    fn pair_by_id(&mut self, kind: Kind, old: &Org, new: &Org) {
        let all = |org: &Org| (0..org.count(kind)).map(move |index| Entity::new(kind, index));
        let only_named: HashMap<String, Entity> =
            all(new).filter(|&one| !new.is_declared(one)).map(|one| (folded(new.id(one)), one)).collect();
        for entity in all(old) {
            let id = old.id(entity);
            // A record in a list has a name there and not in the whole organisation.
            let is_name = |org: &Org, one: Entity| !org.is_declared(one) || org.find(kind, org.id(one)) == Some(one);
            if id.is_empty() || !is_name(old, entity) {
                continue;
            }
            let other = new.find(kind, id).or_else(|| only_named.get(&folded(id)).copied());
            if let Some(other) = other.filter(|&other| is_name(new, other)) {
                self.pair(entity, other);
            }
        }
    }

    fn pair(&mut self, old: Entity, new: Entity) {
        self.to_new[old.kind as usize][old.index()] = Some(new.index);
        self.to_old[new.kind as usize][new.index()] = Some(old.index);
    }

    /// Pairs those that say themselves by which other name they are known, where only one of them says so.
    fn rename(&mut self, kind: Kind, old: &Org, new: &Org) {
        let Some(aliases) = record(kind).field("aliases") else { return };
        let mut claims: Vec<(Entity, Entity)> = Vec::new();
        let mut claim = |org: &Org, other: &Org, by_new: bool| {
            for entity in org.all(kind).filter(|&entity| !is_there_too(other, org, entity)) {
                for alias in org.list(entity, aliases).texts() {
                    let found = other.find(kind, alias.value).filter(|&found| is_there(other, found));
                    if let Some(found) = found.filter(|&found| !is_there_too(org, other, found)) {
                        claims.push(if by_new { (found, entity) } else { (entity, found) });
                    }
                }
            }
        };
        claim(new, old, true);
        claim(old, new, false);
        claims.sort_unstable();
        claims.dedup();
        let (mut of_old, mut of_new) = (HashMap::new(), HashMap::new());
        for (old, new) in &claims {
            *of_old.entry(*old).or_insert(0) += 1;
            *of_new.entry(*new).or_insert(0) += 1;
        }
        for (old, new) in claims.into_iter().filter(|(old, new)| of_old[old] == 1 && of_new[new] == 1) {
            self.pair(old, new);
            self.renamed.push((old, new));
        }
    }

    /// The name that an entity of the old side has on both.
    pub(super) fn of_old(&self, entity: Entity) -> Entity {
        let ranks = &self.to_new[entity.kind as usize];
        match ranks.get(entity.index()).copied().flatten() {
            Some(index) => Entity { index, ..entity },
            None => Entity::new(entity.kind, self.to_old[entity.kind as usize].len() + entity.index()),
        }
    }

    /// The rank that a name has on the old side, if it has one.
    pub(super) fn on_old(&self, name: Entity) -> Option<Entity> {
        let ranks = &self.to_old[name.kind as usize];
        match name.index().checked_sub(ranks.len()) {
            Some(index) => Some(Entity::new(name.kind, index)),
            None => ranks[name.index()].map(|index| Entity { index, ..name }),
        }
    }

    /// The rank that a name has on the new side, if it has one.
    pub(super) fn on_new(&self, name: Entity) -> Option<Entity> {
        (name.index() < self.to_old[name.kind as usize].len()).then_some(name)
    }
}

/// Whether an organisation has it: it declares it or, where it declares nobody at all, names people.
pub(super) fn is_there(org: &Org, entity: Entity) -> bool {
    org.is_declared(entity) || entity.kind == Kind::Person && org.declared(Kind::Person) == 0
}

/// Whether one organisation has what the other calls so.
fn is_there_too(org: &Org, other: &Org, entity: Entity) -> bool {
    org.find(entity.kind, other.id(entity)).is_some_and(|found| is_there(org, found))
}
