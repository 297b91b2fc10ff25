//! What rules see of the layers of one rank in a rotation.

use crate::facts::fact::{Fact, HOURS, NUMBER, list, one};
use crate::facts::on_call::load::{LEVEL, levels};
use crate::facts::reads::exact;
use crate::value::{Item, Val};
use crate::vocabulary::kinds::{Entity, Kind};

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
        "Hours on call for each full-time equivalent, those of whoever has most over those of whoever has least (F18).",
        |cx, e| levels::fair(cx, e, |cx, fair| exact(cx, fair.ratio)),
    ),
    Fact::new("most", one(Kind::Person), "Who has most of these hours.", |cx, e| {
        levels::fair(cx, e, |_, fair| Val::Entity(Entity { kind: Kind::Person, index: fair.most }))
    }),
    Fact::new("least", one(Kind::Person), "Who has least of these hours.", |cx, e| {
        levels::fair(cx, e, |_, fair| Val::Entity(Entity { kind: Kind::Person, index: fair.least }))
    }),
    Fact::new(
        "mostHours",
        HOURS,
        "Hours a week of whoever has most, not divided by their full-time equivalent.",
        |cx, e| levels::hours_of(cx, e, |fair| fair.most),
    ),
    Fact::new("leastHours", HOURS, "Hours a week of whoever has least, not divided.", |cx, e| {
        levels::hours_of(cx, e, |fair| fair.least)
    }),
];
