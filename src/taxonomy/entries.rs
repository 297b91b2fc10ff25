//! Entries of the taxonomy: duties, groups of duties, metrics and tools.

use std::borrow::Cow;
use std::collections::HashSet;

use hashbrown::HashMap;
use hashbrown::hash_map::Entry::{Occupied, Vacant};

use crate::declare::Open;
use crate::declare::reader::slot;
use crate::declare::setting::Written;
use crate::declare::value::{Slot, Value};
use crate::finding::suggest::did_you_mean;
use crate::taxonomy::table::{Renamed, duties_of};
use crate::taxonomy::{Merge, meant, problem};
use crate::text::unicode::word_key;
use crate::vocabulary::kinds::{Kind, of_taxonomy};
use crate::vocabulary::{Read, record};
use crate::yaml::tree::{NodeRef, Shape};

/// The key under which an entry names those whose place it takes.
const REPLACES: &str = "replaces";

/// One entry as all layers have it.
struct Entry<'t> {
    id: NodeRef<'t>,
    /// What is said about it, the last first.
    said: Vec<NodeRef<'t>>,
    /// Ids of the entries whose place it takes, where they were written.
    former: Vec<NodeRef<'t>>,
    /// What it is looked for as, and of a group the duties in it: of several entries whose place it takes, those of all.
    together: Together<'t>,
}

/// What entries that become one have together, where other fields are those of the first.
#[derive(Default)]
struct Together<'t> {
    roles: Vec<NodeRef<'t>>,
    duties: Vec<NodeRef<'t>>,
}

impl<'t> Together<'t> {
    /// What is said of an entry.
    fn of(kind: Kind, said: NodeRef<'t>) -> Self {
        let is_said = |node: &NodeRef<'t>| node.shape() != Shape::Null;
        Self {
            roles: said.get("role").filter(is_said).into_iter().collect(),
            duties: duties_of(said).filter(|_| kind == Kind::DutyGroup).filter(is_said).into_iter().collect(),
        }
    }

    /// Adds what a further entry has.
    fn and(&mut self, other: Self) {
        self.roles.extend(other.roles);
        self.duties.extend(other.duties);
    }

    /// Gives way to what is said later.
    fn unless(self, later: Self) -> Self {
        let latest = |later: Vec<_>, earlier| if later.is_empty() { earlier } else { later };
        Self { roles: latest(later.roles, self.roles), duties: latest(later.duties, self.duties) }
    }
}

/// The entries of one kind while they are put together: in order, and found by the ids they have.
#[derive(Default)]
struct Entries<'t> {
    all: Vec<Option<Entry<'t>>>,
    ranks: HashMap<Cow<'t, str>, usize>,
}

impl<'t> Entries<'t> {
    fn find(&self, id: &str) -> Option<usize> {
        self.ranks.get(&*word_key(id)).copied()
    }

    fn get(&mut self, at: usize) -> Option<&mut Entry<'t>> {
        self.all.get_mut(at).and_then(Option::as_mut)
    }

    fn push(&mut self, entry: Entry<'t>) {
        self.ranks.insert(key_of(entry.id), self.all.len());
        self.all.push(Some(entry));
    }

    fn remove(&mut self, at: usize) -> Option<Entry<'t>> {
        let entry = self.all.get_mut(at).and_then(Option::take)?;
        self.ranks.remove(&key_of(entry.id));
        Some(entry)
    }

    /// Gives the entry another id, under which it is found from now on.
    fn rename(&mut self, at: usize, id: NodeRef<'t>) {
        let Some(entry) = self.all.get_mut(at).and_then(Option::as_mut) else { return };
        self.ranks.remove(&key_of(entry.id));
        entry.former.insert(0, entry.id);
        entry.id = id;
        self.ranks.insert(key_of(id), at);
    }

    fn ids(&self) -> Vec<Cow<'t, str>> {
        self.all.iter().flatten().filter_map(|entry| entry.id.text()).collect()
    }
}

/// Names of the entries of one kind, as they are compared.
type Names<'t> = HashMap<Cow<'t, str>, Named<'t>>;

/// What a name stands for.
struct Named<'t> {
    /// The rank of the entry.
    entry: usize,
    /// Where it is claimed as a synonym; none for an id.
    claimed: Option<NodeRef<'t>>,
}

/// A name as it is compared.
fn key_of(name: NodeRef<'_>) -> Cow<'_, str> {
    match name.text().unwrap_or_default() {
        Cow::Borrowed(text) => word_key(text),
        Cow::Owned(text) => Cow::Owned(word_key(&text).into_owned()),
    }
}

impl<'t> Merge<'t> {
    /// Reads all entries of all kinds.
    pub(crate) fn entries(&mut self) {
        let (mut duties, mut duty_names) = (Vec::new(), Names::new());
        for kind in of_taxonomy() {
            let entries = self.collect(kind);
            self.reader.out.sections.insert(kind);
            if kind == Kind::DutyGroup {
                self.groups(&entries, &duties, &duty_names);
                continue;
            }
            let (names, synonyms) = self.names(kind, &entries);
            self.removed(kind, &names);
            for (entry, synonyms) in entries.iter().zip(synonyms) {
                self.declare(kind, entry, &synonyms);
            }
            if kind == Kind::Duty {
                (duties, duty_names) = (entries, names);
            }
        }
    }

    /// Puts together what the layers say about each entry.
    fn collect(&mut self, kind: Kind) -> Vec<Entry<'t>> {
        let what = record(kind);
        let mut entries = Entries::default();
        for section in self.section(what.section.unwrap_or_default()) {
            if !matches!(section.shape(), Shape::Mapping | Shape::Null) {
                let message = format!("`{}` is a map from id to {}", what.section.unwrap_or_default(), what.word);
                self.wrong(section, message, "not a map", "write each id as a key");
            }
            for written in section.entries() {
                let id = written.key.text().unwrap_or_default();
                let known = entries.find(&id);
                match (written.value.shape(), known) {
                    (Shape::Null, Some(at)) => {
                        entries.remove(at);
                    }
                    (Shape::Null, None) => {
                        let ids = entries.ids();
                        let help = did_you_mean(&id, ids.iter().map(|id| &**id))
                            .unwrap_or_else(|| format!("to add it, write `{id}: {{…}}`"));
                        let message = format!("there is no {} `{id}` to remove", what.word);
                        self.wrong(written.key, message, "nothing after it removes it", help);
                    }
                    (Shape::Mapping, _) => self.add(kind, &mut entries, known, written.key, written.value),
                    _ if what.shorthand.is_some() => {
                        self.add(kind, &mut entries, known, written.key, written.value);
                    }
                    _ => {
                        let message = format!("the {} `{id}` is a map of fields", what.word);
                        self.wrong(written.value, message, "not a map", format!("write `{id}: {{…}}`"));
                    }
                }
            }
        }
        entries.all.into_iter().flatten().collect()
    }

    /// Adds to an entry or makes one, which may take the place of others.
    fn add(&mut self, kind: Kind, entries: &mut Entries<'t>, known: Option<usize>, id: NodeRef<'t>, said: NodeRef<'t>) {
        let mut at = known;
        let mut before = Together::default();
        if let Some(entry) = at.and_then(|at| entries.get(at)) {
            entry.said.insert(0, said);
            before.and(std::mem::take(&mut entry.together));
        }
        for replaced in said.get(REPLACES).into_iter().flat_map(one_or_many) {
            let name = replaced.text().unwrap_or_default();
            let Some(from) = entries.find(&name).filter(|&from| Some(from) != at) else {
                let ids = entries.ids();
                let ids: Vec<&str> = ids.iter().map(|id| &**id).collect();
                let message = format!("there is no {} `{name}` to replace", record(kind).word);
                self.wrong(replaced, message, "not in the taxonomy", meant(&name, &ids));
                continue;
            };
            if let Some(to) = at {
                let Some(old) = entries.remove(from) else { continue };
                before.and(old.together);
                if let Some(entry) = entries.get(to) {
                    entry.said.extend(old.said);
                    entry.former.extend(std::iter::once(old.id).chain(old.former));
                }
            } else {
                entries.rename(from, id);
                if let Some(entry) = entries.get(from) {
                    before.and(std::mem::take(&mut entry.together));
                    entry.said.insert(0, said);
                }
                at = Some(from);
            }
        }
        let together = before.unless(Together::of(kind, said));
        match at.and_then(|at| entries.get(at)) {
            Some(entry) => entry.together = together,
            None => entries.push(Entry { id, said: vec![said], former: Vec::new(), together }),
        }
    }

    /// Which name stands for which entry, and the synonyms of each. Ids go before synonyms, and what configuration
    /// says before what the program does: a synonym that it gives to another entry moves there.
    fn names(&mut self, kind: Kind, entries: &[Entry<'t>]) -> (Names<'t>, Vec<Vec<NodeRef<'t>>>) {
        let word = record(kind).word;
        let mut names = Names::with_capacity(2 * entries.len());
        for (at, entry) in entries.iter().enumerate() {
            names.insert(key_of(entry.id), Named { entry: at, claimed: None });
            self.renamed(kind, entry);
        }
        let mut synonyms: Vec<Vec<NodeRef<'t>>> = entries.iter().map(|_| Vec::new()).collect();
        let said = entries.iter().enumerate().flat_map(|(at, entry)| {
            let listed = entry.said.iter().filter_map(|said| said.get("synonyms")).flat_map(one_or_many);
            entry.former.iter().copied().chain(listed).map(move |synonym| (at, synonym))
        });
        let (own, configured): (Vec<_>, Vec<_>) = said.partition(|(_, synonym)| self.is_own(*synonym));
        for (at, synonym) in configured.into_iter().chain(own) {
            let taken = match names.entry(key_of(synonym)) {
                Vacant(free) => {
                    free.insert(Named { entry: at, claimed: Some(synonym) });
                    synonyms[at].push(synonym);
                    continue;
                }
                Occupied(taken) => taken.into_mut(),
            };
            let other = &entries[taken.entry];
            let is_configured = !self.is_own(taken.claimed.unwrap_or(other.id));
            if taken.entry == at || self.is_own(synonym) && is_configured {
                continue;
            }
            let text = synonym.text().unwrap_or_default();
            let other_id = other.id.text().unwrap_or_default();
            let id = entries[at].id.text().unwrap_or_default();
            let finding = match taken.claimed {
                Some(first) => problem(
                    synonym.place(),
                    format!("`{text}` is a synonym of both `{other_id}` and `{id}`"),
                    "claimed again here",
                )
                .label(first.place(), "first claimed here")
                .help("leave it to one of them"),
                None => problem(
                    synonym.place(),
                    format!("`{text}` is the id of a {word} and cannot be a synonym of another"),
                    &format!("the {word} `{other_id}` has this id"),
                )
                .help(format!("to make one of both, write `{REPLACES}: {other_id}`")),
            };
            self.problems.push(finding);
        }
        (names, synonyms)
    }

    /// Notes which ids pages may know an entry by.
    fn renamed(&mut self, kind: Kind, entry: &Entry<'_>) {
        let of = |id: NodeRef<'_>| id.text().unwrap_or_default().into_owned();
        let renamed = entry.former.iter().map(|&former| Renamed { kind, from: of(former), to: of(entry.id) });
        self.taxonomy.renamed.extend(renamed);
    }

    /// Notes which of the program's entries there are no longer, as far as they were not replaced.
    fn removed(&mut self, kind: Kind, names: &Names<'t>) {
        let section =
            self.section(record(kind).section.unwrap_or_default()).into_iter().find(|node| self.is_own(*node));
        let ids = section.into_iter().flat_map(NodeRef::entries).map(|entry| entry.key);
        let gone = ids.filter(|id| !names.contains_key(&key_of(*id)));
        self.taxonomy.removed.extend(gone.filter_map(|id| Some((kind, id.text()?.into_owned()))));
    }

    fn declare(&mut self, kind: Kind, entry: &Entry<'t>, synonyms: &[NodeRef<'t>]) {
        let what = record(kind);
        let open = self.reader.out.open(kind);
        let texts: Vec<Slot> =
            synonyms.iter().map(|node| slot(Value::Text(self.reader.text_at(*node)), node.place())).collect();
        if let Some(first) = texts.first() {
            let (place, list) = (first.place, self.reader.out.list(&texts));
            self.reader.out.set(&open, what.known("synonyms"), list, place);
        }
        self.fields(&open, entry);
        self.finish(open, entry);
    }

    /// Reads the fields of an entry other than those in which entries that become one are together.
    fn fields(&mut self, open: &Open, entry: &Entry<'t>) {
        let what = record(open.kind());
        let together = [what.field("role"), what.field("duties")];
        self.roles(open, &entry.together.roles);
        for field in entry.said.iter().flat_map(|said| said.entries()) {
            let name = field.key.text().unwrap_or_default();
            if name == REPLACES {
                continue;
            }
            let Some(known) = what.field(&name) else {
                if !name.starts_with("x-") {
                    self.reader.unknown_field(what, &name, field.key.written(), |_| false);
                }
                continue;
            };
            if together.contains(&Some(known)) {
                continue;
            }
            // The first value of a field stays, and synonyms have theirs already.
            if let Some(value) = self.reader.value(what.def(known), field.value) {
                self.reader.out.set(open, known, value, field.value.place());
            }
        }
    }

    fn roles(&mut self, open: &Open, said: &[NodeRef<'t>]) {
        let what = record(open.kind());
        let (Some(first), Some(role)) = (said.first(), what.field("role")) else { return };
        let def = what.def(role);
        let Read::List(element) = def.read else { return };
        let items = said.iter().flat_map(|node| one_or_many(*node));
        let read = items.filter_map(|item| Some(slot(self.reader.read(def.name, *element, item)?, item.place())));
        let mut slots: Vec<Slot> = Vec::new();
        for slot in read {
            if !slots.iter().any(|known| known.value == slot.value) {
                slots.push(slot);
            }
        }
        let list = self.reader.out.list(&slots);
        self.reader.out.set(open, role, list, first.place());
    }

    fn finish(&mut self, open: Open, entry: &Entry<'t>) {
        let id = self.reader.text_at(entry.id);
        let damaged = entry.said.iter().any(|said| said.is_damaged());
        self.reader.close(open, id, entry.id.place(), damaged);
    }

    /// Groups name duties by any name they have; rules see their ids.
    fn groups(&mut self, groups: &[Entry<'t>], duties: &[Entry<'t>], names: &Names<'t>) {
        let what = record(Kind::DutyGroup);
        let mut table = Vec::new();
        for group in groups {
            self.renamed(Kind::DutyGroup, group);
            let place = group.together.duties.first().map_or_else(|| group.id.place(), |list| list.place());
            let (mut ids, mut slots, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
            for item in group.together.duties.iter().flat_map(|list| one_or_many(*list)) {
                let name = item.text().unwrap_or_default();
                match names.get(&key_of(item)).map(|named| named.entry) {
                    Some(at) if !seen.insert(at) => {}
                    Some(at) => {
                        let id = duties[at].id.text().unwrap_or_default();
                        slots.push(slot(Value::Name(self.reader.out.own(&id)), item.place()));
                        ids.push(Written::Scalar(id.into_owned(), true, item.place()));
                    }
                    // A duty that configuration removed is not missed.
                    None if self.is_own(item) => {}
                    None => {
                        let ids: Vec<_> = duties.iter().filter_map(|duty| duty.id.text()).collect();
                        let ids: Vec<&str> = ids.iter().map(|id| &**id).collect();
                        self.wrong(
                            item,
                            format!("there is no duty `{name}`"),
                            "not in the taxonomy",
                            meant(&name, &ids),
                        );
                    }
                }
            }
            let open = self.reader.out.open(Kind::DutyGroup);
            let list_value = self.reader.out.list(&slots);
            self.reader.out.set(&open, what.known("duties"), list_value, place);
            self.fields(&open, group);
            self.finish(open, group);
            table.push((group.id.text().unwrap_or_default().into_owned(), Written::List(ids, place)));
        }
        if let Some(first) = groups.first() {
            self.values.push((what.section.unwrap_or_default().to_owned(), Written::Table(table, first.id.place())));
        }
    }
}

/// The elements of a list, or the one value that stands without it.
fn one_or_many(node: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    match node.shape() {
        Shape::Sequence => node.items().collect(),
        Shape::Null => Vec::new(),
        Shape::Scalar | Shape::Mapping => vec![node],
    }
}
