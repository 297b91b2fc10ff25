//! How the hours of a person or a pool add up, addend by addend, for those who want to check them.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::layer_model::Modelled;
use crate::facts::on_call::load::{Load, combined_load, people};
use crate::facts::on_call::model::Level;
use crate::field;
use crate::text::Place;
use crate::value::Missing;
use crate::value::rational::{Rational, add, mul, whole};
use crate::vocabulary::kinds::{Entity, Kind};

/// A sum of hours a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The person or pool.
    pub of: Entity,
    /// What is added up.
    pub addends: Vec<Addend>,
    /// What comes of it; none where an addend is unknown, or how its turns lie to those of the others.
    pub total: Option<Total>,
}

/// Hours a week in one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addend {
    /// The layer.
    pub layer: Entity,
    /// Its rotation.
    pub rotation: Entity,
    /// Where the person stands among the participants; for a pool, where the layer stands.
    pub place: Place,
    /// What the layer is for.
    pub level: Level,
    /// How many people are on call at once.
    pub at_once: u32,
    /// Share of the active hours; 1 for a pool, none where it depends on when the turns began.
    pub share: Option<Rational>,
    /// Hours of the week in which the layer is on call, or why that is not known.
    pub active: Result<Rational, Missing>,
}

impl Addend {
    /// Hours a week: for a person the share of the active hours, for a pool these as often as people are on call at once.
    pub fn hours(&self, pool: bool) -> Option<Rational> {
        if self.level == Level::Shadow {
            return Some(Rational::from_integer(0));
        }
        let times = if pool { Some(Rational::from_integer(i128::from(self.at_once))) } else { self.share };
        mul(self.active.ok()?, times?)
    }
}

/// What comes of all addends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// Their sum.
    pub summed: Rational,
    /// A person's hours by the clock, and how they were found.
    pub clock: Option<Clock>,
}

/// Hours by the clock: those on two layers at once count once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Hours a week, at least.
    pub hours: Rational,
    /// Hours a week, at most.
    pub most: Rational,
    /// Hours a week on call twice, at least.
    pub twice: Rational,
    /// Weeks after which all layers repeat together.
    pub cycle_weeks: u64,
    /// Whether the hours are exact.
    pub exact: bool,
    /// Whether it makes no difference when the turns began, or it is known.
    pub started: bool,
    /// Layers whose hours are local, though nobody said where: how they overlap is not known.
    pub floating: Vec<Entity>,
}

/// The account of a person's on-call load, or of a pool.
pub fn account(cx: &Cx<'_>, of: Entity) -> Option<Account> {
    match of.kind {
        Kind::OnCall | Kind::Person => Some(person(cx, Entity { kind: Kind::Person, ..of })),
        Kind::Pool => pool(cx, of),
        _ => None,
    }
}

fn person(cx: &Cx<'_>, of: Entity) -> Account {
    let all = cx.part::<Load>();
    let own = all.of_person(of);
    let addends: Vec<Addend> = own
        .iter()
        .map(|part| {
            let (modelled, share) = (all.modelled(part), people::turn_share(all, part));
            let share = match modelled.missing {
                Some(_) => part.listed_share(modelled),
                None => share.high.filter(|high| *high == share.low),
            };
            Addend { share, ..addend(part.layer, part.rotation, part.place, modelled) }
        })
        .collect();
    let floating = own.iter().map(|part| part.layer).filter(|layer| all.layers[layer.index()].floating).collect();
    let summed = addends.iter().try_fold(whole(0), |sum, addend| add(sum, addend.hours(false)?));
    let summed = summed.filter(|_| !all.is_unsettled(own));
    let clock = combined_load::clock(all, of);
    let played = all.combined(of).ok();
    let total = summed.map(|summed| Total {
        summed,
        clock: Some(Clock {
            hours: clock.low,
            most: clock.high.unwrap_or(summed),
            twice: played.map_or(whole(0), |played| played.double[0]),
            cycle_weeks: combined_load::cycle_of(all, own).unwrap_or(u64::MAX),
            exact: clock.high == Some(clock.low),
            floating: if own.len() > 1 { floating } else { Vec::new() },
            started: played.is_none_or(|played| played.open.is_empty()),
        }),
    });
    Account { of, addends, total }
}

fn pool(cx: &Cx<'_>, of: Entity) -> Option<Account> {
    let all = cx.part::<Load>();
    let pool = all.pools.get(of.index())?;
    let addends: Vec<Addend> = pool
        .layers
        .iter()
        .map(|&at| {
            let layer = Entity { kind: Kind::Layer, index: at };
            let place = cx.org.place_of(layer, field!(Layer.participants)).unwrap_or(cx.org.place(layer));
            addend(layer, pool.rotation, place, &all.layers[layer.index()])
        })
        .collect();
    let summed = addends.iter().try_fold(Rational::from_integer(0), |sum, addend| Some(sum + addend.hours(true)?));
    Some(Account { of, addends, total: summed.map(|summed| Total { summed, clock: None }) })
}

fn addend(layer: Entity, rotation: Entity, place: Place, modelled: &Modelled) -> Addend {
    Addend {
        layer,
        rotation,
        place,
        level: modelled.layer.level,
        at_once: modelled.layer.concurrent,
        share: Some(Rational::from_integer(1)),
        active: modelled.missing.map_or_else(|| Ok(modelled.layer.active_hours()), Err),
    }
}
