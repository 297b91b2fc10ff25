//! The on-call load model: how many hours a person is on call, how often they are paged, and how many people a
//! rotation needs, computed exactly from what was declared.
//!
//! Time is integer minutes, absolute ones counted from Monday 1969-12-29 00:00 UTC; results are exact rationals
//! ([`Rational`]), and only [`pages::broken_nights`] (F11) is a float. Functions give `None` where the question has no
//! answer: a division by zero, or numbers beyond 128 bits. Nothing here panics on declared data.
//!
//! No evenness is assumed: shares, hours, pages and turns come from the minutes that are really a person's, over the
//! whole cycle. Results are expected values, not a forecast. Not modelled: daylight saving (offsets are fixed),
//! overrides, holidays and swaps; a person who is away for long is modelled by leaving them out of the participants.
//! Pages given per week are spread evenly over the covered hours, which understates business-hours peaks. A secondary
//! pool shared by two rotations counts for both.

pub mod fairness;
pub mod hours;
pub mod layer;
pub mod pages;
pub mod play;
pub mod pool;
pub mod response;
pub mod standby;
pub mod timetable;
pub mod week;

pub use crate::facts::on_call::model::hours::{Bands, Hours};
pub use crate::facts::on_call::model::layer::{Layer, Level, NOBODY, Start};
pub use crate::facts::on_call::model::play::{CYCLE_CAP_WEEKS, Played, Taken, play};
pub use crate::facts::on_call::model::timetable::{Seat, Timetable};
pub use crate::facts::on_call::model::week::{Minutes, WeekSet};
pub use crate::value::rational::Rational;
