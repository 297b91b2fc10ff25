//! Who holds which duty: teams, and people for them.

use std::collections::{BTreeMap, BTreeSet};

use crate::changes::change::{Said, What};
use crate::changes::listed::{names, said, verb};
use crate::changes::side::{Both, Names, Side};
use crate::changes::told::{Told, Turn};
use crate::facts::tables;
use crate::field;
use crate::org::content::Content;
use crate::value::Val;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::record;

/// Tells it: duties that nobody holds any more, or nobody held, and what else each team took over or gave up.
pub(super) fn tell(both: &Both<'_>, told: &mut Told) {
    let only = tell_holders(both, told);
    let changed = tell_teams(both, &only, told);
    for team in both.common(Kind::Team) {
        let named = tell_people(both, team, told);
        let of_team = changed.get(&team);
        let is_told = |duty: &Entity| of_team.is_some_and(|duties| duties.contains(duty));
        if rest(&both.old, team, is_told, &named) == rest(&both.new, team, is_told, &named) {
            told.covers(team, field!(Team.duties));
        }
    }
    tell_roles(both, told);
}

/// Duties that gained their first holder or lost their last.
fn tell_holders(both: &Both<'_>, told: &mut Told) -> BTreeSet<Entity> {
    let mut lost: BTreeMap<(Names, bool), Vec<Entity>> = BTreeMap::new();
    let mut gained = lost.clone();
    let mut found = BTreeSet::new();
    for duty in both.common(Kind::Duty) {
        let (old, new) = (both.old.names(duty, "holders"), both.new.names(duty, "holders"));
        match (old.known.is_empty(), new.known.is_empty()) {
            (false, true) => lost.entry((old, new.open)).or_default().push(duty),
            (true, false) => gained.entry((new, old.open)).or_default().push(duty),
            _ => continue,
        }
        found.insert(duty);
    }
    for ((holders, open), duties) in lost {
        let known = if open { "is known to hold" } else { "holds" };
        let (what, who) = (names(both, &duties), names(both, &holders.known));
        let sentence = format!("Nobody {known} {what} any more; {who} did.");
        let turn = Turn { before: said(both, &holders), after: none(open) };
        told.say(What::Holders, both.stable_ids(&duties), &[], turn, sentence);
    }
    for ((holders, open), duties) in gained {
        let known = if open { "was known to hold" } else { "held" };
        let (what, who) = (names(both, &duties), names(both, &holders.known));
        let holds = verb(holders.known.len(), "holds", "hold");
        let sentence = format!("{who} {holds} {what}, which nobody {known}.");
        let turn = Turn { before: none(open), after: said(both, &holders) };
        told.say(What::Holders, both.stable_ids(&duties), &[], turn, sentence);
    }
    found
}

fn none(open: bool) -> Said {
    if open { Said::unknown() } else { Said::of([]) }
}

type Held = BTreeMap<Entity, BTreeSet<Entity>>;

/// Which duties each team does or answers for.
fn held(side: &Side<'_>) -> Held {
    let mut held = Held::new();
    for duty in side.all(Kind::Duty) {
        let Some(own) = side.own(duty) else { continue };
        side.ask(|cx| {
            let Val::List(holdings) = tables::value(cx, own, "holdings") else { return };
            for item in holdings.items {
                let Val::Entity(holding) = item.value else { continue };
                let is_active = matches!(tables::value(cx, holding, "active"), Val::Bool(true));
                if let (true, Val::Entity(team)) = (is_active, tables::value(cx, holding, "team")) {
                    held.entry(side.name(team)).or_default().insert(duty);
                }
            }
        });
    }
    held
}

/// What teams that both sides have took over or gave up, but for what is told already; all of it is given back.
fn tell_teams(both: &Both<'_>, only: &BTreeSet<Entity>, told: &mut Told) -> Held {
    let (old, new) = (held(&both.old), held(&both.new));
    let none = BTreeSet::new();
    let mut changed = Held::new();
    for team in both.common(Kind::Team) {
        let (was, is) = (old.get(&team).unwrap_or(&none), new.get(&team).unwrap_or(&none));
        let all: BTreeSet<Entity> = was.symmetric_difference(is).copied().collect();
        let left = |from: &BTreeSet<Entity>, to: &BTreeSet<Entity>| -> Vec<Entity> {
            from.difference(to).filter(|duty| !only.contains(duty)).copied().collect()
        };
        let (gone, more) = (left(was, is), left(is, was));
        if !all.is_empty() {
            changed.insert(team, all);
        }
        let (id, out, into) = (both.id(team), names(both, &gone), names(both, &more));
        let sentence = match (gone.is_empty(), more.is_empty()) {
            (true, true) => continue,
            (true, false) => format!("`{id}` holds {into} now."),
            (false, true) => format!("`{id}` does not hold {out} any more."),
            (false, false) => format!("`{id}` holds {into} now, and {out} no more."),
        };
        let turn = Turn { before: Said::of(both.stable_ids(&gone)), after: Said::of(both.stable_ids(&more)) };
        told.say(What::Holders, vec![both.stable_id(team)], &[], turn, sentence);
    }
    changed
}

/// Whom a team names for its duties.
fn people(side: &Side<'_>, team: Entity) -> BTreeMap<Entity, BTreeSet<Entity>> {
    let mut found: BTreeMap<Entity, BTreeSet<Entity>> = BTreeMap::new();
    let Some(own) = side.own(team) else { return found };
    let org = side.state.org;
    for holding in org.list(own, field!(Team.duties)).entities() {
        if let Ok(Some(duty)) = org.reference(holding.value, field!(Holding.duty)) {
            let people = org.list(holding.value, field!(Holding.people)).entities();
            found.entry(side.name(duty.value)).or_default().extend(people.map(|person| side.name(person.value)));
        }
    }
    found
}

/// Tells who holds a duty for a team and did not, or did; gives back the duties that it is about.
fn tell_people(both: &Both<'_>, team: Entity, told: &mut Told) -> BTreeSet<Entity> {
    let (old, new) = (people(&both.old, team), people(&both.new, team));
    let mut named = BTreeSet::new();
    for (duty, was) in old {
        let Some(is) = new.get(&duty).filter(|is| **is != was) else { continue };
        named.insert(duty);
        let stays = |people: &BTreeSet<Entity>| -> BTreeSet<Entity> {
            people.iter().filter(|&&person| !both.came_or_went(person)).copied().collect()
        };
        // Who came or went is told, if that leaves somebody.
        if !was.is_empty() && !is.is_empty() && stays(&was) == stays(is) {
            continue;
        }
        let sentence = of_people(both, team, duty, &was, is);
        let subjects = vec![both.stable_id(team), both.stable_id(duty)];
        let turn = Turn { before: Said::of(both.stable_ids(&was)), after: Said::of(both.stable_ids(is)) };
        told.say(What::DutyPeople, subjects, &[], turn, sentence);
    }
    named
}

fn of_people(both: &Both<'_>, team: Entity, duty: Entity, was: &BTreeSet<Entity>, is: &BTreeSet<Entity>) -> String {
    let (team, duty) = (both.id(team), both.id(duty));
    let out: Vec<&Entity> = was.difference(is).collect();
    let more: Vec<&Entity> = is.difference(was).collect();
    let (n, gone, came) = (more.len(), names(both, out.iter().copied()), names(both, more.iter().copied()));
    let (holds, did) = (verb(n, "holds", "hold"), verb(out.len(), "holds", "hold"));
    match (was.len(), is.len()) {
        (1, 0) => format!("`{team}` lost its only person for `{duty}`: {gone}."),
        (_, 0) => format!("`{team}` lost all its people for `{duty}`: {gone}."),
        (0, _) => format!("`{team}` names people for `{duty}` now: {came}."),
        _ if out.is_empty() => format!("{came} {holds} `{duty}` for `{team}`, too."),
        _ if more.is_empty() => format!(
            "{gone} {did} `{duty}` for `{team}` no more; {} still {}.",
            names(both, is),
            verb(is.len(), "does", "do")
        ),
        _ => format!("{came} {holds} `{duty}` for `{team}` instead of {gone}."),
    }
}

/// What a team says of its duties besides what is told: who holds those that are named, and all of those that it is told about.
fn rest<'o>(
    side: &Side<'o>,
    team: Entity,
    is_told: impl Fn(&Entity) -> bool,
    named: &BTreeSet<Entity>,
) -> Vec<Vec<(FieldId, Content<'o>)>> {
    let Some(own) = side.own(team) else { return Vec::new() };
    let holdings = side.state.org.list(own, field!(Team.duties)).entities();
    let mut all: Vec<_> = holdings
        .filter_map(|holding| {
            let mut said = side.contents(holding.value);
            let duty = said.iter().find_map(|(field, content)| match content {
                Content::Entity(duty) if *field == field!(Holding.duty) => Some(*duty),
                _ => None,
            });
            if duty.is_some_and(|duty| is_told(&duty)) {
                return None;
            }
            if duty.is_some_and(|duty| named.contains(&duty)) {
                said.retain(|(field, _)| *field != field!(Holding.people));
            }
            Some(said)
        })
        .collect();
    all.sort();
    all
}

/// Who takes which role in incidents.
fn tell_roles(both: &Both<'_>, told: &mut Told) {
    let Some(incident) = both.common(Kind::Incident).next() else { return };
    let roles = |side: &Side<'_>| {
        let org = side.state.org;
        org.reference(side.own(incident)?, field!(Incident.roles)).ok().flatten().map(|at| at.value)
    };
    let (old, new) = (roles(&both.old), roles(&both.new));
    if old.is_none() && new.is_none() {
        return;
    }
    let mut is_told = true;
    for (field, def) in record(Kind::IncidentRoles).members() {
        let (was, is) = (targets(&both.old, old, field), targets(&both.new, new, field));
        if was == is {
            is_told &= old.is_some_and(|of| both.old.state.org.is_written(of, field))
                == new.is_some_and(|of| both.new.state.org.is_written(of, field));
            continue;
        }
        let (gone, came) = (names(both, &was), names(both, &is));
        let sentence = match (was.is_empty(), is.is_empty()) {
            (false, true) => format!("Incidents have no `{}` any more; it was {gone}.", def.name),
            (true, _) => format!("Incidents have a `{}` now: {came}.", def.name),
            _ => format!("The `{}` of incidents is {came} instead of {gone}.", def.name),
        };
        let turn = Turn { before: Said::of(both.stable_ids(&was)), after: Said::of(both.stable_ids(&is)) };
        told.say(What::DutyPeople, vec![both.stable_id(incident)], &[def.name], turn, sentence);
    }
    if is_told {
        told.covers(incident, field!(Incident.roles));
    }
}

/// Everybody whom the targets of a field name.
fn targets(side: &Side<'_>, of: Option<Entity>, field: FieldId) -> BTreeSet<Entity> {
    let Some(of) = of else { return BTreeSet::new() };
    let targets = side.state.org.list(of, field).entities();
    targets.flat_map(|target| entities_in(&side.contents(target.value))).collect()
}

/// The entities that a record names.
pub(super) fn entities_in(contents: &[(FieldId, Content<'_>)]) -> Vec<Entity> {
    let mut found = Vec::new();
    for (_, content) in contents {
        match content {
            Content::Entity(entity) => found.push(*entity),
            Content::List(all) => found.extend(all.iter().filter_map(|one| match one {
                Content::Entity(entity) => Some(*entity),
                _ => None,
            })),
            _ => {}
        }
    }
    found
}
