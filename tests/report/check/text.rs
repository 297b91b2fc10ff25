//! What people see of findings on a plain terminal of 80 columns.

use std::sync::Arc;

use teamlint::finding::{Finding, RuleInfo, Severity, Source};
use teamlint::judge::Undecided;
use teamlint::org::claims::ClaimCounts;
use teamlint::report::check::{Ignored, Length, Many, Report, Style, Summary, text};
use teamlint::report::findings::{self, Advice};
use teamlint::report::{Colour, Look};
use teamlint::text::{FileId, Place, Sources, Span};

/// Files a finding points into.
struct Files(Sources);

impl Files {
    fn new(files: &[(&str, &str)]) -> Self {
        let mut sources = Sources::default();
        for (path, text) in files {
            sources.add(*path, *text);
        }
        Self(sources)
    }

    /// Where a text stands for the first time in the file of that rank.
    fn at(&self, file: u32, text: &str) -> Place {
        let start = self.0.get(FileId(file)).text().find(text).expect("the file says so");
        span(file, start, start + text.len())
    }

    fn end(&self, file: u32) -> Place {
        let end = self.0.get(FileId(file)).text().len();
        span(file, end, end)
    }

    fn shows(&self, finding: Finding, expected: &str) {
        let mut out = Vec::new();
        findings::write(&mut out, &self.0, &[finding], Look::PLAIN, Advice::Hidden).expect("memory takes everything");
        let shown = String::from_utf8(out).expect("text");
        assert_eq!(shown.trim_end(), expected.trim_matches('\n'), "shown:\n{shown}");
        for line in shown.lines() {
            assert!(line.chars().count() <= 80, "wider than the terminal: {line}");
        }
    }
}

fn span(file: u32, start: usize, end: usize) -> Place {
    let byte = |at: usize| u32::try_from(at).expect("a small file");
    Place { file: FileId(file), span: Span { start: byte(start), end: byte(end) } }
}

fn unowned(place: Place) -> Finding {
    Finding::at(place, "unowned-service", Severity::Error, "service `ledger` has no owner")
}

#[test]
fn one_label_with_help_and_source() {
    let files = Files::new(&[("services.yaml", "services:\n  ledger:\n    tier: 1\n")]);
    let mut finding = unowned(files.at(0, "ledger"))
        .saying("nobody is responsible for it")
        .help("name the team that answers for it: `owner: payments`");
    let source = |title: &str| Source { title: title.to_owned(), ..Source::default() };
    let sources = vec![source("Site Reliability Engineering, ch. 11 Being On-Call"), source("Team Topologies")];
    finding.info = Some(Arc::new(RuleInfo { sources, ..RuleInfo::default() }));
    files.shows(
        finding,
        r"
error[unowned-service]

  × service `ledger` has no owner
   ╭─[services.yaml:2:3]
 1 │ services:
 2 │   ledger:
   ·   ───┬──
   ·      ╰── nobody is responsible for it
 3 │     tier: 1
   ╰────
  help: name the team that answers for it: `owner: payments`
   see: Site Reliability Engineering, ch. 11 Being On-Call and 1 more
",
    );
}

#[test]
fn several_labels_on_one_line() {
    let files = Files::new(&[("a.yaml", "teams:\n  sre: {members: [ana, ben, ana]}\n  web: {}\n")]);
    let members = files.at(0, "[ana, ben, ana]");
    let start = members.span.start as usize;
    let finding =
        Finding::at(span(0, start + 11, start + 14), "duplicate-item", Severity::Warning, "`ana` is listed twice")
            .saying("again")
            .label(span(0, start + 1, start + 4), "first here")
            .label(members, "members of `sre`");
    files.shows(
        finding,
        r"
warning[duplicate-item]

  ⚠ `ana` is listed twice
   ╭─[a.yaml:2:29]
 1 │ teams:
 2 │   sre: {members: [ana, ben, ana]}
   ·                  ┬─┬─       ─┬─
   ·                  │ │         ╰── again
   ·                  │ ╰── first here
   ·                  ╰── members of `sre`
 3 │   web: {}
   ╰────
",
    );
}

#[test]
fn labels_in_two_files_are_one_finding_that_begins_at_its_primary_place() {
    let files = Files::new(&[
        ("a.yaml", "teams:\n  sre:\n    lead: ana\n"),
        ("teams/b.yaml", "version: 1\nteams:\n  web: {}\n\n  sre:\n    lead: ben\n    mission: calm\n"),
    ]);
    let finding = Finding::at(files.at(1, "sre"), "duplicate-id", Severity::Error, "team `sre` is declared twice")
        .saying("declared again here")
        .label(files.at(0, "sre"), "first declared here");
    files.shows(
        finding,
        r"
error[duplicate-id]

  × team `sre` is declared twice
   ╭─[teams/b.yaml:5:3]
 5 │   sre:
   ·   ─┬─
   ·    ╰── declared again here
 6 │     lead: ben
   ╰────
   ╭─[a.yaml:2:3]
 1 │ teams:
 2 │   sre:
   ·   ─┬─
   ·    ╰── first declared here
 3 │     lead: ana
   ╰────
",
    );
}

#[test]
fn a_long_line_shows_what_is_around_the_label() {
    let people: Vec<String> = (0..1000).map(|n| format!("person-{n:03}")).collect();
    let files = Files::new(&[("a.yaml", &format!("team: all\nmembers: [{}]\n", people.join(", ")))]);
    let finding =
        Finding::at(files.at(0, "person-777"), "unknown-reference", Severity::Error, "nobody is called `person-777`")
            .saying("did you mean one of the other nine hundred and ninety-nine people of this team?");
    files.shows(
        finding,
        r"
error[unknown-reference]

  × nobody is called `person-777`
   ╭─[a.yaml:2:9335]
 1 │ team: all
 2 │ …775, person-776, person-777, person-778, person-779, person-780, person-7…
   ·                   ─────┬────
   ·                        ╰─┤ did you mean one of the other nine hundred and
   ·                          │ ninety-nine people of this team?
   ╰────
",
    );
}

#[test]
fn a_label_far_to_the_right_keeps_room_for_its_words() {
    let line = "  checkout: {tier: 1, lifecycle: production, runbook: x, dependsOn: [ledger]}\n";
    let files = Files::new(&[("a.yaml", &format!("services:\n{line}"))]);
    let finding =
        Finding::at(files.at(0, "ledger"), "unknown-reference", Severity::Error, "no service `ledger` is declared")
            .saying("one of three references to it");
    files.shows(
        finding,
        r"
error[unknown-reference]

  × no service `ledger` is declared
   ╭─[a.yaml:2:70]
 1 │ services:
 2 │ …: x, dependsOn: [ledger]}
   ·                   ───┬──
   ·                      ╰── one of three references to it
   ╰────
",
    );
}

#[test]
fn tabs_and_windows_line_ends_keep_labels_in_place() {
    let files = Files::new(&[("a.yaml", "\u{feff}teams:\r\n  sre:\t{lead:\tana}\r\n  web: {}\r\n")]);
    let finding = Finding::at(files.at(0, "ana"), "unknown-reference", Severity::Error, "nobody is called `ana`")
        .saying("who is this?")
        .label(files.at(0, "teams:\r\n"), "in this section");
    files.shows(
        finding,
        r"
error[unknown-reference]

  × nobody is called `ana`
   ╭─[a.yaml:2:15]
 1 │ teams:
   · ───┬──
   ·    ╰── in this section
 2 │   sre:  {lead:  ana}
   ·                 ─┬─
   ·                  ╰── who is this?
 3 │   web: {}
   ╰────
",
    );
}

#[test]
fn wide_and_combining_characters_keep_labels_in_place() {
    let files = Files::new(&[("größe.yaml", "teams:\n  支払い: {lead: Zoe\u{308}, site: köln}\n")]);
    let finding = Finding::at(files.at(0, "支払い"), "team-size", Severity::Warning, "team `支払い` has nobody")
        .saying("0 people")
        .label(files.at(0, "köln"), "its site");
    files.shows(
        finding,
        "
warning[team-size]

  ⚠ team `支払い` has nobody
   ╭─[größe.yaml:2:3]
 1 │ teams:
 2 │   支払い: {lead: Zoe\u{308}, site: köln}
   ·   ───┬──                    ──┬─
   ·      │                        ╰── its site
   ·      ╰── 0 people
   ╰────
",
    );
}

#[test]
fn a_label_at_the_end_of_the_file() {
    let files = Files::new(&[("a.yaml", "teams: {sre: {}\n")]);
    let finding = Finding::at(files.end(0), "syntax-error", Severity::Error, "the file ends inside `{ … }`")
        .saying("`}` is missing")
        .label(files.at(0, "{sre"), "opened here");
    files.shows(
        finding,
        r"
error[syntax-error]

  × the file ends inside `{ … }`
   ╭─[a.yaml:2:1]
 1 │ teams: {sre: {}
   ·        ──┬─
   ·          ╰── opened here
 2 │
   · ▲
   · ╰── `}` is missing
   ╰────
",
    );
}

#[test]
fn an_empty_file() {
    let files = Files::new(&[("a.yaml", "")]);
    let named = Finding::at(files.end(0), "not-an-organisation-file", Severity::Warning, "`a.yaml` declares nothing");
    files.shows(
        named,
        r"
warning[not-an-organisation-file]

  ⚠ `a.yaml` declares nothing
",
    );
    let unnamed = Finding::at(files.end(0), "not-an-organisation-file", Severity::Warning, "this declares nothing");
    files.shows(
        unnamed,
        r"
warning[not-an-organisation-file]

  ⚠ this declares nothing
   ╭─[a.yaml:1:1]
 1 │
   · ▲
   ╰────
",
    );
}

#[test]
fn a_label_over_many_lines_is_drawn_on_its_first() {
    let text = "teams:\n  sre:\n    lead: ana\n    mission: calm\n    site: berlin\n";
    let files = Files::new(&[("a.yaml", text)]);
    let finding = Finding::at(span(0, 9, text.len()), "team-size", Severity::Warning, "team `sre` has one member")
        .saying("1 person");
    files.shows(
        finding,
        r"
warning[team-size]

  ⚠ team `sre` has one member
   ╭─[a.yaml:2:3]
 1 │ teams:
 2 │   sre:
   ·   ──┬─
   ·     ╰── 1 person
 3 │     lead: ana
   ╰────
",
    );
}

#[test]
fn places_that_were_left_out_are_counted() {
    let files = Files::new(&[("a.yaml", "services:\n  ledger: {owner: sre}\n")]);
    let mut finding =
        Finding::at(files.at(0, "sre"), "unknown-reference", Severity::Error, "no team `sre` is declared")
            .help("did you mean `sres`?");
    finding.more_labels = 6;
    files.shows(
        finding,
        r"
error[unknown-reference]

  × no team `sre` is declared
   ╭─[a.yaml:2:19]
 1 │ services:
 2 │   ledger: {owner: sre}
   ·                   ───
   ╰────
  … and 6 more places
  help: did you mean `sres`?
",
    );
}

#[test]
fn long_messages_labels_and_help_are_wrapped_at_words() {
    let files = Files::new(&[("a.yaml", "rotations:\n  payments: {participants: [ana, ben, chen]}\n")]);
    let finding = Finding::at(
        files.at(0, "ana"),
        "on-call-overload",
        Severity::Error,
        "`ana` is on call 56 h a week, 33.3 % of their time, and the limit that `on-call-overload.maxShare` sets is 25 %",
    )
    .saying("one of three people who take turns of a week each, around the clock, without anybody behind them")
    .help("four people would bring this pool under the limit; or let the rotation cover business hours only, if that suffices");
    files.shows(
        finding,
        r"
error[on-call-overload]

  × `ana` is on call 56 h a week, 33.3 % of their time, and the limit that
  │ `on-call-overload.maxShare` sets is 25 %
   ╭─[a.yaml:2:29]
 1 │ rotations:
 2 │   payments: {participants: [ana, ben, chen]}
   ·                             ─┬─
   ·                              ╰─┤ one of three people who take turns of
   ·                                │ a week each, around the clock, without
   ·                                │ anybody behind them
   ╰────
  help: four people would bring this pool under the limit; or let the rotation
        cover business hours only, if that suffices
",
    );
}

#[test]
fn what_a_file_says_cannot_steer_the_terminal() {
    let files = Files::new(&[("a.yaml", "teams:\n  sre: {lead: \u{1b}[31mana\u{202e}}\n")]);
    let finding = Finding::at(
        files.at(0, "\u{1b}[31mana\u{202e}"),
        "unknown-reference",
        Severity::Error,
        "nobody is called `\u{1b}[31mana`",
    )
    .saying("\u{7}who?");
    files.shows(
        finding,
        r"
error[unknown-reference]

  × nobody is called `␛[31mana`
   ╭─[a.yaml:2:15]
 1 │ teams:
 2 │   sre: {lead: ␛[31mana�}
   ·               ────┬────
   ·                   ╰── ␇who?
   ╰────
",
    );
}

#[test]
fn a_place_that_fits_no_file_does_not_hide_the_finding() {
    let files = Files::new(&[("a.yaml", "team: é\n")]);
    files.shows(
        unowned(span(7, 0, 4)).label(span(0, 900, 20), "beyond the end").label(span(0, 7, 7), "inside a character"),
        r"
error[unowned-service]

  × service `ledger` has no owner
   ╭─[a.yaml:1:7]
 1 │ team: é
   ·       ▲
   ·       ╰── inside a character
 2 │
   · ▲
   · ╰── beyond the end
   ╰────
",
    );
}

#[test]
fn advice_is_counted_but_shown_only_on_request() {
    let files = Files::new(&[("a.yaml", "team: sre\n")]);
    let findings = [
        unowned(files.at(0, "sre")),
        Finding::at(files.at(0, "sre"), "no-mission", Severity::Advice, "team `sre` has no mission"),
    ];
    let not_judged = vec![Undecided {
        rule: "team-size".to_owned(),
        missing: "teams.*.members".to_owned(),
        count: 1,
        examples: vec![],
    }];
    let summary = Summary {
        files: 1,
        entities: 3,
        judged_entities: 2,
        rules: 12,
        judgements: 20,
        not_judged: 1,
        ..Summary::default()
    };
    let report = Report { not_judged: &&not_judged, ..Report::of(&files.0, &findings, summary) };
    let show = |advice| {
        let mut out = Vec::new();
        let style = Style { look: Look::PLAIN, advice, length: Length::Whole, many: Many::Block };
        text::write(&mut out, &report, style).expect("memory takes everything");
        String::from_utf8(out).expect("text")
    };
    assert_eq!(
        show(Advice::Hidden).trim_end(),
        r"
error[unowned-service]

  × service `ledger` has no owner
   ╭─[a.yaml:1:7]
 1 │ team: sre
   ·       ───
   ╰────

1 error; 1 advice hidden (--advice shows it)
12 rules judged 2 of 3 entities in 1 file
1 judgement not possible, for want of data (teamlint coverage says which)
teamlint explain RULE says more about a rule
"
        .trim()
    );
    assert_eq!(
        show(Advice::Shown).trim_end(),
        r"
error[unowned-service]

  × service `ledger` has no owner
   ╭─[a.yaml:1:7]
 1 │ team: sre
   ·       ───
   ╰────

advice[no-mission]

  ☞ team `sre` has no mission
   ╭─[a.yaml:1:7]
 1 │ team: sre
   ·       ───
   ╰────

1 error, 1 advice
12 rules judged 2 of 3 entities in 1 file
1 judgement not possible, for want of data (teamlint coverage says which)
teamlint explain RULE says more about a rule
"
        .trim()
    );
}

#[test]
fn claims_are_counted_by_why_they_are_not_compared() {
    let files = Files::new(&[]);
    let shown = |compared, unresolved, shared, undecided| {
        let claims = ClaimCounts { compared, unresolved, shared, undecided };
        let summary = Summary { claims, ..Summary::default() };
        let report = Report::of(&files.0, &[], summary);
        let style = Style { look: Look::PLAIN, advice: Advice::Hidden, length: Length::Whole, many: Many::Block };
        let mut out = Vec::new();
        text::write(&mut out, &report, style).expect("memory takes everything");
        String::from_utf8(out).expect("text").lines().skip(2).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(shown(0, 0, 0, 0), "");
    assert_eq!(shown(1, 0, 0, 0), "1 owner claim compared");
    assert_eq!(shown(2, 1, 0, 0), "2 owner claims compared, 1 not: 1 names a team nobody here knows");
    assert_eq!(shown(0, 0, 1, 0), "0 owner claims compared, 1 not: 1 stands for services of several owners");
    assert_eq!(shown(0, 0, 0, 2), "0 owner claims compared, 2 not: 2 cannot be made out");
    assert_eq!(
        shown(12, 2, 3, 1),
        "12 owner claims compared, 6 not: 2 name teams nobody here knows, 3 stand for\n  services of several owners, 1 cannot be made out"
    );
}

#[test]
fn colours_change_nothing_but_colours() {
    let files = Files::new(&[("a.yaml", "teams:\n  sre: {members: [ana, ben, ana]}\n")]);
    let finding =
        unowned(files.at(0, "ana")).saying("a place").help("a way out").label(files.at(0, "ben"), "two\nlines");
    let show = |colour| {
        let mut out = Vec::new();
        let look = Look { colour, ..Look::PLAIN };
        findings::write(&mut out, &files.0, std::slice::from_ref(&finding), look, Advice::Hidden)
            .expect("memory takes everything");
        String::from_utf8(out).expect("text")
    };
    let coloured = show(Colour::Ansi);
    assert!(coloured.contains('\u{1b}'));
    let mut stripped = String::new();
    for part in coloured.split('\u{1b}') {
        stripped.push_str(part.strip_prefix('[').and_then(|p| p.split_once('m')).map_or(part, |(_, text)| text));
    }
    let trimmed: Vec<&str> = stripped.lines().map(str::trim_end).collect();
    assert_eq!(trimmed.join("\n").trim_end(), show(Colour::Plain).trim_end());
}

/// Takes everything, and remembers how much at once.
#[derive(Default)]
struct Tap {
    bytes: usize,
    most_at_once: usize,
}

impl std::io::Write for Tap {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.bytes += bytes.len();
        self.most_at_once = self.most_at_once.max(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn many_findings_in_a_huge_line_are_written_one_by_one() {
    let people: Vec<String> = (0..100_000).map(|n| format!("p{n:05}")).collect();
    let files = Files::new(&[("a.yaml", &format!("members: [{}]\n", people.join(", ")))]);
    let findings: Vec<Finding> = (0..200)
        .map(|n| {
            let start = 10 + n * 8 * 400;
            Finding::at(span(0, start, start + 6), "unknown-reference", Severity::Error, "nobody is called so")
                .saying("who is this?")
        })
        .collect();
    let mut tap = Tap::default();
    findings::write(&mut tap, &files.0, &findings, Look::PLAIN, Advice::Hidden).expect("a tap takes everything");
    assert!(tap.bytes > 200 * 150, "{} bytes", tap.bytes);
    assert!(tap.most_at_once < 300, "{} bytes at once", tap.most_at_once);
}

#[test]
fn files_that_were_left_alone_are_named_once() {
    let files = Files::new(&[]);
    let version = Some("write `version: 1`");
    let mut told = Ignored::new("named.yaml", "`jobs` is no section", None);
    told.told = true;
    let lines = |nearly: usize, others: usize| {
        let of = |name: &str, n: usize, advice| {
            (0..n).map(move |at| Ignored::new(format!("{name}{at}.yaml"), "it is a list", advice)).collect::<Vec<_>>()
        };
        let ignored = [of("near", nearly, version), of("far", others, None), vec![told.clone()]].concat();
        let summary = Summary { files: ignored.len() + 1, ignored_files: ignored.len(), ..Summary::default() };
        let report = Report { ignored: &ignored, ..Report::of(&files.0, &[], summary) };
        let look = Look { width: 200, ..Look::PLAIN };
        let style = Style { look, advice: Advice::Hidden, length: Length::Whole, many: Many::Block };
        let mut out = Vec::new();
        text::write(&mut out, &report, style).expect("memory takes everything");
        let text = String::from_utf8(out).expect("text");
        text.lines().skip(2).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(lines(0, 0), [""; 0]);
    assert_eq!(lines(1, 0), ["`near0.yaml` left alone: it is a list; write `version: 1`"]);
    assert_eq!(
        lines(0, 2),
        ["2 files of something else left alone: `far0.yaml`, `far1.yaml` (--format json says why)"]
    );
    let many = lines(3, 7);
    assert!(many.len() == 2 && many[0].starts_with("3 files left alone that have a section"), "{many:#?}");
    assert_eq!(
        many[1],
        "7 files of something else left alone: `far0.yaml`, `far1.yaml`, `far2.yaml`, `far3.yaml`, `far4.yaml` and 2 more \
         (--format json says why)"
    );
}
