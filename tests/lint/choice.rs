//! Which findings are left when somebody chooses.

use teamlint::{Choice, Counts, Date, Input, Linter, NoSuch, Options, Outcome, Setup, Severity};

const TEAMS: &str = "\
teams:
  payments:
    mission: Take money
    members: [ana, ben, chen, dana, eli]
    flavour: x
  web:
    members: [fay, gus, hana, ines, jan]
  search: {members: [kim, lars, mia, noa, oz], weather: fine}
people:
  ana: {title: Engineer, hobby: chess}
  kim: {team: payments}
";

const SERVICES: &str = "\
services:
  ledger: {owner: payments, tier: 1, colour: red}
  shop:
    owner: web
    tier: 1
    dependsOn: [ledger]
  lost: {}
slos:
  ledger-up: {service: ledger, target: 99.9}
rotations:
  payments: {team: payments, participants: [ana, ben], coverage: 24x7, turn: 1w}
";

fn input() -> Input {
    Input::texts([("org/teams.yaml", TEAMS), ("org/services.yaml", SERVICES)])
}

fn judged() -> Outcome {
    Linter::new(Setup::built_in(), day()).check(&input())
}

fn day() -> Date {
    jiff::civil::date(2026, 6, 15)
}

fn choice(set: impl FnOnce(&mut Choice)) -> Choice {
    let mut choice = Choice::default();
    set(&mut choice);
    choice
}

fn chosen(choice: &Choice) -> Outcome {
    let mut outcome = judged();
    outcome.choose(choice).expect("a choice of what there is");
    outcome
}

/// Rule and entity of what is left, or what is written at its place.
fn left(outcome: &Outcome) -> Vec<String> {
    let about = |finding: &teamlint::Finding| match &finding.entity {
        Some(entity) => entity.clone(),
        None => outcome.text(finding.place()).to_owned(),
    };
    outcome.findings.iter().map(|finding| format!("{} {}", finding.rule, about(finding))).collect()
}

#[test]
fn without_a_choice_everything_stays_and_nothing_is_counted() {
    let outcome = chosen(&Choice::default());
    assert_eq!(left(&outcome), left(&judged()));
    assert_eq!((outcome.summary.left_out, outcome.summary.for_later), (None, None));
}

#[test]
fn a_rule_or_diagnostic_is_chosen_by_name_and_the_others_are_counted() {
    let rules = |names: &[&str]| choice(|it| it.rules = names.iter().map(|&name| name.to_owned()).collect());
    let outcome = chosen(&rules(&["unowned-service", "unknown-field"]));
    assert_eq!(
        left(&outcome),
        [
            "unknown-field colour",
            "unowned-service service:lost",
            "unknown-field flavour",
            "unknown-field weather",
            "unknown-field hobby"
        ]
    );
    let counts = Counts::of(&judged().findings);
    let kept = Counts::of(&outcome.findings);
    assert_eq!(
        outcome.summary.left_out,
        Some(Counts {
            errors: counts.errors - kept.errors,
            warnings: counts.warnings - kept.warnings,
            advice: counts.advice - kept.advice
        })
    );
}

#[test]
fn a_family_is_that_of_the_rule_s_page_and_diagnostics_have_one_too() {
    let families = |name: &str| choice(|it| it.families = vec![name.to_owned()]);
    let reading = chosen(&families("reading"));
    assert!(reading.findings.iter().all(|finding| finding.info.is_none()));
    assert_eq!(reading.findings.len(), judged().findings.iter().filter(|one| one.info.is_none()).count());
    let on_call = chosen(&families("on-call"));
    assert!(!on_call.findings.is_empty());
    assert!(on_call.findings.iter().all(|one| one.info.as_ref().is_some_and(|info| info.family == "on-call")));
}

#[test]
fn a_team_is_what_it_owns_and_runs_and_its_members() {
    let team = |name: &str| choice(|it| it.teams = vec![name.to_owned()]);
    let outcome = chosen(&team("payments"));
    let found = left(&outcome);
    for expected in [
        "unknown-field flavour",
        "unknown-field hobby",
        "unknown-field colour",
        "no-backup rotation:payments",
        "rotation-too-small pool:payments",
        "on-call-overload person:ana",
        "slo-without-owner slo:ledger-up",
    ] {
        let is_there = found.iter().any(|one| one == expected);
        let is_found = left(&judged()).iter().any(|one| one == expected);
        assert!(is_there || !is_found, "{expected}: {found:#?}");
    }
    assert!(found.contains(&"no-backup rotation:payments".to_owned()), "{found:#?}");
    assert!(found.contains(&"unknown-field colour".to_owned()), "{found:#?}");
    for other in ["service:shop", "service:lost", "weather", "team:web", "team:search"] {
        assert!(found.iter().all(|one| !one.ends_with(other)), "{other}: {found:#?}");
    }
    assert_eq!(left(&chosen(&team("team:payments"))), found);
    assert_eq!(left(&chosen(&team("PAYMENTS"))), found);
    let search = left(&chosen(&team("search")));
    assert!(search.contains(&"unknown-field weather".to_owned()), "{search:#?}");
}

#[test]
fn several_teams_add_up_and_with_other_choices_they_narrow() {
    let of = |teams: &[&str], severity| {
        let it = choice(|it| {
            it.teams = teams.iter().map(|&team| team.to_owned()).collect();
            it.min_severity = severity;
        });
        left(&chosen(&it)).len()
    };
    let both = of(&["payments", "search"], None);
    assert!(both > of(&["payments"], None) && both > of(&["search"], None));
    assert!(of(&["payments"], Some(Severity::Warning)) < of(&["payments"], None));
}

#[test]
fn a_team_of_a_catalog_is_named_with_or_without_its_namespace() {
    let catalog = "\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payments, namespace: shop}
spec: {type: team, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger}
spec: {type: service, lifecycle: production, owner: shop/payments, dependsOn: [component:gone]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: lost}
spec: {type: service, lifecycle: production, owner: nowhere, dependsOn: [component:away]}
";
    let of = |team: &str| {
        let input = Input::texts([("catalog-info.yaml", catalog)]);
        let mut outcome = Linter::new(Setup::built_in(), day()).check(&input);
        outcome.choose(&choice(|it| it.teams = vec![team.to_owned()])).map(|()| left(&outcome))
    };
    let found = of("shop/payments").expect("its id");
    assert!(!found.is_empty());
    assert!(found.iter().all(|one| !one.contains("lost") && !one.contains("away")), "{found:#?}");
    assert_eq!(of("payments"), Ok(found.clone()));
    assert_eq!(of("team:shop/payments"), Ok(found));
    let told = of("paymnts").map_err(|no_such| no_such.to_string());
    assert_eq!(told, Err("there is no team `paymnts`; did you mean `payments`?".to_owned()));
}

#[test]
fn a_path_chooses_by_every_label() {
    let only = |paths: &[&str]| choice(|it| it.only = paths.iter().map(Into::into).collect());
    let services = chosen(&only(&["./org/services.yaml"]));
    let has_label = |outcome: &Outcome, finding: &teamlint::Finding| {
        finding.labels.iter().any(|label| outcome.locate(label.place).path == "org/services.yaml")
    };
    assert!(!services.findings.is_empty());
    assert!(services.findings.iter().all(|finding| has_label(&services, finding)));
    let all = judged();
    assert_eq!(services.findings.len(), all.findings.iter().filter(|finding| has_label(&all, finding)).count());
    assert!(
        services.findings.iter().any(|one| services.locate(one.place()).path == "org/teams.yaml")
            || all
                .findings
                .iter()
                .all(|one| !has_label(&all, one) || all.locate(one.place()).path == "org/services.yaml")
    );
    for everything in ["org", "org/", ".", "./org/../org"] {
        assert_eq!(left(&chosen(&only(&[everything]))), left(&all), "{everything}");
    }
    assert_eq!(left(&chosen(&only(&["org/team"]))), [""; 0], "half a name is no path");
}

#[test]
fn severity_is_the_lowest_that_is_left() {
    let least = |severity| chosen(&choice(|it| it.min_severity = Some(severity)));
    assert_eq!(left(&least(Severity::Advice)), left(&judged()));
    let errors = least(Severity::Error);
    assert!(!errors.findings.is_empty());
    assert!(errors.findings.iter().all(|finding| finding.severity == Severity::Error));
}

#[test]
fn what_does_not_exist_cannot_be_chosen_and_nothing_is_left_out() {
    let refused = |it: &Choice| {
        let mut outcome = judged();
        let no_such: NoSuch = outcome.choose(it).expect_err("a choice of what there is not");
        assert_eq!(left(&outcome), left(&judged()));
        no_such.to_string()
    };
    let name = |name: &str| vec![name.to_owned()];
    assert_eq!(
        refused(&choice(|it| it.rules = name("no-backups"))),
        "there is no rule `no-backups`; did you mean `no-backup`?"
    );
    assert_eq!(
        refused(&choice(|it| it.rules = name("zebra"))),
        "there is no rule `zebra`; `teamlint rules` lists them"
    );
    assert_eq!(
        refused(&choice(|it| it.families = name("on-cal"))),
        "there is no family `on-cal`; did you mean `on-call`?"
    );
    assert!(refused(&choice(|it| it.families = name("zebra"))).contains("there are `drift`, `incidents`, `on-call`, "));
    assert_eq!(
        refused(&choice(|it| it.teams = name("paymetns"))),
        "there is no team `paymetns`; did you mean `payments`?"
    );
    assert!(refused(&choice(|it| it.teams = name("zebra"))).starts_with("there is no team `zebra`; "));
}

#[test]
fn what_could_not_be_read_is_never_left_out() {
    let broken = input().with_text("org/broken.yaml", "teams: {a: {members: [x\n");
    let input = Input::texts([("org/teams.yaml", TEAMS), ("org/broken.yaml", "teams: {a: {members: [x\n")]);
    for input in [broken, input] {
        let mut outcome = Linter::new(Setup::built_in(), day()).check(&input);
        let is_broken = |outcome: &Outcome| outcome.findings.iter().filter(|one| one.rule == "syntax-error").count();
        let before = is_broken(&outcome);
        outcome
            .choose(&choice(|it| {
                it.rules = vec!["no-backup".to_owned()];
                it.teams = vec!["web".to_owned()];
                it.only = vec!["elsewhere".into()];
            }))
            .expect("a choice of what there is");
        assert_eq!(is_broken(&outcome), before);
    }
}

#[test]
fn a_first_run_shows_errors_and_ten_others_and_counts_what_is_for_later() {
    let services: String = (0..30).map(|n| format!("  s{n}: {{owner: web, tier: 1, colour: red}}\n")).collect();
    let lost = "  lost: {}\n  gone: {}\n";
    let pager = "rotations: {web: {team: web, participants: [a, b], coverage: 24x7, turn: 1w}}";
    let teams = "teams: {web: {mission: m, members: [a, b, c, d, e]}}";
    let text = format!("{teams}\n{pager}\nservices:\n{services}{lost}");
    let input = Input::texts([("org.yaml", text)]);
    let mut options = Options::default();
    options.profile = Some("starter".to_owned());
    let judged = || Linter::new(Setup::of(&input, &options), day()).check(&input);
    let everything = judged();
    let mut first = judged();
    first.choose(&Choice::default()).expect("nothing is named");
    let all = Counts::of(&everything.findings);
    let shown = Counts::of(&first.findings);
    assert!(all.warnings + all.advice > 30 && all.errors >= 2, "{all:?}");
    assert_eq!((shown.errors, shown.warnings + shown.advice), (all.errors, 10));
    let later = first.summary.for_later.expect("some are for later");
    assert_eq!(later.all(), all.all() - shown.all());
    let rules: std::collections::BTreeSet<&str> = first.findings.iter().map(|one| one.rule.as_str()).collect();
    let warned: std::collections::BTreeSet<&str> = everything
        .findings
        .iter()
        .filter(|one| one.severity == Severity::Warning)
        .map(|one| one.rule.as_str())
        .collect();
    assert!(warned.len() > 1 && warned.iter().all(|rule| rules.contains(rule)), "{warned:?} {rules:?}");

    let mut all_of_it = judged();
    all_of_it.choose(&choice(|it| it.all = true)).expect("nothing is named");
    assert_eq!((left(&all_of_it), all_of_it.summary.for_later), (left(&everything), None));
}

#[test]
fn statistics_count_by_rule_family_and_team() {
    let outcome = judged();
    let statistics = outcome.statistics();
    let sum = |rows: &[teamlint::Row]| rows.iter().map(|row| row.counts.all()).sum::<usize>();
    assert_eq!(sum(&statistics.rules), outcome.findings.len());
    assert_eq!(sum(&statistics.families), outcome.findings.len());
    assert!(sum(&statistics.teams) >= outcome.findings.len(), "one about several teams counts for each");
    let teams: Vec<Option<&str>> = statistics.teams.iter().map(|row| row.name.as_deref()).collect();
    assert!(teams.contains(&Some("payments")), "{teams:?}");
    assert_eq!(teams.last(), Some(&None), "what is of no team comes last");
    for row in statistics.teams.iter().filter_map(|row| row.name.clone()) {
        let of_team = chosen(&choice(|it| it.teams = vec![row.clone()])).findings.len();
        let counted = statistics.teams.iter().find(|one| one.name.as_ref() == Some(&row)).map(|one| one.counts.all());
        assert_eq!(Some(of_team), counted, "{row}");
    }
}
