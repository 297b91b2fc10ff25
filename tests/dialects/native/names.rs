//! Names that look alike: in two forms of Unicode, with blanks for hyphens, with characters that nobody sees.

use super::{is, problems};

#[test]
fn the_form_of_unicode_does_not_tell_names_apart() {
    let text = "
teams: {\"mu\\u0308nster\": {members: [Zoë]}}
people: {\"Zoe\\u0308\": }
services: {web: {owner: münster}, api: {owner: MÜNSTER}}
";
    is(&problems(&[("org.yaml", text)]), "");
    is(
        &problems(&[("a.yaml", "teams: {münster: {}}\n"), ("b.yaml", "teams: {\"mu\\u0308nster\": {}}\n")]),
        "
error duplicate-id: team `münster` is declared twice
  b.yaml:1:9 `\"mu\\u0308nster\"` declared again here
  a.yaml:1:9 `münster` first declared here
  help: keep one declaration, or give the other another id; the first one is used
",
    );
}

#[test]
fn one_name_that_nobody_has_is_told_once_in_whatever_form() {
    let text = "teams: {a: }\nservices: {web: {owner: zürich}, api: {owner: \"zu\\u0308rich\"}}\n";
    is(
        &problems(&[("org.yaml", text)]),
        r#"
error unknown-reference: there is no team `zürich`, and 2 places refer to it
  org.yaml:2:25 `zürich` not declared anywhere
  org.yaml:2:47 `"zu\u0308rich"` also here
  help: declare the team `zürich`, or name one that exists
"#,
    );
}

#[test]
fn blanks_hyphens_and_underscores_are_one_in_the_words_of_the_taxonomy() {
    let text = "
teams:
  a:
    duties: [golden paths, capacity_planning, {duty: Incident Command, level: consulted}]
    metrics: [deployment frequency, change_failure_rate]
responsibilities: {on call: {responsible: a}}
decisions: [{duty: post_incident review, holder: a}]
";
    is(&problems(&[("org.yaml", text)]), "");
    is(
        &problems(&[("org.yaml", "teams: {core-team: }\nservices: {web: {owner: core team}}\n")]),
        r"
error unknown-reference: there is no team `core team`
  org.yaml:2:25 `core team` did you mean `core-team`?
  help: write `core-team`, or declare the team `core team`
",
    );
}

#[test]
fn a_character_that_nobody_sees_is_told_by_its_code_point() {
    let text = "teams: {payments: }\nservices: {web: {owner: \"pay\u{200b}ments\"}}\n";
    is(
        &problems(&[("org.yaml", text)]),
        "
error unknown-reference: there is no team `pay<U+200B>ments`
  org.yaml:2:25 `\"pay\u{200b}ments\"` did you mean `payments`?
  help: write `payments`, or declare the team `pay<U+200B>ments`
",
    );
    let text = "teams: {\"\\ufeffpayments\": {\"mis\\u00adsion\": x}}\n";
    is(
        &problems(&[("org.yaml", text)]),
        r#"
warning invisible-character: the id of the team `<U+FEFF>payments` has a character in it that cannot be seen: U+FEFF
  org.yaml:1:9 `"\ufeffpayments"` U+FEFF
  help: type the name anew; whoever refers to it will write it without that character
error misspelt-field: a team has no field `mis<U+00AD>sion`
  org.yaml:1:28 `"mis\u00adsion"` did you mean `mission`?
  help: write `mission`, or prefix the key with `x-` to keep it for other tools
"#,
    );
    is(&problems(&[("org.yaml", "teams: {\"👩\u{200d}🚒\": {mission: \"put\u{a0}out\"}}\n")]), "");
}

/// A catalog refuses the name, and says which character is in it: nothing is told twice.
#[test]
fn a_character_that_nobody_sees_is_told_once_in_a_catalog() {
    let text = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: \"pay\u{200b}ments\", description: Takes the money in}\nspec: {type: team, children: []}\n";
    is(
        &problems(&[("catalog-info.yaml", text)]),
        "
warning invalid-entity: `pay<U+200B>ments` cannot be a name: it has U+200B
  catalog-info.yaml:3:18 `\"pay\u{200b}ments\"` letters from a to z and digits, with `-`, `_` or `.` between them, at most 63
  help: write `payments`, here and where it is referred to
",
    );
}
