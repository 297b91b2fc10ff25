//! Which of our teams it is that a host knows by a name.

use std::collections::{HashMap, HashSet};

use crate::declare::claims::{Named, Whose};
use crate::field;
use crate::org::Org;
use crate::text::Place;
use crate::vocabulary::kinds::{Entity, Kind};

/// Teams by the names that hosts know them by.
pub(super) struct Handles {
    /// Teams by alias in lower case; none for one that several teams have.
    aliases: HashMap<String, Option<Entity>>,
    /// Teams that have one.
    known_elsewhere: HashSet<Entity>,
}

impl Handles {
    pub(super) fn of(org: &Org) -> Self {
        let mut handles = Self { aliases: HashMap::new(), known_elsewhere: HashSet::new() };
        let configured = org.names_of(Kind::Team).map(|(team, name)| (team, name.to_owned()));
        let written = org.all(Kind::Team).flat_map(|team| {
            org.list(team, field!(Team.aliases))
                .texts()
                .map(move |alias| (team, alias.value.to_owned()))
                .collect::<Vec<_>>()
        });
        for (team, alias) in written.chain(configured) {
            let alias = alias.trim().trim_start_matches('@').to_lowercase();
            if alias.contains('/') {
                handles.known_elsewhere.insert(team);
            }
            let known = handles.aliases.entry(alias).or_insert(Some(team));
            *known = known.filter(|known| *known == team);
        }
        handles
    }

    /// The team of a name; the inner none is for somebody who need not be known, the outer for one who should be.
    #[allow(clippy::option_option)] // collected into one option that is none as soon as somebody is missing
    pub(super) fn resolve(&self, org: &Org, named: &Named) -> Option<Option<(Entity, Place)>> {
        let team = match named.is {
            Whose::Person | Whose::Role => None,
            Whose::Team | Whose::Either => self.team(org, &named.handle),
        };
        match (team, named.is) {
            (Some(team), _) => Some(Some((team, named.place))),
            (None, Whose::Person | Whose::Role) => Some(None),
            // It may be the owner under another name.
            (None, Whose::Either) => org.find(Kind::Person, &named.handle).map(|_| None),
            (None, Whose::Team) => None,
        }
    }

    fn team(&self, org: &Org, handle: &str) -> Option<Entity> {
        let handle = handle.to_lowercase();
        let last = handle.rsplit('/').next().unwrap_or(&handle);
        if let Some(known) = self.aliases.get(&handle).or_else(|| self.aliases.get(last)) {
            return *known;
        }
        // Who is known to the host by another name is somebody else.
        let team = org.find(Kind::Team, last).filter(|&team| org.is_declared(team))?;
        (!self.known_elsewhere.contains(&team)).then_some(team)
    }
}
