//! Three-valued logic and numbers between bounds: what is answered, and that no answer is ever wrong.

use bumpalo::Bump;
use proptest::prelude::*;
use teamlint::expr::{Frame, Verdict, truth};
use teamlint::facts::Facts;
use teamlint::facts::cx::Cx;
use teamlint::org::Org;
use teamlint::value::{Item, Missing, Number, Of, Type, Unit, Val};
use teamlint::vocabulary::kinds::Kind;

use crate::support::expr::{BOOL, Given, NUMBER, ask, compiled, env};
use crate::support::world::nobody;

const NUMBERS: Type = Type::list(Of::Number(Unit::Plain));

fn number<'a>(n: i64) -> Val<'a> {
    Val::Number(Number::from(n))
}

/// `1, 2` for certain and perhaps `3`.
fn perhaps_three<'a>(cx: &Cx<'a>) -> Val<'a> {
    let maybe = Some(cx.because(Missing::Section(Kind::Slo)));
    cx.list([Item::new(number(1), None), Item::new(number(2), None), Item { maybe, ..Item::new(number(3), None) }])
}

/// `1, 2`, and what else there is nobody said.
fn open<'a>(cx: &Cx<'a>) -> Val<'a> {
    let open = Some(cx.because(Missing::Section(Kind::Interaction)));
    cx.open_list([1, 2].map(|n| Item::new(number(n), None)), open)
}

const GIVEN: &[Given<'_>] = &[
    ("t", BOOL, |_| Val::Bool(true)),
    ("f", BOOL, |_| Val::Bool(false)),
    ("u", BOOL, |cx| cx.unknown(Missing::Section(Kind::Slo))),
    ("n", NUMBER, |cx| cx.unknown(Missing::Section(Kind::Slo))),
    ("perhaps", NUMBERS, perhaps_three),
    ("open", NUMBERS, open),
];

/// One line for each expression with its answer; unknown is `?`, without its reasons.
fn answers(expressions: &[&str]) -> Vec<String> {
    let org = nobody();
    expressions
        .iter()
        .map(|text| {
            let answer = ask(&org, GIVEN, text);
            format!("{text} is {}", if answer.starts_with("? ") { "?" } else { &answer })
        })
        .collect()
}

#[track_caller]
fn holds(table: &[&str]) {
    let expressions: Vec<&str> =
        table.iter().map(|line| line.rsplit_once(" is ").expect("a line has an answer").0).collect();
    assert_eq!(answers(&expressions), table);
}

#[test]
fn and_or_not_follow_kleene() {
    holds(&[
        "t && t is true",
        "t && f is false",
        "t && u is ?",
        "f && t is false",
        "f && f is false",
        "f && u is false",
        "u && t is ?",
        "u && f is false",
        "u && u is ?",
        "t || t is true",
        "t || f is true",
        "t || u is true",
        "f || t is true",
        "f || f is false",
        "f || u is ?",
        "u || t is true",
        "u || f is ?",
        "u || u is ?",
        "!t is false",
        "!f is true",
        "!u is ?",
    ]);
}

#[test]
fn a_choice_on_something_unknown_is_known_where_both_ways_lead_to_the_same() {
    holds(&["u ? 1 : 1 is 1", "u ? 1 : 2 is ?", "t ? 1 : n is 1", "f ? n : 2 is 2", "(u ? t : t) && t is true"]);
}

#[test]
fn exists_and_all_are_decided_by_one_certain_element() {
    holds(&[
        "perhaps.exists(x, x == 2) is true",
        "perhaps.exists(x, x == 3) is ?",
        "perhaps.exists(x, x == 4) is false",
        "perhaps.all(x, x < 4) is true",
        "perhaps.all(x, x < 3) is ?",
        "perhaps.all(x, x < 2) is false",
        "open.exists(x, x == 2) is true",
        "open.exists(x, x == 4) is ?",
        "open.all(x, x < 2) is false",
        "open.all(x, x < 3) is ?",
        "open.exists(x, x == n) is ?",
        "[1, 2].exists(x, x == n || x == 1) is true",
        "[1].filter(x, x > 1).all(x, x == 1) is true",
        "perhaps.exists_one(x, x == 2) is true",
        "perhaps.exists_one(x, x > 2) is ?",
        "perhaps.exists_one(x, x < 3) is false",
        "2 in open is true",
        "4 in open is ?",
        "3 in perhaps is ?",
        "4 in perhaps is false",
    ]);
}

#[test]
fn counts_lie_between_bounds_and_comparisons_decide_when_the_bounds_do() {
    holds(&[
        "perhaps.size() is 2 to 3",
        "open.size() is at least 2",
        "perhaps.size() > 1 is true",
        "perhaps.size() > 2 is ?",
        "perhaps.size() > 3 is false",
        "perhaps.size() >= 2 is true",
        "perhaps.size() <= 3 is true",
        "perhaps.size() < 2 is false",
        "perhaps.size() == 4 is false",
        "perhaps.size() != 4 is true",
        "perhaps.size() == 3 is ?",
        "open.size() >= 2 is true",
        "open.size() < 2 is false",
        "open.size() < 9 is ?",
        "open.isEmpty() is false",
        "perhaps.count(x, x == n) is 0 to 3",
        "open.filter(x, x > 1).size() is at least 1",
        "perhaps.count(x, x < 3) is 2",
    ]);
}

#[test]
fn arithmetic_keeps_bounds() {
    holds(&[
        "perhaps.size() + 1 is 3 to 4",
        "1 - perhaps.size() is -2 to -1",
        "2 * perhaps.size() is 4 to 6",
        "perhaps.size() * -1 is -3 to -2",
        "perhaps.size() / 2 is 1 to 1.5",
        "6 / perhaps.size() is 2 to 3",
        "open.size() * 2 is at least 4",
        "open.size() * -2 is ?",
        "10 - open.size() is ?",
        "min(open.size(), 5) is 2 to 5",
        "max(open.size(), 5) is at least 5",
        "perhaps.size() % 2 is ?",
        "perhaps.size() - perhaps.size() is -1 to 1",
    ]);
}

#[test]
fn sums_of_what_is_never_negative_keep_a_lower_bound() {
    let org = crate::support::expr::org(
        "teams:\n  a: {}\nservices:\n  s: {owner: a, tier: 3}\n  t: {owner: a, tier: 2}\n  u: {owner: a}\n",
    );
    assert_eq!(ask(&org, &[], "services.map(s, s.tier).sum()"), "at least 5");
    assert_eq!(ask(&org, &[], "services.sum(s, s.tier) > 4"), "true");
    assert_eq!(ask(&org, &[], "services.filter(s, has(s.tier)).sum(s, s.tier)"), "5");
    assert_eq!(ask(&org, &[], "services.max(s, s.tier)"), "at least 3");
    assert!(ask(&org, &[], "services.min(s, s.tier)").starts_with("? [Field("));
    assert_eq!(ask(&org, &[], "services.filter(s, has(s.tier)).max(s, s.tier)"), "3");
    holds(&["perhaps.sum() is 3 to 6", "open.sum() is ?", "perhaps.max() is ?"]);
}

#[test]
fn sets_keep_what_is_not_certain() {
    holds(&[
        "perhaps.union([1, 9]) is 1, 2, 3, 9",
        "perhaps.union([1, 9]).size() is 3 to 4",
        "perhaps.union([3]).size() is 3",
        "perhaps.intersect([2, 3]).size() is 1 to 2",
        "perhaps.minus([2]).size() is 1 to 2",
        "[1, 3].minus(perhaps).size() is 0 to 1",
        "[1, 2, 1].distinct() is 1, 2",
        "open.union([7]).size() > 2 is true",
        "[1, 9].intersect(open).size() is 1 to 2",
        "[1, 9].minus(open).size() is 0 to 1",
        "[3, 1, 4, 2].firstBy(x, x % 2) is 3, 4",
        "[1, 2] == [1, 2] is true",
        "[1, 2] == [2, 1] is false",
        "perhaps == [1, 2] is ?",
        "perhaps == [1] is false",
    ]);
}

#[test]
fn what_decides_is_remembered_and_what_does_not_is_not() {
    let org = nobody();
    let given: &[Given<'_>] = &[
        ("a", BOOL, |cx| cx.unknown(Missing::Section(Kind::Slo))),
        ("b", BOOL, |cx| cx.unknown(Missing::Section(Kind::Team))),
    ];
    assert_eq!(ask(&org, given, "a && (b || true)"), "? [Section(Slo)]");
    assert_eq!(ask(&org, given, "a || b"), "? [Section(Team), Section(Slo)]");
    assert_eq!(ask(&org, &[], "teams.exists(t, true)"), "? [Section(Team)]");
    assert_eq!(ask(&org, &[], "decisions.size()"), "0");
    assert_eq!(ask(&org, &[], "[1][3]"), "? [Element]");
    assert_eq!(ask(&org, &[], "1 / 0"), "? [Arithmetic]");
    assert_eq!(ask(&org, &[], "9000000000000000000 * 9000000000000000000"), "? [Arithmetic]");
}

/// A number or nothing, and whether it is certain that it belongs to its list.
type Element = (Option<i64>, bool);

/// What is known about the variables of a random expression.
#[derive(Clone, Debug)]
struct Known {
    bools: [Option<bool>; 2],
    lists: [(Vec<Element>, bool); 2],
}

/// Every way in which the rest could turn out. Numbers that are not known are 0 or 2.
fn completions(known: &Known) -> Vec<Known> {
    let mut all = vec![Known { bools: known.bools, lists: Default::default() }];
    for at in 0..2 {
        if known.bools[at].is_none() {
            all = all
                .iter()
                .flat_map(|one| {
                    [true, false].map(|b| {
                        let mut one = one.clone();
                        one.bools[at] = Some(b);
                        one
                    })
                })
                .collect();
        }
        let (elements, open) = &known.lists[at];
        for (value, certain) in elements {
            let mut ways: Vec<Option<i64>> = value.map_or_else(|| vec![Some(0), Some(2)], |n| vec![Some(n)]);
            if !certain {
                ways.push(None);
            }
            all = extended(&all, at, &ways);
        }
        if *open {
            all = extended(&all, at, &[None, Some(0), Some(2)]);
        }
    }
    all
}

fn extended(all: &[Known], at: usize, ways: &[Option<i64>]) -> Vec<Known> {
    let with = |one: &Known, way: Option<i64>| {
        let mut one = one.clone();
        one.lists[at].0.extend(way.map(|n| (Some(n), true)));
        one
    };
    all.iter().flat_map(|one| ways.iter().map(move |way| with(one, *way))).collect()
}

fn verdict(org: &Org, known: &Known, text: &str) -> Verdict {
    let (facts, arena, mut env) = (Facts::default(), Bump::new(), env());
    let cx = Cx::new(org, &facts, &arena);
    let slots = [env.bind("a", BOOL), env.bind("b", BOOL), env.bind("xs", NUMBERS), env.bind("ys", NUMBERS)];
    let mut frame = Frame::new(&env);
    for at in 0..2 {
        let truth = known.bools[at].map_or_else(|| cx.unknown(Missing::Section(Kind::Slo)), Val::Bool);
        frame.set(slots[at], Item::new(truth, None));
        let (elements, open) = &known.lists[at];
        let items: Vec<Item<'_>> = elements
            .iter()
            .map(|(value, certain)| Item {
                value: value.map_or_else(|| cx.unknown(Missing::Section(Kind::Team)), number),
                place: None,
                maybe: (!certain).then(|| cx.because(Missing::Section(Kind::Unit))),
            })
            .collect();
        let open = open.then(|| cx.because(Missing::Section(Kind::Person)));
        let list = cx.open_list(items, open);
        frame.set(slots[2 + at], Item::new(list, None));
    }
    truth(compiled(text, &env).eval(&cx, &mut frame))
}

/// Lists that are no sets, whose order means something.
fn ordered_list() -> impl Strategy<Value = String> {
    prop_oneof![Just("xs".to_owned()), Just("ys".to_owned())].prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), "[<>]", 0..3).prop_map(|(l, op, k)| format!("{l}.filter(x, x {op} {k})")),
            inner.clone().prop_map(|l| format!("{l}.map(x, 2 - x)")),
            inner.clone().prop_map(|l| format!("{l}.firstBy(x, x % 2)")),
            (inner.clone(), inner).prop_map(|(l, r)| format!("({l} + {r})")),
        ]
    })
}

fn numbers_list() -> impl Strategy<Value = String> {
    prop_oneof![Just("xs".to_owned()), Just("ys".to_owned())].prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), "[<>]", 0..3).prop_map(|(l, op, k)| format!("{l}.filter(x, x {op} {k})")),
            inner.clone().prop_map(|l| format!("{l}.filter(x, x == 2 || b)")),
            inner.clone().prop_map(|l| format!("{l}.map(x, 2 - x)")),
            inner.clone().prop_map(|l| format!("{l}.distinct()")),
            ordered_list().prop_map(|l| format!("{l}.firstBy(x, x % 2)")),
            (inner.clone(), inner.clone()).prop_map(|(l, r)| format!("{l}.union({r})")),
            (inner.clone(), inner.clone()).prop_map(|(l, r)| format!("{l}.intersect({r})")),
            (inner.clone(), inner.clone()).prop_map(|(l, r)| format!("{l}.minus({r})")),
            (inner.clone(), inner).prop_map(|(l, r)| format!("({l} + {r})")),
        ]
    })
}

fn numbers() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        (-1..4i32).prop_map(|k| k.to_string()),
        numbers_list().prop_map(|l| format!("{l}.size()")),
        numbers_list().prop_map(|l| format!("{l}.sum()")),
        numbers_list().prop_map(|l| format!("{l}.count(x, x == 2)")),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), "[-+*/]", inner.clone()).prop_map(|(l, op, r)| format!("({l} {op} {r})")),
            (inner.clone(), inner.clone()).prop_map(|(l, r)| format!("min({l}, {r})")),
            (inner.clone(), inner.clone()).prop_map(|(l, r)| format!("max({l}, {r})")),
            (inner.clone(), inner).prop_map(|(l, r)| format!("(a ? {l} : {r})")),
        ]
    })
}

fn conditions() -> impl Strategy<Value = String> {
    let compare = prop::sample::select(vec!["==", "!=", "<", "<=", ">", ">="]);
    let leaf = prop_oneof![
        Just("a".to_owned()),
        Just("b".to_owned()),
        (numbers(), compare, numbers()).prop_map(|(l, op, r)| format!("{l} {op} {r}")),
        (numbers_list(), 0..3).prop_map(|(l, k)| format!("{l}.exists(x, x > {k} && a)")),
        (numbers_list(), 0..3).prop_map(|(l, k)| format!("{l}.all(x, x >= {k})")),
        (numbers_list(), 0..3).prop_map(|(l, k)| format!("{l}.exists_one(x, x == {k})")),
        (numbers_list(), 0..3).prop_map(|(l, k)| format!("{k} in {l}")),
        (ordered_list(), ordered_list()).prop_map(|(l, r)| format!("{l} == {r}")),
        numbers_list().prop_map(|l| format!("{l}.isEmpty()")),
        (ordered_list(), 0..2).prop_map(|(l, k)| format!("{l}[{k}] == 2")),
        numbers_list().prop_map(|l| format!("{l}.min() > 0")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|c| format!("!({c})")),
            (inner.clone(), inner.clone()).prop_map(|(l, r)| format!("({l} && {r})")),
            (inner.clone(), inner.clone()).prop_map(|(l, r)| format!("({l} || {r})")),
            (inner.clone(), inner.clone(), inner).prop_map(|(c, l, r)| format!("({c} ? {l} : {r})")),
        ]
    })
}

fn known() -> impl Strategy<Value = Known> {
    let element = || (prop::option::weighted(0.8, 0..3i64), prop::bool::weighted(0.6));
    let list = |most| (prop::collection::vec(element(), 0..=most), prop::bool::weighted(0.25));
    (any::<[Option<bool>; 2]>(), list(2), list(2)).prop_map(|(bools, xs, ys)| Known { bools, lists: [xs, ys] })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, max_global_rejects: 200_000, ..ProptestConfig::default() })]

    #[test]
    fn a_definite_answer_is_the_answer_of_every_completion(known in known(), text in conditions()) {
        let org = nobody();
        let answer = verdict(&org, &known, &text);
        prop_assume!(matches!(answer, Verdict::Holds | Verdict::Fails));
        for complete in completions(&known) {
            let exact = verdict(&org, &complete, &text);
            // What has no value at all (an element that is not there, a division by zero) decides nothing.
            if matches!(exact, Verdict::Holds | Verdict::Fails) {
                prop_assert_eq!(exact, answer, "{} with {:?}", text, complete);
            }
        }
    }
}
