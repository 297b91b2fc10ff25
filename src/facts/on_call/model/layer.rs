//! A layer of a rotation as plain data, and what follows from one layer alone: shares, hours, gaps between turns.

use crate::facts::on_call::model::week::{Bands, Minutes, WEEK, WeekSet};
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

/// A list of people who take turns over the same hours of the week.
///
/// A turn lasts [`turn`](Self::turn) minutes; turns meet at `phase + handoff + j * turn` for every whole `j`. In turn
/// number `j` the people at `j + offset`, `j + offset + 1`, … of the list, `concurrent` of them, are on call, the list
/// taken as a circle.
///
/// **Windows across a hand-off.** A maximal run of active minutes that is no longer than a turn and no longer than a
/// day is one shift: all of it belongs to the turn it starts in, also the part after the hand-off. A longer run (the
/// whole week, Monday to Friday around the clock) is continuous cover and changes hands at the hand-off.
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
    /// The hand-off in minutes after Monday 00:00 UTC.
    pub handoff: Minutes,
    /// Monday of the week of the first turn, in minutes after one Monday 00:00 UTC that is the same for all layers;
    /// 0 where the rotation declares no start.
    pub phase: i64,
    /// The UTC minutes of the week in which the layer is active.
    pub active: WeekSet,
    /// Turns by which the list is moved; -1 on a secondary layer makes it the previous primary.
    pub offset: i64,
    /// Local time of the participants in minutes ahead of UTC, where declared.
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
            handoff: 0,
            phase: 0,
            active: WeekSet::FULL,
            offset: 0,
            utc_offset: None,
        }
    }

    /// F1: share of the turns a person has, `concurrent * occurrences / participants`, at most 1. Zero for somebody who
    /// is not a participant, and on a shadow layer.
    pub fn turn_share(&self, person: u32) -> Rational {
        let places = self.participants.iter().filter(|&&p| p == person).count();
        self.share_of(places)
    }

    /// F1 for a person who stands in the list at `places` places.
    pub(crate) fn share_of(&self, places: usize) -> Rational {
        if self.level == Level::Shadow {
            return whole(0);
        }
        let seats = i128::from(self.concurrent) * places as i128;
        let list = self.participants.len() as i128;
        ratio(seats.min(list), list).unwrap_or_default()
    }

    /// H: hours per week in which the layer is active.
    pub fn active_hours(&self) -> Rational {
        hours(self.active.measure().into())
    }

    /// F2: expected on-call hours per week of a person on this layer, `turn share * active hours`.
    pub fn expected_hours(&self, person: u32) -> Rational {
        mul(self.turn_share(person), self.active_hours()).unwrap_or_default()
    }

    /// F14: weeks free between two turns of one person, `(participants / concurrent - 1) * turn`, at least 0. None for
    /// `concurrent` 0.
    pub fn gap_weeks(&self) -> Option<Rational> {
        let rounds = ratio(self.participants.len() as i128, self.concurrent.into())?;
        mul(sub(rounds, whole(1))?.max(whole(0)), ratio(self.turn.into(), WEEK.into())?)
    }

    /// The active minutes in the participants' local time. None where they depend on an offset that is not declared.
    pub fn local_active(&self) -> Option<WeekSet> {
        match self.utc_offset {
            Some(offset) => Some(self.active.shifted(offset)),
            None if self.active.is_full() || self.active.is_empty() => Some(self.active.clone()),
            None => None,
        }
    }

    /// Active minutes per week in each band of the participants' local time.
    pub fn band_minutes(&self, bands: &Bands) -> Option<BandMinutes> {
        let local = self.local_active()?;
        Some(BandMinutes {
            business: local.shared_minutes(&bands.business),
            off: local.shared_minutes(&bands.off),
            sleep: local.shared_minutes(&bands.sleep),
        })
    }
}

/// Minutes per week in each band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BandMinutes {
    /// In business hours.
    pub business: Minutes,
    /// In waking hours outside business hours.
    pub off: Minutes,
    /// In sleeping hours.
    pub sleep: Minutes,
}
