//! One entity out of what several sources call by different ids: who is who is found out before declarations are joined, so
//! that nothing after it knows of more than one.
//!
//! An id that is the same needs none of this. Besides that an entity is recognised by a name that somebody wrote down for it
//! and people by their mail address; readers of exports, whose ids mean nothing to people, know more (`declare/pager`).
//! Where two could be meant none is taken, and both are told.

mod nodes;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::declare::Declarations;
use crate::declare::format::{Closure, Format};
use crate::declare::matching::{Aliases, By, ambiguous, folded};
use crate::field;
use crate::finding::Finding;
use crate::org::Org;
use crate::org::matching::nodes::{Called, Joined, Nodes};
use crate::org::names::Names;
use crate::text::{Place, Sources};
use crate::vocabulary::kinds::{Entity, KINDS, Kind, of_word, sections};
use crate::vocabulary::record;

/// Of more than so many that have something in common nobody wants to know which it is.
const MOST: usize = 16;

/// A declaration that is about an entity which other declarations call otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// Where it is.
    pub place: Place,
    /// What the entity is called there.
    pub called: String,
    /// By what it was known.
    pub by: By,
    /// Where that is written, if somebody wrote it for this.
    pub at: Option<Place>,
}

/// A list of permissions or of code owners that is known to be of a team, and is another team all the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The id of the list.
    pub list: String,
    /// The id of the team.
    pub team: String,
    /// By what it is known.
    pub by: By,
    /// Where that is written.
    pub at: Option<Place>,
}

/// Names that an entity has besides its id.
#[derive(Debug)]
pub(super) struct Name {
    pub kind: Kind,
    pub text: String,
    /// The id of the entity.
    pub id: String,
}

/// Which declarations are about one entity, and why.
#[derive(Debug, Default)]
pub(super) struct Matching {
    /// By the place of the declaration.
    matched: HashMap<Place, Matched>,
    links: Vec<Link>,
    /// Names by which an entity can be referred to, as if they were its id.
    pub names: Vec<Name>,
    /// Names in the configuration that nobody has.
    idle: Vec<Place>,
    /// Declarations of which it is not known whom of other sources they are about.
    open: HashSet<Place>,
    /// Whom other sources mean by the aliases that teams have in files; none where several have one.
    pub aliases: HashMap<String, Option<Entity>>,
}

/// Gives every declaration the id of the entity that it is about, and tells where that cannot be known.
pub(super) fn unite(
    parts: &mut [Declarations],
    sources: &Sources,
    aliases: &Aliases,
    findings: &mut Vec<Finding>,
) -> Matching {
    let mut matching = Matching::default();
    for part in &mut *parts {
        matching.open.extend(part.open_matches.drain(..));
        for known in part.recognised.drain(..) {
            let matched = Matched { place: known.place, called: known.called, by: known.by, at: None };
            matching.matched.insert(known.place, matched);
        }
    }
    let configured: BTreeSet<Kind> = aliases.0.iter().map(|alias| alias.kind).collect();
    let formats = formats_by_kind(parts);
    for kind in sections() {
        let several = formats[kind as usize].len() > 1;
        if !several && !configured.contains(&kind) {
            continue;
        }
        let mut nodes = Nodes::of(kind, parts, sources);
        matching.configured(&mut nodes, aliases, &formats, findings);
        if several {
            by_names(&mut nodes, &formats, findings);
            of_several_pagers(&mut nodes, findings);
            if kind == Kind::Person {
                matching.open.extend(by_mail(&mut nodes, findings));
            }
            if kind == Kind::Team {
                for (page, team) in nodes.pages_and_namesakes() {
                    nodes.join(page, team, By::Name, None, Called::ByFiles);
                }
                nodes.link_namesakes();
            }
        }
        let (joined, links) = nodes.end();
        matching.links.extend(links);
        for one in joined {
            matching.rename(kind, one, parts);
        }
    }
    matching.links.sort();
    matching.links.dedup();
    matching
}

/// The formats in which something of each kind is declared.
fn formats_by_kind(parts: &[Declarations]) -> Vec<Vec<&'static Format>> {
    let mut found = vec![Vec::new(); KINDS];
    for part in parts {
        for kind in sections() {
            let (formats, drafts) = (&mut found[kind as usize], &part.drafts[kind as usize]);
            // Nearly all files are in one format.
            let looked_at = if part.formats.len() == 1 { drafts.len().min(1) } else { drafts.len() };
            for format in drafts[..looked_at].iter().map(|draft| part.formats[usize::from(draft.format)]) {
                if !formats.contains(&format) {
                    formats.push(format);
                }
            }
        }
    }
    found
}

/// A name without the kind in front of it, and without what ids leave out; none where it is of another kind.
fn bare<'n>(name: &'n str, kind: Kind, formats: &[&'static Format]) -> Option<&'n str> {
    let name = name.trim().trim_start_matches('@');
    let id = match name.split_once(':') {
        Some((word, id)) => {
            let of_format = || formats.iter().find_map(|format| format.terms.kind_called(word));
            match of_word(word).or_else(of_format) {
                Some(named) if named == kind => id,
                Some(_) => return None,
                None => name,
            }
        }
        None => name,
    };
    let own = |space: &str| {
        let mut defaults = formats.iter().filter_map(|format| format.terms.namespace);
        defaults.any(|default| default.eq_ignore_ascii_case(space))
    };
    Some(id.split_once('/').filter(|(space, _)| own(space)).map_or(id, |(_, name)| name))
}

impl Matching {
    /// What the configuration says of names of a kind.
    fn configured(
        &mut self,
        nodes: &mut Nodes,
        aliases: &Aliases,
        formats: &[Vec<&'static Format>],
        findings: &mut Vec<Finding>,
    ) {
        let (kind, formats) = (nodes.kind, &formats[nodes.kind as usize]);
        let mut claimed: BTreeMap<usize, Vec<(usize, Place)>> = BTreeMap::new();
        for alias in aliases.0.iter().filter(|alias| alias.kind == kind) {
            let main = bare(&alias.id, kind, formats).and_then(|id| nodes.named(id));
            for (name, place) in &alias.names {
                let Some((main, bare)) = main.zip(bare(name, kind, formats)) else {
                    self.idle.push(*place);
                    continue;
                };
                self.names.push(Name { kind, text: bare.to_owned(), id: nodes.id(main).to_owned() });
                match nodes.called(bare).as_slice() {
                    [] => self.idle.push(*place),
                    [one] => claimed.entry(*one).or_default().push((main, *place)),
                    several => findings.push(unclear(
                        nodes,
                        (main, *place),
                        &format!("the alias `{name}`"),
                        several,
                        "are called so",
                    )),
                }
            }
        }
        for (target, mut by) in claimed {
            by.sort_unstable();
            by.dedup_by_key(|(of, _)| *of);
            if let [(of, place)] = by[..] {
                nodes.join(of, target, By::Alias, Some(place), Called::ByConfiguration);
                continue;
            }
            let candidates: Vec<usize> = by.iter().map(|(of, _)| *of).collect();
            let what = format!("{} `{}`", record(kind).word, nodes.id(target));
            findings.push(unclear(nodes, (target, by[0].1), &what, &candidates, "have it as an alias"));
        }
    }

    /// Gives declarations the id of the entity they are about, and remembers why.
    fn rename(&mut self, kind: Kind, joined: Joined, parts: &mut [Declarations]) {
        let Joined { id, called, by, at, drafts } = joined;
        for (part, index) in drafts {
            let part = &mut parts[part];
            let new = part.own(&id);
            let draft = &mut part.drafts[kind as usize][index];
            draft.id = new;
            let place = draft.place;
            self.matched.entry(place).or_insert_with(|| Matched { place, called: called.clone(), by, at });
        }
        self.names.push(Name { kind, text: called, id });
    }

    /// What a declaration calls its entity, if other declarations call it otherwise.
    pub fn of(&self, place: Place) -> Option<&Matched> {
        self.matched.get(&place)
    }

    /// Adds the names that entities of a kind have besides their ids, which nobody else has as an id.
    pub fn name(&self, kind: Kind, names: &mut Names) {
        // What a name stands for may be a name itself.
        for _ in 0..2 {
            for one in self.names.iter().filter(|one| one.kind == kind) {
                if let Some(named) = names.get(&one.id) {
                    names.insert(&one.text, named.index, false);
                }
            }
        }
    }

    /// Gathers by which names other sources mean teams, when it is known which teams there are.
    pub fn gather_aliases(&mut self, org: &Org) {
        for team in org.all(Kind::Team) {
            for alias in org.list(team, field!(Team.aliases)).texts() {
                let name = folded(alias.value.trim().trim_start_matches('@'));
                let known = self.aliases.entry(name).or_insert(Some(team));
                *known = known.filter(|known| *known == team);
            }
        }
    }
}

/// What files say of names: aliases of teams, and annotations of whatever has a name elsewhere.
fn by_names(nodes: &mut Nodes, formats: &[Vec<&'static Format>], findings: &mut Vec<Finding>) {
    let formats = &formats[nodes.kind as usize];
    let mut claimed: BTreeMap<usize, Vec<(usize, Place)>> = BTreeMap::new();
    for (of, name, place) in nodes.aliases() {
        let Some(bare) = bare(&name, nodes.kind, formats) else { continue };
        let mut others = nodes.called(bare);
        if others.len() <= MOST {
            others.retain(|&other| nodes.may_join(of, other));
        }
        match others.as_slice() {
            [] => {}
            [one] => claimed.entry(*one).or_default().push((of, place)),
            several => {
                findings.push(unclear(nodes, (of, place), &format!("the name `{name}`"), several, "are called so"));
            }
        }
    }
    for (target, mut by) in claimed {
        by.dedup_by_key(|(of, _)| *of);
        match by.as_slice() {
            [(of, place)] => nodes.join(*of, target, By::Alias, Some(*place), Called::ByFiles),
            several => {
                let candidates: Vec<usize> = several.iter().map(|(of, _)| *of).collect();
                let what = format!("{} `{}`", record(nodes.kind).word, nodes.id(target));
                findings.push(unclear(
                    nodes,
                    (target, nodes.place(target)),
                    &what,
                    &candidates,
                    "say that they are called so",
                ));
            }
        }
    }
}

/// Of what several pagers call by one name it is not known whether it is one; nor is it which of them another file means.
fn of_several_pagers(nodes: &mut Nodes, findings: &mut Vec<Finding>) {
    for (name, several) in nodes.namesakes() {
        let own = nodes.named(&name);
        match (own, &several[..]) {
            (_, []) | (None, [_]) => {}
            (Some(own), [one]) => nodes.join(own, *one, By::Name, None, Called::ByFiles),
            (own, [first, ..]) => {
                let of = own.unwrap_or(*first);
                let what = format!("{} `{name}`", record(nodes.kind).word);
                findings.push(unclear(nodes, (of, nodes.place(of)), &what, &several, "are called so"));
            }
        }
    }
}

/// People with the same mail address are one.
fn by_mail(nodes: &mut Nodes, findings: &mut Vec<Finding>) -> Vec<Place> {
    let mut open = Vec::new();
    for same in nodes.by_mail() {
        let (several, others) = nodes.divided(&same);
        if several.is_empty() {
            for pair in others.windows(2) {
                nodes.join(pair[0], pair[1], By::Mail, None, Called::ByFiles);
            }
            continue;
        }
        // Where no source has only one of them, one stands for all.
        let first = || several.iter().take(MOST).copied().find(|&one| nodes.may_be(one, &several).len() > 1);
        let asked: Vec<usize> = if others.is_empty() { first().into_iter().collect() } else { others };
        for one in asked {
            let what = format!("{} `{}`", record(nodes.kind).word, nodes.id(one));
            let candidates = nodes.may_be(one, &several);
            if candidates.len() > 1 {
                let place = nodes.place(one);
                findings.push(unclear(nodes, (one, place), &what, &candidates, "have the same mail address"));
                open.push(place);
                open.extend(candidates.iter().map(|&candidate| nodes.place(candidate)));
            }
        }
    }
    open
}

/// Tells that several could be meant by what somebody says of one at a place.
fn unclear(nodes: &Nodes, (of, place): (usize, Place), what: &str, candidates: &[usize], because: &str) -> Finding {
    let ids: Vec<&str> = candidates.iter().map(|&node| nodes.id(node)).collect();
    let own = nodes.id(of);
    let of = format!("{}:{own}", record(nodes.kind).word);
    ambiguous(nodes.kind, place, what, &ids, because, |candidate| (own, candidate)).about(&[&of], what)
}

impl Org {
    /// What a declaration at a place calls its entity, and by what it was known, where other declarations call it otherwise.
    pub fn matched(&self, place: Place) -> Option<&Matched> {
        self.matching.of(place)
    }

    /// What those of a kind are called besides their ids, in other sources and in the configuration.
    pub fn other_names(&self, kind: Kind) -> impl Iterator<Item = (Entity, &str)> {
        let of_names = self.matching.names.iter().filter(move |name| name.kind == kind);
        let of_names = of_names.filter_map(move |name| Some((self.find(kind, &name.id)?, name.text.as_str())));
        let places = self.all(kind).flat_map(|entity| self.declarations(entity).map(move |(_, place)| (entity, place)));
        let matched = places.filter_map(|(entity, place)| Some((entity, self.matched(place)?.called.as_str())));
        of_names.chain(matched)
    }

    /// Whether somebody may be one of others whom other sources declare, and it is not known which.
    pub fn is_open_match(&self, person: Entity) -> bool {
        let open = &self.matching.open;
        let is_open = |place: Place| open.contains(&place) && self.matched(place).is_none();
        !open.is_empty() && self.declarations(person).any(|(_, place)| is_open(place))
    }

    /// By what each declaration of an entity is known to be about it; nothing for the one whose id counts.
    pub fn known_by(&self, entity: Entity) -> Vec<Option<By>> {
        let all: Vec<(&'static Format, Place)> = self.declarations(entity).collect();
        let own = |&(rank, (_, place)): &(usize, &(&Format, Place))| self.matched(*place).is_none().then_some(rank);
        let first = all
            .iter()
            .enumerate()
            .filter(|one| own(one).is_some())
            .min_by_key(|(rank, (format, _))| (format.closure.authority(), *rank));
        let counts = first.map_or(0, |(rank, _)| rank);
        let by = |(rank, (_, place)): (usize, &(&Format, Place))| {
            let by = self.matched(*place).map_or(By::Id, |matched| matched.by);
            (rank != counts).then_some(by)
        };
        all.iter().enumerate().map(by).collect()
    }

    /// Names that entities of a kind have besides their ids, as the configuration says or as other sources call them.
    pub(super) fn names_of(&self, kind: Kind) -> impl Iterator<Item = (Entity, &str)> {
        let of_kind = self.matching.names.iter().filter(move |one| one.kind == kind);
        of_kind.filter_map(move |one| Some((self.find(kind, &one.id)?, one.text.as_str())))
    }

    /// Lists of permissions and of code owners that are of a team.
    pub fn links(&self) -> &[Link] {
        &self.matching.links
    }

    /// Names in the configuration that nobody has.
    pub fn idle_aliases(&self) -> &[Place] {
        &self.matching.idle
    }

    /// The team that a source without ids of its own means by a name, where a team says that others call it so.
    pub(super) fn known_elsewhere_as(&self, kinds: &[Kind], name: &str, place: Place) -> Option<Entity> {
        if self.matching.aliases.is_empty() || !kinds.contains(&Kind::Team) {
            return None;
        }
        let format = self.format_at(place)?;
        if matches!(format.closure, Closure::Section | Closure::Namespace) {
            return None;
        }
        let name = bare(name, Kind::Team, &[format])?;
        self.matching.aliases.get(&folded(name)).copied().flatten()
    }
}
