//! The on-call load model: how many hours a person is on call, how often they are paged, and how many people a
//! rotation needs, computed exactly from what was declared.
//!
//! Time is integer minutes on the UTC week that starts Monday 00:00; results are exact rationals ([`Rational`]), and
//! only [`pages::broken_nights`] (F11) is a float. Functions give `None` where the question has no answer: a division
//! by zero, an offset that was not declared, or numbers beyond 128 bits. Nothing here panics on declared data.
//!
//! Results are expected values, not a forecast. Not modelled: daylight saving (offsets are fixed), overrides, holidays
//! and swaps; a person who is away for long is modelled by leaving them out of the participants. Pages given per week
//! are spread evenly over the covered hours, which understates business-hours peaks. A secondary pool shared by two
//! rotations counts for both.

pub mod fairness;
pub mod layer;
pub mod pages;
pub mod person;
pub mod pool;
pub mod response;
mod simulate;
pub mod week;

pub use crate::facts::on_call::model::layer::{Layer, Level};
pub use crate::facts::on_call::model::person::{LayerContribution, PersonLoad, person_load};
pub use crate::facts::on_call::model::simulate::CYCLE_CAP_WEEKS;
pub use crate::facts::on_call::model::week::{Minutes, WeekSet};
pub use crate::value::rational::Rational;
