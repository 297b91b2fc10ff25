//! What rules see of the layers of one rank in a rotation.

use crate::facts::fact::{BOOL, Fact, HOURS, NUMBER, list, one};
use crate::facts::on_call::load::{LEVEL, levels};
use crate::value::{Item, Val};
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("rotation", one(Kind::Rotation), "The rotation.", |cx, e| {
        levels::level(cx, e, |_, l| Val::Entity(l.rotation))
    }),
    Fact::new("level", LEVEL, "Rank of its layers.", |cx, e| levels::level(cx, e, |_, l| Val::Word(l.level as u8))),
    Fact::new("layers", list(Kind::Layer), "Its layers.", |cx, e| {
        levels::level(cx, e, |cx, l| {
            cx.list(l.layers.iter().map(|&layer| Item::new(Val::Entity(layer), Some(cx.org.place(layer)))))
        })
    }),
    Fact::new(
        "fairness",
        NUMBER,
        "Hours on call for each hour of the contract, those of whoever has most over those of whoever has least (F18); unknown where that one has none.",
        |cx, e| levels::carried(cx, e, |cx, carried| carried.ratio(cx)),
    ),
    Fact::new(
        "settled",
        BOOL,
        "Whether the same people have most and least of these hours, whenever the turns began.",
        |cx, e| levels::carried(cx, e, |_, carried| Val::Bool(carried.is_settled())),
    ),
    Fact::new("most", one(Kind::Person), "Who has most of these hours.", |cx, e| {
        levels::carried(cx, e, |cx, carried| carried.person(cx, |fair| fair.most))
    }),
    Fact::new("least", one(Kind::Person), "Who has least of these hours.", |cx, e| {
        levels::carried(cx, e, |cx, carried| carried.person(cx, |fair| fair.least))
    }),
    Fact::new(
        "mostHours",
        HOURS,
        "Hours a week of whoever has most, not divided by the hours of their contract.",
        |cx, e| levels::carried(cx, e, |cx, carried| carried.hours(cx, |fair| fair.most)),
    ),
    Fact::new("leastHours", HOURS, "Hours a week of whoever has least, not divided.", |cx, e| {
        levels::carried(cx, e, |cx, carried| carried.hours(cx, |fair| fair.least))
    }),
];
