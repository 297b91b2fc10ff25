//! Services, platforms and service level objectives.

use crate::vocabulary::Read::{Free, Link, List, Map, Record as Nested, Ref, Scalar, Word};
use crate::vocabulary::forms::{DURATION, FLAG, PERCENT, SHARE, TEXT, TIER};
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{Default, Read, Record, field, words};

const OWNER: Read = List(&Ref(&[Kind::Team, Kind::Person]));
const PARTIES: Read = List(&Ref(&[Kind::Team, Kind::Person]));

pub static SERVICE: Record = Record::keyed(
    Kind::Service,
    "service",
    "services",
    "A service, website, library or other component.",
    &[
        field("owner", OWNER, "The team that owns it.").meant_one(),
        field("type", Scalar(&TEXT), "What it is: service, website, library."),
        field("tier", Scalar(&TIER), "How critical it is; 1 is most critical."),
        field(
            "lifecycle",
            Word(&words::LIFECYCLE),
            "Stage of its life; what is `external` somebody else runs, and no rule about services judges it.",
        )
        .or_word("production"),
        field("system", Ref(&[Kind::System]), "The system it belongs to."),
        field("domain", Ref(&[Kind::Domain]), "The domain it belongs to."),
        field("partOf", Ref(&[Kind::Service]), "The component it is part of.").alias("subcomponentOf"),
        field("dependsOn", List(&Nested(Kind::ServiceDependency)), "What it needs to work."),
        field("providesApis", List(&Ref(&[Kind::Api])), "Interfaces it provides."),
        field("consumesApis", List(&Ref(&[Kind::Api])), "Interfaces it uses."),
        field("goldenPath", Ref(&[Kind::GoldenPath]), "The golden path it was built on."),
        field("exemption", Nested(Kind::Exemption), "Why it was not built on a golden path."),
        field("platform", Ref(&[Kind::Platform]), "The platform it runs on."),
        field("escalation", Ref(&[Kind::Escalation]), "Who is paged, in which order."),
        field("rotation", Ref(&[Kind::Rotation]), "Who is on call for it."),
        field("supportedBy", List(&Ref(&[Kind::Team])), "SRE teams that support it."),
        field("experts", List(&Ref(&[Kind::Person])), "People who know it well."),
        field("runbook", Link, "What to do when it pages."),
        field("docs", Link, "Documentation."),
        field("access", List(&Scalar(&TEXT)), "Access that people on call for it need."),
        field("customerFacing", Scalar(&FLAG), "Whether customers use it directly."),
        field("regulated", Scalar(&FLAG), "Whether it is under regulation.").or(Default::Bool(false)),
        field("approvers", PARTIES, "Who may approve a change."),
        field("deployers", PARTIES, "Who may deploy a change."),
        field("compensatingControl", Scalar(&TEXT), "What makes up for missing segregation of duties."),
        field("description", Scalar(&TEXT), "What it does.").for_people().prose(),
        field("source", Scalar(&TEXT), "Where its code is: `acme/shop`, or the address of a folder in a repository.")
            .prose(),
        field("name", Scalar(&TEXT), "Name for display.").for_people().prose().alias("title"),
    ],
)
.of_catalogs();

pub static SERVICE_DEPENDENCY: Record = Record::nested(
    Kind::ServiceDependency,
    "service dependency",
    "A dependency of one service on another.",
    &[
        field("service", Ref(&[Kind::Service, Kind::Resource, Kind::Api, Kind::Platform]), "What is needed.")
            .alias("name"),
        field("hard", Scalar(&FLAG), "Whether the service fails without it."),
    ],
)
.or_scalar("service");

pub static EXEMPTION: Record = Record::nested(
    Kind::Exemption,
    "exemption",
    "Why a service leaves the golden path.",
    &[field("reason", Scalar(&TEXT), "The reason.")],
)
.or_scalar("reason");

pub static PLATFORM: Record = Record::keyed(
    Kind::Platform,
    "platform",
    "platforms",
    "An internal platform.",
    &[
        field("owner", OWNER, "The team that owns it.").meant_one(),
        field("consumers", List(&Ref(&[Kind::Team])), "Teams that use it."),
        field("productOwner", Ref(&[Kind::Person]), "Who decides what it becomes."),
        field("roadmap", Link, "Where it is going."),
        field("feedback", List(&Scalar(&TEXT)), "How consumers are heard."),
        field("support", Nested(Kind::Support), "How consumers get help."),
        field("slo", List(&Ref(&[Kind::Slo])), "Its service level objectives."),
        field("capabilities", Map(Kind::PlatformCapability), "What it offers."),
        field("goldenPaths", Map(Kind::GoldenPath), "Supported ways to build a service."),
        field("adoption", Nested(Kind::Adoption), "Whether it must be used."),
        field("description", Scalar(&TEXT), "What it is.").for_people().prose(),
    ],
);

pub static SUPPORT: Record = Record::nested(
    Kind::Support,
    "support",
    "How consumers of a platform get help.",
    &[
        field("hours", Read::Coverage, "When help is there."),
        field("rotation", Ref(&[Kind::Rotation]), "Who is on call for it."),
        field("escalation", Ref(&[Kind::Escalation]), "Who is paged, in which order."),
    ],
);

pub static PLATFORM_CAPABILITY: Record = Record::nested(
    Kind::PlatformCapability,
    "capability",
    "Something a platform offers.",
    &[
        field("interface", Word(&words::INTERFACE), "How it is used."),
        field("tool", Ref(&[Kind::Tool]), "What provides it."),
    ],
)
.or_scalar("interface");

pub static GOLDEN_PATH: Record = Record::nested(
    Kind::GoldenPath,
    "golden path",
    "A supported way to build a service.",
    &[
        field("for", Scalar(&TEXT), "The type of component it builds."),
        field("template", Link, "What to start from.").for_people(),
        field("docs", Link, "How to walk it.").for_people(),
        field("observability", Scalar(&FLAG), "Whether what it builds is observable from the start."),
        field("slo", Ref(&[Kind::Slo]), "The objective it is held to."),
        field("failureTested", Scalar(&FLAG), "Whether what it builds was tested under failure."),
        field("adoption", Scalar(&SHARE), "Share of eligible services that use it."),
        field("owner", OWNER, "The team that owns it, where it is not the platform's.").meant_one(),
    ],
)
.of_catalogs();

pub static ADOPTION: Record = Record::nested(
    Kind::Adoption,
    "adoption",
    "Whether a platform must be used.",
    &[field("mode", Word(&words::ADOPTION_MODE), "Optional or mandated.")],
)
.or_scalar("mode");

pub static SLO: Record = Record::keyed(
    Kind::Slo,
    "slo",
    "slos",
    "A service level objective.",
    &[
        field("service", Ref(&[Kind::Service]), "The service it is about."),
        field("platform", Ref(&[Kind::Platform]), "The platform it is about."),
        field("target", Scalar(&SHARE), "The objective, between 0 and 1.").or_as("targetPercent", &PERCENT),
        field("targetPercent", Scalar(&PERCENT), "The objective in per cent.").or_as("target", &SHARE),
        field("timeWindow", Scalar(&DURATION), "The window it is measured over."),
        field("indicator", Free, "What is measured."),
        field("source", Ref(&[Kind::Tool]), "The tool that measures it.").for_people(),
        field("owner", List(&Ref(&[Kind::Team])), "The team that answers for it."),
        field("agreedBy", List(&Ref(&[Kind::Team])), "Teams that agreed to it."),
        field("errorBudgetPolicy", Nested(Kind::ErrorBudgetPolicy), "What happens when the error budget is spent."),
        field("description", Scalar(&TEXT), "What it promises.").prose(),
    ],
);

pub static ERROR_BUDGET_POLICY: Record = Record::nested(
    Kind::ErrorBudgetPolicy,
    "error budget policy",
    "What happens when an error budget is spent.",
    &[
        field("owner", Ref(&[Kind::Team]), "Who watches the budget."),
        field("onExhaustion", Scalar(&TEXT), "What is done when it is spent."),
        field("approver", Ref(&[Kind::Unit, Kind::Team, Kind::Person]), "Who may grant an exception."),
    ],
);

pub static SERVICE_EDGE: Record =
    Record::nested(Kind::ServiceEdge, "service edge", "One service that needs another to work.", &[]);
