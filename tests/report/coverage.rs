//! What could not be judged: what is said to declare, how it is ranked, and that declaring it keeps the promise.

use std::fs;

use serde_json::{Value, json};
use teamlint::dialect::offers;

use crate::support::markdown;
use crate::support::program::{Program, Run, repository};

const SCHEMA: &str = include_str!("../../schema/coverage-v1.schema.json");

/// A rotation is paged rarely.
const NOISY: &str = "\
---
summary: A rotation is paged rarely
for: rotation in rotations
require: rotation.pages.perWeek <= params.max
params:
  max: {default: 2, unit: pages a week, doc: more than this is noise}
severity: warning
message: \"`{{ rotation.id }}` is paged {{ rotation.pages.perWeek }} times a week\"
labels: [{at: rotation}]
---

# noisy-rotation
";

/// Two fields are wanted, and each can make the other unnecessary.
const SLOW: &str = "\
---
summary: Somebody answers in time, unless nobody calls
for: rotation in rotations
require: rotation.responseMinutes <= 15 || rotation.pages.perWeek == 0
severity: warning
message: \"`{{ rotation.id }}` is slow\"
labels: [{at: rotation}]
---

# slow-rotation
";

/// A section is wanted.
const VAIN: &str = "\
---
summary: No service promises more than anybody can notice
for: slo in slos
require: slo.target < 0.99999
severity: advice
message: \"`{{ slo.id }}` promises too much\"
labels: [{at: slo}]
---

# vain-slo
";

/// No declaration can make a list have a first element, or a division by zero mean something.
const ODD: &str = "\
---
summary: The first member is the boss
for: team in teams
require: team.members.first().title == \"Boss\" || 1 / (team.members.size() - 2) > 5
severity: advice
message: \"`{{ team.id }}` has no boss\"
labels: [{at: team}]
---

# first-boss
";

const ORG: &str = "\
teams:
  shop: {}
rotations:
  api: {participants: [ben], responseMinutes: 60}
  db: {participants: [cem], responseMinutes: 5, pages: 1}
  search: {participants: [dia], responseMinutes: 20, pages: {perWeek: lots}}
  web: {participants: [ana]}
";

/// The program with pages of the test's own, by which alone it counts.
fn program(arguments: &[&str], rules: &[&str], org: &str) -> Program {
    let mut all = vec!["coverage", "org.yaml", "--rule-folder", "policies"];
    for rule in rules {
        all.extend(["--rule", rule]);
    }
    all.extend(arguments);
    Program::new(&all)
        .file("org.yaml", org)
        .file("policies/on-call/noisy-rotation.md", NOISY)
        .file("policies/on-call/slow-rotation.md", SLOW)
        .file("policies/slo/vain-slo.md", VAIN)
        .file("policies/topology/first-boss.md", ODD)
}

const THREE: [&str; 3] = ["noisy-rotation", "slow-rotation", "vain-slo"];

fn coverage(arguments: &[&str], rules: &[&str], org: &str) -> Run {
    let run = program(arguments, rules, org).run();
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run
}

#[test]
fn what_unlocks_most_comes_first_and_what_is_wrong_is_to_be_mended() {
    assert_eq!(
        coverage(&[], &THREE, ORG).stdout,
        "\
2 of 9 judgements were possible; 7 were not

Declare, most valuable first:

  `rotations.*.pages`, and 2 rules can judge 2 rotations
      noisy-rotation, slow-rotation
      rotation:api at org.yaml:4:3
      rotation:web at org.yaml:7:3
      1 more judgement lacks it together with other fields
  `slos`, and 1 rule can judge them
      vain-slo

Mend what was written, but cannot be read:

  `rotations.*.pages.perWeek`, and 2 rules can judge 1 rotation
      noisy-rotation, slow-rotation
      rotation:search/pages at org.yaml:6:71
      `teamlint check` reports what is wrong with it

Several fields together:

  `rotations.*.pages` and `rotations.*.responseMinutes`, and 1 rule can judge
    1 rotation
      slow-rotation

What you may have already, each as far as it says all that it can:

  have the files of your objectives read (`docs/sources.md#objectives`), and 1
    rule can judge all of `slos`
      vain-slo

rules        judged  not judged
on-call           2           6
slo               0           1
"
    );
}

#[test]
fn each_judgement_that_was_not_possible_is_told_on_request() {
    let report = coverage(&["--format", "json"], &["slow-rotation"], ORG).json();
    assert_eq!(report.get("notJudged"), None);
    let report = coverage(&["--format", "json", "--entities"], &["slow-rotation"], ORG).json();
    let all = report["notJudged"].as_array().expect("a list");
    assert_eq!(all.len(), report["summary"]["notJudged"]);
    assert!(all.iter().all(|one| one["rule"] == "slow-rotation"), "{all:?}");
    assert_eq!(all[0], json!({"rule": "slow-rotation", "entity": "rotation:api", "missing": ["rotation:api.pages"]}));
}

/// The promise of the list: `rotations.*.pages` lets two rules judge two rotations, and all three fields everything.
#[test]
fn what_is_declared_is_judged() {
    let judged = |org: &str| {
        let report = coverage(&["--format", "json"], &["noisy-rotation", "slow-rotation"], org).json();
        (report["summary"]["judgements"].clone(), report["summary"]["notJudged"].clone())
    };
    assert_eq!(judged(ORG), (json!(2), json!(6)));
    let paged = ORG.replace("responseMinutes: 60", "responseMinutes: 60, pages: 3").replace("[ana]", "[ana], pages: 3");
    assert_eq!(judged(&paged), (json!(5), json!(3)));
    let mended = paged.replace("lots", "4");
    assert_eq!(judged(&mended), (json!(7), json!(1)));
    let answered = mended.replace("[ana]", "[ana], responseMinutes: 5");
    assert_eq!(judged(&answered), (json!(8), json!(0)));
}

#[test]
fn where_everything_was_judged_there_is_nothing_to_declare() {
    let org = "teams: {shop: {}}\nslos: {shop: {target: 0.99}}\n";
    assert_eq!(
        coverage(&[], &["vain-slo"], org).stdout,
        "\
nothing is missing: 1 judgement was made

rules      judged  not judged
slo             1           0
"
    );
}

#[test]
fn what_no_declaration_would_change_is_said_to_be_so() {
    let org = "teams:\n  empty: {members: []}\n  pair: {members: [ana, ben]}\n";
    assert_eq!(
        coverage(&[], &["first-boss"], org).stdout,
        "\
0 of 2 judgements were possible; 2 were not

Several fields together:

  `people.*.title` and a number that can be computed, without which 1 rule
    cannot judge 1 team
      first-boss

Nothing that could be declared would decide these; they ask for:

  an element that exists, without which 1 rule cannot judge 1 team
      first-boss

rules         judged  not judged
topology           0           2
"
    );
}

#[test]
fn a_field_that_a_catalog_cannot_say_is_to_be_written_elsewhere() {
    let catalog = "\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop}
spec: {type: service, owner: crew, lifecycle: production}
";
    let page = VAIN.replace("slo in slos", "service in services").replace("slo.target < 0.99999", "service.tier > 1");
    let page = page.replace("slo.id", "service.id").replace("at: slo", "at: service");
    let run = Program::new(&["coverage", "catalog-info.yaml", "--rule-folder", "policies", "--rule", "vain-slo"])
        .file("catalog-info.yaml", catalog)
        .file("policies/slo/vain-slo.md", &page)
        .run();
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (
            0,
            "\
0 of 1 judgements were possible; 1 was not

Declare, most valuable first:

  `services.*.tier`, and 1 rule can judge 1 service
      vain-slo
      service:shop at catalog-info.yaml:3:18
      a Backstage catalog has no such field; write it in a native file

What you may have already, each as far as it says all that it can:

  have the descriptors of your services read
    (`docs/sources.md#descriptors-of-services`), and 1 rule can judge 1 service
      vain-slo

rules      judged  not judged
slo             0           1
"
        )
    );
}

#[test]
fn of_a_rotation_with_one_layer_that_nobody_wrote_the_field_stands_in_the_rotation() {
    let org = "\
rotations:
  days: {participants: [ana, ben], restrictions: [{from: \"08:00\", to: \"20:00\"}]}
  nights: {participants: [ana, ben], restrictions: [{from: \"22:00\", to: \"08:00\"}]}
";
    let report = coverage(&["--format", "json"], &["on-call-overload"], org).json();
    assert_eq!(report["fields"][0]["path"], json!("rotations.*.utcOffset"));
    assert_eq!(report["fields"][0]["alone"]["entities"], json!({"person": 2}));
}

#[test]
fn a_tool_is_called_by_its_name() {
    let org = "teams: {payments: {duties: [error-budget], tools: [terraform, lighthouse]}}\n";
    let report = coverage(&["--format", "json"], &["error-budget-without-telemetry"], org).json();
    assert_eq!(report["fields"][0]["path"], json!("teams.*.tools.*.capability"));
    assert_eq!(report["fields"][0]["examples"][0]["entity"], json!("team:payments/tools/lighthouse"));
}

#[test]
fn a_long_list_is_cut_unless_all_is_asked_for() {
    let fields = [
        "compensatingControl == 'x'",
        "customerFacing",
        "description == 'x'",
        "domain.id == 'x'",
        "escalation.id == 'x'",
        "goldenPath.id == 'x'",
        "partOf.id == 'x'",
        "platform.id == 'x'",
        "rotation.id == 'x'",
        "system.id == 'x'",
        "tier == 1",
        "type == 'x'",
    ];
    let case =
        |(at, field): (usize, &&str)| format!("  - {{where: service.id == 's{at}', require: \"service.{field}\"}}\n");
    let page = format!(
        "---\nsummary: Much is known\nfor: service in services\nseverity: advice\nmessage: x\nlabels: [{{at: service}}]\n\
         cases:\n{}---\n\n# much-known\n",
        fields.iter().enumerate().map(case).collect::<String>()
    );
    let services = (0..fields.len()).map(|at| format!("  s{at}: {{}}\n")).collect::<String>();
    let shown = |arguments: &[&str]| {
        let run = program(arguments, &["much-known"], &format!("version: 1\nservices:\n{services}"))
            .file("policies/services/much-known.md", &page)
            .run();
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    let (short, whole) = (shown(&[]), shown(&["--all"]));
    let fields = |text: &str| text.lines().filter(|line| line.starts_with("  `services.*.")).count();
    assert_eq!((fields(&short), fields(&whole)), (10, 12));
    assert!(short.contains("\n  … and 2 more fields (--all shows them)\n"), "{short}");
    assert!(!whole.contains("--all"), "{whole}");
    assert!(whole.ends_with("  much-known           0          12\n"), "{whole}");
}

#[test]
fn machines_get_everything() {
    assert_eq!(coverage(&["--format", "json"], &THREE, ORG).stdout, include_str!("../fixtures/coverage.json"));
}

#[test]
fn the_schema_describes_every_key_and_allows_no_others() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a JSON Schema");
    let mut report = coverage(&["--format", "json"], &THREE, ORG).json();
    let errors: Vec<String> = validator.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path)).collect();
    assert_eq!(errors, Vec::<String>::new());
    for path in [
        "/fields/0",
        "/fields/0/alone",
        "/fields/0/examples/0",
        "/combinations/0",
        "/offers/0",
        "/families/0",
        "/summary",
    ] {
        let object = report.pointer_mut(path).and_then(Value::as_object_mut).expect("an object");
        object.insert("colour".to_owned(), json!("red"));
        assert!(!validator.is_valid(&report), "a key the schema does not know must be refused in {path}");
        let object = report.pointer_mut(path).and_then(Value::as_object_mut).expect("an object");
        object.remove("colour");
        let first = object.keys().next().cloned().expect("a key");
        let value = object.remove(&first).expect("its value");
        assert!(!validator.is_valid(&report), "the schema must demand `{first}` in {path}");
        report.pointer_mut(path).and_then(Value::as_object_mut).expect("an object").insert(first, value);
    }
}

#[test]
fn nothing_to_lint_is_3_and_a_rule_or_configuration_that_is_wrong_is_2() {
    let run = Program::new(&["coverage"]).run();
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    assert!(run.stderr.starts_with("nothing to lint: "), "{}", run.stderr);

    let run = program(&[], &["noisy-rotatoin"], ORG).run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(run.stderr, "error: there is no rule `noisy-rotatoin`; did you mean `noisy-rotation`?\n");

    let run = program(&[], &["vain-slo"], ORG).file("teamlint.yaml", "siez: small\n").run();
    assert_eq!(run.code, 2);
    assert!(run.stdout.starts_with("0 of 1 judgements were possible; 1 was not\n"), "{}", run.stdout);
    assert!(run.stderr.contains("`siez` is no setting"), "{}", run.stderr);
}

const CATALOG: &str = "apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ledger
  labels: {tier: '1'}
  annotations: {pagerduty.com/service-id: PX1, github.com/project-slug: acme/ledger}
  tags: [pci]
  links: [{url: 'https://r', title: Ledger runbook}]
spec: {type: service, lifecycle: production, owner: payments}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: books
  labels: {tier: '2'}
  links: [{url: 'https://r', title: Playbook}]
spec: {type: service, lifecycle: production, owner: payments}
";

/// The program on a catalog, with a map, beside a file that says who reviews what.
fn of_catalog(command: &str, arguments: &[&str]) -> Run {
    let all: Vec<&str> = [command].into_iter().chain(arguments.iter().copied()).collect();
    Program::new(&all)
        .file("catalog-info.yaml", CATALOG)
        .file("CODEOWNERS", "* @acme/strangers\n")
        .file("teamlint.yaml", "map: {service.tier: labels.tier, service.regulated: tags.pci}\n")
        .run()
}

#[test]
fn what_stands_for_fields_is_told_and_so_are_claims() {
    let run = of_catalog("coverage", &[]);
    let told = run.stdout.split("Taken from notes of entities:\n").nth(1).unwrap_or(&run.stdout);
    let expected = "
  `tier` of 2 services, from label `tier`, by `map` at teamlint.yaml:1:7
  `escalation` of 1 service, from annotation `pagerduty.com/service-id`
  `runbook` of 2 services, from links
  `regulated` of 1 service, from tags, by `map` at teamlint.yaml:1:34
  `source` of 1 service, from annotation `github.com/project-slug`

";
    assert!(told.starts_with(expected), "{told}");
    let claims = "0 owner claims compared, 2 not: 2 name teams nobody here knows\n";
    assert!(run.stdout.contains(claims), "{}", run.stdout);
    assert!(of_catalog("check", &[]).stdout.contains(claims));
}

#[test]
fn machines_learn_what_stands_for_fields_too() {
    let report = of_catalog("coverage", &["--format", "json"]).json();
    let note = |path: &str, note: &str, entities: usize, map: Value| json!({"path": path, "note": note, "entities": entities, "map": map});
    let at = |column: usize| json!({"file": "teamlint.yaml", "line": 1, "column": column});
    assert_eq!(
        report["notes"],
        json!([
            note("services.*.tier", "label `tier`", 2, at(7)),
            note("services.*.escalation", "annotation `pagerduty.com/service-id`", 1, Value::Null),
            note("services.*.runbook", "links", 2, Value::Null),
            note("services.*.regulated", "tags", 1, at(34)),
            note("services.*.source", "annotation `github.com/project-slug`", 1, Value::Null),
        ])
    );
    let checked = of_catalog("check", &["--format", "json"]).json();
    assert_eq!(report["summary"]["claims"], checked["summary"]["claims"]);
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a JSON Schema");
    let errors: Vec<String> = validator.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path)).collect();
    assert_eq!(errors, [""; 0]);
}

#[test]
fn what_is_kept_elsewhere_is_offered_unless_it_is_read() {
    let catalog = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: shop}\nspec: {type: service, lifecycle: production, owner: pay}\n";
    let offered = |files: &[(&str, &str)]| {
        let program = Program::new(&["coverage", "--format", "json"]);
        let report = files.iter().fold(program, |program, (path, text)| program.file(path, text)).run().json();
        let sources = report["offers"].as_array().expect("offers").clone();
        sources.iter().map(|source| source["page"].as_str().expect("a page").to_owned()).collect::<Vec<_>>()
    };
    let pager = "docs/sources.md#what-pagers-export".to_owned();
    let alone = offered(&[("catalog-info.yaml", catalog)]);
    assert!(alone.contains(&pager) && !alone.contains(&"docs/reading.md".to_owned()), "{alone:?}");
    let schedules = r#"{"schedules": [{"id": "P1", "name": "Shop", "time_zone": "UTC", "schedule_layers": []}]}"#;
    let both = offered(&[("catalog-info.yaml", catalog), ("schedules.json", schedules)]);
    assert!(!both.contains(&pager), "{both:?}");
}

#[test]
fn every_source_that_is_offered_is_described_there() {
    for offer in offers() {
        let (path, anchor) = offer.page.split_once('#').unwrap_or((offer.page, ""));
        let text = fs::read_to_string(repository().join(path)).expect("a page");
        let is_there = |line: &str| {
            line.starts_with('#') && line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-") == anchor
        };
        assert!(anchor.is_empty() || text.lines().any(is_there), "{}", offer.page);
    }
}

/// An organisation of which some is a team's to say, and some nobody's.
const TEAMS: &str = "\
version: 1
people: {ana: {}, ben: {}}
teams:
  web: {members: [ana, ben]}
  data: {members: [cem], duties: [on-call]}
services:
  shop: {owner: web}
  till: {owner: web, tier: 1}
  lost: {tier: 2}
rotations:
  bell: {team: web, participants: [ana]}
";

/// What a format for people writes of it, asked about some rules.
fn as_markdown(org: &str, arguments: &[&str]) -> String {
    let rules = [
        "missing-mission",
        "stale-charter",
        "coverage-gap",
        "missing-runbook",
        "blocking-dependency",
        "unowned-service",
        "missing-slo",
    ];
    let mut all = vec!["coverage", "--format", "markdown", "--as-of", "2026-06-15"];
    all.extend(rules.iter().flat_map(|rule| ["--rule", rule]));
    all.extend(arguments);
    let run = Program::new(&all).file("org.yaml", org).run();
    assert_eq!((run.stderr.as_str(), run.code), ("", 0));
    run.stdout
}

#[test]
fn as_markdown_each_team_hears_of_what_it_has_not_said() {
    assert_eq!(as_markdown(TEAMS, &[]), BY_TEAM);
    assert_eq!(as_markdown(TEAMS, &["--all"]), BY_TEAM);
    // Of what is the same in many places the first are named, and of many fields the most valuable ones.
    let many: String = (0..9).map(|n| format!("  s{n}: {{owner: web}}\n")).collect();
    let longer = as_markdown(&format!("version: 1\nteams: {{web: {{}}}}\nservices:\n{many}"), &[]);
    let row = longer.lines().find(|line| line.contains("`services.*.tier`")).expect("a row");
    assert!(row.contains("service:s0, service:s1, service:s2 and 6 more"), "{row}");
}

const BY_TEAM: &str = "\
<!-- teamlint coverage -->
## teamlint: 5 of 13 judgements were possible; 8 were not

| team | not said | of | decides | rules |
| --- | --- | --- | ---: | --- |
| web | `rotations.*.coverage` | rotation:bell | 1 | `coverage-gap` |
| web | `teams.*.reviewed` | team:web | 1 | `stale-charter` |
| web | `services.*.supportedBy` | service:shop | 0 (+1) | `missing-slo` |
| web | `services.*.tier` | service:shop | 0 (+1) | `missing-slo` |
| data | `teams.*.reviewed` | team:data | 1 | `stale-charter` |
| (no team) | `slos` |  | 2 (+1) | `missing-slo` |
| (no team) | `dependencies` |  | 1 | `blocking-dependency` |
| (no team) | `platforms` |  | 1 | `unowned-service` |
";

/// Far more teams than a comment has room for.
#[test]
fn as_markdown_it_is_as_long_as_a_comment_may_be() {
    let teams: String = (0..900).map(|n| format!("  team-{n:04}-{}: {{}}\n", "x".repeat(60))).collect();
    let org = format!("version: 1\nteams:\n{teams}");
    let short = as_markdown(&org, &[]);
    assert!((50_000..=65_536).contains(&short.len()), "{}", short.len());
    let end = short.lines().last().expect("a line");
    assert!(end.starts_with("… and ") && end.ends_with(" more teams (`--all` lists them)"), "{end}");
    let whole = as_markdown(&org, &["--all"]);
    assert_eq!(
        whole.matches("`teams.*.mission`").count(),
        0,
        "a mission that is not there is found, and not asked for"
    );
    assert_eq!(whole.matches("`teams.*.reviewed`").count(), 900);
}

#[test]
fn as_markdown_names_mean_themselves() {
    let name = "a | <b> [x](https://evil.example) @everyone #12 `code`";
    let quoted = serde_json::to_string(name).expect("text");
    let written =
        as_markdown(&format!("version: 1\nteams: {{{quoted}: {{}}}}\nservices: {{s: {{owner: {quoted}}}}}\n"), &[]);
    let read = markdown::read(&written);
    assert_eq!((read.headings.len(), read.html.len(), read.links.len()), (1, 1, 0), "{written}");
    assert_eq!(read.notifies(), None, "{written}");
    assert!(read.text.replace('\u{200b}', "").contains(name), "{}", read.text);
}
