//! How a rule judged an entity: every part with its value, the place it came from, and what is missing.

use crate::support::program::{Program, Run, repository};

/// A person's hours, a severity with a condition and one by size, a parameter.
const HEAVY: &str = "\
---
summary: Nobody is on call all the time
for: person in onCallPeople
let:
  load: person.onCall
  unused: person.teams
where: load.layers.size() > 1
require: load.share <= params.maxShare
severity:
  - when: load.share > 0.9
    is: error
  - is: {small: advice, growing: warning, large: error}
params:
  maxShare: {default: 0.25, unit: share of the week, doc: what one person can carry}
message: \"`{{ person.id }}` is on call {{ load.share }} of the time\"
labels: [{at: person.onCall}]
profiles: {strict: error}
---

# heavy-duty
";

/// Several cases, lists in lists, and everything that can be unknown.
const KNOWN: &str = "\
---
summary: A service can be looked after
for: service in services
severity: warning
message: \"`{{ service.id }}` cannot be looked after\"
labels: [{at: service}]
cases:
  - where: service.lifecycle == deprecated
    require: false
  - where: service.lifecycle == production && has(service.tier) && service.tier == 1
    require: (teams.exists(team, team.members.exists(m, m.id == \"zoe\"))) || has(service.runbook)
  - require: has(service.owner)
  - require: service.tier.orValue(3) > 2
---

# known-service
";

const ORG: &str = "\
rotations:
  web: {participants: [ana, ben]}
  db:
    layers:
      day: {participants: [ana, cem, dia]}
      shadow: {level: shadow, participants: [ana]}
services:
  shop: {tier: 1}
  blog: {tier: 3, owner: crew}
  wiki: {tier: 1, owner: crew, runbook: https://wiki.example/wiki}
teams:
  crew: {members: [ana]}
  shop: {}
";

fn program(rule: &str, entity: &str, org: &str) -> Program {
    Program::new(&["explain", rule, entity, "--in", "org.yaml", "--rule-folder", "policies", "--as-of", "2026-06-01"])
        .file("org.yaml", org)
        .file("policies/on-call/heavy-duty.md", HEAVY)
        .file("policies/services/known-service.md", KNOWN)
}

fn explained(rule: &str, entity: &str) -> String {
    told(program(rule, entity, ORG))
}

fn told(program: Program) -> String {
    let run: Run = program.run();
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    run.stdout
}

fn refused(rule: &str, entity: &str) -> String {
    let run = program(rule, entity, ORG).run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    run.stderr
}

#[test]
fn a_person_s_hours_are_added_up_layer_by_layer() {
    let config = "rules: {heavy-duty: {params: {maxShare: 0.5}}}\n";
    assert_eq!(
        told(program("heavy-duty", "person:ana", ORG).file("teamlint.yaml", config)),
        "\
heavy-duty  person:ana  org.yaml:2:24
fails (advice): `ana` is on call 66.7 % of the time

Parameters

  maxShare = 0.5 (share of the week), set at teamlint.yaml:1:31; the page has
      0.25

let load = person.onCall → ana  org.yaml:2:24
where load.layers.size() > 1 → true
  load.layers.size() → 3
    load.layers → [rotation:web/layers/0, day, shadow]
require load.share <= params.maxShare → false
  load.share → 66.7 % (2/3)
  params.maxShare → 50 %
severity advice, because the organisation is small
  error when load.share > 0.9 → false
    load.share → 66.7 % (2/3)
  otherwise advice in a small organisation, warning in a growing one, error in a
      large one

Hours of ana

  web, primary: 1/2 of the turns × 168 h = 84 h  org.yaml:2:24
  db/day, primary: 1/3 of the turns × 168 h = 56 h  org.yaml:5:28
  db/shadow, shadow: counts nothing  org.yaml:6:46
  140 h a week added up
  28 h of them in two places at once, which count once: 112 h a week by the
      clock, over a cycle of 6 weeks
"
    );
}

#[test]
fn what_a_rule_is_not_about_is_not_asked_further() {
    assert_eq!(
        explained("heavy-duty", "ben"),
        "\
heavy-duty  person:ben  org.yaml:2:29
not applicable: nothing is asked of it

Parameters

  maxShare = 0.25 (share of the week), as the page has it

let load = person.onCall → ben  org.yaml:2:29
where load.layers.size() > 1 → false
  load.layers.size() → 1
    load.layers → [rotation:web/layers/0]
require is not asked, because `where` does not hold
"
    );
}

#[test]
fn each_case_is_shown_and_the_first_that_fails_is_the_last_that_is_asked() {
    assert_eq!(
        explained("known-service", "shop"),
        "\
known-service  service:shop  org.yaml:8:3
fails (warning): `shop` cannot be looked after

Case 1 of 4: service in services (policies/services/known-service.md:9:14)

where service.lifecycle == deprecated → false
  service.lifecycle → production, the default
require is not asked, because `where` does not hold

Case 2 of 4: service in services (policies/services/known-service.md:11:14)

where service.lifecycle == production && has(service.tier) && service.tier == 1
    → true
  service.lifecycle == production → true
    service.lifecycle → production, the default
  has(service.tier) → true  org.yaml:8:16
  service.tier == 1 → true
    service.tier → 1  org.yaml:8:16
require (teams.exists(team, team.members.exists(m, m.id == \"zoe\"))) ||
    has(service.runbook) → unknown
  teams.exists(team, team.members.exists(m, m.id == \"zoe\")) → unknown
    teams → [crew, shop]
    team = crew → false
      team.members → [ana]  org.yaml:12:19
      m = ana → false
        m.id → \"ana\"
    team = shop → unknown
      team.members → unknown
        team:shop.members is not declared; write it at org.yaml:13:3
  has(service.runbook) → false

Case 3 of 4: service in services (policies/services/known-service.md:12:14)

require has(service.owner) → false
severity warning

Case 4 of 4: service in services (policies/services/known-service.md:13:14)

not asked: a case before it fails
"
    );
}

#[test]
fn where_all_cases_hold_it_holds() {
    assert_eq!(
        explained("known-service", "blog"),
        "\
known-service  service:blog  org.yaml:9:3
holds

Case 1 of 4: service in services (policies/services/known-service.md:9:14)

where service.lifecycle == deprecated → false
  service.lifecycle → production, the default
require is not asked, because `where` does not hold

Case 2 of 4: service in services (policies/services/known-service.md:11:14)

where service.lifecycle == production && has(service.tier) && service.tier == 1
    → false
  service.lifecycle == production → true
    service.lifecycle → production, the default
  has(service.tier) → true  org.yaml:9:16
  service.tier == 1 → false
    service.tier → 3  org.yaml:9:16
require is not asked, because `where` does not hold

Case 3 of 4: service in services (policies/services/known-service.md:12:14)

require has(service.owner) → true  org.yaml:9:26

Case 4 of 4: service in services (policies/services/known-service.md:13:14)

require service.tier.orValue(3) > 2 → true
  service.tier.orValue(3) → 3
    service.tier → 3  org.yaml:9:16
"
    );
}

#[test]
fn what_is_missing_is_named_where_it_is_missed() {
    let org = ORG.replace("owner: crew, runbook: https://wiki.example/wiki", "owner: crew");
    let org = org.replace(
        "web: {participants: [ana, ben]}",
        "web: {participants: [ana, ben], restrictions: [{from: \"25:00\"}]}",
    );
    assert_eq!(
        told(program("heavy-duty", "ana", &org)),
        "\
heavy-duty  person:ana  org.yaml:2:24
fails (advice): `ana` is on call at least 33.3 % of the time

Parameters

  maxShare = 0.25 (share of the week), as the page has it

let load = person.onCall → ana  org.yaml:2:24
where load.layers.size() > 1 → true
  load.layers.size() → 3
    load.layers → [rotation:web/layers/0, day, shadow]
require load.share <= params.maxShare → false
  load.share → at least 33.3 %
    rotation:web/restrictions/0.from cannot be read; mend it at org.yaml:2:57
  params.maxShare → 25 %
severity advice, because the organisation is small
  error when load.share > 0.9 → unknown
    load.share → at least 33.3 %
      rotation:web/restrictions/0.from cannot be read; mend it at org.yaml:2:57
  otherwise advice in a small organisation, warning in a growing one, error in a
      large one

Hours of ana

  web, primary: 1/2 of the turns × unknown hours  org.yaml:2:24
    rotation:web/restrictions/0.from cannot be read; mend it at org.yaml:2:57
  db/day, primary: 1/3 of the turns × 168 h = 56 h  org.yaml:5:28
  db/shadow, shadow: counts nothing  org.yaml:6:46
"
    );
}

#[test]
fn hours_whose_place_in_the_week_is_not_known_leave_bounds() {
    let org = "\
rotations:
  days: {participants: [ana, ben], restrictions: [{from: \"08:00\", to: \"20:00\"}]}
  nights: {participants: [ana, ben], restrictions: [{from: \"18:00\", to: \"08:00\"}]}
";
    assert_eq!(
        told(program("on-call-overload", "ana", org)),
        "\
on-call-overload  person:ana  org.yaml:2:25
fails (warning): `ana` is on call 49 h to 91 h a week, 29.2 % to 54.2 % of the
    time; the limit is 25 % (`maxShare`)
`teamlint check` tells it together with others: `ana` and `ben` are each on
    call 49 h to 91 h a week, 29.2 % to 54.2 % of the time; the limit is 25
    % (`maxShare`)

Parameters

  maxShare = 0.25 (share of the 168 h of a week), as the page has it
  errorShare = 0.3334 (share of the 168 h of a week), as the page has it

let load = person.onCall → ana  org.yaml:2:25
require load.share <= params.maxShare → false
  load.share → 29.2 % to 54.2 %
    rotation:days.utcOffset is not declared; write it at org.yaml:2:24
    rotation:nights.utcOffset is not declared; write it at org.yaml:3:26
  params.maxShare → 25 %
severity warning
  error when load.share > params.errorShare → unknown
    load.share → 29.2 % to 54.2 %
      rotation:days.utcOffset is not declared; write it at org.yaml:2:24
      rotation:nights.utcOffset is not declared; write it at org.yaml:3:26
    params.errorShare → 33.3 % (1667/5000)
  otherwise warning

Hours of ana

  days, primary: 1/2 of the turns × 84 h = 42 h  org.yaml:2:25
  nights, primary: 1/2 of the turns × 98 h = 49 h  org.yaml:3:27
  91 h a week added up
  how far they overlap is not known without rotation:days.utcOffset and
      rotation:nights.utcOffset
"
    );
}

#[test]
fn a_catalog_is_not_told_to_say_what_it_cannot() {
    let catalog = "\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop}
spec: {type: service, owner: crew, lifecycle: production}
";
    let run = Program::new(&["explain", "missing-runbook", "shop"]).file("catalog-info.yaml", catalog).run();
    let expected = "\
  service:shop.tier is not declared, and the catalog at catalog-info.yaml:3:18
      has no such field: write it in a native file
";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
}

#[test]
fn severity_says_why_it_is_what_it_is() {
    let severity = |config: &str| {
        let text = told(program("heavy-duty", "ana", ORG).file("teamlint.yaml", config));
        let lines = text.lines().skip_while(|line| !line.starts_with("severity "));
        lines.take_while(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect::<String>()
    };
    assert_eq!(
        told(program("on-call-overload", "ana", "rotations: {web: {coverage: 24x7, participants: [ana, ben]}}\n"))
            .lines()
            .skip_while(|line| !line.starts_with("severity "))
            .take(4)
            .collect::<Vec<_>>(),
        [
            "severity error",
            "  error when load.share > params.errorShare → true",
            "    load.share → 50 %",
            "    params.errorShare → 33.3 % (1667/5000)",
        ]
    );
    assert!(severity("size: large\n").starts_with("severity error, because the organisation is large\n"));
    assert_eq!(
        severity("rules: {heavy-duty: advice}\n"),
        "severity advice, because of `advice` at teamlint.yaml:1:21\n"
    );
    assert_eq!(severity("profile: strict\n"), "severity error, because of `strict` at teamlint.yaml:1:10\n");
}

#[test]
fn what_check_does_not_tell_by_itself_is_said_to_be_so() {
    let head = |text: &str| text.lines().take(4).map(|line| format!("{line}\n")).collect::<String>();
    let off = told(program("heavy-duty", "ana", ORG).file("teamlint.yaml", "rules: {heavy-duty: off}\n"));
    assert_eq!(
        head(&off),
        "\
heavy-duty  person:ana  org.yaml:2:24
not asked: the rule is off, because of teamlint.yaml:1:21; this is what it would
    ask

"
    );
    let waiver = "waivers: [{rule: heavy-duty, entity: 'person:ana', reason: until June}]\n";
    let allowed = told(program("heavy-duty", "ana", ORG).file("teamlint.yaml", waiver));
    assert_eq!(head(&allowed).lines().nth(2), Some("`teamlint check` leaves it out: it is waived"), "{allowed}");
    let org = "rotations: {web: {coverage: 24x7, participants: [ana, ben, cem]}}\n";
    assert_eq!(
        head(&told(program("on-call-overload", "ana", org))),
        "\
on-call-overload  person:ana  org.yaml:1:50
fails (warning): `ana` is on call 56 h a week, 33.3 % of the time; the limit is
    25 % (`maxShare`)
`teamlint check` tells it together with others: `ana`, `ben` and `cem` are each
"
    );
    assert_eq!(
        head(&told(program("rotation-too-small", "web", org))),
        "\
rotation-too-small  pool:web  org.yaml:1:49
fails (warning): `web` runs around the clock with 3 people at one site; the
    floor is 8 (`singleSite`)
`teamlint check` leaves it out: `on-call-overload` says more
"
    );
}

#[test]
fn everything_is_called_as_the_report_calls_it() {
    let pages = [
        ("holdings", "holding.duty.id == 'x'"),
        ("dutyClaims", "claim.duty.id == 'x'"),
        ("pools", "pool.people.size() > 99"),
        ("disciplinePairs", "pair.id == 'x'"),
        ("goldenPaths", "path.id == 'x'"),
        ("interactions", "one.id == 'x'"),
    ];
    let mut judged = Vec::new();
    for (collection, require) in pages {
        let variable = require.split('.').next().expect("a variable");
        let page = format!(
            "---\nsummary: x\nfor: {variable} in {collection}\nrequire: \"{require}\"\nseverity: warning\n\
             message: x\nlabels: [{{at: {variable}}}]\n---\n\n# each-one\n"
        );
        let acme = repository().join("examples/acme");
        let path = acme.to_str().expect("text");
        let check = Program::new(&["check", path, "--rule-folder", "policies", "--format", "json"])
            .file("policies/test/each-one.md", &page)
            .run();
        let found = check.rules().into_iter().filter(|(rule, _)| rule == "each-one").map(|(_, entity)| entity);
        for entity in found.take(3) {
            let run = Program::new(&["explain", "each-one", &entity, "--in", path, "--rule-folder", "policies"])
                .file("policies/test/each-one.md", &page)
                .run();
            assert_eq!(run.code, 0, "{entity}: {}", run.stderr);
            assert!(run.stdout.starts_with(&format!("each-one  {entity}  ")), "{}", run.stdout);
            assert!(run.stdout.contains("\nfails (warning): x\n"), "{}", run.stdout);
            judged.push(entity);
        }
    }
    let kinds = ["team:", "duty:", "pool:", "disciplines:", "platform:", "interaction:"];
    let missing: Vec<&str> =
        kinds.into_iter().filter(|kind| !judged.iter().any(|entity| entity.starts_with(kind))).collect();
    assert_eq!(missing, [""; 0], "{judged:?}");
}

#[test]
fn a_name_that_nothing_or_too_much_is_called_by_is_refused_with_those_that_are_meant() {
    assert_eq!(refused("heavy-dty", "ana"), "error: there is no rule `heavy-dty`; did you mean `heavy-duty`?\n");
    assert_eq!(
        refused("unknown-field", "ana"),
        "error: `unknown-field` is reported while files are read, and judges nothing\n"
    );
    assert_eq!(
        refused("known-service", "shpo"),
        "error: there is nothing called `shpo` that `known-service` judges; did you mean `service:shop`?\n"
    );
    assert_eq!(
        refused("known-service", "service:shpo"),
        "error: there is nothing called `service:shpo` that `known-service` judges; did you mean `service:shop`?\n"
    );
    // Of `service:zop` most letters are those of `service:shop`, but not of its name.
    assert!(refused("known-service", "service:zxop").starts_with("error: there is nothing called `service:zxop`; "));
    assert_eq!(
        refused("known-service", "zebra"),
        "error: there is nothing called `zebra`; `known-service` judges `services`: `service:blog`, `service:shop` and \
         `service:wiki`\n"
    );
    assert_eq!(
        refused("known-service", "team:crew"),
        "error: `known-service` does not judge `team:crew`; it judges `services`: `service:blog`, `service:shop` and \
         `service:wiki`\n"
    );
    assert_eq!(
        refused("unowned-service", "crew"),
        "error: `unowned-service` does not judge `team:crew`; it judges `services`, `platforms` and `goldenPaths`: `service:blog`, \
         `service:shop` and `service:wiki`\n"
    );
    let both = ORG.to_owned() + "platforms: {shop: {}}\n";
    let run = program("unowned-service", "shop", &both).run();
    assert_eq!((run.code, run.stderr.as_str()), (2, "error: `shop` may be `service:shop` or `platform:shop`\n"));
}

#[test]
fn a_page_that_is_wrong_is_named_instead_of_another_rule() {
    let run = program("known-service", "shop", ORG)
        .file("policies/services/known-service.md", &KNOWN.replace("has(service.owner)", "has(service.ownr)"))
        .run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr.ends_with("error: the page of `known-service` is wrong, so that nothing is judged by it\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_is_not_there_is_1_and_an_organisation_without_an_entity_is_wrong_usage() {
    let run = Program::new(&["explain", "on-call-overload", "ana", "--in", "nowhere"]).run();
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("`nowhere` does not exist"), "{}", run.stderr);
    let run = Program::new(&["explain", "on-call-overload", "--in", "."]).run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("<ENTITY>"), "{}", run.stderr);
}
