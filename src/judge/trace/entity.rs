//! What is known of one entity, field by field, whatever rules make of it.

use std::sync::Arc;

use bumpalo::Bump;

use crate::declare::format::Format;
use crate::declare::matching::By;
use crate::expr::trace::{CameTo, Met, Step};
use crate::expr::{Env, Frame, Params, compile};
use crate::facts::cx::Cx;
use crate::facts::{Facts, tables};
use crate::finding::suggest::nearest;
use crate::org::Org;
use crate::org::matching::Link;
use crate::text::Place;
use crate::value::{Item, Of, Type, Val};
use crate::vocabulary::forms::{OFFSET, TIME};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::{Field, Read, record};

/// What is known of an entity.
#[derive(Debug)]
pub struct Description {
    /// Its stable id.
    pub entity: String,
    /// Its declarations.
    pub declared: Vec<Declared>,
    /// Lists that are known to be of the team, or the team that a list is of: the stable id, and by what.
    pub links: Vec<(String, By, Option<Place>)>,
    /// What is known: the fields that were written, follow from others or have a default, and what is noted beside them.
    pub known: Vec<Step>,
    /// Who says what about fields of which several declarations say something, by the name of the field.
    pub said: Vec<(&'static str, Vec<(&'static Format, Place)>)>,
    /// Names of fields of which nothing is.
    pub unknown: Vec<&'static str>,
}

/// A declaration of an entity.
#[derive(Debug)]
pub struct Declared {
    /// The format it is written in.
    pub format: &'static Format,
    /// Where.
    pub place: Place,
    /// What the entity is called there, if it is called otherwise.
    pub called: Option<String>,
    /// By what it is known to be about this entity; nothing for the one whose id counts.
    pub by: Option<By>,
    /// Where that is written.
    pub at: Option<Place>,
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
    let entity_id = tables::stable_id(&cx, entity);
    let (declared, links, said) = (declared(org, entity), links(org, entity), said(org, entity));
    Ok(Description { entity: entity_id, declared, links, known, said, unknown })
}

fn declared(org: &Org, entity: Entity) -> Vec<Declared> {
    let known_by = org.known_by(entity);
    let declared = org.declarations(entity).zip(known_by).map(|((format, place), by)| {
        let matched = org.matched(place);
        let called = matched.map(|matched| matched.called.clone());
        let called = called.filter(|called| !called.eq_ignore_ascii_case(org.id(entity)));
        Declared { format, place, called, by, at: matched.and_then(|matched| matched.at) }
    });
    declared.collect()
}

fn links(org: &Org, entity: Entity) -> Vec<(String, By, Option<Place>)> {
    if entity.kind != Kind::Team {
        return Vec::new();
    }
    let (id, word) = (org.id(entity), record(entity.kind).word);
    let other = |link: &Link| match (link.list == id, link.team == id) {
        (true, _) => Some((format!("{word}:{}", link.team), link.by, link.at)),
        (_, true) => Some((format!("{word}:{}", link.list), link.by, link.at)),
        _ => None,
    };
    org.links().iter().filter_map(other).collect()
}

fn said(org: &Org, entity: Entity) -> Vec<(&'static str, Vec<(&'static Format, Place)>)> {
    let of_field = |(field, def): (FieldId, &'static Field)| {
        let said = org.said_of(entity, field).filter_map(|said| Some((said.format, said.value.place()?)));
        let said: Vec<(&'static Format, Place)> = said.collect();
        (said.len() > 1).then_some((def.name, said))
    };
    record(entity.kind).members().filter_map(of_field).collect()
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
