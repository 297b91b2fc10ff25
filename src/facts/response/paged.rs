//! Which teams are paged: by a target, by a level of an escalation, by a severity.

use bumpalo::Bump;
use hashbrown::HashMap;

use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::people::{membership, teams};
use crate::facts::response::escalation;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::{field, word};

/// Which levels of an escalation that a target hands over to count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Levels {
    /// Those that are paged at once.
    First,
    /// All of them, sooner or later.
    All,
}

/// Teams with the place that names them, and what was not said.
pub(crate) struct Paged {
    levels: Levels,
    teams: Vec<(Entity, Place, Option<Missing>)>,
    ranks: HashMap<Entity, usize>,
    missing: Vec<Missing>,
    /// Policies that targets hand over to.
    policies: Vec<(Entity, Place)>,
    /// What pages everybody, if anything does.
    pub everybody: Option<Place>,
}

impl Paged {
    pub fn new(levels: Levels) -> Self {
        Self {
            levels,
            teams: Vec::new(),
            ranks: HashMap::new(),
            missing: Vec::new(),
            policies: Vec::new(),
            everybody: None,
        }
    }

    /// A team that is paged or, where something is missing to say so, may be.
    fn add(&mut self, team: Entity, place: Place, maybe: Option<Missing>) {
        match self.rank(team) {
            Some(at) if maybe.is_none() => self.teams[at].2 = None,
            Some(_) => {}
            None => {
                if !self.ranks.is_empty() {
                    self.ranks.insert(team, self.teams.len());
                }
                self.teams.push((team, place, maybe));
            }
        }
    }

    /// Mostly there are a few teams, which are gone through faster than looked up.
    fn rank(&mut self, team: Entity) -> Option<usize> {
        const FEW: usize = 16;
        if self.teams.len() < FEW {
            return self.teams.iter().position(|(known, ..)| *known == team);
        }
        if self.ranks.is_empty() {
            self.ranks.extend(self.teams.iter().enumerate().map(|(at, (known, ..))| (*known, at)));
        }
        self.ranks.get(&team).copied()
    }

    /// Adds what a policy pages; `place` is that of whoever hands over to it.
    pub fn reach(&mut self, known: &Reach, place: Place) {
        for (team, maybe) in &known.teams {
            self.add(*team, place, *maybe);
        }
        self.missing.extend(&known.missing);
        if known.everybody {
            self.everybody.get_or_insert(place);
        }
    }

    /// Remembers what of the way here could not be read.
    pub fn unread(&mut self, missing: impl IntoIterator<Item = Missing>) {
        self.missing.extend(missing);
    }

    /// What could not be read, and may page others.
    pub fn illegible(&self) -> Option<Missing> {
        self.missing.iter().copied().find(|missing| matches!(missing, Missing::Invalid(..)))
    }

    pub fn policy(&mut self, policy: Entity, place: Place) {
        if !self.policies.iter().any(|(known, _)| *known == policy) {
            self.policies.push((policy, place));
        }
    }

    /// What the elements of a list of targets page; `place` stands for all of them if they are handed over to.
    pub fn targets(&mut self, cx: &Cx<'_>, of: Entity, field: FieldId, place: Option<Place>) {
        let targets = cx.org.list(of, field);
        self.missing.extend(targets.missing());
        for target in targets.entities() {
            self.target(cx.org, target.value, place.unwrap_or(target.place));
        }
    }

    pub fn target(&mut self, org: &Org, target: Entity, place: Place) {
        self.missing.extend(org.illegible(target));
        if let Some(team) = escalation::named(org, target, field!(Target.team)) {
            self.add(team, place, None);
        }
        if let Some(person) = escalation::named(org, target, field!(Target.person)) {
            let (teams, missing) = work_teams(org, person);
            for team in teams {
                self.add(team, place, None);
            }
            self.missing.extend(missing);
        }
        if let Some(rotation) = escalation::named(org, target, field!(Target.rotation)) {
            match escalation::level_of(org, target) {
                Ok(level) => self.rotation(org, rotation, Some(level), place),
                Err(missing) => self.missing.push(missing),
            }
        }
        if let Some(policy) = escalation::named(org, target, field!(Target.escalation)) {
            self.policy(policy, place);
        }
        if escalation::is_everybody(org, target) {
            self.everybody.get_or_insert(place);
        }
    }

    /// The team that runs a rotation; where nobody said which, the one that everybody in it is in. Where they are in
    /// several, it may be any of those.
    pub fn rotation(&mut self, org: &Org, rotation: Entity, level: Option<u8>, place: Place) {
        let unsaid = match org.reference(rotation, field!(Rotation.team)) {
            Ok(Some(team)) => return self.add(team.value, place, None),
            Ok(None) => Missing::Field(rotation, field!(Rotation.team)),
            Err(missing) => return self.missing.push(missing),
        };
        let Some(people) = participants(org, rotation, level) else { return self.missing.push(unsaid) };
        let mut union: Vec<Entity> = Vec::new();
        let mut shared: Option<Vec<Entity>> = None;
        let mut known = true;
        for person in people {
            let (own, missing) = work_teams(org, person);
            known &= missing.is_none();
            union.extend(own.iter().filter(|team| !union.contains(team)).copied().collect::<Vec<_>>());
            match &mut shared {
                Some(shared) => shared.retain(|team| own.contains(team)),
                None => shared = Some(own),
            }
        }
        match shared.as_deref() {
            Some([team]) if known => self.add(*team, place, None),
            _ => {
                for team in union {
                    self.add(team, place, Some(unsaid));
                }
                self.missing.extend((!known).then_some(unsaid));
            }
        }
    }

    /// Goes through the policies that were handed over to, each once, however they refer to each other.
    fn follow(&mut self, cx: &Cx<'_>) {
        let mut at = 0;
        while let Some(&(policy, place)) = self.policies.get(at) {
            at += 1;
            let levels = cx.org.list(policy, field!(Escalation.levels));
            self.missing.extend(levels.missing());
            // Where a level cannot be read, it may be the first.
            let count = match self.levels {
                Levels::First => usize::from(levels.open().is_none()),
                Levels::All => levels.written(),
            };
            for level in levels.entities().take(count) {
                self.targets(cx, level.value, field!(EscalationLevel.targets), Some(place));
            }
        }
    }

    /// Everything, the policies that were handed over to included.
    pub fn all(mut self, cx: &Cx<'_>) -> Self {
        self.follow(cx);
        self
    }

    pub fn value<'a>(self, cx: &Cx<'a>) -> Val<'a> {
        let mut all = self.all(cx);
        if let Some(place) = all.everybody {
            cx.org
                .all(Kind::Team)
                .filter(|&team| teams::is_work(cx.org, team))
                .for_each(|team| all.add(team, place, None));
            if cx.org.extent(Kind::Team) != Extent::Complete {
                all.missing.push(Missing::Section(Kind::Team));
            }
        }
        let open = cx.because_all(all.missing);
        let items = all.teams.into_iter().map(|(team, place, maybe)| Item {
            maybe: maybe.map(|missing| cx.because(missing)),
            ..Item::new(Val::Entity(team), Some(place))
        });
        cx.open_list(items, open)
    }
}

/// What a policy pages at any of its levels, worked out once for all services that have it.
#[derive(Debug)]
pub(crate) struct Reach {
    teams: Vec<(Entity, Option<Missing>)>,
    missing: Vec<Missing>,
    everybody: bool,
}

/// What every policy pages, by its rank.
pub(crate) struct Reaches(pub(crate) Vec<Reach>);

impl Part for Reaches {
    const PLACE: part::Place = part::Place::Reaches;

    fn of(org: &Org, facts: &Facts) -> Self {
        Self(reaches(&Cx::new(org, facts, &Bump::new())))
    }
}

fn reaches(cx: &Cx<'_>) -> Vec<Reach> {
    let reach = |policy| {
        let mut paged = Paged::new(Levels::All);
        paged.policy(policy, cx.org.place(policy));
        let all = paged.all(cx);
        let teams = all.teams.into_iter().map(|(team, _, maybe)| (team, maybe)).collect();
        Reach { teams, missing: all.missing, everybody: all.everybody.is_some() }
    };
    (0..cx.org.count(Kind::Escalation)).map(|rank| reach(Entity::new(Kind::Escalation, rank))).collect()
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

/// Who takes turns on the layers of one level, or on all; none where nobody said, or not legibly.
fn participants(org: &Org, rotation: Entity, level: Option<u8>) -> Option<Vec<Entity>> {
    let mut found = Vec::new();
    let layers = org.list(rotation, field!(Rotation.layers));
    if layers.is_empty() || layers.open().is_some() {
        return None;
    }
    for layer in layers.entities().map(|at| at.value) {
        let rank = org.word_or_default(layer, field!(Layer.level)).ok()?;
        if level.is_some_and(|level| level != rank) {
            continue;
        }
        let people = org.list(layer, field!(Layer.participants));
        if people.missing().is_some() {
            return None;
        }
        found.extend(people.entities().map(|person| person.value));
    }
    Some(found)
}

/// The teams that a rotation pages first.
pub(crate) fn rotation_teams<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let mut paged = Paged::new(Levels::First);
    let named = cx.org.place_of(rotation, field!(Rotation.team));
    paged.rotation(
        cx.org,
        rotation,
        Some(word!(Layer.level, "primary")),
        named.unwrap_or_else(|| cx.org.place(rotation)),
    );
    paged.value(cx)
}
