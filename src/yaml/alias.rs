//! How large a document is once its aliases are followed. Aliases are never copied, but whoever walks the
//! tree follows them, and nine lines of them can stand for billions of nodes.

use crate::finding::diagnostics::ALIAS_BOMB;
use crate::text::offset;
use crate::yaml::build::Builder;
use crate::yaml::tree::NONE;

/// A document may expand to this many nodes, and [`BUDGET_RATIO`] times its own.
pub(crate) const BUDGET: u64 = 1_000_000;
/// See [`BUDGET`].
pub(crate) const BUDGET_RATIO: u64 = 10;

impl Builder<'_> {
    /// Nodes that aliases of this document may stand for.
    pub(crate) fn budget(&self) -> u64 {
        let own = u64::from(offset(self.tree.nodes.len()) - self.document);
        BUDGET + BUDGET_RATIO * own
    }

    /// Takes the targets from all aliases of a document that expands beyond its budget.
    pub(crate) fn bound_aliases(&mut self) {
        let budget = self.budget();
        // `through[i]`: nodes that the first `i` aliases stand for. What an alias refers to is complete
        // before it, so one pass in order knows the size of every target.
        let mut through: Vec<u64> = vec![0];
        let mut worst = (0, 0);
        let mut total = 0_u64;
        for &alias in &self.aliases {
            let target = self.tree.node(alias).link;
            let size = if target == NONE {
                0
            } else {
                let end = self.tree.after(target);
                let from = self.aliases.partition_point(|&other| other < target);
                let to = self.aliases.partition_point(|&other| other < end);
                u64::from(end - target) + through[to] - through[from]
            };
            worst = worst.max((size, alias));
            // Every size is at most the total before it plus the document, so this cannot overflow.
            total += size;
            through.push(total);
            if total > budget {
                break;
            }
        }
        if total <= budget {
            return;
        }
        let (size, alias) = worst;
        let target = self.tree.node(alias).link;
        let message = format!("following the aliases of this document gives over {budget} values");
        self.problems.push(
            ALIAS_BOMB
                .at(self.tree.place_of(alias), message)
                .saying(format!("this one alone stands for {size}"))
                .label(self.tree.place_of(target), "which is this")
                .help("no alias of this document is followed; write the values out, or refer to them by id"),
        );
        for &alias in &self.aliases {
            let node = &mut self.tree.nodes[alias as usize];
            node.link = NONE;
            node.flags |= super::tree::flag::DAMAGED;
        }
    }
}
