//! What is wrong with an organisation before any rule is asked: circles, repeated names, tools nobody knows, overlays of
//! nothing.

mod circle;
pub(crate) mod cycles;
pub(crate) mod escalations;
pub(crate) mod invisible;
pub(crate) mod overlays;
pub(crate) mod repeated;
pub(crate) mod tools;
