//! What was read from each source: how much, by what it is known to be about the same as what others declare, and what of it
//! no other source has.

use std::collections::{BTreeMap, BTreeSet};

use crate::declare::format::Format;
use crate::declare::matching::By;
use crate::org::Org;
use crate::org::matching::Link;
use crate::text::{FileId, Place};
use crate::vocabulary::SectionForm;
use crate::vocabulary::kinds::{Entity, Kind, of_taxonomy, sections};
use crate::vocabulary::record;

/// So many of those are named that no other source has.
const NAMED: usize = 100;

/// What was read from all sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Each format in which something is declared, in the order in which its ids count.
    pub sources: Vec<OfSource>,
    /// Lists of permissions and of code owners that are known to be of a team.
    pub links: Vec<Link>,
    /// Names in the configuration that nobody has.
    pub idle: Vec<Place>,
}

/// What was read in one format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfSource {
    /// The format.
    pub format: &'static Format,
    /// In how many files.
    pub files: usize,
    /// What is declared in them, by kind.
    pub entities: Vec<(Kind, usize)>,
    /// How many of these another source declares, too.
    pub shared: usize,
    /// By what they are known to be the same as what a source declares whose ids count more.
    pub known_by: Vec<(By, usize)>,
    /// Those that no other source has, though one has something of their kind: stable ids, the first hundred.
    pub alone: Vec<String>,
    /// How many more of these there are.
    pub more: usize,
}

#[derive(Default)]
struct Counted {
    files: BTreeSet<FileId>,
    entities: BTreeMap<Kind, usize>,
    shared: usize,
    known_by: BTreeMap<By, usize>,
    alone: Vec<String>,
    more: usize,
}

impl Org {
    /// What was read from each source.
    pub fn account(&self) -> Account {
        let mut counted: Vec<Counted> = self.formats.iter().map(|_| Counted::default()).collect();
        let is_own = |&kind: &Kind| record(kind).form == SectionForm::Keyed && of_taxonomy().all(|of| of != kind);
        for kind in sections().filter(is_own) {
            let several = {
                let mut formats = self.all(kind).flat_map(|entity| self.formats(entity));
                formats.next().is_some_and(|first| formats.any(|format| format != first))
            };
            for entity in self.all(kind) {
                self.count_sources(entity, several, &mut counted);
            }
        }
        let mut sources: Vec<OfSource> = self
            .formats
            .iter()
            .zip(counted)
            .filter(|(_, counted)| !counted.entities.is_empty())
            .map(|(&format, counted)| OfSource {
                format,
                files: counted.files.len(),
                entities: counted.entities.into_iter().collect(),
                shared: counted.shared,
                known_by: counted.known_by.into_iter().collect(),
                alone: counted.alone,
                more: counted.more,
            })
            .collect();
        sources.sort_by_key(|source| (source.format.closure.authority(), source.format.name));
        Account { sources, links: self.links().to_vec(), idle: self.idle_aliases().to_vec() }
    }

    fn count_sources(&self, entity: Entity, several: bool, counted: &mut [Counted]) {
        let known_by = self.known_by(entity);
        let rank_of = |format: &Format| self.formats.iter().position(|known| *known == format);
        let mut met: Vec<usize> = Vec::new();
        for ((format, place), by) in self.declarations(entity).zip(known_by) {
            let Some(rank) = rank_of(format) else { continue };
            counted[rank].files.insert(place.file);
            if met.contains(&rank) {
                continue;
            }
            met.push(rank);
            *counted[rank].entities.entry(entity.kind).or_default() += 1;
            if let Some(by) = by {
                *counted[rank].known_by.entry(by).or_default() += 1;
            }
        }
        match met.as_slice() {
            [only] if several => {
                let of = &mut counted[*only];
                if of.alone.len() < NAMED {
                    of.alone.push(self.stable_id(entity));
                } else {
                    of.more += 1;
                }
            }
            [_] | [] => {}
            all => all.iter().for_each(|&rank| counted[rank].shared += 1),
        }
    }
}
