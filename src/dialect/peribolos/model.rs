//! An organisation at GitHub as one document tells of it.

use crate::text::Place;
use crate::yaml::tree::NodeRef;

/// Somebody who is named in a list.
#[derive(Clone, Copy)]
pub struct Mention<'t> {
    /// The login as it is written.
    pub login: NodeRef<'t>,
}

impl Mention<'_> {
    /// The login in one case: GitHub does not tell them apart.
    pub fn key(self) -> String {
        self.shown().to_lowercase()
    }

    /// The login as it is written.
    pub fn shown(self) -> String {
        self.login.text().unwrap_or_default().trim().trim_start_matches('@').to_owned()
    }

    pub fn place(self) -> Place {
        self.login.place()
    }
}

/// A list of people.
#[derive(Default)]
pub struct People<'t> {
    /// The list, if it is written.
    pub list: Option<NodeRef<'t>>,
    pub all: Vec<Mention<'t>>,
    /// Whether there is somebody of whom nobody can read who it is.
    pub is_illegible: bool,
}

/// A permission on a repository.
pub struct Grant {
    pub repository: String,
    pub writes: bool,
}

/// A team.
pub struct Team<'t> {
    /// The name as it is written.
    pub name: NodeRef<'t>,
    /// What it is called in mentions, with the organisation in front; made when that is known.
    pub id: String,
    pub body: NodeRef<'t>,
    /// The team around it, by its rank in the document.
    pub parent: Option<usize>,
    /// The teams right in it.
    pub below: Vec<usize>,
    pub maintainers: People<'t>,
    pub members: People<'t>,
    pub grants: Vec<Grant>,
    /// What it was called before, as it is written.
    pub previously: Vec<NodeRef<'t>>,
    /// Whether it is made of other teams, too.
    pub is_formed: bool,
}

impl<'t> Team<'t> {
    /// Everybody in it.
    pub fn people(&self) -> impl Iterator<Item = Mention<'t>> + '_ {
        self.maintainers.all.iter().chain(&self.members.all).copied()
    }

    /// Whether nothing of it is lost.
    pub fn is_read(&self) -> bool {
        !self.body.is_damaged()
    }

    /// Whether everybody in it is known.
    pub fn is_known(&self) -> bool {
        !self.is_formed && !self.maintainers.is_illegible && !self.members.is_illegible && !self.body.is_damaged()
    }
}

/// An organisation, or a part of it.
pub struct Organisation<'t> {
    /// Which of the files it stands in.
    pub part: usize,
    /// What it is called, where that is written.
    pub name: Option<NodeRef<'t>>,
    /// What it is called; made of the folder where it is not written.
    pub login: String,
    pub admins: People<'t>,
    pub members: People<'t>,
    pub teams: Vec<Team<'t>>,
    /// Names of teams to which something is granted, and which the document does not declare.
    pub strange: Vec<NodeRef<'t>>,
}

impl<'t> Organisation<'t> {
    /// Everybody whom it lists as its own.
    pub fn roster(&self) -> impl Iterator<Item = Mention<'t>> + '_ {
        self.admins.all.iter().chain(&self.members.all).copied()
    }
}
