//! The people of one level of a rotation, and how evenly they carry it.

use hashbrown::HashMap;

use crate::facts::cx::Cx;
use crate::facts::on_call::load::figure::Figure;
use crate::facts::on_call::load::layer_model::unlayered;
use crate::facts::on_call::load::rotation_level::{Carried, RotationLevel};
use crate::facts::on_call::load::{Load, paging};
use crate::facts::on_call::model::fairness::{Fairness, fairness};
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::rational::{Rational, add, div, whole};
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

impl Load {
    fn carried(&self, org: &Org, level: &RotationLevel) -> Result<Carried, Missing> {
        let mut ranks: HashMap<u32, usize> = HashMap::new();
        let mut people = Vec::new();
        let turning = self.turning(level.rotation);
        let mut ways: Vec<Vec<Rational>> = vec![Vec::new(); turning.phases.len().max(1)];
        for &layer in &level.layers {
            let modelled = &self.layers[layer.index()];
            if let Some(missing) = modelled.missing {
                return Err(missing);
            }
            if !modelled.participants {
                return Err(Missing::Field(layer, field!(Layer.participants)));
            }
            for part in self.of_layer(layer).filter(|_| modelled.layer.is_staffed()) {
                if let Some(missing) = modelled.uneven().filter(|_| part.is_shared(modelled)) {
                    return Err(missing);
                }
                let rank = *ranks.entry(part.person.index).or_insert_with(|| {
                    people.push(part.person.index);
                    people.len() - 1
                });
                let weeks = part.weeks.as_ref().map_err(|missing| *missing)?;
                for (way, hours) in ways.iter_mut().enumerate() {
                    hours.resize(people.len(), whole(0));
                    let minutes = weeks[way.min(weeks.len() - 1)].minutes;
                    let own = div(minutes, whole(60)).and_then(|own| add(hours[rank], own));
                    hours[rank] = own.ok_or(Missing::Arithmetic)?;
                }
            }
        }
        if org.is_damaged(level.rotation) {
            return Err(Missing::Invalid(level.rotation, field!(Rotation.layers)));
        }
        if let Some(missing) = self.unsorted(level.rotation) {
            return Err(missing);
        }
        let contract = |&index: &u32| paging::contract(org, Entity { kind: Kind::Person, index });
        let contracts: Vec<Rational> = people.iter().map(contract).collect::<Result<_, _>>()?;
        let judged = |hours: Vec<Rational>| {
            let loads: Vec<(Rational, Rational)> = hours.iter().copied().zip(contracts.iter().copied()).collect();
            Some((fairness(&loads)?, hours))
        };
        let ways: Option<Vec<_>> = ways.into_iter().map(judged).collect();
        Ok(Carried { people, ways: ways.ok_or(Missing::Arithmetic)?, open: turning.no_start })
    }
}

impl Carried {
    /// Somebody, if it is the same one however the turns began.
    fn who(&self, who: impl Fn(&Fairness) -> usize) -> Result<Entity, Missing> {
        let mut found = self.ways.iter().map(|(fair, _)| who(fair));
        let first = found.next().ok_or(Missing::Arithmetic)?;
        if found.any(|other| other != first) {
            return Err(self.open.unwrap_or(Missing::Arithmetic));
        }
        Ok(Entity { kind: Kind::Person, index: self.people[first] })
    }

    /// F18.
    pub(crate) fn ratio<'a>(&self, cx: &Cx<'a>) -> Val<'a> {
        let ratio = |(fair, _): &(Fairness, _)| fair.ratio.ok_or(Missing::Arithmetic);
        Figure::over(self.ways.iter().map(ratio), self.open).value(cx)
    }

    pub(crate) fn person<'a>(&self, cx: &Cx<'a>, who: impl Fn(&Fairness) -> usize) -> Val<'a> {
        self.who(who).map_or_else(|missing| cx.unknown(missing), Val::Entity)
    }

    /// Whether it is the same people who have most and least, however the turns began.
    pub(crate) fn is_settled(&self) -> bool {
        self.who(|fair| fair.most).is_ok() && self.who(|fair| fair.least).is_ok()
    }

    pub(crate) fn hours<'a>(&self, cx: &Cx<'a>, who: impl Fn(&Fairness) -> usize) -> Val<'a> {
        Figure::over(self.ways.iter().map(|(fair, hours)| Ok(hours[who(fair)])), self.open).value(cx)
    }
}

pub(crate) fn level<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&Cx<'a>, &'a RotationLevel) -> Val<'a>) -> Val<'a> {
    match cx.part::<Load>().levels.get(entity.index()) {
        Some(level) => read(cx, level),
        None => cx.unknown(Missing::Section(Kind::Rotation)),
    }
}

pub(crate) fn carried<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&Cx<'a>, &Carried) -> Val<'a>) -> Val<'a> {
    level(cx, entity, |cx, level| {
        let all = cx.part::<Load>();
        // A rule asks for several figures of a level, and there may be hundreds of ways.
        match all.carried[entity.index()].get_or_init(|| all.carried(cx.org, level)) {
            Ok(carried) => read(cx, carried),
            Err(missing) => cx.unknown(*missing),
        }
    })
}

pub(crate) fn level_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    let level = cx.part::<Load>().levels.get(entity.index())?;
    let participants = level.layers.iter().find_map(|&layer| cx.org.place_of(layer, field!(Layer.participants)));
    Some(participants.unwrap_or_else(|| cx.org.place(level.rotation)))
}

pub(crate) fn level_id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    cx.part::<Load>().levels.get(entity.index()).map_or("", |level| &level.id)
}

/// The levels of a rotation; those of all rotations stand in the order of these.
pub(crate) fn levels_of<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let all = &cx.part::<Load>().levels;
    let from = all.partition_point(|level| level.rotation < rotation);
    let count = all[from..].iter().take_while(|level| level.rotation == rotation).count();
    let levels = (from..from + count).map(|at| Entity::new(Kind::RotationLevel, at));
    let open = cx.part::<Load>().unsorted(rotation).map(|missing| cx.because(missing));
    cx.open_list(levels.map(|level| Item::new(Val::Entity(level), level_place(cx, level))), open)
}

pub(crate) fn all_levels<'a>(cx: &Cx<'a>) -> Val<'a> {
    if cx.org.extent(Kind::Rotation) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Rotation));
    }
    let open = cx.because_all(unlayered(cx.org));
    let levels = (0..cx.part::<Load>().levels.len()).map(|at| Entity::new(Kind::RotationLevel, at));
    cx.open_list(levels.map(|level| Item::new(Val::Entity(level), level_place(cx, level))), open)
}
