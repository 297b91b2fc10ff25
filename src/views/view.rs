//! What of an organisation can be looked at, and what it can be rolled up by.

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// Teams, and how they work together.
    Interactions,
    /// Services, and what they need.
    Dependencies,
    /// Services and platforms, and who has them.
    Ownership,
    /// Services, and who is paged for them.
    Escalations,
    /// Units, teams and people, and whom they report to.
    Reporting,
}

/// What is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// What a team has, and who is in it.
    Team,
    /// What belongs to a unit.
    Unit,
    /// What belongs to a part of the business.
    Domain,
}

impl View {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Interactions, Self::Dependencies, Self::Ownership, Self::Escalations, Self::Reporting];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Interactions => "interactions",
            Self::Dependencies => "dependencies",
            Self::Ownership => "ownership",
            Self::Escalations => "escalations",
            Self::Reporting => "reporting",
        }
    }

    /// What a picture of it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Interactions => "Who works with whom",
            Self::Dependencies => "What needs what",
            Self::Ownership => "Who owns what",
            Self::Escalations => "Who is paged for what",
            Self::Reporting => "Who reports to whom",
        }
    }

    /// What to declare so that there is something to see.
    pub const fn wanting(self) -> &'static str {
        match self {
            Self::Interactions => {
                "declare `interactions` (`- {from: TEAM, to: TEAM, mode: x-as-a-service}`), the `engagement` of a team, or the `consumers` of a platform"
            }
            Self::Dependencies => {
                "declare what services need (`dependsOn`, `consumesApis`) or which teams wait for each other (`dependencies`)"
            }
            Self::Ownership => "declare `services` and their `owner`",
            Self::Escalations => {
                "declare who is paged for services: `escalation` or `rotation` of a service, or `services` of a rotation"
            }
            Self::Reporting => "declare `reportsTo` of teams and units, or `manager` of people",
        }
    }
}

impl By {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Unit => "unit",
            Self::Domain => "domain",
        }
    }
}
