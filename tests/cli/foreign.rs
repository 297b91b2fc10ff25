//! A folder full of other tools' files, and one file of ours: the one is judged, and nothing else is found fault with.

use std::fs;

use crate::support::program::{Program, repository};

const OURS: &str = "teams: {falcon: {members: [ana, ben, cem, dia, eli], mission: Fly the parcels home}}\nservices: {web: {owner: heron}}\n";

/// The files of other tools, by name.
fn foreign() -> Vec<(String, String)> {
    let folder = repository().join("tests/fixtures/foreign");
    let files = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    let name = |path: &std::path::Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let mut files: Vec<_> = files.map(|path| (name(&path), fs::read_to_string(&path).expect("text"))).collect();
    files.sort();
    files
}

fn among_foreign(arguments: &[&str]) -> Program {
    foreign().iter().fold(Program::new(arguments), |program, (name, text)| program.file(name, text))
}

#[test]
fn one_file_of_ours_among_many_is_the_one_that_is_judged() {
    let others = foreign();
    assert!(others.len() >= 50, "{}", others.len());
    let run = among_foreign(&["check", "--format", "json", "--as-of", "2026-06-15"]).file("org.yaml", OURS).run();
    let alone = Program::new(&["check", "--format", "json", "--as-of", "2026-06-15"]).file("org.yaml", OURS).run();
    let (report, expected) = (run.json(), alone.json());
    assert_eq!((run.code, &report["findings"]), (1, &expected["findings"]));
    assert_eq!(run.rules(), [("unknown-reference".to_owned(), "team:heron".to_owned())]);
    assert_eq!(report["summary"]["entities"], expected["summary"]["entities"]);
    assert_eq!(report["summary"]["ignoredFiles"], others.len());
    let named: Vec<&str> =
        report["ignored"].as_array().expect("a list").iter().filter_map(|file| file["path"].as_str()).collect();
    assert_eq!(named, others.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>());
}

#[test]
fn none_of_them_is_ours_by_itself() {
    for (name, text) in foreign() {
        let found = Program::new(&["check", "--format", "json"]).file(&name, &text).run();
        assert_eq!(
            (found.code, found.rules(), found.json()["summary"]["entities"].as_u64()),
            (3, vec![], Some(0)),
            "{name}"
        );
    }
}

#[test]
fn whoever_names_one_gets_one_warning() {
    for (name, text) in foreign() {
        let run = Program::new(&["check", "--format", "json", &name]).file(&name, &text).run();
        assert_eq!((run.code, run.rules()), (3, vec![("not-an-organisation-file".to_owned(), name.clone())]), "{name}");
    }
}

#[test]
fn the_report_names_the_first_and_counts_the_others() {
    let run = among_foreign(&["check"]).file("org.yaml", OURS).run();
    let lines: Vec<&str> = run.stdout.lines().skip_while(|line| !line.contains("left alone")).collect();
    assert_eq!(
        lines,
        [
            "25 files left alone that have a section of an organisation, and nothing",
            "  that shows they are one's: `ansible-galaxy.yaml`, `ansible-meta.yaml`,",
            "  `build-names.yaml`, `compose-names.yaml`, `concourse.yaml` and 20 more; write",
            "  `version: 1` at the top of one that is",
            "44 files of something else left alone: `alertmanager.yaml`, `ansible-vars.yaml`,",
            "  `azure-pipelines.yaml`, `build-matrix.yaml`, `build-platforms.yaml` and 39",
            "  more (--format json says why)",
            "teamlint explain RULE says more about a rule",
        ]
    );
}

#[test]
fn one_that_looks_like_ours_is_told_with_what_would_make_it_ours() {
    let run = Program::new(&["check"])
        .file("org.yaml", "team: payments\nmission: Take money safely\nmembers: [ana, ben, chen, dana, eli]\n")
        .file("league.yaml", "teams: {CLY: {name: Clay High}}\n")
        .file("ci.yaml", "jobs: {a: {steps: []}}\n")
        .run();
    let lines: Vec<&str> = run.stdout.lines().skip_while(|line| !line.contains("left alone")).collect();
    assert_eq!(
        (run.code, lines),
        (
            0,
            vec![
                "`league.yaml` left alone: nothing in `teams` shows that it is a file of an",
                "  organisation; if it is one, write `version: 1` at its top",
                "1 file of something else left alone: `ci.yaml` (--format json says why)",
            ]
        )
    );
}

#[test]
fn where_there_is_nothing_to_lint_it_is_said_what_was_seen() {
    let run = among_foreign(&["check"]).run();
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    let said: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(said[0], "nothing to lint: no team, person or service is declared in `.`");
    let alone = |line: &&str| line.contains("left alone: ");
    assert_eq!((said.iter().filter(|line| alone(line)).count(), said[6]), (5, "64 files more left alone"));
    let run = Program::new(&["check"]).file("org.yaml", "version: 1\nteams: {}\n").run();
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("\n1 file read, without any of these in it\n"), "{}", run.stderr);
    let run = Program::new(&["check"]).file("readme.md", "").run();
    assert!(run.code == 3 && run.stderr.contains("\nthere is no YAML file\n"), "{}", run.stderr);
}

#[test]
fn a_template_of_an_entity_is_left_alone_and_named() {
    let skeleton =
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}\nspec: {owner: x}\n";
    let broken = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}\n  {%- if values.x %}\n  title: x\n  {%- endif %}\n";
    let run = Program::new(&["check", "--format", "json", "--all"])
        .file("org.yaml", OURS)
        .file("skeleton/catalog-info.yaml", skeleton)
        .file("skeleton/other.yaml", broken)
        .run();
    assert_eq!(run.rules(), [("unknown-reference".to_owned(), "team:heron".to_owned())]);
    let ignored = run.json()["ignored"].as_array().expect("a list").clone();
    for (file, path) in ignored.iter().zip(["skeleton/catalog-info.yaml", "skeleton/other.yaml"]) {
        assert_eq!(
            (file["path"].as_str(), file["why"].as_str()),
            (Some(path), Some("it is a template of an entity, still to be filled in"))
        );
    }
    assert_eq!(ignored.len(), 2);
}

#[test]
fn a_configuration_by_another_name_is_told() {
    for name in ["teamlint.yml", "Teamlint.yaml", ".teamlint.yml"] {
        let run = Program::new(&["check", "--format", "json"]).file("org.yaml", OURS).file(name, "rules: {}\n").run();
        let told = run.json()["findings"].as_array().expect("a list").iter().any(|finding| {
            finding["rule"] == "not-an-organisation-file"
                && finding["message"] == format!("`{name}` is not read: the configuration is called `teamlint.yaml`")
                && finding["severity"] == "warning"
        });
        assert_eq!(told, !name.starts_with('.'), "{name}: {}", run.stdout);
    }
}
