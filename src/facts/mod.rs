//! What needs an algorithm: computed once over the organisation, and read by rules as ordinary fields.
//!
//! Each fact is a [`fact::Fact`] in the table of its kind ([`tables`]), with its type and documentation; the functions it
//! names lie in the families. What is computed for the whole organisation is a part of [`Facts`].

pub mod apart;
pub mod cx;
pub mod duties;
pub mod fact;
pub mod kept;
pub mod on_call;
pub mod organisation;
pub(crate) mod part;
pub mod people;
pub mod platform;
pub(crate) mod reads;
pub mod response;
pub mod services;
pub mod sources;
pub mod tables;
pub mod topology;

pub use part::Facts;
