//! Numbers of the taxonomy by which facts are decided, so that an organisation can set them like the parameters of a
//! rule.

use crate::declare::setting::Written;
use crate::taxonomy::table::{self, Taxonomy};
use crate::value::param::ParamValue;
use crate::value::{Number, Of, Type, Unit};

/// Numbers by which facts are decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// People from which an organisation is growing.
    pub growing_from: Number,
    /// People from which an organisation is large.
    pub large_from: Number,
    /// Least weight of its duties from which the discipline of a team is inferred; an exclusive duty weighs 1.
    pub inference_weight: Number,
    /// Share of all weight by which a discipline must be ahead of the second to be inferred.
    pub inference_margin: Number,
    /// Levels of an escalation policy from which on its last one is a last resort.
    pub last_resort_from: Number,
    /// Share of the week that somebody can be on call at most.
    pub on_call_share: Number,
    /// Days after which an export is old.
    pub export_days: Number,
}

impl Default for Thresholds {
    /// Those of the taxonomy that comes with the program.
    fn default() -> Self {
        Self::of(table::built_in())
    }
}

impl Thresholds {
    /// Those of a taxonomy.
    pub fn of(taxonomy: &Taxonomy) -> Self {
        let read = |name| {
            let value = taxonomy.setting(name).and_then(number);
            value.or_else(|| table::built_in().setting(name).and_then(number)).unwrap_or_default()
        };
        Self {
            growing_from: read("growingFrom"),
            large_from: read("largeFrom"),
            inference_weight: read("inferenceWeight"),
            inference_margin: read("inferenceMargin"),
            last_resort_from: read("lastResortFrom"),
            on_call_share: read("onCallShare"),
            export_days: read("exportDays"),
        }
    }
}

fn number(input: &Written) -> Option<Number> {
    match input.value(Type::one(Of::Number(Unit::Plain))) {
        Ok(ParamValue::Number(number)) => Some(number),
        _ => None,
    }
}

/// Whether a number of things is enough.
pub fn reaches(count: usize, threshold: Number) -> bool {
    i128::try_from(count).is_ok_and(|count| count * i128::from(*threshold.denom()) >= i128::from(*threshold.numer()))
}

#[cfg(test)]
mod tests {
    use super::{Thresholds, reaches};
    use crate::value::Number;

    #[test]
    fn the_program_has_all_of_them() {
        let whole = Number::from_integer;
        let own = Thresholds::default();
        assert_eq!((own.growing_from, own.large_from), (whole(20), whole(60)));
        assert_eq!((own.inference_weight, own.inference_margin), (whole(2), Number::new(1, 5)));
        assert_eq!((own.last_resort_from, own.on_call_share), (whole(3), Number::new(1, 4)));
        assert_eq!(own.export_days, whole(30));
    }

    #[test]
    fn a_threshold_is_reached_by_what_equals_it() {
        let half = Number::new(5, 2);
        assert!(reaches(3, half) && !reaches(2, half));
        assert!(reaches(10, Number::from_integer(10)) && !reaches(9, Number::from_integer(10)));
    }
}
