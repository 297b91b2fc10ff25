//! Team pages after the Team API: front matter of Markdown, in both spellings.

use crate::support::entities::{entities, findings, read};
use crate::support::program::Program;

const PAYMENTS: &str = "\
---
teamName: Payments Team
teamType: stream-aligned
focus: Take money safely
discipline: development
partOfPlatform: false
serviceToOtherTeams: the checkout
software: [checkout]
versioning: semantic
wikiSearchTerms: [money]
channels: ['#payments']
dailySync: '09:30'
workingOn: refunds
waysOfWorking: pairs
email: payments@acme.example
lead: ana
members: [ana, {person: ben, role: engineer}]
reportsTo: engineering
duties: [feature-development]
tools: [grafana]
metrics: [lead-time]
reviewed: 2026-05-01
interactions:
  - {team: Platform Team, mode: x-as-a-service, purpose: deploys}
  - team: search
    mode: collaboration
    purpose: one basket
    startDate: 2026-04-01
    duration: 3M
dependencies:
  - {team: search, type: slowing, description: index}
---
# Payments

## Teams we currently interact with

teamName: not this one
";

/// The same, as others spell it.
fn in_snake_case() -> String {
    [
        ("teamName", "team_name"),
        ("teamType", "team_type"),
        ("partOfPlatform", "part_of_platform"),
        ("serviceToOtherTeams", "service_to_other_teams"),
        ("wikiSearchTerms", "wiki_search_terms"),
        ("dailySync", "daily_sync"),
        ("workingOn", "working_on"),
        ("waysOfWorking", "ways_of_working"),
        ("reportsTo", "reports_to"),
        ("startDate", "start_date"),
        ("duration", "expected_duration"),
        ("mode:", "interaction_mode:"),
        ("channels", "chat_channels"),
        ("reviewed", "last_reviewed"),
        ("dependencies:\n  - {team: search, type:", "dependencies:\n  - {team: search, dependency_type:"),
    ]
    .iter()
    .fold(PAYMENTS.to_owned(), |text, (camel, snake)| text.replace(camel, snake))
}

#[test]
fn a_page_says_what_a_team_is_for_and_how_it_works_with_others() {
    let expected = "\
team:payments-team mission=\"Take money safely\" type=stream-aligned discipline=development members=[(person=person:ana?), (person=person:ben? role=\"engineer\")] \
lead=person:ana? reportsTo=unit:engineering? duties=[(duty=duty:feature-development?)] tools=[(tool=tool:grafana?)] metrics=[metric:lead-time?] channels=? reviewed=day 20574 \
name=\"Payments Team\" email=\"payments@acme.example\"
interaction:payments-team/platform-team from=team:payments-team to=team:platform-team? mode=x-as-a-service purpose=\"deploys\"
interaction:payments-team/search from=team:payments-team to=team:search? mode=collaboration purpose=\"one basket\" startDate=day 20544 expectedDuration=129600min
dependency:payments-team/search from=team:payments-team to=team:search? type=slowing description=\"index\"
";
    let shown = |text: &str| entities(&[("docs/payments.md", text)]);
    assert_eq!(shown(PAYMENTS), expected);
    assert_eq!(shown(&in_snake_case()), expected);
    let told = findings(&[("docs/payments.md", PAYMENTS)]);
    assert!(told.starts_with("advice unknown-tool") && told.lines().count() == 3, "no taxonomy was read: {told}");
}

/// A page says with whom a team works, and not who provides.
#[test]
fn a_platform_provides_what_others_use() {
    let page = "---\nteamName: paved\nteamType: Platform\ninteractions:\n  - {team: web, mode: X-as-a-Service}\n  - {team: shop, mode: collaboration}\n---\n";
    let shown = entities(&[("paved.md", page)]);
    assert!(shown.contains(" from=team:web? to=team:paved mode=x-as-a-service"), "{shown}");
    assert!(shown.contains(" from=team:paved to=team:shop? mode=collaboration"), "{shown}");
    let stream = entities(&[("paved.md", &page.replace("Platform", "stream-aligned"))]);
    assert!(stream.contains(" from=team:paved to=team:web? mode=x-as-a-service"), "{stream}");
}

#[test]
fn pages_of_several_teams_are_one_organisation() {
    let without_tools = PAYMENTS.replace("tools: [grafana]\n", "");
    let search = "---\nteam: search\nteam_type: platform\n---\n";
    let all = entities(&[("a.md", PAYMENTS), ("b.markdown", search)]);
    assert!(all.contains("to=team:search mode=collaboration"), "{all}");
    // A team that has no page is none that does not exist.
    assert_eq!(findings(&[("a.md", &without_tools), ("b.md", search)]), "");
    let native = ("org.yaml", "teams: {payments-team: {access: [x]}}\n");
    assert!(
        entities(&[("a.md", PAYMENTS), native]).contains("team:payments-team mission"),
        "a native file says more of it"
    );
}

#[test]
fn mistakes_are_told_where_they_stand() {
    for (from, to, told) in [
        ("focus:", "focsu:", "error misspelt-field -: a team page has no field `focsu`\n  p.md:4:1 `focsu`"),
        ("stream-aligned", "steam-aligned", "error invalid-value -: `type` cannot be `steam-aligned`"),
        ("mode: collaboration", "mode: colab", "error invalid-value -: `mode` cannot be `colab`"),
        ("team: Platform Team, ", "", "error invalid-value -: this interaction names no other team"),
        ("dependencies:\n  -", "dependencies:\n  x:", "error wrong-type -: expected a list of what is between"),
        ("2026-05-01", "yesterday", "error invalid-value -: `yesterday` is not"),
        ("teamName: Payments Team", "teamName: ${TEAM}", "error invalid-value -: `${TEAM}` is a placeholder"),
        ("lead: ana\n", "lead: [ana\n", "error syntax-error"),
    ] {
        let findings = findings(&[("p.md", &PAYMENTS.replace(from, to))]);
        assert!(findings.starts_with(told), "{told}: {findings}");
    }
}

#[test]
fn a_slip_in_a_key_is_told_and_turns_no_page_off() {
    let page = |lines: &str| format!("---\n{lines}---\n");
    for lines in [
        "teamName: payments\ninteractons: [{team: search, mode: collaboration}]\n",
        "team_name: payments\nteamtype: platform\n",
        "team: payments\nteamTyp: platform\n",
    ] {
        let text = page(lines);
        assert!(entities(&[("p.md", &text)]).starts_with("team:payments"), "{lines}");
        let told = findings(&[("p.md", &text)]);
        assert!(told.contains("error misspelt-field -: a team page has no field"), "{lines}{told}");
    }
    // With the template's own name, any other key of it makes it a page.
    assert_eq!(entities(&[("p.md", &page("teamName: payments\nfocus: x\n"))]), "team:payments mission=\"x\"\n");
}

#[test]
fn a_key_that_is_none_is_told() {
    let told = |more: &str| findings(&[("p.md", &format!("---\nteamName: payments\nteamType: platform\n{more}---\n"))]);
    assert_eq!(told("title: Payments\nnav_order: 3\nx-cost: 12\n"), "");
    assert_eq!(
        told("onCal: yes\n"),
        "warning unknown-field -: a team page has no field `onCal`\n  p.md:4:1 `onCal`\n  write what it says under another key, or prefix this one with `x-` to keep it for other tools\n"
    );
    let item = told("interactions:\n  - {team: search, mode: collaboration, purpose: deploys, and secrets}\n");
    assert!(item.starts_with("warning unknown-field -: an interaction has no field `and secrets`"), "{item}");
}

#[test]
fn what_a_page_can_say_is_said_in_its_own_words() {
    let page =
        "---\nteamName: billing\nteamType: stream-aligned\nfocus: Take money safely\nreviewed: 2024-03-10\n---\n";
    let run = Program::new(&["check", "--as-of", "2026-07-01", "--format", "json", "p.md"]).file("p.md", page).run();
    let report = run.json();
    let stale = report["findings"].as_array().expect("a list").iter().find(|one| one["rule"] == "stale-charter");
    assert_eq!(
        stale.expect("it was last reviewed long ago")["help"],
        "read it with the team, correct what no longer holds, and set `reviewed: 2026-07-01`"
    );
}

#[test]
fn what_an_expression_of_a_page_says_to_write_is_in_its_words_too() {
    let page = "---\nteamName: billing\nteamType: enabling\ninteractions:\n  - {team: search, mode: facilitating, startDate: 2025-09-01}\n---\n";
    let run = Program::new(&["check", "--as-of", "2026-07-01", "--format", "json", "p.md"]).file("p.md", page).run();
    let report = run.json();
    let open =
        report["findings"].as_array().expect("a list").iter().find(|one| one["rule"] == "open-ended-collaboration");
    let help = open.expect("it has no end")["help"].as_str().expect("a text").to_owned();
    assert!(help.contains("`interactions.duration: 6w`") && !help.contains("expectedDuration"), "{help}");
}

#[test]
fn other_pages_are_no_input_and_nobody_hears_of_them() {
    for text in [
        "# Readme\n",
        "",
        "---\ntitle: A post\nteam: payments\n---\nText\n",
        "---\nteamName: Ajax\ntitle: A match\ndate: 2026-05-01\n---\n",
        "---\nteam: payments\nfocus: x\n---\n",
        "---\nteamName: Payments\nteamType: platform\n",
        "text\n---\nteamName: Payments\nteamType: platform\n---\n",
        "---\n- a\n---\n",
        "---\ninteractions: [{team: a, mode: collaboration}]\n---\n",
        "---\n{{ x }}\n---\n",
    ] {
        let read = read(&[("readme.md", text)]);
        assert_eq!((read.ignored.len(), read.findings.len(), read.files), (0, 0, 0), "{text}");
    }
    let bytes = Program::new(&["check", "."])
        .bytes("a.md", b"---\n\xff\0\n---\n")
        .file("org.yaml", "teams: {a: {mission: x}}\n")
        .run();
    assert_eq!(bytes.code, 0, "{}", bytes.stdout);
    // Who names one hears why it says nothing.
    let named = Program::new(&["check", "--format", "json", "readme.md"]).file("readme.md", "# Readme\n").run();
    assert_eq!((named.code, named.rule_names()), (3, vec!["not-an-organisation-file".to_owned()]));
}

#[test]
fn a_page_with_windows_line_ends_and_a_byte_order_mark_is_read() {
    let text = format!("\u{feff}{}", PAYMENTS.replace('\n', "\r\n"));
    assert!(entities(&[("p.md", &text)]).starts_with("team:payments-team mission=\"Take money safely\""));
}
