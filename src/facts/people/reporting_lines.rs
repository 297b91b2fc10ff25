//! Lines of reporting: the unit above a team, the people below a person, and the longest line there is.
//!
//! Nobody reports to more than one other, so everything is found by walking up, and each step is walked once.
//! Those in a circle, which is reported when the organisation is loaded, have no line.

use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::org::read::Declared;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::{field, word};

/// The lines of an organisation.
#[derive(Debug)]
pub struct Lines {
    /// Per team, the nearest unit above it whose kind is said, or what to declare to know it.
    units: Vec<Result<Entity, Missing>>,
    /// Per person, who stands at the top of the line; nobody's line is a circle.
    tops: Vec<Option<Entity>>,
    /// The first two people who do not say whom they report to, or not legibly.
    unsaid: Vec<(Entity, Missing)>,
    /// The longest line, from the top down.
    longest: Vec<Entity>,
}

/// What something has by itself, or the rank of the one it takes it over from.
enum Step<T> {
    Has(T),
    Above(usize),
}

/// What each of `n` things has: its own, or what `below` makes of what the one above it has. Those in a circle, and
/// those below one, have `circle`.
fn taken_over<T: Copy>(n: usize, step: impl Fn(usize) -> Step<T>, below: impl Fn(T) -> T, circle: T) -> Vec<T> {
    let mut found: Vec<Option<T>> = vec![None; n];
    let (mut walked, mut path) = (vec![false; n], Vec::new());
    for start in 0..n {
        let mut at = start;
        let mut value = loop {
            match found[at] {
                Some(known) => break Some(known),
                None if walked[at] => break None,
                None => walked[at] = true,
            }
            match step(at) {
                Step::Above(above) => {
                    path.push(at);
                    at = above;
                }
                Step::Has(own) => {
                    found[at] = Some(own);
                    break Some(own);
                }
            }
        };
        for at in path.drain(..).rev() {
            value = value.map(&below);
            found[at] = Some(value.unwrap_or(circle));
        }
    }
    found.into_iter().map(|value| value.unwrap_or(circle)).collect()
}

/// Whom something says it reports to.
fn above(org: &Org, entity: Entity) -> Declared<Entity> {
    org.reference(entity, reports_to(entity.kind))
}

const fn reports_to(kind: Kind) -> FieldId {
    match kind {
        Kind::Person => field!(Person.manager),
        Kind::Unit => field!(Unit.reportsTo),
        _ => field!(Team.reportsTo),
    }
}

/// Units and then teams, or only people: what may stand in one line.
struct Chart<'o> {
    org: &'o Org,
    kinds: &'static [Kind],
}

impl<'o> Chart<'o> {
    const fn units(org: &'o Org) -> Self {
        Self { org, kinds: &[Kind::Unit, Kind::Team] }
    }

    const fn people(org: &'o Org) -> Self {
        Self { org, kinds: &[Kind::Person] }
    }

    fn len(&self) -> usize {
        self.kinds.iter().map(|&kind| self.org.count(kind)).sum()
    }

    fn rank(&self, entity: Entity) -> usize {
        let before = self.kinds.iter().take_while(|kind| **kind != entity.kind);
        before.map(|&kind| self.org.count(kind)).sum::<usize>() + entity.index()
    }

    fn at(&self, mut rank: usize) -> Entity {
        for &kind in self.kinds {
            match rank.checked_sub(self.org.count(kind)) {
                Some(rest) => rank = rest,
                None => return Entity::new(kind, rank),
            }
        }
        Entity::new(self.kinds[0], 0)
    }

    /// The one above in the same chart.
    fn above(&self, entity: Entity) -> Option<Entity> {
        let above = above(self.org, entity).ok().flatten()?.value;
        self.kinds.contains(&above.kind).then_some(above)
    }

    /// The longest line, from the top down; empty where nobody reports to anybody.
    fn longest(&self) -> Vec<Entity> {
        let step = |rank: usize| {
            let entity = self.at(rank);
            match self.above(entity) {
                _ if is_list(self.org, entity) => Step::Has(0),
                Some(to) => Step::Above(self.rank(to)),
                None => Step::Has(1),
            }
        };
        let below = |levels: u32| if levels == 0 { 0 } else { levels + 1 };
        let levels = taken_over(self.len(), step, below, 0);
        let longest = levels.iter().copied().max().filter(|&longest| longest > 1);
        let lowest = longest.and_then(|longest| levels.iter().position(|&levels| levels == longest));
        let line = std::iter::successors(lowest.map(|rank| self.at(rank)), |&entity| self.above(entity));
        let mut line: Vec<Entity> = line.collect();
        line.reverse();
        line
    }
}

/// Whether it is a list of permissions or code owners, which stands in no line of reporting.
fn is_list(org: &Org, entity: Entity) -> bool {
    const LISTS: [u8; 2] = [word!(Team.kind, "permission"), word!(Team.kind, "code-ownership")];
    entity.kind == Kind::Team && org.word_or_default(entity, field!(Team.kind)).is_ok_and(|kind| LISTS.contains(&kind))
}

impl Part for Lines {
    const PLACE: part::Place = part::Place::Lines;

    fn of(org: &Org, _: &Facts) -> Self {
        Self::of(org)
    }
}

impl Lines {
    /// Follows all lines.
    pub(crate) fn of(org: &Org) -> Self {
        let people = Chart::people(org);
        let boss = |rank: usize| {
            let person = people.at(rank);
            people.above(person).map_or(Step::Has(Some(person)), |to| Step::Above(people.rank(to)))
        };
        let unsaid = org.all(Kind::Person).filter_map(|person| {
            let field = reports_to(Kind::Person);
            let missing = match above(org, person) {
                Err(missing) => missing,
                Ok(None) if org.place_of(person, field).is_none() => Missing::Field(person, field),
                Ok(_) => return None,
            };
            Some((person, missing))
        });
        let managers = people.longest();
        let units = Chart::units(org).longest();
        Self {
            units: nearest_units(org),
            tops: taken_over(people.len(), boss, |top| top, None),
            unsaid: unsaid.take(2).collect(),
            longest: if managers.len() < units.len() { units } else { managers },
        }
    }
}

fn nearest_units(org: &Org) -> Vec<Result<Entity, Missing>> {
    let chart = Chart::units(org);
    let step = |rank: usize| {
        let entity = chart.at(rank);
        let is_unit = entity.kind == Kind::Unit;
        let to_say = if is_unit { field!(Unit.kind) } else { field!(Team.reportsTo) };
        let kind = if is_unit { org.word(entity, field!(Unit.kind)) } else { Ok(None) };
        match (kind, chart.above(entity), above(org, entity)) {
            (Ok(Some(_)), ..) => Step::Has(Ok(entity)),
            (Err(missing), ..) | (_, None, Err(missing)) => Step::Has(Err(missing)),
            (_, Some(to), _) => Step::Above(chart.rank(to)),
            (_, None, _) => Step::Has(Err(Missing::Field(entity, to_say))),
        }
    };
    let found = taken_over(chart.len(), |rank| wrapped(step(rank)), |unit| unit, None);
    let teams = (0..org.count(Kind::Team)).map(|index| Entity::new(Kind::Team, index));
    let circle = |team| Err(Missing::Invalid(team, field!(Team.reportsTo)));
    teams.map(|team| found[chart.rank(team)].unwrap_or_else(|| circle(team))).collect()
}

fn wrapped<T>(step: Step<T>) -> Step<Option<T>> {
    match step {
        Step::Has(own) => Step::Has(Some(own)),
        Step::Above(above) => Step::Above(above),
    }
}

pub(crate) fn nearest_unit<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    match cx.part::<Lines>().units.get(team.index()) {
        Some(Ok(unit)) => Val::Entity(*unit),
        Some(Err(missing)) => cx.unknown(*missing),
        None => cx.unknown(Missing::Section(Kind::Team)),
    }
}

pub(crate) fn reports_to_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    cx.org.place_of(entity, reports_to(entity.kind))
}

/// Everybody who names a person as manager. Those who do not say whom they report to may do so as well, unless they
/// stand above the person.
pub(crate) fn direct_reports<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let lines = cx.part::<Lines>();
    let top = lines.tops.get(person.index()).copied().flatten();
    let silent = lines.unsaid.iter().find(|(other, _)| Some(*other) != top && *other != person);
    let missing = match cx.org.extent(Kind::Person) {
        Extent::Complete => silent.map(|(_, missing)| *missing),
        Extent::Absent | Extent::Incomplete => Some(Missing::Section(Kind::Person)),
    };
    let reports = cx.org.graph().referring(person, Kind::Person, field!(Person.manager));
    let items = reports
        .into_iter()
        .filter(|(report, _)| *report != person)
        .map(|(report, edge)| Item::new(Val::Entity(report), Some(edge.place)));
    let open = missing.map(|missing| cx.because(missing));
    cx.open_list(items, open)
}

/// Everybody declared whom somebody else names as manager, where they are first named; nobody in or below a circle,
/// who is reported when the organisation is loaded.
pub(crate) fn all_managers<'a>(cx: &Cx<'a>) -> Val<'a> {
    let field = field!(Person.manager);
    let mut named: Vec<Option<Place>> = vec![None; cx.org.count(Kind::Person)];
    for person in cx.org.all(Kind::Person) {
        if let Ok(Some(manager)) = above(cx.org, person)
            && manager.value != person
            && cx.org.is_declared(manager.value)
        {
            named[manager.value.index()].get_or_insert(manager.place);
        }
    }
    let lines = cx.part::<Lines>();
    for (named, _) in named.iter_mut().zip(&lines.tops).filter(|(_, top)| top.is_none()) {
        *named = None;
    }
    let silent = lines.unsaid.first().map(|(_, missing)| *missing).filter(|_| named.iter().all(Option::is_none));
    let missing = match cx.org.extent(Kind::Person) {
        Extent::Complete => silent.or_else(|| cx.org.unread(Kind::Person, field)),
        Extent::Absent | Extent::Incomplete => Some(Missing::Section(Kind::Person)),
    };
    let managers = named.into_iter().enumerate().filter_map(|(index, place)| {
        let manager = Val::Entity(Entity::new(Kind::Person, index));
        place.map(|place| Item::new(manager, Some(place)))
    });
    let open = missing.map(|missing| cx.because(missing));
    cx.open_list(managers, open)
}

/// The longest declared line, each step at the place where it says whom it reports to.
pub(crate) fn longest_chain<'a>(cx: &Cx<'a>, _: Entity) -> Val<'a> {
    let sections = [Kind::Person, Kind::Unit];
    let line = &cx.part::<Lines>().longest;
    let missing = |kind| match cx.org.extent(kind) {
        Extent::Incomplete => Some(Missing::Section(kind)),
        Extent::Absent if line.is_empty() => Some(Missing::Section(kind)),
        Extent::Complete if line.is_empty() => {
            cx.org.all(kind).next().map(|first| Missing::Field(first, reports_to(kind)))
        }
        Extent::Absent | Extent::Complete => None,
    };
    let unread = [Kind::Person, Kind::Unit, Kind::Team].into_iter();
    let unread = unread.filter_map(|kind| cx.org.unread(kind, reports_to(kind)));
    let open = cx.because_all(sections.into_iter().filter_map(missing).chain(unread));
    let place = |entity| reports_to_place(cx, entity).or_else(|| Some(cx.org.place(entity)));
    cx.open_list(line.iter().map(|&entity| Item::new(Val::Entity(entity), place(entity))), open)
}

#[cfg(test)]
mod tests {
    use crate::facts::people::reporting_lines::{Step, taken_over};

    /// The number of levels of each line, where `above` names whom each reports to.
    fn levels(above: &[Option<usize>]) -> Vec<u32> {
        let step = |at: usize| above[at].map_or(Step::Has(1), Step::Above);
        taken_over(above.len(), step, |levels| if levels == 0 { 0 } else { levels + 1 }, 0)
    }

    #[test]
    fn each_has_one_level_more_than_whom_it_reports_to() {
        assert_eq!(levels(&[Some(1), Some(2), None, Some(1), None]), [3, 2, 1, 3, 1]);
    }

    #[test]
    fn a_circle_and_what_hangs_below_it_have_none() {
        assert_eq!(levels(&[Some(1), Some(2), Some(1), None, Some(3), Some(0), Some(6)]), [0, 0, 0, 1, 2, 0, 0]);
    }

    #[test]
    fn a_long_line_needs_no_stack() {
        let n = 100_000;
        let line: Vec<Option<usize>> = (0..n).map(|at| (at + 1 < n).then_some(at + 1)).collect();
        assert_eq!(levels(&line)[0], 100_000);
    }
}
