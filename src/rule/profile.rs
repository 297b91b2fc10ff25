//! Profiles: named ways to judge. What one changes in a rule stands in the rule's page, what it does to all advice in
//! `rules/profiles.yaml`.

use std::sync::OnceLock;

use crate::declare::setting::Written;
use crate::finding::diagnostics::RULE_PAGE;
use crate::finding::{Finding, Severity};
use crate::rule::head::Head;
use crate::rule::param::Param;
use crate::rule::severity::Level;
use crate::rule::{Rule, clause, param};
use crate::taxonomy::table::Taxonomy;
use crate::text::{FileId, Place};
use crate::yaml::tree::{NodeRef, Shape, Tree};

const TEXT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/profiles.yaml"));

/// Its tree, as it was parsed when the program was built.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules/profiles.yaml.tree"));

/// A profile that comes with the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// For whom it is, in one sentence.
    pub summary: String,
    /// What becomes of advice.
    pub advice: Option<Level>,
    /// How many findings besides errors are shown; all where it does not say.
    pub most: Option<usize>,
}

impl Profile {
    /// A finding as it is told; `None` where it is not.
    pub fn told(&self, finding: Finding) -> Option<Finding> {
        self.severity(finding.severity).map(|severity| Finding { severity, ..finding })
    }

    fn severity(&self, severity: Severity) -> Option<Severity> {
        match (severity, self.advice) {
            (Severity::Advice, Some(Level::Off)) => None,
            (Severity::Advice, Some(Level::At(instead))) => Some(instead),
            _ => Some(severity),
        }
    }
}

/// The profiles that come with the program, in the order of their file.
pub fn built_in() -> &'static [Profile] {
    static BUILT_IN: OnceLock<Vec<Profile>> = OnceLock::new();
    BUILT_IN.get_or_init(|| {
        let tree = Tree::unpack(FileId(0), PACKED);
        let profiles = tree.documents(TEXT).flat_map(NodeRef::entries).map(|entry| {
            let text = |key: &str| entry.value.get(key).and_then(NodeRef::text).unwrap_or_default().into_owned();
            let name = entry.key.text().unwrap_or_default().into_owned();
            let most = text("most").parse().ok();
            Profile { name, summary: text("summary"), advice: Level::parse(&text("advice")), most }
        });
        profiles.collect()
    })
}

/// The profile of that name that comes with the program.
pub fn named(name: &str) -> Option<&'static Profile> {
    built_in().iter().find(|profile| profile.name == name)
}

/// What a profile changes in one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InRule {
    /// The profile.
    pub profile: String,
    /// The severity the rule has in it.
    pub severity: Option<Level>,
    /// Parameters: name, where the name is written, value.
    pub params: Vec<(String, Place, Written)>,
}

/// Reads `profiles` of a page: for each a severity, or a map of `severity` and `params`.
pub(super) fn read<'t>(
    head: &Head<'t>,
    node: NodeRef<'t>,
    rule: &str,
    params: &[Param],
    taxonomy: &Taxonomy,
) -> Vec<InRule> {
    if node.shape() != Shape::Mapping {
        let help = "`profiles: {strict: error}`";
        head.wrong(node.place(), "`profiles` must be a mapping from profile to severity", "not a mapping", help);
    }
    let mut profiles = Vec::new();
    for entry in node.entries() {
        let profile = entry.key.text().unwrap_or_default().into_owned();
        let mut read = InRule { profile, severity: None, params: Vec::new() };
        if entry.value.shape() == Shape::Mapping {
            head.keys(entry.value, "a profile", &["severity", "params"]);
            read.severity = entry.value.get("severity").and_then(|node| clause::level(head, node));
            for param in entry.value.get("params").into_iter().flat_map(NodeRef::entries) {
                let name = param.key.text().unwrap_or_default().into_owned();
                let setting = (name, param.key.place(), Written::read(param.value));
                // Wrong in the page, whichever profile a run has.
                match param::set(&mut params.to_vec(), rule, &setting, taxonomy) {
                    Ok(()) => read.params.push(setting),
                    Err(finding) => head.push(RULE_PAGE.instead_of(*finding)),
                }
            }
        } else {
            read.severity = clause::level(head, entry.value);
        }
        profiles.push(read);
    }
    profiles
}

/// Applies to a rule what a profile does to all advice.
pub(super) fn apply(profile: &Profile, rule: &mut Rule) {
    let Some(instead) = profile.advice else { return };
    for choice in rule.cases_mut().iter_mut().flat_map(|case| &mut case.severity) {
        choice.is = choice.is.with_advice(instead);
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity::{Advice, Error, Warning};
    use crate::rule::profile::{built_in, named};

    #[test]
    fn every_profile_says_for_whom_it_is() {
        let names: Vec<&str> = built_in().iter().map(|profile| profile.name.as_str()).collect();
        assert_eq!(names, ["default", "starter", "small-company", "compliance", "eu-working-time", "strict"]);
        assert!(built_in().iter().all(|profile| profile.summary.ends_with('.')));
    }

    #[test]
    fn only_a_first_run_leaves_something_for_later() {
        let most = built_in().iter().filter_map(|profile| Some((profile.name.as_str(), profile.most?)));
        assert_eq!(most.collect::<Vec<_>>(), [("starter", 10)]);
    }

    #[test]
    fn only_advice_changes() {
        let of = |name: &str| [Advice, Warning, Error].map(|severity| named(name)?.severity(severity));
        assert_eq!(of("default"), [Some(Advice), Some(Warning), Some(Error)]);
        assert_eq!(of("small-company"), [None, Some(Warning), Some(Error)]);
        assert_eq!(of("strict"), [Some(Warning), Some(Warning), Some(Error)]);
    }
}
