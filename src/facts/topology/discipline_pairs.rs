//! Who works with whom: interactions, engagements, and disciplines that should talk.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::duties::discipline;
use crate::facts::people::teams;
use crate::facts::people::teams::named;
use crate::facts::topology::interactions;
use crate::org::Extent;
use crate::text::Place;
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, word};

/// Pairs of disciplines that cannot do without each other.
const PAIRS: [(u8, u8, &str); 3] =
    [(SRE, PLATFORM, "sre-platform"), (SRE, DEVOPS, "sre-devops"), (DEVOPS, PLATFORM, "devops-platform")];

const SRE: u8 = word!(Team.discipline, "sre");
const PLATFORM: u8 = word!(Team.discipline, "platform");
const DEVOPS: u8 = word!(Team.discipline, "devops");

pub(crate) fn pair(entity: Entity) -> (u8, u8, &'static str) {
    PAIRS.get(entity.index()).copied().unwrap_or(PAIRS[0])
}

fn teams_of(cx: &Cx<'_>, discipline: u8) -> Vec<Entity> {
    let practises = |team| teams::is_work(cx.org, team) && discipline::discipline_of(cx, team) == Ok(discipline);
    cx.org.all(Kind::Team).filter(|&team| practises(team)).collect()
}

pub(crate) fn practising<'a>(cx: &Cx<'a>, discipline: u8) -> Val<'a> {
    let at = |team| {
        let declared = cx.org.place_of(team, field!(Team.discipline));
        declared.or_else(|| Some(cx.org.place(team)))
    };
    let open = cx.because_all(unclear(cx));
    cx.open_list(teams_of(cx, discipline).into_iter().map(|team| Item::new(Val::Entity(team), at(team))), open)
}

pub(crate) fn talks_to<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let (found, crowd) = interactions::talking(cx, team);
    let items = found.into_iter();
    cx.open_list(
        items.map(|(other, place, maybe)| Item { maybe, ..Item::new(Val::Entity(other), Some(place)) }),
        unheard(cx).into_iter().chain(crowd).reduce(|a, b| cx.either(a, b)),
    )
}

pub(crate) fn talking<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let (first, second, _) = pair(entity);
    let others: HashSet<Entity> = teams_of(cx, second).into_iter().collect();
    let unmet = (cx.org.extent(Kind::Community) == Extent::Incomplete).then_some(Missing::Section(Kind::Community));
    let unmet = unmet.into_iter().chain(cx.org.unread(Kind::Community, field!(Community.teams)));
    let unclear = cx.because_all(unclear(cx).chain(unmet));
    let mut perhaps = unheard(cx).into_iter().chain(unclear).reduce(|a, b| cx.either(a, b));
    for team in teams_of(cx, first) {
        let joined = cx.org.graph().referring(team, Kind::Community, field!(Community.teams));
        let meets =
            |community| named(cx.org, community, field!(Community.teams)).any(|(other, _)| others.contains(&other));
        if joined.into_iter().any(|(community, _)| meets(community)) {
            return Val::Bool(true);
        }
        let (talking, crowd) = interactions::talking(cx, team);
        perhaps = perhaps.into_iter().chain(crowd).reduce(|a, b| cx.either(a, b));
        for (other, _, maybe) in talking {
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
    let found = teams_of(cx, first).into_iter().flat_map(|team| interactions::ended(cx, team, &others));
    let mut seen = HashSet::new();
    let found = found.filter(|&(interaction, _)| seen.insert(interaction));
    cx.list(found.map(|(interaction, place)| Item::new(Val::Entity(interaction), Some(place))))
}

/// What hides the discipline of a team, or whether it is one that works.
fn unclear(cx: &Cx<'_>) -> impl Iterator<Item = Missing> {
    let illegible = |missing: &Missing| matches!(missing, Missing::Invalid(..));
    cx.org.all(Kind::Team).filter_map(move |team| {
        let works = teams::works(cx.org, team).err();
        works.or_else(|| discipline::discipline_of(cx, team).err()).filter(illegible)
    })
}

/// Why there may be interactions or engagements that are not known of.
pub(crate) fn unheard(cx: &Cx<'_>) -> Option<Cause> {
    let interactions = (cx.org.extent(Kind::Interaction) != Extent::Complete).then_some(Kind::Interaction);
    let teams = (cx.org.extent(Kind::Team) == Extent::Incomplete).then_some(Kind::Team);
    let sections = interactions.into_iter().chain(teams).map(Missing::Section);
    cx.because_all(sections.chain(interactions::unread(cx.org)))
}

pub(crate) fn all_pairs<'a>(cx: &Cx<'a>) -> Val<'a> {
    let present = |(at, &(first, second, _)): (usize, &(u8, u8, &str))| {
        let both = !teams_of(cx, first).is_empty() && !teams_of(cx, second).is_empty();
        both.then(|| Item::new(Val::Entity(Entity::new(Kind::DisciplinePair, at)), None))
    };
    let lost = (cx.org.extent(Kind::Team) != Extent::Complete).then_some(Missing::Section(Kind::Team));
    let open = cx.because_all(lost.into_iter().chain(unclear(cx)));
    cx.open_list(PAIRS.iter().enumerate().filter_map(present), open)
}

pub(crate) fn pair_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    let team = *teams_of(cx, pair(entity).0).first()?;
    Some(cx.org.place_of(team, field!(Team.discipline)).unwrap_or_else(|| cx.org.place(team)))
}

pub(crate) fn pair_id(entity: Entity) -> &'static str {
    pair(entity).2
}
