//! Rotations and their layers.

use crate::vocabulary::Read::{Coverage, List, Map, Record as Nested, Ref, Scalar, Word};
use crate::vocabulary::forms::{
    AMOUNT, COUNT, DATE, DAYS, FLAG, HOURS, LENGTH, MINUTES, OFFSET, SHARE, TEXT, TIME, WHOLE, ZONE,
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
        field("followTheSun", Scalar(&FLAG), "Whether sites hand over so that nobody works at night."),
        field(
            "start",
            Scalar(&DATE),
            "First day of the first turn, local time; it is shorter than the others where the hand-off falls on another weekday.",
        ),
        field("turn", Scalar(&LENGTH), "How long one person is on call."),
        field("handoff", Nested(Kind::Handoff), "When the turn passes on."),
        field("utcOffset", Scalar(&OFFSET), "Offset from UTC of its times."),
        field(
            "timezone",
            Scalar(&ZONE),
            "Time zone of its times: its offset on the day of the run counts where there is no `utcOffset`.",
        ),
        field("responseMinutes", Scalar(&MINUTES), "Minutes until somebody must respond."),
        field(
            "participants",
            PARTICIPANTS,
            "Who takes turns, `nobody` for one that is empty on purpose: shorthand for one primary layer.",
        )
        .in_order(),
        field("restrictions", WINDOWS, "When its only layer is on call: shorthand for one primary layer.")
            .or(Default::Covered),
        field("layers", Map(Kind::Layer), "Its layers."),
        field("pages", Nested(Kind::Pages), "How often it is paged."),
        field("escalationRate", Scalar(&SHARE), "Share of pages that reach the secondary.").or(Default::Number(0)),
        field("restPolicy", Nested(Kind::RestPolicy), "Rest after being paged."),
        field("policies", Nested(Kind::OnCallPolicies), "What was agreed on pay, handover and swaps."),
        field("description", Scalar(&TEXT), "What it is for.").for_people().prose(),
    ],
);

pub static HANDOFF: Record = Record::nested(
    Kind::Handoff,
    "handoff",
    "When the turn passes on.",
    &[field("day", Scalar(&DAYS), "Day of the week."), field("time", Scalar(&TIME), "Local time of day.")],
);

pub static LAYER: Record = Record::nested(
    Kind::Layer,
    "layer",
    "A layer of a rotation.",
    &[
        field("level", Word(&words::LAYER_LEVEL), "Rank of the layer.").or_word("primary"),
        field("participants", PARTICIPANTS, "Who takes turns; `nobody` stands for one that is empty on purpose.").in_order(),
        field("restrictions", WINDOWS, "When the layer is on call.").or(Default::Covered),
        field("utcOffset", Scalar(&OFFSET), "Offset from UTC of its times."),
        field(
            "timezone",
            Scalar(&ZONE),
            "Time zone of its times: its offset on the day of the run counts where there is no `utcOffset`.",
        ),
        field("start", Scalar(&DATE), "First day of its first turn, where it is not the rotation's."),
        field("turn", Scalar(&LENGTH), "How long one person is on call."),
        field("handoff", Nested(Kind::Handoff), "When its turn passes on, where it is not with the rotation's."),
        field("concurrent", Scalar(&COUNT), "How many people are on call at once.").or(Default::Number(1)),
        field("offset", Scalar(&WHOLE), "Turns by which the list is shifted.").or(Default::Number(0)),
        field(
            "hides",
            Scalar(&FLAG),
            "Whether it takes over its hours from the layers of its level that stand before it.",
        )
        .or(Default::Bool(false)),
        field(
            "cuts",
            Scalar(&FLAG),
            "Whether a hand-off within a window passes the turn on there; if not, the window is all of the turn it begins in.",
        )
        .or(Default::Bool(false)),
    ],
);

pub static WINDOW: Record = Record::nested(
    Kind::Window,
    "window",
    "A window of the week, local time.",
    &[
        field("days", Scalar(&DAYS), "Days on which it begins."),
        field("from", Scalar(&TIME), "When it begins."),
        field("to", Scalar(&TIME), "When it ends; at or before the beginning means the next day."),
    ],
);

pub static PAGES: Record = Record::nested(
    Kind::Pages,
    "pages",
    "How often a rotation is paged: paging incidents, each counted once.",
    &[
        field("perWeek", Scalar(&AMOUNT), "Paging incidents a week."),
        field("byBand", Nested(Kind::PageBands), "Paging incidents a week by time of day."),
    ],
)
.or_scalar("perWeek");

pub static PAGE_BANDS: Record = Record::nested(
    Kind::PageBands,
    "page bands",
    "Paging incidents a week by the responder's time of day.",
    &[
        field("business", Scalar(&AMOUNT), "Business hours."),
        field("off", Scalar(&AMOUNT), "Off hours, awake."),
        field("sleep", Scalar(&AMOUNT), "Sleep hours."),
    ],
);

pub static BANDS: Record = Record::nested(
    Kind::Bands,
    "bands",
    "How the local week is split by how much a page costs whoever gets it.",
    &[
        field(
            "preset",
            Word(&words::BANDS),
            "Hours that count where nothing else is said, whatever the business hours are.",
        ),
        field(
            "business",
            WINDOWS,
            "Business hours; the organisation's if not said, else Monday to Friday 08:00-18:00.",
        ),
        field("sleep", WINDOWS, "Sleeping hours; 22:00-08:00 if not said."),
    ],
)
.or_scalar("preset");

pub static REST_POLICY: Record = Record::nested(
    Kind::RestPolicy,
    "rest policy",
    "Rest after being paged.",
    &[field("minRestHours", Scalar(&HOURS), "Hours of rest after a page at night.")],
);

pub static ON_CALL_POLICIES: Record = Record::nested(
    Kind::OnCallPolicies,
    "on-call policies",
    "What was agreed for people on call.",
    &[
        field("compensation", Scalar(&TEXT), "Pay or time off."),
        field("handover", Scalar(&TEXT), "How a turn is handed over."),
        field("swaps", Scalar(&TEXT), "How turns are swapped."),
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
