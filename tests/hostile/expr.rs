//! Pages built to hurt: any text is compiled or refused, and what explodes is stopped.

use std::time::{Duration, Instant};

use bumpalo::Bump;
use proptest::prelude::*;
use teamlint::expr::{Env, Frame, Template, Verdict, compile, truth};
use teamlint::facts::Facts;
use teamlint::facts::cx::Cx;
use teamlint::org::Org;
use teamlint::value::{Of, Type};
use teamlint::vocabulary::kinds::Kind;

use crate::support::child::alone;
use crate::support::expr::{compiled, env};
use crate::support::world::nobody;

fn names() -> Env {
    let mut env = env();
    env.bind("team", Type::one(Of::Entity(Kind::Team)));
    env.bind("n", crate::support::expr::NUMBER);
    env
}

/// Compiles and, where that works, evaluates and points with nothing set; every span must lie in the text.
fn survive(org: &Org, text: &str) {
    let env = names();
    let (facts, arena) = (Facts::default(), Bump::new());
    let cx = Cx::new(org, &facts, &arena);
    cx.step_limit.set(10_000);
    match compile(text, &env) {
        Ok(expr) => {
            let mut frame = Frame::new(&env);
            let _ = expr.eval(&cx, &mut frame);
            assert_eq!(expr.places(&cx, &mut frame).is_empty(), expr.can_point().is_err());
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a reason: {text}");
            for problem in problems {
                assert!(text.get(problem.span.clone()).is_some(), "{problem:?} in {text:?}");
            }
        }
    }
    if let Ok(template) = Template::compile(text, &env) {
        let _ = template.render(&cx, &mut Frame::new(&env));
    }
}

/// Pieces from which nearly valid expressions come about.
const PIECES: &[&str] = &[
    "team",
    ".",
    ".?",
    "members",
    "(",
    ")",
    "[",
    "]",
    "x",
    ",",
    "exists",
    "filter",
    "map",
    "all",
    "size",
    "&&",
    "||",
    "!",
    "==",
    "<",
    "?",
    ":",
    "+",
    "-",
    "*",
    "/",
    "%",
    "in",
    "1",
    "0.5",
    "12h",
    "24x7",
    "'a'",
    "'2026-06-01'",
    "4",
    "slos",
    "target",
    "timeWindow",
    "\"",
    "has",
    "sre",
    "discipline",
    "orValue",
    "{{",
    "}}",
    "services",
    "teams",
    "org",
    "asOf",
    "params",
    "n",
    "true",
    "union",
    "distinct",
    "sum",
    "join",
    "first",
    "firstBy",
    "ü",
    "\u{0}",
    " ",
];

#[test]
fn any_text_is_compiled_or_refused() {
    alone!();
    proptest!(ProptestConfig::with_cases(4_000), |(text in "\\PC{0,60}")| survive(&nobody(), &text));
}

#[test]
fn any_sequence_of_tokens_is_compiled_or_refused() {
    alone!();
    let pieces = || prop::collection::vec(prop::sample::select(PIECES), 0..24);
    proptest!(ProptestConfig::with_cases(4_000), |(pieces in pieces(), gap in "| ")| {
        survive(&nobody(), &pieces.join(&gap));
    });
}

#[test]
fn nesting_is_refused_before_it_reaches_the_stack() {
    alone!();
    let deep = [
        ("(", 100_000),
        ("!", 10_000),
        ("-", 10_000),
        ("[", 10_000),
        ("true ? true : ", 1_000),
        ("has(", 3_000),
        ("teams.exists(x, ", 900),
        ("team.id + ", 1_500),
        ("1 + (", 3_000),
    ];
    for (piece, times) in deep {
        let problems = compile(&piece.repeat(times), &names()).expect_err("it is too deep");
        let told = &problems[0].message;
        assert!(told.contains("more than 64 levels") || told.contains("longer than 16384 bytes"), "{piece}: {told}");
    }
    let chain = format!("team{}", ".id".repeat(3_000));
    assert_eq!(compile(&chain, &names()).unwrap_err()[0].message, "this expression has more than 64 levels");
}

#[test]
fn an_expression_with_too_many_parts_is_refused() {
    alone!();
    let text = format!("n in [{}]", "1,".repeat(5_000));
    assert_eq!(compile(&text, &names()).unwrap_err()[0].message, "this expression has more than 4000 parts");
}

#[test]
fn a_list_in_a_list_is_checked_once_at_every_level() {
    alone!();
    // Twice at every level would be a year.
    let nested = |inner: &str| format!("{}{inner}{} == 1", "[".repeat(60), "]".repeat(60));
    let told = |text: &str| compile(text, &names()).expect_err("lists of another depth")[0].message.clone();
    assert!(told(&nested("team.id")).starts_with("`==` cannot compare"), "{}", told(&nested("team.id")));
    assert_eq!(told(&nested("team.idd")), "unknown field `idd` of team");
    let words = format!("{}\"a\", team.id, team.id{} == {0}team.id{1}", "[".repeat(50), "]".repeat(50));
    assert!(compile(&words, &names()).is_ok());
}

#[test]
fn a_chain_is_lowered_once_and_not_twice_at_every_link() {
    alone!();
    let org =
        crate::support::expr::org("teams:\n  t: {lead: p, members: [p]}\npeople:\n  p: {manager: q}\n  q: {fte: 1}\n");
    let chains = [
        format!("teams.first().?lead.orValue(people.first()){}.id", ".?manager.orValue(people.first())".repeat(18)),
        format!("escalations.first(){}.id", ".levels.first().targets.first().escalation".repeat(9)),
    ];
    for chain in chains {
        let (facts, arena) = (Facts::default(), Bump::new());
        let cx = Cx::new(&org, &facts, &arena);
        let compiled = match compile(&chain, &names()) {
            Ok(compiled) => compiled,
            Err(problems) => panic!("{chain}: {problems:?}"),
        };
        let _ = compiled.eval(&cx, &mut Frame::new(&names()));
        assert!(cx.steps.get() < 10_000, "{} steps", cx.steps.get());
    }
}

#[test]
fn lets_on_lets_are_evaluated_once_and_stop_at_a_depth() {
    alone!();
    let mut env = names();
    let first = compiled("services.size()", &env);
    env.bind_let("a0", first);
    for at in 1..250 {
        let text = format!("a{} + a{}", at - 1, at - 1);
        env.bind_let(&format!("a{at}"), compiled(&text, &env));
    }
    let org = crate::support::expr::org("teams:\n  t: {}\nservices:\n  s: {}\n");
    let (facts, arena) = (Facts::default(), Bump::new());
    let cx = Cx::new(&org, &facts, &arena);
    // 2^20 evaluations without memory, a few dozen with it.
    let _ = compiled("a20 == 1048576", &env).eval(&cx, &mut Frame::new(&env));
    assert!(cx.steps.get() < 100, "{} steps", cx.steps.get());
    for at in 250..600 {
        let text = format!("a{} + 1", at - 1);
        match compile(&text, &env) {
            Ok(expr) => env.bind_let(&format!("a{at}"), expr),
            Err(problems) => {
                return assert_eq!(problems[0].message, format!("`a{}` stands on too many other `let`s", at - 1));
            }
        };
    }
    panic!("any depth was accepted");
}

fn many_services(count: usize) -> Org {
    let services: Vec<String> = (0..count).map(|n| format!("  s{n}: {{tier: 2}}")).collect();
    crate::support::expr::org(&format!("services:\n{}\nteams:\n  t: {{}}\n", services.join("\n")))
}

#[test]
fn what_is_the_same_in_all_rounds_of_a_loop_is_computed_in_the_first() {
    alone!();
    let org = many_services(300);
    let nested = "services.exists(a, services.exists(b, services.exists(c, services.exists(d, d.tier == 1))))";
    let (facts, arena) = (Facts::default(), Bump::new());
    let cx = Cx::new(&org, &facts, &arena);
    let env = names();
    assert_eq!(truth(compiled(nested, &env).eval(&cx, &mut Frame::new(&env))), Verdict::Fails);
    assert!(cx.steps.get() < 300 * 20, "{} steps", cx.steps.get());
}

#[test]
fn an_expression_that_explodes_runs_out_of_steps() {
    alone!();
    let org = many_services(300);
    let nested = "services.exists(a, services.exists(b, services.exists(c, services.exists(d, [a, b, c, d].all(s, s.tier == 1)))))";
    let hidden = format!("false && true || {nested} || true");
    let twice = "'x'";
    let mut env = names();
    env.bind_let("x0", compiled(twice, &env));
    for at in 1..60 {
        let text = format!("x{} + x{}", at - 1, at - 1);
        env.bind_let(&format!("x{at}"), compiled(&text, &env));
    }
    for text in [
        nested,
        &hidden,
        "x59.size() > 0",
        "services.map(a, services.map(b, services.map(c, services.map(d, a.id + b.id + c.id + d.id)))).size() > 0",
    ] {
        let (facts, arena) = (Facts::default(), Bump::new());
        let cx = Cx::new(&org, &facts, &arena);
        cx.step_limit.set(200_000);
        let began = Instant::now();
        let verdict = truth(compiled(text, &env).eval(&cx, &mut Frame::new(&env)));
        assert_eq!(verdict, Verdict::OutOfSteps, "{text}");
        assert!(began.elapsed() < Duration::from_secs(5), "{text} took {:?}", began.elapsed());
    }
}
