//! The layers of one rank in a rotation.

use crate::facts::on_call::model::Level;
use crate::facts::on_call::model::fairness::Fairness;
use crate::field;
use crate::org::Org;
use crate::value::Missing;
use crate::value::rational::Rational;
use crate::vocabulary::kinds::Entity;

/// How a level is carried, for each way in which its turns may have begun.
#[derive(Debug)]
pub(crate) struct Carried {
    pub(super) people: Vec<u32>,
    pub(super) ways: Vec<(Fairness, Vec<Rational>)>,
    pub(super) open: Option<Missing>,
}

/// The layers of one rank in a rotation.
#[derive(Debug)]
pub(crate) struct RotationLevel {
    pub(crate) rotation: Entity,
    pub(crate) level: Level,
    pub(crate) layers: Vec<Entity>,
    pub(crate) id: String,
}

/// The levels of a rotation, the first first; shadow layers are none, nor are those whose level cannot be read.
pub(crate) fn levels(org: &Org, rotation: Entity, of: impl Fn(Entity) -> Option<Level>) -> Vec<RotationLevel> {
    let mut found: Vec<RotationLevel> = Vec::new();
    for layer in org.list(rotation, field!(Rotation.layers)).entities().map(|at| at.value) {
        let Some(level) = of(layer) else { continue };
        match found.iter_mut().find(|known| known.level == level) {
            _ if level == Level::Shadow => {}
            Some(known) => known.layers.push(layer),
            None => {
                let word = crate::vocabulary::LAYER_LEVEL.at(level as u8).unwrap_or_default();
                let id = format!("{}/{word}", org.id(rotation));
                found.push(RotationLevel { rotation, level, layers: vec![layer], id });
            }
        }
    }
    found.sort_by_key(|level| level.level);
    found
}
