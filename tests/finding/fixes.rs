//! Edits that findings carry: applied, they take away what they belong to, and change nothing else.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use teamlint::finding::Finding;
use teamlint::finding::fix::applied;
use teamlint::lint::{Choice, Fixed, Input, Linter, Options, Outcome, Setup, Trust, fix};
use teamlint::rule::example::Example;
use teamlint::text::{FileId, Place, SourceFile, Span};
use teamlint::yaml::tree::Tree;

use crate::support::world::Texts;

/// Loader findings of a file.
fn findings(text: &str) -> Vec<Finding> {
    Texts::of([("org.yaml", text)]).all_known().build(20_600).findings
}

/// The file with all safe edits in it.
fn fixed(text: &str) -> String {
    let fixes = findings(text).into_iter().filter_map(|finding| finding.fix).filter(|fix| fix.safe);
    let edits: Vec<_> = fixes.flat_map(|fix| fix.edits).collect();
    applied(text, edits.iter())
}

#[test]
fn synonyms_become_ids_and_repeated_names_go_away() {
    let before = "
teams:
  sre:
    members: [ana, ben, ana]
    duties:
      - postmortem   # ours since May
      - {duty: 'Incident Lead', scope: org}
      - oncall
      - error-budget
      - error-budget
    metrics: [\"response time\", mttr]
    tools: [argocd, Argo CD]
responsibilities:
  slo: {responsible: sre, accountable: sre}
";
    let after = "
teams:
  sre:
    members: [ana, ben]
    duties:
      - post-incident-review   # ours since May
      - {duty: 'incident-command', scope: org}
      - on-call
      - error-budget
    metrics: [\"latency\", mttr]
    tools: [argo-cd]
responsibilities:
  slo-definition: {responsible: sre, accountable: sre}
";
    assert_eq!(fixed(before), after);
    assert_eq!(findings(after), []);
}

#[test]
fn what_is_more_than_a_name_is_left_to_people() {
    let text = "
teams:
  sre: {duties: [on-call, {duty: on-call, level: accountable}], members: &all [ana, ana]}
  web: {members: *all}
";
    let found = findings(text);
    let told: Vec<(&str, bool)> = found.iter().map(|one| (one.rule.as_str(), one.fix.is_some())).collect();
    assert_eq!(told, [("duplicate-item", true), ("duplicate-item", false)]);
}

/// A linter for texts, by the configuration among them.
fn linter(files: &[(String, String)], today: Date) -> (Input, Linter) {
    static BUILT_IN: LazyLock<Arc<Setup>> = LazyLock::new(|| Arc::new(Setup::built_in()));
    let input = Input::texts(files.iter().cloned());
    let configured = files.iter().any(|(path, _)| path == "teamlint.yaml");
    let setup = if configured { Arc::new(Setup::of(&input, &Options::default())) } else { Arc::clone(&BUILT_IN) };
    (input, Linter::new(setup, today))
}

/// What fixing comes to.
fn fixing(linter: &Linter, input: &Input, trust: Trust) -> Fixed {
    fix(linter, input, linter.check(input), &Choice::default(), trust).expect("everything is chosen")
}

/// Rule, entity and message of what is found.
fn told(outcome: &Outcome) -> Vec<[String; 3]> {
    let one =
        |finding: &Finding| [finding.rule.clone(), finding.entity.clone().unwrap_or_default(), finding.message.clone()];
    outcome.findings.iter().map(one).collect()
}

/// What a page says of an example: its files, with the configuration, and the day.
fn example(page: &str, example: &Example) -> (Vec<(String, String)>, Date) {
    let mut files = example.unmarked(page);
    let config = example.config.as_ref().map(|file| page[file.content.clone()].to_owned());
    files.extend(config.map(|text| ("teamlint.yaml".to_owned(), text)));
    let today = example.as_of.as_ref().and_then(|day| day.parse().ok()).unwrap_or(date(1970, 1, 1));
    (files, today)
}

#[test]
fn in_the_examples_of_all_pages_every_edit_takes_its_finding_away_and_brings_none() {
    let setup = Setup::built_in();
    let mut fixed = 0;
    for (page, one) in setup.rules.iter().flat_map(|rule| rule.examples().iter().map(|one| (&rule.text, one))) {
        let (files, today) = example(page, one);
        let (input, linter) = linter(&files, today);
        if linter.read(&input).findings.iter().all(|finding| finding.fix.is_none()) {
            continue;
        }
        let before = linter.check(&input);
        let known: HashSet<[String; 3]> = told(&before).into_iter().collect();
        let after = fixing(&linter, &input, Trust::Suggested);
        assert_eq!(after.outcome.findings.iter().find(|finding| finding.fix.is_some()), None);
        let rules: HashSet<&str> = after.rules().into_iter().map(|(rule, _)| rule).collect();
        let new: Vec<_> = told(&after.outcome).into_iter().filter(|one| !known.contains(one)).collect();
        assert_eq!(new, [] as [[String; 3]; 0], "{rules:?} in {files:#?}");
        fixed += after.rules().into_iter().map(|(_, count)| count).sum::<usize>();
    }
    assert!(fixed > 0, "no example has anything to fix");
}

#[test]
fn edits_that_overlap_are_made_one_after_the_other() {
    let text = "teams: {sre: {duties: [on-call, oncall, 'On-Call', oncal]}}\n";
    let (input, linter) = linter(&[("org.yaml".to_owned(), text.to_owned())], date(2026, 6, 15));
    let safe = fixing(&linter, &input, Trust::Safe);
    assert_eq!(safe.files[0].after, "teams: {sre: {duties: [on-call, oncal]}}\n");
    let all = fixing(&linter, &input, Trust::Suggested);
    assert_eq!(all.files[0].after, "teams: {sre: {duties: [on-call]}}\n");
    assert!(!all.endless);
}

#[test]
fn a_file_that_could_be_read_less_is_put_back() {
    let text = "teams: {sre: {misson: Watch the lake, missio: Watch the sky, members: [ana, ana]}}\n";
    let (input, linter) = linter(&[("org.yaml".to_owned(), text.to_owned())], date(2026, 6, 15));
    let fixed = fixing(&linter, &input, Trust::Suggested);
    assert_eq!((fixed.files.len(), fixed.rules()), (0, Vec::new()));
    let told: Vec<(&str, &str)> = fixed.left_alone.iter().map(|one| (one.path.as_str(), one.why.as_str())).collect();
    assert_eq!(told, [("org.yaml", "with the changes it could not be read as before")]);
}

#[test]
fn what_somebody_saves_meanwhile_is_theirs() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("org.yaml");
    std::fs::write(&path, "teams: {sre: {members: [ana, ana]}}\n").expect("a file");
    let input = Input::paths([folder.path()]);
    let linter = Linter::new(Setup::of(&input, &Options::default()), date(2026, 6, 15));
    let mut fixed = fixing(&linter, &input, Trust::Safe);
    let theirs = "teams: {sre: {members: [ana, ana, ben]}}\n";
    std::fs::write(&path, theirs).expect("a file");
    let unwritten = fixed.write(&linter, &input, &Choice::default()).expect("everything is chosen");
    let told: Vec<String> = unwritten.iter().map(|(_, error)| error.to_string()).collect();
    assert_eq!(told, ["it is not what was read: somebody else has changed it, or it is not UTF-8"]);
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), theirs);
    assert_eq!((fixed.files.len(), fixed.rules()), (0, Vec::new()));
    let left = fixed.outcome.findings.iter().filter(|finding| finding.rule == "duplicate-item").count();
    assert_eq!(left, 1, "what is left is what is on the disk");
}

/// Lines of a team, each with whether something in it is to be fixed.
type Lines = &'static [(&'static str, bool)];

/// What a team may have, a field each; `#` is its number.
const PARTS: &[&[Lines]] = &[
    &[
        &[("    mission: Watch the lake", false)],
        &[("    mission: \"Watch the \\u2603\"", false)],
        &[("    misson: 'Watch: the lake'", true)],
        &[("    mission: >-", false), ("      Watch", false), ("      the lake", false)],
    ],
    &[
        &[("    members: [ana, ben]", false)],
        &[("    members: [ ana , \"ben\", 'ana',ben ]", true)],
        &[("    members:", false), ("      - ana", false), ("      - ben", false), ("      - ana", true)],
        &[("    members: &m# [ana, cem]", false)],
        &[("    members: \"@ana\"", true)],
        &[("    members: \"ana, ben\"", true)],
        &[("    members: [\"@ana\"]", true)],
        &[("    members: [annna, \"cemm\"]", true)],
    ],
    &[
        &[("    duties: [on-call, {duty: 'Incident Lead', scope: org}]", true)],
        &[("    duties:", false), ("    - oncall", true), ("    - 'slo-definition'", false), ("    - slo", true)],
        &[("    duties: [error-budget, error-budgt]", true)],
        &[("    duties: [slo-definition]", false)],
    ],
    &[
        &[("    type: platform", false)],
        &[("    type: \"platfrom\"", true)],
        &[("    \"typ\": 'stream aligned'", true)],
        &[("    type: !!str enabling", false)],
    ],
    &[
        &[("    lead: ana", false)],
        &[("    lead: user:ana", true)],
        &[("    lead: team:ben", true)],
        &[("    lead: &l# bne", true)],
    ],
];

/// Teams made of parts, with comments and line ends: the text, and the lines that stay.
fn organisation(picks: &[Vec<usize>], comments: &[bool], windows: bool) -> (String, Vec<String>) {
    let end = if windows { "\r\n" } else { "\n" };
    let mut lines: Vec<(String, bool)> = vec![
        ("# who is there".to_owned(), false),
        ("people: {ana: {fte: 1}, ben: &half {fte: 0.5}, cem: *half}".to_owned(), false),
        ("teams:".to_owned(), false),
    ];
    for (n, picks) in picks.iter().enumerate() {
        lines.push((format!("  team-{n}:"), false));
        for (part, pick) in PARTS.iter().zip(picks) {
            let number = |line: &str| line.replace('#', &n.to_string());
            lines.extend(part[pick % part.len()].iter().map(|(line, fixed)| (number(line), *fixed)));
        }
        if n > 0 {
            lines.push((String::new(), false));
        }
    }
    // Nothing can be said beside the lines of a block of text, nor behind the sign that begins it.
    let can_say = |line: &str| !line.contains(">-") && (line.contains(':') || line.contains("- "));
    for (n, (line, _)) in lines.iter_mut().enumerate() {
        if comments[n % comments.len()] && can_say(line) && !line.starts_with('#') {
            line.push_str("   # note ");
            line.push_str(&n.to_string());
            line.push_str(": ünd \"so\"");
        }
    }
    let text = lines.iter().map(|(line, _)| format!("{line}{end}")).collect();
    (text, lines.into_iter().filter(|(_, fixed)| !fixed).map(|(line, _)| line).collect())
}

fn comments(text: &str) -> Vec<String> {
    let parsed = Tree::parse(FileId(0), text);
    assert_eq!(parsed.problems, [], "{text}");
    let of = |place: Place| {
        let Span { start, end } = place.span;
        text[start as usize..end as usize].trim_end().to_owned()
    };
    parsed.tree.comments().iter().map(|comment| of(comment.place)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn whatever_is_fixed_everything_else_stays(
        picks in prop::collection::vec(prop::collection::vec(0_usize..8, PARTS.len()), 1..4),
        noted in prop::collection::vec(any::<bool>(), 1..20),
        windows in any::<bool>(),
    ) {
        let (text, kept) = organisation(&picks, &noted, windows);
        let source = SourceFile::new("org.yaml", text.as_str());
        prop_assert!(!source.has_replaced());
        let (input, linter) = linter(&[("org.yaml".to_owned(), text.clone())], date(2026, 6, 15));
        let fixed = fixing(&linter, &input, Trust::Suggested);
        prop_assert!(fixed.left_alone.is_empty() && !fixed.endless, "{:?}\n{text}", fixed.left_alone);
        let after = fixed.files.first().map_or(&text, |file| &file.after);
        prop_assert_eq!(comments(after), comments(&text), "{}", after);
        prop_assert!(serde_yaml::from_str::<serde_yaml::Value>(after).is_ok(), "{}", after);
        let mut lines = after.split('\n').map(|line| line.trim_end_matches('\r'));
        for line in &kept {
            prop_assert!(lines.any(|other| other == line), "{line} is not in\n{after}");
        }
        prop_assert_eq!(after.matches("\r\n").count(), if windows { after.matches('\n').count() } else { 0 });
        let (input, linter) = self::linter(&[("org.yaml".to_owned(), after.clone())], date(2026, 6, 15));
        prop_assert!(fixing(&linter, &input, Trust::Suggested).files.is_empty(), "{}", after);
    }
}
