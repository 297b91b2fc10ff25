//! On call: the arithmetic ([`model`]), and its application to an organisation ([`load`]).

pub mod load;
pub mod model;
