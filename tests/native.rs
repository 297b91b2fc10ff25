//! The native format as people write it: what is read from it, and what they are told about mistakes.

use std::fmt::Write;
use std::fs;

use teamlint::dialect::{self, Content};
use teamlint::finding::diagnostics::named;
use teamlint::finding::{self, Finding};
use teamlint::org::build::build;
use teamlint::source::Sources;
use teamlint::{Request, check, pages};

#[allow(dead_code)] // its other half is for Backstage
mod declared;

/// Findings as text: where and what on one line, then every label, then the help.
fn told(findings: &[Finding], sources: &Sources) -> String {
    let mut out = String::new();
    for finding in findings {
        let _ = writeln!(out, "{} {}: {}", finding.severity.as_str(), finding.rule, finding.message);
        for label in &finding.labels {
            let file = sources.get(label.place.file);
            let position = file.position(label.place.span.start);
            let text = sources.text(label.place).lines().next().unwrap_or_default();
            let _ = writeln!(out, "  {}:{}:{} `{text}` {}", file.path, position.line, position.column, label.text);
        }
        if finding.more_labels > 0 {
            let _ = writeln!(out, "  and {} more", finding.more_labels);
        }
        if let Some(help) = &finding.help {
            let _ = writeln!(out, "  help: {help}");
        }
    }
    out
}

/// Reads files, each named by somebody, as one organisation and gives everything that is wrong with them.
fn problems(files: &[(&str, &str)]) -> String {
    let mut sources = Sources::default();
    let mut parts = vec![pages::taxonomy(&mut sources)];
    for (path, text) in files {
        let file = sources.add(*path, *text);
        if let Content::Declarations(part) = dialect::read(file, sources.get(file), true) {
            parts.extend(part);
        }
    }
    let (org, mut findings) = build(sources, parts, 20_600);
    finding::sort(&mut findings, org.sources());
    told(&findings, org.sources())
}

fn is(found: &str, expected: &str) {
    let (found, expected) = (found.trim_end(), expected.trim_matches('\n'));
    assert!(found == expected, "found:\n>>>>\n{found}\n<<<<\nexpected:\n{expected}");
}

#[test]
fn shorthands_stand_for_records() {
    is(
        &declared::declared(
            "
people:
- ana
- {name: ben, teams: sre}
- {id: chen, team: {team: sre, allocation: 0.5}, name: Chen Li}
teams:
  sre:
    members: ana
    duties: [on-call, {duty: error-budget, level: consulted}]
    tools: prometheus
    domains: rental
  platform:
services:
  ledger: {owner: [sre], dependsOn: {service: bank, hard: true}, exemption: too old}
platforms:
  paved: {capabilities: {databases: api}, goldenPaths: [web, {name: batch, docs: d}], adoption: optional}
rotations:
  office: {pages: 4}
",
        ),
        r#"
person ana at 3:3 `ana`
person ben at 4:10 `ben`
  team [<sre>] at 4:22 `sre`
person chen at 5:8 `chen`
  team [<sre>number { mantissa: 5, scale: 1 }] at 5:20 `{team: sre, allocation: 0.5}`
  name "Chen Li" at 5:56 `Chen Li`
team sre at 7:3 `sre`
  members [<ana>] at 8:14 `ana`
  duties [<on-call>, <error-budget>consulted] at 9:13 `[on-call, {duty: error-budget, level: consulted}]`
  domains ["rental"] at 11:14 `rental`
  tools [<prometheus>] at 10:12 `prometheus`
team platform at 12:3 `platform`
service ledger at 14:3 `ledger`
  owner [<sre>] at 14:19 `[sre]`
  dependsOn [<bank>bool(true)] at 14:37 `{service: bank, hard: true}`
  exemption "too old" at 14:77 `too old`
platform paved at 16:3 `paved`
  capabilities [api] at 16:25 `{databases: api}`
  goldenPaths [, present] at 16:56 `[web, {name: batch, docs: d}]`
  adoption optional at 16:97 `optional`
rotation office at 18:3 `office`
  pages number { mantissa: 4, scale: 0 } at 18:19 `4`
capability databases at 16:26 `databases`
  interface api at 16:37 `api`
golden path web at 16:57 `web`
golden path batch at 16:69 `batch`
  docs present at 16:82 `d`
"#,
    );
}

#[test]
fn a_rotation_with_participants_has_one_layer() {
    is(
        &declared::declared(
            "
rotations:
  office: {participants: [ana, ben], restrictions: {days: mon-fri, from: \"09:00\", to: \"17:00\"}}
  sites:
    participants: [ana]
    layers: {day: {participants: [ben]}}
  nobody: {participants: []}
",
        ),
        r#"
rotation office at 3:3 `office`
  participants [<ana>, <ben>] at 3:26 `[ana, ben]`
  restrictions [days(31)minutes(540)minutes(1020)] at 3:52 `{days: mon-fri, from: "09:00", to: "17:00"}`
  layers [[<ana>, <ben>][days(31)minutes(540)minutes(1020)]] at 3:26 `[ana, ben]`
rotation sites at 4:3 `sites`
  participants [<ana>] at 5:19 `[ana]`
  layers [[<ben>]] at 6:13 `{day: {participants: [ben]}}`
rotation nobody at 7:3 `nobody`
  participants [] at 7:26 `[]`
  layers [[]] at 7:26 `[]`
layer day at 6:14 `day`
  participants [<ben>] at 6:34 `[ben]`
"#,
    );
}

#[test]
fn a_file_for_one_team_is_a_team_with_a_rotation_of_its_members() {
    is(
        &declared::declared(
            "
team: infra
name: Infrastructure
members: [ada, {person: bo, role: lead}, chen]
duties: [on-call]
onCall: {coverage: 24x7, turn: 1w, pages: {perWeek: 3}}
",
        ),
        r#"
team infra at 2:7 `infra`
  members [<ada>, <bo>"lead", <chen>] at 4:10 `[ada, {person: bo, role: lead}, chen]`
  duties [<on-call>] at 5:9 `[on-call]`
  name "Infrastructure" at 3:7 `Infrastructure`
rotation infra at 6:9 `{coverage: 24x7, turn: 1w, pages: {perWeek: 3}}`
  team <infra> at 2:7 `infra`
  coverage word 0 at 6:20 `24x7`
  turn minutes(10080) at 6:32 `1w`
  participants [<ada>, <bo>, <chen>] at 4:10 `[ada, {person: bo, role: lead}, chen]`
  layers [[<ada>, <bo>, <chen>]] at 4:10 `[ada, {person: bo, role: lead}, chen]`
  pages number { mantissa: 3, scale: 0 } at 6:43 `{perWeek: 3}`
"#,
    );
}

#[test]
fn a_file_for_one_team_may_have_no_rotation_and_other_sections() {
    is(
        &declared::declared(
            "
team: infra
members: ada
people: {ada: {fte: 0.8}}
",
        ),
        r"
person ada at 4:10 `ada`
  fte number { mantissa: 8, scale: 1 } at 4:21 `0.8`
team infra at 2:7 `infra`
  members [<ada>] at 3:10 `ada`
",
    );
}

#[test]
fn one_member_alone_is_on_call_alone() {
    is(
        &declared::declared(
            "
team: infra
members: {name: ada, role: everything}
onCall: {coverage: business-hours}
",
        ),
        r#"
team infra at 2:7 `infra`
  members [<ada>"everything"] at 3:10 `{name: ada, role: everything}`
rotation infra at 4:9 `{coverage: business-hours}`
  team <infra> at 2:7 `infra`
  coverage word 2 at 4:20 `business-hours`
  participants [<ada>] at 3:10 `{name: ada, role: everything}`
  layers [[<ada>]] at 3:10 `{name: ada, role: everything}`
"#,
    );
}

#[test]
fn on_call_with_layers_of_its_own_keeps_them() {
    is(
        &declared::declared(
            "
team: infra
members: [ada, bo]
onCall: {layers: {first: {participants: [bo]}}}
",
        ),
        r"
team infra at 2:7 `infra`
  members [<ada>, <bo>] at 3:10 `[ada, bo]`
rotation infra at 4:9 `{layers: {first: {participants: [bo]}}}`
  team <infra> at 2:7 `infra`
  layers [[<bo>]] at 4:18 `{first: {participants: [bo]}}`
layer first at 4:19 `first`
  participants [<bo>] at 4:41 `[bo]`
",
    );
}

#[test]
fn plain_scalars_mean_what_a_reader_expects() {
    is(
        &declared::declared(
            "
people:
  no: {title: on, site: 0777, timezone: 12:30, name: 1.10, email: ~, started: 2026-06-01}
  0777: {workHours: 0777, fte: .5}
rotations:
  24x7: {coverage: 24x7, handoff: {time: 12:30}, responseMinutes: 1e1}
services:
  3.0: {type: yes, tier: 1}
",
        ),
        r#"
person no at 3:3 `no`
  name "1.10" at 3:54 `1.10`
  title "on" at 3:15 `on`
  site "0777" at 3:25 `0777`
  timezone "12:30" at 3:41 `12:30`
  started date(20605) at 3:79 `2026-06-01`
person 0777 at 4:3 `0777`
  workHours number { mantissa: 777, scale: 0 } at 4:21 `0777`
  fte number { mantissa: 5, scale: 1 } at 4:32 `.5`
service 3.0 at 8:3 `3.0`
  type "yes" at 8:15 `yes`
  tier number { mantissa: 1, scale: 0 } at 8:26 `1`
rotation 24x7 at 6:3 `24x7`
  coverage word 0 at 6:20 `24x7`
  handoff minutes(750) at 6:35 `{time: 12:30}`
  responseMinutes number { mantissa: 10, scale: 0 } at 6:67 `1e1`
"#,
    );
}

#[test]
fn durations_offsets_times_days_dates_and_shares_are_exact() {
    is(
        &declared::declared(
            "
interactions:
people:
  ana: {utcOffset: \"+05:30\"}
  ben: {utcOffset: -08:00}
  chen: {utcOffset: Z}
rotations:
  a: {turn: 5m, start: 1970-01-02, handoff: {day: mon, time: \"00:00\"}, escalationRate: 0.125}
  b: {turn: 1h30m, handoff: {day: Friday, time: \"24:00\"}, escalationRate: 1}
  c: {turn: 3M, restrictions: [{days: mon-fri}, {days: \"sat,sun\"}, {days: fri-mon}, {days: [mo, wed]}, {days: daily}]}
slos:
  a: {target: 0.9995, timeWindow: 28d}
  b: {targetPercent: 99.95, timeWindow: 1Q}
  c: {targetPercent: 99.9%}
",
        ),
        r#"
person ana at 4:3 `ana`
  utcOffset minutes(330) at 4:20 `"+05:30"`
person ben at 5:3 `ben`
  utcOffset minutes(-480) at 5:20 `-08:00`
person chen at 6:3 `chen`
  utcOffset minutes(0) at 6:21 `Z`
rotation a at 8:3 `a`
  start date(1) at 8:24 `1970-01-02`
  turn minutes(5) at 8:13 `5m`
  handoff days(1)minutes(0) at 8:45 `{day: mon, time: "00:00"}`
  escalationRate number { mantissa: 125, scale: 3 } at 8:88 `0.125`
rotation b at 9:3 `b`
  turn minutes(90) at 9:13 `1h30m`
  handoff days(16)minutes(1440) at 9:29 `{day: Friday, time: "24:00"}`
  escalationRate number { mantissa: 1, scale: 0 } at 9:75 `1`
rotation c at 10:3 `c`
  turn minutes(129600) at 10:13 `3M`
  restrictions [days(31), days(96), days(113), days(5), days(127)] at 10:31 `[{days: mon-fri}, {days: "sat,sun"}, {days: fri-mon}, {days: [mo, wed]}, {days: daily}]`
slo a at 12:3 `a`
  target number { mantissa: 9995, scale: 4 } at 12:15 `0.9995`
  timeWindow minutes(40320) at 12:35 `28d`
slo b at 13:3 `b`
  targetPercent number { mantissa: 9995, scale: 4 } at 13:22 `99.95`
  timeWindow minutes(129600) at 13:41 `1Q`
slo c at 14:3 `c`
  targetPercent number { mantissa: 999, scale: 3 } at 14:22 `99.9%`
"#,
    );
}

#[test]
fn a_field_that_does_not_exist() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams:
  sre:
    mision: keep things running
    Discipline: sre
    colour: red
    x-colour: red
    engagement: {model: central, width: rides}
people: [{name: ana, teem: sre}]
",
        )]),
        r"
warning unknown-field: a team has no field `mision`
  org.yaml:4:5 `mision` did you mean `mission`?
  help: write `mission`, or prefix the key with `x-` to keep it for other tools
warning unknown-field: a team has no field `Discipline`
  org.yaml:5:5 `Discipline` did you mean `discipline`?
  help: write `discipline`, or prefix the key with `x-` to keep it for other tools
warning unknown-field: a team has no field `colour`
  org.yaml:6:5 `colour` not part of the vocabulary
  help: a team has `mission`, `kind`, `type`, `discipline`, `members`, `lead`, `reportsTo`, `engagement` and 12 more; keys that begin with `x-` are left alone
warning unknown-field: an engagement has no field `width`
  org.yaml:8:34 `width` did you mean `with`?
  help: write `with`, or prefix the key with `x-` to keep it for other tools
warning unknown-field: a person has no field `teem`
  org.yaml:9:22 `teem` did you mean `team`?
  help: write `team`, or prefix the key with `x-` to keep it for other tools
",
    );
}

#[test]
fn a_section_that_does_not_exist() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams: {sre: }
serivces: {ledger: {owner: sre}}
budget: {coffee: 12}
x-budget: {coffee: 12}
",
        )]),
        r"
warning unknown-field: `serivces` is not a section of an organisation file
  org.yaml:3:1 `serivces` did you mean `services`?
  help: nothing under this key was read
warning unknown-field: `budget` is not a section of an organisation file
  org.yaml:4:1 `budget` nothing under this key was read
  help: write one of `org`, `units`, `people`, `teams`, `responsibilities`, `services`, `platforms`, `rotations` and 11 more
",
    );
}

#[test]
fn a_field_unknown_to_a_file_for_one_team() {
    is(
        &problems(&[(
            "team.yaml",
            "
team: infra
member: [ada]
oncall: {turn: 1w}
",
        )]),
        r"
warning unknown-field: a file for one team has no field `member`
  team.yaml:3:1 `member` did you mean `members`?
  help: nothing under this key was read
warning unknown-field: a file for one team has no field `oncall`
  team.yaml:4:1 `oncall` did you mean `onCall`?
  help: nothing under this key was read
",
    );
}

#[test]
fn a_value_of_the_wrong_shape() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams:
  sre: platform
  rides: {mission: [a, b], metrics: {latency: 1}, time: 0.5}
  docks: {time: {toyl: 0.5}}
  tracks: [ana]
units: cto
people: [{team: rides}, [ana]]
interactions: {from: rides}
rotations: {office: {handoff: monday}}
",
        )]),
        r"
error wrong-type: expected a team with fields, found a single value
  org.yaml:3:8 `platform` a single value
  help: a team has `mission`, `kind`, `type`, `discipline`, `members`, `lead`, `reportsTo`, `engagement` and 12 more
error wrong-type: expected text for `mission`, found a list
  org.yaml:4:20 `[a, b]` a list
error wrong-type: expected a list for `metrics`, found a map
  org.yaml:4:37 `{latency: 1}` a map
error wrong-type: expected time shares with fields, found a single value
  org.yaml:4:57 `0.5` a single value
  help: time shares have `engineering`, `toil`, `onCall` and `unplanned`
warning unknown-field: time shares have no field `toyl`
  org.yaml:5:18 `toyl` did you mean `toil`?
  help: write `toil`, or prefix the key with `x-` to keep it for other tools
error wrong-type: expected a team with fields, found a list
  org.yaml:6:11 `[ana]` a list
  help: a team has `mission`, `kind`, `type`, `discipline`, `members`, `lead`, `reportsTo`, `engagement` and 12 more
error wrong-type: expected a map from id to unit, or a list of them, found a single value
  org.yaml:7:8 `cto` a single value
error wrong-type: expected a person with a `name`, found a map
  org.yaml:8:10 `{team: rides}` a map
error wrong-type: expected a person with a `name`, found a list
  org.yaml:8:25 `[ana]` a list
error wrong-type: expected a list of interactions, found a map
  org.yaml:9:15 `{from: rides}` a map
error wrong-type: expected a handoff with fields, found a single value
  org.yaml:10:31 `monday` a single value
  help: a handoff has `day` and `time`
",
    );
}

#[test]
fn a_word_that_is_not_allowed() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams:
  sre: {type: enablin, discipline: ops}
  rides: {type: Stream-Aligned}
rotations: {office: {coverage: 24/7}}
org: {size: huge}
",
        )]),
        r"
error invalid-value: `type` cannot be `enablin`
  org.yaml:3:15 `enablin` did you mean `enabling`?
  help: write one of `stream-aligned`, `platform`, `enabling` or `complicated-subsystem`
error invalid-value: `discipline` cannot be `ops`
  org.yaml:3:36 `ops` not one of the words allowed here
  help: write one of `sre`, `platform`, `devops`, `operations`, `development`, `product` or `security`
error invalid-value: `coverage` cannot be `24/7`
  org.yaml:5:32 `24/7` did you mean `24x7`?
  help: write one of `24x7`, `24x5`, `business-hours` or `custom`
error invalid-value: `size` cannot be `huge`
  org.yaml:6:13 `huge` not one of the words allowed here
  help: write one of `small`, `growing` or `large`
",
    );
}

#[test]
fn a_value_that_is_not_what_its_field_wants() {
    is(
        &problems(&[(
            "org.yaml",
            "
rotations:
  a: {turn: weekly, start: 5 January, handoff: {day: someday, time: \"9\"}, utcOffset: 05:30}
  b: {turn: 1 w, start: 2026-02-30, followTheSun: on, escalationRate: 15, responseMinutes: five}
slos: {a: {targetPercent: 101, target: 99.9}}
services: {a: {tier: -1, regulated: yes}}
escalations: {e: {repeat: 1.5}}
",
        )]),
        r#"
error invalid-value: `weekly` is not a duration for `turn`
  org.yaml:3:13 `weekly` expected a duration
  help: write a number and a unit: `5m`, `12h`, `1d`, `2w`, `3M`, `1Q` or `1Y`
error invalid-value: `5 January` is not a date for `start`
  org.yaml:3:28 `5 January` expected a date
  help: write the date as `2026-06-01`
error invalid-value: `someday` is not days of the week for `day`
  org.yaml:3:54 `someday` expected days of the week
  help: write `mon-fri`, `sat,sun` or a single day
error invalid-value: `9` is not a time of day for `time`
  org.yaml:3:69 `"9"` expected a time of day
  help: write the time as "09:00"
error invalid-value: `05:30` is not an offset from UTC for `utcOffset`
  org.yaml:3:86 `05:30` expected an offset from UTC
  help: write the offset as "+05:30" or "-08:00"
error invalid-value: `1 w` is not a duration for `turn`
  org.yaml:4:13 `1 w` expected a duration
  help: write a number and a unit: `5m`, `12h`, `1d`, `2w`, `3M`, `1Q` or `1Y`
error invalid-value: `2026-02-30` is not a date for `start`
  org.yaml:4:25 `2026-02-30` expected a date
  help: write the date as `2026-06-01`
error invalid-value: `on` is not `true` or `false` for `followTheSun`
  org.yaml:4:51 `on` expected `true` or `false`
  help: write `true` or `false`; YAML 1.2 reads `yes`, `no`, `on` and `off` as text
error invalid-value: `15` is not a share from 0 to 1 for `escalationRate`
  org.yaml:4:71 `15` expected a share from 0 to 1
  help: write a share of the whole, such as `0.25` for a quarter
error invalid-value: `five` is not a number for `responseMinutes`
  org.yaml:4:92 `five` expected a number
  help: write a number such as `1` or `0.5`
error invalid-value: `101` is not a percentage from 0 to 100 for `targetPercent`
  org.yaml:5:27 `101` expected a percentage from 0 to 100
  help: write a percentage, such as `99.9`
error invalid-value: `99.9` is not a share from 0 to 1 for `target`
  org.yaml:5:40 `99.9` expected a share from 0 to 1
  help: write a share of the whole, such as `0.25` for a quarter
error invalid-value: `-1` is not a whole number from 0 for `tier`
  org.yaml:6:22 `-1` expected a whole number from 0
  help: write a whole number such as `1`
error invalid-value: `yes` is not `true` or `false` for `regulated`
  org.yaml:6:37 `yes` expected `true` or `false`
  help: write `true` or `false`; YAML 1.2 reads `yes`, `no`, `on` and `off` as text
error invalid-value: `1.5` is not a whole number from 0 for `repeat`
  org.yaml:7:27 `1.5` expected a whole number from 0
  help: write a whole number such as `1`
"#,
    );
}

#[test]
fn a_version_from_the_future() {
    is(
        &problems(&[(
            "org.yaml",
            "
version: 2
teams: {sre: }
",
        )]),
        r"
error invalid-value: this is not a version of the format that teamlint knows
  org.yaml:2:10 `2` expected 1
  help: write `version: 1`, or update teamlint
",
    );
}

#[test]
fn a_reference_to_nobody_with_somebody_near() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams: {payments: {}, platform: {reportsTo: platfrom}}
services:
  checkout: {owner: paymnets, supportedBy: [platform, nobody-we-know]}
",
        )]),
        r"
error unknown-reference: there is no team `paymnets`
  org.yaml:4:21 `paymnets` did you mean `payments`?
  help: write `payments`, or declare the team `paymnets`
error unknown-reference: there is no team `nobody-we-know`
  org.yaml:4:55 `nobody-we-know` not declared anywhere
  help: declare the team `nobody-we-know`, or name one that exists
",
    );
}

#[test]
fn a_reference_to_something_of_another_kind() {
    is(
        &problems(&[(
            "org.yaml",
            "
people: {ana: }
teams: {payments: }
services:
  checkout: {supportedBy: ana, owner: ana}
  ledger: {owner: person:ana, experts: [payments]}
",
        )]),
        r"
error unknown-reference: there is no team `ana`
  org.yaml:5:27 `ana` not declared anywhere
  help: `ana` is a person; where a person is allowed, write `person:ana`
error unknown-reference: there is no person `payments`
  org.yaml:6:41 `payments` not declared anywhere
  help: `payments` is a team; where a team is allowed, write `team:payments`
",
    );
}

#[test]
fn many_references_to_one_missing_target_are_one_finding() {
    is(
        &problems(&[
            (
                "a.yaml",
                "
teams: {payments: {}}
services:
  a: {owner: Rocket}
  b: {owner: [rocket, payments]}
  c: {owner: team:rocket}
  d: {supportedBy: rocket}
  e: {supportedBy: rocket}
  f: {supportedBy: rocket}
",
            ),
            (
                "b.yaml",
                "
platforms:
  paved: {owner: rocket, consumers: [rocket]}
  other: {owner: rocket}
  third: {owner: rocket}
",
            ),
        ]),
        r"
error unknown-reference: there is no team `Rocket`, and 10 places refer to it
  a.yaml:4:14 `Rocket` not declared anywhere
  a.yaml:5:15 `rocket` also here
  a.yaml:6:14 `team:rocket` also here
  a.yaml:7:20 `rocket` also here
  a.yaml:8:20 `rocket` also here
  a.yaml:9:20 `rocket` also here
  b.yaml:3:18 `rocket` also here
  b.yaml:3:38 `rocket` also here
  and 2 more
  help: declare the team `Rocket`, or name one that exists
",
    );
}

#[test]
fn a_shorthand_counts_once_however_often_it_is_used() {
    is(
        &problems(&[(
            "org.yaml",
            "
people: [ana]
rotations:
  a: {participants: &all [ana, bne]}
  b: {participants: *all}
",
        )]),
        r"
error unknown-reference: there is no person `bne`
  org.yaml:4:32 `bne` not declared anywhere
  help: declare the person `bne`, or name one that exists
",
    );
}

#[test]
fn ids_are_the_same_in_upper_and_lower_case() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams: {Payments: {lead: ANA}}
people: {ana: {team: PAYMENTS}}
services: {checkout: {owner: payments}}
",
        )]),
        "",
    );
}

#[test]
fn references_to_a_kind_that_is_never_declared_are_not_judged() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams: {payments: {members: [ana, ben], lead: chen, reportsTo: the-top}}
rotations: {office: {participants: [ana], services: [ledger], team: paymets}}
",
        )]),
        r"
error unknown-reference: there is no team `paymets`
  org.yaml:3:69 `paymets` did you mean `payments`?
  help: write `payments`, or declare the team `paymets`
",
    );
}

#[test]
fn a_section_that_is_there_but_empty_says_nothing_and_a_complete_one_says_all() {
    is(
        &problems(&[(
            "org.yaml",
            "
org: {complete: [people]}
units: {}
teams: {payments: {members: [ana], reportsTo: the-top}}
",
        )]),
        r"
error unknown-reference: there is no person `ana`
  org.yaml:4:30 `ana` not declared anywhere
  help: declare the person `ana`, or name one that exists
",
    );
}

#[test]
fn words_for_nobody_are_no_references() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams: {payments: {lead: TBD, reportsTo: none}}
people: {ana: {manager: null, team: \"\"}}
services: {a: {owner: n/a}, b: {owner: ~}, c: {owner: [nobody]}, d: {owner: TODO}}
",
        )]),
        "",
    );
}

#[test]
fn duties_metrics_and_tools_of_the_taxonomy() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams:
  sre:
    duties: [oncal, postmortem, {duty: Postmortem, scope: own}, juggling]
    metrics: [latncy, mttr]
    tools: [prometheus, home-grown]
responsibilities: {slo: {responsible: sre}, juggling: {responsible: sre}, error-budgt: }
",
        )]),
        r"
error unknown-duty: there is no duty `oncal`
  org.yaml:4:14 `oncal` did you mean `on-call`?
  help: write `on-call`
advice non-canonical-name: `postmortem` is a synonym of the duty `post-incident-review`
  org.yaml:4:21 `postmortem` the taxonomy calls it `post-incident-review`
  org.yaml:4:40 `Postmortem` also here
  help: write `post-incident-review`, so that everybody finds it under one name
advice duplicate-item: `post-incident-review` is named twice in `duties` of team `sre`
  org.yaml:4:33 `{duty: Postmortem, scope: own}` named again here
  org.yaml:4:21 `postmortem` first named here
  help: name it once
error unknown-duty: there is no duty `juggling`, and 2 places refer to it
  org.yaml:4:65 `juggling` not declared anywhere
  org.yaml:7:45 `juggling` also here
  help: name a duty of the taxonomy
advice unknown-metric: there is no metric `latncy`
  org.yaml:5:15 `latncy` did you mean `latency`?
  help: write `latency`
advice non-canonical-name: `slo` is a synonym of the duty `slo-definition`
  org.yaml:7:20 `slo` the taxonomy calls it `slo-definition`
  help: write `slo-definition`, so that everybody finds it under one name
error unknown-duty: there is no duty `error-budgt`
  org.yaml:7:75 `error-budgt` did you mean `error-budget`?
  help: write `error-budget`
",
    );
}

#[test]
fn one_id_twice_in_one_format() {
    is(
        &problems(&[
            ("a.yaml", "teams: {payments: {mission: a}, sre: }\npeople: [ana]\n"),
            ("b.yaml", "teams: {Payments: {mission: b, type: platform}}\npeople: {ana: }\n"),
            ("c.yaml", "teams:\n- {name: payments}\n"),
        ]),
        r"
error duplicate-id: team `payments` is declared 3 times
  b.yaml:1:9 `Payments` declared again here
  a.yaml:1:9 `payments` first declared here
  c.yaml:2:10 `payments` and here
  help: keep one declaration, or give the other another id; the first one is used
error duplicate-id: person `ana` is declared twice
  b.yaml:2:10 `ana` declared again here
  a.yaml:2:10 `ana` first declared here
  help: keep one declaration, or give the other another id; the first one is used
",
    );
}

const CATALOG: &str = "
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payments, description: Money.}
spec: {type: team, children: [], members: [ana, ben]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger}
spec: {type: service, lifecycle: production, owner: payments}
";

#[test]
fn a_native_file_adds_to_a_catalog() {
    is(
        &problems(&[
            ("catalog.yaml", CATALOG),
            (
                "org.yaml",
                "
teams: {payments: {mission: Take money safely, members: [ben, chen], duties: [on-call]}, billing: }
services: {Ledger: {tier: 1, runbook: r, lifecycle: deprecated, type: service}}
",
            ),
        ]),
        r"
warning conflicting-declaration: two files disagree on `lifecycle` of service `ledger`
  org.yaml:3:53 `deprecated` this value is not used
  catalog.yaml:10:34 `production` this one is
  help: make both the same, or drop one of them
",
    );
}

#[test]
fn a_key_twice_in_one_map() {
    is(
        &problems(&[(
            "org.yaml",
            "
teams:
  payments: {lead: ana, lead: ben}
  sre: {}
  payments: {mission: x}
people: [ana, ben]
",
        )]),
        r"
error duplicate-key: the key `lead` stands 2 times in this mapping
  org.yaml:3:25 `lead` again here
  org.yaml:3:14 `lead` first here
  help: a key can stand once in a mapping and its first value is used; remove or rename the others
error duplicate-key: the key `payments` stands 2 times in this mapping
  org.yaml:5:3 `payments` again here
  org.yaml:3:3 `payments` first here
  help: a key can stand once in a mapping and its first value is used; remove or rename the others
",
    );
}

#[test]
fn a_broken_place_hides_nothing_else() {
    is(
        &problems(&[
            (
                "broken.yaml",
                "
teams:
  payments: {lead: ana
  sre: {mision: x}
units:
  cto: {knd: cto}
",
            ),
            (
                "whole.yaml",
                "
services:
  ledger: {owner: paymentz, tier: one}
  bank: {owner: rockets, dependsOn: [ledgr]}
people: {ana: }
",
            ),
        ]),
        r"
error syntax-error: a flow mapping is still open at this line, which is not indented more than its block parent; a `}` may be missing before it
  broken.yaml:4:3 `sre: {mision: x}` 
  broken.yaml:3:13 `{` the flow mapping opened here is still open
  help: the lines of a flow collection must be indented more than its parent; if the collection should end before this line, close it there
warning unknown-field: a team has no field `mision`
  broken.yaml:4:9 `mision` did you mean `mission`?
  help: write `mission`, or prefix the key with `x-` to keep it for other tools
warning unknown-field: a unit has no field `knd`
  broken.yaml:6:9 `knd` did you mean `kind`?
  help: write `kind`, or prefix the key with `x-` to keep it for other tools
error invalid-value: `one` is not a whole number from 0 for `tier`
  whole.yaml:3:35 `one` expected a whole number from 0
  help: write a whole number such as `1`
error unknown-reference: there is no service `ledgr`
  whole.yaml:4:38 `ledgr` did you mean `ledger`?
  help: write `ledger`, or declare the service `ledgr`
",
    );
}

#[test]
fn units_teams_and_people_that_report_in_circles() {
    is(
        &problems(&[(
            "org.yaml",
            "
units:
  cto: {reportsTo: operations}
  operations: {reportsTo: infra}
  infra: {reportsTo: cto}
  other: {reportsTo: cto}
teams:
  a: {reportsTo: b}
  b: {reportsTo: team:a}
  c: {reportsTo: unit:other}
people: {ana: {manager: ana}, ben: {manager: ana}}
",
        )]),
        r"
error reporting-cycle: units report in a circle: cto -> operations -> infra -> cto
  org.yaml:3:20 `operations` `cto` reports to `operations`
  org.yaml:4:27 `infra` `operations` reports to `infra`
  org.yaml:5:22 `cto` `infra` reports to `cto`
  help: let one of them report to somebody outside the circle, or to nobody
error reporting-cycle: teams report in a circle: a -> b -> a
  org.yaml:8:18 `b` `a` reports to `b`
  org.yaml:9:18 `team:a` `b` reports to `a`
  help: let one of them report to somebody outside the circle, or to nobody
error reporting-cycle: person `ana` is their own manager
  org.yaml:11:25 `ana` `ana` reports to `ana`
  help: let one of them report to somebody outside the circle, or to nobody
",
    );
}

#[test]
fn a_long_circle_is_shown_in_part() {
    let units: String = (0..40).map(|n| format!("  u{n:02}: {{reportsTo: u{:02}}}\n", (n + 1) % 40)).collect();
    is(
        &problems(&[("org.yaml", &format!("units:\n{units}"))]),
        r"
error reporting-cycle: units report in a circle: u00 -> u01 -> u02 -> u03 -> u04 -> u05 -> u06 -> u07 -> (32 more) -> u00
  org.yaml:2:20 `u01` `u00` reports to `u01`
  org.yaml:3:20 `u02` `u01` reports to `u02`
  org.yaml:4:20 `u03` `u02` reports to `u03`
  org.yaml:5:20 `u04` `u03` reports to `u04`
  org.yaml:6:20 `u05` `u04` reports to `u05`
  org.yaml:7:20 `u06` `u05` reports to `u06`
  org.yaml:8:20 `u07` `u06` reports to `u07`
  org.yaml:9:20 `u08` `u07` reports to `u08`
  and 32 more
  help: let one of them report to somebody outside the circle, or to nobody
",
    );
}

#[test]
fn a_list_that_names_something_twice() {
    is(
        &problems(&[(
            "org.yaml",
            "
people: [ana, ben]
teams:
  sre:
    members: [ana, ben, {person: Ana, role: lead}]
    duties: [{duty: on-call, scope: own}, {duty: on-call, scope: org}, error-budget, error-budget, error-budget]
    access: [a, a]
  rides: {}
rotations:
  office: {team: sre, participants: &all [ana, ben, ana], restrictions: []}
  other: {participants: *all}
escalations: {e: {levels: [{targets: [{team: sre}, {team: sre}]}]}}
interactions: [{between: [sre, rides, sre]}]
",
        )]),
        r"
advice duplicate-item: `ana` is named twice in `members` of team `sre`
  org.yaml:5:25 `{person: Ana, role: lead}` named again here
  org.yaml:5:15 `ana` first named here
  help: name it once
advice duplicate-item: `error-budget` is named 3 times in `duties` of team `sre`
  org.yaml:6:86 `error-budget` named again here
  org.yaml:6:72 `error-budget` first named here
  org.yaml:6:100 `error-budget` and here
  help: name it once
advice duplicate-item: `ana` is named twice in `participants` of rotation `office`
  org.yaml:10:53 `ana` named again here
  org.yaml:10:43 `ana` first named here
  help: name it once
advice duplicate-item: `sre` is named twice in `between` of this interaction
  org.yaml:13:39 `sre` named again here
  org.yaml:13:27 `sre` first named here
  help: name it once
",
    );
}

/// Checks a folder of files and gives the counts and what the loader says.
fn folder(files: &[(&str, &str)], named_files: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        fs::write(folder.path().join(path), text).expect("a file");
    }
    let paths = match named_files {
        [] => vec![folder.path().to_path_buf()],
        named => named.iter().map(|path| folder.path().join(path)).collect(),
    };
    let request = Request { paths, config: None, rule_dirs: Vec::new(), as_of: jiff::civil::date(2026, 6, 1) };
    let outcome = check(&request);
    let findings: Vec<Finding> =
        outcome.findings.iter().filter(|finding| named(&finding.rule).is_some()).cloned().collect();
    let summary = outcome.summary;
    let shown =
        told(&findings, outcome.org.sources()).replace(&*folder.path().to_string_lossy().replace('\\', "/"), "FOLDER");
    let shown = files.iter().fold(shown, |shown, (name, _)| shown.replace(&format!("FOLDER/{name}"), name));
    format!(
        "{} files, {} ignored, {} entities{}\n{shown}",
        summary.files,
        summary.ignored_files,
        summary.entities,
        if outcome.nothing_to_lint { ", nothing to lint" } else { "" }
    )
}

const COMPOSE: &str = "version: '3'\nservices:\n  web: {image: nginx}\nvolumes: {}\n";
const COMPOSE_BARE: &str = "services:\n  web: {image: nginx}\n";
const MANIFEST: &str = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n";
const OPENAPI: &str = "openapi: 3.0.0\ninfo: {title: Teams}\npaths: {/teams: {get: {}}}\n";
const PLAYBOOK: &str = "- hosts: all\n  tasks: []\n";

#[test]
fn files_of_other_tools_are_left_alone_and_counted() {
    is(
        &folder(
            &[
                ("compose.yaml", COMPOSE),
                ("compose2.yaml", COMPOSE_BARE),
                ("deployment.yaml", MANIFEST),
                ("openapi.yaml", OPENAPI),
                ("playbook.yaml", PLAYBOOK),
                ("empty.yaml", ""),
                ("org.yaml", "teams: {payments: {mission: x}}\n"),
                ("mixed.yaml", "teams: [a]\nworkflows: {}\n"),
            ],
            &[],
        ),
        r"
8 files, 7 ignored, 1 entities
",
    );
}

#[test]
fn a_file_that_was_named_says_that_it_is_in_no_format_we_know() {
    is(
        &folder(&[("deployment.yaml", MANIFEST), ("playbook.yaml", PLAYBOOK)], &["deployment.yaml", "playbook.yaml"]),
        r"
2 files, 0 ignored, 0 entities, nothing to lint
warning not-an-organisation-file: `deployment.yaml` is in no format that teamlint reads
  deployment.yaml:1:1 `` 
  help: a native file has `team:` at the top, or sections such as `teams:` and `people:`; a Backstage file has `apiVersion: backstage.io/v1alpha1`
warning not-an-organisation-file: `playbook.yaml` is in no format that teamlint reads
  playbook.yaml:1:1 `` 
  help: a native file has `team:` at the top, or sections such as `teams:` and `people:`; a Backstage file has `apiVersion: backstage.io/v1alpha1`
",
    );
}

#[test]
fn services_alone_count_in_a_file_that_was_named() {
    is(
        &folder(&[("services.yaml", "services: {web: {tier: 1, imge: nginx}}\n")], &["services.yaml"]),
        r"
1 files, 0 ignored, 1 entities
warning unknown-field: a service has no field `imge`
  services.yaml:1:27 `imge` not part of the vocabulary
  help: a service has `owner`, `type`, `tier`, `lifecycle`, `system`, `domain`, `partOf`, `dependsOn` and 18 more; keys that begin with `x-` are left alone
",
    );
}
