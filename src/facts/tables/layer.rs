//! What rules see of a layer of a rotation.

use crate::facts::fact::{Fact, HOURS, MINUTES, NUMBER, one};
use crate::facts::on_call::load::{paging, rotations};
use crate::facts::on_call::model::WeekSet;
use crate::value::{Missing, Val};
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("rotation", one(Kind::Rotation), "The rotation it belongs to.", |cx, e| match cx.org.parent(e) {
        Some(rotation) => Val::Entity(rotation),
        None => cx.unknown(Missing::Section(Kind::Rotation)),
    }),
    Fact::new("activeHours", HOURS, "Hours of the week in which it is on call (H of the on-call model).", rotations::active_hours)
        .at(rotations::restrictions),
    Fact::new("businessHours", HOURS, "Those within business hours, Monday to Friday 08:00-18:00 local.", |cx, e| {
        rotations::band(cx, e, |bands| bands.business)
    })
    .at(rotations::restrictions),
    Fact::new(
        "offHours",
        HOURS,
        "Those outside business hours and outside sleeping hours: 18:00-22:00 and at weekends 08:00-22:00 local.",
        |cx, e| rotations::band(cx, e, |bands| bands.off),
    )
    .at(rotations::restrictions),
    Fact::new("sleepHours", HOURS, "Those in sleeping hours, 22:00-08:00 local.", |cx, e| {
        rotations::band(cx, e, |bands| bands.sleep)
    })
    .at(rotations::restrictions),
    Fact::new(
        "coreNightHours",
        HOURS,
        "Hours of the week in which it is on call between 23:00 and 06:00 local.",
        |cx, e| rotations::night(cx, e, WeekSet::measure),
    )
    .at(rotations::restrictions),
    Fact::new("coreNightHoursPerDay", HOURS, "Those of the night that has most of them.", |cx, e| rotations::night(cx, e, rotations::longest_night))
        .at(rotations::restrictions),
    Fact::new(
        "longestBlock",
        HOURS,
        "Longest time on call in it without a break, of whoever has the longest; 336 h, two weeks, where somebody always is (F13).",
        rotations::longest_block,
    )
    .at(rotations::turn),
    Fact::new(
        "gapBetweenTurns",
        MINUTES,
        "Time between two turns of a person who stands in its list once (F14).",
        rotations::gap_between_turns,
    ),
    Fact::new(
        "businessPages",
        NUMBER,
        "Pages to be expected in business hours, Monday to Friday 08:00-18:00 local, of a week in which it is one's own (F8). On a secondary layer, those the primary passes on.",
        |cx, e| paging::turn_pages(cx, e, &[paging::BUSINESS]),
    ),
    Fact::new(
        "offPages",
        NUMBER,
        "The same in waking hours outside business hours, 18:00-22:00 and at weekends 08:00-22:00 local (F8).",
        |cx, e| paging::turn_pages(cx, e, &[paging::OFF]),
    ),
    Fact::new("sleepPages", NUMBER, "The same in sleeping hours, 22:00-08:00 local (F8).", |cx, e| {
        paging::turn_pages(cx, e, &[paging::SLEEP])
    }),
    Fact::new("offHoursPages", NUMBER, "The same outside business hours, awake or asleep (F10).", |cx, e| {
        paging::turn_pages(cx, e, &[paging::OFF, paging::SLEEP])
    }),
    Fact::new(
        "brokenNights",
        NUMBER,
        "Nights with at least one page to be expected in a week in which it is one's own, if pages come independently of each other (F11); rounded to four decimals.",
        paging::nights,
    ),
];
