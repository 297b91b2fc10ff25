//! What `--help` prints, at widths that people have.

use crate::support::program::Program;

/// The commands of the program, the one that they are commands of first.
fn commands(of: &[&str]) -> Vec<Vec<String>> {
    let own: Vec<String> = of.iter().map(|&word| word.to_owned()).collect();
    let (help, mut all) = (help(&own, 100), vec![own.clone()]);
    let listed = help.split("Commands:\n").nth(1).unwrap_or_default();
    for line in listed.lines().take_while(|line| !line.is_empty()) {
        let name = line.trim_start().split(' ').next().expect("a name");
        if line.starts_with("  ") && !line.starts_with("   ") && name != "help" {
            all.extend(commands(&[of, &[name]].concat()));
        }
    }
    all
}

fn help(of: &[String], width: usize) -> String {
    let mut arguments: Vec<&str> = of.iter().map(String::as_str).collect();
    arguments.push("--help");
    let run = Program::new(&arguments).env("COLUMNS", &width.to_string()).run();
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{of:?}");
    run.stdout
}

/// Lines of prose that end before they have to.
fn broken(help: &str, width: usize) -> Vec<&str> {
    let is_prose = |line: &str| line.starts_with(|c: char| !c.is_whitespace());
    let lines: Vec<&str> = help.lines().collect();
    let pairs = lines.windows(2).filter(|pair| pair.iter().all(|line| is_prose(line)));
    let fits = |pair: &&[&str]| {
        let word = pair[1].split(' ').next().unwrap_or_default();
        pair[0].chars().count() + 1 + word.chars().count() <= width
    };
    pairs.filter(fits).map(|pair| pair[0]).collect()
}

#[test]
fn prose_fills_its_lines() {
    let commands = commands(&[]);
    assert!(commands.len() > 15, "{commands:?}");
    for command in &commands {
        for width in [80, 100] {
            let help = help(command, width);
            assert_eq!(broken(&help, width), [""; 0], "{command:?} in {width} columns");
        }
    }
    assert_eq!(broken("a line\nand another\n\nand one\n", 80), ["a line"]);
}

#[test]
fn the_first_help_names_what_people_begin_with() {
    let help = help(&[], 100);
    for command in ["init", "check", "load", "coverage", "diff", "graph", "explain"] {
        assert!(help.contains(&format!("\n  teamlint {command}")), "{command}");
    }
}
