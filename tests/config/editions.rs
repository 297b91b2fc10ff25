//! An edition that configuration stays with: what is newer is shown, and fails nobody.

use serde_json::{Value, json};
use teamlint::rule::edition::Edition;

use crate::support::program::{Program, Run};
use crate::support::world::built_in_rules;

const ORG: &str = "\
version: 1
teams:
  web: {mission: Sell what we have, members: [ana, ben, chen, dana, eli]}
";

/// A page of the organisation's own: all teams fail it, and where two of them fail, the one is told instead of the other.
fn page(name: &str, since: &str, more: &str) -> (String, String) {
    let text = format!(
        "---\nsummary: Teams are {name}\n{since}severity: error\nfor: team in teams\nrequire: has(team.lead)\nmessage: \"`{{{{ team.id }}}}` is not {name}\"\nlabels: [{{at: team}}]\nsources: [{{title: Our handbook}}]\n{more}---\n\n# {name}\n\nBecause.\n"
    );
    (format!("pages/own/{name}.md"), text)
}

/// Three pages, of the first edition, of 0.2 and of 0.10, of which the newer supersede the first.
fn program(arguments: &[&str], config: &str) -> Run {
    let pages = [
        page("brave", "", ""),
        page("calm", "since: 0.2\n", "supersedes: [brave]\n"),
        page("daring", "since: 0.10\n", "supersedes: [brave]\nprofiles: {bold: warning, mute: off}\n"),
    ];
    let mut program =
        Program::new(arguments).file("org.yaml", ORG).file("teamlint.yaml", &format!("ruleFolders: [pages]\n{config}"));
    for (path, text) in &pages {
        program = program.file(path, text);
    }
    program.run()
}

fn check(config: &str) -> Run {
    program(&["check", "--as-of", "2026-06-01", "--format", "json", "org.yaml"], config)
}

/// Rule and severity of each finding of the three pages, those marked that are a preview.
fn told(run: &Run) -> Vec<String> {
    let report = run.json();
    let findings = report["findings"].as_array().expect("findings");
    let ours = findings.iter().filter(|one| ["brave", "calm", "daring"].iter().any(|name| one["rule"] == *name));
    let line = |one: &Value| {
        let marked = one.get("preview").map_or("", |preview| if *preview == json!(true) { " preview" } else { " ?" });
        format!("{} {}{marked}", one["rule"].as_str().unwrap_or(""), one["severity"].as_str().unwrap_or(""))
    };
    ours.map(line).collect()
}

#[test]
fn without_an_edition_every_rule_counts() {
    let run = check("");
    assert_eq!(told(&run), ["calm error", "daring error"], "and what they supersede is not told");
    assert_eq!(run.code, 1);
}

#[test]
fn what_is_newer_is_advice_and_marked() {
    let run = check("edition: 0.2\n");
    assert_eq!(told(&run), ["calm error", "daring advice preview"]);
    let run = check("edition: 0.1\nrules: {brave: off}\n");
    assert_eq!(told(&run), ["calm advice preview", "daring advice preview"]);
    assert_eq!(run.code, 0, "it fails nobody");
    assert_eq!(told(&check("edition: 0.10\n")), ["calm error", "daring error"], "ten come after two");
}

#[test]
fn a_preview_takes_nothing_away_from_what_counts() {
    let run = check("edition: 0.1\n");
    assert_eq!(told(&run), ["brave error", "calm advice preview", "daring advice preview"]);
    assert_eq!(run.code, 1);
}

#[test]
fn what_configuration_says_of_a_rule_itself_counts() {
    let run = check("edition: 0.1\nrules: {brave: off, calm: warning, daring: {severity: error}}\n");
    assert_eq!(told(&run), ["calm warning", "daring error"]);
    assert_eq!(
        told(&check("edition: 0.1\nrules: {brave: off, calm: off, daring: {locked: true}}\n")),
        ["daring advice preview"]
    );
}

#[test]
fn no_profile_makes_more_of_a_preview() {
    let of = |profile: &str| told(&check(&format!("edition: 0.2\nprofile: {profile}\nrules: {{calm: off}}\n")));
    assert_eq!(of("strict"), ["brave error", "daring advice preview"]);
    assert_eq!(of("bold"), ["brave error", "daring advice preview"], "a page's own profile neither");
    assert_eq!(of("mute"), ["brave error"]);
    assert_eq!(of("small-company"), ["brave error"], "where advice is not reported, it is not either");
}

#[test]
fn an_edition_that_there_is_not_is_a_mistake_in_the_configuration() {
    for (written, shown) in [("0.3", "0.3"), ("latest", "latest"), ("'0.2.0'", "0.2.0"), ("1", "1")] {
        let run = check(&format!("edition: {written}\n"));
        assert_eq!(run.code, 2, "{written}");
        let report = run.json();
        let wrong = report["findings"].as_array().expect("findings").iter().find(|one| one["rule"] == "rule-config");
        let wrong = wrong.expect("what is wrong");
        assert_eq!(wrong["message"], format!("there is no edition `{shown}`"));
        assert_eq!(wrong["help"], "write one of `0.1`, `0.2` or `0.10`");
        assert_eq!(wrong["labels"][0]["line"], 2);
    }
    assert_eq!(check("edition: [0.1]\n").code, 2);
}

#[test]
fn a_page_whose_edition_is_none_is_told() {
    let (path, text) = page("calm", "since: soon\n", "");
    let run = Program::new(&["check", "--format", "json", "org.yaml"])
        .file("org.yaml", ORG)
        .file("teamlint.yaml", "ruleFolders: [pages]\n")
        .file(&path, &text)
        .run();
    let report = run.json();
    let findings = report["findings"].as_array().expect("findings");
    let messages: Vec<&str> = findings.iter().filter_map(|one| one["message"].as_str()).collect();
    assert!(messages.contains(&"`soon` is no edition"), "{messages:?}");
    assert_eq!(run.code, 2);
}

#[test]
fn text_list_and_explanation_mark_it() {
    let config = "edition: 0.2\nrules: {brave: off, calm: off}\n";
    let text = program(&["check", "--advice", "org.yaml"], config).stdout;
    assert!(text.starts_with("advice[daring] (preview)\n"), "{text}");
    let compact = program(&["check", "--advice", "--format", "compact", "org.yaml"], config).stdout;
    assert!(compact.contains(": advice[daring] (preview) `web` is not daring\n"), "{compact}");
    let list = program(&["rules", "--family", "own"], config).stdout;
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(
        lines,
        [
            "own",
            "  brave   off     Teams are brave",
            "  calm    off     Teams are calm",
            "  daring  advice  (preview) Teams are daring"
        ]
    );
    let page = program(&["explain", "daring"], config).stdout;
    assert!(page.starts_with("daring  own · advice · since 0.10 · preview\n"), "{page}");
    let rules: Value = serde_json::from_str(&program(&["rules", "--family", "own", "--format", "json"], config).stdout)
        .expect("the list is JSON");
    let of = |rank: usize| (rules[rank]["since"].clone(), rules[rank]["preview"].clone());
    assert_eq!(
        [of(0), of(1), of(2)],
        [(json!("0.1"), json!(false)), (json!("0.2"), json!(false)), (json!("0.10"), json!(true))]
    );
}

#[test]
fn no_rule_of_the_program_is_newer_than_the_program() {
    let version = env!("CARGO_PKG_VERSION");
    let program = version.rsplit_once('.').and_then(|(edition, _)| Edition::parse(edition)).expect("an edition");
    let rules = built_in_rules();
    let newer: Vec<&str> = rules.iter().filter(|rule| rule.since > program).map(|rule| rule.name.as_str()).collect();
    assert_eq!(newer, [""; 0], "the program is {version}");
    let later: Vec<&str> =
        rules.iter().filter(|rule| rule.since > Edition::FIRST).map(|rule| rule.name.as_str()).collect();
    assert_eq!(
        later,
        [
            "blocking-dependency",
            "devops-not-bridging",
            "duty-without-rotation",
            "enabling-without-end",
            "firefighting-team",
            "infrastructure-only-platform",
            "late-review",
            "left-on-call",
            "members-differ",
            "outsider-on-call",
            "owner-differs",
            "permission-creep",
            "platform-without-consumers",
            "rotation-too-broad",
            "service-in-one-source",
            "slo-without-service",
            "slow-escalation",
            "sources-differ",
            "support-without-readiness",
            "team-in-one-source",
            "thin-embedding",
            "tier-differs",
            "undivided-operations",
            "unknown-code-owner",
            "unpaged-critical-service",
        ]
    );
}
