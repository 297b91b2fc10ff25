//! What `explain` and `rules` show on a plain terminal of 80 columns.

use teamlint::dialect;
use teamlint::finding::Source;
use teamlint::report::rules::{self, ArticleText, Listing, StatementText};
use teamlint::report::{Colour, Look, PageText, ParamText, explain};

fn team_size() -> PageText {
    PageText {
        name: "team-size".to_owned(),
        family: "topology".to_owned(),
        summary: "A team has five to nine people".to_owned(),
        severity: "warning".to_owned(),
        since: "0.1".to_owned(),
        preview: false,
        params: vec![ParamText {
            name: "min".to_owned(),
            default: "5".to_owned(),
            from: None,
            unit: Some("people".to_owned()),
            doc: "the smallest team that survives a holiday, an illness and a resignation in the same week".to_owned(),
        }],
        sources: vec![Source {
            title: "Team Topologies".to_owned(),
            url: Some("https://teamtopologies.com/key-concepts".to_owned()),
            quote: Some("five to nine people".to_owned()),
            ..Source::default()
        }],
        body_markdown: "# team-size

Small teams break when one person leaves, and large ones split into groups that nobody has named or given a
purpose.

## What to do

- Unite teams that do *the same* work, and say so in their `mission`, which people read before they ask.
  - Even where that is hard.
1. Or split one.

```yaml bad
team: tiny
members: [ana]
#         ^^^ 1 person
```

| size | meaning |
|---|---|
| 1 | a person |
"
        .to_owned(),
    }
}

fn shown(page: &PageText, look: Look) -> String {
    let mut out = Vec::new();
    explain::write_page(&mut out, page, look).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}

#[test]
fn a_parameter_whose_value_stands_in_the_taxonomy() {
    let mut page = team_size();
    page.params[0].from = Some("taxonomy.teamSize".to_owned());
    let text = shown(&page, Look::PLAIN);
    assert!(text.contains("\n  min = 5 (people), from `taxonomy.teamSize`\n"), "{text}");
}

#[test]
fn a_rule_page() {
    assert_eq!(
        shown(&team_size(), Look::PLAIN),
        "\
team-size  topology · warning · since 0.1
A team has five to nine people

Parameters

  min = 5 (people)
    the smallest team that survives a holiday, an illness and a resignation in
    the same week

Small teams break when one person leaves, and large ones split into groups that
nobody has named or given a purpose.

What to do

- Unite teams that do *the same* work, and say so in their `mission`, which
  people read before they ask.
  - Even where that is hard.
1. Or split one.

  bad:
    team: tiny
    members: [ana]
    #         ^^^ 1 person

| size | meaning |
|---|---|
| 1 | a person |

Sources

  - Team Topologies
    “five to nine people”
    https://teamtopologies.com/key-concepts
"
    );
}

#[test]
fn headings_are_bold_on_a_terminal() {
    let shown = shown(&team_size(), Look { colour: Colour::Ansi, ..Look::PLAIN });
    assert!(shown.starts_with("\u{1b}[1mteam-size\u{1b}[0m"), "{shown}");
    assert!(shown.contains("\n\u{1b}[1mWhat to do\u{1b}[0m\n"), "{shown}");
}

#[test]
fn a_loader_diagnostic() {
    let mut out = Vec::new();
    let diagnostic = dialect::diagnostic_named("unknown-field").expect("it has one");
    explain::write_diagnostic(&mut out, diagnostic, Look::PLAIN).expect("memory takes everything");
    assert_eq!(
        String::from_utf8(out).expect("text"),
        "\
unknown-field  reading · warning
A section or field is not part of the vocabulary

Nothing under it is read. Move it to the entity it belongs to, or give it the
prefix `x-`, which keeps it for other tools. One that is nearly a name of the
vocabulary is `misspelt-field`.

    teams:
      payments:
        budget: 12            # x-budget
"
    );
}

#[test]
fn every_loader_diagnostic_fits_80_columns() {
    for diagnostic in dialect::diagnostics() {
        let mut out = Vec::new();
        explain::write_diagnostic(&mut out, diagnostic, Look::PLAIN).expect("memory takes everything");
        for line in String::from_utf8(out).expect("text").lines() {
            assert!(line.chars().count() <= 80, "{}: {line}", diagnostic.name);
        }
    }
}

#[test]
fn a_body_that_is_cut_off_anywhere_is_shown_all_the_same() {
    let whole = team_size();
    for (end, _) in whole.body_markdown.char_indices() {
        let page = PageText { body_markdown: whole.body_markdown[..end].to_owned(), ..whole.clone() };
        assert!(shown(&page, Look::PLAIN).contains("A team has five to nine people"));
    }
}

#[test]
fn an_article_with_what_is_known_of_it_and_what_is_not() {
    let mut page = team_size();
    page.sources.insert(
        0,
        Source {
            title: "SRE vs. Platform Engineering".to_owned(),
            quote: Some("tribal knowledge".to_owned()),
            article: Some("003".to_owned()),
            provenance: Some("published 2025-05-16; author and origin unknown".to_owned()),
            ..Source::default()
        },
    );
    let text = shown(&page, Look::PLAIN);
    let (_, sources) = text.split_once("\nSources\n\n").expect("a list of sources");
    assert_eq!(
        sources,
        "  - SRE vs. Platform Engineering
    “tribal knowledge”
    article 003: published 2025-05-16; author and origin unknown
  - Team Topologies
    “five to nine people”
    https://teamtopologies.com/key-concepts
"
    );
}

#[test]
fn a_severity_that_depends_is_told_in_full_by_explain_and_in_a_word_by_the_list() {
    let severity = "error, or advice in a small organisation, warning in a growing one, warning in a large one";
    let page = PageText { severity: severity.to_owned(), ..team_size() };
    assert!(shown(&page, Look::PLAIN).starts_with(
        "team-size  topology · error, or advice in a small organisation, warning in a\n    growing one, warning in a large one · since 0.1\n"
    ));
    let mut out = Vec::new();
    rules::text::write(&mut out, &Listing { pages: &[page], profiles: &[] }, Look::PLAIN)
        .expect("memory takes everything");
    assert_eq!(
        String::from_utf8(out).expect("text"),
        "topology\n  team-size  ≤error  A team has five to nine people\n"
    );
}

#[test]
fn the_list_of_rules() {
    let unowned = PageText {
        name: "unowned-service".to_owned(),
        family: "ownership".to_owned(),
        summary: "Every service has an owner, which is a team and not a person, and that team exists".to_owned(),
        severity: "error".to_owned(),
        ..PageText::default()
    };
    let pages = [team_size(), unowned];
    let mut out = Vec::new();
    rules::text::write(&mut out, &Listing { pages: &pages, profiles: &[] }, Look::PLAIN)
        .expect("memory takes everything");
    assert_eq!(
        String::from_utf8(out).expect("text"),
        "\
ownership
  unowned-service  error    Every service has an owner, which is a team and not…

topology
  team-size  warning  A team has five to nine people
"
    );

    let mut out = Vec::new();
    rules::json::write(&mut out, &Listing { pages: &pages[..1], profiles: &[] }).expect("memory takes everything");
    let listed: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    let doc = &team_size().params[0].doc;
    assert_eq!(
        listed,
        serde_json::json!([{
            "name": "team-size",
            "family": "topology",
            "summary": "A team has five to nine people",
            "severity": "warning",
            "since": "0.1",
            "preview": false,
            "params": [{"name": "min", "default": "5", "unit": "people", "doc": doc}],
        }])
    );
}

fn article() -> ArticleText<'static> {
    let one = |number, states, rules: &[&'static str]| StatementText {
        number,
        states,
        rules: rules.to_vec(),
        family: None,
        within: None,
        unchecked: None,
    };
    ArticleText {
        number: "003",
        title: "SRE vs. Platform Engineering",
        author: None,
        published: Some("2025-05-16"),
        origin: None,
        provenance: "published 2025-05-16; author and origin unknown".to_owned(),
        statements: vec![
            one(
                1,
                "Systems are humane for those who build and operate them, which is a long statement",
                &["no-backup"],
            ),
            StatementText { family: Some("on-call"), ..one(2, "Nobody burns out", &["no-backup", "double-booked"]) },
            StatementText { within: Some("severities"), ..one(3, "This is an oversimplification", &[]) },
            StatementText { unchecked: Some("nobody declares why"), ..one(4, "The difference matters", &[]) },
        ],
    }
}

fn listed(format: &str) -> String {
    let format = rules::FORMATS.iter().find(|one| one.name == format).expect("a format");
    let mut out = Vec::new();
    (format.write.article)(&mut out, &article(), Look::PLAIN).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}

#[test]
fn what_an_article_states() {
    assert_eq!(
        listed("text"),
        "\
003  SRE vs. Platform Engineering
     published 2025-05-16; author and origin unknown
     2 of 4 statements are checked by rules

   1  Systems are humane for those who build and operate them, which is a long
      statement
        no-backup
   2  Nobody burns out
        every rule of `on-call`
   3  This is an oversimplification
        no rule; severities
   4  The difference matters
        no rule: nobody declares why
"
    );
    let json: serde_json::Value = serde_json::from_str(&listed("json")).expect("JSON");
    assert_eq!(
        json,
        serde_json::json!({
            "article": "003",
            "title": "SRE vs. Platform Engineering",
            "author": null,
            "published": "2025-05-16",
            "origin": null,
            "statements": [
                {
                    "number": 1,
                    "states": "Systems are humane for those who build and operate them, which is a long statement",
                    "rules": ["no-backup"],
                },
                {"number": 2, "states": "Nobody burns out", "rules": ["no-backup", "double-booked"], "family": "on-call"},
                {"number": 3, "states": "This is an oversimplification", "rules": [], "within": "severities"},
                {"number": 4, "states": "The difference matters", "rules": [], "unchecked": "nobody declares why"},
            ],
        })
    );
}
