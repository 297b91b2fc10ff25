//! What others make of views: SVG is read as XML, Mermaid and the language of Graphviz by what their makers say of them.

use std::collections::{BTreeMap, HashSet};

use proptest::prelude::*;
use teamlint::drawing::{Look, svg};
use teamlint::finding::Severity;
use teamlint::report::graph::{dot, mermaid};
use teamlint::views::{Edge, Graph, Node, TeamType, Tie, View, What};

use crate::support::formats::nasty;
use crate::support::program::{Program, repository};
use crate::views::geometry::{edge, graph, node};

const ALONE: Look<'static> = Look { prefix: "", alone: true, heading: Some("Heading") };
const INSIDE: Look<'static> = Look { prefix: "map-", alone: false, heading: None };

fn with_names(names: &[String], view: View) -> Graph {
    let whats = [
        What::Team(Some(TeamType::StreamAligned)),
        What::Team(Some(TeamType::Platform)),
        What::Team(None),
        What::Team(Some(TeamType::Enabling)),
        What::Team(Some(TeamType::ComplicatedSubsystem)),
    ];
    let nodes: Vec<Node> = names
        .iter()
        .enumerate()
        .map(|(rank, name)| Node { worst: Some(Severity::Error), findings: 2, ..node(rank, whats[rank % 5], name) })
        .collect();
    let edges: Vec<Edge> = (1..nodes.len()).map(|at| edge(at - 1, at, Tie::AsAService)).collect();
    graph(view, None, nodes, edges)
}

fn written(write: impl Fn(&mut dyn std::io::Write, &Graph) -> std::io::Result<()>, graph: &Graph) -> String {
    let mut out = Vec::new();
    write(&mut out, graph).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}

/// Ids are there once, what refers to one finds it, and nothing is fetched or run.
fn assert_sound(text: &str, prefix: &str) {
    let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let root = document.root_element();
    assert_eq!((root.tag_name().name(), root.attribute("role")), ("svg", Some("img")));
    let mut ids = HashSet::new();
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        let allowed = ["svg", "title", "desc", "style", "defs", "pattern", "path", "rect", "circle", "g", "text"];
        assert!(allowed.contains(&element.tag_name().name()), "{element:?}");
        if let Some(id) = element.attribute("id") {
            assert!(id.starts_with(prefix) && ids.insert(id.to_owned()), "{id}");
        }
        for attribute in element.attributes() {
            assert!(!attribute.name().starts_with("on") && attribute.name() != "href", "{attribute:?}");
        }
    }
    let labelled = root.attribute("aria-labelledby").expect("a label");
    for id in labelled.split(' ') {
        assert!(ids.contains(id), "{id}");
    }
    let hatched =
        document.descendants().filter_map(|node| node.attribute("fill")).filter(|fill| fill.starts_with("url"));
    for fill in hatched {
        assert!(ids.contains(fill.trim_start_matches("url(#").trim_end_matches(')')), "{fill}");
    }
    assert!(!text.contains("http://") || text.matches("http://").count() == text.matches("xmlns=\"http://").count());
}

/// Statements of a flowchart: boxes by id with their labels, and arrows. Panics where it is none.
fn read_mermaid(text: &str) -> (BTreeMap<String, String>, Vec<(String, String)>) {
    let (mut nodes, mut edges) = (BTreeMap::new(), Vec::new());
    let mut lines = text.lines();
    assert!(matches!(lines.next(), Some("flowchart TB" | "flowchart LR")), "{text}");
    for line in lines.map(str::trim_start).filter(|line| !line.starts_with("%%")) {
        if line.starts_with("classDef ") {
            continue;
        }
        if let Some(rest) = line.strip_prefix("class ") {
            let id = rest.split(' ').next().expect("an id");
            assert!(nodes.contains_key(id), "{line}");
            continue;
        }
        let (before, rest) = line.split_once('"').unwrap_or_else(|| panic!("no label in {line}"));
        let (label, after) = rest.split_once('"').unwrap_or_else(|| panic!("an open label in {line}"));
        let bare = label.replace("<br/>", "");
        assert!(!after.contains('"') && !bare.contains(['<', '>', '[', ']', '{', '}', '|', '`']), "{line}");
        let id = |text: &str| text.chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
        if after.starts_with('|') {
            let target = after.trim_start_matches('|').trim().to_owned();
            assert!(nodes.contains_key(&id(before)) && nodes.contains_key(&target), "{line}");
            edges.push((id(before), target));
        } else {
            let pairs = [("([", "])"), ("{{", "}}"), ("[[", "]]"), ("[(", ")]"), ("(", ")"), ("[", "]")];
            let shape = before.strip_prefix(&id(before)).expect("a shape");
            let close = pairs.iter().find(|(open, _)| *open == shape).unwrap_or_else(|| panic!("{line}")).1;
            assert!(after.starts_with(&format!("{close}:::")), "{line}");
            nodes.insert(id(before), label.to_owned());
        }
    }
    (nodes, edges)
}

/// Tokens of the language of Graphviz: identifiers, marks, and what stands between quotation marks.
fn read_dot(text: &str) -> (usize, usize) {
    let (mut chars, mut depth, mut statements) = (text.chars().peekable(), 0_i32, Vec::new());
    let mut plain = String::new();
    while let Some(c) = chars.next() {
        match c {
            '"' => loop {
                match chars.next().expect("a closed text") {
                    '\\' => {
                        chars.next().expect("something that is escaped");
                    }
                    '"' => break,
                    _ => {}
                }
            },
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            ';' => statements.push(std::mem::take(&mut plain)),
            c if c.is_ascii() => plain.push(c),
            c => panic!("`{c}` outside of a text: {text}"),
        }
    }
    assert_eq!(depth, 0, "{text}");
    let edges = statements.iter().filter(|statement| statement.contains("->")).count();
    let is_node = |statement: &&String| {
        statement.trim_start().starts_with('n') && statement.contains("label") && !statement.contains("->")
    };
    (statements.iter().filter(is_node).count(), edges)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_name_is_markup(names in proptest::collection::vec(nasty(), 2..8)) {
        for view in [View::Interactions, View::Ownership] {
            let graph = with_names(&names, view);
            assert_sound(&svg(&graph, &ALONE), "");
            assert_sound(&svg(&graph, &INSIDE), "map-");
            let (nodes, edges) = read_mermaid(&written(|out, graph| mermaid::write(out, graph), &graph));
            prop_assert_eq!((nodes.len(), edges.len()), (names.len(), names.len() - 1));
            let dot = written(|out, graph| dot::write(out, graph), &graph);
            prop_assert_eq!(read_dot(&dot), (names.len(), names.len() - 1));
            for text in [svg(&graph, &ALONE), dot] {
                let steers = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                prop_assert!(!text.contains(steers));
            }
        }
    }
}

#[test]
fn a_picture_says_what_it_shows_to_those_who_do_not_see_it() {
    let names = ["payments".to_owned(), "paved".to_owned()];
    let text = svg(&with_names(&names, View::Interactions), &INSIDE);
    let document = roxmltree::Document::parse(&text).expect("XML");
    let desc = document.descendants().find(|node| node.has_tag_name("desc")).and_then(|node| node.text());
    assert_eq!(desc, Some("2 boxes, 1 line. payments → paved: x-as-a-service: uses."));
    let titles: Vec<&str> =
        document.descendants().filter(|node| node.has_tag_name("title")).filter_map(|node| node.text()).collect();
    assert!(titles.iter().any(|title| title.contains("2 findings, the worst is an error")), "{titles:?}");
    assert!(
        !text.contains("<style>")
            && svg(&with_names(&names, View::Interactions), &ALONE).contains("prefers-color-scheme")
    );
}

/// Mermaid draws at most 500 lines and 50,000 characters where nobody sets it up otherwise.
#[test]
fn a_flowchart_is_never_more_than_is_drawn() {
    let long = "a-name-that-is-as-long-as-names-of-teams-are-where-everybody-has-a-say-in-them";
    for (count, name) in [(2_000, "t"), (900, long)] {
        let names: Vec<String> = (0..count).map(|at| format!("{name}-{at}")).collect();
        let whole = with_names(&names, View::Interactions);
        let text = written(|out, graph| mermaid::write(out, graph), &whole);
        let (_, edges) = read_mermaid(&text);
        assert!(edges.len() < 500 && text.chars().count() < 50_000, "{} {}", edges.len(), text.len());
        let left_out = format!("{} of {} lines are left out", count - 1 - edges.len(), count - 1);
        assert!(text.contains(&format!("%% {left_out}")) && text.contains("--around ID --depth 1"), "{text}");
    }
    let small = written(
        |out, graph| mermaid::write(out, graph),
        &with_names(&["a".to_owned(), "b".to_owned()], View::Interactions),
    );
    assert!(!small.contains("left out"));
}

/// Every view of every example in every format.
#[test]
fn every_view_of_every_example_can_be_read() {
    for example in ["acme", "backstage", "company-rules", "stock", "three-person-startup"] {
        let folder = format!("examples/{example}");
        for view in View::ALL {
            let shown = |format: &str| {
                let all = ["graph", "--as-of", "2026-07-01", "--view", view.as_str(), "--format", format, &folder];
                let run = Program::new(&all).within(&repository()).run();
                assert_eq!(run.code, 0, "{all:?}: {}", run.stderr);
                run
            };
            assert_sound(&shown("svg").stdout, "");
            let json = shown("json").json();
            let count = |key: &str| json[key].as_array().map_or(0, Vec::len);
            let (nodes, edges) = read_mermaid(&shown("mermaid").stdout);
            assert_eq!(
                (nodes.len().max(1), edges.len()),
                (count("nodes").max(1), count("edges")),
                "{example} {view:?}"
            );
            assert_eq!(read_dot(&shown("dot").stdout), (count("nodes"), count("edges")), "{example} {view:?}");
        }
    }
}
