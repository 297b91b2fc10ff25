//! Every command that the README and the pages in `docs/` tell people to run does run.

use std::fs;
use std::path::Path;

use crate::cli::changes::{commit, git, has_git};
use crate::support::program::{Program, repository};

/// A page with commands.
struct Page {
    path: String,
    /// The commands of each block, in their order.
    blocks: Vec<Vec<String>>,
}

/// The README and all pages.
fn pages() -> Vec<Page> {
    let docs = fs::read_dir(repository().join("docs")).expect("docs");
    let docs = docs.map(|entry| format!("docs/{}", entry.expect("an entry").file_name().to_string_lossy()));
    let is_page = |path: &String| Path::new(path).extension().is_some_and(|end| end == "md");
    let mut paths: Vec<String> = docs.filter(is_page).collect();
    paths.push("README.md".to_owned());
    paths.sort();
    paths.into_iter().map(|path| Page { blocks: blocks(&path), path }).collect()
}

/// The commands of each block that run teamlint, be they in a shell or a job.
fn blocks(path: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(repository().join(path)).expect("a page");
    let mut blocks: Vec<Vec<String>> = vec![Vec::new()];
    let mut fence = None;
    for line in text.lines() {
        let block = blocks.last_mut().expect("a block");
        match (line.strip_prefix("```"), fence) {
            (Some(of), None) => {
                fence = Some(of);
                blocks.push(Vec::new());
            }
            (Some(_), Some(_)) => {
                fence = None;
                blocks.push(Vec::new());
            }
            (None, Some("sh")) => block.extend(line.starts_with("teamlint ").then(|| line.to_owned())),
            (None, Some(_)) => {
                let run = line.trim_start().trim_start_matches("- ").strip_prefix("run: ");
                block.extend(run.filter(|run| run.starts_with("teamlint ")).map(str::to_owned));
            }
            (None, None) => {}
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The words of a command, without a remark behind it.
fn words(line: &str) -> Vec<String> {
    let command = line.split("  #").next().unwrap_or_default().replace("$GITHUB_BASE_REF", "main");
    let words = command.split_whitespace().skip(1).take_while(|word| !word.starts_with('>'));
    words.map(|word| word.trim_matches(['"', '\'']).to_owned()).collect()
}

/// A folder as those who read have one: an organisation, with everything that commands name.
fn organisation() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, to) = (repository().join("examples"), folder.path());
    copy(&from, &to.join("examples"));
    copy(&from.join("three-person-startup"), to);
    copy(&from.join("backstage"), &to.join("path/to/catalog"));
    copy(&from.join("company-rules/policies"), &to.join("policies"));
    for (path, text) in [
        ("teams/teams.yaml", "teams: {payments: {members: [ana, ben]}}\n"),
        ("people.yaml", "people: {ana: {}, ben: {}}\n"),
        ("teamlint.yaml", "size: small\n"),
        ("policy/teamlint.yaml", "extends: found\n"),
    ] {
        fs::create_dir_all(to.join(path).parent().expect("a folder")).expect("a folder");
        fs::write(to.join(path), text).expect("a file");
    }
    if has_git() {
        git(to, &["init", "-q", "-b", "main"]);
        commit(to);
        git(to, &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).expect("an entry");
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).expect("a file");
        }
    }
}

#[test]
fn every_command_that_people_are_told_to_run_runs() {
    let pages = pages();
    for page in ["README.md", "docs/ci.md", "docs/pre-commit.md", "docs/audit.md", "docs/charter.md"] {
        assert!(pages.iter().any(|one| one.path == page && !one.blocks.is_empty()), "{page} tells of commands");
    }
    for Page { path, blocks } in &pages {
        let folder = organisation();
        for line in blocks.iter().flatten() {
            let words = words(line);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            if words.contains(&"--since") && !has_git() {
                continue;
            }
            let search = std::env::var("PATH").unwrap_or_default();
            let run = Program::new(&words).env("PATH", &search).within(folder.path()).run();
            assert!([0, 1].contains(&run.code), "{path}: `{line}` ends with {}\n{}", run.code, run.stderr);
        }
    }
}

#[test]
fn what_a_pull_request_can_say_is_covered_or_said_not_to_be() {
    let page = fs::read_to_string(repository().join("docs/configuration.md")).expect("a page");
    let (keys, rest) = page.split_once("\n```yaml\nrules:").expect("an example behind the keys");
    let (_, section) = rest.split_once("## What nobody can turn down").expect("a section");
    let (section, _) = section.split_once("\n## ").expect("another behind it");
    let rows = keys.lines().filter_map(|line| line.strip_prefix("| `")).filter_map(|row| row.split_once(" | "));
    let keys: Vec<&str> = rows.flat_map(|(keys, _)| keys.split(", ")).map(|key| key.trim_matches('`')).collect();
    assert!(keys.len() > 14, "{keys:?}");
    // These are there under other words: a page of its own, a waiver; and an address of pages changes no verdict.
    let in_words = ["ruleFolders", "waivers", "pages"];
    for key in keys.into_iter().filter(|key| !in_words.contains(key)) {
        assert!(section.contains(&format!("`{key}`")) || section.contains(&format!("`{key}:")), "{key}");
    }
}

#[test]
fn no_page_shows_a_configuration_that_is_refused() {
    for page in pages() {
        let text = fs::read_to_string(repository().join(&page.path)).expect("a page");
        assert!(!text.contains("extends: ../"), "{}: that leads out of a repository", page.path);
    }
}

#[test]
fn every_command_that_writes_is_named_where_that_is_promised() {
    let page = fs::read_to_string(repository().join("docs/security.md")).expect("a page");
    let row = page.lines().find(|line| line.starts_with("| Nothing is written but ")).expect("a row");
    let mut found = 0;
    let mut open = vec![repository().join("src/cli"), repository().join("src/lint")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a text");
            let writes = ["Disk::write(", "Disk::create(", "Disk::append(", "Disk.replace("];
            if !writes.iter().any(|write| text.contains(write)) {
                continue;
            }
            found += 1;
            let below = path.strip_prefix(repository().join("src")).expect("a file below");
            let name = below.components().nth(1).expect("a name").as_os_str().to_string_lossy();
            let command = match name.trim_end_matches(".rs") {
                "fixes" => "check --fix",
                "accept" => "test --accept",
                command => command,
            };
            assert!(row.contains(&format!("`{command}")), "`{command}` writes files, as {} shows", below.display());
        }
    }
    assert!(found > 6, "{found} files write");
}
