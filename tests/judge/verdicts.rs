//! What comes out when rules are judged: three answers, cases, severities, merging, superseding, budgets.

use teamlint::declare::setting::Written;
use teamlint::finding::Severity;
use teamlint::judge::{Judgement, Limits, Undecided, undecided};
use teamlint::org::Org;
use teamlint::rule::page::PageText;
use teamlint::rule::registry::Registry;
use teamlint::rule::severity::Level;
use teamlint::rule::{Overrides, RuleOverride};
use teamlint::text::{FileId, Place, Sources, Span};
use teamlint::vocabulary::Size;

use crate::support::world::{Texts, World, rules_of};

const NOWHERE: Place = Place { file: FileId(0), span: Span { start: 0, end: 0 } };

/// Loads pages given as name and head.
fn rules(pages: &[(&str, &str)], overrides: &Overrides) -> Registry {
    let pages: Vec<PageText> = pages
        .iter()
        .map(|(name, head)| PageText::of_user(format!("own/{name}.md"), format!("---\n{head}---\n\n# {name}\n")))
        .collect();
    let (registry, _) = rules_of(&pages, overrides);
    let errors: Vec<_> =
        registry.problems.iter().filter(|p| p.severity == Severity::Error).map(|p| (&p.message, &p.help)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    registry
}

fn world(org: &str) -> World {
    Texts::without_taxonomy([("org.yaml", org)]).build(20_500)
}

/// Rule, entity and missing fields.
type Unjudged = (String, Option<String>, Vec<String>);

fn run(pages: &[(&str, &str)], org: &str, size: Option<Size>) -> (Org, Judgement, Vec<Unjudged>) {
    let registry = rules(pages, &Overrides::default());
    let world = world(org);
    assert_eq!(world.complaints(), [""; 0]);
    let judgement = world.judged_as(&registry.rules, size, Limits::default());
    let words = world.not_judged(&judgement, &registry.rules);
    let words = words.into_iter().map(|one| (one.rule, one.entity, one.missing)).collect();
    (world.org, judgement, words)
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}

/// Findings as `severity message`.
fn said(judgement: &Judgement) -> Vec<String> {
    judgement.findings.iter().map(|f| format!("{} {}", f.severity.as_str(), f.message)).collect()
}

const TEAM: &str =
    "summary: s\nfor: team in teams\nlabels: [{at: team}]\nmessage: \"{{ team.id }}\"\nseverity: warning\n";

#[test]
fn a_rule_holds_fails_or_is_not_judged() {
    let head = format!("{TEAM}where: has(team.mission)\nrequire: team.members.size() >= 2\n");
    let org = "teams:\n  holds: {mission: m, members: [a, b]}\n  fails: {mission: m, members: [a]}\n  unknown: {mission: m}\n  not-asked: {kind: work}\n";
    let (_, judgement, words) = run(&[("small", &head)], org, None);
    assert_eq!(said(&judgement), ["warning fails"]);
    assert_eq!(words, [("small".into(), Some("team:unknown".into()), vec!["team:unknown.members".into()])]);
    let tally: Vec<_> = judgement.tally.iter().map(|t| (t.rule.as_str(), t.judged, t.not_judged)).collect();
    assert_eq!((tally, judgement.entities), (vec![("small", 2, 1)], 2));
}

#[test]
fn an_unknown_condition_matters_only_where_the_requirement_fails() {
    let head = format!("{TEAM}where: team.discipline == sre\nrequire: team.members.size() >= 2\n");
    let org = "teams:\n  a: {members: [x, y]}\n  b: {members: [x]}\n  c: {members: [x], discipline: platform}\n  d: {mission: m}\n";
    let (_, judgement, words) = run(&[("small", &head)], org, None);
    assert_eq!(said(&judgement), Vec::<String>::new());
    assert_eq!(judgement.tally[0].judged, 1);
    let missing = |team: &str, fields: &[&str]| {
        (
            "small".to_owned(),
            Some(format!("team:{team}")),
            fields.iter().map(|field| format!("team:{team}.{field}")).collect::<Vec<_>>(),
        )
    };
    assert_eq!(words, [missing("b", &["discipline"]), missing("d", &["discipline", "members"])]);
}

#[test]
fn a_section_that_nobody_declares_is_named_once() {
    let head = "summary: s\nfor: service in services\nlabels: [{at: service}]\nmessage: m\nseverity: error\nrequire: has(service.owner)\n";
    let (_, judgement, words) = run(&[("owned", head)], "teams: {a: {kind: work}}\n", None);
    assert_eq!(said(&judgement), Vec::<String>::new());
    assert_eq!(words, [("owned".into(), None, vec!["services".into()])]);
}

#[test]
fn the_first_failing_case_reports_and_an_unknown_one_does_not_hide_it() {
    let head = "summary: s
for: team in teams
severity: warning
labels: [{at: team}]
cases:
  - {require: has(team.mission), message: 'no mission', severity: error}
  - {require: team.members.size() > 1, message: 'small'}
  - {require: team.discipline == sre, message: 'not sre'}
";
    let org = "teams:\n  a: {members: [x]}\n  b: {mission: m, discipline: platform}\n  c: {mission: m, members: [x, y], discipline: sre}\n  d: {mission: m}\n";
    let (_, judgement, words) = run(&[("cases", head)], org, None);
    assert_eq!(said(&judgement), ["error no mission", "warning not sre"]);
    let ids: Vec<_> = judgement.findings.iter().map(|f| f.entity.clone().unwrap()).collect();
    assert_eq!(ids, ["team:a", "team:b"]);
    assert_eq!(
        words,
        [("cases".into(), Some("team:d".into()), vec!["team:d.discipline".into(), "team:d.members".into()])]
    );
}

#[test]
fn severity_depends_on_size_and_on_conditions() {
    let head = format!(
        "{}require: team.members.size() > 2\nseverity:\n  - {{when: team.members.size() == 0, is: error}}\n  - {{when: team.discipline == sre, is: 'off'}}\n  - is: {{small: advice, growing: warning, large: error}}\n",
        TEAM.replace("severity: warning\n", "")
    );
    let org = "teams:\n  a: {members: []}\n  b: {members: [x], discipline: sre}\n  c: {members: [x]}\n";
    let of = |size| said(&run(&[("small", &head)], org, size).1);
    assert_eq!(of(Some(Size::Small)), ["error a", "advice c"]);
    assert_eq!(of(None), ["error a", "warning c"]);
    assert_eq!(of(Some(Size::Large)), ["error a", "error c"]);
}

#[test]
fn configuration_sets_severity_and_parameters() {
    let head = format!(
        "{TEAM}require: team.members.size() >= params.min\nparams:\n  min: {{default: 2, doc: fewest}}\nprofiles: {{strict: error}}\n"
    );
    let world = world("teams: {a: {members: [x, y]}, b: {members: [x]}}\n");
    let of = |overrides: Overrides| {
        let registry = rules(&[("small", &head)], &overrides);
        said(&world.judged_as(&registry.rules, None, Limits::default()))
    };
    let set = |severity: Option<Level>, min: Option<&str>| Overrides {
        rules: vec![RuleOverride {
            rule: "small".into(),
            rule_place: NOWHERE,
            severity: severity.map(|level| (level, NOWHERE)),
            locked: None,
            params: min
                .map(|min| ("min".into(), NOWHERE, Written::Scalar(min.into(), true, NOWHERE)))
                .into_iter()
                .collect(),
        }],
        ..Overrides::default()
    };
    assert_eq!(of(Overrides::default()), ["warning b"]);
    assert_eq!(of(set(Some(Level::At(Severity::Advice)), Some("3"))), ["advice a", "advice b"]);
    assert_eq!(of(set(Some(Level::Off), None)), Vec::<String>::new());
    assert_eq!(of(Overrides { profile: Some(("strict".into(), NOWHERE)), ..Overrides::default() }), ["error b"]);
}

#[test]
fn a_parameter_can_have_its_default_in_the_taxonomy() {
    let head = format!(
        "{TEAM}require: params.limit > 2 && 'coding' in params.skills[string(team.discipline)]\nparams:\n  limit: {{default: taxonomy.toolLimit, doc: most}}\n  skills: {{default: taxonomy.skills, doc: d}}\n"
    );
    let world = world("teams: {a: {discipline: sre}, b: {discipline: platform}}\n");
    let of = |overrides: Overrides| {
        let registry = rules(&[("small", &head)], &overrides);
        said(&world.judged_as(&registry.rules, None, Limits::default()))
    };
    assert_eq!(of(Overrides::default()), ["warning a", "warning b"]);
    let limit = Written::Scalar("3".into(), true, NOWHERE);
    let configured = RuleOverride {
        rule: "small".into(),
        rule_place: NOWHERE,
        severity: None,
        params: vec![("limit".into(), NOWHERE, limit)],
        locked: None,
    };
    assert_eq!(of(Overrides { rules: vec![configured], ..Overrides::default() }), ["warning b"]);
}

#[test]
fn wrong_configuration_is_told_where_it_stands() {
    let head = format!(
        "{TEAM}require: team.members.size() >= params.min\nparams:\n  min: {{default: 2, doc: fewest}}\n  rest: {{default: 0.5, unit: share, doc: left over}}\nprofiles: {{strict: error}}\n"
    );
    let mut sources = Sources::default();
    let config = sources.add("teamlint.yaml", "min max");
    let at = |start, end| Place { file: config, span: Span { start, end } };
    let set = |name: &str, value: &str| RuleOverride {
        rule: "small".into(),
        rule_place: at(0, 3),
        severity: None,
        params: vec![(name.into(), at(4, 7), Written::Scalar(value.into(), true, at(0, 3)))],
        locked: None,
    };
    let pages = [PageText::of_user("own/small.md", format!("---\n{head}---\n\n# small\n"))];
    let mut all = |overrides: Overrides| {
        let registry = Registry::load(&pages, &overrides, &mut sources);
        let problem = registry.problems.into_iter().find(|p| p.severity == Severity::Error).unwrap();
        (registry.rules.len(), problem.place().span.start, problem.message, problem.help.unwrap_or_default())
    };
    assert_eq!(
        all(Overrides { profile: Some(("stict".into(), at(4, 7))), ..Overrides::default() }),
        (
            1,
            4,
            "there is no profile `stict`".into(),
            "write one of `default`, `starter`, `small-company`, `compliance`, `eu-working-time` or `strict`".into()
        )
    );
    let mut of = |settings: RuleOverride| all(Overrides { rules: vec![settings], ..Overrides::default() });
    assert_eq!(of(set("mim", "3")), (1, 4, "`small` has no parameter `mim`".into(), "did you mean `min`?".into()));
    assert_eq!(
        of(set("min", "few")),
        (1, 0, "parameter `min` of `small` cannot be `few`: fewest".into(), "the page's own value is `2`".into())
    );
    assert_eq!(
        of(set("rest", "50")),
        (1, 0, "parameter `rest` of `small` cannot be `50`: left over".into(), "the page's own value is `0.5`".into())
    );
    let unknown = RuleOverride { rule: "smal".into(), ..set("min", "3") };
    assert_eq!(of(unknown), (1, 0, "there is no rule `smal`".into(), "did you mean `small`?".into()));
}

#[test]
fn findings_with_the_same_by_are_one() {
    let head = format!(
        "{TEAM}require: team.members.size() > 1\nmerge: {{by: team.discipline, list: team.id, message: \"{{{{ subjects.size() }}}} small: {{{{ subjects.join(' and ') }}}}\"}}\n"
    );
    let org = "teams:\n  a: {members: [x], discipline: sre}\n  b: {members: [x], discipline: platform}\n  c: {members: [x], discipline: sre}\n";
    let (_, judgement, _) = run(&[("small", &head)], org, None);
    assert_eq!(said(&judgement), ["warning 2 small: a and c", "warning b"]);
    assert_eq!(judgement.findings[0].labels.len(), 2);
    assert_eq!(judgement.findings[0].labels.iter().filter(|label| label.primary).count(), 1);
    let plain = head.replace(", message: \"{{ subjects.size() }} small: {{ subjects.join(' and ') }}\"", "");
    assert_eq!(said(&run(&[("small", &plain)], org, None).1), ["warning a; the same holds for c", "warning b"]);
}

#[test]
fn a_fingerprint_depends_on_entity_and_key_and_not_on_where_they_stand() {
    let plain = format!("{TEAM}require: team.members.size() > 1\n");
    let keyed = format!("{plain}key: [team.discipline, \"{{{{ team.id }}}}-x\"]\n");
    let print = |head: &str, org: &str| run(&[("small", head)], org, None).1.findings[0].fingerprint.clone();
    let (here, moved) = (
        "teams: {a: {members: [x], discipline: sre}}\n",
        "# moved\nteams:\n  a:\n    discipline: sre\n    members: [x]\n",
    );
    assert_eq!(print(&plain, here), print(&plain, moved));
    assert_eq!(print(&plain, here), teamlint::finding::fingerprint("small", &["team:a"], ""));
    assert_eq!(print(&keyed, here), teamlint::finding::fingerprint("small", &["team:a"], "sre/a-x"));
}

#[test]
fn a_finding_makes_others_redundant() {
    let weak = "summary: s\nfor: service in services\nlabels: [{at: service}]\nmessage: \"weak {{ service.id }}\"\nseverity: warning\nrequire: has(service.runbook)\n";
    let strong = format!(
        "{}message: \"strong {{{{ team.id }}}}\"\nrequire: team.members.size() > 1\nsupersedes:\n  - {{rule: weak, on: team.ownedServices, when: team.discipline == sre}}\n",
        TEAM.replace("message: \"{{ team.id }}\"\n", "")
    );
    let org = "teams:\n  a: {members: [x], discipline: sre}\n  b: {members: [x], discipline: platform}\nservices:\n  one: {owner: a}\n  two: {owner: b}\n";
    let (_, judgement, _) = run(&[("weak", weak), ("strong", &strong)], org, None);
    assert_eq!(said(&judgement), ["warning strong a", "warning strong b", "warning weak two"]);
}

#[test]
fn what_is_not_known_makes_nothing_redundant_by_when_and_keeps_nothing_by_unless() {
    let weak = "summary: s\nfor: team in teams\nlabels: [{at: team}]\nmessage: \"weak {{ team.id }}\"\nseverity: warning\nrequire: team.members.size() > 2\n";
    let strong = |condition: &str| {
        format!(
            "{}message: \"strong {{{{ team.id }}}}\"\nrequire: team.members.size() > 1\nsupersedes:\n  - {{rule: weak, {condition}}}\n",
            TEAM.replace("message: \"{{ team.id }}\"\n", "")
        )
    };
    let org = "teams:\n  a: {members: [x], type: platform}\n  b: {members: [x], type: enabling}\n  c: {members: [x]}\n";
    let weak_ones = |condition: &str| {
        let (_, judgement, _) = run(&[("weak", weak), ("strong", &strong(condition))], org, None);
        said(&judgement).into_iter().filter_map(|line| line.strip_prefix("warning weak ").map(str::to_owned)).collect()
    };
    let none: Vec<String> = weak_ones("when: 'true'");
    assert_eq!(none, [""; 0]);
    assert_eq!(weak_ones("when: team.type == platform"), ["b", "c"]);
    assert_eq!(weak_ones("unless: team.type == platform"), ["a"]);
}

#[test]
fn labels_point_at_what_was_written_or_else_at_the_entity() {
    let head = "summary: s
for: team in teams
severity: warning
message: m
require: team.members.size() > 2
labels:
  - {each: p in team.members, at: p, text: '{{ p.id }}'}
  - {at: team.mission, text: why}
  - {at: team.mission, text: really}
";
    let (org, judgement, _) = run(
        &[("small", head)],
        "teams:\n  a: {members: [x, y], mission: go}\n  b: {members: [], mission: stay}\n",
        None,
    );
    let labels = |at: usize| -> Vec<(String, String, bool)> {
        judgement.findings[at]
            .labels
            .iter()
            .map(|l| (org.sources().text(l.place).to_owned(), l.text.clone(), l.primary))
            .collect()
    };
    let label = |place: &str, text: &str, primary| (place.to_owned(), text.to_owned(), primary);
    assert_eq!(labels(0), [label("x", "x", true), label("y", "y", false), label("go", "why; really", false)]);
    assert_eq!(labels(1), [label("b", "", true), label("stay", "why; really", false)]);
}

#[test]
fn values_are_the_sides_of_the_comparisons() {
    let head = format!(
        "{TEAM}require: team.members.size() >= params.min && team.id != 'x'\nparams:\n  min: {{default: 2, doc: fewest}}\n"
    );
    let (_, judgement, _) = run(&[("small", &head)], "teams: {a: {members: [x]}}\n", None);
    let values: Vec<_> =
        judgement.findings[0].values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(values, [("team.members.size()", "1"), ("params.min", "2"), ("team.id", "a")]);
}

#[test]
fn a_rule_that_explodes_is_stopped_and_the_others_run() {
    let exploding = format!(
        "{TEAM}require: people.all(a, people.all(b, people.all(c, people.all(d, a.id != team.id || b.id != c.id || d.id == ''))))\n"
    );
    let calm = format!("{TEAM}require: team.members.size() > 1\n");
    let people = lines(10, |n| format!("  p{n}: {{fte: 1}}\n"));
    let org = format!("teams:\n  a: {{members: [p1]}}\npeople:\n{people}");
    let registry = rules(&[("exploding", &exploding), ("calm", &calm)], &Overrides::default());
    let world = world(&org);
    let of = |limits| {
        let judgement = world.judged_as(&registry.rules, None, limits);
        let problems: Vec<_> = judgement.problems.iter().map(|p| (p.rule.clone(), p.message.clone())).collect();
        (said(&judgement), problems, judgement.tally.len())
    };
    let stopped = |message: &str| vec![("rule-out-of-steps".to_owned(), message.to_owned())];
    let (said, problems, tally) = of(Limits { entity_steps: 10_000, rule_steps: 1_000_000, ..Limits::default() });
    assert_eq!((said, tally), (vec!["warning a".to_owned()], 1));
    assert_eq!(problems, stopped("`exploding` was stopped: judging `team:a` took more than 10000 steps"));
    let (_, problems, _) = of(Limits { entity_steps: 50_000_000, rule_steps: 1_000, ..Limits::default() });
    assert_eq!(problems, stopped("`exploding` was stopped: it took too many steps"));
}

#[test]
fn a_rule_of_the_program_that_takes_too_long_is_a_warning() {
    let head = format!("{TEAM}require: 'team.members.size() > 1'\n");
    let example = "teams: {a: {members: [x]}}\n";
    let text = format!(
        "---\n{head}sources: [{{title: t}}]\n---\n\n# slow\n\n```yaml bad\n{example}```\n\n```yaml good\n{example}```\n"
    );
    let of = |built_in| {
        let page = PageText { built_in, ..PageText::of_user("rules/own/slow.md", text.clone()) };
        let (registry, _) = rules_of(&[page], &Overrides::default());
        world("teams: {a: {members: [x]}}\n").judged_as(
            &registry.rules,
            None,
            Limits { entity_steps: 1, rule_steps: 9, ..Limits::default() },
        )
    };
    let problem = &of(false).problems[0];
    assert_eq!((problem.severity, problem.rule.as_str()), (Severity::Error, "rule-out-of-steps"));
    let judged = of(true);
    assert_eq!((judged.problems.len(), judged.findings.len()), (1, 0));
    assert_eq!(judged.problems[0].severity, Severity::Warning);
    assert!(judged.problems[0].help.as_deref().unwrap().contains("please report it"));
}

#[test]
fn budgets_grow_with_the_organisation() {
    // All members of all teams are gone through for each team, which no page could do otherwise.
    let head = format!("{TEAM}require: people.all(p, p.fte == 1 || p.id == team.id)\n");
    let registry = rules(&[("all", &head)], &Overrides::default());
    let people = |n: usize| {
        world(&format!("teams: {{a: {{members: [p0]}}}}\npeople:\n{}", lines(n, |n| format!("  p{n}: {{fte: 1}}\n"))))
    };
    let limits = Limits { entity_steps: 100_000, rule_steps: 1_000_000, ..Limits::default() };
    let stopped = |n: usize| people(n).judged_as(&registry.rules, None, limits).problems.len();
    assert_eq!((stopped(9_000), stopped(19_000), stopped(40_000)), (0, 0, 0));
}

#[test]
fn which_budget_was_exceeded_does_not_depend_on_threads() {
    // One team is more than a team may be, and all others together are more than a rule may be.
    let head = format!(
        "{TEAM}require: 'team.members.all(a, team.members.all(b, team.members.all(c, a != b || b == c || true)))'\n"
    );
    let registry = rules(&[("slow", &head)], &Overrides::default());
    let members = |n: usize| (0..n).map(|m| format!("p{m}")).collect::<Vec<_>>().join(", ");
    let teams = lines(1_500, |n| format!("  t{n:04}: {{members: [{}]}}\n", members(if n == 700 { 40 } else { 8 })));
    let world = world(&format!("teams:\n{teams}"));
    let of = |threads, limits| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let judgement = pool.install(|| world.judged_as(&registry.rules, None, limits));
        judgement.problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>()
    };
    let one = "`slow` was stopped: judging `team:t0700` took more than 50000 steps";
    let all = "`slow` was stopped: it took too many steps";
    for (rule_steps, expected) in [(1_000_000_000, one), (2_000_000, all), (4_500_000, one)] {
        for threads in [1, 2, 4] {
            let limits = Limits { entity_steps: 50_000, rule_steps, ..Limits::default() };
            assert_eq!(of(threads, limits), [expected], "{rule_steps} steps, {threads} threads");
        }
    }
}

/// A page that asks something of all teams for each team, in each way that a page can.
fn same_for_all() -> String {
    format!(
        "{}let:\n  leaders: teams.filter(t, t.discipline == sre)\nrequire: >-\n  leaders.exists(l, l == team) || teams.exists(t, t.mission == 'm') || leaders.size() > 3\n  || holdings.exists(h, h.active)\n",
        TEAM.replace("message: \"{{ team.id }}\"", "message: \"{{ team.id }}: {{ leaders.map(t, t.id).join(', ') }}\"")
    )
}

#[test]
fn what_is_the_same_for_all_entities_is_computed_once() {
    let registry = rules(&[("once", &same_for_all())], &Overrides::default());
    let judged = |teams: usize, rule_steps: u64| {
        let teams = lines(teams, |n| format!("  t{n}: {{mission: x, discipline: platform, members: [x]}}\n"));
        let world = world(&format!("teams:\n{teams}"));
        let judgement =
            world.judged_as(&registry.rules, None, Limits { entity_steps: 1_000, rule_steps, ..Limits::default() });
        (judgement.problems.len(), judgement.findings.len() + judgement.not_judged.len())
    };
    // Each team by itself would take two steps for each team: eight million.
    assert_eq!(judged(2_000, 60 * 2_000), (0, 2_000));
    // What is computed once counts, though for no single team.
    assert_eq!(judged(2_000, 2_000).0, 1);
}

#[test]
fn labels_know_what_a_let_is_worth() {
    let page = |labels: usize| {
        let head = TEAM.replace("labels: [{at: team}]\n", "");
        let more = "  - {at: team, text: \"{{ others.first().id }}\"}\n".repeat(labels);
        format!(
            "{head}let: {{others: \"teams.filter(t, t != team)\"}}\nrequire: others.isEmpty()\nlabels:\n  - at: team\n{more}"
        )
    };
    let world = world(&format!("teams:\n{}", lines(40, |n| format!("  t{n:02}: {{}}\n"))));
    let judged = |labels: usize| {
        let judgement = world.judged_by(&rules(&[("alone", &page(labels))], &Overrides::default()).rules);
        let said: Vec<&str> = judgement.findings[0].labels.iter().map(|label| &*label.text).collect();
        (judgement.tally[0].steps, said.concat())
    };
    let ((none, _), (three, said)) = (judged(0), judged(3));
    assert_eq!(said, "t01");
    // To go through all others takes more than a step for each, 40 times for each label.
    assert!(none > 40 * 40 && three - none < 40 * 40, "{none}, {three}");
}

#[test]
fn what_was_not_judged_is_told_by_rule_and_field() {
    let head = format!("{TEAM}require: team.members.size() > 1 && has(team.mission) && team.discipline == sre\n");
    let none = "summary: s\nfor: service in services\nlabels: [{at: service}]\nmessage: m\nseverity: error\nrequire: has(service.owner)\n";
    let registry = rules(&[("known", &head), ("owned", none)], &Overrides::default());
    for teams in [4, 400] {
        let text = lines(teams, |n| match n {
            0 => "  t0000: {mission: m, discipline: sre}\n".to_owned(),
            n => format!("  t{n:04}: {{mission: m}}\n"),
        });
        let world = world(&format!("teams:\n{text}"));
        let judgement = world.judged_by(&registry.rules);
        let told = undecided(&world.org, &world.facts, &registry.rules, &judgement.not_judged);
        let one = |rule: &str, missing: &str, count, examples: &[&str]| Undecided {
            rule: rule.to_owned(),
            missing: missing.to_owned(),
            count,
            examples: examples.iter().map(|&id| id.to_owned()).collect(),
        };
        let expected = [
            one("known", "teams.*.members", teams, &["team:t0000", "team:t0001", "team:t0002"]),
            one("known", "teams.*.discipline", teams - 1, &["team:t0001", "team:t0002", "team:t0003"]),
            one("owned", "services", 1, &[]),
        ];
        assert_eq!(told, expected);
    }
}

#[test]
fn what_is_computed_once_is_the_same_for_any_number_of_threads() {
    let registry = rules(&[("once", &same_for_all())], &Overrides::default());
    let teams = lines(3_000, |n| {
        if n == 7 { "  t7: {discipline: sre}\n".to_owned() } else { format!("  t{n}: {{members: [x]}}\n") }
    });
    let world = world(&format!("teams:\n{teams}"));
    let of = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let judgement = pool.install(|| world.judged_by(&registry.rules));
        (world.not_judged(&judgement, &registry.rules), judgement.findings)
    };
    let (unjudged, findings) = of(1);
    assert_eq!((unjudged.len(), findings.len()), (2_999, 0));
    // Everybody lacks the same, and the first of it is told.
    assert_eq!(unjudged[0].missing.len(), 32);
    assert_eq!(unjudged[0].missing, unjudged[2_998].missing);
    assert_eq!((&unjudged, &findings), (&of(4).0, &of(4).1));
}

#[test]
fn the_order_does_not_depend_on_threads() {
    let small = format!("{TEAM}require: team.members.size() > 1\n");
    let none = format!("{TEAM}require: has(team.mission)\n");
    let teams = lines(3_000, |n| format!("  t{n}: {{members: [x]}}\n"));
    let org = format!("teams:\n{teams}");
    let of = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| run(&[("small", &small), ("none", &none)], &org, None).1.findings)
    };
    let one = of(1);
    assert_eq!(one.len(), 6_000);
    assert_eq!(one, of(4));
    assert_eq!((one[0].rule.as_str(), one[1].rule.as_str()), ("none", "small"));
}
