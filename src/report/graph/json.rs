//! A view for machines: one object. Its schema, `schema/graph-v1.schema.json`, is made from the structs here.

use std::io::{self, Write};

use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::ser::Serializer;

use crate::finding::Severity;
use crate::report::json;
use crate::report::schema;
use crate::views::{By, Edge, Graph, Known, Lack, Node, View, What};

/// Grows when a reader of the object would have to change; new keys, kinds and modes do not count.
const VERSION: u8 = 1;

/// Writes it as one JSON object, node by node and edge by edge.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, graph: &Graph) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        view: graph.view.as_str(),
        rollup: graph.by.map(By::as_str),
        nodes: Nodes(graph),
        edges: Edges(graph),
        alone: &graph.alone,
        missing: &graph.missing,
    };
    json::write(out, &document)
}

/// The schema of what [`write`] writes.
pub fn schema() -> Schema {
    schema::of::<Document<'_>>()
}

/// What `teamlint graph --format json` writes.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "teamlint graph, version 1")]
struct Document<'a> {
    /// Version of this format.
    #[schemars(extend("const" = VERSION))]
    version: u8,
    /// What is looked at.
    #[schemars(extend("enum" = View::ALL.map(View::as_str)))]
    view: &'static str,
    /// What it was rolled up by; null where it was not.
    #[schemars(extend("enum" = ["team", "unit", "domain", null]))]
    rollup: Option<&'static str>,
    /// What is tied to something, and what is shown though it is not, by kind and id.
    #[schemars(with = "Vec<NodeShown<'a>>")]
    nodes: Nodes<'a>,
    /// What ties them, by where it begins and ends.
    #[schemars(with = "Vec<EdgeShown<'a>>")]
    edges: Edges<'a>,
    /// Stable ids of what could be in the view and is tied to nothing.
    alone: &'a [String],
    /// What would have to be declared to know that there is nothing more.
    missing: &'a [String],
}

/// Serialised one by one, so that a large graph is never held as JSON.
struct Nodes<'a>(&'a Graph);

impl Serialize for Nodes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.nodes.iter().map(NodeShown::from))
    }
}

/// The same for edges.
struct Edges<'a>(&'a Graph);

impl Serialize for Edges<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.edges.iter().map(|edge| EdgeShown::new(self.0, edge)))
    }
}

/// Something that is looked at.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "node")]
struct NodeShown<'a> {
    /// Its stable id; of an interaction of many teams the beginning of it, and a number. What belongs to nothing that is known has, rolled up, the word of what it would belong to; services
    /// have that of their owner and `/services`.
    id: &'a str,
    /// What it is: `team`, `service`, `unit` and so on.
    kind: &'static str,
    /// What it is called.
    name: &'a str,
    /// Type of a team, after Team Topologies; null where it is not declared, and for anything else.
    #[serde(rename = "type")]
    team_type: Option<&'static str>,
    /// Whether it was declared, and not only named by something else.
    declared: bool,
    /// Stable id of the team that has it, or that somebody works in; null where that is not known.
    team: Option<&'a str>,
    /// Stable id of the nearest unit above it; null where that is not known.
    unit: Option<&'a str>,
    /// Stable id of the part of the business that it belongs to; null where that is not known.
    domain: Option<&'a str>,
    /// `none` where it has no owner, `unknown` where nobody knows whether it has one; null where it has one or needs none.
    #[schemars(extend("enum" = ["none", "unknown", null]))]
    owner: Option<&'static str>,
    /// The worst severity of what was found about it; null where nothing was.
    #[schemars(extend("enum" = ["error", "warning", "advice", null]))]
    worst: Option<&'static str>,
    /// How many findings are about it.
    findings: usize,
    /// What would have to be declared to know it better.
    missing: &'a [String],
    /// How many it stands for; 1 where nothing was rolled up.
    count: usize,
    /// How many ties there are among those it stands for.
    inside: usize,
    /// Whether it is what `--around` names.
    center: bool,
}

impl<'a> From<&'a Node> for NodeShown<'a> {
    fn from(node: &'a Node) -> Self {
        let team_type = match node.what {
            What::Team(Some(of)) => Some(of.as_str()),
            _ => None,
        };
        Self {
            id: &node.id,
            kind: node.what.as_str(),
            name: &node.name,
            team_type,
            declared: node.declared,
            team: node.groups.team.as_deref(),
            unit: node.groups.unit.as_deref(),
            domain: node.groups.domain.as_deref(),
            owner: node.lacks.map(|lack| if lack == Lack::Owner { "none" } else { "unknown" }),
            worst: node.worst.map(Severity::as_str),
            findings: node.findings,
            missing: &node.missing,
            count: node.count,
            inside: node.inside,
            center: node.focus,
        }
    }
}

/// What ties two of them.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "edge")]
struct EdgeShown<'a> {
    /// Id of the node it begins at.
    from: &'a str,
    /// Id of the node it ends at.
    to: &'a str,
    /// How it ties them: `interaction`, `dependency`, `owns`, `pages`, `reports-to` and so on.
    kind: &'static str,
    /// In which way: the mode of an interaction, `hard` or `soft` of a dependency, how it goes between teams; null where
    /// nobody said, and where there is but one way.
    mode: Option<&'static str>,
    /// Whether it leads from the one to the other, and not between them.
    directed: bool,
    /// Whether somebody said so, it follows from what somebody said, or something is missing to say so for certain.
    #[schemars(extend("enum" = [Known::Declared, Known::Derived, Known::Unknown].map(Known::as_str)))]
    known: &'static str,
    /// How many it stands for; 1 where nothing was rolled up.
    count: usize,
    /// A word or number beside it, such as the level of an escalation; null where there is none.
    label: Option<&'a str>,
    /// The worst severity of what was found about it; null where nothing was.
    #[schemars(extend("enum" = ["error", "warning", "advice", null]))]
    worst: Option<&'static str>,
}

impl<'a> EdgeShown<'a> {
    fn new(graph: &'a Graph, edge: &'a Edge) -> Self {
        Self {
            from: &graph.nodes[edge.from].id,
            to: &graph.nodes[edge.to].id,
            kind: edge.tie.kind(),
            mode: edge.tie.mode(),
            directed: edge.directed,
            known: edge.known.as_str(),
            count: edge.count,
            label: edge.label.as_deref(),
            worst: edge.worst.map(Severity::as_str),
        }
    }
}
