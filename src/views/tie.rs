//! What ties two things, in the field's words: a kind, and a mode where the kind has several.

/// What ties two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// They work on something together.
    Collaboration,
    /// The one uses what the other provides.
    AsAService,
    /// The one helps the other to learn.
    Facilitating,
    /// They work together, and nobody says how.
    Unsaid,
    /// The one helps the other for a time, in another way.
    Engagement,
    /// The one fails without the other.
    NeedsHard,
    /// The one needs the other, and nobody says whether it fails without.
    Needs,
    /// The one needs the other, and does without for a time.
    NeedsSoft,
    /// A team waits for another, and that goes well.
    WaitsOk,
    /// A team waits for another, and nobody says how that goes.
    Waits,
    /// A team waits for another, which slows it.
    WaitsSlowed,
    /// A team waits for another, and cannot go on.
    WaitsBlocked,
    /// The one has the other.
    Owns,
    /// The one looks after what another has.
    Supports,
    /// The other is paged.
    Pages,
    /// The other looks after those who are paged.
    RunBy,
    /// The one stands below the other.
    ReportsTo,
    /// The one leads the other.
    Leads,
}

impl Tie {
    /// What kind it is.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Collaboration | Self::AsAService | Self::Facilitating | Self::Unsaid => "interaction",
            Self::Engagement => "engagement",
            Self::NeedsHard | Self::Needs | Self::NeedsSoft => "dependency",
            Self::WaitsOk | Self::Waits | Self::WaitsSlowed | Self::WaitsBlocked => "team-dependency",
            Self::Owns => "owns",
            Self::Supports => "supports",
            Self::Pages => "pages",
            Self::RunBy => "run-by",
            Self::ReportsTo => "reports-to",
            Self::Leads => "leads",
        }
    }

    /// In which way, where its kind has several and somebody said.
    pub const fn mode(self) -> Option<&'static str> {
        match self {
            Self::Collaboration => Some("collaboration"),
            Self::AsAService => Some("x-as-a-service"),
            Self::Facilitating => Some("facilitating"),
            Self::NeedsHard => Some("hard"),
            Self::NeedsSoft => Some("soft"),
            Self::WaitsOk => Some("ok"),
            Self::WaitsSlowed => Some("slowing"),
            Self::WaitsBlocked => Some("blocking"),
            _ => None,
        }
    }

    /// What it is, in the words of a legend.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Collaboration => "collaboration",
            Self::AsAService => "x-as-a-service: uses",
            Self::Facilitating => "facilitating: helps",
            Self::Unsaid => "works with; mode not declared",
            Self::Engagement => "engagement: helps",
            Self::NeedsHard => "fails without",
            Self::Needs => "needs; nobody says how much",
            Self::NeedsSoft => "needs, and does without for a time",
            Self::WaitsOk => "waits for; that goes well",
            Self::Waits => "waits for; nobody says how that goes",
            Self::WaitsSlowed => "waits for, and is slowed",
            Self::WaitsBlocked => "waits for, and is blocked",
            Self::Owns => "owns",
            Self::Supports => "supports",
            Self::Pages => "pages, at the level that stands beside it",
            Self::RunBy => "is run by",
            Self::ReportsTo => "reports to",
            Self::Leads => "leads",
        }
    }
}
