//! How on call, interactions, the Conway matrix and duties look in the page.

use crate::support::audits::{judged, known, page, section};

#[test]
fn what_nobody_declared_is_not_known_with_what_would_tell_and_no_empty_table() {
    let page = page(&judged("teams: {a: {mission: m, discipline: sre}, b: {mission: n}}\n"), false);
    for (id, wanted) in
        [("turns", "rotations"), ("interactions", "interactions"), ("conway", "services"), ("duties", "team:a.duties")]
    {
        let section = section(&page, id);
        assert!(section.contains("not known"), "{id}");
        assert!(section.contains(wanted), "{id}: {section}");
        assert!(!section.contains("<tbody></tbody>"), "{id}");
    }
    assert!(!section(&page, "turns").contains("<table"));
}

/// Names that would be markup, break out of attributes or reorder what stands beside them; and one that is long.
const NAMES: [&str; 5] = [
    "</td><script>alert(1)</script>",
    "\" onload=\"alert(1)",
    "a & b's",
    "\u{202e}evil\u{2066}",
    "a-name-of-eighty-characters-that-somebody-took-from-a-generator-and-never-changed-s",
];

#[test]
fn names_never_become_markup_nor_move_what_stands_beside_them() {
    let [one, two, three, four, five] = NAMES.map(|name| serde_json::to_string(name).expect("a text"));
    let text = format!(
        "teams:
  {one}: {{discipline: sre, members: [{two}, {three}], duties: [on-call, self-service-infrastructure]}}
  {four}: {{discipline: platform, members: [{five}], duties: [developer-tooling]}}
rotations:
  {three}: {{team: {one}, turn: 1w, coverage: 24x7, pages: {{perWeek: 3}}, participants: [{two}, {three}, {five}]}}
services:
  {five}: {{owner: {one}, dependsOn: [{{service: {two}, hard: true}}]}}
  {two}: {{owner: {four}}}
interactions: [{{from: {four}, to: {one}, mode: facilitating, purpose: {one}}}]
"
    );
    let outcome = judged(&text);
    for anonymise in [false, true] {
        let page = page(&outcome, anonymise);
        assert!(!page.contains("<script>alert") && !page.contains("\" onload=\""), "{anonymise}");
        assert!(!page.contains(['\u{202e}', '\u{2066}']), "{anonymise}");
    }
    let page = page(&outcome, false);
    assert!(section(&page, "turns").contains("&lt;script&gt;") || section(&page, "duties").contains("&lt;script&gt;"));
}

#[test]
fn nobody_is_named_where_nobody_is_to_be() {
    for (name, outcome) in known().into_iter().filter(|(name, _)| name.ends_with("acme") || name.ends_with("rich.yaml"))
    {
        let page = page(&outcome, true);
        for id in ["turns", "interactions", "conway", "duties"] {
            let section = section(&page, id);
            for person in ["bastian", "ravi", "maren", "oli", "quinn"] {
                assert!(!section.contains(&format!(">{person}<")), "{name}: {person} in {id}");
            }
        }
        assert!(section(&page, "turns").contains("Load by team"), "{name}");
    }
}

#[test]
fn addresses_within_the_page_are_of_findings_or_of_what_the_section_draws() {
    for (name, outcome) in known() {
        let page = page(&outcome, false);
        for id in ["turns", "interactions", "conway", "duties"] {
            let section = section(&page, id);
            assert!(
                !section.contains("http://") && !section.contains("https://") && !section.contains("src="),
                "{name}: {id}"
            );
            for target in section.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
                let there = page.contains(&format!("id=\"{target}\""));
                assert!(there || target.starts_with("finding-"), "{name}: {target} in {id}");
            }
        }
    }
}

#[test]
fn sections_are_as_long_as_anybody_reads_and_say_what_they_left_out() {
    let page = page(&judged(&many(1_000)), false);
    for (id, more) in
        [("turns", "more people"), ("conway", "more pairs"), ("duties", "more teams"), ("interactions", "too many")]
    {
        let section = section(&page, id);
        assert!(section.len() < 200_000, "{id}: {}", section.len());
        assert!(section.contains(more), "{id}");
    }
}

#[test]
fn a_sign_means_one_thing_wherever_it_stands() {
    let mut above = 0;
    for (name, outcome) in known() {
        let page = page(&outcome, false);
        for id in ["turns", "interactions", "conway", "ownership", "duties", "articles"] {
            let section = section(&page, id);
            for sign in ["●", "▲", "○"] {
                let of_matrix = section.split("class=\"cw-sign ").skip(1);
                let there = of_matrix.filter(|rest| rest.split('<').next().is_some_and(|shown| shown.ends_with(sign)));
                assert_eq!(section.matches(sign).count(), there.count(), "{name}: {sign} in {id}");
            }
            assert!(!section.contains('•') && !section.contains('✕'), "{name}: {id}");
            let shown = section.matches("↑ </span>").count();
            let told = section.matches('↑').count() - shown;
            assert!(shown == 0 || told > 0, "{name}: {id} has ↑ and does not say what it is");
            above += shown;
        }
    }
    assert!(above > 3, "{above} are above a limit");
}

#[test]
fn letters_of_rotations_are_told_before_they_are_used_and_hatched_is_only_what_is_not_known() {
    let (_, outcome) = &known()[0];
    let page = page(outcome, false);
    let turns = section(&page, "turns");
    let key = turns.split("aria-label=\"Letters of rotations\"").nth(1).expect("a key");
    let key = key.split("</ul>").next().expect("its end");
    for rotation in ["checkout-on-call", "kitchen-hours", "sre-on-call"] {
        assert!(key.contains(&format!("</span> <bdi>{rotation}</bdi>")), "{rotation} in {key}");
    }
    assert!(turns.find("oc-key").expect("a key") < turns.find("oc-load").expect("a table"));
    assert!(turns.find("paged second").expect("a legend") < turns.find("oc-week").expect("a grid"));
    assert!(!page.contains("oc-stripes"));
}

#[test]
fn what_is_not_known_of_a_load_says_once_what_to_declare() {
    let text =
        "teams: {a: {members: [x, y]}}\nrotations: {r: {team: a, coverage: 24x7, turn: 1w, participants: [x, y]}}\n";
    let page = page(&judged(text), false);
    let turns = section(&page, "turns");
    let told = "What is not known of it would be told by <code><bdi>rotation:r.pages</bdi></code>";
    assert_eq!(turns.matches(told).count(), 1, "{turns}");
}

#[test]
fn many_teams_of_one_engagement_do_not_press_the_rest_of_the_table() {
    let teams: String = (0..30).map(|n| format!("  t{n}: {{}}\n")).collect();
    let with: Vec<String> = (0..30).map(|n| format!("t{n}")).collect();
    let text = format!(
        "teams:\n{teams}  sre: {{engagement: {{model: consulting, until: 2026-12-01, with: [{}]}}}}\ninteractions: []\n",
        with.join(", ")
    );
    let page = page(&judged(&text), false);
    let interactions = section(&page, "interactions");
    let table = &interactions[interactions.find("<table").expect("a table")..];
    assert!(table.contains(" and 25 more</th>"), "{table}");
    assert!(!table.contains("<bdi>t9</bdi>"), "{table}");
    assert!(!table.contains(">Rules<"), "no column of nothing: {table}");
}

#[test]
fn why_a_statement_is_not_checked_is_prose_and_has_the_room_of_its_rules() {
    let page = page(&judged("version: 1\nteams: {a: {}}\n"), false);
    let articles = section(&page, "articles");
    assert!(!articles.contains('`'), "{articles}");
    let reasons: Vec<&str> = articles.split("<td class=\"muted\" colspan=\"2\">– not checked: ").skip(1).collect();
    assert!(reasons.iter().any(|reason| reason.contains("<code><bdi>incomplete-platform</bdi></code>")), "{reasons:?}");
    assert_eq!(articles.matches("not checked: ").count(), reasons.len());
}

/// So many teams, each with people on call, services that need those of others, and duties.
fn many(teams: usize) -> String {
    let team = |n: usize| {
        let members: Vec<String> = (0..5).map(|person| format!("p{n}x{person}")).collect();
        format!(
            "  t{n}: {{discipline: development, members: [{}], duties: [feature-development, on-call]}}\n",
            members.join(", ")
        )
    };
    let rotation = |n: usize| {
        let people: Vec<String> = (0..5).map(|person| format!("p{n}x{person}")).collect();
        format!(
            "  r{n}: {{team: t{n}, coverage: 24x7, turn: 1w, start: 2026-01-05, pages: {{perWeek: {}}}, participants: [{}]}}\n",
            n % 17,
            people.join(", ")
        )
    };
    let service = |n: usize| {
        format!(
            "  s{n}: {{owner: t{n}, dependsOn: [{{service: s{}, hard: true}}, {{service: s{}, hard: true}}]}}\n",
            (n + 1) % teams,
            (n * 7) % teams
        )
    };
    let all = |one: &dyn Fn(usize) -> String| (0..teams).map(one).collect::<String>();
    let talks: String = (0..teams)
        .step_by(2)
        .map(|n| format!("  - {{from: t{n}, to: t{}, mode: x-as-a-service}}\n", (n + 1) % teams))
        .collect();
    format!("teams:\n{}rotations:\n{}services:\n{}interactions:\n{talks}", all(&team), all(&rotation), all(&service))
}
