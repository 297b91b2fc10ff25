//! Who is in which team, and with how much of their time; declared by the team or by the person.

use crate::declare::value::{Slot, Value};
use crate::facts::cx::Cx;
use crate::facts::fact::{Fact, NUMBER, SHARE_LIST, TEXTS, list};
use crate::facts::reads;
use crate::facts::reads::{count, decimal, exact};
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

pub(crate) const TEAMS: Fact =
    Fact::new("teams", list(Kind::Team), "Teams the person is in, declared on either side.", teams_of).at(team_place);

pub(crate) const WORK_TEAMS: Fact = Fact::new(
    "workTeams",
    list(Kind::Team),
    "Teams of kind `work` the person is in, declared on either side.",
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
    |cx, e| match cx.org.slot(e, field!(Person.fte)).map(|slot| slot.value) {
        Some(Value::Number { mantissa, scale }) => number(cx, mantissa, scale),
        Some(Value::Invalid) => cx.unknown(Missing::Invalid(e, field!(Person.fte))),
        _ => count(1),
    },
)
.at(|cx, e| cx.org.slot(e, field!(Person.fte)).map(|slot| slot.place));

pub(crate) const SKILL_NAMES: Fact = Fact::new(
    "skillNames",
    TEXTS,
    "Skills in one spelling: lower case, with hyphens between words, so that `Incident Management` is `incident-management`.",
    skill_names,
)
.at(|cx, e| cx.org.slot(e, field!(Person.skills)).map(|slot| slot.place));

fn number<'a>(cx: &Cx<'a>, mantissa: i64, scale: u8) -> Val<'a> {
    decimal(mantissa, scale).map_or_else(|| cx.unknown(Missing::Arithmetic), |number| exact(cx, number))
}

/// One team of a person.
struct Membership {
    team: Entity,
    /// Where it is said, first by the person.
    place: Place,
    /// The share of time, where it is said.
    allocation: Option<Slot>,
    /// The field that could say it.
    unsaid: Missing,
}

/// The teams of a person, each once.
fn memberships(org: &Org, person: Entity) -> Vec<Membership> {
    let mut found: Vec<Membership> = Vec::new();
    let mut add = |team: Entity, place: Place, record: Entity, field: FieldId| {
        let allocation = org.slot(record, field).copied();
        match found.iter_mut().find(|known| known.team == team) {
            Some(known) => known.allocation = known.allocation.or(allocation),
            None => found.push(Membership { team, place, allocation, unsaid: Missing::Field(record, field) }),
        }
    };
    for slot in org.list(person, field!(Person.team)) {
        if let Value::Record(record) = slot.value
            && let Some(slot) = org.slot(record, field!(Membership.team))
            && let Value::Ref(team) = slot.value
        {
            add(team, slot.place, record, field!(Membership.allocation));
        }
    }
    for (team, edge) in org.graph().referring(person, Kind::Member, field!(Member.person)) {
        add(team, edge.place, edge.from(), field!(Member.allocation));
    }
    found
}

/// The teams of a person, each once, with the place that says so.
pub(crate) fn teams(org: &Org, person: Entity) -> impl Iterator<Item = (Entity, Place)> {
    memberships(org, person).into_iter().map(|membership| (membership.team, membership.place))
}

fn team_place(cx: &Cx<'_>, person: Entity) -> Option<Place> {
    cx.org.slot(person, field!(Person.team)).map(|slot| slot.place)
}

/// The teams of a person as [`teams`] gives them; none where nobody said.
pub(crate) fn known_teams(org: &Org, person: Entity) -> Option<Vec<(Entity, Place)>> {
    let found: Vec<_> = teams(org, person).collect();
    (!found.is_empty() || unsaid(org, person).is_none()).then_some(found)
}

/// Why nothing is known of the teams of somebody of whom no team is known.
fn unsaid(org: &Org, person: Entity) -> Option<Missing> {
    let said = org.slot(person, field!(Person.team)).is_some() || org.extent(Kind::Team) == Extent::Complete;
    (!said).then_some(Missing::Field(person, field!(Person.team)))
}

fn teams_of<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let found = memberships(cx.org, person);
    match unsaid(cx.org, person).filter(|_| found.is_empty()) {
        Some(missing) => cx.unknown(missing),
        None => cx.list(found.into_iter().map(|one| Item::new(Val::Entity(one.team), Some(one.place)))),
    }
}

/// Something of each team of kind work; perhaps of those of which nobody says what they are.
fn of_work<'a>(cx: &Cx<'a>, person: Entity, read: impl Fn(&Membership) -> Item<'a>) -> Val<'a> {
    const WORK: u8 = 0;
    let found = memberships(cx.org, person);
    if let Some(missing) = unsaid(cx.org, person).filter(|_| found.is_empty()) {
        return cx.unknown(missing);
    }
    let items = found.iter().filter_map(|one| match reads::word(cx, one.team, field!(Team.kind)) {
        Val::Word(WORK) if cx.org.is_declared(one.team) => Some(read(one)),
        Val::Word(kind) if kind != WORK => None,
        Val::Unknown(cause) => Some(Item { maybe: Some(cause), ..read(one) }),
        _ => Some(Item { maybe: Some(cx.because(Missing::Field(one.team, field!(Team.kind)))), ..read(one) }),
    });
    let items: Vec<Item<'a>> = items.collect();
    let lost = [Kind::Team, Kind::Person].into_iter().filter(|&kind| cx.org.extent(kind) == Extent::Incomplete);
    cx.open_list(items, cx.because_all(lost.map(Missing::Section)))
}

fn work_teams<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    of_work(cx, person, |one| Item::new(Val::Entity(one.team), Some(one.place)))
}

fn allocations<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    of_work(cx, person, |one| match one.allocation {
        Some(Slot { value: Value::Number { mantissa, scale }, place, .. }) => {
            Item::new(number(cx, mantissa, scale), Some(place))
        }
        _ => Item::new(cx.unknown(one.unsaid), Some(one.place)),
    })
}

/// Everybody who is in a team, at the place that says so.
pub(crate) fn all_members<'a>(cx: &Cx<'a>) -> Val<'a> {
    let sections = [Kind::Team, Kind::Person].map(|kind| (kind, cx.org.extent(kind)));
    if sections.iter().all(|(_, extent)| *extent == Extent::Absent) {
        return cx.unknown(Missing::Section(Kind::Team));
    }
    let lost = sections.into_iter().filter(|(_, extent)| *extent == Extent::Incomplete);
    let open = cx.because_all(lost.map(|(kind, _)| Missing::Section(kind)));
    let people = (0..cx.org.count(Kind::Person)).map(|index| Entity::new(Kind::Person, index));
    let members = people.filter_map(|person| {
        let (_, place) = teams(cx.org, person).next()?;
        Some(Item::new(Val::Entity(person), Some(place)))
    });
    cx.open_list(members, open)
}

fn skill_names<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let field = field!(Person.skills);
    match cx.org.slot(person, field).map(|slot| slot.value) {
        None | Some(Value::Nothing) => return cx.unknown(Missing::Field(person, field)),
        Some(Value::Invalid) => return cx.unknown(Missing::Invalid(person, field)),
        Some(_) => {}
    }
    cx.list(cx.org.list(person, field).iter().map(|slot| {
        let name = match slot.value {
            Value::Text(text) => Val::Text(cx.arena.alloc_str(&one_spelling(cx.org.text(text)))),
            _ => cx.unknown(Missing::Invalid(person, field)),
        };
        Item::new(name, Some(slot.place))
    }))
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
