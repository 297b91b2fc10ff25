//! What rules see of a rotation.

use crate::facts::fact::{BOOL, Fact, HOURS, NUMBER, TEXTS, list};
use crate::facts::on_call::load::{coverage, levels, paging, rotations};
use crate::facts::response::{service_response, teams};
use crate::facts::services::ownership;
use crate::field;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("coverage", rotations::COVERAGE, "Hours it promises to cover.", rotations::coverage)
        .at(|cx, e| cx.org.place_of(e, field!(Rotation.coverage))),
    Fact::new(
        "aroundTheClock",
        BOOL,
        "Whether it covers the whole week: it promises 24x7 or, where it promises nothing, its primary layers do.",
        rotations::around_the_clock,
    ),
    Fact::new(
        "coveredHours",
        HOURS,
        "Hours of the week with somebody on a primary layer (C of the on-call model).",
        rotations::covered_hours,
    ),
    Fact::new(
        "answersFor",
        list(Kind::Service),
        "Services it answers for, declared on either side; none where it names none and no service names it.",
        ownership::answered,
    )
    .at(|cx, e| cx.org.place_of(e, field!(Rotation.services))),
    service_response::PAGED_FIRST_FOR,
    Fact::new("pools", list(Kind::Pool), "Its pools.", rotations::rotation_pools),
    Fact::new("escalations", list(Kind::Escalation), "Escalation policies that page it.", rotations::escalations),
    Fact::new(
        "levels",
        list(Kind::RotationLevel),
        "Its levels: its layers by rank, without shadow layers.",
        levels::levels_of,
    ),
    Fact::new("backupLayers", list(Kind::Layer), "Its secondary layers.", rotations::backup_layers),
    Fact::new(
        "teams",
        list(Kind::Team),
        "The team that runs it: the one it names or, where it names none, the one that everybody on its primary layers is in; where they share several or none, each of theirs may be.",
        teams::rotation_teams,
    )
    .at(|cx, e| cx.org.place_of(e, field!(Rotation.team))),
    Fact::new(
        "gap",
        HOURS,
        "Hours a week that it promises to cover and in which nobody is on call on a primary layer (F17). 24x5 is Monday to Friday around the clock; business-hours are the organisation's `businessHours`, of which Monday to Friday 10:00-16:00 is certain where they are not declared; both local.",
        coverage::gap,
    ),
    Fact::new(
        "gaps",
        TEXTS,
        "When that is, such as `sat-sun all day` or `mon-fri 17:00-20:00 local time`; in UTC where its layers are in several places and it promises the whole week.",
        coverage::gaps,
    ),
    Fact::new("overlap", HOURS, "Hours a week covered by more than one primary layer, less the first (F17).", coverage::overlap),
    Fact::new(
        "offHours",
        HOURS,
        "Hours a week in which its primary layers are on call outside the business hours of their people.",
        coverage::off_hours,
    ),
    Fact::new("pagesPerWeek", NUMBER, "Paging incidents a week, over all times of day; at least those of the times of day that are declared.", |cx, e| {
        match paging::Declared::of(cx.org, e) {
            Ok(declared) => declared.over_the_day().value(cx),
            Err(missing) => cx.unknown(missing),
        }
    })
    .at(paging::pages_place),
    Fact::new(
        "pagesPerHour",
        NUMBER,
        "Paging incidents for each hour that its primary layers cover; times the hours of a shift, those of a shift (F7).",
        |cx, e| paging::given(cx, paging::per_hour(cx, e)),
    )
    .at(paging::pages_place),
];
