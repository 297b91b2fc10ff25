//! Findings that somebody decided to live with: in comments, in configuration, for a while, for a reason.

use teamlint::Outcome;

use crate::support::world::Folder;

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 6, 1);

fn folder(config: &str, org: &str) -> Folder {
    Folder::of([("org.yaml", org), ("teamlint.yaml", config)])
}

fn run(config: &str, org: &str) -> Outcome {
    folder(config, org).check(TODAY)
}

/// Findings as `file:line rule message | help`, about team sizes, tools and waivers; how many were waived.
fn told(outcome: &Outcome) -> (Vec<String>, usize) {
    let about = [
        "team-size",
        "unknown-tool",
        "unused-waiver",
        "expired-waiver",
        "invalid-waiver",
        "configuration",
        "rule-config",
    ];
    let findings = outcome.findings.iter().filter(|finding| about.contains(&finding.rule.as_str()));
    let one = |finding: &teamlint::finding::Finding| {
        let file = outcome.org.sources().get(finding.place().file);
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let line = file.position(finding.place().span.start).line;
        let help = finding.help.as_deref().filter(|_| finding.rule.ends_with("waiver")).unwrap_or_default();
        format!("{name}:{line} {} {} | {help}", finding.rule, finding.message)
    };
    (findings.map(one).collect(), outcome.summary.waived)
}

const TWO: &str = "org: {size: growing}
teams:
  web: {members: [ana], tools: [home-grown]}
  ops: {members: [ben]}
services: {shop: {owner: web}, backups: {owner: ops}}
";

const WEB: &str = "org.yaml:3 team-size `web` is a team of 1; a team has at least 5 people | ";
const OPS: &str = "org.yaml:4 team-size `ops` is a team of 1; a team has at least 5 people | ";
const TOOL: &str = "org.yaml:3 unknown-tool nothing says what the tool `home-grown` is for | ";

#[test]
fn a_comment_waives_what_is_reported_where_it_stands() {
    let org = TWO
        .replace("home-grown]}", "home-grown]}  # teamlint: allow team-size they split in May")
        .replace("  ops", "  # teamlint: allow team-size until 2026-06-01 ben is on his own until June\n  ops");
    let outcome = run("", &org);
    assert_eq!(told(&outcome), (vec![TOOL.to_owned()], 2));
    assert!(!outcome.setup_failed);
}

#[test]
fn the_configuration_waives_by_entity() {
    let config = "waivers:\n- {rule: team-size, entity: 'team:web', reason: they split in May}\n- {rule: unknown-tool, entity: 'tool:home-grown', reason: it is going away}\n";
    let outcome = run(config, TWO);
    assert_eq!(told(&outcome), (vec![OPS.to_owned()], 2));
}

const THREE: &str = "rotations:
  web: {coverage: 24x7, participants: [
    ana,
    ben,   # teamlint: allow on-call-overload ben asked for it
    cem]}
";

#[test]
fn a_waiver_of_one_person_lets_nobody_else_pass_whose_finding_is_told_with_it() {
    let overloaded = |config: &str, org: &str| {
        let outcome = run(config, org);
        let told = outcome.findings.iter().filter(|one| one.rule == "on-call-overload" || one.rule == "unused-waiver");
        let told: Vec<String> = told.map(|one| one.message.split(" on call").next().unwrap().to_owned()).collect();
        (told, outcome.summary.waived)
    };
    let by_entity =
        |person: &str| format!("waivers: [{{rule: on-call-overload, entity: 'person:{person}', reason: x}}]\n");
    let bare = THREE.replace("   # teamlint: allow on-call-overload ben asked for it", "");
    assert_eq!(overloaded("", &bare), (vec!["`ana`, `ben` and `cem` are each".to_owned()], 0));
    assert_eq!(overloaded(&by_entity("ana"), &bare), (vec!["`ben` and `cem` are each".to_owned()], 1));
    assert_eq!(overloaded(&by_entity("cem"), &bare), (vec!["`ana` and `ben` are each".to_owned()], 1));
    assert_eq!(overloaded("", THREE), (vec!["`ana` and `cem` are each".to_owned()], 1));
}

#[test]
fn waivers_that_allow_nothing_or_no_longer_count_are_told() {
    let org = "org: {size: growing}
teams:
  web: {members: [ana]}   # teamlint: allow team-size until 2026-05-31 they split in May
  ops: {members: [ben]}   # teamlint: allow no-backup there is one
  # teamlint: allow team-sise three are enough
  # teamlint: allow team-size
  sre: {members: [chen, dana, emil, fay, gus]}
services: {shop: {owner: web}, backups: {owner: ops}, probes: {owner: sre}}
";
    let config = "waivers:\n- {rule: team-size, entity: sre, reason: they are enough}\n- {rule: team-size, entity: 'team:we', reason: x}\n- {rule: team-size, entity: 'team:ops', reason: x, until: 2026-01-31}\n";
    let outcome = run(config, org);
    assert_eq!(
        told(&outcome),
        (
            [
                WEB,
                "org.yaml:3 expired-waiver the waiver of `team-size` ended on 2026-05-31 | mend what it let pass, or decide anew and give a later day",
                OPS,
                "org.yaml:4 unused-waiver `no-backup` finds nothing here | remove the comment",
                "org.yaml:5 invalid-waiver there is no rule `team-sise` | did you mean `team-size`?",
                "org.yaml:6 invalid-waiver this waiver of `team-size` gives no reason, and does not count | write `# teamlint: allow RULE reason`, or `# teamlint: allow RULE until 2026-12-31 reason`",
                "teamlint.yaml:2 unused-waiver nothing is called `sre`, so that this waiver of `team-size` allows nothing | did you mean `team:sre`?",
                "teamlint.yaml:3 unused-waiver nothing is called `team:we`, so that this waiver of `team-size` allows nothing | did you mean `team:web`?",
                "teamlint.yaml:4 expired-waiver the waiver of `team-size` ended on 2026-01-31 | mend what it let pass, or decide anew and give a later day",
            ]
            .map(str::to_owned)
            .to_vec(),
            0
        )
    );
}

#[test]
fn a_run_over_a_part_does_not_call_the_rest_unused() {
    let config = "waivers:\n- {rule: team-size, entity: 'team:elsewhere', reason: they split in May}\n";
    let folder = folder(config, TWO);
    let unused = |outcome: &Outcome| outcome.findings.iter().filter(|one| one.rule == "unused-waiver").count();
    assert_eq!(unused(&folder.check_some(&["org.yaml"], TODAY)), 0);
    assert_eq!(unused(&folder.check(TODAY)), 1);
}

#[test]
fn mistakes_in_the_configuration_s_waivers_are_told() {
    let config = "waivers:\n- {rule: team-size, entity: 'team:web', until: soon, raeson: x}\n- {rule: team-size, entity: 'team:web', reason: x, until: soon}\n- team-size\n- {rule: team-sise, entity: 'team:web', reason: x}\n";
    let outcome = run(config, TWO);
    let (findings, waived) = told(&outcome);
    let wrong: Vec<&str> = findings.iter().map(String::as_str).filter(|one| one.contains("config")).collect();
    assert_eq!(
        wrong,
        [
            "teamlint.yaml:2 configuration this waiver has no `reason`, and does not count | ",
            "teamlint.yaml:2 configuration `soon` is no date | ",
            "teamlint.yaml:2 configuration `raeson` is no part of a waiver | ",
            "teamlint.yaml:3 configuration `soon` is no date | ",
            "teamlint.yaml:4 configuration expected a waiver | ",
            "teamlint.yaml:5 rule-config there is no rule `team-sise` | ",
        ]
    );
    assert!(outcome.setup_failed);
    assert_eq!(waived, 0);
}

#[test]
fn a_waiver_in_the_configuration_is_of_one_rule_and_one_entity() {
    let config = "waivers:\n- {rule: [team-size, unknown-tool], entity: 'team:web', reason: x}\n- {rule: team-size, entity: ['team:web'], reason: x}\n";
    let outcome = run(config, TWO);
    let wrong = outcome.findings.iter().filter(|finding| finding.rule == "configuration");
    let wrong: Vec<_> = wrong.map(|one| (one.message.as_str(), one.help.as_deref().unwrap_or_default())).collect();
    assert_eq!(
        wrong,
        [
            (
                "a waiver has one `rule`, and this is a list, so that it does not count",
                "write a waiver for each `rule`"
            ),
            (
                "a waiver has one `entity`, and this is a list, so that it does not count",
                "write a waiver for each `entity`"
            ),
        ]
    );
    assert_eq!(outcome.summary.waived, 0);
}

#[test]
fn names_in_waivers_are_compared_as_names_are() {
    for (written, waived) in [("münster", "mu\u{308}nster"), ("mu\u{308}nster", "münster"), ("Münster", "MÜNSTER")]
    {
        let org = format!(
            "org: {{size: growing}}\nteams: {{{written}: {{members: [ana], duties: [feature-development]}}}}\n"
        );
        for entity in [format!("team:{waived}"), format!("team:{}*", &waived[..waived.len() - 3])] {
            let config = format!("waivers:\n- {{rule: team-size, entity: '{entity}', reason: they split in May}}\n");
            assert_eq!(told(&run(&config, &org)), (vec![], 1), "{written} {entity}");
        }
    }
    let fingerprint = |name: &str| {
        let outcome = run(
            "",
            &format!("org: {{size: growing}}\nteams: {{{name}: {{members: [ana], duties: [feature-development]}}}}\n"),
        );
        let found = outcome.findings.iter().find(|finding| finding.rule == "team-size").expect("a team of one");
        (found.fingerprint.clone(), found.entity.clone())
    };
    assert_eq!(fingerprint("mu\u{308}nster"), fingerprint("münster"));
}

#[test]
fn a_comment_in_the_wrong_place_is_shown_the_right_one() {
    let org = format!("# teamlint: allow team-size, unknown-duty they split in May\n{TWO}");
    let outcome = run("", &org);
    let unused: Vec<_> = outcome.findings.iter().filter(|finding| finding.rule == "unused-waiver").collect();
    let [size, duty] = unused.as_slice() else { panic!("{unused:?}") };
    assert_eq!(
        size.help.as_deref(),
        Some(
            "write it at the end of the line that it is about, or above that line; else take `team-size` out of the comment"
        )
    );
    assert_eq!(
        (size.labels[1].text.as_str(), outcome.locate(size.labels[1].place).start.line),
        ("it is found here", 4)
    );
    assert_eq!((duty.help.as_deref(), duty.labels.len()), (Some("take `unknown-duty` out of the comment"), 1));
}

#[test]
fn a_comment_in_the_wrong_place_is_shown_nothing_in_another_entry() {
    let org = |first: &str, inside: &str| {
        format!(
            "org: {{size: growing}}\nteams:\n  t1: {{members: [{first}]}}\n  t19:\n    mission: to run the shop\n    # teamlint: allow team-size they split in May\n    duties: [feature-development]\n    members: [{inside}]\n"
        )
    };
    let shown = |org: &str| {
        let outcome = run("", org);
        let unused =
            outcome.findings.iter().find(|finding| finding.rule == "unused-waiver").expect("it covers nothing");
        let label = unused.labels.get(1).map(|label| outcome.locate(label.place).start.line);
        (label, unused.help.clone().unwrap_or_default())
    };
    let beside = "write it at the end of the line that it is about, or above that line; else remove the comment";
    assert_eq!(shown(&org("ana", "a, b, c, d, e")), (None, "remove the comment".to_owned()));
    assert_eq!(shown(&org("ana", "ben")), (Some(8), beside.to_owned()));
    let list = |indent: &str| {
        format!(
            "org: {{size: growing}}\nteams:\n{indent}- id: t1\n{indent}  members: [ana]\n{indent}- id: t19\n{indent}  # teamlint: allow team-size they split in May\n{indent}  duties: [feature-development]\n{indent}  members: [ben]\n"
        )
    };
    for indent in ["", "  "] {
        assert_eq!(shown(&list(indent)).0, Some(8), "{indent:?}");
    }
}

#[test]
fn one_comment_may_allow_several_rules_of_which_each_is_unused_by_itself() {
    let org = TWO.replace(
        "home-grown]}",
        "home-grown]}  # noqa # Teamlint: Allow Team-Size, no-backup, unknown-tool they split in May",
    );
    let outcome = run("", &org);
    let unused = "org.yaml:3 unused-waiver `no-backup` finds nothing here | take `no-backup` out of the comment";
    assert_eq!(told(&outcome), (vec![unused.to_owned(), OPS.to_owned()], 2));
}

#[test]
fn a_rule_that_begins_the_reason_is_told() {
    for between in [" ", " and ", " & ", ": ", " until 2026-12-31 "] {
        let comment = format!("home-grown]}}  # teamlint: allow unknown-tool{between}Team-Size they split in May");
        let wrong = "org.yaml:3 invalid-waiver `team-size` is a rule, and begins the reason here, so that it is not allowed | write `allow unknown-tool, team-size …`, with commas between the rules";
        let outcome = run("", &TWO.replace("home-grown]}", &comment));
        assert_eq!(told(&outcome), (vec![WEB.to_owned(), wrong.to_owned(), OPS.to_owned()], 1), "{between}");
    }
    let prose = "home-grown]}  # teamlint: allow unknown-tool, team-size two-pizza teams, and no team-size for now";
    assert_eq!(told(&run("", &TWO.replace("home-grown]}", prose))), (vec![OPS.to_owned()], 2));
}

#[test]
fn a_waiver_in_the_configuration_may_be_for_all_that_are_called_alike() {
    let config = "waivers:\n- {rule: team-size, entity: 'team:*', reason: x}\n- {rule: team-size, entity: 'team:pay-*', reason: x}\n- {rule: team-size, entity: 'team:[', reason: x}\n";
    let (findings, waived) = told(&run(config, TWO));
    assert_eq!(waived, 2);
    let unused =
        "teamlint.yaml:3 unused-waiver `team-size` finds nothing about anything like `team:pay-*` | remove the waiver";
    let wrong = "teamlint.yaml:4 configuration `team:[` is no valid pattern: unclosed character class; missing ']' | ";
    assert_eq!(findings, [TOOL, unused, wrong]);
}

#[test]
fn an_entity_in_the_words_of_a_catalog_is_asked_for_in_those_of_ids() {
    let told = |entity: &str| {
        let config = format!("waivers:\n- {{rule: team-size, entity: '{entity}', reason: x}}\n");
        let outcome = run(&config, &format!("{TWO}people: {{ana: {{name: Ana}}}}\n"));
        let mut unused = outcome.findings.into_iter().filter(|finding| finding.rule == "unused-waiver");
        unused.next().and_then(|finding| finding.help)
    };
    for (written, meant) in [
        ("group:web", "team:web"),
        ("Group:default/web", "team:web"),
        ("team:default/web", "team:web"),
        ("group:wbe", "team:web"),
        ("user:ana", "person:ana"),
        ("component:shop", "service:shop"),
        ("component:default/shop", "service:shop"),
        ("component:default/shop/slos/1", "service:shop/slos/1"),
        ("group:w*", "team:w*"),
        ("group:default/{web,ops}", "team:{web,ops}"),
        ("taem:w*", "team:w*"),
    ] {
        assert_eq!(told(written), Some(format!("did you mean `{meant}`?")), "{written}");
    }
    for written in ["group:x*", "team:default/x*", "service:*"] {
        assert_eq!(told(written).as_deref(), Some("remove the waiver"), "{written}");
    }
}

#[test]
fn what_is_locked_is_not_waived() {
    let config = "rules: {team-size: {locked: true}}\nwaivers:\n- {rule: team-size, entity: 'team:ops', reason: x}\n";
    let org = TWO.replace("home-grown]}", "home-grown]}  # teamlint: allow team-size, unknown-tool they split in May");
    let outcome = run(config, &org);
    let locked = "`team-size` is locked, and cannot be waived";
    let help = "mend what it finds; `locked: true` in the configuration says that nobody waives it";
    let in_comment = format!("org.yaml:3 invalid-waiver {locked} | {help}");
    let in_config = format!("teamlint.yaml:3 rule-config {locked} | ");
    assert_eq!(told(&outcome), (vec![WEB.to_owned(), in_comment, OPS.to_owned(), in_config], 1));
}

#[test]
fn what_says_that_a_file_could_not_be_read_is_not_waived() {
    let org = "# teamlint: allow syntax-error we know\nteams:   # teamlint: allow duplicate-key we know\n  web: {members: [ana]}\n  web: {members: [ben\n";
    let outcome = run("rules: {syntax-error: {locked: true}}\n", org);
    let rules: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert!(rules.contains(&"syntax-error") && rules.contains(&"duplicate-key"), "{rules:?}");
    assert_eq!(rules.iter().filter(|rule| **rule == "invalid-waiver").count(), 2, "{rules:?}");
    assert_eq!(outcome.summary.waived, 0);
}
