//! What stands around something: all that some number of steps along ties leads to.

use std::collections::VecDeque;

use crate::finding::suggest::nearest;
use crate::views::graph::{Graph, Node};

/// Why something is not found in a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfound {
    /// Several are called so: their stable ids.
    Several(Vec<String>),
    /// Nothing is; the stable id of what is called nearly so, if anything is.
    Nothing(Option<String>),
}

impl Graph {
    /// The node that is called so, by its stable id or, if that is enough, by its name.
    ///
    /// # Errors
    ///
    /// When there is none, or more than one.
    pub fn find(&self, called: &str) -> Result<usize, Unfound> {
        let all = || self.nodes.iter().enumerate();
        if let Some((rank, _)) = all().find(|(_, node)| node.id.eq_ignore_ascii_case(called)) {
            return Ok(rank);
        }
        let named: Vec<(usize, &Node)> = all().filter(|(_, node)| node.name.eq_ignore_ascii_case(called)).collect();
        match named[..] {
            [(rank, _)] => Ok(rank),
            [] => Err(Unfound::Nothing(self.nearly(called))),
            _ => Err(Unfound::Several(named.into_iter().map(|(_, node)| node.id.clone()).collect())),
        }
    }

    /// The stable id of what is called nearly so.
    fn nearly(&self, called: &str) -> Option<String> {
        let by_id = || nearest(called, self.nodes.iter().map(|node| node.id.as_str()));
        let by_name = || {
            let near = nearest(called, self.nodes.iter().map(|node| node.name.as_str()))?;
            self.nodes.iter().find(|node| node.name == near).map(|node| node.id.as_str())
        };
        let near = if called.contains(':') { by_id().or_else(by_name) } else { by_name().or_else(by_id) };
        near.map(str::to_owned)
    }

    /// A node and what is at most so many steps away from it, in whichever direction.
    #[must_use]
    pub fn around(&self, center: usize, depth: usize) -> Self {
        let mut beside: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for edge in &self.edges {
            beside[edge.from].push(edge.to);
            beside[edge.to].push(edge.from);
        }
        let mut steps = vec![None; self.nodes.len()];
        steps[center] = Some(0);
        let mut open = VecDeque::from([center]);
        while let Some(at) = open.pop_front() {
            let next = steps[at].map_or(usize::MAX, |steps| steps + 1);
            for &other in beside[at].iter().filter(|_| next <= depth) {
                if steps[other].is_none() {
                    steps[other] = Some(next);
                    open.push_back(other);
                }
            }
        }
        let mut around = self.clone();
        around.nodes[center].focus = true;
        around.nodes[center].kept = true;
        around.with(|rank| steps[rank].is_some())
    }
}
