//! Circles in lines of reporting: units, teams and people whose chain upwards comes back to them.
//!
//! Those who reach each other are a circle, as everybody reports to at most one other.

use petgraph::algo::kosaraju_scc;
use petgraph::visit::{Dfs, IntoNeighborsDirected, IntoNodeIdentifiers, Visitable};

use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::REPORTING_CYCLE;
use crate::finding::wording::plural;
use crate::org::Org;
use crate::org::check::circle::{self, Step, Words};
use crate::org::relation::Relation;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::record;

/// The fields that say whom something reports to. Teams may report to units, but units never to teams,
/// so every circle stays within one kind.
const UPWARDS: [&[(Kind, FieldId)]; 3] = [
    &[(Kind::Unit, field!(Unit.reportsTo))],
    &[(Kind::Team, field!(Team.reportsTo))],
    &[(Kind::Person, field!(Person.manager))],
];

/// One finding for each circle, in order of kind and id.
pub(crate) fn reporting_cycles(org: &Org) -> Vec<Finding> {
    let circles = UPWARDS.into_iter().flat_map(|upwards| circles(Relation::of(org, upwards)));
    circles.filter_map(|circle| told(org, &circle)).collect()
}

/// The circles of a relation in which each has at most one above it. Each circle begins with its least, and they stand in
/// the order of these.
fn circles<G>(lines: G) -> Vec<Vec<G::NodeId>>
where
    G: IntoNeighborsDirected + IntoNodeIdentifiers + Visitable,
    G::NodeId: Ord,
{
    let itself = |node| lines.neighbors(node).any(|above| above == node);
    let circles = kosaraju_scc(lines).into_iter().filter(|all| all.len() > 1 || all.iter().copied().any(itself));
    let mut least: Vec<G::NodeId> = circles.filter_map(|circle| circle.into_iter().min()).collect();
    least.sort_unstable();
    let mut walk = Dfs::empty(lines);
    let around = |first| {
        walk.move_to(first);
        std::iter::from_fn(|| walk.next(lines)).collect()
    };
    least.into_iter().map(around).collect()
}

fn told(org: &Org, circle: &[Entity]) -> Option<Finding> {
    let kind = circle.first()?.kind;
    let (_, field) = UPWARDS.into_iter().flatten().find(|(one, _)| *one == kind)?;
    let place = |entity: Entity| Some((entity, org.place_of(entity, *field)?));
    let steps: Vec<Step> = circle.iter().filter_map(|&entity| place(entity)).collect();
    let &(first, place) = steps.first()?;
    let word = org.word_at(place, kind);
    let itself = if kind == Kind::Person { "is their own manager" } else { "reports to itself" };
    let all = if word == record(kind).word { record(kind).plural() } else { plural(word) };
    let words = Words {
        itself: format!("{word} `{}` {itself}", org.id(first)),
        several: format!("{all} report in a circle"),
        does: "reports to",
        help: "let one of them report to somebody outside the circle, or to nobody",
    };
    circle::told(org, REPORTING_CYCLE, &steps, words)
}

#[cfg(test)]
mod tests {
    use petgraph::graph::{DiGraph, NodeIndex};

    use crate::org::check::cycles::circles;

    fn circles_of(reports: impl IntoIterator<Item = (u32, u32)>) -> Vec<Vec<usize>> {
        let graph = DiGraph::<(), ()>::from_edges(reports);
        circles(&graph).into_iter().map(|circle| circle.into_iter().map(NodeIndex::index).collect()).collect()
    }

    #[test]
    fn each_circle_is_found_once_and_begins_with_its_least() {
        let reports = [(0, 6), (1, 2), (2, 1), (3, 0), (4, 4), (6, 8), (7, 6), (8, 7)];
        assert_eq!(circles_of(reports), [vec![1, 2], vec![4], vec![6, 8, 7]]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let n = 100_000;
        assert!(circles_of((0..n - 1).map(|at| (at, at + 1))).is_empty());
        assert_eq!(circles_of((0..n).map(|at| (at, (at + 1) % n)))[0].len(), n as usize);
    }
}
