//! What a team practises, and which teams are on the operations side.

use crate::facts::cx::Cx;
use crate::facts::duties::focus::OPERATIONS_SIDE;
use crate::facts::duties::held::Held;
use crate::facts::duties::holdings::Duties;
use crate::facts::duties::roles;
use crate::facts::duties::scopes::{covers_own_only, is_stream_aligned};
use crate::facts::people::teams;
use crate::facts::reads;
use crate::facts::reads::{answer, exact};
use crate::org::Org;
use crate::text::Place;
use crate::value::rational::Rational;
use crate::value::{Missing, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, vocabulary};

pub(crate) const DISCIPLINE: Type = Type::one(Of::Word(&vocabulary::DISCIPLINE));

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

/// Whether nobody says what a team practises, and its duties do.
///
/// # Errors
///
/// What would tell.
pub(crate) fn is_by_duties(cx: &Cx<'_>, team: Entity) -> Result<bool, Missing> {
    discipline_of(cx, team)?;
    Ok(cx.org.place_of(team, field!(Team.discipline)).is_none())
}

pub(crate) fn by_duties<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    answer(cx, is_by_duties(cx, team), Val::Bool)
}

/// What a team practises, in words that say whether somebody declared it.
pub(crate) fn practises<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let word = |rank: u8| vocabulary::DISCIPLINE.at(rank).unwrap_or_default();
    match (discipline_of(cx, team), is_by_duties(cx, team)) {
        (Ok(rank), Ok(true)) => Val::Text(cx.text(&format!("{} by its duties", word(rank)))),
        (Ok(rank), _) => Val::Text(word(rank)),
        (Err(missing), _) => cx.unknown(missing),
    }
}

pub(crate) fn discipline_place(cx: &Cx<'_>, team: Entity) -> Option<Place> {
    let declared = cx.org.place_of(team, field!(Team.discipline));
    declared.or_else(|| cx.org.place_of(team, field!(Team.duties)))
}

pub(crate) fn duties_place(cx: &Cx<'_>, team: Entity) -> Option<Place> {
    cx.org.place_of(team, field!(Team.duties))
}

pub(crate) fn operations_side<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    match discipline_of(cx, team) {
        Err(_) if is_for_its_own_alone(cx, team) => Val::Bool(false),
        practises => answer(cx, practises, |rank| Val::Bool(rank < OPERATIONS_SIDE)),
    }
}

/// Whether a team that does not say what it practises is declared as one that builds services, and holds no duty of the
/// operations side for others: it runs what it builds.
pub(crate) fn is_for_its_own_alone(cx: &Cx<'_>, team: Entity) -> bool {
    let duties = cx.part::<Duties>();
    let is_unsaid = matches!(cx.org.word(team, field!(Team.discipline)), Ok(None));
    let held = duties.held_by(cx.org, team).unwrap_or_default();
    let operates = |held: &Held| covers_own_only(cx.org, held) != Ok(true) && is_of_operations(cx.org, held.duty);
    is_unsaid
        && is_stream_aligned(cx.org, team) == Ok(true)
        && duties.inferred(team) == Ok(None)
        && !duties.active(held).any(operates)
}

/// Whether a duty is mainly for a discipline of the operations side, as far as that can be read.
fn is_of_operations(org: &Org, duty: Entity) -> bool {
    org.word(duty, field!(Duty.primary)).map_or(true, |primary| primary.is_some_and(|at| at.value < OPERATIONS_SIDE))
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
    let (sre, platform) = match core_counts(cx.org, duties, held) {
        Ok(counts) => counts,
        Err(missing) => return cx.unknown(missing),
    };
    if sre + platform == 0 {
        return reads::count(0);
    }
    exact(cx, Rational::new(2 * i128::from(sre.min(platform)), i128::from(sre + platform)))
}

/// How many of the SRE core and of the platform core duties are held, each once; those held for the
/// team's own services only do not count.
///
/// # Errors
///
/// The scope that nobody says of one of them, or the groups that the taxonomy does not have.
fn core_counts(org: &Org, duties: &Duties, held: &[u32]) -> Result<(u32, u32), Missing> {
    let is_there = |role| org.all(Kind::DutyGroup).any(|group| roles::has(org, group, role));
    if !is_there(roles::SRE_CORE) || !is_there(roles::PLATFORM_CORE) {
        return Err(Missing::Section(Kind::DutyGroup));
    }
    let mut counts = (0, 0);
    let holding = |at: u32| duties.get(Entity::new(Kind::Holding, at as usize));
    let is_in = |duty, role| duties.groups_of(duty).iter().any(|&group| roles::has(org, group, role));
    let mut wider: Vec<u32> = Vec::new();
    for &at in held {
        match holding(at).map(|entry| (entry, covers_own_only(org, entry))) {
            Some((_, Ok(false))) => wider.push(at),
            Some((entry, Err(missing)))
                if entry.is_active()
                    && (is_in(entry.duty, roles::SRE_CORE) || is_in(entry.duty, roles::PLATFORM_CORE)) =>
            {
                return Err(missing);
            }
            _ => {}
        }
    }
    for entry in duties.active(&wider) {
        counts.0 += u32::from(is_in(entry.duty, roles::SRE_CORE));
        counts.1 += u32::from(is_in(entry.duty, roles::PLATFORM_CORE));
    }
    Ok(counts)
}

/// Teams that are or may be on the operations side, also because nobody can read what they are.
pub(crate) fn operating<'o>(org: &'o Org, duties: &'o Duties) -> impl Iterator<Item = Entity> + 'o {
    org.all(Kind::Team).filter(move |&team| teams::may_work(org, team) && may_operate(org, team, duties.inferred(team)))
}
