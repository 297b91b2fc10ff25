//! What the pages about objectives say of a whole organisation, each with one thing changed.

use super::incidents::{COMPANY, with};

#[test]
fn a_critical_service_without_objective() {
    let line = COMPANY.lines().find(|line| line.contains("checkout-orders")).expect("the objective");
    assert_eq!(
        with(&format!("{line}\n"), ""),
        ["missing-slo warning: `checkout` has no service level objective, although it is of tier 1 (`maxTier` is 2)"]
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
            "response-exceeds-error-budget warning: `ledger-bookings` allows 12.9m of failure in 90 days (`quarterDays`), and it takes 13m until somebody answers for `ledger` if the first page is missed: that outage alone breaks the objective"
        ]
    );
}
