//! What a YAML file says, with the place of every node: a flat arena of 16 bytes a node in the order they
//! were written. Values are slices of the text wherever YAML allows; aliases are references, never copies.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::finding::Finding;
use crate::finding::fix::Scalar;
use crate::text::{FileId, Place, Replaced, SourceFile, Span};
use crate::yaml::parser;

/// Stands where there is no node: an alias without target, a scalar that was not decoded.
pub(crate) const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Mapping,
    Sequence,
    Scalar,
    Alias,
}

/// Bits of [`Node::flags`].
pub(crate) mod flag {
    /// Unquoted and untagged.
    pub const PLAIN: u8 = 1;
    /// Plain, and null in the core schema.
    pub const NULL: u8 = 1 << 1;
    /// A syntax error hit it or something in it.
    pub const DAMAGED: u8 = 1 << 2;
    /// A key that its mapping already has.
    pub const REPEATED: u8 = 1 << 3;
    /// A mapping whose entries are listed in [`crate::text::Tree::merged`].
    pub const MERGED: u8 = 1 << 4;
    /// The value is the source without the first and the last byte.
    pub const QUOTED: u8 = 1 << 5;
    /// A key that is `<<`.
    pub const MERGE_KEY: u8 = 1 << 6;
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub start: u32,
    pub end: u32,
    /// Collections: the node after the last one inside. Scalars: rank in [`Tree::decoded`] or [`NONE`].
    /// Aliases: the node meant, or [`NONE`].
    pub link: u32,
    pub kind: Kind,
    pub flags: u8,
}

/// An entry of a mapping that has merge keys; `via` is the node that brought it, or [`NONE`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct MergedEntry {
    pub key: u32,
    pub value: u32,
    pub via: u32,
}

/// A comment, from `#` to the end of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The bytes, `#` included.
    pub place: Place,
    /// Whether nothing but white space stands before it on its line.
    pub alone: bool,
}

/// What was read from one file, and what was wrong with it as YAML.
#[derive(Debug)]
pub struct Parsed {
    /// Everything that could be read.
    pub tree: Tree,
    /// Everything that could not, each an error, in order of position.
    pub problems: Vec<Finding>,
}

/// The documents of one file.
#[derive(Debug)]
pub struct Tree {
    pub(crate) file: FileId,
    pub(crate) nodes: Vec<Node>,
    pub(crate) roots: Vec<u32>,
    pub(crate) comments: Vec<Comment>,
    /// Values that are not a slice of the source, one after the other.
    pub(crate) decoded_text: String,
    pub(crate) decoded: Vec<Range<usize>>,
    pub(crate) merged_entries: Vec<MergedEntry>,
    pub(crate) merged: HashMap<u32, Range<usize>>,
    pub(crate) broken: bool,
}

impl Tree {
    pub(crate) fn new(file: FileId) -> Self {
        Self {
            file,
            nodes: Vec::new(),
            roots: Vec::new(),
            comments: Vec::new(),
            decoded_text: String::new(),
            decoded: Vec::new(),
            merged_entries: Vec::new(),
            merged: HashMap::new(),
            broken: false,
        }
    }

    /// Reads YAML. Never fails: what is wrong is in [`Parsed::problems`], and the rest is read.
    pub fn parse(file: FileId, text: &str) -> Parsed {
        parser::parse(file, text)
    }

    /// Reads whole lines of a file as a stream of their own; places are those of the file. None if anything is wrong
    /// with them, which may be because they were cut at a wrong place.
    pub fn parse_piece(file: FileId, text: &str, at: std::ops::Range<usize>) -> Option<Self> {
        parser::parse_piece(file, text, at)
    }

    /// Reads a file, and marks as damaged what holds bytes that were not text.
    pub fn read(file: FileId, source: &SourceFile) -> Parsed {
        let mut parsed = Self::parse(file, source.text());
        if source.has_replaced() {
            parsed.tree.damage(source.replaced());
        }
        parsed
    }

    /// The root of every document that is not empty, in order. `text` is what was parsed.
    pub fn documents<'t>(&'t self, text: &'t str) -> impl Iterator<Item = NodeRef<'t>> {
        self.roots.iter().map(move |&index| NodeRef { tree: self, text, index })
    }

    /// All comments in order.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// Whether a syntax error was found, so that something may be missing from it.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// Whether anything in it refers to something else in it.
    pub fn has_aliases(&self) -> bool {
        self.nodes.iter().any(|node| node.kind == Kind::Alias)
    }

    /// How many nodes there are, keys included, aliased ones counted once.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn place(&self, start: u32, end: u32) -> Place {
        Place { file: self.file, span: Span { start, end } }
    }

    pub(crate) fn place_of(&self, index: u32) -> Place {
        let node = self.node(index);
        self.place(node.start, node.end)
    }

    pub(crate) fn node(&self, index: u32) -> &Node {
        &self.nodes[index as usize]
    }

    /// The node after this one and all that is in it.
    pub(crate) fn after(&self, index: u32) -> u32 {
        let node = self.node(index);
        match node.kind {
            Kind::Mapping | Kind::Sequence => node.link,
            Kind::Scalar | Kind::Alias => index + 1,
        }
    }

    /// What an alias stands for; other nodes stand for themselves.
    pub(crate) fn resolve(&self, index: u32) -> Option<u32> {
        let node = self.node(index);
        match node.kind {
            Kind::Alias => (node.link != NONE).then_some(node.link),
            _ => Some(index),
        }
    }

    /// Value of a scalar that is not an alias.
    pub(crate) fn scalar_text<'t>(&'t self, text: &'t str, node: &Node) -> &'t str {
        if node.link != NONE {
            return &self.decoded_text[self.decoded[node.link as usize].clone()];
        }
        let quote = u32::from(node.flags & flag::QUOTED != 0);
        &text[(node.start + quote) as usize..(node.end - quote) as usize]
    }

    /// Marks whatever may have gone on in stretches that were not read: the last thing before each with all it stands in, and
    /// what reaches over it. Stretches are in order.
    pub(crate) fn lose(&mut self, stretches: &[Range<u32>]) {
        let before = |at: u32| self.nodes.partition_point(|node| node.start < at).checked_sub(1);
        let last: Vec<u32> =
            stretches.iter().filter_map(|stretch| before(stretch.start)).map(crate::text::offset).collect();
        for index in 0..self.nodes.len() {
            let after = self.after(crate::text::offset(index));
            let node = &mut self.nodes[index];
            let next = last.partition_point(|&last| last < crate::text::offset(index));
            if last.get(next).is_some_and(|&last| last < after) {
                node.flags |= flag::DAMAGED;
            }
        }
        self.broken |= !stretches.is_empty();
    }

    pub(crate) fn damage(&mut self, bytes: Replaced<'_>) {
        for node in &mut self.nodes {
            if bytes.is_in(node.start, node.end) {
                node.flags |= flag::DAMAGED;
            }
        }
        self.broken = true;
    }
}

/// What a node is. An alias is what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Keys with values.
    Mapping,
    /// A list.
    Sequence,
    /// Text, quoted or not; a number or boolean is one too.
    Scalar,
    /// Nothing, `~` or `null`; also an alias without a target.
    Null,
}

/// A node, with the tree and the text it belongs to.
#[derive(Clone, Copy)]
pub struct NodeRef<'t> {
    tree: &'t Tree,
    text: &'t str,
    index: u32,
}

impl std::fmt::Debug for NodeRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Span { start, end } = self.place().span;
        write!(f, "{:?} {start}..{end}", self.shape())
    }
}

impl<'t> NodeRef<'t> {
    fn at(self, index: u32) -> Self {
        Self { index, ..self }
    }

    fn target(self) -> Option<&'t Node> {
        self.tree.resolve(self.index).map(|index| self.tree.node(index))
    }

    /// The bytes of the node without anchor and tag; a block collection goes from its first key or `-` to the
    /// end of its last value, a block scalar begins at its `|` or `>`, an alias is its `*name`.
    pub fn place(self) -> Place {
        self.tree.place_of(self.index)
    }

    /// The characters of the node as they stand in the file.
    pub fn source(self) -> &'t str {
        let span = self.place().span;
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The node as it stands in the file, for something else to be written in its place.
    pub fn written(self) -> Scalar<'t> {
        Scalar { place: self.place(), source: self.source() }
    }

    /// So many bytes from where the node begins.
    pub fn source_up_to(self, length: usize) -> &'t str {
        let start = self.place().span.start as usize;
        self.text.get(start..start + length).unwrap_or_default()
    }

    /// What it is, through an alias.
    pub fn shape(self) -> Shape {
        match self.target() {
            Some(node) => match node.kind {
                Kind::Mapping => Shape::Mapping,
                Kind::Sequence => Shape::Sequence,
                Kind::Scalar if node.flags & flag::NULL == 0 => Shape::Scalar,
                Kind::Scalar | Kind::Alias => Shape::Null,
            },
            None => Shape::Null,
        }
    }

    /// The value of a scalar, as written: `0777`, `no` and `1.10` stay what they are. `None` for the others.
    pub fn text(self) -> Option<Cow<'t, str>> {
        let node = self.target()?;
        (node.kind == Kind::Scalar && node.flags & flag::NULL == 0)
            .then(|| Cow::Borrowed(self.tree.scalar_text(self.text, node)))
    }

    /// The bytes that are the value exactly, without quotes; `None` where it was decoded or comes by an alias.
    pub fn text_place(self) -> Option<Place> {
        self.exactly(self.tree.node(self.index))
    }

    /// The same where the value stands: those of the anchored node for an alias.
    pub fn value_text_place(self) -> Option<Place> {
        self.exactly(self.target()?)
    }

    fn exactly(self, node: &Node) -> Option<Place> {
        if node.kind != Kind::Scalar || node.flags & flag::NULL != 0 || node.link != NONE {
            return None;
        }
        let quote = u32::from(node.flags & flag::QUOTED != 0);
        Some(self.tree.place(node.start + quote, node.end - quote))
    }

    /// Whether it is an unquoted and untagged scalar, the only kind that may be a null, boolean or number.
    pub fn is_plain(self) -> bool {
        self.target().is_some_and(|node| node.flags & flag::PLAIN != 0)
    }

    /// Whether it was written as an alias, so that its value stands elsewhere.
    pub fn is_alias(self) -> bool {
        self.tree.node(self.index).kind == Kind::Alias
    }

    /// Where the value stands: the anchored node for an alias, the node itself otherwise.
    pub fn value_place(self) -> Place {
        self.tree.place_of(self.tree.resolve(self.index).unwrap_or(self.index))
    }

    /// Whether a syntax error hit this node or something in it, so that what is absent may just be unread.
    pub fn is_damaged(self) -> bool {
        let own = self.tree.node(self.index);
        (own.flags | self.target().map_or(0, |node| node.flags)) & flag::DAMAGED != 0
    }

    /// Entries of a mapping in order, merge keys expanded; nothing for other nodes. Explicit keys win over
    /// merged ones, and of a repeated key the first counts.
    pub fn entries(self) -> impl Iterator<Item = Entry<'t>> + 't {
        let index = self.tree.resolve(self.index).filter(|&i| self.tree.node(i).kind == Kind::Mapping);
        let merged = index
            .filter(|&i| self.tree.node(i).flags & flag::MERGED != 0)
            .and_then(|i| self.tree.merged.get(&i))
            .cloned();
        let own = match index {
            Some(i) if merged.is_none() => i + 1..self.tree.after(i),
            _ => 0..0,
        };
        let written = Children { tree: self.tree, left: own };
        let merged = &self.tree.merged_entries[merged.unwrap_or(0..0)];
        let written = Pairs(written)
            .filter(move |&(key, _)| self.tree.node(key).flags & flag::REPEATED == 0)
            .map(move |(key, value)| Entry { key: self.at(key), value: self.at(value), merged_at: None });
        written.chain(merged.iter().map(move |entry| Entry {
            key: self.at(entry.key),
            value: self.at(entry.value),
            merged_at: (entry.via != NONE).then(|| self.tree.place_of(entry.via)),
        }))
    }

    /// Elements of a sequence in order; nothing for other nodes.
    pub fn items(self) -> impl Iterator<Item = NodeRef<'t>> + 't {
        let index = self.tree.resolve(self.index).filter(|&i| self.tree.node(i).kind == Kind::Sequence);
        let left = index.map_or(0..0, |i| i + 1..self.tree.after(i));
        Children { tree: self.tree, left }.map(move |index| self.at(index))
    }

    /// Whether it stands for a text as a key; of a repeated key the first counts.
    fn is_key(self, text: &str) -> bool {
        let Some(node) = self.target() else { return false };
        let is_text = node.kind == Kind::Scalar && node.flags & flag::NULL == 0;
        let repeated = self.tree.node(self.index).flags & flag::REPEATED != 0;
        // Most keys are told apart by how long they are.
        let length = (node.end - node.start) as usize;
        let fits = node.link != NONE || length == text.len() || node.flags & flag::QUOTED != 0;
        is_text && fits && !repeated && self.tree.scalar_text(self.text, node) == text
    }

    /// The value of a key, which is compared as decoded text. Walks the mapping.
    pub fn get(self, key: &str) -> Option<NodeRef<'t>> {
        let index = self.tree.resolve(self.index).filter(|&index| self.tree.node(index).kind == Kind::Mapping)?;
        if self.tree.node(index).flags & flag::MERGED == 0 {
            let own = Children { tree: self.tree, left: index + 1..self.tree.after(index) };
            return Pairs(own).find(|&(own, _)| self.at(own).is_key(key)).map(|(_, value)| self.at(value));
        }
        self.entries().find(|entry| entry.key.text().as_deref() == Some(key)).map(|entry| entry.value)
    }
}

/// A key with its value.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'t> {
    /// The key, which may be any node.
    pub key: NodeRef<'t>,
    /// The value.
    pub value: NodeRef<'t>,
    /// Where it was merged in: the `*name` (or mapping) under `<<` that brought it.
    pub merged_at: Option<Place>,
}

/// Nodes side by side, each stepping over what is in it.
pub(crate) struct Children<'t> {
    pub tree: &'t Tree,
    pub left: Range<u32>,
}

impl Iterator for Children<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.left.is_empty() {
            return None;
        }
        let index = self.left.start;
        self.left.start = self.tree.after(index);
        Some(index)
    }
}

/// Keys with their values.
pub(crate) struct Pairs<'t>(pub Children<'t>);

impl Iterator for Pairs<'_> {
    type Item = (u32, u32);

    fn next(&mut self) -> Option<(u32, u32)> {
        Some((self.0.next()?, self.0.next()?))
    }
}
