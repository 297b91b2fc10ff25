//! `teamlint report` as people run it: the file it writes, and how it ends.

use std::fs;

use crate::support::program::Program;

const ORG: &str = "teams: {a: {members: [ana]}}\nservices: {s: {owner: []}}\n";

fn folder(org: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("org.yaml"), org).expect("a file");
    folder
}

#[test]
fn the_page_is_in_the_file_or_on_standard_output_and_is_the_same_every_time() {
    let folder = folder(ORG);
    let report = |arguments: &[&str]| {
        let arguments = [&["report", "org.yaml", "--as-of", "2026-06-15"], arguments].concat();
        Program::new(&arguments).within(folder.path()).run()
    };
    let written = report(&["-o", "audit.html"]);
    assert_eq!((written.code, written.stderr.as_str()), (0, ""));
    assert!(
        written.stdout.starts_with("audit.html: ") && written.stdout.ends_with(", 1 charter\n"),
        "{}",
        written.stdout
    );
    let page = fs::read_to_string(folder.path().join("audit.html")).expect("a page");
    for printed in [report(&[]), report(&["-o", "-"]), report(&["--output", "-"])] {
        assert_eq!((printed.code, printed.stdout), (0, page.clone()));
    }
}

#[test]
fn where_there_is_nothing_nothing_is_written() {
    let folder = folder("{}\n");
    fs::write(folder.path().join("audit.html"), "from before").expect("a file");
    let run = Program::new(&["report", "org.yaml", "-o", "audit.html"]).within(folder.path()).run();
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    assert!(
        run.stderr.contains("nothing to lint") && run.stderr.ends_with("`audit.html` is not written\n"),
        "{}",
        run.stderr
    );
    assert_eq!(fs::read_to_string(folder.path().join("audit.html")).expect("the file"), "from before");
}

#[test]
fn what_was_judged_or_compared_with_is_never_written_over() {
    let folder = folder(ORG);
    fs::write(folder.path().join("old.yaml"), ORG).expect("a file");
    for (file, what) in
        [("org.yaml", "what was judged"), ("./org.yaml", "what was judged"), ("old.yaml", "what is compared with")]
    {
        let run =
            Program::new(&["report", "org.yaml", "--against", "old.yaml", "-o", file]).within(folder.path()).run();
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert_eq!(run.stderr, format!("error: `{file}` is {what}, and is not written over\n"));
    }
    assert_eq!(fs::read_to_string(folder.path().join("org.yaml")).expect("the file"), ORG);
}

#[test]
fn nothing_but_a_page_from_before_is_written_over() {
    let folder = folder(ORG);
    let report = |file: &str| Program::new(&["report", "org.yaml", "-o", file]).within(folder.path()).run();
    fs::hard_link(folder.path().join("org.yaml"), folder.path().join("link.yaml")).expect("a link");
    fs::write(folder.path().join("notes.md"), "notes").expect("a file");
    fs::write(folder.path().join("empty.html"), "").expect("a file");
    for file in ["link.yaml", "notes.md"] {
        let run = report(file);
        let told = format!(
            "error: `{file}` is there, and no page that `teamlint report` has written, and is not written over\n"
        );
        assert_eq!((run.code, run.stderr), (2, told));
    }
    assert_eq!(fs::read_to_string(folder.path().join("org.yaml")).expect("the file"), ORG);
    for file in ["empty.html", "audit.html", "audit.html"] {
        assert_eq!(report(file).code, 0, "{file}");
    }
}

#[test]
fn what_cannot_be_read_whole_is_told_whatever_is_made_of_the_rest() {
    let broken = folder("version: 1\nteams:\n  a: {members: [x, y]}\n  b: {members: [\n");
    for (arguments, code) in
        [(&["graph", "org.yaml"][..], 1), (&["charter", "a", "org.yaml"], 1), (&["coverage", "org.yaml"], 0)]
    {
        let run = Program::new(arguments).within(broken.path()).run();
        assert_eq!(run.code, code, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("syntax-error") && !run.stdout.is_empty(), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn what_cannot_be_read_or_written_says_so_in_the_code() {
    let broken = folder("teams: {a: {members: [ana]}}\nservices: {s: {owner: [\n");
    let run = Program::new(&["report", ".", "-o", "audit.html"]).within(broken.path()).run();
    assert_eq!(run.code, 1, "{}", run.stderr);
    let page = fs::read_to_string(broken.path().join("audit.html")).expect("a page");
    assert!(page.contains("Not read whole"), "what is missing is said");
    let folder = folder(ORG);
    for (arguments, told) in [
        (vec!["-o", "no/such/audit.html"], "error: `no/such/audit.html` could not be written: it does not exist\n"),
        (vec!["--against", "nowhere"], "error: `--against` names `nowhere`, which does not exist\n"),
    ] {
        let run = Program::new(&[&["report", "org.yaml"], &arguments[..]].concat()).within(folder.path()).run();
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (2, "", told));
    }
    fs::write(folder.path().join("other.json"), "{\"version\": 7}").expect("a file");
    let run = Program::new(&["report", "org.yaml", "--against", "other.json"]).within(folder.path()).run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.starts_with("error: `other.json` is no report"), "{}", run.stderr);
}

#[test]
fn an_earlier_report_that_was_chosen_from_is_said_to_be_a_part() {
    let folder = folder(ORG);
    let run = |arguments: &[&str]| Program::new(arguments).within(folder.path()).run();
    let report = run(&["check", "org.yaml", "--format", "json", "--rule", "unowned-service"]);
    fs::write(folder.path().join("before.json"), report.stdout).expect("a file");
    let run = run(&["report", "org.yaml", "--against", "before.json"]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("note: the earlier report has only what was chosen"), "{}", run.stderr);
}
