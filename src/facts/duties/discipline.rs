//! What a team practises, and which teams are on the operations side.

use crate::facts::cx::Cx;
use crate::facts::duties::holdings::Duties;
use crate::facts::duties::roles;
use crate::facts::duties::scopes::covers_own_only;
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
    let Some((sre, platform)) = core_counts(cx.org, duties, held) else {
        return cx.unknown(Missing::Section(Kind::DutyGroup));
    };
    if sre + platform == 0 {
        return reads::count(0);
    }
    exact(cx, Rational::new(2 * i128::from(sre.min(platform)), i128::from(sre + platform)))
}

/// How many of the SRE core and of the platform core duties are held, each once; those held for the
/// team's own services only do not count. None where the taxonomy has no such groups.
fn core_counts(org: &Org, duties: &Duties, held: &[u32]) -> Option<(u32, u32)> {
    let is_there = |role| org.all(Kind::DutyGroup).any(|group| roles::has(org, group, role));
    if !is_there(roles::SRE_CORE) || !is_there(roles::PLATFORM_CORE) {
        return None;
    }
    let mut counts = (0, 0);
    let holding = |at: u32| duties.get(Entity::new(Kind::Holding, at as usize));
    let own_only = |at: u32| holding(at).is_some_and(|entry| covers_own_only(org, entry));
    let wider: Vec<u32> = held.iter().copied().filter(|&at| !own_only(at)).collect();
    for entry in duties.active(&wider) {
        let is_in = |role| duties.groups_of(entry.duty).iter().any(|&group| roles::has(org, group, role));
        counts.0 += u32::from(is_in(roles::SRE_CORE));
        counts.1 += u32::from(is_in(roles::PLATFORM_CORE));
    }
    Some(counts)
}

/// Teams that are or may be on the operations side, also because nobody can read what they are.
pub(crate) fn operating<'o>(org: &'o Org, duties: &'o Duties) -> impl Iterator<Item = Entity> + 'o {
    org.all(Kind::Team).filter(move |&team| teams::may_work(org, team) && may_operate(org, team, duties.inferred(team)))
}
