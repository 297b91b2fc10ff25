//! Escalation policies that hand over to each other in a circle: what is behind them never gets further.

use std::collections::{HashMap, HashSet, VecDeque};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::ESCALATION_CYCLE;
use crate::org::Org;
use crate::org::check::circle::{self, Step, Words};
use crate::text::Place;
use crate::vocabulary::kinds::{Entity, Kind};

/// Every policy that hands over to itself.
pub(crate) fn in_circles(org: &Org) -> HashSet<Entity> {
    let graph = handovers(org);
    groups(&graph).into_iter().flatten().map(|at| graph[at]).collect()
}

/// Policies that all reach each other, each in the order of their ids.
fn groups(graph: &DiGraph<Entity, Place>) -> Vec<Vec<NodeIndex>> {
    let mut groups: Vec<Vec<NodeIndex>> = kosaraju_scc(graph);
    let is_circle = |group: &[NodeIndex]| group.len() > 1 || group.iter().any(|&at| graph.contains_edge(at, at));
    groups.retain(|group| is_circle(group));
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();
    groups
}

/// One circle for each group: the shortest through the first of them, in the order in which they page.
fn circles(org: &Org) -> Vec<Vec<Step>> {
    let graph = handovers(org);
    groups(&graph).iter().map(|group| around(&graph, group)).collect()
}

/// All policies, in the order of their ids, and who names whom where.
fn handovers(org: &Org) -> DiGraph<Entity, Place> {
    let mut graph = DiGraph::new();
    let nodes: HashMap<Entity, NodeIndex> =
        org.all(Kind::Escalation).map(|policy| (policy, graph.add_node(policy))).collect();
    for policy in org.all(Kind::Escalation) {
        let Some(&from) = nodes.get(&policy) else { continue };
        for level in org.list(policy, field!(Escalation.levels)).entities() {
            for target in org.list(level.value, field!(EscalationLevel.targets)).entities() {
                let Ok(Some(next)) = org.reference(target.value, field!(Target.escalation)) else { continue };
                if let Some(&to) = nodes.get(&next.value) {
                    graph.add_edge(from, to, next.place);
                }
            }
        }
    }
    graph
}

/// The shortest way from the first of a group back to it, which goes through none but them.
fn around(graph: &DiGraph<Entity, Place>, group: &[NodeIndex]) -> Vec<Step> {
    let Some(&first) = group.first() else { return Vec::new() };
    let mut came: HashMap<NodeIndex, (NodeIndex, Place)> = HashMap::new();
    let mut next = VecDeque::from([first]);
    while let Some(at) = next.pop_front() {
        let mut onwards: Vec<(NodeIndex, Place)> =
            graph.edges(at).map(|edge| (edge.target(), *edge.weight())).collect();
        onwards.sort_unstable_by_key(|&(to, place)| (to, place));
        for (to, place) in onwards {
            if group.binary_search(&to).is_ok() && !came.contains_key(&to) {
                came.insert(to, (at, place));
                next.push_back(to);
            }
        }
        if came.contains_key(&first) {
            break;
        }
    }
    let mut steps = Vec::new();
    let mut at = first;
    while let Some((from, place)) = came.remove(&at) {
        steps.push((graph[from], place));
        at = from;
    }
    steps.reverse();
    steps
}

/// One finding for each circle.
pub(crate) fn escalation_cycles(org: &Org) -> Vec<Finding> {
    circles(org).iter().filter_map(|steps| told(org, steps)).collect()
}

fn told(org: &Org, steps: &[Step]) -> Option<Finding> {
    let words = Words {
        itself: format!("escalation `{}` hands over to itself", org.id(steps.first()?.0)),
        several: "escalations hand over in a circle".to_owned(),
        does: "hands over to",
        help: "let one of them page a rotation, a team or a person in its place",
    };
    circle::told(org, ESCALATION_CYCLE, steps, words)
}
