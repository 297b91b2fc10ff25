//! What a team practises, and which teams are on the operations side.

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::duties::holdings;
use crate::facts::duties::holdings::Duties;
use crate::facts::on_call::model::Rational;
use crate::facts::people::teams;
use crate::facts::reads;
use crate::facts::reads::{exact, word};
use crate::org::Org;
use crate::text::Place;
use crate::value::{Missing, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, vocabulary};

pub(crate) const DISCIPLINE: Type = Type::one(Of::Word(&vocabulary::DISCIPLINE));

/// Disciplines on the operations side, by rank: sre, platform, devops, operations.
pub(crate) const OPERATIONS_SIDE: u8 = 4;

/// The declared discipline, else the inferred one.
pub(crate) fn discipline_of(cx: &Cx<'_>, team: Entity) -> Option<u8> {
    match cx.org.slot(team, field!(Team.discipline)).map(|slot| slot.value) {
        Some(Value::Word(rank)) => Some(rank),
        Some(_) => None,
        None => cx.part::<Duties>().inferred(team),
    }
}

pub(crate) fn discipline<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    match discipline_of(cx, team) {
        Some(rank) => Val::Word(rank),
        None => word(cx, team, field!(Team.discipline)),
    }
}

pub(crate) fn discipline_place(cx: &Cx<'_>, team: Entity) -> Option<Place> {
    let declared = cx.org.slot(team, field!(Team.discipline));
    declared.or_else(|| cx.org.slot(team, field!(Team.duties))).map(|slot| slot.place)
}

pub(crate) fn duties_place(cx: &Cx<'_>, team: Entity) -> Option<Place> {
    cx.org.slot(team, field!(Team.duties)).map(|slot| slot.place)
}

pub(crate) fn operations_side<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    match discipline(cx, team) {
        Val::Word(rank) => Val::Bool(rank < OPERATIONS_SIDE),
        unknown => unknown,
    }
}

/// Whether a team may be on the operations side: it is, or nobody knows what it practises.
pub(crate) fn may_operate(org: &Org, team: Entity, inferred: Option<u8>) -> bool {
    match org.slot(team, field!(Team.discipline)).map(|slot| slot.value) {
        Some(Value::Word(rank)) => rank < OPERATIONS_SIDE,
        _ => inferred.is_none_or(|rank| rank < OPERATIONS_SIDE),
    }
}

pub(crate) fn conflation_index<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let duties = cx.part::<Duties>();
    let Some(held) = duties.held_by(cx.org, team) else {
        return cx.unknown(Missing::Field(team, field!(Team.duties)));
    };
    let Some((sre, platform)) = holdings::core_counts(cx.org, duties, held) else {
        return cx.unknown(Missing::Section(Kind::DutyGroup));
    };
    if sre + platform == 0 {
        return reads::count(0);
    }
    exact(cx, Rational::new(2 * i128::from(sre.min(platform)), i128::from(sre + platform)))
}

/// Teams that are or may be on the operations side.
pub(crate) fn operating<'o>(org: &'o Org, duties: &'o Duties) -> impl Iterator<Item = Entity> + 'o {
    org.all(Kind::Team).filter(move |&team| teams::is_work(org, team) && may_operate(org, team, duties.inferred(team)))
}
