//! Which declaration a place is in, for findings that no rule made: these know their place only.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::org::Org;
use crate::text::{FileId, Span};
use crate::vocabulary::kinds::{Entity, Kind, sections};
use crate::yaml::tree::{NodeRef, Shape, Tree};

/// The entities in whose declarations places are.
#[derive(Default)]
pub(in crate::lint) struct Enclosing {
    found: HashMap<(FileId, u32), Entity>,
}

/// Where something begins in a file.
type Starts<T> = Vec<(u32, T)>;

impl Enclosing {
    /// Finds what the labels of these findings are in.
    pub(in crate::lint) fn of<'f>(org: &Org, findings: impl Iterator<Item = &'f Finding>) -> Self {
        let mut asked: HashMap<FileId, Starts<()>> = HashMap::new();
        for label in findings.flat_map(|finding| &finding.labels) {
            asked.entry(label.place.file).or_default().push((label.place.span.start, ()));
        }
        let mut enclosing = Self::default();
        if asked.is_empty() {
            return enclosing;
        }
        let mut declared: HashMap<FileId, Starts<Entity>> = HashMap::new();
        for entity in sections().flat_map(|kind| org.all(kind)) {
            for (_, place) in org.declarations(entity) {
                if asked.contains_key(&place.file) {
                    declared.entry(place.file).or_default().push((place.span.start, entity));
                }
            }
        }
        for (file, mut declared) in declared {
            let mut asked = asked.remove(&file).unwrap_or_default();
            asked.sort_unstable();
            declared.sort_unstable();
            enclosing.search(org, file, &asked, &declared);
        }
        enclosing
    }

    /// The entity in whose declaration a byte of a file is, if one was found.
    pub(in crate::lint) fn get(&self, file: FileId, byte: u32) -> Option<Entity> {
        self.found.get(&(file, byte)).copied()
    }

    /// Goes down the tree of a file to what is asked for. The innermost part of it that names an entity decides.
    fn search(&mut self, org: &Org, file: FileId, asked: &[(u32, ())], declared: &[(u32, Entity)]) {
        let text = org.sources().get(file).text();
        let parsed = Tree::parse(file, text);
        let mut open: Vec<(NodeRef<'_>, Option<Span>, Option<Entity>)> =
            parsed.tree.documents(text).map(|document| (document, None, None)).collect();
        while let Some((node, span, outer)) = open.pop() {
            // An entry begins with its key.
            let span = span.unwrap_or(node.place().span);
            let asked = within(asked, span);
            if asked.is_empty() {
                continue;
            }
            let named = within(declared, span);
            let inner = if named.is_empty() { outer } else { only(named) };
            for (byte, ()) in asked {
                match inner {
                    Some(entity) => self.found.insert((file, *byte), entity),
                    None => self.found.remove(&(file, *byte)),
                };
            }
            match node.shape() {
                _ if node.is_alias() => {}
                Shape::Mapping => open.extend(node.entries().filter(|entry| entry.merged_at.is_none()).map(|entry| {
                    let start = entry.key.place().span.start;
                    let end = entry.value.place().span.end.max(entry.key.place().span.end);
                    (entry.value, Some(Span { start, end }), inner)
                })),
                Shape::Sequence => open.extend(node.items().map(|item| (item, None, inner))),
                Shape::Scalar | Shape::Null => {}
            }
        }
    }
}

/// What begins within a span.
fn within<T>(starts: &[(u32, T)], span: Span) -> &[(u32, T)] {
    let from = starts.partition_point(|(start, _)| *start < span.start);
    let to = starts.partition_point(|(start, _)| *start < span.end.max(span.start + 1));
    &starts[from..to]
}

/// What several names in one part of a file stand for: the only one, or the only team.
fn only(named: &[(u32, Entity)]) -> Option<Entity> {
    let one = |mut all: std::slice::Iter<'_, (u32, Entity)>, is: &dyn Fn(&Entity) -> bool| {
        let first = all.find(|(_, entity)| is(entity))?.1;
        all.all(|(_, other)| !is(other) || *other == first).then_some(first)
    };
    one(named.iter(), &|_| true).or_else(|| one(named.iter(), &|entity| entity.kind == Kind::Team))
}
