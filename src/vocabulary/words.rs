//! The closed lists of words that fields may hold.

use crate::vocabulary::Words;

macro_rules! words {
    ($($(#[$doc:meta])* $id:ident = $name:literal [$($word:literal),+ $(,)?] $({$($said:literal => $meant:literal),+ $(,)?})?;)+) => {
        $($(#[$doc])* pub static $id: Words =
            Words { name: $name, words: &[$($word),+], meant: &[$($(($said, $meant)),+)?] };)+
    };
}

words! {
    /// Size of an organisation; severities may depend on it.
    SIZE = "size" ["small", "growing", "large"] {"medium" => "growing", "mid" => "growing", "big" => "large", "huge" => "large", "tiny" => "small"};
    /// What a unit is for.
    UNIT_KIND = "unit kind" ["cto", "operations", "infrastructure", "engineering", "engineering-enablement", "devex", "product", "security", "it", "other"];
    /// What a team is: people who work together, a list of permissions, or a group of teams.
    TEAM_KIND = "team kind" ["work", "permission", "code-ownership", "unit"];
    /// Team types of Team Topologies.
    TEAM_TYPE = "team type" ["stream-aligned", "platform", "enabling", "complicated-subsystem"] {"stream" => "stream-aligned", "streamaligned" => "stream-aligned", "sat" => "stream-aligned", "product" => "stream-aligned", "feature" => "stream-aligned", "enablement" => "enabling", "subsystem" => "complicated-subsystem"};
    /// What a team or person practises.
    DISCIPLINE = "discipline" ["sre", "platform", "devops", "operations", "development", "product", "security"] {"ops" => "operations", "dev" => "development", "site reliability" => "sre", "site reliability engineering" => "sre", "engineering" => "development", "software" => "development", "backend" => "development", "frontend" => "development", "infosec" => "security", "devsecops" => "security"};
    /// RACI levels.
    LEVEL = "level" ["responsible", "accountable", "consulted", "informed"] {"r" => "responsible", "a" => "accountable", "c" => "consulted", "i" => "informed", "owner" => "accountable", "consult" => "consulted"};
    /// How an SRE team works with others.
    ENGAGEMENT_MODEL = "engagement model" ["embedded", "consulting", "central", "kitchen-sink", "infrastructure", "tools", "product"] {"centralised" => "central", "centralized" => "central", "consultancy" => "consulting"};
    /// How hard a domain is.
    COMPLEXITY = "complexity" ["simple", "complicated", "complex"];
    /// Stage of a service's life.
    LIFECYCLE = "lifecycle" ["experimental", "production", "deprecated", "external"] {"third-party" => "external", "live" => "production", "ga" => "production", "beta" => "experimental", "alpha" => "experimental", "development" => "experimental", "dev" => "experimental", "retired" => "deprecated", "sunset" => "deprecated", "end-of-life" => "deprecated", "eol" => "deprecated"};
    /// How a capability is used.
    INTERFACE = "interface" ["portal", "api", "cli", "template", "pull-request", "ticket", "manual"] {"ui" => "portal", "web" => "portal", "rest" => "api", "command line" => "cli", "pr" => "pull-request", "merge request" => "pull-request", "gitops" => "pull-request", "jira" => "ticket"};
    /// Whether a platform must be used.
    ADOPTION_MODE = "adoption mode" ["optional", "mandated"] {"mandatory" => "mandated", "required" => "mandated", "voluntary" => "optional"};
    /// Rank of an on-call layer.
    LAYER_LEVEL = "layer level" ["primary", "secondary", "shadow"] {"backup" => "secondary", "first" => "primary", "second" => "secondary", "1" => "primary", "2" => "secondary", "l1" => "primary", "l2" => "secondary", "shadowing" => "shadow", "trainee" => "shadow"};
    /// Hours a rotation promises to cover.
    COVERAGE = "coverage" ["24x7", "24x5", "business-hours", "custom"] {"24/7" => "24x7", "24 7" => "24x7", "24/7/365" => "24x7", "24x7x365" => "24x7", "24 hours" => "24x7", "24h" => "24x7", "always" => "24x7", "around the clock" => "24x7", "24/5" => "24x5", "8x5" => "business-hours", "8/5" => "business-hours", "office hours" => "business-hours", "working hours" => "business-hours", "work hours" => "business-hours", "daytime" => "business-hours", "9-5" => "business-hours"};
    /// Preset that splits the week into business, off and sleep hours.
    BANDS = "bands" ["pagerduty"];
    /// Whether an incident is reviewed.
    REVIEW_NEED = "review" ["required", "optional", "none"] {"yes" => "required", "true" => "required", "mandatory" => "required", "no" => "none", "false" => "none", "never" => "none", "always" => "required", "must" => "required"};
    /// Interaction modes of Team Topologies.
    INTERACTION_MODE = "interaction mode" ["collaboration", "x-as-a-service", "facilitating"] {"xaas" => "x-as-a-service", "aas" => "x-as-a-service", "service" => "x-as-a-service", "saas" => "x-as-a-service", "paas" => "x-as-a-service", "collaborate" => "collaboration", "collaborating" => "collaboration", "facilitation" => "facilitating", "enabling" => "facilitating"};
    /// How a dependency between teams is going.
    DEPENDENCY_TYPE = "dependency type" ["ok", "slowing", "blocking"] {"slow" => "slowing", "blocked" => "blocking", "fine" => "ok", "okay" => "ok", "good" => "ok"};
    /// What brings people of several teams together.
    COMMUNITY_KIND = "community kind" ["guild", "community-of-practice", "cross-training"] {"cop" => "community-of-practice", "community" => "community-of-practice", "chapter" => "guild"};
    /// How many disciplines a duty belongs to.
    DUTY_CLASS = "duty class" ["exclusive", "shared", "contested", "collective"];
    /// Whether a duty reacts to events.
    DUTY_NATURE = "duty nature" ["reactive", "proactive", "neutral"];
    /// What rules and facts look for a duty as, whatever an organisation calls it.
    DUTY_ROLE = "duty role" ["none", "on-call", "incident-command", "post-incident-review", "slo-definition", "error-budget", "golden-paths", "developer-needs-research", "knowledge-sharing"];
    /// What rules and facts look for a group of duties as.
    DUTY_GROUP_ROLE = "duty group role" ["none", "sre-core", "platform-core"];
    /// What rules look for a metric as.
    METRIC_ROLE = "metric role" ["none", "change-failure-rate", "latency", "availability"];
    /// What a metric tells about.
    METRIC_FAMILY = "metric family" ["production-health", "incident", "workload", "delivery", "stability", "efficiency", "adoption"];
}
