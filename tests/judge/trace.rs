//! What `explain RULE ENTITY` tells is what `check` judged: for every rule and every entity of whole organisations.

use std::collections::HashSet;
use std::path::PathBuf;

use teamlint::Outcome;
use teamlint::judge::trace::{Outcome as Came, Shown, Trace, Verdict};
use teamlint::rule::severity::Level;

use crate::support::world::check_paths;

fn outcome(path: &str) -> Outcome {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    let as_of = jiff::civil::date(2026, 6, 1);
    check_paths(vec![path], as_of)
}

fn traced(of: &Outcome, rule: &str, entity: &str) -> Option<Trace> {
    let rule = of.rules.iter().find(|other| other.name == rule)?;
    of.trace(rule, entity).ok()
}

/// Whether the parts that are shown lead to the verdict that is told.
fn agrees(trace: &Trace) -> bool {
    let on = |case: &&teamlint::judge::trace::CaseTrace| {
        case.severity.as_ref().is_none_or(|chosen| chosen.level != Level::Off)
    };
    let came = |wanted| trace.cases.iter().filter(on).any(|case| case.outcome == wanted);
    let off = trace.cases.iter().any(|case| !on(&case));
    match &trace.verdict {
        Verdict::Fails(..) => came(Came::Fails),
        Verdict::NotJudged(wanting) => !wanting.is_empty() && (came(Came::Unknown) || came(Came::Fails)),
        Verdict::Holds => !came(Came::Fails) && !came(Came::Unknown) && (came(Came::Holds) || off),
        Verdict::NotApplicable => trace.cases.iter().all(|case| case.outcome == Came::NotApplicable),
        Verdict::Off(_) => true,
        Verdict::Outside(_) => trace.cases.is_empty(),
        Verdict::OutOfSteps => false,
    }
}

#[test]
fn a_verdict_follows_from_its_parts_and_is_that_of_a_run_over_everything() {
    for path in ["examples/acme", "examples/backstage", "tests/fixtures/harbour-bikes.yaml"] {
        let of = outcome(path);
        let not_judged: HashSet<(String, String)> =
            of.not_judged().into_iter().filter_map(|one| Some((one.rule, one.entity?))).collect();
        let mut traces = 0;
        for rule in of.rules.iter() {
            let kinds = rule.cases.iter().map(|case| case.kind).filter(|&kind| of.org.count(kind) > 0);
            let mut entities: Vec<String> =
                kinds.flat_map(|kind| of.org.all(kind)).map(|entity| of.org.stable_id(entity)).collect();
            entities.extend(not_judged.iter().filter(|(name, _)| *name == rule.name).map(|(_, entity)| entity.clone()));
            let own = of.findings.iter().filter(|finding| finding.rule == rule.name);
            entities.extend(own.filter_map(|finding| finding.entity.clone()));
            entities.sort();
            entities.dedup();
            for entity in &entities {
                let Some(trace) = traced(&of, &rule.name, entity) else { continue };
                traces += 1;
                assert!(agrees(&trace), "{path}: {} {entity}: {trace:#?}", rule.name);
                let wanting = not_judged.contains(&(rule.name.clone(), trace.entity.clone()));
                assert_eq!(matches!(trace.verdict, Verdict::NotJudged(_)), wanting, "{path}: {} {entity}", rule.name);
                let mut own = of.findings.iter().filter(|finding| finding.rule == rule.name);
                match &trace.verdict {
                    Verdict::Fails(finding, Shown::Alone) => {
                        assert!(own.any(|other| other == &**finding), "{path}: {} {entity}", rule.name);
                    }
                    Verdict::Fails(_, Shown::Merged(message)) => {
                        assert!(own.any(|other| &other.message == message), "{path}: {} {entity}", rule.name);
                    }
                    Verdict::Fails(_, Shown::Superseded(by)) => {
                        assert!(!by.is_empty(), "{path}: {} {entity} is left out by no rule", rule.name);
                    }
                    _ => {
                        let told = own.any(|finding| finding.entity.as_ref() == Some(&trace.entity));
                        assert!(!told, "{path}: {} {entity} was found fault with", rule.name);
                    }
                }
            }
        }
        assert!(traces * 2 >= of.summary.judgements, "{path}: only {traces} judgements were traced");
    }
}
