//! Whether the people of one level of a rotation carry it in proportion to the hours they work.

use std::collections::BTreeMap;

use crate::facts::on_call::model::layer::{Layer, Level};
use crate::value::rational::{Rational, add, div, mul};

/// How unevenly one level of a rotation is carried (F18).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fairness {
    /// Hours per full-time equivalent of the most loaded over those of the least loaded participant, at least 1.
    pub ratio: Rational,
    /// The most loaded participant; of several, the one with the lowest id.
    pub most: u32,
    /// The least loaded participant; of several, the one with the lowest id.
    pub least: u32,
}

/// F18: largest over smallest `expected hours / fte` among the participants of the layers of `level`.
///
/// `fte` gives a person's full-time equivalent (1 is full time). None where nobody participates, an `fte` or the
/// smallest load is not positive.
pub fn fairness(layers: &[&Layer], level: Level, fte: impl Fn(u32) -> Rational) -> Option<Fairness> {
    let mut loads: BTreeMap<u32, Rational> = BTreeMap::new();
    for layer in layers.iter().filter(|layer| layer.level == level) {
        let mut people = layer.participants.clone();
        people.sort_unstable();
        for places in people.chunk_by(|a, b| a == b) {
            let hours = mul(layer.share_of(places.len()), layer.active_hours())?;
            let load = loads.entry(places[0]).or_default();
            *load = add(*load, hours)?;
        }
    }
    let zero = Rational::default();
    let mut most: Option<(u32, Rational)> = None;
    let mut least: Option<(u32, Rational)> = None;
    for (person, hours) in loads {
        let fte = fte(person);
        if fte <= zero {
            return None;
        }
        let load = div(hours, fte)?;
        if most.is_none_or(|(_, high)| load > high) {
            most = Some((person, load));
        }
        if least.is_none_or(|(_, low)| load < low) {
            least = Some((person, load));
        }
    }
    let ((most, high), (least, low)) = (most?, least?);
    Some(Fairness { ratio: div(high, low)?, most, least })
}
