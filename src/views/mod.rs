//! What of an organisation is drawn: a plain graph of one view, made of what was declared and of facts, cut around something
//! or rolled up. How it looks is for others.

mod around;
mod builder;
mod dependencies;
mod escalations;
mod graph;
mod groups;
mod interactions;
mod ownership;
mod reporting;
mod rollup;
mod tie;
mod view;
mod worst;

use bumpalo::Bump;

use crate::facts::Facts;
use crate::facts::cx::Cx;
use crate::finding::Finding;
use crate::org::Org;

pub use around::Unfound;
pub use graph::{Edge, Graph, Groups, Known, Lack, MOST_EDGES, MOST_NODES, Node, TeamType, What};
pub use rollup::fitting;
pub use tie::Tie;
pub use view::{By, View};

use builder::Builder;
use worst::Worst;

/// An organisation, and what was found about it.
#[derive(Clone, Copy)]
pub struct Source<'o> {
    /// The organisation.
    pub org: &'o Org,
    /// What was computed about it.
    pub facts: &'o Facts,
    /// What is wrong with it.
    pub findings: &'o [Finding],
}

/// Everything that a view could show, also what is tied to nothing.
pub fn everything(view: View, source: &Source<'_>) -> Graph {
    let arena = Bump::new();
    let cx = Cx::new(source.org, source.facts, &arena);
    let mut builder = Builder::new(&cx, Worst::of(source.findings));
    match view {
        View::Interactions => interactions::add(&mut builder),
        View::Dependencies => dependencies::add(&mut builder),
        View::Ownership => ownership::add(&mut builder),
        View::Escalations => escalations::add(&mut builder),
        View::Reporting => reporting::add(&mut builder),
    }
    builder.finish(view)
}

/// A view of an organisation; what is tied to nothing is only named.
pub fn of(view: View, source: &Source<'_>) -> Graph {
    everything(view, source).tied()
}
