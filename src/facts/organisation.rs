//! What is true of the organisation as a whole: its size, its titles.

use crate::facts::cx::Cx;
use crate::facts::duties::discipline;
use crate::facts::duties::focus::OPERATIONS_SIDE;
use crate::facts::duties::holdings::Duties;
use crate::facts::part::{Facts, Part};
use crate::facts::people::teams;
use crate::facts::{part, reads};
use crate::org::{Extent, Org};
use crate::taxonomy::thresholds::{Thresholds, reaches};
use crate::value::{Interval, Item, Missing, Number, Of, Type, Val};
use crate::vocabulary::Size;
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, vocabulary};

pub(crate) const SIZE: Type = Type::one(Of::Word(&vocabulary::SIZE));

/// What a team is meant to be, where it is written and cannot be read.
fn illegible(org: &Org, team: Entity) -> Option<Missing> {
    let kind = org.word(team, field!(Team.kind)).err();
    kind.or_else(|| org.word(team, field!(Team.discipline)).err())
}

/// How large the organisation counts as.
pub(crate) struct Headcount(pub(crate) Option<Size>);

impl Part for Headcount {
    const PLACE: part::Place = part::Place::Headcount;

    fn of(org: &Org, facts: &Facts) -> Self {
        Self(facts.chosen_size.or_else(|| size(org, &facts.thresholds())))
    }
}

/// The size of the organisation: chosen, declared or by headcount; none where nothing is known.
pub fn size_of(facts: &Facts, org: &Org) -> Option<Size> {
    facts.part::<Headcount>(org).0
}

/// The declared size, else the one that follows from all the people there are, whatever they and their teams do: to say
/// more of a team makes no organisation larger. None without people, and where there may be more of them and that would
/// matter.
fn size(org: &Org, thresholds: &Thresholds) -> Option<Size> {
    for part in org.all(Kind::Org) {
        if let Some(size) = org.word(part, field!(Org.size)).ok()? {
            return Size::ALL.get(usize::from(size.value)).copied();
        }
    }
    let people = org.count(Kind::Person);
    let size = if !reaches(people, thresholds.growing_from) {
        Size::Small
    } else if !reaches(people, thresholds.large_from) {
        Size::Growing
    } else {
        Size::Large
    };
    (people > 0 && (size == Size::Large || all_people_known(org))).then_some(size)
}

/// Teams that are on the operations side, or of which nothing says that they are not.
fn on_operations_side<'c>(cx: &'c Cx<'_>) -> impl Iterator<Item = Entity> + 'c {
    let operating = discipline::operating(cx.org, cx.part::<Duties>());
    operating.filter(|&team| !discipline::is_for_its_own_alone(cx, team))
}

/// Whether nobody else can be in the organisation: what names people could be read, and no team keeps its members elsewhere.
fn all_people_known(org: &Org) -> bool {
    let elsewhere = |team| matches!(org.list(team, field!(Team.members)).open(), Some(Missing::Elsewhere(..)));
    org.extent(Kind::Person) != Extent::Incomplete
        && org.extent(Kind::Team) != Extent::Incomplete
        && org.unread(Kind::Member, field!(Member.person)).is_none()
        && !org.all(Kind::Team).any(elsewhere)
}

pub(crate) fn size_fact<'a>(cx: &Cx<'a>, org: Entity) -> Val<'a> {
    if let Some(size) = cx.part::<Headcount>().0 {
        return Val::Word(size as u8);
    }
    let written = cx.org.all(Kind::Org).find_map(|part| cx.org.word(part, field!(Org.size)).err());
    cx.unknown(written.unwrap_or(Missing::Field(org, field!(Org.size))))
}

pub(crate) fn operations_people<'a>(cx: &Cx<'a>, _: Entity) -> Val<'a> {
    if cx.org.extent(Kind::Team) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Team));
    }
    let mut seen = std::collections::HashSet::new();
    let lost = [Kind::Team, Kind::Person].into_iter().filter(|&kind| cx.org.extent(kind) == Extent::Incomplete);
    let mut open = cx.because_all(lost.map(Missing::Section));
    let mut found = Vec::new();
    for team in on_operations_side(cx) {
        let members = teams::people_of(cx.org, team);
        if let Some(cause) = members.missing.map(|missing| cx.because(missing)) {
            open = Some(open.map_or(cause, |known| cx.either(known, cause)));
        }
        let maybe = illegible(cx.org, team).map(|missing| cx.because(missing));
        let first_seen = members.found.into_iter().filter(|(person, _)| seen.insert(*person));
        found.extend(first_seen.map(|(person, place)| Item { maybe, ..Item::new(Val::Entity(person), Some(place)) }));
    }
    cx.open_list(found, open)
}

pub(crate) fn operations_teams<'a>(cx: &Cx<'a>, _: Entity) -> Val<'a> {
    if cx.org.extent(Kind::Team) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Team));
    }
    cx.list(discipline::operating(cx.org, cx.part::<Duties>()).map(|team| Item {
        maybe: illegible(cx.org, team).map(|missing| cx.because(missing)),
        ..Item::new(Val::Entity(team), Some(cx.org.place(team)))
    }))
}

pub(crate) fn disciplines<'a>(cx: &Cx<'a>, _: Entity) -> Val<'a> {
    if cx.org.extent(Kind::Team) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Team));
    }
    let (mut known, mut silent) = (std::collections::BTreeSet::new(), Vec::new());
    for team in on_operations_side(cx) {
        match discipline::discipline_of(cx, team) {
            Ok(discipline) if teams::is_work(cx.org, team) => {
                known.insert(discipline);
            }
            Ok(_) => silent.extend(illegible(cx.org, team)),
            Err(missing) => silent.push(missing),
        }
    }
    let lost = (cx.org.extent(Kind::Team) == Extent::Incomplete).then_some(Missing::Section(Kind::Team));
    let most = usize::from(OPERATIONS_SIDE);
    let high = if lost.is_some() { most } else { most.min(known.len() + silent.len()) };
    match cx.because_all(silent.into_iter().chain(lost)).filter(|_| high > known.len()) {
        None => reads::count(known.len()),
        Some(cause) => cx.interval(Interval { low: whole(known.len()), high: Some(whole(high)), cause }),
    }
}

fn whole(n: usize) -> Number {
    Number::from_integer(i64::try_from(n).unwrap_or(i64::MAX))
}
