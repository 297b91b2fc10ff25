//! Our tree against a second parser, on documents made up here, on mutations of them, and on real catalogs:
//! the same nodes, values and places wherever both accept the text.

use std::collections::HashMap;
use std::fmt::Write as _;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};
use proptest::prelude::*;
use teamlint::text::FileId;
use teamlint::yaml::tree::{NodeRef, Shape, Tree};

/// A node as both see it. Where the two mean different bytes by a place it is left out: a block scalar begins at
/// its header for us and at its text for them, and a value that was left out stands before or after its `:`.
#[derive(Debug, PartialEq)]
enum Step {
    Mapping {
        start: usize,
        end: Option<usize>,
    },
    /// Only one in brackets has a place: a block sequence at the column of its key begins after its first `-` for them.
    Sequence {
        place: Option<(usize, usize)>,
    },
    Scalar {
        text: String,
        plain: bool,
        place: Option<(usize, usize)>,
    },
    Alias {
        start: usize,
        end: usize,
        target: Option<usize>,
    },
    Close,
}

/// What to write down next while walking our tree without recursion.
enum Todo<'t> {
    Node(NodeRef<'t>),
    Close,
}

fn ours(text: &str) -> Option<Vec<Step>> {
    let parsed = Tree::parse(FileId(0), text);
    if !parsed.problems.is_empty() {
        return None;
    }
    let mut steps = Vec::new();
    let mut todo: Vec<Todo> = parsed.tree.documents(text).map(Todo::Node).collect();
    todo.reverse();
    while let Some(next) = todo.pop() {
        let node = match next {
            Todo::Close => {
                steps.push(Step::Close);
                continue;
            }
            Todo::Node(node) => node,
        };
        let span = node.place().span;
        let (start, end) = (span.start as usize, span.end as usize);
        let is_flow = text[start..].starts_with(['{', '[']) && text[..end].ends_with(['}', ']']);
        if node.is_alias() {
            let value = node.value_place().span;
            let value = value.start as usize..value.end as usize;
            let is_sequence = node.shape() == Shape::Sequence && !text[value.start..].starts_with('[');
            let is_block = text[value.start..].starts_with(['|', '>']);
            let is_placed = !value.is_empty() && !is_block && !is_sequence;
            let target = is_placed.then_some(value.start);
            steps.push(Step::Alias { start, end, target });
            continue;
        }
        match node.shape() {
            Shape::Mapping => {
                steps.push(Step::Mapping { start, end: is_flow.then_some(end) });
                todo.push(Todo::Close);
                let entries: Vec<_> = node.entries().collect();
                for entry in entries.into_iter().rev() {
                    todo.push(Todo::Node(entry.value));
                    todo.push(Todo::Node(entry.key));
                }
            }
            Shape::Sequence => {
                let place = is_flow.then_some((start, end));
                steps.push(Step::Sequence { place });
                todo.push(Todo::Close);
                let items: Vec<_> = node.items().collect();
                todo.extend(items.into_iter().rev().map(Todo::Node));
            }
            Shape::Scalar | Shape::Null => {
                let value = node.text().map_or_else(|| text[start..end].to_owned(), std::borrow::Cow::into_owned);
                let is_block = text[start..].starts_with(['|', '>']);
                steps.push(Step::Scalar {
                    text: value,
                    plain: node.is_plain(),
                    place: (!is_block && start < end).then_some((start, end)),
                });
            }
        }
    }
    Some(steps)
}

fn theirs(text: &str) -> Option<Vec<Step>> {
    let options = granit_parser::options! {
        strict_indentation: true,
        emit_comments: false,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: 1_024,
        block_nesting_limit: 1_024,
    };
    let mut steps: Vec<Step> = Vec::new();
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut anchors = HashMap::new();
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.ok()?;
        let bytes = span.byte_range()?;
        match event {
            Event::MappingStart(style, id, _) | Event::SequenceStart(style, id, _) if id > 0 => {
                anchors.insert(id, steps.len());
                begin(&mut steps, &mut open, text, style, bytes.start, matches!(event, Event::MappingStart(..)));
            }
            Event::MappingStart(style, ..) => {
                begin(&mut steps, &mut open, text, style, bytes.start, true);
            }
            Event::SequenceStart(style, ..) => {
                begin(&mut steps, &mut open, text, style, bytes.start, false);
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let (at, flow) = open.pop()?;
                match (flow, &mut steps[at]) {
                    // A pair in a list may begin with the bracket of its key, and has none of its own.
                    (true, Step::Mapping { end, .. }) if text[..bytes.end].ends_with(['}', ']']) => {
                        *end = Some(bytes.end);
                    }
                    (true, Step::Sequence { place: Some((_, end)) }) => *end = bytes.end,
                    _ => {}
                }
                steps.push(Step::Close);
            }
            Event::Scalar(value, style, id, tag) => {
                if id > 0 {
                    anchors.insert(id, steps.len());
                }
                let plain = style == ScalarStyle::Plain && tag.is_none();
                let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                // They spell a value that was left out `~`.
                let text = if plain && bytes.is_empty() { String::new() } else { value.into_owned() };
                if open.is_empty() && plain && text.is_empty() && id == 0 {
                    // A document with nothing in it has no root in our tree.
                    continue;
                }
                let place = (!is_block && !bytes.is_empty()).then_some((bytes.start, bytes.end));
                steps.push(Step::Scalar { text, plain, place });
            }
            Event::Alias(id) => {
                let target = match &steps[*anchors.get(&id)?] {
                    Step::Mapping { start, .. } => Some(*start),
                    Step::Sequence { place } | Step::Scalar { place, .. } => place.map(|(start, _)| start),
                    Step::Alias { .. } | Step::Close => return None,
                };
                steps.push(Step::Alias { start: bytes.start, end: bytes.end, target });
            }
            Event::UnresolvedAlias(_) => return None,
            _ => {}
        }
    }
    Some(steps)
}

fn begin(
    steps: &mut Vec<Step>,
    open: &mut Vec<(usize, bool)>,
    text: &str,
    style: StructureStyle,
    start: usize,
    mapping: bool,
) {
    let flow = style == StructureStyle::Flow && text[start..].starts_with(['{', '[']);
    open.push((steps.len(), flow));
    steps.push(if mapping {
        Step::Mapping { start, end: None }
    } else {
        Step::Sequence { place: flow.then_some((start, start)) }
    });
}

/// Whether both accepted the text; fails where they read different things.
fn compare(text: &str) -> Result<bool, TestCaseError> {
    // Merge keys are expanded by our tree and not by a parser. A byte order mark inside of a document is text to
    // them and begins another document to us.
    if text.contains("<<") || text.chars().skip(1).any(|c| c == '\u{feff}') {
        return Ok(false);
    }
    let (Some(ours), Some(theirs)) = (ours(text), theirs(text)) else {
        return Ok(false);
    };
    prop_assert_eq!(ours, theirs, "\n{}", text);
    Ok(true)
}

/// A value with the style it is written in.
#[derive(Clone, Debug)]
enum Value {
    Scalar(String),
    Block(Vec<String>, &'static str),
    Mapping(Vec<(String, Value)>),
    Sequence(Vec<Value>),
    FlowMapping(Vec<(String, Value)>),
    FlowSequence(Vec<Value>),
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z][a-zé0-9 _.-]{0,8}[a-z0-9]",
        1 => "'[a-z ,:#{}é]{0,8}'",
        1 => r#""[a-z ,:#{}é]{0,5}(\\n|\\u00e9|\\"|\\\\)?[a-z]?""#,
        1 => prop::sample::select(vec!["~", "null", "true", "0777", "1.10", "12:30", "24x7", "''", "!!str 5", "\"\""]).prop_map(str::to_owned),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        4 => scalar().prop_map(Value::Scalar),
        1 => (prop::collection::vec("[a-z#: ]{0,6}[a-z]", 1..4), prop::sample::select(vec!["|", ">", "|-", ">-", "|+"]))
            .prop_map(|(lines, header)| Value::Block(lines, header)),
    ];
    let flow = scalar().prop_map(Value::Scalar).prop_recursive(2, 8, 4, |inner| {
        prop_oneof![
            prop::collection::vec((scalar(), inner.clone()), 0..4).prop_map(Value::FlowMapping),
            prop::collection::vec(inner, 0..4).prop_map(Value::FlowSequence),
        ]
    });
    prop_oneof![3 => leaf, 1 => flow].prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec((scalar(), inner.clone()), 1..6).prop_map(Value::Mapping),
            prop::collection::vec(inner, 1..6).prop_map(Value::Sequence),
        ]
    })
}

fn write(value: &Value, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    match value {
        Value::Scalar(text) => writeln!(out, " {text}").expect("a string"),
        Value::Block(lines, header) => {
            writeln!(out, " {header}").expect("a string");
            for line in lines {
                writeln!(out, "{pad}  x{line}").expect("a string");
            }
        }
        Value::Mapping(entries) => {
            out.push('\n');
            for (key, value) in entries {
                write!(out, "{pad}{key}:").expect("a string");
                write(value, indent + 2, out);
            }
        }
        Value::Sequence(items) => {
            out.push_str(if indent.is_multiple_of(4) { " # why\n" } else { "\n" });
            for item in items {
                write!(out, "{pad}-").expect("a string");
                write(item, indent + 2, out);
            }
        }
        flow => {
            out.push(' ');
            write_flow(flow, out);
            out.push('\n');
        }
    }
}

fn write_flow(value: &Value, out: &mut String) {
    match value {
        Value::FlowMapping(entries) => {
            out.push('{');
            for (key, value) in entries {
                write!(out, "{key}: ").expect("a string");
                write_flow(value, out);
                out.push_str(", ");
            }
            out.push('}');
        }
        Value::FlowSequence(items) => {
            out.push('[');
            for item in items {
                write_flow(item, out);
                out.push_str(", ");
            }
            out.push(']');
        }
        Value::Scalar(text) => out.push_str(text),
        Value::Block(..) | Value::Mapping(_) | Value::Sequence(_) => out.push('~'),
    }
}

fn document() -> impl Strategy<Value = String> {
    prop::collection::vec(value(), 1..3).prop_map(|documents| {
        let mut text = String::new();
        for document in documents {
            text.push_str("---");
            write(&document, 0, &mut text);
        }
        text
    })
}

/// A text with pieces of YAML put in, and pieces taken out.
fn mutated() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\n",
        "\t",
        " ",
        "  ",
        ": ",
        ":",
        "- ",
        "{",
        "}",
        "[",
        "]",
        ",",
        "\"",
        "'",
        "#",
        " #",
        "&a ",
        "*a",
        "!!str ",
        "|",
        ">",
        "? ",
        "---\n",
        "...\n",
        "\r\n",
        "\r",
        "é",
        "\u{feff}",
        "<<: *a\n",
        "\0",
        "%",
        "@",
        "key: value\n",
        "\u{2028}",
    ]);
    (document(), prop::collection::vec((any::<prop::sample::Index>(), piece, 0..4_usize), 1..5)).prop_map(
        |(mut text, changes)| {
            for (at, piece, removed) in changes {
                let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let rank = at.index(bounds.len());
                let end = bounds[(rank + removed).min(bounds.len() - 1)];
                text.replace_range(bounds[rank]..end, piece);
            }
            text
        },
    )
}

/// Every place lies in the text and, unless an alias or merge key is in between, in its parent's place.
fn places_hold(text: &str) -> Result<(), TestCaseError> {
    let parsed = Tree::parse(FileId(0), text);
    let mut todo: Vec<(NodeRef, (u32, u32))> =
        parsed.tree.documents(text).map(|root| (root, (0, u32::try_from(text.len()).expect("short")))).collect();
    while let Some((node, (from, to))) = todo.pop() {
        let span = node.place().span;
        prop_assert!(
            from <= span.start && span.start <= span.end && span.end <= to,
            "{node:?} outside {from}..{to} of\n{text}"
        );
        prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
        if let (Some(place), Some(value)) = (node.text_place(), node.text()) {
            prop_assert_eq!(&text[place.span.start as usize..place.span.end as usize], value);
        }
        if node.is_alias() {
            continue;
        }
        let inside = (span.start, span.end);
        for entry in node.entries().filter(|entry| entry.merged_at.is_none()) {
            todo.extend([(entry.key, inside), (entry.value, inside)]);
        }
        todo.extend(node.items().map(|item| (item, inside)));
    }
    for label in parsed.problems.iter().flat_map(|problem| &problem.labels) {
        let span = label.place.span;
        prop_assert!(text.get(span.start as usize..span.end as usize).is_some(), "{label:?} in\n{text}");
    }
    for comment in parsed.tree.comments() {
        let span = comment.place.span;
        prop_assert!(text[span.start as usize..span.end as usize].starts_with('#'));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_read_the_same(text in document()) {
        compare(&text)?;
    }

    #[test]
    fn mutations_read_the_same_where_both_accept_them(text in mutated()) {
        compare(&text)?;
    }

    #[test]
    fn places_of_anything_lie_in_the_text(text in mutated()) {
        places_hold(&text)?;
    }

    #[test]
    fn places_of_arbitrary_text_lie_in_it(text in "(\\PC|[-:{}\\[\\]#&*|>?,'\" \t\r\n]){0,60}") {
        places_hold(&text)?;
    }
}

#[test]
fn pairs_whose_key_is_a_collection_read_the_same() {
    for text in ["- [[a]: , b]\n", "- [{a: b}: , [c]: d, e: ]\n", "a: [[b]: {c: d}, {e: f}: [g]]\n"] {
        assert!(compare(text).expect("the same"), "{text}");
    }
}

#[test]
fn real_catalogs_read_the_same() {
    let corpora = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    if !corpora.is_dir() {
        eprintln!("skipped: {} is not there", corpora.display());
        return;
    }
    let (mut seen, mut read) = (0, 0);
    for entry in ignore::WalkBuilder::new(&corpora).standard_filters(false).build() {
        let entry = entry.expect("a readable corpus");
        if !entry.path().extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(entry.path()) else {
            continue;
        };
        seen += 1;
        match compare(&text) {
            Ok(both) => read += usize::from(both),
            Err(error) => panic!("{}: {error}", entry.path().display()),
        }
    }
    assert!(seen > 0 && read * 10 >= seen * 9, "{read} of {seen} files were compared");
}
