//! In which ways the turns of a rotation may lie in time, where nobody said when they began (F28).

use crate::facts::on_call::load::layer_model::Modelled;
use crate::value::Missing;
use crate::value::rational::{gcd, lcm};

/// More ways than this are not looked at.
pub(crate) const PHASE_CAP: u128 = 400;

/// The ways in which the turns of a rotation may have begun.
#[derive(Clone, Debug)]
pub(crate) struct Turning {
    /// Shifts, in minutes, that make a difference for what somebody has in a mean week; the layers of a rotation are
    /// shifted together. Empty where there are too many.
    pub(crate) phases: Vec<i64>,
    /// How many shifts there are, also those that only change how the turns lie to those of other rotations.
    pub(crate) all: u128,
    /// What would tell which it is.
    pub(crate) no_start: Option<Missing>,
}

impl Turning {
    /// Nothing is left open.
    pub(crate) fn settled() -> Self {
        Self { phases: vec![0], all: 1, no_start: None }
    }

    pub(crate) fn of(layers: &[&Modelled]) -> Self {
        let tables = layers.iter().filter_map(|modelled| modelled.timetable.as_ref());
        let open = tables.filter_map(|table| Some((table.open()?, table.step())));
        let (mut unit, mut period, mut step) = (0_u128, Some(1_u128), 1_u128);
        for ((own, cycle), own_step) in open {
            unit = gcd(unit, own.into());
            period = period.and_then(|period| lcm(period, cycle));
            step = lcm(step, own_step.into()).unwrap_or(u128::MAX);
        }
        if unit == 0 {
            return Self::settled();
        }
        let ways = step.div_ceil(unit);
        let phases = if ways > PHASE_CAP { 0 } else { ways };
        let shift = |n: u128| i64::try_from(n * unit).unwrap_or_default();
        Self {
            phases: (0..phases).map(shift).collect(),
            all: period.map_or(u128::MAX, |period| period / unit),
            no_start: layers
                .iter()
                .filter(|modelled| modelled.layer.unit.is_some())
                .find_map(|modelled| modelled.no_start),
        }
    }
}
