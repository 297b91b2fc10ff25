//! What the free words of several formats mean in the closed lists of the vocabulary.

use crate::declare::value::Value;
use crate::word;

const EXPERIMENTAL: u8 = word!(Service.lifecycle, "experimental");
const PRODUCTION: u8 = word!(Service.lifecycle, "production");
const DEPRECATED: u8 = word!(Service.lifecycle, "deprecated");
const EXTERNAL: u8 = word!(Service.lifecycle, "external");

/// The stage of life behind a word. Lifecycles are free text where catalogs and descriptors are kept, so a word that says
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
        | "poc" | "proof-of-concept" | "prototype" | "pre-release" | "pre-alpha" | "pilot" | "planned" | "draft"
        | "proposed" | "wip" | "sandbox" => EXPERIMENTAL,
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

#[cfg(test)]
mod tests {
    use crate::declare::value::Value;
    use crate::dialect::words::lifecycle;
    use crate::vocabulary::{LIFECYCLE, Words};

    fn word(words: &Words, value: Value) -> Option<&'static str> {
        let Value::Word(rank) = value else {
            return None;
        };
        words.at(rank)
    }

    #[test]
    fn lifecycles_are_free_text_and_strange_ones_stay_unknown() {
        let stage = |text| word(&LIFECYCLE, lifecycle(text));
        assert_eq!(stage("Production"), Some("production"));
        assert_eq!(stage("GA"), Some("production"));
        assert_eq!(stage("in development"), Some("experimental"));
        assert_eq!(stage("End_Of_Life"), Some("deprecated"));
        assert_eq!(stage("External"), Some("external"));
        assert_eq!(stage("unknown"), None);
        assert_eq!(stage("phase 3"), None);
    }
}
