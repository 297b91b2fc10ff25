//! Pictures in which nothing lies on anything else, whatever is drawn: up to forty boxes and eighty lines between them.

use proptest::prelude::*;
use teamlint::drawing::{Of, Picture, Point, Rect, picture};
use teamlint::finding::Severity;
use teamlint::views::{By, Edge, Graph, Groups, Known, MOST_EDGES, MOST_NODES, Node, TeamType, Tie, View, What};

const TYPES: [Option<TeamType>; 5] = [
    Some(TeamType::StreamAligned),
    Some(TeamType::Platform),
    Some(TeamType::Enabling),
    Some(TeamType::ComplicatedSubsystem),
    None,
];
const TIES: [Tie; 5] = [Tie::Collaboration, Tie::AsAService, Tie::Facilitating, Tie::Unsaid, Tie::Engagement];
const NAMES: [&str; 7] = [
    "payments",
    "x",
    "customer-identity-and-access-management-for-everybody-in-the-whole-company",
    "支払いと請求書の管理を担当するチーム",
    "צוות-התשלומים-והחשבוניות",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "WWWWWWWWWW MMMMMMMM",
];

/// A node of which only this is known.
pub fn node(rank: usize, what: What, name: &str) -> Node {
    Node::of(format!("team:{rank:02}-{name}"), what, name.to_owned())
}

/// An edge of which only this is known.
pub fn edge(from: usize, to: usize, tie: Tie) -> Edge {
    let directed = tie != Tie::Collaboration;
    Edge { from, to, tie, directed, known: Known::Declared, count: 1, label: None, worst: None }
}

/// A graph of these.
pub fn graph(view: View, by: Option<By>, nodes: Vec<Node>, edges: Vec<Edge>) -> Graph {
    Graph { view, by, nodes, edges, alone: Vec::new(), missing: Vec::new(), groups: Vec::new() }
}

fn any_node() -> impl Strategy<Value = Node> {
    let worst = prop_oneof![
        Just(None),
        Just(Some(Severity::Error)),
        Just(Some(Severity::Warning)),
        Just(Some(Severity::Advice))
    ];
    let unit = prop_oneof![Just(None), "[a-d]".prop_map(Some)];
    (0..TYPES.len(), 0..NAMES.len(), worst, unit, any::<bool>()).prop_map(|(of, name, worst, unit, declared)| Node {
        worst,
        declared,
        groups: Groups { unit, ..Groups::default() },
        ..node(0, What::Team(TYPES[of]), NAMES[name])
    })
}

fn any_graph(view: View, by: Option<By>) -> impl Strategy<Value = Graph> {
    let nodes = proptest::collection::vec(any_node(), 1..=MOST_NODES);
    let sized = (nodes, 0..=MOST_EDGES);
    sized.prop_flat_map(move |(nodes, edges)| {
        let n = nodes.len();
        let label = prop_oneof![Just(None), Just(Some("1, 2, 3…".to_owned())), Just(Some("2".to_owned()))];
        let ties = proptest::collection::vec((0..n, 0..n, 0..TIES.len(), 1..200_usize, label), edges..=edges);
        ties.prop_map(move |ties| {
            let mut nodes = nodes.clone();
            for (rank, node) in nodes.iter_mut().enumerate() {
                node.id = format!("team:{rank:02}");
            }
            let mut edges: Vec<Edge> = ties
                .into_iter()
                .filter(|(from, to, ..)| from != to)
                .map(|(from, to, tie, count, label)| {
                    let is_map = view == View::Interactions && by.is_none();
                    let (count, label) = if is_map { (1, None) } else { (count, label) };
                    Edge { count, label, ..edge(from, to, TIES[tie]) }
                })
                .collect();
            edges.sort_by_key(|edge| (edge.from, edge.to, edge.tie));
            edges.dedup_by_key(|edge| (edge.from, edge.to, edge.tie));
            graph(view, by, nodes, edges)
        })
    })
}

fn grown(rect: Rect, by: i32) -> Rect {
    Rect { x: rect.x - by, y: rect.y - by, width: rect.width + 2 * by, height: rect.height + 2 * by }
}

/// Whether a piece of a line has more in common with a rectangle than its sides.
fn crosses(a: Point, b: Point, rect: Rect) -> bool {
    a.x.min(b.x) < rect.right() && a.x.max(b.x) > rect.x && a.y.min(b.y) < rect.bottom() && a.y.max(b.y) > rect.y
}

fn is_on_side(point: Point, rect: Rect) -> bool {
    let within_x = (rect.x..=rect.right()).contains(&point.x);
    let within_y = (rect.y..=rect.bottom()).contains(&point.y);
    within_x
        && within_y
        && (point.x == rect.x || point.x == rect.right() || point.y == rect.y || point.y == rect.bottom())
}

fn contains(outer: Rect, inner: Rect) -> bool {
    outer.x <= inner.x && outer.y <= inner.y && outer.right() >= inner.right() && outer.bottom() >= inner.bottom()
}

/// Everything that is wrong with where things lie.
pub fn faults(graph: &Graph, picture: &Picture) -> Vec<String> {
    let mut faults = boxes_and_labels(graph, picture);
    faults.extend(lines(graph, picture));
    faults
}

fn boxes_and_labels(graph: &Graph, picture: &Picture) -> Vec<String> {
    let mut faults = Vec::new();
    let whole = Rect { x: 0, y: 0, width: picture.width, height: picture.height };
    if picture.boxes.len() != graph.nodes.len() || picture.lines.len() != graph.edges.len() {
        faults.push("something is not drawn".to_owned());
    }
    for (at, one) in picture.boxes.iter().enumerate() {
        if !contains(whole, one.rect) {
            faults.push(format!("box {at} is outside: {:?}", one.rect));
        }
        for (other, two) in picture.boxes.iter().enumerate().skip(at + 1) {
            if grown(one.rect, 4).overlaps(&two.rect) {
                faults.push(format!("boxes {at} and {other} overlap: {:?} {:?}", one.rect, two.rect));
            }
        }
    }
    let written = picture.labels.iter().map(|label| (label.rect, label.of, label.text.as_str()));
    let signs = picture.signs.iter().enumerate().filter_map(|(at, sign)| Some(((*sign)?, Of::Box(at), "sign")));
    let samples = picture.legend.iter().map(|(_, rect)| (*rect, Of::Picture, "sample"));
    let all: Vec<(Rect, Of, &str)> = written.chain(signs).chain(samples).collect();
    for (at, &(rect, of, text)) in all.iter().enumerate() {
        if !contains(whole, rect) {
            faults.push(format!("`{text}` is outside: {rect:?}"));
        }
        for &(other, _, said) in &all[at + 1..] {
            if rect.overlaps(&other) {
                faults.push(format!("`{text}` and `{said}` overlap: {rect:?} {other:?}"));
            }
        }
        for (rank, placed) in picture.boxes.iter().enumerate() {
            if of == Of::Box(rank) && !contains(placed.rect, rect) {
                faults.push(format!("`{text}` is not in its box: {rect:?} {:?}", placed.rect));
            }
            if of != Of::Box(rank) && placed.rect.overlaps(&rect) {
                faults.push(format!("`{text}` is on box {rank}"));
            }
        }
    }
    faults
}

fn lines(graph: &Graph, picture: &Picture) -> Vec<String> {
    let mut faults = Vec::new();
    let whole = Rect { x: 0, y: 0, width: picture.width, height: picture.height };
    let mut pieces: Vec<(usize, Point, Point)> = Vec::new();
    for (at, (line, edge)) in picture.lines.iter().zip(&graph.edges).enumerate() {
        let [first, .., last] = line.points[..] else {
            faults.push(format!("line {at} has no length"));
            continue;
        };
        for (point, end) in [(first, edge.from), (last, edge.to)] {
            if !is_on_side(point, picture.boxes[end].rect) {
                faults.push(format!("line {at} does not meet box {end}: {point:?} {:?}", picture.boxes[end].rect));
            }
        }
        for pair in line.points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if (a.x == b.x) == (a.y == b.y) {
                faults.push(format!("line {at} is slanted, or stands still: {a:?} {b:?}"));
            }
            for point in [a, b] {
                if !contains(whole, Rect { x: point.x, y: point.y, width: 0, height: 0 }) {
                    faults.push(format!("line {at} is outside: {point:?}"));
                }
            }
            for (rank, placed) in picture.boxes.iter().enumerate() {
                let is_own = rank == edge.from || rank == edge.to;
                if crosses(a, b, grown(placed.rect, if is_own { 0 } else { 2 })) {
                    faults.push(format!("line {at} crosses box {rank}: {a:?} {b:?} {:?}", placed.rect));
                }
            }
            for label in picture.labels.iter().filter(|label| label.of != Of::Line(at)) {
                if crosses(a, b, label.rect) && !matches!(label.of, Of::Box(_)) {
                    faults.push(format!("line {at} crosses `{}`: {a:?} {b:?} {:?}", label.text, label.rect));
                }
            }
            pieces.push((at, a, b));
        }
    }
    for (at, &(line, a, b)) in pieces.iter().enumerate() {
        for &(other, c, d) in &pieces[at + 1..] {
            if line != other && lie_on_each_other((a, b), (c, d)) {
                faults.push(format!("lines {line} and {other} lie on each other: {a:?} {b:?}, {c:?} {d:?}"));
            }
        }
    }
    faults
}

/// Whether two pieces run side by side, closer than one can see.
fn lie_on_each_other((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let near = |one: i32, other: i32| (one - other).abs() < 4;
    let together = |a: i32, b: i32, c: i32, d: i32| a.min(b) < c.max(d) && c.min(d) < a.max(b);
    (a.x == b.x && c.x == d.x && near(a.x, c.x) && together(a.y, b.y, c.y, d.y))
        || (a.y == b.y && c.y == d.y && near(a.y, c.y) && together(a.x, b.x, c.x, d.x))
}

fn assert_tidy(graph: &Graph) {
    let picture = picture(graph, Some("Who works with whom"));
    let faults = faults(graph, &picture);
    assert!(faults.is_empty(), "{} faults:\n{}\n{graph:#?}", faults.len(), faults.join("\n"));
}

/// As many cases as there is time for.
fn cases() -> ProptestConfig {
    let wanted = std::env::var("TEAMLINT_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: wanted.unwrap_or(24), max_shrink_iters: 300, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn nothing_lies_on_anything_else_on_a_map(graph in any_graph(View::Interactions, None)) {
        assert_tidy(&graph);
    }

    #[test]
    fn nothing_lies_on_anything_else_in_columns(graph in any_graph(View::Dependencies, Some(By::Team))) {
        assert_tidy(&graph);
    }
}

/// What random graphs rarely are: all of one kind, everybody with everybody, a hub, a long row, a circle.
#[test]
fn nothing_lies_on_anything_else_in_extremes() {
    let all =
        |n: usize, of: usize| (0..n).map(|at| node(at, What::Team(TYPES[of % 5]), NAMES[at % 7])).collect::<Vec<_>>();
    let hub = || (1..MOST_NODES).map(|at| edge(0, at, Tie::AsAService)).collect::<Vec<_>>();
    let row = || (1..MOST_NODES).map(|at| edge(at - 1, at, Tie::Facilitating)).collect::<Vec<_>>();
    let circle = || row().into_iter().chain([edge(MOST_NODES - 1, 0, Tie::AsAService)]).collect::<Vec<_>>();
    let back = || hub().into_iter().chain((1..MOST_NODES).map(|at| edge(at, 0, Tie::Engagement))).collect::<Vec<_>>();
    let parallel = || TIES.iter().flat_map(|&tie| [edge(0, 1, tie), edge(1, 0, tie)]).collect::<Vec<_>>();
    let thick = || (0..9).flat_map(|a| (a + 1..9).map(move |b| edge(a, b, Tie::AsAService))).collect::<Vec<_>>();
    for view in [View::Interactions, View::Dependencies] {
        for of in 0..5 {
            for edges in [Vec::new(), hub(), row(), circle(), back(), parallel(), thick()] {
                assert_tidy(&graph(view, None, all(MOST_NODES, of), edges));
            }
        }
        assert_tidy(&graph(view, None, Vec::new(), Vec::new()));
        assert_tidy(&graph(view, None, all(1, 0), Vec::new()));
    }
}
