//! Trees of files that are part of the program, as bytes: they are parsed when the program is built, and not at every start.

use crate::text::{FileId, offset};
use crate::yaml::tree::{Kind, Node, Parsed, Tree};

/// What a collection, a value and a reference are called in bytes.
const KINDS: [Kind; 4] = [Kind::Mapping, Kind::Sequence, Kind::Scalar, Kind::Alias];

/// Bytes of a node: three numbers, what it is, and its flags.
const NODE: usize = 14;

impl Parsed {
    /// The tree as bytes, comments left out; none where something is wrong with it, or where it has merge keys, which are
    /// listed beside the nodes.
    pub fn pack(&self) -> Option<Vec<u8>> {
        let tree = &self.tree;
        if !self.problems.is_empty() || tree.broken || !tree.merged.is_empty() {
            return None;
        }
        let mut bytes = Vec::new();
        let mut number = |number: u32| bytes.extend(number.to_le_bytes());
        number(offset(tree.roots.len()));
        tree.roots.iter().copied().for_each(&mut number);
        number(offset(tree.decoded.len()));
        for range in &tree.decoded {
            number(offset(range.start));
            number(offset(range.end));
        }
        number(offset(tree.decoded_text.len()));
        bytes.extend(tree.decoded_text.as_bytes());
        for node in &tree.nodes {
            let kind = KINDS.iter().position(|kind| *kind == node.kind)?;
            for number in [node.start, node.end, node.link] {
                bytes.extend(number.to_le_bytes());
            }
            bytes.extend([u8::try_from(kind).ok()?, node.flags]);
        }
        Some(bytes)
    }
}

impl Tree {
    /// The tree that was packed.
    pub fn unpack(file: FileId, packed: &[u8]) -> Self {
        let mut left = packed;
        let mut tree = Self::new(file);
        let roots = number(&mut left);
        tree.roots = (0..roots).map(|_| number(&mut left)).collect();
        let decoded = number(&mut left);
        let range = |_| number(&mut left) as usize..number(&mut left) as usize;
        tree.decoded = (0..decoded).map(range).collect();
        let text = number(&mut left) as usize;
        let (text, nodes) = left.split_at_checked(text).unwrap_or_default();
        tree.decoded_text = String::from_utf8(text.to_vec()).unwrap_or_default();
        tree.nodes = nodes.as_chunks().0.iter().map(node).collect();
        tree
    }
}

fn number(left: &mut &[u8]) -> u32 {
    let Some((first, rest)) = left.split_first_chunk() else { return 0 };
    *left = rest;
    u32::from_le_bytes(*first)
}

fn node(bytes: &[u8; NODE]) -> Node {
    let number = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    let (kind, flags) = (KINDS[usize::from(bytes[12]) % KINDS.len()], bytes[13]);
    Node { start: number(0), end: number(4), link: number(8), kind, flags }
}

#[cfg(test)]
mod tests {
    use crate::text::FileId;
    use crate::yaml::tree::Tree;

    /// A tree as it is compared: all but comments.
    fn shown(tree: &Tree) -> String {
        let Tree { nodes, roots, decoded, decoded_text, .. } = tree;
        format!("{:?} {nodes:?} {roots:?} {decoded:?} {decoded_text:?}", tree.file)
    }

    #[test]
    fn what_is_unpacked_is_what_was_packed() {
        for text in [
            "",
            "a",
            "---\na: [b, \"c\\n\", {d: }]\n---\ne: |\n  f\n  g\n",
            "a: &x {b: 'c'} # not kept\nd: *x\ne: !t 1\n",
        ] {
            let parsed = Tree::parse(FileId(7), text);
            let packed = parsed.pack().unwrap_or_else(|| panic!("{text}"));
            assert_eq!(shown(&Tree::unpack(FileId(7), &packed)), shown(&parsed.tree), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_or_merged_is_not_packed() {
        for text in ["a: [", "a: *b\n", "a: &x {b: c}\nd: {<<: *x}\n"] {
            assert_eq!(Tree::parse(FileId(0), text).pack(), None, "{text}");
        }
    }
}
