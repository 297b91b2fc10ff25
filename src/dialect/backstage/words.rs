//! What the free words of catalogs mean in the closed lists of the vocabulary.

use crate::declare::value::Value;
use crate::word;

const EXPERIMENTAL: u8 = word!(Service.lifecycle, "experimental");
const PRODUCTION: u8 = word!(Service.lifecycle, "production");
const DEPRECATED: u8 = word!(Service.lifecycle, "deprecated");
const EXTERNAL: u8 = word!(Service.lifecycle, "external");

/// The stage of life behind a word. Lifecycles are free text in Backstage, so a word that says
/// nothing known leaves the stage unknown; it is neither wrong nor the default.
pub fn lifecycle(word: &str) -> Value {
    let stage = match word.trim().to_ascii_lowercase().replace(['_', ' '], "-").as_str() {
        "production"
        | "prod"
        | "ga"
        | "general-availability"
        | "generally-available"
        | "live"
        | "stable"
        | "released"
        | "active"
        | "maintained"
        | "maintenance"
        | "mature" => PRODUCTION,
        "experimental" | "experiment" | "alpha" | "beta" | "development" | "dev" | "in-development" | "preview"
        | "early-access" | "incubating" | "incubation" | "pre-production" | "preproduction" | "preprod" | "staging"
        | "poc" | "proof-of-concept" | "prototype" | "pilot" | "planned" | "draft" | "proposed" | "wip" | "sandbox" => {
            EXPERIMENTAL
        }
        "deprecated" | "end-of-life" | "eol" | "retired" | "sunset" | "obsolete" | "decommissioned"
        | "discontinued" | "archived" => DEPRECATED,
        "external" | "third-party" | "3rd-party" => EXTERNAL,
        _ => return Value::Invalid,
    };
    Value::Word(stage)
}

/// Whether a component at the stage of life behind a word is in production, so that rules ask who owns it: what is external,
/// an experiment, on its way out or at a stage that nobody here knows, they leave alone.
pub fn is_production(word: &str) -> bool {
    lifecycle(word) == Value::Word(PRODUCTION)
}

/// What kind of team a type of group is: one that works together, a list of people, or a group of teams.
pub fn team_kind(group_type: &str) -> Value {
    let folded = group_type.trim().to_ascii_lowercase();
    let works = ["team", "squad"].iter().any(|word| folded.contains(word));
    Value::Word(match folded.as_str() {
        "permission" => word!(Team.kind, "permission"),
        "code-ownership" => word!(Team.kind, "code-ownership"),
        "crew" | "pod" | "work" => word!(Team.kind, "work"),
        _ if works => word!(Team.kind, "work"),
        _ => word!(Team.kind, "unit"),
    })
}

#[cfg(test)]
mod tests {
    use crate::declare::value::Value;
    use crate::dialect::backstage::words::{lifecycle, team_kind};
    use crate::vocabulary::{LIFECYCLE, TEAM_KIND};

    fn word(words: &[&'static str], value: Value) -> Option<&'static str> {
        let Value::Word(rank) = value else {
            return None;
        };
        words.get(usize::from(rank)).copied()
    }

    #[test]
    fn lifecycles_are_free_text_and_strange_ones_stay_unknown() {
        let stage = |text| word(LIFECYCLE.words, lifecycle(text));
        assert_eq!(stage("Production"), Some("production"));
        assert_eq!(stage("GA"), Some("production"));
        assert_eq!(stage("in development"), Some("experimental"));
        assert_eq!(stage("End_Of_Life"), Some("deprecated"));
        assert_eq!(stage("External"), Some("external"));
        assert_eq!(stage("unknown"), None);
        assert_eq!(stage("phase 3"), None);
    }

    #[test]
    fn groups_that_are_no_teams_are_units() {
        let kind = |text| word(TEAM_KIND.words, team_kind(text));
        assert_eq!(kind("product-team"), Some("work"));
        assert_eq!(kind("Squad"), Some("work"));
        assert_eq!(kind("business-unit"), Some("unit"));
        assert_eq!(kind("organization"), Some("unit"));
        assert_eq!(kind("permission"), Some("permission"));
    }
}
