//! Puts together what belongs together, so that what is too large to be drawn can be.

use std::collections::HashMap;

use crate::views::builder::rank;
use crate::views::graph::{Edge, Graph, Lack, Node, What};
use crate::views::tie::Tie;
use crate::views::view::{By, View};

/// A graph that can be drawn: as it is, or rolled up by the first that makes it small enough; none where nothing does.
pub fn fitting(graph: &Graph) -> Option<Graph> {
    if graph.fits() {
        return Some(graph.clone());
    }
    let tried: &[By] = match graph.view {
        _ if graph.by.is_some() => &[],
        View::Interactions => &[By::Unit, By::Domain],
        View::Dependencies | View::Ownership => &[By::Team, By::Domain, By::Unit],
        View::Escalations | View::Reporting => &[By::Team, By::Unit],
    };
    tried.iter().map(|&by| graph.rolled_up(by).tied()).find(|rolled| rolled.fits() && !rolled.edges.is_empty())
}

/// What some nodes are put together as.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Group {
    /// A node by itself.
    Itself(usize),
    /// What has this stable id, or the word of its kind where nobody knows which.
    Of(String),
    /// The services of that.
    ServicesOf(String),
}

impl Graph {
    /// The same with one node for everything that belongs to one team, unit or part of the business.
    #[must_use]
    pub fn rolled_up(&self, by: By) -> Self {
        let known = self.groups.iter().chain(&self.nodes).map(|node| (node.id.as_str(), node)).collect();
        let mut rolled = Rolled { of: self, by, known, nodes: Vec::new(), ranks: HashMap::new() };
        let ranks: Vec<usize> = (0..self.nodes.len()).map(|node| rolled.add(node)).collect();
        let mut nodes = rolled.nodes;
        for node in &mut nodes {
            node.count = node.count.max(1);
        }
        let edges = edges(self, &ranks, &mut nodes);
        let mut order: Vec<usize> = (0..nodes.len()).collect();
        order.sort_by(|&a, &b| rank(&nodes[a]).cmp(&rank(&nodes[b])));
        sorted(Self { by: Some(by), nodes, edges, ..self.with(|_| false) }, &order)
    }
}

/// Nodes in another order, and edges in the order that follows.
fn sorted(graph: Graph, order: &[usize]) -> Graph {
    let mut ranks = vec![0; order.len()];
    for (rank, &at) in order.iter().enumerate() {
        ranks[at] = rank;
    }
    let mut edges = graph.edges;
    for edge in &mut edges {
        (edge.from, edge.to) = (ranks[edge.from], ranks[edge.to]);
        if !edge.directed && edge.from > edge.to {
            (edge.from, edge.to) = (edge.to, edge.from);
        }
    }
    edges.sort_by_key(|edge| (edge.from, edge.to, edge.tie));
    let nodes = order.iter().map(|&at| graph.nodes[at].clone()).collect();
    Graph { nodes, edges, ..graph }
}

/// Nodes in the making.
struct Rolled<'g> {
    of: &'g Graph,
    by: By,
    /// What is known by itself, by stable id.
    known: HashMap<&'g str, &'g Node>,
    nodes: Vec<Node>,
    ranks: HashMap<Group, usize>,
}

impl Rolled<'_> {
    /// The rank of the node that another becomes a part of.
    fn add(&mut self, at: usize) -> usize {
        let group = self.group(at);
        let own = &self.of.nodes[at];
        let known = self.ranks.get(&group).copied();
        let rank = known.unwrap_or_else(|| {
            self.nodes.push(Node { count: 0, ..self.base(&group, own) });
            self.ranks.insert(group, self.nodes.len() - 1);
            self.nodes.len() - 1
        });
        let node = &mut self.nodes[rank];
        node.worst = node.worst.max(own.worst);
        if node.id != own.id {
            node.findings += own.findings;
            node.count += own.count;
        }
        (node.kept, node.focus) = (node.kept || own.kept, node.focus || own.focus);
        rank
    }

    fn group(&self, at: usize) -> Group {
        let node = &self.of.nodes[at];
        let known = match self.by {
            By::Team => &node.groups.team,
            By::Unit => &node.groups.unit,
            By::Domain => &node.groups.domain,
        };
        let owned = matches!(node.what, What::Service | What::Platform | What::Resource);
        match node.what {
            What::Escalation | What::Everybody | What::Together | What::Services => Group::Itself(at),
            What::Unit if self.by != By::Unit => Group::Itself(at),
            What::Group if self.by == By::Team => Group::Itself(at),
            What::Domain if self.by != By::Domain => Group::Itself(at),
            // What is owned stays apart from who owns it.
            _ if self.of.view == View::Ownership => match (owned, self.by, node.lacks) {
                (true, _, Some(Lack::Owner)) => Group::ServicesOf("nobody".to_owned()),
                (true, _, Some(Lack::PerhapsOwner)) => Group::ServicesOf("?".to_owned()),
                (true, By::Domain, None) | (false, By::Unit, _) => self.of_known(known.as_ref()),
                (true, _, None) => Group::ServicesOf(known.clone().unwrap_or_default()),
                (false, ..) => Group::Itself(at),
            },
            _ => self.of_known(known.as_ref()),
        }
    }

    fn of_known(&self, known: Option<&String>) -> Group {
        Group::Of(known.cloned().unwrap_or_else(|| self.by.as_str().to_owned()))
    }

    /// What is known of a group by itself.
    fn base(&self, group: &Group, first: &Node) -> Node {
        match group {
            Group::Itself(_) => first.clone(),
            Group::ServicesOf(owner) => Node {
                lacks: first.lacks,
                missing: first.missing.clone(),
                groups: first.groups.clone(),
                ..Node::of(format!("{owner}/services"), What::Services, "services".to_owned())
            },
            Group::Of(id) => {
                if let Some(&node) = self.known.get(id.as_str()) {
                    return Node { lacks: None, ..node.clone() };
                }
                let name = id.split_once(':').map_or_else(|| format!("no {id} known"), |(_, name)| name.to_owned());
                Node { declared: false, ..Node::of(id.clone(), self.kind(), name) }
            }
        }
    }

    fn kind(&self) -> What {
        match self.by {
            By::Team => What::Team(None),
            By::Unit => What::Unit,
            By::Domain => What::Domain,
        }
    }
}

fn is_of_people(of: &Graph, edge: &Edge) -> bool {
    [edge.from, edge.to].into_iter().all(|at| of.nodes[at].what == What::Person)
}

/// What ties groups; what ties two of one group is counted there.
fn edges(of: &Graph, ranks: &[usize], nodes: &mut [Node]) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    let mut known: HashMap<(usize, usize, bool, &str, Option<Tie>), usize> = HashMap::new();
    // Whom people report to says nothing of their teams that these do not say.
    let counts = |edge: &&Edge| of.view != View::Reporting || !is_of_people(of, edge);
    for edge in of.edges.iter().filter(counts) {
        let (mut from, mut to) = (ranks[edge.from], ranks[edge.to]);
        if from == to {
            nodes[from].inside += edge.count;
            continue;
        }
        if !edge.directed && from > to {
            (from, to) = (to, from);
        }
        // That one of several services fails without another says that its team does.
        let tie = (edge.tie.kind() != Tie::Needs.kind()).then_some(edge.tie);
        let at = *known.entry((from, to, edge.directed, edge.tie.kind(), tie)).or_insert(edges.len());
        match edges.get_mut(at) {
            Some(known) => {
                known.count += edge.count;
                (known.tie, known.known) = (known.tie.min(edge.tie), known.known.min(edge.known));
                known.worst = known.worst.max(edge.worst);
            }
            None => edges.push(Edge { from, to, label: None, ..edge.clone() }),
        }
    }
    edges
}
