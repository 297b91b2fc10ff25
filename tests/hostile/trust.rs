//! The author of a pull request is nobody's friend: what they write, link or configure reads nothing outside of the
//! repository, waits for nothing, and says nothing to a CI system or a spreadsheet. `docs/security.md` promises it.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::support::program::{Program, Run};

const SECRET: &str = "hunter2";

/// A folder with a repository in `tree`, and a secret beside it that is YAML and a rule page.
fn around(arguments: &[&str]) -> Program {
    Program::new(arguments)
        .file("secret.yaml", &format!("version: 1\nteams: {{a: {{mission: {SECRET}}}}}\n{SECRET}: 1\n"))
        .file("pages/secret.md", &format!("{SECRET}\n"))
        .file("tree/.git/HEAD", "ref: refs/heads/main\n")
        .file("tree/org.yaml", "version: 1\nteams:\n  a: {members: [x, y, z, v, w]}\n")
}

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().expect("mkfifo");
    assert!(made.success());
}

/// Nothing of the secret is told, and what is wrong is.
fn keeps_the_secret(run: &Run, code: i32, told: &str) {
    let all = format!("{}{}", run.stdout, run.stderr);
    assert!(!all.contains(SECRET), "{all}");
    let flat = all.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
    assert!(flat.contains(told), "{all}");
    assert_eq!(run.code, code, "{all}");
}

#[test]
fn a_configuration_that_was_found_reads_nothing_outside_of_the_repository() {
    let outside = "it is outside of the repository";
    for (configuration, told) in [
        ("taxonomy: ../secret.yaml", outside),
        ("taxonomy: link.yaml", outside),
        ("taxonomy: folder/secret.yaml", outside),
        ("taxonomy: /proc/self/environ", outside),
        ("taxonomy: /dev/zero", outside),
        ("taxonomy: pipe", "it is a pipe, not a file"),
        ("taxonomy: .git", "it is a folder"),
        ("extends: ../secret.yaml", outside),
        ("extends: link.yaml", outside),
        ("extends: [folder/secret.yaml]", outside),
        ("extends: /proc/self/environ", outside),
        ("extends: ..", outside),
        ("extends: pipe", "it is a pipe, not a file"),
        ("extends: .git", "it is a folder"),
        ("ruleFolders: [../pages]", outside),
        ("ruleFolders: [folder/pages]", outside),
        ("ruleFolders: [own]", outside),
        ("ruleFolders: [pipe]", "it is a pipe, not a file"),
    ] {
        let prepare = |folder: &Path| {
            let tree = folder.join("tree");
            symlink("../secret.yaml", tree.join("link.yaml")).expect("a link");
            symlink("..", tree.join("folder")).expect("a link");
            fs::create_dir(tree.join("own")).expect("a folder");
            symlink("../../pages/secret.md", tree.join("own/page.md")).expect("a link");
            pipe(&tree.join("pipe"));
        };
        let run = around(&["check", "tree", "--only", "tree/org.yaml"])
            .file("tree/teamlint.yaml", &format!("{configuration}\n"))
            .prepare(prepare)
            .run();
        keeps_the_secret(&run, 2, told);
    }
}

#[test]
fn whoever_names_a_configuration_may_have_it_lead_anywhere() {
    let run = around(&["check", "tree", "--config", "ci.yaml"])
        .file("ci.yaml", "taxonomy: words/own.yaml\n")
        .file("words/own.yaml", "tools: {}\n")
        .run();
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
}

#[test]
fn a_configuration_that_cannot_be_read_is_told_and_not_taken_for_none() {
    let link = |to: &'static str| move |folder: &Path| symlink(to, folder.join("tree/teamlint.yaml")).expect("a link");
    keeps_the_secret(
        &around(&["check", "tree"]).prepare(link("nowhere")).run(),
        2,
        "cannot be read: it does not exist",
    );
    keeps_the_secret(&around(&["check", "tree"]).prepare(link("../secret.yaml")).run(), 2, "outside of the repository");
    let pipe = |folder: &Path| pipe(&folder.join("tree/teamlint.yaml"));
    keeps_the_secret(&around(&["check", "tree"]).prepare(pipe).run(), 2, "cannot be read: it is a pipe");
    let folder = |folder: &Path| fs::create_dir(folder.join("tree/teamlint.yaml")).expect("a folder");
    keeps_the_secret(&around(&["check", "tree"]).prepare(folder).run(), 2, "cannot be read: it is a folder");
}

#[test]
fn a_link_leads_nowhere_out_of_the_repository() {
    let told = "`tree/link.yaml` leads out of the repository by a symbolic link, and is not read";
    let link = |folder: &Path| symlink("../secret.yaml", folder.join("tree/link.yaml")).expect("a link");
    keeps_the_secret(&around(&["check", "tree"]).prepare(link).run(), 1, told);
    keeps_the_secret(&around(&["check", "tree/org.yaml", "tree/link.yaml"]).prepare(link).run(), 1, told);
    let folder = |folder: &Path| symlink("..", folder.join("tree/folder")).expect("a link");
    for named in ["tree/folder", "tree/folder/secret.yaml"] {
        let told = format!("`{named}` leads out of the repository by a symbolic link, and is not read");
        keeps_the_secret(&around(&["check", named]).prepare(folder).run(), 1, &told);
    }
    // Within the repository it is a file like any other.
    let inside = |folder: &Path| {
        fs::create_dir(folder.join("tree/b")).expect("a folder");
        symlink("../org.yaml", folder.join("tree/b/link.yaml")).expect("a link");
    };
    let run = around(&["check", "tree/b"]).prepare(inside).run();
    assert!(run.stdout.contains("1 of 6 entities in 1 file"), "{}", run.stdout);
}

#[test]
fn a_location_leads_nowhere_out_of_the_repository_wherever_the_program_is_run() {
    for target in ["../secret.yaml", "../*.yaml", "x/../../secret.yaml", "link.yaml", "folder/secret.yaml"] {
        let location = format!(
            "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {{name: all}}\nspec: {{targets: [\"{target}\"]}}\n"
        );
        let links = |folder: &Path| {
            let tree = folder.join("tree");
            fs::create_dir(tree.join("x")).expect("a folder");
            symlink("../secret.yaml", tree.join("link.yaml")).expect("a link");
            symlink("..", tree.join("folder")).expect("a link");
        };
        let run = around(&["check", "--advice", "tree"]).file("tree/catalog-info.yaml", &location).prepare(links).run();
        let all = format!("{}{}", run.stdout, run.stderr);
        assert!(!all.contains(SECRET) && all.contains("is outside of the folder"), "{target}: {all}");
    }
}

#[test]
fn a_folder_of_pages_vouches_for_no_link_in_it() {
    let pages = |folder: &Path| {
        fs::create_dir(folder.join("tree/pages")).expect("a folder");
        symlink("../../pages/secret.md", folder.join("tree/pages/x.md")).expect("a link");
    };
    for arguments in [
        &["check", "tree", "--rule-folder", "tree/pages"][..],
        &["test", "tree/pages"],
        &["test", "tree/pages", "--accept"],
    ] {
        keeps_the_secret(&around(arguments).prepare(pages).run(), 2, "it is outside of the repository");
    }
    let pipes = |folder: &Path| {
        fs::create_dir(folder.join("tree/pages")).expect("a folder");
        pipe(&folder.join("tree/pages/x.md"));
    };
    keeps_the_secret(&around(&["test", "tree/pages"]).prepare(pipes).run(), 2, "it is a pipe, not a file");
}

#[test]
fn ignore_files_count_that_are_in_the_repository_and_are_no_links() {
    let read = |program: Program| program.run().stdout.contains("in 1 file");
    assert!(read(around(&["check", "tree"])));
    assert!(!read(around(&["check", "tree"]).file("tree/.gitignore", "org.yaml\n")));
    assert!(!read(around(&["check", "tree"]).file("tree/.ignore", "org.yaml\n")));
    assert!(read(around(&["check", "tree"]).file(".gitignore", "org.yaml\n")), "it lies above the repository");
    assert!(read(around(&["check", "tree"]).file(".ignore", "org.yaml\n")), "it lies above the repository");
    let user = around(&["check", "tree"]).file("home/git/ignore", "org.yaml\n");
    let home = |program: Program, folder: &Path| program.env("XDG_CONFIG_HOME", &folder.join("home").to_string_lossy());
    let mut at = None;
    let user = user.prepare(|folder| at = Some(folder.to_path_buf()));
    assert!(read(home(user, &at.expect("a folder"))), "it is the user's own");
    let link = |folder: &Path| {
        fs::write(folder.join("list"), "org.yaml\n").expect("written");
        symlink("../list", folder.join("tree/.gitignore")).expect("a link");
    };
    assert!(read(around(&["check", "tree"]).prepare(link)), "git follows none either");
}

#[test]
fn what_configuration_leaves_out_is_left_out_however_it_is_written_and_whoever_names_it() {
    let location =
        "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec: {targets: [./x/group.yaml]}\n";
    let group = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: BAD NAME}\nspec: {type: team, children: []}\n";
    for exclude in ["x", "./x", "/x/", "./x/group.yaml", "x/*"] {
        let run = Program::new(&["check", "--format", "json"])
            .file("teamlint.yaml", &format!("exclude: [\"{exclude}\"]\n"))
            .file("catalog-info.yaml", location)
            .file("x/group.yaml", group)
            .run();
        assert_eq!(run.rule_names(), Vec::<String>::new(), "{exclude}");
    }
}

#[test]
fn no_name_is_a_command_to_a_ci_system() {
    let name = "x ::error file=a::b ##[warning]\\n::set-env name=c::d\\n##vso[task.setvariable]e";
    let org =
        format!("version: 1\nteams:\n  \"{name}\":\n    members: [\"{name}\", \"{name}\"]\n    owns: [\"{name}\"]\n");
    let path = "::error::a.yaml";
    for arguments in [
        &["check"][..],
        &["check", "--advice", "--all"],
        &["check", "--format", "compact"],
        &["check", "--statistics"],
        &["load"],
        &["load", "--format", "csv"],
        &["load", "--format", "markdown"],
        &["coverage", "--all"],
        &["graph", "--view", "ownership", "--around", name],
        &["graph", "--view", "reporting", "--format", "mermaid", "--around", name],
        &["graph", "--view", "reporting", "--format", "dot", "--around", name],
        &["explain", "team:x"],
        &["explain", "team-size", name],
        &["check", "--as-of", "a\n::error::x"],
        &["check", "--x\n::error::y"],
    ] {
        for columns in ["40", "57", "80"] {
            let run = Program::new(arguments).file(path, &org).env("COLUMNS", columns).run();
            for line in run.stdout.lines().chain(run.stderr.lines()) {
                let line = line.trim_start();
                let is_command = line.starts_with("::") || line.contains("##vso[") || line.contains("##[");
                assert!(!is_command, "{arguments:?}\n{}{}", run.stdout, run.stderr);
            }
        }
    }
}

#[test]
fn json_keeps_a_name_that_would_be_a_command() {
    let name = "a ##vso[task.setvariable]b ##[error]c";
    let org = format!(
        "version: 1\nservices:\n  \"{name}\": {{tier: 1, lifecycle: production}}\nteams: {{a: {{mission: x}}}}\n"
    );
    let run = Program::new(&["check", "--format", "json"]).file("org.yaml", &org).run();
    assert!(!run.stdout.contains("##vso[") && !run.stdout.contains("##["), "{}", run.stdout);
    assert!(run.rules().contains(&("unowned-service".to_owned(), format!("service:{name}"))), "{}", run.stdout);
}

#[test]
fn a_closed_pipe_keeps_the_code_of_the_judgement() {
    let org = "version: 1\nservices:\n  pay: {owner: nobody-here, tier: 1}\nteams:\n  a: {members: [x, y, z, v, w]}\n";
    for arguments in [&["check"][..], &["check", "--format", "json"], &["check", "--format", "compact"]] {
        let open = Program::new(arguments).file("org.yaml", org).run();
        let closed = Program::new(arguments).file("org.yaml", org).run_with_closed_stdout();
        assert_eq!((open.code, closed.code), (1, 1), "{arguments:?}: {}{}", open.stdout, closed.stderr);
        assert_eq!(closed.stderr, "");
    }
}

#[test]
fn what_is_not_there_ends_every_command_alike() {
    for arguments in [
        &["check", "gone"][..],
        &["load", "gone"],
        &["coverage", "gone"],
        &["graph", "gone"],
        &["explain", "team:a", "--in", "gone"],
    ] {
        let run = Program::new(arguments).run();
        assert_eq!(run.code, 1, "{arguments:?}: {}", run.stderr);
        assert!(format!("{}{}", run.stdout, run.stderr).contains("`gone` does not exist"), "{arguments:?}");
    }
    for arguments in [&["check"][..], &["load"], &["coverage"], &["graph"], &["explain", "team:a"]] {
        let run = Program::new(arguments).run();
        assert_eq!(run.code, 3, "{arguments:?}: {}", run.stderr);
    }
}
