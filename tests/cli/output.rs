//! Reports to files, beside the one to standard output.

use std::fs;

use crate::support::program::Program;

const ORG: &str = "teams: {a: {members: [ana]}}\nservices: {s: {owner: []}}\n";

#[test]
fn each_file_has_what_its_format_would_have_printed_and_the_code_is_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let within = |arguments: &[&str]| Program::new(arguments).within(folder.path()).run();
    fs::write(folder.path().join("org.yaml"), ORG).expect("a file");
    let run = within(&["check", "org.yaml", "--output", "json=a=b.json", "--output", "compact=c.txt"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let written = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a report");
    for (file, format) in [("a=b.json", "json"), ("c.txt", "compact")] {
        assert_eq!(written(file), within(&["check", "org.yaml", "--format", format]).stdout, "{format}");
    }
    assert_eq!(run.stdout, within(&["check", "org.yaml"]).stdout);
}

#[test]
fn a_file_has_no_colours_whatever_the_screen_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("org.yaml"), ORG).expect("a file");
    let arguments = ["check", "org.yaml", "--color", "always", "--output", "text=r.txt"];
    assert!(Program::new(&arguments).within(folder.path()).run().stdout.contains('\u{1b}'));
    assert!(!fs::read_to_string(folder.path().join("r.txt")).expect("a report").contains('\u{1b}'));
}

#[test]
fn what_cannot_be_written_ends_with_2_after_everything_else_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| fs::write(folder.path().join(path), text).expect("a file");
    put("org.yaml", ORG);
    put("reports", "");
    let check = |output: &str| Program::new(&["check", "org.yaml", "--output", output]).within(folder.path()).run();
    let run = check("json=reports/check.json");
    assert_eq!(run.code, 2);
    assert_eq!(run.stderr, "error: `reports/check.json` could not be written: what is to be its folder is none\n");
    assert!(run.stdout.contains("unowned-service"), "{}", run.stdout);
    // Folders that are not there yet are made.
    let run = check("json=new/and/below/check.json");
    assert_eq!((run.code == 2, run.stderr.as_str()), (false, ""));
    assert!(folder.path().join("new/and/below/check.json").is_file());
}

#[test]
fn what_is_no_output_says_what_to_write() {
    for (output, said) in [
        ("json", "write FORMAT=FILE"),
        ("json=", "write FORMAT=FILE"),
        ("jsno=a.json", "there is no format `jsno`; did you mean `json`?"),
        ("json=-", "write `--format json` for standard output"),
    ] {
        let run = Program::new(&["check", "--output", output]).run();
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{output}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    let run = Program::new(&["check", "--output", "json=a", "--output", "compact=a"]).run();
    assert_eq!((run.code, run.stderr.as_str()), (2, "error: two reports go to `a`\n"));
}

#[test]
fn what_was_judged_is_never_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| fs::write(folder.path().join(path), text).expect("a file");
    put("org.yaml", ORG);
    put("teamlint.yaml", "size: small\n");
    for file in ["org.yaml", "./org.yaml", "teamlint.yaml"] {
        let run = Program::new(&["check", ".", "--output", &format!("json={file}")]).within(folder.path()).run();
        let said = format!("error: `{file}` is what was judged, and is not written over\n");
        assert_eq!((run.code, run.stderr), (2, said));
    }
    assert_eq!(fs::read_to_string(folder.path().join("org.yaml")).expect("the file"), ORG);
}

#[test]
fn a_report_from_before_is_written_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("org.yaml"), ORG).expect("a file");
    for format in ["json", "gitlab", "sarif", "rdjson"] {
        let output = format!("{format}=report.json");
        let reports = [(); 2].map(|()| {
            let run = Program::new(&["check", ".", "--output", &output]).within(folder.path()).run();
            assert_eq!((run.code == 2, run.stderr.as_str()), (false, ""), "{format}");
            fs::read_to_string(folder.path().join("report.json")).expect("a report").len()
        });
        assert!(reports.iter().all(|length| *length > 100), "{format}: {reports:?}");
    }
}

/// Whoever writes a repository may have put links into it: nothing is written through one that leads out.
#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_that_leads_out_of_the_repository() {
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().expect("a folder");
    let at = |path: &str| folder.path().join(path);
    for made in ["repository/.git", "repository/inside", "outside"] {
        fs::create_dir_all(at(made)).expect("a folder");
    }
    fs::write(at("repository/org.yaml"), ORG).expect("a file");
    fs::write(at("repository/old.svg"), "<svg >").expect("a file");
    fs::write(at("outside/there"), "<svg >").expect("a file");
    let link = |from: &str, to: &str| symlink(to, at("repository").join(from)).expect("a link");
    link("file", "../outside/there");
    link("nothing", "../outside/new");
    link("folder", "../outside");
    link("within", "inside");
    link("old", "old.svg");
    let commands: [(&[&str], &str); 4] = [
        (&["check", "org.yaml"], "json="),
        (&["graph", "org.yaml"], ""),
        (&["report", "org.yaml"], ""),
        (&["generate", "man"], ""),
    ];
    for (command, format) in commands {
        for (file, why) in [
            ("file", "leads out of the repository"),
            ("nothing", "leads nowhere"),
            ("folder/a", "leads out of the repository"),
            ("folder/b/a", "leads out of the repository"),
        ] {
            let output = format!("--output={format}{file}");
            let run = Program::new(&[command, &[output.as_str()]].concat()).within(&at("repository")).run();
            assert_eq!(run.code, 2, "{command:?} {file}: {}", run.stderr);
            let is_kept = command[0] == "report" && file == "file";
            assert!(is_kept || run.stderr.contains(why), "{command:?} {file}: {}", run.stderr);
        }
    }
    let left: Vec<_> =
        fs::read_dir(at("outside")).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left, ["there"]);
    assert_eq!(fs::read_to_string(at("outside/there")).expect("a file"), "<svg >");

    // A link that stays in the repository is one.
    for file in ["within/new.svg", "old"] {
        let run = Program::new(&["graph", "org.yaml", "--output", file]).within(&at("repository")).run();
        assert_ne!(run.code, 2, "{file}: {}", run.stderr);
    }
    assert!(fs::read_to_string(at("repository/inside/new.svg")).expect("a file").starts_with("<svg "));
    assert!(fs::read_to_string(at("repository/old.svg")).expect("a file").contains("</svg>"));
}
