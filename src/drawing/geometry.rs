//! Where things lie, in whole pixels: no two readers of a picture round differently.

/// A place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// Its left side.
    pub x: i32,
    /// Its top.
    pub y: i32,
    /// How wide it is.
    pub width: i32,
    /// How high.
    pub height: i32,
}

/// A drawing without its looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// How wide it is.
    pub width: i32,
    /// How high.
    pub height: i32,
    /// The boxes, in the order of the nodes.
    pub boxes: Vec<Placed>,
    /// The lines, in the order of the edges.
    pub lines: Vec<Line>,
    /// Everything that is written.
    pub labels: Vec<Label>,
    /// Where the sign of the worst finding stands, for each box that has one.
    pub signs: Vec<Option<Rect>>,
    /// What stands in the legend.
    pub legend: Vec<(Sample, Rect)>,
}

/// A box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Where it is.
    pub rect: Rect,
    /// Whether it is a lane, with what it is called at its left.
    pub lane: bool,
}

/// A line from where its edge begins to where it ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its corners; each piece is upright or level.
    pub points: Vec<Point>,
}

/// Something that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What it fills at most.
    pub rect: Rect,
    /// What it says.
    pub text: String,
    /// What it belongs to.
    pub of: Of,
    /// How it is written.
    pub style: Style,
}

/// What a label belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A box, by its rank.
    Box(usize),
    /// A line, by its rank.
    Line(usize),
    /// The picture as a whole.
    Picture,
}

/// How something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// What a box is called.
    Name,
    /// What it says of itself.
    Sub,
    /// The same at the right side.
    SubEnd,
    /// Beside a line.
    Beside,
    /// Above everything.
    Heading,
    /// In the legend.
    Legend,
}

/// What the legend explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// A line.
    Tie(crate::views::Tie),
    /// A box.
    What(crate::views::What),
    /// A line that follows from others.
    Derived,
    /// Something that is not known.
    Unknown,
    /// A finding.
    Finding(crate::finding::Severity),
}

impl Rect {
    /// Its right side.
    pub const fn right(&self) -> i32 {
        self.x + self.width
    }

    /// Its lower side.
    pub const fn bottom(&self) -> i32 {
        self.y + self.height
    }

    /// Whether two have more in common than their sides.
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

impl Picture {
    /// Moves everything down and right.
    pub(super) fn shift(&mut self, x: i32, y: i32) {
        let points = self.lines.iter_mut().flat_map(|line| &mut line.points);
        for point in points {
            (point.x, point.y) = (point.x + x, point.y + y);
        }
        let rects = self.boxes.iter_mut().map(|placed| &mut placed.rect);
        let rects = rects.chain(self.signs.iter_mut().flatten());
        let rects = rects.chain(self.labels.iter_mut().map(|label| &mut label.rect));
        for rect in rects {
            (rect.x, rect.y) = (rect.x + x, rect.y + y);
        }
    }
}
