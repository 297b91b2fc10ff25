//! What stands in views: what was declared, what follows from it, and what is not known.

use serde_json::Value;

use crate::support::program::{Program, Run};

fn graph(org: &str, arguments: &[&str]) -> Run {
    let all = [&["graph", "org.yaml", "--as-of", "2026-06-15"], arguments].concat();
    Program::new(&all).file("org.yaml", org).run()
}

fn json(org: &str, arguments: &[&str]) -> Value {
    let run = graph(org, &[arguments, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.json()
}

/// Every edge as `from -mode-> to`, with what else is said of it.
fn edges(shown: &Value) -> Vec<String> {
    let edges = shown["edges"].as_array().expect("edges");
    let text = |edge: &Value, key: &str| edge[key].as_str().map(str::to_owned);
    let told = |edge: &Value| {
        let mode = text(edge, "mode").or_else(|| text(edge, "kind")).unwrap_or_default();
        let arrow = if edge["directed"] == true { ">" } else { "-" };
        let known = text(edge, "known").filter(|known| known != "declared").map(|known| format!(" {known}"));
        let label = text(edge, "label").map(|label| format!(" [{label}]"));
        let count = edge["count"].as_u64().filter(|&count| count > 1).map(|count| format!(" x{count}"));
        let further: String = [known, label, count].into_iter().flatten().collect();
        format!(
            "{} -{mode}-{arrow} {}{further}",
            edge["from"].as_str().unwrap_or(""),
            edge["to"].as_str().unwrap_or("")
        )
    };
    edges.iter().map(told).collect()
}

fn ids(shown: &Value) -> Vec<&str> {
    shown["nodes"].as_array().expect("nodes").iter().filter_map(|node| node["id"].as_str()).collect()
}

fn node<'v>(shown: &'v Value, id: &str) -> &'v Value {
    let nodes = shown["nodes"].as_array().expect("nodes");
    nodes.iter().find(|node| node["id"] == id).unwrap_or_else(|| panic!("{id} in {shown}"))
}

const TEAMS: &str = "\
version: 1
units: {north: {kind: product}, south: {kind: product}}
teams:
  web: {type: stream-aligned, reportsTo: north, members: [ana]}
  shop: {type: stream-aligned, reportsTo: north}
  app: {reportsTo: south}
  paved: {type: platform, reportsTo: south}
  coach: {type: enabling, engagement: {model: consulting, with: [web], until: 2026-12-31}}
  alone: {type: complicated-subsystem}
platforms:
  road: {owner: paved, consumers: [web, shop]}
";

fn with_interactions(lines: &str) -> String {
    format!("{TEAMS}interactions:\n{lines}")
}

#[test]
fn what_is_going_on_is_shown_and_what_follows_is_said_to() {
    let org = with_interactions(
        "  - {from: web, to: paved, mode: x-as-a-service}
  - {between: [web, shop], mode: collaboration}
  - {from: app, to: web}
  - {from: app, to: shop, mode: collaboration, startDate: 2026-01-01, expectedDuration: 4w}
  - {from: coach, to: app, mode: facilitating, startDate: 2027-01-01}
",
    );
    let shown = json(&org, &[]);
    assert_eq!(
        edges(&shown),
        [
            "team:app -interaction-> team:web unknown",
            "team:coach -facilitating-> team:web",
            "team:shop -x-as-a-service-> team:paved derived",
            "team:shop -collaboration-- team:web",
            "team:web -x-as-a-service-> team:paved",
        ]
    );
    assert_eq!(shown["alone"], serde_json::json!(["team:alone"]));
    assert_eq!(node(&shown, "team:app")["type"], Value::Null);
    assert_eq!(node(&shown, "team:app")["missing"], serde_json::json!(["team:app.type"]));
    assert_eq!(node(&shown, "team:web")["unit"], "unit:north");
    assert!(shown["missing"].to_string().contains(".mode"), "{}", shown["missing"]);
}

#[test]
fn many_who_do_something_together_are_tied_to_that_and_not_to_each_other() {
    let few = json(&with_interactions("  - {between: [web, shop, app], mode: collaboration}\n"), &[]);
    let pairs = edges(&few).into_iter().filter(|edge| edge.contains("collaboration")).count();
    assert_eq!(pairs, 3);
    let many = json(&with_interactions("  - {between: [web, shop, app, paved, coach], mode: collaboration}\n"), &[]);
    let ties: Vec<String> = edges(&many).into_iter().filter(|edge| edge.contains("collaboration")).collect();
    assert!(ties.len() == 5 && ties.iter().all(|tie| tie.contains("interaction:")), "{ties:?}");
}

#[test]
fn a_roll_up_counts_what_it_puts_together() {
    let org = with_interactions(
        "  - {between: [web, shop], mode: collaboration}\n  - {from: app, to: web, mode: collaboration}\n  - {from: app, to: shop, mode: collaboration}\n",
    );
    let shown = json(&org, &["--rollup", "unit"]);
    assert_eq!(
        edges(&shown),
        [
            "unit -facilitating-> unit:north",
            "unit:north -collaboration-- unit:south x2",
            "unit:north -x-as-a-service-> unit:south derived x2"
        ]
    );
    let north = node(&shown, "unit:north");
    assert_eq!((north["count"].as_u64(), north["inside"].as_u64()), (Some(2), Some(1)));
    assert_eq!(node(&shown, "unit")["declared"], false);
}

#[test]
fn only_what_is_near_is_shown_around_something() {
    let org = with_interactions("  - {from: app, to: web, mode: collaboration}\n");
    assert_eq!(ids(&json(&org, &["--around", "team:app"])), ["team:app", "team:web"]);
    let two = json(&org, &["--around", "app", "--depth", "2"]);
    assert_eq!(ids(&two), ["team:app", "team:coach", "team:paved", "team:web"]);
    assert_eq!(node(&two, "team:app")["center"], true);
    let unit = json(&org, &["--around", "team:app", "--rollup", "unit"]);
    assert_eq!(ids(&unit), ["unit:north", "unit:south"]);
    assert_eq!(ids(&json(&org, &["--around", "unit:south", "--rollup", "unit"])), ["unit:north", "unit:south"]);
    assert_eq!(ids(&json(&org, &["--around", "alone"])), ["team:alone"]);
}

#[test]
fn what_is_not_there_is_told_with_what_was_probably_meant() {
    let org = format!("{TEAMS}services: {{till: {{owner: web}}}}\n");
    for (arguments, message) in [
        (&["--around", "team:shp"][..], "there is no `team:shp` in the view `interactions`; did you mean `team:shop`?"),
        (&["--around", "webb"], "there is no `webb` in the view `interactions`; did you mean `team:web`?"),
        (&["--around", "service:till"], "`service:till` is not in the view `interactions`; it is with one of"),
        (&["--around", "zzz"], "`--format json` lists what there is"),
    ] {
        let run = graph(&org, arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(run.stderr.contains(message), "{arguments:?}: {}", run.stderr);
    }
    let several =
        graph("teams: {web: {}}\nservices: {web: {owner: web}}\n", &["--view", "ownership", "--around", "web"]);
    assert!(
        several.stderr.contains("is the name of several; write one of `team:web` or `service:web`"),
        "{}",
        several.stderr
    );
    let depth = graph(&org, &["--depth", "2"]);
    assert!(depth.code == 2 && depth.stderr.contains("--around"), "{}", depth.stderr);
}

#[test]
fn a_view_of_nothing_says_what_to_declare() {
    for (view, wanted) in [
        ("interactions", "`interactions`"),
        ("dependencies", "`dependsOn`"),
        ("ownership", "`owner`"),
        ("escalations", "`escalation`"),
        ("reporting", "`reportsTo`"),
    ] {
        for format in ["svg", "mermaid", "dot", "json"] {
            let run = graph("teams: {a: {members: [ana]}}\n", &["--view", view, "--format", format]);
            assert_eq!(run.code, 0, "{view}");
            assert!(
                run.stderr.contains("nothing is tied to anything") && run.stderr.contains(wanted),
                "{}",
                run.stderr
            );
            assert!(!run.stdout.is_empty());
        }
    }
}

#[test]
fn what_only_putting_together_leaves_untied_is_not_said_to_be_undeclared() {
    let org = "teams: {a: {}, b: {}}\ninteractions: [{from: a, to: b, mode: collaboration}]\n";
    let run = graph(org, &["--rollup", "domain"]);
    let note = "note: in the view `interactions`, put together, nothing is tied to anything: what is tied belongs to the same \
                domain, or nobody says to which domain; leave out `--rollup`\n";
    assert_eq!((run.code, run.stderr.as_str()), (0, note));
    assert!(!run.stdout.contains("declare"), "{}", run.stdout);
    let nothing = graph("version: 1\nteams: {a: {}, b: {}}\n", &["--rollup", "domain"]);
    assert!(nothing.stderr.contains("declare `interactions`"), "{}", nothing.stderr);
}

const SERVICES: &str = "\
version: 1
teams: {web: {type: stream-aligned}, pay: {type: stream-aligned}, ops: {type: enabling}}
domains: {sales: {}, money: {}}
apis: {charge: {}}
services:
  shop: {owner: web, domain: sales, dependsOn: [{service: till, hard: true}, {service: cache, hard: false}, ledger], escalation: first, rotation: desk}
  till: {owner: pay, domain: money, consumesApis: [charge], supportedBy: [ops]}
  ledger: {owner: pay, domain: money, providesApis: [charge]}
  cache: {owner: [], domain: sales}
rotations: {desk: {team: ops, participants: [ana]}, night: {team: pay, services: [ledger], participants: [ben]}}
escalations:
  first:
    levels:
      - {targets: [{rotation: desk}], timeout: 5m}
      - {targets: [{rotation: desk}, {team: web}]}
      - {targets: [{escalation: last}]}
  last: {levels: [{targets: [{all: true}, {person: cem}]}]}
dependencies: [{from: web, to: pay, type: blocking}]
";

#[test]
fn a_service_needs_another_hard_or_not_or_nobody_says() {
    let shown = json(SERVICES, &["--view", "dependencies"]);
    assert_eq!(
        edges(&shown),
        [
            "team:web -blocking-> team:pay",
            "service:shop -soft-> service:cache",
            "service:shop -dependency-> service:ledger",
            "service:shop -hard-> service:till",
            "service:till -dependency-> service:ledger derived",
        ]
    );
    let teams = json(SERVICES, &["--view", "dependencies", "--rollup", "team"]);
    assert_eq!(
        edges(&teams),
        ["team:web -soft-> team", "team:web -hard-> team:pay x2", "team:web -blocking-> team:pay"]
    );
    assert_eq!(node(&teams, "team:pay")["inside"].as_u64(), Some(1));
    let domains = json(SERVICES, &["--view", "dependencies", "--rollup", "domain"]);
    assert!(edges(&domains).contains(&"domain:sales -hard-> domain:money x2".to_owned()), "{:?}", edges(&domains));
}

#[test]
fn what_nobody_owns_is_shown_though_nothing_is_tied_to_it() {
    let shown = json(SERVICES, &["--view", "ownership"]);
    assert_eq!(
        edges(&shown),
        [
            "team:ops -supports-> service:till",
            "team:pay -owns-> service:ledger",
            "team:pay -owns-> service:till",
            "team:web -owns-> service:shop"
        ]
    );
    assert_eq!(node(&shown, "service:cache")["owner"], "none");
    assert_eq!(node(&shown, "service:cache")["worst"], "error");
    assert_eq!(node(&shown, "service:till")["owner"], Value::Null);
    let teams = json(SERVICES, &["--view", "ownership", "--rollup", "team"]);
    assert!(
        ids(&teams).contains(&"team:pay/services") && ids(&teams).contains(&"nobody/services"),
        "{:?}",
        ids(&teams)
    );
}

#[test]
fn who_is_paged_is_told_with_the_levels_and_once() {
    let shown = json(SERVICES, &["--view", "escalations"]);
    assert_eq!(
        edges(&shown),
        [
            "service:ledger -pages-> rotation:night",
            "service:shop -pages-> escalation:first",
            "escalation:first -pages-> team:web [2]",
            "escalation:first -pages-> escalation:last [3]",
            "escalation:first -pages-> rotation:desk [1, 2]",
            "escalation:last -pages-> person:cem [1]",
            "escalation:last -pages-> everybody [1]",
            "rotation:desk -run-by-> team:ops",
            "rotation:night -run-by-> team:pay",
        ]
    );
}

#[test]
fn lines_of_reporting_are_those_of_units_teams_and_people() {
    let org = "\
units: {all: {head: eve}, north: {reportsTo: all}}
teams: {web: {reportsTo: north, lead: ana, members: [ana, ben]}, admins: {kind: permission, reportsTo: north}}
people: {ana: {manager: eve}, ben: {manager: ana}, eve: {}}
";
    let shown = json(org, &["--view", "reporting"]);
    assert_eq!(
        edges(&shown),
        [
            "unit:north -reports-to-> unit:all",
            "team:web -reports-to-> unit:north",
            "person:ana -leads-> team:web",
            "person:ana -reports-to-> person:eve",
            "person:ben -reports-to-> person:ana",
            "person:eve -leads-> unit:all",
        ]
    );
    let teams = json(org, &["--view", "reporting", "--rollup", "team"]);
    assert!(edges(&teams).contains(&"team:web -reports-to-> unit:north".to_owned()), "{:?}", edges(&teams));
    assert_eq!(node(&teams, "team:web")["count"].as_u64(), Some(2));
}

/// A picture shows so much and no more; the rest is rolled up, or refused with what would help.
#[test]
fn what_is_too_large_for_a_picture_is_rolled_up_or_refused() {
    let teams = |n: usize, units: usize| {
        let all: Vec<String> = (0..n).map(|at| format!("  t{at}: {{reportsTo: u{}}}\n", at % units)).collect();
        let ties: Vec<String> =
            (1..n).map(|at| format!("  - {{from: t{}, to: t{at}, mode: collaboration}}\n", at - 1)).collect();
        let units: Vec<String> = (0..units).map(|at| format!("  u{at}: {{kind: product}}\n")).collect();
        format!("units:\n{}teams:\n{}interactions:\n{}", units.concat(), all.concat(), ties.concat())
    };
    let whole = graph(&teams(40, 4), &[]);
    assert_eq!((whole.code, whole.stderr.as_str()), (0, ""));
    let rolled = graph(&teams(41, 4), &[]);
    assert!(rolled.code == 0 && rolled.stderr.contains("note: rolled up by unit, as 41 boxes"), "{}", rolled.stderr);
    let refused = graph(&teams(60, 60), &[]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(
        refused.stderr.contains("--around ENTITY") && refused.stderr.contains("--format json"),
        "{}",
        refused.stderr
    );
    assert_eq!(json(&teams(60, 60), &[])["nodes"].as_array().map(Vec::len), Some(60));
}

#[test]
fn a_unit_of_which_nobody_says_what_it_is_for_is_one_to_roll_up_by() {
    let with_kinds = with_interactions("  - {from: app, to: web, mode: collaboration}\n");
    let bare = with_kinds.replace("{kind: product}", "{}");
    assert_ne!(bare, with_kinds);
    let (bare, with_kinds) = (json(&bare, &["--rollup", "unit"]), json(&with_kinds, &["--rollup", "unit"]));
    assert_eq!(edges(&bare), edges(&with_kinds));
    assert_eq!(ids(&bare), ["unit", "unit:north", "unit:south"]);
}

/// An organisation of so many teams, each with a service that needs that of the next two.
fn in_a_ring(teams: usize, unit: impl Fn(usize) -> usize) -> String {
    let all = || 0..teams;
    let team = |n| format!("  t{n}: {{reportsTo: u{}}}\n", unit(n));
    let service = |n| {
        let (next, after) = ((n + 1) % teams, (n + 2) % teams);
        format!("  s{n}: {{owner: t{n}, dependsOn: [s{next}, s{after}]}}\n")
    };
    let mut units: Vec<String> = all().map(|n| format!("u{}: {{}}", unit(n))).collect();
    units.dedup();
    let (team, service): (String, String) = (all().map(team).collect(), all().map(service).collect());
    format!("units: {{{}}}\nteams:\n{team}services:\n{service}", units.join(", "))
}

#[test]
fn what_is_too_large_to_be_drawn_is_told_with_a_way_that_leads_on() {
    let by = |org: &str, more: &[&str]| graph(org, &[&["--view", "dependencies"], more].concat());
    let many = in_a_ring(100, |n| n);
    for more in [&[][..], &["--rollup", "unit"], &["--rollup", "team"]] {
        let run = by(&many, more);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("--around ENTITY") && run.stderr.contains("--format json"), "{}", run.stderr);
        assert!(!run.stderr.contains("--rollup"), "{}", run.stderr);
    }
    let in_units = in_a_ring(100, |n| n / 25);
    let run = by(&in_units, &["--rollup", "team"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`--rollup unit`"), "{}", run.stderr);
    assert_eq!(by(&in_units, &["--rollup", "unit"]).code, 0);
}
