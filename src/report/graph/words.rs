//! What stands in boxes and beside lines where others draw them.

use std::borrow::Cow;

use crate::finding::Severity;
use crate::report::terminal_text::{cut, line};
use crate::views::{Edge, Graph, Known, Lack, Node, What};

/// The longest name that is written, in columns.
const LONGEST: usize = 80;

/// What a box is called.
pub(super) fn name(node: &Node) -> String {
    let name: Cow<'_, str> =
        if node.what == What::Services { format!("{} services", node.count).into() } else { line(&node.name) };
    cut(&name, LONGEST).into_owned()
}

/// What else is said in it: the type of a team or the kind of anything else, how many it stands for, what was found.
pub(super) fn sub(graph: &Graph, node: &Node) -> Vec<String> {
    let what = match (node.what, node.lacks) {
        (_, Some(Lack::Owner)) => "no owner".to_owned(),
        (_, Some(Lack::PerhapsOwner)) => "owner not known".to_owned(),
        (What::Team(_), _) if graph.by.is_some() && !node.declared => "not known".to_owned(),
        (What::Team(Some(of)), _) => of.as_str().to_owned(),
        (What::Team(None), _) => "type not declared".to_owned(),
        (what, _) if !node.declared => format!("{}, not declared", what.as_str()),
        (what, _) => what.as_str().to_owned(),
    };
    let count = (node.count > 1 && node.what != What::Services).then(|| format!("stands for {}", node.count));
    let found = node.worst.map(|worst| found(worst, node.findings));
    std::iter::once(what).chain(count).chain(found).collect()
}

fn found(worst: Severity, findings: usize) -> String {
    let sign = match worst {
        Severity::Error => '✖',
        Severity::Warning => '⚠',
        Severity::Advice => 'ℹ',
    };
    let s = if findings == 1 { "" } else { "s" };
    format!("{sign} {findings} finding{s}, worst: {}", worst.as_str())
}

/// What stands beside a line.
pub(super) fn beside(edge: &Edge) -> String {
    let tie = edge.tie.mode().unwrap_or_else(|| edge.tie.kind());
    let label = edge.label.as_deref().map(|label| format!(" {}", line(label))).unwrap_or_default();
    let times = if edge.count > 1 { format!(" ×{}", edge.count) } else { String::new() };
    let known = if edge.known == Known::Unknown { " ?" } else { "" };
    format!("{tie}{label}{times}{known}")
}
