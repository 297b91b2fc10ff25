//! What rules see of a layer of a rotation.

use crate::facts::fact::{Fact, HOURS, MINUTES, NUMBER, TEXT, list, one};
use crate::facts::on_call::load::{paging, rotations};
use crate::value::{Missing, Val};
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("rotation", one(Kind::Rotation), "The rotation it belongs to.", |cx, e| match cx.org.parent(e) {
        Some(rotation) => Val::Entity(rotation),
        None => cx.unknown(Missing::Section(Kind::Rotation)),
    }),
    Fact::new("activeHours", HOURS, "Hours of the week in which it is on call (H of the on-call model).", rotations::active_hours)
        .at(rotations::restrictions),
    Fact::new(
        "hiddenHours",
        HOURS,
        "Hours of the week that later layers of its level take over, because they say `hides: true` (F24).",
        rotations::hidden_hours,
    ),
    Fact::new(
        "firstTurn",
        TEXT,
        "Its first turn, such as `Wed 2026-01-07 00:00 to Mon 2026-01-12 10:00`, in its local time (F25).",
        rotations::first_turn,
    ),
    Fact::new(
        "participations",
        list(Kind::Participation),
        "The part of each of its people, in the order of its list.",
        rotations::participations,
    ),
    Fact::new(
        "businessHours",
        HOURS,
        "Those within business hours of the people in it, on each one's own clock, of whoever has most (F27).",
        |cx, e| paging::layer_hours(cx, e, |hours| &hours.bands.business),
    )
    .at(rotations::restrictions),
    Fact::new("offHours", HOURS, "Those in their waking hours outside business hours, of whoever has most (F27).", |cx, e| {
        paging::layer_hours(cx, e, |hours| &hours.bands.off)
    })
    .at(rotations::restrictions),
    Fact::new("sleepHours", HOURS, "Those in their sleeping hours, of whoever has most (F27).", |cx, e| {
        paging::layer_hours(cx, e, |hours| &hours.bands.sleep)
    })
    .at(rotations::restrictions),
    Fact::new(
        "coreNightHours",
        HOURS,
        "Hours of the week in which it is on call in the night of the people in it, 23:00-06:00 on each one's own clock if `org.night` does not say otherwise; of whoever has most (F27).",
        |cx, e| paging::layer_hours(cx, e, |hours| &hours.night),
    )
    .at(rotations::restrictions),
    Fact::new(
        "coreNightHoursPerDay",
        HOURS,
        "The most hours that anybody in it is on call in one night (F27).",
        paging::longest_night,
    )
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
        "Pages to be expected in business hours of a week in which it is one's own or, where turns are shorter than a week, of a mean week; of whoever has most (F10). On a secondary layer, those the primary passes on.",
        |cx, e| paging::turn_pages(cx, e, &[paging::BUSINESS]),
    ),
    Fact::new("offPages", NUMBER, "The same in waking hours outside business hours (F10).", |cx, e| {
        paging::turn_pages(cx, e, &[paging::OFF])
    }),
    Fact::new("sleepPages", NUMBER, "The same in sleeping hours (F10).", |cx, e| {
        paging::turn_pages(cx, e, &[paging::SLEEP])
    }),
    Fact::new("offHoursPages", NUMBER, "The same outside business hours, awake or asleep (F10).", |cx, e| {
        paging::turn_pages(cx, e, &[paging::OFF, paging::SLEEP])
    }),
    Fact::new("certainOffHoursPages", NUMBER, "So many pages outside business hours at least, whenever the turns began.", |cx, e| {
        paging::certain_pages(cx, e, &[paging::OFF, paging::SLEEP])
    }),
    Fact::new("certainSleepPages", NUMBER, "So many pages in sleeping hours at least.", |cx, e| {
        paging::certain_pages(cx, e, &[paging::SLEEP])
    }),
    Fact::new(
        "brokenNights",
        NUMBER,
        "Nights with at least one page to be expected in a week in which it is one's own or, where turns are shorter than a week, in a mean week, if pages come independently of each other; of whoever has most (F11); rounded to four decimals.",
        paging::nights,
    ),
];
