//! How many ties there are between units, where there are too many for a map.

use std::collections::BTreeMap;

use crate::audit::Source;
use crate::views::{By, Graph, MOST_NODES, Tie};

/// Ties between groups of teams, counted.
#[derive(Debug)]
pub struct Between {
    /// What the groups are.
    pub by: By,
    /// What they are called, in the order of rows and columns.
    pub names: Vec<String>,
    /// From the group of a row to that of a column, and how many in which way; those that lead both ways are in both places.
    pub ties: BTreeMap<(usize, usize), Vec<(Tie, usize)>>,
    /// How many there are within each group.
    pub inside: Vec<usize>,
}

/// By the first that makes them few enough; none where nothing does.
pub(super) fn between(source: &Source<'_>, graph: &Graph) -> Option<Between> {
    let by = |by| (by, graph.rolled_up(by).tied());
    let (by, rolled) = [By::Unit, By::Domain]
        .map(by)
        .into_iter()
        .find(|(_, rolled)| (2..=MOST_NODES).contains(&rolled.nodes.len()))?;
    let mut ties: BTreeMap<(usize, usize), Vec<(Tie, usize)>> = BTreeMap::new();
    for edge in &rolled.edges {
        ties.entry((edge.from, edge.to)).or_default().push((edge.tie, edge.count));
        if !edge.directed {
            ties.entry((edge.to, edge.from)).or_default().push((edge.tie, edge.count));
        }
    }
    let names = rolled.nodes.iter().map(|node| source.names.text(&node.name).into_owned()).collect();
    Some(Between { by, names, ties, inside: rolled.nodes.iter().map(|node| node.inside).collect() })
}
