//! What a team practises, and which teams are on the operations side.

use crate::facts::cx::Cx;
use crate::facts::duties::holdings;
use crate::facts::duties::holdings::Duties;
use crate::facts::people::teams;
use crate::facts::reads;
use crate::facts::reads::{answer, exact};
use crate::org::Org;
use crate::text::Place;
use crate::value::rational::Rational;
use crate::value::{Missing, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, vocabulary, word};

pub(crate) const DISCIPLINE: Type = Type::one(Of::Word(&vocabulary::DISCIPLINE));

/// The first discipline that is not on the operations side: sre, platform, devops and operations are.
pub(crate) const OPERATIONS_SIDE: u8 = word!(Team.discipline, "operations") + 1;

/// The declared discipline, else the inferred one.
///
/// # Errors
///
/// What would tell.
pub(crate) fn discipline_of(cx: &Cx<'_>, team: Entity) -> Result<u8, Missing> {
    let field = field!(Team.discipline);
    match cx.org.word(team, field)? {
        Some(declared) => Ok(declared.value),
        None => cx.part::<Duties>().inferred(team)?.ok_or(Missing::Field(team, field)),
    }
}

pub(crate) fn discipline<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    answer(cx, discipline_of(cx, team), Val::Word)
}

pub(crate) fn discipline_place(cx: &Cx<'_>, team: Entity) -> Option<Place> {
    let declared = cx.org.place_of(team, field!(Team.discipline));
    declared.or_else(|| cx.org.place_of(team, field!(Team.duties)))
}

pub(crate) fn duties_place(cx: &Cx<'_>, team: Entity) -> Option<Place> {
    cx.org.place_of(team, field!(Team.duties))
}

pub(crate) fn operations_side<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    match discipline(cx, team) {
        Val::Word(rank) => Val::Bool(rank < OPERATIONS_SIDE),
        unknown => unknown,
    }
}

/// Whether a team may be on the operations side: it is, or nobody knows what it practises.
pub(crate) fn may_operate(org: &Org, team: Entity, inferred: Result<Option<u8>, Missing>) -> bool {
    let practises = match org.word(team, field!(Team.discipline)) {
        Ok(None) => inferred,
        declared => declared.map(|declared| declared.map(|at| at.value)),
    };
    practises.ok().flatten().is_none_or(|rank| rank < OPERATIONS_SIDE)
}

pub(crate) fn conflation_index<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let duties = cx.part::<Duties>();
    if let Some(missing) = duties.unread_of(team) {
        return cx.unknown(missing);
    }
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

/// Teams that are or may be on the operations side, also because nobody can read what they are.
pub(crate) fn operating<'o>(org: &'o Org, duties: &'o Duties) -> impl Iterator<Item = Entity> + 'o {
    org.all(Kind::Team).filter(move |&team| teams::may_work(org, team) && may_operate(org, team, duties.inferred(team)))
}
