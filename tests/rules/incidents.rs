//! What the pages about incidents and objectives say of a whole organisation: nothing, until one thing is changed.

/// SREs who lead, developers who own two services, and a platform beneath them.
const COMPANY: &str = "\
teams:
  sre:
    discipline: sre
    members: [ana, ben, cem]
    duties: [incident-command, post-incident-review, on-call]
  payments:
    discipline: development
    members: [oli, pia, quinn]
    duties: [feature-development]
  tools:
    discipline: platform
    members: [jon, kim]
    duties: [internal-platform]
services:
  checkout:
    owner: payments
    tier: 1
    platform: paved
    dependsOn: [{service: ledger, hard: true}]
    escalation: payments-critical
    supportedBy: sre
    experts: [oli, pia]
  ledger:
    owner: payments
    tier: 1
    platform: paved
    escalation: payments-critical
    experts: [oli, quinn]
platforms:
  paved: {owner: tools, slo: paved-deploy}
rotations:
  sre-week: {team: sre, services: [checkout, ledger], coverage: 24x7, responseMinutes: 5, participants: [ana, ben, cem]}
escalations:
  payments-critical:
    levels:
      - {targets: [{rotation: sre-week}], timeout: 5m}
      - {targets: [{team: payments}]}
incident:
  severities:
    sev1: {pages: [{escalation: payments-critical}], review: required}
    sev2: {pages: [{escalation: payments-critical}], review: required}
    sev3: {pages: []}
  roles:
    commander: {team: sre}
    operations: {team: payments}
    responders: [{team: payments}, {team: tools}]
  review: {owner: sre, feedsInto: [platform:paved]}
slos:
  checkout-orders: {service: checkout, target: 0.9995, owner: payments, agreedBy: [sre, payments], errorBudgetPolicy: {onExhaustion: freeze, approver: sre}}
  ledger-bookings: {service: ledger, target: 0.9999, agreedBy: [payments], errorBudgetPolicy: {onExhaustion: freeze, approver: sre}}
  paved-deploy: {target: 0.995, agreedBy: [tools], errorBudgetPolicy: {owner: tools, onExhaustion: freeze, approver: sre}}
";

/// Findings of these families, and of rules that could tell the same, as `rule severity: message`, after one part of the
/// organisation was replaced by another.
fn with(part: &str, by: &str) -> Vec<String> {
    assert!(COMPANY.contains(part), "no `{part}` to replace");
    let mut told = all_told(&COMPANY.replacen(part, by, 1));
    told.retain(|(family, line)| {
        matches!(family.as_deref(), None | Some("incidents" | "slo"))
            || ["no-backup ", "unowned-service "].iter().any(|rule| line.starts_with(rule))
    });
    told.into_iter().map(|(_, line)| line).collect()
}

/// Findings of some rules in an organisation.
fn of_rules(rules: &[&str], organisation: &str) -> Vec<String> {
    let mut told = all_told(organisation);
    told.retain(|(_, line)| rules.iter().any(|rule| line.split(' ').next() == Some(rule)));
    told.into_iter().map(|(_, line)| line).collect()
}

/// All findings, each with the family of its rule.
fn all_told(organisation: &str) -> Vec<(Option<String>, String)> {
    let outcome = crate::support::world::check_file("org.yaml", organisation);
    let told = outcome.findings.iter().map(|finding| {
        let family = outcome.rules.iter().find(|rule| rule.name == finding.rule).map(|rule| rule.info.family.clone());
        (family, format!("{} {}: {}", finding.rule, finding.severity.as_str(), finding.message))
    });
    told.collect()
}

#[test]
fn nothing_is_wrong_with_it() {
    assert_eq!(with("teams:", "teams:"), [] as [&str; 0]);
}

#[test]
fn developers_lead() {
    assert_eq!(
        with("commander: {team: sre}", "commander: {team: tools}"),
        [
            "incident-lead-not-sre warning: incidents are led by `tools` (platform), although `sre` could: `allowedDisciplines` is sre"
        ]
    );
}

#[test]
fn nobody_leads() {
    let without = COMPANY.replace("    commander: {team: sre}\n", "");
    assert_ne!(without, COMPANY);
    assert_eq!(
        with(COMPANY, &without.replace("incident-command, ", "")),
        [
            "missing-incident-commander warning: nobody commands incidents, although `sev1` and `sev2` are declared, and `maxSev` is 2"
        ]
    );
}

#[test]
fn the_duty_is_a_commander() {
    assert_eq!(with("    commander: {team: sre}\n", ""), [] as [&str; 0]);
}

#[test]
fn the_platform_team_is_not_called() {
    assert_eq!(
        with(", {team: tools}]", "]"),
        [
            "incident-support-missing advice: when `checkout` or `ledger` fails, nobody calls `tools`, whose platform it stands on (`require`)"
        ]
    );
}

#[test]
fn the_shift_that_leads_repairs_as_well() {
    assert_eq!(
        with(
            "commander: {team: sre}\n    operations: {team: payments}",
            "commander: {rotation: sre-week}\n    operations: {rotation: sre-week}"
        ),
        [
            "commander-is-resolver warning: whoever is on call there commands incidents and is operations in the same incident"
        ]
    );
}

#[test]
fn nobody_owns_reviews() {
    let without = COMPANY.replace("post-incident-review, ", "").replace("owner: sre, feedsInto", "feedsInto");
    assert_eq!(
        with(COMPANY, &without),
        [
            "post-incident-review-unowned warning: nobody owns the review of incidents, although `sev1` and `sev2` ask for one (`maxSev` is 2)"
        ]
    );
}

#[test]
fn reviews_lead_nowhere() {
    assert_eq!(
        with(", feedsInto: [platform:paved]", ""),
        [
            "open-incident-loop advice: incidents are reviewed, and nothing says where the results go: `feedsInto` of the review is missing"
        ]
    );
}

#[test]
fn everybody_is_woken() {
    assert_eq!(
        with("sev3: {pages: []}", "sev3: {pages: [{all: true}]}"),
        ["everyone-paged warning: `sev3` pages everybody; a severity may page at most 4 teams (`maxTeams`)"]
    );
}

#[test]
fn one_person_knows_both_services() {
    assert_eq!(
        with(COMPANY, &COMPANY.replace("[oli, pia]\n", "[oli]\n").replace("[oli, quinn]\n", "[oli]\n")),
        [
            "hero-dependency warning: `oli` is the only expert for 2 services, `checkout` and `ledger`; it becomes a risk at 2 (`minServices`)"
        ]
    );
}

#[test]
fn one_person_on_every_level_has_no_backup_and_is_no_hero_besides() {
    let alone = COMPANY.replace("[{rotation: sre-week}], timeout: 5m", "[{person: oli}], timeout: 5m");
    assert_eq!(
        with(COMPANY, &alone.replace("[{team: payments}]}\nincident", "[{person: oli}]}\nincident")),
        [
            "no-backup warning: `sre-week` has no backup: no escalation pages it, and it has no secondary layer",
            "no-backup warning: every level of `payments-critical` reaches only `oli`",
        ]
    );
}

#[test]
fn a_critical_service_without_objective() {
    let line = COMPANY.lines().find(|line| line.contains("checkout-orders")).expect("the objective");
    assert_eq!(
        with(&format!("{line}\n"), ""),
        ["missing-slo warning: `checkout` has no service level objective, although it is of tier 1 (`maxTier` is 2)"]
    );
}

#[test]
fn an_unowned_service_is_told_once_whatever_it_promised() {
    assert_eq!(
        with("  ledger:\n    owner: payments\n", "  ledger:\n"),
        ["unowned-service error: `ledger` has no owner"]
    );
    assert_eq!(
        with("paved: {owner: tools, slo: paved-deploy}", "paved: {slo: paved-deploy}"),
        ["unowned-service error: platform `paved` has no owner"]
    );
}

#[test]
fn an_objective_about_nothing() {
    assert_eq!(
        with(
            "slos:\n",
            "slos:\n  journey: {target: 0.9, errorBudgetPolicy: {owner: sre, onExhaustion: talk, approver: sre}}\n"
        ),
        [
            "slo-without-owner warning: nobody answers for `journey`: it has no owner, and is about no service or platform that has one"
        ]
    );
}

#[test]
fn the_owner_did_not_agree() {
    assert_eq!(
        with("agreedBy: [payments]", "agreedBy: [sre]"),
        ["unilateral-slo advice: `ledger-bookings` was agreed by `sre`, but not by `payments`"]
    );
}

#[test]
fn a_budget_without_consequences() {
    assert_eq!(
        with(", errorBudgetPolicy: {onExhaustion: freeze, approver: sre}", ""),
        [
            "missing-error-budget-policy advice: nothing says what happens when the error budget of `checkout-orders` is spent"
        ]
    );
}

#[test]
fn a_promise_on_sand() {
    assert_eq!(
        with("ledger-bookings: {service: ledger, target: 0.9999", "ledger-bookings: {service: ledger, target: 0.999"),
        [
            "slo-exceeds-dependency warning: `checkout` promises 99.95 % and cannot do without `ledger`, which promises 99.9 %"
        ]
    );
}

#[test]
fn too_slow_for_four_nines() {
    assert_eq!(
        with("timeout: 5m", "timeout: 8m"),
        [
            "response-exceeds-error-budget warning: `ledger-bookings` allows 13.0m of failure in 90 days (`quarterDays`), and it takes 13m until somebody answers for `ledger`"
        ]
    );
}

#[test]
fn unowned_reviews_are_not_an_unassigned_duty_besides() {
    let rules = ["post-incident-review-unowned", "unassigned-duty"];
    let unowned = COMPANY.replace("post-incident-review, ", "").replace("owner: sre, feedsInto", "feedsInto");
    let others = "`ci-cd-pipelines` (usually platform), `developer-tooling` (usually platform), `incident-response` (usually sre), \
                  `infrastructure-provisioning` (usually platform), `monitoring-alerting` (usually sre)";
    let unassigned = |count: usize, others: &str| {
        format!(
            "unassigned-duty advice: no team is responsible or accountable for {count} of the `required` duties: {others}"
        )
    };
    let without_reviews = unassigned(6, &format!("{others}, `slo-definition` (usually sre)"));
    assert_eq!(
        of_rules(&rules, &unowned),
        [
            &without_reviews,
            "post-incident-review-unowned warning: nobody owns the review of incidents, although `sev1` and `sev2` ask for one (`maxSev` is 2)"
        ]
    );
    let role_alone = COMPANY.replace("post-incident-review, ", "");
    assert_eq!(of_rules(&rules, &role_alone), [without_reviews]);
    let (process, rest) = unowned.split_once("incident:\n").unwrap();
    let no_process = format!("{process}{}", &rest[rest.find("slos:").unwrap()..]);
    let all = format!("{others}, `post-incident-review` (usually sre), `slo-definition` (usually sre)");
    assert_eq!(of_rules(&rules, &no_process), [unassigned(7, &all)]);
}

#[test]
fn whoever_alone_knows_two_services_is_told_once() {
    let rules = ["bus-factor", "hero-dependency"];
    let one = COMPANY.replace("[oli, pia]\n", "[oli]\n");
    assert_eq!(of_rules(&rules, &one), ["bus-factor warning: `checkout` is known to only `oli`; `min` is 2 people"]);
    assert_eq!(
        of_rules(&rules, &one.replace("[oli, quinn]\n", "[oli]\n")),
        [
            "hero-dependency warning: `oli` is the only expert for 2 services, `checkout` and `ledger`; it becomes a risk at 2 (`minServices`)"
        ]
    );
}

#[test]
fn an_owner_who_is_never_paged_is_told_once() {
    let rules = ["incident-support-missing", "owner-not-on-call"];
    let silent = COMPANY
        .replace("      - {targets: [{team: payments}]}\n", "      - {targets: [{person: ana}]}\n")
        .replace("    operations: {team: payments}\n", "")
        .replace("responders: [{team: payments}, {team: tools}]", "responders: [{team: tools}]")
        .replace("    supportedBy: sre\n", "");
    let owner = ["checkout", "ledger"].map(|service| {
        format!("owner-not-on-call warning: `{service}` is a tier-1 service, and `payments`, its owner, is never paged for it")
    });
    assert_eq!(of_rules(&rules, &silent), owner);
    let platform_too = of_rules(&rules, &silent.replace("responders: [{team: tools}]", "responders: []"));
    assert!(
        platform_too[..].iter().any(|line| line.contains("`tools`, whose platform it stands on")),
        "{platform_too:?}"
    );
}
