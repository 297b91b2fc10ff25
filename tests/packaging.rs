//! What is built for a release hangs together: workflows are YAML and name what is there, and archives are called what those who
//! fetch them expect. Building and installing itself is a step of `.ci/run`.

use std::fs;
use std::path::Path;

use serde_json::Value;

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
    for script in [".ci/run", "packaging/build", "packaging/check", "packaging/try", "packaging/npm/pack"] {
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
