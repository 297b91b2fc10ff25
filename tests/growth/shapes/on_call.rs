//! Rotations, layers and escalations.

use super::{Shape, lines, listed, one, shape};

pub(super) const SHAPES: &[Shape] = &[
    shape("rotations of their own", "rotations", 300, rotations),
    shape("one person in all rotations", "rotations", 500, |n| {
        one(lines("people: [ana]\nrotations:\n", n, |at| {
            format!("  r{at}: {{coverage: 24x7, turn: 1w, start: 2026-01-05, participants: [ana, p{at}], pages: 2}}")
        }))
    }),
    shape("one rotation of all people", "people", 500, |n| {
        let all = listed("p", n);
        one(lines(
            &format!("rotations: {{r: {{coverage: 24x7, turn: 1w, participants: [{all}]}}}}\npeople:\n"),
            n,
            |at| format!("  p{at}: {{utcOffset: \"+01:00\"}}"),
        ))
    }),
    shape("one rotation of all layers", "layers", 200, |n| layers(n, "level: primary, ")),
    shape("layers at a site each", "layers", 200, |n| layers(n, "level: primary, site: each, ")),
    shape("layers with hours, no start", "layers", 100, |n| {
        layers(n, "level: primary, turn: 1w, restrictions: {days: mon-fri, from: \"09:00\", to: \"17:00\"}, ")
    }),
    shape("layers with hours and a start", "layers", 100, |n| {
        layers(
            n,
            "level: primary, turn: 1w, start: 2026-01-05, restrictions: {days: mon-fri, from: \"09:00\", to: \"17:00\"}, ",
        )
    }),
    shape("one rotation for all services", "services", 1000, |n| {
        let head = "teams: {t: {members: [ana, ben]}}\nrotations: {r: {team: t, coverage: 24x7, turn: 1w, participants: [ana, ben]}}\nservices:\n";
        one(lines(head, n, |at| format!("  s{at}: {{owner: t, tier: 1, rotation: r}}")))
    }),
    shape("one rotation answers for a list", "services", 1000, |n| {
        let head = format!(
            "rotations: {{r: {{coverage: 24x7, participants: [ana, ben], services: [{}]}}}}\nservices:\n",
            listed("s", n)
        );
        one(lines(&head, n, |at| format!("  s{at}: {{tier: 1}}")))
    }),
    shape("escalations, a circle with services", "escalations", 300, |n| escalations(n, |at| (at + 1) % n)),
    // Of levels and of policies in a row, a hundred are gone through: the smaller size has more.
    shape("escalations, a chain with services", "escalations", 800, |n| escalations(n, |at| (at + 1).min(n - 1))),
    shape("escalations, a star with services", "escalations", 300, |n| escalations(n, |_| 0)),
    shape("one escalation of many levels", "levels and services", 800, |n| {
        let levels = lines("escalations:\n  e:\n    levels:\n", n, |at| {
            format!("      - {{targets: [{{person: p{at}}}], timeout: 5m}}")
        });
        one(lines(&(levels + "services:\n"), n, |at| format!("  s{at}: {{tier: 1, escalation: e}}")))
    }),
    shape("two levels of the same targets", "targets and services", 300, |n| {
        let targets: Vec<String> = (0..n).map(|at| format!("{{person: p{at}}}")).collect();
        let targets = targets.join(", ");
        let head = format!(
            "escalations: {{e: {{levels: [{{targets: [{targets}], timeout: 5m}}, {{targets: [{targets}]}}]}}}}\nservices:\n"
        );
        one(lines(&head, n, |at| format!("  s{at}: {{tier: 1, escalation: e}}")))
    }),
    shape("levels of one escalation", "levels", 800, |n| {
        one(lines("escalations:\n  e:\n    levels:\n", n, |at| {
            format!("      - {{targets: [{{person: p{at}}}], timeout: 5m}}")
        }))
    }),
    shape("slow levels of one escalation", "levels", 800, |n| {
        one(lines("escalations:\n  e:\n    levels:\n", n, |at| {
            format!("      - {{targets: [{{person: p{at}}}], timeout: 20m}}")
        }))
    }),
    shape("one escalation of many slow levels", "levels and services", 800, |n| {
        let levels = lines("escalations:\n  e:\n    levels:\n", n, |at| {
            format!("      - {{targets: [{{person: p{at}}}], timeout: 20m}}")
        });
        one(lines(&(levels + "services:\n"), n, |at| format!("  s{at}: {{tier: 1, escalation: e}}")))
    }),
    shape("one level of many rotations", "rotations and services", 100, |n| {
        let targets: Vec<String> = (0..n).map(|at| format!("{{rotation: r{at}}}")).collect();
        let head = format!("escalations: {{e: {{levels: [{{targets: [{}]}}]}}}}\nservices:\n", targets.join(", "));
        let services = lines(&head, n, |at| format!("  s{at}: {{tier: 1, escalation: e}}"));
        one(services + &lines("rotations:\n", n, |at| format!("  r{at}: {{participants: [p{at}, q{at}]}}")))
    }),
    shape("one level of rotations of teams", "rotations and services", 100, |n| of_teams(n, 1, "rotation: r", "")),
    shape("two policies of the same rotations of teams", "rotations and services", 100, |n| {
        of_teams(n, 2, "rotation: r", "")
    }),
    shape("one level of people of teams", "people and services", 100, |n| of_teams(n, 1, "person: p", "")),
    shape("services of their own beside one level of rotations", "rotations and services", 100, |n| {
        of_teams(n, 1, "rotation: r", "services: [s], ")
    }),
    shape("two people in all rotations", "rotations", 300, |n| {
        one(lines("rotations:\n", n, |at| {
            format!("  r{at}: {{coverage: 24x7, turn: 1w, start: 2026-01-05, participants: [ana, ben], pages: 2}}")
        }))
    }),
    shape("one level of many targets", "targets and services", 300, |n| {
        let targets: Vec<String> = (0..n).map(|at| format!("{{person: p{at}}}")).collect();
        let head = format!("escalations: {{e: {{levels: [{{targets: [{}]}}]}}}}\nservices:\n", targets.join(", "));
        one(lines(&head, n, |at| format!("  s{at}: {{tier: 1, escalation: e}}")))
    }),
    shape("one owner and escalation of all", "services", 1000, |n| {
        let head = "teams: {t: {members: [ana, ben]}}\npeople: [ana, ben]\nescalations: {e: {levels: [{targets: {person: ana}}, {targets: {team: t}}]}}\nservices:\n";
        one(lines(head, n, |at| format!("  s{at}: {{owner: t, tier: 1, escalation: e}}")))
    }),
    shape("one severity pages all", "teams", 500, |n| {
        let all: Vec<String> = (0..n).map(|at| format!("{{team: t{at}}}")).collect();
        let all = all.join(", ");
        let head = format!(
            "incident: {{severities: {{sev1: {{pages: [{all}], review: required}}}}, roles: {{responders: [{all}]}}}}\nteams:\n"
        );
        one(lines(&head, n, |at| format!("  t{at}: {{members: [p{at}]}}")))
    }),
    shape("critical services and rotations", "services", 400, critical),
    shape("turns of outsiders", "rotations", 200, outsiders),
    shape("teams on call in no rotation", "teams", 400, called),
    shape("objectives of one service", "objectives", 500, |n| {
        one(lines("services: {s: {owner: t, tier: 1}}\nteams: {t: {}}\nslos:\n", n, |at| {
            format!("  o{at}: {{service: s, target: 0.99, timeWindow: 28d, agreedBy: [t]}}")
        }))
    }),
];

/// Policies that each page all of one sort on one level, teams with a rotation each, and services of these teams. What
/// rotations say of their own may name the service of their team.
fn of_teams(n: usize, policies: usize, target: &str, said: &str) -> Vec<(String, String)> {
    let targets: Vec<String> = (0..n).map(|at| format!("{{{target}{at}}}")).collect();
    let targets = targets.join(", ");
    let escalations =
        lines("escalations:\n", policies, |at| format!("  e{at}: {{levels: [{{targets: [{targets}]}}]}}"));
    let services =
        lines("services:\n", n, |at| format!("  s{at}: {{tier: 1, owner: t{at}, escalation: e{}}}", at % policies));
    let teams = lines("teams:\n", n, |at| format!("  t{at}: {{members: [p{at}, q{at}]}}"));
    let rotations = lines("rotations:\n", n, |at| {
        let said = said.replace("[s]", &format!("[s{at}]"));
        format!("  r{at}: {{team: t{at}, {said}coverage: business-hours, participants: [p{at}, q{at}]}}")
    });
    one(escalations + &services + &teams + &rotations)
}

/// Services that somebody must be paged for, and rotations that answer for none of them.
fn critical(n: usize) -> Vec<(String, String)> {
    let services = lines("services:\n", n, |at| format!("  s{at}: {{tier: 1, owner: t{at}}}"));
    let teams = lines("teams:\n", n, |at| format!("  t{at}: {{members: [p{at}]}}"));
    one(services + &teams + &lines("rotations:\n", n, |at| format!("  r{at}: {{participants: [q{at}, x{at}]}}")))
}

/// Rotations of one team each in which people of another take turns, for services that say what access they need.
fn outsiders(n: usize) -> Vec<(String, String)> {
    let teams = lines("teams:\n", n, |at| format!("  t{at}: {{members: [p{at}, q{at}], access: [logs]}}"));
    let services = lines("services:\n", n, |at| format!("  s{at}: {{owner: t{at}, access: [logs, deploy]}}"));
    let rotations = lines("rotations:\n", n, |at| {
        let next = (at + 1) % n;
        format!("  r{at}: {{team: t{at}, services: [s{at}], participants: [p{next}, q{next}]}}")
    });
    one(teams + &services + &rotations)
}

/// Teams that hold the duty to be on call, whom escalations call by name, and rotations of others.
fn called(n: usize) -> Vec<(String, String)> {
    let teams = lines("teams:\n", n, |at| format!("  t{at}: {{members: [p{at}], duties: [on-call]}}"));
    let escalations =
        lines("escalations:\n", n, |at| format!("  e{at}: {{levels: [{{targets: [{{person: p{at}}}]}}]}}"));
    one(teams + &escalations + &lines("rotations:\n", n, |at| format!("  r{at}: {{participants: [q{at}, x{at}]}}")))
}

fn rotations(n: usize) -> Vec<(String, String)> {
    one(lines("rotations:\n", n, |at| {
        let people: Vec<String> = (0..5).map(|nth| format!("p{at}-{nth}")).collect();
        format!(
            "  r{at}: {{coverage: 24x7, turn: 1w, start: 2026-01-05, participants: [{}], pages: 2, handoff: {{day: mon, time: \"10:00\"}}}}",
            people.join(", ")
        )
    }))
}

fn layers(n: usize, fields: &str) -> Vec<(String, String)> {
    one(lines("rotations:\n  r:\n    coverage: 24x7\n    pages: 3\n    layers:\n", n, |at| {
        let fields = match at % 24 {
            hour if fields.contains("site: each") => {
                fields.replace("site: each", &format!("utcOffset: \"+{:02}:{:02}\"", hour % 13, at % 60))
            }
            _ => fields.to_owned(),
        };
        format!("      l{at}: {{{fields}participants: [p{at}, q{at}]}}")
    }))
}

fn escalations(n: usize, next: impl Fn(usize) -> usize) -> Vec<(String, String)> {
    let head = lines("escalations:\n", n, |at| {
        let on = if next(at) == at { String::new() } else { format!(", {{targets: [{{escalation: e{}}}]}}", next(at)) };
        format!("  e{at}: {{levels: [{{targets: [{{person: p{at}}}], timeout: 5m}}{on}]}}")
    });
    one(lines(&(head + "services:\n"), n, |at| format!("  s{at}: {{tier: 1, owner: t{at}, escalation: e{at}}}")))
}
