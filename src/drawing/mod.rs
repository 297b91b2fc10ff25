//! Draws a view: boxes that lie apart, lines that go around them, each on a track of its own, and no label on another. Where
//! everything lies is worked out first, in whole pixels, and can be asked for; how it looks is a style sheet.

mod content;
mod geometry;
mod labels;
mod layered;
mod layers;
mod legend;
mod map;
mod marks;
mod order;
mod settle;
mod shapes;
mod straighten;
mod svg;
mod text;
mod tracks;
mod zones;

use crate::views::{Graph, View};

pub use geometry::{Label, Line, Of, Picture, Placed, Point, Rect, Sample, Style};
pub use svg::{CSS, Look};

/// Where everything lies.
pub fn picture(graph: &Graph, heading: Option<&str>) -> Picture {
    let is_map = graph.view == View::Interactions && graph.by.is_none();
    let mut picture = if is_map { map::lay_out(graph) } else { layered::lay_out(graph) };
    labels::add(&mut picture, graph);
    legend::add(&mut picture, graph, heading);
    picture
}

/// A view as an `svg` element: a file of its own, or a part of a page.
pub fn svg(graph: &Graph, look: &Look<'_>) -> String {
    let heading = look.heading.filter(|_| look.alone);
    svg::write(graph, &picture(graph, heading), look)
}
