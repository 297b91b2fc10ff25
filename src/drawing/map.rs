//! The map of interactions after Team Topologies: stream-aligned teams are lanes across, platforms lie under them, and
//! enabling and complicated-subsystem teams stand beside the lanes that they touch.
//!
//! Lines to platforms leave lanes at the left and come down outside of them; lines to teams beside leave at the right. So
//! there are gutters in which lines change their height, and none ever has to cross a box.

use crate::drawing::content::{CHEVRON, PAD, SIGN, content, lane_name};
use crate::drawing::geometry::{Line, Picture, Placed, Point, Rect};
use crate::drawing::layered::corners;
use crate::drawing::settle::settle;
use crate::drawing::straighten::{GRID, LEFT, Level, RIGHT, high_enough, spread, straighten};
use crate::drawing::text::{NAME, SUB};
use crate::drawing::tracks::tracks;
use crate::drawing::zones::{Way, Zone, Zones, other};
use crate::views::Graph;

const TRACK: i32 = 10;
const MARK: i32 = 20;
/// Lanes, with room for two lines in each and for links between neighbours, as long as they are few.
const FEW: usize = 12;
const LANE: i32 = 420;
const LANE_ALONE: i32 = 560;
/// Between ports at the upper side of a platform, and between links of neighbouring lanes.
const PORT: i32 = 16;
const LINK: i32 = 24;
const GAP: i32 = 32;
/// The widest row of platforms is as wide as the rest, and at least this.
const ROW: i32 = 600;

/// A level piece above a platform: its edge, the platform, and from where to where it leads.
type LevelPiece = (usize, usize, i32, i32);

/// Where everything lies.
pub(super) fn lay_out(graph: &Graph) -> Picture {
    let zones = Zones::of(graph);
    let mut map = Map::of(graph, &zones);
    map.stack();
    map.link_neighbours();
    map.cross();
    map.place_platforms();
    map.come_down();
    map.picture()
}

/// A map in the making. The left side of the lanes is at 0, and so is the top.
struct Map<'g> {
    graph: &'g Graph,
    zones: &'g Zones,
    rects: Vec<Rect>,
    /// The least width of each box.
    widths: Vec<i32>,
    points: Vec<Vec<Point>>,
    /// How far down lanes and what stands beside them reach, and how far to the right.
    bottom: i32,
    right: i32,
}

impl<'g> Map<'g> {
    fn of(graph: &'g Graph, zones: &'g Zones) -> Self {
        let contents: Vec<_> = graph.nodes.iter().map(|node| content(graph, node)).collect();
        let rect = |at: usize| {
            let height =
                if zones.zone[at] == Zone::Lane && zones.lanes.len() > FEW { 2 * GRID } else { contents[at].height };
            Rect { x: 0, y: 0, width: contents[at].width, height: high_enough(height, zones.most(at)) }
        };
        Self {
            rects: (0..contents.len()).map(rect).collect(),
            widths: contents.iter().map(|content| content.width).collect(),
            points: vec![Vec::new(); graph.edges.len()],
            graph,
            zones,
            bottom: 0,
            right: 0,
        }
    }

    fn is_roomy(&self) -> bool {
        self.zones.lanes.len() <= FEW
    }

    /// Lanes below each other, and each team beside them as near as can be to those that it touches.
    fn stack(&mut self) {
        let gap = if self.is_roomy() { GAP } else { GRID };
        let width = if self.zones.beside.is_empty() { LANE_ALONE } else { LANE };
        let needed = self.zones.lanes.iter().map(|&lane| self.lane_width(lane)).max().unwrap_or(0);
        let mut y = 0;
        for &lane in &self.zones.lanes {
            let rect = &mut self.rects[lane];
            (rect.y, rect.width) = (y, width.max(needed));
            y = rect.bottom() + gap;
        }
        self.bottom = (y - gap).max(0);
        self.right = self.zones.lanes.first().map_or(0, |&lane| self.rects[lane].right());
        let beside = &self.zones.beside;
        let mut next = 0;
        let wanted: Vec<i32> = beside
            .iter()
            .map(|&team| {
                let touched: Vec<i32> = self.zones.touched(self.graph, team).map(|lane| self.middle(lane)).collect();
                let middle = touched.iter().sum::<i32>().checked_div(i32::try_from(touched.len()).unwrap_or(i32::MAX));
                // Who touches no lane stands below the others.
                let y = middle.map_or(next, |middle| middle - self.rects[team].height / 2);
                next = y.max(next) + self.rects[team].height + GRID;
                y
            })
            .collect();
        let sizes: Vec<(i32, i32)> = beside.iter().map(|&team| (self.rects[team].height, GRID)).collect();
        for (&team, y) in beside.iter().zip(settle(&wanted, &sizes, GRID)) {
            self.rects[team].y = y;
            self.bottom = self.bottom.max(self.rects[team].bottom());
        }
    }

    fn lane_width(&self, lane: usize) -> i32 {
        let node = &self.graph.nodes[lane];
        NAME.width(&lane_name(node)) + SUB.width(&content(self.graph, node).sub) + SIGN + CHEVRON + 4 * PAD
    }

    fn middle(&self, at: usize) -> i32 {
        self.rects[at].y + self.rects[at].height / 2
    }

    /// Ties of neighbouring lanes are drawn straight between them.
    fn link_neighbours(&mut self) {
        for (edge, link) in self.zones.links.iter().enumerate() {
            let Some(rank) = *link else { continue };
            let (from, to) = (self.graph.edges[edge].from, self.graph.edges[edge].to);
            let (a, b) = (self.rects[from], self.rects[to]);
            let x = a.right() - 2 * LINK - i32::try_from(rank).unwrap_or(0) * LINK;
            let (start, end) = if a.y < b.y { (a.bottom(), b.y) } else { (a.y, b.bottom()) };
            self.points[edge] = vec![Point { x, y: start }, Point { x, y: end }];
        }
    }

    /// Lines in the gutter between lanes and the teams beside them, and in the one beyond these.
    fn cross(&mut self) {
        let (ends, levels) = self.levels();
        let all: Vec<usize> = self.zones.ways(Way::Across).collect();
        let mut bent: Vec<(usize, i32, i32)> = Vec::new();
        for &edge in &all {
            let [one, other] = ends[edge].map(|level| levels[level].y);
            if one != other || self.zones.is_between_lanes(self.graph, edge) {
                bent.push((edge, one, other));
            }
        }
        bent.sort_by_key(|&(edge, one, other)| {
            let between = self.zones.is_between_lanes(self.graph, edge);
            let (length, down) = ((one - other).abs(), one < other);
            (!between, if between { length } else { 0 }, !down, if down { -one } else { one })
        });
        let pieces: Vec<(i32, i32)> = bent.iter().map(|&(_, one, other)| (one, other)).collect();
        let (given, count) = tracks(&pieces);
        let lanes = self.right;
        let gutter = if all.is_empty() && self.zones.lanes.is_empty() {
            0
        } else {
            (2 * MARK + (count - 1).max(0) * TRACK).max(4 * MARK)
        };
        let x = lanes + if self.zones.beside.is_empty() && all.is_empty() { 0 } else { gutter };
        self.place_beside(x);
        let start = lanes + (gutter - (count - 1).max(0) * TRACK) / 2;
        for &edge in &all {
            let [one, other] = ends[edge].map(|level| levels[level].y);
            let track = bent.iter().position(|bent| bent.0 == edge).map(|at| start + given[at] * TRACK);
            let end = if self.zones.is_between_lanes(self.graph, edge) { lanes } else { x };
            let track = track.unwrap_or(start);
            let way = [(lanes, one), (track, one), (track, other), (end, other)].map(|(x, y)| Point { x, y });
            self.points[edge] = self.turned(edge, &way);
        }
        let beyond: Vec<usize> = self.zones.ways(Way::Beyond).collect();
        self.go_beyond(&beyond, &ends, &levels);
    }

    /// A line is worked out from the lane, or from the upper box, on; this gives it the direction of its edge.
    fn turned(&self, edge: usize, way: &[Point]) -> Vec<Point> {
        let mut points = corners(way);
        if self.zones.first(self.graph, edge) != self.graph.edges[edge].from {
            points.reverse();
        }
        points
    }

    fn place_beside(&mut self, x: i32) {
        let width = self.zones.beside.iter().map(|&team| self.widths[team]).max().unwrap_or(0);
        for &team in &self.zones.beside {
            (self.rects[team].x, self.rects[team].width) = (x, width);
        }
        if width > 0 {
            self.right = x + width;
        }
    }

    /// Lines between teams beside the lanes, in the gutter beyond them.
    fn go_beyond(&mut self, edges: &[usize], ends: &[[usize; 2]], levels: &[Level]) {
        let mut order: Vec<(i32, usize)> = edges
            .iter()
            .map(|&edge| {
                let [one, other] = ends[edge].map(|level| levels[level].y);
                ((one - other).abs(), edge)
            })
            .collect();
        order.sort_unstable();
        let pieces: Vec<(i32, i32)> = order
            .iter()
            .map(|&(_, edge)| {
                let [one, other] = ends[edge].map(|level| levels[level].y);
                (one, other)
            })
            .collect();
        let (given, _) = tracks(&pieces);
        for (&(_, edge), (track, (one, other))) in order.iter().zip(given.into_iter().zip(pieces)) {
            let (side, track) = (self.right, self.right + MARK + track * TRACK);
            let way = [(side, one), (track, one), (track, other), (side, other)].map(|(x, y)| Point { x, y });
            self.points[edge] = self.turned(edge, &way);
        }
    }

    /// The heights at which lines meet lanes and teams beside them; per edge those of its two ends.
    fn levels(&self) -> (Vec<[usize; 2]>, Vec<Level>) {
        let mut levels = Vec::new();
        let mut ends = vec![[0; 2]; self.graph.edges.len()];
        for (at, ports) in self.zones.ports.iter().enumerate() {
            let Rect { y, height, .. } = self.rects[at];
            if self.zones.zone[at] == Zone::Platform {
                continue;
            }
            for (side, edges) in ports.iter().enumerate() {
                let is_inner = (self.zones.zone[at] == Zone::Lane) == (side == 1);
                let phase = if self.zones.zone[at] == Zone::Lane { RIGHT } else { LEFT };
                for (&edge, level) in edges.iter().zip(spread(y, height, edges.len(), phase)) {
                    let first = self.zones.first(self.graph, edge) == at;
                    ends[edge][usize::from(!first)] = levels.len();
                    levels.push(Level {
                        y: level,
                        line: edge,
                        low: y + RIGHT,
                        high: y + height - RIGHT,
                        before: (is_inner && side == 0).then_some(0),
                        behind: (is_inner && side == 1).then_some(0),
                        middle: (edges.len() == 1).then_some(y + height / 2),
                    });
                }
            }
        }
        let straight = self.zones.ways(Way::Across).filter(|&edge| !self.zones.is_between_lanes(self.graph, edge));
        let pieces: Vec<(usize, usize)> = straight.map(|edge| (ends[edge][0], ends[edge][1])).collect();
        straighten(&mut levels, &pieces);
        (ends, levels)
    }

    /// Platforms in rows under everything, each row as wide as all that is above it.
    fn place_platforms(&mut self) {
        let least = |map: &Self, at: usize| {
            let ports = i32::try_from(map.zones.ports[at].iter().map(Vec::len).sum::<usize>()).unwrap_or(0);
            map.widths[at].max((ports + 1) * PORT)
        };
        let widest = self.zones.platforms.iter().map(|&at| least(self, at)).max().unwrap_or(0);
        let whole = if self.zones.platforms.is_empty() { self.right } else { self.right.max(ROW).max(widest) };
        let mut rows: Vec<Vec<usize>> = Vec::new();
        let mut used = 0;
        for &at in &self.zones.platforms {
            let width = least(self, at);
            if rows.is_empty() || used + GAP + width > whole {
                rows.push(Vec::new());
                used = 0;
            }
            used += width + if used > 0 { GAP } else { 0 };
            if let Some(row) = rows.last_mut() {
                row.push(at);
            }
        }
        let mut y = self.bottom;
        for row in rows {
            self.stretch(&row, whole, |map, at| least(map, at));
            let corridor = self.corridor(&row);
            y += corridor;
            let height = row.iter().map(|&at| self.rects[at].height).max().unwrap_or(0);
            for &at in &row {
                (self.rects[at].y, self.rects[at].height) = (y, height);
            }
            self.lead_in(&row);
            y += height;
        }
        (self.bottom, self.right) = (y, self.right.max(whole));
    }

    /// Gives what is left of a row to those in it.
    fn stretch(&mut self, row: &[usize], whole: i32, least: impl Fn(&Self, usize) -> i32) {
        let count = i32::try_from(row.len()).unwrap_or(1);
        let needed: i32 = row.iter().map(|&at| least(self, at)).sum::<i32>() + (count - 1) * GAP;
        let spare = (whole - needed).max(0) / count.max(1);
        let mut x = 0;
        for &at in row {
            let width = least(self, at) + spare;
            (self.rects[at].x, self.rects[at].width) = (x, width);
            x += width + GAP;
        }
    }

    /// Where each line meets the upper side of a platform.
    fn port(&self, at: usize, edge: usize) -> i32 {
        let edges = &self.zones.ports[at][0];
        let rank = edges.iter().position(|other| *other == edge).unwrap_or(0);
        let count = i32::try_from(edges.len()).unwrap_or(1);
        let Rect { x, width, .. } = self.rects[at];
        let pitch = (width / (count + 1)).clamp(PORT, 3 * PORT);
        x + (width - (count - 1) * pitch) / 2 + i32::try_from(rank).unwrap_or(0) * pitch
    }

    /// The level pieces above a row, the innermost first: each with the platform that it comes down to.
    fn level_pieces(&self, row: &[usize]) -> Vec<LevelPiece> {
        const FAR: i32 = 1_000_000;
        let mut pieces: Vec<(i32, i32, LevelPiece)> = Vec::new();
        for &at in row {
            for &edge in &self.zones.ports[at][0] {
                let x = self.port(at, edge);
                match self.zones.way[edge] {
                    Way::Under => {
                        let partner = other(self.graph, edge, at);
                        if row.contains(&partner) {
                            let end = self.port(partner, edge);
                            if x < end {
                                pieces.push((0, end - x, (edge, at, x, end)));
                            }
                        } else {
                            pieces.push((1, self.zones.depth(self.graph, edge, at), (edge, at, -FAR, x)));
                        }
                    }
                    Way::RightDown => pieces.push((2, self.zones.depth(self.graph, edge, at), (edge, at, x, FAR))),
                    _ => pieces.push((1, self.zones.depth(self.graph, edge, at), (edge, at, -FAR, x))),
                }
            }
        }
        pieces.sort_by_key(|&(kind, depth, (edge, ..))| (kind, depth, edge));
        pieces.into_iter().map(|(.., piece)| piece).collect()
    }

    /// How high the gutter above a row is.
    fn corridor(&self, row: &[usize]) -> i32 {
        let pieces: Vec<(i32, i32)> = self.level_pieces(row).iter().map(|&(.., from, to)| (from, to)).collect();
        let (_, count) = tracks(&pieces);
        if count == 0 { GAP } else { MARK + count * TRACK + GRID }
    }

    /// The pieces of lines above a row: level, then down to the platform.
    fn lead_in(&mut self, row: &[usize]) {
        let pieces = self.level_pieces(row);
        let (given, _) = tracks(&pieces.iter().map(|&(.., from, to)| (from, to)).collect::<Vec<_>>());
        for ((edge, at, from, to), track) in pieces.into_iter().zip(given) {
            let top = self.rects[at].y;
            let y = top - MARK - track * TRACK;
            let x = self.port(at, edge);
            let partner = other(self.graph, edge, at);
            if self.zones.way[edge] == Way::Under && row.contains(&partner) {
                let way = [(from, top), (from, y), (to, y), (to, top)].map(|(x, y)| Point { x, y });
                self.points[edge] =
                    if self.graph.edges[edge].from == at { way.to_vec() } else { way.into_iter().rev().collect() };
            } else {
                // The outer end is put in when it is known how far out it is.
                self.points[edge].extend([Point { x, y }, Point { x, y: top }]);
            }
        }
    }

    /// The upright pieces at the left of the lanes and at the right of what is beside them.
    fn come_down(&mut self) {
        let (ends, levels) = self.levels();
        let beyond = self.points_beyond();
        for way in [Way::LeftDown, Way::RightDown] {
            let mut pieces: Vec<(i32, i32, usize)> = Vec::new();
            for edge in self.zones.ways(way) {
                let start = levels[ends[edge][0]].y;
                if let Some(level) = self.points[edge].first() {
                    pieces.push((start, level.y, edge));
                }
            }
            if way == Way::LeftDown {
                for edge in self.zones.ways(Way::Under).filter(|&edge| self.is_in_two_rows(edge)) {
                    let ys: Vec<i32> = self.points[edge].iter().map(|point| point.y).collect();
                    pieces.push((ys[0], ys[2], edge));
                }
            }
            pieces.sort_by_key(|&(start, end, edge)| (self.is_in_two_rows(edge), -start, end, edge));
            let mut taken: Vec<(i32, i32)> = if way == Way::RightDown { beyond.clone() } else { Vec::new() };
            let before = taken.len();
            taken.extend(pieces.iter().map(|&(start, end, _)| (start, end)));
            let (given, _) = tracks(&taken);
            for (&(start, _, edge), track) in pieces.iter().zip(&given[before..]) {
                let out = MARK + track * TRACK;
                let (side, x) = if way == Way::LeftDown { (0, -out) } else { (self.side(), self.right_of(out)) };
                self.lead_out(edge, start, (side, x));
            }
        }
    }

    /// Right side of what stands beside the lanes.
    fn side(&self) -> i32 {
        self.zones.beside.first().map_or(self.right, |&team| self.rects[team].right())
    }

    fn right_of(&self, out: i32) -> i32 {
        self.side().max(if self.zones.platforms.is_empty() { 0 } else { self.right }) + out
    }

    /// Upright pieces that are beyond already.
    fn points_beyond(&self) -> Vec<(i32, i32)> {
        let mut order: Vec<(i32, usize)> = self
            .zones
            .ways(Way::Beyond)
            .map(|edge| (self.points[edge].get(1).map_or(0, |point| point.x), edge))
            .collect();
        order.sort_unstable();
        order
            .into_iter()
            .map(|(_, edge)| (self.points[edge][0].y, self.points[edge][self.points[edge].len() - 1].y))
            .collect()
    }

    fn is_in_two_rows(&self, edge: usize) -> bool {
        let (from, to) = (self.graph.edges[edge].from, self.graph.edges[edge].to);
        self.zones.way[edge] == Way::Under && self.rects[from].y != self.rects[to].y
    }

    /// Completes a line with its upright piece.
    fn lead_out(&mut self, edge: usize, start: i32, (side, x): (i32, i32)) {
        let down = std::mem::take(&mut self.points[edge]);
        let way = if self.is_in_two_rows(edge) {
            // Twice a level piece and a way down: of the upper platform, then of the lower.
            vec![down[1], down[0], Point { x, y: down[0].y }, Point { x, y: down[2].y }, down[2], down[3]]
        } else {
            let level = down[0];
            vec![Point { x: side, y: start }, Point { x, y: start }, Point { x, y: level.y }, level, down[1]]
        };
        self.points[edge] = self.turned(edge, &way);
    }

    fn picture(self) -> Picture {
        let boxes = self.rects.iter().zip(&self.zones.zone);
        let boxes = boxes.map(|(&rect, &zone)| Placed { rect, lane: zone == Zone::Lane }).collect();
        let lines = self.points.into_iter().map(|points| Line { points }).collect();
        let mut picture = Picture { boxes, lines, ..Picture::default() };
        let points = || picture.lines.iter().flat_map(|line| &line.points);
        let rects = || picture.boxes.iter().map(|placed| placed.rect);
        let left = points().map(|point| point.x).min().unwrap_or(0).min(0);
        let right = points().map(|point| point.x).chain(rects().map(|rect| rect.right())).max().unwrap_or(0);
        let bottom = points().map(|point| point.y).chain(rects().map(|rect| rect.bottom())).max().unwrap_or(0);
        let edge = if left < 0 { RIGHT } else { 0 };
        picture.shift(edge - left, 0);
        (picture.width, picture.height) = (right - left + edge + RIGHT, bottom);
        picture
    }
}
