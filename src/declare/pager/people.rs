//! Whom each user of a pager is, over all users at once: neither the order of files decides it nor something weak where
//! another user has something stronger.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::declare::export::Reference;
use crate::declare::matching::{By, folded};
use crate::declare::pager::elsewhere::{Elsewhere, Found};
use crate::declare::pager::who::Who;

/// Whom a user is.
pub(super) enum Is {
    Nobody,
    One(String, By),
    /// The configuration says it of one of its names.
    Said,
    /// Any of several whom others declare.
    AnyOf(Vec<String>, By),
    /// Somebody whom another user may be as well.
    Shared,
}

/// Somebody whom several users may be.
pub(super) struct Shared<'e> {
    /// The id of the person.
    pub person: String,
    pub users: Vec<&'e Reference>,
    pub by: By,
}

/// All users, by the pager's own ids.
pub(super) struct People<'e> {
    found: HashMap<&'e str, Is>,
    pub shared: Vec<Shared<'e>>,
}

impl<'e> People<'e> {
    /// Asks for each key in turn, and for all users, before it asks for the next.
    pub fn of(users: &[Who<'e>], elsewhere: &Elsewhere) -> Self {
        let mut people = Self { found: HashMap::with_capacity(users.len()), shared: Vec::new() };
        let mut open: Vec<Who<'e>> = Vec::with_capacity(users.len());
        let mut taken = HashSet::new();
        let mut known = HashSet::with_capacity(users.len());
        for &who in users.iter().filter(|who| known.insert(who.id())) {
            match elsewhere.aliased(who.id(), who.mail()) {
                Some(person) => {
                    taken.insert(folded(person));
                    people.found.insert(who.id(), Is::Said);
                }
                None => open.push(who),
            }
        }
        for by in [By::Mail, By::Login, By::Name] {
            people.ask(by, &mut open, elsewhere, &mut taken);
        }
        people
    }

    fn ask(&mut self, by: By, open: &mut Vec<Who<'e>>, elsewhere: &Elsewhere, taken: &mut HashSet<String>) {
        let mut claims: BTreeMap<String, (&str, Vec<Who<'e>>)> = BTreeMap::new();
        for &who in &*open {
            match elsewhere.person(by, who) {
                Found::Nobody => {}
                Found::Several(all, by) => {
                    self.found.insert(who.id(), Is::AnyOf(all.to_vec(), by));
                }
                // Another user is known to be this one by something stronger.
                Found::One(person, _) if by != By::Mail && taken.contains(&folded(person)) => {}
                Found::One(person, _) => claims.entry(folded(person)).or_insert((person, Vec::new())).1.push(who),
            }
        }
        for (key, (person, users)) in claims {
            self.settle(by, person, &users, elsewhere);
            taken.insert(key);
        }
        open.retain(|who| !self.found.contains_key(who.id()));
    }

    /// Gives a person to whoever claims it: to all accounts of one, or to the one who has the person's name.
    fn settle(&mut self, by: By, person: &str, users: &[Who<'e>], elsewhere: &Elsewhere) {
        let is_one = |users: &[Who<'_>]| users.windows(2).all(|pair| pair[0].account() == pair[1].account());
        let agreeing = || -> Vec<Who<'e>> {
            users.iter().copied().filter(|who| elsewhere.is_called(person, who.name())).collect()
        };
        let whose = if by == By::Mail || is_one(users) { users.to_vec() } else { agreeing() };
        if !whose.is_empty() && (by == By::Mail || is_one(&whose)) {
            for who in whose {
                self.found.insert(who.id(), Is::One(person.to_owned(), by));
            }
            return;
        }
        for who in users {
            self.found.insert(who.id(), Is::Shared);
        }
        let users = users.iter().map(|who| who.is).collect();
        self.shared.push(Shared { person: person.to_owned(), users, by });
    }

    pub fn find(&self, is: &Reference) -> &Is {
        self.found.get(is.id.text.as_str()).unwrap_or(&Is::Nobody)
    }

    /// The ids of those whom users are.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        self.found.values().filter_map(|is| match is {
            Is::One(person, _) => Some(person.as_str()),
            _ => None,
        })
    }
}
