//! `teamlint load`: who carries how much of being on call, and who would.

use serde_json::{Value, json};

use crate::support::program::{Program, Run};

/// The worked example of the on-call model: follow the sun on two sites, and two of Berlin also in another rotation.
pub const TWO_SITES: &str = r#"rotations:
  payments:
    coverage: 24x7
    turn: 1w
    start: 2026-01-05
    pages: {perWeek: 14}
    layers:
      berlin: {utcOffset: "+01:00", participants: [ana, ben, cem, dia, eli], restrictions: [{from: "08:00", to: "20:00"}]}
      sf: {utcOffset: "-08:00", participants: [fay, gus, hal, ivy], restrictions: [{from: "11:00", to: "23:00"}]}
  platform:
    turn: 1w
    utcOffset: "+01:00"
    start: 2026-01-05
    participants: [jon, ana, ben]
    restrictions: [{days: mon-fri, from: "09:00", to: "17:00"}]
"#;

/// Nobody said where the nights are, how often `nights` and `watch` are paged, and who is on the layer `books`.
pub const UNFINISHED: &str = r#"teams:
  core: {members: [ana, ben]}
people: {ana: , ben: , cem: }
rotations:
  days: {turn: 1w, participants: [ana, ben], restrictions: [{from: "08:00", to: "20:00"}], utcOffset: "+01:00", pages: 7}
  nights: {turn: 1w, participants: [ben], restrictions: [{from: "20:00", to: "08:00"}]}
  watch: {turn: 1w, layers: {desk: {participants: [cem]}, books: }}
"#;

/// The secondary is the primary of the week before.
const SHIFTED: &str = "\
rotations:
  web:
    turn: 1w
    start: 2026-01-05
    layers:
      first: {participants: [ana, ben, cem, dia, eli, fay, gus, hal]}
      second: {level: secondary, participants: [hal, ana, ben, cem, dia, eli, fay, gus]}
";

pub fn load(org: &str, arguments: &[&str]) -> Run {
    let all: Vec<&str> = ["load", "org.yaml"].into_iter().chain(arguments.iter().copied()).collect();
    Program::new(&all).file("org.yaml", org).run()
}

/// The table that is written without complaint.
pub fn shown(org: &str, arguments: &[&str]) -> String {
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

const EVERYBODY: &str = "\
person  h/week   share                   25 %  pages  rotations  longest  double
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
";

#[test]
fn by_rotation_everybody_is_listed_under_each_rotation_they_are_in() {
    assert_eq!(shown(TWO_SITES, &["--by", "rotation"]), BY_ROTATION);
}

const BY_ROTATION: &str = "  person  here  h/week   share           25 %  pages  rotations  longest  double
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
";

#[test]
fn what_is_not_known_is_shown_as_such_with_what_would_tell() {
    assert_eq!(shown(UNFINISHED, &["--by", "team"]), UNKNOWN);
}

const UNKNOWN: &str = "  person      h/week        share  25 %      pages  rotations  longest    double
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
? `rotation:nights.utcOffset` would tell more about ben
? `rotation:watch.pages` would tell more about cem
";

#[test]
fn who_leaves_leaves_their_turns_to_the_others() {
    assert_eq!(shown(TWO_SITES, &["--without", "ana"]), WITHOUT_ANA);
}

const WITHOUT_ANA: &str = "\
if ana leaves

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
";

#[test]
fn a_layer_that_nobody_is_left_in_is_named() {
    assert_eq!(shown(UNFINISHED, &["--without", "CEM", "--without", "ben", "--add", "1", "days"]), NOBODY_LEFT);
}

const NOBODY_LEFT: &str = "\
if cem and ben leave and one person (`new 1`) joins days

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
? `rotation:nights.utcOffset` would tell more about ben
";

#[test]
fn newcomers_join_every_layer_that_the_same_people_are_in_and_its_secondary_stays_the_previous_primary() {
    assert_eq!(shown(SHIFTED, &["--add", "2", "web", "--without", "hal"]), JOINED);
}

const JOINED: &str = "\
if hal leaves and two people (`new 1` and `new 2`) join web/first and web/second

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
";

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
        "error: the number of people comes before the rotation; write `--add 2 platform`\n"
    );
    assert_eq!(
        refused(TWO_SITES, &["--add", "-1", "platform"]),
        "error: `-1` is no number of people; write `--add 2 platform`, with a number from 1 to 1000\n"
    );
}

#[test]
fn a_name_may_be_copied_from_a_report() {
    let by_id = shown(TWO_SITES, &["--without", "person:ana", "--add", "1", "rotation:payments/sf"]);
    assert_eq!(by_id, shown(TWO_SITES, &["--without", "ana", "--add", "1", "payments/sf"]));
    assert_eq!(
        refused(TWO_SITES, &["--without", "person:anna"]),
        "error: there is nobody called `person:anna`; did you mean `ana`?\n"
    );
}

#[test]
fn newcomers_stand_in_the_order_in_which_they_join_behind_those_who_carry_as_much() {
    let table = load("rotations: {web: {participants: [ana, zoe]}}\n", &["--add", "11", "web", "--format", "json"]);
    let json = table.json();
    let rows = json["rows"].as_array().unwrap().iter();
    let people: Vec<&str> = rows.map(|row| row["person"].as_str().unwrap()).collect();
    let newcomers: Vec<String> = (1..=11).map(|number| format!("new {number}")).collect();
    assert_eq!(people[..2], ["ana", "zoe"]);
    assert_eq!(people[2..], newcomers);
}

#[test]
fn where_turns_meet_in_too_many_ways_bounds_are_shown_and_nothing_is_said_to_be_missing() {
    let lengths = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    let rotation = |days: &i64| {
        let others: String = (1..*days).map(|other| format!(", p{days}x{other}")).collect();
        format!(
            "  r{days}: {{coverage: 24x7, turn: {days}d, start: 2026-01-05, utcOffset: '+00:00', pages: 0, participants: [zoe{others}]}}\n"
        )
    };
    let org = format!("rotations:\n{}", lengths.iter().map(rotation).collect::<String>());
    let text = shown(&org, &[]);
    let row = text.lines().find(|line| line.starts_with("zoe")).unwrap();
    assert!(row.contains("84.0-168.0  50.0-100.0 %"), "{row}");
    let note = "? it takes too long until all turns of zoe have met in every way: what is shown\n  are bounds\n";
    assert!(text.ends_with(note), "{text}");
    let json = load(&org, &["--format", "json"]).json();
    let zoe = json["rows"].as_array().unwrap().iter().find(|row| row["person"] == "zoe").unwrap();
    assert_eq!(zoe["now"]["missing"], json!([]));
    assert_eq!(zoe["now"]["hoursPerWeek"], Value::Null);
}

#[test]
fn the_limit_is_that_of_the_rule_as_configured() {
    let run = Program::new(&["load", "org.yaml"])
        .file("org.yaml", "rotations: {web: {turn: 1w, participants: [ana, ben, cem, dia, eli], pages: 0}}\n")
        .file("teamlint.yaml", "rules: {on-call-overload: {severity: off, params: {maxShare: 0.15}}}\n")
        .run();
    assert_eq!((run.code, run.stderr.as_str(), run.stdout.as_str()), (0, "", LOWER_LIMIT));
}

const LOWER_LIMIT: &str = "\
person  h/week   share              15 %       pages  rotations  longest  double
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
";

#[test]
fn without_a_rotation_it_says_what_to_declare() {
    assert_eq!(shown("teams: {core: {members: [ana]}}\n", &[]), UNDECLARED);
    assert_eq!(load("version: 1\nteams: {core: }\n", &["--format", "json"]).json()["missing"], json!(["rotations"]));
}

const UNDECLARED: &str = "\
No rotation is declared, so nothing is known about anybody's load. A rotation says who takes turns:

  rotations:
    payments:
      coverage: 24x7
      turn: 1w
      participants: [ana, ben, cem, dia]

In a file for one team, all members take turns in it:

  onCall: {coverage: 24x7, turn: 1w}
";

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
fn what_is_wrong_where_nobody_takes_turns_is_counted() {
    let run = Program::new(&["load", "a.yaml", "b.yaml"])
        .file("a.yaml", "version: 1\nrotations:\n  web: {participants: [ana, ben]}\npeople: {ana: , ben: }\n")
        .file("b.yaml", "version: 1\nteams:\n  core: {type: plattform, misison: x, lead: ana}\n")
        .run();
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (1, "2 errors about what was read; `teamlint check a.yaml b.yaml` shows more\n")
    );
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
