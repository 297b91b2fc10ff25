//! What holds for all formats of `check`.

use teamlint::report::check::FORMATS;

use crate::support::program::Program;

const ORG: &str = "teams: {a: {members: [ana]}}\nservices: {s: {owner: []}}\n";

#[test]
fn the_default_is_for_people() {
    assert_eq!(FORMATS[0].name, "text");
}

#[test]
fn every_format_ends_with_the_same_code() {
    for format in FORMATS {
        let code = |arguments: &[&str], org: &str| {
            let arguments = [&["check", "org.yaml", "--format", format.name], arguments].concat();
            Program::new(&arguments).file("org.yaml", org).run().code
        };
        let codes = [code(&[], ORG), code(&["--rule", "missing-mission"], ORG), code(&[], "teams: {a: {members: [ana")];
        assert_eq!(codes, [1, 0, 1], "{}", format.name);
        assert_eq!(code(&["--profile", "none"], ORG), 2, "{}", format.name);
        assert_eq!(code(&[], "a: b\n"), 3, "{}", format.name);
    }
}

#[test]
fn help_tells_what_each_is_for() {
    let help = Program::new(&["check", "--help"]).run().stdout;
    for format in FORMATS {
        assert!(help.contains(&format!("- {}: ", format.name)), "{}: {help}", format.name);
    }
}

#[test]
fn every_format_stands_in_the_documentation() {
    let documented = include_str!("../../../docs/formats.md");
    for format in FORMATS {
        assert!(documented.contains(&format!("## {}\n", format.name)), "{}", format.name);
    }
}

#[test]
fn all_at_once_are_what_each_is() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("org.yaml"), ORG).expect("a file");
    let outputs: Vec<String> = FORMATS.iter().map(|format| format!("{0}=report.{0}", format.name)).collect();
    let mut arguments = vec!["check", "org.yaml"];
    arguments.extend(outputs.iter().flat_map(|output| ["--output", output]));
    assert_eq!(Program::new(&arguments).within(folder.path()).run().code, 1);
    for format in FORMATS {
        let alone = Program::new(&["check", "org.yaml", "--format", format.name]).within(folder.path()).run().stdout;
        let written = std::fs::read_to_string(folder.path().join(format!("report.{}", format.name)));
        assert_eq!(written.expect("a report"), alone, "{}", format.name);
    }
}
