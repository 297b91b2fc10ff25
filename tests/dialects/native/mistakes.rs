//! Mistakes within one file.

use super::{folder, is, problems};

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
error misspelt-field: a team has no field `mision`
  org.yaml:4:5 `mision` did you mean `mission`?
  help: write `mission`, or prefix the key with `x-` to keep it for other tools
error misspelt-field: a team has no field `Discipline`
  org.yaml:5:5 `Discipline` did you mean `discipline`?
  help: write `discipline`, or prefix the key with `x-` to keep it for other tools
warning unknown-field: a team has no field `colour`
  org.yaml:6:5 `colour` not part of the vocabulary
  help: a team has `mission`, `kind`, `type`, `discipline`, `members`, `lead`, `reportsTo`, `engagement` and 13 more; keys that begin with `x-` are left alone
error misspelt-field: an engagement has no field `width`
  org.yaml:8:34 `width` did you mean `with`?
  help: write `with`, or prefix the key with `x-` to keep it for other tools
error misspelt-field: a person has no field `teem`
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
error misspelt-field: `serivces` is not a section of an organisation file
  org.yaml:3:1 `serivces` did you mean `services`?
  help: write `services`, or prefix the key with `x-`; nothing under it was read
warning unknown-field: `budget` is not a section of an organisation file
  org.yaml:4:1 `budget` nothing under this key was read
  help: write one of `org`, `units`, `people`, `teams`, `responsibilities`, `services`, `platforms`, `rotations` and 11 more, or prefix the key with `x-` to keep it for other tools
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
error misspelt-field: a file for one team has no field `member`
  team.yaml:3:1 `member` did you mean `members`?
  help: write `members`; nothing under this key was read
error misspelt-field: a file for one team has no field `oncall`
  team.yaml:4:1 `oncall` did you mean `onCall`?
  help: write `onCall`; nothing under this key was read
",
    );
}

#[test]
fn a_key_at_the_top_of_a_file_for_one_team_may_have_been_meant_for_the_team() {
    is(
        &problems(&[("team.yaml", "team: infra\nmembers: [ada]\npager: x\n")]),
        r"
warning unknown-field: `pager` is not a section of an organisation file, nor a field of a team
  team.yaml:3:1 `pager` nothing under this key was read
  help: write one of `mission`, `kind`, `type`, `discipline`, `members`, `lead`, `reportsTo`, `engagement` and 32 more, or prefix the key with `x-` to keep it for other tools
",
    );
}

#[test]
fn a_file_for_one_team_with_team_misspelt() {
    is(
        &folder(&[("org.yaml", "teem: payments\nmembers: [ana]\n")], &[]),
        r"
1 files, 0 ignored, 0 entities, nothing to lint
error misspelt-field: a file for one team has no field `teem`
  org.yaml:1:1 `teem` did you mean `team`?
  help: write `team`; nothing in this file was read
",
    );
}

#[test]
fn a_file_of_several_teams_under_team() {
    is(
        &folder(&[("org.yaml", "team:\n  payments: {members: [ana]}\n")], &[]),
        r"
1 files, 0 ignored, 0 entities, nothing to lint
error misspelt-field: `team` is not a section of an organisation file
  org.yaml:1:1 `team` did you mean `teams`?
  help: write `teams`, or prefix the key with `x-`; nothing under it was read
",
    );
}

#[test]
fn a_field_that_stands_beside_its_team() {
    is(
        &problems(&[("org.yaml", "teams:\n  payments:\n  members: [ana, ben]\n")]),
        r"
error wrong-type: expected a team with fields, found a list
  org.yaml:3:12 `[ana, ben]` a list
  help: `members` is a field: indent it below the name of the team it belongs to
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
        r#"
error wrong-type: expected a team with fields, found a single value
  org.yaml:3:8 `platform` a single value
  help: a team has `mission`, `kind`, `type`, `discipline`, `members`, `lead`, `reportsTo`, `engagement` and 13 more
error wrong-type: expected text for `mission`, found a list
  org.yaml:4:20 `[a, b]` a list
  help: write `"[a, b]"` if that is the text
error wrong-type: expected a list for `metrics`, found a map
  org.yaml:4:37 `{latency: 1}` a map
  help: write `[latency]`
error wrong-type: expected time shares with fields, found a single value
  org.yaml:4:57 `0.5` a single value
  help: time shares have `engineering`, `toil`, `onCall` and `unplanned`
error misspelt-field: time shares have no field `toyl`
  org.yaml:5:18 `toyl` did you mean `toil`?
  help: write `toil`, or prefix the key with `x-` to keep it for other tools
error wrong-type: expected a team with fields, found a list
  org.yaml:6:11 `[ana]` a list
  help: a team has `mission`, `kind`, `type`, `discipline`, `members`, `lead`, `reportsTo`, `engagement` and 13 more
error wrong-type: expected a map from id to unit, or a list of them, found a single value
  org.yaml:7:8 `cto` a single value
  help: write `[cto]`
error wrong-type: expected a person with a `name`, found a map
  org.yaml:8:10 `{team: rides}` a map
  help: put the id of the person first, as in `- name: person`
error wrong-type: expected a person with a `name`, found a list
  org.yaml:8:25 `[ana]` a list
  help: a person has `team`, `name`, `email`, `title`, `discipline`, `manager`, `site`, `utcOffset` and 9 more
error wrong-type: expected a list of interactions, found a map
  org.yaml:9:15 `{from: rides}` a map
  help: put `- ` in front of the first field: each interaction is an element of the list
error wrong-type: expected a handoff with fields, found a single value
  org.yaml:10:31 `monday` a single value
  help: write `{day: monday}`
"#,
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
  help: write `enabling`, or else one of `stream-aligned`, `platform` or `complicated-subsystem`
error invalid-value: `discipline` cannot be `ops`
  org.yaml:3:36 `ops` did you mean `operations`?
  help: write `operations`, or else one of `sre`, `platform`, `devops`, `development`, `product` or `security`
error invalid-value: `coverage` cannot be `24/7`
  org.yaml:5:32 `24/7` did you mean `24x7`?
  help: write `24x7`, or else one of `24x5`, `business-hours` or `custom`
error invalid-value: `size` cannot be `huge`
  org.yaml:6:13 `huge` did you mean `large`?
  help: write `large`, or else one of `small` or `growing`
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
  help: write `1w`
error invalid-value: `5 January` is not a date for `start`
  org.yaml:3:28 `5 January` without a year
  help: write the year, too: YEAR-01-05, such as `2026-01-05`
error invalid-value: `someday` is not days of the week for `day`
  org.yaml:3:54 `someday` expected days of the week
  help: write `mon-fri`, `sat,sun` or a single day
error invalid-value: `9` is not a time of day for `time`
  org.yaml:3:69 `"9"` expected a time of day
  help: write `"09:00"`
error invalid-value: `05:30` is not an offset from UTC for `utcOffset`
  org.yaml:3:86 `05:30` expected an offset from UTC
  help: write `"+05:30"`
error invalid-value: `1 w` is not a duration for `turn`
  org.yaml:4:13 `1 w` expected a duration
  help: write `1w`; the units are `m`, `h`, `d`, `w`, `M` (months), `Q` and `Y`
error invalid-value: `2026-02-30` is not a date for `start`
  org.yaml:4:25 `2026-02-30` no such day
  help: write `2026-02-28` if the last day is meant: February 2026 has 28 days
error invalid-value: `on` is not `true` or `false` for `followTheSun`
  org.yaml:4:51 `on` expected `true` or `false`
  help: write `true`; YAML 1.2 reads `on` as text
error invalid-value: `15` is not a share from 0 to 1 for `escalationRate`
  org.yaml:4:71 `15` a percentage
  help: write `0.15`: a share is written from 0 to 1
error invalid-value: `five` is not a number of minutes for `responseMinutes`
  org.yaml:4:92 `five` expected a number of minutes
  help: write `5`
error invalid-value: `101` is not a percentage for `targetPercent`
  org.yaml:5:27 `101` more than the whole
  help: write `100` at most
error invalid-value: `99.9` is not a share from 0 to 1 for `target`
  org.yaml:5:40 `99.9` a percentage
  help: write `0.999`: a share is written from 0 to 1; or `targetPercent: 99.9`
error invalid-value: `-1` is not a tier from 1 to 4 for `tier`
  org.yaml:6:22 `-1` no such tier
  help: write `1`; tiers go from 1, the most critical, to 4
error invalid-value: `yes` is not `true` or `false` for `regulated`
  org.yaml:6:37 `yes` expected `true` or `false`
  help: write `true`; YAML 1.2 reads `yes` as text
error invalid-value: `1.5` is not a whole number from 0 for `repeat`
  org.yaml:7:27 `1.5` not a whole number
  help: write `2` or `1`
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

#[test]
fn a_section_that_is_complete_and_does_not_exist() {
    is(
        &problems(&[("org.yaml", "org: {complete: [slos, slois]}\nteams: [sre]\n")]),
        r"
error invalid-value: `slois` is not a section that can be `complete`
  org.yaml:1:24 `slois` did you mean `slos`?
  help: write one of `org`, `units`, `people`, `teams`, `responsibilities`, `services`, `platforms`, `rotations` and 11 more
",
    );
}

#[test]
fn an_amount_below_nothing() {
    is(
        &problems(&[("org.yaml", "rotations: {payments: {participants: [ana], pages: {perWeek: -3}}}\n")]),
        r"
error invalid-value: `-3` is not a number from 0 for `perWeek`
  org.yaml:1:62 `-3` less than nothing
  help: write `3` or another number from 0
",
    );
}

#[test]
fn what_a_syntax_error_leaves_behind_is_no_mistake_of_its_own() {
    is(
        &problems(&[("org.yaml", "teams:\n  a: {members: [x}\n  b: [\nservices:\n  ledger: {tier: 1}\n")]),
        r"
error syntax-error: mismatched closing bracket
  org.yaml:2:18 `}` 
error syntax-error: flow collection is not closed
  org.yaml:3:6 `[` this `[` is never closed
  help: close every `[` with `]` and every `{` with `}`
",
    );
}

#[test]
fn somebody_to_page_who_may_be_of_any_kind() {
    let text = "
teams: {payments: }
escalations:
  critical: {levels: [{targets: [team:payments]}, {targets: [team:sre, payments, service:ledger]}]}
";
    is(
        &problems(&[("org.yaml", text)]),
        r"
error unknown-reference: there is no team `sre`
  org.yaml:4:62 `team:sre` not declared anywhere
  help: declare the team `sre`, or name one that exists
error wrong-type: expected a target with fields or `kind:id`, found a single value
  org.yaml:4:72 `payments` a single value
  help: a target has `rotation`, `level`, `team`, `person`, `escalation` and `all`
error wrong-type: expected a target with fields or `kind:id`, found a single value
  org.yaml:4:82 `service:ledger` a single value
  help: a target has `rotation`, `level`, `team`, `person`, `escalation` and `all`
",
    );
}
