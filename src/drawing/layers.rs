//! Which box stands in which column: each to the right of those that lead to it. What would lead back in a circle is drawn
//! backwards.

use crate::views::{Edge, Graph, Tie, View, What};

/// The columns of a graph.
pub(super) struct Layers {
    /// The column of each node.
    pub of: Vec<usize>,
    /// How many columns there are.
    pub count: usize,
}

/// Where an edge begins and ends on the way from left to right, before circles are looked at.
fn ends(edge: &Edge) -> (usize, usize) {
    // Whoever is reported to stands at the left, like the root of a tree.
    if edge.tie == Tie::ReportsTo { (edge.to, edge.from) } else { (edge.from, edge.to) }
}

impl Layers {
    pub fn of(graph: &Graph) -> Self {
        let n = graph.nodes.len();
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); n];
        for edge in &graph.edges {
            let (from, to) = ends(edge);
            next[from].push(to);
        }
        let order = without_circles(&mut next);
        let mut of = vec![0; n];
        for &node in &order {
            for &below in &next[node] {
                of[below] = of[below].max(of[node] + 1);
            }
        }
        pull(&next, &order, &mut of);
        place_alone(graph, &mut of);
        Self { count: of.iter().map(|layer| layer + 1).max().unwrap_or(0), of }
    }
}

/// Turns around what leads back to where a walk came from; gives the nodes so that each comes before those it leads to.
fn without_circles(next: &mut [Vec<usize>]) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Seen {
        Not,
        Open,
        Done,
    }
    let n = next.len();
    let (mut seen, mut order) = (vec![Seen::Not; n], Vec::with_capacity(n));
    let mut has_before = vec![false; n];
    for &to in next.iter().flatten() {
        has_before[to] = true;
    }
    let mut back: Vec<(usize, usize)> = Vec::new();
    // Those that nothing leads to come first, so that circles are cut where one comes in.
    let first = (0..n).filter(|&node| !has_before[node]).chain((0..n).filter(|&node| has_before[node]));
    for start in first {
        let mut open = if seen[start] == Seen::Not { vec![(start, 0)] } else { Vec::new() };
        while let Some((node, at)) = open.pop() {
            seen[node] = Seen::Open;
            if let Some(&to) = next[node].get(at) {
                open.push((node, at + 1));
                match seen[to] {
                    Seen::Not => open.push((to, 0)),
                    Seen::Open => back.push((node, to)),
                    Seen::Done => {}
                }
            } else {
                seen[node] = Seen::Done;
                order.push(node);
            }
        }
    }
    for (from, to) in back {
        next[from].retain(|&other| other != to);
        next[to].push(from);
    }
    order.reverse();
    order
}

/// Moves what only leads to others as near to them as it can be.
fn pull(next: &[Vec<usize>], order: &[usize], of: &mut [usize]) {
    let mut has_before = vec![false; next.len()];
    for &to in next.iter().flatten() {
        has_before[to] = true;
    }
    for &node in order.iter().filter(|&&node| !has_before[node]) {
        if let Some(nearest) = next[node].iter().map(|&to| of[to]).min() {
            of[node] = nearest.saturating_sub(1);
        }
    }
}

/// What is tied to nothing stands with its like.
fn place_alone(graph: &Graph, of: &mut [usize]) {
    let mut is_tied = vec![false; of.len()];
    for edge in &graph.edges {
        (is_tied[edge.from], is_tied[edge.to]) = (true, true);
    }
    let owned = |what: What| matches!(what, What::Service | What::Services | What::Platform | What::Resource);
    let tied = || (0..of.len()).filter(|&node| is_tied[node]);
    let like = tied().filter(|&node| owned(graph.nodes[node].what)).map(|node| of[node]).max();
    let column = if graph.view == View::Ownership { like.unwrap_or(0) } else { 0 };
    let alone: Vec<usize> = (0..of.len()).filter(|&node| !is_tied[node]).collect();
    for node in alone {
        of[node] = if owned(graph.nodes[node].what) { column } else { 0 };
    }
}
