//! What rules see of people who share shifts.

use crate::facts::fact::{Fact, HOURS, NUMBER, TEXT, list, one};
use crate::facts::on_call::load::{LEVEL, pools};
use crate::facts::reads::count;
use crate::value::Val;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("rotation", one(Kind::Rotation), "The rotation.", |cx, e| {
        pools::pool(cx, e, |_, p| Val::Entity(p.rotation))
    }),
    Fact::new("level", LEVEL, "Rank of its layers.", |cx, e| pools::pool(cx, e, |_, p| Val::Word(p.level as u8))),
    Fact::new("layers", list(Kind::Layer), "The layers it staffs.", |cx, e| {
        pools::pool(cx, e, |cx, p| cx.list(p.layers.iter().map(|&at| pools::layer_item(cx, at))))
    }),
    Fact::new("people", list(Kind::Person), "The people in it, each once.", pools::pool_people)
        .at(pools::pool_place)
        .counted(pools::pool_size),
    Fact::new(
        "hours",
        HOURS,
        "Hours of the week to be staffed, each counted as often as people are on call at once (sum of k * H).",
        |cx, e| pools::pool(cx, e, pools::hours),
    ),
    Fact::new(
        "minPool",
        NUMBER,
        "Fewest people who can staff these hours with nobody on call for more of the week than the taxonomy's `onCallShare` (F6).",
        |cx, e| pools::pool(cx, e, pools::fewest),
    ),
    Fact::new("sites", NUMBER, "How many sites share the primary shifts of the rotation.", |cx, e| {
        pools::pool(cx, e, |_, p| count(p.sites))
    }),
    Fact::new("site", TEXT, "The site as its offset from UTC, or the layer's name.", |cx, e| {
        pools::pool(cx, e, |_, p| Val::Text(&p.site))
    }),
];
