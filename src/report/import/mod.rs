//! An organisation as a native file, with comments that say where everything comes from.

mod open;
mod origins;
mod report;
mod scalar;
mod tree;
mod values;

pub use report::Report;

use std::collections::HashSet;

use crate::facts::people::teams::is_said_in_part;
use crate::org::{Extent, Org};
use crate::report::import::tree::{Element, Entry, Node};
use crate::vocabulary::kinds::{Entity, Kind, sections};
use crate::vocabulary::{SectionForm, record};

/// Writes it down. Reading what is written gives the same organisation, but for what is said at its end.
pub fn written(report: &Report<'_>) -> String {
    let org = report.org;
    let chosen: Vec<Kind> =
        sections().filter(|kind| report.sections.is_empty() || report.sections.contains(kind)).collect();
    let shown = |entity: Entity| !(report.is_context)(entity);
    let left_open = open::names(org, report.findings, &chosen, shown);
    let mut out = String::new();
    tree::comments(&mut out, 0, &origins::head(report, &left_open));
    out.push_str("version: 1\n");
    if !left_open.is_empty() && !chosen.contains(&Kind::Org) {
        section(&mut out, &Entry::new(section_of(Kind::Org), Node::Map(vec![partial(&left_open)])));
    }
    for &kind in &chosen {
        let all: Vec<Entity> = org.all(kind).filter(|&entity| shown(entity)).collect();
        let mut node = match record(kind).form {
            SectionForm::Listed => Node::List(all.iter().map(|&entity| element(org, entity)).collect()),
            SectionForm::Keyed => Node::Map(all.iter().map(|&entity| keyed(org, entity)).collect()),
            SectionForm::Single | SectionForm::Nested => {
                Node::Map(all.iter().flat_map(|&entity| fields(org, entity)).collect())
            }
        };
        let mut comments = Vec::new();
        if record(kind).form == SectionForm::Single {
            comments.extend(all.first().map(|&entity| origins::of(org, entity)));
        }
        let alone = if kind == Kind::Org { paths_alone(org, shown) } else { Vec::new() };
        let has_paths = !alone.is_empty();
        if let (Node::Map(entries), true) = (&mut node, has_paths) {
            entries.push(Entry::new("goldenPaths", golden_paths(org, &alone)));
        }
        let leaves_open = kind == Kind::Org && !left_open.is_empty();
        if leaves_open && let Node::Map(entries) = &mut node {
            entries.retain(|entry| entry.key != "partial");
            entries.push(partial(&left_open));
        }
        // A section of which nothing is declared, and which is there in full, has nothing.
        let is_none = org.extent(kind) == Extent::Complete && !record(kind).always_closed;
        if !all.is_empty() || leaves_open || has_paths || is_none {
            section(&mut out, &Entry { comments, key: section_of(kind).to_owned(), node });
        }
    }
    let left_over = origins::left_over(report);
    if !left_over.is_empty() {
        out.push('\n');
        tree::comments(&mut out, 0, &left_over);
    }
    out
}

fn section(out: &mut String, entry: &Entry) {
    out.push('\n');
    tree::entry(out, 0, entry);
}

/// Golden paths that stand by themselves, as they do in a catalog.
fn paths_alone(org: &Org, shown: impl Fn(Entity) -> bool) -> Vec<Entity> {
    org.all(Kind::GoldenPath).filter(|&path| org.parent(path).is_none() && shown(path)).collect()
}

fn golden_paths(org: &Org, paths: &[Entity]) -> Node {
    let names: HashSet<&str> = paths.iter().map(|&path| org.id(path)).collect();
    if names.len() == paths.len() && !names.contains("") {
        return Node::Map(paths.iter().map(|&path| keyed(org, path)).collect());
    }
    Node::List(paths.iter().map(|&path| with_id(org, path)).collect())
}

fn with_id(org: &Org, entity: Entity) -> Element {
    let id = Entry::new("id", Node::Text(org.id(entity).to_owned()));
    let node = Node::Map(std::iter::once(id).chain(fields(org, entity)).collect());
    Element { comments: vec![origins::of(org, entity)], node }
}

fn section_of(kind: Kind) -> &'static str {
    record(kind).section.unwrap_or_default()
}

fn fields(org: &Org, entity: Entity) -> Vec<Entry> {
    let mut entries = values::fields(org, entity.kind, &org.contents_as_written(entity));
    if entity.kind == Kind::Team && is_said_in_part(org, entity) {
        values::leave_open(entity.kind, &mut entries, "members");
    }
    entries
}

fn keyed(org: &Org, entity: Entity) -> Entry {
    let node = Node::Map(fields(org, entity));
    Entry { comments: vec![origins::of(org, entity)], key: org.id(entity).to_owned(), node }
}

fn element(org: &Org, entity: Entity) -> Element {
    Element { comments: vec![origins::of(org, entity)], node: Node::Map(fields(org, entity)) }
}

fn partial(left_open: &[String]) -> Entry {
    Entry::new("partial", Node::list(left_open.iter().map(|name| Node::Text(name.clone()))))
}
