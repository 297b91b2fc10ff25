//! What is written in boxes, and where.

use crate::drawing::content::{CHEVRON, Content, NAME_HEIGHT, PAD, SIGN, SUB_HEIGHT, content, lane_name};
use crate::drawing::geometry::{Label, Of, Picture, Placed, Rect, Style};
use crate::drawing::text::{NAME, SUB};
use crate::views::Graph;

/// Writes into all boxes.
pub(super) fn add(picture: &mut Picture, graph: &Graph) {
    for (rank, node) in graph.nodes.iter().enumerate() {
        let placed = picture.boxes[rank];
        let mut content = content(graph, node);
        if placed.lane {
            content.name = vec![lane_name(node)];
            picture.labels.extend(in_lane(placed.rect, &content, rank));
        } else {
            picture.labels.extend(in_box(placed.rect, &content, rank));
        }
    }
    picture.signs =
        graph.nodes.iter().enumerate().map(|(rank, node)| node.worst.map(|_| sign(picture, rank))).collect();
}

fn in_box(rect: Rect, content: &Content, rank: usize) -> Vec<Label> {
    let lines = i32::try_from(content.name.len()).unwrap_or(1);
    let sub = if content.sub.is_empty() { 0 } else { SUB_HEIGHT };
    let top = rect.y + (rect.height - lines * NAME_HEIGHT - sub) / 2;
    let mut labels = Vec::new();
    let mut y = top;
    for line in &content.name {
        labels.push(label(
            Rect { x: rect.x + PAD, y, width: NAME.width(line), height: NAME_HEIGHT },
            line,
            rank,
            Style::Name,
        ));
        y += NAME_HEIGHT;
    }
    if sub > 0 {
        let width = SUB.width(&content.sub);
        labels.push(label(Rect { x: rect.x + PAD, y, width, height: SUB_HEIGHT }, &content.sub, rank, Style::Sub));
    }
    labels
}

fn in_lane(rect: Rect, content: &Content, rank: usize) -> Vec<Label> {
    let middle = rect.y + rect.height / 2;
    let name = &content.name[0];
    let own = Rect { x: rect.x + PAD, y: middle - NAME_HEIGHT / 2, width: NAME.width(name), height: NAME_HEIGHT };
    let width = SUB.width(&content.sub);
    let x = rect.right() - PAD - CHEVRON - width;
    let sub = Rect { x, y: middle - SUB_HEIGHT / 2, width, height: SUB_HEIGHT };
    vec![label(own, name, rank, Style::Name), label(sub, &content.sub, rank, Style::SubEnd)]
}

fn label(rect: Rect, text: &str, rank: usize, style: Style) -> Label {
    Label { rect, text: text.to_owned(), of: Of::Box(rank), style }
}

/// Where the sign of a finding stands: behind the name of a lane, at the right of any other box.
fn sign(picture: &Picture, rank: usize) -> Rect {
    let Placed { rect, lane } = picture.boxes[rank];
    let own = |label: &&Label| label.of == Of::Box(rank) && label.style == Style::Name;
    let name = picture.labels.iter().find(own).map_or(rect, |label| label.rect);
    let size = SIGN - 6;
    let x = if lane { name.right() + 8 } else { rect.right() - PAD - size + 2 };
    Rect { x, y: name.y + (NAME_HEIGHT - size) / 2, width: size, height: size }
}
