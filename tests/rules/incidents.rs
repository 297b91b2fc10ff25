//! What the pages about incidents say of a whole organisation: nothing, until one thing is changed.

/// SREs who lead, developers who own two services, and a platform beneath them.
pub const COMPANY: &str = "\
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
pub fn with(part: &str, by: &str) -> Vec<String> {
    assert!(COMPANY.contains(part), "no `{part}` to replace");
    let mut told = all_told(&COMPANY.replacen(part, by, 1));
    told.retain(|(family, line)| {
        matches!(family.as_deref(), None | Some("incidents" | "slo"))
            || ["no-backup ", "unowned-service "].iter().any(|rule| line.starts_with(rule))
    });
    told.into_iter().map(|(_, line)| line).collect()
}

/// Findings of some rules in an organisation.
pub fn of_rules(rules: &[&str], organisation: &str) -> Vec<String> {
    let mut told = all_told(organisation);
    told.retain(|(_, line)| rules.iter().any(|rule| line.split(' ').next() == Some(rule)));
    told.into_iter().map(|(_, line)| line).collect()
}

/// All findings, each with the family of its rule.
fn all_told(organisation: &str) -> Vec<(Option<String>, String)> {
    let outcome = crate::support::world::check_file("org.yaml", organisation);
    let told = outcome.findings.iter().map(|finding| {
        let family = outcome.rules.iter().find(|rule| rule.name == finding.rule).map(|rule| rule.family.clone());
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
