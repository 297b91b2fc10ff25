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
    for page in pages.iter().filter(|page| page.more.is_some()) {
        if page.from.is_some_and(|from| !pages.iter().any(|next| follows(next, from.saturating_add(page.count)))) {
            gaps.push(Gap { page, before: false });
        }
    }
    // Where pages do not say which they are, one of them is the last, whatever its file is called.
    let mut unnumbered = pages.iter().filter(|page| page.from.is_none());
    if unnumbered.clone().all(|page| page.more.is_some() && !page.is_cut)
        && let Some(page) = unnumbered.next_back()
    {
        gaps.push(Gap { page, before: false });
    }
    gaps
}

/// Whether a page has what comes behind so many.
fn follows(page: &Page, behind: u64) -> bool {
    page.from.is_some_and(|from| from == behind || from < behind && behind < from.saturating_add(page.count))
}
