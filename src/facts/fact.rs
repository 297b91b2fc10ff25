//! What a fact is: a computed field of a kind, with its type and documentation.

use crate::facts::cx::Cx;
use crate::text::Place;
use crate::value::{Of, Type, Unit, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// A computed field of a kind. Where a kind has a fact and a declared field of the same name, rules see the fact.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// Its name in expressions.
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
    /// What it means, in one sentence, with units.
    pub doc: &'static str,
    /// Computes it.
    pub get: for<'a> fn(&Cx<'a>, Entity) -> Val<'a>,
    /// Where a label on it points; without one, a label on it is rejected when a page is loaded.
    pub at: Option<fn(&Cx<'_>, Entity) -> Option<Place>>,
    /// Of what its texts are ids, if they are any: a page may compare them with an id that an organisation replaced.
    pub names: Option<Kind>,
    /// Tells of a list that there is something in it, without making all of it; where it does not, nothing is said.
    pub some: Option<fn(&Cx<'_>, Entity) -> bool>,
    /// Whether it is a share that may be more than the whole.
    pub may_exceed: bool,
    /// Tells how many there are in a list, without making it, where that is certain.
    pub size: Option<fn(&Cx<'_>, Entity) -> Option<usize>>,
    /// Tells what it comes from, where many have it in common.
    pub alike: Option<Alike>,
    /// Tells of a list which of some entities are in it, without making all of it.
    pub only: Option<Only>,
}

/// Tells of an entity from which other one its fact comes, and from nothing else: it is the same for all of which that is
/// told, so that what a rule makes of it is computed once for all of them. Nothing is told where it is of its own, or not worth it.
pub type Alike = fn(&Cx<'_>, Entity) -> Option<Entity>;

/// Gives the list of an entity as far as it is about some others: whichever of these are in it, or may be, and why there may be
/// more. Whether it has others and in which order it is says nothing.
pub type Only = for<'a> fn(&Cx<'a>, Entity, &[Entity]) -> Val<'a>;

impl Fact {
    pub(crate) const fn new(
        name: &'static str,
        ty: Type,
        doc: &'static str,
        get: for<'a> fn(&Cx<'a>, Entity) -> Val<'a>,
    ) -> Self {
        Self {
            name,
            ty,
            doc,
            get,
            at: None,
            names: None,
            some: None,
            may_exceed: false,
            size: None,
            alike: None,
            only: None,
        }
    }

    pub(crate) const fn at(mut self, at: fn(&Cx<'_>, Entity) -> Option<Place>) -> Self {
        self.at = Some(at);
        self
    }

    pub(crate) const fn some(mut self, some: fn(&Cx<'_>, Entity) -> bool) -> Self {
        self.some = Some(some);
        self
    }

    pub(crate) const fn exceeding(mut self) -> Self {
        self.may_exceed = true;
        self
    }

    pub(crate) const fn counted(mut self, size: fn(&Cx<'_>, Entity) -> Option<usize>) -> Self {
        self.size = Some(size);
        self
    }

    pub(crate) const fn alike(mut self, alike: Alike) -> Self {
        self.alike = Some(alike);
        self
    }

    pub(crate) const fn only(mut self, only: Only) -> Self {
        self.only = Some(only);
        self
    }

    pub(crate) const fn naming(mut self, kind: Kind) -> Self {
        self.names = Some(kind);
        self
    }
}

pub(crate) const BOOL: Type = Type::one(Of::Bool);
pub(crate) const NUMBER: Type = Type::one(Of::Number(Unit::Plain));
pub(crate) const HOURS: Type = Type::one(Of::Number(Unit::Hours));
pub(crate) const MINUTES: Type = Type::one(Of::Number(Unit::Minutes));
pub(crate) const SHARE: Type = Type::one(Of::Number(Unit::Share));
pub(crate) const SHARE_LIST: Type = Type::list(Of::Number(Unit::Share));
pub(crate) const TEXT: Type = Type::one(Of::Text);
pub(crate) const TEXTS: Type = Type::list(Of::Text);
pub(crate) const DATE: Type = Type::one(Of::Date);
pub(crate) const fn one(kind: Kind) -> Type {
    Type::one(Of::Entity(kind))
}

pub(crate) const fn list(kind: Kind) -> Type {
    Type::list(Of::Entity(kind))
}
