//! Entities by whatever people may call them: to say which one was meant by a name that none has.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::OnceLock;

use crate::field;
use crate::finding::suggest::{Names, parts};
use crate::finding::wording::plural;
use crate::org::Org;
use crate::org::resolve::Missing;
use crate::text::FileId;
use crate::vocabulary::kinds::{Entity, KINDS, Kind};
use crate::vocabulary::record;

/// The declared entities of an organisation, each kind prepared when it is first asked for.
pub(super) struct Namesakes<'o> {
    org: &'o Org,
    counts: fn(&Org, Entity) -> bool,
    kinds: [OnceLock<OfKind<'o>>; KINDS],
}

struct OfKind<'o> {
    /// By name without namespace, in lower case: the first of each.
    named: HashMap<String, Entity>,
    /// The names that several have.
    shared: HashSet<String>,
    /// By what else they are called; none where several are.
    called: HashMap<(As, String), Option<Entity>>,
    near: Names<'o>,
}

/// What an entity is called by besides its name, in the order in which it is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum As {
    Mail,
    /// The words of its name, in whatever order.
    Words,
    Title,
    Alias,
    /// Its words but for the one that says what it is: `payments` for `payments-team`.
    Core,
    /// The file that declares it, or the folder, and no other of its kind.
    File,
}

/// Orders in which a name is looked up.
const ALL: [As; 6] = [As::Mail, As::Words, As::Title, As::Alias, As::Core, As::File];

impl<'o> Namesakes<'o> {
    /// Those that somebody declares.
    pub fn of(org: &'o Org) -> Self {
        Self::of_those(org, |_, _| true)
    }

    /// Those of them that count.
    pub fn of_those(org: &'o Org, counts: fn(&Org, Entity) -> bool) -> Self {
        Self { org, counts, kinds: std::array::from_fn(|_| OnceLock::new()) }
    }

    /// Who was meant by a name that nobody of its kind has, among all that may stand there: the namesake in another
    /// namespace or of another kind, whoever is called so otherwise, or whose name is near.
    pub fn meant(&self, target: &Missing, allowed: &[Kind]) -> Option<Entity> {
        let others = || allowed.iter().copied().filter(|&kind| kind != target.kind);
        let kinds = || std::iter::once(target.kind).chain(others());
        let same_id = |kind| self.org.find(kind, &target.name).filter(|&found| self.org.is_declared(found));
        let name = plain(&target.name);
        others()
            .find_map(same_id)
            .or_else(|| kinds().find_map(|kind| self.named(kind, name)))
            .or_else(|| kinds().find_map(|kind| self.called(kind, name)))
            .or_else(|| kinds().find_map(|kind| self.near(kind, name)))
    }

    /// Whether it is this one that was meant by a name, and not as well another of its kind.
    pub fn is_sure(&self, name: &str, meant: Entity) -> bool {
        let of_kind = self.of_kind(meant.kind);
        let is_shared = of_kind.shared.contains(&plain(self.org.id(meant)).to_lowercase());
        !is_shared && of_kind.near.is_alone(plain(name))
    }

    /// The entity of a kind that has this name, in whatever namespace.
    pub fn named(&self, kind: Kind, name: &str) -> Option<Entity> {
        self.of_kind(kind).named.get(&name.to_lowercase()).copied()
    }

    /// The entity of a kind whose name is near, or has the same words.
    pub fn similar(&self, kind: Kind, name: &str) -> Option<Entity> {
        let called = &self.of_kind(kind).called;
        let words = called.get(&(As::Words, words(parts(name)))).copied().flatten();
        words.or_else(|| self.near(kind, name))
    }

    fn called(&self, kind: Kind, name: &str) -> Option<Entity> {
        let called = &self.of_kind(kind).called;
        let parts = parts(name);
        let core = core(self.org, kind, &parts);
        let words = words(parts);
        let is_mail = name.trim_start_matches('@').contains('@');
        ALL.into_iter().find_map(|by| {
            let key = match by {
                As::Mail if is_mail => name.to_lowercase(),
                As::Mail => return None,
                As::Core => core.clone().unwrap_or_else(|| words.clone()),
                As::Words | As::Title | As::Alias | As::File => words.clone(),
            };
            (!key.is_empty()).then(|| called.get(&(by, key)).copied().flatten()).flatten()
        })
    }

    fn near(&self, kind: Kind, name: &str) -> Option<Entity> {
        let of_kind = self.of_kind(kind);
        let near = of_kind.near.nearest(name)?;
        of_kind.named.get(&near.to_lowercase()).copied().or_else(|| self.org.find(kind, near))
    }

    fn of_kind(&self, kind: Kind) -> &OfKind<'o> {
        self.kinds[kind as usize].get_or_init(|| self.gather(kind))
    }

    fn gather(&self, kind: Kind) -> OfKind<'o> {
        let org = self.org;
        let all: Vec<Entity> = org.all(kind).filter(|&entity| (self.counts)(org, entity)).collect();
        let mut named: HashMap<String, Entity> = HashMap::with_capacity(all.len());
        let mut shared = HashSet::new();
        let mut called: HashMap<(As, String), Option<Entity>> = HashMap::with_capacity(2 * all.len());
        let mut call = |by: As, name: String, entity: Entity| {
            if !name.is_empty() {
                let known = called.entry((by, name)).or_insert(Some(entity));
                *known = known.filter(|known| *known == entity);
            }
        };
        for &entity in &all {
            let name = plain(org.id(entity));
            if *named.entry(name.to_lowercase()).or_insert(entity) != entity {
                shared.insert(name.to_lowercase());
            }
            let parts = parts(name);
            if let Some(core) = core(org, kind, &parts) {
                call(As::Core, core, entity);
            }
            let words = words(parts);
            call(As::Core, words.clone(), entity);
            call(As::Words, words, entity);
            self.calls(entity, &mut call);
        }
        for (name, entity) in alone_in_their_files(org, &all) {
            call(As::File, name, entity);
        }
        let near = all.iter().map(|&entity| plain(org.id(entity))).chain(synonyms(org, kind, &all));
        OfKind { named, shared, called, near: Names::of(near) }
    }

    /// What is said of an entity that people may call it by.
    fn calls(&self, entity: Entity, call: &mut impl FnMut(As, String, Entity)) {
        let text = |name: &str| {
            let field = record(entity.kind).field(name)?;
            self.org.text(entity, field).ok().flatten().map(|at| at.value)
        };
        if let Some(title) = text("name") {
            call(As::Title, words(parts(title)), entity);
        }
        if let Some(mail) = text("email") {
            call(As::Mail, mail.trim().to_lowercase(), entity);
        }
        if entity.kind == Kind::Team {
            for alias in self.org.list(entity, field!(Team.aliases)).texts() {
                call(As::Alias, words(parts(plain(alias.value))), entity);
            }
        }
    }
}

/// A name without namespace, and without the `@` of a handle.
fn plain(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or_default().trim_start_matches('@')
}

/// The words of a name in one order.
fn words(mut parts: Vec<String>) -> String {
    parts.sort_unstable();
    parts.join(" ")
}

/// The words of a name but for those that say of which kind it is; none where it has no such word, or no other.
fn core(org: &Org, kind: Kind, parts: &[String]) -> Option<String> {
    let says_kind = |part: &String| {
        let own = record(kind).word;
        let of_formats = org.formats.iter().map(|format| format.terms.kind(kind));
        std::iter::once(own).chain(of_formats).any(|word| *part == word || *part == plural(word))
    };
    let rest: Vec<String> = parts.iter().filter(|part| !says_kind(part)).cloned().collect();
    (!rest.is_empty() && rest.len() < parts.len()).then(|| words(rest))
}

/// Entities that no other of their kind shares a file or folder with, by the words of its name.
fn alone_in_their_files(org: &Org, all: &[Entity]) -> Vec<(String, Entity)> {
    let mut by_file: HashMap<FileId, Option<Entity>> = HashMap::new();
    for &entity in all {
        by_file.entry(org.place(entity).file).and_modify(|only| *only = None).or_insert(Some(entity));
    }
    let mut by_folder: HashMap<&Path, Option<Entity>> = HashMap::new();
    let mut found = Vec::new();
    for (file, only) in by_file {
        let path = Path::new(&org.sources().get(file).path);
        if let Some(folder) = path.parent() {
            by_folder.entry(folder).and_modify(|only| *only = None).or_insert(only);
        }
        found.extend(only.and_then(|entity| Some((path.file_stem()?, entity))));
    }
    found.extend(by_folder.iter().filter_map(|(folder, only)| Some((folder.file_name()?, (*only)?))));
    found.into_iter().map(|(name, entity)| (words(parts(&name.to_string_lossy())), entity)).collect()
}

/// Other names of duties and metrics.
fn synonyms<'o>(org: &'o Org, kind: Kind, all: &[Entity]) -> Vec<&'o str> {
    let field = match kind {
        Kind::Duty => field!(Duty.synonyms),
        Kind::Metric => field!(Metric.synonyms),
        _ => return Vec::new(),
    };
    all.iter().flat_map(|&entity| org.list(entity, field).texts().map(|at| at.value)).collect()
}
