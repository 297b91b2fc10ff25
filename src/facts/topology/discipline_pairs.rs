//! Who works with whom: interactions, engagements, and disciplines that should talk.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::duties::discipline;
use crate::facts::people::teams;
use crate::facts::topology::interactions;
use crate::field;
use crate::org::Extent;
use crate::text::Place;
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// Pairs of disciplines, by rank, that cannot do without each other: sre and platform, sre and devops, devops and
/// platform.
const PAIRS: [(u8, u8, &str); 3] = [(0, 1, "sre-platform"), (0, 2, "sre-devops"), (2, 1, "devops-platform")];

pub(crate) fn pair(entity: Entity) -> (u8, u8, &'static str) {
    PAIRS.get(entity.index()).copied().unwrap_or(PAIRS[0])
}

fn teams_of(cx: &Cx<'_>, discipline: u8) -> Vec<Entity> {
    let practises = |team| teams::is_work(cx.org, team) && discipline::discipline_of(cx, team) == Some(discipline);
    cx.org.all(Kind::Team).filter(|&team| practises(team)).collect()
}

pub(crate) fn practising<'a>(cx: &Cx<'a>, discipline: u8) -> Val<'a> {
    let at = |team| {
        let declared = cx.org.slot(team, field!(Team.discipline)).map(|slot| slot.place);
        declared.or_else(|| Some(cx.org.place(team)))
    };
    cx.list(teams_of(cx, discipline).into_iter().map(|team| Item::new(Val::Entity(team), at(team))))
}

pub(crate) fn talks_to<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let found = interactions::talking(cx, team).into_iter();
    cx.open_list(
        found.map(|(other, place, maybe)| Item { maybe, ..Item::new(Val::Entity(other), Some(place)) }),
        unheard(cx),
    )
}

pub(crate) fn talking<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let (first, second, _) = pair(entity);
    let others: HashSet<Entity> = teams_of(cx, second).into_iter().collect();
    let mut perhaps = unheard(cx);
    for team in teams_of(cx, first) {
        for (other, _, maybe) in interactions::talking(cx, team) {
            match maybe {
                _ if !others.contains(&other) => {}
                None => return Val::Bool(true),
                Some(cause) => perhaps = Some(perhaps.map_or(cause, |known| cx.either(known, cause))),
            }
        }
    }
    perhaps.map_or(Val::Bool(false), Val::Unknown)
}

pub(crate) fn ended<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let (first, second, _) = pair(entity);
    let others: HashSet<Entity> = teams_of(cx, second).into_iter().collect();
    let found = teams_of(cx, first).into_iter().flat_map(|team| interactions::ended(cx.org, team, &others));
    let mut seen = HashSet::new();
    let found = found.filter(|&(interaction, _)| seen.insert(interaction));
    cx.list(found.map(|(interaction, place)| Item::new(Val::Entity(interaction), Some(place))))
}

/// Why there may be interactions or engagements that are not known of.
pub(crate) fn unheard(cx: &Cx<'_>) -> Option<Cause> {
    let interactions = (cx.org.extent(Kind::Interaction) != Extent::Complete).then_some(Kind::Interaction);
    let teams = (cx.org.extent(Kind::Team) == Extent::Incomplete).then_some(Kind::Team);
    cx.because_all(interactions.into_iter().chain(teams).map(Missing::Section))
}

pub(crate) fn all_pairs<'a>(cx: &Cx<'a>) -> Val<'a> {
    let present = |(at, &(first, second, _)): (usize, &(u8, u8, &str))| {
        let both = !teams_of(cx, first).is_empty() && !teams_of(cx, second).is_empty();
        both.then(|| Item::new(Val::Entity(Entity::new(Kind::DisciplinePair, at)), None))
    };
    let open = match cx.org.extent(Kind::Team) {
        Extent::Complete => None,
        Extent::Absent | Extent::Incomplete => Some(cx.because(Missing::Section(Kind::Team))),
    };
    cx.open_list(PAIRS.iter().enumerate().filter_map(present), open)
}

pub(crate) fn pair_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    let team = *teams_of(cx, pair(entity).0).first()?;
    Some(cx.org.slot(team, field!(Team.discipline)).map_or_else(|| cx.org.place(team), |slot| slot.place))
}

pub(crate) fn pair_id(entity: Entity) -> &'static str {
    pair(entity).2
}
