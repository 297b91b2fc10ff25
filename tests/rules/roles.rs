//! What the pages about roles, overlap and collaboration say of whole organisations, each with one thing changed.

use teamlint::Outcome;
use teamlint::finding::Severity;

use super::incidents::of_rules;
use crate::support::world::check_file as judge;

const RULES: [&str; 6] = [
    "conflated-sre-platform",
    "devops-for-everyone",
    "duty-overlap",
    "error-budget-without-telemetry",
    "sre-overburdened",
    "sre-platform-not-talking",
];

/// A large organisation with three teams that know what they are for.
const COMPANY: &str = "\
org: {name: acme, size: large}
people:
  ana: {title: Site Reliability Engineer}
  ben: {title: DevOps Engineer}
  kim: {title: Platform Engineer}
  lea: {title: Platform Engineer}
  oli: {title: Developer}
teams:
  sre:
    discipline: sre
    members: [ana, ben]
    engagement: {model: consulting, with: [payments, platform]}
    duties:
      - {duty: incident-response, level: accountable, scope: org}
      - {duty: slo-definition, level: accountable, scope: org, sharedWith: [payments]}
      - {duty: error-budget, scope: org}
      - on-call
      - monitoring-alerting
    tools: [prometheus, grafana, pagerduty]
  platform:
    discipline: platform
    members: [kim, lea]
    duties: [internal-platform, self-service-infrastructure, golden-paths, ci-cd-pipelines]
    tools: [terraform, jenkins]
  payments:
    discipline: development
    members: [oli]
    duties: [feature-development, {duty: incident-response, scope: own}]
interactions:
  - {from: payments, to: platform, mode: x-as-a-service}
  - {from: sre, to: platform, mode: collaboration}
";

/// Findings of these rules, as `severity rule entity`, sorted.
fn found(outcome: &Outcome) -> Vec<String> {
    let of_files =
        outcome.findings.iter().filter(|finding| !outcome.rules.iter().any(|rule| rule.name == finding.rule));
    let broken: Vec<_> =
        of_files.filter(|finding| finding.severity == Severity::Error).map(|finding| &finding.message).collect();
    assert!(broken.is_empty(), "{broken:?}");
    let ours = outcome.findings.iter().filter(|finding| RULES.contains(&finding.rule.as_str()));
    let mut told: Vec<String> = ours
        .map(|f| format!("{} {} {}", f.severity.as_str(), f.rule, f.entity.as_deref().unwrap_or("several")))
        .collect();
    told.sort();
    told
}

fn changed(from: &str, to: &str) -> Vec<String> {
    assert_eq!(COMPANY.matches(from).count(), 1, "{from}");
    found(&judge("org.yaml", &COMPANY.replace(from, to)))
}

#[test]
fn a_company_that_divides_its_work_gives_no_finding() {
    assert_eq!(found(&judge("org.yaml", COMPANY)), Vec::<String>::new());
}

#[test]
fn an_error_budget_given_to_a_team_that_sees_nothing() {
    let told = changed("ci-cd-pipelines]", "ci-cd-pipelines, {duty: error-budget, scope: own}]");
    assert_eq!(told, ["error error-budget-without-telemetry team:platform/duties/error-budget"]);
}

#[test]
fn self_service_given_to_sre_as_well() {
    let told = changed("      - on-call\n", "      - on-call\n      - self-service-infrastructure\n");
    assert_eq!(told, ["error sre-overburdened team:sre", "warning duty-overlap duty:self-service-infrastructure"]);
}

#[test]
fn sre_and_platform_no_longer_meet() {
    let apart = COMPANY
        .replace("  - {from: sre, to: platform, mode: collaboration}\n", "")
        .replace("[payments, platform]", "[payments]");
    assert_eq!(found(&judge("org.yaml", &apart)), ["warning sre-platform-not-talking disciplines:sre-platform"]);
}

#[test]
fn an_engagement_is_enough_to_meet() {
    assert_eq!(changed("  - {from: sre, to: platform, mode: collaboration}\n", ""), Vec::<String>::new());
}

#[test]
fn an_overburdened_sre_team_is_not_called_conflated_too() {
    let text = "org: {size: large}\nteams:\n  sre:\n    discipline: DISCIPLINE\n    duties: [on-call, slo-definition, golden-paths, internal-platform]\n";
    let told = |discipline| found(&judge("org.yaml", &text.replace("DISCIPLINE", discipline)));
    assert_eq!(told("sre"), ["error sre-overburdened team:sre"]);
    assert_eq!(told("platform"), ["error conflated-sre-platform team:sre"]);
}

#[test]
fn three_people_who_do_everything_are_only_advised() {
    let text = "team: infra\nmembers: [ada, bo, chen]\nduties: [infrastructure-provisioning, incident-response, on-call, monitoring-alerting, developer-tooling]\n";
    assert_eq!(found(&judge("infra.yaml", text)), ["advice conflated-sre-platform team:infra"]);
}

#[test]
fn a_catalog_without_titles_and_disciplines_gives_no_finding() {
    let group = |name| {
        format!(
            "---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {{name: {name}}}\nspec: {{type: team, children: [], members: [{name}-1, {name}-2, {name}-3]}}\n"
        )
    };
    let user = |name: &str| {
        let people = (1..=3).map(|n| {
            format!("---\napiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {{name: {name}-{n}}}\nspec: {{memberOf: [{name}]}}\n")
        });
        people.collect::<String>()
    };
    let catalog: String = ["operations", "delivery"].map(|name| group(name) + &user(name)).concat();
    let outcome = judge("catalog-info.yaml", &catalog);
    assert_eq!(found(&outcome), Vec::<String>::new());
    let mut unjudged: Vec<String> =
        outcome.not_judged().into_iter().map(|one| one.rule).filter(|rule| RULES.contains(&rule.as_str())).collect();
    unjudged.dedup();
    assert_eq!(
        unjudged,
        [
            "conflated-sre-platform",
            "devops-for-everyone",
            "duty-overlap",
            "error-budget-without-telemetry",
            "sre-overburdened"
        ]
    );
}

/// Rules that rest on what a team practises.
const OF_DISCIPLINE: [&str; 12] = [
    "atypical-reporting-line",
    "developers-not-consulted",
    "discipline-kpi-missing",
    "foreign-kpi",
    "incident-lead-not-sre",
    "label-focus-mismatch",
    "missing-engagement-model",
    "missing-tool-capability",
    "platform-pulled-into-incidents",
    "reactive-only-sre",
    "sre-overburdened",
    "sre-platform-not-talking",
];

#[test]
fn what_rests_on_duties_alone_is_advice_and_says_so() {
    let text = "\
org: {complete: [interactions]}
units: {shop: {kind: product}}
teams:
  infra:
    duties: [incident-command, {duty: on-call, scope: org}, {duty: root-cause-analysis, scope: org}]
    tools: [jenkins]
    metrics: [adoption-rate]
    reportsTo: shop
  tools:
    discipline: platform
    duties: [internal-platform]
    tools: [terraform, jenkins]
    metrics: [adoption-rate]
";
    let told = of_rules(&OF_DISCIPLINE, text);
    let mut rules: Vec<&str> = told.iter().filter_map(|line| line.split(' ').next()).collect();
    rules.sort_unstable();
    assert_eq!(
        rules,
        [
            "atypical-reporting-line",
            "discipline-kpi-missing",
            "missing-engagement-model",
            "missing-tool-capability",
            "reactive-only-sre",
            "sre-platform-not-talking"
        ]
    );
    for line in &told {
        assert!(line.contains(" advice: ") && line.contains("by its duties"), "{line}");
    }
    let declared = of_rules(&OF_DISCIPLINE, &text.replace("  infra:\n", "  infra:\n    discipline: sre\n"));
    assert_eq!(declared.len(), told.len());
    assert_eq!(declared.iter().filter(|line| line.contains(" warning: ")).count(), 4, "{declared:#?}");
    assert!(!declared.iter().any(|line| line.contains("by its duties")));
}

#[test]
fn whoever_runs_what_they_build_is_neither_an_sre_nor_a_platform_team() {
    let team = |more: &str| {
        format!(
            "org: {{complete: [interactions]}}\nteams:\n  shop: {{{more}, duties: [feature-development, on-call, incident-response, post-incident-review, slo-definition, error-budget, root-cause-analysis]}}\n  tools: {{discipline: platform, duties: [internal-platform]}}\nincident: {{roles: {{commander: {{team: shop}}}}}}\n"
        )
    };
    for more in
        ["type: stream-aligned", "discipline: development", "discipline: product", "mission: Sell things to people"]
    {
        assert_eq!(of_rules(&OF_DISCIPLINE, &team(more)), [""; 0], "{more}");
        assert_eq!(of_rules(&["conflated-sre-platform", "duty-overlap"], &team(more)), [""; 0], "{more}");
    }
}

#[test]
fn to_say_more_of_one_team_takes_no_finding_about_another_away() {
    let text = "\
org: {size: large}
teams:
  infra: {discipline: sre, duties: [incident-response, on-call, developer-tooling, golden-paths]}
  web: {mission: Sell things to people}
";
    let rules = ["conflated-sre-platform", "label-focus-mismatch", "reactive-only-sre"];
    let before = of_rules(&rules, text);
    assert_eq!(before.len(), 2, "{before:#?}");
    for more in [
        "duties: [incident-response, on-call]",
        "duties: [{duty: incident-response, scope: org}, golden-paths]",
        "discipline: platform, duties: [golden-paths, developer-tooling]",
        "type: stream-aligned, duties: [on-call]",
    ] {
        let after =
            of_rules(&rules, &text.replace("  web: {mission: Sell things to people}", &format!("  web: {{{more}}}")));
        let about_infra: Vec<&String> = after.iter().filter(|line| line.contains("`infra`")).collect();
        assert_eq!(about_infra, before.iter().collect::<Vec<_>>(), "{more}");
    }
}

#[test]
fn what_one_team_or_one_title_shows_is_not_told_of_the_organisation_again() {
    let rules = ["conflated-sre-platform", "devops-for-everyone", "undivided-operations"];
    let names = |members: &str| members.split(", ").map(str::to_owned).collect::<Vec<_>>();
    let of = |duties: &str, title: &str| {
        let (one, other) = ("ana, ben, cem, dia, eli", "fay, gus, hal, ivy, jon");
        let people: Vec<String> =
            names(one).iter().chain(&names(other)).map(|name| format!("{name}: {{title: {title}}}")).collect();
        let text = format!(
            "org: {{size: large}}\npeople: {{{}}}\nteams:\n  one: {{discipline: operations, members: [{one}]{duties}}}\n  \
            other: {{discipline: operations, members: [{other}]}}\n",
            people.join(", ")
        );
        let told = of_rules(&rules, &text);
        told.iter().map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("", "Engineer"), ["undivided-operations warning"]);
    assert_eq!(of("", "DevOps Engineer"), ["devops-for-everyone warning"]);
    let both = ", duties: [{duty: incident-response, scope: org}, golden-paths]";
    assert_eq!(of(both, "Engineer"), ["conflated-sre-platform error"]);
}

#[test]
fn a_label_that_is_in_doubt_is_told_once() {
    let rules = ["devops-not-bridging", "label-focus-mismatch", "permanent-devops-team"];
    let tools = |duties: &str| {
        format!(
            "teams:\n  tools: {{discipline: devops, duties: {duties}}}\n  shop: {{discipline: development}}\n\
             org: {{complete: [interactions]}}\n"
        )
    };
    let named = |duties: &str| -> Vec<String> {
        let told = of_rules(&rules, &tools(duties));
        told.iter().map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(named("[version-control, platform-support, build-systems]"), ["label-focus-mismatch"]);
    assert_eq!(named("[delivery-process]"), ["devops-not-bridging", "permanent-devops-team"]);
}
