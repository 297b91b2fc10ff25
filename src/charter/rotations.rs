//! The rotations that a team runs, and who takes turns in them.

use crate::charter::told::{Reader, Several};
use crate::field;
use crate::judge::told::{Amount, Told};
use crate::vocabulary::kinds::Entity;

/// A rotation that a team runs.
#[derive(Clone, Debug)]
pub struct Rotation<'o> {
    /// Which rotation.
    pub rotation: Entity,
    /// Its id.
    pub id: &'o str,
    /// Hours that it promises to cover: `24x7`, `business-hours`.
    pub coverage: Told<&'static str>,
    /// Hours of the week with somebody on call.
    pub covered: Amount,
    /// Hours of the week that it promises, and in which nobody is on call.
    pub gap: Amount,
    /// Minutes until somebody must respond.
    pub response: Amount,
    /// Pages a week.
    pub pages: Amount,
    /// Ids of the services that it answers for.
    pub services: Several<&'o str>,
    /// Who takes turns, by layer in its order: the level, and the people.
    pub layers: Several<(Told<&'static str>, Several<Entity>)>,
}

/// The rotations of a team, in the order in which they are declared.
pub(super) fn rotations<'o>(read: &Reader<'_, 'o>, team: Entity) -> Several<Rotation<'o>> {
    read.entities(read.fact(team, "rotations")).map(|rotation| {
        let number = |name| read.amount(rotation, name);
        Rotation {
            rotation,
            id: read.org.id(rotation),
            coverage: read.word_of(rotation, field!(Rotation.coverage), read.fact(rotation, "coverage")),
            covered: number("coveredHours"),
            gap: number("gap"),
            response: read.number(rotation, field!(Rotation.responseMinutes)),
            pages: number("pagesPerWeek"),
            services: read.entities(read.fact(rotation, "answersFor")).map(|service| read.org.id(service)),
            layers: layers(read, rotation),
        }
    })
}

fn layers(read: &Reader<'_, '_>, rotation: Entity) -> Several<(Told<&'static str>, Several<Entity>)> {
    read.listed(rotation, field!(Rotation.layers))
        .map(|layer| (read.word(layer, field!(Layer.level)), read.listed(layer, field!(Layer.participants))))
}
