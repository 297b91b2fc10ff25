//! Gathers what is drawn: each thing once, and each tie of two things once.

use std::collections::{HashMap, HashSet};

use crate::facts::cx::Cx;
use crate::facts::people::teams;
use crate::finding::Severity;
use crate::judge::in_words;
use crate::org::{Known as Said, Org};
use crate::value::Missing;
use crate::views::graph::{Edge, Graph, Known, Lack, Node, TeamType, What};
use crate::views::groups::Belonging;
use crate::views::tie::Tie;
use crate::views::view::View;
use crate::views::worst::Worst;
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, word};

/// A graph in the making.
pub(super) struct Builder<'a, 'c> {
    pub cx: &'c Cx<'a>,
    worst: Worst,
    belonging: Belonging,
    nodes: Vec<Node>,
    ranks: HashMap<Key, usize>,
    edges: Vec<Edge>,
    tied: HashMap<(usize, usize, Tie, Option<String>), usize>,
    missing: Vec<Missing>,
}

/// What a node stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Entity(Entity),
    Everybody,
}

impl<'a, 'c> Builder<'a, 'c> {
    pub fn new(cx: &'c Cx<'a>, worst: Worst) -> Self {
        Self {
            cx,
            worst,
            belonging: Belonging::default(),
            nodes: Vec::new(),
            ranks: HashMap::new(),
            edges: Vec::new(),
            tied: HashMap::new(),
            missing: Vec::new(),
        }
    }

    pub fn org(&self) -> &'a Org {
        self.cx.org
    }

    /// The node of an entity of a kind that is drawn.
    pub fn node(&mut self, entity: Entity) -> usize {
        if let Some(&known) = self.ranks.get(&Key::Entity(entity)) {
            return known;
        }
        let node = self.made(entity);
        self.push(Key::Entity(entity), node)
    }

    fn made(&mut self, entity: Entity) -> Node {
        let org = self.cx.org;
        let id = org.stable_id(entity);
        let (worst, findings) = self.worst.about(&id);
        let id = if entity.kind == Kind::Interaction { shortened(id, entity) } else { id };
        let (what, missing) = what(org, entity);
        let missing = missing.map(|missing| in_words(self.cx, missing)).into_iter().collect();
        let purpose = || org.text(entity, field!(Interaction.purpose)).ok().flatten().map(|purpose| purpose.value);
        let name = match org.id(entity) {
            "" if entity.kind == Kind::Interaction => purpose().unwrap_or("interaction").to_owned(),
            "" => id.clone(),
            name => name.to_owned(),
        };
        let groups = self.belonging.of(self.cx, entity);
        let declared = org.is_declared(entity);
        let lacks = if declared { lack(org, entity) } else { None };
        Node { declared, groups, worst, findings, lacks, missing, ..Node::of(id, what, name) }
    }

    /// The node of whoever there is.
    pub fn everybody(&mut self) -> usize {
        if let Some(&known) = self.ranks.get(&Key::Everybody) {
            return known;
        }
        self.push(Key::Everybody, Node::of("everybody".to_owned(), What::Everybody, "everybody".to_owned()))
    }

    fn push(&mut self, key: Key, node: Node) -> usize {
        self.nodes.push(node);
        self.ranks.insert(key, self.nodes.len() - 1);
        self.nodes.len() - 1
    }

    /// Shows a node in any case.
    pub fn keep(&mut self, node: usize, missing: Option<Missing>) {
        let missing = missing.map(|missing| in_words(self.cx, missing));
        let node = &mut self.nodes[node];
        node.kept = true;
        node.missing.extend(missing);
    }

    /// Whether something lacks an owner, or may.
    pub fn lacks(&self, node: usize) -> bool {
        self.nodes[node].lacks.is_some()
    }

    /// Takes note of what may hide further ties.
    pub fn missing(&mut self, missing: impl IntoIterator<Item = Missing>) {
        self.missing.extend(missing);
    }

    /// Whether two are tied so already.
    pub fn is_tied(&self, from: Entity, to: Entity, tie: Tie) -> bool {
        let rank = |entity| self.ranks.get(&Key::Entity(entity)).copied();
        let tied = |from, to| self.tied.contains_key(&(from, to, tie, None));
        rank(from).zip(rank(to)).is_some_and(|(from, to)| tied(from, to))
    }

    /// Ties two entities.
    pub fn tie(&mut self, (from, to): (Entity, Entity), tie: Tie, known: Known) -> Tied<'_> {
        let (from, to) = (self.node(from), self.node(to));
        self.tie_nodes(from, to, tie, known, None)
    }

    /// The worst of what was found about something.
    pub fn worst_of(&self, id: &str) -> Option<Severity> {
        self.worst.about(id).0
    }

    /// Ties two nodes, unless they are the same.
    pub fn tie_nodes(&mut self, from: usize, to: usize, tie: Tie, known: Known, label: Option<String>) -> Tied<'_> {
        if from == to {
            return Tied(None);
        }
        let key = (from, to, tie, label.clone());
        let at = *self.tied.entry(key).or_insert(self.edges.len());
        if at == self.edges.len() {
            self.edges.push(Edge { from, to, tie, directed: true, known, count: 1, label, worst: None });
        } else {
            self.edges[at].known = self.edges[at].known.min(known);
        }
        Tied(self.edges.get_mut(at))
    }

    /// Everything in an order that follows from names alone.
    pub fn finish(mut self, view: View) -> Graph {
        let org = self.cx.org;
        let groups = [Kind::Team, Kind::Unit, Kind::Domain].into_iter().flat_map(|kind| org.all(kind));
        let groups = groups.map(|group| self.made(group)).collect();
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        let (nodes, mut edges) = (self.nodes, self.edges);
        order.sort_by(|&a, &b| rank(&nodes[a]).cmp(&rank(&nodes[b])));
        let mut ranks = vec![0; nodes.len()];
        for (rank, &at) in order.iter().enumerate() {
            ranks[at] = rank;
        }
        for edge in &mut edges {
            (edge.from, edge.to) = (ranks[edge.from], ranks[edge.to]);
            if !edge.directed && edge.from > edge.to {
                (edge.from, edge.to) = (edge.to, edge.from);
            }
        }
        edges.sort_by(|a, b| (a.from, a.to, a.tie, &a.label).cmp(&(b.from, b.to, b.tie, &b.label)));
        let mut nodes: Vec<Option<Node>> = nodes.into_iter().map(Some).collect();
        let nodes = order.iter().filter_map(|&at| nodes[at].take()).collect();
        let mut seen = HashSet::new();
        let missing = self.missing.iter().take(Cx::REMEMBERED).map(|&missing| in_words(self.cx, missing));
        let missing = missing.filter(|missing| seen.insert(missing.clone())).collect();
        Graph { view, by: None, nodes, edges, alone: Vec::new(), missing, groups }
    }
}

/// A tie that was made, if it was.
pub(super) struct Tied<'b>(Option<&'b mut Edge>);

impl Tied<'_> {
    /// It leads from neither to the other.
    pub fn undirected(self) -> Self {
        self.with(|edge| edge.directed = false)
    }

    /// What was found about it.
    pub fn worst(self, worst: Option<Severity>) {
        self.with(|edge| edge.worst = edge.worst.max(worst));
    }

    fn with(mut self, change: impl FnOnce(&mut Edge)) -> Self {
        if let Some(edge) = &mut self.0 {
            change(edge);
        }
        self
    }
}

/// What sorts nodes.
pub(super) fn rank(node: &Node) -> (u8, &str) {
    let kind = match node.what {
        What::Unit => 0,
        What::Domain => 1,
        What::Team(_) | What::Group => 2,
        What::Person => 3,
        What::Service => 4,
        What::Services => 5,
        What::Platform => 6,
        What::Resource => 7,
        What::Escalation => 8,
        What::Rotation => 9,
        What::Everybody => 10,
        What::Together => 11,
    };
    (kind, &node.id)
}

/// The id of an interaction: one of many teams names all of them, and is named once for each. Then its rank tells it apart.
fn shortened(mut id: String, interaction: Entity) -> String {
    const LONGEST: usize = 100;
    if id.len() <= LONGEST {
        return id;
    }
    id.truncate(id.floor_char_boundary(LONGEST));
    format!("{id}…/{}", interaction.index() + 1)
}

/// Whether something that can have an owner has none.
fn lack(org: &Org, entity: Entity) -> Option<Lack> {
    let field = match entity.kind {
        Kind::Service => field!(Service.owner),
        Kind::Platform => field!(Platform.owner),
        _ => return None,
    };
    let owners = org.list(entity, field);
    match org.has(entity, field) {
        _ if owners.open().is_some() => Some(Lack::PerhapsOwner),
        Said::True if owners.entities().next().is_some() => None,
        Said::True | Said::False => Some(Lack::Owner),
        Said::Unknown => Some(Lack::PerhapsOwner),
    }
}

/// What an entity is drawn as, and what would tell its type.
fn what(org: &Org, entity: Entity) -> (What, Option<Missing>) {
    let what = match entity.kind {
        Kind::Unit => What::Unit,
        Kind::Domain => What::Domain,
        Kind::Person => What::Person,
        Kind::Service => What::Service,
        Kind::Platform => What::Platform,
        Kind::Escalation => What::Escalation,
        Kind::Rotation => What::Rotation,
        Kind::Interaction => What::Together,
        Kind::Team => return of_team(org, entity),
        _ => What::Resource,
    };
    (what, None)
}

fn of_team(org: &Org, team: Entity) -> (What, Option<Missing>) {
    const STREAM_ALIGNED: u8 = word!(Team.type, "stream-aligned");
    const PLATFORM: u8 = word!(Team.type, "platform");
    const ENABLING: u8 = word!(Team.type, "enabling");
    if teams::works(org, team) == Ok(false) {
        return (What::Group, None);
    }
    match org.word_or_default(team, field!(Team.type)) {
        Ok(STREAM_ALIGNED) => (What::Team(Some(TeamType::StreamAligned)), None),
        Ok(PLATFORM) => (What::Team(Some(TeamType::Platform)), None),
        Ok(ENABLING) => (What::Team(Some(TeamType::Enabling)), None),
        Ok(_) => (What::Team(Some(TeamType::ComplicatedSubsystem)), None),
        Err(missing) => (What::Team(None), Some(missing)),
    }
}
