//! Functions: `ceil`, `words`, and `join` with a separator of its own before the last element.

use teamlint::expr::compile;
use teamlint::facts::cx::Cx;
use teamlint::value::{Interval, Missing, Number, Val};
use teamlint::vocabulary::kinds::Kind;

use crate::support::expr::{NUMBER, ask, carets, env, org};
use crate::support::world::nobody;

fn about_four<'a>(cx: &Cx<'a>) -> Val<'a> {
    let cause = cx.because(Missing::Section(Kind::Rotation));
    let (low, high) = (Number::new(7, 2), Some(Number::new(19, 4)));
    Val::Interval(cx.arena.alloc(Interval { low, high, cause }))
}

#[test]
fn ceil_is_the_smallest_whole_number_that_is_not_less() {
    let org = nobody();
    for (text, rounded) in [
        ("ceil(4)", "4"),
        ("ceil(168 / (168 * 0.25))", "4"),
        ("ceil(4.0001)", "5"),
        ("ceil(-4.5)", "-4"),
        ("ceil(0)", "0"),
        ("ceil(1 / 3) + ceil(2 / 3)", "2"),
    ] {
        assert_eq!(ask(&org, &[], text), rounded, "{text}");
    }
    assert_eq!(ask(&org, &[], "ceil(1 / 0)"), "? [Arithmetic]");
}

#[test]
fn ceil_of_a_number_between_bounds_lies_between_theirs() {
    let org = nobody();
    let given = [("n", NUMBER, about_four as for<'a> fn(&Cx<'a>) -> Val<'a>)];
    assert_eq!(ask(&org, &given, "ceil(n)"), "4 to 5");
    assert_eq!(ask(&org, &given, "ceil(n) <= 5"), "true");
    assert_eq!(ask(&org, &given, "ceil(n - 3)"), "1 to 2");
}

#[test]
fn ceil_is_of_numbers_alone() {
    let told = |text: &str| carets(text, &compile(text, &env()).map(|_| ()).unwrap_err());
    assert_eq!(told("ceil('4')"), "ceil('4')\n     ^^^ `ceil` rounds up a number, not text [this is text]\n");
    assert_eq!(
        told("ceil(1, 2)"),
        "ceil(1, 2)\n^^^^ `ceil` takes one value between its parentheses, and 2 stand here [takes one value]\n"
    );
}

#[test]
fn the_last_of_several_may_be_joined_by_another_word() {
    let org = nobody();
    for (text, joined) in [
        ("['ada', 'bo', 'chen'].join(', ', ' and ')", "ada, bo and chen"),
        ("['ada', 'bo'].join(', ', ' and ')", "ada and bo"),
        ("['ada'].join(', ', ' and ')", "ada"),
        ("['ada', 'bo', 'chen'].join(', ')", "ada, bo, chen"),
        ("['ada', 'bo'].join()", "adabo"),
    ] {
        assert_eq!(ask(&org, &[], text), joined, "{text}");
    }
    let text = "['a'].join(', ', 'b', 'c')";
    assert!(compile(text, &env()).is_err());
    assert!(compile("['a'].join(', ', 2)", &env()).is_err());
}

#[test]
fn the_words_of_a_text() {
    let asked =
        ask(&org("teams: {a: {mission: \"Take money, safely!\"}}"), &[], "teams.map(t, t.mission.words().join('|'))");
    assert_eq!(asked, "Take|money,|safely!");
}
