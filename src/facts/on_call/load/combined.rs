//! What several layers are together for the person who takes turns in them.

use crate::facts::on_call::model::Played;
use crate::value::Missing;
use crate::value::rational::Rational;

/// What several layers are together, least and most over all ways in which their turns may have begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Combined {
    pub(crate) hours: [Rational; 2],
    pub(crate) double: [Rational; 2],
    /// Weeks of a cycle that are booked twice, and the longest block in hours; none where the cycle was not played.
    pub(crate) played: Option<([u64; 2], [Rational; 2])>,
    /// What would tell how the turns began.
    pub(crate) open: Vec<Missing>,
}

impl Combined {
    pub(super) fn exactly(played: &Played) -> Self {
        Self {
            hours: [played.hours_per_week; 2],
            double: [played.double_hours_per_week; 2],
            played: Some(([played.double_weeks; 2], [played.longest_hours; 2])),
            open: Vec::new(),
        }
    }

    pub(super) fn or(self, other: &Self) -> Self {
        fn wider<T: Ord + Copy>(a: [T; 2], b: [T; 2]) -> [T; 2] {
            [a[0].min(b[0]), a[1].max(b[1])]
        }
        let played = self.played.zip(other.played).map(|(a, b)| (wider(a.0, b.0), wider(a.1, b.1)));
        Self {
            hours: wider(self.hours, other.hours),
            double: wider(self.double, other.double),
            played,
            open: self.open,
        }
    }
}
