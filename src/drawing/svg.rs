//! A picture as SVG: a file that stands alone, in light and in dark, or an element of a page whose colours it takes.

use std::fmt::Write as _;

use crate::drawing::content::{is_unknown, sub};
use crate::drawing::geometry::{Label, Line, Picture, Point, Rect, Sample, Style};
use crate::drawing::marks;
use crate::drawing::shapes::{Shape, path};
use crate::drawing::text::{escaped, safe};
use crate::finding::wording::count;
use crate::views::{Edge, Graph, Known, Lack, Node, TeamType, Tie, What};

/// How a picture looks that is a part of a page: the page has these rules once, and says what the colours are
/// (`--text --muted --paper --accent --error --warning --advice`; those of types and interactions are its own).
pub const CSS: &str = include_str!("style.css");
/// The colours of a picture by itself.
const ALONE: &str = include_str!("alone.css");

/// How a picture is written.
#[derive(Clone, Copy, Debug)]
pub struct Look<'l> {
    /// Begins all its ids, so that those of a page are different.
    pub prefix: &'l str,
    /// Whether it is a file of its own, with its own colours.
    pub alone: bool,
    /// What stands above it in a file of its own.
    pub heading: Option<&'l str>,
}

/// Writes a picture.
pub(super) fn write(graph: &Graph, picture: &Picture, look: &Look<'_>) -> String {
    let mut out = String::new();
    let (prefix, width, height) = (escaped(look.prefix), picture.width, picture.height);
    let xmlns = if look.alone { " xmlns=\"http://www.w3.org/2000/svg\"" } else { "" };
    let _ = write!(
        out,
        "<svg{xmlns} class=\"tl-svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{prefix}title {prefix}desc\">\n\
         <title id=\"{prefix}title\">{}</title>\n<desc id=\"{prefix}desc\">{}</desc>\n",
        escaped(graph.view.title()),
        escaped(&described(graph)),
    );
    if look.alone {
        let _ = writeln!(out, "<style>\n{ALONE}{CSS}</style>");
    }
    let _ = writeln!(
        out,
        "<defs><pattern id=\"{prefix}hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path class=\"tl-hatch\" d=\"M0 0V7\" stroke=\"#59636e\"/></pattern></defs>"
    );
    if look.alone {
        let _ = writeln!(out, "<rect class=\"tl-ground\" width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>");
    }
    for (edge, line) in graph.edges.iter().zip(&picture.lines) {
        write_edge(&mut out, graph, edge, line);
    }
    for rank in 0..graph.nodes.len() {
        write_box(&mut out, graph, picture, rank, &prefix);
    }
    for (sample, rect) in &picture.legend {
        write_sample(&mut out, *sample, *rect, &prefix);
    }
    for label in &picture.labels {
        write_label(&mut out, label);
    }
    out.push_str("</svg>\n");
    out
}

/// The whole of it in words, for those who do not see it.
fn described(graph: &Graph) -> String {
    let boxes = count(graph.nodes.len(), "box", "boxes");
    let lines = count(graph.edges.len(), "line", "lines");
    let told = graph.edges.iter().map(|edge| told(graph, edge));
    let told: Vec<String> = std::iter::once(format!("{boxes}, {lines}")).chain(told).collect();
    format!("{}.", told.join(". "))
}

/// An edge in words.
fn told(graph: &Graph, edge: &Edge) -> String {
    let [from, to] = [edge.from, edge.to].map(|at| safe(&graph.nodes[at].name));
    let label = edge.label.as_deref().map(|label| format!(" ({})", safe(label))).unwrap_or_default();
    let times = if edge.count > 1 { format!(", {} times", edge.count) } else { String::new() };
    let known = match edge.known {
        Known::Declared => "",
        Known::Derived => ", which follows from what is declared",
        Known::Unknown => ", which is not certain",
    };
    let arrow = if edge.directed { "→" } else { "–" };
    format!("{from} {arrow} {to}: {}{label}{times}{known}", edge.tie.meaning())
}

fn write_edge(out: &mut String, graph: &Graph, edge: &Edge, line: &Line) {
    let known = match edge.known {
        Known::Declared => "",
        Known::Derived => " tl-derived",
        Known::Unknown => " tl-unsaid",
    };
    let _ = write!(
        out,
        "<g class=\"tl-edge tl-{}{known}\" color=\"#59636e\"><title>{}</title>",
        class(edge.tie),
        escaped(&told(graph, edge))
    );
    write_line(out, edge.tie, &line.points);
    marks::ends(out, edge, &line.points);
    out.push_str("</g>\n");
}

fn write_line(out: &mut String, tie: Tie, points: &[Point]) {
    let path = path(points);
    let _ = write!(out, "<path class=\"tl-line\" d=\"{path}\" fill=\"none\" stroke=\"#59636e\"/>");
    if tie == Tie::Collaboration {
        let _ = write!(out, "<path class=\"tl-inner\" d=\"{path}\" fill=\"none\" stroke=\"#fff\"/>");
    }
}

fn class(tie: Tie) -> &'static str {
    match tie {
        Tie::Collaboration => "collaboration",
        Tie::AsAService => "as-a-service",
        Tie::Facilitating => "facilitating",
        Tie::Unsaid => "unsaid",
        Tie::Engagement => "engagement",
        Tie::NeedsHard => "hard",
        Tie::Needs => "needs",
        Tie::NeedsSoft => "soft",
        Tie::WaitsOk | Tie::Waits => "waits",
        Tie::WaitsSlowed => "slowing",
        Tie::WaitsBlocked => "blocking",
        Tie::Owns => "owns",
        Tie::Supports => "supports",
        Tie::Pages => "pages",
        Tie::RunBy => "run-by",
        Tie::ReportsTo => "reports-to",
        Tie::Leads => "leads",
    }
}

/// The colours of a kind of thing.
fn colours(what: What) -> &'static str {
    match what {
        What::Team(Some(TeamType::StreamAligned)) => "stream",
        What::Team(Some(TeamType::Platform)) | What::Platform => "platform",
        What::Team(Some(TeamType::Enabling)) => "enabling",
        What::Team(Some(TeamType::ComplicatedSubsystem)) => "subsystem",
        _ => "plain",
    }
}

fn write_box(out: &mut String, graph: &Graph, picture: &Picture, rank: usize, prefix: &str) {
    let node = &graph.nodes[rank];
    let rect = picture.boxes[rank].rect;
    let mut classes = format!("tl-box tl-{}", colours(node.what));
    for (class, applies) in
        [("tl-unknown", is_unknown(node)), ("tl-lacks", node.lacks == Some(Lack::Owner)), ("tl-focus", node.focus)]
    {
        if applies {
            classes.push(' ');
            classes.push_str(class);
        }
    }
    let _ = write!(out, "<g class=\"{classes}\"><title>{}</title>", escaped(&titled(graph, node)));
    let shape = shape(node, picture.boxes[rank].lane);
    shape.outline(out, rect, "tl-shape");
    if is_unknown(node) {
        hatch(out, rect, prefix);
    }
    shape.trim(out, rect);
    if let (Some(severity), Some(rect)) = (node.worst, picture.signs[rank]) {
        marks::sign(out, severity, rect);
    }
    out.push_str("</g>\n");
}

/// What is a stream elsewhere than in a lane has no mark of flow: there is no room for it.
fn shape(node: &Node, lane: bool) -> Shape {
    match Shape::of(node.what) {
        Shape::Lane if !lane => Shape::Plain,
        shape => shape,
    }
}

fn hatch(out: &mut String, rect: Rect, prefix: &str) {
    let Rect { x, y, width, height } = rect;
    let (x, y, width, height) = (x + 1, y + 1, width - 2, height - 2);
    let _ = write!(
        out,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"5\" fill=\"url(#{prefix}hatch)\"/>"
    );
}

/// Everything about a node, as it is shown where somebody points at it.
fn titled(graph: &Graph, node: &Node) -> String {
    let mut parts = vec![safe(&node.id), safe(&sub(graph, node))];
    if let Some(worst) = node.worst {
        parts.push(format!(
            "{}, the worst {}",
            count(node.findings, "finding", "findings"),
            worst_in_words(worst.as_str())
        ));
    }
    if !node.missing.is_empty() {
        parts.push(format!("not known: {}", safe(&node.missing.join(", "))));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

fn worst_in_words(word: &str) -> String {
    let article = if word == "advice" {
        "is"
    } else if word == "error" {
        "is an"
    } else {
        "is a"
    };
    format!("{article} {word}")
}

fn write_sample(out: &mut String, sample: Sample, rect: Rect, prefix: &str) {
    let Rect { x, y, width, height } = rect;
    let middle = y + height / 2;
    let points = [Point { x, y: middle }, Point { x: x + width, y: middle }];
    match sample {
        Sample::Tie(tie) => {
            let _ = write!(out, "<g class=\"tl-edge tl-{}\" color=\"#59636e\">", class(tie));
            write_line(out, tie, &points);
            let directed = tie != Tie::Collaboration;
            let edge =
                Edge { from: 0, to: 0, tie, directed, known: Known::Declared, count: 1, label: None, worst: None };
            marks::ends(out, &edge, &points);
            out.push_str("</g>\n");
        }
        Sample::Derived => {
            out.push_str("<g class=\"tl-edge tl-derived\" color=\"#59636e\">");
            write_line(out, Tie::Owns, &points);
            out.push_str("</g>\n");
        }
        Sample::What(what) => {
            let _ = write!(out, "<g class=\"tl-box tl-{}\">", colours(what));
            Shape::of(what).outline(out, rect, "tl-shape");
            Shape::of(what).trim(out, rect);
            out.push_str("</g>\n");
        }
        Sample::Unknown => {
            out.push_str("<g class=\"tl-box tl-plain tl-unknown\">");
            Shape::Plain.outline(out, rect, "tl-shape");
            hatch(out, rect, prefix);
            out.push_str("</g>\n");
        }
        Sample::Finding(severity) => {
            marks::sign(out, severity, Rect { x: x + width - 16, y: middle - 7, width: 14, height: 14 });
            out.push('\n');
        }
    }
}

fn write_label(out: &mut String, label: &Label) {
    let class = match label.style {
        Style::Name => "tl-name",
        Style::Sub | Style::SubEnd => "tl-sub",
        Style::Beside => "tl-beside",
        Style::Heading => "tl-heading",
        Style::Legend => "tl-legend",
    };
    let Rect { x, y, width, height } = label.rect;
    if label.style == Style::Beside {
        // The line goes on under it.
        let _ = write!(
            out,
            "<rect class=\"tl-ground\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"
        );
    }
    let (x, anchor) = match label.style {
        Style::SubEnd => (x + width, " text-anchor=\"end\""),
        Style::Beside => (x + width / 2, " text-anchor=\"middle\""),
        _ => (x, ""),
    };
    let _ = writeln!(
        out,
        "<text class=\"{class}\" x=\"{x}\" y=\"{}\"{anchor} direction=\"ltr\" fill=\"#1f2328\">{}</text>",
        y + height / 2,
        escaped(&label.text)
    );
}
