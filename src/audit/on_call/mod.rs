//! On call: who, in which hours of the week, how often at night, how evenly, and when nobody is.

mod carriers;
mod rotations;
mod week;

use crate::audit::Source;
use crate::judge::told::Told;
use crate::org::Extent;
use crate::value::Number;
use crate::vocabulary::kinds::{Entity, Kind};

pub use carriers::{Carrier, Carriers};
pub use rotations::{Alike, Level, Rotation};
pub use week::{Band, Clock, Hour, Lane};

/// The rule that says how unevenly a rotation may be carried, and its parameter.
const UNBALANCED: (&str, &str) = ("unbalanced-rotation", "maxRatio");

/// What the section says.
#[derive(Debug)]
pub struct OnCall {
    /// Whether anybody says anything of rotations; else that is what would tell.
    pub said: bool,
    /// The most time on call that one person can sustain.
    pub limit: Option<Number>,
    /// How many times as much as somebody else one may be on call.
    pub ratio: Option<Number>,
    /// When people sleep, in words.
    pub sleep: Told<String>,
    /// The hours of the week that are business hours, waking hours and sleeping hours, 168 of them; nothing where what is
    /// said of them cannot be read.
    pub bands: Option<Vec<Band>>,
    /// The rotations, in order of id.
    pub rotations: Vec<Rotation>,
    /// Who takes turns: people or, where these are not to be named, teams.
    pub carriers: Carriers,
}

/// What there is to say.
pub fn of(source: &Source<'_>) -> OnCall {
    let organisation = Entity::new(Kind::Org, 0);
    let said = source.org.extent(Kind::Rotation) != Extent::Absent;
    let rotations = if said { rotations::all(source) } else { Vec::new() };
    OnCall {
        said,
        limit: carriers::limit(source),
        ratio: source.limit(UNBALANCED.0, UNBALANCED.1),
        sleep: source.word(organisation, "sleepTime"),
        bands: week::bands(source),
        carriers: carriers::all(source, &rotations),
        rotations,
    }
}
