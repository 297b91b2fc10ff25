//! Where the language is CEL, it answers what the `cel` crate answers.

use cel::{Context, Program, Value};
use proptest::prelude::*;

use crate::support::expr::ask;
use crate::support::world::nobody;

/// What CEL makes of an expression, as our values read.
fn cel(text: &str) -> String {
    let context = Context::default();
    let program = Program::compile(text).unwrap_or_else(|e| panic!("{text}: {e}"));
    read(&program.execute(&context).unwrap_or_else(|e| panic!("{text}: {e}")))
}

fn read(value: &Value) -> String {
    match value {
        Value::Int(n) => n.to_string(),
        Value::Bool(b) => b.to_string(),
        Value::String(s) => s.to_string(),
        Value::List(all) => all.iter().map(read).collect::<Vec<_>>().join(", "),
        other => panic!("not in the common subset: {other:?}"),
    }
}

#[test]
fn the_common_subset_is_answered_alike() {
    let org = nobody();
    for text in [
        "1 + 2 * 3 - 4",
        "(1 + 2) * 3",
        "-7 % 3",
        "7 % -3",
        "8 / 2",
        "10 - 3 - 2",
        "2 * 3 % 4",
        "--3",
        "-(2 + 3)",
        "1 < 2 && 2 <= 2",
        "1 > 2 || 2 >= 3",
        "!(1 == 1)",
        "1 != 2",
        "true && false || true",
        "true || false && false",
        "1 < 2 == true",
        "true ? 1 : 2",
        "false ? 1 : true ? 2 : 3",
        "'a' + \"b\"",
        "'a' < 'b'",
        "'abc' == \"abc\"",
        "'it\\'s' + \"\\n\"",
        "size('größe')",
        "'größe'.size()",
        "'abc'.contains('bc')",
        "'abc'.startsWith('ab')",
        "'abc'.endsWith('ab')",
        "1 in [1, 2]",
        "3 in [1, 2]",
        "'a' in ['b']",
        "[1, 2] + [3]",
        "[1, 2] == [1, 2]",
        "[1, 2] == [2, 1]",
        "[1, 2] != [1]",
        "size([1, 2, 3])",
        "[1, 2, 3].size()",
        "[1, 2, 3][1]",
        "[[1], [2, 3]][1][0]",
        "[1, 2, 3].exists(x, x > 2)",
        "[1, 2, 3].all(x, x > 1)",
        "[1, 2, 2].exists_one(x, x == 2)",
        "[1, 2, 3].exists_one(x, x == 2)",
        "[1, 2, 3].filter(x, x != 2)",
        "[1, 2, 3].map(x, x * x)",
        "[1, 2, 3].map(x, x + 1).filter(x, x > 2).size()",
        "[1, 2].all(x, [2, 3].exists(y, y > x))",
        "[1, 2].map(x, [3, 4].map(y, x * y)[1])",
        "string(12)",
        "string('a')",
        "string(true)",
        "false && 1 / 0 == 1",
        "true || 1 / 0 == 1",
        "1 / 0 == 1 && false",
        "[1, 0].exists(x, 2 / x == 2)",
        "[1].exists(x, [x].exists(x, x == 1) && x == 1)",
    ] {
        assert_eq!(ask(&org, &[], text), cel(text), "{text}");
    }
}

/// Where we differ on purpose: numbers are exact, and what has no value is unknown instead of an error.
#[test]
fn numbers_are_exact_where_cel_cuts_or_fails() {
    let org = nobody();
    assert_eq!((cel("7 / 2"), ask(&org, &[], "7 / 2")), ("3".to_owned(), "3.5".to_owned()));
    assert_eq!(ask(&org, &[], "0.1 + 0.2 == 0.3"), "true");
    assert_eq!(ask(&org, &[], "1 / 3 * 3 == 1"), "true");
    assert!(Program::compile("1 / 0").expect("it parses").execute(&Context::default()).is_err());
    assert_eq!(ask(&org, &[], "1 / 0"), "? [Arithmetic]");
}

fn int() -> impl Strategy<Value = String> {
    let leaf = (-9..10i32).prop_map(|n| if n < 0 { format!("({n})") } else { n.to_string() });
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), "[-+*]", inner.clone()).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
            (inner.clone(), 1..6).prop_map(|(a, n)| format!("({a}) % {n}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("[{a}, {b}].size()")),
            (inner.clone(), inner.clone(), inner.clone()).prop_map(|(a, b, c)| format!("({a} < {b} ? {b} : {c})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("[{a}, {b}].map(x, x + 1)[0]")),
        ]
    })
}

fn condition() -> impl Strategy<Value = String> {
    let compare = || prop::sample::select(vec!["==", "!=", "<", "<=", ">", ">="]);
    let leaf = prop_oneof![
        any::<bool>().prop_map(|b| b.to_string()),
        (int(), compare(), int()).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
        (int(), int(), int()).prop_map(|(a, b, c)| format!("{a} in [{b}, {c}]")),
        (int(), int(), compare()).prop_map(|(a, b, op)| format!("[{a}, {b}].exists(x, x {op} 1)")),
        (int(), int(), compare()).prop_map(|(a, b, op)| format!("[{a}, {b}].all(x, x {op} 1)")),
        ("[a-c]{0,3}", compare(), "[a-c]{0,3}").prop_map(|(a, op, b)| format!("'{a}' {op} '{b}'")),
        ("[a-c]{0,4}", "[a-c]{0,2}").prop_map(|(a, b)| format!("'{a}'.contains('{b}')")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|c| format!("!({c})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} && {b}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            (inner.clone(), inner.clone(), inner).prop_map(|(a, b, c)| format!("({a} ? {b} : {c})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn whole_numbers_are_computed_alike(text in int()) {
        prop_assert_eq!(ask(&nobody(), &[], &text), cel(&text), "{}", text);
    }

    #[test]
    fn conditions_are_decided_alike(text in condition()) {
        prop_assert_eq!(ask(&nobody(), &[], &text), cel(&text), "{}", text);
    }
}
