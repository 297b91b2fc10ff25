//! The kinds of thing an organisation is described with, and how one of them is named.

use crate::vocabulary::Record;
use crate::vocabulary::{catalogue, incident, on_call, people, services, taxonomy};

/// Makes the kinds of one list: the enum, [`ALL`] and [`record`].
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $file:ident::$record:ident;)+) => {
        /// A kind of entity or nested record. Its words and fields stand in its [`record`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Kind {
            $($(#[$doc])* $kind),+
        }

        /// Every kind, in order.
        pub const ALL: [Kind; [$(Kind::$kind),+].len()] = [$(Kind::$kind),+];

        /// What the vocabulary says of a kind.
        pub const fn record(kind: Kind) -> &'static Record {
            match kind {
                $(Kind::$kind => &$file::$record,)+
            }
        }
    };
}

// In the order of the documentation.
kinds! {
    /// The organisation itself.
    Org = people::ORG;
    /// A unit teams report to.
    Unit = people::UNIT;
    /// A person.
    Person = people::PERSON;
    /// A team.
    Team = people::TEAM;
    /// A row of the responsibility matrix.
    Responsibility = people::RESPONSIBILITY;
    /// A service, website, library or other component.
    Service = services::SERVICE;
    /// An internal platform.
    Platform = services::PLATFORM;
    /// An on-call rotation.
    Rotation = on_call::ROTATION;
    /// An escalation policy.
    Escalation = incident::ESCALATION;
    /// The incident process.
    Incident = incident::INCIDENT;
    /// A service level objective.
    Slo = services::SLO;
    /// An interaction between two teams.
    Interaction = people::INTERACTION;
    /// A dependency between two teams.
    Dependency = people::DEPENDENCY;
    /// A guild or community of practice.
    Community = people::COMMUNITY;
    /// A recorded decision.
    Decision = people::DECISION;
    /// A group of components that work together.
    System = catalogue::SYSTEM;
    /// A part of the business.
    Domain = catalogue::DOMAIN;
    /// An interface a component provides.
    Api = catalogue::API;
    /// A database, bucket or other thing a component needs.
    Resource = catalogue::RESOURCE;
    /// A duty of the taxonomy.
    Duty = taxonomy::DUTY;
    /// A named set of duties.
    DutyGroup = taxonomy::DUTY_GROUP;
    /// A metric of the taxonomy.
    Metric = taxonomy::METRIC;
    /// A tool of the taxonomy.
    Tool = taxonomy::TOOL;
    /// One member of a team.
    Member = people::MEMBER;
    /// One team of a person.
    Membership = people::MEMBERSHIP;
    /// One duty a team holds.
    Holding = people::HOLDING;
    /// How an SRE team works with others.
    Engagement = people::ENGAGEMENT;
    /// A domain a team works in.
    TeamDomain = people::TEAM_DOMAIN;
    /// A tool a team uses.
    ToolUse = people::TOOL_USE;
    /// How a team's time is spent.
    TimeShares = people::TIME_SHARES;
    /// A dependency of one service on another.
    ServiceDependency = services::SERVICE_DEPENDENCY;
    /// Why a service leaves the golden path.
    Exemption = services::EXEMPTION;
    /// Support of a platform.
    Support = services::SUPPORT;
    /// A capability of a platform.
    PlatformCapability = services::PLATFORM_CAPABILITY;
    /// A golden path of a platform.
    GoldenPath = services::GOLDEN_PATH;
    /// Adoption of a platform.
    Adoption = services::ADOPTION;
    /// When a rotation hands over.
    Handoff = on_call::HANDOFF;
    /// A layer of a rotation.
    Layer = on_call::LAYER;
    /// A window of the week.
    Window = on_call::WINDOW;
    /// How often a rotation is paged.
    Pages = on_call::PAGES;
    /// Pages by time of day.
    PageBands = on_call::PAGE_BANDS;
    /// How the week is split into bands.
    Bands = on_call::BANDS;
    /// Rest after being paged.
    RestPolicy = on_call::REST_POLICY;
    /// On-call policies.
    OnCallPolicies = on_call::ON_CALL_POLICIES;
    /// A level of an escalation policy.
    EscalationLevel = incident::ESCALATION_LEVEL;
    /// Somebody to page.
    Target = incident::TARGET;
    /// An incident severity.
    SeverityLevel = incident::SEVERITY_LEVEL;
    /// Roles of the incident process.
    IncidentRoles = incident::INCIDENT_ROLES;
    /// How incidents are reviewed.
    Review = incident::REVIEW;
    /// What happens when an error budget is spent.
    ErrorBudgetPolicy = services::ERROR_BUDGET_POLICY;
    /// Derived: people who share the shifts of a rotation at one site or level.
    Pool = on_call::POOL;
    /// Derived: a duty in one scope and everybody who holds it.
    DutyClaim = people::DUTY_CLAIM;
    /// Derived: a duty in one scope for which somebody said who does the work and who answers for it.
    RaciEntry = people::RACI_ENTRY;
    /// Derived: two disciplines that should talk.
    DisciplinePair = people::DISCIPLINE_PAIR;
    /// Derived: one service that needs another.
    ServiceEdge = services::SERVICE_EDGE;
    /// Derived: the layers of one rank in a rotation.
    RotationLevel = on_call::ROTATION_LEVEL;
    /// Derived: two teams of which one needs a service of the other.
    TeamPair = people::TEAM_PAIR;
    /// Derived: who owns a service, as files say that declare nothing.
    OwnerClaim = people::OWNER_CLAIM;
    /// Derived: a field of which sources say different things.
    Difference = people::DIFFERENCE;
    /// Derived: somebody whom a file names as code owner, and whom nobody knows.
    UnknownCodeOwner = people::UNKNOWN_CODE_OWNER;
    /// Derived: one person's part in one layer.
    Participation = on_call::PARTICIPATION;
    /// Derived: a person's on-call load.
    OnCall = on_call::ON_CALL;
    /// Derived: what tools are used for, and which ones are.
    ToolCapability = people::TOOL_CAPABILITY;
}

/// How many kinds there are.
pub const KINDS: usize = ALL.len();

/// The kinds that an organisation has a section for. What else is declared stands in one of these, or in the taxonomy.
pub fn sections() -> impl Iterator<Item = Kind> {
    ALL.into_iter().filter(|&kind| record(kind).is_section())
}

/// The kinds that the taxonomy has a section for. Groups name duties, which come before them.
pub fn of_taxonomy() -> impl Iterator<Item = Kind> {
    ALL.into_iter().filter(|&kind| record(kind).of_taxonomy)
}

/// The kind of that word, as in `team:payments`.
pub fn of_word(word: &str) -> Option<Kind> {
    ALL.into_iter().find(|&kind| record(kind).word.eq_ignore_ascii_case(word))
}

/// The kind that is meant by a word, also by one that catalogs of software have for it: `user` for a person.
pub fn kind_meant(word: &str) -> Option<Kind> {
    const OF_CATALOGS: [(&str, Kind); 3] =
        [("user", Kind::Person), ("group", Kind::Team), ("component", Kind::Service)];
    let of_catalogs = || OF_CATALOGS.iter().find(|(other, _)| other.eq_ignore_ascii_case(word));
    of_word(word).or_else(|| of_catalogs().map(|&(_, kind)| kind))
}

/// The kind whose section a top-level key of an organisation is.
pub fn section(key: &str) -> Option<Kind> {
    sections().find(|&kind| record(kind).section == Some(key))
}

/// The top-level keys of an organisation that are sections.
pub fn section_names() -> impl Iterator<Item = &'static str> {
    sections().filter_map(|kind| record(kind).section)
}

/// One thing of a kind, by its rank. Cheap to copy and compare; meaningful only for the
/// organisation it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entity {
    /// Its kind.
    pub kind: Kind,
    /// Its rank among those of its kind, in order of id for entities with an id.
    pub index: u32,
}

impl Entity {
    /// The `index`th of `kind`.
    pub const fn new(kind: Kind, index: usize) -> Self {
        #[allow(clippy::cast_possible_truncation)] // files are at most 4 GiB, so ranks fit
        Self { kind, index: index as u32 }
    }

    /// Its rank, for use as an index.
    pub const fn index(self) -> usize {
        self.index as usize
    }
}

/// A field of a kind, by its rank in the kind's vocabulary. Made from its name by `field!`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u8);
