//! A view in the language of Graphviz.

use std::io::{self, Write};

use crate::finding::Severity;
use crate::report::graph::words::{beside, name, sub};
use crate::report::terminal_text::line;
use crate::views::{Edge, Graph, Known, Node, TeamType, Tie, View, What};

/// Writes it.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, graph: &Graph) -> io::Result<()> {
    let direction = if graph.view == View::Interactions { "TB" } else { "LR" };
    writeln!(out, "digraph {} {{", graph.view.as_str())?;
    writeln!(out, "  rankdir={direction}; nodesep=0.3; ranksep=0.7;")?;
    writeln!(
        out,
        "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f6f8fa\", color=\"#59636e\", fontname=\"Helvetica\", fontsize=11];"
    )?;
    writeln!(out, "  edge [color=\"#59636e\", fontname=\"Helvetica\", fontsize=9];")?;
    for (rank, node) in graph.nodes.iter().enumerate() {
        write_node(out, graph, rank, node)?;
    }
    for edge in &graph.edges {
        write_edge(out, edge)?;
    }
    writeln!(out, "}}")
}

fn write_node(out: &mut dyn Write, graph: &Graph, rank: usize, node: &Node) -> io::Result<()> {
    let lines = std::iter::once(name(node)).chain(sub(graph, node));
    let label: Vec<String> = lines.map(|line| escaped(&line)).collect();
    write!(
        out,
        "  n{rank} [label=\"{}\", tooltip=\"{}\", {}",
        label.join("\\n"),
        escaped(&line(&node.id)),
        shape(node.what)
    )?;
    if !node.declared || node.lacks.is_some() || node.what == What::Team(None) {
        write!(out, ", style=\"rounded,dashed\"")?;
    }
    if let Some(worst) = node.worst {
        let (colour, width) = match worst {
            Severity::Error => ("#c31432", 3),
            Severity::Warning => ("#955400", 2),
            Severity::Advice => ("#0a5bc4", 2),
        };
        write!(out, ", color=\"{colour}\", penwidth={width}")?;
    }
    writeln!(out, "];")
}

fn shape(what: What) -> &'static str {
    match what {
        What::Team(Some(TeamType::StreamAligned)) => "fillcolor=\"#fdf3d7\"",
        What::Team(Some(TeamType::Platform)) | What::Platform => "shape=component, fillcolor=\"#dcecfa\"",
        What::Team(Some(TeamType::Enabling)) => "shape=ellipse, fillcolor=\"#efe3f8\"",
        What::Team(Some(TeamType::ComplicatedSubsystem)) => "shape=octagon, fillcolor=\"#fbe2df\"",
        What::Person | What::Everybody | What::Together => "shape=ellipse",
        What::Escalation => "shape=hexagon",
        What::Rotation => "shape=oval",
        What::Unit | What::Domain | What::Group => "shape=folder",
        What::Resource => "shape=cylinder",
        What::Services => "shape=box3d",
        What::Team(None) | What::Service => "shape=box",
    }
}

fn write_edge(out: &mut dyn Write, edge: &Edge) -> io::Result<()> {
    let style = match edge.tie {
        Tie::Collaboration => "color=\"#0f766e:#0f766e\"",
        Tie::AsAService => "color=\"#1668b8\"",
        Tie::Facilitating => "color=\"#7a3fae\", style=dotted, penwidth=2, arrowhead=odot",
        Tie::Engagement | Tie::Supports => "style=dashed, arrowhead=obox",
        Tie::NeedsHard => "penwidth=2",
        Tie::NeedsSoft | Tie::RunBy => "style=dashed",
        Tie::WaitsBlocked => "color=\"#c31432\", penwidth=2, arrowhead=tee",
        Tie::WaitsSlowed => "color=\"#955400\", arrowhead=tee",
        Tie::Leads => "style=dotted, arrowhead=diamond",
        _ => "arrowhead=normal",
    };
    let direction = if edge.directed { "" } else { ", dir=none" };
    let known = if edge.known == Known::Unknown { ", style=dotted" } else { "" };
    writeln!(out, "  n{} -> n{} [label=\"{}\", {style}{direction}{known}];", edge.from, edge.to, escaped(&beside(edge)))
}

/// A text between quotation marks, in which Graphviz looks for escapes and for entities of HTML.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, c| {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            '&' => escaped.push_str("&amp;"),
            c => escaped.push(c),
        }
        escaped
    })
}
