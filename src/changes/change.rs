//! One change: what it is about, what was and is said of it, and the sentence that tells it.

use crate::value::Number;

/// What a reader looks for; in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Who is on call, and how much.
    OnCall,
    /// Who holds which duty and owns what.
    Duties,
    /// Who is there, in which team.
    People,
    /// What there is besides, and what is promised.
    Services,
    /// What rules say.
    Judged,
    /// Everything else.
    Other,
}

impl Topic {
    /// What stands above the changes of it.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::OnCall => "On call",
            Self::Duties => "Duties and owners",
            Self::People => "People and teams",
            Self::Services => "Services and promises",
            Self::Judged => "What the rules say",
            Self::Other => "Other fields",
        }
    }
}

/// Makes the kinds of change of one list: the enum, their names and topics.
macro_rules! whats {
    ($($(#[$doc:meta])* $what:ident = $name:literal in $topic:ident;)+) => {
        /// A kind of change, in the order of importance.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum What {
            $($(#[$doc])* $what),+
        }

        impl What {
            /// Every kind, in order.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$what),+];

            /// Its name for machines.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$what => $name),+ }
            }

            /// What it is told under.
            pub const fn topic(self) -> Topic {
                match self { $(Self::$what => Topic::$topic),+ }
            }
        }
    };
}

whats! {
    /// On-call hours a week of people.
    Hours = "on-call-hours" in OnCall;
    /// People who take turns in a rotation.
    Rotation = "rotation-people" in OnCall;
    /// Teams that hold a duty.
    Holders = "duty-holders" in Duties;
    /// People who hold a duty for a team, or a role in incidents.
    DutyPeople = "duty-people" in Duties;
    /// Who owns something.
    Owner = "owner" in Duties;
    /// People who joined or left the organisation.
    Person = "person" in People;
    /// People who joined or left a team.
    Members = "team-members" in People;
    /// Teams that there were not, or are no more.
    Team = "team" in People;
    /// What is called otherwise.
    Renamed = "renamed" in People;
    /// To whom somebody reports.
    ReportsTo = "reports-to" in People;
    /// How critical a service is.
    Tier = "tier" in Services;
    /// The stage of the life of a service.
    Lifecycle = "lifecycle" in Services;
    /// The target of an objective.
    Objective = "objective" in Services;
    /// Whom an escalation policy pages.
    Escalation = "escalation" in Services;
    /// Whatever else there was not, or is no more.
    Entity = "entity" in Services;
    /// What a rule can be asked about.
    Judgeable = "judgeable" in Judged;
    /// What is wrong.
    Findings = "findings" in Judged;
    /// Fields that nothing above is about.
    Fields = "fields" in Other;
}

/// What is said on one side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Whether it is known.
    pub known: bool,
    /// Names or words: stable ids, where there are any.
    pub values: Vec<String>,
    /// A number, at least this.
    pub low: Option<Number>,
    /// The number, at most this.
    pub high: Option<Number>,
}

impl Said {
    /// That nothing is known.
    pub fn unknown() -> Self {
        Self::default()
    }

    /// Names or words, none of which are a statement, too.
    pub fn of(values: impl IntoIterator<Item = String>) -> Self {
        Self { known: true, values: values.into_iter().collect(), low: None, high: None }
    }

    /// A number.
    pub fn number(number: Number) -> Self {
        Self { known: true, values: Vec::new(), low: Some(number), high: Some(number) }
    }
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of change it is.
    pub what: What,
    /// Stable ids of those it is about; the new ones, where they have others now.
    pub subjects: Vec<String>,
    /// Names of the fields, where it is about some.
    pub fields: Vec<&'static str>,
    /// What was said.
    pub before: Said,
    /// What is said.
    pub after: Said,
    /// All of it in a sentence; what stands between backticks are ids and words of files.
    pub sentence: String,
    /// How much it weighs beside others of its kind.
    pub weight: i64,
}
