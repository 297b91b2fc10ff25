//! The page of the audit as browsers, readers aloud and suspicious people take it.

use std::collections::HashSet;
use std::fmt::Write as _;

use teamlint::audit::{Audit, Since};
use teamlint::field;
use teamlint::judge::told::Told;
use teamlint::lint::{Against, Outcome};
use teamlint::org::Org;
use teamlint::report::check::earlier;
use teamlint::vocabulary::kinds::{Entity, Kind};

use crate::support::audits::{audited, judged, known, page, section};
use crate::support::html::{Page, read};

/// Names with markup, quotes, letters that are written from right to left, and eighty of them.
const HARD: &str = r#"org: {name: "<b>A & B</b>"}
people:
  "a\"b'c": {name: "<script>alert(1)</script>", email: "x@<y>"}
  "שירה": {name: "שירה כהן"}
teams:
  "<img src=x onerror=alert(1)>": {mission: "\"><script>alert(2)</script>", members: ["a\"b'c", "שירה"]}
  "صيانة": {name: "فريق الصيانة", members: ["שירה"], duties: [on-call, "<u>"]}
  "a-name-of-eighty-characters-that-somebody-thought-to-be-a-good-idea-in-march-000": {mission: "`one` and ` one"}
services:
  "a'><b>": {owner: "صيانة", tier: 1}
  lonely: {owner: []}
  maybe: {}
rotations:
  "r\u202E<i>": {team: "صيانة", participants: ["a\"b'c", "שירה"], coverage: 24x7, turn: 1w, pages: {perWeek: 2}}
"#;

/// The organisations that pages are made of.
fn all() -> Vec<(String, Outcome)> {
    let mut all: Vec<(String, Outcome)> =
        known().into_iter().map(|(name, outcome)| (name.to_owned(), outcome)).collect();
    all.push(("hard".to_owned(), judged(HARD)));
    all.push(("one".to_owned(), judged("version: 1\nteams: {only: {}}\n")));
    all.push(("services".to_owned(), judged("version: 1\nservices: {s: {owner: []}}\n")));
    let no_team =
        "version: 1\npeople: {paula: {}}\nrotations: {r: {participants: [paula], turn: 1w, coverage: 24x7}}\n";
    all.push(("no team".to_owned(), judged(no_team)));
    all
}

/// Everything that is wrong with a page, whatever is on it.
fn problems(text: &str) -> Vec<String> {
    let page = read(text);
    let mut wrong = page.problems.clone();
    addresses(&page, &mut wrong);
    outside(&page, text, &mut wrong);
    headings(&page, &mut wrong);
    tables(&page, &mut wrong);
    for (at, svg) in page.all("svg") {
        let titled = page.elements[at..].iter().any(|one| one.name == "title" && one.parent == Some(at));
        let named = svg.get("role") == Some("img")
            && (titled || svg.get("aria-label").is_some() || svg.get("aria-labelledby").is_some());
        if !named && svg.get("aria-hidden") != Some("true") && !svg.within.contains(&"svg".to_owned()) {
            wrong.push(format!("a picture that says nothing: {:?}", svg.attributes));
        }
    }
    for c in ['\u{202e}', '\u{202d}', '\u{2066}', '\u{200f}', '\u{7}'] {
        if text.contains(c) {
            wrong.push(format!("{c:?} is written"));
        }
    }
    wrong
}

/// Every address is there once, and every one that is led to is there.
fn addresses(page: &Page, wrong: &mut Vec<String>) {
    let mut known = HashSet::new();
    for id in page.elements.iter().filter_map(|one| one.get("id")) {
        if !known.insert(id) {
            wrong.push(format!("`{id}` is there twice"));
        }
    }
    for element in &page.elements {
        let of_words = ["aria-labelledby", "aria-describedby", "for", "data-of"];
        let words = of_words.iter().filter_map(|name| element.get(name)).flat_map(str::split_whitespace);
        let target = element.get("href").map(|href| href.strip_prefix('#').unwrap_or("nothing in this page"));
        for id in words.chain(target).filter(|id| !known.contains(id)) {
            wrong.push(format!("`{}` leads to `{id}`, which is not there", element.name));
        }
    }
}

/// Nothing is asked of anybody outside.
fn outside(page: &Page, text: &str, wrong: &mut Vec<String>) {
    for element in &page.elements {
        let asks = ["src", "srcset", "action", "background", "poster", "data", "ping", "formaction", "xlink:href"];
        let handler = element.attributes.iter().find(|(name, _)| name.starts_with("on"));
        if asks.iter().any(|name| element.get(name).is_some()) || handler.is_some() {
            wrong.push(format!("`{}` asks for something: {:?}", element.name, element.attributes));
        }
        if matches!(element.name.as_str(), "link" | "iframe" | "img" | "object" | "embed" | "base" | "image") {
            wrong.push(format!("there is `{}`", element.name));
        }
    }
    let style = text.split("<style>").skip(1).map(|rest| rest.split("</style>").next().unwrap_or_default());
    for style in style {
        if style.contains("@import") || style.contains("@font-face") || style.replace("url(#", "").contains("url(") {
            wrong.push("a style asks for something".to_owned());
        }
    }
    let scripts = page.all("script").count();
    if scripts != 1 {
        wrong.push(format!("{scripts} scripts"));
    }
    let policy = page.elements.iter().find(|one| one.get("http-equiv") == Some("Content-Security-Policy"));
    let policy = policy.and_then(|one| one.get("content")).unwrap_or_default();
    if !policy.starts_with("default-src 'none';") || policy.contains("http") || policy.contains('*') {
        wrong.push(format!("the policy is `{policy}`"));
    }
}

/// One of the first rank, and none that skips a rank.
fn headings(page: &Page, wrong: &mut Vec<String>) {
    let ranks = page.elements.iter().filter_map(|one| one.name.strip_prefix('h')?.parse::<usize>().ok());
    let ranks: Vec<usize> = ranks.collect();
    if ranks.iter().filter(|rank| **rank == 1).count() != 1 {
        wrong.push("not one heading of the first rank".to_owned());
    }
    for pair in ranks.windows(2).filter(|pair| pair[1] > pair[0] + 1) {
        wrong.push(format!("a heading of rank {} follows one of rank {}", pair[1], pair[0]));
    }
}

/// Tables have captions, their headers say of what, and no row has more cells than the head.
fn tables(page: &Page, wrong: &mut Vec<String>) {
    for (at, _) in page.all("table") {
        if page.elements.get(at + 1).is_none_or(|first| first.name != "caption") {
            wrong.push("a table without a caption".to_owned());
        }
    }
    for (at, _) in page.all("tbody") {
        if page.elements.get(at + 1).is_none_or(|row| row.parent != Some(at)) {
            wrong.push("a table of nothing".to_owned());
        }
    }
    for (_, th) in page.all("th").filter(|(_, th)| th.get("scope").is_none()) {
        wrong.push(format!("a header of nothing: {:?}", th.attributes));
    }
}

#[test]
fn every_page_is_one_that_browsers_and_readers_take() {
    for (name, outcome) in all() {
        for anonymise in [false, true] {
            assert_eq!(problems(&page(&outcome, anonymise)), [""; 0], "{name}, {anonymise}");
        }
    }
}

#[test]
fn none_of_the_ten_lines_is_empty() {
    let lonely = "version: 1\npeople: {p: {}}\n";
    for text in [lonely, "version: 1\nservices: {s: {}}\n", "version: 1\nteams: {t: {kind: permission}}\n"] {
        audited(&judged(text), false, |_, audit| {
            for line in &audit.organisation.lines {
                assert!(line.says.is_some() || line.unknown.is_some(), "{text}: {}", line.about);
            }
        });
    }
    let disciplines = |text: &str| {
        audited(&judged(text), false, |_, audit| {
            let line = audit.organisation.lines.iter().find(|line| line.about == "Disciplines").expect("a line");
            (line.says.clone(), line.unknown.clone(), line.missing.clone())
        })
    };
    let unknown = "Nobody declared a team that works together.".to_owned();
    assert_eq!(disciplines(lonely), (None, Some(unknown), vec!["teams".to_owned()]));
    let closed = format!("{lonely}org: {{complete: [teams]}}\n");
    assert_eq!(disciplines(&closed), (Some("There is no team that works together.".to_owned()), None, Vec::new()));
}

#[test]
fn what_is_written_is_text_and_never_markup() {
    let text = page(&judged(HARD), false);
    let page = read(&text);
    for said in ["<b>A & B</b>", "<img src=x onerror=alert(1)>", "\"><script>alert(2)</script>", "a'><b>", "שירה כהן"]
    {
        assert!(page.text.contains(said), "{said}");
    }
    assert!(page.all("img").next().is_none() && page.all("u").next().is_none());
    // Each name keeps its own direction, whatever stands beside it.
    assert!(text.contains("<bdi>صيانة</bdi>"));
}

/// Everything that names a person of an organisation.
fn names(org: &Org) -> Vec<String> {
    let mut names = Vec::new();
    for person in (0..org.count(Kind::Person)).map(|rank| Entity::new(Kind::Person, rank)) {
        names.push(org.id(person).to_owned());
        for field in [field!(Person.name), field!(Person.email)] {
            names.extend(org.said_of(person, field).flat_map(|said| said.value.texts().map(|at| at.value.to_owned())));
        }
    }
    names.extend(org.other_names(Kind::Person).map(|(_, name)| name.to_owned()));
    names.sort();
    names.dedup();
    names
}

/// Names that teams or services have as well, of which some are words of the page.
fn is_shared(org: &Org, name: &str) -> bool {
    let others = [Kind::Team, Kind::Service, Kind::Rotation, Kind::Unit];
    others.iter().any(|&kind| org.find(kind, name).is_some())
}

#[test]
fn nobody_is_named_where_people_are_letters() {
    for (name, outcome) in all() {
        let names = names(&outcome.org);
        let shown = read(&page(&outcome, false));
        assert!(names.is_empty() || names.iter().any(|name| shown.says(name)), "{name}: nobody is named at all");
        let replaced = read(&page(&outcome, true));
        let found: Vec<&String> = names.iter().filter(|person| replaced.says(person)).collect();
        let found: Vec<&&String> = found.iter().filter(|person| !is_shared(&outcome.org, person)).collect();
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}

/// What people are named by in texts that somebody wrote.
const TEXTS: &str = "people:
  ana: {name: Ana Lopes, email: lopes@acme.example}
  ben.x: {name: Ben Öz}
teams:
  core: {mission: \"Ana's team; ask LOPES@acme.example or ben öz, not banana\", members: [ana, ben.x], lead: ana}
rotations:
  ana-phone: {team: core, turn: 1w, coverage: 24x7, participants: [ana], pages: {perWeek: 1}}
";

#[test]
fn a_sheet_says_who_helps_what_is_over_and_what_there_is_not() {
    let outcome = judged(
        "teams:
  a: {members: [x], metrics: [uptime], engagement: {model: consulting, with: [b], until: 2001-01-01}}
  b: {members: [y], metrics: []}
services: {shop: {owner: a}, other: {owner: b}}
slos: {up: {service: other, target: 0.99}}
communities: {guild: {teams: [a]}}
interactions:
  - {from: a, to: b, mode: facilitating, startDate: 2001-01-01, expectedDuration: 1w}
",
    );
    audited(&outcome, false, |_, audit| {
        let sheet = &audit.charters.sheets[0];
        let line = |about: &str| sheet.lines.iter().find(|(line, _)| *line == about).map(|(_, says)| says.clone());
        assert_eq!(line("Measured by"), Some(Told::Known("uptime".to_owned())));
        assert_eq!(line("Communities"), Some(Told::Known("guild".to_owned())));
        let part = |title: &str| sheet.parts.iter().find(|part| part.title == title).map(|part| part.rows.as_slice());
        let helps = ["a", "b", "consulting", "2001-01-01", "over"].map(str::to_owned).to_vec();
        assert_eq!(part("Help"), Some(&[helps][..]));
        let interactions = part("Interactions").expect("interactions");
        assert_eq!(interactions[0].last().map(String::as_str), Some("over"));
        let services = part("Services and promises").expect("services");
        assert!(services[0].iter().any(|cell| cell == "none"), "{services:?}");
    });
}

#[test]
fn letters_are_the_same_everywhere_and_stand_for_whole_words() {
    let outcome = judged(TEXTS);
    audited(&outcome, true, |source, audit| {
        let text = |text: &str| source.names.text(text).into_owned();
        assert_eq!(
            text("Ana's team; ask LOPES@acme.example or ben öz, not banana"),
            "A's team; ask A or B, not banana"
        );
        assert_eq!(text("people/ana.yaml:3:1 and `person:ben.x`"), "people/A.yaml:3:1 and `person:B`");
        assert_eq!(source.name(outcome.org.find(Kind::Rotation, "ana-phone").expect("a rotation")), "A-phone");
        let ana = outcome.org.find(Kind::Person, "ANA").expect("a person");
        assert_eq!(source.names.person(ana), "A");
        let sheet = &audit.charters.sheets[0];
        let people: Vec<&str> = sheet.parts[0].rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!((sheet.parts[0].title, people), ("People", vec!["A", "B"]));
    });
    // Who joins later in the alphabet changes nobody's letters.
    let more = judged(&TEXTS.replace("teams:\n", "  zoe: {}\nteams:\n"));
    audited(&more, true, |source, _| assert_eq!(source.names.text("ana, ben.x and zoe"), "A, B and C"));
}

#[test]
fn a_name_that_two_have_names_neither_of_them() {
    let outcome = judged("people: {a1: {name: Kim Roe}, a2: {name: Kim Poe}}\nteams: {t: {members: [a1, a2]}}\n");
    audited(&outcome, true, |source, _| assert_eq!(source.names.text("Kim, Roe and Poe"), "somebody, A and B"));
    // An id is that of one person, whoever else has it as a part of the name.
    let outcome = judged("people: {kim: {name: Kim Roe}, lee: {name: Lee Kim}}\nteams: {t: {members: [kim, lee]}}\n");
    audited(&outcome, true, |source, _| assert_eq!(source.names.text("kim met Lee Kim"), "A met B"));
}

/// An audit as a page.
fn written(audit: &Audit) -> String {
    let mut out = Vec::new();
    teamlint::report::audit::write(&mut out, audit).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}

/// What a line of the first section says, all of it.
fn line(audit: &Audit, about: &str) -> String {
    let line = audit.organisation.lines.iter().find(|line| line.about == about).expect("a line");
    [line.says.clone(), line.unknown.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[test]
fn ten_lines_answer_what_is_asked_first() {
    let all = known();
    let (_, acme) = all.iter().find(|(name, _)| name.ends_with("acme")).expect("an example");
    audited(acme, false, |_, audit| {
        assert_eq!(audit.organisation.lines.len(), 10);
        assert!(
            line(audit, "Paged most at night").starts_with("`bastian`, `cleo`, `davor`, `edda` and 4 more: 0.31 pages")
        );
        let apart = line(audit, "Depend without talking");
        assert!(apart.starts_with("3 pairs: `kitchen` and `storefront`; `checkout` and `growth`; "), "{apart}");
        assert_eq!(line(audit, "Owned by nobody"), "One: `legacy-coupons`.");
        assert!(
            line(audit, "Duties in conflict")
                .starts_with("`developer-tooling` for the organisation is held by 2 teams")
        );
        assert!(
            line(audit, "To be declared next").starts_with("`people.*.started`"),
            "{}",
            line(audit, "To be declared next")
        );
    });
}

#[test]
fn what_nobody_said_is_not_known_in_the_ten_lines_and_what_would_tell_is_named() {
    audited(&judged("teams: {only: {}}\n"), false, |_, audit| {
        for (about, told, field) in [
            ("Paged most at night", "Nobody declared who takes turns.", "rotations"),
            ("Depend without talking", "Nobody declared which service needs which.", "services"),
            ("Owned by nobody", "Nobody declared what there is to own.", "services"),
        ] {
            let line = audit.organisation.lines.iter().find(|line| line.about == about).expect("a line");
            assert_eq!((line.says.as_deref(), line.unknown.as_deref()), (None, Some(told)), "{about}");
            assert!(line.missing.iter().any(|missing| missing.contains(field)), "{about}: {:?}", line.missing);
        }
    });
}

/// An organisation in three states.
const BEFORE: &str = "teams: {a: {members: [x]}}\nservices: {s: {owner: []}, t: {owner: []}, u: {owner: a}}\n";
const AFTER: &str = "teams: {a: {members: [x]}}\nservices: {s: {owner: []}, t: {owner: a}, u: {owner: []}}\n";

#[test]
fn what_is_new_and_mended_is_marked_whether_files_or_a_report_are_compared() {
    let (before, after) = (judged(BEFORE), judged(AFTER));
    let report =
        crate::support::program::Program::new(&["check", "org.yaml", "--format", "json", "--as-of", "2026-06-15"])
            .file("org.yaml", BEFORE)
            .run();
    let (told, in_part) = earlier::read(&report.stdout).expect("a report");
    assert!(!in_part);
    let pages = [Against::Judged(&before), Against::Told(&told)].map(|against| {
        let audit = after.audit(false, Some((against, "before")));
        let became = audit.findings.trend.as_ref().expect("a trend");
        let of_owners = |all: &[(String, String)]| {
            all.iter().filter(|(rule, _)| rule == "unowned-service").map(|(_, about)| about.clone()).collect::<Vec<_>>()
        };
        assert_eq!(of_owners(&became.mended), ["service:t"]);
        let new: Vec<&str> = audit
            .findings
            .shown
            .iter()
            .filter(|found| found.rule == "unowned-service" && found.since == Some(Since::New))
            .map(|found| found.message.as_str())
            .collect();
        assert_eq!(new, ["`u` has no owner"]);
        written(&audit)
    });
    for text in pages {
        assert_eq!(problems(&text), [""; 0]);
        assert!(section(&text, "findings").contains("<span class=\"since\">new</span>"));
    }
}

#[test]
fn what_cannot_be_judged_any_more_is_not_mended() {
    let before = "teams: {a: {members: [x], duties: [on-call]}}\nservices: {s: {owner: a, tier: 1, escalation: e}}\nescalations: {e: {levels: [{targets: [{person: x}]}]}}\n";
    let after = "teams: {a: {members: [x], duties: [on-call]}}\nservices: {s: {owner: a, escalation: e}}\nescalations: {e: {levels: [{targets: [{person: x}]}]}}\n";
    let (before, after) = (judged(before), judged(after));
    let audit = after.audit(false, Some((Against::Judged(&before), "before")));
    let became = audit.findings.trend.expect("a trend");
    let gone: Vec<&(String, String)> = became.mended.iter().chain(&became.lost).collect();
    assert_eq!(became.mended.len() + became.lost.len(), gone.len());
    let undecided: HashSet<String> =
        after.not_judged().into_iter().map(|one| format!("{} {:?}", one.rule, one.entity)).collect();
    for (rule, about) in &became.mended {
        assert!(!undecided.contains(&format!("{rule} {:?}", Some(about))), "{rule} of {about} is not mended");
    }
}

#[test]
fn what_is_about_more_or_further_beyond_its_limit_is_worse() {
    let org = |people: &str| {
        let rotation = format!("{{team: t, coverage: 24x7, turn: 1w, start: 2026-01-05, participants: [{people}]}}");
        judged(&format!("teams: {{t: {{members: [{people}]}}}}\nrotations: {{r: {rotation}}}\n"))
    };
    let (three, two, one) = (org("a, b, c"), org("a, b"), org("a"));
    let since = |now: &Outcome, then: &Outcome| {
        let audit = now.audit(false, Some((Against::Judged(then), "before")));
        let found = audit.findings.shown.into_iter().find(|found| found.rule == "on-call-overload").expect("a finding");
        found.since.expect("a trend")
    };
    assert_eq!(since(&two, &three), Since::Worse("more severe than before"));
    assert_eq!(since(&one, &two), Since::Worse("further beyond the limit than before"));
    assert_eq!(since(&three, &two), Since::Worse("about more than before"));
    assert_eq!(since(&two, &two), Since::Known);
}

#[test]
fn people_of_the_earlier_state_are_letters_as_well() {
    let before = judged(
        "people: {gerda: {name: Gerda Gone}}
teams: {a: {members: [gerda]}}
rotations: {r: {team: a, coverage: 24x7, turn: 1w, participants: [gerda]}}
",
    );
    let after = judged("people: {halvar: {name: Halvar Hay}}\nteams: {a: {members: [halvar]}}\n");
    let audit = after.audit(true, Some((Against::Judged(&before), "../gerda")));
    let page = read(&written(&audit));
    assert!(page.says("../A") && page.says("person:A"), "the earlier state is named, and so is what is mended");
    for name in ["gerda", "Gerda Gone", "halvar", "Halvar Hay"] {
        assert!(!page.says(name), "{name}");
    }
}

#[test]
fn what_is_no_report_says_so() {
    for (text, why) in [
        ("{", "is no report of `teamlint check --format json`"),
        ("{\"version\": 2, \"findings\": []}", "is a report of version 2, and 1 can be read"),
        ("{\"version\": 1}", "missing field `findings`"),
    ] {
        let told = earlier::read(text).expect_err("no report");
        assert!(told.contains(why), "{told}");
    }
}

#[test]
fn statements_of_the_articles_hold_fail_or_are_not_known_as_their_rules_say() {
    use teamlint::audit::articles::Verdict;
    let (_, acme) = known().into_iter().find(|(name, _)| name.ends_with("acme")).expect("an example");
    audited(&acme, false, |source, audit| {
        assert_eq!(audit.articles.len(), 5);
        let found = |rules: &[String]| source.findings.iter().filter(|finding| rules.contains(&finding.rule)).count();
        let mut verdicts = HashSet::new();
        for statement in audit.articles.iter().flat_map(|article| &article.statements) {
            let fails = found(&statement.rules);
            let told = match &statement.verdict {
                Verdict::Fails(n, _) => {
                    assert!(*n >= fails && *n > 0, "{}", statement.states);
                    "fails"
                }
                Verdict::Holds => "holds",
                Verdict::Unknown(_, not_judged) => {
                    assert!(*not_judged > 0, "{}", statement.states);
                    "unknown"
                }
                Verdict::Nothing | Verdict::Off => "nothing",
                Verdict::Unchecked(_) => "unchecked",
            };
            assert!(told == "fails" || fails == 0, "{}", statement.states);
            verdicts.insert(told);
        }
        assert!(["fails", "holds", "unknown", "unchecked"].iter().all(|told| verdicts.contains(told)), "{verdicts:?}");
    });
}

#[test]
fn ownership_tells_nobody_several_and_not_known_apart() {
    let text = "teams: {a: {members: [x, y]}, b: {members: []}}
services:
  nobodys: {owner: [], tier: 2}
  vacant: {owner: b}
  both: {owner: [a, b]}
  mine: {owner: a, tier: 1}
  gone: {owner: a, lifecycle: external}
";
    audited(&judged(text), false, |_, audit| {
        let of = &audit.ownership;
        let names =
            |all: &[teamlint::audit::ownership::Owned]| all.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&of.unowned), ["nobodys", "vacant"]);
        assert_eq!(names(&of.several), ["both"]);
        assert_eq!(of.elsewhere, 1);
        let a = of.loads.iter().find(|load| load.name == "a").expect("a team");
        assert_eq!(a.per_person.exactly(), Some(1.into()));
        let b = of.loads.iter().find(|load| load.name == "b").expect("a team");
        assert!(b.per_person.exactly().is_none(), "nobody carries nothing");
    });
}

#[test]
fn many_findings_and_teams_are_cut_and_what_is_left_out_is_counted() {
    let mut text = String::from("teams:\n");
    for team in 0..1_000 {
        let _ =
            writeln!(text, "  t{team}: {{discipline: development, members: [p{team}a, p{team}b], duties: [on-call]}}");
    }
    text.push_str("services:\n");
    for service in 0..3_000 {
        let owner = if service % 3 == 0 { "[]".to_owned() } else { format!("t{}", service % 1_000) };
        let _ = writeln!(
            text,
            "  s{service}: {{owner: {owner}, tier: {}, dependsOn: [s{}]}}",
            service % 4 + 1,
            (service * 7 + 1) % 3_000
        );
    }
    let outcome = judged(&text);
    let whole = page(&outcome, false);
    assert!(whole.len() <= 10_000_000, "{}", whole.len());
    assert_eq!(problems(&whole), [""; 0]);
    audited(&outcome, false, |source, audit| {
        assert_eq!(audit.findings.shown.len() + audit.findings.left_out, source.findings.len());
        assert!(audit.findings.left_out > 0 && audit.charters.cut);
        assert_eq!(audit.charters.sheets.len(), 1_000);
        assert_eq!(audit.ownership.unowned.len() + audit.ownership.more_unowned, 1_000);
    });
}
