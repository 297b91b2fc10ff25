//! Who stands where on the map, which way each line goes, and in which order lines meet a box.

use crate::views::{Graph, TeamType, What};

/// A part of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Across.
    Lane,
    /// Beside the lanes.
    Beside,
    /// Under them.
    Platform,
}

/// Which way a line goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Straight from a lane to its neighbour.
    Link,
    /// Through the gutter at the right of the lanes.
    Across,
    /// Through the gutter at the right of what is beside the lanes.
    Beyond,
    /// From a lane, down at the left, to a platform.
    LeftDown,
    /// From beside the lanes, down at the right, to a platform.
    RightDown,
    /// From a platform to another.
    Under,
}

/// The parts of the map, and the ways through it.
pub(super) struct Zones {
    pub zone: Vec<Zone>,
    pub lanes: Vec<usize>,
    pub beside: Vec<usize>,
    pub platforms: Vec<usize>,
    pub way: Vec<Way>,
    /// Per edge that is a link, the rank among those of the same two lanes.
    pub links: Vec<Option<usize>>,
    /// Per node, the edges at its left (for a platform at its upper side) and at its right, in order.
    pub ports: Vec<[Vec<usize>; 2]>,
}

/// Lanes that may have links between them: with more there is no room.
const ROOMY: usize = 12;
/// So many links fit between two lanes.
const LINKS: usize = 8;

impl Zones {
    pub fn of(graph: &Graph) -> Self {
        let zone: Vec<Zone> = graph.nodes.iter().map(|node| zone(node.what)).collect();
        let all = |wanted: Zone| (0..zone.len()).filter(|&at| zone[at] == wanted).collect::<Vec<usize>>();
        let lanes = in_order(graph, all(Zone::Lane), &zone);
        let (beside, platforms) = (all(Zone::Beside), all(Zone::Platform));
        let mut zones = Self {
            way: Vec::new(),
            links: Vec::new(),
            ports: vec![[Vec::new(), Vec::new()]; zone.len()],
            zone,
            lanes,
            beside,
            platforms,
        };
        zones.order_beside(graph);
        zones.order_platforms(graph);
        zones.find_ways(graph);
        zones.give_ports(graph);
        zones
    }

    fn rank_of_lane(&self, lane: usize) -> usize {
        self.lanes.iter().position(|other| *other == lane).unwrap_or(0)
    }

    /// Lanes that a team touches.
    pub fn touched<'z>(&'z self, graph: &'z Graph, team: usize) -> impl Iterator<Item = usize> + 'z {
        tied(graph, team).filter(|&other| self.zone[other] == Zone::Lane)
    }

    fn order_beside(&mut self, graph: &Graph) {
        let middle = |&team: &usize| {
            let ranks: Vec<usize> = self.touched(graph, team).map(|lane| self.rank_of_lane(lane)).collect();
            (ranks.iter().sum::<usize>() * 100).checked_div(ranks.len()).unwrap_or(usize::MAX)
        };
        let mut beside = self.beside.clone();
        beside.sort_by_key(middle);
        self.beside = beside;
    }

    /// The platform that most use stands first.
    fn order_platforms(&mut self, graph: &Graph) {
        let used = |&at: &usize| std::cmp::Reverse(tied(graph, at).count());
        self.platforms.sort_by_key(used);
    }

    fn find_ways(&mut self, graph: &Graph) {
        let mut links: Vec<usize> = vec![0; self.lanes.len()];
        let roomy = self.lanes.len() <= ROOMY;
        for edge in &graph.edges {
            let zones = (self.zone[edge.from], self.zone[edge.to]);
            let mut link = None;
            let way = match zones {
                (Zone::Lane, Zone::Lane) => {
                    let (a, b) = (self.rank_of_lane(edge.from), self.rank_of_lane(edge.to));
                    let upper = a.min(b);
                    if roomy && a.abs_diff(b) == 1 && links[upper] < LINKS {
                        link = Some(links[upper]);
                        links[upper] += 1;
                        Way::Link
                    } else {
                        Way::Across
                    }
                }
                (Zone::Lane, Zone::Beside) | (Zone::Beside, Zone::Lane) => Way::Across,
                (Zone::Beside, Zone::Beside) => Way::Beyond,
                (Zone::Platform, Zone::Platform) => Way::Under,
                (Zone::Lane, _) | (_, Zone::Lane) => Way::LeftDown,
                _ => Way::RightDown,
            };
            self.way.push(way);
            self.links.push(link);
        }
    }

    /// The edges that go a way.
    pub fn ways(&self, way: Way) -> impl Iterator<Item = usize> + '_ {
        (0..self.way.len()).filter(move |&edge| self.way[edge] == way)
    }

    /// The end from which a line is worked out: the lane, else what is not a platform, else what comes first.
    pub fn first(&self, graph: &Graph, edge: usize) -> usize {
        let (from, to) = (graph.edges[edge].from, graph.edges[edge].to);
        let rank = |at: usize| match self.zone[at] {
            Zone::Lane => (0, self.rank_of_lane(at)),
            Zone::Beside => (1, self.beside.iter().position(|other| *other == at).unwrap_or(0)),
            Zone::Platform => (2, self.platforms.iter().position(|other| *other == at).unwrap_or(0)),
        };
        if rank(from) <= rank(to) { from } else { to }
    }

    pub fn is_between_lanes(&self, graph: &Graph, edge: usize) -> bool {
        let edge = &graph.edges[edge];
        self.zone[edge.from] == Zone::Lane && self.zone[edge.to] == Zone::Lane
    }

    /// How high up a line to a platform comes from: those from the top go outermost.
    pub fn depth(&self, graph: &Graph, edge: usize, platform: usize) -> i32 {
        let other = other(graph, edge, platform);
        let rank = |list: &[usize]| list.iter().position(|at| *at == other).unwrap_or(0);
        let rank = match self.zone[other] {
            Zone::Lane => {
                let all = &self.ports[other][0];
                rank(&self.lanes) * 100 + all.iter().position(|at| *at == edge).unwrap_or(0).min(99)
            }
            Zone::Beside => rank(&self.beside),
            Zone::Platform => 1_000_000 + rank(&self.platforms),
        };
        i32::try_from(rank).unwrap_or(i32::MAX)
    }

    /// The most lines that meet a side of a box.
    pub fn most(&self, at: usize) -> usize {
        if self.zone[at] == Zone::Platform { 0 } else { self.ports[at].iter().map(Vec::len).max().unwrap_or(0) }
    }

    fn give_ports(&mut self, graph: &Graph) {
        for edge in 0..graph.edges.len() {
            let (from, to) = (graph.edges[edge].from, graph.edges[edge].to);
            for at in [from, to] {
                let side = match (self.way[edge], self.zone[at]) {
                    (Way::Link, _) => continue,
                    (Way::LeftDown, Zone::Lane) | (Way::Across, Zone::Beside) | (_, Zone::Platform) => 0,
                    _ => 1,
                };
                self.ports[at][side].push(edge);
            }
        }
        for at in 0..self.zone.len() {
            for side in 0..2 {
                let mut edges = std::mem::take(&mut self.ports[at][side]);
                edges.sort_by_key(|&edge| (self.port_rank(graph, edge, at), edge));
                self.ports[at][side] = edges;
            }
        }
    }

    /// What orders lines at a box: the place of what they lead to.
    fn port_rank(&self, graph: &Graph, edge: usize, at: usize) -> (usize, usize) {
        let other = other(graph, edge, at);
        let rank = |list: &[usize]| list.iter().position(|one| *one == other).unwrap_or(0);
        match (self.zone[at], self.zone[other]) {
            // At a platform: from the left those that come down there, then its neighbours, then from the right.
            (_, Zone::Lane) => (0, rank(&self.lanes)),
            (Zone::Platform, Zone::Platform) => (1, rank(&self.platforms)),
            (Zone::Platform, Zone::Beside) => (2, usize::MAX - rank(&self.beside)),
            (_, Zone::Beside) => (1, rank(&self.beside)),
            (_, Zone::Platform) => (2, rank(&self.platforms)),
        }
    }
}

/// The other end of an edge.
pub(super) fn other(graph: &Graph, edge: usize, at: usize) -> usize {
    let edge = &graph.edges[edge];
    if edge.from == at { edge.to } else { edge.from }
}

fn zone(what: What) -> Zone {
    match what {
        What::Team(Some(TeamType::Platform)) => Zone::Platform,
        What::Team(Some(TeamType::Enabling | TeamType::ComplicatedSubsystem)) | What::Together => Zone::Beside,
        _ => Zone::Lane,
    }
}

/// What a node is tied to.
fn tied(graph: &Graph, at: usize) -> impl Iterator<Item = usize> + '_ {
    graph.edges.iter().filter_map(move |edge| match (edge.from == at, edge.to == at) {
        (true, _) => Some(edge.to),
        (_, true) => Some(edge.from),
        _ => None,
    })
}

/// Lanes so that those of one unit, and those that touch each other, stand together; those of unknown type last.
fn in_order(graph: &Graph, mut lanes: Vec<usize>, zone: &[Zone]) -> Vec<usize> {
    let known = |at: usize| graph.nodes[at].what == What::Team(Some(TeamType::StreamAligned));
    lanes.sort_by(|&a, &b| {
        let key = |at: usize| {
            (!known(at), graph.nodes[at].groups.unit.as_deref().unwrap_or("\u{10ffff}"), &graph.nodes[at].id)
        };
        key(a).cmp(&key(b))
    });
    let mut least = cost(graph, &lanes, zone);
    // Neighbours change places as long as that helps.
    for _ in 0..lanes.len() {
        let before = least;
        for at in 1..lanes.len() {
            if known(lanes[at - 1]) == known(lanes[at]) {
                lanes.swap(at - 1, at);
                let changed = cost(graph, &lanes, zone);
                if changed < least {
                    least = changed;
                } else {
                    lanes.swap(at - 1, at);
                }
            }
        }
        if before == least {
            break;
        }
    }
    lanes
}

/// How far apart lanes are that belong together.
fn cost(graph: &Graph, lanes: &[usize], zone: &[Zone]) -> usize {
    let mut rank = vec![None; zone.len()];
    for (at, &lane) in lanes.iter().enumerate() {
        rank[lane] = Some(at);
    }
    let direct = graph.edges.iter().filter_map(|edge| Some(rank[edge.from]?.abs_diff(rank[edge.to]?)));
    let mut spans: Vec<Option<(usize, usize)>> = vec![None; zone.len()];
    for edge in &graph.edges {
        for (at, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
            if let (Zone::Beside, Some(lane)) = (zone[at], rank[other]) {
                let (low, high) = spans[at].unwrap_or((lane, lane));
                spans[at] = Some((low.min(lane), high.max(lane)));
            }
        }
    }
    let spans = spans.into_iter().flatten().map(|(low, high)| high - low);
    let unit = |at: usize| &graph.nodes[at].groups.unit;
    let breaks = lanes.windows(2).filter(|pair| unit(pair[0]) != unit(pair[1])).count();
    direct.map(|apart| 2 * apart).sum::<usize>() + spans.sum::<usize>() + breaks
}
