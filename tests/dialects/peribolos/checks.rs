//! What is told to be wrong with an organisation at GitHub.

use crate::support::entities::{entities, findings};

/// The findings about teams of an organisation whose members are `a` to `f` and whose admin is `z`.
fn of(teams: &str) -> String {
    let indented: String = teams.lines().map(|line| format!("      {line}\n")).collect();
    let text = format!("orgs:\n  acme:\n    admins: [z]\n    members: [a, b, c, d, e, f]\n    teams:\n{indented}");
    findings(&[("org.yaml", &text)])
}

#[test]
fn a_team_is_empty_where_nobody_is_in_it_or_below_it() {
    assert_eq!(
        of("docs: {description: x, members: []}\nspecs:\n"),
        "warning empty-team team:acme/docs: there is nobody in team `acme/docs`
  org.yaml:6:7 `docs`
  name who is in it, or remove it and whatever still names it
warning empty-team team:acme/specs: there is nobody in team `acme/specs`
  org.yaml:7:7 `specs`
  name who is in it, or remove it and whatever still names it
"
    );
    assert_eq!(of("docs:\n  members: []\n  teams: {leads: {teams: {lead: {maintainers: [a]}}}}\n"), "");
    // Who is in it cannot be read, which is told and no reason for more.
    let illegible = of("docs: {members: a}\nspecs: {memebrs: [a]}\n");
    assert!(!illegible.contains("empty-team") && illegible.contains("wrong-type"), "{illegible}");
    assert!(illegible.contains("error misspelt-field -: a team has no field `memebrs`"), "{illegible}");
}

#[test]
fn who_is_in_a_team_is_in_the_organisation() {
    assert_eq!(
        of("docs: {members: [a, b, x]}\nspecs: {maintainers: [Z, X], members: [c]}\n")
            .lines()
            .take(3)
            .collect::<Vec<_>>()
            .join("\n"),
        "error outside-roster person:x: `x` is in 2 teams of `acme`, and not in the organisation
  org.yaml:6:30 `x`, org.yaml:7:32 `X`
  add `x` to `members` of `acme`, or remove it here"
    );
    // However many of them are on the list.
    assert_eq!(of("docs: {members: [a, x, y]}\n").matches("error outside-roster person:").count(), 2);
    assert_eq!(of("docs: {members: [x]}\n").matches("error outside-roster person:x").count(), 1);
    let org = |roster: &str, team: &str| {
        findings(&[("org.yaml", &format!("orgs: {{acme: {{{roster}, teams: {{t: {{members: [{team}]}}}}}}}}\n"))])
    };
    assert_eq!(org("members: [ana, ben]", "ana, cem").matches("error outside-roster person:cem").count(), 1);
    // A list that lacks more people than it has is told once.
    assert_eq!(
        org("members: [a, b]", "a, w, x, y"),
        "error outside-roster org:acme: 3 people in teams of `acme` are not in the organisation, which lists 2 people: `w`, `x` and `y`
  org.yaml:1:57 `w`, org.yaml:1:60 `x`, org.yaml:1:63 `y`
  list everybody in `members` of `acme`, or remove them from its teams
"
    );
    // Who administers an organisation is not everybody who is in it.
    assert_eq!(org("admins: [a]", "a, b"), "");
    assert_eq!(
        findings(&[("org.yaml", "orgs: {acme: {admins: [], members: [], teams: {t: {members: [a, b]}}}}\n")]),
        ""
    );
    // It may be split.
    let split = |members: &str| {
        findings(&[
            ("acme/a/teams.yaml", &format!("teams: {{t: {{privacy: closed, members: {members}}}}}\n")),
            ("acme/org.yaml", "admins: [a]\nmembers: [b]\n"),
        ])
    };
    assert_eq!(split("[a, B]").lines().filter(|line| line.contains("outside")).count(), 0);
    assert!(split("[a, b, q]").starts_with("error outside-roster person:q: `q` is in a team of `acme`"));
}

#[test]
fn nobody_has_two_roles_in_one_place() {
    assert_eq!(
        of("docs: {maintainers: [a], members: [b, A]}\n").lines().take(3).collect::<Vec<_>>().join("\n"),
        "error two-roles team:acme/docs: `A` is a maintainer and a member of `acme/docs` at once
  org.yaml:6:45 `A`, org.yaml:6:28 `a`
  remove `A` here: a maintainer needs no other role"
    );
    let roster = "orgs: {acme: {admins: [a, b], members: [c, b, c], teams: {t: {members: [a, c]}}}}\n";
    let told = findings(&[("org.yaml", roster)]);
    assert!(told.contains("`b` is an admin and a member of `acme` at once"), "{told}");
    assert!(told.contains("advice duplicate-item person:c: `c` is named twice in `members` of `acme`"), "{told}");
    // Who is told to have two roles counts once.
    assert!(!told.contains("named twice in `members` of team"), "{told}");
    assert!(of("docs: {members: [b, b]}\n").contains("`b` is named twice in `members` of team `acme/docs`"));
}

#[test]
fn a_login_has_one_spelling() {
    assert_eq!(
        of("docs: {members: [A, b]}\nspecs: {members: [A, c]}\n"),
        "advice login-spelling person:a: `A` is also written `a`
  org.yaml:6:24 `A`, org.yaml:4:15 `a`, org.yaml:7:25 `A`
  write `a` everywhere
"
    );
}

#[test]
fn a_team_that_lists_nearly_all_of_an_inner_team_forgot_the_others() {
    let nested = |outer: &str, inner: &str| {
        of(&format!("w:\n  members: [{outer}]\n  teams: {{leads: {{members: [{inner}]}}}}\n"))
    };
    assert_eq!(
        nested("a, b", "a, c"),
        "advice parent-lacks-member team:acme/w: `c` is in team `acme/leads` and not in `acme/w` around it, which names others of its people
  org.yaml:8:38 `c`, org.yaml:6:7 `w`
  add `c` to `acme/w`, or name none of the inner teams there
"
    );
    assert!(nested("a, b, c, d", "a, b, e, c, d, f").contains("`e` and `f` are in team"));
    // One mistake may show in several teams.
    let twice = of("w:\n  members: [a, b]\n  teams: {leads: {members: [a, c]}, owners: {members: [b, C]}}\n");
    assert!(
        twice.starts_with("advice parent-lacks-member team:acme/w: `c` is in 2 teams and not in `acme/w` around them"),
        "{twice}"
    );
    // People of whom it lists few or none stand where they are on purpose.
    for (outer, inner) in
        [("a, b", "c"), ("", "c, d"), ("a, b", "a, c, d"), ("a, b, c", "a, b, d, e"), ("a, b", "A, b")]
    {
        assert!(!nested(outer, inner).contains("parent-lacks"), "{outer} > {inner}");
    }
}

#[test]
fn teams_of_one_person_that_may_write_are_told_once() {
    assert_eq!(
        of("x: {members: [a], repos: {site: write, docs: read}}\n"),
        "advice lone-writer org:acme: team `acme/x` has one person, and may write to `site`
  org.yaml:6:7 `x`
  let somebody else in, or give the right to a team that has several people
"
    );
    assert_eq!(
        of("x: {maintainers: [a], repos: {site: admin}}\ny: {members: [b], repos: {site: maintain}}\n"),
        "advice lone-writer org:acme: 2 teams of `acme` have one person each, and may write: `acme/x`, `acme/y`
  org.yaml:6:7 `x`, org.yaml:7:7 `y`
  let somebody else in, or give the right to a team that has several people
"
    );
    for teams in ["x: {members: [a], repos: {s: read}}", "x: {members: [a, b], repos: {s: admin}}", "x: {members: [a]}"]
    {
        assert_eq!(of(teams), "", "{teams}");
    }
}

#[test]
fn what_cannot_be_meant_is_told_where_it_stands() {
    for (teams, told) in [
        ("x: {members: [ana@b.example, a, b]}", "error invalid-value -: `ana@b.example` cannot be a login"),
        ("x: {members: [\"\", a]}", "error invalid-value -: `` cannot be a login"),
        ("x: {members: [{a: b}, c]}", "error wrong-type -: expected a login, found a map"),
        ("x: {members: a}", "error wrong-type -: expected a list for `members`, found a single value"),
        ("x: {members: {a: , b: }}", "error wrong-type -: expected a list for `members`, found a map"),
        ("x: [a, b]", "error wrong-type -: expected a team with `members`, found a list"),
        ("x: {members: [a, b], privacy: open}", "error invalid-value -: `open` is no `privacy` that GitHub knows"),
        (
            "x: {members: [a, b], repos: {s: wirte}}",
            "error invalid-value -: `wirte` is no permission that GitHub knows",
        ),
        ("x: {members: [a, b], privacy: Closed}", "error invalid-value -: `Closed` is no `privacy` that GitHub knows"),
        (
            "x: {members: [a, b], repos: {s: Write}}",
            "error invalid-value -: `Write` is no permission that GitHub knows",
        ),
        ("x: {members: [a, b], previously: 5}", "error wrong-type -: expected a list for `previously`, found a single"),
        ("x: {members: [a, b], previously: [{a: b}]}", "error wrong-type -: expected the name that a team had"),
        ("x: {members: [a, b], teams: [y]}", "error wrong-type -: expected a map from the name of a team"),
        ("x: {members: [a, b], descripton: x}", "error misspelt-field -: a team has no field `descripton`"),
        ("x: {memebrs: [a], members: [b, c]}", "error misspelt-field -: a team has no field `memebrs`"),
        ("x: {Members: [a], members: [b, c]}", "error misspelt-field -: a team has no field `Members`"),
        ("${TEAM}: {members: [a, b]}", "error invalid-value -: `${TEAM}` is a placeholder"),
    ] {
        let findings = of(teams);
        assert!(findings.starts_with(told) && findings.lines().count() == 3, "{teams}: {findings}");
    }
    let org = "orgs: {acme: {membres: [a], teams: {x: {members: [a]}}}}\n";
    assert!(findings(&[("o.yaml", org)]).contains("an organisation has no field `membres`"));
    // Of a key beside the right one it is said where its list belongs; it need not be a slip.
    let beside = of("x: {memebrs: [a], members: [b, c]}");
    assert!(
        beside.ends_with("put what it says with the rest under `members`; nothing under `memebrs` was read\n"),
        "{beside}"
    );
    assert_eq!(of("x: {members: [b, c], member: [b], privacy: closed, privileges: x}"), "");
    // An `@` in front is left out.
    let at = [("o.yaml", "orgs: {acme: {members: ['@a'], teams: {x: {members: [a]}}}}\n")];
    assert_eq!((findings(&at), entities(&at).lines().next()), (String::new(), Some("person:a")));
}

#[test]
fn a_name_that_a_team_had_is_no_other_teams() {
    assert_eq!(
        of("x: {members: [a, b], previously: [x, old]}\ny: {members: [c, d], previously: [x, Old]}\n"),
        "error invalid-value team:acme/x: team `acme/x` is called `x` still, which it is said to have been called before
  org.yaml:6:41 `x`, org.yaml:6:7 `x`
  remove `x` here: tools that read the file stop at a name that two teams have
error invalid-value team:acme/y: team `acme/y` is said to have been called `x`, which is what `acme/x` is called
  org.yaml:7:41 `x`, org.yaml:6:7 `x`
  remove `x` here: tools that read the file stop at a name that two teams have
error invalid-value team:acme/y: teams `acme/x` and `acme/y` are both said to have been called `Old`
  org.yaml:7:44 `Old`, org.yaml:6:44 `old`
  keep it where it was: tools that read the file stop at a name that is there twice
"
    );
    let twice = of("x: {members: [a, b], previously: [old, old]}\n");
    assert!(twice.starts_with("error invalid-value team:acme/x: `old` stands twice in `previously`"), "{twice}");
    assert_eq!(of("x: {members: [a, b], previously: [old, older, X, OLD]}\ny: {members: [c, d], previously: }\n"), "");
}

#[test]
fn a_team_that_is_granted_something_is_declared() {
    let lists = |teams: &str| {
        let text = format!(
            "teams:\n  - {{name: web, maintainers: [ana], members: [ben]}}\nrepositories:\n  - {{name: site, teams: {teams}}}\n"
        );
        findings(&[("acme/config.yaml", &text)])
    };
    assert_eq!(
        lists("{web: admin, ghost: write, Ghost: read}"),
        "error unknown-reference team:acme/ghost: team `ghost` may do something in a repository of `acme`, and there is no such team
  acme/config.yaml:4:38 `ghost`, acme/config.yaml:4:52 `Ghost`
  declare `ghost` under `teams`, or remove it here
"
    );
    assert_eq!(lists("{Web: admin}"), "");
}

#[test]
fn a_broken_file_is_told_once_and_the_rest_is_read() {
    let broken = [(
        "org.yaml",
        "orgs:\n  acme:\n    members: [a, b]\n    teams:\n      x: {members: [a\n      y: {members: [b]}\n",
    )];
    let told = findings(&broken);
    assert!(told.starts_with("error syntax-error") && !told.contains("empty-team"), "{told}");
    assert!(entities(&broken).contains("person:a"));
}
