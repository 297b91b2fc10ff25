//! How the weight of a team's duties is spread over the disciplines.

use crate::org::Org;
use crate::taxonomy::thresholds::Thresholds;
use crate::value::{Missing, Number};
use crate::vocabulary::kinds::Entity;
use crate::{field, word};

/// The first discipline that is not on the operations side: sre, platform, devops and operations are.
pub(crate) const OPERATIONS_SIDE: u8 = word!(Team.discipline, "operations") + 1;

/// Disciplines there are at most.
const DISCIPLINES: usize = 8;

/// Half points to a weight of 1.
const HALF_POINTS: u32 = 2;

/// Ranks in the list of duty classes.
const EXCLUSIVE: u8 = word!(Duty.class, "exclusive");
const COLLECTIVE: u8 = word!(Duty.class, "collective");

/// How the weight of a team's duties is spread over the disciplines, in half points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Focus {
    /// The discipline with most weight, by rank; none where two have the same.
    pub leading: Option<u8>,
    /// By how much it is ahead of the second.
    pub ahead: u32,
    pub total: u32,
}

impl Focus {
    /// An exclusive duty weighs 1 for its discipline, a shared or contested one half for each it names.
    ///
    /// # Errors
    ///
    /// What of a duty cannot be read.
    pub fn of(org: &Org, held: impl Iterator<Item = Entity>) -> Result<Self, Missing> {
        let mut points = [0_u32; DISCIPLINES];
        for duty in held {
            let (class, primary) = (org.word(duty, field!(Duty.class))?, org.word(duty, field!(Duty.primary))?);
            let (weight, shares) = match class.map(|class| class.value) {
                Some(COLLECTIVE) => continue,
                Some(EXCLUSIVE) | None => (2, false),
                Some(_) => (1, true),
            };
            let others = org.list(duty, field!(Duty.shared));
            if let Some(missing) = others.open().filter(|_| shares) {
                return Err(missing);
            }
            let others = others.words().filter(|_| shares);
            for discipline in primary.map(|primary| primary.value).into_iter().chain(others) {
                points[usize::from(discipline)] += weight;
            }
        }
        let mut order: Vec<(u32, u8)> = points.into_iter().zip(0..).collect();
        order.sort_unstable_by_key(|&(points, rank)| (std::cmp::Reverse(points), rank));
        let ahead = order[0].0 - order[1].0;
        Ok(Self { leading: (ahead > 0).then_some(order[0].1), ahead, total: points.iter().sum() })
    }

    /// The leading discipline, if it is clearly ahead.
    pub fn inferred(self, thresholds: &Thresholds) -> Option<u8> {
        // Products of 32 and 64 bits, which 128 bits hold whatever the threshold is.
        let at_least = |points: u32, of: u32, threshold: Number| {
            i128::from(points) * i128::from(*threshold.denom()) >= i128::from(of) * i128::from(*threshold.numer())
        };
        let weighs = at_least(self.total, HALF_POINTS, thresholds.inference_weight);
        self.leading.filter(|_| weighs && at_least(self.ahead, self.total, thresholds.inference_margin))
    }
}
