//! Whom and what the ids of a pager stand for, over all files of an export.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::declare::KindSet;
use crate::declare::export::{Export, Hours, Interruptions, Page, Policy, Reference, Roster, Service};
use crate::declare::matching::{By, folded};
use crate::declare::pager::elsewhere::{Elsewhere, Found, local_part};
use crate::declare::pager::names::slug_of;
use crate::declare::pager::namesakes::{Namesakes, objects};
use crate::declare::pager::pages::{Gap, gaps};
use crate::declare::pager::people::{Is, People, Shared};
use crate::declare::pager::vendor::{Pager, Part};
use crate::declare::pager::who::Who;
use crate::text::Place;
use crate::vocabulary::kinds::Kind;

/// What an id of the pager stands for.
#[derive(Debug)]
pub(super) struct Object {
    /// The id it has here.
    pub id: String,
    /// Where it is said what it is.
    pub place: Place,
    /// Whether it is a person who is no longer reached.
    pub gone: bool,
    /// By what it is known whom of other files it is.
    pub by: Option<By>,
    /// What it is called, where another pager has something of this name.
    pub shares: Option<String>,
    /// Whether nothing says who it is, where other files declare people: it may be any of them.
    pub is_nameless: bool,
    /// Whether it may be somebody whom other files declare, and it is not known who.
    pub is_open: bool,
}

/// Somebody whom no list has, and whom others name.
pub(super) struct Named<'e> {
    /// The file in which that is.
    pub part: usize,
    pub kind: Kind,
    pub by: &'e Reference,
}

/// Somebody who may be several.
pub(super) struct Unclear<'e> {
    pub kind: Kind,
    pub is: &'e Reference,
    pub candidates: Vec<String>,
    pub by: By,
}

/// What is known of an export as a whole.
pub(super) struct Register<'e> {
    objects: HashMap<Kind, HashMap<&'e str, Object>>,
    /// Kinds of which there is a list.
    listed: KindSet,
    /// Kinds of which there may be more than is here.
    pub incomplete: KindSet,
    /// Whether all users are there, and each says of which teams.
    pub knows_teams: bool,
    /// What is missing of lists.
    pub gaps: Vec<Gap<'e>>,
    /// Known by references alone, because there is no list that should have them, or not all of it.
    pub named: Vec<Named<'e>>,
    /// Objects that are there once more.
    pub repeated: Vec<(Kind, Place)>,
    /// People whom nobody else declares.
    pub unmatched: Vec<&'e Reference>,
    /// People and teams that may be several whom others declare, with the ids of those.
    pub unclear: Vec<Unclear<'e>>,
    /// People whom several users may be.
    pub shared: Vec<Shared<'e>>,
    /// Ids of people by their mail addresses, where no other file has these.
    accounts: HashMap<String, String>,
    /// Rotations that are paged, by the rank of the first level that does.
    paged: HashMap<&'e str, usize>,
    /// The hours that all services promise that page a rotation first; none where they differ, or one promises none.
    hours: HashMap<&'e str, Option<&'e Hours>>,
    /// How often services interrupt people that page a rotation alone and first, by rotation.
    pub interruptions: HashMap<&'e str, Vec<&'e Interruptions>>,
    /// What objects are called whose names stand elsewhere.
    names: HashMap<(Kind, &'e str), &'e Reference>,
    /// Members of teams that stand in lists of their own, by team.
    rosters: HashMap<&'e str, &'e Roster>,
}

impl<'e> Register<'e> {
    pub fn of(exports: &'e [Part], elsewhere: &Elsewhere, namesakes: &Namesakes, pager: &Pager) -> Self {
        let mut register = Self {
            objects: HashMap::new(),
            listed: KindSet::default(),
            incomplete: KindSet::default(),
            knows_teams: false,
            gaps: Vec::new(),
            named: Vec::new(),
            repeated: Vec::new(),
            unmatched: Vec::new(),
            unclear: Vec::new(),
            shared: Vec::new(),
            accounts: HashMap::new(),
            paged: HashMap::new(),
            hours: HashMap::new(),
            interruptions: HashMap::new(),
            names: HashMap::new(),
            rosters: HashMap::new(),
        };
        for (kind, is) in exports.iter().flat_map(|(_, export)| &export.names) {
            register.names.entry((*kind, &is.id.text)).or_insert(is);
        }
        register.lists(exports);
        register.knows_teams = register.is_whole(Kind::Person)
            && exports.iter().flat_map(|(_, export)| &export.users).all(|user| user.teams.is_some());
        let mut people = People::of(&register.users(exports, pager), elsewhere);
        let mut ids = Ids::default();
        ids.0.extend(people.known().map(|person| (Kind::Person, person.to_lowercase())));
        for (_, export) in exports {
            register.define(export, elsewhere, &people, &mut ids);
            register.define_own(export, namesakes, pager, &mut ids);
        }
        register.define_named(exports, elsewhere, &people, &mut ids, pager);
        let is_open = |is: &Reference| register.find(Kind::Person, is).is_some_and(|object| object.is_open);
        people.shared.retain(|shared| shared.users.iter().copied().all(is_open));
        register.shared = people.shared;
        register.responses(exports);
        register
    }

    fn lists(&mut self, exports: &'e [Part]) {
        let mut lists: BTreeMap<(Kind, Option<&str>), Vec<&Page>> = BTreeMap::new();
        for page in exports.iter().flat_map(|(_, export)| &export.pages) {
            lists.entry((page.of, page.aside)).or_default().push(page);
        }
        for ((kind, aside), pages) in lists {
            let gaps = gaps(&pages);
            if aside.is_none() {
                self.listed.insert(kind);
            }
            if !gaps.is_empty() || pages.iter().any(|page| page.is_cut) {
                self.incomplete.insert(kind);
            }
            self.gaps.extend(gaps);
        }
        // That no policy of the files pages a schedule says nothing where there is no list of policies. A plan of Terraform has
        // no lists at all, and whatever it manages.
        let has_rotations = exports.iter().any(|(_, export)| !export.rotations.is_empty());
        let has_some = exports.iter().any(|(_, export)| !export.policies.is_empty());
        let is_expected = self.listed.contains(Kind::Rotation) || has_rotations && !has_some;
        if is_expected && !self.listed.contains(Kind::Escalation) {
            self.incomplete.insert(Kind::Escalation);
        }
    }

    fn define(&mut self, export: &'e Export, elsewhere: &Elsewhere, people: &People<'e>, ids: &mut Ids) {
        for user in &export.users {
            self.add_person(Who::of(user), people, elsewhere, ids);
        }
        for team in &export.teams {
            self.add_team(&team.is, elsewhere, ids);
        }
        for service in &export.services {
            let name = self.name_of(Kind::Service, &service.is);
            self.add(Kind::Service, &service.is, &name, None, ids);
        }
        for roster in &export.rosters {
            if let Some(team) = &roster.team {
                self.rosters.entry(&team.id.text).or_insert(roster);
            }
        }
    }

    /// What a pager makes and nobody else has.
    fn define_own(&mut self, export: &'e Export, namesakes: &Namesakes, pager: &Pager, ids: &mut Ids) {
        for (kind, is) in objects(export) {
            let name = self.name_of(kind, is);
            let id = namesakes.id(kind, &name, pager);
            let is_new = self.add(kind, is, id.as_deref().unwrap_or(&name), None, ids);
            if is_new
                && id.is_some()
                && let Some(object) = self.objects.get_mut(&kind).and_then(|all| all.get_mut(is.id.text.as_str()))
            {
                object.shares = Some(name);
            }
        }
    }

    /// What an object is called, as ids have it.
    fn name_of(&self, kind: Kind, is: &Reference) -> String {
        slug_of(self.names.get(&(kind, is.id.text.as_str())).copied().unwrap_or(is))
    }

    /// Notes what an id stands for, unless it is known already; gives whether it was not.
    fn add(&mut self, kind: Kind, is: &'e Reference, id: &str, by: Option<By>, ids: &mut Ids) -> bool {
        if self.is_repeated(kind, is) {
            return false;
        }
        let free = ids.free(kind, id, &is.id.text);
        // Under an id of its own it is not known to be anything else.
        let by = by.filter(|_| free == id);
        self.insert(kind, is, free, by);
        true
    }

    fn is_repeated(&mut self, kind: Kind, is: &'e Reference) -> bool {
        let is_known = self.find(kind, is).is_some();
        if is_known {
            self.repeated.push((kind, is.place()));
        }
        is_known
    }

    fn insert(&mut self, kind: Kind, is: &'e Reference, id: String, by: Option<By>) {
        let object =
            Object { id, place: is.id.place, gone: is.gone, by, shares: None, is_nameless: false, is_open: false };
        self.objects.entry(kind).or_default().insert(&is.id.text, object);
    }

    fn mark(&mut self, is: &Reference, is_nameless: bool, is_open: bool) {
        let people = self.objects.get_mut(&Kind::Person);
        if let Some(object) = people.and_then(|all| all.get_mut(is.id.text.as_str())) {
            (object.is_nameless, object.is_open) = (is_nameless, is_open);
        }
    }

    /// Notes whom a user stands for. All accounts with one mail address are of one person.
    fn add_person(&mut self, who: Who<'e>, people: &People<'e>, elsewhere: &Elsewhere, ids: &mut Ids) {
        if self.is_repeated(Kind::Person, who.is) {
            return;
        }
        let is = people.find(who.is);
        if let Is::One(person, by) = is {
            return self.insert(Kind::Person, who.is, person.clone(), Some(*by));
        }
        let mail = who.mail().map(folded);
        if let Some(known) = mail.as_ref().and_then(|mail| self.accounts.get(mail)) {
            let known = known.clone();
            self.insert(Kind::Person, who.is, known, Some(By::Mail));
            return self.mark(who.is, false, matches!(is, Is::AnyOf(..) | Is::Shared));
        }
        let own = who.is.id.text.as_str();
        let id = ids.free(Kind::Person, &id_of_person(who, elsewhere), own);
        self.accounts.extend(mail.map(|mail| (mail, id.clone())));
        let is_said = matches!(is, Is::Said) || [&id, own].into_iter().any(|id| elsewhere.is_said(Kind::Person, id));
        self.insert(Kind::Person, who.is, id, None);
        let is_nameless = who.is_nameless() && elsewhere.people && !is_said;
        let is_open = is_nameless || !is_said && matches!(is, Is::AnyOf(..) | Is::Shared);
        self.mark(who.is, is_nameless, is_open);
        match is {
            _ if is_said || is_nameless => {}
            Is::Nobody => self.unmatched.push(who.is),
            Is::AnyOf(candidates, by) => {
                self.unclear.push(Unclear { kind: Kind::Person, is: who.is, candidates: candidates.clone(), by: *by });
            }
            Is::One(..) | Is::Said | Is::Shared => {}
        }
    }

    /// A team, with the one of other files that it is, as far as that is known.
    fn add_team(&mut self, is: &'e Reference, elsewhere: &Elsewhere, ids: &mut Ids) {
        let slug = slug_of(is);
        match elsewhere.team(&slug, is.shown()) {
            Found::One(id, by) => _ = self.add(Kind::Team, is, id, Some(by), ids),
            Found::Nobody => _ = self.add(Kind::Team, is, &slug, None, ids),
            Found::Several(candidates, by) => {
                let is_said = elsewhere.is_said(Kind::Team, &slug) || elsewhere.is_said(Kind::Team, &is.id.text);
                if self.add(Kind::Team, is, &slug, None, ids) && !is_said {
                    self.unclear.push(Unclear { kind: Kind::Team, is, candidates: candidates.to_vec(), by });
                }
            }
        }
    }

    /// Users of all lists, and those that are only named where there is no whole list: by what says most of them.
    fn users(&self, exports: &'e [Part], pager: &Pager) -> Vec<Who<'e>> {
        let mut users: Vec<Who<'e>> = exports.iter().flat_map(|(_, export)| &export.users).map(Who::of).collect();
        if !self.is_whole(Kind::Person) && pager.format.can_say.any(Kind::Person) {
            let named = exports.iter().flat_map(|(_, export)| export.references());
            let mut named: Vec<&Reference> =
                named.filter(|(kind, _)| *kind == Kind::Person).map(|(_, person)| person).collect();
            named.sort_by_key(|person| (person.mail.is_none(), person.name.is_none()));
            users.extend(named.into_iter().map(Who::named));
        }
        users
    }

    /// People and teams that are only named, where there is no whole list of them: they are what names them.
    fn define_named(
        &mut self,
        exports: &'e [Part],
        elsewhere: &Elsewhere,
        people: &People<'e>,
        ids: &mut Ids,
        pager: &Pager,
    ) {
        let open = |kind: Kind| !self.is_whole(kind);
        let (persons, teams) = (open(Kind::Person), open(Kind::Team));
        let mut named: Vec<(usize, Kind, &Reference)> = exports
            .iter()
            .flat_map(|(part, export)| export.references().into_iter().map(|(kind, by)| (*part, kind, by)))
            .filter(|(_, kind, _)| *kind == Kind::Person && persons || *kind == Kind::Team && teams)
            .collect();
        // What says most of somebody tells who it is.
        named.sort_by_key(|(_, kind, by)| (*kind == Kind::Team || by.mail.is_none(), by.name.is_none()));
        for (part, kind, by) in named {
            if !pager.format.can_say.any(kind) || self.find(kind, by).is_some() {
                continue;
            }
            if kind == Kind::Team {
                self.add_team(by, elsewhere, ids);
            } else {
                let unmatched = self.unmatched.len();
                self.add_person(Who::named(by), people, elsewhere, ids);
                // Nobody has said yet that they are there.
                self.unmatched.truncate(unmatched);
            }
            self.incomplete.insert(kind);
            self.named.push(Named { part, kind, by });
        }
    }

    /// What policies and services say of rotations.
    fn responses(&mut self, exports: &'e [Part]) {
        let counts = |kind: Kind, is: &Reference| self.declared(kind, is).is_some();
        let policies: HashMap<&str, &Policy> = exports
            .iter()
            .flat_map(|(_, export)| &export.policies)
            .filter(|one| counts(Kind::Escalation, &one.is))
            .map(|one| (one.is.id.text.as_str(), one))
            .collect();
        let services: Vec<&Service> = exports
            .iter()
            .flat_map(|(_, export)| &export.services)
            .filter(|one| counts(Kind::Service, &one.is))
            .collect();
        for policy in policies.values() {
            for (rank, rotation) in rotations_of(policy) {
                let first = self.paged.entry(rotation).or_insert(rank);
                *first = rank.min(*first);
            }
        }
        for service in &services {
            let policy = service.policy.as_ref().and_then(|policy| policies.get(policy.id.text.as_str()));
            for rotation in policy.into_iter().flat_map(|policy| first_of(policy)) {
                let hours = service.hours.as_ref();
                let known = self.hours.entry(rotation).or_insert(hours);
                let same = |a: &Hours, b: &Hours| same_hours(a, b);
                *known = known.zip(hours).filter(|(a, b)| same(a, b)).map(|(a, _)| a);
            }
        }
        let policy_of: BTreeMap<&str, &&Policy> = services
            .iter()
            .filter_map(|one| Some((one.is.id.text.as_str(), policies.get(one.policy.as_ref()?.id.text.as_str())?)))
            .collect();
        let mut counted: HashSet<&str> = HashSet::new();
        let interruptions = exports.iter().flat_map(|(_, export)| &export.interruptions);
        for one in interruptions.filter(|one| counted.insert(&one.service.id.text)) {
            let Some(policy) = policy_of.get(one.service.id.text.as_str()) else { continue };
            if let [rotation] = first_of(policy)[..] {
                self.interruptions.entry(rotation).or_default().push(one);
            }
        }
    }

    /// Whether there is a list of a kind, and all of it.
    pub fn is_whole(&self, kind: Kind) -> bool {
        self.listed.contains(kind) && !self.incomplete.contains(kind)
    }

    /// Whether there is a list of a kind.
    pub fn is_listed(&self, kind: Kind) -> bool {
        self.listed.contains(kind)
    }

    /// What is named; none where the export does not have it.
    pub fn find(&self, kind: Kind, reference: &Reference) -> Option<&Object> {
        self.objects.get(&kind)?.get(reference.id.text.as_str())
    }

    /// Everything of a kind, with the pager's own ids.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = (&'e str, &Object)> {
        self.objects.get(&kind).into_iter().flatten().map(|(id, object)| (*id, object))
    }

    /// Whether there is somebody of whom nothing says who it is, where other files declare people.
    pub fn has_nameless(&self) -> bool {
        self.all(Kind::Person).any(|(_, person)| person.is_nameless)
    }

    /// Whether nothing says who somebody is, where other files declare people.
    pub fn is_nameless(&self, person: &Reference) -> bool {
        self.find(Kind::Person, person).is_some_and(|object| object.is_nameless)
    }

    /// The id that an object declares; none where another one has declared it already.
    pub fn declared(&self, kind: Kind, is: &Reference) -> Option<&str> {
        self.find(kind, is).filter(|object| object.place == is.id.place).map(|object| object.id.as_str())
    }

    /// Whether a rotation is paged only when others have not answered.
    pub fn is_backup(&self, rotation: &Reference) -> bool {
        self.paged.get(rotation.id.text.as_str()).is_some_and(|&rank| rank > 0)
    }

    /// The hours that are promised by all services which page a rotation first.
    pub fn hours(&self, rotation: &Reference) -> Option<&'e Hours> {
        self.hours.get(rotation.id.text.as_str()).copied().flatten()
    }

    /// The members of a team, where they have a list of their own.
    pub fn roster(&self, team: &Reference) -> Option<&'e Roster> {
        self.rosters.get(team.id.text.as_str()).copied()
    }
}

fn same_hours(a: &Hours, b: &Hours) -> bool {
    let said = |hours: &Hours| hours.windows.iter().flatten().map(|w| (w.days, w.from, w.length)).collect::<Vec<_>>();
    a.zone == b.zone && said(a) == said(b)
}

/// The rotations that a policy pages, each with the rank of the level.
fn rotations_of(policy: &Policy) -> impl Iterator<Item = (usize, &str)> {
    let levels = policy.levels.iter().flat_map(|levels| levels.items.iter().enumerate());
    levels.flat_map(|(rank, level)| {
        let targets = level.targets.iter().flat_map(|targets| &targets.items);
        let rotations = targets.filter(|target| target.kind == Some(Kind::Rotation));
        rotations.map(move |target| (rank, target.is.id.text.as_str()))
    })
}

/// The rotations that a policy pages at once.
fn first_of(policy: &Policy) -> Vec<&str> {
    rotations_of(policy).filter(|(rank, _)| *rank == 0).map(|(_, rotation)| rotation).collect()
}

/// The id of a person whom nobody else declares: what the person signs in with, or else the name, unless that is the id of
/// somebody else.
fn id_of_person(who: Who<'_>, elsewhere: &Elsewhere) -> String {
    let mail = who.mail();
    let ids = who.login.or(mail).map(local_part).into_iter().chain(mail).map(str::to_lowercase);
    let free = ids.chain([slug_of(who.is)]).find(|id| !id.is_empty() && !elsewhere.has_person(id));
    free.unwrap_or_else(|| who.is.id.text.to_lowercase())
}

/// The ids that are given.
#[derive(Default)]
struct Ids(HashSet<(Kind, String)>);

impl Ids {
    /// An id that no other object of the kind has: where one has it, the pager's own is put behind it.
    fn free(&mut self, kind: Kind, id: &str, own: &str) -> String {
        let mut free = id.to_owned();
        while !self.0.insert((kind, free.to_lowercase())) {
            free = format!("{free}-{}", own.to_lowercase());
        }
        free
    }
}
