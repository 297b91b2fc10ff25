//! A view as a flowchart of Mermaid, as GitHub and GitLab draw it between two fences. They draw nothing where there are more
//! than 500 lines or 50,000 characters, so that what is beyond that is left out, and said to be.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::finding::Severity;
use crate::report::graph::words::{beside, name, sub};
use crate::views::{Edge, Graph, Known, Node, TeamType, Tie, View, What};

/// Lines and bytes that are written: a little less than what is drawn.
pub const MOST_EDGES: usize = 480;
pub const MOST_BYTES: usize = 46_000;

/// Colours that are read on light and on dark ground.
const CLASSES: &str = "  classDef stream fill:#fdf3d7,stroke:#9a6b00,color:#1f2328
  classDef platform fill:#dcecfa,stroke:#1668b8,color:#1f2328
  classDef enabling fill:#efe3f8,stroke:#7a3fae,color:#1f2328
  classDef subsystem fill:#fbe2df,stroke:#b3372c,color:#1f2328
  classDef plain fill:#f6f8fa,stroke:#59636e,color:#1f2328
  classDef unknown fill:#ffffff,stroke:#59636e,color:#1f2328,stroke-dasharray:5 3
  classDef error stroke:#c31432,stroke-width:4px
  classDef warning stroke:#955400,stroke-width:3px
  classDef advice stroke:#0a5bc4,stroke-width:2px
";

/// Writes the flowchart.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, graph: &Graph) -> io::Result<()> {
    out.write_all(text(graph).as_bytes())
}

fn text(graph: &Graph) -> String {
    let direction = if graph.view == View::Interactions { "TB" } else { "LR" };
    let mut text = format!("flowchart {direction}\n");
    let mut written = vec![false; graph.nodes.len()];
    let mut drawn = 0;
    for (rank, node) in graph.nodes.iter().enumerate().filter(|(_, node)| node.kept) {
        if text.len() < MOST_BYTES {
            add_node(&mut text, graph, rank, node, &mut written);
        }
    }
    for edge in graph.edges.iter().take(MOST_EDGES) {
        if text.len() >= MOST_BYTES {
            break;
        }
        for rank in [edge.from, edge.to] {
            add_node(&mut text, graph, rank, &graph.nodes[rank], &mut written);
        }
        let _ = writeln!(text, "  n{} {}|\"{}\"| n{}", edge.from, arrow(edge), escaped(&beside(edge)), edge.to);
        drawn += 1;
    }
    let kept_out = graph.nodes.iter().zip(&written).filter(|(node, written)| node.kept && !**written).count();
    let left_out = graph.edges.len() - drawn;
    if left_out > 0 || kept_out > 0 {
        let what = if left_out > 0 {
            format!("{left_out} of {} lines are left out, more than Mermaid draws", graph.edges.len())
        } else {
            format!("{kept_out} boxes are left out, more than Mermaid draws")
        };
        let _ = writeln!(text, "  %% {what}: narrow it with --around ID --depth 1 or --rollup, or take --format json");
        let _ = writeln!(text, "  note[\"{}\"]:::unknown", escaped(&format!("{what}; see --around, --rollup")));
    }
    if graph.nodes.is_empty() {
        let _ = writeln!(text, "  note[\"{}\"]:::unknown", escaped("nothing is tied to anything here"));
    }
    text.push_str(CLASSES);
    text
}

/// Writes a box, unless it stands there.
fn add_node(text: &mut String, graph: &Graph, rank: usize, node: &Node, written: &mut [bool]) {
    if std::mem::replace(&mut written[rank], true) {
        return;
    }
    let (open, close) = shape(node.what);
    let sub: Vec<String> = sub(graph, node).iter().map(|line| escaped(line)).collect();
    let _ =
        write!(text, "  n{rank}{open}\"{}<br/>{}\"{close}:::{}", escaped(&name(node)), sub.join("<br/>"), class(node));
    text.push('\n');
    if let Some(worst) = node.worst {
        let _ = writeln!(text, "  class n{rank} {}", severity(worst));
    }
}

const fn severity(severity: Severity) -> &'static str {
    severity.as_str()
}

fn shape(what: What) -> (&'static str, &'static str) {
    match what {
        What::Team(Some(TeamType::Enabling)) | What::Person | What::Everybody | What::Rotation | What::Together => {
            ("([", "])")
        }
        What::Team(Some(TeamType::ComplicatedSubsystem)) | What::Escalation => ("{{", "}}"),
        What::Team(Some(TeamType::Platform))
        | What::Platform
        | What::Unit
        | What::Domain
        | What::Group
        | What::Services => ("[[", "]]"),
        What::Team(Some(TeamType::StreamAligned)) => ("(", ")"),
        What::Resource => ("[(", ")]"),
        What::Team(None) | What::Service => ("[", "]"),
    }
}

fn class(node: &Node) -> &'static str {
    match node.what {
        _ if !node.declared || node.lacks.is_some() => "unknown",
        What::Team(Some(TeamType::StreamAligned)) => "stream",
        What::Team(Some(TeamType::Platform)) | What::Platform => "platform",
        What::Team(Some(TeamType::Enabling)) => "enabling",
        What::Team(Some(TeamType::ComplicatedSubsystem)) => "subsystem",
        What::Team(None) => "unknown",
        _ => "plain",
    }
}

fn arrow(edge: &Edge) -> &'static str {
    match (edge.tie, edge.directed) {
        (Tie::Collaboration, _) => "<==>",
        (_, false) => "---",
        (Tie::Facilitating | Tie::Engagement | Tie::Supports | Tie::NeedsSoft | Tie::Leads | Tie::RunBy, _) => "-.->",
        (Tie::NeedsHard | Tie::WaitsBlocked, _) => "==>",
        _ if edge.known == Known::Derived => "-.->",
        _ => "-->",
    }
}

/// A text that means itself between the quotation marks of a label: everything that could be markup stands as its number.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // At the beginning, or behind a number there, a hyphen or a full stop would make a list of it.
    let mut begins = true;
    for c in text.chars() {
        let is_word = c.is_alphanumeric() || !c.is_ascii() || matches!(c, ' ' | '_' | ',' | '/' | ':');
        if is_word || !begins && matches!(c, '-' | '.') {
            escaped.push(c);
        } else {
            let _ = write!(escaped, "#{};", u32::from(c));
        }
        begins &= c.is_ascii_digit();
    }
    escaped
}

#[cfg(test)]
mod tests {
    use crate::report::graph::mermaid::escaped;

    #[test]
    fn a_label_means_itself() {
        assert_eq!(escaped("on-call/web_1"), "on-call/web_1");
        assert_eq!(escaped("a\"]<b>`#1;"), "a#34;#93;#60;b#62;#96;#35;1#59;");
        assert_eq!(escaped("1. first"), "1#46; first");
        assert_eq!(escaped("- é"), "#45; é");
    }
}
