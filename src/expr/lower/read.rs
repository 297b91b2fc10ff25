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

/// Lowers the reading of a field, a fact or an id.
pub fn value(typed: &Typed) -> Run {
    match &typed.is {
        Is::Id(of) => {
            let of = lower(of);
            run(move |cx, frame| match of(cx, frame) {
                Val::Entity(entity) if is_nobody(cx, entity) => cx.unknown(Missing::Section(entity.kind)),
                Val::Entity(entity) => Val::Text(tables::id(cx, entity)),
                other => not_an_entity(cx, other),
            })
        }
        Is::Field(of, kind, id) => {
            let (of, kind, id) = (lower(of), *kind, *id);
            run(move |cx, frame| match of(cx, frame) {
                Val::Entity(entity) => field(cx, entity, kind, id),
                other => not_an_entity(cx, other),
            })
        }
        Is::Note(of, field, key) => {
            let (of, field, key) = (lower(of), *field, lower(key));
            run(move |cx, frame| match (of(cx, frame), key(cx, frame)) {
                (Val::Entity(entity), Val::Text(key)) if stored(cx, entity) => {
                    match cx.org.note(entity, field, key).required(entity, field) {
                        Ok(text) => Val::Text(text),
                        Err(missing) => cx.unknown(missing),
                    }
                }
                (Val::Entity(entity), Val::Text(_)) => cx.unknown(Missing::Field(entity, field)),
                (Val::Entity(_), unknown) => not_an_entity(cx, unknown),
                (other, _) => not_an_entity(cx, other),
            })
        }
        Is::Fact(of, fact, _) => {
            let (of, get) = (lower(of), fact.get);
            run(move |cx, frame| match of(cx, frame) {
                Val::Entity(entity) => get(cx, entity),
                other => not_an_entity(cx, other),
            })
        }
        _ => lower(typed),
    }
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
fn field<'a>(cx: &Cx<'a>, entity: Entity, kind: Kind, id: FieldId) -> Val<'a> {
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
        Default::Unknown | Default::WholeWeek => cx.unknown(Missing::Field(entity, id)),
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

/// Lowers `has(…)`.
pub fn declared(typed: &Typed) -> Run {
    if let Is::Note(of, field, key) = &typed.is {
        return note_declared(of, *field, key);
    }
    let (of, ask) = match &typed.is {
        Is::Id(of) => (of, Ask::Id),
        Is::Field(of, _, id) => (of, Ask::Field(*id)),
        Is::Fact(of, fact, same) => (of, Ask::Fact(fact.get, *same)),
        _ => return run(|_, _| Val::Bool(true)),
    };
    of_entity(of, move |cx, _, entity| ask.of(cx, entity))
}

/// Asks something of an entity, where it is declared itself.
fn of_entity(
    of: &Typed,
    ask: impl for<'a> Fn(&Cx<'a>, &mut Frame<'a>, Entity) -> Val<'a> + Send + Sync + 'static,
) -> Run {
    let before = matches!(of.is, Is::Id(_) | Is::Field(..) | Is::Fact(..)).then(|| declared(of));
    let of = lower(of);
    run(move |cx, frame| {
        if let Some(before) = &before {
            match truth(cx, before(cx, frame)) {
                Truth::True => {}
                Truth::False => return Val::Bool(false),
                Truth::Unknown(cause) => return Val::Unknown(cause),
            }
        }
        match of(cx, frame) {
            Val::Entity(entity) => ask(cx, frame, entity),
            other => not_an_entity(cx, other),
        }
    })
}

/// Whether anything is noted under a key.
fn note_declared(of: &Typed, field: FieldId, key: &Typed) -> Run {
    let key = lower(key);
    of_entity(of, move |cx, frame, entity| {
        let known = match key(cx, frame) {
            Val::Text(key) if stored(cx, entity) => cx.org.has_note(entity, field, key),
            unknown @ Val::Unknown(_) => return unknown,
            _ => Known::Unknown,
        };
        truth_of(cx, known, entity, field)
    })
}

fn truth_of<'a>(cx: &Cx<'a>, known: Known, entity: Entity, field: FieldId) -> Val<'a> {
    match known {
        Known::True => Val::Bool(true),
        Known::False => Val::Bool(false),
        Known::Unknown => cx.unknown(Missing::Field(entity, field)),
    }
}

#[derive(Clone, Copy)]
enum Ask {
    Id,
    Field(FieldId),
    Fact(for<'a> fn(&Cx<'a>, Entity) -> Val<'a>, Option<FieldId>),
}

impl Ask {
    fn of<'a>(self, cx: &Cx<'a>, entity: Entity) -> Val<'a> {
        let field = match self {
            Self::Id => return Val::Bool(true),
            Self::Field(id) => id,
            Self::Fact(get, same) => match (get(cx, entity), same) {
                (val @ Val::Unknown(_), None) => return val,
                (Val::Unknown(_), Some(same)) => same,
                (Val::List(List { items: [], open: Some(cause) }), _) => return Val::Unknown(cause),
                _ => return Val::Bool(true),
            },
        };
        let known = if stored(cx, entity) { cx.org.has(entity, field) } else { Known::Unknown };
        truth_of(cx, known, entity, field)
    }
}
