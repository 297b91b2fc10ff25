//! The ends of lines, and the signs of findings: shapes that tell what colours tell besides.

use std::fmt::Write as _;

use crate::drawing::geometry::{Point, Rect};
use crate::drawing::shapes::towards;
use crate::finding::Severity;
use crate::views::{Edge, Tie};

/// What stands at the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Arrow,
    Open,
    Diamond,
    Circle,
    Square,
    Dot,
    Bar,
}

/// The marks at the beginning and the end.
fn marks(tie: Tie, directed: bool) -> [Option<Mark>; 2] {
    let end = |mark| if directed { [None, Some(mark)] } else { [None, None] };
    match tie {
        Tie::Collaboration => [Some(Mark::Diamond), Some(Mark::Diamond)],
        Tie::AsAService | Tie::NeedsHard | Tie::Pages | Tie::ReportsTo => end(Mark::Arrow),
        Tie::Facilitating => end(Mark::Circle),
        Tie::Engagement | Tie::Supports => end(Mark::Square),
        Tie::Needs | Tie::NeedsSoft | Tie::Waits | Tie::WaitsOk | Tie::Unsaid => end(Mark::Open),
        Tie::WaitsSlowed | Tie::WaitsBlocked => end(Mark::Bar),
        Tie::Owns | Tie::RunBy => end(Mark::Dot),
        Tie::Leads => end(Mark::Diamond),
    }
}

/// Draws the marks of a line.
pub(super) fn ends(out: &mut String, edge: &Edge, points: &[Point]) {
    let [first, last] = marks(edge.tie, edge.directed);
    if let ([start, next, ..], Some(mark)) = (points, first) {
        draw(out, mark, *start, *next);
    }
    if let ([.., before, end], Some(mark)) = (points, last) {
        draw(out, mark, *end, *before);
    }
}

/// A mark at a place, of a line that comes from another.
fn draw(out: &mut String, mark: Mark, at: Point, from: Point) {
    let (x, y) = (at.x, at.y);
    let back = |by| towards(at, from, by);
    // Across the line.
    let across = if from.x == at.x { Point { x: 1, y: 0 } } else { Point { x: 0, y: 1 } };
    let beside = |place: Point, by: i32| (place.x + across.x * by, place.y + across.y * by);
    let ((ax, ay), (bx, by)) = (beside(back(9), 4), beside(back(9), -4));
    let (cx, cy) = {
        let middle = back(5);
        (middle.x, middle.y)
    };
    let _ = match mark {
        Mark::Arrow => write!(out, "<path class=\"tl-full\" d=\"M{x} {y}L{ax} {ay}L{bx} {by}z\"/>"),
        Mark::Open => write!(out, "<path class=\"tl-open\" d=\"M{ax} {ay}L{x} {y}L{bx} {by}\"/>"),
        Mark::Diamond => {
            let ((ax, ay), (bx, by), end) = (beside(back(5), 4), beside(back(5), -4), back(10));
            write!(out, "<path class=\"tl-full\" d=\"M{x} {y}L{ax} {ay}L{} {}L{bx} {by}z\"/>", end.x, end.y)
        }
        Mark::Circle => write!(out, "<circle class=\"tl-hollow\" cx=\"{cx}\" cy=\"{cy}\" r=\"4\"/>"),
        Mark::Square => {
            write!(out, "<rect class=\"tl-hollow\" x=\"{}\" y=\"{}\" width=\"7\" height=\"7\"/>", cx - 4, cy - 4)
        }
        Mark::Dot => write!(out, "<circle class=\"tl-full\" cx=\"{x}\" cy=\"{y}\" r=\"2.5\"/>"),
        Mark::Bar => {
            let ((ax, ay), (bx, by)) = (beside(back(4), 6), beside(back(4), -6));
            write!(out, "<path class=\"tl-open\" d=\"M{ax} {ay}L{bx} {by}\"/>")
        }
    };
}

/// The sign of a finding: an octagon with a stroke, a triangle with an exclamation mark, a disk with an i.
pub(super) fn sign(out: &mut String, severity: Severity, rect: Rect) {
    let Rect { x, y, width: w, .. } = rect;
    let (shape, glyph) = match severity {
        Severity::Error => {
            let c = w / 3;
            (
                format!(
                    "M{} {y}h{}l{c} {c}v{}l-{c} {c}h-{}l-{c}-{c}v-{}z",
                    x + c,
                    w - 2 * c,
                    w - 2 * c,
                    w - 2 * c,
                    w - 2 * c
                ),
                format!("M{} {}l{} {}m0-{}l-{} {}", x + 5, y + 5, w - 10, w - 10, w - 10, w - 10, w - 10),
            )
        }
        Severity::Warning => {
            (format!("M{} {y}l{} {w}h-{w}z", x + w / 2, w / 2), format!("M{} {}v4m0 2.5v.1", x + w / 2, y + 5))
        }
        Severity::Advice => {
            let r = w / 2;
            (
                format!("M{x} {}a{r} {r} 0 1 1 {w} 0a{r} {r} 0 1 1-{w} 0z", y + r),
                format!("M{} {}v4m0-7v.1", x + r, y + r - 1),
            )
        }
    };
    let class = severity.as_str();
    let _ = write!(
        out,
        "<g class=\"tl-{class}\"><path class=\"tl-sign\" d=\"{shape}\"/><path class=\"tl-glyph\" d=\"{glyph}\" fill=\"none\" stroke=\"#fff\"/></g>"
    );
}
