//! The plan: which rooms there are, in which order, and what must never be. `CONTRIBUTING.md` prints it.

use std::fmt::Write as _;

/// A folder or file of `src`, and what is in it.
pub struct Room {
    /// Its path below `src`, without `.rs`; a longer one is a room of its own in a shorter one.
    pub at: &'static str,
    pub holds: &'static str,
}

const fn room(at: &'static str, holds: &'static str) -> Room {
    Room { at, holds }
}

/// All rooms, each of which may need those before it and no other.
pub const ROOMS: &[Room] = &[
    room("text", "places, spans, files as texts"),
    room("finding", "findings, fixes, loader diagnostics, did-you-mean"),
    room("yaml", "YAML as a tree in which everything knows its bytes"),
    room("vocabulary", "kinds, their fields, words, forms of values"),
    room("value", "what expressions and facts give: values, intervals, what is missing, exact numbers"),
    room("files", "which files there are, and their texts"),
    room("declare", "declarations, and reading them as the vocabulary says"),
    room("dialect", "what an input format is, and what several of them share"),
    room("dialect/native", "teamlint's own format"),
    room("dialect/backstage", "Backstage catalogs"),
    room("dialect/codeowners", "CODEOWNERS of GitHub and GitLab"),
    room("dialect/prow", "OWNERS of Kubernetes, and their aliases"),
    room("dialect/peribolos", "organisations at GitHub, as Peribolos and CLOWarden keep them"),
    room("dialect/openslo", "objectives of OpenSLO, Sloth, Pyrra and slo-generator"),
    room("dialect/descriptors", "descriptors of services: Datadog, OpsLevel, Cortex, Compass"),
    room("dialect/team_page", "team pages after the Team API"),
    room("dialect/pagerduty", "exports of PagerDuty"),
    room("dialect/opsgenie", "exports of Opsgenie and Jira Service Management"),
    room("dialect/grafana", "exports of Grafana OnCall and IRM"),
    room("dialect/incident_io", "exports of incident.io"),
    room("dialect/mod", "the list of input formats"),
    room("taxonomy", "duties, metrics and tools, in layers"),
    room("org", "the store: references, overlays, the graph, typed reads"),
    room("org/check", "what is wrong with an organisation before any rule is asked"),
    room("org/build", "an organisation made of declarations"),
    room("org/what_if", "an organisation with a change"),
    room("facts", "what a fact is, and what it is computed with"),
    room("facts/on_call/model", "the arithmetic of being on call, alone"),
    room("facts/people", "membership, reporting lines"),
    room("facts/duties", "who holds which duty, and what that makes them"),
    room("facts/organisation", "how large it is, and who operates what"),
    room("facts/services", "ownership, dependencies, objectives"),
    room("facts/on_call", "who is on call how much"),
    room("facts/topology", "how teams work with each other"),
    room("facts/platform", "golden paths, tools"),
    room("facts/response", "escalations, incidents, who responds"),
    room("facts/sources", "where sources differ, and what one has that another lacks"),
    room("facts/tables", "what rules see: one table a kind"),
    room("facts/mod", "all facts of an organisation"),
    room("expr", "the language of rules"),
    room("rule", "rule pages: read, checked, tested"),
    room("judge", "rules against an organisation"),
    room("waive", "what somebody decided to live with"),
    room("baseline", "what was there when somebody began to look"),
    room("changes", "what changed between two organisations, in sentences"),
    room("config", "`teamlint.yaml`"),
    room("views", "what of an organisation is drawn: things and what ties them, cut around one, rolled up"),
    room("drawing", "boxes and lines laid out, and written as SVG"),
    room("charter", "what a team's charter says, and what it has not said"),
    room("audit", "what the audit says, section by section"),
    room("report", "what reports share"),
    room("report/check", "how findings are written"),
    room("report/load", "how the load is written"),
    room("report/coverage", "how coverage is written"),
    room("report/changes", "how changes are written"),
    room("report/charter", "how a team's charter is written, and compared with one that was"),
    room("report/audit", "how the audit is written as a page"),
    room("report/graph", "how views are written"),
    room("report/import", "how an organisation is written down"),
    room("report/configuration", "how the configuration that counts is written"),
    room("report/explain", "how a rule is explained"),
    room("report/rules", "how rules are listed"),
    room("report/trace", "how a verdict is explained"),
    room("reference", "schemas and generated documentation"),
    room("lint", "the door: a setup used often, a linter for paths and texts"),
    room("cli", "one file for each command"),
    room("fuzzing", "what fuzz targets run"),
    room("lib", "what is public"),
];

/// Something that must never be needed from somewhere, whatever the order says.
pub struct Never {
    pub from: &'static [&'static str],
    pub but: &'static [&'static str],
    pub to: &'static [&'static str],
    /// Items it is about; all where there are none.
    pub items: &'static [&'static str],
    /// The sentence that CONTRIBUTING prints.
    pub says: &'static str,
}

/// What is checked for every room in `dialect/`.
pub const DIALECTS_APART: &str =
    "A dialect never needs another dialect: what several share lies in `declare` or beside them.";

/// What must never be.
pub const NEVERS: &[Never] = &[
    Never { from: &["text"], but: &[], to: &[""], items: &[], says: "`text` needs nothing." },
    Never {
        from: &[""],
        but: &[
            "declare",
            "dialect",
            "taxonomy",
            "org/mod",
            "org/accounts",
            "org/build",
            "org/content",
            "org/derived",
            "org/unnamed",
            "org/differences",
            "org/graph",
            "org/inverse",
            "org/overlay",
            "org/partial",
            "org/read",
            "org/resolve",
            "org/what_if",
        ],
        to: &["declare"],
        items: &["Value", "Slot"],
        says: "Nobody opens a raw `Value` or `Slot` but what declares them and the store: all others read through `org/read.rs`.",
    },
    Never {
        from: &["org", "facts", "expr", "rule", "judge", "report", "config", "waive"],
        but: &[],
        to: &["dialect"],
        items: &[],
        says: "Nothing after `dialect` needs a dialect but the door, the reference and the command line.",
    },
    Never {
        from: &["facts/on_call/model"],
        but: &[],
        to: &["org", "facts", "declare", "vocabulary"],
        items: &[],
        says: "The on-call model never needs the organisation: it is arithmetic, tried by vectors.",
    },
    Never {
        from: &["facts"],
        but: &["facts/tables", "facts/mod"],
        to: &["facts/tables"],
        items: &[],
        says: "No family of facts needs `facts/tables`.",
    },
    Never {
        from: &["report"],
        but: &[],
        to: &["rule"],
        items: &[],
        says: "A report never needs `rule`: what it says of a page travels with the finding.",
    },
    Never { from: &["lint/setup"], but: &[], to: &["report"], items: &[], says: "The setup never needs a report." },
    Never {
        from: &[""],
        but: &["lib"],
        to: &["lib"],
        items: &[],
        says: "No module needs the root of the crate: the binary and the tests do.",
    },
];

/// Files that need each other on purpose, and why. One that is no circle any more is to be taken out.
pub const CIRCLES: &[(&str, &str)] = &[
    ("expr", "an expression is made of expressions: what checks or lowers a call checks or lowers its arguments"),
    ("finding/diagnostics", "one list of four tables, whose entries are of the type of the list"),
    ("judge", "subjects and sums are parts of the judgement and the trace that they are gathered for"),
    ("org", "the store, and what is asked of it in files of their own"),
    ("rule", "a rule has clauses and profiles, which are read as parts of one"),
    ("taxonomy", "a layer has settings, which are read as a part of it"),
    ("text", "a file finds its lines when somebody asks for a position"),
    ("vocabulary", "one list of kinds, whose tables of fields are of its types"),
    ("yaml", "a parser builds a tree, and a tree is parsed"),
];

/// Rooms with lists of words of which some read like ids of the taxonomy.
pub const ALIKE: &[&str] =
    &["vocabulary", "reference", "report/check/mod.rs", "files/commit.rs", "dialect/descriptors"];

/// The room of a file of `src`, with its rank.
pub fn room_of(file: &str) -> Option<(usize, &'static Room)> {
    let path = file.trim_end_matches(".rs");
    let within = |room: &Room| is_within(path, room.at);
    ROOMS.iter().enumerate().filter(|(_, room)| within(room)).max_by_key(|(_, room)| room.at.len())
}

/// Whether a path is a place, or in it. Everything is in the place without a name.
pub fn is_within(path: &str, place: &str) -> bool {
    place.is_empty() || path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What `CONTRIBUTING.md` prints of the plan.
pub fn printed() -> String {
    let mut text =
        String::from("Each room needs only rooms above it:\n\n| room of `src/` | what is in it |\n|---|---|\n");
    for room in ROOMS {
        let _ = writeln!(text, "| `{}` | {} |", room.at, room.holds);
    }
    text.push_str("\nWhat must never be:\n\n");
    for never in NEVERS {
        let _ = writeln!(text, "- {}", never.says);
    }
    let _ = writeln!(text, "- {DIALECTS_APART}");
    text.push_str("- No id of a duty, a duty group, a metric or a tool stands in Rust, or is compared with in a rule page: the taxonomy gives them roles.\n");
    text.push_str("- No rank of a word is written as a number: `word!(Layer.level, \"shadow\")` is it, and is checked when compiled.\n");
    text.push_str("- No file but `files/disk.rs` touches the disk, asks for the current folder or reads standard input: `files::Files` is asked.\n");
    text.push_str("- Nothing outside of `dialect` but the fuzz targets names a format that is not teamlint's own, be it in a comment.\n");
    text.push_str("- No file needs itself over others, but in\n");
    for (place, why) in CIRCLES {
        let _ = writeln!(text, "  - `{place}`: {why}.");
    }
    text
}
