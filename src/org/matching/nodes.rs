//! What is declared of one kind, by id, and which of it is known to be one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::declare::Declarations;
use crate::declare::format::{Closure, Format};
use crate::declare::matching::{By, SaidBy, folded};
use crate::declare::value::Texts;
use crate::org::matching::{Link, MOST};
use crate::text::{Place, Sources};
use crate::vocabulary::kinds::Kind;

/// Who says that two are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Called {
    /// Somebody decided it, also about two of one source.
    ByConfiguration,
    /// It follows from what files say: two of one source are never one.
    ByFiles,
}

/// An id of a kind, with everything that is declared under it.
struct Node {
    /// As the first declaration has it.
    id: String,
    place: Place,
    formats: Vec<&'static Format>,
    /// By file and rank.
    drafts: Vec<(usize, usize)>,
    /// Whether it is a list of permissions or of code owners, and no team that works together.
    is_list: bool,
}

/// Why an id is another one's.
#[derive(Clone, Copy)]
struct Why {
    by: By,
    at: Option<Place>,
}

/// Declarations under an id that give way to another one.
pub(super) struct Joined {
    /// The id that counts.
    pub id: String,
    /// The id under which they are.
    pub called: String,
    pub by: By,
    pub at: Option<Place>,
    pub drafts: Vec<(usize, usize)>,
}

/// All ids of a kind, in their order.
pub(super) struct Nodes {
    pub kind: Kind,
    all: Vec<Node>,
    by_id: HashMap<String, usize>,
    /// By what sources call them besides their ids, and people and teams by what everybody calls them.
    by_name: HashMap<String, Vec<usize>>,
    mails: BTreeMap<String, Vec<usize>>,
    /// Names that files say others have for them.
    aliases: Vec<(usize, String, Place)>,
    /// Which of those that are one stands for all; others lead to it.
    leads_to: Vec<usize>,
    why: Vec<Option<Why>>,
    links: Vec<(usize, usize, Why)>,
}

impl Nodes {
    pub fn of(kind: Kind, parts: &[Declarations], sources: &Sources) -> Self {
        let mut found: BTreeMap<String, Node> = BTreeMap::new();
        for (rank, part) in parts.iter().enumerate() {
            let texts = Texts { sources, owned: &part.owned };
            for (index, draft) in part.drafts[kind as usize].iter().enumerate() {
                let (id, format) = (texts.get(draft.id), part.formats[usize::from(draft.format)]);
                let node = found.entry(folded(id)).or_insert_with(|| Node {
                    id: id.trim().to_owned(),
                    place: draft.place,
                    formats: Vec::new(),
                    drafts: Vec::new(),
                    is_list: true,
                });
                if draft.place < node.place {
                    (node.place, node.id) = (draft.place, id.trim().to_owned());
                }
                if !node.formats.contains(&format) {
                    node.formats.push(format);
                }
                node.drafts.push((rank, index));
                node.is_list &= kind == Kind::Team && part.is_list(index);
            }
        }
        let by_id = found.keys().cloned().zip(0..).collect();
        let all: Vec<Node> = found.into_values().collect();
        let count = all.len();
        let mut nodes = Self {
            kind,
            all,
            by_id,
            by_name: HashMap::new(),
            mails: BTreeMap::new(),
            aliases: Vec::new(),
            leads_to: (0..count).collect(),
            why: vec![None; count],
            links: Vec::new(),
        };
        nodes.gather(parts, sources);
        nodes
    }

    /// Names and mail addresses.
    fn gather(&mut self, parts: &[Declarations], sources: &Sources) {
        let kind = self.kind;
        let has_handles: Vec<bool> =
            parts.iter().map(|part| part.handles.iter().any(|handle| handle.of.kind == kind)).collect();
        let mut of_draft: HashMap<(usize, usize), usize> = HashMap::new();
        for at in 0..self.all.len() {
            for &(part, index) in &self.all[at].drafts.clone() {
                if has_handles[part] {
                    of_draft.insert((part, index), at);
                }
                let (part, texts) = (&parts[part], Texts { sources, owned: &parts[part].owned });
                let text = |name| part.text_of(texts, self.kind, index, name);
                if matches!(self.kind, Kind::Person | Kind::Team) {
                    add(&mut self.by_name, text("name"), at);
                }
                if self.kind == Kind::Person
                    && let Some(mail) = text("email").map(folded).filter(|mail| is_address(mail))
                {
                    let same = self.mails.entry(mail).or_default();
                    // Nodes come in their order.
                    if same.last() != Some(&at) {
                        same.push(at);
                    }
                }
                if self.kind == Kind::Team {
                    let aliases = part.texts_of(texts, self.kind, index, "aliases");
                    self.aliases.extend(aliases.map(|(alias, place)| (at, alias.to_owned(), place)));
                }
            }
        }
        for (rank, part) in parts.iter().enumerate() {
            for handle in part.handles.iter().filter(|handle| handle.of.kind == self.kind) {
                let Some(&at) = of_draft.get(&(rank, handle.of.index())) else { continue };
                if handle.said_by == SaidBy::Itself {
                    add(&mut self.by_name, Some(&handle.name), at);
                } else {
                    self.aliases.push((at, handle.name.clone(), handle.place));
                }
            }
        }
        for named in self.by_name.values_mut() {
            named.sort_unstable();
            named.dedup();
        }
        self.aliases.sort_by(|a, b| (a.0, &a.1, a.2).cmp(&(b.0, &b.1, b.2)));
    }

    /// The id of whoever is one with it and stands for all.
    pub fn id(&self, node: usize) -> &str {
        &self.all[node].id
    }

    pub fn place(&self, node: usize) -> Place {
        self.all[node].place
    }

    /// The one with an id.
    pub fn named(&self, id: &str) -> Option<usize> {
        self.by_id.get(&folded(id)).copied()
    }

    /// Whoever has a name: the one with this id, or else those that are called so, the first of them.
    pub fn called(&self, name: &str) -> Vec<usize> {
        match self.named(name) {
            Some(one) => vec![one],
            None => self.by_name.get(&folded(name)).into_iter().flatten().take(MOST + 1).copied().collect(),
        }
    }

    /// Who has which other names, as files say.
    pub fn aliases(&self) -> Vec<(usize, String, Place)> {
        self.aliases.clone()
    }

    /// Teams in files that each tell of one, and the only other team of the same name: people write there what they call it.
    pub fn pages_and_namesakes(&self) -> Vec<(usize, usize)> {
        let of_page = |node: usize| self.formats(node).iter().all(|format| matches!(format.closure, Closure::Only([])));
        let pair = |same: &Vec<usize>| {
            let teams: Vec<usize> = same.iter().copied().filter(|&node| !self.all[node].is_list).collect();
            match teams[..] {
                [one, other] if of_page(one) != of_page(other) => {
                    Some(if of_page(one) { (one, other) } else { (other, one) })
                }
                _ => None,
            }
        };
        let mut pairs: Vec<(usize, usize)> = self.by_name.values().filter_map(pair).collect();
        pairs.sort_unstable();
        pairs
    }

    /// Of what several pagers make under one name, by that name, those that have it and of which nothing says what they are;
    /// their ids say whose they are. Nothing where somebody whose id it is, is one of them.
    pub fn namesakes(&self) -> Vec<(String, Vec<usize>)> {
        if !matches!(self.kind, Kind::Rotation | Kind::Escalation) {
            return Vec::new();
        }
        let of_name = |node: usize, name: &str| {
            let id = folded(&self.all[node].id);
            id.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'))
        };
        let named = self.by_name.iter().filter_map(|(name, all)| {
            let several: BTreeSet<usize> =
                all.iter().filter(|&&node| of_name(node, name)).map(|&node| self.root(node)).collect();
            let own = self.named(name).map(|own| self.root(own));
            let is_open = all.len() > 1 && own.is_none_or(|own| !several.contains(&own));
            is_open.then(|| (name.clone(), several.into_iter().filter(|&root| of_name(root, name)).collect()))
        });
        let mut named: Vec<(String, Vec<usize>)> = named.collect();
        named.sort_unstable();
        named
    }

    /// People by mail address, where several have one.
    pub fn by_mail(&self) -> Vec<Vec<usize>> {
        self.mails.values().filter(|same| same.len() > 1).cloned().collect()
    }

    fn root(&self, node: usize) -> usize {
        let mut at = node;
        while self.leads_to[at] != at {
            at = self.leads_to[at];
        }
        at
    }

    fn formats(&self, root: usize) -> &[&'static Format] {
        &self.all[root].formats
    }

    /// Whether two may be one: they are not yet, and no source declares both.
    pub fn may_join(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        let of_other = self.formats(other);
        one != other && !self.formats(one).iter().any(|format| of_other.contains(format))
    }

    /// The first of several that one may be.
    pub fn may_be(&self, one: usize, several: &[usize]) -> Vec<usize> {
        several.iter().copied().filter(|&other| self.may_join(one, other)).take(MOST).collect()
    }

    /// Of several that have something in common, those of which a source declares more than one, and the others. Where
    /// there are none of the first, all are one.
    pub fn divided(&self, several: &[usize]) -> (Vec<usize>, Vec<usize>) {
        let roots: BTreeSet<usize> = several.iter().map(|&node| self.root(node)).collect();
        let mut by_format: Vec<(&Format, usize)> = Vec::new();
        for &format in roots.iter().flat_map(|&root| self.formats(root)) {
            match by_format.iter_mut().find(|(known, _)| *known == format) {
                Some((_, number)) => *number += 1,
                None => by_format.push((format, 1)),
            }
        }
        let shared: Vec<&Format> = by_format.iter().filter(|(_, number)| *number > 1).map(|(of, _)| *of).collect();
        roots.into_iter().partition(|&root| self.formats(root).iter().any(|format| shared.contains(format)))
    }

    /// Makes two one, unless one is a list and the other a team that works together: these are linked.
    pub fn join(&mut self, one: usize, other: usize, by: By, at: Option<Place>, called: Called) {
        let why = Why { by, at };
        if self.all[one].is_list != self.all[other].is_list {
            let (list, team) = if self.all[one].is_list { (one, other) } else { (other, one) };
            return self.links.push((list, team, why));
        }
        let (a, b) = (self.root(one), self.root(other));
        if a == b || called == Called::ByFiles && !self.may_join(a, b) {
            return;
        }
        for node in [one, other] {
            self.why[node].get_or_insert(why);
        }
        // The smaller in the order of what counts stands for both. Of two that count alike it is the one that somebody gave the
        // other's name; else ids break ties, and never the order of files.
        let alike = called == Called::ByConfiguration && self.rank(a).0 == self.rank(b).0;
        let (stands, gives_way) = if alike || self.rank(a) <= self.rank(b) { (a, b) } else { (b, a) };
        for node in [gives_way, one, other] {
            self.leads_to[node] = stands;
        }
        for format in std::mem::take(&mut self.all[gives_way].formats) {
            if !self.all[stands].formats.contains(&format) {
                self.all[stands].formats.push(format);
            }
        }
    }

    /// Of two ids the one with the smaller rank counts.
    fn rank(&self, node: usize) -> (u8, usize) {
        let formats = self.all[node].formats.iter();
        (formats.map(|format| format.closure.authority()).min().unwrap_or(u8::MAX), node)
    }

    /// Lists whose name without the namespace is the id of a team are of that team, unless another list is, too.
    pub fn link_namesakes(&mut self) {
        let mut lists: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, node) in self.all.iter().enumerate().filter(|(_, node)| node.is_list) {
            if let Some((_, name)) = node.id.rsplit_once('/') {
                lists.entry(folded(name)).or_default().push(at);
            }
        }
        let linked: HashSet<usize> = self.links.iter().flat_map(|&(list, team, _)| [list, team]).collect();
        // Whoever is known to a host by another name is somebody else there.
        let named = self.aliases.iter().filter(|(_, alias, _)| alias.contains('/')).map(|(of, ..)| *of);
        let taken: HashSet<usize> = named.chain(linked).collect();
        for (name, lists) in lists {
            let Some(team) = self.named(&name).filter(|&team| !self.all[team].is_list) else { continue };
            if let [list] = lists[..]
                && !taken.contains(&list)
                && !taken.contains(&team)
            {
                self.links.push((list, team, Why { by: By::Id, at: None }));
            }
        }
    }

    /// What came of it.
    pub fn end(mut self) -> (Vec<Joined>, Vec<Link>) {
        let roots: Vec<usize> = (0..self.all.len()).map(|node| self.root(node)).collect();
        let id = |node: usize| self.all[roots[node]].id.clone();
        let links =
            self.links.iter().map(|&(list, team, why)| Link { list: id(list), team: id(team), by: why.by, at: why.at });
        let links = links.collect();
        let mut joined = Vec::new();
        for node in (0..self.all.len()).filter(|&node| roots[node] != node) {
            let why = self.why[node].unwrap_or(Why { by: By::Alias, at: None });
            joined.push(Joined {
                id: self.all[roots[node]].id.clone(),
                called: self.all[node].id.clone(),
                by: why.by,
                at: why.at,
                drafts: std::mem::take(&mut self.all[node].drafts),
            });
        }
        (joined, links)
    }
}

/// Whether a text is the address of somebody: something, and the name of a host.
fn is_address(text: &str) -> bool {
    let host = |host: &str| host.split_once('.').is_some_and(|(name, rest)| !name.is_empty() && !rest.is_empty());
    text.split_once('@').is_some_and(|(local, rest)| !local.is_empty() && local != "noreply" && host(rest))
}

fn add(to: &mut HashMap<String, Vec<usize>>, name: Option<&str>, node: usize) {
    let Some(name) = name.map(folded).filter(|name| !name.is_empty()) else { return };
    let known = to.entry(name).or_default();
    if known.last() != Some(&node) {
        known.push(node);
    }
}
