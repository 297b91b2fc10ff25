//! Merge keys: `<<: *base` and `<<: [*a, *b]`. The entries of a mapping that has one are listed once, when
//! it is complete, so that reading them later costs no search through what was merged.

use std::collections::HashSet;

use crate::finding::diagnostics::{ALIAS_BOMB, INVALID_MERGE};
use crate::yaml::build::Builder;
use crate::yaml::tree::{Children, Kind, MergedEntry, NONE, Pairs, flag};

impl Builder<'_> {
    /// Lists the entries of a complete mapping that has a merge key.
    pub(crate) fn merge(&mut self, mapping: u32) {
        let own: Vec<(u32, u32)> = Pairs(Children { tree: &self.tree, left: mapping + 1..self.tree.after(mapping) })
            .filter(|&(key, _)| self.tree.node(key).flags & flag::REPEATED == 0)
            .collect();
        let mut brought = Vec::new();
        for &(key, value) in &own {
            if self.tree.node(key).flags & flag::MERGE_KEY != 0 {
                brought = self.sources(value);
            }
        }
        let budget = self.budget();
        let mut work = self.merge_work;
        let tree = &self.tree;
        let mut known: HashSet<&str> = HashSet::new();
        for &(key, _) in &own {
            known.extend(self.key_of(key));
        }
        let mut entries = Vec::new();
        let mut exceeded = None;
        for &(key, value) in &own {
            if tree.node(key).flags & flag::MERGE_KEY == 0 {
                entries.push(MergedEntry { key, value, via: NONE });
                continue;
            }
            for &(via, source) in &brought {
                if work > budget {
                    exceeded = Some(via);
                    break;
                }
                let inner = self.entries_of(source);
                work += inner.len() as u64;
                for (key, value) in inner {
                    if self.key_of(key).is_none_or(|text| known.insert(text)) {
                        entries.push(MergedEntry { key, value, via });
                    }
                }
            }
        }
        // An inline source's children come after this mapping's index but were listed before: ranges never overlap.
        let from = self.tree.merged_entries.len();
        self.tree.merged_entries.extend(entries);
        self.tree.merged.insert(mapping, from..self.tree.merged_entries.len());
        self.tree.nodes[mapping as usize].flags |= flag::MERGED;
        if let Some(via) = exceeded {
            if !self.merge_bomb {
                self.merge_bomb = true;
                self.report_merge_bomb(via, budget);
            }
            self.tree.nodes[mapping as usize].flags |= flag::DAMAGED;
        }
        self.merge_work = work;
    }

    fn report_merge_bomb(&mut self, via: u32, budget: u64) {
        let message = format!("the merge keys of this document bring over {budget} entries");
        self.problems.push(
            ALIAS_BOMB
                .at(self.tree.place_of(via), message)
                .saying("this and what is merged after it is left out")
                .help("merge one base where several merge each other, or write the entries out"),
        );
    }

    /// The mappings under a merge key, as `(node that names it, mapping)`.
    fn sources(&mut self, value: u32) -> Vec<(u32, u32)> {
        let candidates = match self.tree.resolve(value) {
            Some(list) if self.tree.node(list).kind == Kind::Sequence => {
                Children { tree: &self.tree, left: list + 1..self.tree.after(list) }.collect()
            }
            _ => vec![value],
        };
        let mut sources = Vec::new();
        for via in candidates {
            match self.tree.resolve(via) {
                Some(mapping) if self.tree.node(mapping).kind == Kind::Mapping => {
                    sources.push((via, mapping));
                }
                // A broken alias or value has its finding already.
                _ if self.tree.node(via).flags & flag::DAMAGED != 0 => {}
                _ => {
                    let message = "only mappings can be merged";
                    let place = self.tree.place_of(via);
                    self.problems.push(
                        INVALID_MERGE.at(place, message)
                            .saying("this is not a mapping")
                            .help("write `<<: *name` or `<<: [*first, *second]` where the names are anchors of mappings; quote `\"<<\"` for a key of that name"),
                    );
                }
            }
        }
        sources
    }

    fn entries_of(&self, mapping: u32) -> Vec<(u32, u32)> {
        if let Some(range) = self.tree.merged.get(&mapping) {
            return self.tree.merged_entries[range.clone()].iter().map(|entry| (entry.key, entry.value)).collect();
        }
        Pairs(Children { tree: &self.tree, left: mapping + 1..self.tree.after(mapping) })
            .filter(|&(key, _)| self.tree.node(key).flags & flag::REPEATED == 0)
            .collect()
    }

    fn key_of(&self, key: u32) -> Option<&str> {
        let node = self.tree.node(self.tree.resolve(key)?);
        (node.kind == Kind::Scalar).then(|| self.tree.scalar_text(self.text, node))
    }
}
