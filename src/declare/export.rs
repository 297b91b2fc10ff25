//! What a pager's export says of who is on call, whichever pager it is of: its reader fills this, and one writer makes
//! declarations of it.
//!
//! A pager's objects refer to each other by ids that mean nothing to people, across several files. So nothing here has an
//! id of ours yet: that comes when all files are read.

use crate::text::Place;
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::zones::Local;
use crate::yaml::tree::{NodeRef, Shape};

/// A text, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Without blanks around it.
    pub text: String,
    /// The value with its quotes.
    pub place: Place,
}

impl Said {
    /// The text of a single value; none where there is nothing, or no single value.
    pub fn of(node: NodeRef<'_>) -> Option<Self> {
        let text = node.text().filter(|_| node.shape() == Shape::Scalar)?;
        let text = text.trim().to_owned();
        (!text.is_empty()).then(|| Self { text, place: node.place() })
    }

    /// The text under a key.
    pub fn under(node: NodeRef<'_>, key: &str) -> Option<Self> {
        node.get(key).and_then(Self::of)
    }
}

/// Something that was made out of what stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told<T> {
    /// What it is.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

impl<T> Told<Option<T>> {
    /// Something else of it, at the same place; nothing of what cannot be read.
    pub fn of<U>(self, other: impl FnOnce(T) -> U) -> Told<Option<U>> {
        Told { value: self.value.map(other), place: self.place }
    }
}

/// A list that is there.
#[derive(Clone, Debug)]
pub struct Items<T> {
    /// What is in it.
    pub items: Vec<T>,
    /// Where it stands.
    pub place: Place,
    /// Whether nothing of it was lost to a syntax error.
    pub whole: bool,
}

impl<T> Items<T> {
    /// The elements of a list that can be read as something; none where there is no list.
    pub fn of<'t>(node: Option<NodeRef<'t>>, read: impl FnMut(NodeRef<'t>) -> Option<T>) -> Option<Self> {
        let node = node.filter(|node| node.shape() == Shape::Sequence)?;
        let read: Vec<Option<T>> = node.items().map(read).collect();
        let whole = !node.is_damaged() && read.iter().all(Option::is_some);
        Some(Self { items: read.into_iter().flatten().collect(), place: node.place(), whole })
    }
}

/// An object as it is named, by itself or by another one.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The pager's own id.
    pub id: Said,
    /// What people call it.
    pub name: Option<Said>,
    /// The mail address of a person.
    pub mail: Option<Said>,
    /// Whether it is a person whom the pager no longer reaches.
    pub gone: bool,
}

impl Reference {
    /// Where it is named, by the name if there is one.
    pub fn place(&self) -> Place {
        self.name.as_ref().unwrap_or(&self.id).place
    }

    /// What people call it, as far as that is known.
    pub fn shown(&self) -> &str {
        &self.name.as_ref().or(self.mail.as_ref()).unwrap_or(&self.id).text
    }
}

/// Somebody with an account.
#[derive(Clone, Debug)]
pub struct User {
    /// Who.
    pub is: Reference,
    /// The name the person signs in with, where that is no mail address.
    pub login: Option<Said>,
    /// The time zone of the person.
    pub zone: Option<Said>,
    /// The job title.
    pub title: Option<Said>,
    /// The teams the person is in.
    pub teams: Option<Items<Reference>>,
    /// Whether a syntax error hit it.
    pub damaged: bool,
}

/// A team.
#[derive(Clone, Debug)]
pub struct Team {
    /// Which.
    pub is: Reference,
    /// What it is for.
    pub description: Option<Said>,
    /// Who is in it.
    pub members: Option<Items<Member>>,
    /// Whether a syntax error hit it.
    pub damaged: bool,
}

/// Somebody in a team.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub user: Reference,
    /// The role in the team.
    pub role: Option<Said>,
}

/// A schedule: who is on call when.
#[derive(Clone, Debug)]
pub struct Rotation {
    /// Which.
    pub is: Reference,
    /// What it is for.
    pub description: Option<Said>,
    /// The time zone that everything in it is said in.
    pub zone: Option<Said>,
    /// The teams that run it, the first of them in charge.
    pub teams: Option<Items<Reference>>,
    /// Its layers in order of precedence, the lowest first; none where they were not exported.
    pub layers: Option<Items<Layer>>,
    /// The ids of its shifts, where its layers are those of objects of their own.
    pub shifts: Option<Items<Said>>,
    /// Whether its layers are in no export, as they stand in a calendar elsewhere.
    pub in_calendar: bool,
    /// Whether a syntax error hit it.
    pub damaged: bool,
}

/// A part of a schedule that is an object of its own.
#[derive(Clone, Debug)]
pub struct Shift {
    /// Which.
    pub is: Reference,
    /// Of the shifts of a schedule, those with the highest level count, and take their hours from those below; none where
    /// that cannot be read.
    pub level: Option<i64>,
    /// Its layers, none of which takes over hours of another.
    pub layers: Vec<Layer>,
}

/// People who take turns.
#[derive(Clone, Debug)]
pub struct Layer {
    /// What it is called.
    pub name: Option<Said>,
    /// Where it stands.
    pub place: Place,
    /// The time zone that it is said in, where that is not the one of the schedule.
    pub zone: Option<Said>,
    /// How long a turn is, in minutes; none where that cannot be said.
    pub turn: Option<Told<Option<i64>>>,
    /// When the first turn begins, on the clock of the schedule; none where that cannot be said.
    pub start: Option<Told<Option<Local>>>,
    /// Where it says when it counts, if that cannot be read.
    pub unclear: Option<Place>,
    /// The day on which it begins to count, in days since 1970-01-01.
    pub from: Option<i32>,
    /// The day on which it ends.
    pub until: Option<i32>,
    /// Who takes turns, in order.
    pub turns: Option<Items<Turn>>,
    /// The hours it is restricted to; none where it is not.
    pub windows: Option<Items<Window>>,
    /// How many are on call at once.
    pub concurrent: Option<Told<i64>>,
    /// By how many places the list is moved.
    pub shift: Option<Told<i64>>,
    /// Whether it takes over the hours it covers from those before it.
    pub hides: bool,
    /// Whether a syntax error hit it.
    pub damaged: bool,
}

impl Layer {
    /// Whether it is known which hours of the week it covers.
    pub fn has_hours(&self) -> bool {
        self.unclear.is_none() && self.windows.as_ref().is_none_or(|windows| windows.whole)
    }

    /// Whether it is one of a day: it has begun, has not ended, and is not empty. One without people covers nothing.
    pub fn counts(&self, today: i32) -> bool {
        let is_empty = self.turns.as_ref().is_some_and(|turns| turns.items.is_empty() && turns.whole);
        let is_over = self.until.is_some_and(|until| until <= today);
        let is_to_come = self.from.is_some_and(|from| from > today);
        !is_empty && !is_over && !is_to_come
    }
}

/// One place in the list of a layer.
#[derive(Clone, Debug)]
pub enum Turn {
    /// A person's.
    Of(Reference),
    /// Nobody's, on purpose.
    Nobody(Place),
    /// Nobody's in this layer, as another one of the same turn has somebody.
    Free(Place),
    /// Somebody's, of whom nothing else is known.
    Unknown(Place),
}

/// Hours of the week on the clock of the schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Days on which it begins; bit 0 is Monday.
    pub days: u8,
    /// The minute of the day in which it begins.
    pub from: i64,
    /// How many minutes it lasts, at most a week.
    pub length: i64,
    /// Where it stands.
    pub place: Place,
}

/// An escalation policy.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Which.
    pub is: Reference,
    /// What it is for.
    pub description: Option<Said>,
    /// How often it is gone through again; none in it where that cannot be read.
    pub again: Option<Told<Option<i64>>>,
    /// Its levels, first to last.
    pub levels: Option<Items<Level>>,
    /// Whether a syntax error hit it.
    pub damaged: bool,
}

/// A level of an escalation policy.
#[derive(Clone, Debug)]
pub struct Level {
    /// Where it stands.
    pub place: Place,
    /// Who is paged.
    pub targets: Option<Items<Target>>,
    /// How many minutes to wait before the next level; none in it where that cannot be read.
    pub wait: Option<Told<Option<i64>>>,
    /// Where it says that not all of the targets are paged, but one after the other in turn.
    pub by_turns: Option<Place>,
}

/// Whom a level pages.
#[derive(Clone, Debug)]
pub struct Target {
    /// What it is: a person, a rotation, a team or another policy; none where it is nothing of these.
    pub kind: Option<Kind>,
    /// Which.
    pub is: Reference,
}

/// What a policy stands behind.
#[derive(Clone, Debug)]
pub struct Service {
    /// Which.
    pub is: Reference,
    /// What it does.
    pub description: Option<Said>,
    /// Who is paged.
    pub policy: Option<Reference>,
    /// The teams it belongs to.
    pub teams: Option<Items<Reference>>,
    /// The hours in which it is answered at once.
    pub hours: Option<Hours>,
    /// Whether a syntax error hit it.
    pub damaged: bool,
}

/// Hours in which something is promised.
#[derive(Clone, Debug)]
pub struct Hours {
    /// When; none where that cannot be read.
    pub windows: Option<Vec<Window>>,
    /// The time zone they are in.
    pub zone: Option<String>,
    /// Where they stand.
    pub place: Place,
}

/// How often a service interrupted somebody in some days.
#[derive(Clone, Debug)]
pub struct Interruptions {
    /// The service.
    pub service: Reference,
    /// In business hours, off hours and sleep hours.
    pub by_band: [i64; 3],
    /// In how many days.
    pub days: i64,
    /// Where it stands.
    pub place: Place,
}

/// A list of objects, which may be one of several pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What is listed.
    pub of: Kind,
    /// What is listed, in words, where that is not the objects of the kind but only something of theirs.
    pub aside: Option<&'static str>,
    /// The list.
    pub place: Place,
    /// How many objects come before it; none where it does not say.
    pub from: Option<u64>,
    /// How many are in it.
    pub count: u64,
    /// Where it says that there are more.
    pub more: Option<Place>,
    /// Whether a syntax error hit the answer it stands in, so that nobody knows what else there was.
    pub is_cut: bool,
}

/// Members of a team, in a list of their own.
#[derive(Clone, Debug)]
pub struct Roster {
    /// The team; none where the list does not say whose members it has.
    pub team: Option<Reference>,
    /// The members.
    pub members: Items<Member>,
    /// Which page of the list it is; none where lists have no pages.
    pub page: Option<Page>,
    /// The page behind which others are that nobody exported.
    pub lacks: Option<Page>,
}

/// Something that is left alone.
#[derive(Clone, Copy, Debug)]
pub struct Unread {
    /// What: the key it stands under.
    pub what: &'static str,
    /// Why it is left alone, as a clause after its name.
    pub why: &'static str,
    /// Where.
    pub place: Place,
}

/// Something that cannot be read, on which nothing is judged.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The key it stands under.
    pub what: &'static str,
    /// What is wanted there.
    pub wants: &'static str,
    /// What stands there, if that is a single value.
    pub shown: Option<String>,
    /// Whether nothing stands there.
    pub missing: bool,
    /// Where.
    pub place: Place,
}

/// What one file says.
#[derive(Clone, Debug, Default)]
pub struct Export {
    /// The lists in it.
    pub pages: Vec<Page>,
    /// People.
    pub users: Vec<User>,
    /// Teams.
    pub teams: Vec<Team>,
    /// Members of teams that stand in lists of their own.
    pub rosters: Vec<Roster>,
    /// Schedules.
    pub rotations: Vec<Rotation>,
    /// Parts of schedules that are objects of their own.
    pub shifts: Vec<Shift>,
    /// What objects are called that are described elsewhere.
    pub names: Vec<(Kind, Reference)>,
    /// Escalation policies.
    pub policies: Vec<Policy>,
    /// Services.
    pub services: Vec<Service>,
    /// How often services interrupt people.
    pub interruptions: Vec<Interruptions>,
    /// The ids of people who may only look on, whatever teams they are in.
    pub onlookers: Vec<Said>,
    /// What is left alone.
    pub unread: Vec<Unread>,
    /// What cannot be read.
    pub broken: Vec<Broken>,
}

impl Export {
    /// Everything that is referred to, each with its kind.
    pub fn references(&self) -> Vec<(Kind, &Reference)> {
        References::of(self)
    }
}

/// Gathers references.
struct References<'e>(Vec<(Kind, &'e Reference)>);

impl<'e> References<'e> {
    fn of(export: &'e Export) -> Vec<(Kind, &'e Reference)> {
        let mut found = Self(Vec::new());
        for user in &export.users {
            found.list(Kind::Team, user.teams.as_ref());
        }
        for member in export.teams.iter().filter_map(|team| team.members.as_ref()).flat_map(|list| &list.items) {
            found.one(Kind::Person, &member.user);
        }
        for roster in &export.rosters {
            found.0.extend(roster.team.iter().map(|team| (Kind::Team, team)));
            found.0.extend(roster.members.items.iter().map(|member| (Kind::Person, &member.user)));
        }
        for rotation in &export.rotations {
            found.list(Kind::Team, rotation.teams.as_ref());
            for turn in rotation.layers.iter().flat_map(|layers| &layers.items).filter_map(|layer| layer.turns.as_ref())
            {
                let people = turn.items.iter().filter_map(|turn| match turn {
                    Turn::Of(person) => Some(person),
                    Turn::Nobody(_) | Turn::Free(_) | Turn::Unknown(_) => None,
                });
                found.0.extend(people.map(|person| (Kind::Person, person)));
            }
        }
        for level in export.policies.iter().filter_map(|policy| policy.levels.as_ref()).flat_map(|list| &list.items) {
            for target in level.targets.iter().flat_map(|targets| &targets.items) {
                found.0.extend(target.kind.map(|kind| (kind, &target.is)));
            }
        }
        for service in &export.services {
            found.0.extend(service.policy.iter().map(|policy| (Kind::Escalation, policy)));
            found.list(Kind::Team, service.teams.as_ref());
        }
        found.0
    }

    fn one(&mut self, kind: Kind, reference: &'e Reference) {
        self.0.push((kind, reference));
    }

    fn list(&mut self, kind: Kind, list: Option<&'e Items<Reference>>) {
        self.0.extend(list.into_iter().flat_map(|list| &list.items).map(|one| (kind, one)));
    }
}
