//! Who joined or left: the organisation, and teams.

use std::collections::{BTreeMap, BTreeSet};

use crate::changes::change::{Said, What};
use crate::changes::listed::{names, said, verb};
use crate::changes::load::{Duty, Hours, of_turns};
use crate::changes::side::{Both, Side};
use crate::changes::told::{Told, Turn};
use crate::finding::wording::{count, listed};
use crate::vocabulary::kinds::{Entity, Kind};

/// Tells it: who came or went once, with their teams and turns; everybody else by the teams they joined or left.
pub(super) fn tell(both: &Both<'_>, hours: &Hours, told: &mut Told) {
    let (was_in, is_in) = (teams(&both.old), teams(&both.new));
    let (mut gone, mut new) = (Alike::new(), Alike::new());
    for person in both.removed(Kind::Person) {
        let duty = hours.get(&person).map(|hours| hours.0);
        gone.entry((was_in.get(&person).cloned(), duty)).or_default().push(person);
    }
    for person in both.added(Kind::Person) {
        let duty = hours.get(&person).map(|hours| hours.1);
        new.entry((is_in.get(&person).cloned(), duty)).or_default().push(person);
    }
    for ((teams, duty), people) in gone {
        let (n, who) = (people.len(), names(both, &people));
        let with = who_was(both, n, teams.as_ref(), duty);
        let gone = if both.new.is_silent_of_people() {
            format!("{} not known of any more", verb(n, "is", "are"))
        } else {
            "left the organisation".to_owned()
        };
        let turn = Turn { before: here(both, teams.as_ref()), after: Said::of([]) };
        told.say(What::Person, both.stable_ids(&people), &[], turn, format!("{who}{with} {gone}."));
    }
    for ((teams, duty), people) in new {
        let (n, who) = (people.len(), names(both, &people));
        let with = with(both, n, teams.as_ref(), duty);
        let came = if both.old.is_silent_of_people() {
            format!("{} known of now", verb(n, "is", "are"))
        } else {
            "joined the organisation".to_owned()
        };
        let turn = Turn { before: Said::of([]), after: here(both, teams.as_ref()) };
        told.say(What::Person, both.stable_ids(&people), &[], turn, format!("{who} {came}{with}."));
    }
    tell_members(both, &was_in, &is_in, told);
    tell_teams(both, told);
}

/// People who came or went, by their teams and turns.
type Alike = BTreeMap<(Option<BTreeSet<Entity>>, Option<Duty>), Vec<Entity>>;

type Teams = BTreeMap<Entity, BTreeSet<Entity>>;

/// The teams of everybody, said on either side.
fn teams(side: &Side<'_>) -> Teams {
    let mut found = Teams::new();
    for team in side.all(Kind::Team) {
        for person in side.names(team, "members").known {
            found.entry(person).or_default().insert(team);
        }
    }
    found
}

/// Teams of which nobody says who is in them.
fn without_members(side: &Side<'_>) -> BTreeSet<Entity> {
    side.all(Kind::Team).filter(|&team| side.names(team, "members").is_unknown()).collect()
}

impl Side<'_> {
    /// Whether it names nobody at all.
    fn is_silent_of_people(&self) -> bool {
        self.all(Kind::Person).next().is_none()
    }
}

/// `, who was in payments and on call for 16.8 hours a week,`.
fn who_was(both: &Both<'_>, number: usize, teams: Option<&BTreeSet<Entity>>, duty: Option<Duty>) -> String {
    let teams = teams.map(|teams| format!("in {}", names(both, teams)));
    let was: Vec<String> = teams.into_iter().chain(duty.and_then(|duty| of_turns(duty, number))).collect();
    if was.is_empty() {
        String::new()
    } else {
        format!(", who {} {},", verb(number, "was", "were"), listed(&was, "and"))
    }
}

/// `, in payments, on call for 16.8 hours a week`.
fn with(both: &Both<'_>, number: usize, teams: Option<&BTreeSet<Entity>>, duty: Option<Duty>) -> String {
    let teams = teams.map(|teams| format!(", in {}", names(both, teams)));
    let turns = duty.and_then(|duty| of_turns(duty, number)).map(|turns| format!(", {turns}"));
    teams.into_iter().chain(turns).collect()
}

fn here(both: &Both<'_>, teams: Option<&BTreeSet<Entity>>) -> Said {
    Said::of(teams.map(|teams| both.stable_ids(teams)).unwrap_or_default())
}

/// Who joined or left teams that both sides have: people with the same change together.
fn tell_members(both: &Both<'_>, was_in: &Teams, is_in: &Teams, told: &mut Told) {
    let none = BTreeSet::new();
    let [unknown_before, unknown_now] = [&both.old, &both.new].map(without_members);
    let mut alike: BTreeMap<(Vec<Entity>, Vec<Entity>), Vec<Entity>> = BTreeMap::new();
    let everybody: BTreeSet<Entity> = was_in.keys().chain(is_in.keys()).copied().collect();
    for person in everybody.into_iter().filter(|&person| !both.came_or_went(person)) {
        let (was, is) = (was_in.get(&person).unwrap_or(&none), is_in.get(&person).unwrap_or(&none));
        // A team that came or went with all its people is told by itself, and so is one whose people are not known.
        let left = was.difference(is).filter(|&&team| both.new.is_there(team) && !unknown_now.contains(&team));
        let joined = is.difference(was).filter(|&&team| both.old.is_there(team) && !unknown_before.contains(&team));
        let (left, joined): (Vec<Entity>, Vec<Entity>) = (left.copied().collect(), joined.copied().collect());
        if !left.is_empty() || !joined.is_empty() {
            alike.entry((left, joined)).or_default().push(person);
        }
    }
    for ((left, joined), people) in alike {
        let who = names(both, &people);
        let (from, to) = (names(both, &left), names(both, &joined));
        let sentence = match (left.is_empty(), joined.is_empty()) {
            (false, false) => format!("{who} moved from {from} to {to}."),
            (false, true) => format!("{who} left {from}."),
            _ => format!("{who} joined {to}."),
        };
        let turn = Turn { before: Said::of(both.stable_ids(&left)), after: Said::of(both.stable_ids(&joined)) };
        told.say(What::Members, both.stable_ids(&people), &[], turn, sentence);
    }
    for team in both.common(Kind::Team) {
        let (old, new) = (both.old.names(team, "members"), both.new.names(team, "members"));
        let sentence = match (old.is_unknown(), new.is_unknown()) {
            (false, true) if !old.known.is_empty() => {
                format!("Who is in `{}` is not known any more; it was {}.", both.id(team), names(both, &old.known))
            }
            (true, false) if !new.known.is_empty() => {
                format!("Who is in `{}` is known now: {}.", both.id(team), names(both, &new.known))
            }
            _ => continue,
        };
        let [before, after] = [&old, &new].map(|side| said(both, side));
        told.say(What::Members, vec![both.stable_id(team)], &[], Turn { before, after }, sentence);
    }
}

/// Teams that came or went.
fn tell_teams(both: &Both<'_>, told: &mut Told) {
    let mut one = |team: Entity, side: &Side<'_>, other: &Side<'_>, is_new: bool| {
        let members = side.names(team, "members");
        let number = count(members.known.len(), "member", "members");
        let has = match (members.is_unknown(), is_new) {
            (true, _) => String::new(),
            (false, true) => format!(", with {number}"),
            (false, false) => format!("; it had {number}"),
        };
        let came = match (other.is_silent(Kind::Team), is_new) {
            (false, true) => "is new",
            (true, true) => "is known of now",
            (false, false) => "is gone",
            (true, false) => "is not known of any more",
        };
        let sentence = format!("Team `{}` {came}{has}.", both.id(team));
        let id = both.stable_id(team);
        let (here, gone) =
            (Said::of([id.clone()]), if other.is_silent(Kind::Team) { Said::unknown() } else { Said::of([]) });
        let turn = if is_new { Turn { before: gone, after: here } } else { Turn { before: here, after: gone } };
        told.say(What::Team, vec![id], &[], turn, sentence);
    };
    for team in both.removed(Kind::Team) {
        one(team, &both.old, &both.new, false);
    }
    for team in both.added(Kind::Team) {
        one(team, &both.new, &both.old, true);
    }
    for &(old, new) in &both.pairing.renamed {
        let (was, is) = (both.old.state.org, both.new.state.org);
        let word = crate::vocabulary::record(new.kind).word;
        let sentence = format!("The {word} `{}` is called `{}` now.", was.id(old), is.id(new));
        let turn = Turn { before: Said::of([was.stable_id(old)]), after: Said::of([is.stable_id(new)]) };
        told.say(What::Renamed, vec![is.stable_id(new)], &[], turn, sentence);
    }
}
