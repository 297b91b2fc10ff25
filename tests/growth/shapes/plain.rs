//! Ordinary organisations in the native format, and those in which one thing belongs to everything.

use std::fmt::Write;

use super::{Shape, lines, listed, one, shape};

pub(super) const SHAPES: &[Shape] = &[
    shape("teams, no disciplines, one file", "teams", 500, |n| one(teams(0..n, false))),
    shape("teams, no disciplines, many files", "teams", 500, |n| many(n, false)),
    shape("teams, disciplines, one file", "teams", 500, |n| one(teams(0..n, true))),
    shape("teams, disciplines, many files", "teams", 500, |n| many(n, true)),
    shape("one person in every team", "teams", 2000, one_person_in_every_team),
    shape("one person says every team", "teams", 2000, one_person_says_every_team),
    shape("one team of everybody", "people", 3000, one_team_of_everybody),
    shape("one team owns everything", "services", 2000, one_team_owns_everything),
    shape("every team owns one service", "teams", 2000, every_team_owns_one_service),
    shape("one site", "people", 2000, |n| one(lines("people:\n", n, |at| format!("  p{at}: {{site: oslo}}")))),
    shape("one interaction of all teams", "teams", 500, one_interaction),
    shape("interactions of one team", "interactions", 1000, interactions_of_one_team),
    shape("dependencies of one team", "dependencies", 1000, dependencies_of_one_team),
    shape("a duty shared by all", "teams", 1000, a_duty_shared_by_all),
    shape("a duty held by all", "teams", 1000, a_duty_held_by_all),
    shape("many duties of one team", "services", 1000, many_scopes),
    shape("one community of all teams", "teams", 1000, one_community),
    shape("one platform for all teams", "teams", 1000, one_platform),
    shape("one row of the matrix", "teams", 1000, one_row),
    shape("DevOps teams between two sides", "teams", 400, bridges),
    shape("teams that wait and work together", "dependencies", 400, waiting),
];

fn team(at: usize, disciplines: bool) -> String {
    let discipline = match (disciplines, at % 10) {
        (false, _) => "",
        (true, 0) => "discipline: sre, ",
        (true, 1) => "discipline: platform, ",
        (true, _) => "discipline: development, ",
    };
    let people: Vec<String> = (0..6).map(|person| format!("p{at}-{person}")).collect();
    format!(
        "  t{at}: {{{discipline}mission: what team {at} is for, members: [{}], duties: [on-call]}}\n",
        people.join(", ")
    )
}

fn teams(ranks: std::ops::Range<usize>, disciplines: bool) -> String {
    let (mut teams, mut services, mut people) =
        ("teams:\n".to_owned(), "services:\n".to_owned(), "people:\n".to_owned());
    for at in ranks {
        teams.push_str(&team(at, disciplines));
        for nth in 0..4 {
            let needs = if nth == 0 { String::new() } else { format!("s{at}-{}", nth - 1) };
            let _ = writeln!(services, "  s{at}-{nth}: {{owner: t{at}, tier: {}, dependsOn: [{needs}]}}", 1 + nth);
        }
        for nth in 0..6 {
            let _ = writeln!(people, "  p{at}-{nth}: {{email: p{at}-{nth}@example.org, manager: p{at}-0}}");
        }
    }
    teams + &services + &people
}

fn many(n: usize, disciplines: bool) -> Vec<(String, String)> {
    (0..n).map(|at| (format!("f{}/t{at}.yaml", at % 32), teams(at..at + 1, disciplines))).collect()
}

fn one_person_in_every_team(n: usize) -> Vec<(String, String)> {
    one(lines("people: {bot: {}}\nteams:\n", n, |at| format!("  t{at}: {{members: [bot]}}")))
}

fn one_person_says_every_team(n: usize) -> Vec<(String, String)> {
    let people = format!("people: {{bot: {{teams: [{}]}}}}\nteams:\n", listed("t", n));
    one(lines(&people, n, |at| format!("  t{at}: {{mission: team {at}}}")))
}

fn one_team_of_everybody(n: usize) -> Vec<(String, String)> {
    one(lines(&format!("teams: {{all: {{members: [{}]}}}}\npeople:\n", listed("p", n)), n, |at| {
        format!("  p{at}: {{name: P {at}}}")
    }))
}

fn one_team_owns_everything(n: usize) -> Vec<(String, String)> {
    one(lines("teams: {all: {members: [ana, ben]}}\npeople: [ana, ben]\nservices:\n", n, |at| {
        format!("  s{at}: {{owner: all, tier: 1}}")
    }))
}

fn every_team_owns_one_service(n: usize) -> Vec<(String, String)> {
    let services = format!("services: {{shared: {{owner: [{}]}}}}\nteams:\n", listed("t", n));
    one(lines(&services, n, |at| format!("  t{at}: {{mission: team {at}}}")))
}

fn one_interaction(n: usize) -> Vec<(String, String)> {
    let head = format!(
        "interactions: [{{between: [{}], mode: collaboration, startDate: 2020-01-01}}]\nteams:\n",
        listed("t", n)
    );
    one(lines(&head, n, |at| format!("  t{at}: {{mission: team {at}}}")))
}

fn interactions_of_one_team(n: usize) -> Vec<(String, String)> {
    let teams = lines("teams:\n  hub: {mission: all}\n", n, |at| format!("  t{at}: {{mission: team {at}}}"));
    one(lines(&(teams + "interactions:\n"), n, |at| {
        format!("  - {{between: [hub, t{at}], mode: collaboration, startDate: 2020-01-01}}")
    }))
}

fn dependencies_of_one_team(n: usize) -> Vec<(String, String)> {
    let teams = lines("teams:\n  hub: {mission: all}\n", n, |at| format!("  t{at}: {{mission: team {at}}}"));
    one(lines(&(teams + "dependencies:\n"), n, |at| format!("  - {{from: t{at}, to: hub, type: blocking}}")))
}

fn a_duty_shared_by_all(n: usize) -> Vec<(String, String)> {
    one(lines("teams:\n", n, |at| {
        format!("  t{at}: {{mission: m, duties: [{{duty: slo-definition, sharedWith: t{}}}]}}", (at + 1) % n)
    }))
}

fn a_duty_held_by_all(n: usize) -> Vec<(String, String)> {
    one(lines("teams:\n", n, |at| {
        format!("  t{at}: {{mission: m, duties: [{{duty: ci-cd-pipelines, level: accountable, scope: org}}]}}")
    }))
}

fn many_scopes(n: usize) -> Vec<(String, String)> {
    let head = format!("teams: {{all: {{duties: [{{duty: on-call, scope: [{}]}}]}}}}\nservices:\n", listed("s", n));
    one(lines(&head, n, |at| format!("  s{at}: {{owner: all}}")))
}

fn one_community(n: usize) -> Vec<(String, String)> {
    let head = format!("communities: {{all: {{kind: guild, teams: [{}]}}}}\nteams:\n", listed("t", n));
    one(lines(&head, n, |at| format!("  t{at}: {{mission: m}}")))
}

fn one_platform(n: usize) -> Vec<(String, String)> {
    let head = format!("platforms: {{paved: {{owner: t0, consumers: [{}]}}}}\nteams:\n", listed("t", n));
    one(lines(&head, n, |at| format!("  t{at}: {{mission: m, discipline: development}}")))
}

/// As many DevOps teams as teams that develop, and interactions so that somebody is asked.
fn bridges(n: usize) -> Vec<(String, String)> {
    let head =
        "interactions: [{from: d0, to: o, mode: collaboration}]\nteams:\n  o: {discipline: operations, mission: m}\n";
    one(lines(head, n, |at| {
        format!("  b{at}: {{discipline: devops, mission: m}}\n  d{at}: {{discipline: development, mission: m}}")
    }))
}

fn waiting(n: usize) -> Vec<(String, String)> {
    let teams = lines("teams:\n", n, |at| format!("  t{at}: {{mission: m}}"));
    let waiting =
        lines("dependencies:\n", n, |at| format!("  - {{from: t{at}, to: t{}, type: blocking}}", (at + 1) % n));
    one(teams
        + &waiting
        + &lines("interactions:\n", n, |at| {
            format!("  - {{between: [t{at}, t{}], mode: collaboration}}", (at + 2) % n)
        }))
}

fn one_row(n: usize) -> Vec<(String, String)> {
    let all = listed("t", n);
    let head = format!(
        "responsibilities: {{ci-cd-pipelines: {{responsible: [{all}], accountable: [{all}], consulted: [{all}]}}}}\nteams:\n"
    );
    one(lines(&head, n, |at| format!("  t{at}: {{mission: m}}")))
}
