//! What the program runs among: disks that are full, folders that nobody may write, links in circles, paths that are no text.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use crate::support::program::Program;

const ORG: &str = "teams: {a: {members: [ana]}}\nservices: {s: {owner: []}}\n";

#[test]
fn a_full_disk_ends_every_command_with_2_and_is_told() {
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: there is no device that is always full here");
        return;
    }
    for arguments in [&["check"][..], &["check", "--format", "json"], &["load"], &["coverage"], &["rules"]] {
        let full = File::options().write(true).open("/dev/full").expect("a device");
        let run = Program::new(arguments).file("org.yaml", ORG).run_into(full);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.starts_with("error: the report could not be written: "), "{}", run.stderr);
    }
    let run = Program::new(&["check", "--output", "json=/dev/full"]).file("org.yaml", ORG).run();
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: `/dev/full` could not be written: "), "{}", run.stderr);
}

#[test]
fn links_in_circles_are_followed_nowhere_and_the_rest_is_judged() {
    let link = |folder: &Path, from: &str, to: &str| symlink(to, folder.join(from)).expect("a link");
    let run = Program::new(&["check", "--format", "json"])
        .file("a/org.yaml", ORG)
        .prepare(|folder| {
            link(folder, "a/up", "..");
            link(folder, "one", "other");
            link(folder, "other", "one");
            link(folder, "self.yaml", "self.yaml");
        })
        .run();
    let told = ["unowned-service", "unreadable-file"];
    assert!(told.iter().all(|rule| run.rule_names().iter().filter(|name| name == rule).count() == 1), "{}", run.stdout);
}

#[test]
fn a_path_that_is_no_text_is_read_and_shown_as_what_it_can_be() {
    let name = OsStr::from_bytes(b"t\xffms.yaml");
    let put = |folder: &Path| fs::write(folder.join(name), ORG).expect("a file");
    for arguments in [&["check", "--format", "json"][..], &["check", "--format", "json", "."]] {
        let run = Program::new(arguments).prepare(put).run();
        let finding = run.json()["findings"]
            .as_array()
            .and_then(|all| all.iter().find(|finding| finding["rule"] == "unowned-service").cloned());
        assert_eq!(finding.expect("it is read")["labels"][0]["file"], "t\u{fffd}ms.yaml");
    }
}

#[test]
fn what_nobody_may_read_or_write_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let allow = |path: &str, mode| fs::set_permissions(folder.join(path), Permissions::from_mode(mode)).expect("set");
    fs::create_dir(folder.join("locked")).expect("a folder");
    fs::write(folder.join("org.yaml"), ORG).expect("a file");
    fs::write(folder.join("secret.yaml"), ORG).expect("a file");
    allow("locked", 0o555);
    allow("secret.yaml", 0o000);
    if fs::read(folder.join("secret.yaml")).is_ok() {
        eprintln!("skipped: whoever runs this may read everything");
        return;
    }
    let run = |arguments: &[&str]| Program::new(arguments).within(folder).run();
    let judged = run(&["check", "--format", "json", "--output", "json=locked/report.json"]);
    assert_eq!(judged.code, 2);
    assert!(judged.stderr.starts_with("error: `locked/report.json` could not be written: "), "{}", judged.stderr);
    assert!(
        ["unreadable-file", "unowned-service"].iter().all(|rule| judged.rule_names().contains(&(*rule).to_owned()))
    );
    let written = run(&["baseline", "write", "org.yaml", "--baseline", "locked/baseline.txt"]);
    assert_eq!(written.code, 2);
    allow("locked", 0o755);
}
