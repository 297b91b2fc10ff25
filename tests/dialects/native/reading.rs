//! What is read: shorthands, the short form for one team, and scalars.

use super::is;
use crate::support::declared::declared;

#[test]
fn shorthands_stand_for_records() {
    is(
        &declared(
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
        &declared(
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
        &declared(
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
        &declared(
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
        &declared(
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
        &declared(
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
        &declared(
            "
people:
  no: {title: on, site: 0777, email: 12:30, name: 1.10, certifications: ~, started: 2026-06-01}
  0777: {workHours: 0777, fte: .5}
rotations:
  24x7: {coverage: 24x7, handoff: {time: 12:30}, responseMinutes: 1e1}
services:
  3.0: {type: yes, tier: 1}
",
        ),
        r#"
person no at 3:3 `no`
  name "1.10" at 3:51 `1.10`
  email "12:30" at 3:38 `12:30`
  title "on" at 3:15 `on`
  site "0777" at 3:25 `0777`
  started date(20605) at 3:85 `2026-06-01`
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
        &declared(
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
