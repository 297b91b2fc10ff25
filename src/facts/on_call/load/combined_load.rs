//! What several layers are together for the person who takes turns in them: exact where it is known how they lie to
//! each other, else between bounds.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::participation::Participation;
use crate::facts::on_call::load::{Load, people};
use crate::facts::on_call::model::week::{QUARTER, WEEK};
use crate::facts::on_call::model::{Layer, Level, PersonLoad, person_load};
use crate::facts::reads::{at_least, between, exact};
use crate::field;
use crate::org::Extent;
use crate::value::rational::{Rational, add, div, gcd, lcm, mul, ratio, sub, whole};
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

impl Load {
    fn layer(&self, part: &Participation) -> &Layer {
        &self.layers[part.layer.index()].layer
    }

    /// Why nothing certain can be said about a person's hours.
    fn unread(&self, own: &[Participation]) -> Vec<Missing> {
        own.iter().filter_map(|part| self.layers[part.layer.index()].missing).collect()
    }

    /// What would tell how a person's layers lie to each other in time: where their windows are in the week, and in
    /// which weeks their turns are. Nothing where it makes no difference.
    fn unrelated(&self, own: &[&Participation]) -> Vec<Missing> {
        let own: Vec<&Participation> =
            own.iter().filter(|part| self.layer(part).level != Level::Shadow).copied().collect();
        let mut missing = self.unplaced(&own);
        missing.extend(self.unsettled(&own));
        let mut rotations: Vec<(&Participation, u128)> = Vec::new();
        for part in &own {
            let round = rounds(self.layer(part));
            match rotations.iter_mut().find(|(other, _)| other.rotation == part.rotation) {
                Some((_, together)) => *together = lcm(*together, round).unwrap_or(u128::MAX),
                None => rotations.push((part, round)),
            }
        }
        // Lists whose lengths have no common divisor meet in every way, whenever they began.
        let meet = |&(one, round): &(&Participation, u128), &(other, other_round): &(&Participation, u128)| {
            let of = |rotation| own.iter().filter(move |part| part.rotation == rotation);
            one.rotation != other.rotation
                && gcd(round, other_round) > 1
                && of(one.rotation).any(|a| of(other.rotation).any(|b| self.share_minutes(a, b)))
        };
        let decisive = rotations.iter().filter(|one| rotations.iter().any(|other| meet(one, other)));
        missing.extend(decisive.filter_map(|(part, _)| self.layers[part.layer.index()].no_start));
        missing
    }

    /// What cannot be read of the turns of layers, so that nobody knows how they lie to those of the others.
    fn unsettled(&self, own: &[&Participation]) -> impl Iterator<Item = Missing> {
        let beside = |part: &Participation| own.iter().filter(|other| other.rotation == part.rotation).count() > 1;
        let in_step = self.in_step(own);
        own.iter().flat_map(move |part| {
            let modelled = &self.layers[part.layer.index()];
            let moved = modelled.illegible_shift.filter(|_| beside(part));
            let turn = modelled.illegible_turn.filter(|_| !in_step);
            turn.into_iter().chain(moved).chain(self.uneven(part))
        })
    }

    /// Whether layers change hands at the same times, around the clock, however long their turns are.
    fn in_step(&self, own: &[&Participation]) -> bool {
        let always = own.iter().all(|part| self.layer(part).active.is_full());
        let steps = own.iter().map(|part| {
            let modelled = &self.layers[part.layer.index()];
            (part.rotation, modelled.illegible_turn, modelled.layer.turn, modelled.layer.utc_offset)
        });
        always && steps.clone().zip(steps.skip(1)).all(|(one, other)| one == other)
    }

    /// What cannot be read of how long a person's turns are.
    fn illegible_turns(&self, own: &[Participation]) -> impl Iterator<Item = Missing> {
        own.iter().filter_map(|part| self.layers[part.layer.index()].illegible_turn)
    }

    /// Whether something cannot be read of when a person's turns are.
    pub(crate) fn is_unsettled(&self, own: &[Participation]) -> bool {
        self.illegible_turns(own).chain(self.unsettled(&own.iter().collect::<Vec<_>>())).next().is_some()
    }

    /// What hides how many hours a part of the turns of one layer has.
    fn uneven(&self, part: &Participation) -> Option<Missing> {
        let shared = part.turn_share > whole(0) && part.turn_share < whole(1);
        self.layers[part.layer.index()].uneven().filter(|_| shared)
    }

    /// What would tell where windows lie in the week. Those of one rotation lie where it is, so that they are where they
    /// are to each other.
    fn unplaced(&self, own: &[&Participation]) -> Vec<Missing> {
        let modelled = |part: &&&Participation| &self.layers[part.layer.index()];
        let windows = || own.iter().filter(|part| !self.layer(part).active.is_full());
        let floating = || windows().filter(|part| modelled(part).floating);
        let together = windows().all(|part| modelled(&part).floating)
            && floating().zip(floating().skip(1)).all(|(a, b)| a.rotation == b.rotation);
        if together { Vec::new() } else { floating().map(|part| modelled(&part).unplaced()).collect() }
    }

    fn share_minutes(&self, a: &Participation, b: &Participation) -> bool {
        self.layer(a).active.shared_minutes(&self.layer(b).active) > 0
    }

    /// The load of a person in one layer.
    pub(crate) fn alone(&self, part: &Participation) -> Option<PersonLoad> {
        person_load(&[self.layer(part)], part.person.index, whole(1))
    }

    /// Hours by the clock in one layer, at least and at most.
    fn hours_alone(&self, part: &Participation) -> Option<(Rational, Rational)> {
        if self.uneven(part).is_some() {
            return Some((whole(0), self.layer(part).active_hours()));
        }
        let hours = self.alone(part)?.hours_per_week;
        Some((hours, hours))
    }

    /// What is known of the hours of each layer alone.
    fn bounds<'p>(&self, own: impl IntoIterator<Item = &'p Participation>) -> Option<Bounds> {
        let mut bounds = Bounds { largest: [whole(0); 2], sum: [whole(0); 2] };
        for part in own {
            let (low, high) = self.hours_alone(part)?;
            bounds.largest = [bounds.largest[0].max(low), bounds.largest[1].max(high)];
            bounds.sum = [add(bounds.sum[0], low)?, add(bounds.sum[1], high)?];
        }
        Some(bounds)
    }

    /// A person's load where all of it is known: nothing is unread, unrelated or too long to be played.
    fn known(&self, person: Entity) -> Result<&PersonLoad, Vec<Missing>> {
        let own = self.of_person(person);
        let mut missing = self.unread(own);
        match own {
            [only] => missing.extend(self.uneven(only)),
            own => missing.extend(self.unrelated(&own.iter().collect::<Vec<_>>())),
        }
        match self.people.get(person.index()).and_then(Option::as_ref) {
            Some(load) if missing.is_empty() && load.exact => Ok(load),
            _ if missing.is_empty() => Err(vec![Missing::Arithmetic]),
            _ => Err(missing),
        }
    }
}

/// After so many weeks a layer's turns begin anew.
fn rounds(layer: &Layer) -> u128 {
    let round = layer.participants.len() as u128 * u128::from(layer.turn);
    round / gcd(round, WEEK.into()).max(1)
}

/// Hours by the clock of several layers, each alone, at least and at most.
struct Bounds {
    largest: [Rational; 2],
    sum: [Rational; 2],
}

fn more(cx: &Cx<'_>) -> Option<Missing> {
    let lost = (cx.org.extent(Kind::Rotation) == Extent::Incomplete).then_some(Missing::Section(Kind::Rotation));
    lost.or_else(|| cx.org.unread(Kind::Layer, field!(Layer.participants)))
}

/// Hours on call by the clock, over a number.
pub(crate) fn clock_hours<'a>(cx: &Cx<'a>, person: Entity, over: u8) -> Val<'a> {
    let all = cx.part::<Load>();
    let own = all.of_person(person);
    let scaled = |hours: Rational| div(hours, whole(over));
    let (low, high, missing) = match all.known(person) {
        Ok(load) => (scaled(load.hours_per_week), scaled(load.hours_per_week), Vec::new()),
        Err(missing) => {
            let read: Vec<&Participation> =
                own.iter().filter(|part| all.layers[part.layer.index()].missing.is_none()).collect();
            let largest = read.iter().filter_map(|part| Some(all.hours_alone(part)?.0)).max();
            let high =
                all.bounds(own).filter(|_| read.len() == own.len()).and_then(|b| scaled(b.sum[1].min(whole(168))));
            (scaled(largest.unwrap_or_default()), high, missing)
        }
    };
    let more = more(cx);
    let high = high.filter(|_| more.is_none());
    match low {
        Some(low) => between(cx, low, high, missing.into_iter().chain(more)),
        None => cx.unknown(Missing::Arithmetic),
    }
}

/// Hours a week on call in two places at once.
pub(crate) fn double_booked<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let own = all.of_person(person);
    let more = more(cx);
    match all.known(person) {
        Ok(load) => {
            let hours = load.double_booked_hours_per_week;
            between(cx, hours, more.is_none().then_some(hours), more)
        }
        Err(missing) => {
            let bounds = all.bounds(own).filter(|_| all.unread(own).is_empty());
            let low = bounds.as_ref().and_then(|b| sub(b.sum[0], whole(168))).unwrap_or_default().max(whole(0));
            let high = bounds.filter(|_| more.is_none()).and_then(|b| sub(b.sum[1], b.largest[1]));
            between(cx, low, high, missing.into_iter().chain(more))
        }
    }
}

/// Weeks of a cycle with hours in two places at once: none where there are no such hours.
pub(crate) fn double_booked_weeks<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let illegible = cx.because_all(all.illegible_turns(all.of_person(person)));
    match all.known(person) {
        Ok(load) if !load.played => cx.unknown(Missing::Arithmetic),
        Ok(load) => match illegible.filter(|_| load.double_booked_hours_per_week > whole(0)) {
            Some(cause) => Val::Unknown(cause),
            None => exact(cx, whole(i128::from(load.double_booked_weeks))),
        },
        Err(missing) => cx.because_all(missing).map_or_else(|| cx.unknown(Missing::Arithmetic), Val::Unknown),
    }
}

/// A number that each layer adds to, however they lie to each other.
pub(crate) fn added<'a>(cx: &Cx<'a>, person: Entity, read: impl Fn(&PersonLoad) -> Rational) -> Val<'a> {
    let all = cx.part::<Load>();
    if let Some(cause) = cx.because_all(all.unread(all.of_person(person))) {
        return Val::Unknown(cause);
    }
    match all.people.get(person.index()).and_then(Option::as_ref) {
        Some(load) => exact(cx, read(load)),
        None => cx.unknown(Missing::Arithmetic),
    }
}

/// Turns in 13 weeks, at least those of the layers that say how long a turn is.
pub(crate) fn turns_per_quarter<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let (mut known, mut missing) = (whole(0), Vec::new());
    for part in all.of_person(person).iter().filter(|part| part.turn_share > whole(0)) {
        let modelled = &all.layers[part.layer.index()];
        let turns = ratio(QUARTER.into(), modelled.layer.turn.into());
        match (modelled.missing.or(modelled.no_turn), turns.and_then(|turns| add(known, mul(part.turn_share, turns)?)))
        {
            (Some(why), _) => missing.push(why),
            (None, Some(sum)) => known = sum,
            (None, None) => missing.push(Missing::Arithmetic),
        }
    }
    at_least(cx, known, missing)
}

/// Longest time on call without a break; at least what one layer alone makes of it.
pub(crate) fn longest_block<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let own = all.of_person(person);
    if let [only] = own {
        return people::longest(cx, only);
    }
    let no_turn = |part: &Participation| all.layers[part.layer.index()].no_turn;
    let mut missing: Vec<Missing> = own.iter().filter_map(no_turn).collect();
    match all.known(person) {
        Ok(load) if missing.is_empty() && load.played => return exact(cx, load.longest_block_hours),
        Ok(load) => missing.extend((!load.played).then_some(Missing::Arithmetic)),
        Err(more) => missing.extend(more),
    }
    let turned = own.iter().filter(|part| {
        let modelled = &all.layers[part.layer.index()];
        let placed = modelled.illegible_start().filter(|_| !modelled.layer.active.is_full());
        modelled.no_turn.or(modelled.missing).or(placed).is_none()
    });
    let alone = turned.filter_map(|part| all.alone(part)).filter(|load| load.played);
    let low = alone.map(|load| load.longest_block_hours).max().unwrap_or_default();
    between(cx, low, None, missing)
}

/// Weeks after which a person's turns begin anew.
pub(crate) fn cycle<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    if let Some(cause) = cx.because_all(all.illegible_turns(all.of_person(person))) {
        return Val::Unknown(cause);
    }
    match all.people.get(person.index()).and_then(Option::as_ref) {
        Some(load) if load.cycle_weeks < u64::MAX => exact(cx, whole(i128::from(load.cycle_weeks))),
        _ => cx.unknown(Missing::Arithmetic),
    }
}

/// The parts of a person that lie on top of another part, each once.
pub(crate) fn double_bookings<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let own = all.of_person(person);
    let from = all.first.get(person.index()).copied().unwrap_or_default() as usize;
    let both = |a: &Participation, b: &Participation| {
        if [a, b].iter().any(|part| all.layers[part.layer.index()].missing.is_some()) {
            return None;
        }
        let pair = [a, b].map(|part| all.layer(part));
        let unrelated = !all.unrelated(&[a, b]).is_empty();
        let load = person_load(&pair, person.index, whole(1))?;
        if !unrelated && load.exact {
            return Some(load.double_booked_hours_per_week > whole(0));
        }
        let bounds = all.bounds([a, b])?;
        Some(bounds.sum[0] > whole(168) || !unrelated && all.share_minutes(a, b))
    };
    let taking_part = |at: usize| {
        let others = (0..own.len()).filter(|&other| other != at);
        others.into_iter().any(|other| both(&own[at.min(other)], &own[at.max(other)]) == Some(true))
    };
    let parts = (0..own.len())
        .filter(|&at| taking_part(at))
        .map(|at| Item::new(Val::Entity(Entity::new(Kind::Participation, from + at)), Some(own[at].place)));
    let open = cx.because_all(all.unread(own).into_iter().chain(more(cx)));
    cx.open_list(parts.collect::<Vec<_>>(), open)
}
