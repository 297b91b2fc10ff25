//! What is read, and how a run ends.

use crate::support::program::{Program, repository};

const WARNING: &str = "team: payments\nmembers: [ana, ben, chen]\nonCall: {coverage: 24x7, turn: 1w}\n";
const ERROR: &str = "teams: {payments: {mission: Take money safely}}\nservices: {checkout: {}}\n";
const ADVICE: &str = "team: payments\nmembers: [ana, ben]\n";
const CLEAN: &str = "team: payments\nmission: Take money safely\nmembers: [ana, ben, chen, dana, eli]\n";

#[test]
fn the_exit_code_depends_on_the_worst_finding_and_the_threshold() {
    let cases = [
        (ERROR, [1, 1, 1]),
        (WARNING, [0, 1, 1]),
        (ADVICE, [0, 0, 1]),
        (CLEAN, [0, 0, 0]),
        ("team: payments\nmembers: [ana\n", [1, 1, 1]),
        ("# nothing\n", [3, 3, 3]),
    ];
    for (text, codes) in cases {
        for (threshold, code) in ["error", "warning", "advice"].into_iter().zip(codes) {
            for format in ["text", "json"] {
                let arguments = ["check", "--fail-on", threshold, "--format", format, "."];
                let run = Program::new(&arguments).file("org.yaml", text).run();
                let config = run_with_broken_configuration(&arguments, text);
                assert_eq!((run.code, config), (code, 2), "{text} {threshold} {format}\n{}", run.stdout);
                assert_eq!(run.stderr.is_empty(), code != 3, "{}", run.stderr);
            }
        }
    }
}

fn run_with_broken_configuration(arguments: &[&str], text: &str) -> i32 {
    Program::new(arguments).file("org.yaml", text).file("teamlint.yaml", "siez: large\n").run().code
}

#[test]
fn misspelt_commands_and_options_get_a_suggestion() {
    for (arguments, suggestion) in [
        (&["chekc"][..], "'check'"),
        (&["check", "--fail-no", "warning"], "'--fail-on'"),
        (&["check", "--fromat", "json"], "'--format'"),
        (&["check", "--rules", "policies"], "'--rule-folder'"),
        (&["coverage", "--rules", "policies"], "'--rule-folder'"),
        (&["rules", "--rules=policies"], "'--rule-folder'"),
    ] {
        let run = Program::new(arguments).run();
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("similar") && run.stderr.contains(suggestion), "{}", run.stderr);
    }
    let run = Program::new(&[]).run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
}

#[test]
fn a_path_that_does_not_exist_is_an_error_and_the_others_are_judged() {
    let run = Program::new(&["check", "--format", "json", "gone", "org.yaml"]).file("org.yaml", ERROR).run();
    assert_eq!(run.code, 1);
    let found: Vec<(String, String)> = run.rules();
    assert_eq!(
        found,
        [("no-such-file".to_owned(), "gone".to_owned()), ("unowned-service".to_owned(), "service:checkout".to_owned())]
    );
}

#[test]
fn files_of_other_tools_are_counted_and_left_alone() {
    let others = |program: Program| {
        program
            .file("docker-compose.yaml", "version: \"3\"\nservices: {web: {image: nginx}}\n")
            .file("k8s.yaml", "apiVersion: apps/v1\nkind: Deployment\n---\napiVersion: v1\nkind: Service\n")
            .file("api.yml", "openapi: 3.1.0\npaths: {}\n")
            .file("list.yaml", "- a\n- b\n")
            .file("values.json", "{}\n")
    };
    let run = others(Program::new(&["check"])).run();
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    assert_eq!(
        run.stderr,
        "nothing to lint: no team, person or service is declared in `.`\n\
         `api.yml` left alone: none of `openapi`, `paths` is a section of an organisation\n\
         `docker-compose.yaml` left alone: `services` has `image`, a word of docker-compose\n\
         `k8s.yaml` left alone: `apiVersion: apps/v1` is not of a catalog\n\
         `list.yaml` left alone: it is a list, and no map of sections\n\
         a native file has `version: 1` and sections such as `teams:` and `people:`, or `team: NAME` and its `members:`;\n\
         an export of a pager is JSON with the lists of its API (PagerDuty's, Opsgenie's, Grafana's or incident.io's), or what `terraform show -json` prints (`docs/sources.md`);\n\
         an objective is one of OpenSLO, Sloth, Pyrra or slo-generator;\n\
         a descriptor of a service is one of Datadog, OpsLevel, Cortex or Compass;\n\
         a team page is Markdown that begins with `teamName:`, `teamType:` and `interactions:` between `---`;\n\
         a GitHub organisation has `orgs:` with `members:` and `teams:`, as Peribolos reads it;\n\
         a Backstage file has `apiVersion: backstage.io/v1alpha1`\n"
    );
    let run = others(Program::new(&["check", "--format", "json"])).run();
    assert_eq!((run.code, run.json()["summary"]["ignoredFiles"].as_u64()), (3, Some(5)));
    let run = others(Program::new(&["check", "--format", "json"])).file("org.yaml", CLEAN).run();
    assert_eq!((run.code, run.json()["summary"]["ignoredFiles"].as_u64()), (0, Some(5)));
}

#[test]
fn a_named_file_of_another_tool_is_said_to_be_one() {
    let run = Program::new(&["check", "--format", "json", "api.yml"]).file("api.yml", "openapi: 3.1.0\n").run();
    assert_eq!(run.code, 3);
    assert_eq!(run.rules(), [("not-an-organisation-file".to_owned(), "api.yml".to_owned())]);
}

#[test]
fn what_another_program_prints_is_judged() {
    let run = Program::new(&["check", "--format", "json", "-"]).stdin(ERROR).run();
    assert_eq!((run.code, run.rule_names()), (1, vec!["unowned-service".to_owned()]));
    let report = run.json();
    assert_eq!(report["findings"][0]["labels"][0]["file"], "<stdin>");
    let run = Program::new(&["check", "--format", "json", "-", "teams.yaml"])
        .stdin("services: {checkout: {owner: payments}}\nteams: {}\n")
        .file("teams.yaml", CLEAN)
        .run();
    assert_eq!((run.code, run.rules()), (0, vec![]));
}

#[test]
fn ignored_and_hidden_files_are_read_only_when_they_are_named() {
    let prepared = |arguments: &[&str]| {
        Program::new(arguments)
            .file(".gitignore", "generated/\n*.local.yaml\n")
            .file("generated/a.yaml", ERROR)
            .file("b.local.yaml", ERROR)
            .file(".hidden/c.yaml", ERROR)
            .file(".d.yaml", ERROR)
            .file("teamlint.yaml", "")
            .file("org.yaml", CLEAN)
            .run()
    };
    assert_eq!(prepared(&["check"]).code, 0);
    for named in ["generated/a.yaml", "b.local.yaml", ".hidden", ".d.yaml"] {
        assert_eq!(prepared(&["check", named]).code, 1, "{named}");
    }
}

#[test]
fn files_and_folders_are_one_organisation() {
    let run = Program::new(&["check", "--format", "json", "teams.yaml", "services", "services/a.yaml", "."])
        .file("teams.yaml", CLEAN)
        .file("services/a.yaml", "services: {checkout: {owner: payments}}\nteams: {}\n")
        .run();
    assert_eq!((run.code, run.rules()), (0, vec![]));
    assert_eq!(run.json()["summary"]["files"], 2);
}

#[test]
fn no_more_entities_are_judged_than_there_are() {
    let text = format!("{CLEAN}duties: [on-call, monitoring-alerting]\n");
    let run = Program::new(&["check", "--format", "json"]).file("org.yaml", &text).run();
    let summary = &run.json()["summary"];
    assert_eq!((summary["judgedEntities"].as_u64(), summary["entities"].as_u64()), (Some(1), Some(6)));
    let text = format!("{text}people: {{ana: , zoe: }}\n");
    let run = Program::new(&["check", "--format", "json"]).file("org.yaml", &text).run();
    assert_eq!(
        run.json()["summary"]["entities"].as_u64(),
        Some(3),
        "people count as they are declared, where they are"
    );
}

#[test]
fn quiet_says_nothing_about_a_clean_organisation() {
    let run = Program::new(&["check", "--quiet"]).file("org.yaml", CLEAN).run();
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn no_color_wins_over_the_environment_and_an_option_over_both() {
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut program = Program::new(arguments).file("org.yaml", ERROR);
        for (name, value) in variables {
            program = program.env(name, value);
        }
        program.run().stdout.contains('\u{1b}')
    };
    assert!(!coloured(&["check"], &[]));
    assert!(coloured(&["check"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&["check"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(&["check", "--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!coloured(&["check", "--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_reader_that_leaves_early_ends_a_long_report_with_the_code_of_the_judgement() {
    let services: String = (0..2_000).map(|n| format!("  s{n}: {{}}\n")).collect();
    let text = format!("version: 1\nteams: {{}}\nservices:\n{services}");
    for format in ["text", "json"] {
        let run = Program::new(&["check", "--format", format]).file("org.yaml", &text).run_with_closed_stdout();
        assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{format}");
    }
}

#[test]
fn an_example_gives_the_same_bytes_whatever_the_number_of_threads() {
    for format in ["text", "json"] {
        let run = |threads: &str| {
            Program::new(&["check", "--advice", "--as-of", "2026-07-01", "--format", format, "examples"])
                .within(&repository())
                .env("RAYON_NUM_THREADS", threads)
                .run()
        };
        let first = run("4");
        assert_eq!(first.code, 1);
        assert!(first == run("4") && first == run("1") && first == run("2"), "{format}");
    }
}
