//! Columns from left to right: lines leave boxes at the right and enter at the left, change their height only in gutters
//! between columns, and pass a column between its boxes.

use crate::drawing::content::content;
use crate::drawing::geometry::{Label, Line, Of, Picture, Placed, Point, Rect, Style};
use crate::drawing::layers::Layers;
use crate::drawing::order::Columns;
use crate::drawing::settle::settle;
use crate::drawing::straighten::{GRID, LEFT, Level, RIGHT, THROUGH, high_enough, spread, straighten};
use crate::drawing::text::{BESIDE, safe};
use crate::drawing::tracks::tracks;
use crate::views::{Edge, Graph};

/// Between two tracks.
const TRACK: i32 = 10;
/// From a box to what stands beside its lines, and from the last track to the next box: there are the marks at their ends.
const MARK: i32 = 14;
const END: i32 = 20;
/// The narrowest gutter.
const GUTTER: i32 = 56;
const SWEEPS: usize = 8;

/// Where everything lies.
pub(super) fn lay_out(graph: &Graph) -> Picture {
    let mut table = Table::of(graph);
    table.settle();
    let levels = table.levels();
    table.draw(graph, &levels)
}

/// A piece of a line, between things in neighbouring columns.
#[derive(Clone, Copy)]
struct Piece {
    edge: usize,
    from: usize,
    to: usize,
}

/// Things in columns: boxes, by the rank of their node, and behind them what passes through.
struct Table {
    columns: Vec<Vec<usize>>,
    /// The column of each thing.
    column: Vec<usize>,
    boxes: usize,
    widths: Vec<i32>,
    heights: Vec<i32>,
    y: Vec<i32>,
    pieces: Vec<Piece>,
    /// Per piece, its rank and the number of those at the same side of where it begins, and where it ends.
    ports: Vec<[(usize, usize); 2]>,
}

impl Table {
    fn of(graph: &Graph) -> Self {
        let layers = Layers::of(graph);
        let boxes = graph.nodes.len();
        let mut column = layers.of.clone();
        let mut pieces = Vec::new();
        for (edge, one) in graph.edges.iter().enumerate() {
            let (left, right) = left_to_right(one, &layers);
            let mut from = left;
            for passed in layers.of[left] + 1..layers.of[right] {
                column.push(passed);
                pieces.push(Piece { edge, from, to: column.len() - 1 });
                from = column.len() - 1;
            }
            pieces.push(Piece { edge, from, to: right });
        }
        let mut columns = vec![Vec::new(); layers.count];
        let mut is_tied = vec![false; column.len()];
        for piece in &pieces {
            (is_tied[piece.from], is_tied[piece.to]) = (true, true);
        }
        // What is tied to nothing stands above the rest.
        let mut things: Vec<usize> = (0..column.len()).collect();
        things.sort_by_key(|&thing| is_tied[thing]);
        for thing in things {
            columns[column[thing]].push(thing);
        }
        let links: Vec<(usize, usize)> = pieces.iter().map(|piece| (piece.from, piece.to)).collect();
        let columns = Columns { columns, links: &links }.ordered(column.len());
        let mut table = Self {
            y: vec![0; column.len()],
            heights: vec![GRID; column.len()],
            widths: vec![0; layers.count],
            ports: vec![[(0, 0); 2]; pieces.len()],
            columns,
            column,
            boxes,
            pieces,
        };
        table.give_ports();
        table.size(graph);
        table
    }

    /// Lines at one side of a box stand in the order of what they lead to.
    fn give_ports(&mut self) {
        let mut rank = vec![0; self.column.len()];
        for things in &self.columns {
            for (at, &thing) in things.iter().enumerate() {
                rank[thing] = at;
            }
        }
        for side in 0..2 {
            let mut at_side: Vec<Vec<usize>> = vec![Vec::new(); self.column.len()];
            let mut order: Vec<usize> = (0..self.pieces.len()).collect();
            order.sort_by_key(|&at| {
                let Piece { edge, from, to } = self.pieces[at];
                (if side == 0 { rank[to] } else { rank[from] }, edge)
            });
            for at in order {
                let Piece { from, to, .. } = self.pieces[at];
                at_side[if side == 0 { from } else { to }].push(at);
            }
            for pieces in at_side {
                for (port, &at) in pieces.iter().enumerate() {
                    self.ports[at][side] = (port, pieces.len());
                }
            }
        }
    }

    fn size(&mut self, graph: &Graph) {
        let mut most = vec![0; self.boxes];
        for (piece, ports) in self.pieces.iter().zip(&self.ports) {
            for (thing, (_, count)) in [piece.from, piece.to].into_iter().zip(ports) {
                if thing < self.boxes {
                    most[thing] = most[thing].max(*count);
                }
            }
        }
        for (rank, node) in graph.nodes.iter().enumerate() {
            let content = content(graph, node);
            self.heights[rank] = high_enough(content.height.max(3 * GRID), most[rank]);
            let width = &mut self.widths[self.column[rank]];
            *width = (*width).max(content.width);
        }
    }

    /// How far below the top of a thing a piece meets it.
    fn offset(&self, piece: usize, side: usize) -> i32 {
        let thing = if side == 0 { self.pieces[piece].from } else { self.pieces[piece].to };
        if thing >= self.boxes {
            return THROUGH[self.column[thing] % 2];
        }
        let (port, count) = self.ports[piece][side];
        spread(0, self.heights[thing], count, if side == 0 { RIGHT } else { LEFT })[port]
    }

    /// Moves everything to where its lines are as straight as can be.
    fn settle(&mut self) {
        let n = self.columns.len();
        for column in 0..n {
            self.settle_column(column, &[]);
        }
        let mut sides: [Vec<Vec<usize>>; 2] = [vec![Vec::new(); self.y.len()], vec![Vec::new(); self.y.len()]];
        for (at, piece) in self.pieces.iter().enumerate() {
            sides[0][piece.to].push(at);
            sides[1][piece.from].push(at);
        }
        for sweep in 0..SWEEPS {
            for at in 0..n {
                if sweep % 2 == 0 {
                    self.settle_column(at, &sides[0]);
                } else {
                    self.settle_column(n - 1 - at, &sides[1]);
                }
            }
        }
        // At the end everything looks both ways, so that what stands between two columns is in the middle.
        let both: Vec<Vec<usize>> =
            sides[0].iter().zip(&sides[1]).map(|(a, b)| a.iter().chain(b).copied().collect()).collect();
        for column in (0..n).chain((0..n).rev()) {
            self.settle_column(column, &both);
        }
        self.close_gaps();
    }

    /// Takes out rows of the grid in which nothing is, but for one.
    fn close_gaps(&mut self) {
        let last = (0..self.y.len()).map(|thing| self.y[thing] + self.heights[thing]).max().unwrap_or(0);
        let mut is_used = vec![false; usize::try_from(last / GRID + 1).unwrap_or(0)];
        let row = |y: i32| usize::try_from(y / GRID).unwrap_or(0);
        for (&y, &height) in self.y.iter().zip(&self.heights) {
            is_used[row(y)..row(y + height)].fill(true);
        }
        let (mut closed, mut empty) = (0, 1);
        let moved: Vec<i32> = is_used
            .into_iter()
            .map(|used| {
                empty = if used { 0 } else { empty + 1 };
                closed += i32::from(empty > 1) * GRID;
                closed
            })
            .collect();
        for y in &mut self.y {
            *y -= moved[usize::try_from(*y / GRID).unwrap_or(0)];
        }
    }

    fn settle_column(&mut self, column: usize, pieces: &[Vec<usize>]) {
        let things = &self.columns[column];
        let wanted: Vec<i32> = things
            .iter()
            .map(|&thing| {
                let pulls: Vec<i32> =
                    pieces.get(thing).into_iter().flatten().map(|&piece| self.pull(piece, thing)).collect();
                let count = i32::try_from(pulls.len()).unwrap_or(i32::MAX);
                if count == 0 { self.y[thing] } else { pulls.iter().sum::<i32>() / count }
            })
            .collect();
        let gap = |pair: &[usize]| if pair.iter().all(|&thing| thing >= self.boxes) { 0 } else { GRID };
        let gaps = things.windows(2).map(gap).chain([0]);
        let sizes: Vec<(i32, i32)> = things.iter().zip(gaps).map(|(&thing, gap)| (self.heights[thing], gap)).collect();
        let settled = settle(&wanted, &sizes, GRID);
        for (&thing, y) in things.iter().zip(settled) {
            self.y[thing] = y;
        }
    }

    /// Where a piece would like a thing to begin, so as to be straight.
    fn pull(&self, piece: usize, thing: usize) -> i32 {
        let Piece { from, to, .. } = self.pieces[piece];
        let (own, other) = (self.offset(piece, usize::from(thing == to)), self.offset(piece, usize::from(thing != to)));
        self.y[if thing == to { from } else { to }] + other - own
    }

    /// The heights of the two ends of each piece.
    fn levels(&self) -> Vec<[i32; 2]> {
        let mut lines = vec![0; self.y.len()];
        for piece in &self.pieces {
            (lines[piece.from], lines[piece.to]) = (piece.edge, piece.edge);
        }
        let mut levels: Vec<Level> =
            (self.boxes..self.y.len()).map(|thing| self.passing(thing, lines[thing])).collect();
        let mut ends = Vec::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            let end = [piece.from, piece.to].into_iter().enumerate().map(|(side, thing)| {
                if thing >= self.boxes {
                    return thing - self.boxes;
                }
                levels.push(self.at_box(at, side, thing));
                levels.len() - 1
            });
            let end: Vec<usize> = end.collect();
            ends.push((end[0], end[1]));
        }
        straighten(&mut levels, &ends);
        ends.into_iter().map(|(one, other)| [levels[one].y, levels[other].y]).collect()
    }

    fn at_box(&self, piece: usize, side: usize, thing: usize) -> Level {
        let (y, height) = (self.y[thing], self.heights[thing]);
        let column = self.column[thing];
        Level {
            y: y + self.offset(piece, side),
            line: self.pieces[piece].edge,
            low: y + RIGHT,
            high: y + height - RIGHT,
            before: (side == 1).then(|| column - 1),
            behind: (side == 0).then_some(column),
            middle: (self.ports[piece][side].1 == 1).then_some(y + height / 2),
        }
    }

    fn passing(&self, thing: usize, line: usize) -> Level {
        let column = self.column[thing];
        let things = &self.columns[column];
        let at = things.iter().position(|other| *other == thing).unwrap_or(0);
        let above = at.checked_sub(1).map(|at| things[at]);
        let y = self.y[thing] + THROUGH[column % 2];
        let low = above.map_or(y, |other| self.y[other] + self.heights[other] + RIGHT);
        let high = things.get(at + 1).map_or(y + GRID, |&other| self.y[other] - RIGHT);
        Level {
            y,
            line,
            low: low.min(y),
            high: high.max(y),
            before: Some(column - 1),
            behind: Some(column),
            middle: None,
        }
    }

    fn draw(&self, graph: &Graph, levels: &[[i32; 2]]) -> Picture {
        let gutters = self.gutters(graph, levels);
        let mut x = vec![0; self.columns.len()];
        for column in 1..self.columns.len() {
            x[column] = x[column - 1] + self.widths[column - 1] + gutters[column - 1].width;
        }
        let boxes = (0..self.boxes).map(|rank| {
            let column = self.column[rank];
            let rect = Rect { x: x[column], y: self.y[rank], width: self.widths[column], height: self.heights[rank] };
            Placed { rect, lane: false }
        });
        let boxes: Vec<Placed> = boxes.collect();
        let mut lines = vec![Line::default(); graph.edges.len()];
        let mut labels = Vec::new();
        for (at, (piece, &[one, other])) in self.pieces.iter().zip(levels).enumerate() {
            let column = self.column[piece.from];
            let gutter = &gutters[column];
            let (left, right) = (x[column] + self.widths[column], x[column + 1]);
            let points = &mut lines[piece.edge].points;
            if piece.from < self.boxes {
                labels.extend(beside(&graph.edges[piece.edge], piece.edge, left + MARK, one));
            }
            points.push(Point { x: left, y: one });
            if one != other {
                let track = left + gutter.tracks + gutter.of[at].unwrap_or(0) * TRACK;
                points.extend([Point { x: track, y: one }, Point { x: track, y: other }]);
            }
            points.push(Point { x: right, y: other });
        }
        for (line, edge) in lines.iter_mut().zip(&graph.edges) {
            line.points = corners(&line.points);
            if self.column[edge.from] > self.column[edge.to] {
                line.points.reverse();
            }
        }
        let width = boxes.iter().map(|placed| placed.rect.right()).max().unwrap_or(0);
        let height = boxes.iter().map(|placed| placed.rect.bottom());
        let height = height.chain(levels.iter().flatten().map(|y| y + RIGHT)).max().unwrap_or(0);
        Picture { width, height, boxes, lines, labels, ..Picture::default() }
    }

    fn gutters(&self, graph: &Graph, levels: &[[i32; 2]]) -> Vec<Gutter> {
        let mut gutters = Vec::new();
        for column in 0..self.columns.len().saturating_sub(1) {
            let in_it = |&at: &usize| self.column[self.pieces[at].from] == column;
            let all: Vec<usize> = (0..self.pieces.len()).filter(in_it).collect();
            let words = all.iter().filter(|&&at| self.pieces[at].from < self.boxes);
            let words = words.filter_map(|&at| said(&graph.edges[self.pieces[at].edge]));
            let words = words.map(|said| BESIDE.width(&said) + 12).max().unwrap_or(0);
            let mut bent: Vec<usize> = all.into_iter().filter(|&at| levels[at][0] != levels[at][1]).collect();
            bent.sort_by_key(|&at| {
                let [from, to] = levels[at];
                if from < to { (false, -from) } else { (true, from) }
            });
            let pieces: Vec<(i32, i32)> = bent.iter().map(|&at| (levels[at][0], levels[at][1])).collect();
            let (given, count) = tracks(&pieces);
            let mut of = vec![None; self.pieces.len()];
            for (at, track) in bent.into_iter().zip(given) {
                of[at] = Some(track);
            }
            let needed = MARK + words + (count - 1).max(0) * TRACK + END;
            let tracks = MARK + words + (GUTTER - needed).max(0) / 2;
            gutters.push(Gutter { width: needed.max(GUTTER), tracks, of });
        }
        gutters
    }
}

/// A gutter.
struct Gutter {
    width: i32,
    /// Where its first track is.
    tracks: i32,
    /// The track of each piece, where it has one.
    of: Vec<Option<i32>>,
}

fn left_to_right(edge: &Edge, layers: &Layers) -> (usize, usize) {
    if layers.of[edge.from] < layers.of[edge.to] { (edge.from, edge.to) } else { (edge.to, edge.from) }
}

/// What stands beside a line.
fn said(edge: &Edge) -> Option<String> {
    let count = (edge.count > 1).then(|| format!("×{}", edge.count));
    edge.label.as_deref().map(safe).or(count)
}

fn beside(edge: &Edge, rank: usize, x: i32, y: i32) -> Option<Label> {
    let text = said(edge)?;
    let rect = Rect { x, y: y - 6, width: BESIDE.width(&text) + 4, height: 12 };
    Some(Label { rect, text, of: Of::Line(rank), style: Style::Beside })
}

/// Where a line turns, and its ends.
pub(super) fn corners(points: &[Point]) -> Vec<Point> {
    let mut corners: Vec<Point> = Vec::new();
    for &point in points {
        let is_on = |a: Point, b: Point| a.x == b.x && b.x == point.x || a.y == b.y && b.y == point.y;
        if let [.., a, b] = corners[..]
            && is_on(a, b)
        {
            corners.pop();
        }
        if corners.last() != Some(&point) {
            corners.push(point);
        }
    }
    corners
}
