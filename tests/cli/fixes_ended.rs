//! `check --fix` that somebody ends: whenever that is, each file is what it was or what it is to be.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::program::Program;

/// So many files are fixed.
const FILES: usize = 200;
/// So many times a run is ended.
const ENDS: u32 = 50;

fn before(n: usize) -> String {
    format!(
        "team: team-{n}\nmission: Carries letters  # of {n}\nmembers: [ana-{n}, ben-{n}, ana-{n}]\nduties: [oncall]\n"
    )
}

fn after(n: usize) -> String {
    format!("team: team-{n}\nmission: Carries letters  # of {n}\nmembers: [ana-{n}, ben-{n}]\nduties: [on-call]\n")
}

fn name(n: usize) -> String {
    format!("team-{n}.yaml")
}

fn put_back(folder: &Path) {
    for n in 0..FILES {
        fs::write(folder.join(name(n)), before(n)).expect("a file");
    }
}

/// What each file of a folder holds.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let one = |entry: fs::DirEntry| {
        (entry.file_name().into_string().expect("a name"), fs::read_to_string(entry.path()).expect("a text"))
    };
    entries.map(one).collect()
}

/// How many files are fixed, where each is the one or the other and nothing else is there that would be read.
fn fixed(folder: &Path) -> usize {
    let mut contents = contents(folder);
    let is_fixed = |n: usize| {
        let text = contents.remove(&name(n)).unwrap_or_else(|| panic!("{} is gone", name(n)));
        assert!(text == before(n) || text == after(n), "{}:\n{text}", name(n));
        text == after(n)
    };
    let fixed = (0..FILES).map(is_fixed).filter(|is_fixed| *is_fixed).count();
    for left in contents.keys() {
        let unfinished = left.strip_prefix(".teamlint-").and_then(|left| left.strip_suffix(".tmp"));
        assert!(unfinished.is_some(), "{left}");
    }
    fixed
}

fn start(folder: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_teamlint"))
        .args(["check", "--fix", "--quiet", "--rule", "duplicate-item", "--rule", "non-canonical-name"])
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// Ends a run as a system does, or as somebody at the keyboard.
fn end(run: &mut Child, by_keyboard: bool) {
    if by_keyboard && cfg!(unix) {
        let sent = Command::new("kill").args(["-INT", &run.id().to_string()]).stderr(Stdio::null()).status();
        sent.expect("a program that sends signals");
    } else {
        run.kill().expect("a run that can be ended");
    }
    run.wait().expect("it ends");
}

/// Waits until the first file is another.
fn wait_for_the_first(folder: &Path, run: &mut Child) {
    let is_fixed = |n: usize| fs::read_to_string(folder.join(name(n))).is_ok_and(|text| text == after(n));
    // Files are written in the order of their paths.
    while !is_fixed(0) && run.try_wait().expect("a run").is_none() {
        sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_run_that_is_ended_at_any_moment_leaves_each_file_as_it_was_or_is_to_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    put_back(folder);
    let begun = Instant::now();
    let whole_run = start(folder).wait().expect("it ends");
    let whole = begun.elapsed();
    assert_eq!((whole_run.code(), fixed(folder)), (Some(0), FILES));
    let mut halfway = 0;
    for n in 0..ENDS {
        put_back(folder);
        let mut run = start(folder);
        if n % 2 == 0 {
            // Spread over the whole run, by steps that are no part of it.
            sleep(whole * (n * 37 % ENDS) / ENDS);
        } else {
            wait_for_the_first(folder, &mut run);
            sleep(Duration::from_micros(u64::from(n) * 331 % 5_000));
        }
        end(&mut run, n % 3 == 0);
        let fixed = fixed(folder);
        halfway += usize::from(0 < fixed && fixed < FILES);
    }
    assert!(halfway > 0, "no run was ended while files were written");
    let run = Program::new(&["check", "--fix", "--format", "json"]).within(folder).run();
    assert_eq!(run.json()["summary"]["files"], FILES, "nothing that was left is read");
    assert_eq!(fixed(folder), FILES);
    let again = Program::new(&["check", "--diff", "--unsafe-fixes"]).within(folder).run();
    assert_eq!((again.code, again.stdout.as_str()), (0, ""));
}
