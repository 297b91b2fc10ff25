//! Whether the people of one level of a rotation carry it in proportion to the hours they work.

use crate::value::rational::{Rational, div};

/// How unevenly one level of a rotation is carried (F18).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fairness {
    /// Hours for each contract hour of the most loaded over those of the least loaded participant, at least 1; none
    /// where the least loaded has none, so that no ratio is large enough.
    pub ratio: Option<Rational>,
    /// Rank of the most loaded participant; of several, the first.
    pub most: usize,
    /// Rank of the least loaded participant; of several, the first.
    pub least: usize,
}

/// F18: largest over smallest `hours / contract hours`, given for each participant.
///
/// None where nobody participates, somebody has no contract hours, or nobody is ever on call.
pub fn fairness(loads: &[(Rational, Rational)]) -> Option<Fairness> {
    let zero = Rational::default();
    let mut most: Option<(usize, Rational)> = None;
    let mut least: Option<(usize, Rational)> = None;
    for (rank, &(hours, contract)) in loads.iter().enumerate() {
        if contract <= zero {
            return None;
        }
        let load = div(hours, contract)?;
        if most.is_none_or(|(_, high)| load > high) {
            most = Some((rank, load));
        }
        if least.is_none_or(|(_, low)| load < low) {
            least = Some((rank, load));
        }
    }
    let ((most, high), (least, low)) = (most?, least?);
    (high > zero).then(|| Fairness { ratio: div(high, low), most, least })
}
