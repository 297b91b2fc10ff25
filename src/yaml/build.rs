//! Puts nodes into the tree as they are read, and looks after what a parser leaves to its consumer: anchors,
//! repeated keys, merge keys, and collections that a syntax error left open.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::finding::diagnostics::{CYCLIC_ALIAS, UNKNOWN_ANCHOR};
use crate::finding::suggest::{nearest, question};
use crate::text::{FileId, Span, offset};
use crate::yaml::duplicate::Duplicates;
use crate::yaml::problem::Problems;
use crate::yaml::recover::{column, line_start};
use crate::yaml::tree::{Children, Comment, Kind, NONE, Node, Parsed, Tree, flag};

/// A collection that is not closed yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Open {
    pub node: u32,
    pub kind: Kind,
    /// Whether it is written by indentation.
    pub block: bool,
    children: u32,
    merges: bool,
}

/// How a scalar was written.
#[derive(Clone, Debug)]
pub(crate) enum Written<'t> {
    /// Unquoted, on one line.
    Plain,
    /// The source without its first and last byte.
    Quoted,
    /// Anything that must be decoded.
    Decoded { value: Cow<'t, str>, plain: bool },
}

/// The tree while it grows.
pub(crate) struct Builder<'t> {
    pub text: &'t str,
    /// What is read in its place, byte for byte; mostly the same.
    pub source: &'t str,
    pub tree: Tree,
    pub problems: Problems,
    pub open: Vec<Open>,
    pub anchors: HashMap<&'t str, u32>,
    /// Aliases of the current document.
    pub aliases: Vec<u32>,
    /// First node of the current document.
    pub document: u32,
    /// Entries listed for merge keys of the current document so far.
    pub merge_work: u64,
    /// Whether that was found to be too many.
    pub merge_bomb: bool,
    /// Whether a syntax error was found in the current document.
    pub torn: bool,
    has_root: bool,
    /// Aliases without an anchor so far.
    unknown_anchors: usize,
    duplicates: Duplicates,
}

/// For so many aliases without an anchor, the anchor that was meant is looked for.
const LOOKED_FOR: usize = 20;

impl<'t> Builder<'t> {
    /// A builder for a text of which something else is read.
    pub fn new(file: FileId, text: &'t str, source: &'t str) -> Self {
        Self { source, ..Self::for_piece(file, text, text.len()) }
    }

    /// Where the character begins that a byte is in: what is read may have several where the text has one.
    pub fn character(&self, at: u32) -> u32 {
        offset(self.text.floor_char_boundary(at as usize))
    }

    /// A builder for a piece of the text that is `length` bytes long.
    pub fn for_piece(file: FileId, text: &'t str, length: usize) -> Self {
        let mut tree = Tree::new(file);
        // Organisation files have a node every eleven bytes or so.
        tree.nodes.reserve(length / 10);
        Self {
            text,
            source: text,
            tree,
            problems: Problems::default(),
            open: Vec::new(),
            anchors: HashMap::new(),
            aliases: Vec::new(),
            document: 0,
            merge_work: 0,
            merge_bomb: false,
            torn: false,
            has_root: false,
            unknown_anchors: 0,
            duplicates: Duplicates::default(),
        }
    }

    pub fn has_root(&self) -> bool {
        self.has_root
    }

    pub fn comment(&mut self, start: u32, end: u32) {
        if self.tree.comments.last().is_some_and(|last| last.place.span.end > start) {
            return;
        }
        let before = &self.text.as_bytes()[..start as usize];
        let alone = before
            .iter()
            .rev()
            .find(|byte| !matches!(byte, b' ' | b'\t'))
            .is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
        self.tree.comments.push(Comment { place: self.tree.place(start, end), alone });
    }

    /// Adds a scalar. Nothing at all where a document should be is no document.
    pub fn scalar(&mut self, start: u32, end: u32, written: Written<'t>, tagged: bool, anchor: Option<&'t str>) {
        let (link, mut flags) = match written {
            Written::Plain => {
                let text = &self.text[start as usize..end as usize];
                (NONE, if is_null(text) { flag::PLAIN | flag::NULL } else { flag::PLAIN })
            }
            Written::Quoted => (NONE, flag::QUOTED),
            Written::Decoded { value, plain } => {
                let from = self.tree.decoded_text.len();
                self.tree.decoded_text.push_str(&value);
                self.tree.decoded.push(from..self.tree.decoded_text.len());
                (offset(self.tree.decoded.len() - 1), if plain { flag::PLAIN } else { 0 })
            }
        };
        if tagged {
            flags &= !(flag::PLAIN | flag::NULL);
        }
        if self.open.is_empty() && start == end && flags & flag::NULL != 0 && anchor.is_none() {
            self.has_root = true;
            return;
        }
        let node = self.push(Node { start, end, link, kind: Kind::Scalar, flags });
        if let Some(name) = anchor {
            self.anchors.insert(name, node);
        }
        if flags & flag::PLAIN != 0 && end - start == 2 && self.text.as_bytes()[start as usize] == b'<' {
            self.merge_key(node);
        }
    }

    fn merge_key(&mut self, node: u32) {
        if self.scalar_of(node) != Some("<<") {
            return;
        }
        if let Some(mapping) = self.open.last_mut()
            && mapping.kind == Kind::Mapping
            && mapping.children % 2 == 1
        {
            mapping.merges = true;
            self.tree.nodes[node as usize].flags |= flag::MERGE_KEY;
        }
    }

    fn scalar_of(&self, index: u32) -> Option<&str> {
        let node = self.tree.node(index);
        (node.kind == Kind::Scalar).then(|| self.tree.scalar_text(self.text, node))
    }

    pub fn alias(&mut self, start: u32, end: u32, name: &'t str) {
        let mut link = NONE;
        let mut flags = 0;
        match self.anchors.get(name) {
            Some(&target) if self.is_open(target) => {
                let anchored = self.tree.place(self.tree.node(target).start, start);
                let at = self.tree.place(start, end);
                self.problems.push(
                    CYCLIC_ALIAS.at(at, format!("`*{name}` stands inside what it refers to"))
                        .label(anchored, format!("`&{name}` is still open here"))
                        .help("an alias can only repeat a value that is complete; write the value out, or refer to it by its id"),
                );
                flags = flag::DAMAGED;
            }
            Some(&target) => link = target,
            // The anchor may have stood in what could not be read.
            None if self.torn => flags = flag::DAMAGED,
            None => {
                self.unknown_anchor(start, end, name);
                flags = flag::DAMAGED;
            }
        }
        let node = self.push(Node { start, end, link, kind: Kind::Alias, flags });
        self.aliases.push(node);
    }

    fn unknown_anchor(&mut self, start: u32, end: u32, name: &str) {
        // Each is compared with all anchors, and nobody mends hundreds by what each of them is near to.
        let looked_for = self.unknown_anchors < LOOKED_FOR;
        self.unknown_anchors += 1;
        let near = if looked_for { nearest(name, self.anchors.keys().copied()) } else { None };
        let help = match near {
            Some(known) => question(format_args!("*{known}")),
            None => format!(
                "define it before its first use: `&{name}` in front of a value; anchors do not reach over `---`"
            ),
        };
        let at = self.tree.place(start, end);
        let message = format!("no anchor `&{name}` stands before this alias");
        self.problems.push(UNKNOWN_ANCHOR.at(at, message).help(help));
    }

    fn is_open(&self, node: u32) -> bool {
        let target = self.tree.node(node);
        matches!(target.kind, Kind::Mapping | Kind::Sequence) && target.link == NONE
    }

    pub fn open(&mut self, kind: Kind, start: u32, block: bool, anchor: Option<&'t str>) {
        let flags = if self.open.is_empty() && self.torn { flag::DAMAGED } else { 0 };
        let node = self.push(Node { start, end: start, link: NONE, kind, flags });
        if let Some(name) = anchor {
            self.anchors.insert(name, node);
        }
        self.open.push(Open { node, kind, block, children: 0, merges: false });
    }

    /// Closes the innermost collection; `end` is where its bracket ends, or nothing for one without brackets.
    pub fn close(&mut self, end: Option<u32>) {
        let Some(open) = self.open.pop() else { return };
        let count = offset(self.tree.nodes.len());
        let node = &mut self.tree.nodes[open.node as usize];
        node.link = count;
        if let Some(end) = end {
            node.end = end;
        }
        let (end, damaged) = (node.end, node.flags & flag::DAMAGED);
        if let Some(parent) = self.open.last() {
            let parent = &mut self.tree.nodes[parent.node as usize];
            parent.end = parent.end.max(end);
            parent.flags |= damaged;
        }
        if open.kind == Kind::Mapping {
            self.duplicates.check(&mut self.tree, self.text, open.node, &mut self.problems);
            if open.merges {
                self.merge(open.node);
            }
        }
    }

    /// Marks everything that is open as hit by a syntax error, and the last node if the error stands behind it.
    pub fn tear(&mut self, at: u32) {
        self.torn = true;
        self.tree.broken = true;
        for open in &self.open {
            self.tree.nodes[open.node as usize].flags |= flag::DAMAGED;
        }
        if let Some(last) = self.tree.nodes.last_mut()
            && last.end <= at
            && !self.text[last.end as usize..at as usize].contains(['\n', '\r'])
        {
            last.flags |= flag::DAMAGED;
        }
        if self.open.is_empty()
            && self.has_root
            && let Some(&root) = self.tree.roots.last()
            && root >= self.document
        {
            self.tree.nodes[root as usize].flags |= flag::DAMAGED;
        }
        self.tear_last_child(at);
    }

    /// Marks what was read of text that an error is about: the `$` in front of the braces of `${TEAM}`.
    pub fn cover(&mut self, span: Span) {
        let within = |node: &&mut Node| span.start <= node.start && node.start < node.end && node.end <= span.end;
        for node in self.tree.nodes.iter_mut().rev().take_while(|node| node.start >= span.start).filter(within) {
            node.flags |= flag::DAMAGED;
        }
    }

    /// A line that is indented more than the collection it stands in was meant for the last thing in there.
    fn tear_last_child(&mut self, at: u32) {
        let Some(open) = self.open.last() else { return };
        let indent = at - line_start(self.text, at);
        if column(self.text, open, &self.tree.nodes).is_none_or(|column| column >= indent as usize) {
            return;
        }
        let mut inside = open.node + 1..offset(self.tree.nodes.len());
        while let Some(last) = (Children { tree: &self.tree, left: inside }).last() {
            let node = &mut self.tree.nodes[last as usize];
            node.flags |= flag::DAMAGED;
            if !matches!(node.kind, Kind::Mapping | Kind::Sequence) {
                break;
            }
            inside = last + 1..node.link;
        }
    }

    /// Closes what an error left open until `depth` collections remain, and gives a lone key an empty value.
    pub fn mend(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.complete_entry();
            self.close(None);
        }
        self.complete_entry();
    }

    fn complete_entry(&mut self) {
        let Some(open) = self.open.last() else { return };
        if open.kind == Kind::Mapping && open.children % 2 == 1 {
            let at = self.tree.node(open.node).end;
            let flags = flag::PLAIN | flag::NULL | flag::DAMAGED;
            self.push(Node { start: at, end: at, link: NONE, kind: Kind::Scalar, flags });
        }
    }

    /// Ends the document: nothing of it can be referred to any more.
    pub fn end_document(&mut self) {
        self.mend(0);
        self.bound_aliases();
        self.anchors.clear();
        self.aliases.clear();
        self.document = offset(self.tree.nodes.len());
        self.merge_work = 0;
        self.merge_bomb = false;
        self.torn = false;
        self.has_root = false;
    }

    pub fn finish(mut self) -> Parsed {
        self.end_document();
        let problems = self.problems.finish();
        Parsed { tree: self.tree, problems }
    }

    fn push(&mut self, node: Node) -> u32 {
        let index = offset(self.tree.nodes.len());
        if let Some(parent) = self.open.last_mut() {
            parent.children += 1;
            let parent = &mut self.tree.nodes[parent.node as usize];
            parent.end = parent.end.max(node.end);
        } else {
            self.tree.roots.push(index);
            self.has_root = true;
        }
        self.tree.nodes.push(node);
        index
    }
}

/// Null in the core schema of YAML 1.2.
fn is_null(text: &str) -> bool {
    text.len() <= 4 && matches!(text, "" | "~" | "null" | "Null" | "NULL")
}
