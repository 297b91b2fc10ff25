//! What is extreme in how files are written, in configuration and in the taxonomy.

use super::{Shape, lines, one, shape};

pub(super) const SHAPES: &[Shape] = &[
    shape("a merge key with a wrong field", "teams", 500, |n| {
        one(lines("x-base: &base {misson: what, kidn: work}\nteams:\n", n, |at| {
            format!("  t{at}: {{<<: *base, mission: m}}")
        }))
    }),
    shape("an alias of one team", "teams", 500, |n| {
        one(lines("x-base: &base {misson: what, members: [ana, ana]}\nteams:\n", n, |at| format!("  t{at}: *base")))
    }),
    shape("aliases of a long text", "words and services", 3000, |n| repeated(n, "")),
    shape("aliases of a long text that is decoded", "words and services", 3000, |n| repeated(n, "\\t")),
    shape("aliases without anchors", "aliases", 500, |n| {
        let anchors = lines("x-all:\n", n, |at| format!("  - &anchor{at} 1"));
        one(lines(&(anchors + "teams:\n"), n, |at| format!("  t{at}: *anchr{at}")))
    }),
    shape("unknown fields", "fields", 1000, |n| one(lines("teams:\n  t:\n", n, |at| format!("    f{at}: 1")))),
    shape("unknown sections", "sections", 1000, |n| one(lines("", n, |at| format!("section{at}: {{a: 1}}")))),
    shape("findings on one line", "teams", 1000, |n| {
        let all: Vec<String> = (0..n).map(|at| format!("t{at}: {{tyep: x}}")).collect();
        one(format!("teams: {{{}}}\n", all.join(", ")))
    }),
    shape("comments that waive", "services", 500, |n| {
        one(lines("services:\n", n, |at| {
            format!("  # teamlint: allow unowned-service, it is new\n  s{at}: {{tier: 1}}")
        }))
    }),
    shape("comments below one another", "comments", 1000, |n| {
        one(lines("services:\n", n, |_| "  # teamlint: allow unowned-service, it is new".to_owned())
            + "  s: {tier: 1}\n")
    }),
    shape("waivers of configuration", "waivers and services", 300, |n| {
        let config = lines("waivers:\n", n, |at| {
            format!("  - {{rule: unowned-service, entity: \"service:s{at}\", reason: new, until: 2099-01-01}}")
        });
        vec![
            ("teamlint.yaml".to_owned(), config),
            ("org.yaml".to_owned(), lines("services:\n", n, |at| format!("  s{at}: {{tier: 1}}"))),
        ]
    }),
    shape("waivers by pattern", "waivers and services", 300, |n| {
        let config = lines("waivers:\n", n, |at| {
            format!("  - {{rule: unowned-service, entity: \"service:*{at}*\", reason: new, until: 2099-01-01}}")
        });
        vec![
            ("teamlint.yaml".to_owned(), config),
            ("org.yaml".to_owned(), lines("services:\n", n, |at| format!("  s{at}: {{tier: 1}}"))),
        ]
    }),
    shape("taxonomy in layers", "layers", 30, |n| {
        let mut files: Vec<_> = (0..n)
            .map(|at| (format!("tax/l{at}.yaml"), format!("duties: {{own-{at}: {{name: Own {at}, owner: sre}}}}\n")))
            .collect();
        let layers: Vec<String> = (0..n).map(|at| format!("tax/l{at}.yaml")).collect();
        files.push(("teamlint.yaml".to_owned(), format!("taxonomy: [{}]\nexclude: [tax]\n", layers.join(", "))));
        files.push(("org.yaml".to_owned(), "teams: {t: {duties: [own-0]}}\n".to_owned()));
        files
    }),
    shape("a taxonomy of many duties", "duties", 500, |n| {
        let config = lines("taxonomy:\n  duties:\n", n, |at| format!("    own-{at}: {{name: Own {at}, owner: sre}}"));
        let org = lines("teams:\n", n, |at| format!("  t{at}: {{duties: [own-{at}]}}"));
        vec![("teamlint.yaml".to_owned(), config), ("org.yaml".to_owned(), org)]
    }),
    shape("mapping of many terms", "entries", 300, |n| {
        let config = lines("exclude:\n", n, |at| format!("  - gone{at}/**"));
        let mut files: Vec<_> = (0..n).map(|at| (format!("f{at}.yaml"), format!("teams: {{t{at}: {{}}}}\n"))).collect();
        files.push(("teamlint.yaml".to_owned(), config));
        files
    }),
    shape("broken brackets", "lines", 500, |n| one(lines("services:\n", n, |at| format!("  s{at}: {{tier: [1}}")))),
    shape("keys on one line", "keys", 2000, |n| {
        let keys: Vec<String> = (0..n).map(|at| format!("x-{at}: {at}")).collect();
        one(format!("teams: {{t: {{{}}}}}\n", keys.join(", ")))
    }),
    shape("deep nesting", "levels", 2000, |n| {
        one(format!("x-deep: {}{}\nteams: {{t: {{}}}}\n", "[".repeat(n), "]".repeat(n)))
    }),
    shape("long text", "letters", 500_000, |n| {
        one(format!("teams: {{t: {{mission: \"{}\"}}}}\n", "word ".repeat(n / 5)))
    }),
    shape("zero-width letters", "letters", 20_000, |n| {
        one(format!("teams: {{t: {{mission: \"{}\"}}}}\n", "\u{200b}".repeat(n)))
    }),
];

/// A text, with something in it, that many services repeat.
fn repeated(n: usize, within: &str) -> Vec<(String, String)> {
    let head = format!("teams: {{t: {{mission: &m \"{}{within}\"}}}}\nservices:\n", "word ".repeat(n));
    one(lines(&head, n, |at| format!("  s{at}: {{owner: t, description: *m}}")))
}
