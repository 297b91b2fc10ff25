//! Reports for the tests of formats: places that are hard to count, names that are hard to quote, and a report with
//! everything in it.

use std::sync::Arc;

use proptest::prelude::*;
use teamlint::finding::excuse::{Excuse, Excused};
use teamlint::finding::fix::Edit;
use teamlint::finding::{Finding, RuleInfo, Severity};
use teamlint::report::Look;
use teamlint::report::check::{FORMATS, Length, Many, Report, RuleTold, Style, Summary};
use teamlint::report::findings::Advice;
use teamlint::text::{FileId, Place, Sources, Span};

/// How reports are written where a test does not say otherwise.
pub const STYLE: Style = Style { look: Look::PLAIN, advice: Advice::Shown, many: Many::Block, length: Length::Whole };

/// What a format makes of a report.
pub fn written(format: &str, report: &Report<'_>) -> String {
    styled(format, report, STYLE)
}

/// The same, read in some way.
pub fn styled(format: &str, report: &Report<'_>, style: Style) -> String {
    let format = FORMATS.iter().find(|known| known.name == format).expect("a format");
    let mut out = Vec::new();
    (format.write.write)(&mut out, report, style).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}

/// The place of the last occurrence of a text in a file.
pub fn place_of(sources: &Sources, file: FileId, text: &str) -> Place {
    let start = sources.get(file).text().rfind(text).expect("the text");
    let at = |byte: usize| u32::try_from(byte).expect("short");
    Place { file, span: Span { start: at(start), end: at(start + text.len()) } }
}

/// A file in which columns and lines are hard to count: characters of several bytes and of two units of UTF-16, tabs, and
/// every kind of line break.
pub const HARD: &str = "téams:\r\n\t\"größe 🎉\": {lead: ána,\tsize: 𝕏𝕏}\r\n# zürich\n  last: ö";

/// Texts of that file, one of which goes over a line break.
pub const WORDS: [&str; 6] = ["téams", "größe 🎉", "ána", "𝕏𝕏", "size: 𝕏𝕏}\r\n# zü", "ö"];

/// That file, and a finding at each of the texts.
pub fn hard() -> (Sources, Vec<Finding>) {
    let mut sources = Sources::default();
    let file = sources.add("org/größe (1).yaml", HARD);
    let finding = |word: &&str| {
        let place = place_of(&sources, file, word);
        Finding::at(place, "hard-to-count", Severity::Warning, format!("here is `{word}`")).about(&["team:a"], word)
    };
    let findings = WORDS.iter().map(finding).collect();
    (sources, findings)
}

/// Names that try to end what they are quoted in.
pub fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n::error file=x::y"),
        Just("\r\n"),
        Just("%0A"),
        Just("%"),
        Just("::"),
        Just("##[error]"),
        Just("##vso[task.complete]"),
        Just("]]>"),
        Just("<script>alert(1)</script>"),
        Just("</testcase>"),
        Just("<!-- -->"),
        Just("@everyone"),
        Just("#12"),
        Just("`"),
        Just("``"),
        Just("```\n"),
        Just("|"),
        Just("[x](https://evil.example)"),
        Just("![x](//evil.example/a.png)"),
        Just("https://evil.example"),
        Just("www.evil.example"),
        Just("me@evil.example"),
        Just("\u{1b}[31m"),
        Just("\u{0}"),
        Just("\u{ffff}"),
        Just("\u{202e}"),
        Just("\"'&"),
        Just("\\"),
        Just("*_~$"),
        Just("\n\n# "),
        Just("</details>"),
        Just(","),
        Just("é🎉"),
        Just("payments"),
        Just(" "),
    ];
    proptest::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

/// A report of one finding whose every part is called so: file, entity, owner, message, label, help and reason.
pub fn with_name<T>(name: &str, read: impl FnOnce(&Report<'_>) -> T) -> T {
    let mut sources = Sources::default();
    let file = sources.add(name, "a: b\n");
    let place = place_of(&sources, file, "b");
    let finding = || {
        Finding::at(place, "nasty-name", Severity::Error, name)
            .saying(name)
            .label(place, name)
            .help(name)
            .safely_changing(vec![Edit { place, replacement: name.to_owned() }])
            .about(&[&format!("team:{name}")], "")
    };
    let excuse = Excuse::Waived { reason: name.to_owned(), until: None, place, in_comment: true };
    let (findings, excused) = ([finding()], [Excused::new(finding(), excuse)]);
    let owners = vec![Some(format!("team:{name}"))];
    let summary = Summary { files: 1, entities: 1, judged_entities: 1, rules: 1, waived: 1, ..Summary::default() };
    read(&Report { excused: &excused, owners: &&owners, ..Report::of(&sources, &findings, summary) })
}

/// A report in which there is something of everything: two files, findings of each severity with and without owner, several
/// subjects and places, a fix, a link to a page, two waivers, a rule that passed and one that could not be judged.
pub fn full<T>(read: impl FnOnce(&Report<'_>) -> T) -> T {
    let mut sources = Sources::default();
    let teams = sources.add("org/my teams.yaml", "teams:\n  größe: {lead: ana, memberz: [ana]}\n");
    let people = sources.add("people.yaml", "people:\n  ana: {}\n  ben: {}\n");
    let at = |file, text: &str| place_of(&sources, file, text);
    let info = Arc::new(RuleInfo {
        family: "topology".to_owned(),
        summary: "A team is neither too small nor too large.".to_owned(),
        url: Some("https://example.com/rules/topology/team-size.md".to_owned()),
        ..RuleInfo::default()
    });
    let mut size = Finding::at(at(teams, "größe"), "team-size", Severity::Warning, "team `größe` has one member")
        .saying("1 person")
        .label(at(people, "ana"), "the only one")
        .label(at(people, "ben"), "")
        .help("five people keep a team going")
        .about(&["team:größe"], "");
    size.more_labels = 2;
    size.info = Some(Arc::clone(&info));
    let field = Finding::at(at(teams, "memberz"), "misspelt-field", Severity::Error, "there is no field `memberz`")
        .help("did you mean `members`?")
        .safely_changing(vec![Edit { place: at(teams, "memberz"), replacement: "members".to_owned() }])
        .about_file("org/my teams.yaml", 1);
    let advice = Finding::at(at(teams, "größe"), "no-mission", Severity::Advice, "`größe` has no mission");
    let advice = advice.about(&["team:größe"], "");
    let missing = Finding::at(at(people, "ana"), "unknown-reference", Severity::Error, "there is no `ana`, 100 %")
        .occurring_also([at(people, "ben")], "also here")
        .about(&["person:ana", "person:ben"], "");
    let findings = [field, size, advice, missing];
    let owners = vec![None, Some("team:größe".to_owned()), Some("team:größe".to_owned()), None];
    let waived = |in_comment, until: Option<&str>| {
        let mut finding = Finding::at(at(people, "ben"), "team-size", Severity::Error, "team `b` has one member");
        finding.info = Some(Arc::clone(&info));
        let (reason, until) = ("they split in May".to_owned(), until.map(str::to_owned));
        let place = at(people, "ben");
        Excused::new(finding.about(&["team:b"], ""), Excuse::Waived { reason, until, place, in_comment })
    };
    let excused = [waived(true, Some("2026-12-31")), waived(false, None)];
    let rule = |name: &str, judged, not_judged| RuleTold {
        name: name.to_owned(),
        family: "topology".to_owned(),
        summary: format!("What `{name}` asks for."),
        body_markdown: format!("# {name}\n\nWhy it matters.\n\nWhat to do."),
        url: Some(format!("https://example.com/rules/topology/{name}.md")),
        judged,
        not_judged,
        ..RuleTold::default()
    };
    let partly = RuleTold { partly_told: true, ..rule("span-of-control", 3, 0) };
    let rules =
        vec![rule("no-silo", 4, 1), rule("team-size", 2, 0), rule("drifting", 0, 3), rule("idle", 0, 0), partly];
    let summary = Summary { files: 2, entities: 4, judged_entities: 3, rules: 5, waived: 2, ..Summary::default() };
    read(&Report { excused: &excused, owners: &&owners, rules: &&rules, ..Report::of(&sources, &findings, summary) })
}

/// So many findings, of each severity in turn, errors last.
pub fn many<T>(number: usize, read: impl FnOnce(&Report<'_>) -> T) -> T {
    let mut sources = Sources::default();
    let file = sources.add("org.yaml", "a: b\n");
    let place = place_of(&sources, file, "b");
    let severity = |n: usize| [Severity::Advice, Severity::Warning, Severity::Error][n * 3 / number];
    let finding = |n: usize| {
        let finding = Finding::at(place, "many", severity(n), format!("finding number {n}"));
        finding.about(&[&format!("team:t{n}")], "")
    };
    let findings: Vec<Finding> = (0..number).map(finding).collect();
    read(&Report::of(&sources, &findings, Summary { entities: number, ..Summary::default() }))
}
