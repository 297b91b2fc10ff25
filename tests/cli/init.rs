//! Beginning: from whatever is there to files that pass, without changing any of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::program::{Program, Run, repository};

const BASELINE: &str = "teamlint-baseline.txt";
const NOTHING: &[(&str, &str)] = &[];
const OWNERS: &[(&str, &str)] =
    &[(".github/CODEOWNERS", "* @acme/core @zoe\n/checkout/ @acme/Shop x@example.com\n/b @other/core\n")];
const EXPORT: &[(&str, &str)] = &[
    ("users.json", include_str!("../dialects/pagerduty/export/users.json")),
    ("teams.json", include_str!("../dialects/pagerduty/export/teams.json")),
    ("schedules.json", include_str!("../dialects/pagerduty/export/schedules.json")),
    ("services.json", include_str!("../dialects/pagerduty/export/services.json")),
];
const NATIVE: &[(&str, &str)] =
    &[("teams.yaml", "teams: {payments: {mission: Take money safely}}\nservices: {checkout: {}}\n")];
const CATALOG: &[(&str, &str)] = &[(
    "catalog-info.yaml",
    "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: payments}\nspec: {type: team, children: []}\n---\n\
     apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: checkout}\n\
     spec: {type: service, lifecycle: production, owner: gone}\n",
)];

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn within(folder: &Path, arguments: &[&str]) -> Run {
    Program::new(arguments).within(folder).run()
}

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(inner) = open.pop() {
        for entry in fs::read_dir(&inner).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("a file below").to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    files
}

/// A text with everything that is suggested in it: lines of which only the `#` has to go.
fn with_suggestions(text: &str) -> String {
    let is_suggested = |rest: &&str| !rest.is_empty() && (!rest.starts_with(' ') || rest.starts_with("  "));
    let taken = |line: &str| line.strip_prefix('#').filter(is_suggested).unwrap_or(line).to_owned() + "\n";
    text.lines().map(taken).collect()
}

/// What is found, which files are written, and which findings there are then, with all advice.
fn begun(given: &[(&str, &str)]) -> (String, Vec<String>, Vec<String>) {
    let folder = folder(given);
    let run = within(folder.path(), &["init"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    let mut lines = run.stdout.lines();
    let found = lines.next().expect("what is found").to_owned();
    let there = files(folder.path());
    let written: Vec<String> = there.keys().filter(|path| given.iter().all(|(one, _)| one != path)).cloned().collect();
    for (path, text) in given {
        assert_eq!(there[*path], *text, "{path} is as it was");
    }
    let next = run.stdout.lines().last().and_then(|line| line.strip_prefix("next: teamlint ")).expect("a next command");
    let mut next: Vec<&str> = next.split(' ').collect();
    next.extend(["--format", "json"]);
    let check = within(folder.path(), &next);
    assert_eq!((check.code, check.stderr.as_str()), (0, ""), "{next:?}\n{}", check.stdout);
    let ignored = check.json()["summary"]["ignoredFiles"].as_u64();
    assert_eq!(ignored, Some(0), "everything that is written is read");
    let rules = check.rule_names();

    for path in written.iter().filter(|path| *path != BASELINE) {
        fs::write(folder.path().join(path), with_suggestions(&there[path])).expect("a file");
    }
    let suggested = within(folder.path(), &["check", "--family", "reading", "--format", "json", "--all"]);
    let broken = ["syntax-error", "unknown-field", "misspelt-field", "invalid-value", "configuration", "wrong-type"];
    let wrong: Vec<String> =
        suggested.rule_names().into_iter().filter(|rule| broken.contains(&rule.as_str())).collect();
    assert_eq!((wrong, suggested.stderr.as_str()), (vec![], ""), "{}", suggested.stdout);
    (found, written, rules)
}

#[test]
fn an_empty_folder_gets_an_example_with_which_nothing_is_wrong() {
    let (found, written, rules) = begun(NOTHING);
    assert_eq!(found, "found nothing that declares an organisation");
    assert_eq!(written, ["org.yaml", "teamlint.yaml"]);
    assert_eq!(rules, [""; 0]);
}

#[test]
fn what_a_catalog_cannot_say_gets_a_file_beside_it_and_findings_a_baseline() {
    let (found, written, rules) = begun(CATALOG);
    assert_eq!(found, "found 1 team and 1 service in Backstage catalogs");
    assert_eq!(written, ["org.yaml", BASELINE, "teamlint.yaml"]);
    assert_eq!(rules, [""; 0]);
}

#[test]
fn those_who_review_code_become_teams_by_all_their_names() {
    let (found, written, rules) = begun(OWNERS);
    assert_eq!(found, "found 5 names who review code, and nothing that declares them");
    assert_eq!(written, ["org.yaml", "teamlint.yaml"]);
    assert_eq!(rules, ["missing-mission"; 3]);
    let folder = folder(OWNERS);
    within(folder.path(), &["init"]);
    let written = &files(folder.path())["org.yaml"];
    let (_, teams) = written.split_once("version: 1\n").expect("a version");
    assert_eq!(
        teams,
        "\n# `aliases` are the names that others know a team by.\nteams:\n  acme-core:\n    aliases: [\"acme/core\"]\n\
         #    members: [ana, ben]\n  other-core:\n    aliases: [\"other/core\"]\n#    members: [ana, ben]\n  shop:\n    \
         aliases: [\"acme/Shop\"]\n#    members: [ana, ben]\n\npeople:\n  x: {email: \"x@example.com\"}\n  zoe: {}\n"
    );
}

#[test]
fn an_export_of_a_pager_gets_a_file_beside_it() {
    let (found, written, rules) = begun(EXPORT);
    assert_eq!(found, "found 6 people, 2 teams, 2 services and 2 rotations in PagerDuty exports");
    assert_eq!(written, ["org.yaml", BASELINE, "teamlint.yaml"]);
    assert_eq!(rules, [""; 0]);
}

#[test]
fn a_native_organisation_gets_no_file_more() {
    let (found, written, rules) = begun(NATIVE);
    assert_eq!(found, "found 1 team and 1 service in native files");
    assert_eq!(written, [BASELINE, "teamlint.yaml"]);
    assert_eq!(rules, [""; 0]);
}

#[test]
fn all_of_it_is_said_and_a_second_run_changes_nothing() {
    let folder = folder(NATIVE);
    let first = within(folder.path(), &["init", "--ci", "github", "--ci", "pre-commit", "--ci", "github"]);
    assert_eq!(
        first.stdout,
        "found 1 team and 1 service in native files\n\
         wrote teamlint.yaml: how to judge\n\
         wrote teamlint-baseline.txt: what there is already, 1 entry\n\
         wrote .github/workflows/teamlint.yml: a workflow for every pull request\n\
         wrote .pre-commit-config.yaml: a hook before every commit\n\
         next: teamlint check --baseline teamlint-baseline.txt\n"
    );
    let written = files(folder.path());
    let second = within(folder.path(), &["init", "--ci", "github"]);
    assert_eq!((second.code, second.stderr.as_str()), (0, ""));
    assert_eq!(
        second.stdout,
        "found 1 team and 1 service in native files\n\
         left teamlint.yaml as it is\n\
         left teamlint-baseline.txt as it is\n\
         left .github/workflows/teamlint.yml as it is\n\
         next: teamlint check --baseline teamlint-baseline.txt\n"
    );
    assert_eq!(files(folder.path()), written);
}

#[test]
fn what_is_there_is_left_and_what_to_add_to_it_is_said() {
    let mine =
        [(".gitlab-ci.yml", "stages: [test]\n"), (".pre-commit-config.yaml", "repos: []\n"), ("org.yaml", "- a\n")];
    let folder = folder(&mine);
    let run = within(folder.path(), &["init", "--ci", "gitlab", "--ci", "pre-commit"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let version = env!("CARGO_PKG_VERSION");
    let expected = format!(
        "found nothing that declares an organisation\n\
         left org.yaml as it is\n\
         wrote teamlint.yaml: how to judge\n\
         wrote .gitlab/teamlint.gitlab-ci.yml: a job for every change\n\
         left .gitlab-ci.yml as it is\n  \
           add to it:\n  \
           include:\n    \
             - local: .gitlab/teamlint.gitlab-ci.yml\n\
         left .pre-commit-config.yaml as it is\n  \
           add under `repos:`:\n    \
             - repo: local\n      \
               hooks:\n        \
                 - id: teamlint\n          \
                   name: teamlint\n          \
                   entry: teamlint check\n          \
                   language: python\n          \
                   additional_dependencies: [teamlint=={version}]\n          \
                   files: '(\\.(ya?ml|json|md|markdown)|(^|/)(CODEOWNERS|OWNERS|OWNERS_ALIASES))$'\n          \
                   pass_filenames: false\n\
         next: teamlint check\n"
    );
    assert_eq!(run.stdout, expected);
    let there = files(folder.path());
    for (path, text) in mine {
        assert_eq!(there[path], text);
    }
}

#[test]
fn a_dry_run_is_a_diff_that_makes_what_would_be_written() {
    let folder = folder(NATIVE);
    let before = files(folder.path());
    let arguments = ["init", "--dry-run", "--ci", "gitlab"];
    let dry = within(folder.path(), &arguments);
    assert_eq!(
        (dry.code, dry.stderr.as_str()),
        (0, "found 1 team and 1 service in native files; nothing is written\n")
    );
    assert_eq!(files(folder.path()), before);
    within(folder.path(), &["init", "--ci", "gitlab"]);
    let mut made: BTreeMap<String, String> = before;
    for block in dry.stdout.split("--- a/").skip(1) {
        let path = block.lines().next().expect("a name").to_owned();
        let added = block.lines().skip(2).filter_map(|line| line.strip_prefix('+'));
        made.insert(path, added.map(|line| format!("{line}\n")).collect());
    }
    assert_eq!(made, files(folder.path()));
}

/// The commands of the hooks that are written, as YAML says them.
fn commands(folder: &Path) -> Vec<String> {
    let there = files(folder);
    let yaml = |path: &str| serde_yaml::from_str::<serde_json::Value>(&there[path]).expect("YAML");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    vec![
        text(&yaml(".github/workflows/teamlint.yml")["jobs"]["teamlint"]["steps"][2]["run"]),
        text(&yaml(".gitlab/teamlint.gitlab-ci.yml")["teamlint"]["script"][0]),
        text(&yaml(".pre-commit-config.yaml")["repos"][0]["hooks"][0]["entry"]),
    ]
}

#[test]
fn hooks_lie_in_the_root_of_the_repository_and_judge_the_folder() {
    let all = ["--ci", "github", "--ci", "gitlab", "--ci", "pre-commit"];
    let folder = folder(&[(".git/HEAD", "ref: refs/heads/main\n"), ("my org/teams.yaml", NATIVE[0].1)]);
    let run = within(folder.path(), &[&["init", "my org"][..], &all].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    let check = "teamlint check 'my org' --baseline 'my org/teamlint-baseline.txt'";
    assert!(run.stdout.ends_with(&format!("next: {check}\n")), "{}", run.stdout);
    let expected = [
        format!("{check} --format github"),
        format!("{check} --output gitlab=gl-code-quality-report.json"),
        check.to_owned(),
    ];
    assert_eq!(commands(folder.path()), expected);
}

#[test]
fn a_name_that_a_shell_would_run_gets_no_hook() {
    let folder = folder(&[(".git/HEAD", ""), ("${{x}}/teams.yaml", NATIVE[0].1)]);
    let run = within(folder.path(), &["init", "${{x}}", "--ci", "github"]);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (2, "", "error: no hook is written, as `${{x}}` has characters that a shell reads\n")
    );
}

#[test]
fn a_broken_configuration_or_a_wrong_path_ends_it() {
    let broken = folder(&[("teamlint.yaml", "siez: large\n")]);
    let run = within(broken.path(), &["init"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.ends_with("error: nothing is written beside a set-up that is wrong\n"), "{}", run.stderr);
    let run = within(broken.path(), &["init", "gone"]);
    let message = "error: `gone` does not exist: name the folder that the organisation is in, or will be\n";
    assert_eq!((run.code, run.stderr.as_str()), (2, message));
}

#[test]
fn files_that_cannot_be_read_whole_get_no_baseline_and_no_example() {
    let folder = folder(&[("teams.yaml", "teams: {payments: {members: [ana\n")]);
    let run = within(folder.path(), &["init"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    assert!(run.stderr.contains("error[syntax-error]"), "{}", run.stderr);
    let written: Vec<String> = files(folder.path()).into_keys().collect();
    assert_eq!(written, ["teamlint.yaml", "teams.yaml"]);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_where_a_link_leads_out_of_the_repository() {
    let (inside, outside) = (folder(&[(".git/HEAD", "")]), folder(NOTHING));
    std::os::unix::fs::symlink(outside.path(), inside.path().join(".github")).expect("a link");
    let run = within(inside.path(), &["init", "--ci", "github"]);
    let message = "error: `.github/workflows/teamlint.yml` could not be written: a symbolic link on the way to it leads out of \
                   the repository\n";
    assert_eq!((run.code, run.stderr.as_str()), (2, message));
    assert_eq!(files(outside.path()), BTreeMap::new());
}

#[test]
fn the_configuration_above_counts_and_the_examples_of_the_repository_begin_well() {
    let above = folder(&[("teamlint.yaml", "size: small\n"), ("org/teams.yaml", NATIVE[0].1)]);
    let run = within(above.path(), &["init", "org"]);
    assert!(run.stdout.contains("left teamlint.yaml as it is\n"), "{}", run.stdout);
    assert!(run.stdout.ends_with("next: teamlint check org --baseline org/teamlint-baseline.txt\n"), "{}", run.stdout);
    let acme = repository().join("examples/acme");
    let dry = within(&acme, &["init", "--dry-run"]);
    assert_eq!(dry.code, 0);
}

#[test]
fn roles_are_nobody_and_an_address_is_that_of_a_person() {
    let owners = "[Docs]\n* @@maintainer @zoe/core zoe@example.com\n/a ben@example.com ben@other.example\n";
    let folder = folder(&[(".gitlab/CODEOWNERS", owners), (".gitlab-ci.yml", "stages: []\n")]);
    let run = within(folder.path(), &["init"]);
    assert!(run.stdout.starts_with("found 4 names who review code, "), "{}", run.stdout);
    let written = &files(folder.path())["org.yaml"];
    let (_, people) = written.split_once("people:\n").expect("people");
    assert_eq!(
        people,
        "  ben: {email: \"ben@example.com\"}\n  \"ben@other.example\": {email: \"ben@other.example\"}\n  \
         zoe: {email: \"zoe@example.com\"}\n"
    );
    let check = within(folder.path(), &["check", "--family", "reading", "--format", "json"]);
    assert_eq!(check.rule_names(), [""; 0]);
}

#[test]
fn a_workflow_runs_on_the_branch_that_the_repository_has() {
    let branches = |files: &[(&str, &str)]| {
        let folder = folder(&[files, NATIVE].concat());
        let run = within(folder.path(), &["init", "--ci", "github"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let workflow = self::files(folder.path())[".github/workflows/teamlint.yml"].clone();
        let workflow: serde_json::Value = serde_yaml::from_str(&workflow).expect("YAML");
        workflow["on"]["push"].clone()
    };
    let head = (".git/HEAD", "ref: refs/heads/trunk\n");
    assert_eq!(branches(&[head]), serde_json::json!({"branches": ["trunk"]}));
    let origin = (".git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/1.x\n");
    assert_eq!(branches(&[head, origin]), serde_json::json!({"branches": ["1.x"]}));
    assert_eq!(branches(&[head, (".git/refs/heads/other", "0\n")]), serde_json::Value::Null);
    assert_eq!(branches(&[]), serde_json::Value::Null);
}

#[test]
fn duties_are_asked_of_teams_that_work_and_many_formats_fit_in_a_line() {
    let stock = repository().join("examples/stock");
    let dry = within(&stock, &["init", "--dry-run"]);
    let teams: Vec<&str> = dry.stdout.lines().filter(|line| line.contains("duties: [on-call")).collect();
    assert!(teams.iter().any(|line| line.contains("booking")), "{teams:?}");
    assert!(
        teams.iter().all(|line| !line.contains("kestrel-freight/")),
        "a list of permissions does nothing: {teams:?}"
    );
    assert!(dry.stdout.contains(" more cannot say. Take away the `#`"), "{}", dry.stdout);
    let added = dry.stdout.lines().filter(|line| line.starts_with("+#"));
    assert!(added.map(str::len).max() <= Some(121), "{}", dry.stdout);
}
