//! What the examples and the README show is what the program prints, byte by byte. Every example has its faults
//! marked by comments; read the expected output against them before it is written anew.

use std::fs;

use crate::support::program::{Program, repository};

const BLESS: &str = "`TEAMLINT_BLESS=1 cargo test --test main examples` writes it anew; read the difference";

/// The report on an example, advice included, with the exit code in the last line.
fn expect(example: &str) {
    let folder = format!("examples/{example}");
    let run = Program::new(&["check", "--as-of", "2026-07-01", "--advice", &folder]).within(&repository()).run();
    assert_eq!(run.stderr, "");
    let found = format!("{}exit code {}\n", run.stdout, run.code);
    let file = repository().join(&folder).join("expected.txt");
    if std::env::var_os("TEAMLINT_BLESS").is_some_and(|value| value == "1") {
        fs::write(&file, &found).expect("a file that can be written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let differs = expected.lines().zip(found.lines()).take_while(|(expected, found)| expected == found).count();
    assert!(
        expected == found,
        "{folder}/expected.txt is another report, from line {} on; {BLESS}\nexpected: {:?}\nfound:    {:?}",
        differs + 1,
        expected.lines().nth(differs),
        found.lines().nth(differs),
    );
}

#[test]
fn three_people_run_everything() {
    expect("three-person-startup");
}

#[test]
fn acme_has_the_faults_its_comments_tell_of() {
    expect("acme");
}

#[test]
fn a_catalog_and_its_overlay_are_one_organisation() {
    expect("backstage");
}

#[test]
fn a_company_that_wrote_nothing_for_teamlint_is_one_organisation() {
    expect("stock");
}

/// What such a company has already lets so many rules judge something.
#[test]
fn a_company_that_wrote_nothing_for_teamlint_is_judged_by_most_rules() {
    let arguments = ["coverage", "--as-of", "2026-07-01", "--format", "json", "examples/stock"];
    let coverage = Program::new(&arguments).within(&repository()).run().json();
    let families = coverage["families"].as_array().expect("families").iter();
    let rules = families.flat_map(|family| family["rules"].as_array().expect("rules"));
    let judging = rules.filter(|rule| rule["judged"].as_u64().is_some_and(|judged| judged > 0)).count();
    assert!(judging >= 70, "{judging} rules judge something");
}

#[test]
fn rules_of_a_company_judge_beside_the_others() {
    expect("company-rules");
}

#[test]
fn rules_of_a_company_do_what_their_examples_say() {
    let run = Program::new(&["test", "examples/company-rules/policies"]).within(&repository()).run();
    assert_eq!((run.stdout.as_str(), run.code), ("7 examples of 3 pages: all as the pages say\n", 0));
}

#[test]
fn every_example_is_checked() {
    let mut folders: Vec<String> = fs::read_dir(repository().join("examples"))
        .expect("examples")
        .map(|entry| entry.expect("an example").file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    assert_eq!(folders, ["acme", "backstage", "company-rules", "stock", "three-person-startup"]);
}

/// Every output with a schema, about every example: what is written is accepted, and what is not would be refused.
#[test]
fn what_is_written_for_machines_is_as_its_schema_says() {
    for (command, name) in
        [("check", "report-v1"), ("load", "load-v1"), ("coverage", "coverage-v1"), ("graph", "graph-v1")]
    {
        let schema = fs::read_to_string(repository().join(format!("schema/{name}.schema.json"))).expect("a schema");
        let schema = serde_json::from_str(&schema).expect("the schema is JSON");
        let validator = jsonschema::draft202012::new(&schema).expect("the schema is a JSON Schema");
        for example in ["acme", "backstage", "company-rules", "stock", "three-person-startup"] {
            let folder = format!("examples/{example}");
            let arguments = [command, "--as-of", "2026-07-01", "--format", "json", &folder];
            let written = Program::new(&arguments).within(&repository()).run().json();
            let wrong: Vec<String> =
                validator.iter_errors(&written).map(|error| format!("{}: {error}", error.instance_path)).collect();
            assert_eq!(wrong, [""; 0], "{arguments:?}");

            for key in written.as_object().expect("an object").keys() {
                let mut lacking = written.clone();
                lacking.as_object_mut().and_then(|object| object.remove(key)).expect("a key");
                assert!(!validator.is_valid(&lacking), "{name} must demand `{key}`");
            }
            let mut strange = written;
            strange["colour"] = "red".into();
            assert!(!validator.is_valid(&strange), "{name} must refuse a key it does not know");
        }
    }
}

fn readme() -> String {
    fs::read_to_string(repository().join("README.md")).expect("the README").replace("\r\n", "\n")
}

/// The text of the fenced block that begins with this line.
fn block<'t>(text: &'t str, opening: &str) -> &'t str {
    let fence = opening.trim_end_matches(|c: char| c.is_alphanumeric());
    let begin = text.find(&format!("\n{opening}\n")).expect(opening) + opening.len() + 2;
    let end = text[begin..].find(&format!("\n{fence}\n")).expect("an end");
    &text[begin..=begin + end]
}

#[test]
fn the_readme_shows_what_its_first_command_prints() {
    let readme = readme();
    let shown = block(&readme, "```console");
    let (command, report) = shown.split_once('\n').expect("a command and its output");
    let arguments: Vec<&str> = command.strip_prefix("$ teamlint ").expect("a command").split(' ').collect();
    let run = Program::new(&arguments).within(&repository()).run();
    assert_eq!((run.stdout.as_str(), run.code), (report, 0), "README.md shows something else");
}

#[test]
fn the_readme_s_rule_page_can_be_copied() {
    let readme = readme();
    let page = block(&readme, "````markdown");
    let run = Program::new(&["test", "policies"]).file("policies/ownership/tier-one-runbook.md", page).run();
    assert_eq!((run.stdout.as_str(), run.code), ("2 examples of 1 page: all as the pages say\n", 0));
}

#[test]
fn the_readme_s_configuration_and_first_file_are_free_of_mistakes() {
    let readme = readme();
    let yaml: Vec<&str> =
        readme.split("\n```yaml\n").skip(1).map(|rest| rest.split("\n```\n").next().expect("an end")).collect();
    let [team, _overlay, config] = yaml[..] else { panic!("{} blocks of YAML", yaml.len()) };
    let page = "policies/ownership/tier-one-runbook.md";
    let run = Program::new(&["check", "--format", "json"])
        .file("org.yaml", team)
        .file("teamlint.yaml", config)
        .file(page, block(&readme, "````markdown"))
        .run();
    let rules: Vec<String> = run.rules().into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, ["missing-mission", "on-call-overload", "no-backup", "on-call-policy-incomplete"]);
    assert_eq!(run.code, 1);
}

/// Whether a text has a question mark where a value is missing, and none that ends a question.
fn has_gap(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == ')' || c == '`';
    text.char_indices().any(|(at, c)| c == '?' && !text[..at].ends_with(is_letter))
}

#[test]
fn nothing_that_is_told_has_a_gap() {
    let entries = fs::read_dir(repository().join("examples")).expect("examples");
    let folders = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
    let mut told = 0;
    for folder in folders {
        let arguments = ["check", "--as-of", "2026-07-01", "--all", "--format", "json", "."];
        let report = Program::new(&arguments).within(&folder).run().json();
        for finding in report["findings"].as_array().expect("findings") {
            let labels = finding["labels"].as_array().expect("labels").iter().map(|label| &label["text"]);
            for text in
                [&finding["message"], &finding["help"]].into_iter().chain(labels).filter_map(|text| text.as_str())
            {
                told += 1;
                assert!(!has_gap(text), "{}: {}: {text}", folder.display(), finding["rule"]);
            }
        }
    }
    assert!(told > 200, "{told} texts are told");
    assert!(has_gap("?; or declare") && has_gap("what ? is") && !has_gap("did you mean `a`?"));
}
