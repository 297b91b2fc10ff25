//! What a team's duties say about what it practises.

use crate::facts::cx::Cx;
use crate::facts::duties::holdings::Duties;
use crate::facts::reads::{answer, count};
use crate::org::Org;
use crate::taxonomy::thresholds::Thresholds;
use crate::value::{Missing, Number, Val};
use crate::vocabulary::kinds::Entity;
use crate::{field, word};

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
    leading: Option<u8>,
    /// By how much it is ahead of the second.
    ahead: u32,
    total: u32,
}

impl Focus {
    /// An exclusive duty weighs 1 for its discipline, a shared or contested one half for each it names.
    pub fn of(org: &Org, held: impl Iterator<Item = Entity>) -> Self {
        let mut points = [0_u32; DISCIPLINES];
        for duty in held {
            let (class, primary) = (org.word(duty, field!(Duty.class)), org.word(duty, field!(Duty.primary)));
            // What of the taxonomy cannot be read was told when the taxonomy was loaded.
            let (class, primary) = (class.ok().flatten(), primary.ok().flatten());
            let (weight, shares) = match class.map(|class| class.value) {
                Some(COLLECTIVE) => continue,
                Some(EXCLUSIVE) | None => (2, false),
                Some(_) => (1, true),
            };
            let others = org.list(duty, field!(Duty.shared));
            let others = others.words().filter(|_| shares);
            for discipline in primary.map(|primary| primary.value).into_iter().chain(others) {
                points[usize::from(discipline)] += weight;
            }
        }
        let mut order: Vec<(u32, u8)> = points.into_iter().zip(0..).collect();
        order.sort_unstable_by_key(|&(points, rank)| (std::cmp::Reverse(points), rank));
        let ahead = order[0].0 - order[1].0;
        Self { leading: (ahead > 0).then_some(order[0].1), ahead, total: points.iter().sum() }
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

/// What can be said of the duties of a team; unknown where nobody said which they are.
fn of_team<'a>(cx: &Cx<'a>, team: Entity, read: impl Fn(Focus) -> Val<'a>) -> Val<'a> {
    let duties = cx.part::<Duties>();
    match (duties.unread_of(team), duties.held_by(cx.org, team)) {
        (None, Some(_)) => read(duties.focus(team)),
        (missing, _) => cx.unknown(missing.unwrap_or(Missing::Field(team, field!(Team.duties)))),
    }
}

pub(crate) fn inferred_discipline<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let inferred = cx.part::<Duties>().inferred(team);
    answer(cx, inferred.and_then(|inferred| inferred.ok_or(Missing::Field(team, field!(Team.duties)))), Val::Word)
}

pub(crate) fn leading_discipline<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    of_team(cx, team, |focus| focus.leading.map_or_else(|| cx.unknown(Missing::Element), Val::Word))
}

pub(crate) fn margin<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    of_team(cx, team, |focus| match focus.total {
        0 => count(0),
        total => Val::Number(Number::new(focus.ahead.into(), total.into())),
    })
}

pub(crate) fn weight<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    of_team(cx, team, |focus| Val::Number(Number::new(focus.total.into(), 2)))
}
