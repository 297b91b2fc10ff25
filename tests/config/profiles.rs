//! The same organisation under each profile.

use teamlint::Outcome;
use teamlint::rule::profile;

use crate::support::world::{Folder, built_in_rules};

/// Four people around the clock at one site, a duty under another name, a service without a runbook.
const ORG: &str = "
org: {size: large}
teams:
  sre: {members: [ana, ben, chen, dana], duties: [postmortem], discipline: sre}
people: {ana: {}, ben: {}, chen: {}, dana: {}}
services:
  ledger: {owner: sre, tier: 1, regulated: true}
rotations:
  sre: {team: sre, coverage: 24x7, turn: 1w, participants: [ana, ben, chen, dana]}
";

/// Rules of the organisation's own: one of advice, one that is off unless somebody is audited.
const PAGES: [(&str, &str); 2] = [
    (
        "named-team",
        "severity: advice\nfor: team in teams\nrequire: has(team.mission)\nmessage: \"{{ team.id }}\"\nlabels: [{at: team}]\n",
    ),
    (
        "audited",
        "severity: off\nfor: service in services\nlet: {limit: params.limit}\nrequire: limit > 1\nmessage: \"{{ service.id }} {{ limit }}\"\nlabels: [{at: service}]\nparams: {limit: {default: 0, doc: d}}\nprofiles:\n  compliance: error\n  eu-working-time: {severity: warning, params: {limit: 1}}\n  ours: {severity: warning, params: {limit: 2}}\n",
    ),
];

fn folder(config: &str) -> Folder {
    let page = |(name, head): (&str, &str)| {
        let text = format!("---\nsummary: s\nsources: [{{title: t}}]\n{head}---\n\n# {name}\n");
        (format!("pages/own/{name}.md"), text)
    };
    let config = format!("ruleFolders: [pages]\n{config}");
    let files = [("org.yaml".to_owned(), ORG.to_owned()), ("teamlint.yaml".to_owned(), config)];
    Folder::of(files.into_iter().chain(PAGES.map(page)))
}

fn judged(folder: &Folder, profile: Option<&str>) -> Outcome {
    folder.check_under(profile, jiff::civil::date(2026, 6, 1))
}

/// Findings by rule and severity, of those rules that this organisation is about.
fn told(outcome: &Outcome) -> Vec<String> {
    const ABOUT: [&str; 6] =
        ["named-team", "audited", "rotation-too-small", "non-canonical-name", "rule-config", "configuration"];
    let about = outcome.findings.iter().filter(|finding| ABOUT.contains(&finding.rule.as_str()));
    let mut told: Vec<String> = about.map(|one| format!("{} {}", one.rule, one.severity.as_str())).collect();
    told.sort();
    told
}

#[test]
fn each_profile_judges_in_its_own_way() {
    let folder = folder("");
    let of = |profile| told(&judged(&folder, profile));
    let usual = ["named-team advice", "non-canonical-name advice", "rotation-too-small warning"];
    assert_eq!(of(None), usual);
    assert_eq!(of(Some("default")), usual);
    assert_eq!(of(Some("starter")), usual, "it judges like the default, and shows less");
    assert_eq!(of(Some("small-company")), [""; 0], "four people are enough, and advice is off");
    assert_eq!(
        of(Some("compliance")),
        ["audited error", "named-team advice", "non-canonical-name advice", "rotation-too-small warning"]
    );
    assert_eq!(
        of(Some("eu-working-time")),
        ["audited warning", "named-team advice", "non-canonical-name advice", "rotation-too-small warning"]
    );
    assert_eq!(of(Some("strict")), ["named-team warning", "non-canonical-name warning", "rotation-too-small warning"]);
    assert_eq!(of(Some("ours")), usual, "its page gives a limit that is kept");
}

#[test]
fn the_option_goes_before_the_configuration_and_a_rule_s_own_setting_before_both() {
    let folder = folder(
        "profile: strict\nrules:\n  named-team: advice\n  rotation-too-small: {params: {singleSite: 5}}\n  audited: {params: {limit: 0}}\n",
    );
    assert_eq!(
        told(&judged(&folder, None)),
        ["named-team advice", "non-canonical-name warning", "rotation-too-small warning"]
    );
    assert_eq!(
        told(&judged(&folder, Some("small-company"))),
        ["named-team advice", "rotation-too-small warning"],
        "what configuration says of a rule stays"
    );
    let compliance = judged(&folder, Some("compliance"));
    let message = compliance.findings.iter().find(|one| one.rule == "audited").map(|one| one.message.as_str());
    assert_eq!(message, Some("ledger 0"));
}

#[test]
fn an_unknown_profile_lists_those_there_are() {
    let outcome = judged(&folder("profile: strikt\n"), None);
    let about = |outcome: &Outcome| {
        let finding = outcome.findings.iter().find(|finding| finding.rule == "rule-config").unwrap();
        let at = outcome.org.sources().get(finding.place().file).path.clone();
        let file = at.rsplit('/').next().unwrap_or_default().to_owned();
        (file, finding.message.clone(), finding.labels[0].text.clone(), finding.help.clone().unwrap_or_default())
    };
    let known =
        "write one of `default`, `starter`, `small-company`, `compliance`, `eu-working-time`, `strict` or `ours`";
    assert_eq!(
        about(&outcome),
        (
            "teamlint.yaml".to_owned(),
            "there is no profile `strikt`".to_owned(),
            "did you mean `strict`?".to_owned(),
            known.to_owned()
        )
    );
    assert!(outcome.setup_failed);
    let outcome = judged(&folder(""), Some("lax"));
    let (file, message, label, _) = about(&outcome);
    assert_eq!(
        (file.as_str(), message.as_str(), label.as_str()),
        ("--profile", "there is no profile `lax`", "unknown profile")
    );
}

#[test]
fn built_in_pages_name_profiles_there_are() {
    for rule in &built_in_rules() {
        for one in &rule.profiles {
            assert!(profile::named(&one.profile).is_some(), "{}: {}", rule.name, one.profile);
        }
    }
}

#[test]
fn every_profile_but_the_usual_one_changes_something() {
    let rules = built_in_rules();
    let offered = |name: &str| rules.iter().flat_map(|rule| &rule.profiles).any(|one| one.profile == name);
    let idle: Vec<&str> = profile::built_in()
        .iter()
        .filter(|profile| profile.advice.is_none() && profile.most.is_none() && !offered(&profile.name))
        .map(|profile| profile.name.as_str())
        .collect();
    assert_eq!(idle, ["default"]);
}
