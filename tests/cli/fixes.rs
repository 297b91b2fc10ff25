//! `check --fix`, `--unsafe-fixes` and `--diff`: what becomes of the files, what is said, and how the run ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::program::{Program, Run};

const ORG: &str = "\
teams:
  sre:
    members: [ana, ben, ana]   # three?
    duties:
      - oncall
      - 'Incident Lead'
services:
  ledger: {owner: [], tier: 1}
";

const FIXED: &str = "\
teams:
  sre:
    members: [ana, ben]   # three?
    duties:
      - on-call
      - 'incident-command'
services:
  ledger: {owner: [], tier: 1}
";

/// What is fixed in [`ORG`], in words.
const IN_WORDS: &str = "3 findings in 1 file: 2 non-canonical-name, 1 duplicate-item";

fn within(folder: &Path, arguments: &[&str]) -> Run {
    Program::new(arguments).within(folder).run()
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("a file")
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

#[test]
fn what_is_safe_is_fixed_and_the_rest_reported() {
    let folder = folder(&[("org.yaml", ORG)]);
    let run = within(folder.path(), &["check", "--fix"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert_eq!(text(folder.path(), "org.yaml"), FIXED);
    assert!(run.stdout.contains("unowned-service"), "{}", run.stdout);
    assert!(run.stdout.contains(&format!("\nfixed {IN_WORDS}\n")), "{}", run.stdout);
    for gone in ["duplicate-item:", "non-canonical-name:"] {
        assert!(!run.stdout.contains(gone), "{}", run.stdout);
    }
    let again = within(folder.path(), &["check", "--fix"]);
    assert_eq!((again.code, text(folder.path(), "org.yaml").as_str()), (1, FIXED));
    assert!(!again.stdout.contains("fixed "), "{}", again.stdout);
    assert_eq!(again.stdout, within(folder.path(), &["check"]).stdout);
}

#[test]
fn who_takes_two_turns_keeps_them_and_a_record_is_no_copy_of_a_name() {
    let org = "\
teams:
  t:
    members: [a, b]
    duties: [{duty: ci-cd-pipelines, level: informed}, ci-cd-pipelines]
rotations:
  r: {team: t, participants: [a, b, a], turn: 1w}
  s: {team: t, layers: {p: {participants: [a, b, a], turn: 1w}}}
";
    let folder = folder(&[("org.yaml", org)]);
    within(folder.path(), &["check", "--fix", "org.yaml"]);
    assert_eq!(text(folder.path(), "org.yaml"), org);
}

#[test]
fn what_is_left_decides_the_exit_code() {
    let folder = folder(&[("org.yaml", "teams: {sre: {members: [ana, ben, ana]}}\n")]);
    let arguments = ["check", "--fail-on", "advice", "--rule", "duplicate-item"];
    assert_eq!(within(folder.path(), &arguments).code, 1);
    assert_eq!(within(folder.path(), &[&arguments[..], &["--fix"]].concat()).code, 0);
}

#[test]
fn json_counts_what_was_fixed() {
    let folder = folder(&[("org.yaml", ORG)]);
    let report = within(folder.path(), &["check", "--fix", "--format", "json"]).json();
    let expected = serde_json::json!({
        "findings": 3, "files": 1, "rules": {"duplicate-item": 1, "non-canonical-name": 2}
    });
    assert_eq!(report["summary"]["fixed"], expected);
    let report = within(folder.path(), &["check", "--format", "json"]).json();
    assert_eq!(report["summary"].get("fixed"), None);
}

#[test]
fn only_what_is_chosen_is_fixed() {
    let folder = folder(&[("org.yaml", ORG)]);
    within(folder.path(), &["check", "--fix", "--rule", "duplicate-item"]);
    assert_eq!(text(folder.path(), "org.yaml"), ORG.replace(", ana]", "]"));
}

#[test]
fn what_is_waived_or_off_stays() {
    let waived = ORG.replace("# three?", "# teamlint: allow duplicate-item ana works twice");
    let off = "rules: {non-canonical-name: off}\n";
    let folder = folder(&[("org.yaml", &waived), ("teamlint.yaml", off)]);
    let run = within(folder.path(), &["check", "--fix"]);
    assert_eq!(text(folder.path(), "org.yaml"), waived, "{}", run.stdout);
}

#[test]
fn a_diff_changes_nothing_and_is_what_a_fix_would_do() {
    let folder = folder(&[("org/teams.yaml", ORG), ("org/x.yaml", "team: x\nmembers: [dia]\n")]);
    let run = within(folder.path(), &["check", "org", "--diff"]);
    assert_eq!((run.code, run.stderr), (1, format!("would fix {IN_WORDS}\n")));
    assert_eq!(text(folder.path(), "org/teams.yaml"), ORG);
    let mut patch =
        Command::new("git").args(["apply", "-"]).current_dir(folder.path()).stdin(Stdio::piped()).spawn().expect("git");
    std::io::Write::write_all(&mut patch.stdin.take().expect("a pipe"), run.stdout.as_bytes()).expect("git reads");
    assert!(patch.wait().expect("git ends").success(), "{}", run.stdout);
    assert_eq!(text(folder.path(), "org/teams.yaml"), FIXED);
    let run = within(folder.path(), &["check", "org", "--diff", "--fix"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn standard_input_comes_out_fixed_and_the_report_goes_beside_it() {
    let run = Program::new(&["check", "--fix", "-"]).stdin(ORG).run();
    assert_eq!((run.code, run.stdout.as_str()), (1, FIXED));
    assert!(run.stderr.contains("unowned-service") && run.stderr.contains("fixed 3 findings"), "{}", run.stderr);
    for as_it_is in ["# ::error::x ##[y]\nteams: {a: {members: [ana]}}", "a: [", ""] {
        assert_eq!(Program::new(&["check", "--fix", "-"]).stdin(as_it_is).run().stdout, as_it_is);
    }
    let run = Program::new(&["check", "--diff", "-"]).stdin("teams: {a: {members: [ana, ana]}}").run();
    let expected = "--- a/<stdin>\n+++ b/<stdin>\n@@ -1 +1 @@\n-teams: {a: {members: [ana, ana]}}\n\\ No newline at \
        end of file\n+teams: {a: {members: [ana]}}\n\\ No newline at end of file\n";
    assert_eq!((run.code, run.stdout.as_str()), (1, expected));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_told_and_the_rest_is_fixed() {
    use std::os::unix::fs::PermissionsExt;
    let double = "members: [ana, ana]\n";
    let of = |team: &str| format!("team: {team}\n{double}");
    let folder = folder(&[("a.yaml", &of("a")), ("b.yaml", &of("b")), ("c.yaml", &of("c"))]);
    fs::set_permissions(folder.path().join("b.yaml"), fs::Permissions::from_mode(0o444)).expect("permissions");
    let run = within(folder.path(), &["check", "--fix", "--advice"]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert_eq!(run.stderr, "error: `b.yaml` could not be written: permission denied\n");
    let fixed = |name: &str| text(folder.path(), name).contains("[ana]");
    assert_eq!([fixed("a.yaml"), fixed("b.yaml"), fixed("c.yaml")], [true, false, true]);
    assert!(run.stdout.contains("fixed 2 findings in 2 files: 2 duplicate-item\n"), "{}", run.stdout);
    assert!(run.stdout.contains("b.yaml:2:16"), "what is left is reported: {}", run.stdout);
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_nothing_behind_one_that_leads_out_is_changed() {
    use std::os::unix::fs::symlink;
    let double = "members: [ana, ana]\n";
    let folder = folder(&[
        ("org/shared/a.txt", &format!("team: a\n{double}")),
        ("elsewhere/b.txt", &format!("team: b\n{double}")),
    ]);
    symlink("shared/a.txt", folder.path().join("org/a.yaml")).expect("a link");
    symlink("../elsewhere/b.txt", folder.path().join("org/b.yaml")).expect("a link");
    let run = within(folder.path(), &["check", "--fix", "org/a.yaml", "org/b.yaml"]);
    let is_link = |name: &str| fs::symlink_metadata(folder.path().join(name)).expect("a file").is_symlink();
    assert!(is_link("org/a.yaml") && is_link("org/b.yaml"));
    assert_eq!(text(folder.path(), "org/shared/a.txt"), "team: a\nmembers: [ana]\n");
    assert_eq!(text(folder.path(), "elsewhere/b.txt"), format!("team: b\n{double}"));
    assert_eq!(run.stderr, "note: `org/b.yaml` is left as it is: a link leads out of the folder that it is in\n");
}

#[test]
fn bytes_that_are_no_text_stay_in_a_file_that_is_left_alone() {
    let folder = folder(&[]);
    let bytes = b"teams: {a: {members: [ana, ana]}} # caf\xe9\n";
    fs::write(folder.path().join("org.yaml"), bytes).expect("a file");
    let run = within(folder.path(), &["check", "--fix"]);
    assert_eq!(fs::read(folder.path().join("org.yaml")).expect("a file"), bytes);
    assert_eq!(run.stderr, "note: `org.yaml` is left as it is: it is not UTF-8 as a whole\n");
}

#[test]
fn what_goes_with_what_is_said_in_usage() {
    let run = Program::new(&["check", "--unsafe-fixes"]).run();
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--fix") && run.stderr.contains("--diff"), "{}", run.stderr);
    let run = Program::new(&["check", "--diff", "--format", "json"]).run();
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot be used with"), "{}", run.stderr);
}
