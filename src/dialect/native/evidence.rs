//! Whose a document is. Files of many tools have `services`, `teams` or `resources`, so that a key alone says nothing:
//! what is under it speaks for an organisation, or for another tool.

use crate::dialect::native::document::{is_known, misspelt, misspelt_team, of_team, team_field};
use crate::dialect::native::others;
use crate::dialect::seam::Claim;
use crate::finding::suggest::slip_of;
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{SectionForm, is_known_somewhere, record, section};
use crate::yaml::tree::{NodeRef, Shape};

/// What was found under a section: a set of signs.
#[derive(Clone, Copy, Default)]
pub(super) struct Signs(u8);

mod sign {
    /// A field that tells the kind.
    pub const TELLING: u8 = 1;
    /// A field that is nearly one that tells the kind.
    pub const SLIP: u8 = 1 << 1;
    /// An entry without any field.
    pub const BARE: u8 = 1 << 2;
    /// A field that the kind does not have, or an entry that is no record.
    pub const STRANGE: u8 = 1 << 3;
    /// Something that another tool writes there.
    pub const OTHERS: u8 = 1 << 4;
    /// A path or an address among the elements of a list.
    pub const PATH: u8 = 1 << 5;
    /// No collection at all.
    pub const SCALAR: u8 = 1 << 6;
}

/// What something says about whose its document is, from the least to the most that speaks for us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// It is another tool's.
    Against,
    #[default]
    Nothing,
    /// It is ours beside a file that is.
    Perhaps,
    /// It is ours if nothing in the document is strange.
    Nearly,
    /// It is ours.
    For,
}

impl Signs {
    /// What is found under the section of a kind, or under a part of it.
    pub(super) fn of(kind: Kind, value: NodeRef<'_>) -> Self {
        let mut signs = Self::default();
        match (value.shape(), record(kind).form) {
            (Shape::Mapping, SectionForm::Single | SectionForm::Nested) => signs.fields(kind, value, false),
            (Shape::Mapping, _) => {
                for entry in value.entries() {
                    if signs.are_settled(kind) {
                        break;
                    }
                    signs.entry(kind, entry.value);
                }
            }
            (Shape::Sequence, _) => {
                for item in value.items() {
                    if signs.are_settled(kind) {
                        break;
                    }
                    signs.item(kind, item);
                }
            }
            (Shape::Scalar, _) => signs.add(sign::SCALAR),
            (Shape::Null, _) => {}
        }
        signs
    }

    /// These, and those of another part of the section.
    #[must_use]
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn has(self, sign: u8) -> bool {
        self.0 & sign != 0
    }

    fn add(&mut self, sign: u8) {
        self.0 |= sign;
    }

    /// Whether nothing that follows can change what they come to.
    fn are_settled(self, kind: Kind) -> bool {
        self.has(sign::TELLING) && (self.has(sign::OTHERS) || !others::are_known(kind))
    }

    fn entry(&mut self, kind: Kind, value: NodeRef<'_>) {
        match value.shape() {
            Shape::Mapping => self.fields(kind, value, false),
            Shape::Null => self.add(sign::BARE),
            Shape::Scalar | Shape::Sequence => self.add(sign::STRANGE),
        }
    }

    /// An element of a list has its id among its fields, and one that is only an id may be anything.
    fn item(&mut self, kind: Kind, item: NodeRef<'_>) {
        match item.shape() {
            Shape::Mapping => self.fields(kind, item, true),
            Shape::Scalar if others::is_path(item) => self.add(sign::PATH),
            Shape::Scalar | Shape::Sequence => self.add(sign::STRANGE),
            Shape::Null => {}
        }
    }

    fn fields(&mut self, kind: Kind, node: NodeRef<'_>, in_list: bool) {
        let what = record(kind);
        let mut is_bare = !in_list && what.form != SectionForm::Single;
        for entry in node.entries() {
            is_bare = false;
            let key = entry.key.text().unwrap_or_default();
            let is_ours_to_ignore = || key.starts_with("x-") || in_list && key == "id";
            if others::of_field(kind, &key).or_else(|| others::of_value(kind, &key, entry.value)).is_some() {
                self.add(sign::OTHERS);
            } else if self.has(sign::TELLING) {
                // Only what speaks for another tool can change anything now.
            } else if let Some(field) = what.field(&key) {
                self.add(if what.def(field).is_telling() { sign::TELLING } else { 0 });
            } else if !self.has(sign::STRANGE) && !is_ours_to_ignore() {
                self.add(if is_slip_of_telling(kind, &key) { sign::SLIP } else { sign::STRANGE });
            }
        }
        self.add(if is_bare { sign::BARE } else { 0 });
    }

    /// What they say; `versioned` is a document of `version: 1`.
    fn weight(self, versioned: bool) -> Weight {
        let by_version = versioned && !self.has(sign::SCALAR);
        if self.has(sign::OTHERS) {
            if by_version && self.has(sign::TELLING) { Weight::For } else { Weight::Against }
        } else if self.has(sign::TELLING) {
            Weight::For
        } else if self.has(sign::PATH) {
            Weight::Against
        } else if by_version {
            Weight::For
        } else if versioned || self.has(sign::SLIP) && !self.has(sign::STRANGE) {
            Weight::Nearly
        } else if self.has(sign::BARE) && !self.has(sign::STRANGE) {
            Weight::Perhaps
        } else {
            Weight::Nothing
        }
    }

    /// Whether they make a document ours in which nothing is strange.
    pub(super) fn are_ours(self, versioned: bool) -> bool {
        self.weight(versioned) >= Weight::Nearly
    }
}

fn is_slip_of_telling(kind: Kind, key: &str) -> bool {
    let telling = record(kind).fields.iter().filter(|field| field.is_telling());
    let names = telling.flat_map(|field| std::iter::once(field.name).chain(field.alias));
    slip_of(key, names, is_known_somewhere).is_some()
}

/// Whether a document says that it is of version 1 of this format.
pub(super) fn is_versioned(document: NodeRef<'_>) -> bool {
    document.get("version").is_some_and(|version| version.text().as_deref() == Some("1"))
}

/// The name of the team that a document is about.
fn team(document: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let team = document.get("team").filter(|team| team.shape() == Shape::Scalar)?;
    document.get("apiVersion").is_none().then_some(team)
}

/// What speaks for a document at its top.
#[derive(Default)]
struct Top {
    /// The most that speaks for us.
    best: Weight,
    /// Whether a section is no such thing.
    is_doubtful: bool,
    /// Whether a field beside the name of a team speaks for us, as long as it is not alone among strangers.
    has_team_field: bool,
    /// Keys that are known to us.
    own: usize,
    /// Keys that are nothing to us.
    strays: usize,
}

impl Top {
    fn of(document: NodeRef<'_>) -> Self {
        let (versioned, team) = (is_versioned(document), team(document).is_some());
        let mut top = Self::default();
        top.weigh(match (team, versioned) {
            (true, true) => Weight::For,
            (true, false) => Weight::Perhaps,
            (false, _) => Weight::Nothing,
        });
        for entry in document.entries() {
            let key = entry.key.text().unwrap_or_default();
            top.own += usize::from(is_known(&key) || team && of_team(&key));
            if team && of_team(&key) {
                top.beside_team(&key);
            } else if let Some(kind) = section(&key) {
                top.section(Signs::of(kind, entry.value), versioned);
            } else if is_known(&key) {
                // It says nothing about whose the document is.
            } else if team && team_field(&key).is_some() {
                top.weigh(Weight::Nearly);
            } else if let Some(near) = misspelt(&key) {
                let meant = section(near).map(|kind| Signs::of(kind, entry.value).weight(false));
                top.weigh(if meant == Some(Weight::For) { Weight::Nearly } else { Weight::Nothing });
            } else {
                top.strays += 1;
            }
        }
        top
    }

    fn weigh(&mut self, weight: Weight) {
        self.best = self.best.max(weight);
    }

    fn beside_team(&mut self, key: &str) {
        let what = record(Kind::Team);
        if matches!(key, "members" | "onCall") {
            self.weigh(Weight::For);
        }
        self.has_team_field |= what.field(key).is_some_and(|field| what.def(field).is_telling());
        self.is_doubtful |= key != "team";
    }

    fn section(&mut self, signs: Signs, versioned: bool) {
        let weight = signs.weight(versioned);
        self.weigh(weight);
        self.is_doubtful |= weight < Weight::Perhaps && signs.0 & !sign::BARE != 0;
    }

    fn claim(&self) -> Claim {
        match self.best {
            Weight::For => Claim::Yes,
            // Files of many tools name a team and what it is also called, among much that is nothing to us.
            _ if self.has_team_field && self.strays <= self.own => Claim::Yes,
            Weight::Nearly if self.strays == 0 => Claim::Yes,
            Weight::Perhaps if self.strays == 0 && !self.is_doubtful => Claim::Perhaps,
            _ => Claim::No,
        }
    }
}

/// Whether a document is ours.
pub(super) fn claim(document: NodeRef<'_>) -> Claim {
    if document.shape() != Shape::Mapping || others::version(document).is_some() {
        Claim::No
    } else if misspelt_team(document).is_some() {
        Claim::Yes
    } else {
        Top::of(document).claim()
    }
}
