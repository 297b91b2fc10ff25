//! What rules see of one person's part in one layer.

use crate::facts::fact::{Fact, HOURS, MINUTES, NUMBER, SHARE, one};
use crate::facts::on_call::load::{paging, people, rotations};
use crate::facts::reads::exact;
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
    Fact::new("turnShare", SHARE, "Share of the turns that are the person's (F1).", |cx, e| {
        people::participation(cx, e, |cx, p| exact(cx, p.turn_share))
    }),
    Fact::new("hoursPerWeek", HOURS, "Expected on-call hours a week in this layer (F2).", |cx, e| {
        people::participation(cx, e, people::expected_hours)
    }),
    Fact::new("longestBlock", HOURS, "Longest time on call in this layer without a break (F13).", |cx, e| {
        people::participation(cx, e, people::longest)
    }),
    Fact::new(
        "gapBetweenTurns",
        MINUTES,
        "Time between two turns of a person who stands in the list once (F14).",
        |cx, e| people::participation(cx, e, |cx, p| rotations::gap_between_turns(cx, p.layer)),
    ),
    Fact::new(
        "standbyHours",
        HOURS,
        "Expected on-call hours a week in this layer outside the person's working hours, Monday to Friday 09:00-17:00 local (F16).",
        |cx, e| people::participation(cx, e, people::standby),
    ),
    Fact::new("pagesPerWeek", NUMBER, "Pages to be expected in a calendar week in this layer (F9).", |cx, e| {
        paging::part_pages(cx, e, &[paging::BUSINESS, paging::OFF, paging::SLEEP])
    }),
    Fact::new("offHoursPages", NUMBER, "Those outside business hours, awake or asleep (F10).", |cx, e| {
        paging::part_pages(cx, e, &[paging::OFF, paging::SLEEP])
    }),
];
