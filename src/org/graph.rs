//! The entities as a graph: an edge for every reference, knowing the field and where it was written.
//!
//! Relations seen from the other end (the services of a team, the teams of a person) are read from
//! here.

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::Org;
use super::declare::KINDS;
use super::kind::{Entity, FieldId, Kind};
use super::value::{Slot, Value};
use crate::source::Place;

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

/// The references of an organisation. Taxonomy terms are no nodes of it.
#[derive(Debug)]
pub struct Graph {
    graph: DiGraph<Entity, Edge>,
    first: [Option<u32>; KINDS],
}

/// Kinds that are nodes: those with an id of their own.
const NODES: [Kind; 17] = [
    Kind::Unit,
    Kind::Person,
    Kind::Team,
    Kind::Service,
    Kind::Platform,
    Kind::Rotation,
    Kind::Escalation,
    Kind::Incident,
    Kind::Slo,
    Kind::Interaction,
    Kind::Dependency,
    Kind::Community,
    Kind::Decision,
    Kind::Api,
    Kind::Resource,
    Kind::System,
    Kind::Domain,
];

impl Graph {
    /// Builds the graph of an organisation.
    pub fn of(org: &Org) -> Self {
        let mut first = [None; KINDS];
        let nodes = NODES.iter().map(|&kind| org.count(kind)).sum();
        let mut graph = DiGraph::with_capacity(nodes, org.references());
        for kind in NODES {
            first[kind as usize] = Some(super::declare::rank(graph.node_count()));
            for index in 0..org.count(kind) {
                graph.add_node(Entity::new(kind, index));
            }
        }
        let mut built = Self { graph, first };
        for kind in (0..KINDS).filter_map(Kind::from_rank) {
            for index in 0..org.count(kind) {
                built.add(org, Entity::new(kind, index));
            }
        }
        built
    }

    fn add(&mut self, org: &Org, record: Entity) {
        let slots = org.slots_of(record);
        if slots.is_empty() {
            return;
        }
        let mut root = record;
        while let Some(parent) = org.parent(root) {
            root = parent;
        }
        let Some(from) = self.node(root) else { return };
        for slot in slots {
            match slot.value {
                Value::Ref(to) => self.connect(from, to, record, slot),
                Value::List(run) => {
                    for element in org.elements(run) {
                        if let Value::Ref(to) = element.value {
                            self.connect(from, to, record, element);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn connect(&mut self, from: NodeIndex, to: Entity, record: Entity, slot: &Slot) {
        if let Some(to) = self.node(to) {
            let edge = Edge { kind: record.kind, field: slot.field, record: record.index, place: slot.place };
            self.graph.add_edge(from, to, edge);
        }
    }

    /// The node of an entity, where it is one.
    pub fn node(&self, entity: Entity) -> Option<NodeIndex> {
        self.first[entity.kind as usize].map(|first| NodeIndex::new((first + entity.index) as usize))
    }

    /// The petgraph graph itself, for algorithms. Choose iterative ones: organisations can be deep.
    pub fn inner(&self) -> &DiGraph<Entity, Edge> {
        &self.graph
    }

    /// References to an entity that are written in one field of one kind of record, in the order of
    /// their declaration: each with the entity it comes from.
    pub fn referring(&self, to: Entity, kind: Kind, field: FieldId) -> Vec<(Entity, Edge)> {
        let mut found: Vec<_> = self
            .node(to)
            .into_iter()
            .flat_map(|node| self.graph.edges_directed(node, Direction::Incoming))
            .filter(|edge| edge.weight().kind == kind && edge.weight().field == field)
            .map(|edge| (self.graph[edge.source()], *edge.weight()))
            .collect();
        found.reverse();
        found
    }
}
