//! The entities as a graph: an edge for every reference, knowing the field and where it was written.
//!
//! Relations seen from the other end (the services of a team, the teams of a person) are read from here. One relation
//! alone is a graph for algorithms: see [`Relation`](crate::org::relation::Relation).

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::declare::rank;
use crate::declare::value::{Slot, Value};
use crate::org::Org;
use crate::text::Place;
use crate::value::Missing;
use crate::vocabulary::kinds::{ALL, Entity, FieldId, KINDS, Kind, sections};
use crate::vocabulary::record;

/// A reference of one record to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Kind of the record the reference is written in.
    pub kind: Kind,
    /// The field it is written in.
    pub field: FieldId,
    /// The record it is written in; the edge itself begins at the entity this is nested in.
    pub record: u32,
    /// Where it is written.
    pub place: Place,
}

impl Edge {
    /// The record the reference is written in.
    pub const fn from(&self) -> Entity {
        Entity { kind: self.kind, index: self.record }
    }
}

/// A reference, seen from what it refers to.
#[derive(Clone, Copy, Debug)]
struct Incoming {
    from: Entity,
    edge: Edge,
}

/// The references of an organisation. Its nodes are what its sections declare; terms of the taxonomy are none.
///
/// References are kept by what they refer to, those of a field together, so that a relation seen from the other end
/// costs no more than it has members, however much else refers to the same entity.
#[derive(Debug)]
pub struct Graph {
    first: [Option<u32>; KINDS],
    nodes: usize,
    /// Where the references to each node begin, and where the last end.
    starts: Vec<u32>,
    incoming: Vec<Incoming>,
    /// Fields of which somewhere something cannot be read, and where that first is.
    unread: BTreeMap<(Kind, FieldId), Missing>,
    /// By kind of record, a bit for each field in which somewhere something is illegible, kept elsewhere or foreign.
    obscure: [u64; KINDS],
    /// Kinds of records of which somewhere some cannot be read, and where that first is.
    lost: BTreeMap<Kind, Missing>,
}

/// What some records refer to, and what of them cannot be read.
#[derive(Default)]
struct Found {
    edges: Vec<(usize, Incoming)>,
    unread: Vec<(Entity, FieldId, Missing)>,
    obscure: Vec<(Kind, FieldId)>,
}

/// Whether a value, or an element of it, is illegible, kept elsewhere or foreign.
fn is_obscure(org: &Org, slot: &Slot) -> bool {
    let own = |slot: &Slot| matches!(slot.value, Value::Invalid | Value::Name(_) | Value::Elsewhere | Value::Foreign);
    match slot.value {
        Value::List(run) => org.elements(run).iter().any(own),
        _ => own(slot),
    }
}

/// From how many references to a node on they are put in order, so as to be searched and not gone through.
const MANY: usize = 16;

/// Records that one task looks through.
const CHUNK: usize = 1 << 13;

impl Graph {
    /// Builds the graph of an organisation, on all threads.
    pub fn of(org: &Org) -> Self {
        let (mut first, mut nodes) = ([None; KINDS], 0);
        for kind in sections() {
            first[kind as usize] = Some(rank(nodes));
            nodes += org.count(kind);
        }
        let mut graph = Self {
            first,
            nodes,
            starts: vec![0; nodes + 1],
            incoming: Vec::new(),
            unread: BTreeMap::new(),
            obscure: [0; KINDS],
            lost: BTreeMap::new(),
        };
        let chunks: Vec<(Kind, usize)> = ALL
            .into_iter()
            .flat_map(|kind| (0..org.count(kind)).step_by(CHUNK).map(move |start| (kind, start)))
            .collect();
        let found: Vec<Found> = chunks
            .into_par_iter()
            .map(|(kind, start)| {
                let mut found = Found::default();
                for index in start..org.count(kind).min(start + CHUNK) {
                    graph.references(org, Entity::new(kind, index), &mut found);
                }
                found
            })
            .collect();
        for &(kind, field) in found.iter().flat_map(|found| &found.obscure) {
            graph.obscure[kind as usize] |= 1 << field.0;
        }
        for &(entity, field, missing) in found.iter().flat_map(|found| &found.unread) {
            graph.lose(missing, entity.kind, field);
        }
        let edges: Vec<Vec<(usize, Incoming)>> = found.into_iter().map(|found| found.edges).collect();
        graph.arrange(&edges);
        graph
    }

    /// Remembers that a field cannot be read somewhere, and with it the records it may hold.
    fn lose(&mut self, missing: Missing, kind: Kind, field: FieldId) {
        self.unread.entry((kind, field)).or_insert(missing);
        let mut open: Vec<Kind> = record(kind).def(field).read.holds().into_iter().collect();
        while let Some(kind) = open.pop() {
            if self.lost.contains_key(&kind) {
                continue;
            }
            self.lost.insert(kind, missing);
            open.extend(record(kind).fields.iter().filter_map(|field| field.read.holds()));
        }
    }

    /// Why there may be references in one field of one kind of record that nobody knows of.
    pub fn unread(&self, kind: Kind, field: FieldId) -> Option<Missing> {
        self.unread.get(&(kind, field)).or_else(|| self.lost.get(&kind)).copied()
    }

    /// Whether nothing that is written in a field of a kind of record is illegible, kept elsewhere or foreign.
    pub fn is_read_everywhere(&self, kind: Kind, field: FieldId) -> bool {
        self.obscure[kind as usize] & (1 << field.0) == 0
    }

    /// What a record refers to.
    fn references(&self, org: &Org, record: Entity, found: &mut Found) {
        let slots = org.slots_of(record);
        if slots.is_empty() {
            return;
        }
        found.obscure.extend(slots.iter().filter(|slot| is_obscure(org, slot)).map(|slot| (record.kind, slot.field)));
        let mut from = record;
        while let Some(parent) = org.parent(from) {
            from = parent;
        }
        if self.node(from).is_none() {
            return;
        }
        let mut refer = |slot: &Slot| match slot.value {
            Value::Ref(to) => {
                if let Some(to) = self.node(to) {
                    let edge = Edge { kind: record.kind, field: slot.field, record: record.index, place: slot.place };
                    found.edges.push((to, Incoming { from, edge }));
                }
            }
            Value::Invalid => found.unread.push((record, slot.field, Missing::Invalid(record, slot.field))),
            Value::Elsewhere => found.unread.push((record, slot.field, Missing::Elsewhere(record, slot.field))),
            _ => {}
        };
        for slot in slots {
            match slot.value {
                Value::List(run) => org.elements(run).iter().for_each(&mut refer),
                _ => refer(slot),
            }
        }
    }

    /// Puts references to their nodes, in the order of their declaration; where there are many, field by field.
    fn arrange(&mut self, found: &[Vec<(usize, Incoming)>]) {
        let all = || found.iter().flatten();
        let Some((_, any)) = all().next() else { return };
        for (to, _) in all() {
            self.starts[to + 1] += 1;
        }
        for node in 0..self.nodes {
            self.starts[node + 1] += self.starts[node];
        }
        self.incoming = vec![*any; self.starts[self.nodes] as usize];
        let mut next = self.starts.clone();
        for (to, incoming) in all() {
            let at = &mut next[*to];
            self.incoming[*at as usize] = *incoming;
            *at += 1;
        }
        let (mut rest, mut hubs) = (self.incoming.as_mut_slice(), Vec::new());
        for pair in self.starts.windows(2) {
            let (own, others) = rest.split_at_mut((pair[1] - pair[0]) as usize);
            rest = others;
            if own.len() > MANY {
                hubs.push(own);
            }
        }
        hubs.into_par_iter().for_each(|hub| hub.par_sort_by_key(|one| (one.edge.kind, one.edge.field)));
    }

    /// The rank of an entity among the nodes, where it is one.
    fn node(&self, entity: Entity) -> Option<usize> {
        self.first[entity.kind as usize].map(|first| (first + entity.index) as usize)
    }

    /// References to an entity that are written in one field of one kind of record, in the order of
    /// their declaration: each with the entity it comes from.
    pub fn referring(&self, to: Entity, kind: Kind, field: FieldId) -> Vec<(Entity, Edge)> {
        self.each_referring(to, kind, field).collect()
    }

    /// The same one by one, for whoever may stop before the end.
    pub fn each_referring(&self, to: Entity, kind: Kind, field: FieldId) -> impl Iterator<Item = (Entity, Edge)> + '_ {
        let node = self.node(to).filter(|node| *node < self.nodes);
        let of = |node: usize| &self.incoming[self.starts[node] as usize..self.starts[node + 1] as usize];
        let mut all = node.map(of).unwrap_or_default();
        if all.len() > MANY {
            let wanted = (kind, field);
            let start = all.partition_point(|one| (one.edge.kind, one.edge.field) < wanted);
            all = &all[start..];
            all = &all[..all.partition_point(|one| (one.edge.kind, one.edge.field) <= wanted)];
        }
        let wanted = all.iter().filter(move |one| one.edge.kind == kind && one.edge.field == field);
        wanted.map(|one| (one.from, one.edge))
    }
}
