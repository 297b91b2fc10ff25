//! What a person reads who made a mistake in an expression.

use std::sync::Arc;

use teamlint::expr::{Env, ParamValue, Params, Template, compile, compile_as};
use teamlint::value::{Number, Of, Type, Unit};
use teamlint::vocabulary::kinds::Kind;

use crate::support::expr::carets;

/// Variables `team`, `service` and `community`; a share and a table as parameters.
fn names() -> Env {
    let mut params = Params::new();
    params.insert("maxShare", Type::one(Of::Number(Unit::Share)), ParamValue::Number(Number::new(1, 4)));
    params.insert(
        "sizes",
        Type::one(Of::Number(Unit::Plain)),
        ParamValue::Map(vec![("sre".to_owned(), ParamValue::Number(Number::from(5)))]),
    );
    let mut env = Env::new(Arc::new(params));
    for (name, kind) in [("team", Kind::Team), ("service", Kind::Service), ("community", Kind::Community)] {
        env.bind(name, Type::one(Of::Entity(kind)));
    }
    env
}

/// What is told about several expressions, each with a line under it for every problem.
fn told(expressions: &[&str]) -> String {
    let told = expressions.iter().map(|text| match compile(text, &names()) {
        Ok(expr) => format!("{text}\naccepted as {:?}\n", expr.ty()),
        Err(problems) => carets(text, &problems),
    });
    told.collect::<Vec<String>>().join("\n")
}

#[test]
fn a_name_that_does_not_exist_is_told_with_what_was_probably_meant() {
    let expressions = [
        "community.descripton == 'x'",
        "team.discipline == srr",
        "team.discipline == 'srr'",
        "team.type == stream-alined",
        "tean.mission == 'x'",
        "service.type == library",
        "params.maxShar > 1",
        "team.members.exist(m, true)",
        "team.id.matches('x')",
        "sum(team.members)",
        "2x4 + 1",
    ];
    assert_eq!(
        told(&expressions),
        r#"community.descripton == 'x'
          ^^^^^^^^^^ unknown field `descripton` of community [no such field]
          help: did you mean `description`? fields of a community: description, id, kind, teams, x

team.discipline == srr
                   ^^^ `srr` is not a discipline [no such discipline]
                   help: did you mean `sre`? allowed: development, devops, operations, platform, product, security, sre

team.discipline == 'srr'
                   ^^^^^ `srr` is not a discipline [no such discipline]
                   help: did you mean `sre`? allowed: development, devops, operations, platform, product, security, sre

team.type == stream-alined
             ^^^^^^^^^^^^^ `stream-alined` is not a team type [no such team type]
             help: did you mean `stream-aligned`? allowed: complicated-subsystem, enabling, platform, stream-aligned

tean.mission == 'x'
^^^^ unknown name `tean` [not a name]
help: did you mean `team`?

service.type == library
                ^^^^^^^ unknown name `library` [not a name]
                help: if it is text, quote it: "library"

params.maxShar > 1
       ^^^^^^^ unknown parameter `maxShar` [no such parameter]
       help: did you mean `maxShare`? parameters of this rule: maxShare, sizes

team.members.exist(m, true)
             ^^^^^ unknown function `exist` [no such function]
             help: did you mean `exists`?

team.id.matches('x')
        ^^^^^^^ unknown function `matches` [no such function]
        help: there are no regular expressions; use `contains`, `startsWith`, `endsWith` or `containsWord`

sum(team.members)
^^^ unknown function `sum` [no such function]
help: it is called on a value: `x.sum(…)`

2x4 + 1
^^^ unknown name `2x4` [not a name]
help: variables here: team, service, community
"#
    );
}

#[test]
fn every_mistake_of_an_expression_is_told_at_once() {
    let expressions =
        ["community.knd == guild && team.discipline == srr || servces.exists(s, s.tier == 1)", "a.b(c, d[e(f] + g"];
    assert_eq!(told(&expressions), "community.knd == guild && team.discipline == srr || servces.exists(s, s.tier == 1)
          ^^^ unknown field `knd` of community [no such field]
          help: did you mean `kind`? fields of a community: description, id, kind, teams, x
                                             ^^^ `srr` is not a discipline [no such discipline]
                                             help: did you mean `sre`? allowed: development, devops, operations, platform, product, security, sre
                                                    ^^^^^^^ unknown name `servces` [not a name]
                                                    help: did you mean `services`?

a.b(c, d[e(f] + g
^ unknown name `a` [not a name]
help: variables here: team, service, community
  ^ unknown function `b` [no such function]
   ^ this `(` is never closed [opened here]
   help: expected `)`, found the end
          ^ this `(` is never closed [opened here]
          help: expected `)`, found `]`
");
}

#[test]
fn values_that_can_never_be_compared_are_refused() {
    let expressions = [
        "team > 3",
        "team == 'payments'",
        "team == service",
        "team.members > 3",
        "params.maxShare > 12h",
        "team.channels == 'x'",
        "team in services",
        "team in team",
        "service.lifecycle < production",
    ];
    assert_eq!(
        told(&expressions),
        "team > 3
^^^^^^^^ `>` cannot compare a team with a number [these are never comparable]

team == 'payments'
^^^^^^^^^^^^^^^^^^ `==` cannot compare a team with text [these are never comparable]
help: compare its `id`

team == service
^^^^^^^^^^^^^^^ `==` cannot compare a team with a service [these are never comparable]

team.members > 3
^^^^^^^^^^^^^^^^ `>` cannot compare a list of people with a number [these are never comparable]
help: to look for it in a list, use `in`; to count a list, `.size()`

params.maxShare > 12h
^^^^^^^^^^^^^^^^^^^^^ `>` cannot compare a share with a duration [these are never comparable]

team.channels == 'x'
^^^^^^^^^^^^^^^^^^^^ `==` cannot compare something that is never judged with text [these are never comparable]
help: only `has(…)` can be asked of it

team in services
^^^^^^^^^^^^^^^^ a team is never in a list of services [different types]

team in team
        ^^^^ `in` needs a list, not a team [this is a team]

service.lifecycle < production
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `<` needs an order, and a lifecycle has none [cannot be ordered]
help: use `==` or `!=`
"
    );
}

#[test]
fn lists_and_tables_must_be_gone_through() {
    let expressions = [
        "team.members.size > 3",
        "team.members.person.id == 'ana'",
        "params.sizes > 3",
        "params.sizes[team.members] > 3",
        "team.tools.sum()",
        "teams.map(t, t.members).distinct()",
        "[]",
    ];
    assert_eq!(told(&expressions), "team.members.size > 3
             ^^^^ a list of people has no field `size` [no such field]
             help: to call it, write `.size()`

team.members.person.id == 'ana'
             ^^^^^^ a list of people has no field `person` [no such field]
             help: go through it: `.map(x, x.person)`, `.exists(x, x.person …)`

params.sizes > 3
^^^^^^^^^^^^ `params.sizes` is a table [needs a key]
help: write `params.sizes[key]`, or `key in params.sizes`

params.sizes[team.members] > 3
             ^^^^^^^^^^^^ a table has texts or words as keys, not a list of people [this is a list of people]

team.tools.sum()
           ^^^ `sum` does not work on a list of tool uses [called on a list of tool uses]
           help: say of what: `.sum(x, x.field)`

teams.map(t, t.members).distinct()
                        ^^^^^^^^ `distinct` does not work on a list of lists of people [called on a list of lists of people]

[]
^^ nothing tells what this empty list would hold [a list of what?]
");
}

#[test]
fn operators_and_functions_need_values_of_their_types() {
    let expressions = [
        "1 + 'a'",
        "[1, 'a']",
        "true ? 1 : 'a'",
        "size(team)",
        "-team",
        "!service.tier",
        "team.members.exists(true)",
        "has(team)",
        "team.?mission == 'x'",
        "service.tier == null",
    ];
    assert_eq!(
        told(&expressions),
        "1 + 'a'
^^^^^^^ `+` does not work on a number and text [types do not fit]
help: `string(…)` makes text of a value

[1, 'a']
    ^^^ a list holds values of one type, and this one begins with a number [this is text]

true ? 1 : 'a'
^^^^^^^^^^^^^^ `?:` chooses between a number and text [both sides must have one type]

size(team)
^^^^ `size` does not work on a team [called on a team]

-team
 ^^^^ `-` needs a number, not a team [this is a team]

!service.tier
 ^^^^^^^^^^^^ expected a truth value, found a number [this is a number]
 help: compare it with something, or ask `has(…)`

team.members.exists(true)
             ^^^^^^ `exists` takes a variable and an expression [takes a variable and an expression]
             help: write `.exists(x, …)`

has(team)
    ^^^^ `has` asks whether a field was declared [this is not a field]
    help: write `has(x.field)`

team.?mission == 'x'
      ^^^^^^^ `.?mission` may have no value [needs `.orValue(…)`]
      help: write `.?mission.orValue(…)`

service.tier == null
                ^^^^ there is no `null`: what was not declared is unknown [no such value]
                help: ask with `has(x.field)`
"
    );
}

#[test]
fn what_cannot_be_read_is_told_where_it_stands() {
    let expressions = [
        "service.tier = 1",
        "service.tier == 1 and true",
        "not true",
        "(service.tier == 1",
        "service.tier ==",
        "service.tier == 1 true",
        "'open",
        "service.tier @ 1",
        "99999999999999999999",
        "",
    ];
    assert_eq!(
        told(&expressions),
        "service.tier = 1
             ^ `=` is not an operator [not an operator]
             help: write `==`

service.tier == 1 and true
                  ^^^ `and` is not an operator [not an operator]
                  help: write `&&`

not true
^^^ `not` is not an operator [not an operator]
help: write `!`

(service.tier == 1
^ this `(` is never closed [opened here]
help: expected `)`, found the end

service.tier ==
               ^ expected a value, found the end [not expected here]

service.tier == 1 true
                  ^^^^ expected an operator or the end, found `true` [not expected here]

'open
^^^^^ this text is never closed [begins here]
help: add a closing '

service.tier @ 1
             ^ `@` means nothing in an expression [remove this]
               ^ expected an operator or the end, found `1` [not expected here]

99999999999999999999
^^^^^^^^^^^^^^^^^^^^ `99999999999999999999` is not a number this language can hold [not a number]
help: write a decimal such as `0.25` or a duration such as `12h`


^ there is no expression here [expected an expression]
"
    );
}

#[test]
fn an_expression_of_another_type_than_wanted_is_refused() {
    let problems = compile_as("service.tier", &names(), Type::one(Of::Bool)).unwrap_err();
    assert_eq!(
        carets("service.tier", &problems),
        "service.tier\n\
         ^^^^^^^^^^^^ expected a truth value, found a number [this is a number]\n\
         help: compare it with something, or ask `has(…)`\n"
    );
}

#[test]
fn problems_in_a_template_stand_at_their_bytes_in_the_template() {
    let text = "ü {{ community.knd }} and {{ 1 + }} and {{ team.id";
    let problems = Template::compile(text, &names()).map(|_| ()).unwrap_err();
    assert_eq!(
        carets(text, &problems),
        "ü {{ community.knd }} and {{ 1 + }} and {{ team.id
               ^^^ unknown field `knd` of community [no such field]
               help: did you mean `kind`? fields of a community: description, id, kind, teams, x
                                 ^ expected a value, found the end [not expected here]
                                        ^^ this `{{` is never closed [opened here]
                                        help: add `}}` after the expression
"
    );
}

#[test]
fn a_label_cannot_stand_on_a_computed_value() {
    let text = "service.tier + 1";
    let expr = compile(text, &names()).expect("it is a good expression");
    let problem = expr.can_point().unwrap_err();
    assert_eq!(
        carets(text, &[problem]),
        "service.tier + 1\n\
         ^^^^^^^^^^^^^^^^ a label cannot stand on a computed value [a number that was never written]\n\
         help: point at a field it is computed from, or at the entity\n"
    );
}

#[test]
fn units_that_never_go_together_are_told_with_a_way_out() {
    let expressions = [
        "slos.exists(slo, slo.target > 1)",
        "slos.exists(slo, 95 < slo.target)",
        "slos.exists(slo, slo.timeWindow >= 4)",
        "people.exists(p, asOf - p.started < 2 * 45)",
        "rotations.exists(r, r.responseMinutes > people.first().workHours)",
        "people.exists(p, p.onCall.hoursPerWeek < teams.size())",
        "slos.exists(slo, slo.timeWindow in [4w, 90])",
        "escalations.exists(e, e.levels.map(l, l.timeout).max() > max(5m, 10))",
    ];
    assert_eq!(
        told(&expressions),
        "slos.exists(slo, slo.target > 1)
                 ^^^^^^^^^^^^^^ this never holds: a share like this is at most 1 [never true]
                 help: a share lies between 0 and 1: `0.95` is 95 %

slos.exists(slo, 95 < slo.target)
                 ^^^^^^^^^^^^^^^ this never holds: a share like this is at most 1 [never true]
                 help: a share is a part of the whole: write `0.95` for 95 %

slos.exists(slo, slo.timeWindow >= 4)
                                   ^ `>=` puts a duration beside a bare number [4 of what?]
                                   help: write the unit with it: `4d`, `4h` or `4m`

people.exists(p, asOf - p.started < 2 * 45)
                                    ^^^^^^ `<` puts a duration beside a bare number [a number of what?]
                                    help: multiply it by its unit, `… * 1d`; or give the parameter a duration as its default, `90d`

rotations.exists(r, r.responseMinutes > people.first().workHours)
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `>` puts a number of hours beside a number of minutes [different units]
                    help: make durations of both: `… * 1h` and `… * 1m`

people.exists(p, p.onCall.hoursPerWeek < teams.size())
                                         ^^^^^^^^^^^^ `<` puts a number of hours beside a number that counts something else [this is no number of hours]
                                         help: make hours of it by how long each takes: `… * 1h`

slos.exists(slo, slo.timeWindow in [4w, 90])
                                        ^^ `[…]` puts a duration beside a bare number [90 of what?]
                                        help: write the unit with it: `90d`, `90h` or `90m`

escalations.exists(e, e.levels.map(l, l.timeout).max() > max(5m, 10))
                                                                 ^^ `max` puts a duration beside a bare number [10 of what?]
                                                                 help: write the unit with it: `10d`, `10h` or `10m`
"
    );
}

/// What a page may reasonably compare is compared: zero with everything, shares with parts of one, hours with numbers, minutes
/// that are counted with minutes, and whatever it cannot be told of.
#[test]
fn units_that_may_go_together_are_compared() {
    for text in [
        "slos.exists(slo, slo.target >= 0.999 && slo.target < 1 && slo.target == 1 && slo.target > 0 && slo.target >= 0)",
        "slos.exists(slo, slo.timeWindow > 0 && 0 < slo.timeWindow && slo.timeWindow == 0m && slo.timeWindow >= 4 * 1w)",
        "slos.exists(slo, slo.timeWindow.orValue(0) > 4w && (slo.target > 0.5 ? slo.timeWindow : 0m) > 1d)",
        "rotations.exists(r, r.responseMinutes > 30 && r.responseMinutes > 1h && r.responseMinutes + 1h > 2h)",
        "rotations.exists(r, r.responseMinutes.orValue(5) > 10m)",
        "people.exists(p, p.onCall.hoursPerWeek > 40 && p.onCall.hoursPerWeek > p.workHours / 2 && p.onCall.hoursPerWeek > 2d)",
        "people.exists(p, p.onCall.hoursPerWeek > 40 * p.fte && p.workHours > 40)",
        "people.exists(p, p.allocations.sum() > 1 && p.allocations.sum() > 1.5)",
        "people.exists(p, p.team.exists(m, m.allocation > p.fte))",
        "teams.exists(t, t.pageLoad > 1)",
        "teams.exists(t, t.members.size() * params.maxShare < t.holdings.size())",
        "teams.exists(t, t.members.size() / teams.size() < params.maxShare)",
        "teams.exists(t, t.time.toil > params.maxShare && t.time.toil > t.time.engineering)",
        "[1, 2].exists(n, slos.exists(slo, slo.timeWindow > n))",
    ] {
        assert!(told(&[text]).contains("accepted as"), "{}", told(&[text]));
    }
}

/// Whatever may stand on one side of a comparison may stand on the other.
#[test]
fn a_comparison_is_refused_from_both_sides_or_from_none() {
    let mut params = Params::new();
    params.insert("n", Type::one(Of::Number(Unit::Plain)), ParamValue::Number(Number::from(0)));
    params.insert("part", Type::one(Of::Number(Unit::Share)), ParamValue::Number(Number::new(1, 4)));
    let mut env = Env::new(Arc::new(params));
    for kind in [Kind::Slo, Kind::Person, Kind::Rotation, Kind::Team] {
        env.bind(teamlint::vocabulary::record(kind).word, Type::one(Of::Entity(kind)));
    }
    let sides = [
        "0",
        "1",
        "-1",
        "0.5",
        "99.9",
        "5m",
        "0m",
        "params.n",
        "params.part",
        "slo.target",
        "slo.timeWindow",
        "person.workHours",
        "person.onCall.hoursPerWeek",
        "person.fte",
        "person.started",
        "'2026-06-01'",
        "asOf",
        "asOf - person.started",
        "rotation.responseMinutes",
        "team.members.size()",
        "person.allocations.sum()",
        "team.pageLoad",
        "slo.timeWindow / 1d",
        "3 * person.fte",
    ];
    let accepts = |a: &str, sign: &str, b: &str| compile(&format!("{a} {sign} {b}"), &env).is_ok();
    let mut accepted = 0;
    for (a, b) in sides.iter().flat_map(|a| sides.iter().map(move |b| (a, b))) {
        for (sign, flipped) in [("<", ">"), (">", "<"), ("<=", ">="), (">=", "<="), ("==", "=="), ("!=", "!=")] {
            assert_eq!(accepts(a, sign, b), accepts(b, flipped, a), "{a} {sign} {b}");
            accepted += usize::from(accepts(a, sign, b));
        }
        let zero = compile(&format!("{a} > 0"), &env).is_ok();
        assert!(zero || a.contains("2026") || *a == "asOf" || *a == "person.started", "{a} > 0");
    }
    assert!((1_000..2_500).contains(&accepted), "{accepted}");
}
