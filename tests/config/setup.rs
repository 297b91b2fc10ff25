//! Configuration and rule pages: what they change, and what is said when they are wrong.

use crate::support::program::{Program, Run};

/// A team of three, a service nobody owns, a rotation of two.
const ORG: &str = "\
teams:
  payments: {mission: Take money safely, members: [ana, ben, chen]}
services:
  checkout: {tier: 1}
rotations:
  payments-on-call:
    team: payments
    coverage: 24x7
    turn: 1w
    participants: [ana, ben]
    policies: {compensation: paid, handover: written, swaps: peer-reviewed}
org: {size: large}
";

const PAGE: &str = "\
---
summary: A tier-1 service has a runbook
severity: warning
for: service in services
where: service.tier == 1
require: has(service.runbook)
message: \"`{{ service.id }}` has no runbook\"
labels:
  - {at: service.tier, text: tier 1}
help: write one
sources: [{title: Our handbook}]
---

# tier-one-runbook

Whoever is paged at night should not have to remember.

```yaml bad
teams: {payments: {}}
services:
  checkout:
    tier: 1
    #     ^ tier 1
```

```yaml good
teams: {payments: {}}
services:
  checkout: {tier: 1, runbook: https://runbooks.example/checkout}
```
";

fn judged(config: &str) -> Run {
    Program::new(&["check", "--format", "json", "--as-of", "2026-06-01", "org.yaml"])
        .file("org.yaml", ORG)
        .file("teamlint.yaml", config)
        .file("policies/ownership/tier-one-runbook.md", PAGE)
        .run()
}

fn severities(run: &Run) -> Vec<String> {
    let report = run.json();
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().map(|f| format!("{} {}", f["severity"], f["rule"]).replace('"', "")).collect()
}

#[test]
fn without_configuration_the_pages_decide() {
    assert_eq!(
        severities(&judged("")),
        ["warning team-size", "error unowned-service", "warning no-backup", "error on-call-overload"]
    );
}

#[test]
fn a_rule_is_switched_off_or_given_another_severity() {
    let run = judged("rules:\n  team-size: off\n  unowned-service: advice\n  on-call-overload: {severity: warning}\n");
    assert_eq!(severities(&run), ["advice unowned-service", "warning no-backup", "warning on-call-overload"]);
    assert_eq!(run.code, 0);
}

#[test]
fn a_parameter_is_set() {
    let run = judged("rules:\n  team-size: {params: {min: 3}}\n  on-call-overload: {params: {maxShare: 0.5}}\n");
    assert!(!run.rule_names().contains(&"team-size".to_owned()), "{}", run.stdout);
    assert!(!run.rule_names().contains(&"on-call-overload".to_owned()), "{}", run.stdout);
    assert_eq!(run.code, 1);
}

#[test]
fn the_size_of_the_organisation_in_the_files_wins_over_that_in_the_configuration() {
    assert_eq!(judged("size: small\n").rules(), judged("").rules());
    let smaller = |config: &str| {
        let program = Program::new(&["check", "--format", "json", "org.yaml"]).file("teamlint.yaml", config);
        let org =
            "teams: {payments: {mission: Take money safely, members: [ana]}}\nservices: {web: {owner: payments}}\n";
        severities(&program.file("org.yaml", org).run())
    };
    assert_eq!(smaller("size: small\n"), ["advice team-size"]);
    assert_eq!(smaller("size: large\n"), ["warning team-size"]);
}

#[test]
fn pages_of_one_s_own_come_from_the_configuration_or_the_command_line() {
    let configured = judged("ruleFolders: [policies]\n");
    assert!(configured.rules().contains(&("tier-one-runbook".to_owned(), "service:checkout".to_owned())));
    let named =
        Program::new(&["check", "--rule-folder", "policies", "--format", "json", "--as-of", "2026-06-01", "org.yaml"])
            .file("org.yaml", ORG)
            .file("policies/ownership/tier-one-runbook.md", PAGE)
            .run();
    assert_eq!(named.stdout, configured.stdout);
}

#[test]
fn a_configuration_found_above_has_its_folders_beside_it() {
    let run = Program::new(&["check", "--format", "json", "org/teams"])
        .file(".git/HEAD", "")
        .file("teamlint.yaml", "ruleFolders: [policies]\nrules: {team-size: off}\n")
        .file("policies/ownership/tier-one-runbook.md", PAGE)
        .file("org/teams/org.yaml", ORG)
        .run();
    let rules = run.rule_names();
    assert!(rules.contains(&"tier-one-runbook".to_owned()), "{rules:?}");
    assert!(!rules.contains(&"team-size".to_owned()), "{rules:?}");
}

#[test]
fn a_profile_chooses_severities_that_pages_offer() {
    let page = PAGE.replace("severity: warning\n", "severity: warning\nprofiles: {strict: error}\n");
    let strict = Program::new(&["check", "--rule-folder", "policies", "--format", "json", "org.yaml"])
        .file(
            "org.yaml",
            "teams: {payments: {mission: Take money safely}}\nservices: {checkout: {tier: 1, owner: payments}}\n",
        )
        .file("teamlint.yaml", "profile: strict\n")
        .file("policies/ownership/tier-one-runbook.md", &page)
        .run();
    assert_eq!((severities(&strict), strict.code), (vec!["error tier-one-runbook".to_owned()], 1), "{}", strict.stdout);
}

#[test]
fn every_mistake_in_the_configuration_is_shown_and_the_rest_is_judged() {
    let config = "\
siez: large
rules:
  team-size: {params: {mxa: 3, min: \"many\"}}
  no-bakcup: off
  unowned-service: of
";
    let run = Program::new(&["check", "--quiet", "org.yaml"])
        .file("org.yaml", "services:\n  checkout: {lifecycle: production}\n")
        .file("teamlint.yaml", config)
        .run();
    assert_eq!(run.code, 2);
    assert_eq!(run.stdout, MISTAKES);
}

const MISTAKES: &str = r#"error[unowned-service]

  × `checkout` has no owner
   ╭─[org.yaml:2:3]
 1 │ services:
 2 │   checkout: {lifecycle: production}
   ·   ────┬───
   ·       ╰── nobody owns this production service
   ╰────
  help: name the one team that answers for it: `owner: TEAM`
   see: SRE vs. Platform Engineering: Different Missions, Shared DNA and 2 more

error[configuration]

  × `siez` is no setting
   ╭─[teamlint.yaml:1:1]
 1 │ siez: large
   · ──┬─
   ·   ╰── did you mean `size`?
 2 │ rules:
   ╰────
  help: write one of `extends`, `size`, `include`, `exclude`, `ruleFolders`,
        `profile`, `edition`, `taxonomy` and 8 more

error[rule-config]

  × `team-size` has no parameter `mxa`
   ╭─[teamlint.yaml:3:24]
 2 │ rules:
 3 │   team-size: {params: {mxa: 3, min: "many"}}
   ·                        ─┬─
   ·                         ╰── unknown parameter
 4 │   no-bakcup: off
   ╰────
  help: did you mean `max`?

error[rule-config]

  × parameter `min` of `team-size` cannot be `many`: fewest people in a team
   ╭─[teamlint.yaml:3:37]
 2 │ rules:
 3 │   team-size: {params: {mxa: 3, min: "many"}}
   ·                                     ───┬──
   ·                                        ╰── expected a number
 4 │   no-bakcup: off
   ╰────
  help: the page's own value is `5`

error[rule-config]

  × there is no rule `no-bakcup`
   ╭─[teamlint.yaml:4:3]
 3 │   team-size: {params: {mxa: 3, min: "many"}}
 4 │   no-bakcup: off
   ·   ────┬────
   ·       ╰── unknown rule
 5 │   unowned-service: of
   ╰────
  help: did you mean `no-backup`?

error[configuration]

  × `of` is no severity
   ╭─[teamlint.yaml:5:20]
 4 │   no-bakcup: off
 5 │   unowned-service: of
   ·                    ─┬
   ·                     ╰── did you mean `off`?
   ╰────
  help: write one of `off`, `advice`, `warning` or `error`

"#;

#[test]
fn options_that_name_what_is_not_there_end_the_run_with_nothing_on_standard_output() {
    let wrong: [(&[&str], &str); 3] = [
        (&["--config", "nope.yaml"], "the configuration `nope.yaml` cannot be read: it does not exist"),
        (&["--profile", "strct"], "there is no profile `strct`"),
        (&["--rule-folder", "polices"], "the rule pages in `polices` cannot be read: it does not exist"),
    ];
    let commands: [&[&str]; 7] = [
        &["check", "--format", "json", "org.yaml"],
        &["check", "org.yaml"],
        &["coverage", "org.yaml"],
        &["load", "org.yaml"],
        &["graph", "org.yaml"],
        &["rules"],
        &["explain", "no-backup"],
    ];
    for (options, message) in wrong {
        for command in commands {
            let arguments = [command, options].concat();
            if arguments == ["load", "org.yaml", "--rule-folder", "polices"] {
                continue;
            }
            let run = Program::new(&arguments).file("org.yaml", ORG).run();
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
            assert!(run.stderr.contains(message), "{arguments:?}: {}", run.stderr);
        }
    }
    let run = Program::new(&["check", "--profile", "strct", "org.yaml"]).file("org.yaml", ORG).run();
    assert!(run.stderr.contains("did you mean `strict`?"), "{}", run.stderr);
}

#[test]
fn loader_diagnostics_have_severities_that_can_be_set_but_for_those_that_tell_of_unread_files() {
    let org = "teams:\n  wren: {members: [ana], colour: red}\nservices: {web: {owner: ghost}}\n";
    let run = |config: &str, org: &str| {
        let run =
            Program::new(&["check", "--format", "json", "."]).file("org.yaml", org).file("teamlint.yaml", config).run();
        let report = run.json();
        let all = report["findings"].as_array().expect("findings").iter();
        let said = all.filter(|one| {
            ["unknown-reference", "unknown-field", "rule-config", "syntax-error"]
                .contains(&one["rule"].as_str().unwrap_or_default())
        });
        let said: Vec<String> = said
            .map(|one| format!("{} {} {}", one["severity"], one["rule"], one["message"]).replace('"', ""))
            .collect();
        (run.code, said)
    };
    let (reference, field) =
        ("unknown-reference there is no team `ghost`", "unknown-field a team has no field `colour`");
    assert_eq!(run("", org), (1, vec![format!("warning {field}"), format!("error {reference}")]));
    let config = "rules: {unknown-reference: warning, unknown-field: off}\n";
    assert_eq!(run(config, org), (0, vec![format!("warning {reference}")]));
    let config = "profile: strict\nrules: {unknown-field: {severity: advice}}\n";
    assert_eq!(run(config, org).1[0], format!("advice {field}"), "what is set goes before the profile");
    let (code, said) =
        run("rules: {syntax-error: off, unknown-field: {params: {x: 1}}}\n", "teams: {wren: {members: [ana\n");
    assert_eq!(code, 2);
    assert!(said.iter().any(|said| said.starts_with("error syntax-error")), "{said:?}");
    assert!(
        said.contains(
            &"error rule-config `syntax-error` says that a file could not be read whole, and keeps its severity"
                .to_owned()
        ),
        "{said:?}"
    );
    assert!(said.iter().any(|said| said.contains("`unknown-field` has no parameter `x`")), "{said:?}");
}

#[test]
fn configuration_lies_in_the_folder_that_the_paths_have_in_common_or_above() {
    let found = |arguments: &[&str], config: &str| {
        let mut all = vec!["check", "--format", "json"];
        all.extend(arguments);
        let team = |name: &str| format!("teams: {{{name}: {{members: [ana]}}}}\n");
        let program = Program::new(&all).file(config, "rules: {missing-mission: error}\n");
        let program = program.file("a/t.yaml", &team("wren")).file("a/b/t.yaml", &team("tit"));
        program.stdin(&team("jay")).run().code == 1
    };
    assert!(found(&["a/b/t.yaml", "a/t.yaml"], "teamlint.yaml"), "above");
    assert!(found(&["a/b/t.yaml", "a/t.yaml"], "a/teamlint.yaml"), "in common");
    assert!(!found(&["a/b/t.yaml", "a/t.yaml"], "a/b/teamlint.yaml"), "beside the first only");
    assert!(!found(&["a/t.yaml", "a/b/t.yaml"], "a/b/teamlint.yaml"), "in whatever order");
    assert!(found(&["-"], "teamlint.yaml"), "standard input is here");
    assert!(found(&["a/b"], "a/.teamlint.yaml"));
}

#[test]
fn a_rule_folder_that_is_not_there_is_an_error_at_its_place() {
    let run = judged("ruleFolders: [polices]\n");
    assert_eq!(run.code, 2);
    let report = run.json();
    let finding = report["findings"].as_array().expect("findings").iter().find(|f| f["rule"] == "configuration");
    let label = &finding.expect("a finding about the configuration")["labels"][0];
    assert_eq!(
        (label["file"].as_str(), label["line"].as_u64(), label["column"].as_u64()),
        (Some("teamlint.yaml"), Some(1), Some(15))
    );
}

#[test]
fn include_and_exclude_choose_files() {
    let run = |config: &str| {
        Program::new(&["check", "--format", "json"])
            .file("teamlint.yaml", config)
            .file("teams/a.yaml", "team: a\nmembers: [x]\n")
            .file("teams/old/b.yaml", "team: b\nmembers: [y]\n")
            .file("templates/c.yaml", "team: c\nmembers: [z]\n")
            .run()
    };
    let teams = |config: &str| run(config).rules().into_iter().map(|(_, team)| team).collect::<Vec<_>>();
    assert_eq!(teams(""), ["team:a", "team:b", "team:c"]);
    assert_eq!(teams("exclude: [templates/]\n"), ["team:a", "team:b"]);
    assert_eq!(teams("include: ['teams/**']\nexclude: ['old/']\n"), ["team:a"]);
    assert_eq!(run("include: [nothing/]\n").code, 3);
    let bad = run("exclude: ['{a']\n");
    let report = bad.json();
    let finding = report["findings"].as_array().expect("findings").iter().find(|f| f["rule"] == "configuration");
    let finding = finding.expect("a finding about the pattern");
    let message = "`{a` is no valid pattern: unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)";
    assert_eq!((bad.code, finding["message"].as_str()), (2, Some(message)));
    assert_eq!((finding["labels"][0]["line"].as_u64(), finding["labels"][0]["column"].as_u64()), (Some(1), Some(11)));
}

const THREE_MISTAKES: &str = "\
---
summary: A tier-1 service has a runbook
severity: warning
for: service in services
let:
  dependants: services.filter(s, s.owner == service.owner)
where: \"service.teir == 1\"
require: \"service.owner > 3\"
message: \"`{{ service.id }}` has no runbook\"
labels:
  - at: service.tier
    text: \"tier 1\"
  - at: dependants.size()
    text: \"so many\"
help: \"write it down\"
sources:
  - {title: \"Our operations handbook\"}
---

# runbook-for-tier-one

Whoever is paged at night should not have to remember how the service works.

```yaml bad
services:
  checkout:
    tier: 1
    #     ^ tier 1
```

```yaml good
services:
  checkout: {tier: 1, runbook: https://runbooks.example/checkout}
```
";

#[test]
fn a_page_with_three_mistakes_shows_all_of_them_in_one_run() {
    let page = "own/ownership/runbook-for-tier-one.md";
    let run = Program::new(&["test", "own"]).file(page, THREE_MISTAKES).run();
    assert_eq!((run.code, run.stderr.as_str()), (2, ""));
    assert_eq!(run.stdout, format!("{THREE_DIAGNOSTICS}0 examples of 1 page: 3 problems\n"));
    let run = Program::new(&["check", "--rule-folder", "own", "org.yaml"])
        .file(page, THREE_MISTAKES)
        .file("org.yaml", ORG)
        .run();
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains(THREE_DIAGNOSTICS), "{}", run.stdout);
    assert!(run.stdout.contains("error[unowned-service]"), "{}", run.stdout);
}

const THREE_DIAGNOSTICS: &str = r#"error[rule-page]

  × unknown field `teir` of service
   ╭─[own/ownership/runbook-for-tier-one.md:7:17]
 6 │   dependants: services.filter(s, s.owner == service.owner)
 7 │ where: "service.teir == 1"
   ·                 ──┬─
   ·                   ╰── no such field
 8 │ require: "service.owner > 3"
   ╰────
  help: did you mean `tier`?

error[rule-page]

  × `>` cannot compare a team with a number
   ╭─[own/ownership/runbook-for-tier-one.md:8:11]
 7 │ where: "service.teir == 1"
 8 │ require: "service.owner > 3"
   ·           ────────┬────────
   ·                   ╰── these are never comparable
 9 │ message: "`{{ service.id }}` has no runbook"
   ╰────

error[rule-page]

  × a label cannot stand on a computed value
    ╭─[own/ownership/runbook-for-tier-one.md:13:9]
 12 │     text: "tier 1"
 13 │   - at: dependants.size()
    ·         ────────┬────────
    ·                 ╰── a number that was never written
 14 │     text: "so many"
    ╰────
  help: point at a field it is computed from, or at the entity

"#;

#[test]
fn pages_are_tested_by_folder() {
    let page = "own/ownership/tier-one-runbook.md";
    let run = Program::new(&["test", "own"]).file(page, PAGE).run();
    assert_eq!((run.code, run.stdout.as_str()), (0, "2 examples of 1 page: all as the pages say\n"));
    let run = Program::new(&["test", "own"]).file(page, &PAGE.replace("^ tier 1", "^ tier 2")).run();
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("own/ownership/tier-one-runbook.md:"), "{}", run.stdout);
    let run = Program::new(&["test", "own"]).file("own/README.txt", "no pages\n").run();
    assert_eq!(run.code, 3);
    let run = Program::new(&["test", "missing"]).run();
    assert_eq!(run.code, 2);
}

#[test]
fn rules_are_listed_for_people_and_machines() {
    let text = Program::new(&["rules"]).run();
    assert_eq!((text.code, text.stderr.as_str()), (0, ""));
    assert!(text.stdout.contains("on-call-overload"), "{}", text.stdout);
    let json = Program::new(&["rules", "--rule-folder", "own", "--format", "json"])
        .file("own/x/tier-one-runbook.md", PAGE)
        .run();
    let listed = json.json();
    let list = listed.as_array().or_else(|| listed["rules"].as_array()).expect("a list of rules");
    let names: Vec<&str> = list.iter().filter_map(|rule| rule["name"].as_str()).collect();
    assert_eq!(names.len(), list.len());
    assert!(names.contains(&"tier-one-runbook") && names.contains(&"team-size"), "{names:?}");
}

#[test]
fn a_broken_page_does_not_keep_the_others_from_being_listed() {
    let run = Program::new(&["rules", "--rule-folder", "own"]).file("own/x/broken.md", "no head\n").run();
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("team-size"), "{}", run.stdout);
    assert!(run.stderr.contains("own/x/broken.md"), "{}", run.stderr);
}

#[test]
fn a_rule_of_one_s_own_is_explained_like_any_other() {
    let run = Program::new(&["explain", "tier-one-runbook", "--rule-folder", "own"])
        .file("own/x/tier-one-runbook.md", PAGE)
        .run();
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("Whoever is paged at night should not have to remember."), "{}", run.stdout);
    let run = Program::new(&["explain", "on-call-overload"]).run();
    assert!(run.code == 0 && run.stdout.contains("maxShare"), "{}", run.stdout);
    let run = Program::new(&["explain", "zebra"]).run();
    assert_eq!((run.code, run.stderr.as_str()), (2, "error: there is no rule `zebra`; `teamlint rules` lists them\n"));
}

/// The report for people with this configuration.
fn told(config: &str) -> Run {
    Program::new(&["check", "--as-of", "2026-06-01", "--rule", "unowned-service", "org.yaml"])
        .file("org.yaml", ORG)
        .file("teamlint.yaml", config)
        .run()
}

#[test]
fn findings_link_to_the_pages_of_their_rules_where_configuration_says_where_these_are() {
    let pages = "pages: https://example.com/rules\nruleFolders: [policies]\n";
    let report = judged(pages).json();
    let url = |rule: &str| {
        let findings = report["findings"].as_array().expect("a list");
        findings.iter().find(|one| one["rule"] == rule).map(|one| one["url"].clone())
    };
    assert_eq!(url("unowned-service"), Some("https://example.com/rules/ownership/unowned-service.md".into()));
    assert_eq!(url("tier-one-runbook"), Some("https://example.com/rules/ownership/tier-one-runbook.md".into()));
    let first = "error[unowned-service] (https://example.com/rules/ownership/unowned-service.md)\n";
    let run = told(pages);
    assert!(run.stdout.starts_with(first), "{}", run.stdout);
    let without = judged("ruleFolders: [policies]\n").json();
    assert!(without["findings"].as_array().expect("a list").iter().all(|finding| finding.get("url").is_none()));
    assert!(told("").stdout.starts_with("error[unowned-service]\n"));
}

#[test]
fn many_findings_of_one_rule_link_to_its_page_once() {
    let services: String = (0..30).map(|n| format!("  s{n}: {{tier: 1}}\n")).collect();
    let run =
        Program::new(&["check", "--as-of", "2026-06-01", "--rule", "unowned-service", "--color", "always", "org.yaml"])
            .file("org.yaml", &format!("teams: {{payments: {{}}}}\nservices:\n{services}"))
            .file("teamlint.yaml", "pages: https://example.com/rules/\n")
            .run();
    let address = " (https://example.com/rules/ownership/unowned-service.md)\n";
    assert_eq!(run.stdout.matches(address).count(), 1, "{}", run.stdout);
    assert!(!run.stdout.contains("\u{1b}]8;;"), "a pipe gets no links that only terminals follow: {}", run.stdout);
}

#[test]
fn an_address_that_could_steer_a_terminal_or_is_none_links_nothing() {
    for (address, why) in [
        (r#""https://example.com/\e]8;;https://other.example\a""#, "has characters that an address cannot have"),
        (r#""https://example.com/\nfake""#, "has characters that an address cannot have"),
        ("javascript:alert(1)", "does not begin with `https://` or `http://`"),
        ("https://example.com/#rules", "has a `?` or a `#`"),
    ] {
        for colour in ["never", "always"] {
            let run = Program::new(&["check", "--as-of", "2026-06-01", "--color", colour, "org.yaml"])
                .file("org.yaml", ORG)
                .file("teamlint.yaml", &format!("pages: {address}\n"))
                .run();
            assert_eq!(run.code, 2, "{}", run.stdout);
            assert!(
                run.stdout.contains("the address of the pages") && run.stdout.contains(why.split(' ').next().unwrap())
            );
            let escapes = run.stdout.matches('\u{1b}').count() - run.stdout.matches("\u{1b}[").count();
            assert_eq!((escapes, run.stdout.contains('\u{7}')), (0, false), "{}", run.stdout);
            assert!(!run.stdout.contains("unowned-service] ("), "{}", run.stdout);
        }
        let json = judged(&format!("pages: {address}\n")).json();
        let findings = json["findings"].as_array().expect("a list");
        let told = findings.iter().find(|one| one["rule"] == "configuration").expect("a finding");
        assert!(told["message"].as_str().is_some_and(|message| message.contains(why)), "{told}");
        assert!(findings.iter().all(|finding| finding.get("url").is_none()));
    }
}

#[test]
fn what_an_article_states_is_listed_with_the_rules_that_check_it() {
    let run = Program::new(&["rules", "--source", "003"]).run();
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout.starts_with("003  SRE vs. Platform Engineering: Different Missions, Shared DNA\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("\n  13  No heroics needed\n        hero-dependency\n"), "{}", run.stdout);
    let run = Program::new(&["rules", "--source", "003", "--format", "json"]).run();
    let json = run.json();
    let on_call = json["statements"].as_array().expect("a list").iter().find(|one| one["family"] == "on-call");
    let rules = on_call.expect("a statement that every rule on being on call checks")["rules"].as_array();
    assert!(rules.is_some_and(|rules| rules.contains(&"no-backup".into())), "{json}");
}

#[test]
fn an_article_that_there_is_not_is_told_with_those_there_are() {
    let run = Program::new(&["rules", "--source", "SRE"]).run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr.starts_with(
            "error: there is no source `SRE`; there are\n  000  Platform Engineer vs. SRE: What's the Difference?\n"
        ),
        "{}",
        run.stderr
    );
    assert_eq!(run.stderr.lines().count(), 6, "{}", run.stderr);
}
