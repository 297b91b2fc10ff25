//! Interactions between teams: who takes part, how, and until when.
//!
//! What is declared is going on until it says otherwise. A consulting engagement counts as facilitating. A team
//! that is embedded with another works with it all the time, which is neither collaboration nor facilitating.

use std::collections::{HashMap, HashSet};

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::topology::team_relations::named;
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// Modes, by rank.
const COLLABORATION: u8 = 0;
const AS_A_SERVICE: u8 = 1;
const FACILITATING: u8 = 2;

/// Engagement models, by rank.
const EMBEDDED: u8 = 0;
const CONSULTING: u8 = 1;

/// Where an interaction names a team.
const SIDES: [FieldId; 3] = [field!(Interaction.from), field!(Interaction.to), field!(Interaction.between)];

/// What is known, or what is missing to know it.
pub(crate) type Told<T> = Result<T, Missing>;

pub(crate) fn truth<'a>(cx: &Cx<'a>, told: Told<bool>) -> Val<'a> {
    told.map_or_else(|missing| cx.unknown(missing), Val::Bool)
}

/// The teams of an interaction, each with the place that names it first.
pub(crate) fn teams(org: &Org, interaction: Entity) -> Vec<(Entity, Place)> {
    let mut seen = HashSet::new();
    let named = SIDES.into_iter().flat_map(|side| named(org, interaction, side));
    named.filter(|(team, _)| seen.insert(*team)).collect()
}

/// A word of a record; none where it was not declared.
fn word(org: &Org, entity: Entity, field: FieldId) -> Told<u8> {
    match org.slot(entity, field).map(|slot| slot.value) {
        Some(Value::Word(rank)) => Ok(rank),
        Some(Value::Invalid) => Err(Missing::Invalid(entity, field)),
        _ => Err(Missing::Field(entity, field)),
    }
}

/// The first day and the last.
fn span(org: &Org, interaction: Entity) -> (Told<i32>, Told<i32>) {
    let (first, length) = (field!(Interaction.startDate), field!(Interaction.expectedDuration));
    let slot = |field| org.slot(interaction, field).map(|slot| slot.value);
    let missing = |field| match slot(field) {
        Some(Value::Invalid) => Missing::Invalid(interaction, field),
        _ => Missing::Field(interaction, field),
    };
    let began = match slot(first) {
        Some(Value::Date(day)) => Ok(day),
        _ => Err(missing(first)),
    };
    let days = match slot(length) {
        Some(Value::Minutes(minutes)) => i32::try_from(minutes.div_euclid(24 * 60)).map_err(|_| Missing::Arithmetic),
        _ => Err(missing(length)),
    };
    let end = began.and_then(|began| days.and_then(|days| began.checked_add(days).ok_or(Missing::Arithmetic)));
    (began, end)
}

pub(crate) fn end<'a>(cx: &Cx<'a>, interaction: Entity) -> Val<'a> {
    match span(cx.org, interaction).1 {
        Ok(day) => Val::Date(day),
        Err(missing) => cx.unknown(missing),
    }
}

/// Whether an interaction is going on.
pub(crate) fn current(org: &Org, interaction: Entity) -> Told<bool> {
    let (began, end) = span(org, interaction);
    match (began, end) {
        (Ok(first), _) if first > org.as_of() => Ok(false),
        (_, Ok(last)) if last < org.as_of() => Ok(false),
        (Err(missing @ Missing::Invalid(..)), _) | (_, Err(missing @ Missing::Invalid(..))) => Err(missing),
        _ => Ok(true),
    }
}

/// Whether an engagement is one in which its team is embedded.
fn embedded(org: &Org, engagement: Entity) -> Told<bool> {
    word(org, engagement, field!(Engagement.model)).map(|model| model == EMBEDDED)
}

/// One that is true decides, then one that is not known.
fn or(one: Told<bool>, other: Told<bool>) -> Told<bool> {
    match (one, other) {
        (Ok(true), _) | (_, Ok(true)) => Ok(true),
        (Err(missing), _) | (_, Err(missing)) => Err(missing),
        _ => Ok(false),
    }
}

pub(crate) fn embedding(org: &Org, interaction: Entity) -> Told<bool> {
    let teams: HashSet<Entity> = teams(org, interaction).into_iter().map(|(team, _)| team).collect();
    let own = teams.iter().filter_map(|&team| Some((team, org.reference(team, field!(Team.engagement))?)));
    let linking = own.filter(|(team, engagement)| {
        let mut with = named(org, *engagement, field!(Engagement.with));
        with.any(|(other, _)| other != *team && teams.contains(&other))
    });
    linking.map(|(_, engagement)| embedded(org, engagement)).fold(Ok(false), or)
}

/// Interactions a team takes part in, each once.
fn of(org: &Org, team: Entity) -> Vec<Entity> {
    let named = SIDES.into_iter().flat_map(|side| org.graph().referring(team, Kind::Interaction, side));
    let mut found: Vec<Entity> = named.map(|(interaction, _)| interaction).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Engagements that link a team with others: its own, and those of the others.
fn engagements(org: &Org, team: Entity) -> Vec<(Entity, Entity, Place)> {
    let mut found = Vec::new();
    if let Some(own) = org.reference(team, field!(Team.engagement)) {
        let with = named(org, own, field!(Engagement.with));
        found.extend(with.map(|(other, place)| (own, other, place)));
    }
    let others = org.graph().referring(team, Kind::Engagement, field!(Engagement.with));
    found.extend(others.into_iter().map(|(other, edge)| (edge.from(), other, edge.place)));
    found.retain(|(_, other, _)| *other != team);
    found
}

/// Teams, with whatever leaves it open whether they belong to the list.
struct Partners<'c, 'a> {
    cx: &'c Cx<'a>,
    items: Vec<(Entity, Place, Option<Cause>)>,
    rank: HashMap<Entity, usize>,
}

impl<'c, 'a> Partners<'c, 'a> {
    fn new(cx: &'c Cx<'a>) -> Self {
        Self { cx, items: Vec::new(), rank: HashMap::new() }
    }

    /// Adds a team under conditions, unless one of them does not hold.
    fn add(&mut self, team: Entity, place: Place, conditions: &[Told<bool>]) {
        if conditions.contains(&Ok(false)) {
            return;
        }
        let maybe = self.cx.because_all(conditions.iter().filter_map(|told| told.err()));
        let rank = *self.rank.entry(team).or_insert(self.items.len());
        match self.items.get_mut(rank) {
            Some(known) if known.2.is_some() && maybe.is_none() => *known = (team, place, None),
            Some(_) => {}
            None => self.items.push((team, place, maybe)),
        }
    }

    fn list(self) -> Val<'a> {
        let open = match self.cx.org.extent(Kind::Interaction) {
            Extent::Complete => None,
            Extent::Absent | Extent::Incomplete => Some(self.cx.because(Missing::Section(Kind::Interaction))),
        };
        let items = self.items.into_iter();
        self.cx.open_list(
            items.map(|(team, place, maybe)| Item { maybe, ..Item::new(Val::Entity(team), Some(place)) }),
            open,
        )
    }
}

/// Teams that a team works with in one mode.
fn partners<'c, 'a>(cx: &'c Cx<'a>, team: Entity, mode: u8) -> Partners<'c, 'a> {
    let org = cx.org;
    let mut found = Partners::new(cx);
    let mut inside: HashMap<Entity, Told<bool>> = HashMap::new();
    for (engagement, other, _) in engagements(org, team) {
        let known = inside.entry(other).or_insert(Ok(false));
        *known = or(*known, embedded(org, engagement));
    }
    for interaction in of(org, team) {
        let same = word(org, interaction, field!(Interaction.mode)).map(|declared| declared == mode);
        let going_on = current(org, interaction);
        for (other, place) in teams(org, interaction).into_iter().filter(|(other, _)| *other != team) {
            let apart = inside.get(&other).copied().unwrap_or(Ok(false)).map(|inside| !inside);
            found.add(other, place, &[same, going_on, apart]);
        }
    }
    found
}

pub(crate) fn collaboration_partners<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    partners(cx, team, COLLABORATION).list()
}

pub(crate) fn facilitation_partners<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let mut found = partners(cx, team, FACILITATING);
    for (engagement, other, place) in engagements(cx.org, team) {
        let consulting = word(cx.org, engagement, field!(Engagement.model)).map(|model| model == CONSULTING);
        found.add(other, place, &[consulting, engaged(cx.org, engagement)]);
    }
    found.list()
}

/// Whether an engagement has not ended.
pub(crate) fn engaged(org: &Org, engagement: Entity) -> Told<bool> {
    match org.slot(engagement, field!(Engagement.until)).map(|slot| slot.value) {
        Some(Value::Date(until)) => Ok(org.as_of() <= until),
        Some(Value::Invalid) => Err(Missing::Invalid(engagement, field!(Engagement.until))),
        _ => Ok(true),
    }
}

/// Teams with an interaction or engagement with a team that is going on, in either direction, with the place that says
/// so and what leaves it open.
pub(crate) fn talking(cx: &Cx<'_>, team: Entity) -> Vec<(Entity, Place, Option<Cause>)> {
    let mut found = Partners::new(cx);
    for (engagement, other, place) in engagements(cx.org, team) {
        found.add(other, place, &[engaged(cx.org, engagement)]);
    }
    for interaction in of(cx.org, team) {
        let going_on = current(cx.org, interaction);
        for (other, place) in teams(cx.org, interaction).into_iter().filter(|(other, _)| *other != team) {
            found.add(other, place, &[going_on]);
        }
    }
    found.items
}

/// Interactions of a team with one of the others that are over, at the place that names the other.
pub(crate) fn ended(org: &Org, team: Entity, others: &HashSet<Entity>) -> Vec<(Entity, Place)> {
    let over = |interaction| span(org, interaction).1.is_ok_and(|last| last < org.as_of());
    let with = |interaction| teams(org, interaction).into_iter().find(|(other, _)| others.contains(other));
    let past = of(org, team).into_iter().filter(|&interaction| over(interaction));
    past.filter_map(|interaction| Some((interaction, with(interaction)?.1))).collect()
}

/// Teams that work or worked on something with a team: in any mode but as a service, by any engagement, and `others`
/// that are known to.
pub(crate) fn advisers<'a>(cx: &Cx<'a>, team: Entity, others: &[(Entity, Place)]) -> Val<'a> {
    let mut found = Partners::new(cx);
    for (_, other, place) in engagements(cx.org, team) {
        found.add(other, place, &[]);
    }
    for &(other, place) in others.iter().filter(|(other, _)| *other != team) {
        found.add(other, place, &[]);
    }
    for interaction in of(cx.org, team) {
        let closely = word(cx.org, interaction, field!(Interaction.mode)).map(|mode| mode != AS_A_SERVICE);
        for (other, place) in teams(cx.org, interaction).into_iter().filter(|(other, _)| *other != team) {
            found.add(other, place, &[closely]);
        }
    }
    found.list()
}
