//! What rules see of a person's on-call load.

use crate::facts::fact::{Fact, HOURS, NUMBER, SHARE, list};
use crate::facts::on_call::load::{combined_load, paging, people, weekend};
use crate::facts::reads::exact;
use crate::vocabulary::kinds::{Entity, Kind};

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("participations", list(Kind::Participation), "The person's part in each layer.", people::participations),
    Fact::new("layers", list(Kind::Layer), "Layers the person takes turns in.", people::layers_of),
    Fact::new("rotations", list(Kind::Rotation), "Rotations the person takes turns in, each once.", |cx, e| {
        people::rotations_of(cx, std::iter::once(e), None)
    }),
    Fact::new("pools", list(Kind::Pool), "Pools the person is in.", people::pools_of),
    Fact::new(
        "hoursPerWeek",
        HOURS,
        "On-call hours a week by the clock, over all rotations; hours on call twice count once (F4). Where it depends on when turns began, and nobody said, it lies between the least and the most; where it is not known how two layers overlap, or they repeat together only after years, between the larger and the sum.",
        |cx, e| combined_load::clock_hours(cx, e, 1),
    ),
    Fact::new(
        "summedHours",
        HOURS,
        "On-call hours a week added up over layers; hours on call twice count twice (F3).",
        combined_load::summed,
    ),
    Fact::new("share", SHARE, "Share of the week's 168 hours (F5).", |cx, e| combined_load::clock_hours(cx, e, 168)),
    Fact::new(
        "doubleBookedHours",
        HOURS,
        "Hours a week on call in two places at once, the mean over a cycle (F21).",
        combined_load::double_booked,
    ),
    Fact::new(
        "doubleBookedWeeks",
        NUMBER,
        "Weeks of a cycle in which that happens (F21).",
        combined_load::double_booked_weeks,
    ),
    Fact::new("cycle", NUMBER, "Weeks after which all turns of the person begin anew (F4).", combined_load::cycle),
    Fact::new(
        "doubleBookings",
        list(Kind::Participation),
        "The parts that are on call at the same time as another.",
        combined_load::double_bookings,
    ),
    Fact::new(
        "longestBlock",
        HOURS,
        "Longest time on call without a break, in hours (F13).",
        combined_load::longest_block,
    ),
    Fact::new("turnsPerQuarter", NUMBER, "Turns in 13 weeks (F19).", combined_load::turns_per_quarter),
    Fact::new("contractHours", HOURS, "Hours of the contract: `workHours`, else 40 times `fte`.", |cx, e| {
        match paging::contract(cx.org, Entity { kind: Kind::Person, ..e }) {
            Ok(hours) => exact(cx, hours),
            Err(missing) => cx.unknown(missing),
        }
    })
    .at(|cx, e| paging::contract_place(cx, Entity { kind: Kind::Person, ..e })),
    Fact::new(
        "standbyHours",
        HOURS,
        "Expected on-call hours a week outside working hours, added up over layers (F16).",
        people::standby_of_person,
    ),
    Fact::new("pagesPerWeek", NUMBER, "Pages to be expected in a mean week, over all rotations (F9).", |cx, e| {
        paging::person_pages(cx, e, &[paging::BUSINESS, paging::OFF, paging::SLEEP])
    }),
    Fact::new("businessPages", NUMBER, "Those in business hours.", |cx, e| {
        paging::person_pages(cx, e, &[paging::BUSINESS])
    }),
    Fact::new("offPages", NUMBER, "Those in waking hours outside business hours.", |cx, e| {
        paging::person_pages(cx, e, &[paging::OFF])
    }),
    Fact::new("sleepPages", NUMBER, "Those in sleeping hours.", |cx, e| paging::person_pages(cx, e, &[paging::SLEEP])),
    Fact::new("offHoursPages", NUMBER, "Those outside business hours, awake or asleep (F10).", |cx, e| {
        paging::person_pages(cx, e, &[paging::OFF, paging::SLEEP])
    }),
    Fact::new(
        "weekendPages",
        NUMBER,
        "Those on Saturdays and Sundays, whatever the time of day, on the person's own clock (F9).",
        weekend::weekend_pages,
    ),
    Fact::new(
        "offHoursPagesPerOnCallWeek",
        NUMBER,
        "Pages to be expected outside business hours in a week of the person's own, in the layer with the most; unknown where all turns are shorter than a week (F8).",
        |cx, e| paging::worst(cx, e, paging::pages_of_own_week),
    ),
    Fact::new(
        "offHoursPagesPerShift",
        NUMBER,
        "The same in one turn, where turns are shorter than a week (F26).",
        |cx, e| paging::worst(cx, e, paging::pages_of_shift),
    ),
    Fact::new(
        "judgedOffHoursPages",
        NUMBER,
        "The most that any layer brings outside business hours, in a week of the person's own or, where turns are shorter than a week, in a mean week (F10).",
        |cx, e| paging::worst(cx, e, |org, all, part, bands| Some(paging::judged_pages(org, all, part, bands))),
    ),
];
