//! Reading fields and facts of an entity, and asking whether they were declared.

use crate::expr::env::Frame;
use crate::expr::lower::{Run, Truth, lower, run, truth};
use crate::expr::typed::{Is, Typed};
use crate::facts::cx::Cx;
use crate::facts::tables;
use crate::org::Known;
use crate::org::read::{Coverage, Required, Scalar};
use crate::text::Place;
use crate::value::number::ratio;
use crate::value::{Item, List, Missing, Number, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::{Default, Read, record};
use crate::word;

/// Lowers the reading of a field, a note, a fact or an id.
pub fn value(typed: &Typed) -> Run {
    let Some((of, asked)) = Asked::of(typed) else { return lower(typed) };
    let of = lower(of);
    run(move |cx, frame| match of(cx, frame) {
        Val::Entity(entity) => asked.value(cx, frame, entity),
        other => not_an_entity(cx, other),
    })
}

pub fn not_an_entity<'a>(cx: &Cx<'a>, val: Val<'a>) -> Val<'a> {
    match val {
        Val::Unknown(_) => val,
        _ => cx.unknown(Missing::Element),
    }
}

/// Where a field is written; nowhere for what is derived, and for a reference to nobody.
pub fn written(cx: &Cx<'_>, entity: Entity, id: FieldId) -> Option<Place> {
    let written = stored(cx, entity) && cx.org.is_written(entity, id);
    if written { cx.org.place_of(entity, id) } else { None }
}

/// Where what is noted under a key is written.
pub fn noted(cx: &Cx<'_>, entity: Entity, field: FieldId, key: Val<'_>) -> Option<Place> {
    match key {
        Val::Text(key) if stored(cx, entity) => cx.org.place_of_note(entity, field, key),
        _ => None,
    }
}

/// Whether an entity stands in the organisation's store, and is not derived.
fn stored(cx: &Cx<'_>, entity: Entity) -> bool {
    entity.index() < cx.org.count(entity.kind)
}

/// Whether this is the organisation itself, of which no file says anything.
pub fn is_nobody(cx: &Cx<'_>, entity: Entity) -> bool {
    entity.kind == Kind::Org && !stored(cx, entity)
}

/// Whether an entity was declared, so that a field it does not have was left out on purpose.
pub fn is_declared(cx: &Cx<'_>, entity: Entity) -> bool {
    stored(cx, entity) && cx.org.is_declared(entity)
}

/// A declared field, or its default.
pub fn field<'a>(cx: &Cx<'a>, entity: Entity, kind: Kind, id: FieldId) -> Val<'a> {
    let def = record(kind).def(id);
    if written(cx, entity, id).is_some() {
        return declared_value(cx, entity, id, def.read);
    }
    match def.default {
        // Nothing was said of an entity that is only referred to, so nothing was left at its default.
        _ if !is_declared(cx, entity) => cx.unknown(Missing::Field(entity, id)),
        Default::Bool(b) => Val::Bool(b),
        Default::Number(n) => Val::Number(Number::from(n)),
        Default::Word(rank) => Val::Word(rank),
        // A whole week is no list of windows; what it means is for facts to say.
        Default::Unknown | Default::Covered => cx.unknown(Missing::Field(entity, id)),
    }
}

fn declared_value<'a>(cx: &Cx<'a>, entity: Entity, id: FieldId, read: Read) -> Val<'a> {
    if matches!(read, Read::List(_) | Read::Map(_)) {
        let list = cx.org.list(entity, id);
        return match list.open() {
            Some(missing) if !list.is_read() => cx.unknown(missing),
            open => cx.open_list(
                list.scalars().map(|at| Item::new(scalar(cx, entity, id, at.value), Some(at.place))),
                open.map(|missing| cx.because(missing)),
            ),
        };
    }
    if read == Read::Coverage {
        return match cx.org.coverage(entity, id).required(entity, id) {
            Ok(Coverage::Word(rank)) => Val::Word(rank),
            Ok(Coverage::Windows(_)) => Val::Word(word!(Rotation.coverage, "custom")),
            Err(missing) => cx.unknown(missing),
        };
    }
    match cx.org.scalar(entity, id).required(entity, id) {
        Ok(value) => scalar(cx, entity, id, value),
        Err(missing) => cx.unknown(missing),
    }
}

/// A value that was read.
pub fn scalar<'a>(cx: &Cx<'a>, entity: Entity, id: FieldId, value: Scalar<'a>) -> Val<'a> {
    match value {
        Scalar::Truth(b) => Val::Bool(b),
        Scalar::Number(exact) => {
            ratio(*exact.numer(), *exact.denom()).map_or_else(|| cx.unknown(Missing::Arithmetic), Val::Number)
        }
        Scalar::Minutes(minutes) => Val::Number(Number::from(minutes)),
        Scalar::Date(date) => Val::Date(date),
        Scalar::Word(rank) => Val::Word(rank),
        Scalar::Text(text) => Val::Text(text),
        Scalar::Entity(entity) => Val::Entity(entity),
        Scalar::Foreign => cx.unknown(Missing::Elsewhere(entity, id)),
    }
}

/// Computes a field where everything on the way to it was declared, or tells that something was not.
type Sought = Box<dyn for<'a> Fn(&Cx<'a>, &mut Frame<'a>) -> Result<Val<'a>, Val<'a>> + Send + Sync>;

fn sought_by(
    f: impl for<'a> Fn(&Cx<'a>, &mut Frame<'a>) -> Result<Val<'a>, Val<'a>> + Send + Sync + 'static,
) -> Sought {
    Box::new(f)
}

/// Lowers a field that is asked for: what stands before it is gone through once, and not once to ask and once to read.
fn sought(typed: &Typed) -> Sought {
    let Some((of, asked)) = Asked::of(typed) else {
        let value = lower(typed);
        return sought_by(move |cx, frame| Ok(value(cx, frame)));
    };
    let before = sought(of);
    sought_by(move |cx, frame| {
        let entity = match before(cx, frame)? {
            Val::Entity(entity) => entity,
            other => return Err(not_an_entity(cx, other)),
        };
        let declared = asked.declared(cx, frame, entity);
        match truth(cx, declared) {
            Truth::True => Ok(asked.value(cx, frame, entity)),
            Truth::False => Err(Val::Bool(false)),
            Truth::Unknown(cause) => Err(Val::Unknown(cause)),
        }
    })
}

/// Lowers `has(…)`.
pub fn declared(typed: &Typed) -> Run {
    let Some((of, asked)) = Asked::of(typed) else { return run(|_, _| Val::Bool(true)) };
    let before = sought(of);
    run(move |cx, frame| match before(cx, frame) {
        Ok(Val::Entity(entity)) => asked.declared(cx, frame, entity),
        Ok(other) => not_an_entity(cx, other),
        Err(not) => not,
    })
}

/// Lowers `.orValue(…)`.
pub fn or_value(typed: &Typed, other: Run) -> Run {
    let value = sought(typed);
    run(move |cx, frame| match value(cx, frame) {
        Ok(value) => value,
        Err(Val::Bool(false)) => other(cx, frame),
        Err(unknown) => unknown,
    })
}

/// What an entity is asked for.
enum Asked {
    Id,
    Field(Kind, FieldId),
    /// What is noted under a key.
    Note(FieldId, Run),
    /// A fact, and the field that says the same.
    Fact(for<'a> fn(&Cx<'a>, Entity) -> Val<'a>, Option<FieldId>),
}

impl Asked {
    /// What is asked for, and of what.
    fn of(typed: &Typed) -> Option<(&Typed, Self)> {
        match &typed.is {
            Is::Id(of) => Some((of, Self::Id)),
            Is::Field(of, kind, id) => Some((of, Self::Field(*kind, *id))),
            Is::Note(of, field, key) => Some((of, Self::Note(*field, lower(key)))),
            Is::Fact(of, fact, same) => Some((of, Self::Fact(fact.get, *same))),
            _ => None,
        }
    }

    fn value<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>, entity: Entity) -> Val<'a> {
        match self {
            Self::Id if is_nobody(cx, entity) => cx.unknown(Missing::Section(entity.kind)),
            Self::Id => Val::Text(tables::id(cx, entity)),
            Self::Field(kind, id) => field(cx, entity, *kind, *id),
            Self::Fact(get, _) => get(cx, entity),
            Self::Note(field, key) => match key(cx, frame) {
                Val::Text(key) if stored(cx, entity) => {
                    let note = cx.org.note(entity, *field, key).required(entity, *field);
                    note.map_or_else(|missing| cx.unknown(missing), Val::Text)
                }
                Val::Text(_) => cx.unknown(Missing::Field(entity, *field)),
                unknown => not_an_entity(cx, unknown),
            },
        }
    }

    /// Whether it was declared.
    fn declared<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>, entity: Entity) -> Val<'a> {
        let by_field = |field| if stored(cx, entity) { cx.org.has(entity, field) } else { Known::Unknown };
        let (field, known) = match self {
            Self::Id => return Val::Bool(true),
            Self::Field(_, field) => (*field, by_field(*field)),
            Self::Note(field, key) => match key(cx, frame) {
                Val::Text(key) if stored(cx, entity) => (*field, cx.org.has_note(entity, *field, key)),
                unknown @ Val::Unknown(_) => return unknown,
                _ => (*field, Known::Unknown),
            },
            Self::Fact(get, same) => match (get(cx, entity), *same) {
                (val @ Val::Unknown(_), None) => return val,
                (Val::Unknown(_), Some(same)) => (same, by_field(same)),
                (Val::List(List { items: [], open: Some(cause) }), _) => return Val::Unknown(cause),
                _ => return Val::Bool(true),
            },
        };
        match known {
            Known::True => Val::Bool(true),
            Known::False => Val::Bool(false),
            Known::Unknown => cx.unknown(Missing::Field(entity, field)),
        }
    }
}
