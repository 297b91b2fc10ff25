//! On call: who, in which hours of the week, how often at night, how evenly, and when nobody is.

mod carriers;
mod rotations;
mod sums;
mod week;

use crate::audit::{Source, Told};
use crate::org::Extent;
use crate::value::Number;
use crate::vocabulary::kinds::{Entity, Kind};

pub use carriers::{Carrier, Carriers};
pub use rotations::{Alike, Level, Rotation};
pub use week::{Clock, Hour, Lane};

/// The rule that says how much of the week one person can be on call, and its parameter.
const OVERLOAD: (&str, &str) = ("on-call-overload", "maxShare");
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

/// What an hour of the week is to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Business hours.
    Business,
    /// Awake, outside of them.
    Off,
    /// Sleeping hours.
    Sleep,
}

/// What there is to say.
pub fn of(source: &Source<'_>) -> OnCall {
    let organisation = Entity::new(Kind::Org, 0);
    let said = source.org.extent(Kind::Rotation) != Extent::Absent;
    let rotations = if said { rotations::all(source) } else { Vec::new() };
    OnCall {
        said,
        limit: source.limit(OVERLOAD.0, OVERLOAD.1),
        ratio: source.limit(UNBALANCED.0, UNBALANCED.1),
        sleep: source.word(organisation, "sleepTime"),
        bands: week::bands(source),
        carriers: carriers::all(source, &rotations),
        rotations,
    }
}

/// The letters of a rank: A to Z, AA, AB and so on.
fn letters(rank: usize) -> String {
    let (mut left, mut letters) = (rank + 1, Vec::new());
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}
