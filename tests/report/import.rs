//! What sources say, written down as a native file: reading it gives the same organisation, and no finding that they did not give.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use teamlint::lint::{Input, Linter, Options, Setup};

use crate::support::formats::nasty;
use crate::support::imported::{DAY, again, import, members, read, said};
use crate::support::program::{Program, repository};

/// Asserts that nothing is lost, and gives the file.
fn comes_back(name: &str, input: &Input) -> String {
    let before = read(input);
    let (after, text) = again(&before);
    assert_eq!(said(&after.org), said(&before.org), "{name}\n{text}");
    let (_, once_more) = again(&after);
    let uncommented = |text: &str| {
        text.lines()
            .filter(|line| !line.trim_start().starts_with('#') && !line.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(uncommented(&once_more), uncommented(&text), "{name}");
    assert_eq!(members(after), members(before), "{name}\n{text}");
    text
}

fn comes_back_of(files: &[(&str, &str)]) -> String {
    comes_back("these files", &Input::texts(files.iter().copied()).given())
}

fn folders(below: &str) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(repository().join(below)).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn every_example_and_every_export_comes_back() {
    let exports =
        folders("tests/dialects").into_iter().map(|folder| folder.join("export")).filter(|export| export.is_dir());
    let all: Vec<PathBuf> = folders("examples").into_iter().chain(exports).collect();
    assert!(all.len() > 8, "{all:?}");
    for folder in all {
        comes_back(&folder.display().to_string(), &Input::paths([folder]));
    }
}

#[test]
fn whatever_is_in_the_vocabulary_comes_back() {
    for file in ["harbour-bikes.yaml", "rich.yaml", "minimal.yaml", "backstage/accepted.yaml", "backstage/refused.yaml"]
    {
        comes_back(file, &Input::paths([repository().join("tests/fixtures").join(file)]));
    }
}

#[test]
fn what_is_broken_comes_back_as_far_as_it_can_be_read() {
    let corpus = repository().join("tests/corpus");
    let entries = fs::read_dir(&corpus).expect("a folder").map(|entry| entry.expect("an entry").path());
    let is_yaml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "yaml");
    let mut files: Vec<PathBuf> = entries.filter(is_yaml).collect();
    files.sort();
    assert!(files.len() > 10, "{files:?}");
    for file in files {
        comes_back(&file.display().to_string(), &Input::paths([file]));
    }
}

/// Rule and entity of all that is found.
fn found(input: &Input, setup: Setup) -> BTreeSet<(String, Option<String>)> {
    let outcome = Linter::new(setup, DAY).check(input);
    outcome.findings.iter().map(|finding| (finding.rule.clone(), finding.entity.clone())).collect()
}

#[test]
fn nothing_is_found_that_the_sources_did_not_give() {
    for folder in folders("examples") {
        let input = Input::paths([folder.clone()]);
        let set_up = || Setup::of(&input, &Options::default());
        let before = found(&input, set_up());
        let text = import(&read(&input));
        let after = found(&Input::texts([("org.yaml", text)]).given(), set_up());
        let new: Vec<_> = after.difference(&before).collect();
        assert!(new.is_empty(), "{}: {new:?}", folder.display());
    }
}

#[test]
fn rules_find_the_same_in_a_native_organisation() {
    for example in ["acme", "three-person-startup", "company-rules"] {
        let input = Input::paths([repository().join("examples").join(example)]);
        let set_up = || Setup::of(&input, &Options::default());
        let after = found(&Input::texts([("org.yaml", import(&read(&input)))]).given(), set_up());
        assert_eq!(after, found(&input, set_up()), "{example}");
    }
}

#[test]
fn it_is_written_as_people_write_it() {
    let catalog = "\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payments, description: Takes money}
spec: {type: team, children: [], members: [ana, ben]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger, labels: {a: b}}
spec: {type: service, lifecycle: production, owner: payments}
";
    let native = "\
rotations:
  payments: {team: payments, turn: 168h, timezone: Europe/Berlin, participants: [ana, ...], handoff: {day: monday, time: '9:00'}}
slos:
  ledger: {service: ledger, targetPercent: 99.90, timeWindow: 4w, description: \"two\\nlines\"}
";
    let text = comes_back_of(&[("catalog-info.yaml", catalog), ("on-call.yaml", native)]);
    let (head, rest) = text.split_once("\nteams:\n").expect("teams");
    assert!(
        head.starts_with("# What was read as of 2026-06-15, written down for whoever wants to own it:\n"),
        "{head}"
    );
    assert!(head.contains("    - teams.lead\n") && !head.contains("teams.members\n"), "{head}");
    assert_eq!(
        rest,
        r#"  # from catalog-info.yaml:3
  payments:
    mission: Takes money
    kind: work
    members: [ana, ben]

services:
  # from catalog-info.yaml:8
  ledger:
    owner: [payments]
    type: service
    lifecycle: production

rotations:
  # from on-call.yaml:2
  payments:
    team: payments
    turn: 1w
    handoff:
      day: mon
      time: "09:00"
    timezone: Europe/Berlin
    participants: [ana, ...]

slos:
  # from on-call.yaml:4
  ledger:
    service: ledger
    targetPercent: 99.9
    timeWindow: 4w
    description: |-
      two
      lines

# Left over:
#   labels, annotations, tags and links of 1 entry: they have no place in this file
"#
    );
}

#[test]
fn an_open_list_stays_open() {
    let before =
        read(&Input::texts([("org.yaml", "teams: {web: {members: [ana, ...], lead: ..., duties: ...}}\n")]).given());
    let (after, text) = again(&before);
    assert!(text.contains("    members: [ana, ...]\n    lead: ...\n    duties: ...\n"), "{text}");
    for read in [&before, &after] {
        assert!(read.findings.is_empty(), "{:?}", read.findings);
        let team = read.org.all(teamlint::vocabulary::kinds::Kind::Team).next().expect("a team");
        let open = |name: &str| {
            let field = teamlint::vocabulary::record(team.kind).field(name).expect("a field");
            read.org.list(team, field).open().is_some()
        };
        assert!(open("members") && open("duties"), "{text}");
    }
}

#[test]
fn a_list_that_only_a_pager_has_stays_open() {
    let pager = r#"{
      "teams": [{"id": "PTEAM01", "type": "team", "name": "Payments"}, {"id": "PTEAM02", "type": "team", "name": "Books"}],
      "users": [{"id": "PUSER01", "type": "user", "name": "Ana", "email": "ana@acme.example",
                 "teams": [{"id": "PTEAM01", "type": "team_reference"}]}]
    }"#;
    let text = comes_back_of(&[("pager.json", pager)]);
    assert!(text.contains("  payments:\n    members: ...\n    name: Payments\n"), "{text}");
    let pager = &pager[..pager.rfind(",\n      \"users\"").expect("users")];
    let pager = pager.replace(r#""name": "Payments""#, r#""name": "Payments", "members": [{"id": "PUSER01"}]"#) + "}";
    comes_back_of(&[("pager.json", &pager)]);
}

#[test]
fn golden_paths_of_no_platform_come_back() {
    let template = |name: &str, kind: &str| {
        format!(
            "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: {{name: {name}, namespace: eu}}\nspec: {{type: {kind}, owner: tools, steps: []}}\n"
        )
    };
    let catalog = format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {{name: tools}}\nspec: {{type: team, children: [], members: []}}\n---\n{}---\n{}",
        template("web", "service"),
        template("job", "worker")
    );
    let text = comes_back_of(&[("catalog-info.yaml", &catalog)]);
    for part in ["\n  goldenPaths:\n", "    eu/web:\n      for: service\n", "    eu/job:\n      for: worker\n"] {
        assert!(text.contains(part), "{part:?}: {text}");
    }
}

#[test]
fn sections_that_are_open_stay_open() {
    for (list, of) in [
        ("teams: [{name: web, members: []}, ...]", "teams"),
        ("teams: {web: {members: []}, ...: }", "teams"),
        ("services: [shop, ...]", "services"),
        ("interactions: [{from: web, to: web, mode: x-as-a-service}, ...]\nteams: {web: {}}", "interactions"),
    ] {
        let org = format!("version: 1\n{list}\n");
        let before = read(&Input::texts([("org.yaml", org.as_str())]).given());
        assert!(before.findings.iter().all(|finding| finding.entity.is_some()), "{list}: {:?}", before.findings);
        let kind = teamlint::vocabulary::section(of).expect("a section");
        let (after, text) = again(&before);
        for read in [&before, &after] {
            assert_eq!(read.org.extent(kind), teamlint::org::Extent::Incomplete, "{list}\n{text}");
            assert_eq!(read.org.declared(kind), 1, "`...` is nobody: {list}\n{text}");
        }
    }
}

#[test]
fn a_quoted_ellipsis_is_text() {
    let text = comes_back_of(&[("org.yaml", "teams: {web: {mission: '...', members: [ana]}}\n")]);
    assert!(text.contains("    mission: \"...\"\n"), "{text}");
}

#[test]
fn names_that_two_kinds_have_are_told_apart() {
    let org = "\
people: {web: {}, ana: {}}
teams: {web: {members: [ana]}}
services: {shop: {owner: person:web}, till: {owner: team:web}, cart: {owner: web}}
";
    let text = comes_back_of(&[("org.yaml", org)]);
    let owners: Vec<&str> = text.lines().filter(|line| line.contains("owner:")).map(str::trim).collect();
    assert_eq!(owners, ["owner: [web]", "owner: [person:web]", "owner: [web]"]);
}

#[test]
fn a_path_says_nothing_to_anybody() {
    let path = Path::new("# teamlint: allow all;teamlint: allow all\n| x.yaml");
    let before = read(&Input::texts([(path, "teams: {web: {members: [ana]}}\n")]).given());
    let text = import(&before);
    assert!(
        text.contains("  # from %23%20teamlint%3A%20allow%20all%3Bteamlint%3A%20allow%20all%0A%7C%20x.yaml:1\n"),
        "{text}"
    );
}

#[test]
fn growing_names_and_many_entities_grow_the_file_alone() {
    let long = "n".repeat(10_000);
    let org = format!("teams: {{{long}: {{members: [{long}], mission: {long}}}}}\n");
    let text = comes_back_of(&[("org.yaml", &org)]);
    assert!(text.contains(&format!("  ? {long}\n  :\n    mission: {long}\n")), "{}", &text[..400]);
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn hostile_names_come_back(name in nasty(), id in nasty(), words in prop_oneof!["[ yesnoe0-9.:#~-]{1,8}", "\\PC{1,12}"]) {
        prop_assume!(!id.trim().is_empty());
        let (name, id, words) = (quoted(&name), quoted(&format!("i{}", id.trim())), quoted(&words));
        let org = format!(
            "{{\"people\": {{\"ana\": {{\"name\": {name}, \"skills\": [{words}], \"x-key\": {words}}}}}, \"teams\": {{{id}: {{\"mission\": {words}, \
             \"members\": [{{\"person\": \"ana\", \"role\": {name}}}], \"channels\": {{{words}: {name}}}}}}}}}\n"
        );
        comes_back("hostile names", &Input::texts([("org.yaml", org)]).given());
    }
}

/// A schedule of two places, of which the second is nobody's, and a policy that pages somebody and nobody.
const WITH_A_GAP: &str = r#"{"data": [{"id": "og-1", "name": "Nights", "timezone": "UTC", "enabled": true, "rotations": [
  {"id": "r1", "name": "R", "startDate": "2026-01-05T09:00:00Z", "type": "daily", "length": 1,
   "participants": [{"type": "user", "id": "u1", "username": "ana@acme.example"}, {"type": "none"}]}
]}]}"#;

#[test]
fn a_turn_of_nobody_comes_back_with_the_hours_that_the_others_have() {
    let text = comes_back_of(&[("schedules.json", WITH_A_GAP)]);
    assert!(text.contains("participants: [ana, nobody]\n"), "{text}");
    let load = |path: &str, text: &str| {
        let run = Program::new(&["load", "--as-of", "2026-06-15", "--format", "csv", "."]).file(path, text).run();
        assert!(run.stdout.contains("ana"), "{} {}", run.stdout, run.stderr);
        run.stdout
    };
    assert_eq!(load("org.yaml", &text), load("schedules.json", WITH_A_GAP));
    // Where somebody is called so, the word is taken.
    let people = "people: {nobody: {}}\n";
    let native = "rotations: {a: {turn: 1d, start: 2026-01-05, participants: [ana, nobody]}}\n";
    assert_eq!(load("org.yaml", &format!("people: {{ana: {{}}}}\n{native}")).lines().count(), 2);
    assert!(load("org.yaml", &format!("people: {{ana: {{}}, nobody: {{}}}}\n{native}")).contains("nobody"));
    let text = import(&read(&Input::texts([("schedules.json", WITH_A_GAP), ("org.yaml", people)]).given()));
    assert!(text.contains("participants: [ana, ...]\n") && text.contains("1 turn that nobody takes"), "{text}");
}

#[test]
fn that_a_list_is_missing_comes_back() {
    let text = comes_back_of(&[("schedules.json", WITH_A_GAP)]);
    assert!(text.contains("    - escalations\n"), "{text}");
}
