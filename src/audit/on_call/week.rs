//! The hours of the week, and how often somebody is on call in each.

use std::collections::BTreeMap;

use bumpalo::Bump;

use crate::audit::Source;
use crate::audit::on_call::rotations::Rotation;
use crate::facts::cx::Cx;
use crate::facts::on_call::load::hour_by_hour::{self, HOURS, Part, hour_by_hour, week_of_bands};
use crate::facts::on_call::model::Level;
use crate::judge::told::{Amount, Told};
use crate::value::Number;
use crate::value::number::{add, divide, narrow};
use crate::vocabulary::kinds::Entity;

/// What an hour of the week is to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Business hours.
    Business,
    /// Awake, outside of them.
    Off,
    /// Sleeping hours.
    Sleep,
}

/// On whose clock hours are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clock {
    /// Everybody's own.
    Own,
    /// The local time of the rotation: what time that is for who is on call, nobody said.
    OfRotation,
}

/// How often somebody is on call in an hour, as a share of the weeks: at least, and at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hour {
    /// Who is paged first.
    pub primary: [Number; 2],
    /// Who is paged when the first does not answer.
    pub secondary: [Number; 2],
}

impl Hour {
    /// How often it is anybody's, in whichever rank: at least, and at most.
    pub fn bounds(&self) -> [Number; 2] {
        [0, 1].map(|bound| add(self.primary[bound], self.secondary[bound]).unwrap_or_default())
    }
}

/// The part of a person or of a team in a rotation.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Rank of the rotation among all of them.
    pub rotation: usize,
    /// On whose clock.
    pub clock: Clock,
    /// Hour by hour from Monday 00:00, 168 of them.
    pub hours: Told<Vec<Hour>>,
    /// What would tell where between its bounds an hour is.
    pub open: Vec<String>,
    /// In which hours, in words.
    pub when: Vec<String>,
}

/// What each hour of the week is to people, as it begins.
pub(super) fn bands(source: &Source<'_>) -> Option<Vec<Band>> {
    let arena = Bump::new();
    let [business, sleep] = week_of_bands(&Cx::new(source.org, source.facts, &arena))?;
    let band = |hour: usize| match (business[hour], sleep[hour]) {
        (_, true) => Band::Sleep,
        (true, false) => Band::Business,
        (false, false) => Band::Off,
    };
    Some((0..HOURS).map(band).collect())
}

/// The lanes of one or several people, whose mean is taken, by rotation.
pub(super) fn lanes(source: &Source<'_>, people: &[Entity], rotations: &[Rotation]) -> Vec<Lane> {
    let arena = Bump::new();
    let cx = Cx::new(source.org, source.facts, &arena);
    let mut by_rotation: BTreeMap<(Entity, Clock), Vec<Part>> = BTreeMap::new();
    for part in people.iter().flat_map(|&person| hour_by_hour(&cx, person)) {
        let clock = match part.clock {
            hour_by_hour::Clock::Own => Clock::Own,
            hour_by_hour::Clock::OfRotation => Clock::OfRotation,
        };
        by_rotation.entry((part.rotation, clock)).or_default().push(part);
    }
    let lane = |((rotation, clock), parts): ((Entity, Clock), Vec<Part>)| {
        // They are in order.
        let rank = rotations.binary_search_by_key(&rotation, |known| known.entity).ok()?;
        let open: Vec<_> = parts.iter().filter_map(|part| part.open.filter(|_| is_open(part))).collect();
        let mut when: Vec<String> = parts.iter().flat_map(|part| part.when.iter().cloned()).collect();
        when.sort();
        when.dedup();
        let hours = match parts.iter().find_map(|part| part.hours.as_ref().err()) {
            Some(&missing) => Told::Unknown(source.wanted(&[missing])),
            None => summed(&parts, people.len()).into(),
        };
        Some(Lane { rotation: rank, clock, hours, open: source.wanted(&open), when })
    };
    by_rotation.into_iter().filter_map(lane).collect()
}

fn is_open(part: &Part) -> bool {
    part.hours.as_ref().is_ok_and(|hours| hours.iter().any(|[low, high]| low != high))
}

/// The mean over so many people of what their parts come to.
fn summed(parts: &[Part], people: usize) -> Option<Vec<Hour>> {
    let by = Number::from_integer(i64::try_from(people.max(1)).ok()?);
    let mut sums = vec![Hour::default(); HOURS];
    for part in parts {
        for (sum, bounds) in sums.iter_mut().zip(part.hours.as_ref().ok()?) {
            let to = if part.level == Level::Primary { &mut sum.primary } else { &mut sum.secondary };
            for (to, bound) in to.iter_mut().zip(bounds) {
                *to = add(*to, divide(narrow(*bound)?, by)?)?;
            }
        }
    }
    Some(sums)
}

impl Lane {
    /// Hours a week, added up.
    pub fn hours_a_week(&self) -> Amount {
        let Told::Known(hours) = &self.hours else { return Amount::default() };
        let added =
            |bound: usize| hours.iter().try_fold(Number::from_integer(0), |sum, hour| add(sum, hour.bounds()[bound]));
        Amount { low: added(0), high: added(1), missing: self.open.clone() }
    }
}
