//! Problems of one file, bounded so that a hostile file cannot fill the memory with complaints.

use crate::finding::Finding;
use crate::finding::diagnostics::TOO_MANY_PROBLEMS;

/// So many are kept of one file.
const KEPT: usize = 1_000;

/// Problems found so far.
#[derive(Default)]
pub(crate) struct Problems {
    kept: Vec<Finding>,
    dropped: usize,
}

impl Problems {
    pub fn push(&mut self, problem: Finding) {
        if self.kept.len() < KEPT {
            self.kept.push(problem);
        } else {
            self.dropped += 1;
        }
    }

    /// Takes the last one back, if it is one of those that something else explains.
    pub fn withdraw(&mut self, is_explained: impl FnOnce(&Finding) -> bool) {
        if self.kept.last().is_some_and(is_explained) {
            self.kept.pop();
        }
    }

    /// All of them by position, with a last one that says how many more there were.
    pub fn finish(mut self) -> Vec<Finding> {
        self.kept.sort_by_key(|problem| (problem.place(), problem.rule.clone()));
        if self.dropped > 0
            && let Some(last) = self.kept.last()
        {
            let message = format!("{} more problems in this file are not shown", self.dropped);
            self.kept.push(TOO_MANY_PROBLEMS.at(last.place(), message));
        }
        self.kept
    }
}
