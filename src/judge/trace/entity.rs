//! What is known of one entity, field by field, whatever rules make of it.

use std::sync::Arc;

use bumpalo::Bump;

use crate::declare::format::Format;
use crate::expr::trace::{CameTo, Met, Step};
use crate::expr::{Env, Frame, Params, compile};
use crate::facts::cx::Cx;
use crate::facts::{Facts, tables};
use crate::finding::suggest::nearest;
use crate::org::Org;
use crate::text::Place;
use crate::value::{Item, Of, Type, Val};
use crate::vocabulary::forms::{OFFSET, TIME};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::{Read, record};

/// What is known of an entity.
#[derive(Debug)]
pub struct Description {
    /// Its stable id.
    pub entity: String,
    /// The formats it is declared in, and where.
    pub declared: Vec<(&'static Format, Place)>,
    /// What is known: the fields that were written, follow from others or have a default, and what is noted beside them.
    pub known: Vec<Step>,
    /// Names of fields of which nothing is.
    pub unknown: Vec<&'static str>,
}

/// What is known of the declared entity of a kind and id.
///
/// # Errors
///
/// The stable id of the one that is called nearly so, if there is none.
pub fn describe(org: &Org, facts: &Facts, kind: Kind, id: &str) -> Result<Description, Option<String>> {
    let found = org.find(kind, id).filter(|&entity| org.is_declared(entity));
    let Some(entity) = found else {
        let near = nearest(id, org.all(kind).map(|entity| org.id(entity)));
        return Err(near.map(|near| format!("{}:{near}", record(kind).word)));
    };
    let arena = Bump::new();
    let cx = Cx::new(org, facts, &arena);
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for (field, def) in record(kind).members() {
        match def.read {
            Read::Notes => {
                let keys = org.keys(entity, field);
                let texts = keys.map(|key| format!("{}[{}]", def.name, quoted(key)));
                known.extend(texts.filter_map(|text| step(&cx, entity, &text)));
            }
            // Of what is never judged there is nothing to see but that it was written.
            Read::Link | Read::Free if org.is_written(entity, field) => known.extend(written(&cx, entity, def.name)),
            Read::Record(_) if org.is_written(entity, field) => of_record(&cx, entity, (entity, field), "", &mut known),
            Read::Link | Read::Free => unknown.push(def.name),
            _ => match step_of(&cx, entity, (entity, field), def.name) {
                Some(step) if step.came_to != CameTo::Unknown || org.is_written(entity, field) => known.push(step),
                _ => unknown.push(def.name),
            },
        }
    }
    let declared = org.declarations(entity).collect();
    Ok(Description { entity: tables::stable_id(&cx, entity), declared, known, unknown })
}

/// A key as an expression writes it.
fn quoted(key: &str) -> String {
    format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What is read of an entity under a name.
fn step(cx: &Cx<'_>, entity: Entity, text: &str) -> Option<Step> {
    let step = traced(cx, entity, &format!("it.{text}"))?;
    Some(Step { text: text.to_owned(), parts: Vec::new(), cut: false, more: 0, ..step })
}

/// What is read of a field, times of day and offsets as they are written and not as a number of minutes.
fn step_of(cx: &Cx<'_>, entity: Entity, (of, field): (Entity, FieldId), text: &str) -> Option<Step> {
    let step = step(cx, entity, text)?;
    let Read::Scalar(form) = record(of.kind).def(field).read else { return Some(step) };
    let minutes = || cx.org.minutes(of, field).ok().flatten().map(|at| at.value);
    let clock = |minutes: i64| format!("{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60);
    let written = match form {
        _ if *form == TIME => minutes().map(clock),
        _ if *form == OFFSET => minutes().map(|of| format!("{}{}", if of < 0 { '-' } else { '+' }, clock(of))),
        _ => None,
    };
    Some(match written {
        Some(written) => Step { came_to: CameTo::Value(written), ..step },
        None => step,
    })
}

/// What is written in a record, which has no id that it could be told by: `handoff.day`.
fn of_record(cx: &Cx<'_>, entity: Entity, (of, field): (Entity, FieldId), before: &str, known: &mut Vec<Step>) {
    let path = format!("{before}{}", record(of.kind).def(field).name);
    let inner = cx.org.reference(of, field).ok().flatten().map(|inner| inner.value);
    let all = inner.into_iter().flat_map(|inner| record(inner.kind).members().map(move |member| (inner, member)));
    let told = known.len();
    for (inner, (rank, def)) in all.filter(|(inner, (rank, _))| cx.org.is_written(*inner, *rank)) {
        let name = format!("{path}.{}", def.name);
        match def.read {
            Read::Record(_) => of_record(cx, entity, (inner, rank), &format!("{path}."), known),
            Read::Link | Read::Free | Read::Notes => known.extend(written(cx, entity, &name)),
            _ => known.extend(step_of(cx, entity, (inner, rank), &name)),
        }
    }
    if known.len() == told {
        known.extend(written(cx, entity, &path));
    }
}

/// That something is written.
fn written(cx: &Cx<'_>, entity: Entity, name: &str) -> Option<Step> {
    let step = traced(cx, entity, &format!("has(it.{name})"))?;
    let came_to = CameTo::Value("written".to_owned());
    Some(Step { text: name.to_owned(), came_to, parts: Vec::new(), cut: false, more: 0, ..step })
}

fn traced(cx: &Cx<'_>, entity: Entity, text: &str) -> Option<Step> {
    let mut env = Env::new(Arc::new(Params::new()));
    let it = env.bind("it", Type::one(Of::Entity(entity.kind)));
    let expr = compile(text, &env).ok()?;
    let mut frame = Frame::new(&env);
    frame.set(it, Item::new(Val::Entity(entity), None));
    Some(expr.trace(cx, &mut frame, &mut Met::default()))
}
