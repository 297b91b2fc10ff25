//! `teamlint load`: who carries how much of being on call, and who would.

use crate::program::{Program, Run};
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../../schema/load-v1.schema.json");

/// The worked example of the on-call model: follow the sun on two sites, and two of Berlin also in another rotation.
const TWO_SITES: &str = r#"rotations:
  payments:
    coverage: 24x7
    turn: 1w
    start: 2026-01-05
    pages: {perWeek: 14}
    layers:
      berlin: {utcOffset: "+01:00", participants: [ana, ben, cem, dia, eli], restrictions: [{from: "08:00", to: "20:00"}]}
      sf: {utcOffset: "-08:00", participants: [fay, gus, hal, ivy], restrictions: [{from: "11:00", to: "23:00"}]}
  platform:
    utcOffset: "+01:00"
    start: 2026-01-05
    participants: [jon, ana, ben]
    restrictions: [{days: mon-fri, from: "09:00", to: "17:00"}]
"#;

/// Nobody said where the nights are, how often `nights` and `watch` are paged, and who is on the layer `books`.
const UNFINISHED: &str = r#"teams:
  core: {members: [ana, ben]}
people: {ana: , ben: , cem: }
rotations:
  days: {participants: [ana, ben], restrictions: [{from: "08:00", to: "20:00"}], utcOffset: "+01:00", pages: 7}
  nights: {participants: [ben], restrictions: [{from: "20:00", to: "08:00"}]}
  watch: {layers: {desk: {participants: [cem]}, books: }}
"#;

/// The secondary is the primary of the week before.
const SHIFTED: &str = r#"rotations:
  web:
    start: 2026-01-05
    layers:
      first: {participants: [ana, ben, cem, dia, eli, fay, gus, hal]}
      second: {level: secondary, participants: [hal, ana, ben, cem, dia, eli, fay, gus]}
"#;

fn load(org: &str, arguments: &[&str]) -> Run {
    let all: Vec<&str> = ["load", "org.yaml"].into_iter().chain(arguments.iter().copied()).collect();
    Program::new(&all).file("org.yaml", org).run()
}

/// The table that is written without complaint.
fn shown(org: &str, arguments: &[&str]) -> String {
    let run = load(org, arguments);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

fn refused(org: &str, arguments: &[&str]) -> String {
    let run = load(org, arguments);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    run.stderr
}

#[test]
fn everybody_is_listed_with_what_they_carry_the_highest_share_first() {
    assert_eq!(shown(TWO_SITES, &[]), EVERYBODY);
}

const EVERYBODY: &str = r#"person  h/week   share                   25 %  pages  rotations  longest  double
ana       27.5  16.3 %  █████████████       │    2.8          2     12.0     2.7
ben       27.5  16.3 %  █████████████       │    2.8          2     12.0     2.7
fay       21.0  12.5 %  ██████████          │    4.1          1     12.0     0.0
gus       21.0  12.5 %  ██████████          │    4.1          1     12.0     0.0
hal       21.0  12.5 %  ██████████          │    4.1          1     12.0     0.0
ivy       21.0  12.5 %  ██████████          │    4.1          1     12.0     0.0
cem       16.8  10.0 %  ████████            │    2.8          1     12.0     0.0
dia       16.8  10.0 %  ████████            │    2.8          1     12.0     0.0
eli       16.8  10.0 %  ████████            │    2.8          1     12.0     0.0
jon       13.3   7.9 %  ██████▎             │    0.0          1      8.0     0.0

10 people take turns in 2 rotations; above the limit of 25 % (`maxShare` of
  `on-call-overload`): nobody
h/week: in all rotations, by the clock; pages: off-hours pages in a week on
  call, in the layer with the most; longest: hours without a break; double:
  hours a week in two places at once
"#;

#[test]
fn by_rotation_everybody_is_listed_under_each_rotation_they_are_in() {
    assert_eq!(shown(TWO_SITES, &["--by", "rotation"]), BY_ROTATION);
}

const BY_ROTATION: &str = r#"  person  here  h/week   share           25 %  pages  rotations  longest  double
payments
  ana     16.8    27.5  16.3 %  ███████▊    │    2.8          2     12.0     2.7
  ben     16.8    27.5  16.3 %  ███████▊    │    2.8          2     12.0     2.7
  fay     21.0    21.0  12.5 %  ██████      │    4.1          1     12.0     0.0
  gus     21.0    21.0  12.5 %  ██████      │    4.1          1     12.0     0.0
  hal     21.0    21.0  12.5 %  ██████      │    4.1          1     12.0     0.0
  ivy     21.0    21.0  12.5 %  ██████      │    4.1          1     12.0     0.0
  cem     16.8    16.8  10.0 %  ████▊       │    2.8          1     12.0     0.0
  dia     16.8    16.8  10.0 %  ████▊       │    2.8          1     12.0     0.0
  eli     16.8    16.8  10.0 %  ████▊       │    2.8          1     12.0     0.0
platform
  ana     13.3    27.5  16.3 %  ███████▊    │    2.8          2     12.0     2.7
  ben     13.3    27.5  16.3 %  ███████▊    │    2.8          2     12.0     2.7
  jon     13.3    13.3   7.9 %  ███▊        │    0.0          1      8.0     0.0

10 people take turns in 2 rotations; above the limit of 25 % (`maxShare` of
  `on-call-overload`): nobody
here: hours a week in this rotation; h/week: in all of them, by the clock;
  pages: off-hours pages in a week on call, in the layer with the most; longest:
  hours without a break; double: hours a week in two places at once
"#;

#[test]
fn what_is_not_known_is_shown_as_such_with_what_would_tell() {
    assert_eq!(shown(UNFINISHED, &["--by", "team"]), UNKNOWN);
}

const UNKNOWN: &str = r#"  person      h/week        share  25 %      pages  rotations  longest    double
core
  ben     84.0-126.0  50.0-75.0 %  █│██░░     2.8+          2    12.0+  0.0-42.0
  ana           42.0       25.0 %  █│          2.8          1     12.0       0.0
in no team
  cem          168.0      100.0 %  █│██████      ?          1    336.0       0.0

3 people take turns in 3 rotations; above the limit of 25 % (`maxShare` of
  `on-call-overload`): ben and cem
h/week: in all rotations, by the clock; pages: off-hours pages in a week on
  call, in the layer with the most; longest: hours without a break; double:
  hours a week in two places at once
? there may be more people: `rotation:watch/layers/books.participants` would
  tell
? `rotation:nights/layers/0.utcOffset` would tell more about ben
? `rotation:watch.pages` would tell more about cem
"#;

#[test]
fn who_leaves_leaves_their_turns_to_the_others() {
    assert_eq!(shown(TWO_SITES, &["--without", "ana"]), WITHOUT_ANA);
}

const WITHOUT_ANA: &str = r#"if ana leaves

person       h/week  change   share                    25 %   longest     double
ben     27.5 → 41.0   +13.5  24.4 %  ████████████████████▌│      12.0  2.7 → 0.0
ana     27.5 →    -   -27.5       -                       │  12.0 → -    2.7 → -
cem     16.8 → 21.0    +4.2  12.5 %  ██████████▌          │      12.0        0.0
dia     16.8 → 21.0    +4.2  12.5 %  ██████████▌          │      12.0        0.0
eli     16.8 → 21.0    +4.2  12.5 %  ██████████▌          │      12.0        0.0
jon     13.3 → 20.0    +6.7  11.9 %  ██████████           │       8.0        0.0

4 people carry what they carry now
above the limit of 25 % (`maxShare` of `on-call-overload`): now nobody, then
  nobody
h/week: in all rotations, by the clock; share: what it would be; longest: hours
  without a break; double: hours a week in two places at once
"#;

#[test]
fn a_layer_that_nobody_is_left_in_is_named() {
    assert_eq!(shown(UNFINISHED, &["--without", "CEM", "--without", "ben", "--add", "1", "days"]), NOBODY_LEFT);
}

const NOBODY_LEFT: &str = r#"if cem and ben leave and one person (`new 1`) joins days

person             h/week  change   share          25 %    longest        double
cem          168.0 →    -  -168.0       -             │  336.0 → -       0.0 → -
ben     84.0-126.0 →    -       ?       -             │  12.0+ → -  0.0-42.0 → -
new 1            - → 42.0   +42.0  25.0 %  ███████████│   - → 12.0       - → 0.0

1 person carries what they carry now
above the limit of 25 % (`maxShare` of `on-call-overload`): now cem and ben,
  then nobody
nobody is left in nights and watch/desk
h/week: in all rotations, by the clock; share: what it would be; longest: hours
  without a break; double: hours a week in two places at once
? there may be more people: `rotation:watch/layers/books.participants` would
  tell
? `rotation:nights/layers/0.utcOffset` would tell more about ben
"#;

#[test]
fn newcomers_join_every_layer_that_the_same_people_are_in_and_its_secondary_stays_the_previous_primary() {
    assert_eq!(shown(SHIFTED, &["--add", "2", "web", "--without", "hal"]), JOINED);
}

const JOINED: &str = r#"if hal leaves and two people (`new 1` and `new 2`) join web/first and web/second

person       h/week  change   share                     25 %    longest   double
hal     42.0 →    -   -42.0       -                        │  336.0 → -  0.0 → -
ana     42.0 → 37.3    -4.7  22.2 %  ███████████████████▌  │      336.0      0.0
ben     42.0 → 37.3    -4.7  22.2 %  ███████████████████▌  │      336.0      0.0
cem     42.0 → 37.3    -4.7  22.2 %  ███████████████████▌  │      336.0      0.0
dia     42.0 → 37.3    -4.7  22.2 %  ███████████████████▌  │      336.0      0.0
eli     42.0 → 37.3    -4.7  22.2 %  ███████████████████▌  │      336.0      0.0
fay     42.0 → 37.3    -4.7  22.2 %  ███████████████████▌  │      336.0      0.0
gus     42.0 → 37.3    -4.7  22.2 %  ███████████████████▌  │      336.0      0.0
new 1      - → 37.3   +37.3  22.2 %  ███████████████████▌  │  - → 336.0  - → 0.0
new 2      - → 37.3   +37.3  22.2 %  ███████████████████▌  │  - → 336.0  - → 0.0

everybody's load changes
above the limit of 25 % (`maxShare` of `on-call-overload`): now nobody, then
  nobody
h/week: in all rotations, by the clock; share: what it would be; longest: hours
  without a break; double: hours a week in two places at once
"#;

/// A what-if is no other arithmetic: it says what the files would say if somebody changed them.
#[test]
fn a_what_if_says_what_the_changed_files_would_say() {
    let said = |org: &str, arguments: &[&str], measures: &str| -> Vec<(String, Value)> {
        let table = load(org, &[arguments, &["--format", "json"]].concat()).json();
        let rows = table["rows"].as_array().expect("rows").iter();
        let rows = rows.map(|row| (row["person"].as_str().expect("a name").to_owned(), row[measures].clone()));
        let mut rows: Vec<(String, Value)> = rows.filter(|(_, measures)| !measures.is_null()).collect();
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        rows
    };
    let without = TWO_SITES.replace("ana, ben, cem", "ben, cem").replace("jon, ana, ben", "jon, ben");
    assert_eq!(said(TWO_SITES, &["--without", "ana"], "then"), said(&without, &[], "now"));

    let with = TWO_SITES.replace("hal, ivy", "hal, ivy, new 1, new 2");
    assert_eq!(said(TWO_SITES, &["--add", "2", "payments/sf"], "then"), said(&with, &[], "now"));

    let both = SHIFTED
        .replace("[ana, ben, cem, dia, eli, fay, gus, hal]", "[ana, ben, dia, eli, fay, gus, hal, new 1]")
        .replace("[hal, ana, ben, cem, dia, eli, fay, gus]", "[new 1, ana, ben, dia, eli, fay, gus, hal]");
    assert_eq!(said(SHIFTED, &["--without", "cem", "--add", "1", "web"], "then"), said(&both, &[], "now"));
    assert_eq!(said(SHIFTED, &["--without", "cem", "--add", "1", "WEB/first,second"], "then"), said(&both, &[], "now"));
}

#[test]
fn a_newcomer_gets_a_name_that_nobody_has() {
    let org = "rotations: {web: {participants: [New 1, ana]}}\n";
    let table = load(org, &["--add", "2", "web", "--format", "json"]).json();
    assert_eq!(table["whatIf"]["joining"], json!([{"layers": ["web"], "people": ["new 2", "new 3"]}]));
}

#[test]
fn whoever_takes_no_turns_changes_nothing_by_leaving() {
    let org = "people: {ana: , ben: , cem: }\nrotations: {web: {participants: [ana, ben]}}\n";
    let said = shown(org, &["--without", "cem"]);
    assert!(said.starts_with("if cem leaves\n\nnothing changes for anybody\n"), "{said}");
}

#[test]
fn a_name_that_does_not_exist_is_wrong_usage_and_all_are_told() {
    let wrong = ["--without", "anna", "--without", "zoe", "--add", "1", "paymnets", "--add", "1", "payments/berln"];
    assert_eq!(
        refused(TWO_SITES, &wrong),
        "error: there is nobody called `anna`; did you mean `ana`?\n\
         error: there is nobody called `zoe`\n\
         error: there is no rotation `paymnets`; did you mean `payments`?\n\
         error: `payments` has no layer `berln`; did you mean `berlin`?\n"
    );
    assert_eq!(
        refused(TWO_SITES, &["--add", "1", "search"]),
        "error: there is no rotation `search`; write one of `payments` or `platform`\n"
    );
    assert_eq!(
        refused(TWO_SITES, &["--add", "1", "platform/desk"]),
        "error: the layers of `platform` have no names; write `platform`\n"
    );
}

#[test]
fn people_at_several_sites_cannot_be_joined_without_saying_where() {
    assert_eq!(
        refused(TWO_SITES, &["--add", "1", "payments"]),
        "error: `payments` has several primary layers; write one of `payments/berlin` or `payments/sf`\n"
    );
}

#[test]
fn nobody_can_join_people_of_whom_nothing_is_known() {
    assert_eq!(
        refused(UNFINISHED, &["--add", "1", "watch/books"]),
        "error: nobody said who takes turns in `watch/books`; declare its `participants`\n"
    );
    assert_eq!(
        refused("rotations: {web: {coverage: 24x7}}\n", &["--add", "1", "web"]),
        "error: nobody said who takes turns in `web`; declare its `participants`\n"
    );
}

#[test]
fn a_number_of_people_is_a_whole_number_from_one_on() {
    for number in ["0", "two", "-1", "1.5", "1001", "99999999999"] {
        let said = load(TWO_SITES, &["--add", number, "platform"]);
        assert_eq!(said.code, 2, "{number}");
        assert!(said.stderr.starts_with("error: "), "{number}: {}", said.stderr);
    }
    assert_eq!(
        refused(TWO_SITES, &["--add", "platform", "2"]),
        "error: `platform` is no number of people; write `--add 2 2`, with a number from 1 to 1000\n"
    );
}

#[test]
fn the_limit_is_that_of_the_rule_as_configured() {
    let run = Program::new(&["load", "org.yaml"])
        .file("org.yaml", "rotations: {web: {participants: [ana, ben, cem, dia, eli], pages: 0}}\n")
        .file("teamlint.yaml", "rules: {on-call-overload: {severity: off, params: {maxShare: 0.15}}}\n")
        .run();
    assert_eq!((run.code, run.stderr.as_str(), run.stdout.as_str()), (0, "", LOWER_LIMIT));
}

const LOWER_LIMIT: &str = r#"person  h/week   share              15 %       pages  rotations  longest  double
ana       33.6  20.0 %  ███████████████│█████    0.0          1    168.0     0.0
ben       33.6  20.0 %  ███████████████│█████    0.0          1    168.0     0.0
cem       33.6  20.0 %  ███████████████│█████    0.0          1    168.0     0.0
dia       33.6  20.0 %  ███████████████│█████    0.0          1    168.0     0.0
eli       33.6  20.0 %  ███████████████│█████    0.0          1    168.0     0.0

5 people take turns in 1 rotation; above the limit of 15 % (`maxShare` of
  `on-call-overload`): ana, ben, cem, dia and eli
h/week: in all rotations, by the clock; pages: off-hours pages in a week on
  call, in the layer with the most; longest: hours without a break; double:
  hours a week in two places at once
"#;

#[test]
fn as_markdown_it_is_a_table_for_a_pull_request() {
    assert_eq!(shown(TWO_SITES, &["--without", "ana", "--format", "markdown"]), MARKDOWN);
    assert_eq!(shown(UNFINISHED, &["--by", "rotation", "--format", "markdown"]), MARKDOWN_UNFINISHED);
}

const MARKDOWN: &str = r#"What changes if ana leaves:

| person | hours a week | change | share of the week | off-hours pages in a week on call | rotations | longest block in hours | hours a week in two places |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| ben | 27.5 → 41.0 | +13.5 | 16.3 % → 24.4 % | 2.8 | 2 | 12.0 | 2.7 → 0.0 |
| ana | 27.5 → - | -27.5 | 16.3 % → - | 2.8 → - | 2 → - | 12.0 → - | 2.7 → - |
| cem | 16.8 → 21.0 | +4.2 | 10.0 % → 12.5 % | 2.8 | 1 | 12.0 | 0.0 |
| dia | 16.8 → 21.0 | +4.2 | 10.0 % → 12.5 % | 2.8 | 1 | 12.0 | 0.0 |
| eli | 16.8 → 21.0 | +4.2 | 10.0 % → 12.5 % | 2.8 | 1 | 12.0 | 0.0 |
| jon | 13.3 → 20.0 | +6.7 | 7.9 % → 11.9 % | 0.0 | 1 | 8.0 | 0.0 |

The limit is 25 % of the week (`maxShare` of `on-call-overload`).
"#;

const MARKDOWN_UNFINISHED: &str = r#"| rotation | person | hours a week here | hours a week | share of the week | off-hours pages in a week on call | rotations | longest block in hours | hours a week in two places |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| watch | cem | 168.0 | 168.0 | 100.0 % | ? | 1 | 336.0 | 0.0 |
| days | ben | 42.0 | 84.0-126.0 | 50.0-75.0 % | 2.8+ | 2 | 12.0+ | 0.0-42.0 |
| days | ana | 42.0 | 42.0 | 25.0 % | 2.8 | 1 | 12.0 | 0.0 |
| nights | ben | 84.0 | 84.0-126.0 | 50.0-75.0 % | 2.8+ | 2 | 12.0+ | 0.0-42.0 |

The limit is 25 % of the week (`maxShare` of `on-call-overload`).

- there may be more people: `rotation:watch/layers/books.participants` would tell
- `rotation:nights/layers/0.utcOffset` would tell more about ben
- `rotation:watch.pages` would tell more about cem
"#;

/// Names as nobody should have them.
const ODD: &str = r#"people: {"o'hara, ana": , "the | other": }
rotations: {web: {participants: ["o'hara, ana", "the | other"]}}
"#;

#[test]
fn names_with_commas_and_bars_stay_in_their_cells() {
    assert_eq!(shown(ODD, &["--format", "csv"]), ODD_CSV);
    assert_eq!(shown(ODD, &["--format", "markdown"]).lines().nth(3).unwrap_or_default(), ODD_ROW);
}

const ODD_CSV: &str = r#"person,hoursPerWeek,share,offHoursPagesPerOnCallWeek,offHoursPagesPerWeek,rotations,longestBlockHours,doubleBookedHours,missing
"o'hara, ana",84,0.5,,,1,168,0,rotation:web.pages
the | other,84,0.5,,,1,168,0,rotation:web.pages
"#;

const ODD_ROW: &str = r#"| the \| other | 84.0 | 50.0 % | ? | 1 | 168.0 | 0.0 |"#;

#[test]
fn as_csv_everybody_has_a_record_also_who_is_not_touched() {
    let csv = shown(TWO_SITES, &["--without", "ana", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 1 + 10, "{csv}");
    assert_eq!(csv.lines().take(3).collect::<Vec<_>>().join("\n"), CSV);
}

const CSV: &str = r#"person,hoursPerWeek,share,offHoursPagesPerOnCallWeek,offHoursPagesPerWeek,rotations,longestBlockHours,doubleBookedHours,missing,thenHoursPerWeek,thenShare,thenOffHoursPagesPerOnCallWeek,thenOffHoursPagesPerWeek,thenRotations,thenLongestBlockHours,thenDoubleBookedHours,thenMissing,changeHoursPerWeek,changeShare
ben,27.466667,0.163492,2.833333,0.566667,2,12,2.666667,,41,0.244048,2.833333,0.708333,2,12,0,,13.533333,0.080556
ana,27.466667,0.163492,2.833333,0.566667,2,12,2.666667,,,,,,,,,,-27.466667,-0.163492"#;

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
          "rotation:nights/layers/0.utcOffset"
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
        ("teams: {core: }\n", &[]),
    ] {
        let mut table = load(org, &[arguments, &["--format", "json"]].concat()).json();
        let errors: Vec<String> = validator.iter_errors(&table).map(|e| format!("{}: {e}", e.instance_path)).collect();
        assert_eq!(errors, Vec::<String>::new(), "{arguments:?}");
        table["colour"] = json!("red");
        assert!(!validator.is_valid(&table), "a key the schema does not know must be refused");
    }
}

#[test]
fn without_a_rotation_it_says_what_to_declare() {
    assert_eq!(shown("teams: {core: {members: [ana]}}\n", &[]), UNDECLARED);
    assert_eq!(load("teams: {core: }\n", &["--format", "json"]).json()["missing"], json!(["rotations"]));
}

const UNDECLARED: &str = r#"No rotation is declared, so nothing is known about anybody's load. A rotation says who takes turns:

  rotations:
    payments:
      coverage: 24x7
      turn: 1w
      participants: [ana, ben, cem, dia]

In a file for one team, all members take turns in it:

  onCall: {coverage: 24x7, turn: 1w}
"#;

#[test]
fn where_nothing_is_declared_there_is_nothing_to_show() {
    let run = load("", &[]);
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    assert!(
        run.stderr.contains("nothing to lint: no team, person or service is declared in `org.yaml`"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_is_broken_is_told_beside_the_table_and_the_rest_is_shown() {
    let run = Program::new(&["load", "a.yaml", "b.yaml"])
        .file("a.yaml", "rotations:\n  web: {participants: [ana, ben]}\n")
        .file("b.yaml", "rotations:\n  ledger: {participants: [cem\n")
        .run();
    assert_eq!(run.code, 1);
    assert!(run.stderr.starts_with("error[syntax-error]"), "{}", run.stderr);
    assert!(run.stdout.contains("\nana "), "{}", run.stdout);
    assert!(run.stdout.contains("there may be more people: `rotations` would tell"), "{}", run.stdout);
}

#[test]
fn a_mistake_in_the_configuration_is_told_and_the_table_is_shown() {
    let run = Program::new(&["load", "org.yaml"])
        .file("org.yaml", "rotations: {web: {participants: [ana, ben]}}\n")
        .file("teamlint.yaml", "rules: {on-call-overload: {params: {maxShare: most}}}\n")
        .run();
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("parameter `maxShare` of `on-call-overload` cannot be `most`"), "{}", run.stderr);
    assert!(run.stdout.contains("\nana "), "{}", run.stdout);
}

#[test]
fn colour_says_nothing_that_is_not_said_without_it() {
    let plain = shown(TWO_SITES, &["--without", "ana"]);
    let coloured = shown(TWO_SITES, &["--without", "ana", "--color", "always"]);
    assert!(coloured.contains("\u{1b}["));
    let mut bare = String::new();
    for (at, part) in coloured.split("\u{1b}[").enumerate() {
        bare.push_str(if at == 0 { part } else { part.split_once('m').expect("the end of a sequence").1 });
    }
    assert_eq!(bare, plain);
}

#[test]
fn it_is_the_same_however_many_threads_there_are_and_however_often_it_runs() {
    for format in ["text", "json", "csv", "markdown"] {
        let on = |threads: &str| {
            let arguments = ["load", "org.yaml", "--without", "ana", "--by", "rotation", "--format", format];
            Program::new(&arguments).file("org.yaml", TWO_SITES).env("RAYON_NUM_THREADS", threads).run()
        };
        assert_eq!(on("1"), on("4"), "{format}");
        assert_eq!(on("4"), on("4"), "{format}");
    }
}
