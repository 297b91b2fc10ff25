//! A relation of the store as a graph of petgraph's, so that its algorithms run on the store itself.

use petgraph::Direction;
use petgraph::visit::{
    GraphBase, GraphRef, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, NodeIndexable, VisitMap, Visitable,
};

use crate::org::Org;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// Who names whom in one field of each of some kinds.
///
/// The entities of these kinds are its nodes, also those that are only referred to; an arrow leads from each to those of
/// them that its field names. Nothing is copied: an algorithm asks the store at every step.
///
/// Organisations can be deep: what recurses (`tarjan_scc`, `is_cyclic_directed`) runs out of stack on a long chain.
#[derive(Clone, Copy, Debug)]
pub struct Relation<'o> {
    org: &'o Org,
    fields: &'static [(Kind, FieldId)],
}

impl<'o> Relation<'o> {
    /// The relation that these fields declare, each of another kind.
    pub const fn of(org: &'o Org, fields: &'static [(Kind, FieldId)]) -> Self {
        Self { org, fields }
    }

    fn is_node(&self, entity: Entity) -> bool {
        self.fields.iter().any(|(kind, _)| *kind == entity.kind)
    }
}

/// Which nodes an algorithm has been at.
#[derive(Clone, Debug)]
pub struct Visited<'o> {
    relation: Relation<'o>,
    visited: Vec<bool>,
}

impl VisitMap<Entity> for Visited<'_> {
    fn visit(&mut self, node: Entity) -> bool {
        let at = self.relation.to_index(node);
        self.visited.get_mut(at).is_some_and(|visited| !std::mem::replace(visited, true))
    }

    fn is_visited(&self, node: &Entity) -> bool {
        self.visited.get(self.relation.to_index(*node)).is_none_or(|visited| *visited)
    }

    fn unvisit(&mut self, node: Entity) -> bool {
        let at = self.relation.to_index(node);
        self.visited.get_mut(at).is_some_and(std::mem::take)
    }
}

impl GraphBase for Relation<'_> {
    type EdgeId = (Entity, Entity);
    type NodeId = Entity;
}

impl GraphRef for Relation<'_> {}

impl<'o> Visitable for Relation<'o> {
    type Map = Visited<'o>;

    fn visit_map(&self) -> Visited<'o> {
        Visited { relation: *self, visited: vec![false; self.node_bound()] }
    }

    fn reset_map(&self, map: &mut Visited<'o>) {
        *map = self.visit_map();
    }
}

/// Nodes are numbered kind by kind, in the order of the fields.
impl NodeIndexable for Relation<'_> {
    fn node_bound(&self) -> usize {
        self.fields.iter().map(|&(kind, _)| self.org.count(kind)).sum()
    }

    fn to_index(&self, node: Entity) -> usize {
        let before = self.fields.iter().take_while(|(kind, _)| *kind != node.kind);
        before.map(|&(kind, _)| self.org.count(kind)).sum::<usize>() + node.index()
    }

    fn from_index(&self, mut index: usize) -> Entity {
        for &(kind, _) in self.fields {
            match index.checked_sub(self.org.count(kind)) {
                Some(rest) => index = rest,
                None => return Entity::new(kind, index),
            }
        }
        unreachable!("an index is below `node_bound`")
    }
}

impl IntoNodeIdentifiers for Relation<'_> {
    type NodeIdentifiers = std::vec::IntoIter<Entity>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        (0..self.node_bound()).map(|index| self.from_index(index)).collect::<Vec<_>>().into_iter()
    }
}

impl IntoNeighbors for Relation<'_> {
    type Neighbors = std::vec::IntoIter<Entity>;

    fn neighbors(self, node: Entity) -> Self::Neighbors {
        self.neighbors_directed(node, Direction::Outgoing)
    }
}

impl IntoNeighborsDirected for Relation<'_> {
    type NeighborsDirected = std::vec::IntoIter<Entity>;

    fn neighbors_directed(self, node: Entity, direction: Direction) -> Self::NeighborsDirected {
        let found: Vec<Entity> = match direction {
            Direction::Outgoing => {
                let fields = self.fields.iter().filter(|(kind, _)| *kind == node.kind);
                let named = fields.flat_map(|&(_, field)| self.org.list(node, field).entities());
                named.map(|at| at.value).filter(|&other| self.is_node(other)).collect()
            }
            Direction::Incoming => {
                let graph = self.org.graph();
                let naming = self.fields.iter().flat_map(|&(kind, field)| graph.referring(node, kind, field));
                naming.map(|(other, _)| other).collect()
            }
        };
        found.into_iter()
    }
}
