//! Rotations and their layers.

use crate::vocabulary::Read::{
    Amount, Bool, Count, Coverage, Date, Days, Duration, List, Map, Number, Offset, Record as Nested, Ref, Share, Text,
    Time, Word,
};
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{Default, Read, Record, field, words};

const PARTICIPANTS: Read = List(&Ref(&[Kind::Person]));
const WINDOWS: Read = List(&Nested(Kind::Window));

pub static ROTATION: Record = Record::keyed(
    Kind::Rotation,
    "rotation",
    "rotations",
    "An on-call rotation.",
    &[
        field("team", Ref(&[Kind::Team]), "The team that runs it."),
        field("services", List(&Ref(&[Kind::Service])), "Services it answers for."),
        field("platforms", List(&Ref(&[Kind::Platform])), "Platforms it answers for."),
        field("coverage", Coverage, "Hours it promises to cover."),
        field("followTheSun", Bool, "Whether sites hand over so that nobody works at night."),
        field("start", Date, "First day of the first turn."),
        field("turn", Duration, "How long one person is on call."),
        field("handoff", Nested(Kind::Handoff), "When the turn passes on."),
        field("utcOffset", Offset, "Offset from UTC of its times."),
        field("responseMinutes", Amount, "Minutes until somebody must respond."),
        field("participants", PARTICIPANTS, "Who takes turns: shorthand for one primary layer."),
        field("restrictions", WINDOWS, "When its only layer is on call: shorthand for one primary layer.")
            .or(Default::WholeWeek),
        field("layers", Map(Kind::Layer), "Its layers."),
        field("pages", Nested(Kind::Pages), "How often it is paged."),
        field("escalationRate", Share, "Share of pages that reach the secondary.").or(Default::Number(0)),
        field("restPolicy", Nested(Kind::RestPolicy), "Rest after being paged."),
        field("policies", Nested(Kind::OnCallPolicies), "What was agreed on pay, handover and swaps."),
        field("description", Text, "What it is for.").prose(),
    ],
);

pub static HANDOFF: Record = Record::nested(
    Kind::Handoff,
    "handoff",
    "When the turn passes on.",
    &[field("day", Days, "Day of the week."), field("time", Time, "Local time of day.")],
);

pub static LAYER: Record = Record::nested(
    Kind::Layer,
    "layer",
    "A layer of a rotation.",
    &[
        field("level", Word(&words::LAYER_LEVEL), "Rank of the layer.").or(Default::Word(0)),
        field("participants", PARTICIPANTS, "Who takes turns."),
        field("restrictions", WINDOWS, "When the layer is on call.").or(Default::WholeWeek),
        field("utcOffset", Offset, "Offset from UTC of its times."),
        field("turn", Duration, "How long one person is on call."),
        field("concurrent", Count, "How many people are on call at once.").or(Default::Number(1)),
        field("offset", Number, "Turns by which the list is shifted.").or(Default::Number(0)),
    ],
);

pub static WINDOW: Record = Record::nested(
    Kind::Window,
    "window",
    "A window of the week, local time.",
    &[
        field("days", Days, "Days on which it begins."),
        field("from", Time, "When it begins."),
        field("to", Time, "When it ends; at or before the beginning means the next day."),
    ],
);

pub static PAGES: Record = Record::nested(
    Kind::Pages,
    "pages",
    "How often a rotation is paged: paging incidents, each counted once.",
    &[
        field("perWeek", Amount, "Paging incidents a week."),
        field("byBand", Nested(Kind::PageBands), "Paging incidents a week by time of day."),
    ],
)
.or_scalar("perWeek");

pub static PAGE_BANDS: Record = Record::nested(
    Kind::PageBands,
    "page bands",
    "Paging incidents a week by the responder's time of day.",
    &[
        field("business", Amount, "Business hours."),
        field("off", Amount, "Off hours, awake."),
        field("sleep", Amount, "Sleep hours."),
    ],
);

pub static REST_POLICY: Record = Record::nested(
    Kind::RestPolicy,
    "rest policy",
    "Rest after being paged.",
    &[field("minRestHours", Amount, "Hours of rest after a page at night.")],
);

pub static ON_CALL_POLICIES: Record = Record::nested(
    Kind::OnCallPolicies,
    "on-call policies",
    "What was agreed for people on call.",
    &[
        field("compensation", Text, "Pay or time off."),
        field("handover", Text, "How a turn is handed over."),
        field("swaps", Text, "How turns are swapped."),
    ],
);

pub static POOL: Record = Record::nested(
    Kind::Pool,
    "pool",
    "The people who share the shifts of a rotation at one site, or of one of its further layers.",
    &[],
);

pub static ROTATION_LEVEL: Record = Record::nested(
    Kind::RotationLevel,
    "rotation level",
    "The layers of one rank in a rotation, and the people who take turns in them.",
    &[],
);

pub static PARTICIPATION: Record =
    Record::nested(Kind::Participation, "participation", "One person's part in one layer of a rotation.", &[]);

pub static ON_CALL: Record =
    Record::nested(Kind::OnCall, "on-call load", "A person's on-call load over all rotations.", &[]);
