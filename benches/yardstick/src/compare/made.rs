//! Texts made to break a reader: too deep, too long, in a ring, of another form, or no text at all.

use std::fmt::Write as _;

const MERGE_KEYS: &str = "\
x: &x {mission: m, level: 1}
teams:
  a: {<<: *x, members: [p]}
  b: {<<: [*x, *x]}
  c: {<<: 1}
";

const DOCUMENTS: &str = "\
teams: {a: {}}
---
teams: {a: {}, b: {}}
---
- x
--- y
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: c}
spec: {type: team, children: []}
";

const WRONG_CATALOG: &str = "\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: [x], annotations: 1}
spec: {owner: {}, type: ~, lifecycle: [], dependsOn: x, system: 'a:b/c/d'}
---
apiVersion: backstage.io/v2
kind: Nothing
---
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: l}
spec: {targets: [./, ../, '**', 'http://x', /etc/passwd, missing.yaml]}
";

const WRONG_SECTIONS: &str = "\
teams: 1
people: x
services: [a]
rotations: ~
escalations: {}
objectives: 1
incidents: []
interactions: {a: b}
platforms: x
taxonomy: {duties: 1}
";

/// Every word, number, date and list that a rotation has, each in a form it cannot be read in.
const WRONG_VALUES: &str = "\
people:
  ada: {started: yesterday, allocation: lots}
  bo: {started: 2026-02-30}
teams:
  a: {type: steam-aligned, members: [ada, bo], toil: [1], duties: [on-cal, {duty: on-call, level: infomred}]}
rotations:
  r:
    coverage: 24/7
    turn: a week
    start: monday
    handoff: {day: mon-fir, time: '25:00'}
    layers:
      first: {level: shadw, participants: [ada, bo], concurrent: two, offset: '1'}
      second: {level: secondary, participants: ada, offset: -1}
escalations:
  e: {levels: [{after: soon, notify: r}, {after: -5m, notify: [r, everybody]}]}
services:
  s: {owner: a, tier: gold, escalation: e, lifecycle: prod}
";

/// All of them, with a name each.
pub fn texts() -> Vec<(&'static str, Vec<u8>)> {
    let words = [
        ("empty", ""),
        ("only-comment", "# nothing\n"),
        ("only-marker", "---\n...\n---\n"),
        ("scalar", "just words\n"),
        ("list", "- teams\n- people\n"),
        ("alias-self", "teams: &t\n  a: *t\n"),
        ("own-parent", "teams:\n  a: {parent: a, members: [a]}\npeople:\n  a: {manager: a}\n"),
        ("version", "version: 99\nteams: {a: {}}\n"),
        ("merge-keys", MERGE_KEYS),
        ("documents", DOCUMENTS),
        ("wrong-catalog", WRONG_CATALOG),
        ("wrong-sections", WRONG_SECTIONS),
        ("wrong-values", WRONG_VALUES),
    ];
    let grown = [
        ("deep-flow", format!("teams: {}{}", "[".repeat(20_000), "]".repeat(20_000))),
        ("deep-open", "{a: ".repeat(5_000)),
        ("deep-block", repeated("", 1_500, |text, depth| writeln!(text, "{:depth$}a:", ""))),
        ("alias-bomb", alias_bomb()),
        ("long-line", format!("team: {}\n", "x".repeat(30_000))),
        ("same-key", format!("teams:\n{}", "  a: {mission: m}\n".repeat(2_000))),
        ("ring-of-teams", ring("teams", "parent", 200)),
        ("ring-of-managers", ring("people", "manager", 3)),
        ("chain", repeated("teams:\n", 200, |text, rank| writeln!(text, "  t{rank}: {{parent: t{}}}", rank + 1))),
        ("turns-of-every-length", repeated("rotations:\n", 60, rotation)),
    ];
    let utf16 = "\u{feff}team: a\nmembers: [b]\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut texts: Vec<(&'static str, Vec<u8>)> =
        vec![("utf-16", utf16), ("no-text", (0..=255).cycle().take(4_096).collect())];
    texts.extend(words.map(|(name, text)| (name, text.into())));
    texts.extend(grown.map(|(name, text)| (name, text.into_bytes())));
    texts
}

/// A head, and as many lines as are asked for.
fn repeated(head: &str, count: usize, line: fn(&mut String, usize) -> std::fmt::Result) -> String {
    let mut text = head.to_owned();
    for rank in 0..count {
        // Writing to a string does not fail.
        let _ = line(&mut text, rank);
    }
    text
}

/// A list of nine lists of nine lists, eleven times over: gigabytes for a reader that copies what an alias names.
fn alias_bomb() -> String {
    repeated("a0: &a0 [x, x, x, x, x, x, x, x, x]\n", 11, |text, rank| {
        let before = format!("*a{rank}");
        writeln!(text, "a{0}: &a{0} [{1}]", rank + 1, [before.as_str(); 9].join(", "))
    })
}

/// Entities of which each names the next one, and the last the first.
fn ring(section: &str, field: &str, count: usize) -> String {
    let mut text = format!("{section}:\n");
    for rank in 0..count {
        let _ = writeln!(text, "  t{rank}: {{{field}: t{}}}", (rank + 1) % count);
    }
    text
}

/// A rotation in which nothing comes up together with another one for years.
fn rotation(text: &mut String, rank: usize) -> std::fmt::Result {
    let people: Vec<_> = (0..rank + 2).map(|person| format!("p{person}")).collect();
    writeln!(text, "  r{rank}: {{turn: {}d, start: 2026-01-05, participants: [{}]}}", rank + 2, people.join(", "))
}
