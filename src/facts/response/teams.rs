//! Which teams a walk of escalations pages.

use std::collections::HashSet;

use hashbrown::HashMap;

use crate::facts::cx::{Cx, Unread};
use crate::facts::people::{membership, teams};
use crate::facts::response::turns::{Layers, turns};
use crate::facts::response::walk::{Visitor, is_everybody, named};
use crate::field;
use crate::org::read::{At, Declared};
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// A team with the place that stands for it, and what is missing to say that it is paged, where that is not certain.
type Found = (Entity, Place, Option<Missing>);

/// Which teams are asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of<'t> {
    All,
    These(&'t [Entity]),
}

/// Teams, each with the place that stands for it, and what hides others.
#[derive(Debug, Default)]
pub(crate) struct Teams {
    found: Vec<Found>,
    ranks: HashMap<Entity, usize>,
    missing: Unread,
    /// What pages everybody, if anything does.
    everybody: Option<Place>,
    /// What hides whether anything does.
    unclear: Option<Missing>,
    turns: HashSet<(Entity, Layers)>,
}

impl Teams {
    /// A team that is paged or, where something is missing to say so, may be.
    fn add(&mut self, team: Entity, place: Place, maybe: Option<Missing>) {
        match self.rank(team) {
            Some(at) if maybe.is_none() => self.found[at].2 = None,
            Some(_) => {}
            None => {
                if !self.ranks.is_empty() {
                    self.ranks.insert(team, self.found.len());
                }
                self.found.push((team, place, maybe));
            }
        }
    }

    /// Mostly there are a few teams, which are gone through faster than looked up.
    fn rank(&mut self, team: Entity) -> Option<usize> {
        const FEW: usize = 16;
        if self.ranks.is_empty() && self.found.len() >= FEW {
            self.ranks.extend(self.found.iter().enumerate().map(|(at, (known, ..))| (*known, at)));
        }
        self.known_rank(team)
    }

    fn known_rank(&self, team: Entity) -> Option<usize> {
        if self.ranks.is_empty() {
            self.found.iter().position(|(known, ..)| *known == team)
        } else {
            self.ranks.get(&team).copied()
        }
    }

    /// Adds what others found of some teams; `place` stands for all of it, if it is given.
    pub fn join(&mut self, others: &Self, place: Option<Place>, of: Of<'_>) {
        let mut add = |&(team, own, maybe): &Found| self.add(team, place.unwrap_or(own), maybe);
        match of {
            Of::All => others.found.iter().for_each(add),
            Of::These(teams) => {
                let ranks = teams.iter().filter_map(|&team| others.known_rank(team));
                ranks.for_each(|rank| add(&others.found[rank]));
            }
        }
        self.missing.extend(others.missing.iter());
        self.everybody = self.everybody.or(others.everybody.map(|own| place.unwrap_or(own)));
        self.unclear = self.unclear.or(others.unclear);
    }

    /// Takes note of what may hide anything that is paged.
    pub fn hidden(&mut self, missing: Missing) {
        self.missing.add(missing);
        self.unclear = self.unclear.or(Some(missing));
    }

    /// Takes note of what may hide some teams.
    pub fn lost(&mut self, missing: impl IntoIterator<Item = Missing>) {
        self.missing.extend(missing);
    }

    /// The teams that are paged for certain; whoever is paged because everybody is, is none.
    pub fn certain(&self) -> impl Iterator<Item = (Entity, Place)> + '_ {
        self.found.iter().filter(|(.., maybe)| maybe.is_none()).map(|&(team, place, _)| (team, place))
    }

    /// Whether everybody is paged.
    pub fn everybody(&self) -> Result<bool, Missing> {
        match (self.everybody, self.unclear) {
            (None, Some(missing)) => Err(missing),
            (everybody, _) => Ok(everybody.is_some()),
        }
    }

    /// The team that runs a rotation; where nobody said which, the one that everybody in it is in. Where they are in
    /// several, it may be any of those.
    pub fn rotation(&mut self, org: &Org, rotation: Entity, layers: Layers, place: Place) {
        if !self.turns.insert((rotation, layers)) {
            return;
        }
        let unsaid = match org.reference(rotation, field!(Rotation.team)) {
            Ok(Some(team)) => return self.add(team.value, place, None),
            Ok(None) => Missing::Field(rotation, field!(Rotation.team)),
            Err(missing) => return self.missing.add(missing),
        };
        let turns = turns(org, rotation, layers);
        if !turns.missing.is_empty() {
            return self.missing.add(unsaid);
        }
        let (mut all, mut seen) = (Vec::new(), HashSet::new());
        let mut shared: Option<Vec<Entity>> = None;
        let mut known = true;
        for person in turns.people {
            let (own, missing) = work_teams(org, person.value);
            known &= missing.is_none();
            all.extend(own.iter().copied().filter(|&team| seen.insert(team)));
            match &mut shared {
                Some(shared) => shared.retain(|team| own.contains(team)),
                None => shared = Some(own),
            }
        }
        match shared.as_deref() {
            Some([team]) if known => self.add(*team, place, None),
            _ => {
                for team in all {
                    self.add(team, place, Some(unsaid));
                }
                self.missing.extend((!known).then_some(unsaid));
            }
        }
    }

    pub fn value<'a>(self, cx: &Cx<'a>) -> Val<'a> {
        self.value_of(cx, Of::All)
    }

    /// The same, where only some teams need be in it.
    pub fn value_of<'a>(mut self, cx: &Cx<'a>, of: Of<'_>) -> Val<'a> {
        if let Some(place) = self.everybody {
            let mut add = |team| {
                if teams::is_work(cx.org, team) {
                    self.add(team, place, None);
                }
            };
            match of {
                Of::All => cx.org.all(Kind::Team).for_each(add),
                Of::These(teams) => {
                    let declared = teams.iter().filter(|team| team.kind == Kind::Team && cx.org.is_declared(**team));
                    declared.for_each(|&team| add(team));
                }
            }
            if cx.org.extent(Kind::Team) != Extent::Complete {
                self.missing.add(Missing::Section(Kind::Team));
            }
        }
        let open = cx.because_all(self.missing.iter());
        let items = self.found.into_iter().map(|(team, place, maybe)| Item {
            maybe: maybe.map(|missing| cx.because(missing)),
            ..Item::new(Val::Entity(team), Some(place))
        });
        cx.open_list(items, open)
    }
}

impl Visitor for Teams {
    fn unread(&mut self, missing: Missing) {
        match missing {
            Missing::Invalid(..) => self.hidden(missing),
            _ => self.missing.add(missing),
        }
    }

    fn target(&mut self, org: &Org, target: At<Entity>, next: Declared<Entity>) {
        let At { value: target, place } = target;
        self.missing.extend(org.illegible(target));
        if let Some(team) = named(org, target, field!(Target.team)) {
            self.add(team, place, None);
        }
        if let Some(person) = named(org, target, field!(Target.person)) {
            let (teams, missing) = work_teams(org, person);
            for team in teams {
                self.add(team, place, None);
            }
            self.missing.extend(missing);
        }
        if let Some(rotation) = named(org, target, field!(Target.rotation)) {
            match Layers::of_target(org, target) {
                Ok(layers) => self.rotation(org, rotation, layers, place),
                Err(missing) => self.missing.add(missing),
            }
        }
        if is_everybody(org, target) {
            self.everybody.get_or_insert(place);
        }
        self.unclear = self.unclear.or(org.truth(target, field!(Target.all)).err()).or(next.err());
    }
}

/// The teams a person works in; permission groups and units are none. Whoever no team names as a member, and nobody gave
/// a team, may be in one that does not say who is in it.
fn work_teams(org: &Org, person: Entity) -> (Vec<Entity>, Option<Missing>) {
    let (all, missing) = membership::known_teams(org, person);
    if all.is_empty() && org.place_of(person, field!(Person.team)).is_none() {
        return (Vec::new(), missing.or(Some(Missing::Field(person, field!(Person.team)))));
    }
    let unclear = all.iter().find_map(|&(team, _)| teams::works(org, team).err());
    let work = all.into_iter().map(|(team, _)| team).filter(|&team| teams::is_work(org, team));
    (work.collect(), missing.or(unclear))
}

/// The teams that a rotation pages first.
pub(crate) fn rotation_teams<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let named = cx.org.place_of(rotation, field!(Rotation.team));
    let mut teams = Teams::default();
    teams.rotation(cx.org, rotation, Layers::PRIMARY, named.unwrap_or_else(|| cx.org.place(rotation)));
    teams.value(cx)
}
