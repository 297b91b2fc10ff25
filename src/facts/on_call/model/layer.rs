//! A layer of a rotation as plain data, and what follows from one layer alone: its hours, gaps between turns.

use std::borrow::Cow;

use crate::facts::on_call::model::week::{DAY, Minutes, WEEK, WeekSet};
use crate::value::rational::{Rational, hours, mul, ratio, sub, whole};

/// What a layer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Takes the page.
    Primary,
    /// Takes it when the primary does not answer.
    Secondary,
    /// Learns by watching; counts nothing anywhere.
    Shadow,
}

/// Stands in a list for a turn that reaches nobody.
pub const NOBODY: u32 = u32::MAX;

/// A list of people who take turns over the same hours of the week.
///
/// A turn lasts [`turn`](Self::turn) minutes; turn 0 begins at [`anchor`](Self::anchor). In turn number `j` the people
/// at `j + offset`, `j + offset + 1`, … of the list, `concurrent` of them, are on call, the list taken as a circle.
///
/// **Windows across a hand-off.** A maximal run of [`raw`](Self::raw) minutes that is no longer than a turn and no
/// longer than a day is one shift: all of it belongs to the turn it starts in, also the part after the hand-off. A
/// longer run (the whole week, Monday to Friday around the clock) is continuous cover and changes hands at the
/// hand-off. Where the layer [`cuts`](Self::cuts), every run does. What is [`hidden`](Self::hidden) is taken out
/// afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The rotation it belongs to.
    pub rotation: u32,
    /// What it is for.
    pub level: Level,
    /// People in order of their turns; a person may stand in the list several times.
    pub participants: Vec<u32>,
    /// How many people are on call at once, normally 1.
    pub concurrent: u32,
    /// Length of a turn in minutes.
    pub turn: Minutes,
    /// Turns by which the list is moved; -1 on a secondary layer makes it the previous primary.
    pub offset: i64,
    /// When turn 0 begins, see [`Start::anchor`].
    pub anchor: i64,
    /// Where nobody said when the turns began: they lie a multiple of so many minutes later (F28). None where it is
    /// known.
    pub unit: Option<Minutes>,
    /// The UTC minutes of the week in which the layer is on call, before later layers take over.
    pub raw: WeekSet,
    /// The UTC minutes of the week that later layers of the rotation take over (F24).
    pub hidden: WeekSet,
    /// Whether every run changes hands at a hand-off within it, however short it is.
    pub cuts: bool,
    /// Local time of the layer in minutes ahead of UTC, where declared.
    pub utc_offset: Option<i32>,
}

impl Layer {
    /// A primary, weekly, one-at-a-time layer around the clock that hands off on Monday 00:00 UTC.
    pub fn weekly(rotation: u32, participants: Vec<u32>) -> Self {
        Self {
            rotation,
            level: Level::Primary,
            participants,
            concurrent: 1,
            turn: WEEK,
            offset: 0,
            anchor: 0,
            unit: None,
            raw: WeekSet::FULL,
            hidden: WeekSet::EMPTY,
            cuts: false,
            utc_offset: None,
        }
    }

    /// The UTC minutes of the week in which the layer is on call.
    pub fn active(&self) -> Cow<'_, WeekSet> {
        if self.hidden.is_empty() { Cow::Borrowed(&self.raw) } else { Cow::Owned(self.raw.minus(&self.hidden)) }
    }

    /// H: hours per week in which the layer is active.
    pub fn active_hours(&self) -> Rational {
        hours(self.active().measure().into())
    }

    /// Whether somebody may be on call in it: a shadow layer counts nothing anywhere.
    pub fn is_staffed(&self) -> bool {
        !self.participants.is_empty() && self.concurrent > 0 && self.level != Level::Shadow
    }

    /// F14: weeks free between two turns of one person, `(participants / concurrent - 1) * turn`, at least 0. None for
    /// `concurrent` 0.
    pub fn gap_weeks(&self) -> Option<Rational> {
        let rounds = ratio(self.participants.len() as i128, self.concurrent.into())?;
        mul(sub(rounds, whole(1))?.max(whole(0)), ratio(self.turn.into(), WEEK.into())?)
    }
}

/// When turns begin and pass on, in local time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The first day, in days after Monday 1969-12-29.
    pub day: Option<i64>,
    /// The weekday of the hand-off, Monday being 0.
    pub weekday: Option<u32>,
    /// The time of day of the hand-off, in minutes.
    pub time: Minutes,
}

impl Start {
    /// F25: the UTC minute at which turn 0 of a layer begins, counted from Monday 1969-12-29 00:00.
    ///
    /// The first turn is the one that runs at the beginning of the first day, unless a hand-off falls on that day: so it
    /// is shorter than the others where a hand-off is declared on another weekday, and never longer.
    pub fn anchor(&self, turn: Minutes, utc_offset: i32) -> i64 {
        let (day, week, turn) = (i64::from(DAY), 7, i64::from(turn.max(1)));
        let local = match self.day {
            None => i64::from(self.weekday.unwrap_or_default()) * day + i64::from(self.time),
            Some(first) => {
                let first = first.clamp(-FAR, FAR);
                let weekday = self.weekday.map_or(first.rem_euclid(week), i64::from);
                let since = (first.rem_euclid(week) - weekday).rem_euclid(week);
                let known = (first - since) * day + i64::from(self.time);
                let late = (first * day - known).max(0);
                let next = known + (late + turn - 1) / turn * turn;
                if next < (first + 1) * day { next } else { next - turn }
            }
        };
        local - i64::from(utc_offset)
    }

    /// F25: when the first turn begins and ends, in local minutes after Monday 1969-12-29 00:00; none where no first day
    /// was declared.
    pub fn first_turn(&self, turn: Minutes) -> Option<(i64, i64)> {
        let nominal = self.anchor(turn, 0);
        let first = self.day?.clamp(-FAR, FAR) * i64::from(DAY);
        Some((nominal.max(first), nominal + i64::from(turn)))
    }

    /// F28: an unknown start leaves open by how many of these the turns are shifted; none where it is known.
    pub fn unit(&self, turn: Minutes) -> Option<Minutes> {
        let gcd = crate::value::rational::gcd(turn.into(), WEEK.into());
        let unit = if self.weekday.is_some() { WEEK } else { u32::try_from(gcd).unwrap_or(WEEK) };
        self.day.is_none().then_some(unit.max(1))
    }
}

/// Days that are farther away than anybody plans; counting minutes up to them never overflows.
const FAR: i64 = 1 << 40;
