//! The kinds of thing an organisation is described with, and how one of them is named.

/// A kind of entity or nested record. Its words and fields stand in [`crate::vocabulary`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// The organisation itself.
    Org,
    /// A unit teams report to.
    Unit,
    /// A person.
    Person,
    /// A team.
    Team,
    /// A row of the responsibility matrix.
    Responsibility,
    /// A service, website, library or other component.
    Service,
    /// An internal platform.
    Platform,
    /// An on-call rotation.
    Rotation,
    /// An escalation policy.
    Escalation,
    /// The incident process.
    Incident,
    /// A service level objective.
    Slo,
    /// An interaction between two teams.
    Interaction,
    /// A dependency between two teams.
    Dependency,
    /// A guild or community of practice.
    Community,
    /// A recorded decision.
    Decision,
    /// An interface a component provides.
    Api,
    /// A database, bucket or other thing a component needs.
    Resource,
    /// A group of components that work together.
    System,
    /// A part of the business.
    Domain,
    /// A duty of the taxonomy.
    Duty,
    /// A named set of duties.
    DutyGroup,
    /// A metric of the taxonomy.
    Metric,
    /// A tool of the taxonomy.
    Tool,
    /// One member of a team.
    Member,
    /// One team of a person.
    Membership,
    /// One duty a team holds.
    Holding,
    /// How an SRE team works with others.
    Engagement,
    /// A domain a team works in.
    TeamDomain,
    /// A tool a team uses.
    ToolUse,
    /// How a team's time is spent.
    TimeShares,
    /// A dependency of one service on another.
    ServiceDependency,
    /// Why a service leaves the golden path.
    Exemption,
    /// Support of a platform.
    Support,
    /// A capability of a platform.
    PlatformCapability,
    /// A golden path of a platform.
    GoldenPath,
    /// Adoption of a platform.
    Adoption,
    /// When a rotation hands over.
    Handoff,
    /// A layer of a rotation.
    Layer,
    /// A window of the week.
    Window,
    /// How often a rotation is paged.
    Pages,
    /// Pages by time of day.
    PageBands,
    /// Rest after being paged.
    RestPolicy,
    /// On-call policies.
    OnCallPolicies,
    /// A level of an escalation policy.
    EscalationLevel,
    /// Somebody to page.
    Target,
    /// An incident severity.
    SeverityLevel,
    /// Roles of the incident process.
    IncidentRoles,
    /// How incidents are reviewed.
    Review,
    /// What happens when an error budget is spent.
    ErrorBudgetPolicy,
    /// Derived: people who share the shifts of a rotation at one site or level.
    Pool,
    /// Derived: a duty in one scope and everybody who holds it.
    DutyClaim,
    /// Derived: a duty in one scope for which somebody said who does the work and who answers for it.
    RaciEntry,
    /// Derived: two disciplines that should talk.
    DisciplinePair,
    /// Derived: one service that needs another.
    ServiceEdge,
    /// Derived: the layers of one rank in a rotation.
    RotationLevel,
    /// Derived: two teams of which one needs a service of the other.
    TeamPair,
    /// Derived: who owns a service, as files say that declare nothing.
    OwnerClaim,
    /// Derived: one person's part in one layer.
    Participation,
    /// Derived: a person's on-call load.
    OnCall,
    /// Derived: what tools are used for, and which ones are.
    ToolCapability,
}

/// The kinds that an organisation has a section for, in the order of the documentation. What else is declared stands in
/// one of these, or in the taxonomy.
pub const SECTIONS: [Kind; 19] = [
    Kind::Org,
    Kind::Unit,
    Kind::Person,
    Kind::Team,
    Kind::Responsibility,
    Kind::Service,
    Kind::Platform,
    Kind::Rotation,
    Kind::Escalation,
    Kind::Incident,
    Kind::Slo,
    Kind::Interaction,
    Kind::Dependency,
    Kind::Community,
    Kind::Decision,
    Kind::System,
    Kind::Domain,
    Kind::Api,
    Kind::Resource,
];

/// Every kind, in order.
pub const ALL: [Kind; 60] = [
    Kind::Org,
    Kind::Unit,
    Kind::Person,
    Kind::Team,
    Kind::Responsibility,
    Kind::Service,
    Kind::Platform,
    Kind::Rotation,
    Kind::Escalation,
    Kind::Incident,
    Kind::Slo,
    Kind::Interaction,
    Kind::Dependency,
    Kind::Community,
    Kind::Decision,
    Kind::Api,
    Kind::Resource,
    Kind::System,
    Kind::Domain,
    Kind::Duty,
    Kind::DutyGroup,
    Kind::Metric,
    Kind::Tool,
    Kind::Member,
    Kind::Membership,
    Kind::Holding,
    Kind::Engagement,
    Kind::TeamDomain,
    Kind::ToolUse,
    Kind::TimeShares,
    Kind::ServiceDependency,
    Kind::Exemption,
    Kind::Support,
    Kind::PlatformCapability,
    Kind::GoldenPath,
    Kind::Adoption,
    Kind::Handoff,
    Kind::Layer,
    Kind::Window,
    Kind::Pages,
    Kind::PageBands,
    Kind::RestPolicy,
    Kind::OnCallPolicies,
    Kind::EscalationLevel,
    Kind::Target,
    Kind::SeverityLevel,
    Kind::IncidentRoles,
    Kind::Review,
    Kind::ErrorBudgetPolicy,
    Kind::Pool,
    Kind::DutyClaim,
    Kind::RaciEntry,
    Kind::DisciplinePair,
    Kind::ServiceEdge,
    Kind::RotationLevel,
    Kind::TeamPair,
    Kind::OwnerClaim,
    Kind::Participation,
    Kind::OnCall,
    Kind::ToolCapability,
];

impl Kind {
    /// The kind of that rank.
    pub fn from_rank(rank: usize) -> Option<Self> {
        ALL.get(rank).copied()
    }
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
