//! Who owns what is what is declared, whatever is asked, lived with or in the baseline.

use teamlint::audit::ownership::Owned;
use teamlint::lint::Outcome;

use crate::support::audits::{TODAY, audited, judged, known, page, section};
use crate::support::world::Folder;

const ORG: &str = "teams: {a: {members: [ana]}}
services:
  alone: {lifecycle: production}
  of-ghost: {owner: ghost}
  of-both: {owner: [a, ghost]}
  good: {owner: a}
";

/// What stands in the ten lines of owners.
fn line(outcome: &Outcome, about: &str) -> (Option<String>, Option<String>) {
    audited(outcome, false, |_, audit| {
        let line = audit.organisation.lines.iter().find(|line| line.about == about).expect(about);
        (line.says.clone(), line.unknown.clone())
    })
}

fn names(all: &[Owned]) -> Vec<&str> {
    all.iter().map(|owned| owned.name.as_str()).collect()
}

#[test]
fn what_nobody_owns_stays_known_whether_it_is_lived_with_or_not_asked() {
    let configs = [
        ("", ""),
        (
            "waivers: [{rule: unowned-service, entity: 'service:alone', reason: it goes, until: 2026-12-31}]\n",
            " (lived with until 2026-12-31)",
        ),
        ("rules: {unowned-service: {severity: off}}\n", ""),
    ];
    for (config, lived) in configs {
        let outcome = Folder::of([("org.yaml", ORG), ("teamlint.yaml", config)]).check(TODAY);
        let says = format!("One: `alone`{lived}. One by somebody whom nobody declared: `of-ghost` by `ghost`.");
        assert_eq!(line(&outcome, "Owned by nobody"), (Some(says), None), "{config}");
        audited(&outcome, false, |_, audit| {
            let of = &audit.ownership;
            assert_eq!((names(&of.unowned), names(&of.undeclared)), (vec!["alone"], vec!["of-ghost"]), "{config}");
            assert_eq!((names(&of.several), of.unclear.len()), (vec!["of-both"], 0), "{config}");
        });
        let page = page(&outcome, false);
        assert_eq!(section(&page, "ownership").contains("it goes"), !lived.is_empty(), "{config}");
    }
}

#[test]
fn owners_whom_nobody_declared_are_owners_of_nothing_in_the_examples_too() {
    for (name, outcome) in known() {
        audited(&outcome, false, |_, audit| {
            let names = names(&audit.ownership.undeclared);
            match name {
                "examples/stock" => assert_eq!(names, ["rate-archive"]),
                "examples/backstage" => assert!(names.len() == 2, "{names:?}"),
                _ => assert!(names.is_empty(), "{name}: {names:?}"),
            }
        });
    }
    let only = judged("teams: {a: {members: [ana]}}\nservices: {s: {owner: a}}\n");
    let nothing = Some("Nothing: all that is declared has an owner.".to_owned());
    assert_eq!(line(&only, "Owned by nobody"), (nothing, None));
}

#[test]
fn an_owner_that_is_declared_elsewhere_is_one() {
    let config = "external: ['team:ghost']\n";
    let outcome = Folder::of([("org.yaml", ORG), ("teamlint.yaml", config)]).check(TODAY);
    audited(&outcome, false, |_, audit| assert!(audit.ownership.undeclared.is_empty()));
}

#[test]
fn pairs_that_depend_without_talking_are_counted_once() {
    for (name, outcome) in known() {
        let counted = audited(&outcome, false, |_, audit| (audit.conway.apart.len(), audit.conway.counts.apart));
        assert_eq!(counted.0, counted.1, "{name}");
        let says = line(&outcome, "Depend without talking").0.unwrap_or_default();
        let told = match counted.0 {
            0 => continue,
            1 => "One pair: ".to_owned(),
            n => format!("{n} pairs: "),
        };
        assert!(says.starts_with(&told), "{name}: {says}");
    }
}
