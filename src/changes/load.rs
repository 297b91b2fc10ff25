//! Who is on call how much, and who takes turns in which rotation.

use std::collections::{BTreeMap, BTreeSet};

use crate::changes::change::{Said, What};
use crate::changes::listed::{names, said, verb};
use crate::changes::side::{Amount, Both, Names, Side};
use crate::changes::told::{Told, Turn};
use crate::expr::fixed;
use crate::facts::tables;
use crate::field;
use crate::org::Extent;
use crate::org::content::Content;
use crate::value::Number;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// Whether somebody is on call, and how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Duty {
    /// Takes no turns.
    Off,
    /// Is not known to take turns; not everybody who does is known.
    Perhaps,
    /// Takes turns, for so many hours a week.
    On(Amount),
}

/// What everybody who takes turns on either side carries there.
pub(super) type Hours = BTreeMap<Entity, (Duty, Duty)>;

/// Reads it from the facts.
pub(super) fn hours(both: &Both<'_>) -> Hours {
    let (old, new) = (on_call(&both.old), on_call(&both.new));
    let people: BTreeSet<Entity> = old.0.keys().chain(new.0.keys()).copied().collect();
    let duty = |(found, open): &(BTreeMap<Entity, Amount>, bool), person: &Entity| {
        let absent = if *open { Duty::Perhaps } else { Duty::Off };
        found.get(person).map_or(absent, |amount| Duty::On(*amount))
    };
    people.into_iter().map(|person| (person, (duty(&old, &person), duty(&new, &person)))).collect()
}

/// Everybody who takes turns, and whether there may be more.
fn on_call(side: &Side<'_>) -> (BTreeMap<Entity, Amount>, bool) {
    if side.state.org.extent(Kind::Rotation) == Extent::Absent {
        return (BTreeMap::new(), true);
    }
    let collections = tables::collections::collections();
    let everybody = collections.iter().find(|collection| collection.name == "onCallPeople");
    let people = everybody.map_or_else(Names::default, |of| side.ask(|cx| side.gathered(&(of.all)(cx))));
    let amount = |&person: &Entity| {
        let own = side.own(person)?;
        Some((person, side.amount(Entity { kind: Kind::OnCall, ..own }, "hoursPerWeek")))
    };
    (people.known.iter().filter_map(amount).collect(), people.open)
}

/// Tells whose hours changed: people with the same change together. Who came or went is told with that.
pub(super) fn tell(both: &Both<'_>, hours: &Hours, told: &mut Told) {
    let mut alike: BTreeMap<(Duty, Duty), Vec<Entity>> = BTreeMap::new();
    for (&person, &change) in hours {
        if change.0 != change.1 && !(both.came_or_went(person) && is_told_with_coming(change)) {
            alike.entry(change).or_default().push(person);
        }
    }
    for ((old, new), people) in alike {
        let Some(sentence) = sentence(both, &people, old, new) else { continue };
        let turn = Turn { before: shown(old), after: shown(new) };
        told.weigh(What::Hours, both.stable_ids(&people), &[], turn, sentence, difference(old, new));
    }
}

/// Whether somebody who came takes turns since, or who went did before.
fn is_told_with_coming((old, new): (Duty, Duty)) -> bool {
    !matches!((old, new), (Duty::On(_), Duty::On(_)))
}

fn sentence(both: &Both<'_>, people: &[Entity], old: Duty, new: Duty) -> Option<String> {
    use Amount::{Between, Unknown};
    let (who, n) = (names(both, people), people.len());
    let (takes, is, it) = (verb(n, "takes", "take"), verb(n, "is", "are"), verb(n, "it was", "it was each"));
    Some(match (old, new) {
        (Duty::On(Between(..)), Duty::On(Between(..))) => {
            let (was, is) = apart(old, new)?;
            format!("{who} {} from {was} to {is} on-call hours a week.", verb(n, "goes", "go"))
        }
        (Duty::On(Unknown), Duty::On(Between(..))) => {
            format!("How many hours a week {who} {is} on call is known now: {}.", exactly(new))
        }
        (Duty::On(Between(..)), Duty::On(Unknown)) => {
            format!("How many hours a week {who} {is} on call is not known any more; {it} {}.", exactly(old))
        }
        (Duty::Off, Duty::On(Unknown)) => format!("{who} {takes} turns now, for hours that are not known."),
        (Duty::Off, Duty::On(_)) => format!("{who} {takes} turns now: {} on-call hours a week.", exactly(new)),
        (Duty::On(Unknown), Duty::Off) => format!("{who} {takes} no turns any more."),
        (Duty::On(_), Duty::Off) => {
            format!("{who} {takes} no turns any more; {it} {} on-call hours a week.", exactly(old))
        }
        (Duty::Perhaps, Duty::On(Unknown)) => format!("{who} {is} known to take turns now."),
        (Duty::Perhaps, Duty::On(_)) => {
            format!("{who} {is} known to take turns now: {} on-call hours a week.", exactly(new))
        }
        (Duty::On(Unknown), Duty::Perhaps) => format!("{who} {is} not known to take turns any more."),
        (Duty::On(_), Duty::Perhaps) => {
            format!("{who} {is} not known to take turns any more; {it} {} on-call hours a week.", exactly(old))
        }
        _ => return None,
    })
}

/// How many hours a week somebody who came or went takes turns for, where that is known.
pub(super) fn of_turns(duty: Duty, people: usize) -> Option<String> {
    let each = verb(people, "", " each");
    match duty {
        Duty::On(Amount::Unknown) => Some("on call for hours that are not known".to_owned()),
        Duty::On(_) => Some(format!("on call for {} hours a week{each}", exactly(duty))),
        Duty::Off | Duty::Perhaps => None,
    }
}

/// What is said of it.
pub(super) fn shown(duty: Duty) -> Said {
    match duty {
        Duty::Off => Said::number(Number::from(0)),
        Duty::On(Amount::Between(low, high)) => Said { known: true, values: Vec::new(), low: Some(low), high },
        Duty::Perhaps | Duty::On(Amount::Unknown) => Said::unknown(),
    }
}

/// By how much it differs, in millionths of an hour.
fn difference(old: Duty, new: Duty) -> i64 {
    let millionths = |n: Number| i128::from(*n.numer()) * 1_000_000 / i128::from(*n.denom());
    let middle = |duty| match duty {
        Duty::On(Amount::Between(low, high)) => i128::midpoint(millionths(low), millionths(high.unwrap_or(low))),
        _ => 0,
    };
    i64::try_from((middle(old) - middle(new)).abs()).unwrap_or(i64::MAX)
}

/// Both, with as many decimals as it takes to tell them apart; none where nobody would.
fn apart(old: Duty, new: Duty) -> Option<(String, String)> {
    let both = [1, 2, 4].map(|decimals| (with_decimals(old, decimals), with_decimals(new, decimals)));
    both.into_iter().find(|(old, new)| old != new)
}

fn exactly(duty: Duty) -> String {
    with_decimals(duty, 1)
}

fn with_decimals(duty: Duty, decimals: u32) -> String {
    let number = |n| fixed(n, 1, decimals);
    match duty {
        Duty::On(Amount::Between(low, Some(high))) if low == high => number(low),
        Duty::On(Amount::Between(low, Some(high))) => format!("{}-{}", number(low), number(high)),
        Duty::On(Amount::Between(low, None)) => format!("at least {}", number(low)),
        _ => String::new(),
    }
}

/// Tells which rotations grew, shrank, or have others in them.
pub(super) fn tell_rotations(both: &Both<'_>, told: &mut Told) {
    for rotation in both.common(Kind::Rotation) {
        let (old, new) = (people(&both.old, rotation), people(&both.new, rotation));
        if old == new || old.known == new.known && !old.is_unknown() && !new.is_unknown() {
            continue;
        }
        let sentence = of_rotation(both, rotation, &old, &new);
        let turn = Turn { before: said(both, &old), after: said(both, &new) };
        let left = i64::try_from(old.known.difference(&new.known).count()).unwrap_or(i64::MAX);
        told.weigh(What::Rotation, vec![both.stable_id(rotation)], &[], turn, sentence, left);
        let is_lost = old.is_unknown() || new.is_unknown();
        if is_lost || without_people(&both.old, rotation) == without_people(&both.new, rotation) {
            told.covers(rotation, field!(Rotation.layers));
            told.covers(rotation, field!(Rotation.participants));
        }
    }
}

fn of_rotation(both: &Both<'_>, rotation: Entity, old: &Names, new: &Names) -> String {
    let id = both.id(rotation);
    if new.is_unknown() {
        return format!("Who takes turns in rotation `{id}` is not known any more; it was {}.", nobody_or(both, old));
    }
    if old.is_unknown() {
        return format!("Who takes turns in rotation `{id}` is known now: {}.", nobody_or(both, new));
    }
    let (out, more): (Vec<_>, Vec<_>) =
        (old.known.difference(&new.known).collect(), new.known.difference(&old.known).collect());
    let known = if old.open || new.open { " known" } else { "" };
    let (was, is) = (old.known.len(), new.known.len());
    let people = verb(is, "person", "people");
    let (without, with) = (names(both, out.iter().copied()), names(both, more.iter().copied()));
    let who = match (out.len(), more.len()) {
        (0, _) => format!("with {with}"),
        (_, 0) => format!("without {without}"),
        _ => format!("without {without}, with {with}"),
    };
    match was.cmp(&is) {
        std::cmp::Ordering::Less => format!("Rotation `{id}` grew from {was} to {is}{known} {people}, {who}."),
        std::cmp::Ordering::Greater => format!("Rotation `{id}` shrank from {was} to {is}{known} {people}, {who}."),
        std::cmp::Ordering::Equal => format!("In rotation `{id}`, {with} took the place of {without}."),
    }
}

fn nobody_or(both: &Both<'_>, of: &Names) -> String {
    if of.known.is_empty() { "nobody".to_owned() } else { names(both, &of.known) }
}

/// Everybody who takes turns in a rotation.
fn people(side: &Side<'_>, rotation: Entity) -> Names {
    let mut found = Names::default();
    let Some(own) = side.own(rotation) else { return found };
    let org = side.state.org;
    let layers = org.list(own, field!(Rotation.layers));
    found.open = layers.missing().is_some();
    for layer in layers.entities() {
        let participants = org.list(layer.value, field!(Layer.participants));
        found.open |= participants.missing().is_some();
        found.known.extend(participants.entities().map(|person| side.name(person.value)));
    }
    found
}

/// What the layers of a rotation say besides who takes turns in them.
fn without_people<'o>(side: &Side<'o>, rotation: Entity) -> Vec<(&'o str, Vec<(FieldId, Content<'o>)>)> {
    let Some(own) = side.own(rotation) else { return Vec::new() };
    let org = side.state.org;
    let layers = org.list(own, field!(Rotation.layers)).entities().map(|at| at.value);
    let said = |layer| {
        let mut contents = side.contents(layer);
        contents.retain(|(field, _)| *field != field!(Layer.participants));
        (org.id(layer), contents)
    };
    let mut all: Vec<_> = layers.map(said).collect();
    all.sort();
    all
}
