//! What several layers are together for the person who takes turns in them: played through where that is known and short
//! enough, in every way in which the turns may have begun, else between bounds.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::Load;
use crate::facts::on_call::load::combined::Combined;
use crate::facts::on_call::load::figure::Figure;
use crate::facts::on_call::load::participation::{Participation, scaled};
use crate::facts::on_call::load::turning::PHASE_CAP;
use crate::facts::on_call::model::play::{cycle_weeks, independent};
use crate::facts::on_call::model::{Layer, Level, Seat, Taken, Timetable, play};
use crate::facts::reads::{at_least, between, exact};
use crate::field;
use crate::org::Extent;
use crate::value::rational::{Rational, add, gcd, hours, lcm, mul, sub, whole};
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

impl Load {
    fn layer(&self, part: &Participation) -> &Layer {
        &self.modelled(part).layer
    }

    /// Why nothing certain can be said about a person's hours.
    fn unread(&self, own: &[Participation]) -> Vec<Missing> {
        own.iter().filter_map(|part| self.modelled(part).missing).collect()
    }

    /// The parts in which a person is on call.
    fn taking<'p>(&self, own: impl IntoIterator<Item = &'p Participation>) -> Vec<&'p Participation> {
        own.into_iter().filter(|part| part.seat.is_some() && self.modelled(part).timetable.is_some()).collect()
    }

    /// What cannot be read of the turns of layers, so that nobody knows how they lie to those of the others.
    fn unsettled(&self, own: &[&Participation]) -> impl Iterator<Item = Missing> {
        let beside = |part: &Participation| own.iter().filter(|other| other.rotation == part.rotation).count() > 1;
        let in_step = self.in_step(own);
        let alone = own.len() == 1;
        own.iter().flat_map(move |part| {
            let modelled = self.modelled(part);
            let moved = modelled.illegible_shift.filter(|_| beside(part));
            let turn = modelled.illegible_turn.filter(|_| !in_step);
            let start = modelled.illegible_start().filter(|_| !alone && !beside(part));
            turn.into_iter().chain(moved).chain(start).chain(self.uneven(part))
        })
    }

    /// Whether layers change hands at the same times, around the clock, however long their turns are.
    fn in_step(&self, own: &[&Participation]) -> bool {
        let always = own.iter().all(|part| self.layer(part).active().is_full());
        let steps = own.iter().map(|part| {
            let modelled = self.modelled(part);
            (part.rotation, modelled.illegible_turn, modelled.layer.turn, modelled.layer.utc_offset)
        });
        always && steps.clone().zip(steps.skip(1)).all(|(one, other)| one == other)
    }

    /// What cannot be read of how long a person's turns are.
    fn illegible_turns(&self, own: &[Participation]) -> impl Iterator<Item = Missing> {
        own.iter().filter_map(|part| self.modelled(part).illegible_turn)
    }

    /// Whether something cannot be read of when a person's turns are.
    pub(crate) fn is_unsettled(&self, own: &[Participation]) -> bool {
        self.illegible_turns(own).chain(self.unsettled(&own.iter().collect::<Vec<_>>())).next().is_some()
    }

    /// What hides how many hours a part of the turns of one layer has.
    fn uneven(&self, part: &Participation) -> Option<Missing> {
        let modelled = self.modelled(part);
        modelled.uneven().filter(|_| part.is_shared(modelled))
    }

    /// What would tell where windows lie in the week. Those of one rotation lie where it is, so that they are where they
    /// are to each other.
    fn unplaced(&self, own: &[&Participation]) -> Vec<Missing> {
        let modelled = |part: &&&Participation| self.modelled(part);
        let windows = || {
            own.iter().filter(|part| {
                let active = self.layer(part).active();
                !active.is_full() && !active.is_empty()
            })
        };
        let floating = || windows().filter(|part| modelled(part).floating);
        let together = windows().all(|part| modelled(&part).floating)
            && floating().zip(floating().skip(1)).all(|(a, b)| a.rotation == b.rotation);
        if together { Vec::new() } else { floating().map(|part| modelled(&part).unplaced()).collect() }
    }

    /// Every way in which the turns of some parts may lie to each other, as a shift for each part. None where there are
    /// too many; what would tell which it is.
    fn ways(&self, own: &[&Participation]) -> (Option<Vec<Vec<i64>>>, Vec<Missing>) {
        let mut ways = vec![vec![0; own.len()]];
        let (mut open, mut all) = (Vec::new(), 1_u128);
        let mut sorted: Vec<usize> = (0..own.len()).collect();
        sorted.sort_by_key(|&at| own[at].rotation);
        for beside in sorted.chunk_by(|&a, &b| own[a].rotation == own[b].rotation) {
            let turning = self.turning(own[beside[0]].rotation);
            all = all.saturating_mul(turning.all.max(1));
            let tables = || beside.iter().filter_map(|&at| Some((at, self.modelled(own[at]).timetable.as_ref()?)));
            let bounds = tables().filter_map(|(_, table)| table.open());
            let (unit, period) = bounds.fold((0, Some(1)), |(unit, period), (own, cycle)| {
                (gcd(unit, own.into()), period.and_then(|period: u128| lcm(period, cycle)))
            });
            if unit == 0 {
                continue;
            }
            let count = period.map_or(u128::MAX, |period| period / unit);
            if count > 1 {
                open.extend(turning.no_start);
            }
            if all > PHASE_CAP || count > PHASE_CAP {
                ways.clear();
                continue;
            }
            let mut more = Vec::with_capacity(ways.len() * usize::try_from(count).unwrap_or_default());
            for shift in (0..count).map(|n| i64::try_from(n * unit).unwrap_or_default()) {
                for way in &ways {
                    let mut way = way.clone();
                    for (at, table) in tables() {
                        way[at] = table.shifted(shift);
                    }
                    more.push(way);
                }
            }
            ways = more;
        }
        ((!ways.is_empty()).then_some(ways), open)
    }

    /// What some parts are together, where everything about them is known but when they began.
    fn combine(&self, own: &[&Participation]) -> Result<Combined, Vec<Missing>> {
        let mut missing = self.unplaced(own);
        missing.extend(self.unsettled(own));
        if !missing.is_empty() {
            return Err(missing);
        }
        let seats: Vec<(&Timetable, &Seat)> = own
            .iter()
            .filter_map(|&part| Some((self.modelled(part).timetable.as_ref()?, part.seat.as_ref()?)))
            .collect();
        let taken = |way: &[i64]| -> Vec<Taken<'_>> {
            let shifted = seats.iter().zip(way);
            shifted.map(|(&(timetable, seat), &shift)| Taken { timetable, seat, shift }).collect()
        };
        let (ways, open) = self.ways(own);
        let played = ways.and_then(|ways| {
            let each = ways.iter().map(|way| play(&taken(way)).map(|played| Combined::exactly(&played)));
            each.reduce(|a, b| Some(a?.or(&b?))).flatten()
        });
        if let Some(combined) = played {
            return Ok(Combined { open, ..combined });
        }
        match independent(&taken(&vec![0; own.len()])) {
            Some((hours, double)) => {
                Ok(Combined { hours: [hours; 2], double: [double; 2], played: None, open: Vec::new() })
            }
            None if open.is_empty() => Err(vec![Missing::Arithmetic]),
            None => Err(open),
        }
    }

    /// What all layers of a person are together, or why that is not known.
    pub(crate) fn combined(&self, person: Entity) -> Result<&Combined, Vec<Missing>> {
        let Some(kept) = self.people.get(person.index()) else { return Err(vec![Missing::Arithmetic]) };
        let combined = kept.get_or_init(|| {
            let own = self.of_person(person);
            let unread = self.unread(own);
            if unread.is_empty() { self.combine(&self.taking(own)) } else { Err(unread) }
        });
        combined.as_ref().map_err(Clone::clone)
    }

    /// The longest block of one part alone, least and most; and whether it was found by playing.
    pub(crate) fn longest_alone(&self, part: &Participation) -> Option<([Rational; 2], bool)> {
        let (timetable, seat) = (self.modelled(part).timetable.as_ref()?, part.seat.as_ref()?);
        // How its turns lie to those of other layers makes no difference, only how they lie in the week.
        let cap = usize::try_from(PHASE_CAP).unwrap_or_default();
        let shifts = timetable.shifts().nth(cap).is_none().then(|| timetable.shifts());
        let played = shifts.and_then(|mut shifts| {
            shifts.try_fold(None::<[Rational; 2]>, |found, shift| {
                let longest = play(&[Taken { timetable, seat, shift }])?.longest_hours;
                Some(Some(found.map_or([longest; 2], |[low, high]| [low.min(longest), high.max(longest)])))
            })
        });
        if let Some(bounds) = played.flatten() {
            return Some((bounds, true));
        }
        let bound = i128::try_from(timetable.longest_bound(seat)).ok()?;
        Some(([whole(0), Rational::new(bound, 60)], false))
    }

    /// Hours by the clock of several layers, each alone, at least and at most.
    fn bounds<'p>(&self, own: impl IntoIterator<Item = &'p Participation>) -> Bounds {
        let mut bounds = Bounds { largest: whole(0), sum: [Some(whole(0)); 2], most: Some(whole(0)) };
        for part in own {
            let hours = part.hours(self.modelled(part), self.turning(part.rotation));
            bounds.largest = bounds.largest.max(hours.low);
            bounds.sum[0] = bounds.sum[0].and_then(|sum| add(sum, hours.low));
            bounds.sum[1] = bounds.sum[1].zip(hours.high).and_then(|(sum, high)| add(sum, high));
            bounds.most = bounds.most.zip(hours.high).map(|(most, high)| most.max(high));
        }
        bounds
    }
}

/// Hours by the clock of several layers, each alone, at least and at most.
struct Bounds {
    largest: Rational,
    sum: [Option<Rational>; 2],
    most: Option<Rational>,
}

fn more(cx: &Cx<'_>) -> Option<Missing> {
    let lost = (cx.org.extent(Kind::Rotation) == Extent::Incomplete).then_some(Missing::Section(Kind::Rotation));
    lost.or_else(|| cx.org.unread(Kind::Layer, field!(Layer.participants)))
}

/// The least and the most of a figure that further declarations may only add to.
fn open_ended<'a>(cx: &Cx<'a>, figure: &Figure) -> Val<'a> {
    let more = more(cx);
    let high = figure.high.filter(|_| more.is_none());
    between(cx, figure.low, high, figure.missing.iter().copied().chain(more))
}

/// Hours by the clock.
pub(crate) fn clock(all: &Load, person: Entity) -> Figure {
    let own = all.of_person(person);
    if let ([only], true) = (all.taking(own).as_slice(), all.unread(own).is_empty()) {
        return only.hours(all.modelled(only), all.turning(only.rotation));
    }
    match all.combined(person) {
        Ok(Combined { hours: [low, high], open, .. }) => bounded(*low, *high, open),
        Err(missing) => {
            let read = own.iter().filter(|part| all.modelled(part).missing.is_none());
            let bounds = all.bounds(read);
            let high = bounds.sum[1].filter(|_| all.unread(own).is_empty()).map(|sum| sum.min(whole(168)));
            Figure { low: bounds.largest, high, missing }
        }
    }
}

fn bounded(low: Rational, high: Rational, open: &[Missing]) -> Figure {
    let missing = if low == high { Vec::new() } else { open.to_vec() };
    Figure { low, high: Some(high), missing }
}

/// Hours on call by the clock, over a number.
pub(crate) fn clock_hours<'a>(cx: &Cx<'a>, person: Entity, over: u8) -> Val<'a> {
    open_ended(cx, &scaled(clock(cx.part::<Load>(), person), over.into()))
}

/// Hours a week on call in two places at once.
pub(crate) fn double_booked<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let own = all.of_person(person);
    let double = match all.combined(person) {
        _ if all.unread(own).is_empty() && all.taking(own).len() < 2 => Figure::known(whole(0)),
        Ok(Combined { double: [low, high], open, .. }) => bounded(*low, *high, open),
        Err(missing) => {
            let bounds = all.bounds(own);
            let high = bounds.sum[1].filter(|_| all.unread(own).is_empty());
            Figure {
                low: bounds.sum[0].and_then(|sum| sub(sum, whole(168))).unwrap_or_default().max(whole(0)),
                high: high.and_then(|sum| sub(sum, bounds.largest)),
                missing,
            }
        }
    };
    open_ended(cx, &double)
}

/// Weeks of a cycle with hours in two places at once: none where there are no such hours.
pub(crate) fn double_booked_weeks<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let illegible = cx.because_all(all.illegible_turns(all.of_person(person)));
    match all.combined(person) {
        Ok(Combined { double, played: Some(([low, high], _)), open, .. }) => match illegible {
            Some(cause) if double[1] > whole(0) => Val::Unknown(cause),
            _ => bounded(whole(i128::from(*low)), whole(i128::from(*high)), open).sum(cx),
        },
        Ok(_) => cx.unknown(Missing::Arithmetic),
        Err(missing) => cx.because_all(missing).map_or_else(|| cx.unknown(Missing::Arithmetic), Val::Unknown),
    }
}

/// A number that the parts of a person add to; those in one rotation began together.
pub(crate) fn sum_of_parts(
    all: &Load,
    own: &[Participation],
    terms: impl Fn(&Participation, usize) -> Vec<Result<Rational, Missing>>,
) -> Figure {
    let mut sum = Figure::known(whole(0));
    for beside in by_rotation(own) {
        let turning = all.turning(beside[0].rotation);
        // What is unknown in one way is unknown in all, and the rest is known: it is the least.
        let mut missing = Vec::new();
        let ways = (0..turning.phases.len().max(1)).map(|way| {
            let terms = beside.iter().flat_map(|part| terms(part, way));
            let mut sum = Ok(whole(0));
            for term in terms {
                match term {
                    Ok(term) => sum = sum.and_then(|sum| add(sum, term).ok_or(Missing::Arithmetic)),
                    Err(why) if !missing.contains(&why) => missing.push(why),
                    Err(_) => {}
                }
            }
            sum
        });
        let known: Vec<Result<Rational, Missing>> = ways.collect();
        let mut own = Figure::over(known.into_iter(), turning.no_start);
        if !missing.is_empty() {
            own.high = None;
            own.missing.extend(missing);
        }
        sum = sum.plus(own);
    }
    sum
}

/// Some parts, those in one rotation together.
fn by_rotation<'p>(own: impl IntoIterator<Item = &'p Participation>) -> Vec<Vec<&'p Participation>> {
    let mut sorted: Vec<&Participation> = own.into_iter().collect();
    sorted.sort_by_key(|part| part.rotation);
    sorted.chunk_by(|a, b| a.rotation == b.rotation).map(<[_]>::to_vec).collect()
}

/// Hours on call added up over layers (F3).
pub(crate) fn summed<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let own = all.of_person(person);
    if let Some(cause) = cx.because_all(all.unread(own)) {
        return Val::Unknown(cause);
    }
    if own.iter().any(|part| all.uneven(part).is_some()) {
        let parts = own.iter().map(|part| part.hours(all.modelled(part), all.turning(part.rotation)));
        return parts.fold(Figure::known(whole(0)), Figure::plus).sum(cx);
    }
    let minutes = sum_of_parts(all, own, |part, way| {
        vec![part.weeks.as_ref().map_err(|missing| *missing).map(|weeks| weeks[way.min(weeks.len() - 1)].minutes)]
    });
    scaled(minutes, 60).sum(cx)
}

/// Turns in 13 weeks, at least those of the layers that say how long a turn is.
pub(crate) fn turns_per_quarter<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let turns = sum_of_parts(all, all.of_person(person), |part, way| part_turns(all, part, way));
    at_most_known(cx, &turns)
}

fn at_most_known<'a>(cx: &Cx<'a>, figure: &Figure) -> Val<'a> {
    if figure.high.is_none() { at_least(cx, figure.low, figure.missing.clone()) } else { figure.sum(cx) }
}

/// F19 of one part: turns in 13 weeks.
pub(crate) fn part_turns(all: &Load, part: &Participation, way: usize) -> Vec<Result<Rational, Missing>> {
    let modelled = all.modelled(part);
    let weeks = match &part.weeks {
        Ok(weeks) => &weeks[way.min(weeks.len() - 1)],
        Err(missing) => return vec![Err(*missing)],
    };
    if modelled.layer.level == Level::Shadow || weeks.minutes == whole(0) && modelled.uneven().is_none() {
        return Vec::new();
    }
    vec![match modelled.missing.or(modelled.no_turn).or(modelled.uneven()) {
        Some(missing) => Err(missing),
        None => mul(whole(13), weeks.turns).ok_or(Missing::Arithmetic),
    }]
}

/// F13 of one part alone.
pub(crate) fn longest(all: &Load, part: &Participation) -> Figure {
    let modelled = all.modelled(part);
    if let Some(missing) = modelled.missing {
        return Figure::unknown(missing);
    }
    let Some(timetable) = &modelled.timetable else {
        let unknown = modelled.layer.is_staffed().then_some(Missing::Arithmetic);
        return unknown.map_or_else(|| Figure::known(whole(0)), Figure::unknown);
    };
    let active_always = modelled.layer.active().is_full();
    let placed = modelled.illegible_start().filter(|_| !active_always);
    if let Some(missing) = modelled.no_turn.or(placed).filter(|_| part.is_shared(modelled)) {
        // However long a turn is, it is over when the window is.
        let high = (!active_always).then(|| hours(timetable.longest_run().into()));
        return Figure::between(whole(0), high, missing);
    }
    match all.longest_alone(part) {
        Some(([low, high], true)) => {
            let open = all.turning(part.rotation).no_start;
            Figure::between(low, Some(high), open.unwrap_or(Missing::Arithmetic))
        }
        Some(([low, high], false)) => Figure::between(low, Some(high), Missing::Arithmetic),
        None => Figure::unknown(Missing::Arithmetic),
    }
}

/// Longest time on call without a break; at least what one layer alone makes of it.
pub(crate) fn longest_block<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let own = all.of_person(person);
    if let ([only], true) = (all.taking(own).as_slice(), all.unread(own).is_empty()) {
        return longest(all, only).sum(cx);
    }
    let no_turn = |part: &Participation| all.modelled(part).no_turn;
    let mut missing: Vec<Missing> = own.iter().filter_map(no_turn).collect();
    match all.combined(person) {
        Ok(Combined { played: Some((_, [low, high])), open, .. }) if missing.is_empty() => {
            return bounded(*low, *high, open).sum(cx);
        }
        Ok(Combined { played: Some(_), .. }) => {}
        Ok(_) => missing.push(Missing::Arithmetic),
        Err(more) => missing.extend(more),
    }
    let turned = own.iter().filter(|part| {
        let modelled = all.modelled(part);
        let placed = modelled.illegible_start().filter(|_| !modelled.layer.active().is_full());
        modelled.no_turn.or(modelled.missing).or(placed).is_none()
    });
    let alone = turned.filter_map(|part| all.longest_alone(part)).map(|([low, _], _)| low);
    between(cx, alone.max().unwrap_or_default(), None, missing)
}

/// Weeks after which a person's turns begin anew.
pub(crate) fn cycle<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let own = all.of_person(person);
    if let Some(cause) = cx.because_all(all.illegible_turns(own)) {
        return Val::Unknown(cause);
    }
    match cycle_of(all, own) {
        Some(weeks) => exact(cx, whole(i128::from(weeks))),
        None => cx.unknown(Missing::Arithmetic),
    }
}

/// Weeks after which the turns of some parts begin anew together.
pub(crate) fn cycle_of(all: &Load, own: &[Participation]) -> Option<u64> {
    cycle_weeks(all.taking(own).into_iter().filter_map(|part| all.modelled(part).timetable.as_ref()))
}

/// The parts of a person that lie on top of another part, each once.
pub(crate) fn double_bookings<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let own = all.of_person(person);
    let from = all.first.get(person.index()).copied().unwrap_or_default() as usize;
    let both = |a: &Participation, b: &Participation| {
        let pair = all.taking([a, b]);
        if pair.len() < 2 || pair.iter().any(|part| all.modelled(part).missing.is_some()) {
            return false;
        }
        match all.combine(&pair) {
            Ok(combined) => combined.double[0] > whole(0),
            Err(missing) => {
                let certain = all.bounds(pair.iter().copied()).sum[0].is_some_and(|sum| sum > whole(168));
                let shared = || all.layer(a).active().shared_minutes(&all.layer(b).active()) > 0;
                certain || missing == [Missing::Arithmetic] && shared()
            }
        }
    };
    let taking_part = |at: usize| {
        let mut others = (0..own.len()).filter(|&other| other != at);
        others.any(|other| both(&own[at.min(other)], &own[at.max(other)]))
    };
    let parts = (0..own.len())
        .filter(|&at| taking_part(at))
        .map(|at| Item::new(Val::Entity(Entity::new(Kind::Participation, from + at)), Some(own[at].place)));
    let open = cx.because_all(all.unread(own).into_iter().chain(more(cx)));
    cx.open_list(parts.collect::<Vec<_>>(), open)
}
