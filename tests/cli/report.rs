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
        (vec!["-o", "."], "error: `.` could not be written: it is a folder\n"),
        (vec!["--against", "nowhere"], "error: `--against` names `nowhere`, which does not exist\n"),
    ] {
        let run = Program::new(&[&["report", "org.yaml"], &arguments[..]].concat()).within(folder.path()).run();
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (2, "", told));
    }
    fs::write(folder.path().join("other.json"), "{\"version\": 7}").expect("a file");
    let run = Program::new(&["report", "org.yaml", "--against", "other.json"]).within(folder.path()).run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.starts_with("error: `other.json` declares nothing, and is no earlier report"), "{}", run.stderr);
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

#[test]
fn an_earlier_state_that_is_none_is_refused_with_what_can_be_one() {
    let folder = folder(ORG);
    let report = |old: &str| {
        Program::new(&["report", "org.yaml", "--against", old, "-o", "audit.html"]).within(folder.path()).run()
    };
    let sarif = Program::new(&["check", "org.yaml", "--format", "sarif"]).within(folder.path()).run().stdout;
    let page = Program::new(&["report", "org.yaml", "-o", "-"]).within(folder.path()).run().stdout;
    let texts = [("{}", "a.json"), (&sarif, "b.sarif"), (&page, "c.html"), ("- 1\n", "d.yaml"), ("", "e.json")];
    for (text, old) in texts {
        fs::write(folder.path().join(old), text).expect("a file");
        let run = report(old);
        let told = format!(
            "error: `{old}` declares nothing, and is no earlier report; `--against` takes a folder or a file of an organisation, \
             what `teamlint snapshot` wrote, or what `teamlint check --format json` wrote\n"
        );
        assert_eq!((run.code, run.stdout.as_str(), run.stderr), (2, "", told));
    }
    #[cfg(unix)]
    assert!(report("/dev/null").stderr.starts_with("error: `/dev/null` declares nothing, and is no earlier report"));
    fs::create_dir(folder.path().join("unread")).expect("a folder");
    fs::write(folder.path().join("unread/org.yaml"), [0xff; 400]).expect("a file");
    let run = Program::new(&["report", "org.yaml", "--against", "unread", "-o", "-"]).within(folder.path()).run();
    assert!(
        run.stderr.contains("could not be read whole") && !run.stderr.contains("nothing to lint"),
        "{}",
        run.stderr
    );
    fs::write(folder.path().join("f.json"), "{\"findings\": [], \"version\": 9}").expect("a file");
    let run = report("f.json");
    assert!(run.code == 2 && run.stderr.contains("is a report of version 9, and 1 can be read; `--against` takes"));
    assert!(!folder.path().join("audit.html").exists(), "nothing is written");
}

#[test]
fn a_report_is_one_in_whatever_order_its_keys_are_and_what_declares_something_in_json_is_none() {
    let folder = folder(ORG);
    let json = Program::new(&["check", "org.yaml", "--format", "json"]).within(folder.path()).run().stdout;
    let sorted: std::collections::BTreeMap<String, serde_json::Value> = serde_json::from_str(&json).expect("JSON");
    let native =
        "{\"version\": 1, \"teams\": {\"a\": {\"members\": [\"ana\"]}}, \"services\": {\"s\": {\"owner\": []}}}";
    let marked = format!("\u{feff}{json}");
    for text in [json.clone(), marked, serde_json::to_string(&sorted).expect("JSON"), native.to_owned()] {
        fs::write(folder.path().join("old.json"), text).expect("a file");
        let arguments = ["report", "org.yaml", "--against", "old.json", "-o", "-"];
        let run = Program::new(&arguments).within(folder.path()).run();
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        assert!(run.stdout.contains("0 new, 0 worse, 0 mended"), "nothing has changed");
    }
}

#[test]
fn what_could_not_be_read_before_makes_nothing_new_or_mended() {
    let folder = folder(ORG);
    fs::write(folder.path().join("old.yaml"), "teams:\n  a: {members: [ana]}\nservices:\n  s: {owner: [\n")
        .expect("a file");
    let json = Program::new(&["check", "old.yaml", "--format", "json"]).within(folder.path()).run().stdout;
    assert!(json.contains("syntax-error"), "{json}");
    fs::write(folder.path().join("old.json"), json).expect("a file");
    for old in ["old.yaml", "old.json"] {
        let run = Program::new(&["report", "org.yaml", "--against", old, "-o", "-"]).within(folder.path()).run();
        let note = "note: before, `old.yaml` could not be read whole: of what was not found then it is not known whether it is new\n";
        assert_eq!((run.code, run.stderr.as_str()), (0, note));
        let since = &run.stdout[run.stdout.find("id=\"since\"").expect("what became of it")..];
        assert!(run.stdout.contains("<span class=\"since unknown\">new?</span>"), "{old}");
        assert!(!run.stdout.contains("<span class=\"since\">new</span>"), "{old}");
        assert!(!since.contains("syntax-error"), "what could not be read is told by itself, and not mended: {old}");
    }
}

#[test]
fn what_is_new_or_worse_is_marked_on_the_sheet_of_its_team_and_counted_on_the_cover() {
    let folder = folder("teams: {a: {members: [ana]}}\nservices: {s: {owner: a, tier: 1}}\n");
    fs::write(folder.path().join("old.yaml"), "teams: {a: {members: [ana, ben, cem, dia, eli]}}\n").expect("a file");
    let run = Program::new(&["report", "org.yaml", "--against", "old.yaml", "-o", "-"]).within(folder.path()).run();
    let marks = |id: &str| crate::support::audits::section(&run.stdout, id).matches("class=\"since\">new<").count();
    assert!(marks("charters") > 0 && marks("charters") <= marks("findings"), "{}", marks("charters"));
    let cover = &run.stdout[..run.stdout.find("</header>").expect("a cover")];
    assert!(cover.contains("Since <code>") && cover.contains(" new, 0 worse, "), "{cover}");
}

#[test]
fn a_page_that_is_named_where_files_are_read_gets_the_option_that_was_forgotten() {
    let folder = folder(ORG);
    for (command, file) in
        [("report", "audit.html"), ("report", "Audit.HTM"), ("graph", "teams.svg"), ("graph", "t.dot")]
    {
        let run = Program::new(&[command, "org.yaml", file]).within(folder.path()).run();
        let told = format!(
            "error: `{file}` stands where files of the organisation are named, and is none; write `-o {file}` to have it written\n"
        );
        assert_eq!((run.code, run.stdout.as_str(), run.stderr), (2, "", told));
    }
    // A folder may be called as it likes.
    fs::create_dir(folder.path().join("org.html")).expect("a folder");
    fs::write(folder.path().join("org.html/org.yaml"), ORG).expect("a file");
    let run = Program::new(&["report", "org.html", "-o", "-"]).within(folder.path()).run();
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn the_folders_that_a_file_is_to_lie_in_are_made_by_every_command() {
    let folder = folder(ORG);
    for (rank, arguments) in [
        &["report", "org.yaml", "-o"][..],
        &["graph", "org.yaml", "-o"],
        &["charter", "a", "org.yaml", "-o"],
        &["check", "org.yaml", "--output"],
    ]
    .into_iter()
    .enumerate()
    {
        let file = format!("deep/{rank}/er/out.html");
        let named = if arguments[0] == "check" { format!("json={file}") } else { file.clone() };
        let run = Program::new(&[arguments, &[named.as_str()]].concat()).within(folder.path()).run();
        assert!(run.code < 2, "{arguments:?}: {}", run.stderr);
        assert!(folder.path().join(file).is_file(), "{arguments:?}");
    }
}

#[test]
fn a_graph_goes_into_a_file_as_a_page_does() {
    let folder = folder("teams: {a: {members: [ana]}, b: {}}\ninteractions: [{from: a, to: b, mode: collaboration}]\n");
    let graph = |more: &[&str]| Program::new(&[&["graph", "org.yaml"], more].concat()).within(folder.path()).run();
    let printed = graph(&[]).stdout;
    assert_eq!(graph(&["-o", "-"]).stdout, printed);
    let written = graph(&["--output", "teams.svg"]);
    assert_eq!((written.code, written.stdout.as_str()), (0, "teams.svg: 2 boxes and 1 line\n"));
    assert_eq!(fs::read_to_string(folder.path().join("teams.svg")).expect("a picture"), printed);
    let over = graph(&["-o", "org.yaml"]);
    assert_eq!(over.stderr, "error: `org.yaml` is what was judged, and is not written over\n");
    assert_eq!((over.code, graph(&["-o", "."]).code), (2, 2));
    fs::write(folder.path().join("notes.md"), "notes").expect("a file");
    let over = graph(&["-o", "notes.md"]);
    let told = "error: `notes.md` is there, and nothing that `teamlint graph` has written: it is not written over\n";
    assert_eq!((over.code, over.stderr.as_str()), (2, told));
    for format in ["svg", "mermaid", "dot", "json"] {
        let again = [(); 2].map(|()| graph(&["--format", format, "-o", "again"]));
        assert_eq!(again.map(|run| (run.code, run.stderr)), [(); 2].map(|()| (0, String::new())), "{format}");
    }
    let alone = graph(&["--around", "a", "--depth", "0", "--format", "json"]);
    let told = "note: no step away from `a` there is nothing but itself; `--depth 1` shows what it is tied to\n";
    assert_eq!((alone.code, alone.stderr.as_str()), (0, told));
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to() {
    let folder = folder(ORG);
    let commands =
        [&["report", "org.yaml"][..], &["graph", "org.yaml", "--format", "dot"], &["charter", "a", "org.yaml"]];
    for arguments in commands {
        let run = Program::new(&[arguments, &["-o", "/dev/null"]].concat()).within(folder.path()).run();
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
    }
}
