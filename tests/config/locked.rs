//! What a locked rule holds against: the configuration that locks it builds on that of a pull request, which cannot turn it
//! down.

use crate::support::program::{Program, Run};

const POLICY: &str =
    "extends: found\nrules: {missing-mission: {locked: true, severity: error, params: {minWords: 3}}}\n";

/// A pull request with this configuration, judged by a policy that lies beside the tree.
fn pull_request(config: &str, arguments: &[&str]) -> Program {
    let arguments = [&["check", "tree", "--format", "json", "--as-of", "2026-06-01"], arguments].concat();
    Program::new(&arguments)
        .file("policy.yaml", POLICY)
        .file("tree/.git/HEAD", "ref: refs/heads/main\n")
        .file("tree/org.yaml", "org: {size: large}\nteams: {wren: {mission: Sing, members: [ana]}}\n")
        .file("tree/teamlint.yaml", config)
}

/// Severity, rule and place of each finding.
fn told(run: &Run) -> Vec<String> {
    let report = run.json();
    let findings = report["findings"].as_array().expect("findings");
    let told = findings.iter().map(|one| {
        let label = &one["labels"][0];
        format!("{} {} {}:{}", one["severity"], one["rule"], label["file"], label["line"]).replace('"', "")
    });
    told.collect()
}

const FOUND: &str = "error missing-mission tree/org.yaml:2";

#[test]
fn the_configuration_of_the_tree_counts_where_the_policy_says_nothing() {
    let config = "rules: {missing-mission: {severity: error}}\nruleFolders: [none]\n";
    let run = pull_request(config, &["--config", "policy.yaml"]).run();
    assert_eq!(told(&run), [FOUND, "error configuration tree/teamlint.yaml:2"]);
    let alone = pull_request("profile: strict\n", &["--config", "policy.yaml"]).run();
    assert_eq!((told(&alone), alone.code), (vec![FOUND.to_owned()], 1));
}

#[test]
fn a_pull_request_cannot_turn_a_locked_rule_down() {
    for (config, refused) in [
        ("rules: {missing-mission: off}\n", Some("rule-config")),
        ("rules: {missing-mission: advice}\n", Some("rule-config")),
        ("rules: {missing-mission: {params: {minWords: 1}}}\n", Some("rule-config")),
        ("overrides: [{paths: '*', rules: {missing-mission: off}}]\n", Some("rule-config")),
        ("waivers: [{rule: missing-mission, entity: 'team:*', reason: no}]\n", Some("rule-config")),
        ("rules: {missing-mission: {locked: true, severity: off}}\n", Some("rule-config")),
        ("rules: {missing-mission: {locked: false}}\n", None),
        ("profile: small-company\n", None),
        ("profile: starter\n", None),
        ("edition: 0.1\n", None),
    ] {
        let run = pull_request(config, &["--config", "policy.yaml"]).run();
        let mut expected = vec![FOUND.to_owned()];
        expected.extend(refused.map(|rule| format!("error {rule} tree/teamlint.yaml:1")));
        assert_eq!(told(&run), expected, "{config}");
        assert_eq!(run.code, if refused.is_some() { 2 } else { 1 }, "{config}");
    }
}

#[test]
fn neither_does_a_comment_nor_a_baseline_nor_a_page_of_its_own() {
    let comment = "org: {size: large}\nteams:\n  wren:   # teamlint: allow missing-mission they split\n    {mission: Sing, members: [ana]}\n";
    let run = pull_request("", &["--config", "policy.yaml"]).file("tree/org.yaml", comment).run();
    assert_eq!(told(&run), ["warning invalid-waiver tree/org.yaml:3", "error missing-mission tree/org.yaml:4"]);

    let known = "teams: {wren: {mission: Sing, members: [ana]}}\n";
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("org.yaml"), format!("org: {{size: large}}\n{known}")).expect("a file");
    let baseline = folder.path().join("known.txt").display().to_string();
    let written = Program::new(&["baseline", "write", "--baseline", &baseline, "org.yaml"]).within(folder.path()).run();
    assert_eq!(written.code, 0, "{}", written.stderr);
    let run = pull_request("", &["--config", "policy.yaml", "--baseline", &baseline]).run();
    assert_eq!(told(&run), [FOUND]);
    let unlocked = pull_request("", &["--baseline", &baseline]).run();
    assert_eq!(told(&unlocked), [""; 0]);

    let page = "---\nsummary: Says more\nseverity: advice\nfor: team in teams\nrequire: team.members.size() > 99\n\
        message: \"`{{ team.id }}`\"\nlabels: [{at: team}]\nsupersedes: [{rule: missing-mission}]\nsources: [{title: Ours}]\n---\n\n\
        # ours\n\nWhy.\n";
    let run = pull_request("ruleFolders: [pages]\n", &["--config", "policy.yaml"]).file("tree/pages/own/ours.md", page);
    let run = run.run();
    assert!(told(&run).contains(&FOUND.to_owned()), "{}", run.stdout);
}

#[test]
fn a_page_of_the_tree_takes_the_place_of_none_of_the_policy() {
    let page = |require: &str| {
        format!(
            "---\nsummary: A team is large\nseverity: error\nfor: team in teams\nrequire: {require}\n\
            message: \"`{{{{ team.id }}}}` is small\"\nlabels: [{{at: team}}]\nsources: [{{title: Ours}}]\n---\n\n# ours\n\nWhy.\n"
        )
    };
    let run = pull_request("ruleFolders: [pages]\n", &["--config", "policy.yaml"])
        .file("policy.yaml", "extends: found\nruleFolders: [policy]\nrules: {ours: {locked: true, severity: error}}\n")
        .file("policy/own/ours.md", &page("team.members.size() > 3"))
        .file("tree/pages/own/ours.md", &page("true"))
        .run();
    let told = told(&run);
    assert!(told.contains(&"error ours tree/org.yaml:2".to_owned()), "{told:?}");
    assert!(told.contains(&"error rule-page tree/pages/own/ours.md:1".to_owned()), "{told:?}");
    assert_eq!(run.code, 2);
}

#[test]
fn what_is_read_and_what_it_means_is_still_up_to_the_tree() {
    let run = pull_request("exclude: [org.yaml]\n", &["--config", "policy.yaml"]).run();
    assert_eq!((told(&run), run.code), (Vec::new(), 3));
    // Without `extends: found` nothing in the tree counts.
    let run = pull_request("exclude: [org.yaml]\n", &["--config", "policy.yaml"])
        .file("policy.yaml", "rules: {missing-mission: {locked: true, severity: error}}\n")
        .run();
    assert_eq!(told(&run), [FOUND]);
}

#[test]
fn what_is_found_leads_nowhere_out_of_its_repository_whoever_builds_on_it() {
    for config in ["extends: ../other.yaml\n", "extends: ../policy.yaml\n", "taxonomy: ../other.yaml\n"] {
        let run = pull_request(config, &["--config", "policy.yaml"]).file("other.yaml", "secret: 1\n").run();
        assert!(run.stdout.contains("it is outside of the repository"), "{}", run.stdout);
        assert!(!run.stdout.contains("secret"), "{}", run.stdout);
        assert_eq!(run.code, 2, "{config}");
    }
    // A file that is named by its path vouches for no more than its own repository either.
    let run = pull_request("extends: ../other.yaml\n", &["--config", "policy.yaml"])
        .file("policy.yaml", "extends: tree/teamlint.yaml\n")
        .file("other.yaml", "secret: 1\n")
        .run();
    assert!(run.stdout.contains("it is outside of the repository"), "{}", run.stdout);
}

#[test]
fn in_files_that_build_on_each_other_the_nearest_lock_counts() {
    let run = |nearer: &str| {
        Program::new(&["check", "--format", "json", "org.yaml"])
            .file("org.yaml", "org: {size: large}\nteams: {wren: {mission: Sing, members: [ana]}}\n")
            .file("base.yaml", "rules: {missing-mission: {locked: true, severity: error}}\noverrides: [{paths: org.yaml, rules: {missing-mission: warning}}]\n")
            .file("teamlint.yaml", nearer)
            .run()
    };
    // A file may do with what it locks itself what it likes.
    assert_eq!(told(&run("extends: base.yaml\n")), ["warning missing-mission org.yaml:2"]);
    let refused = run("extends: base.yaml\nrules: {missing-mission: off}\n");
    assert_eq!(told(&refused), ["warning missing-mission org.yaml:2", "error rule-config teamlint.yaml:2"]);
    let report = refused.json();
    assert_eq!(
        report["findings"][1]["message"],
        "`missing-mission` is locked in `base.yaml`, so that this does not count"
    );
    assert_eq!(report["findings"][1]["labels"][1]["file"], "base.yaml");
}

#[test]
fn waivers_of_the_earlier_state_are_those_of_its_own_configuration() {
    let waiver = "waivers: [{rule: missing-mission, entity: 'team:wren', reason: soon}]\n";
    let org = "teams: {wren: {members: [a, b]}}\n";
    let run = |before: &str, now: &str| {
        let run = Program::new(&[
            "check",
            "now",
            "--against",
            "before",
            "--config",
            "policy.yaml",
            "--format",
            "json",
            "--advice",
        ])
        .file("policy.yaml", "extends: found\nrules: {missing-mission: error}\n")
        .file("before/.git/HEAD", "")
        .file("before/org.yaml", org)
        .file("before/teamlint.yaml", before)
        .file("now/.git/HEAD", "")
        .file("now/org.yaml", org)
        .file("now/teamlint.yaml", now)
        .run();
        run.rule_names().contains(&"missing-mission".to_owned())
    };
    assert!(!run("", ""));
    assert!(run(waiver, ""));
    assert!(!run(waiver, waiver));
}
