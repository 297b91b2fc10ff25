//! From names to entities; a name that stands for nothing becomes an entity that nobody declares.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use crate::declare::format::{Closure, Format};
use crate::declare::value::{EMPTY_TURN, Slot, TextAt, Value, is_nobody};
use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::NON_CANONICAL_NAME;
use crate::finding::fix::rename;
use crate::org::inverse::Inverse;
use crate::org::known::{Known, Unchecked};
use crate::org::{Head, Org};
use crate::text::unicode::folded;
use crate::text::{FileId, Place};
use crate::vocabulary::kinds::{ALL, Entity, KINDS, Kind, of_word};
use crate::vocabulary::record;

struct Lookup {
    target: Result<Entity, Missing>,
    synonym: bool,
}

/// An entity that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Missing {
    pub kind: Kind,
    /// In lower case.
    pub name: String,
}

/// What holds a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    Slot(usize),
    Element(usize),
    Inverse(usize),
    /// The id of a row of the responsibility matrix.
    Row,
}

struct Loose {
    holder: Holder,
    lookup: Lookup,
    place: Place,
    written: TextAt,
    allowed: &'static [Kind],
}

/// References to an entity that does not exist, where all are known that do.
pub(super) struct Dangling {
    pub target: Missing,
    /// In the order of their places, each place once.
    pub uses: Vec<Use>,
}

/// A reference to an entity that does not exist.
#[derive(Clone, Copy)]
pub(super) struct Use {
    pub place: Place,
    pub written: TextAt,
    /// The kinds that may stand there.
    pub allowed: &'static [Kind],
}

/// What came of the names.
#[derive(Default)]
pub(super) struct Resolved {
    /// For each thing that is said about another entity, which one that is.
    pub told: Vec<Option<Entity>>,
    /// What there is to tell.
    pub dangling: Vec<Dangling>,
}

/// Resolves every name. What is missing becomes an entity that was not declared, so that counts
/// still count it.
///
/// Members of a team that has a file of its own, one of `short`, need not be declared elsewhere.
pub(super) fn resolve(
    org: &mut Org,
    known: &Known<'_>,
    said: &[Inverse],
    short: &HashSet<FileId>,
    findings: &mut Vec<Finding>,
) -> Resolved {
    let mut slots = std::mem::take(&mut org.slots);
    let mut elements = std::mem::take(&mut org.elements);
    let mut loose = pass(org, known, &mut slots, Holder::Slot);
    loose.extend(pass(org, known, &mut elements, Holder::Element));
    let mut told = vec![None; said.len()];
    for (at, one) in said.iter().enumerate() {
        let slot = slots[one.at];
        let lookup = look_up(org, known, only(slot.kind), org.characters(one.of).trim());
        match lookup.target {
            Ok(entity) => told[at] = Some(entity),
            Err(_) => loose.push(Loose {
                holder: Holder::Inverse(at),
                lookup,
                place: slot.place,
                written: one.of,
                allowed: only(slot.kind),
            }),
        }
    }
    (org.slots, org.elements) = (slots, elements);
    loose.extend(rows(org, known));

    let mut missing: BTreeMap<Missing, Vec<Loose>> = BTreeMap::new();
    let mut synonyms: BTreeMap<(Entity, String), Vec<Place>> = BTreeMap::new();
    for found in loose {
        match found.lookup.target.clone() {
            Ok(entity) => {
                let name = org.characters(bare(found.written, org.characters(found.written))).to_lowercase();
                synonyms.entry((entity, name)).or_default().push(found.place);
            }
            Err(target) => missing.entry(target).or_default().push(found),
        }
    }
    for ((entity, name), places) in synonyms {
        findings.push(non_canonical(org, entity, &name, places));
    }
    let mut resolved = Resolved { told, dangling: Vec::new() };
    let mut unchecked: BTreeMap<Kind, Unchecked> = BTreeMap::new();
    for (target, mut uses) in missing {
        uses.sort_by_key(|found| found.place);
        let (nobody, uses): (Vec<Loose>, Vec<Loose>) =
            uses.into_iter().partition(|found| means_nobody(org, &target, found));
        set(org, &mut resolved.told, &nobody, Value::Nothing);
        let (empty, uses): (Vec<Loose>, Vec<Loose>) = uses.into_iter().partition(|found| is_empty_turn(org, found));
        set(org, &mut resolved.told, &empty, Value::Nobody);
        let Some(first) = uses.first() else { continue };
        if let Some(odd) = odd(org, first.place, &target.name) {
            let value = odd.value(org, first);
            set(org, &mut resolved.told, &uses, value);
            resolved.dangling.push(Dangling::of(target, &uses));
            continue;
        }
        // What is of another kind is not one of these that nobody declared.
        let other_kind = of_other_kind(&target.name).is_some();
        let introduced = target.kind == Kind::Person && uses.iter().any(|found| short.contains(&found.place.file));
        let named = if other_kind {
            set(org, &mut resolved.told, &uses, Value::Invalid);
            None
        } else {
            let entity = undeclared(org, target.kind, first);
            set(org, &mut resolved.told, &uses, Value::Ref(entity));
            Some(entity)
        };
        // Of tools it is told by itself what nobody knows.
        if introduced || target.kind == Kind::Tool || known.is_external(target.kind, &target.name) {
            continue;
        }
        let in_full = other_kind && !has_namespaces(org, first.place) || known.in_full(target.kind, &target.name);
        let kind = target.kind;
        let mut dangling = Dangling::of(target, &uses);
        let left = dangling.uses.extract_if(.., |one| !in_full || leaves_open(org, kind, one.place));
        let left: Vec<Use> = left.collect();
        if !left.is_empty() {
            let counted = unchecked.entry(kind).or_insert(Unchecked { kind, references: 0, names: 0 });
            counted.references += left.len();
            counted.names += 1;
        }
        if !dangling.uses.is_empty() {
            org.dangling.extend(named);
            resolved.dangling.push(dangling);
        }
    }
    org.unchecked = unchecked.into_values().collect();
    resolved
}

impl Dangling {
    fn of(target: Missing, uses: &[Loose]) -> Self {
        let mut uses: Vec<Use> =
            uses.iter().map(|one| Use { place: one.place, written: one.written, allowed: one.allowed }).collect();
        // A shorthand or an alias makes several references of one that was written.
        uses.dedup_by_key(|one| one.place);
        Self { target, uses }
    }
}

/// Whether a name says "nobody" in words. Where ids have kinds and namespaces, a word with its kind is an id.
fn means_nobody(org: &Org, target: &Missing, found: &Loose) -> bool {
    is_nobody(org.characters(found.written).trim()) || is_nobody(&target.name) && !has_namespaces(org, found.place)
}

/// Whether a file that is written for teamlint says that a turn is nobody's.
fn is_empty_turn(org: &Org, found: &Loose) -> bool {
    let slot = match found.holder {
        Holder::Slot(at) => org.slots[at],
        Holder::Element(at) => org.elements[at],
        Holder::Inverse(_) | Holder::Row => return false,
    };
    let lists = [(Kind::Rotation, field!(Rotation.participants)), (Kind::Layer, field!(Layer.participants))];
    lists.contains(&(slot.kind, slot.field))
        && org.characters(found.written).trim() == EMPTY_TURN
        && org.format_at(found.place).is_some_and(|format| format.closure == Closure::Section)
}

/// Whether what a file names may be known by another name to the files that say what there is. Not where somebody said
/// that all of the kind is declared, by the name that everybody uses.
fn leaves_open(org: &Org, kind: Kind, place: Place) -> bool {
    let names_freely = |format: &Format| matches!(format.closure, Closure::Only(_));
    !org.closed.contains(kind) && org.format_at(place).is_some_and(names_freely)
}

/// Whether ids have namespaces in the file that a place is in.
pub(super) fn has_namespaces(org: &Org, place: Place) -> bool {
    org.format_at(place).is_some_and(|format| format.terms.namespace.is_some())
}

/// The kind and the id in a name that has one in front which cannot stand there: `platform:paved` for a team.
pub(super) fn of_other_kind(name: &str) -> Option<(Kind, &str)> {
    let (word, id) = name.split_once(':')?;
    Some((of_word(word)?, id))
}

/// A name that is none, because its kind is missing or is none of its format's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Odd<'n> {
    /// The word that stands for a kind.
    pub word: Option<&'n str>,
    /// The kind that the vocabulary calls so.
    pub kind: Option<Kind>,
    pub id: &'n str,
}

/// What is odd about a name, where something is.
pub(super) fn odd<'n>(org: &Org, place: Place, name: &'n str) -> Option<Odd<'n>> {
    let rest = name.strip_prefix(':')?;
    let terms = &org.format_at(place).filter(|format| format.terms.namespace.is_some())?.terms;
    let Some((word, id)) = rest.split_once(':').filter(|(word, _)| !word.contains('/')) else {
        return Some(Odd { word: None, kind: None, id: rest });
    };
    let called = |&&(kind, _): &&(Kind, &str)| record(kind).word.eq_ignore_ascii_case(word);
    Some(Odd { word: Some(word), kind: terms.kinds.iter().find(called).map(|&(kind, _)| kind), id })
}

impl Odd<'_> {
    /// The entity that is meant, if there is one that may stand there.
    pub fn meant(&self, org: &Org, allowed: &[Kind]) -> Option<Entity> {
        let of_kind = |kind: Kind| {
            let named = org.names[kind as usize].get(self.id)?;
            Some(Entity { kind, index: named.index })
        };
        match self.kind {
            Some(kind) => of_kind(kind),
            None => allowed.iter().copied().find_map(of_kind),
        }
    }

    /// What stands for it: a kind that nobody here knows may be one that somebody added to their catalog.
    fn value(&self, org: &Org, first: &Loose) -> Value {
        match self.meant(org, first.allowed) {
            Some(entity) if self.word.is_none() => Value::Ref(entity),
            None if self.word.is_some() && self.kind.is_none() => Value::Foreign,
            _ => Value::Invalid,
        }
    }
}

/// Adds an entity that nobody declares.
fn undeclared(org: &mut Org, kind: Kind, first: &Loose) -> Entity {
    let entity = Entity::new(kind, org.count(kind));
    let id = bare(first.written, org.characters(first.written));
    org.heads[kind as usize].push(Head::undeclared(id, first.place));
    entity
}

/// Rows of the responsibility matrix that stand under a synonym or under no duty at all.
fn rows(org: &Org, known: &Known<'_>) -> Vec<Loose> {
    let row = |entity: Entity| {
        let head = org.head(entity);
        Loose {
            holder: Holder::Row,
            lookup: look_up(org, known, only(Kind::Duty), org.characters(head.id).trim()),
            place: head.place,
            written: head.id,
            allowed: only(Kind::Duty),
        }
    };
    org.all(Kind::Responsibility).map(row).filter(|row| row.lookup.synonym || row.lookup.target.is_err()).collect()
}

fn set(org: &mut Org, told: &mut [Option<Entity>], uses: &[Loose], value: Value) {
    for found in uses {
        match (found.holder, value) {
            (Holder::Slot(at), _) => org.slots[at].value = value,
            (Holder::Element(at), _) => org.elements[at].value = value,
            (Holder::Inverse(at), Value::Ref(entity)) => told[at] = Some(entity),
            (Holder::Inverse(_) | Holder::Row, _) => {}
        }
    }
}

/// Resolves what can be resolved in place; returns the rest, and synonyms.
fn pass(org: &Org, known: &Known<'_>, slots: &mut [Slot], holder: fn(usize) -> Holder) -> Vec<Loose> {
    const CHUNK: usize = 8_192;
    slots
        .par_chunks_mut(CHUNK)
        .enumerate()
        .flat_map_iter(|(chunk, slots)| {
            let mut loose = Vec::new();
            for (at, slot) in slots.iter_mut().enumerate() {
                let Value::Name(written) = slot.value else { continue };
                let allowed = record(slot.kind).def(slot.field).read.refers_to();
                let lookup = look_up(org, known, allowed, org.characters(written).trim());
                if let Ok(entity) = lookup.target {
                    slot.value = Value::Ref(entity);
                } else if let Some(team) = org.known_elsewhere_as(allowed, org.characters(written), slot.place) {
                    slot.value = Value::Ref(team);
                    continue;
                }
                if lookup.synonym || lookup.target.is_err() {
                    let holder = holder(chunk * CHUNK + at);
                    loose.push(Loose { holder, lookup, place: slot.place, written, allowed });
                }
            }
            loose
        })
        .collect()
}

fn look_up(org: &Org, known: &Known<'_>, kinds: &'static [Kind], written: &str) -> Lookup {
    let prefixed = written.split_once(':').and_then(|(word, id)| {
        let kind = known.kind_called(word)?;
        kinds.contains(&kind).then_some((kind, id))
    });
    let (candidates, id) = match prefixed {
        Some((kind, id)) => (only(kind), id),
        None => (kinds, written),
    };
    for id in std::iter::once(id).chain(known.without_default(id)) {
        for &kind in candidates {
            if let Some(named) = org.names[kind as usize].get(id) {
                return Lookup { target: Ok(Entity { kind, index: named.index }), synonym: named.synonym };
            }
        }
    }
    let kind = missing_kind(known, candidates, id);
    let name = folded(known.without_default(id).unwrap_or(id));
    Lookup { target: Err(Missing { kind, name }), synonym: false }
}

/// The one-element list of a kind, out of the list of all.
fn only(kind: Kind) -> &'static [Kind] {
    static EACH: [Kind; KINDS] = ALL;
    &EACH[kind as usize..=kind as usize]
}

/// What a name that stands for nothing was meant to be: the first kind, unless one of the others is
/// less well known, in which case it may be one of those.
fn missing_kind(known: &Known<'_>, candidates: &[Kind], id: &str) -> Kind {
    let first = candidates.first().copied().unwrap_or(Kind::Org);
    let open = |&kind: &Kind| matches!(kind, Kind::Team | Kind::Unit | Kind::Service) && !known.in_full(kind, id);
    candidates.iter().copied().find(open).unwrap_or(first)
}

/// A name without the kind in front of it.
pub(super) fn bare(written: TextAt, text: &str) -> TextAt {
    let trimmed = text.trim_start();
    let lead = text.len() - trimmed.len();
    let prefix = trimmed.split_once(':').map_or(0, |(word, _)| of_word(word).map_or(0, |_| word.len() + 1));
    let cut = crate::declare::rank(lead + prefix);
    let len = crate::declare::rank(trimmed[prefix..].trim_end().len());
    TextAt { start: written.start + cut, len, ..written }
}

fn non_canonical(org: &Org, entity: Entity, name: &str, mut places: Vec<Place>) -> Finding {
    places.sort_unstable();
    places.dedup();
    let (word, id) = (record(entity.kind).word, org.id(entity));
    let written = org.sources().text(places[0]);
    let finding = NON_CANONICAL_NAME
        .at(places[0], format!("`{written}` is a synonym of the {word} `{id}`"))
        .saying(format!("replace with `{id}`"))
        .occurring_also(places[1..].iter().copied(), "also here")
        .help("under one name everybody finds it");
    let key = written.to_lowercase();
    let edits = places.iter().filter_map(|&place| rename(org.sources(), place, name, id)).collect();
    finding.safely_changing(edits).about(&[&format!("{word}:{id}")], &key)
}
