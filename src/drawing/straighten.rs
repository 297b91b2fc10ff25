//! Levels: the heights at which lines leave boxes, enter them and pass between them. Those of one gutter never lie on each
//! other; where two ends of a piece are nearly level, they are made so if nobody else is in the way.

/// Boxes, what lies between them and where lines may begin are multiples of this apart.
pub(super) const GRID: i32 = 16;
/// Where in a step of the grid lines leave at the right, enter at the left, and pass through even and odd columns.
pub(super) const RIGHT: i32 = 6;
pub(super) const LEFT: i32 = 10;
pub(super) const THROUGH: [i32; 2] = [14, 2];
/// Levels of two sides of a gutter are at least so far apart, and those of one side.
const ACROSS: i32 = 4;
const BESIDE: i32 = 12;
/// Ends that are farther apart than this are left where they are.
const NEARLY: i32 = 28;

/// A height at which a line meets a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    pub y: i32,
    /// The line that it is of, which does not get into its own way.
    pub line: usize,
    /// How far it may be moved.
    pub low: i32,
    pub high: i32,
    /// The gutter to the left of it, and the one to the right, where it is in them.
    pub before: Option<usize>,
    pub behind: Option<usize>,
    /// Where it would like to be, if it is alone at its side.
    pub middle: Option<i32>,
}

/// Makes pieces straight: each leads from one level to another.
pub(super) fn straighten(levels: &mut [Level], pieces: &[(usize, usize)]) {
    let mut fixed = vec![false; levels.len()];
    for &(one, other) in pieces {
        let (a, b) = (levels[one], levels[other]);
        if (a.y - b.y).abs() > NEARLY {
            continue;
        }
        let middle = a.middle.filter(|_| a.middle == b.middle);
        let wanted = middle.into_iter().chain([b.y, a.y]);
        let may = |at: usize, y: i32| levels[at].y == y || !fixed[at] && can_move(levels, at, y);
        let found = wanted.into_iter().find(|&y| may(one, y) && may(other, y));
        if let Some(y) = found {
            (levels[one].y, levels[other].y) = (y, y);
            (fixed[one], fixed[other]) = (true, true);
        }
    }
}

/// Whether a level can be moved: it stays where its box is, passes nobody at its side and comes too near to no other line.
fn can_move(levels: &[Level], at: usize, y: i32) -> bool {
    let own = levels[at];
    let (from, to) = (own.y.min(y), own.y.max(y));
    let same = |one: Option<usize>, other: Option<usize>| one.is_some() && one == other;
    let mut others = levels.iter().filter(|other| other.line != own.line);
    (own.low..=own.high).contains(&y)
        && others.all(|other| {
            if same(own.before, other.before) || same(own.behind, other.behind) {
                (other.y < from || other.y > to) && (other.y - y).abs() >= BESIDE
            } else if same(own.before, other.behind) || same(own.behind, other.before) {
                (other.y - y).abs() >= ACROSS
            } else {
                true
            }
        })
}

/// The heights at one side of a box, one for each line, spread over it.
pub(super) fn spread(y: i32, height: i32, count: usize, phase: i32) -> Vec<i32> {
    let (steps, count) = (height / GRID, i32::try_from(count).unwrap_or(i32::MAX));
    (0..count).map(|at| y + (2 * at + 1) * steps / (2 * count) * GRID + phase).collect()
}

/// A height that has room for so many lines at each side.
pub(super) fn high_enough(height: i32, lines: usize) -> i32 {
    let lines = i32::try_from(lines).unwrap_or(i32::MAX / GRID);
    ((height + GRID - 1) / GRID * GRID).max(lines * GRID)
}
