//! What rules see of one person's part in one layer.

use crate::facts::fact::{Fact, HOURS, MINUTES, NUMBER, SHARE, one};
use crate::facts::on_call::load::{combined_load, paging, people, rotations};
use crate::value::Val;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("person", one(Kind::Person), "Who.", |cx, e| people::participation(cx, e, |_, p| Val::Entity(p.person)))
        .at(people::participation_place),
    Fact::new("layer", one(Kind::Layer), "In which layer.", |cx, e| {
        people::participation(cx, e, |_, p| Val::Entity(p.layer))
    }),
    Fact::new("rotation", one(Kind::Rotation), "In which rotation.", |cx, e| {
        people::participation(cx, e, |_, p| Val::Entity(p.rotation))
    }),
    Fact::new("turnShare", SHARE, "Share of the layer's hours that are the person's (F1).", |cx, e| {
        people::figure(cx, e, people::turn_share)
    }),
    Fact::new("hoursPerWeek", HOURS, "On-call hours a week in this layer, the mean over a cycle (F2).", |cx, e| {
        people::figure(cx, e, people::expected_hours)
    }),
    Fact::new("rotationHours", HOURS, "The same in all layers of this rotation.", |cx, e| {
        people::figure_of_sum(cx, e, |all, part| people::rotation_hours(cx.org, all, part))
    }),
    Fact::new("turnsPerQuarter", NUMBER, "Turns in 13 weeks in this layer (F19).", |cx, e| {
        people::figure(cx, e, people::turns)
    }),
    Fact::new("longestBlock", HOURS, "Longest time on call in this layer without a break (F13).", |cx, e| {
        people::figure(cx, e, combined_load::longest)
    }),
    Fact::new(
        "gapBetweenTurns",
        MINUTES,
        "Time between two turns of a person who stands in the list once (F14).",
        |cx, e| people::participation(cx, e, |cx, p| rotations::gap_between_turns(cx, p.layer)),
    ),
    Fact::new(
        "businessHours",
        HOURS,
        "On-call hours a week in this layer within business hours, on the person's own clock.",
        |cx, e| people::figure(cx, e, |all, part| paging::band_hours(all, part, paging::BUSINESS)),
    ),
    Fact::new("offHours", HOURS, "The same in waking hours outside business hours.", |cx, e| {
        people::figure(cx, e, |all, part| paging::band_hours(all, part, paging::OFF))
    }),
    Fact::new("sleepHours", HOURS, "The same in sleeping hours.", |cx, e| {
        people::figure(cx, e, |all, part| paging::band_hours(all, part, paging::SLEEP))
    }),
    Fact::new(
        "coreNightHoursPerDay",
        HOURS,
        "The most hours that the person is on call in this layer in one night (F27).",
        |cx, e| people::figure(cx, e, paging::longest_night_of),
    ),
    Fact::new(
        "standbyHours",
        HOURS,
        "Expected on-call hours a week in this layer outside the person's working hours, which are the organisation's business hours on the person's own clock (F16).",
        |cx, e| people::figure(cx, e, |all, part| people::standby(cx.org, all, part)),
    ),
    Fact::new("pagesPerWeek", NUMBER, "Pages to be expected in a mean week in this layer (F9).", |cx, e| {
        people::figure_of_sum(cx, e, |all, part| {
            paging::part_pages(cx.org, all, part, &[paging::BUSINESS, paging::OFF, paging::SLEEP])
        })
    }),
    Fact::new("businessPages", NUMBER, "Those in business hours (F9).", |cx, e| {
        people::figure_of_sum(cx, e, |all, part| paging::part_pages(cx.org, all, part, &[paging::BUSINESS]))
    }),
    Fact::new("sleepPages", NUMBER, "Those in sleeping hours (F9).", |cx, e| {
        people::figure_of_sum(cx, e, |all, part| paging::part_pages(cx.org, all, part, &[paging::SLEEP]))
    }),
    Fact::new("offHoursPages", NUMBER, "Those outside business hours, awake or asleep (F9).", |cx, e| {
        people::figure_of_sum(cx, e, |all, part| paging::part_pages(cx.org, all, part, &[paging::OFF, paging::SLEEP]))
    }),
    Fact::new(
        "pagesPerOnCallWeek",
        NUMBER,
        "Pages to be expected in a week of the person's own; unknown where turns are shorter than a week (F8).",
        |cx, e| {
            people::participation(cx, e, |cx, part| {
                let bands = [paging::BUSINESS, paging::OFF, paging::SLEEP];
                paging::where_defined(cx, paging::pages_of_own_week(cx.org, cx.part(), part, &bands))
            })
        },
    ),
    Fact::new(
        "offHoursPagesPerShift",
        NUMBER,
        "Pages to be expected outside business hours in one turn; unknown where turns are not shorter than a week (F26).",
        |cx, e| {
            people::participation(cx, e, |cx, part| {
                let bands = [paging::OFF, paging::SLEEP];
                paging::where_defined(cx, paging::pages_of_shift(cx.org, cx.part(), part, &bands))
            })
        },
    ),
    Fact::new(
        "judgedOffHoursPages",
        NUMBER,
        "Pages to be expected outside business hours in a week of the person's own or, where turns are shorter than a week, in a mean week (F10).",
        |cx, e| {
            let bands = [paging::OFF, paging::SLEEP];
            people::figure(cx, e, |all, part| paging::judged_pages(cx.org, all, part, &bands))
        },
    ),
    Fact::new("certainOffHoursPages", NUMBER, "So many of these at least, whenever the turns began.", |cx, e| {
        let bands = [paging::OFF, paging::SLEEP];
        people::figure(cx, e, |all, part| paging::judged_pages(cx.org, all, part, &bands).certain())
    }),
    Fact::new("certainNightHoursPerDay", HOURS, "So many hours of one night on call at least (F27).", |cx, e| {
        people::figure(cx, e, |all, part| paging::longest_night_of(all, part).certain())
    }),
    Fact::new("certainSleepPages", NUMBER, "So many pages judged in sleeping hours at least.", |cx, e| {
        people::figure(cx, e, |all, part| paging::judged_pages(cx.org, all, part, &[paging::SLEEP]).certain())
    }),
    Fact::new("judgedSleepPages", NUMBER, "Those in sleeping hours (F10).", |cx, e| {
        people::figure(cx, e, |all, part| paging::judged_pages(cx.org, all, part, &[paging::SLEEP]))
    }),
    Fact::new(
        "brokenNights",
        NUMBER,
        "Nights with at least one page to be expected in a week of the person's own or, where turns are shorter than a week, in a mean week (F11); rounded to four decimals.",
        |cx, e| people::figure(cx, e, |all, part| paging::broken_nights_of(cx.org, all, part)),
    ),
];
