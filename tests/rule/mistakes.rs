//! Every mistake in a page is told when it is loaded, all of them in one run, at its place in the page.

use teamlint::rule::Overrides;
use teamlint::rule::page::PageText;

use crate::support::rule::told;
use crate::support::world::rules_of;

const EXAMPLES: &str = "\n# a-rule\n\nWhy.\n\n```yaml bad\nteams: {}\n```\n\n```yaml good\nteams: {}\n```\n";

/// Loads one page with this head and shows what is wrong with it.
fn mistakes(head: &str) -> Vec<String> {
    let text = format!("---\n{head}---\n{EXAMPLES}");
    let pages = [PageText::of_user("rules/own/a-rule.md", text)];
    let (registry, sources) = rules_of(&pages, &Overrides::default());
    let told = told(&sources, &registry.problems);
    assert_eq!(registry.rules.is_empty(), told.iter().any(|line| line.contains(" error ")), "{told:#?}");
    told
}

const TEAM: &str =
    "summary: s\nfor: team in teams\nseverity: warning\nmessage: m\nlabels:\n  - at: team\nsources:\n  - {title: t}\n";

#[test]
fn a_page_without_mistakes() {
    assert_eq!(mistakes(&format!("{TEAM}require: team.members.size() > 3\n")), Vec::<String>::new());
}

#[test]
fn a_wrong_field_a_wrong_type_and_a_label_on_a_computed_value() {
    let found = mistakes(
        "summary: s
for: team in teams
severity: warning
where: team.membrs.size() > 0
require: \"team < 5\"
message: |
  `{{ team.id }}` has
  {{ team.members.sise() }} people
labels:
  - at: team.members.size()
    text: 'it''s {{ team.missoin }}'
sources:
  - {title: t}
",
    );
    let [field, ty, template, computed, text] = found.as_slice() else { panic!("{found:#?}") };
    assert!(
        field.starts_with("rules/own/a-rule.md:5:13 error ")
            && field.contains("| membrs |")
            && field.contains("did you mean `members`?"),
        "{field}"
    );
    assert!(ty.starts_with("rules/own/a-rule.md:6:11 error "), "{ty}");
    assert!(template.starts_with("rules/own/a-rule.md:9:19 error ") && template.contains("| sise |"), "{template}");
    assert!(
        computed.starts_with("rules/own/a-rule.md:11:9 error ") && computed.contains("| team.members.size() |"),
        "{computed}"
    );
    assert!(text.starts_with("rules/own/a-rule.md:12:26 error ") && text.contains("| missoin |"), "{text}");
}

#[test]
fn unknown_keys_and_what_was_meant() {
    let found = mistakes(&format!("{TEAM}require: 'true'\nseverty: warning\nlables: []\n"));
    assert_eq!(
        found,
        [
            "rules/own/a-rule.md:11:1 error a rule page has no key `severty` | severty | unknown key | did you mean `severity`?",
            "rules/own/a-rule.md:12:1 error a rule page has no key `lables` | lables | unknown key | did you mean `labels`?",
        ]
    );
}

#[test]
fn what_every_page_needs() {
    assert_eq!(
        mistakes("for: team in teams\n"),
        [
            "rules/own/a-rule.md:1:1 error the page has no `summary` | --- | no `summary` | say in one sentence what holds where the rule holds",
            "rules/own/a-rule.md:1:1 error the page has no `require` | --- | no `require` | say what must hold",
            "rules/own/a-rule.md:1:1 error the page has no `severity` | --- | no `severity` | `advice`, `warning`, `error` or `off`",
            "rules/own/a-rule.md:1:1 error the page has no `message` | --- | no `message` | say what is wrong, with the entity and the value",
            "rules/own/a-rule.md:1:1 error the page has no `labels` | --- | no `labels` | say which places take part",
            "rules/own/a-rule.md:1:1 warning the page names no `sources` | --- |  | say where the idea or the number comes from",
        ]
    );
}

#[test]
fn an_expression_that_yaml_cuts_in_two() {
    let found = mistakes(&format!("{TEAM}require: 'true'\nlet: {{p: team.members.filter(m, m.fte)}}\n"));
    let stray =
        found.iter().find(|line| line.contains("quote this expression")).unwrap_or_else(|| panic!("{found:#?}"));
    assert!(stray.starts_with("rules/own/a-rule.md:11:") && stray.contains("| m.fte) |"), "{stray}");
    let found = mistakes(&format!("{TEAM}require: team.members.size() > 1 ? true : false\n"));
    assert!(
        found.iter().any(|line| line.starts_with("rules/own/a-rule.md:10:") && line.contains("quoted")),
        "{found:#?}"
    );
}

#[test]
fn a_page_without_head_heading_or_examples() {
    let load = |text: &str, built_in| {
        let pages = [PageText { built_in, ..PageText::of_user("rules/own/a-rule.md", text.to_owned()) }];
        let (registry, sources) = rules_of(&pages, &Overrides::default());
        (registry.rules.len(), told(&sources, &registry.problems))
    };
    assert_eq!(load("# a-rule\n", false), (0, vec![
        "rules/own/a-rule.md:1:1 error this page has no head | # a-rule |  | start it with a line `---`, the head in YAML, and another line `---`".to_owned()
    ]));
    let page = format!("---\n{TEAM}require: 'true'\n---\n# b-rule\n");
    let (rules, told) = load(&page, false);
    assert_eq!(rules, 0);
    assert!(
        told.iter().any(
            |line| line.contains("12:3 error this page is called `a-rule`, but its heading is `b-rule` | b-rule |")
        ),
        "{told:#?}"
    );
    let page = page.replace("b-rule", "a-rule");
    let (rules, told) = load(&page, false);
    assert_eq!((rules, told.len()), (1, 2), "a user's page may lack examples: {told:#?}");
    assert_eq!(load(&page, true).0, 0, "a page of the program may not");
}

#[test]
fn parameters() {
    let found = mistakes(&format!(
        "{TEAM}require: team.members.size() > params.mim
params:
  min: {{default: 5, doc: fewest}}
  a: {{default: 5}}
  b: {{doc: nothing}}
  c: {{default: [], doc: empty}}
  d: {{default: [production, retired], type: list<lifecycle>, doc: stages}}
  e: {{default: 1, type: nmber, doc: typo}}
  f: {{default: soon, type: duration, doc: not a duration}}
"
    ));
    let starts = [
        "rules/own/a-rule.md:10:39 error ",
        "rules/own/a-rule.md:13:3 error parameter `a` has no `doc` | a |",
        "rules/own/a-rule.md:14:3 error parameter `b` has no `default` | b |",
        "rules/own/a-rule.md:15:16 error the type of parameter `c` cannot be told | [] |",
        "rules/own/a-rule.md:16:29 error the default of parameter `d` is of another type | retired | expected one of `experimental`, `production`, `deprecated` or `external`",
        "rules/own/a-rule.md:17:25 error there is no type `nmber` | nmber | unknown type | did you mean `number`?",
        "rules/own/a-rule.md:18:16 error the default of parameter `f` is of another type | soon | expected a duration such as `12h`",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (line, start) in found.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}\n{start}");
    }
    assert!(found[0].contains("did you mean `min`?"), "{}", found[0]);
}

#[test]
fn severities() {
    let base = TEAM.replace("severity: warning\n", "");
    let of = |severity: &str| mistakes(&format!("{base}require: 'true'\nseverity: {severity}\n"));
    assert!(of("warnign")[0].contains(
        "`warnign` is no severity | warnign | unknown severity | one of `off`, `advice`, `warning` or `error`"
    ));
    assert!(of("{small: advice, growing: warning}")[0].contains("no severity for `large` organisations"));
    assert!(
        of("\n  - {when: team.members.size() > 3, is: error}")[0]
            .contains("the last choice of severity has a condition")
    );
    assert_eq!(
        of("\n  - {when: team.members.size() > 3, is: error}\n  - is: {small: off, growing: advice, large: warning}"),
        Vec::<String>::new()
    );
}

#[test]
fn a_rule_that_is_superseded_must_exist() {
    let found = mistakes(&format!("{TEAM}require: 'true'\nsupersedes:\n  - rule: a-rul\n"));
    assert_eq!(
        found,
        ["rules/own/a-rule.md:12:11 error there is no rule `a-rul` | a-rul | unknown rule | did you mean `a-rule`?"]
    );
}

#[test]
fn a_mistake_that_three_cases_share_is_told_once() {
    let found = mistakes(
        "summary: s\nseverity: warning\nmessage: \"{{ team.nmae }}\"\nlabels: [{at: team}]\nfor: team in teams\nsources: [{title: t}]\ncases:\n  - require: 'true'\n  - require: 'false'\n  - {}\n",
    );
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("rules/own/a-rule.md:4:19 error "), "{}", found[0]);
    assert!(found[1].starts_with("rules/own/a-rule.md:11:5 error the page has no `require` | {} |"), "{}", found[1]);
}

#[test]
fn two_pages_of_one_name() {
    let text = format!("---\n{TEAM}require: 'true'\n---\n{EXAMPLES}");
    let pages = ["rules/a/a-rule.md", "own/b/a-rule.md"].map(|path| PageText::of_user(path, text.clone()));
    let (registry, sources) = rules_of(&pages, &Overrides::default());
    assert_eq!(registry.rules.len(), 1);
    let found = told(&sources, &registry.problems);
    assert!(found[0].starts_with("own/b/a-rule.md:1:1 error there are two pages for the rule `a-rule`"), "{found:#?}");
}

#[test]
fn a_default_in_the_taxonomy_that_is_not_there_and_one_of_another_type() {
    assert_eq!(
        mistakes(&format!(
            "{TEAM}require: 'true'\nparams:\n  a: {{default: taxonomy.dutyGroups.incident, doc: d}}\n  b: {{default: taxonomy.toollimit, doc: d}}\n"
        )),
        [
            "rules/own/a-rule.md:12:36 error `taxonomy.dutyGroups` has no `incident` | incident | not in the taxonomy | did you mean `incidents`?",
            "rules/own/a-rule.md:13:25 error `taxonomy` has no `toollimit` | toollimit | not in the taxonomy | did you mean `toolLimit`?",
        ]
    );
    assert_eq!(
        mistakes(&format!(
            "{TEAM}require: 'true'\nparams:\n  a: {{default: taxonomy.skills, type: number, doc: d}}\n  b: {{default: taxonomy.duties, doc: d}}\n"
        )),
        [
            "rules/own/a-rule.md:12:16 error the default of parameter `a` is of another type | taxonomy.skills | expected a number | ",
            "rules/own/a-rule.md:13:25 error `taxonomy` has no `duties` | duties | not in the taxonomy | write one of `dutyGroups`, `toolRequirements`, `toolLimit`, `toolLimitExempt`, `skills`, `certifications`, `reportingLines`, `growingFrom` and 6 more",
        ]
    );
}

#[test]
fn what_a_profile_changes_must_be_there() {
    let head = format!(
        "{TEAM}require: params.a > 1\nparams: {{a: {{default: 1, doc: d}}}}\nprofiles:\n  strict: eror\n  ours: {{severity: off, params: {{b: 2, a: few}}, param: 1}}\n"
    );
    assert_eq!(
        mistakes(&head),
        [
            "rules/own/a-rule.md:13:11 error `eror` is no severity | eror | unknown severity | one of `off`, `advice`, `warning` or `error`",
            "rules/own/a-rule.md:14:34 error `a-rule` has no parameter `b` | b | unknown parameter | its parameters are a",
            "rules/own/a-rule.md:14:43 error parameter `a` of `a-rule` cannot be `few`: d | few | expected a number | the page's own value is `1`",
            "rules/own/a-rule.md:14:49 error a profile has no key `param` | param | unknown key | did you mean `params`?",
        ]
    );
}
