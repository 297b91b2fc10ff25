//! Chains, circles and stars of every relation, targets that are missing, and things that are declared twice.

use super::{Shape, lines, listed, one, shape};

pub(super) const SHAPES: &[Shape] = &[
    shape("managers, a chain", "people", 3000, |n| chain("people", "p", "manager", n, false)),
    shape("managers, a circle", "people", 3000, |n| chain("people", "p", "manager", n, true)),
    shape("managers, a star", "people", 3000, |n| star("people", "p", "manager", n)),
    shape("teams above teams, a chain", "teams", 2000, |n| chain("teams", "t", "reportsTo", n, false)),
    shape("teams above teams, a circle", "teams", 2000, |n| chain("teams", "t", "reportsTo", n, true)),
    shape("teams above teams, a star", "teams", 2000, |n| star("teams", "t", "reportsTo", n)),
    shape("units, a chain", "units", 3000, |n| chain("units", "u", "reportsTo", n, false)),
    shape("units, a chain with teams", "units", 1000, units_with_teams),
    shape("units, a star", "units", 3000, |n| star("units", "u", "reportsTo", n)),
    shape("needs, a chain", "services", 2000, |n| chain("services", "s", "dependsOn", n, false)),
    shape("needs, a circle", "services", 2000, |n| chain("services", "s", "dependsOn", n, true)),
    shape("needs, a hub needed by all", "services", 2000, |n| star("services", "s", "dependsOn", n)),
    shape("needs, a hub that needs all", "services", 2000, hub_out),
    shape("needs, tiers upside down", "services", 1000, upside_down),
    shape("parts, a chain", "services", 2000, |n| chain("services", "s", "partOf", n, false)),
    shape("parts, a star", "services", 2000, |n| star("services", "s", "partOf", n)),
    shape("domains, a chain", "domains", 2000, |n| chain("domains", "d", "partOf", n, false)),
    shape("domains, a star", "domains", 2000, |n| star("domains", "d", "partOf", n)),
    shape("resources, a chain", "resources", 2000, |n| chain("resources", "r", "dependsOn", n, false)),
    shape("one system, one domain", "services", 1000, |n| {
        one(lines("systems: {sys: {domain: dom}}\ndomains: {dom: {}}\nservices:\n", n, |at| {
            format!("  s{at}: {{system: sys, domain: dom}}")
        }))
    }),
    shape("one API provided and used by all", "services", 1000, |n| {
        one(lines("apis: {all: {}}\nservices:\n", n, |at| format!("  s{at}: {{providesApis: all, consumesApis: all}}")))
    }),
    shape("an expert of everything", "services", 1000, |n| {
        one(lines("teams: {t: {members: [ana]}}\npeople: {ana: {}}\nservices:\n", n, |at| {
            format!("  s{at}: {{owner: t, tier: 1, experts: [ana]}}")
        }))
    }),
    shape("missing, one target of all", "services", 1000, |n| {
        one(lines("teams: {t: {}}\nservices:\n", n, |at| format!("  s{at}: {{owner: gone, dependsOn: lost}}")))
    }),
    shape("missing, a target each", "services", 1000, |n| {
        one(lines("teams: {t: {}}\nservices:\n", n, |at| format!("  s{at}: {{owner: gone{at}, dependsOn: lost{at}}}")))
    }),
    shape("missing, nearly right", "services", 500, |n| {
        let teams = lines("teams:\n", n, |at| format!("  payments-team-{at}: {{mission: m}}"));
        one(lines(&(teams + "services:\n"), n, |at| format!("  s{at}: {{owner: payment-teams-{at}}}")))
    }),
    shape("missing, long names", "letters", 4000, long_names),
    shape("missing, long names of many", "teams", 300, |n| {
        let long = "a".repeat(200);
        let teams = lines("teams:\n", n, |at| format!("  {long}{at}: {{mission: m}}"));
        one(lines(&(teams + "services:\n"), n, |at| format!("  s{at}: {{owner: {long}b{at}}}")))
    }),
    shape("missing, many of one", "services", 1000, |n| {
        one(format!("services: {{s: {{dependsOn: [{}]}}}}\n", listed("x", n)))
    }),
    shape("twice, in one file", "services", 1000, |n| one(twice(n) + &twice(n))),
    shape("twice, in two files", "services", 1000, |n| {
        vec![("a.yaml".to_owned(), twice(n)), ("b.yaml".to_owned(), twice(n).replace("tier: 1", "tier: 2"))]
    }),
    shape("one id, all in one file", "services", 1000, |n| {
        one(lines("services:\n", n, |at| format!("  - {{name: same, tier: {}}}", 1 + at % 4)))
    }),
    shape("one id, a key each", "services", 1000, |n| {
        one(lines("services:\n", n, |at| format!("  same: {{tier: {}}}", 1 + at % 4)))
    }),
    shape("one id, a file each", "files", 300, |n| {
        (0..n).map(|at| (format!("f{at}.yaml"), format!("services: {{same: {{tier: {}}}}}\n", 1 + at % 4))).collect()
    }),
    shape("one item, many times", "items", 1000, |n| {
        one(format!("people: [ana]\nteams: {{t: {{members: [{}]}}}}\n", vec!["ana"; n].join(", ")))
    }),
];

fn chain(section: &str, prefix: &str, field: &str, n: usize, closed: bool) -> Vec<(String, String)> {
    one(lines(&format!("{section}:\n"), n, |at| match at + 1 {
        next if next < n => format!("  {prefix}{at}: {{{field}: {prefix}{next}}}"),
        _ if closed => format!("  {prefix}{at}: {{{field}: {prefix}0}}"),
        _ => format!("  {prefix}{at}: {{}}"),
    }))
}

fn star(section: &str, prefix: &str, field: &str, n: usize) -> Vec<(String, String)> {
    one(lines(&format!("{section}:\n  {prefix}: {{}}\n"), n, |at| format!("  {prefix}{at}: {{{field}: {prefix}}}")))
}

fn units_with_teams(n: usize) -> Vec<(String, String)> {
    let units = lines("units:\n", n, |at| match at + 1 {
        next if next < n => format!("  u{at}: {{reportsTo: u{next}}}"),
        _ => format!("  u{at}: {{kind: cto}}"),
    });
    one(lines(&(units + "teams:\n"), n, |at| format!("  t{at}: {{reportsTo: u{at}, discipline: platform}}")))
}

fn hub_out(n: usize) -> Vec<(String, String)> {
    let hub = format!("services:\n  hub: {{tier: 1, dependsOn: [{}]}}\n", listed("s", n));
    one(lines(&hub, n, |at| format!("  s{at}: {{tier: 3}}")))
}

fn upside_down(n: usize) -> Vec<(String, String)> {
    one(lines("teams: {t: {}}\nservices:\n", n, |at| {
        let (tier, next) = (1 + at % 4, (at + 1) % n);
        format!("  s{at}: {{owner: t, tier: {tier}, dependsOn: [{{service: s{next}, hard: true}}]}}")
    }))
}

fn long_names(n: usize) -> Vec<(String, String)> {
    let name = "a".repeat(n);
    one(format!(
        "teams: {{{name}: {{}}, {name}x: {{}}}}\nservices: {{s: {{owner: {name}y}}, s2: {{owner: {name}z}}}}\n"
    ))
}

fn twice(n: usize) -> String {
    lines("services:\n", n, |at| format!("  s{at}: {{tier: 1}}"))
}
