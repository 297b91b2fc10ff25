//! How much of being on call lies outside working hours.

use crate::value::rational::{Rational, add, div, mul, sub, whole};

/// F16: standby in minutes a week, of `all` minutes on call of which `inside` lie in working hours. Who works fewer hours
/// than the organisation (`contract` of `working` hours a week) is taken to be at work in that share of each of them.
pub fn standby(all: Rational, inside: Rational, contract: Rational, working: Rational) -> Option<Rational> {
    let at_work = div(contract, working).map_or(whole(1), |share| share.min(whole(1)));
    add(sub(all, inside)?, mul(sub(whole(1), at_work)?, inside)?)
}
