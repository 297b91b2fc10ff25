//! What a page of one's own makes is bounded like what it does: lists of lists are stopped and told, and all other rules run.

use teamlint::judge::{Judgement, Limits};
use teamlint::rule::Overrides;
use teamlint::rule::page::PageText;

use crate::support::world::{Texts, World, rules_of};

const HEAD: &str =
    "summary: s\nfor: team in teams\nlabels: [{at: team}]\nmessage: \"{{ team.id }}\"\nseverity: warning\n";

fn teams(count: usize) -> World {
    let teams: String = (0..count).map(|n| format!("  t{n}: {{members: [p{n}]}}\n")).collect();
    Texts::without_taxonomy([("org.yaml", format!("teams:\n{teams}").as_str())]).build(20_500)
}

fn judged(world: &World, head: &str, built_in: bool, limits: Limits) -> Judgement {
    let shown =
        "sources: [{title: t}]\n---\n\n# large\n\n```yaml bad\nteams: {}\n```\n\n```yaml good\nteams: {}\n```\n";
    let text = format!("---\n{head}{shown}");
    let page = PageText { built_in, ..PageText::of_user("rules/own/large.md", text) };
    let (registry, _) = rules_of(&[page], &Overrides::default());
    assert_eq!(registry.problems, []);
    world.judged_as(&registry.rules, None, limits)
}

fn told(judgement: &Judgement) -> Vec<&str> {
    judgement.problems.iter().map(|problem| problem.message.as_str()).collect()
}

#[test]
fn a_list_of_lists_for_one_entity_is_stopped_and_told_how_to_go_on() {
    let head = format!("{HEAD}require: \"teams.map(a, teams.map(b, a.id)) != [['t']] && team.members.size() > 1\"\n");
    let limits = Limits { entity_bytes: 1_500_000, ..Limits::default() };
    let small = judged(&teams(100), &head, false, limits);
    assert_eq!((told(&small), small.findings.len()), (vec![], 100));
    let large = judged(&teams(200), &head, false, limits);
    assert_eq!(told(&large), ["`large` was stopped: judging `team:t0` took more than 1.5 MB of memory"]);
    let problem = &large.problems[0];
    assert_eq!(
        (problem.rule.as_str(), problem.labels[0].text.as_str()),
        ("rule-out-of-steps", "this takes too much memory")
    );
    assert!(problem.help.as_deref().unwrap().contains("ask with `exists`, `all` or `count`, which make none"));
    assert_eq!(large.findings, []);
}

#[test]
fn a_list_that_shares_its_parts_is_stopped_before_each_of_them_is_made() {
    // Eight million texts of three lists of two hundred.
    let lets = "let: {a: \"teams.map(t, t.id)\", b: \"teams.map(t, a)\", c: \"teams.map(t, b)\"}\n";
    let head = format!("{HEAD}{lets}require: \"c != [[['t']]] && team.members.size() > 1\"\n");
    let limits = Limits { kept_bytes: 8_000_000, ..Limits::default() };
    let world = teams(200);
    let stopped = judged(&world, &head, false, limits);
    let [message] = told(&stopped)[..] else { panic!("{:?}", stopped.problems) };
    assert!(
        message.starts_with("`large` was stopped: a list that is the same for all entities took more than ")
            && message.ends_with(" MB of memory"),
        "{message}"
    );
    for threads in [1, 2, 4] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let again = pool.install(|| judged(&world, &head, false, limits));
        assert_eq!(told(&again), [message], "{threads} threads");
    }
}

#[test]
fn what_a_rule_is_asked_about_is_bounded_as_well() {
    let head = HEAD.replace("teams\n", "teams.filter(t, t.id != 'x')\n") + "require: team.members.size() > 1\n";
    let of = |kept_bytes| {
        let judgement = judged(&teams(200), &head, false, Limits { kept_bytes, ..Limits::default() });
        (judgement.problems.len(), judgement.findings.len())
    };
    assert_eq!((of(1_000), of(1_000_000)), ((1, 0), (0, 200)));
}

#[test]
fn pages_of_the_program_are_not_stopped_for_want_of_memory() {
    let head = format!("{HEAD}require: \"teams.map(a, teams.map(b, a.id)) != [['t']] && team.members.size() > 1\"\n");
    let judgement = judged(&teams(50), &head, true, Limits { entity_bytes: 1, kept_bytes: 1, ..Limits::default() });
    assert_eq!((told(&judgement), judgement.findings.len()), (vec![], 50));
}

#[test]
fn texts_that_stay_with_findings_are_bounded_for_all_of_them() {
    // 64 kB a team.
    let doubled: String = (1..=16).map(|at| format!("  a{at}: a{} + a{}\n", at - 1, at - 1)).collect();
    let lets = format!("let:\n  a0: \"'x'\"\n{doubled}");
    let head = format!("{HEAD}{lets}key: \"{{{{ a16 }}}}\"\nrequire: \"a16 == team.id\"\n");
    let of = |count| {
        let judgement = judged(&teams(count), &head, false, Limits { rule_steps: 10_000_000, ..Limits::default() });
        let longest = judgement.findings.iter().flat_map(|finding| &finding.values).map(|(_, value)| value.len()).max();
        (judgement.problems.len(), judgement.findings.len(), longest)
    };
    assert_eq!(of(10), (0, 10, Some(10_000 + "…".len())));
    assert_eq!(of(40), (1, 0, None));
}
