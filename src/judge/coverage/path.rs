//! The path of a field without the ids in it, by which the same field of many entities is one thing to declare.

use std::fmt;

use crate::org::Org;
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::{SectionForm, record};

/// What judgements lack, ids left out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::judge) enum Path {
    /// A field: kind of the outermost record, then the fields to go through, each with whether it holds several.
    Field { from: Kind, steps: Vec<(Kind, FieldId, bool)>, state: State },
    /// A section, or the rest of it.
    Section(Kind),
    /// A number that can be computed.
    Number,
    /// An element, key or extreme that is not there.
    Element,
}

/// Why a field lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::judge) enum State {
    /// Nobody wrote it.
    Unwritten,
    /// It cannot be read.
    Wrong,
    /// It is kept where nothing is read.
    Elsewhere,
}

pub(in crate::judge) fn path_of(org: &Org, missing: Missing) -> Path {
    match missing {
        Missing::Field(entity, field) => of_field(org, entity, field, State::Unwritten),
        Missing::Invalid(entity, field) => of_field(org, entity, field, State::Wrong),
        Missing::Elsewhere(entity, field) => of_field(org, entity, field, State::Elsewhere),
        Missing::Section(kind) => Path::Section(kind),
        Missing::Arithmetic => Path::Number,
        Missing::Element => Path::Element,
    }
}

fn of_field(org: &Org, entity: Entity, field: FieldId, state: State) -> Path {
    let (mut at, mut steps) = (entity, vec![(entity.kind, field, false)]);
    while at.index() < org.count(at.kind)
        && let Some(parent) = org.parent(at)
        && let Some((held, rank)) = org.held_in(at)
    {
        // A rotation with participants of its own has one layer that nobody wrote: its fields stand in the rotation.
        let unwritten = at.kind == Kind::Layer && org.id(at).is_empty();
        let (_, field, several) = steps[0];
        match record(parent.kind).field(record(at.kind).def(field).name).filter(|_| unwritten && steps.len() == 1) {
            Some(shorthand) => steps[0] = (parent.kind, shorthand, several),
            None => steps.insert(0, (parent.kind, held, rank.is_some())),
        }
        at = parent;
    }
    Path::Field { from: at.kind, steps, state }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field { from, steps, state } => {
                let what = record(*from);
                out.write_str(what.section.unwrap_or(what.word))?;
                if what.form != SectionForm::Single {
                    out.write_str(".*")?;
                }
                for (kind, field, several) in steps {
                    write!(out, ".{}{}", record(*kind).def(*field).name, if *several { ".*" } else { "" })?;
                }
                if *state == State::Elsewhere { out.write_str(" where it is kept elsewhere") } else { Ok(()) }
            }
            Self::Section(kind) => out.write_str(record(*kind).section.unwrap_or(record(*kind).word)),
            Self::Number => out.write_str("a number that can be computed"),
            Self::Element => out.write_str("an element that exists"),
        }
    }
}
