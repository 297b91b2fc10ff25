//! What is built for a release hangs together: workflows are YAML and name what is there, and archives are called what those who
//! fetch them expect. Building and installing itself is a step of `.ci/run`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use teamlint::dialect::wants;

use crate::support::program::repository;

fn text(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The workflows of the repository, by path.
fn workflows() -> Vec<(String, Value)> {
    let entries = fs::read_dir(repository().join(".github/workflows")).expect("workflows");
    let paths =
        entries.map(|entry| format!(".github/workflows/{}", entry.expect("an entry").file_name().to_string_lossy()));
    paths.map(|path| (path.clone(), serde_yaml::from_str(&text(&path)).expect("YAML"))).collect()
}

fn jobs(workflow: &Value) -> impl Iterator<Item = (&String, &Value)> {
    workflow["jobs"].as_object().expect("jobs").iter()
}

fn steps(job: &Value) -> &[Value] {
    job["steps"].as_array().expect("steps")
}

/// Words of a script that are paths of the repository.
fn paths(script: &str) -> Vec<&str> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '$' | '=' | ';' | '(' | ')');
    let folders = ["packaging/", "benches/", "fuzz/", "examples/"];
    let is_path = |word: &&str| *word == "Cargo.toml" || folders.iter().any(|folder| word.starts_with(folder));
    let words = script.split(ends).filter(is_path);
    words.map(|word| word.trim_end_matches('/')).collect()
}

#[test]
fn workflows_name_scripts_that_are_there() {
    let mut named = 0;
    for (path, workflow) in workflows() {
        for (_, job) in jobs(&workflow) {
            for script in steps(job).iter().filter_map(|step| step["run"].as_str()) {
                for wanted in paths(script) {
                    named += 1;
                    assert!(repository().join(wanted).exists(), "{path} names `{wanted}`, which is not there");
                }
            }
        }
    }
    assert!(named >= 4, "the release builds, checks and packs");
    for script in
        [".ci/run", "packaging/build", "packaging/check", "packaging/try", "packaging/npm/pack", "packaging/ready"]
    {
        for wanted in paths(&text(script)) {
            assert!(repository().join(wanted).exists(), "{script} names `{wanted}`, which is not there");
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(repository().join(script)).expect("a script").permissions().mode();
            assert!(mode & 0o111 == 0o111, "{script} can be run");
        }
    }
}

#[test]
fn workflows_may_read_and_each_job_says_what_more_it_needs() {
    for (path, workflow) in workflows() {
        assert_eq!(workflow["permissions"], serde_json::json!({"contents": "read"}), "{path}");
        for (name, job) in jobs(&workflow) {
            for step in steps(job) {
                if let Some(action) = step["uses"].as_str() {
                    let version = action.split_once('@').map_or("", |(_, version)| version);
                    let is_version =
                        version.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
                    assert!(is_version, "{path}: job `{name}` uses `{action}` at no version");
                    let leaves_token =
                        action.starts_with("actions/checkout@") && step["with"]["persist-credentials"] != false;
                    assert!(!leaves_token, "{path}: job `{name}` leaves its token in the checkout");
                }
                // What somebody else can write, such as the name of a tag, goes through the environment.
                let script = step["run"].as_str().unwrap_or_default();
                assert!(!script.contains("${{"), "{path}: job `{name}` puts an expression into a script");
            }
        }
    }
}

#[test]
fn archives_are_called_what_cargo_binstall_fetches() {
    let manifest = text("Cargo.toml");
    let line = manifest.lines().find_map(|line| line.strip_prefix("pkg-url = ")).expect("an address");
    let file = line.trim_matches('"').rsplit('/').next().expect("a file");
    let called = [
        ("{ name }", "teamlint"),
        ("{ version }", "$version"),
        ("{ target }", "$triple"),
        ("{ archive-suffix }", ".tgz"),
    ];
    let wanted = called.iter().fold(file.to_owned(), |file, (variable, value)| file.replace(variable, value));
    assert_eq!(wanted, "teamlint-v$version-$triple.tgz");
    assert!(text("packaging/build").contains(&format!("archive={wanted}\n")));
    assert!(manifest.contains("pkg-fmt = \"tgz\"\n") && manifest.contains("bin-dir = \"{ bin }{ binary-ext }\"\n"));
}

#[test]
fn npm_gets_a_program_for_each_platform_that_is_built() {
    let (_, release) = workflows().into_iter().find(|(path, _)| path.ends_with("/release.yml")).expect("a release");
    let matrix = release["jobs"]["build"]["strategy"]["matrix"]["include"].as_array().expect("targets").clone();
    let of = |row: &Value, key: &str| row[key].as_str().expect("a text").to_owned();
    let built: Vec<(String, String)> = matrix.iter().map(|row| (of(row, "platform"), of(row, "target"))).collect();
    let steps = steps(&release["jobs"]["npm"]);
    let pack =
        steps.iter().find(|step| step["name"] == "Pack").and_then(|step| step["run"].as_str()).expect("a script");
    let is_pair =
        |word: &&str| word.contains('=') && built.iter().any(|(platform, _)| word.starts_with(platform.as_str()));
    let packed: Vec<(&str, &str)> = pack
        .split_whitespace()
        .map(|word| word.trim_end_matches(';'))
        .filter(is_pair)
        .map(|word| word.split_once('=').expect("a pair"))
        .collect();
    for (platform, target) in &packed {
        assert!(built.contains(&((*platform).to_owned(), (*target).to_owned())), "{target} is built for {platform}");
    }
    for (platform, _) in &built {
        assert_eq!(packed.iter().filter(|(packed, _)| packed == platform).count(), 1, "{platform} is packed once");
    }
    assert!(Path::new(&repository().join("packaging/npm/package.mjs")).exists());
}

/// A text in YAML.
fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&text(path)).expect("YAML")
}

#[test]
fn what_installs_a_release_installs_this_one() {
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(yaml("action.yml")["inputs"]["version"]["default"], version);
    assert_eq!(yaml("packaging/gitlab/teamlint.gitlab-ci.yml")["teamlint"]["variables"]["TEAMLINT_VERSION"], version);
    let hook = text("packaging/pre-commit/pyproject.toml");
    for line in [format!("version = \"{version}\"\n"), format!("dependencies = [\"teamlint=={version}\"]\n")] {
        assert!(hook.contains(&line), "packaging/pre-commit is of {version}");
    }
}

#[test]
fn archives_lie_beside_a_tag_whatever_else_fails() {
    let release = yaml(".github/workflows/release.yml");
    assert_eq!(release["jobs"]["release"]["needs"], "build");
    assert_eq!(release["jobs"]["build"]["needs"], "ready", "what is missing is told before anything is built");
    let said = text("Cargo.toml").lines().any(|line| line.starts_with("repository = "));
    assert_eq!(
        text("README.md").contains("cargo binstall"),
        said,
        "`cargo binstall` finds a release by `repository` in Cargo.toml: the README tells of it where that is set"
    );
}

#[test]
fn hooks_run_where_a_file_changes_that_is_read() {
    let pattern = yaml(".pre-commit-hooks.yaml")[0]["files"].as_str().expect("a pattern").to_owned();
    assert_eq!(yaml("packaging/pre-commit/.pre-commit-hooks.yaml")[0]["files"], pattern.as_str());
    assert_eq!(text("docs/pre-commit.md").matches(&format!("files: '{pattern}'\n")).count(), 2);
    assert!(text("src/cli/init/pre-commit.yaml").contains(&format!("files: '{pattern}'\n")));
    // pre-commit looks for the pattern anywhere in a path, as a schema does.
    let schema = jsonschema::validator_for(&json!({"pattern": pattern})).expect("a pattern");
    let matches = |path: &str| schema.is_valid(&json!(path));
    let of_repository = ["org.yaml", "a/b.yml", "users.json", "team.md", "teams/web.markdown", "catalog-info.yaml"];
    let of_hosts = ["CODEOWNERS", "docs/CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS"];
    let of_folders = ["OWNERS", "pkg/api/OWNERS", "OWNERS_ALIASES", ".backstage/catalog-info.yaml"];
    let others = ["main.rs", "notes.txt", "OWNERS.txt", "MYCODEOWNERS", "a/OWNERS2", "x.yaml.bak", "yaml", "a.yamls"];
    for path in [&of_repository[..], &of_hosts, &of_folders, &others].concat() {
        assert_eq!(matches(path), wants(Path::new(path)), "{path}");
    }
    assert!([&of_repository[..], &of_hosts, &of_folders].concat().into_iter().all(matches));
}

/// Scripts that others run, run here.
#[cfg(unix)]
mod run {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::Path;
    use std::process::Command;

    use serde_json::Value;

    use crate::cli::changes::{commit, has_git, put};
    use crate::packaging::{text, yaml};

    /// Exit code and output of a script in a folder, with `teamlint` on the path.
    fn bash(script: &str, folder: &Path, variables: &[(&str, &str)]) -> (i32, String) {
        let tools = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(tools.path().join("teamlint/bin")).expect("a folder");
        symlink(env!("CARGO_BIN_EXE_teamlint"), tools.path().join("teamlint/bin/teamlint")).expect("a link");
        let path = format!("{}/teamlint/bin:{}", tools.path().display(), std::env::var("PATH").expect("a path"));
        let mut command = Command::new("bash");
        command.args(["-ec", script]).current_dir(folder).env_clear();
        command.env("PATH", path).env("RUNNER_TEMP", tools.path()).envs(variables.iter().copied());
        let output = command.output().expect("bash runs");
        let said = [output.stdout, output.stderr].map(|said| String::from_utf8(said).expect("text"));
        (output.status.code().expect("it ends"), said.concat())
    }

    #[test]
    fn a_release_needs_a_tag_of_its_version_and_an_address() {
        let folder = tempfile::tempdir().expect("a folder");
        put(folder.path(), "packaging/ready", &text("packaging/ready"));
        let ready = |manifest: &str, tag: &str| {
            put(folder.path(), "Cargo.toml", manifest);
            bash(&format!("bash packaging/ready {tag} https://example.com/o/n"), folder.path(), &[])
        };
        let package = "[package]\nversion = \"1.2.3\"\n";
        let wrong_tag = "the tag is v1.2.4, and the version in Cargo.toml 1.2.3\n";
        assert_eq!(ready(package, "v1.2.4"), (1, wrong_tag.to_owned()));
        let address = "repository = \"https://example.com/o/n\"";
        let missing = format!("Cargo.toml has to say `{address}` below `version` before a release can be made\n");
        assert_eq!(ready(package, "v1.2.3"), (1, missing.clone()));
        assert_eq!(ready(&format!("{package}repository = \"https://example.com/other\"\n"), "v1.2.3"), (1, missing));
        assert_eq!(ready(&format!("{package}{address}\n"), "v1.2.3"), (0, String::new()));
    }

    const OLD: &str = "teams: {web: {members: [ana]}}\npeople: {ana: {}}\nservices: {shop: {owner: gone}}\n";
    const NEW: &str = "services: {cart: {owner: [nobody]}}\n";

    /// What the report for GitLab has.
    fn reported(folder: &Path) -> usize {
        let report = fs::read_to_string(folder.join("gl-code-quality-report.json")).expect("a report");
        let report: Value = serde_json::from_str(&report).expect("JSON");
        let is_it = |one: &&Value| one["check_name"] == "unknown-reference";
        report.as_array().expect("a list").iter().filter(is_it).count()
    }

    #[test]
    fn gitlab_gets_a_whole_report_and_a_job_that_fails_for_what_is_new() {
        if !has_git() {
            return;
        }
        let job = yaml("packaging/gitlab/teamlint.gitlab-ci.yml")["teamlint"].clone();
        let rules: Vec<&str> =
            job["rules"].as_array().expect("rules").iter().filter_map(|rule| rule["if"].as_str()).collect();
        let merges = "$CI_PIPELINE_SOURCE == \"merge_request_event\"";
        assert_eq!(rules, [merges, "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"]);
        let script: Vec<&str> = job["script"].as_array().expect("a script").iter().filter_map(Value::as_str).collect();
        let folder = crate::cli::changes::repository(&[("org.yaml", OLD)]);
        let run = |variables: &[(&str, &str)]| {
            let (code, said) =
                bash(&script.join("\n"), folder.path(), &[&[("TEAMLINT_PATH", ".")], variables].concat());
            assert!(!said.contains("No such file"), "{said}");
            (code, reported(folder.path()))
        };
        let merge = ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "main");
        assert_eq!(run(&[merge]), (0, 1), "what was there fails no merge request, and is in its report");
        assert_eq!(run(&[]), (1, 1), "in a pipeline of a branch everything counts");
        assert_eq!(run(&[merge, ("TEAMLINT_SINCE", "")]), (1, 1));
        put(folder.path(), "new.yaml", NEW);
        commit(folder.path());
        assert_eq!(run(&[merge]), (1, 2), "both are in the report");
        put(folder.path(), "teamlint.yaml", "sise: large\n");
        let (code, said) = bash(&script.join("\n"), folder.path(), &[("TEAMLINT_PATH", "."), merge]);
        assert_eq!((code, said.contains("`sise`")), (1, true), "a set-up that is wrong ends the job at once: {said}");
    }

    #[test]
    fn the_action_compares_with_one_thing() {
        let action = yaml("action.yml");
        let step = action["runs"]["steps"].as_array().expect("steps").iter().find(|step| step["name"] == "Check");
        let script = step.expect("a step")["run"].as_str().expect("a script");
        let folder = tempfile::tempdir().expect("a folder");
        put(folder.path(), "org.yaml", OLD);
        let run = |since: &str, baseline: &str| {
            let inputs = [("SINCE", since), ("BASELINE", baseline), ("SARIF", ""), ("ARGUMENTS", ""), ("PATHS", ".")];
            bash(script, folder.path(), &inputs)
        };
        let both = "::error::teamlint compares with since or with baseline: give one of them\n";
        assert_eq!(run("origin/main", "known.txt"), (2, both.to_owned()));
        let (code, said) = run("", "");
        assert_eq!((code, said.starts_with("::")), (1, true), "{said}");
    }
}
