//! Which pages of a list are there.

use crate::declare::export::Page;

/// A gap in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap<'p> {
    /// The page that tells of it.
    pub page: &'p Page,
    /// Whether what is missing stands before that page.
    pub before: bool,
}

/// What is missing of a list, given all its pages in the order in which they were read.
pub(super) fn gaps<'p>(pages: &[&'p Page]) -> Vec<Gap<'p>> {
    let mut gaps = Vec::new();
    let first = pages.iter().filter(|page| page.from.is_some()).min_by_key(|page| page.from);
    if let Some(page) = first.filter(|page| page.from > Some(0) && !pages.iter().any(|page| page.from.is_none())) {
        gaps.push(Gap { page, before: true });
    }
    for (rank, page) in pages.iter().enumerate().filter(|(_, page)| page.more.is_some()) {
        let goes_on = match page.from {
            Some(from) => pages.iter().any(|next| follows(next, from + page.count)),
            None => rank + 1 < pages.len(),
        };
        if !goes_on {
            gaps.push(Gap { page, before: false });
        }
    }
    gaps
}

/// Whether a page has what comes behind so many.
fn follows(page: &Page, behind: u64) -> bool {
    page.from.is_some_and(|from| from == behind || from < behind && behind < from + page.count)
}
