//! How teams work together, as they declare it: interactions and engagements, each with how long it is meant to last.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::audit::Source;
use crate::audit::about::{Named, about_kind, for_people};
use crate::facts::people::teams::{is_work, named};
use crate::facts::topology::interactions::{engaged, engagement_of};
use crate::field;
use crate::judge::told::Told;
use crate::org::Extent;
use crate::org::read::Declared;
use crate::value::Missing;
use crate::views::{self, Graph, View};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::zones::date_of;
use crate::vocabulary::{ENGAGEMENT_MODEL, INTERACTION_MODE, Words};

mod between;

pub use between::Between;

/// So many interactions are listed.
pub const LISTED: usize = 200;

/// A map of units with more lines than this is one in which nobody follows a line: each pair of them may have one of every kind.
const MOST_BETWEEN_UNITS: usize = 30;

/// What the section says.
#[derive(Debug)]
pub struct Interactions {
    /// What would tell whether there are more: nobody says anything of interactions, or not all of it can be read.
    pub missing: Vec<String>,
    /// The interactions, those first of which something is to be said, then by the names of their teams.
    pub all: Vec<Interaction>,
    /// How many there are altogether.
    pub count: usize,
    /// How many of them are going on for certain.
    pub current: usize,
    /// Who works with whom, to be drawn.
    pub map: Map,
}

/// What there is to draw.
#[derive(Debug)]
pub enum Map {
    /// This, as it is or rolled up.
    Drawn(Box<Graph>),
    /// Too many lines to follow one, even between units: how many there are from each to each.
    Between(Between),
    /// So many boxes and so many lines, which nobody could read.
    TooLarge(usize, usize),
    /// Nobody is known to work with anybody.
    Nothing,
}

/// Teams that work together.
#[derive(Clone, Debug)]
pub struct Interaction {
    /// The teams, and what they are called; the one that takes the first step, or uses what the other provides, is first.
    pub teams: Vec<(Entity, String)>,
    /// Whether the order of the teams says something.
    pub directed: bool,
    /// How they work together: a mode, or the model of an engagement.
    pub mode: Told<&'static str>,
    /// Whether it is an engagement: a team that helps others.
    pub engagement: bool,
    /// What for, where that is said.
    pub purpose: Option<String>,
    /// When it began, where that is said.
    pub since: Option<Date>,
    /// When it ends.
    pub until: Told<Date>,
    /// Whether it is going on on the day judged.
    pub current: Told<bool>,
    /// Whether it is over, where it is not going on; else it has not begun.
    pub over: bool,
    /// Where it is written.
    pub at: String,
    /// What rules say of it.
    pub findings: Vec<Named>,
}

/// What there is to say.
pub fn of(source: &Source<'_>) -> Interactions {
    let found = about_kind(source, Kind::Interaction);
    let mut all: Vec<Interaction> = source.org.all(Kind::Interaction).map(|one| interaction(source, one)).collect();
    for (one, entity) in all.iter_mut().zip(source.org.all(Kind::Interaction)) {
        let told = found.get(&entity).into_iter().flatten();
        one.findings = told.map(|finding| Named::of(source, finding)).collect();
    }
    all.extend(source.teams().into_iter().filter_map(|team| engagement(source, team)));
    let worst = |one: &Interaction| one.findings.iter().map(|named| named.severity).max();
    all.sort_by_cached_key(|one| {
        let names: Vec<String> = one.teams.iter().map(|(_, name)| name.clone()).collect();
        (Reverse(worst(one)), names)
    });
    let lost = source.org.extent(Kind::Interaction) != Extent::Complete;
    let missing = lost.then_some(Missing::Section(Kind::Interaction));
    let (count, current) = (all.len(), all.iter().filter(|one| one.current == Told::Known(true)).count());
    all.truncate(LISTED);
    Interactions { missing: source.wanted(missing.as_slice()), all, count, current, map: map(source) }
}

/// Who works with whom, rolled up where it would be too large.
fn map(source: &Source<'_>) -> Map {
    let (org, facts, findings) = (source.org, source.facts, source.findings);
    let graph = views::of(View::Interactions, &views::Source { org, facts, findings });
    match views::fitting(&graph) {
        _ if graph.edges.is_empty() => Map::Nothing,
        Some(mut drawn) if drawn.by.is_none() || drawn.edges.len() <= MOST_BETWEEN_UNITS => {
            for node in &mut drawn.nodes {
                node.name = source.names.text(&node.name).into_owned();
                let paths = std::iter::once(&mut node.id).chain(&mut node.missing);
                paths.for_each(|path| *path = source.names.path(path).into_owned());
            }
            Map::Drawn(Box::new(drawn))
        }
        _ => match between::between(source, &graph) {
            Some(between) => Map::Between(between),
            None => Map::TooLarge(graph.nodes.len(), graph.edges.len()),
        },
    }
}

fn interaction(source: &Source<'_>, of: Entity) -> Interaction {
    let org = source.org;
    let began = org.date(of, field!(Interaction.startDate));
    let end = source.date(of, "end");
    Interaction {
        teams: source.several(of, "teams").known.into_iter().map(|team| (team, source.name(team))).collect(),
        directed: org.is_written(of, field!(Interaction.from)),
        mode: word(source, of, field!(Interaction.mode), org.word(of, field!(Interaction.mode)), &INTERACTION_MODE),
        engagement: false,
        purpose: for_people(source, of, "purpose"),
        since: began.ok().flatten().and_then(|began| date_of(began.value)),
        over: end.known().is_some_and(|&last| last < org.as_of()),
        until: end.and_then(|last| date_of(last).into()),
        current: source.truth(of, "current"),
        at: source.at(org.place(of)),
        findings: Vec::new(),
    }
}

fn word(source: &Source<'_>, of: Entity, field: FieldId, read: Declared<u8>, words: &Words) -> Told<&'static str> {
    source.said(of, field, read).and_then(|rank| words.at(rank).into())
}

/// The engagement of a team with all the teams that it helps.
fn engagement(source: &Source<'_>, team: Entity) -> Option<Interaction> {
    let (org, of) = (source.org, engagement_of(source.org, team)?);
    let others = named(org, of, field!(Engagement.with)).map(|(other, _)| other).filter(|&other| is_work(org, other));
    let teams: Vec<(Entity, String)> = [team].into_iter().chain(others).map(|one| (one, source.name(one))).collect();
    let field = field!(Engagement.until);
    let ends = org.date(of, field);
    let current = source.read(engaged(org, of));
    let model = field!(Engagement.model);
    (teams.len() > 1).then(|| Interaction {
        teams,
        directed: true,
        mode: word(source, of, model, org.word(of, model), &ENGAGEMENT_MODEL),
        engagement: true,
        purpose: None,
        since: None,
        until: source.said(of, field, ends).and_then(|last| date_of(last).into()),
        over: current == Told::Known(false),
        current,
        at: source.at(org.place(of)),
        findings: Vec::new(),
    })
}
