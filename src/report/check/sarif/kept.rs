//! Which findings there is room for where there are more than GitHub takes.

use crate::finding::Severity;
use crate::finding::wording::count;
use crate::report::check::report::{Counts, Report};

/// A run with more results than these is refused.
const MOST: usize = 25_000;

/// For how many findings of each kind there is room, and how many are left out.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    errors: usize,
    warnings: usize,
    advice: usize,
    /// What does not count has the last place.
    excused: usize,
    left_out: usize,
}

impl Kept {
    /// The worst of them have the first places.
    pub fn of(report: &Report<'_>) -> Self {
        Self::within(Counts::of(report.findings), report.excused.len(), MOST)
    }

    fn within(counts: Counts, excused: usize, most: usize) -> Self {
        let mut room = most;
        let mut places = |wanted: usize| {
            let places = wanted.min(room);
            room -= places;
            places
        };
        let (errors, warnings) = (places(counts.errors), places(counts.warnings));
        let (advice, kept_excused) = (places(counts.advice), places(excused));
        let all = counts.all() + excused;
        Self { errors, warnings, advice, excused: kept_excused, left_out: all - (most - room) }
    }

    /// Takes one of the places for a finding, if there is one.
    pub fn takes(&mut self, severity: Severity, is_excused: bool) -> bool {
        let places = match (is_excused, severity) {
            (true, _) => &mut self.excused,
            (false, Severity::Error) => &mut self.errors,
            (false, Severity::Warning) => &mut self.warnings,
            (false, Severity::Advice) => &mut self.advice,
        };
        let takes = *places > 0;
        *places = places.saturating_sub(1);
        takes
    }

    /// That something is left out, where it is.
    pub fn left_out_in_words(self) -> Option<String> {
        let left = (self.left_out > 0).then(|| count(self.left_out, "finding", "findings"))?;
        Some(format!("{left} left out: a run has at most {MOST} results, and the most severe are kept"))
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::report::check::report::Counts;
    use crate::report::check::sarif::kept::Kept;

    #[test]
    fn the_most_severe_are_kept_and_what_does_not_count_goes_first() {
        let counts = Counts { errors: 2, warnings: 3, advice: 4 };
        let kept = |most| {
            let Kept { errors, warnings, advice, excused, left_out } = Kept::within(counts, 5, most);
            [errors, warnings, advice, excused, left_out]
        };
        assert_eq!(kept(100), [2, 3, 4, 5, 0]);
        assert_eq!(kept(10), [2, 3, 4, 1, 4]);
        assert_eq!(kept(4), [2, 2, 0, 0, 10]);
    }

    #[test]
    fn there_are_only_so_many_places() {
        let mut kept = Kept::within(Counts { errors: 2, ..Counts::default() }, 1, 2);
        let taken = [false, true, false, false].map(|is_excused| kept.takes(Severity::Error, is_excused));
        assert_eq!(taken, [true, false, true, false]);
        assert_eq!(kept.left_out, 1);
    }
}
