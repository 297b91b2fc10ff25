//! A checked expression to the places it was written at: asked only for labels of findings.

use crate::expr::Problem;
use crate::expr::env::Frame;
use crate::expr::lower::{Truth, beyond, lower, read, truth};
use crate::expr::names::describe;
use crate::expr::typed::{Const, Each, Is, Method, Typed};
use crate::facts::cx::Cx;
use crate::facts::tables;
use crate::text::Place;
use crate::value::{Item, Of, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// Adds the places of a value.
pub type Point = Box<dyn for<'a> Fn(&Cx<'a>, &mut Frame<'a>, &mut Vec<Place>) + Send + Sync>;

fn point_of(f: impl for<'a> Fn(&Cx<'a>, &mut Frame<'a>, &mut Vec<Place>) + Send + Sync + 'static) -> Point {
    Box::new(f)
}

/// Lowers an expression to its places; a computed value has none.
///
/// # Errors
///
/// The part that is computed.
pub fn point(typed: &Typed) -> Result<Point, Problem> {
    Ok(match &typed.itself().is {
        Is::Bound(slot) => {
            let slot = *slot;
            point_of(move |cx, frame, places| {
                if let Some(item) = frame.bound(slot) {
                    stands(cx, &item, places);
                }
            })
        }
        Is::Local(depth) => {
            let depth = *depth;
            point_of(move |cx, frame, places| {
                if let Some(item) = frame.local(depth) {
                    stands(cx, &item, places);
                }
            })
        }
        Is::Let(_, expr, depth) => {
            if let Err(inner) = expr.can_point() {
                return Err(Problem { span: typed.span.clone(), ..inner });
            }
            let (expr, depth) = (expr.clone(), *depth);
            point_of(move |cx, frame, places| {
                beyond(frame, depth, |frame| expr.point(cx, frame, places));
            })
        }
        Is::Single(kind) => {
            let kind = *kind;
            point_of(move |cx, _, places| {
                let kind = if cx.org.declared(kind) > 0 { kind } else { Kind::Org };
                places.extend(tables::place(cx, Entity::new(kind, 0)));
            })
        }
        Is::Section(_) | Is::Derived(_) => elements(typed, None),
        Is::Field(of, _, id) => member(of, Some(*id), None),
        Is::Note(of, field, key) => note(of, *field, key),
        Is::Fact(_, fact, None) if fact.at.is_none() && !matches!(typed.ty.of, Of::Entity(_) | Of::Party) => {
            return Err(computed(typed));
        }
        Is::Fact(of, fact, same) => match (fact.at, same) {
            (Some(at), _) => member(of, None, Some(at)),
            (None, Some(same)) => member(of, Some(*same), None),
            (None, None) => elements(typed, Some(member(of, None, None))),
        },
        Is::Index(list, index) => element(list, index)?,
        Is::Call(Method::First, all) => {
            let zero = Typed {
                is: Is::Const(Const::Number(0.into())),
                ty: crate::value::Type::one(Of::Number(crate::value::Unit::Plain)),
                span: typed.span.clone(),
            };
            all.first().map_or_else(|| Err(computed(typed)), |list| element(list, &zero))?
        }
        Is::Each(Each::Filter | Each::FirstBy, list, ..) => elements(typed, Some(point(list)?)),
        Is::Call(Method::Distinct | Method::Union | Method::Intersect | Method::Minus, all) => {
            let mut inner = Vec::new();
            for list in all {
                inner.push(point(list)?);
            }
            elements(typed, inner.into_iter().next())
        }
        Is::Each(Each::Map, list, depth, body) => each(list, *depth, body)?,
        Is::List(all) if !all.is_empty() => several(all.iter().map(point).collect::<Result<_, _>>()?),
        Is::Append(a, b) if typed.ty.lists > 0 => several(vec![point(a)?, point(b)?]),
        Is::Id(of) | Is::OrValue(of, _) => point(of)?,
        Is::Cond(condition, a, b) => {
            let (condition, a, b) = (lower(condition), point(a)?, point(b)?);
            point_of(move |cx, frame, places| match truth(cx, condition(cx, frame)) {
                Truth::True => a(cx, frame, places),
                Truth::False => b(cx, frame, places),
                Truth::Unknown(_) => {
                    a(cx, frame, places);
                    b(cx, frame, places);
                }
            })
        }
        _ => return Err(computed(typed)),
    })
}

fn computed(typed: &Typed) -> Problem {
    let found = describe(typed.ty);
    Problem::new(
        typed.span.clone(),
        "a label cannot stand on a computed value",
        format!("{found} that was never written"),
    )
    .help("point at a field it is computed from, or at the entity")
}

/// Where an element stands: in its list, or where the entity was declared.
fn stands(cx: &Cx<'_>, item: &Item<'_>, places: &mut Vec<Place>) {
    match (item.place, item.value) {
        (Some(place), _) => places.push(place),
        (None, Val::Entity(entity)) => places.extend(tables::place(cx, entity)),
        (None, Val::List(list)) => {
            for item in list.items {
                let place = match item.value {
                    Val::Entity(entity) => item.place.or_else(|| tables::place(cx, entity)),
                    _ => item.place,
                };
                places.extend(place);
            }
        }
        _ => {}
    }
}

/// The places of all elements; where there are none, what the list was made from.
fn elements(typed: &Typed, otherwise: Option<Point>) -> Point {
    let list = lower(typed);
    point_of(move |cx, frame, places| {
        let before = places.len();
        stands(cx, &Item::new(list(cx, frame), None), places);
        if places.len() == before
            && let Some(otherwise) = &otherwise
        {
            otherwise(cx, frame, places);
        }
    })
}

fn several(all: Vec<Point>) -> Point {
    point_of(move |cx, frame, places| {
        for one in &all {
            one(cx, frame, places);
        }
    })
}

/// The place of a field or fact, or the nearest written thing it belongs to.
fn member(of: &Typed, id: Option<FieldId>, at: Option<fn(&Cx<'_>, Entity) -> Option<Place>>) -> Point {
    let (of, around) = (lower(of), point(of).ok());
    point_of(move |cx, frame, places| {
        let Val::Entity(entity) = of(cx, frame) else {
            if let Some(around) = &around {
                around(cx, frame, places);
            }
            return;
        };
        let written = at.and_then(|at| at(cx, entity));
        let written = written.or_else(|| id.and_then(|id| read::written(cx, entity, id)));
        match (written, &around) {
            (Some(place), _) => places.push(place),
            (None, Some(around)) if !read::is_declared(cx, entity) => around(cx, frame, places),
            (None, _) => places.extend(tables::place(cx, entity)),
        }
    })
}

/// The place of what is noted under a key, or the nearest written thing it belongs to.
fn note(of: &Typed, field: FieldId, key: &Typed) -> Point {
    let (entity, key, otherwise) = (lower(of), lower(key), member(of, Some(field), None));
    point_of(move |cx, frame, places| {
        let noted = match entity(cx, frame) {
            Val::Entity(entity) => {
                let key = key(cx, frame);
                read::noted(cx, entity, field, key)
            }
            _ => None,
        };
        match noted {
            Some(place) => places.push(place),
            None => otherwise(cx, frame, places),
        }
    })
}

fn element(list: &Typed, index: &Typed) -> Result<Point, Problem> {
    let (around, list, index) = (point(list)?, lower(list), lower(index));
    Ok(point_of(move |cx, frame, places| {
        let before = places.len();
        if let (Val::List(list), Val::Number(n)) = (list(cx, frame), index(cx, frame))
            && n.is_integer()
            && let Some(item) = usize::try_from(*n.numer()).ok().and_then(|at| list.items.get(at))
        {
            stands(cx, item, places);
        }
        if places.len() == before {
            around(cx, frame, places);
        }
    }))
}

fn each(list: &Typed, depth: usize, body: &Typed) -> Result<Point, Problem> {
    let (around, list, body) = (point(list).ok(), lower(list), point(body)?);
    Ok(point_of(move |cx, frame, places| {
        let before = places.len();
        if let Val::List(list) = list(cx, frame) {
            for item in list.items {
                if !cx.spend(1) {
                    break;
                }
                frame.set_local(depth, *item);
                body(cx, frame, places);
            }
        }
        if places.len() == before
            && let Some(around) = &around
        {
            around(cx, frame, places);
        }
    }))
}
