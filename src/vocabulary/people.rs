//! The organisation, its units, people and teams, and how teams work together.

use crate::vocabulary::Read::{Free, List, Map, Record as Nested, Ref, Scalar, Word};
use crate::vocabulary::forms::{DATE, DURATION, FLAG, FULL_TIME, HOURS, OFFSET, SHARE, TEXT, ZONE};
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{Default, Record, field, words};

/// Windows of the week.
const WINDOWS: super::Read = List(&Nested(Kind::Window));
const TEAMS: super::Read = List(&Ref(&[Kind::Team]));
const PEOPLE: super::Read = List(&Ref(&[Kind::Person]));
const PARTIES: super::Read = List(&Ref(&[Kind::Team, Kind::Person]));

pub static ORG: Record = Record::single(
    Kind::Org,
    "org",
    "The organisation as a whole.",
    &[
        field("name", Scalar(&TEXT), "Name of the organisation.").for_people().prose(),
        field("size", Word(&words::SIZE), "Declared size; otherwise it follows from how many people there are."),
        field(
            "businessHours",
            WINDOWS,
            "Business hours, local time wherever people are: what `business-hours` covers, and when people are at work.",
        ),
        field("bands", Nested(Kind::Bands), "How the week is split into business, off and sleep hours."),
        field("night", WINDOWS, "The night that nobody should be on call in, local time; 23:00-06:00 if not said."),
        field(
            "complete",
            List(&Scalar(&TEXT)),
            "Sections that are declared in full, so that what they do not list does not exist.",
        ),
        field(
            "partial",
            List(&Scalar(&TEXT)),
            "What is left open: sections of which there may be more (`teams`), what is declared elsewhere (`team:payments`), fields of which nothing is known where they are not written (`teams.mission`), and exceptions from these (`!team:payments`, `!team:payments.mission`).",
        ),
        field("goldenPaths", Map(Kind::GoldenPath), "Supported ways to build a service that are of no platform."),
    ],
);

pub static UNIT: Record = Record::keyed(
    Kind::Unit,
    "unit",
    "units",
    "A part of the organisation that teams report to.",
    &[
        field("kind", Word(&words::UNIT_KIND), "What the unit is for."),
        field("reportsTo", Ref(&[Kind::Unit]), "The unit above.").alias("parent"),
        field("head", Ref(&[Kind::Person]), "Who leads it.").for_people(),
        field("description", Scalar(&TEXT), "What the unit does.").for_people().prose(),
    ],
);

pub static PERSON: Record = Record::keyed(
    Kind::Person,
    "person",
    "people",
    "A person.",
    &[
        field(
            "team",
            List(&Nested(Kind::Membership)),
            "Teams the person belongs to, with the share of time given to each.",
        )
        .alias("teams"),
        field("name", Scalar(&TEXT), "Full name.").for_people().prose().alias("displayName"),
        field("email", Scalar(&TEXT), "Mail address.").for_people().prose(),
        field("title", Scalar(&TEXT), "Job title.").prose(),
        field("discipline", Word(&words::DISCIPLINE), "What the person practises.").for_people(),
        field("manager", Ref(&[Kind::Person]), "Whom the person reports to."),
        field("site", Scalar(&TEXT), "Where the person works."),
        field("utcOffset", Scalar(&OFFSET), "Offset from UTC of the person's working day."),
        field(
            "timezone",
            Scalar(&ZONE),
            "Time zone of the person's working day: its offset on the day of the run counts where there is no `utcOffset`.",
        ),
        field("workHours", Scalar(&HOURS), "Contract hours a week; 40 times `fte` if not said."),
        field("fte", Scalar(&FULL_TIME), "Full-time equivalent: 1 is full time.").or(Default::Number(1)),
        field("skills", List(&Scalar(&TEXT)), "Skills."),
        field("certifications", List(&Scalar(&TEXT)), "Certificates."),
        field(
            "knows",
            List(&Ref(&[Kind::Service, Kind::Domain, Kind::Tool, Kind::System])),
            "Services, domains and tools the person can look after.",
        ),
        field("started", Scalar(&DATE), "First day in the organisation."),
        field("onCallReady", Scalar(&FLAG), "Whether the person has finished on-call training.")
            .or(Default::Bool(false)),
        field("machine", Scalar(&FLAG), "Whether the account is a program's, and no person's."),
    ],
)
.of_catalogs();

pub static TEAM: Record = Record::keyed(
    Kind::Team,
    "team",
    "teams",
    "People who share duties and services.",
    &[
        field("mission", Scalar(&TEXT), "What the team is for, in one sentence.").prose().alias("focus"),
        field("kind", Word(&words::TEAM_KIND), "Whether it is a team that works together or a list of permissions.")
            .or_word("work"),
        field("type", Word(&words::TEAM_TYPE), "Team type after Team Topologies."),
        field("discipline", Word(&words::DISCIPLINE), "What the team practises."),
        field("members", List(&Nested(Kind::Member)), "Who is in the team."),
        field("lead", Ref(&[Kind::Person]), "Who leads the team."),
        field("reportsTo", Ref(&[Kind::Unit, Kind::Team]), "The unit or team above.").alias("parent"),
        field("engagement", Nested(Kind::Engagement), "How the team works with the teams it helps."),
        field("duties", List(&Nested(Kind::Holding)), "Duties the team holds."),
        field("domains", List(&Nested(Kind::TeamDomain)), "Domains the team works in."),
        field("tools", List(&Nested(Kind::ToolUse)), "Tools the team uses."),
        field("access", List(&Scalar(&TEXT)), "Access the team has, such as production-telemetry."),
        field("metrics", List(&Ref(&[Kind::Metric])), "Metrics the team is measured by."),
        field("time", Nested(Kind::TimeShares), "How the team's time is spent."),
        field("channels", Free, "Where the team can be reached.").for_people(),
        field("expires", Scalar(&DATE), "When the team is dissolved."),
        field("reviewed", Scalar(&DATE), "When this description was last reviewed."),
        field("site", Scalar(&TEXT), "Where the team works.").for_people(),
        field("name", Scalar(&TEXT), "Name for display.").prose().alias("title"),
        field("email", Scalar(&TEXT), "Mail address.").for_people().prose(),
        field("aliases", List(&Scalar(&TEXT)), "Names that others know it by, such as `acme/payments` on GitHub."),
    ],
)
.of_catalogs();

pub static MEMBER: Record = Record::nested(
    Kind::Member,
    "member",
    "One member of a team.",
    &[
        field("person", Ref(&[Kind::Person]), "Who.").alias("name"),
        field("role", Scalar(&TEXT), "Role in the team."),
        field("allocation", Scalar(&SHARE), "Share of the person's time."),
    ],
)
.or_scalar("person")
.or_map_to("role");

pub static MEMBERSHIP: Record = Record::nested(
    Kind::Membership,
    "membership",
    "One team of a person.",
    &[
        field("team", Ref(&[Kind::Team]), "Which team.").alias("name"),
        field("allocation", Scalar(&SHARE), "Share of the person's time."),
        field("role", Scalar(&TEXT), "Role in the team.").for_people(),
    ],
)
.or_scalar("team");

pub static HOLDING: Record = Record::nested(
    Kind::Holding,
    "holding",
    "One duty a team holds.",
    &[
        field("duty", Ref(&[Kind::Duty]), "Which duty."),
        field("level", Word(&words::LEVEL), "RACI level.").or_word("responsible"),
        field("scope", List(&Scalar(&TEXT)), "`own`, `org`, or the services it covers."),
        field("sharedWith", TEAMS, "Teams that hold it together with this one, on purpose."),
        field("people", PEOPLE, "The people who hold it for the team, whether they are members of it or not; without it, the team does as a whole."),
    ],
)
.or_scalar("duty");

pub static RESPONSIBILITY: Record = Record::keyed(
    Kind::Responsibility,
    "responsibility",
    "responsibilities",
    "A row of the responsibility matrix: a duty, and who takes which part in it.",
    &[
        field("scope", List(&Scalar(&TEXT)), "`own`, `org`, or the services it covers."),
        field("responsible", TEAMS, "Who does the work."),
        field("accountable", TEAMS, "Who answers for the result."),
        field("consulted", TEAMS, "Whose advice is asked for."),
        field("informed", TEAMS, "Who is told."),
    ],
);

pub static ENGAGEMENT: Record = Record::nested(
    Kind::Engagement,
    "engagement",
    "How a team works with the teams it helps.",
    &[
        field("model", Word(&words::ENGAGEMENT_MODEL), "Model of engagement."),
        field("with", TEAMS, "The teams it helps."),
        field("until", Scalar(&DATE), "When it ends."),
    ],
);

pub static TEAM_DOMAIN: Record = Record::nested(
    Kind::TeamDomain,
    "team domain",
    "A domain a team works in.",
    &[
        field("name", Scalar(&TEXT), "Which domain.").prose(),
        field("complexity", Word(&words::COMPLEXITY), "How hard it is."),
    ],
)
.or_scalar("name");

pub static TOOL_USE: Record = Record::nested(
    Kind::ToolUse,
    "tool use",
    "A tool a team uses.",
    &[
        field("tool", Ref(&[Kind::Tool]), "Which tool.").alias("name"),
        field("capability", Scalar(&TEXT), "What it is used for, where the taxonomy does not know the tool."),
        field("standard", Scalar(&FLAG), "Whether it is the organisation's standard for its capability."),
    ],
)
.or_scalar("tool");

pub static TIME_SHARES: Record = Record::nested(
    Kind::TimeShares,
    "time shares",
    "How a team's time is spent, in shares of the whole.",
    &[
        field("engineering", Scalar(&SHARE), "Engineering work."),
        field("toil", Scalar(&SHARE), "Manual, repetitive operations work."),
        field("onCall", Scalar(&SHARE), "On-call work."),
        field("unplanned", Scalar(&SHARE), "Unplanned work."),
    ],
);

pub static INTERACTION: Record = Record::listed(
    Kind::Interaction,
    "interaction",
    "interactions",
    &["from", "to", "between"],
    "How two teams work together, after Team Topologies.",
    &[
        field(
            "from",
            Ref(&[Kind::Team]),
            "One of the teams: with `x-as-a-service` the one that uses what `to` provides, else the one that takes the first step, such as the one that helps.",
        ),
        field("to", Ref(&[Kind::Team]), "The other team: with `x-as-a-service` the one that provides."),
        field("between", TEAMS, "The teams, where the direction does not matter."),
        field("mode", Word(&words::INTERACTION_MODE), "Interaction mode."),
        field("purpose", Scalar(&TEXT), "What for.").for_people(),
        field("startDate", Scalar(&DATE), "When it began."),
        field("expectedDuration", Scalar(&DURATION), "How long it is meant to last."),
    ],
);

pub static DEPENDENCY: Record = Record::listed(
    Kind::Dependency,
    "dependency",
    "dependencies",
    &["from", "to"],
    "A dependency of one team on another, as in the Team API.",
    &[
        field("from", Ref(&[Kind::Team]), "The team that waits."),
        field("to", Ref(&[Kind::Team]), "The team it waits for."),
        field("type", Word(&words::DEPENDENCY_TYPE), "How it is going."),
        field("description", Scalar(&TEXT), "What it is about.").for_people().prose(),
    ],
);

pub static COMMUNITY: Record = Record::keyed(
    Kind::Community,
    "community",
    "communities",
    "A guild or community of practice.",
    &[
        field("kind", Word(&words::COMMUNITY_KIND), "What kind of community.").for_people(),
        field("teams", TEAMS, "Teams that take part."),
        field("description", Scalar(&TEXT), "What it is about.").for_people().prose(),
    ],
);

pub static DECISION: Record = Record::listed(
    Kind::Decision,
    "decision",
    "decisions",
    &["duty"],
    "A decision on who holds a duty, and why.",
    &[
        field("duty", Ref(&[Kind::Duty]), "The duty decided on."),
        field("topic", Scalar(&TEXT), "What else was decided on, such as the purpose of a tool."),
        field(
            "scope",
            List(&Scalar(&TEXT)),
            "Where it counts: `own` (for what its holder has), `org`, or the services it is about; everywhere without it.",
        ),
        field("holder", Ref(&[Kind::Team]), "Who holds it."),
        field("reason", Scalar(&TEXT), "Why."),
        field("date", Scalar(&DATE), "When it was decided."),
        field("until", Scalar(&DATE), "When it must be decided anew."),
        field("approvedBy", PARTIES, "Who decided.").for_people(),
    ],
)
.always_closed();

pub static DUTY_CLAIM: Record =
    Record::nested(Kind::DutyClaim, "duty claim", "A duty in one scope, with everybody who holds it there.", &[]);

pub static RACI_ENTRY: Record = Record::nested(
    Kind::RaciEntry,
    "RACI entry",
    "A duty in one scope for which somebody said who does the work and who answers for it: a row of the responsibility matrix, or a team that is expressly responsible or accountable.",
    &[],
);

pub static DISCIPLINE_PAIR: Record =
    Record::nested(Kind::DisciplinePair, "discipline pair", "Two disciplines that exist in the organisation.", &[]);

pub static TOOL_CAPABILITY: Record =
    Record::nested(Kind::ToolCapability, "tool capability", "Something that tools are used for.", &[]);
pub static OWNER_CLAIM: Record =
    Record::nested(Kind::OwnerClaim, "owner claim", "Who owns a service, as those say who review its code.", &[]);
pub static DIFFERENCE: Record =
    Record::nested(Kind::Difference, "difference", "A field of which sources say different things.", &[]);
pub static UNKNOWN_CODE_OWNER: Record = Record::nested(
    Kind::UnknownCodeOwner,
    "unknown code owner",
    "A name among code owners that is no team which anybody here knows.",
    &[],
);
pub static TEAM_PAIR: Record =
    Record::nested(Kind::TeamPair, "team pair", "Two teams of which the one needs a service of the other.", &[]);
