//! What the pages about owners and duties say beside those about incidents: one cause is one finding.

use super::incidents::{COMPANY, of_rules, with};
use crate::support::world::check_file;

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
    let rules = ["incident-support-missing", "owner-not-on-call", "support-without-readiness"];
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

#[test]
fn unowned_reviews_are_not_an_unassigned_duty_besides() {
    let rules = ["post-incident-review-unowned", "unassigned-duty"];
    let unowned = COMPANY.replace("post-incident-review, ", "").replace("owner: sre, feedsInto", "feedsInto");
    let others = "`ci-cd-pipelines` (usually platform), `developer-tooling` (usually platform), `incident-response` (usually sre), \
                  `infrastructure-provisioning` (usually platform), `monitoring-alerting` (usually sre)";
    let unassigned = |count: usize, others: &str| {
        format!(
            "unassigned-duty advice: no team is responsible or accountable for {count} of the `required` duties, so that nobody can be asked for them: {others}"
        )
    };
    let without_reviews = unassigned(5, others);
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
    let all = format!("{others}, `post-incident-review` (usually sre)");
    assert_eq!(of_rules(&rules, &no_process), [unassigned(6, &all)]);
}

#[test]
fn a_runbook_that_is_still_to_be_written_is_none() {
    let told = |runbook: &str| {
        let text = format!(
            "services: {{web: {{owner: a, tier: 1, rotation: r, runbook: {runbook}}}}}\nteams: {{a: {{members: [x]}}}}\nrotations: {{r: {{team: a}}}}\n"
        );
        of_rules(&["missing-runbook"], &text).len()
    };
    assert_eq!(["TODO", "\"\"", "n/a", "\"?\""].map(told), [1; 4]);
    assert_eq!(["https://wiki.example/web", "docs/todo.md", "[a, b]", "{path: x}"].map(told), [0; 4]);
}

#[test]
fn a_critical_service_that_pages_nobody_is_told_instead_of_its_owner_s_duty() {
    let rules = ["duty-without-rotation", "owner-not-on-call", "unpaged-critical-service"];
    let org = |service: &str| {
        format!(
            "teams:\n  web: {{members: [ana, ben], duties: [{{duty: on-call, scope: own}}]}}\n  ops: {{members: [cem, dia]}}\n\
            services:\n  shop: {{owner: web{service}}}\nrotations:\n  ops: {{team: ops, services: [], participants: [cem, dia]}}\n"
        )
    };
    let duty = "duty-without-rotation warning: `web` is responsible for `on-call`, and nobody in it takes turns: its people are in 0 of 1 rotation";
    assert_eq!(of_rules(&rules, &org(", tier: 3")), [duty]);
    assert_eq!(
        of_rules(&rules, &org(", tier: 2")),
        [
            "unpaged-critical-service warning: `shop` is a tier-2 service, and nobody is paged for it: it has no rotation and no escalation, and `web`, its owner, has no rotation for all it owns"
        ]
    );
    assert_eq!(
        of_rules(&rules, &org(", tier: 2, rotation: ops")),
        ["owner-not-on-call warning: `shop` is a tier-2 service, and `web`, its owner, is never paged for it"]
    );
}

#[test]
fn who_is_on_call_for_a_team_that_is_not_theirs_is_not_also_told_to_lack_access() {
    let rules = ["outsider-on-call", "unready-on-call"];
    let org = "\
teams:
  data: {members: [ravi, maren], access: [reports-db]}
  warehouse: {members: [anton, birgit], access: [warehouse-db]}
people: {ravi: {onCallReady: true}, maren: {onCallReady: true}, anton: {onCallReady: true}, birgit: {onCallReady: true}}
services:
  stock: {owner: warehouse, access: [warehouse-db]}
rotations:
  warehouse: {team: warehouse, services: [stock], participants: [anton, ravi]}
";
    assert_eq!(
        of_rules(&rules, org),
        [
            "outsider-on-call warning: `ravi` takes turns in `warehouse` and is in `data`, which neither runs that rotation nor owns or supports what it answers for"
        ]
    );
    let colleague = org.replace("members: [anton, birgit]", "members: [anton, birgit, ravi]");
    assert_eq!(of_rules(&rules, &colleague), [""; 0], "both teams have it together");
    let locked_out = org.replace("access: [warehouse-db]}\npeople", "access: [nothing]}\npeople");
    assert_eq!(of_rules(&rules, &locked_out).len(), 2, "where the others lack it as well, that is another matter");
}

#[test]
fn rotations_that_one_is_at_home_in_are_not_told_where_another_cannot_be_read() {
    let org = "\
teams:
  data: {members: [ravi, maren]}
  search: {members: [anton, birgit]}
services:
  find: {owner: search}
rotations:
  data: {team: data, participants: [ravi, maren]}
  search: {team: search, participants: [anton, ravi]}
";
    let told = "outsider-on-call warning: `ravi` takes turns in `search` and is in `data`, which neither runs that rotation nor owns or supports what it answers for";
    assert_eq!(of_rules(&["outsider-on-call"], org), [told]);
    // Whether `ravi` is in that one as well is not known; that he may be in `data` is no question.
    let unread = format!("{org}  third: {{team: search, participants: [[x]]}}\n");
    let outcome = check_file("org.yaml", &unread);
    let found = outcome.findings.iter().find(|finding| finding.rule == "outsider-on-call").expect("it is told");
    assert!(found.values.iter().any(|(name, value)| name == "rotations" && value == "search, ?"), "{:?}", found.values);
}
