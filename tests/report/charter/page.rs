//! A team's page: what stands in it, whatever things are called, and however little is said.

use std::fs;

use proptest::prelude::*;

use crate::support::formats::nasty;
use crate::support::markdown::read;
use crate::support::program::{Program, Run, repository};

/// The charter of a team in one file.
pub fn charter(team: &str, file: &str, more: &[&str]) -> Run {
    let arguments = [&["charter", team, "--as-of", "2026-06-15"], more].concat();
    Program::new(&arguments).file("org.yaml", file).run()
}

/// What is written on standard output, and nothing else.
fn page(team: &str, file: &str) -> String {
    let run = charter(team, file, &[]);
    assert_eq!((run.stderr.as_str(), run.code), ("", 0));
    run.stdout
}

/// The page of a team of an example, which is kept beside the example.
fn expect(example: &str, team: &str) {
    let folder = format!("examples/{example}");
    let run = Program::new(&["charter", team, "--as-of", "2026-07-01", &folder]).within(&repository()).run();
    assert_eq!((run.stderr.as_str(), run.code), ("", 0));
    let kept = format!("{folder}/charters/{team}.md");
    let file = repository().join(&kept);
    if std::env::var_os("TEAMLINT_BLESS").is_some_and(|value| value == "1") {
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(&file, &run.stdout).expect("a file that can be written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(
        run.stdout, expected,
        "{kept}: `TEAMLINT_BLESS=1 cargo test --test main report::charter` writes it anew"
    );
    let check = ["charter", team, "--as-of", "2026-07-01", "--check", &kept, &folder];
    let run = Program::new(&check).within(&repository()).run();
    assert_eq!((run.stdout, run.code), (format!("{kept}: 10 sections agree with what is declared\n"), 0));
}

#[test]
fn a_team_of_acme_has_a_charter() {
    expect("acme", "checkout");
}

#[test]
fn a_team_of_stock_has_one_out_of_what_others_keep() {
    expect("stock", "pricing");
}

const NOTHING: &str = "version: 1\nteams: {payments: {}}\n";

#[test]
fn of_a_team_with_nothing_said_the_page_says_what_would_tell() {
    assert_eq!(page("payments", NOTHING).split("## What was found").next(), Some(SILENT));
}

const SILENT: &str = "\
# payments

<!-- teamlint charter payments -->

## The team

- **Mission:** not said (`team:payments.mission` would tell)
- **Type:** not said (`team:payments.type` would tell)
- **Discipline:** not said (`team:payments.discipline` would tell)
- **Reports to:** not said (`team:payments.reportsTo` would tell)
- **Led by:** not said (`team:payments.lead` would tell)
- **Measured by:** not said (`team:payments.metrics` would tell)
- **Communities:** not said (`communities` would tell)
- **Reviewed:** not said (`team:payments.reviewed` would tell)

## People

Not known: `team:payments.members` would tell.

## On call

Not known: `rotations` would tell.

## Duties

Not known: `team:payments.duties` would tell.

## Services

Not known: `services` would tell.

## Platforms

Not known: `platforms` would tell.

## Interactions

Not known: `interactions` would tell.

## Help

Not known: `team:payments.engagement` would tell.

## Needs

Not known: `services` would tell.

## Needed by

Not known: `services` would tell.

";

const TIED: &str = r#"
units: {products: {}}
people:
  ana: {name: Ana Abel, title: Engineer, utcOffset: Z}
  ben: {name: Ben Boll, utcOffset: Z}
teams:
  web:
    mission: Sell
    kind: work
    discipline: development
    reportsTo: products
    lead: ana
    members: [{person: ana, role: tech lead, allocation: 0.5}, ben, cem]
    duties: [{duty: on-call, people: [ben], sharedWith: [data]}, {duty: error-budget, level: accountable, scope: [shop]}]
    engagement: {model: consulting, with: [data], until: 2026-12-31}
  data: {members: [dia], duties: [monitoring-alerting], engagement: {model: embedded, with: [web]}}
services:
  shop: {owner: [web, data], tier: 1, dependsOn: [{service: lake, hard: true}, coupons], escalation: loud, supportedBy: data}
  lake: {owner: data}
  coupons: {}
platforms:
  paved: {owner: web, consumers: [data], support: {hours: business-hours}}
slos:
  up: {service: shop, target: 0.999, timeWindow: 28d}
  quick: {service: shop, targetPercent: 95, indicator: latency}
rotations:
  bell: {team: web, services: [shop], coverage: 24x7, participants: [ana, ben], turn: 1w, start: 2026-01-05, utcOffset: Z, responseMinutes: 5, pages: 2}
escalations:
  loud: {levels: [{targets: [{rotation: bell}]}]}
interactions:
  - {from: web, to: data, mode: x-as-a-service, purpose: read sales, startDate: 2026-06-01, expectedDuration: 8w}
  - {between: [web, data], mode: collaboration, startDate: 2025-01-01, expectedDuration: 4w}
dependencies:
  - {from: data, to: web, type: blocking, description: "they wait for exports"}
"#;

#[test]
fn what_is_declared_of_a_team_and_around_it_is_in_the_page() {
    assert_eq!(page("web", TIED).split("## What was found").next(), Some(SAID));
}

const SAID: &str = "\
# web

<!-- teamlint charter web -->

## The team

- **Mission:** Sell
- **Type:** not said (`team:web.type` would tell)
- **Discipline:** development
- **Reports to:** products
- **Led by:** Ana Abel
- **Measured by:** not said (`team:web.metrics` would tell)
- **Communities:** not said (`communities` would tell)
- **Reviewed:** not said (`team:web.reviewed` would tell)

## People

| person | title | role | time | takes turns in | hours a week on call |
| --- | --- | --- | ---: | --- | ---: |
| Ana Abel (ana) | Engineer | leads; tech lead | 50 % | bell | 84.0 |
| Ben Boll (ben) | not said | not said | not said | bell | 84.0 |
| cem | not said | not said | not said | none | 0.0 |

## On call

| rotation | answers for | promises | hours a week covered | hours a week missing | minutes to respond | pages a week | takes turns |
| --- | --- | --- | ---: | ---: | ---: | ---: | --- |
| bell | shop | 24x7 | 168.0 | 0.0 | 5 | 2 | primary: Ana Abel, Ben Boll |

## Duties

| duty | level | for | held with | held by |
| --- | --- | --- | --- | --- |
| on-call | responsible | its own services (not said) | data | Ben Boll |
| error-budget | accountable | shop | none | the team as a whole |

## Services

| service | tier | stage | promises | pages | hours a week covered | supported by | also owned by | runbook |
| --- | ---: | --- | --- | --- | ---: | --- | --- | --- |
| shop | 1 | production | 95 % fast enough; 99.9 % in 4w | bell | 168.0 | data | data | no |

## Platforms

| platform | used by | help | promises |
| --- | --- | --- | --- |
| paved | data | business-hours | ? |

`platform:paved.slo` would tell what is not known here.

## Interactions

| with | mode | part | what for | since | until |
| --- | --- | --- | --- | --- | --- |
| data | x-as-a-service | uses | read sales | 2026-06-01 | 2026-07-27 |
| data | collaboration | alike | not said | 2025-01-01 | 2025-01-29 |

## Help

| who helps | whom | model | until |
| --- | --- | --- | --- |
| web | data | consulting | 2026-12-31 |
| data | web | embedded | not said |

## Needs

| team | by its services | declared | the two talk |
| --- | --- | --- | --- |
| data | shop needs lake (fails without it) | nothing | yes |
| nobody known | shop needs coupons | nothing | there is nobody to talk to |

## Needed by

| team | by its services | declared | the two talk |
| --- | --- | --- | --- |
| data | none | blocking: they wait for exports | yes |

";

const DATED: &str = r"
teams: {web: {members: [ana]}, data: {members: [ben]}}
services: {shop: {owner: web, dependsOn: [lake]}, lake: {owner: data}}
interactions:
  - {between: [web, data], mode: collaboration, startDate: 2026-06-01, expectedDuration: 4w}
";

#[test]
fn what_is_declared_is_told_alike_on_any_day() {
    let on = |day: &str| {
        let run = Program::new(&["charter", "web", "org.yaml", "--as-of", day]).file("org.yaml", DATED).run();
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(!run.stdout.contains(day), "{}", run.stdout);
        run.stdout.split("## What was found").next().map(str::to_owned)
    };
    let during = on("2026-06-15");
    assert!(
        during.as_ref().is_some_and(|page| page.contains("| data | shop needs lake | nothing | until 2026-06-29 |"))
    );
    assert_eq!((on("2026-03-01"), on("2027-01-15")), (during.clone(), during));
}

/// A file in which everything that has a name has this one.
fn named(name: &str) -> String {
    let name = serde_json::to_string(name).expect("text");
    format!(
        "people: {{p: {{name: {name}, title: {name}}}}}\n\
         teams:\n  t: {{name: {name}, mission: {name}, members: [{{person: p, role: {name}}}], reportsTo: {name}}}\n  \
         {name}: {{members: [q]}}\nunits: {{{name}: {{}}}}\n\
         services: {{{name}: {{owner: t, name: {name}, dependsOn: [s]}}, s: {{owner: {name}}}}}\n\
         slos: {{{name}: {{service: {name}, target: 0.9}}}}\nplatforms: {{{name}: {{owner: t, consumers: {name}}}}}\n\
         rotations: {{{name}: {{team: t, participants: [p]}}}}\n\
         interactions: [{{from: t, to: {name}, purpose: {name}}}]\n\
         dependencies: [{{from: t, to: {name}, description: {name}}}]\n\
         communities: {{{name}: {{teams: [t]}}}}\n"
    )
}

/// Somebody who reads Markdown finds the sections, the comment, and nothing that a name has made.
fn is_sound(page: &str) {
    let read = read(page);
    let sections = read.headings.len();
    assert_eq!(sections, 14, "{:?}", read.headings);
    assert_eq!((read.html.len(), read.links.as_slice()), (1, &[][..]), "{page}");
    assert_eq!(read.notifies(), None, "{page}");
}

#[test]
fn names_mean_themselves_and_a_page_agrees_with_what_it_was_made_of() {
    let long = "x".repeat(80);
    let names = [
        "<b>bold</b> & \"quoted\" 'twice'",
        "a | b || c \\| d \\",
        "one\ntwo\r\n# three\n- four",
        "# People",
        "`code` ``` and *stars* __all__",
        "\u{202e}right to left\u{202c} \u{200f}שלום",
        "[link](https://evil.example) @everyone #12",
        "--> <!-- teamlint charter other -->",
        "not said: nothing",
        &long,
    ];
    for name in names {
        agrees(name);
    }
}

fn agrees(name: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("org.yaml"), named(name)).expect("a file");
    let run = |more: &[&str]| {
        let arguments = [&["charter", "t", "org.yaml", "--as-of", "2026-06-15"], more].concat();
        Program::new(&arguments).within(folder.path()).run()
    };
    let page = run(&[]).stdout;
    is_sound(&page);
    fs::write(folder.path().join("t.md"), &page).expect("a file");
    let checked = run(&["--check", "t.md"]);
    assert_eq!(checked.stdout, "t.md: 10 sections agree with what is declared\n", "{page}");
    let written = || {
        let run = run(&["--output", "new.md"]);
        assert_eq!((run.stdout.as_str(), run.code), ("new.md: the charter of `t`\n", 0));
        fs::read_to_string(folder.path().join("new.md")).expect("a file")
    };
    assert_eq!(written(), written(), "a page is renewed to what it is");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn so_do_names_that_nobody_should_have(name in nasty()) {
        prop_assume!(!name.trim().is_empty());
        agrees(&name);
    }
}

#[test]
fn a_team_that_there_is_not_is_told_with_the_one_that_was_meant() {
    let run = charter("paymets", NOTHING, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(run.stderr, "error: nobody declares the team `paymets`; did you mean `payments`?\n");
    let run = charter("warehouse", NOTHING, &[]);
    assert_eq!(run.stderr, "error: nobody declares the team `warehouse`; write `payments`\n");
    let run = charter("web", "version: 1\nservices: {shop: {owner: web}}\n", &[]);
    assert_eq!(run.stderr, "error: nobody declares the team `web`; none is declared\n");
    assert_eq!(charter("team:Payments", NOTHING, &[]).code, 0);
    assert_eq!(charter("payments", "# nothing\n", &[]).code, 3);
}
