//! From names to entities, and one finding for each name that stands for nothing.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use crate::declare::format::{Format, FormatSet};
use crate::declare::value::{Slot, TextAt, Value, is_nobody};
use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::{NON_CANONICAL_NAME, UNKNOWN_DUTY, UNKNOWN_METRIC, UNKNOWN_REFERENCE};
use crate::finding::fix::rename;
use crate::finding::suggest::{nearest, question};
use crate::org::inverse::Inverse;
use crate::org::{Extent, Head, Org};
use crate::text::unicode::canonical;
use crate::text::{FileId, Place};
use crate::vocabulary::kinds::{ALL, Entity, KINDS, Kind, of_word};
use crate::vocabulary::record;

/// Places shown for one missing target; the others are counted.
const SHOWN: usize = 8;

/// For how many missing targets the nearest id is searched: each search looks at every id.
const SUGGESTIONS: usize = 200;

struct Lookup {
    target: Result<Entity, Missing>,
    synonym: bool,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Missing {
    kind: Kind,
    name: String,
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
}

/// Resolves every name. What is missing becomes an entity that was not declared, so that counts
/// still count it, and one finding.
///
/// Gives, for each thing that is said about another entity, which one that is.
///
/// Members of a team that has a file of its own, one of `short`, need not be declared elsewhere.
pub(super) fn resolve(
    org: &mut Org,
    said: &[Inverse],
    short: &HashSet<FileId>,
    findings: &mut Vec<Finding>,
) -> Vec<Option<Entity>> {
    let mut slots = std::mem::take(&mut org.slots);
    let mut elements = std::mem::take(&mut org.elements);
    let mut loose = pass(org, &mut slots, Holder::Slot);
    loose.extend(pass(org, &mut elements, Holder::Element));
    let mut told = vec![None; said.len()];
    for (at, one) in said.iter().enumerate() {
        let slot = slots[one.at];
        let lookup = look_up(org, only(slot.kind), org.characters(one.of).trim());
        match lookup.target {
            Ok(entity) => told[at] = Some(entity),
            Err(_) => loose.push(Loose { holder: Holder::Inverse(at), lookup, place: slot.place, written: one.of }),
        }
    }
    (org.slots, org.elements) = (slots, elements);
    loose.extend(rows(org));

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
    let mut searches = 0;
    for (target, mut uses) in missing {
        uses.sort_by_key(|found| found.place);
        if is_nobody(&target.name) {
            set(org, &mut told, &uses, Value::Nothing);
            continue;
        }
        // What is of another kind is not one of these that nobody declared.
        let other_kind = names_other_kind(&target);
        let introduced = target.kind == Kind::Person && uses.iter().any(|found| short.contains(&found.place.file));
        if other_kind || is_judged(org, target.kind) && !introduced {
            let near = (searches < SUGGESTIONS).then(|| suggestion(org, &target)).flatten();
            searches += 1;
            // A shorthand or an alias makes several references of one that was written.
            let mut written: Vec<&Loose> = uses.iter().collect();
            written.dedup_by_key(|found| found.place);
            findings.push(unknown(org, &target, &written, near.as_deref()));
        }
        if other_kind {
            set(org, &mut told, &uses, Value::Invalid);
            continue;
        }
        let entity = Entity::new(target.kind, org.count(target.kind));
        let first = &uses[0];
        let id = bare(first.written, org.characters(first.written));
        org.heads[target.kind as usize].push(Head {
            id,
            place: first.place,
            mask: 0,
            base: 0,
            parent: None,
            formats: FormatSet::default(),
            declared: false,
            damaged: false,
        });
        set(org, &mut told, &uses, Value::Ref(entity));
    }
    told
}

/// Rows of the responsibility matrix that stand under a synonym or under no duty at all.
fn rows(org: &Org) -> Vec<Loose> {
    let row = |entity: Entity| {
        let head = org.head(entity);
        Loose {
            holder: Holder::Row,
            lookup: look_up(org, only(Kind::Duty), org.characters(head.id).trim()),
            place: head.place,
            written: head.id,
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

/// A kind of which nothing, or not everything, was declared says nothing about what is missing.
///
/// A format may say that whoever declares teams in it would declare some other kinds beside them.
fn is_judged(org: &Org, kind: Kind) -> bool {
    let says_so = |format: &Format| format.beside_teams.contains(&kind);
    let beside_teams = || {
        org.formats.iter().any(|format| says_so(format))
            && org.all(Kind::Team).any(|team| org.formats(team).any(says_so))
    };
    match org.extent(kind) {
        Extent::Complete => kind != Kind::Tool,
        Extent::Absent => beside_teams(),
        Extent::Incomplete => false,
    }
}

/// Resolves what can be resolved in place; returns the rest, and synonyms.
fn pass(org: &Org, slots: &mut [Slot], holder: fn(usize) -> Holder) -> Vec<Loose> {
    const CHUNK: usize = 8_192;
    slots
        .par_chunks_mut(CHUNK)
        .enumerate()
        .flat_map_iter(|(chunk, slots)| {
            let mut loose = Vec::new();
            for (at, slot) in slots.iter_mut().enumerate() {
                let Value::Name(written) = slot.value else { continue };
                let lookup =
                    look_up(org, record(slot.kind).def(slot.field).read.refers_to(), org.characters(written).trim());
                if let Ok(entity) = lookup.target {
                    slot.value = Value::Ref(entity);
                }
                if lookup.synonym || lookup.target.is_err() {
                    loose.push(Loose { holder: holder(chunk * CHUNK + at), lookup, place: slot.place, written });
                }
            }
            loose
        })
        .collect()
}

fn look_up(org: &Org, kinds: &'static [Kind], written: &str) -> Lookup {
    let prefixed = written.split_once(':').and_then(|(word, id)| {
        let kind = of_word(word)?;
        kinds.contains(&kind).then_some((kind, id))
    });
    let (candidates, id) = match prefixed {
        Some((kind, id)) => (only(kind), id),
        None => (kinds, written),
    };
    for &kind in candidates {
        if let Some(named) = org.names[kind as usize].get(id) {
            return Lookup { target: Ok(Entity { kind, index: named.index }), synonym: named.synonym };
        }
    }
    let kind = missing_kind(org, candidates);
    Lookup { target: Err(Missing { kind, name: canonical(id).to_lowercase() }), synonym: false }
}

/// The one-element list of a kind, out of the list of all.
fn only(kind: Kind) -> &'static [Kind] {
    static EACH: [Kind; KINDS] = ALL;
    &EACH[kind as usize..=kind as usize]
}

/// What a name that stands for nothing was meant to be: the first kind, unless one of the others is
/// less well known, in which case it may be one of those.
fn missing_kind(org: &Org, candidates: &[Kind]) -> Kind {
    let first = candidates.first().copied().unwrap_or(Kind::Org);
    candidates
        .iter()
        .copied()
        .find(|&kind| matches!(kind, Kind::Team | Kind::Unit | Kind::Service) && org.extent(kind) != Extent::Complete)
        .unwrap_or(first)
}

fn bare(written: TextAt, text: &str) -> TextAt {
    let trimmed = text.trim_start();
    let lead = text.len() - trimmed.len();
    let prefix = trimmed.split_once(':').map_or(0, |(word, _)| of_word(word).map_or(0, |_| word.len() + 1));
    let cut = crate::declare::rank(lead + prefix);
    let len = crate::declare::rank(trimmed[prefix..].trim_end().len());
    TextAt { start: written.start + cut, len, ..written }
}

fn ids(org: &Org, kind: Kind) -> impl Iterator<Item = &str> {
    org.all(kind).map(|entity| org.id(entity))
}

/// What was meant: the same name in another namespace of a catalog, or else a name near to it.
fn suggestion(org: &Org, target: &Missing) -> Option<String> {
    let plain = |id: &str| id.rsplit('/').next().unwrap_or_default().to_lowercase();
    let name = plain(&target.name);
    let namesake =
        ids(org, target.kind).find(|id| (id.contains('/') || target.name.contains('/')) && plain(id) == name);
    match namesake {
        Some(id) if id.contains('/') => return Some(id.to_owned()),
        Some(id) => return Some(format!("default/{id}")),
        None => {}
    }
    let synonyms = match target.kind {
        Kind::Duty => Some(field!(Duty.synonyms)),
        Kind::Metric => Some(field!(Metric.synonyms)),
        _ => None,
    };
    let synonyms = synonyms.into_iter().flat_map(|field| {
        let all = org.all(target.kind).flat_map(move |entity| org.raw_list(entity, field));
        all.filter_map(|slot| match slot.value {
            Value::Text(text) => Some(org.characters(text)),
            _ => None,
        })
    });
    let near = nearest(&target.name, ids(org, target.kind).chain(synonyms))?;
    org.find(target.kind, near).map(|entity| org.id(entity).to_owned())
}

/// Whether a name has a kind in front that cannot stand there: `platform:paved` for a team.
fn names_other_kind(target: &Missing) -> bool {
    target.name.split_once(':').and_then(|(word, _)| of_word(word)).is_some()
}

fn unknown(org: &Org, target: &Missing, uses: &[&Loose], near: Option<&str>) -> Finding {
    let word = record(target.kind).word;
    let diagnostic = match target.kind {
        Kind::Duty => UNKNOWN_DUTY,
        Kind::Metric => UNKNOWN_METRIC,
        _ => UNKNOWN_REFERENCE,
    };
    let written = org.characters(uses[0].written).trim();
    let name = if names_other_kind(target) {
        written
    } else {
        org.characters(bare(uses[0].written, org.characters(uses[0].written)))
    };
    let times = match uses.len() {
        1 => String::new(),
        n => format!(", and {n} places refer to it"),
    };
    let finding = diagnostic
        .at(uses[0].place, format!("there is no {word} `{name}`{times}"))
        .saying(near.map_or_else(|| "not declared anywhere".to_owned(), question))
        .labels_of_places(uses[1..].iter().map(|found| (found.place, "also here")), SHOWN - 1);
    let elsewhere = ALL.into_iter().find(|&kind| {
        let of_people_and_things = kind != Kind::Responsibility && !record(kind).of_taxonomy;
        let confused = of_people_and_things && kind != target.kind && !matches!(target.kind, Kind::Duty | Kind::Metric);
        confused && org.find(kind, &target.name).is_some_and(|entity| org.is_declared(entity))
    });
    let help = match (near, elsewhere) {
        _ if names_other_kind(target) => format!("`{name}` cannot be a {word}: write the {word}'s id without a kind"),
        (Some(near), _) if matches!(target.kind, Kind::Duty | Kind::Metric) => format!("write `{near}`"),
        (Some(near), _) => format!("write `{near}`, or declare the {word} `{name}`"),
        (None, Some(kind)) => {
            let other = record(kind).word;
            format!("`{name}` is a {other}; where a {other} is allowed, write `{other}:{name}`")
        }
        (None, None) => match target.kind {
            Kind::Duty | Kind::Metric => format!("name a {word} of the taxonomy"),
            _ => format!("declare the {word} `{name}`, or name one that exists"),
        },
    };
    finding.help(help).about(&[&format!("{word}:{}", target.name)], "")
}

fn non_canonical(org: &Org, entity: Entity, name: &str, mut places: Vec<Place>) -> Finding {
    places.sort_unstable();
    places.dedup();
    let (word, id) = (record(entity.kind).word, org.id(entity));
    let written = org.sources().text(places[0]);
    let finding = NON_CANONICAL_NAME
        .at(places[0], format!("`{written}` is a synonym of the {word} `{id}`"))
        .saying(format!("replace with `{id}`"))
        .labels_of_places(places[1..].iter().map(|&place| (place, "also here")), SHOWN - 1)
        .help("under one name everybody finds it");
    let key = written.to_lowercase();
    let edits = places.iter().filter_map(|&place| rename(org.sources(), place, name, id)).collect();
    finding.safely_changing(edits).about(&[&format!("{word}:{id}")], &key)
}
