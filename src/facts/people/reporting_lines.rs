//! Lines of reporting: the unit above a team, the people below a person, and the longest line there is.
//!
//! Nobody reports to more than one other, so everything is handed down from those at the top, and each step is walked
//! once. Those in a circle, which is reported when the organisation is loaded, have no line.

use std::collections::HashSet;

use petgraph::visit::{
    Dfs, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, NodeIndexable, Reversed, Visitable,
};

use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::org::read::Declared;
use crate::org::relation::Relation;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::{field, word};

/// The lines of an organisation.
#[derive(Debug)]
pub struct Lines {
    /// Per team, the nearest unit above it, or what to declare to know it or its kind.
    units: Vec<Result<Entity, Missing>>,
    /// Per person, who stands at the top of the line; nobody's line is a circle.
    tops: Vec<Option<Entity>>,
    /// The first two people who do not say whom they report to, or not legibly.
    unsaid: Vec<(Entity, Missing)>,
    /// The longest line, from the top down.
    longest: Vec<Entity>,
    /// Per team and unit, by rank in the relation, when a walk down from the top comes to it and when it has seen all
    /// below; nothing in a circle.
    walked: Vec<Option<(u32, u32)>>,
    /// The ranks of teams in that.
    team_ranks: Vec<usize>,
}

/// What each has: its own, or what `below` makes of what the one above it has. Those in a circle and those below one
/// have nothing.
fn handed_down<G, T: Copy>(lines: G, own: impl Fn(G::NodeId) -> Option<T>, below: impl Fn(T) -> T) -> Vec<Option<T>>
where
    G: IntoNeighborsDirected + IntoNodeIdentifiers + NodeIndexable + Visitable,
{
    let mut found: Vec<Option<T>> = vec![None; lines.node_bound()];
    let mut tops = Vec::new();
    for node in lines.node_identifiers() {
        if let Some(own) = own(node) {
            found[lines.to_index(node)] = Some(own);
            tops.push(node);
        }
    }
    let mut walk = Dfs::empty(lines);
    for top in tops {
        walk.move_to(top);
        while let Some(node) = walk.next(Reversed(lines)) {
            let handed = || lines.neighbors(node).find_map(|above| found[lines.to_index(above)]).map(&below);
            let has = found[lines.to_index(node)].or_else(handed);
            found[lines.to_index(node)] = has;
        }
    }
    found
}

/// Whom people report to.
const PEOPLE: &[(Kind, FieldId)] = &[(Kind::Person, reports_to(Kind::Person))];

/// What may stand in one line above a team.
const UNITS: &[(Kind, FieldId)] = &[(Kind::Unit, reports_to(Kind::Unit)), (Kind::Team, reports_to(Kind::Team))];

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

/// The longest line, from the top down; empty where nobody reports to anybody.
fn longest(org: &Org, lines: Relation<'_>) -> Vec<Entity> {
    let own = |entity| match lines.neighbors(entity).next() {
        _ if may_be_list(org, entity) => Some(0),
        Some(_) => None,
        None => Some(1),
    };
    let below = |levels: u32| if levels == 0 { 0 } else { levels + 1 };
    let levels = handed_down(lines, own, below);
    let longest = levels.iter().copied().max().flatten().filter(|&longest| longest > 1);
    let lowest = longest.and_then(|longest| levels.iter().position(|&levels| levels == Some(longest)));
    let mut line = Vec::new();
    if let Some(lowest) = lowest {
        let mut up = Dfs::new(lines, lines.from_index(lowest));
        line.extend(std::iter::from_fn(|| up.next(lines)));
    }
    line.reverse();
    line
}

/// Whether it is a list of permissions or code owners, which stands in no line of reporting, or nobody can read whether it
/// is.
fn may_be_list(org: &Org, entity: Entity) -> bool {
    const LISTS: [u8; 2] = [word!(Team.kind, "permission"), word!(Team.kind, "code-ownership")];
    let kind = || org.word_or_default(entity, field!(Team.kind));
    entity.kind == Kind::Team && kind().map_or(true, |kind| LISTS.contains(&kind))
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
        let (people, units) = (Relation::of(org, PEOPLE), Relation::of(org, UNITS));
        let top = |person| people.neighbors(person).next().is_none().then_some(person);
        let unsaid = org.all(Kind::Person).filter_map(|person| {
            let field = reports_to(Kind::Person);
            let missing = match above(org, person) {
                Err(missing) => missing,
                Ok(None) if org.place_of(person, field).is_none() => Missing::Field(person, field),
                Ok(_) => return None,
            };
            Some((person, missing))
        });
        let (managers, above_teams) = (longest(org, people), longest(org, units));
        Self {
            units: nearest_units(org, units),
            tops: handed_down(people, top, |top| top),
            unsaid: unsaid.take(2).collect(),
            longest: if managers.len() < above_teams.len() { above_teams } else { managers },
            walked: walked(units),
            team_ranks: teams(org).map(|team| units.to_index(team)).collect(),
        }
    }

    /// Those of some teams that stand somewhere above another of them on the way of `reportsTo`.
    pub(crate) fn above_others(&self, teams: impl Iterator<Item = Entity>) -> HashSet<Entity> {
        let walked = |team: Entity| self.walked.get(*self.team_ranks.get(team.index())?).copied().flatten();
        let mut teams: Vec<((u32, u32), Entity)> = teams.filter_map(|team| Some((walked(team)?, team))).collect();
        teams.sort_unstable();
        // The next that the walk comes to is below a team if it is below it at all.
        let holds = |pair: &[((u32, u32), Entity)]| (pair[1].0.0 < pair[0].0.1).then_some(pair[0].1);
        teams.windows(2).filter_map(holds).collect()
    }
}

fn teams(org: &Org) -> impl Iterator<Item = Entity> {
    (0..org.count(Kind::Team)).map(|index| Entity::new(Kind::Team, index))
}

/// When a walk down from each top comes to something and when it has seen all below it, so that to stand above is to
/// have come earlier and to be left later.
fn walked<G>(lines: G) -> Vec<Option<(u32, u32)>>
where
    G: IntoNeighborsDirected + IntoNodeIdentifiers + NodeIndexable + Visitable,
{
    let mut found: Vec<Option<(u32, u32)>> = vec![None; lines.node_bound()];
    let mut time = 0;
    let tops: Vec<G::NodeId> =
        lines.node_identifiers().filter(|&node| lines.neighbors(node).next().is_none()).collect();
    let mut open: Vec<(G::NodeId, bool)> = tops.into_iter().map(|top| (top, false)).collect();
    while let Some((node, left)) = open.pop() {
        time += 1;
        let known = &mut found[lines.to_index(node)];
        if left {
            *known = known.map(|(came, _)| (came, time));
        } else if known.is_none() {
            *known = Some((time, time));
            open.push((node, true));
            open.extend(lines.neighbors_directed(node, petgraph::Direction::Incoming).map(|below| (below, false)));
        }
    }
    found
}

fn nearest_units(org: &Org, lines: Relation<'_>) -> Vec<Result<Entity, Missing>> {
    let own = |entity: Entity| {
        let is_unit = entity.kind == Kind::Unit;
        let to_say = if is_unit { field!(Unit.kind) } else { field!(Team.reportsTo) };
        let kind = if is_unit { org.word(entity, field!(Unit.kind)) } else { Ok(None) };
        match (kind, lines.neighbors(entity).next(), above(org, entity)) {
            (Ok(Some(_)), ..) => Some(Ok(entity)),
            (Ok(None), ..) if is_unit => Some(Err(Missing::Field(entity, to_say))),
            (Err(missing), ..) | (_, None, Err(missing)) => Some(Err(missing)),
            (_, Some(_), _) => None,
            (_, None, _) => Some(Err(Missing::Field(entity, to_say))),
        }
    };
    let found = handed_down(lines, own, |unit| unit);
    let circle = |team| Err(Missing::Invalid(team, field!(Team.reportsTo)));
    teams(org).map(|team| found[lines.to_index(team)].unwrap_or_else(|| circle(team))).collect()
}

pub(crate) fn nearest_unit<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    match cx.part::<Lines>().units.get(team.index()) {
        Some(Ok(unit)) => Val::Entity(*unit),
        Some(Err(missing)) => cx.unknown(*missing),
        None => cx.unknown(Missing::Section(Kind::Team)),
    }
}

/// The nearest unit above a team, of whatever kind: one of which nobody says what it is for is a unit as well.
pub(crate) fn unit_above(cx: &Cx<'_>, team: Entity) -> Option<Entity> {
    match *cx.part::<Lines>().units.get(team.index())? {
        Ok(unit) => Some(unit),
        Err(Missing::Field(of, _) | Missing::Invalid(of, _) | Missing::Elsewhere(of, _)) => {
            Some(of).filter(|of| of.kind == Kind::Unit)
        }
        Err(_) => None,
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
    let unread = [Kind::Person, Kind::Unit, Kind::Team].into_iter().map(|kind| (kind, reports_to(kind)));
    let unread = unread.chain([(Kind::Team, field!(Team.kind))]);
    let unread = unread.filter_map(|(kind, field)| cx.org.unread(kind, field));
    let open = cx.because_all(sections.into_iter().filter_map(missing).chain(unread));
    let place = |entity| reports_to_place(cx, entity).or_else(|| Some(cx.org.place(entity)));
    cx.open_list(line.iter().map(|&entity| Item::new(Val::Entity(entity), place(entity))), open)
}

#[cfg(test)]
mod tests {
    use petgraph::graph::DiGraph;

    use crate::facts::people::reporting_lines::handed_down;

    /// The number of levels of each line, where everybody reports to one other at most.
    fn levels(n: usize, reports: impl IntoIterator<Item = (u32, u32)>) -> Vec<Option<u32>> {
        let mut lines = DiGraph::<(), ()>::new();
        for _ in 0..n {
            lines.add_node(());
        }
        lines.extend_with_edges(reports);
        let top = |node| lines.neighbors(node).next().is_none().then_some(1);
        handed_down(&lines, top, |levels| levels + 1)
    }

    #[test]
    fn each_has_one_level_more_than_whom_it_reports_to() {
        assert_eq!(levels(5, [(0, 1), (1, 2), (3, 1)]), [Some(3), Some(2), Some(1), Some(3), Some(1)]);
    }

    #[test]
    fn a_circle_and_what_hangs_below_it_have_none() {
        let reports = [(0, 1), (1, 2), (2, 1), (4, 3), (5, 0), (6, 6)];
        assert_eq!(levels(7, reports), [None, None, None, Some(1), Some(2), None, None]);
    }

    #[test]
    fn what_has_something_of_its_own_hands_that_down_even_in_a_circle() {
        let lines = DiGraph::<(), ()>::from_edges([(0, 1), (1, 0), (2, 0)]);
        assert_eq!(handed_down(&lines, |node| (node.index() == 1).then_some('b'), |of| of), [Some('b'); 3]);
    }

    #[test]
    fn a_long_line_needs_no_stack() {
        let n = 100_000;
        assert_eq!(levels(n, (1..100_000).map(|at| (at - 1, at)))[0], Some(100_000));
    }
}
