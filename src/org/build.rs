//! From what each file declares to one organisation.

use crate::org::inverse::Inverse;
use crate::org::overlay::Group;
use std::collections::HashSet;
use std::sync::{Mutex, OnceLock};

use rayon::prelude::*;

use crate::declare::format::{Closure, Format, FormatSet, rank_of};
use crate::declare::mapping::Mapping;
use crate::declare::matching::Aliases;
use crate::declare::value::{Slot, TextAt, Texts, Value};
use crate::declare::{Declarations, Draft, KindSet, rank, zones};
use crate::field;
use crate::finding::Finding;
use crate::org::check::{cycles, escalations, invisible, overlays, repeated, tools};
use crate::org::claims::Claims;
use crate::org::known::{Beyond, Known};
use crate::org::names::Names;
use crate::org::partial::Partial;
use crate::org::{
    Extent, Head, Org, Voice, accounts, claims, differences, inverse, matching, overlay, resolve, unknown,
};
use crate::text::unicode::canonical;
use crate::text::{FileId, Sources};
use crate::vocabulary::kinds::{ALL, Entity, KINDS, Kind};
use crate::vocabulary::{SectionForm, record};

/// Builds the organisation that files declare together, and tells what is wrong between them.
///
/// `as_of` is the date that counts as today, in days since 1970-01-01; `beyond` says what lies beyond the files, and
/// `mapping` which notes stand for fields, and `aliases` what else entities are called.
pub fn build(
    sources: Sources,
    mut parts: Vec<Declarations>,
    beyond: &Beyond,
    mapping: &Mapping,
    aliases: &Aliases,
    as_of: i32,
) -> (Org, Vec<Finding>) {
    parts.par_iter_mut().for_each(|part| {
        mapping.apply(part, &sources);
        zones::settle(part, &sources, as_of);
    });
    let mut findings: Vec<Finding> = parts.iter_mut().flat_map(|part| std::mem::take(&mut part.problems)).collect();
    let matching = matching::unite(&mut parts, &sources, aliases, &mut findings);
    let (mut sections, mut lost, mut partial) = (KindSet::default(), KindSet::default(), KindSet::default());
    for part in &parts {
        sections.extend(part.sections);
        lost.extend(part.lost);
        partial.extend(part.partial);
    }
    let more = parts.iter().fold(KindSet::default(), |mut more, part| {
        more.extend(part.more);
        more
    });
    let leads_outside = parts.iter().any(|part| part.leads_outside);
    let voices = voices(&parts);
    let short = parts.iter().filter(|part| part.short).map(|part| part.file).collect();
    let rosters = parts.iter().flat_map(|part| part.formats.iter().map(|&format| (format, part.rosters))).collect();
    let owners = parts.iter_mut().filter_map(|part| part.owners.take()).collect();
    mapping.tell_once(&mut findings);
    let mut store = join(parts);
    let said = std::mem::take(&mut store.said);
    let groups = arrange(&mut store, &sources);
    let mut org = Org {
        sources,
        owned: store.owned,
        formats: store.formats,
        heads: store.heads,
        slots: store.slots,
        elements: store.elements,
        names: Vec::new(),
        extents: [Extent::Absent; KINDS],
        several: Vec::new(),
        closed: KindSet::default(),
        parts: KindSet::default(),
        partial: Partial::default(),
        voices,
        unchecked: Vec::new(),
        dangling: HashSet::new(),
        claims: Claims::default(),
        matching,
        mapping: mapping.clone(),
        rosters,
        external: beyond.external.clone(),
        differences: Vec::new(),
        as_of,
        graph: OnceLock::new(),
        unnamed: OnceLock::new(),
        alike: Mutex::default(),
    };
    org.closed = beyond.complete;
    org.closed.extend(closed(&org));
    org.partial = Partial::of(&org, &groups, &mut findings);
    org.partial.sections.extend(more);
    // What a part does not have, others that have everything do: they refer to nothing else.
    let whole = said_in_full(&org);
    let (mut beside, mut unsaid) = (partial, partial);
    unsaid.remove(whole);
    unsaid.extend(lost);
    let (named, _) = extents(&org, sections, unsaid, leads_outside);
    // People and teams that a part names are there, if only by their names. What else it does not have, it may have for
    // those who are here.
    beside.remove(KindSet::of([Kind::Person, Kind::Team].into_iter().filter(|&kind| whole.contains(kind))));
    lost.extend(beside);
    (org.extents, org.parts) = extents(&org, sections, lost, leads_outside);
    org.names = name(&org);
    // What teams are called elsewhere is asked of them, and known before any name is looked up.
    let mut matching = std::mem::take(&mut org.matching);
    matching.gather_aliases(&org);
    org.matching = matching;
    let known = Known::of(&org, named, beyond, leads_outside);
    let resolved = resolve::resolve(&mut org, &known, &said, &short, &mut findings);
    overlay::unite(&mut org, &groups, &mut findings);
    inverse::apply(&mut org, &said, &resolved.told);
    keep_own_members(&mut org);
    org.several = groups;
    let mut partial = std::mem::take(&mut org.partial);
    partial.settle(&org, &mut findings);
    org.partial = partial;
    org.differences = differences::gather(&org);
    let several = std::mem::take(&mut org.several);
    accounts::let_go(&mut org, &several);
    org.several = several;
    // Made on all threads, and not by one that is asked to do something else meanwhile.
    org.graph();
    findings.extend(unknown::references(&org, &resolved.dangling));
    findings.extend(overlays::unmatched(&org));
    org.claims = claims::gather(&org, owners);
    let (cycles, repeated) = rayon::join(|| cycles::reporting_cycles(&org), || repeated::duplicate_items(&org));
    findings.extend(cycles);
    findings.extend(escalations::escalation_cycles(&org));
    findings.extend(repeated);
    findings.extend(tools::unknown_tools(&org));
    findings.extend(invisible::characters(&org));
    tell_once(&mut findings);
    (org, findings)
}

/// Of which teams people say themselves that they are in them, these do not leave it to a host to say so.
fn keep_own_members(org: &mut Org) {
    let named = |index: usize| match org.slot(Entity::new(Kind::Membership, index), field!(Membership.team))?.value {
        Value::Ref(team) => Some(team),
        _ => None,
    };
    let joined: HashSet<Entity> = (0..org.count(Kind::Membership)).filter_map(named).collect();
    for team in joined {
        org.drop_noted(team, field!(Team.members));
    }
}

/// What an alias or a merge key brings in is read often, and written once: so it is told once.
fn tell_once(findings: &mut Vec<Finding>) {
    let is_new: Vec<bool> = {
        let mut told = HashSet::with_capacity(findings.len());
        let about = findings.iter().map(|one| (one.place(), &*one.rule, one.entity.as_deref(), &*one.message));
        about.map(|about| told.insert(about)).collect()
    };
    let mut is_new = is_new.into_iter();
    findings.retain(|_| is_new.next().unwrap_or(true));
}

/// All files' declarations behind each other.
struct Store {
    owned: String,
    formats: Vec<&'static Format>,
    drafts: Vec<Vec<Draft>>,
    heads: Vec<Vec<Head>>,
    slots: Vec<Slot>,
    elements: Vec<Slot>,
    said: Vec<Inverse>,
}

/// Joins them on all threads, behind the largest, which stays where it is.
fn join(mut parts: Vec<Declarations>) -> Store {
    parts.sort_by_key(|part| std::cmp::Reverse(part.slots.len()));
    let mut largest = if parts.is_empty() { Declarations::new(FileId(0)) } else { parts.remove(0) };
    let shifts = shifts(&mut largest, &parts);
    for part in &parts {
        largest.owned.push_str(&part.owned);
    }
    append(&mut largest.slots, &parts, &shifts, |part| &part.slots);
    append(&mut largest.elements, &parts, &shifts, |part| &part.elements);
    let mut said = Vec::new();
    let mut tell = |of: TextAt, slot: Slot| {
        said.push(Inverse { of, at: largest.slots.len() });
        largest.slots.push(slot);
    };
    largest.said.iter().for_each(|one| tell(one.of, one.slot));
    for (part, shift) in parts.iter().zip(&shifts) {
        part.said.iter().for_each(|one| tell(shift.text(one.of), shift.slot(one.slot)));
    }
    largest.drafts.par_iter_mut().enumerate().for_each(|(kind, drafts)| {
        drafts.reserve_exact(parts.iter().map(|part| part.drafts[kind].len()).sum());
        for (part, shift) in parts.iter().zip(&shifts) {
            drafts.extend(part.drafts[kind].iter().map(|draft| shift.draft(*draft)));
        }
    });
    parts.into_par_iter().for_each(drop);
    let heads = (0..KINDS).map(|_| Vec::new()).collect();
    let Declarations { owned, formats, drafts, slots, elements, .. } = largest;
    Store { owned, formats, drafts, heads, slots, elements, said }
}

/// Where each part comes to lie. The formats of all are those of the largest, and what the others have besides.
fn shifts(largest: &mut Declarations, parts: &[Declarations]) -> Vec<Shift> {
    let mut next = Shift { owned: 0, slots: 0, elements: 0, kinds: [0; KINDS], formats: Vec::new() };
    let mut shifts = Vec::with_capacity(parts.len());
    let mut formats = std::mem::take(&mut largest.formats);
    let mut before: &Declarations = largest;
    for part in parts {
        next.owned += rank(before.owned.len());
        next.slots += rank(before.slots.len());
        next.elements += rank(before.elements.len());
        for (to, drafts) in next.kinds.iter_mut().zip(&before.drafts) {
            *to += rank(drafts.len());
        }
        next.formats = part.formats.iter().map(|&format| rank_of(&mut formats, format)).collect();
        shifts.push(next.clone());
        before = part;
    }
    largest.formats = formats;
    shifts
}

/// Puts the slots of all parts behind others.
fn append(
    to: &mut Vec<Slot>,
    parts: &[Declarations],
    shifts: &[Shift],
    slots: impl Fn(&Declarations) -> &[Slot] + Sync,
) {
    let starts: Vec<usize> = parts
        .iter()
        .scan(0, |end, part| {
            let start = *end;
            *end += slots(part).len();
            Some(start)
        })
        .collect();
    let all = starts.last().zip(parts.last()).map_or(0, |(start, part)| start + slots(part).len());
    let gathered = (0..all).into_par_iter().map_init(
        || 0,
        |part, at| {
            // The part of the slot before, or the one after it, nearly always; parts may be empty.
            if at < starts[*part] || at - starts[*part] >= slots(&parts[*part]).len() {
                *part = starts.partition_point(|&start| start <= at) - 1;
            }
            shifts[*part].slot(slots(&parts[*part])[at - starts[*part]])
        },
    );
    to.par_extend(gathered);
}

/// How far the ranks of one file's declarations move when they are joined to the others'.
#[derive(Clone)]
struct Shift {
    owned: u32,
    slots: u32,
    elements: u32,
    kinds: [u32; KINDS],
    /// The rank that each of the part's formats has among those of all.
    formats: Vec<u8>,
}

impl Shift {
    fn text(&self, mut text: TextAt) -> TextAt {
        if text.file == TextAt::OWNED {
            text.start += self.owned;
        }
        text
    }

    fn entity(&self, entity: Entity) -> Entity {
        Entity { kind: entity.kind, index: entity.index + self.kinds[entity.kind as usize] }
    }

    fn draft(&self, mut draft: Draft) -> Draft {
        draft.base += self.slots;
        draft.format = self.formats[usize::from(draft.format)];
        draft.id = self.text(draft.id);
        draft.parent = draft.parent.map(|parent| self.entity(parent));
        draft
    }

    fn slot(&self, mut slot: Slot) -> Slot {
        slot.value = match slot.value {
            Value::Text(text) => Value::Text(self.text(text)),
            Value::Name(text) => Value::Name(self.text(text)),
            Value::Record(child) => Value::Record(self.entity(child)),
            Value::List(mut run) => {
                run.start += self.elements;
                Value::List(run)
            }
            Value::Notes(mut run) => {
                run.start += self.elements;
                Value::Notes(run)
            }
            same => same,
        };
        slot
    }
}

/// Orders entities by id, makes one of several declarations, and returns those. Kinds are arranged side by side.
fn arrange(store: &mut Store, sources: &Sources) -> Vec<Group> {
    let texts = Texts { sources, owned: &store.owned };
    let drafts = std::mem::take(&mut store.drafts);
    let arranged: Vec<Arranged> = ALL
        .into_par_iter()
        .zip(drafts)
        .map(|(kind, drafts)| arrange_kind(kind, &drafts, texts, &store.formats))
        .collect();
    let (mut groups, mut moved) = (Vec::new(), Vec::with_capacity(KINDS));
    for (heads, of_kind) in store.heads.iter_mut().zip(arranged) {
        *heads = of_kind.heads;
        groups.extend(of_kind.groups);
        moved.push(of_kind.moved);
    }
    for heads in &mut store.heads {
        heads.par_iter_mut().for_each(|head| {
            if let Some(parent) = &mut head.parent
                && let Some(to) = &moved[parent.kind as usize]
            {
                parent.index = to[parent.index()];
            }
        });
    }
    groups
}

/// The entities of a kind in their order.
struct Arranged {
    heads: Vec<Head>,
    groups: Vec<Group>,
    /// Where each draft went, unless all stay where they are.
    moved: Option<Vec<u32>>,
}

fn arrange_kind(kind: Kind, drafts: &[Draft], texts: Texts<'_>, formats: &[&Format]) -> Arranged {
    if record(kind).form == SectionForm::Nested {
        return Arranged { heads: drafts.iter().map(head).collect(), groups: Vec::new(), moved: None };
    }
    // What counts first is first, and not what happens to lie in a folder of an early name. A native file is an overlay of a
    // catalog: of these the first in the order of paths counts.
    let catalog = Closure::Namespace.authority();
    let authority = |draft: &Draft| formats[usize::from(draft.format)].closure.authority().max(catalog);
    let mut order: Vec<(u128, u32)> = (0..).zip(drafts).map(|(at, draft)| (prefix(texts.get(draft.id)), at)).collect();
    order.par_sort_unstable_by(|&(key_a, a), &(key_b, b)| {
        let (a, b) = (&drafts[a as usize], &drafts[b as usize]);
        key_a
            .cmp(&key_b)
            .then_with(|| folded(&canonical(texts.get(a.id))).cmp(folded(&canonical(texts.get(b.id)))))
            .then_with(|| authority(a).cmp(&authority(b)))
            .then_with(|| a.place.cmp(&b.place))
    });
    let (mut heads, mut groups): (Vec<Head>, Vec<Group>) = (Vec::with_capacity(drafts.len()), Vec::new());
    let (mut to, mut first) = (vec![0; drafts.len()], (0, 0));
    for (key, at) in order {
        let draft = &drafts[at as usize];
        let twin = heads.last().is_some_and(|last| {
            let same = || folded(&canonical(texts.get(last.id))).eq(folded(&canonical(texts.get(draft.id))));
            record(kind).form != SectionForm::Listed && key == first.0 && same()
        });
        if twin {
            let entity = Entity::new(kind, heads.len() - 1);
            if let Some(last) = heads.last_mut() {
                last.formats = last.formats.with(FormatSet::of(draft.format));
            }
            match groups.last_mut() {
                Some(Group { entity: same, drafts }) if *same == entity => drafts.push(*draft),
                _ => groups.push(Group { entity, drafts: vec![drafts[first.1 as usize], *draft] }),
            }
        } else {
            heads.push(head(draft));
            first = (key, at);
        }
        to[at as usize] = rank(heads.len() - 1);
    }
    Arranged { heads, groups, moved: Some(to) }
}

fn head(draft: &Draft) -> Head {
    Head {
        id: draft.id,
        place: draft.place,
        mask: draft.mask,
        base: draft.base,
        parent: draft.parent,
        formats: FormatSet::of(draft.format),
        declared: true,
        damaged: draft.damaged,
    }
}

/// The first sixteen bytes, folded, as a number that orders like them.
fn prefix(id: &str) -> u128 {
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(folded(&canonical(id))) {
        *to = from;
    }
    u128::from_be_bytes(bytes)
}

fn folded(id: &str) -> impl Iterator<Item = u8> {
    id.bytes().map(|byte| byte.to_ascii_lowercase())
}

/// Names are looked up only for kinds that something can refer to.
fn name(org: &Org) -> Vec<Names> {
    ALL.par_iter()
        .map(|&kind| {
            let heads = &org.heads[kind as usize];
            let referable = matches!(record(kind).form, SectionForm::Keyed) || kind == Kind::GoldenPath;
            if !referable {
                return Names::with_capacity(kind, 0);
            }
            let mut names = Names::with_capacity(kind, heads.len());
            for (index, head) in (0..).zip(heads) {
                names.insert(org.characters(head.id), index, false);
            }
            org.matching.name(kind, &mut names);
            let synonyms = match kind {
                Kind::Duty => field!(Duty.synonyms),
                Kind::Metric => field!(Metric.synonyms),
                Kind::Tool => field!(Tool.synonyms),
                _ => return names,
            };
            for index in 0..heads.len() {
                for synonym in org.raw_list(Entity::new(kind, index), synonyms) {
                    if let Value::Text(text) = synonym.value {
                        names.insert(org.characters(text), rank(index), true);
                    }
                }
            }
            names
        })
        .collect()
}

/// Sections that the files say are there in full.
fn closed(org: &Org) -> KindSet {
    let mut closed = KindSet::default();
    for index in 0..org.count(Kind::Org) {
        for section in org.raw_list(Entity::new(Kind::Org, index), field!(Org.complete)) {
            let Value::Text(text) = section.value else { continue };
            let named = ALL.into_iter().find(|&kind| record(kind).section == Some(org.characters(text)));
            closed.extend(KindSet::of(named));
        }
    }
    closed
}

/// Kinds of which something is declared in files that have all there is.
fn said_in_full(org: &Org) -> KindSet {
    let in_full = |format: &Format, kind: Kind| format.closure != Closure::Open && format.closure.closes(kind);
    let declares = |&kind: &Kind| org.all(kind).any(|entity| org.formats(entity).any(|format| in_full(format, kind)));
    KindSet::of(ALL.into_iter().filter(declares))
}

/// How much is known of each kind, and of which ones something lies elsewhere.
fn extents(org: &Org, sections: KindSet, lost: KindSet, leads_outside: bool) -> ([Extent; KINDS], KindSet) {
    let in_parts = |kind: Kind| {
        let comes_in_parts = |entity| org.formats(entity).any(|format| format.closure == Closure::Namespace);
        leads_outside && !org.closed.contains(kind) && org.all(kind).any(comes_in_parts)
    };
    let is_partial = |kind: Kind| org.partial.sections.contains(kind) && !org.closed.contains(kind);
    let parts = KindSet::of(ALL.into_iter().filter(|&kind| in_parts(kind) || is_partial(kind)));
    let closes = |entity: Entity| org.formats(entity).any(|format| format.closure.closes(entity.kind));
    let extents = ALL.map(|kind| {
        let what = record(kind);
        let always = what.always_closed || sections.contains(kind) && what.form == SectionForm::Single;
        if lost.contains(kind) || parts.contains(kind) {
            Extent::Incomplete
        } else if org.all(kind).any(closes) || always || org.closed.contains(kind) {
            Extent::Complete
        } else if org.count(kind) > 0 {
            Extent::Incomplete
        } else {
            Extent::Absent
        }
    });
    let mut of_files_read = parts;
    of_files_read.remove(lost);
    (extents, of_files_read)
}

/// In which format each file is written, from which byte on.
fn voices(parts: &[Declarations]) -> Vec<Voice> {
    let of = |part: &Declarations| {
        let file = part.file;
        part.voices.iter().map(move |&(start, format)| Voice { file, start, format }).collect::<Vec<_>>()
    };
    let mut voices: Vec<Voice> = parts.iter().flat_map(of).collect();
    voices.sort_by_key(|voice| (voice.file, voice.start));
    voices.dedup();
    voices
}
