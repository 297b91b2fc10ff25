//! Interactions between teams: who takes part, how, and until when.
//!
//! What is declared is going on until it says otherwise. A consulting engagement counts as facilitating. A team
//! that is embedded with another works with it all the time, which is neither collaboration nor facilitating.

use std::collections::{HashMap, HashSet};

use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::people::teams::named;
use crate::facts::reads::of_section;
use crate::org::read::Required;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::{field, word};

/// Modes, by rank.
const COLLABORATION: u8 = word!(Interaction.mode, "collaboration");
const AS_A_SERVICE: u8 = word!(Interaction.mode, "x-as-a-service");
const FACILITATING: u8 = word!(Interaction.mode, "facilitating");

/// Engagement models, by rank.
const EMBEDDED: u8 = word!(Engagement.model, "embedded");
const CONSULTING: u8 = word!(Engagement.model, "consulting");

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

/// So many others of an interaction are with a team: what thousands do together says of no two that they talk, and all
/// pairs of them would be millions.
const TOGETHER: usize = 100;

/// Who takes part in which interaction.
#[derive(Debug)]
pub struct Interactions {
    /// Per interaction, its teams.
    teams: Vec<Vec<(Entity, Place)>>,
    /// Per interaction, the rank of the first one with the same teams.
    alike: Vec<usize>,
}

impl Part for Interactions {
    const PLACE: part::Place = part::Place::Interactions;

    fn of(org: &Org, _: &Facts) -> Self {
        let teams: Vec<_> = org.all(Kind::Interaction).map(|interaction| teams(org, interaction)).collect();
        let mut first: HashMap<Vec<Entity>, usize> = HashMap::new();
        let alike = teams.iter().enumerate().map(|(rank, teams)| {
            let mut teams: Vec<Entity> = teams.iter().map(|&(team, _)| team).collect();
            teams.sort_unstable();
            *first.entry(teams).or_insert(rank)
        });
        let alike = alike.collect();
        Self { teams, alike }
    }
}

impl Interactions {
    /// The same as [`teams`].
    fn teams(&self, interaction: Entity) -> &[(Entity, Place)] {
        self.teams.get(interaction.index()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The teams of an interaction but one, as many as are with it.
    fn others(&self, interaction: Entity, team: Entity) -> impl Iterator<Item = (Entity, Place)> + '_ {
        self.teams(interaction).iter().copied().filter(move |&(other, _)| other != team).take(TOGETHER)
    }

    /// Whether [`Self::others`] leaves some out.
    fn is_crowd(&self, interaction: Entity) -> bool {
        self.teams(interaction).len() > TOGETHER + 1
    }
}

/// What cannot be read of who takes part in interactions and engagements.
pub(crate) fn unread(org: &Org) -> impl Iterator<Item = Missing> + '_ {
    let sides = SIDES.into_iter().map(|side| (Kind::Interaction, side));
    let fields = sides.chain([(Kind::Engagement, field!(Engagement.with)), (Kind::Team, field!(Team.engagement))]);
    fields.filter_map(|(kind, field)| org.unread(kind, field))
}

/// The first day and the last.
fn span(org: &Org, interaction: Entity) -> (Told<i32>, Told<i32>) {
    let (first, length) = (field!(Interaction.startDate), field!(Interaction.expectedDuration));
    let began = org.date(interaction, first).required(interaction, first);
    let days = org.minutes(interaction, length).required(interaction, length);
    let days = days.and_then(|m| i32::try_from(m.div_euclid(24 * 60)).map_err(|_| Missing::Arithmetic));
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
    org.word_or_default(engagement, field!(Engagement.model)).map(|model| model == EMBEDDED)
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
    let own = teams.iter().filter_map(|&team| Some((team, engagement_of(org, team)?)));
    let linking = own.filter(|(team, engagement)| {
        let mut with = named(org, *engagement, field!(Engagement.with));
        with.any(|(other, _)| other != *team && teams.contains(&other))
    });
    let unread = || unread(org).map(Err);
    linking.map(|(_, engagement)| embedded(org, engagement)).chain(unread()).fold(Ok(false), or)
}

/// The engagement a team declares, as far as it can be read.
pub(crate) fn engagement_of(org: &Org, team: Entity) -> Option<Entity> {
    org.reference(team, field!(Team.engagement)).ok().flatten().map(|engagement| engagement.value)
}

/// Interactions a team takes part in, each once.
fn of(org: &Org, team: Entity) -> Vec<Entity> {
    let named = SIDES.into_iter().flat_map(|side| org.graph().referring(team, Kind::Interaction, side));
    let mut found: Vec<Entity> = named.map(|(interaction, _)| interaction).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The same as rules see it.
pub(crate) fn all_of<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let found = of(cx.org, team).into_iter().map(|interaction| Item::new(Val::Entity(interaction), None));
    let unread = SIDES.into_iter().find_map(|side| cx.org.unread(Kind::Interaction, side));
    of_section(cx, found.collect(), Kind::Interaction, unread)
}

/// Engagements that link a team with others: its own, and those of the others.
fn engagements(org: &Org, team: Entity) -> Vec<(Entity, Entity, Place)> {
    let mut found = Vec::new();
    if let Some(own) = engagement_of(org, team) {
        let with = named(org, own, field!(Engagement.with));
        found.extend(with.map(|(other, place)| (own, other, place)));
    }
    let others = org.graph().referring(team, Kind::Engagement, field!(Engagement.with));
    found.extend(others.into_iter().map(|(other, edge)| (edge.from(), other, edge.place)));
    found.retain(|(_, other, _)| *other != team);
    found
}

/// A team, the place that names it, and whatever leaves it open whether it is one.
pub(crate) type Partner = (Entity, Place, Option<Cause>);

/// Teams, with whatever leaves it open whether they belong to the list.
struct Partners<'c, 'a> {
    cx: &'c Cx<'a>,
    items: Vec<Partner>,
    rank: HashMap<Entity, usize>,
    /// Why there may be more than those in interactions that anybody could name.
    crowd: Option<Cause>,
}

impl<'c, 'a> Partners<'c, 'a> {
    fn new(cx: &'c Cx<'a>) -> Self {
        Self { cx, items: Vec::new(), rank: HashMap::new(), crowd: None }
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

    /// Adds those who are in an interaction with a team.
    fn meet(&mut self, interaction: Entity, team: Entity, conditions: impl Fn(Entity) -> [Told<bool>; 3]) {
        let all = self.cx.part::<Interactions>();
        for (other, place) in all.others(interaction, team) {
            self.add(other, place, &conditions(other));
        }
        if all.is_crowd(interaction) && self.crowd.is_none() {
            self.crowd = Some(self.cx.because(Missing::Arithmetic));
        }
    }

    fn list(self) -> Val<'a> {
        let org = self.cx.org;
        let lost = org.extent(Kind::Interaction) != Extent::Complete;
        let lost = lost.then_some(Missing::Section(Kind::Interaction));
        let open = self.cx.because_all(lost.into_iter().chain(unread(org)));
        let open = open.into_iter().chain(self.crowd).reduce(|a, b| self.cx.either(a, b));
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
        let same = org.word_or_default(interaction, field!(Interaction.mode)).map(|declared| declared == mode);
        let going_on = current(org, interaction);
        if [same, going_on].contains(&Ok(false)) {
            continue;
        }
        let apart = |other: Entity| inside.get(&other).copied().unwrap_or(Ok(false)).map(|inside| !inside);
        found.meet(interaction, team, |other| [same, going_on, apart(other)]);
    }
    found
}

pub(crate) fn collaboration_partners<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    partners(cx, team, COLLABORATION).list()
}

/// Collaborations of a team that are going on, those with the same teams once: what three teams do together is one.
pub(crate) fn collaborations<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let org = cx.org;
    let mut inside: HashMap<Entity, Told<bool>> = HashMap::new();
    for (engagement, other, _) in engagements(org, team) {
        let known = inside.entry(other).or_insert(Ok(false));
        *known = or(*known, embedded(org, engagement));
    }
    let all = cx.part::<Interactions>();
    let (mut seen, mut seen_parts): (HashSet<usize>, HashSet<Vec<Entity>>) = (HashSet::new(), HashSet::new());
    let mut items = Vec::new();
    for interaction in of(org, team) {
        let mode = org.word_or_default(interaction, field!(Interaction.mode));
        let conditions = [mode.map(|mode| mode == COLLABORATION), current(org, interaction)];
        if conditions.contains(&Ok(false)) {
            continue;
        }
        // Nobody is embedded with most teams: then these are the same if all teams of the interactions are.
        if inside.is_empty() {
            let Some((_, place)) = all.others(interaction, team).next() else { continue };
            let maybe = cx.because_all(conditions.iter().filter_map(|told| told.err()));
            if maybe.is_some() || seen.insert(all.alike[interaction.index()]) {
                items.push(Item { maybe, ..Item::new(Val::Entity(interaction), Some(place)) });
            }
            continue;
        }
        let apart = |other: Entity| inside.get(&other).copied().unwrap_or(Ok(false)).map(|inside| !inside);
        let others: Vec<_> = all.others(interaction, team).filter(|&(other, _)| apart(other) != Ok(false)).collect();
        let Some(&(_, place)) = others.first() else { continue };
        let with = others.iter().map(|&(other, _)| apart(other)).fold(Ok(false), or);
        let maybe = cx.because_all(conditions.iter().chain([&with]).filter_map(|told| told.err()));
        let mut partners: Vec<Entity> = others.into_iter().map(|(other, _)| other).collect();
        partners.sort_unstable();
        if maybe.is_some() || seen_parts.insert(partners) {
            items.push(Item { maybe, ..Item::new(Val::Entity(interaction), Some(place)) });
        }
    }
    let lost = (org.extent(Kind::Interaction) != Extent::Complete).then_some(Missing::Section(Kind::Interaction));
    let open = cx.because_all(lost.into_iter().chain(unread(org)));
    cx.open_list(items, open)
}

pub(crate) fn facilitation_partners<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let mut found = partners(cx, team, FACILITATING);
    for (engagement, other, place) in engagements(cx.org, team) {
        let consulting = cx.org.word_or_default(engagement, field!(Engagement.model)).map(|model| model == CONSULTING);
        found.add(other, place, &[consulting, engaged(cx.org, engagement)]);
    }
    found.list()
}

/// Whether an engagement has not ended.
pub(crate) fn engaged(org: &Org, engagement: Entity) -> Told<bool> {
    let until = org.date(engagement, field!(Engagement.until))?;
    Ok(until.is_none_or(|until| org.as_of() <= until.value))
}

/// Teams with an interaction or engagement with a team that is going on, in either direction, with the place that says
/// so and what leaves it open; and why there may be more in interactions of very many.
pub(crate) fn talking(cx: &Cx<'_>, team: Entity) -> (Vec<Partner>, Option<Cause>) {
    let mut found = Partners::new(cx);
    for (engagement, other, place) in engagements(cx.org, team) {
        found.add(other, place, &[engaged(cx.org, engagement)]);
    }
    for interaction in of(cx.org, team) {
        let going_on = current(cx.org, interaction);
        if going_on == Ok(false) {
            continue;
        }
        found.meet(interaction, team, |_| [going_on, Ok(true), Ok(true)]);
    }
    (found.items, found.crowd)
}

/// Whether there is any team of which [`talking`] is certain.
pub(crate) fn is_talking(cx: &Cx<'_>, team: Entity) -> bool {
    let org = cx.org;
    let by_engagement =
        || engagements(org, team).into_iter().any(|(engagement, ..)| engaged(org, engagement) == Ok(true));
    let going_on = |&interaction: &Entity| current(org, interaction) == Ok(true);
    let with_another = |interaction: Entity| {
        SIDES.into_iter().any(|side| named(org, interaction, side).any(|(other, _)| other != team))
    };
    by_engagement() || of(org, team).into_iter().filter(going_on).any(with_another)
}

/// Interactions of a team with one of the others that are over, at the place that names the other.
pub(crate) fn ended(cx: &Cx<'_>, team: Entity, others: &HashSet<Entity>) -> Vec<(Entity, Place)> {
    let (org, all) = (cx.org, cx.part::<Interactions>());
    let over = |interaction| span(org, interaction).1.is_ok_and(|last| last < org.as_of());
    let with = |interaction| all.teams(interaction).iter().find(|(other, _)| others.contains(other));
    let past = of(org, team).into_iter().filter(|&interaction| over(interaction));
    past.filter_map(|interaction| Some((interaction, with(interaction)?.1))).collect()
}

/// Teams with an interaction with a team that has not begun, at the place that names them.
pub(crate) fn planned<'a>(cx: &Cx<'a>, team: Entity) -> impl Iterator<Item = (Entity, Place)> + use<'a> {
    let (org, all) = (cx.org, cx.part::<Interactions>());
    let ahead = |&interaction: &Entity| span(org, interaction).0.is_ok_and(|first| first > org.as_of());
    of(org, team).into_iter().filter(ahead).flat_map(move |interaction| all.others(interaction, team))
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
        let closely = cx.org.word_or_default(interaction, field!(Interaction.mode)).map(|mode| mode != AS_A_SERVICE);
        found.meet(interaction, team, |_| [closely, Ok(true), Ok(true)]);
    }
    found.list()
}
