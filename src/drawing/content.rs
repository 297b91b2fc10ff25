//! What stands in a box, and how much room that takes.

use crate::drawing::text::{NAME, SUB, safe};
use crate::finding::wording::count;
use crate::views::{By, Graph, Lack, Node, View, What};

/// What stands in a box.
pub(super) struct Content {
    /// What it is called, in one line or two.
    pub name: Vec<String>,
    /// What it says of itself.
    pub sub: String,
    /// How wide that is, with the sign of a finding.
    pub width: i32,
    /// How high.
    pub height: i32,
}

/// Room between what is written and the side of a box.
pub(super) const PAD: i32 = 12;
/// The room of a sign.
pub(super) const SIGN: i32 = 20;
/// The room of the mark at the right of a lane.
pub(super) const CHEVRON: i32 = 14;
pub(super) const NAME_HEIGHT: i32 = 16;
pub(super) const SUB_HEIGHT: i32 = 14;
/// The widest that a name is before it is parted.
const WIDEST: i32 = 176;

/// What stands in the box of a node.
pub(super) fn content(graph: &Graph, node: &Node) -> Content {
    let name = NAME.lines(&safe(&called(node)), WIDEST);
    let sub = SUB.cut(&safe(&sub(graph, node)), WIDEST + SIGN);
    let sign = if node.worst.is_some() { SIGN } else { 0 };
    let widest = name.iter().map(|line| NAME.width(line)).max().unwrap_or(0) + sign;
    let lines = i32::try_from(name.len()).unwrap_or(2);
    let height = 14 + lines * NAME_HEIGHT + if sub.is_empty() { 0 } else { SUB_HEIGHT };
    Content { width: widest.max(SUB.width(&sub)) + 2 * PAD, height, name, sub }
}

/// What a lane is called: there is room for one line.
pub(super) fn lane_name(node: &Node) -> String {
    NAME.cut(&safe(&node.name), WIDEST + WIDEST / 2)
}

/// What a node is called.
fn called(node: &Node) -> String {
    match node.what {
        What::Services if node.count == 1 => "1 service".to_owned(),
        What::Services => format!("{} services", node.count),
        _ => node.name.clone(),
    }
}

/// What is said below the name.
pub(super) fn sub(graph: &Graph, node: &Node) -> String {
    let id = |id: &String| id.split_once(':').map_or(id.clone(), |(_, name)| name.to_owned());
    match (node.what, node.lacks) {
        (_, Some(Lack::Owner)) => "no owner".to_owned(),
        (_, Some(Lack::PerhapsOwner)) => "owner not known".to_owned(),
        _ if graph.by.is_some() && (node.count > 1 || node.inside > 0) && node.what != What::Services => {
            stands_for(graph, node)
        }
        (What::Team(_), _) if !node.declared => "not declared".to_owned(),
        (What::Team(Some(of)), _) => of.as_str().to_owned(),
        (What::Team(None), _) => "type not declared".to_owned(),
        (What::Service, _) if matches!(graph.view, View::Dependencies | View::Escalations) => {
            node.groups.team.as_ref().map_or_else(|| "owner not known".to_owned(), id)
        }
        (What::Services, _) => "owned".to_owned(),
        (What::Group, _) => "group of teams".to_owned(),
        (What::Together, _) => "all of these together".to_owned(),
        (What::Everybody, _) => "whoever there is".to_owned(),
        _ if !node.declared => format!("{}, not declared", node.what.as_str()),
        _ => node.what.as_str().to_owned(),
    }
}

fn stands_for(graph: &Graph, node: &Node) -> String {
    let (one, many) = match (graph.view, graph.by) {
        (View::Interactions, _) | (View::Ownership, Some(By::Unit)) => ("team", "teams"),
        (View::Dependencies | View::Ownership, _) => ("service", "services"),
        (View::Reporting, Some(By::Team)) => ("person", "people"),
        _ => ("thing", "things"),
    };
    let inside =
        if node.inside > 0 { format!(", {} inside", count(node.inside, "tie", "ties")) } else { String::new() };
    format!("{}{inside}", count(node.count, one, many))
}

/// Whether something of it is not known that one would see.
pub(super) fn is_unknown(node: &Node) -> bool {
    !node.declared || node.lacks == Some(Lack::PerhapsOwner) || node.what == What::Team(None)
}
