//! The closed lists of words that fields may hold.

use crate::vocabulary::Words;

macro_rules! words {
    ($($(#[$doc:meta])* $id:ident = $name:literal [$($word:literal),+ $(,)?];)+) => {
        $($(#[$doc])* pub static $id: Words = Words { name: $name, words: &[$($word),+] };)+
    };
}

words! {
    /// Size of an organisation; severities may depend on it.
    SIZE = "size" ["small", "growing", "large"];
    /// What a unit is for.
    UNIT_KIND = "unit kind" ["cto", "operations", "infrastructure", "engineering", "engineering-enablement", "devex", "product", "security", "it", "other"];
    /// What a team is: people who work together, a list of permissions, or a group of teams.
    TEAM_KIND = "team kind" ["work", "permission", "code-ownership", "unit"];
    /// Team types of Team Topologies.
    TEAM_TYPE = "team type" ["stream-aligned", "platform", "enabling", "complicated-subsystem"];
    /// What a team or person practises.
    DISCIPLINE = "discipline" ["sre", "platform", "devops", "operations", "development", "product", "security"];
    /// RACI levels.
    LEVEL = "level" ["responsible", "accountable", "consulted", "informed"];
    /// How an SRE team works with others.
    ENGAGEMENT_MODEL = "engagement model" ["embedded", "consulting", "central", "kitchen-sink", "infrastructure", "tools", "product"];
    /// How hard a domain is.
    COMPLEXITY = "complexity" ["simple", "complicated", "complex"];
    /// Stage of a service's life.
    LIFECYCLE = "lifecycle" ["experimental", "production", "deprecated"];
    /// How a capability is used.
    INTERFACE = "interface" ["portal", "api", "cli", "template", "pull-request", "ticket", "manual"];
    /// Whether a platform must be used.
    ADOPTION_MODE = "adoption mode" ["optional", "mandated"];
    /// Rank of an on-call layer.
    LAYER_LEVEL = "layer level" ["primary", "secondary", "shadow"];
    /// Hours a rotation promises to cover.
    COVERAGE = "coverage" ["24x7", "24x5", "business-hours", "custom"];
    /// Preset that splits the week into business, off and sleep hours.
    BANDS = "bands" ["pagerduty"];
    /// Whether an incident is reviewed.
    REVIEW_NEED = "review" ["required", "optional", "none"];
    /// Interaction modes of Team Topologies.
    INTERACTION_MODE = "interaction mode" ["collaboration", "x-as-a-service", "facilitating"];
    /// How a dependency between teams is going.
    DEPENDENCY_TYPE = "dependency type" ["ok", "slowing", "blocking"];
    /// What brings people of several teams together.
    COMMUNITY_KIND = "community kind" ["guild", "community-of-practice", "cross-training"];
    /// How many disciplines a duty belongs to.
    DUTY_CLASS = "duty class" ["exclusive", "shared", "contested", "collective"];
    /// Whether a duty reacts to events.
    DUTY_NATURE = "duty nature" ["reactive", "proactive", "neutral"];
    /// What rules and facts look for a duty as, whatever an organisation calls it.
    DUTY_ROLE = "duty role" ["none", "on-call", "incident-command", "post-incident-review", "error-budget", "golden-paths", "developer-needs-research", "knowledge-sharing"];
    /// What rules and facts look for a group of duties as.
    DUTY_GROUP_ROLE = "duty group role" ["none", "sre-core", "platform-core"];
    /// What rules look for a metric as.
    METRIC_ROLE = "metric role" ["none", "change-failure-rate"];
    /// What a metric tells about.
    METRIC_FAMILY = "metric family" ["production-health", "incident", "workload", "delivery", "stability", "efficiency", "adoption"];
}
