//! With whom a team has to do: interactions, engagements, and the teams whose services it needs or that need its own.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use crate::charter::told::{NAMED, Reader, Several};
use crate::facts::tables;
use crate::field;
use crate::judge::told::Told;
use crate::org::Extent;
use crate::value::{Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// An interaction that a team takes part in.
#[derive(Clone, Debug)]
pub struct Interaction<'o> {
    /// The others.
    pub with: Several<Entity>,
    /// The mode.
    pub mode: Told<&'static str>,
    /// Which of its two ends the team is, where the direction is declared.
    pub end: Option<End>,
    /// What for.
    pub purpose: Option<&'o str>,
    /// The day it began, in days since 1970-01-01.
    pub began: Option<i32>,
    /// The day it ends.
    pub until: Told<i32>,
    /// Whether it is going on.
    pub current: Told<bool>,
}

/// An end of an interaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The team that uses what the other provides, or takes the first step.
    From,
    /// The team that provides.
    To,
}

/// How a team helps others.
#[derive(Clone, Debug)]
pub struct Engagement {
    /// The team that helps; none where it is the team whose charter it is.
    pub by: Option<Entity>,
    /// The model.
    pub model: Told<&'static str>,
    /// Whom it helps.
    pub with: Several<Entity>,
    /// The day it ends, in days since 1970-01-01.
    pub until: Option<i32>,
}

/// A service that needs another: the ids of the two, and whether the one fails without the other.
pub type Through<'o> = (&'o str, &'o str, Told<bool>);

/// Another team that a team needs, or is needed by.
#[derive(Clone, Debug)]
pub struct Need<'o> {
    /// The other; none for services that no team is known to own.
    pub team: Option<Entity>,
    /// The services that need each other.
    pub through: Vec<Through<'o>>,
    /// Whether more of these are known than are named here.
    pub more: bool,
    /// Dependencies that are declared between the teams themselves: how each is going, and what it is about.
    pub declared: Vec<(Told<&'static str>, Option<&'o str>)>,
    /// Whether the two have an interaction or engagement that is going on.
    pub talking: Told<bool>,
}

/// What the ties of every team are gathered from, made once.
#[derive(Debug, Default)]
pub(super) struct Ties {
    /// Per team, the pairs in which its services need the other's.
    needs: Vec<Vec<Entity>>,
    /// Per team, those in which its services are needed.
    needed: Vec<Vec<Entity>>,
    /// Per team that owns a service first, what its services need that no team is known to own.
    unowned: Vec<Vec<Entity>>,
    /// Why there may be more.
    open: Option<Vec<String>>,
}

impl Ties {
    pub(super) fn of(read: &Reader<'_, '_>) -> Self {
        let teams = read.org.count(Kind::Team);
        let mut ties = Self { needs: vec![Vec::new(); teams], ..Self::default() };
        (ties.needed, ties.unowned) = (ties.needs.clone(), ties.needs.clone());
        let pairs = read.all("teamPairs");
        for pair in pairs.known {
            if let (Some(from), Some(to)) = (ends(read, pair, "from"), ends(read, pair, "to")) {
                ties.needs[from.index()].push(pair);
                ties.needed[to.index()].push(pair);
            }
        }
        for edge in read.all("serviceEdges").known {
            let owner = |end| ends(read, ends(read, edge, end)?, "owner").filter(|owner| owner.kind == Kind::Team);
            if let (Some(from), None) = (owner("from"), owner("to")) {
                ties.unowned[from.index()].push(edge);
            }
        }
        ties.open = pairs.open;
        ties
    }

    /// What a team needs of others: by team, and last what no team is known to own.
    pub(super) fn needs<'o>(&self, read: &Reader<'_, 'o>, team: Entity) -> Several<Need<'o>> {
        let declared = (field!(Dependency.from), field!(Dependency.to));
        let mut needs = self.across(read, team, (&self.needs[team.index()], "to"), declared);
        let unowned = &self.unowned[team.index()];
        if !unowned.is_empty() {
            let (through, more) = through(read, unowned);
            let talking = Told::Unknown(Vec::new());
            needs.known.push(Need { team: None, through, more, declared: Vec::new(), talking });
        }
        needs
    }

    /// What others need of a team.
    pub(super) fn needed_by<'o>(&self, read: &Reader<'_, 'o>, team: Entity) -> Several<Need<'o>> {
        let declared = (field!(Dependency.to), field!(Dependency.from));
        self.across(read, team, (&self.needed[team.index()], "from"), declared)
    }

    fn across<'o>(
        &self,
        read: &Reader<'_, 'o>,
        team: Entity,
        (pairs, other): (&[Entity], &str),
        (own, others): (FieldId, FieldId),
    ) -> Several<Need<'o>> {
        let mut needs: BTreeMap<Entity, Need<'o>> = BTreeMap::new();
        for &pair in pairs {
            let Some(other) = ends(read, pair, other) else { continue };
            let (through, more) = through(read, &read.entities(read.fact(pair, "serviceEdges")).known);
            let talking = read.truth(pair, "talking");
            needs.insert(other, Need { team: Some(other), through, more, declared: Vec::new(), talking });
        }
        let talks_to = LazyCell::new(|| read.entities(read.fact(team, "talksTo")));
        for (dependency, _) in read.org.referring(team, Kind::Dependency, own).found {
            let Ok(Some(other)) = read.org.reference(dependency, others) else { continue };
            let need = needs.entry(other.value).or_insert_with(|| Need {
                team: Some(other.value),
                through: Vec::new(),
                more: false,
                declared: Vec::new(),
                talking: is_among(other.value, &talks_to),
            });
            let going = field!(Dependency.type);
            need.declared.push((read.word(dependency, going), read.note(dependency, field!(Dependency.description))));
        }
        Several { known: needs.into_values().collect(), more: false, open: self.open.clone() }
    }
}

/// Whether somebody is among those that a list is of.
fn is_among(wanted: Entity, all: &Several<Entity>) -> Told<bool> {
    match &all.open {
        _ if all.known.contains(&wanted) => Told::Known(true),
        Some(missing) => Told::Unknown(missing.clone()),
        None => Told::Known(false),
    }
}

fn ends(read: &Reader<'_, '_>, of: Entity, name: &str) -> Option<Entity> {
    match read.fact(of, name) {
        Val::Entity(entity) => Some(entity),
        _ => None,
    }
}

/// The first few service edges, and whether there are more.
fn through<'o>(read: &Reader<'_, 'o>, edges: &[Entity]) -> (Vec<Through<'o>>, bool) {
    let one = |&edge: &Entity| {
        let (from, to) = (ends(read, edge, "from")?, ends(read, edge, "to")?);
        Some((read.org.id(from), read.org.id(to), read.truth(edge, "hard")))
    };
    (edges.iter().take(NAMED).filter_map(one).collect(), edges.len() > NAMED)
}

/// The interactions of a team.
pub(super) fn interactions<'o>(read: &Reader<'_, 'o>, team: Entity) -> Several<Interaction<'o>> {
    let org = read.org;
    read.entities(read.fact(team, "interactions")).map(|interaction| {
        let is_end = |field| matches!(org.reference(interaction, field), Ok(Some(at)) if at.value == team);
        let end = match (is_end(field!(Interaction.from)), is_end(field!(Interaction.to))) {
            (true, false) => Some(End::From),
            (false, true) => Some(End::To),
            _ => None,
        };
        Interaction {
            with: others(read, interaction, team),
            mode: read.word(interaction, field!(Interaction.mode)),
            end,
            purpose: read.note(interaction, field!(Interaction.purpose)),
            began: read.day(interaction, field!(Interaction.startDate)),
            until: read.date(interaction, "end"),
            current: read.truth(interaction, "current"),
        }
    })
}

/// The first few of the others in an interaction: it may be of thousands.
fn others(read: &Reader<'_, '_>, interaction: Entity, team: Entity) -> Several<Entity> {
    let sides = [field!(Interaction.from), field!(Interaction.to), field!(Interaction.between)];
    let mut all = Several::all(Vec::new());
    for side in sides {
        let named = read.few(&read.org.list(interaction, side), Some(team));
        all.more |= named.more;
        all.open = all.open.or(named.open);
        all.known.extend(named.known);
    }
    all.known.dedup();
    all.more |= all.known.len() > NAMED;
    all.known.truncate(NAMED);
    all
}

/// How a team helps others, if it says so, and how others help it.
pub(super) fn engagements(read: &Reader<'_, '_>, team: Entity) -> (Option<Engagement>, Vec<Engagement>) {
    let org = read.org;
    let of = |by: Option<Entity>, engagement: Entity| Engagement {
        by,
        model: read.word(engagement, field!(Engagement.model)),
        with: read.few_of(engagement, field!(Engagement.with)),
        until: read.day(engagement, field!(Engagement.until)),
    };
    let own = org.reference(team, field!(Team.engagement)).ok().flatten().map(|at| of(None, at.value));
    let helping = org.referring(team, Kind::Engagement, field!(Engagement.with)).found;
    let others = helping.into_iter().filter(|(other, _)| *other != team);
    (own, others.map(|(other, edge)| of(Some(other), edge.from())).collect())
}

/// Ids of the communities that a team takes part in.
pub(super) fn communities<'o>(read: &Reader<'_, 'o>, team: Entity) -> Several<&'o str> {
    let mut all = read.entities(tables::value(&read.cx, team, "communities")).map(|community| read.org.id(community));
    // A rule takes it for talking where a community says so; a charter says that nobody declared any.
    if all.known.is_empty() && read.org.extent(Kind::Community) == Extent::Absent {
        all.open = Some(read.wants([Missing::Section(Kind::Community)]));
    }
    all
}
