//! Which lines belong together, going by their indentation.

use std::ops::Range;

/// The lines of a file that say something: neither blank nor a comment.
pub(super) struct Lines {
    all: Vec<Line>,
    /// Where documents begin after the first.
    documents: Vec<usize>,
    len: usize,
}

#[derive(Clone, Copy)]
struct Line {
    bytes: (usize, usize),
    indent: usize,
    /// Whether it begins an element of a list.
    element: bool,
    /// The last line before it that is less indented.
    outer: Option<usize>,
    /// The first line after it that is not more indented, or the end.
    next: usize,
    /// The first line after it that is neither more indented nor an element beside it, or the end.
    past_elements: usize,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let (mut all, mut documents, mut at) = (Vec::new(), Vec::new(), 0);
        for line in text.split_inclusive('\n') {
            let bytes = (at, at + line.len());
            at = bytes.1;
            if line.starts_with("---") {
                documents.push(bytes.0);
            }
            let said = line.trim();
            if !said.is_empty() && !said.starts_with('#') {
                let element = said == "-" || said.starts_with("- ");
                all.push(Line { bytes, indent: indent(line), element, outer: None, next: 0, past_elements: 0 });
            }
        }
        let mut lines = Self { all, documents, len: text.len() };
        lines.connect();
        lines
    }

    fn connect(&mut self) {
        let all = &mut self.all;
        let mut open: Vec<usize> = Vec::new();
        for at in 0..all.len() {
            while open.last().is_some_and(|&before| all[before].indent >= all[at].indent) {
                open.pop();
            }
            all[at].outer = open.last().copied();
            open.push(at);
        }
        open.clear();
        for at in (0..all.len()).rev() {
            while open.last().is_some_and(|&after| all[after].indent > all[at].indent) {
                open.pop();
            }
            let next = open.last().copied().unwrap_or(all.len());
            let beside = all.get(next).filter(|after| after.element && after.indent == all[at].indent);
            all[at].past_elements = beside.map_or(next, |after| after.past_elements);
            all[at].next = next;
            open.push(at);
        }
    }

    /// What a comment on a line of its own is about, which begins at this byte in this column: the next line with all below
    /// it; where that is less indented than the comment, what stands above as far indented as the comment at most.
    pub(super) fn beside(&self, byte: usize, column: usize) -> Range<usize> {
        let next = self.all.partition_point(|line| line.bytes.0 < byte);
        match self.all.get(next) {
            Some(line) if line.indent >= column => self.block(next),
            _ => {
                let mut above = next.checked_sub(1);
                while let Some(at) = above.filter(|&at| self.all[at].indent > column) {
                    above = self.all[at].outer;
                }
                above.map_or(byte..byte, |at| self.block(at))
            }
        }
    }

    /// The line that this byte is on, with all below it.
    pub(super) fn around(&self, byte: usize) -> Range<usize> {
        let at = self.all.partition_point(|line| line.bytes.1 <= byte);
        if at < self.all.len() { self.block(at) } else { byte..byte }
    }

    /// What a comment about this may have been meant for instead: the entry of a section that it lies in, and for a whole
    /// section all of its document.
    pub(super) fn entry(&self, covered: &Range<usize>) -> Range<usize> {
        let mut at = Some(self.all.partition_point(|line| line.bytes.0 < covered.start));
        let mut entry = None;
        while let Some((rank, line)) = at.and_then(|at| Some((at, self.all.get(at)?))) {
            // The elements of a section may stand below its key without being indented.
            entry = (line.outer.is_some() || line.element).then_some(rank).or(entry);
            at = line.outer;
        }
        entry.map_or_else(|| self.document(covered.start), |entry| self.block(entry))
    }

    fn document(&self, byte: usize) -> Range<usize> {
        let after = self.documents.partition_point(|&start| start <= byte);
        let start = after.checked_sub(1).map_or(0, |before| self.documents[before]);
        start..self.documents.get(after).copied().unwrap_or(self.len)
    }

    fn block(&self, at: usize) -> Range<usize> {
        let line = &self.all[at];
        // The elements of a list may stand below their key without being indented.
        let end = if line.element { line.next } else { line.past_elements };
        let last = if end == self.all.len() { self.len } else { self.all[end - 1].bytes.1 };
        line.bytes.0..last
    }
}

/// How many blanks a line begins with.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
