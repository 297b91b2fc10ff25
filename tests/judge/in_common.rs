//! What many who are judged have in common is gone through once for all of them, and comes to the same as if each did so alone.
//! It is gone through once for pages of the program alone, as nobody bounds the memory of these.

use std::fmt::Write as _;

use teamlint::judge::{Judgement, Limits};
use teamlint::rule::Overrides;
use teamlint::rule::page::PageText;

use crate::support::world::{Texts, World, rules_of};

fn organisation(broken: bool) -> World {
    world(&written(broken))
}

fn world(text: &str) -> World {
    Texts::without_taxonomy([("org.yaml", text)]).build(20_500)
}

/// Rotations that only the policies `many`, `all` and `broken` page, and one that none does.
const ANSWERING: [usize; 8] = [7, 11, 12, 15, 16, 19, 20, 1];

/// Services of owners of every sort, and policies that page teams, people and rotations of which this and that is not known; what
/// is `broken` cannot be read.
fn written(broken: bool) -> String {
    let mut text = "services:\n".to_owned();
    let owners = (0..24)
        .map(|at| format!("t{at}"))
        .chain(["[t1, t20]", "\"person:p3\"", "[t2, 7]", "nobody", "[]"].map(str::to_owned));
    for (at, owner) in owners.enumerate() {
        for policy in ["many", "few", "known", "all", "broken"] {
            let _ = writeln!(text, "  {policy}-{at}: {{owner: {owner}, escalation: {policy}}}");
        }
        let _ = writeln!(text, "  own-{at}: {{owner: {owner}, escalation: many, rotation: r{}}}", ANSWERING[at % 8]);
        let unpaged = if at == 3 { ", rotation: r7" } else { "" };
        let _ = writeln!(text, "  none-{at}: {{owner: {owner}{unpaged}}}");
    }
    text += "teams:\n";
    for at in 0..24 {
        let discipline =
            ["", "discipline: platform, ", "", "discipline: development, ", "discipline: sorcery, "][at % 5];
        let members = if at == 7 { String::new() } else { format!("members: [p{at}, q{}]", at / 2) };
        let _ = writeln!(text, "  t{at}: {{{discipline}{members}}}");
    }
    text += "rotations:\n";
    for at in 0..24 {
        let team = if at % 3 == 0 { String::new() } else { format!("team: t{at}, ") };
        let _ = writeln!(text, "  r{at}: {{{team}participants: [p{at}, p{}]}}", (at + 1) % 24);
    }
    let target = |at: usize| match at % 4 {
        0 => format!("{{rotation: r{at}}}"),
        1 => format!("{{team: t{at}}}"),
        2 => format!("{{person: p{at}}}"),
        _ => format!("{{rotation: r{at}, level: secondary}}"),
    };
    let paging = |which: &dyn Fn(usize) -> bool, more: &str| {
        let targets: Vec<String> = (0..24).filter(|&at| which(at)).map(target).collect();
        format!("{{levels: [{{targets: [{}{more}]}}, {{targets: [{{team: t0}}, {{team: t1}}]}}]}}", targets.join(", "))
    };
    let _ = writeln!(text, "escalations:\n  many: {}", paging(&|_| true, ""));
    let _ = writeln!(text, "  few: {}", paging(&|at| at < 5, ""));
    let _ = writeln!(text, "  known: {}", paging(&|at| at % 5 == 3, &", {team: t3}".repeat(20)));
    let _ = writeln!(text, "  all: {}", paging(&|_| true, ", {all: true}"));
    let _ = writeln!(text, "  broken: {}", paging(&|_| true, if broken { ", {team: [7]}, 7" } else { "" }));
    text
}

/// Judges by a rule that asks for this.
fn judged(world: &World, about: &str, require: &str, built_in: bool) -> Judgement {
    let shown = "sources: [{title: t}]\n---\n\n# asks\n\n```yaml bad\nteams: {}\n```\n\n```yaml good\nteams: {}\n```\n";
    let head = format!(
        "summary: s\nfor: {about} in {about}s\nlabels: [{{at: {about}}}]\nmessage: \"{{{{ {about}.id }}}}\"\nseverity: warning\n"
    );
    let text = format!("---\n{head}require: >-\n  {require}\n{shown}");
    let page = PageText { built_in, ..PageText::of_user("rules/own/asks.md", text) };
    let (registry, _) = rules_of(&[page], &Overrides::default());
    assert_eq!(registry.problems, [], "{require}");
    let judgement = world.judged_as(&registry.rules, None, Limits::default());
    assert_eq!(judgement.problems, []);
    judgement
}

/// Whom the rule finds, and whom it could not judge for want of what.
fn told(judgement: &Judgement) -> Vec<String> {
    let found = judgement.findings.iter().map(|finding| finding.message.clone());
    let not_judged = judgement.not_judged.iter().map(|one| format!("{:?}: {:?}", one.entity, one.missing));
    found.chain(not_judged).collect()
}

const QUESTIONS: [&str; 5] = [
    "!service.escalation.levels.exists(l, l.targets.exists(x, x.teams.exists(t, t.discipline == platform && !service.owners.exists(o, o == t))))",
    "!service.escalation.levels.exists(l, l.targets.exists(x, x.teams.exists(t, t.discipline == platform && !service.owners.exists(o, o == t)) && !(has(x.person) && (service.owners.exists(o, x.person == o) || x.person.teams.exists(t, t in service.owners)))))",
    "service.escalation.levels.all(l, l.targets.all(x, x.teams.all(t, t.discipline != platform || t in service.owners)))",
    "service.escalation.levels.all(l, l.number > 1 || l.targets.exists(x, x.teams.exists(t, t in service.owners)))",
    "!service.escalation.levels.exists(l, l.targets.exists(x, has(x.person) && !(x.person in service.owners) && x.person.teams.all(t, t.discipline == platform)))",
];

#[test]
fn what_elements_look_for_among_ones_own_is_all_that_each_goes_through() {
    let world = organisation(true);
    for question in QUESTIONS {
        let (once, each) = (judged(&world, "service", question, true), judged(&world, "service", question, false));
        let judgement = the_same_at_once(question, once, &each);
        assert!(!judgement.findings.is_empty() && !judgement.not_judged.is_empty(), "{question}");
    }
}

#[test]
fn what_follows_from_the_services_of_rotations_that_the_same_policies_page_is_the_same_for_all() {
    let world = organisation(false);
    // Of what asks for the rotation itself, nothing is the same for several.
    let alone = "s.lifecycle == production && rotation.id != ''";
    for question in [
        "rotation.pagedFirstFor.filter(s, s.lifecycle == production).size() < 90",
        "rotation.pagedFirstFor.filter(s, s.lifecycle == production).map(s, s.owner).firstBy(t, t).size() < 20",
        "rotation.pagedFirstFor.filter(s, s.lifecycle == production).all(s, s.owner.discipline == platform)",
        "rotation.pagedFirstFor.filter(s, s.lifecycle == production).exists(s, s.id == 'none-3')",
        "rotation.pagedFirstFor.filter(s, s.lifecycle == production).first().id != 'many-0'",
    ] {
        let each = question.replace("s.lifecycle == production", alone);
        let (once, each) = (judged(&world, "rotation", question, true), judged(&world, "rotation", &each, true));
        let judgement = the_same_at_once(question, once, &each);
        assert!(judgement.findings.len() + judgement.not_judged.len() > 5, "{question}");
    }
}

#[test]
fn what_follows_from_the_rotations_that_one_policy_pages_is_the_same_for_all_its_services() {
    let text = written(true);
    let sections = ["rotations:", "escalations:"].map(|section| text.find(section).expect("a section"));
    let undeclared = world(&(text[..sections[0]].to_owned() + &text[sections[1]..]));
    for question in [
        "service.pagedRotations.all(r, r.id != 'r1')",
        "service.pagedRotations.filter(r, r.id != 'r1').size() != 12",
        "service.pagedRotations.filter(r, r.id != 'r1' || r.id == 'r1').size() != 12",
        "service.firstRotations.filter(r, r.id != 'r1').size() < 3",
        "service.pagedRotations.filter(r, r.id != 'r1').first().id != 'r0'",
    ] {
        let each = question.replace("r.id != 'r1'", "(r.id != 'r1' && service.id != '')");
        for world in [&organisation(true), &undeclared] {
            let (once, each) = (judged(world, "service", question, true), judged(world, "service", &each, true));
            let judgement = the_same_at_once(question, once, &each);
            assert!(judgement.findings.len() + judgement.not_judged.len() > 2, "{question}");
        }
    }
}

/// A judgement, which comes to the same as if each were judged alone and takes far fewer steps.
fn the_same_at_once(question: &str, once: Judgement, each: &Judgement) -> Judgement {
    assert_eq!(told(&once), told(each), "{question}");
    let (fewer, more) = (once.tally[0].steps, each.tally[0].steps);
    assert!(fewer * 2 < more, "{question}: {fewer} steps, and {more} one by one");
    once
}

#[test]
fn whether_one_team_responds_is_told_without_all_that_do() {
    let world = organisation(true);
    for singly in [
        "service.owner in service.responders",
        "service.owners.filter(o, o in service.responders).size() > 0",
        "teams.filter(t, t in service.owners).minus(service.responders).isEmpty()",
        "[service.owner].minus(service.responders).isEmpty()",
        "teams.filter(t, t.id == 'none').minus(service.responders).isEmpty()",
    ] {
        let all = singly.replace("service.responders", "service.responders.filter(r, r.id != '')");
        let (of_one, of_all) = (judged(&world, "service", singly, true), judged(&world, "service", &all, true));
        assert_eq!(told(&of_one), told(&of_all), "{singly}");
        assert!(!of_one.not_judged.is_empty(), "{singly}");
        assert!(of_one.tally[0].steps < of_all.tally[0].steps, "{singly}");
    }
}
