//! The door: texts in memory are judged as if they were saved, and a setup is made once for many runs.

use std::fs;
use std::path::Path;

use jiff::civil::{Date, date};
use teamlint::lint::{Input, Linter, Options, Outcome, Setup};

use crate::support::world::{Folder, check};

const TODAY: Date = date(2026, 6, 15);

const SAVED: [(&str, &str); 6] = [
    ("teamlint.yaml", "rules: {team-size: off}\n"),
    (".gitignore", "made/\n"),
    ("teams/payments.yaml", "team: payments\nmembers: [ana, ben]\nduties: [oncal]\n"),
    ("teams/old.yaml", "team: old\nmisson: x\n"),
    ("made/generated.yaml", "team: generated\nmisson: x\n"),
    ("services.yaml", "services: {shop: {owner: payments, dependsOn: [basket]}}\n"),
];

/// Everything that is said, with paths from the folder.
fn said(outcome: &Outcome, folder: &Path) -> Vec<String> {
    let folder = format!("{}/", folder.display());
    let line = |finding: &teamlint::Finding| {
        let at = outcome.locate(finding.place());
        let text = outcome.text(finding.place());
        let path = at.path.trim_start_matches(&folder);
        format!("{path}:{}:{} {} {} ({text})", at.start.line, at.start.column, finding.rule, finding.message)
    };
    outcome.findings.iter().map(line).map(|line| line.replace(&folder, "")).collect()
}

#[test]
fn unsaved_texts_over_a_folder_are_judged_as_if_they_were_saved() {
    let (unsaved, saved) = (Folder::of(SAVED), Folder::of(SAVED));
    let changes = [
        ("teams/payments.yaml", "team: payments\nmembers: [ana, ben, ana]\n"),
        ("teams/search/new.yaml", "team: search\nmemberz: [chen]\n"),
        ("made/more.yaml", "team: more\nmisson: x\n"),
        (".hidden/team.yaml", "team: hidden\nmisson: x\n"),
        ("teamlint.yaml", "rules: {team-size: of}\n"),
    ];
    let mut input = Input::paths([unsaved.path()]);
    for (path, text) in changes {
        input = input.with_text(unsaved.path().join(path), text);
        let path = saved.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    input = input.without(unsaved.path().join("teams/old.yaml"));
    fs::remove_file(saved.path().join("teams/old.yaml")).expect("removed");
    let outcome = check(&input, &Options::default(), TODAY);
    let told = said(&outcome, unsaved.path());
    assert_eq!(told, said(&saved.check(TODAY), saved.path()));
    assert_ne!(told, said(&unsaved.check(TODAY), unsaved.path()), "what is on the disk is another matter");
    let about = |text: &str| told.iter().any(|line| line.contains(text));
    assert!(about("memberz") && about("of` is no severity") && !about("misson"), "{told:#?}");
}

#[test]
fn ignore_files_may_be_unsaved_too() {
    let folder = Folder::of(SAVED);
    let input = Input::paths([folder.path()]).with_text(folder.path().join(".gitignore"), "/teams/old.yaml\n");
    let outcome = check(&input, &Options::default(), TODAY);
    let misspelt: Vec<&str> = outcome
        .findings
        .iter()
        .filter(|finding| finding.message.contains("misson"))
        .map(|f| outcome.locate(f.place()).path)
        .collect();
    assert!(misspelt.len() == 1 && misspelt[0].ends_with("made/generated.yaml"), "{misspelt:?}");
}

#[test]
fn texts_alone_find_their_configuration_and_each_other_and_never_the_disk() {
    let location = "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\n\
                    spec: {targets: [./more/*.yaml, ./Cargo.toml, ../secret.yaml]}\n";
    let input = Input::texts([
        ("catalog/all.yaml", location),
        ("catalog/more/team.yaml", "team: payments\nmembers: [ana]\n"),
        ("catalog/teamlint.yaml", "rules: {no-such-rule: off}\n"),
    ]);
    let outcome = check(&input, &Options::default(), TODAY);
    assert_eq!(outcome.summary.files, 2);
    let rules: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules.iter().filter(|rule| **rule == "missing-target").count(), 2, "{rules:?}");
    assert!(rules.contains(&"rule-config"), "{rules:?}");
    let alone = Linter::new(Setup::built_in(), TODAY).check(&Input::paths(["Cargo.toml"]).without("Cargo.toml"));
    assert_eq!(alone.findings[0].message, "`Cargo.toml` does not exist");
}

#[test]
fn one_setup_judges_many_inputs_and_says_of_each_what_it_would_say_alone() {
    let linter = Linter::new(Setup::built_in(), TODAY);
    let texts =
        ["team: payments\nmembers: [ana]\nlead: bo\n", "team: search\n", "services: {shop: {owner: nobody-here}}\n"];
    for text in texts.iter().chain(&texts) {
        let input = Input::texts([("org.yaml", *text)]);
        let alone = Linter::new(Setup::built_in(), TODAY).check(&input);
        let again = linter.check(&input);
        assert_eq!(again.findings, alone.findings, "labels and all");
        assert!(again.findings.iter().all(|finding| !again.locate(finding.place()).path.is_empty()));
    }
}
