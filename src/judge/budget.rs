//! How much work a rule may be, and which of its subjects was the first that was too much: the same whatever number of
//! threads there is.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use crate::facts::kept::{Id, Kept, Much};

/// What a rule has spent so far. Its subjects are judged in stretches, which have numbers in order.
///
/// A stretch may stop early, but only for what no later one can change: that a stretch before it was stopped, or that
/// what was spent before it and in it is too much already.
pub(super) struct Budget {
    limit: u64,
    /// The first stretch in which a subject took too much.
    first: AtomicUsize,
    /// What the finished stretches took that have no unfinished one before them.
    before: AtomicU64,
    finished: Mutex<Finished>,
}

#[derive(Default)]
struct Finished {
    /// The first stretch that is not finished.
    next: usize,
    spent: Vec<Option<u64>>,
}

/// What one stretch took.
#[derive(Clone, Debug, Default)]
pub(super) struct Spent {
    /// Steps for its subjects, those of the one that took too many left out.
    pub steps: u64,
    /// Kept values that were needed.
    pub used: Vec<Id>,
    /// Where it stopped.
    pub stopped: Option<Stop>,
}

/// Why a stretch stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The subject of this rank took too much.
    Subject(usize, Much),
    /// Something that is the same for all subjects did.
    Kept(Much),
}

/// What was too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exceeded {
    /// The subject of this rank, in the stretch of this number.
    Subject(usize, usize, Much),
    /// The rule as a whole.
    Rule(Much),
}

impl Budget {
    pub fn new(limit: u64) -> Self {
        Self { limit, first: AtomicUsize::new(usize::MAX), before: AtomicU64::new(0), finished: Mutex::default() }
    }

    /// Whether nothing in this stretch matters any more, which has taken so many steps.
    pub fn is_over(&self, stretch: usize, steps: u64) -> bool {
        self.first.load(Ordering::Relaxed) < stretch
            || self.before.load(Ordering::Relaxed).saturating_add(steps) > self.limit
    }

    /// Notes what a stretch took.
    pub fn finish(&self, stretch: usize, spent: &Spent) {
        if spent.stopped.is_some() {
            self.first.fetch_min(stretch, Ordering::Relaxed);
        }
        let Ok(mut finished) = self.finished.lock() else { return };
        if finished.spent.len() <= stretch {
            finished.spent.resize(stretch + 1, None);
        }
        finished.spent[stretch] = Some(spent.steps);
        while let Some(Some(steps)) = finished.spent.get(finished.next).copied() {
            self.before.fetch_add(steps, Ordering::Relaxed);
            finished.next += 1;
        }
    }

    /// What was too much, if anything was: the first of it in the order of subjects. `all` is what the stretches took, in
    /// order; what is kept is charged where it was first needed.
    pub fn exceeded<'s>(&self, all: impl Iterator<Item = &'s Spent>, kept: &Kept) -> Option<Exceeded> {
        let (mut total, mut charged) = (0_u64, std::collections::HashSet::new());
        for (stretch, spent) in all.enumerate() {
            let new = spent.used.iter().filter(|id| charged.insert(**id));
            total += spent.steps + new.map(|id| u64::from(kept.steps(*id))).sum::<u64>();
            if total > self.limit {
                return Some(Exceeded::Rule(Much::Steps));
            }
            match spent.stopped {
                Some(Stop::Kept(much)) => return Some(Exceeded::Rule(much)),
                Some(Stop::Subject(rank, much)) => return Some(Exceeded::Subject(stretch, rank, much)),
                None => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::kept::Kept;
    use crate::facts::kept::Much::Steps;
    use crate::judge::budget::{Budget, Exceeded, Spent, Stop};

    fn spent(steps: u64, stopped: Option<Stop>) -> Spent {
        Spent { steps, used: Vec::new(), stopped }
    }

    #[test]
    fn the_first_subject_that_takes_too_much_counts_whoever_comes_first() {
        let kept = Kept::default();
        let all = [spent(4, None), spent(3, Some(Stop::Subject(7, Steps))), spent(90, Some(Stop::Subject(8, Steps)))];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let budget = Budget::new(10);
            for stretch in order {
                budget.finish(stretch, &all[stretch]);
            }
            assert_eq!(budget.exceeded(all.iter(), &kept), Some(Exceeded::Subject(1, 7, Steps)));
        }
        let all = [spent(8, None), spent(3, Some(Stop::Subject(7, Steps)))];
        assert_eq!(Budget::new(10).exceeded(all.iter(), &kept), Some(Exceeded::Rule(Steps)));
        assert_eq!(Budget::new(11).exceeded(all.iter(), &kept), Some(Exceeded::Subject(1, 7, Steps)));
        assert_eq!(Budget::new(11).exceeded(all[..1].iter(), &kept), None);
    }

    #[test]
    fn what_comes_later_stops_nothing_that_comes_before() {
        let budget = Budget::new(10);
        budget.finish(1, &spent(100, None));
        budget.finish(3, &spent(1, Some(Stop::Subject(0, Steps))));
        assert!(!budget.is_over(0, 10));
        assert!(budget.is_over(0, 11));
        assert!(budget.is_over(4, 0));
        budget.finish(0, &spent(2, None));
        assert!(budget.is_over(2, 0), "102 steps lie before it");
    }
}
