//! An example that does not show what it says is told at the marker, with what was found instead.

use teamlint::judge::examples::run_examples;
use teamlint::rule::Overrides;
use teamlint::rule::page::PageText;

use crate::support::rule::{check_example, told};
use crate::support::world::rules_of;

const HEAD: &str = "---
summary: s
for: team in teams
severity: warning
require: team.members.size() >= 2
message: \"`{{ team.id }}` is small\"
labels:
  - at: team.members
    text: only {{ team.members.size() }}
  - at: team
sources:
  - {title: t}
---

# small

";

/// Runs the examples in `body`, and shows what is not as they say; lines are counted from the first of `body`.
fn failures(body: &str) -> Vec<String> {
    let pages = [PageText::of_user("small.md", format!("{HEAD}{body}"))];
    let (registry, sources) = rules_of(&pages, &Overrides::default());
    let errors: Vec<_> =
        registry.problems.iter().filter(|p| p.severity == teamlint::finding::Severity::Error).cloned().collect();
    assert_eq!(told(&sources, &errors), Vec::<String>::new());
    let report = run_examples(&registry.rules, &|input| check_example(&registry, input));
    let before = HEAD.lines().count();
    told(&sources, &report.failures)
        .into_iter()
        .map(|line| {
            let (path, rest) = line.split_once(':').unwrap();
            let (number, rest) = rest.split_once(':').unwrap();
            format!("{path}:{}:{rest}", number.parse::<usize>().unwrap() - before)
        })
        .collect()
}

const NONE: [&str; 0] = [];

#[test]
fn an_example_in_which_the_rule_runs_out_of_steps_is_told_in_the_page() {
    let require = "require: people.all(a, people.all(b, people.all(c, people.all(d, a != b || c != d || b == c || team.id != ''))))";
    let head = HEAD.replace("require: team.members.size() >= 2", require).replace("small", "slow");
    let people: String = (0..60).map(|n| format!("  p{n}: {{fte: 1}}\n")).collect();
    let text = format!(
        "{head}```yaml bad\nteams: {{a: {{members: [p0]}}}}\npeople:\n{people}```\n```yaml good\nteams: {{}}\n```\n"
    );
    let pages = [PageText::of_user("slow.md", text)];
    let (registry, sources) = rules_of(&pages, &Overrides::default());
    let report = run_examples(&registry.rules, &|input| check_example(&registry, input));
    let told = told(&sources, &report.failures);
    assert_eq!(told.len(), 1, "{told:#?}");
    let expected = format!(
        "slow.md:5:10 error an example of this rule cannot be judged: `slow` was stopped: judging `team:a` took more than \
         10000000 steps | {} | this takes too long | ",
        require.strip_prefix("require: ").unwrap()
    );
    assert!(told[0].starts_with(&expected), "{told:#?}");
}

#[test]
fn an_example_that_shows_what_it_says() {
    let body = "```yaml bad
# warning: `a` is small
teams:
  a: {members: [x]}
# ^
  #            ^^^ only 1
```
```yaml good
teams: {a: {members: [x, y]}}
```
```yaml unjudged
# missing: team:a.members
teams: {a: {mission: none}}
```
";
    assert_eq!(failures(body), NONE);
}

#[test]
fn a_label_that_says_something_else_or_is_elsewhere_or_is_not_marked() {
    let body = "```yaml bad
teams:
  a: {members: [x]}
  #            ^^^ only 2
  b: {members: [x]}
  # ^^^^^^^^^^ only 1
  #            ^^^ only 1
```
";
    assert_eq!(
        failures(body),
        [
            "small.md:4:16 error the label here says something else | ^^^ only 2 | expected this | expected: only 2\nfound:    only 1",
            "small.md:6:5 error no label of this rule is here | ^^^^^^^^^^ only 1 | expected this | ",
            "small.md:3:3 error a label of this rule is not marked | a |  | mark it with the line\n# ^",
            "small.md:5:3 error a label of this rule is not marked | b |  | mark it with the line\n# ^",
        ]
    );
}

#[test]
fn a_message_that_is_not_given_and_one_that_is_not_named() {
    let body = "```yaml bad
# error: `a` is small
teams:
  a: {members: [x]}
# ^
  #            ^^^ only 1
  b: {members: [x]}
# ^
  #            ^^^ only 1
```
";
    assert_eq!(
        failures(body),
        [
            "small.md:2:1 error no finding says this | # error: `a` is small | expected | found: # warning: `a` is small",
            "small.md:1:4 error a finding is not named at the top of this example | yaml bad | not expected | found: # warning: `b` is small",
        ]
    );
}

#[test]
fn findings_where_none_should_be_and_none_where_one_should() {
    let body = "```yaml good
teams:
  a: {members: [x]}
```
```yaml bad
teams:
  a: {members: [x, y]}
```
```yaml bad
teams:
  a: {mission: none}
```
";
    assert_eq!(
        failures(body),
        [
            "small.md:3:16 error this example must give no finding of its rule, but gives: `a` is small | [x] | only 1 | ",
            "small.md:5:4 error this example gives no finding of its rule | yaml bad | expected at least one | ",
            "small.md:9:4 error this example gives no finding of its rule | yaml bad | expected at least one | not judged, for want of team:a.members",
        ]
    );
}

#[test]
fn the_fields_an_unjudged_example_names_must_be_exactly_those() {
    let body = "```yaml unjudged
# missing: team:a.members, team:a.mission
teams: {a: {kind: work}}
```
```yaml unjudged
teams: {a: {kind: work}}
```
```yaml unjudged
# missing: team:a.members
teams: {a: {members: [x, y]}}
```
";
    assert_eq!(
        failures(body),
        [
            "small.md:2:1 error something else is missing | # missing: team:a.members, team:a.mission | expected this | found: # missing: team:a.members",
            "small.md:5:4 error this example does not say what is missing | yaml unjudged | its first line must be `# missing: …` | found: # missing: team:a.members",
            "small.md:9:1 error something else is missing | # missing: team:a.members | expected this | everything was judged",
        ]
    );
}

#[test]
fn an_example_that_is_wrong_in_itself() {
    let body = "```yaml good
teams: {a: {members: [x, y], kind: wrok}}
```
```yaml good broken
teams: {a: {members: [x, y], kind: wrok}}
```
";
    let found = failures(body);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].starts_with("small.md:2:36 error this example is wrong in itself: ") && found[0].contains("| wrok |"),
        "{}",
        found[0]
    );
}

#[test]
fn several_files_make_one_organisation() {
    let body = "```yaml bad file=teams.yaml
teams:
  a: {mission: none}
# ^ only 1
```

```yaml bad file=people.yaml
people:
  x: {team: a}
```
";
    assert_eq!(failures(body), NONE);
}

#[test]
fn an_edit_must_leave_nothing_to_find() {
    let body = "```yaml bad
teams:
  a: {members: [x]}
# ^
  #            ^^^ only 1
  b: {}
```

```diff
 teams:
-  a: {members: [x]}
+  a: {members: [x, y]}
   b: {}
```
```yaml bad
teams:
  a: {members: [x]}
# ^
  #            ^^^ only 1
```
```diff
-  a: {members: [x]}
+  a: {members: [z]}
```
```yaml bad
teams:
  a: {members: [x]}
# ^
  #            ^^^ only 1
```
```diff
-  b: {members: [x]}
```
```yaml good
teams: {}
```
```diff
this is prose
```
";
    assert_eq!(
        failures(body),
        [
            "small.md:21:4 error after this edit something is found | diff | `a` is small | ",
            "small.md:32:1 error this edit cannot be made | -  b: {members: [x]} | not in the example, or not behind the hunk \
             before | lines begin with ` ` (stays), `-` (goes) or `+` (comes), are those of the example without its markers, and \
             stand in its order; `@@` parts hunks",
        ]
    );
}

#[test]
fn an_edit_of_several_files_says_which_one_it_is_about() {
    let body = |info: &str| {
        format!(
            "```yaml bad file=a.yaml\nteams:\n  a: {{members: [x]}}\n# ^\n  #            ^^^ only 1\n```\n```yaml bad \
             file=b.yaml\nteams:\n  b: {{members: [x, y]}}\n```\n```diff{info}\n-  a: {{members: [x]}}\n+  a: {{members: [x, y]}}\n```\n"
        )
    };
    assert_eq!(failures(&body(" file=a.yaml")), NONE);
    let wrong = |info: &str| {
        let pages = [PageText::of_user("small.md", format!("{HEAD}{}", body(info)))];
        let (registry, sources) = rules_of(&pages, &Overrides::default());
        told(&sources, &registry.problems)
            .into_iter()
            .filter(|line| line.contains("error"))
            .map(|line| line.split_once(' ').unwrap().1.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        wrong(""),
        ["error an edit of several files | diff | of which? | write `file=`, and one of `a.yaml` or `b.yaml`"]
    );
    assert_eq!(
        wrong(" c.yaml"),
        [
            "error `c.yaml` is no file of this example | c.yaml | unknown | write `file=`, and one of `a.yaml` or `b.yaml`"
        ]
    );
}
