//! `teamlint test --accept` writes the marks of examples into pages, and nothing else.

use std::fs;
use std::path::Path;

use crate::support::program::{Program, Run};

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

Prose  with two blanks at the end  
";

/// Runs the examples of one page and accepts what they come to; gives the page as it is then, without its head.
fn accepted(body: &str) -> (Run, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("own/small.md");
    fs::create_dir(folder.path().join("own")).expect("a folder");
    fs::write(&page, format!("{HEAD}{body}")).expect("a page");
    let run = accept(folder.path());
    let text = fs::read_to_string(&page).expect("a page");
    let left: Vec<_> = fs::read_dir(folder.path().join("own")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "nothing is left beside the page");
    (run, text.strip_prefix(HEAD).expect("the head as it was").to_owned())
}

fn accept(folder: &Path) -> Run {
    Program::new(&["test", "own", "--accept"]).within(folder).run()
}

#[test]
fn an_example_that_nobody_has_marked_gets_all_marks() {
    let (run, page) = accepted(
        "```yaml bad
teams:
  a: {members: [x]}
  b: {members: [x]}
```
```yaml good
teams: {a: {members: [x, y]}}
```
```yaml unjudged
teams: {a: {mission: none}}
```
",
    );
    assert_eq!(
        page,
        "```yaml bad
# warning: `a` is small
# warning: `b` is small
teams:
  a: {members: [x]}
# ^
  #            ^^^ only 1
  b: {members: [x]}
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
"
    );
    assert_eq!(
        run.stdout,
        "own/small.md: 7 lines written anew
   19 + # warning: `a` is small
   20 + # warning: `b` is small
   23 + # ^
   24 +   #            ^^^ only 1
   26 + # ^
   27 +   #            ^^^ only 1
   33 + # missing: team:a.members

3 examples of 1 page: all as the pages say
"
    );
    assert_eq!(run.code, 0);
}

#[test]
fn marks_that_say_something_else_are_written_anew_and_the_others_stay() {
    let (run, page) = accepted(
        "```yaml bad
# error: `a` is small
# warning: `c` is small
teams:
  a: {members: [x]}   # a comment of somebody
  # ^^^^^^^^^^ only 1
# ^
  #            ^^^ only 2
```
```yaml good
teams: {}
```
```yaml unjudged
# missing: team:a.members, team:a.mission
teams: {a: {kind: work}}
```
",
    );
    assert_eq!(
        page,
        "```yaml bad
# warning: `a` is small
teams:
  a: {members: [x]}   # a comment of somebody
# ^
  #            ^^^ only 1
```
```yaml good
teams: {}
```
```yaml unjudged
# missing: team:a.members
teams: {a: {kind: work}}
```
"
    );
    assert_eq!(
        run.stdout,
        "own/small.md: 8 lines written anew
   19 - # error: `a` is small
   19 + # warning: `a` is small
   20 - # warning: `c` is small
   23 -   # ^^^^^^^^^^ only 1
   25 -   #            ^^^ only 2
   23 +   #            ^^^ only 1
   31 - # missing: team:a.members, team:a.mission
   29 + # missing: team:a.members

3 examples of 1 page: all as the pages say
"
    );
}

#[test]
fn what_only_the_author_can_mend_is_told_and_left() {
    let body = "```yaml bad
teams:
  a: {members: [x, y]}
```
```yaml good
teams:
  a: {members: [x]}
```
```yaml unjudged
# missing: team:a.members
teams: {a: {members: [x, y]}}
```
";
    let (run, page) = accepted(body);
    assert_eq!(page, body);
    assert_eq!(run.code, 2);
    let told: Vec<&str> = run.stdout.lines().filter(|line| line.contains('×')).collect();
    assert_eq!(
        told,
        [
            "  × this example gives no finding of its rule",
            "  × this example must give no finding of its rule, but gives: `a` is small",
            "  × something else is missing",
        ]
    );
}

#[test]
fn an_example_with_labels_and_no_message_is_as_it_should_be() {
    let body = "```yaml bad
teams:
  a: {members: [x]}
# ^
  #            ^^^ only 1
```
```yaml good
teams: {}
```
";
    let (run, page) = accepted(body);
    assert_eq!((run.stdout.as_str(), page.as_str()), ("2 examples of 1 page: all as the pages say\n", body));
}

#[test]
fn lines_are_broken_as_those_around_them() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("own")).expect("a folder");
    let page = folder.path().join("own/small.md");
    let body = "```yaml bad\nteams:\n  a: {members: [x]}\n```\n```yaml good\nteams: {}\n```\n";
    fs::write(&page, format!("{HEAD}{body}").replace('\n', "\r\n")).expect("a page");
    let run = accept(folder.path());
    assert_eq!(run.code, 0, "{}", run.stdout);
    let text = fs::read_to_string(&page).expect("a page");
    assert!(text.contains("  a: {members: [x]}\r\n# ^\r\n  #            ^^^ only 1\r\n```\r\n"), "{text:?}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[cfg(unix)]
#[test]
fn a_page_keeps_its_permissions_and_a_link_leads_where_it_did() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("own")).expect("a folder");
    let real = folder.path().join("small.md");
    let body = "```yaml bad\nteams:\n  a: {members: [x]}\n```\n```yaml good\nteams: {}\n```\n";
    fs::write(&real, format!("{HEAD}{body}")).expect("a page");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink(&real, folder.path().join("own/small.md")).expect("a link");
    let run = Program::new(&["test", "own/small.md", "--accept"]).within(folder.path()).run();
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(fs::symlink_metadata(folder.path().join("own/small.md")).expect("a link").is_symlink());
    assert!(fs::read_to_string(&real).expect("a page").contains("# ^\n"));
    assert_eq!(fs::metadata(&real).expect("a page").permissions().mode() & 0o777, 0o640);
}

#[test]
fn pages_of_the_program_are_never_written() {
    let run = Program::new(&["test", "--accept"]).run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("the following required arguments were not provided:\n  <PATH>"), "{}", run.stderr);
}

#[test]
fn what_is_no_single_line_becomes_no_mark() {
    let id = "\"a\\n```\\n# pwned\"";
    let body = format!("```yaml bad\nteams:\n  {id}: {{members: [x]}}\n```\n```yaml good\nteams: {{}}\n```\n");
    let (_, page) = accepted(&body);
    assert!(page.starts_with("```yaml bad\n# warning") || page.starts_with("```yaml bad\nteams"), "{page}");
    assert_eq!(page.matches("```").count(), 4 + 1, "the fences are those that were there, and the id has one: {page}");
    let again = accepted(&page).1;
    assert_eq!(again, page, "nothing more to write");
}

#[cfg(unix)]
#[test]
fn a_page_that_may_not_be_written_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("own/small.md");
    fs::create_dir(folder.path().join("own")).expect("a folder");
    let text = format!("{HEAD}```yaml bad\nteams:\n  a: {{members: [x]}}\n```\n```yaml good\nteams: {{}}\n```\n");
    fs::write(&page, &text).expect("a page");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o444)).expect("permissions");
    let run = accept(folder.path());
    assert!(run.stderr.contains("it may not be written"), "{}{}", run.stdout, run.stderr);
    assert_eq!((run.code, fs::read_to_string(&page).expect("a page")), (2, text));
}
