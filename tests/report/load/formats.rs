//! `teamlint load` for pull requests, spreadsheets and machines.

use serde_json::{Value, json};

use crate::report::load::text::{TWO_SITES, UNFINISHED, load, shown};

const SCHEMA: &str = include_str!("../../../schema/load-v1.schema.json");

#[test]
fn as_markdown_it_is_a_table_for_a_pull_request() {
    assert_eq!(shown(TWO_SITES, &["--without", "ana", "--format", "markdown"]), MARKDOWN);
    assert_eq!(shown(UNFINISHED, &["--by", "rotation", "--format", "markdown"]), MARKDOWN_UNFINISHED);
}

const MARKDOWN: &str = "\
What changes if ana leaves:

| person | hours a week | change | share of the week | off-hours pages in a week on call | rotations | longest block in hours | hours a week in two places |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| ben | 27.5 → 41.0 | +13.5 | 16.3 % → 24.4 % | 2.8 | 2 | 12.0 | 2.7 → 0.0 |
| ana | 27.5 → - | -27.5 | 16.3 % → - | 2.8 → - | 2 → - | 12.0 → - | 2.7 → - |
| cem | 16.8 → 21.0 | +4.2 | 10.0 % → 12.5 % | 2.8 | 1 | 12.0 | 0.0 |
| dia | 16.8 → 21.0 | +4.2 | 10.0 % → 12.5 % | 2.8 | 1 | 12.0 | 0.0 |
| eli | 16.8 → 21.0 | +4.2 | 10.0 % → 12.5 % | 2.8 | 1 | 12.0 | 0.0 |
| jon | 13.3 → 20.0 | +6.7 | 7.9 % → 11.9 % | 0.0 | 1 | 8.0 | 0.0 |

The limit is 25 % of the week (`maxShare` of `on-call-overload`).
";

const MARKDOWN_UNFINISHED: &str = "\
| rotation | person | hours a week here | hours a week | share of the week | off-hours pages in a week on call | rotations | longest block in hours | hours a week in two places |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| watch | cem | 168.0 | 168.0 | **100.0 %**, above 25 % | ? | 1 | 336.0 | 0.0 |
| days | ben | 42.0 | 84.0-126.0 | **50.0-75.0 %**, above 25 % | 2.8+ | 2 | 12.0+ | 0.0-42.0 |
| days | ana | 42.0 | 42.0 | 25.0 % | 2.8 | 1 | 12.0 | 0.0 |
| nights | ben | 84.0 | 84.0-126.0 | **50.0-75.0 %**, above 25 % | 2.8+ | 2 | 12.0+ | 0.0-42.0 |

The limit is 25 % of the week (`maxShare` of `on-call-overload`).

- there may be more people: `rotation:watch/layers/books.participants` would tell
- `rotation:nights.utcOffset` would tell more about ben
- `rotation:watch.pages` would tell more about cem
";

#[test]
fn as_markdown_each_team_has_a_table_below_its_name() {
    assert_eq!(shown(UNFINISHED, &["--by", "team", "--format", "markdown"]), MARKDOWN_BY_TEAM);
    let teams = "teams:\n  web: {members: [ana, ben]}\n  \"a | b\": {members: [cem, jon]}\n";
    let leaving = ["--without", "ana", "--by", "team", "--format", "markdown"];
    assert_eq!(shown(&format!("{teams}{TWO_SITES}"), &leaving), MARKDOWN_LEAVING);
}

#[test]
fn as_markdown_it_says_who_is_above_the_limit_or_may_be() {
    let rotation = |coverage: &str, more: &str| {
        format!("rotations: {{r: {{coverage: {coverage}, turn: 1w, participants: [ana, ben]{more}}}}}\n")
    };
    let share = |org: &str| {
        let table = shown(org, &["--format", "markdown"]);
        table.lines().nth(2).and_then(|row| row.split(" | ").nth(2)).map(str::to_owned)
    };
    assert_eq!(share(&rotation("24x7", "")).as_deref(), Some("**50.0 %**, above 25 %"));
    assert_eq!(share(&rotation("business-hours", "")).as_deref(), Some("11.9 %"));
    let perhaps = "rotations: {r: {coverage: custom, turn: 1w, participants: [ana, ben]}}\n";
    assert_eq!(share(perhaps).as_deref(), Some("?, perhaps above 25 %"));
    assert!(
        shown("teams: {a: {members: [x]}}\n", &["--format", "markdown"])
            .starts_with("Nobody is known to take turns.\n")
    );
}

const MARKDOWN_BY_TEAM: &str = "\
### core: 2 people on call, 1 above the limit

| person | hours a week | share of the week | off-hours pages in a week on call | rotations | longest block in hours | hours a week in two places |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| ben | 84.0-126.0 | **50.0-75.0 %**, above 25 % | 2.8+ | 2 | 12.0+ | 0.0-42.0 |
| ana | 42.0 | 25.0 % | 2.8 | 1 | 12.0 | 0.0 |

### No team: 1 person on call, 1 above the limit

| person | hours a week | share of the week | off-hours pages in a week on call | rotations | longest block in hours | hours a week in two places |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| cem | 168.0 | **100.0 %**, above 25 % | ? | 1 | 336.0 | 0.0 |

The limit is 25 % of the week (`maxShare` of `on-call-overload`).

- there may be more people: `rotation:watch/layers/books.participants` would tell
- `rotation:nights.utcOffset` would tell more about ben
- `rotation:watch.pages` would tell more about cem
";

const MARKDOWN_LEAVING: &str = "\
What changes if ana leaves:

### web: the load of 2 people changes

| person | hours a week | change | share of the week | off-hours pages in a week on call | rotations | longest block in hours | hours a week in two places |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| ben | 27.5 → 41.0 | +13.5 | 16.3 % → 24.4 % | 2.8 | 2 | 12.0 | 2.7 → 0.0 |
| ana | 27.5 → - | -27.5 | 16.3 % → - | 2.8 → - | 2 → - | 12.0 → - | 2.7 → - |

### a \\| b: the load of 2 people changes

| person | hours a week | change | share of the week | off-hours pages in a week on call | rotations | longest block in hours | hours a week in two places |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| cem | 16.8 → 21.0 | +4.2 | 10.0 % → 12.5 % | 2.8 | 1 | 12.0 | 0.0 |
| jon | 13.3 → 20.0 | +6.7 | 7.9 % → 11.9 % | 0.0 | 1 | 8.0 | 0.0 |

### No team: the load of 2 people changes

| person | hours a week | change | share of the week | off-hours pages in a week on call | rotations | longest block in hours | hours a week in two places |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| dia | 16.8 → 21.0 | +4.2 | 10.0 % → 12.5 % | 2.8 | 1 | 12.0 | 0.0 |
| eli | 16.8 → 21.0 | +4.2 | 10.0 % → 12.5 % | 2.8 | 1 | 12.0 | 0.0 |

The limit is 25 % of the week (`maxShare` of `on-call-overload`).
";

/// Names as nobody should have them.
const ODD: &str = r#"people: {"o'hara, ana": , "the | other": }
rotations: {web: {turn: 1w, participants: ["o'hara, ana", "the | other"]}}
"#;

#[test]
fn names_with_commas_and_bars_stay_in_their_cells() {
    assert_eq!(shown(ODD, &["--format", "csv"]), ODD_CSV);
    assert_eq!(shown(ODD, &["--format", "markdown"]).lines().nth(3).unwrap_or_default(), ODD_ROW);
}

const ODD_CSV: &str = r#"person,hoursPerWeek,share,offHoursPagesPerOnCallWeek,offHoursPagesPerShift,offHoursPagesPerWeek,rotations,longestBlockHours,doubleBookedHours,missing
"o'hara, ana",84,0.5,,,,1,168,0,rotation:web.pages
the | other,84,0.5,,,,1,168,0,rotation:web.pages
"#;

const ODD_ROW: &str = r"| the \| other | 84.0 | **50.0 %**, above 25 % | ? | 1 | 168.0 | 0.0 |";

#[test]
fn as_csv_everybody_has_a_record_also_who_is_not_touched() {
    let csv = shown(TWO_SITES, &["--without", "ana", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 1 + 10, "{csv}");
    assert_eq!(csv.lines().take(3).collect::<Vec<_>>().join("\n"), CSV);
}

const CSV: &str = "\
person,hoursPerWeek,share,offHoursPagesPerOnCallWeek,offHoursPagesPerShift,offHoursPagesPerWeek,rotations,longestBlockHours,doubleBookedHours,missing,thenHoursPerWeek,thenShare,thenOffHoursPagesPerOnCallWeek,thenOffHoursPagesPerShift,thenOffHoursPagesPerWeek,thenRotations,thenLongestBlockHours,thenDoubleBookedHours,thenMissing,changeHoursPerWeek,changeShare
ben,27.466667,0.163492,2.833333,,0.566667,2,12,2.666667,,41,0.244048,2.833333,,0.708333,2,12,0,,13.533333,0.080556
ana,27.466667,0.163492,2.833333,,0.566667,2,12,2.666667,,,,,,,,,,,-27.466667,-0.163492";

#[test]
fn as_csv_the_hours_in_a_rotation_are_told_before_and_after() {
    let csv = shown(TWO_SITES, &["--without", "ana", "--by", "rotation", "--format", "csv"]);
    let column = |name: &str| csv.lines().next().unwrap().split(',').position(|other| other == name).unwrap();
    let ben = csv.lines().find(|line| line.starts_with("payments,ben,")).unwrap();
    let cell = |name| ben.split(',').nth(column(name)).unwrap();
    assert_eq!((cell("hoursPerWeekHere"), cell("thenHoursPerWeekHere")), ("16.8", "21"));
}

#[test]
fn as_json_it_is_one_object_with_null_for_what_is_not_known() {
    assert_eq!(shown(UNFINISHED, &["--by", "team", "--format", "json"]), JSON);
}

const JSON: &str = r#"{
  "version": 1,
  "by": "team",
  "limit": {
    "rule": "on-call-overload",
    "param": "maxShare",
    "share": 0.25
  },
  "whatIf": null,
  "rows": [
    {
      "group": "core",
      "person": "ben",
      "now": {
        "hoursPerWeek": null,
        "share": null,
        "overLimit": true,
        "offHoursPagesPerOnCallWeek": null,
        "offHoursPagesPerShift": null,
        "offHoursPagesPerWeek": null,
        "rotations": 2,
        "longestBlockHours": null,
        "doubleBookedHours": null,
        "hoursPerWeekHere": null,
        "bounds": {
          "hoursPerWeek": {
            "low": 84,
            "high": 126
          },
          "share": {
            "low": 0.5,
            "high": 0.75
          },
          "offHoursPagesPerOnCallWeek": {
            "low": 2.833333,
            "high": null
          },
          "offHoursPagesPerWeek": {
            "low": 1.416667,
            "high": null
          },
          "longestBlockHours": {
            "low": 12,
            "high": null
          },
          "doubleBookedHours": {
            "low": 0,
            "high": 42
          }
        },
        "missing": [
          "rotation:nights.utcOffset"
        ]
      },
      "then": null,
      "difference": null
    },
    {
      "group": "core",
      "person": "ana",
      "now": {
        "hoursPerWeek": 42,
        "share": 0.25,
        "overLimit": false,
        "offHoursPagesPerOnCallWeek": 2.833333,
        "offHoursPagesPerShift": null,
        "offHoursPagesPerWeek": 1.416667,
        "rotations": 1,
        "longestBlockHours": 12,
        "doubleBookedHours": 0,
        "hoursPerWeekHere": null,
        "bounds": {},
        "missing": []
      },
      "then": null,
      "difference": null
    },
    {
      "group": null,
      "person": "cem",
      "now": {
        "hoursPerWeek": 168,
        "share": 1,
        "overLimit": true,
        "offHoursPagesPerOnCallWeek": null,
        "offHoursPagesPerShift": null,
        "offHoursPagesPerWeek": null,
        "rotations": 1,
        "longestBlockHours": 336,
        "doubleBookedHours": 0,
        "hoursPerWeekHere": null,
        "bounds": {
          "offHoursPagesPerWeek": {
            "low": 0,
            "high": null
          }
        },
        "missing": [
          "rotation:watch.pages"
        ]
      },
      "then": null,
      "difference": null
    }
  ],
  "missing": [
    "rotation:watch/layers/books.participants"
  ]
}
"#;

#[test]
fn every_json_says_what_the_schema_promises() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a JSON Schema");
    for (org, arguments) in [
        (TWO_SITES, &[][..]),
        (TWO_SITES, &["--by", "rotation", "--without", "ana", "--add", "1", "payments/sf"]),
        (UNFINISHED, &["--by", "team"]),
        (UNFINISHED, &["--by", "rotation"]),
        (UNFINISHED, &["--without", "ben", "--without", "cem"]),
        ("version: 1\nteams: {core: }\n", &[]),
    ] {
        let mut table = load(org, &[arguments, &["--format", "json"]].concat()).json();
        let errors: Vec<String> = validator.iter_errors(&table).map(|e| format!("{}: {e}", e.instance_path)).collect();
        assert_eq!(errors, Vec::<String>::new(), "{arguments:?}");
        table["colour"] = json!("red");
        assert!(!validator.is_valid(&table), "a key the schema does not know must be refused");
    }
}
