//! The on-call model applied to the organisation: layers, pools, and what each person carries.
//!
//! The arithmetic is [`crate::facts::on_call::model`]; here are only the way from declarations to its inputs and
//! from its results to facts. A week is the turn of a rotation that declares none; what is asked about the length of a
//! turn itself is unknown then. Where no start is declared, every way in which the turns may have begun is looked at.

pub mod addends;
mod clocks;
mod combined;
pub(crate) mod combined_load;
mod computed;
pub(crate) mod coverage;
pub(crate) mod figure;
pub(crate) mod hour_by_hour;
mod hours;
pub(crate) mod layer_model;
pub(crate) mod levels;
pub(crate) mod paging;
mod participation;
pub(crate) mod people;
mod pool;
pub(crate) mod pools;
mod rotation_level;
pub(crate) mod rotations;
pub(crate) mod team_load;
pub(crate) mod times;
mod turning;
pub(crate) mod weekend;
mod windows;

pub use crate::facts::on_call::load::computed::Load;
pub(crate) use crate::facts::on_call::load::levels::{all_levels, level_id, level_place};
pub(crate) use crate::facts::on_call::load::paging::page_load;
pub(crate) use crate::facts::on_call::load::people::{
    all_on_call, all_participations, participation_place, person_of, rotations_of,
};
pub(crate) use crate::facts::on_call::load::pools::{all_pools, pool_id, pool_place};
pub(crate) use crate::facts::on_call::load::rotations::all_layers;
use crate::value::{Of, Type};
use crate::vocabulary;

pub(crate) const LEVEL: Type = Type::one(Of::Word(&vocabulary::LAYER_LEVEL));
