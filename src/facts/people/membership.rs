//! Who is in which team, and with how much of their time; declared by the team or by the person.

use std::collections::HashMap;

use crate::facts::cx::Cx;
use crate::facts::fact::{Fact, NUMBER, SHARE_LIST, TEXTS, list};
use crate::facts::people::reporting_lines::Lines;
use crate::facts::reads;
use crate::facts::reads::{answer, exact};
use crate::org::read::At;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::rational::Rational;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::{field, word};

pub(crate) const TEAMS: Fact =
    Fact::new("teams", list(Kind::Team), "Teams the person is in, declared on either side.", teams_of).at(team_place);

pub(crate) const WORK_TEAMS: Fact = Fact::new(
    "workTeams",
    list(Kind::Team),
    "Teams of kind `work` the person is in, declared on either side; whoever is in a team and in what that belongs to (`reportsTo`) is in the one.",
    work_teams,
)
.at(team_place);

pub(crate) const ALLOCATIONS: Fact = Fact::new(
    "allocations",
    SHARE_LIST,
    "The share of time for each of `workTeams`, each where it is declared; unknown where neither the person nor the team says it.",
    allocations,
)
.at(team_place);

pub(crate) const FTE: Fact = Fact::new(
    "fte",
    NUMBER,
    "Full-time equivalent: declared, else 1, also for people that no `people` section declares.",
    |cx, e| answer(cx, cx.org.number_or_default(e, field!(Person.fte)), |fte| exact(cx, fte)),
)
.at(|cx, e| cx.org.place_of(e, field!(Person.fte)));

pub(crate) const SKILL_NAMES: Fact = Fact::new(
    "skillNames",
    TEXTS,
    "Skills in one spelling: lower case, with hyphens between words, so that `Incident Management` is `incident-management`.",
    skill_names,
)
.at(|cx, e| cx.org.place_of(e, field!(Person.skills)));

/// One team of a person.
struct Membership {
    team: Entity,
    /// Where it is said, first by the person.
    place: Place,
    /// The share of time, where it is said.
    allocation: Option<Result<At<Rational>, Missing>>,
    /// The field that could say it.
    unsaid: Missing,
}

/// The teams of a person, each once, and why there may be others: something that names them cannot be read.
fn memberships(org: &Org, person: Entity) -> (Vec<Membership>, Option<Missing>) {
    const FEW: usize = 16;
    let mut found: Vec<Membership> = Vec::new();
    let mut ranks: HashMap<Entity, usize> = HashMap::new();
    let mut add = |team: Entity, place: Place, record: Entity, field: FieldId| {
        let allocation = org.number(record, field).transpose();
        // Mostly there are a few teams, which are gone through faster than looked up.
        let known = if found.len() <= FEW {
            found.iter().position(|known: &Membership| known.team == team)
        } else {
            let new = found.iter().enumerate().skip(ranks.len());
            ranks.extend(new.map(|(rank, known)| (known.team, rank)));
            ranks.get(&team).copied()
        };
        match known {
            Some(rank) => found[rank].allocation = found[rank].allocation.or(allocation),
            None => found.push(Membership { team, place, allocation, unsaid: Missing::Field(record, field) }),
        }
    };
    let own = org.list(person, field!(Person.team));
    // Whoever he may be, may be in other teams.
    let is_open = org.is_open_match(person).then_some(Missing::Elsewhere(person, field!(Person.team)));
    let mut unread = own.open().or(is_open);
    for record in own.entities().map(|at| at.value) {
        match org.reference(record, field!(Membership.team)) {
            Ok(Some(team)) => add(team.value, team.place, record, field!(Membership.allocation)),
            Ok(None) => {}
            Err(missing) => unread = unread.or(Some(missing)),
        }
    }
    let listed = org.referring(person, Kind::Member, field!(Member.person));
    for (team, edge) in listed.found {
        add(team, edge.place, edge.from(), field!(Member.allocation));
    }
    (found, unread.or(listed.open))
}

/// The teams of a person one by one, for whoever may stop before the end; a team may come twice.
pub(crate) fn each_team(org: &Org, person: Entity) -> impl Iterator<Item = (Entity, Place)> + '_ {
    let own = org.list(person, field!(Person.team)).entities().filter_map(|record| {
        let team = org.reference(record.value, field!(Membership.team)).ok()??;
        Some((team.value, team.place))
    });
    let listed = org.graph().each_referring(person, Kind::Member, field!(Member.person));
    own.chain(listed.map(|(team, edge)| (team, edge.place)))
}

fn team_place(cx: &Cx<'_>, person: Entity) -> Option<Place> {
    cx.org.place_of(person, field!(Person.team))
}

/// The teams of a person, each once, with the place that says so, and why there may be others, or none of them is known.
pub(crate) fn known_teams(org: &Org, person: Entity) -> (Vec<(Entity, Place)>, Option<Missing>) {
    let (found, unread) = memberships(org, person);
    let unsaid = unsaid(org, person).filter(|_| found.is_empty());
    (found.into_iter().map(|one| (one.team, one.place)).collect(), unread.or(unsaid))
}

/// Why nothing is known of the teams of somebody of whom no team is known.
fn unsaid(org: &Org, person: Entity) -> Option<Missing> {
    let said = org.is_written(person, field!(Person.team)) || org.extent(Kind::Team) == Extent::Complete;
    (!said).then_some(Missing::Field(person, field!(Person.team)))
}

fn teams_of<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let (found, missing) = known_teams(cx.org, person);
    match missing {
        Some(missing) if found.is_empty() => cx.unknown(missing),
        missing => {
            let items = found.into_iter().map(|(team, place)| Item::new(Val::Entity(team), Some(place)));
            cx.open_list(items, missing.map(|missing| cx.because(missing)))
        }
    }
}

/// Something of each team of kind work; perhaps of those of which nobody says what they are.
fn of_work<'a>(cx: &Cx<'a>, person: Entity, read: impl Fn(&Membership) -> Item<'a>) -> Val<'a> {
    const WORK: u8 = word!(Team.kind, "work");
    let (found, unread) = memberships(cx.org, person);
    if let Some(missing) = unsaid(cx.org, person).filter(|_| found.is_empty()) {
        return cx.unknown(missing);
    }
    let wholes = cx.part::<Lines>().above_others(found.iter().map(|one| one.team));
    let items = found.iter().filter(|one| !wholes.contains(&one.team)).filter_map(|one| {
        match reads::word(cx, one.team, field!(Team.kind)) {
            Val::Word(WORK) if cx.org.is_declared(one.team) => Some(read(one)),
            Val::Word(kind) if kind != WORK => None,
            Val::Unknown(cause) => Some(Item { maybe: Some(cause), ..read(one) }),
            _ => Some(Item { maybe: Some(cx.because(Missing::Field(one.team, field!(Team.kind)))), ..read(one) }),
        }
    });
    let items: Vec<Item<'a>> = items.collect();
    let lost = [Kind::Team, Kind::Person].into_iter().filter(|&kind| cx.org.extent(kind) == Extent::Incomplete);
    cx.open_list(items, cx.because_all(lost.map(Missing::Section).chain(unread)))
}

fn work_teams<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    of_work(cx, person, |one| Item::new(Val::Entity(one.team), Some(one.place)))
}

fn allocations<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    of_work(cx, person, |one| match one.allocation {
        Some(Ok(share)) => Item::new(exact(cx, share.value), Some(share.place)),
        Some(Err(missing)) => Item::new(cx.unknown(missing), Some(one.place)),
        None => Item::new(cx.unknown(one.unsaid), Some(one.place)),
    })
}

/// Everybody who is in a team, at the place that says so.
pub(crate) fn all_members<'a>(cx: &Cx<'a>) -> Val<'a> {
    let sections = [Kind::Team, Kind::Person].map(|kind| (kind, cx.org.extent(kind)));
    if sections.iter().all(|(_, extent)| *extent == Extent::Absent) {
        return cx.unknown(Missing::Section(Kind::Team));
    }
    let lost = sections.into_iter().filter(|(_, extent)| *extent == Extent::Incomplete);
    let unread =
        [cx.org.unread(Kind::Membership, field!(Membership.team)), cx.org.unread(Kind::Member, field!(Member.person))];
    let open = cx.because_all(lost.map(|(kind, _)| Missing::Section(kind)).chain(unread.into_iter().flatten()));
    let people = (0..cx.org.count(Kind::Person)).map(|index| Entity::new(Kind::Person, index));
    let members = people.filter_map(|person| {
        let (_, place) = each_team(cx.org, person).next()?;
        Some(Item::new(Val::Entity(person), Some(place)))
    });
    cx.open_list(members, open)
}

fn skill_names<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let field = field!(Person.skills);
    let skills = cx.org.list(person, field);
    if !skills.is_read() {
        return cx.unknown(skills.missing().unwrap_or(Missing::Field(person, field)));
    }
    let names = skills.texts().map(|skill| {
        let name: &'a str = cx.text(&one_spelling(skill.value));
        Item::new(Val::Text(name), Some(skill.place))
    });
    cx.open_list(names, skills.open().map(|missing| cx.because(missing)))
}

/// Lower case, with a hyphen wherever anything but letters, digits and the signs in `c++` and `c#` stands.
fn one_spelling(text: &str) -> String {
    let separates = |c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#');
    let words: Vec<String> = text.split(separates).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use crate::facts::people::membership::one_spelling;

    #[test]
    fn one_skill_has_one_spelling() {
        for (written, spelled) in [
            ("Incident Management", "incident-management"),
            ("incident_management ", "incident-management"),
            ("Infrastructure-as-Code", "infrastructure-as-code"),
            ("C++", "c++"),
            ("CI/CD", "ci-cd"),
            ("–", ""),
        ] {
            assert_eq!(one_spelling(written), spelled, "{written}");
        }
    }
}
