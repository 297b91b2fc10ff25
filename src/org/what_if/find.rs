//! Finds people and layers by what somebody calls them, and says which were meant where there are none.

use crate::finding::suggest::{nearest, one_of, question};
use crate::org::Org;
use crate::vocabulary::kinds::{Entity, Kind};
use crate::vocabulary::record;
use crate::{field, word};

/// A person by id or stable id, also one who is only named somewhere: they can be on call.
///
/// # Errors
///
/// In words, when there is nobody of that name.
pub fn person(org: &Org, name: &str) -> Result<Entity, String> {
    let everybody = || (0..org.count(Kind::Person)).map(|at| Entity::new(Kind::Person, at));
    let named = |name: &str| everybody().find(|&person| org.id(person).eq_ignore_ascii_case(name));
    let id = of_kind(Kind::Person, name);
    named(name).or_else(|| named(id)).ok_or_else(|| match nearest(id, everybody().map(|person| org.id(person))) {
        Some(near) => format!("there is nobody called `{name}`; {}", question(near)),
        None => format!("there is nobody called `{name}`"),
    })
}

/// The layers that newcomers join: those named in `rotation/layer,layer`, or for a rotation alone its primary layer and
/// every other one with the same people.
///
/// # Errors
///
/// In words, when there is no such rotation or layer, when it is not clear which is meant, and when nobody said who
/// takes turns there.
pub fn layers(org: &Org, to: &str) -> Result<Vec<Entity>, String> {
    let (rotation, layers) = rotation(org, to)?;
    let declared = layers_of(org, rotation);
    let layers = match layers {
        Some(names) => named_layers(org, rotation, &declared, names)?,
        None => own_layers(org, rotation, &declared)?,
    };
    match layers.iter().find(|&&layer| org.place_of(layer, field!(Layer.participants)).is_none()) {
        Some(&layer) => {
            Err(format!("nobody said who takes turns in `{}`; declare its `participants`", layer_name(org, layer)))
        }
        None => Ok(layers),
    }
}

/// `rotation/layer`, or the rotation's name for its only layer.
pub fn layer_name(org: &Org, layer: Entity) -> String {
    let rotation = org.parent(layer).map_or("", |rotation| org.id(rotation));
    match org.id(layer) {
        "" => rotation.to_owned(),
        layer => format!("{rotation}/{layer}"),
    }
}

/// The id in a stable id of that kind, such as `ana` of `person:ana`; other names as they are.
fn of_kind(kind: Kind, name: &str) -> &str {
    name.strip_prefix(record(kind).word).and_then(|rest| rest.strip_prefix(':')).unwrap_or(name)
}

/// The rotation, and what was written after its name.
fn rotation<'t>(org: &Org, to: &'t str) -> Result<(Entity, Option<&'t str>), String> {
    let find = |name: &str| org.find(Kind::Rotation, name).filter(|&rotation| org.is_declared(rotation));
    if let Some(rotation) = find(to) {
        return Ok((rotation, None));
    }
    let to = of_kind(Kind::Rotation, to);
    if let Some(rotation) = find(to) {
        return Ok((rotation, None));
    }
    let parts = to.rmatch_indices('/').map(|(at, _)| (&to[..at], &to[at + 1..]));
    if let Some((rotation, layers)) = parts.into_iter().find_map(|(name, rest)| Some((find(name)?, rest))) {
        return Ok((rotation, Some(layers)));
    }
    let name = to.split('/').next().unwrap_or(to);
    let known: Vec<&str> = org.all(Kind::Rotation).map(|rotation| org.id(rotation)).collect();
    Err(match nearest(name, known.iter().copied()) {
        Some(near) => format!("there is no rotation `{name}`; {}", question(near)),
        None if known.is_empty() => format!("there is no rotation `{name}`; none is declared"),
        None => format!("there is no rotation `{name}`; write {}", one_of(&known)),
    })
}

pub(crate) fn layers_of(org: &Org, rotation: Entity) -> Vec<Entity> {
    org.list(rotation, field!(Rotation.layers)).entities().map(|layer| layer.value).collect()
}

fn named_layers(org: &Org, rotation: Entity, declared: &[Entity], names: &str) -> Result<Vec<Entity>, String> {
    let find = |name: &str| declared.iter().copied().find(|&layer| org.id(layer).eq_ignore_ascii_case(name));
    if let Some(layer) = find(names) {
        return Ok(vec![layer]);
    }
    let mut found = Vec::new();
    for name in names.split(',').map(str::trim) {
        let layer = find(name).ok_or_else(|| {
            let known: Vec<&str> = declared.iter().map(|&layer| org.id(layer)).filter(|id| !id.is_empty()).collect();
            let rotation = org.id(rotation);
            match nearest(name, known.iter().copied()) {
                Some(near) => format!("`{rotation}` has no layer `{name}`; {}", question(near)),
                None if known.is_empty() => format!("the layers of `{rotation}` have no names; write `{rotation}`"),
                None => format!("`{rotation}` has no layer `{name}`; write {}", one_of(&known)),
            }
        })?;
        if !found.contains(&layer) {
            found.push(layer);
        }
    }
    Ok(found)
}

/// The primary layer, and every other one with the same people.
fn own_layers(org: &Org, rotation: Entity, declared: &[Entity]) -> Result<Vec<Entity>, String> {
    let level = |layer: Entity| org.word_or_default(layer, field!(Layer.level)).ok();
    let staff = |layer: Entity| {
        let mut people: Vec<Entity> =
            org.list(layer, field!(Layer.participants)).entities().map(|person| person.value).collect();
        people.sort_unstable();
        people.dedup();
        people
    };
    let primary: Vec<Entity> = declared.iter().copied().filter(|&layer| level(layer) == Some(PRIMARY)).collect();
    let Some(&first) = primary.first() else {
        return Err(format!("nobody said who takes turns in `{}`; declare its `participants`", org.id(rotation)));
    };
    if primary.iter().any(|&layer| staff(layer) != staff(first)) {
        let names: Vec<String> = primary.iter().map(|&layer| layer_name(org, layer)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        return Err(format!("`{}` has several primary layers; write {}", org.id(rotation), one_of(&names)));
    }
    let others = declared
        .iter()
        .copied()
        .filter(|&layer| matches!(level(layer), Some(PRIMARY | SECONDARY)) && staff(layer) == staff(first));
    let mut layers = vec![first];
    layers.extend(others.filter(|&layer| layer != first));
    Ok(layers)
}

/// Ranks of the levels of layers.
const PRIMARY: u8 = word!(Layer.level, "primary");
const SECONDARY: u8 = word!(Layer.level, "secondary");
