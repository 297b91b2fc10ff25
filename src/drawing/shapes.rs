//! How boxes look: each kind of thing has a shape of its own, so that no colour has to tell it.

use std::fmt::Write as _;

use crate::drawing::geometry::{Point, Rect};
use crate::views::{TeamType, What};

/// What a kind of thing looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A lane, with a mark that says that work flows.
    Lane,
    /// With a foot.
    Platform,
    /// Round, with a second line.
    Round,
    /// With its corners cut.
    Cut,
    /// A person, or several.
    Pill,
    /// Several of a kind.
    Stack,
    /// With a line at the left.
    Folder,
    /// Anything else.
    Plain,
}

impl Shape {
    pub fn of(what: What) -> Self {
        match what {
            What::Team(Some(TeamType::StreamAligned)) => Self::Lane,
            What::Team(Some(TeamType::Platform)) | What::Platform => Self::Platform,
            What::Team(Some(TeamType::Enabling)) => Self::Round,
            What::Team(Some(TeamType::ComplicatedSubsystem)) | What::Escalation => Self::Cut,
            What::Person | What::Everybody | What::Rotation | What::Together => Self::Pill,
            What::Services => Self::Stack,
            What::Unit | What::Domain | What::Group => Self::Folder,
            What::Team(None) | What::Service | What::Resource => Self::Plain,
        }
    }

    /// The outline.
    pub fn outline(self, out: &mut String, rect: Rect, class: &str) {
        let Rect { x, y, width, height } = rect;
        let radius = match self {
            Self::Lane => 8,
            Self::Round | Self::Pill => 12.min(height / 2),
            Self::Platform | Self::Folder => 2,
            Self::Plain | Self::Stack => 5,
            Self::Cut => {
                let _ = write!(
                    out,
                    "<path class=\"{class}\" d=\"{}\" fill=\"#fff\" stroke=\"#59636e\"/>",
                    octagon(rect, 8)
                );
                return;
            }
        };
        let _ = write!(
            out,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\" fill=\"#fff\" stroke=\"#59636e\"/>"
        );
    }

    /// What is drawn in it besides.
    pub fn trim(self, out: &mut String, rect: Rect) {
        let path = match self {
            Self::Lane => {
                let (x, y) = (rect.right() - 16, rect.y + rect.height / 2);
                format!("M{} {}l5 5-5 5", x, y - 5)
            }
            Self::Platform => format!("M{} {}H{}", rect.x + 1, rect.bottom() - 2, rect.right() - 1),
            Self::Round => {
                let Rect { x, y, width, height } = inset(rect, 3);
                let radius = 9.min(height / 2);
                let (w, h) = (width - 2 * radius, height - 2 * radius);
                format!(
                    "M{} {y}h{w}a{radius} {radius} 0 0 1 {radius} {radius}v{h}a{radius} {radius} 0 0 1-{radius} {radius}h-{w}a{radius} {radius} 0 0 1-{radius}-{radius}v-{h}a{radius} {radius} 0 0 1 {radius}-{radius}z",
                    x + radius
                )
            }
            Self::Stack => {
                let Rect { x, y, height, .. } = rect;
                format!("M{} {}v{}M{} {}v{}", x + 4, y + 4, height - 8, x + 7, y + 4, height - 8)
            }
            Self::Folder => format!("M{} {}V{}", rect.x + 4, rect.y + 1, rect.bottom() - 1),
            Self::Cut | Self::Pill | Self::Plain => return,
        };
        let _ = write!(out, "<path class=\"tl-trim\" d=\"{path}\" fill=\"none\" stroke=\"#59636e\"/>");
    }
}

fn inset(rect: Rect, by: i32) -> Rect {
    Rect { x: rect.x + by, y: rect.y + by, width: rect.width - 2 * by, height: rect.height - 2 * by }
}

fn octagon(rect: Rect, cut: i32) -> String {
    let Rect { x, y, width, height } = rect;
    let (w, h) = (width - 2 * cut, height - 2 * cut);
    format!("M{} {y}h{w}l{cut} {cut}v{h}l-{cut} {cut}h-{w}l-{cut}-{cut}v-{h}z", x + cut)
}

/// A line with its corners rounded.
pub(super) fn path(points: &[Point]) -> String {
    let mut path = String::new();
    let Some(first) = points.first() else { return path };
    let _ = write!(path, "M{} {}", first.x, first.y);
    for three in points.windows(3) {
        let (before, corner, behind) = (three[0], three[1], three[2]);
        let radius = (length(before, corner) / 2).min(length(corner, behind) / 2).min(6);
        let (a, b) = (towards(corner, before, radius), towards(corner, behind, radius));
        let _ = write!(path, "L{} {}Q{} {} {} {}", a.x, a.y, corner.x, corner.y, b.x, b.y);
    }
    if let [.., last] = points {
        let _ = write!(path, "L{} {}", last.x, last.y);
    }
    path
}

fn length(a: Point, b: Point) -> i32 {
    (a.x - b.x).abs() + (a.y - b.y).abs()
}

/// The place so far from one towards another, which is above, below or beside it.
pub(super) fn towards(from: Point, to: Point, by: i32) -> Point {
    Point { x: from.x + (to.x - from.x).signum() * by, y: from.y + (to.y - from.y).signum() * by }
}
