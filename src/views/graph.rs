//! What a drawing is made of, whoever draws it: things, and what ties them. Names are as they were declared; whoever writes
//! them down escapes them.

use crate::finding::Severity;
use crate::views::tie::Tie;
use crate::views::view::{By, View};

/// So many boxes can be drawn so that nothing lies on anything else.
pub const MOST_NODES: usize = 40;
/// So many lines between them.
pub const MOST_EDGES: usize = 80;

/// A view of an organisation, in an order that follows from names alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    /// What is looked at.
    pub view: View,
    /// What it was rolled up by.
    pub by: Option<By>,
    /// What is drawn, by kind and id.
    pub nodes: Vec<Node>,
    /// What ties it, by where it begins and ends.
    pub edges: Vec<Edge>,
    /// Stable ids of what could be drawn and is tied to nothing.
    pub alone: Vec<String>,
    /// What would have to be declared to know that there is nothing more: `interactions`, `team:payments.type`.
    pub missing: Vec<String>,
    /// Teams, units and parts of the business, for who rolls it up.
    pub groups: Vec<Node>,
}

/// Something that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its stable id; of those of which nobody says where they belong, the word of what they would belong to.
    pub id: String,
    /// What it is.
    pub what: What,
    /// What it is called.
    pub name: String,
    /// Whether it was declared, and not only named by something else.
    pub declared: bool,
    /// What it belongs to, as far as that is known.
    pub groups: Groups,
    /// The worst of what was found about it.
    pub worst: Option<Severity>,
    /// How much was.
    pub findings: usize,
    /// What is missing: nobody owns it, say.
    pub lacks: Option<Lack>,
    /// What would have to be declared to know it better.
    pub missing: Vec<String>,
    /// How many it stands for; 1 where nothing was rolled up.
    pub count: usize,
    /// How many ties there are among those it stands for.
    pub inside: usize,
    /// Whether it is shown though nothing is tied to it.
    pub kept: bool,
    /// Whether it is what the rest stands around.
    pub focus: bool,
}

impl Node {
    /// One of which only this is known.
    pub fn of(id: String, what: What, name: String) -> Self {
        Self {
            id,
            what,
            name,
            declared: true,
            groups: Groups::default(),
            worst: None,
            findings: 0,
            lacks: None,
            missing: Vec::new(),
            count: 1,
            inside: 0,
            kept: false,
            focus: false,
        }
    }
}

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Part of an organisation.
    Unit,
    /// Part of the business.
    Domain,
    /// A team; nothing is known of its type where there is none.
    Team(Option<TeamType>),
    /// A team that is made of teams, or a list of people.
    Group,
    /// A person.
    Person,
    /// A service.
    Service,
    /// A platform.
    Platform,
    /// A database, bucket or other thing.
    Resource,
    /// An escalation policy.
    Escalation,
    /// An on-call rotation.
    Rotation,
    /// Whoever there is.
    Everybody,
    /// What many teams do together.
    Together,
    /// Services of one group.
    Services,
}

/// Types of teams, after Team Topologies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TeamType {
    /// Follows one stream of work.
    StreamAligned,
    /// Provides what others build on.
    Platform,
    /// Helps others to learn.
    Enabling,
    /// Looks after what takes a specialist.
    ComplicatedSubsystem,
}

/// What something lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It has no owner.
    Owner,
    /// Whether it has one is not known.
    PerhapsOwner,
}

/// What something belongs to: stable ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// The team that has it, or that somebody is in.
    pub team: Option<String>,
    /// The nearest unit above that.
    pub unit: Option<String>,
    /// The part of the business.
    pub domain: Option<String>,
}

/// Something that ties two nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Rank of the node it begins at.
    pub from: usize,
    /// Rank of the node it ends at.
    pub to: usize,
    /// How it ties them.
    pub tie: Tie,
    /// Whether it leads from the one to the other, and not between them.
    pub directed: bool,
    /// How it is known.
    pub known: Known,
    /// How many it stands for; 1 where nothing was rolled up.
    pub count: usize,
    /// A word or number beside it, such as the level of an escalation.
    pub label: Option<String>,
    /// The worst of what was found about it.
    pub worst: Option<Severity>,
}

/// How something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// Somebody said so.
    Declared,
    /// It follows from what somebody said.
    Derived,
    /// Something is missing to say so for certain.
    Unknown,
}

impl Known {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Derived => "derived",
            Self::Unknown => "unknown",
        }
    }
}

impl What {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Domain => "domain",
            Self::Team(_) => "team",
            Self::Group => "group",
            Self::Person => "person",
            Self::Service => "service",
            Self::Platform => "platform",
            Self::Resource => "resource",
            Self::Escalation => "escalation",
            Self::Rotation => "rotation",
            Self::Everybody => "everybody",
            Self::Together => "interaction",
            Self::Services => "services",
        }
    }
}

impl TeamType {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::StreamAligned => "stream-aligned",
            Self::Platform => "platform",
            Self::Enabling => "enabling",
            Self::ComplicatedSubsystem => "complicated-subsystem",
        }
    }
}

impl Graph {
    /// What would show something, where nothing is tied to anything.
    pub fn wanting(&self) -> String {
        match self.by {
            // What is tied may well be declared, within what was put together.
            Some(by) => {
                let by = by.as_str();
                format!("what is tied belongs to the same {by}, or nobody says to which {by}")
            }
            None => self.view.wanting().to_owned(),
        }
    }

    /// Whether it can be drawn so that nothing lies on anything else.
    pub fn fits(&self) -> bool {
        self.nodes.len() <= MOST_NODES && self.edges.len() <= MOST_EDGES
    }

    /// The same with some of its nodes, and what ties these.
    #[must_use]
    pub(crate) fn with(&self, keeps: impl Fn(usize) -> bool) -> Self {
        let mut ranks = vec![None; self.nodes.len()];
        let mut nodes = Vec::new();
        for (rank, node) in self.nodes.iter().enumerate().filter(|(rank, _)| keeps(*rank)) {
            ranks[rank] = Some(nodes.len());
            nodes.push(node.clone());
        }
        let kept = |edge: &Edge| Some(Edge { from: ranks[edge.from]?, to: ranks[edge.to]?, ..edge.clone() });
        let edges = self.edges.iter().filter_map(kept).collect();
        let (alone, missing, groups) = (self.alone.clone(), self.missing.clone(), self.groups.clone());
        Self { view: self.view, by: self.by, nodes, edges, alone, missing, groups }
    }

    /// The same without what is tied to nothing, which is named instead.
    #[must_use]
    pub fn tied(&self) -> Self {
        let mut is_tied: Vec<bool> = self.nodes.iter().map(|node| node.kept).collect();
        for edge in &self.edges {
            (is_tied[edge.from], is_tied[edge.to]) = (true, true);
        }
        let alone = self.nodes.iter().zip(&is_tied).filter(|(_, tied)| !**tied).map(|(node, _)| node.id.clone());
        let alone = self.alone.iter().cloned().chain(alone).collect();
        Self { alone, ..self.with(|rank| is_tied[rank]) }
    }
}
