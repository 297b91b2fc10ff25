//! Who owns a service and knows it, and which service needs which.

use std::fmt::Write;

use crate::support::expr::{ask, in_words_of_taxonomy, org};
use crate::support::world::World;

fn services(yaml: &str, what: &str) -> String {
    ask(&org(yaml), &[], &format!("services.map(service, {what})"))
}

#[test]
fn an_owner_is_the_first_team_named_and_owners_are_all() {
    let world = World::of(&["
teams: {a: , b: }
people: {ana: }
services: {one: {owner: b}, two: {owner: [person:ana, b, a, b]}, none: {owner: }, person: {owner: person:ana}}
platforms: {paved: {owner: a, goldenPaths: {web: {}, batch: {owner: b}}}}
"]);
    assert_eq!(world.says_of("service:one", "it.owner"), "b");
    assert_eq!(world.says_of("service:two", "it.owner"), "b");
    assert_eq!(world.says_of("service:two", "it.owners"), "[ana, b, a]");
    assert_eq!(world.says_of("service:none", "it.owner"), "unknown: service:none.owner");
    assert_eq!(world.says_of("service:person", "it.owner"), "unknown: service:person.owner");
    assert_eq!(world.says_of("team:b", "it.ownedServices"), "[one, two]");
    assert_eq!(world.says("goldenPaths.map(p, p.id + \": \" + p.owner.id)"), "[web: a, batch: b]");
}

#[test]
fn an_owner_is_vacant_only_if_somebody_said_so() {
    let yaml = "\
people: {ana: {team: named}}
teams:
  empty: {members: []}
  named: {members: []}
  above: {members: []}
  below: {reportsTo: above}
  list: {kind: permission, members: []}
  silent: {}
services:
  a: {owner: empty}
  b: {owner: [named, empty]}
  c: {owner: above}
  d: {owner: list}
  e: {owner: silent}
";
    assert_eq!(services(yaml, "service.vacantOwners.map(t, t.id).join('+')"), "empty, empty, , , ");
}

#[test]
fn a_service_is_known_to_its_experts_and_to_those_who_say_so() {
    let yaml = "\
people:
  ana: {knows: [a, b, terraform]}
  ben: {knows: [terraform]}
services:
  a: {experts: [ben, ana]}
  b: {}
  c: {experts: []}
  d: {}
";
    let org = in_words_of_taxonomy(yaml);
    let knowers = ask(&org, &[], "services.map(service, service.knowers.map(p, p.id).join('+'))");
    assert_eq!(knowers, "ben+ana, ana, , ?");
    assert_eq!(ask(&org, &[], "knownTools.map(t, t.id + ':' + t.knowers.map(p, p.id).join('+'))"), "terraform:ana+ben");
    assert_eq!(ask(&org, &[], "knownDomains.size()"), "0");
    assert_eq!(ask(&self::org("teams: {a: {}}"), &[], "knownTools.size()"), "at least 0");
}

#[test]
fn teams_among_approvers_stand_for_their_members() {
    let yaml = "\
people: {ana: {}, ben: {}}
teams:
  web: {members: [ana, ben]}
services:
  a: {approvers: [web, ana], deployers: [ben]}
  b: {approvers: []}
";
    assert_eq!(services(yaml, "service.approverPeople.map(p, p.id).join('+')"), "ana+ben, ");
    assert_eq!(services(yaml, "service.deployerPeople.map(p, p.id).join('+')"), "ben, ?");
    let silent = "teams: {web: {}}\nservices: {a: {approvers: [web]}}";
    assert_eq!(services(silent, "service.approverPeople.size() > 0"), "?");
}

const SHOP: &str = "\
services:
  shop:
    dependsOn:
      - {service: ledger, hard: true}
      - search
      - api:mail-api
      - platform:paved
      - shop
    consumesApis: [ledger-api, shop-api]
    providesApis: [shop-api]
  ledger:
    providesApis: [ledger-api]
    dependsOn: [{service: shop, hard: false}]
  search: {}
  mailer: {providesApis: [mail-api]}
platforms:
  paved: {}
apis:
  ledger-api: {}
  mail-api: {}
  shop-api: {}
";

fn edges(what: &str) -> String {
    ask(&org(SHOP), &[], &format!("serviceEdges{what}"))
}

#[test]
fn two_services_are_one_edge_on_whatever_way_they_are_connected() {
    assert_eq!(edges(".map(e, e.id)"), "ledger/shop, shop/ledger, shop/search, shop/mailer");
    assert_eq!(edges(".map(e, e.from)"), "ledger, shop, shop, shop");
    assert_eq!(edges(".map(e, e.to)"), "shop, ledger, search, mailer");
}

#[test]
fn an_edge_is_hard_where_somebody_says_so_and_unknown_where_nobody_does() {
    assert_eq!(edges(".map(e, e.hard)"), "false, true, ?, ?");
}

#[test]
fn an_edge_of_which_something_cannot_be_read_is_hard_only_where_another_declaration_says_so() {
    let world = World::of(&["services:
  a: {dependsOn: [{service: c, hard: zzqx}, {service: c, hard: false}]}
  b: {dependsOn: [{service: c, hard: zzqx}, {service: c, hard: true}]}
  c: {}
"]);
    assert_eq!(world.says("serviceEdges.map(e, e.hard)"), "[?, true]");
    let why = "serviceEdges.filter(e, e.id == 'a/c').all(e, e.hard)";
    assert_eq!(world.says(why), "unknown: service:a/dependsOn/0.hard");
}

#[test]
fn an_edge_goes_through_an_api_if_one_of_its_declarations_does() {
    assert_eq!(edges(".map(e, e.viaApi)"), "false, true, false, true");
}

#[test]
fn without_services_nothing_is_known() {
    assert_eq!(ask(&org("teams: {a: {}}"), &[], "serviceEdges.size()"), "? [Section(Service)]");
    assert_eq!(ask(&org("services: {a: {}}"), &[], "serviceEdges.size()"), "0");
}

#[test]
fn an_api_that_very_many_provide_makes_none_of_them_depend_on_another() {
    let edges = |n: usize| {
        let services: String =
            (0..n).map(|n| format!("  s{n}: {{providesApis: shared, consumesApis: [shared]}}\n")).collect();
        ask(
            &in_words_of_taxonomy(&format!("apis: {{shared: {{}}}}\nservices:\n{services}")),
            &[],
            "serviceEdges.size()",
        )
    };
    assert_eq!((edges(32), edges(33), edges(2_000)), ("992".to_owned(), "0".to_owned(), "0".to_owned()));
}

#[test]
fn a_service_is_in_the_domain_of_what_it_is_a_part_of() {
    let world = World::of(&["
domains: {sales: {}, books: {}}
systems: {accounting: {domain: books}, tools: {}}
services:
  checkout: {domain: sales, system: accounting}
  ledger: {system: accounting}
  export: {partOf: ledger}
  button: {partOf: checkout, system: tools}
  builder: {system: tools}
  loose: {}
  round: {partOf: around}
  around: {partOf: round}
"]);
    let domains = "services.map(s, s.id + ' ' + (has(s.domain) ? s.domain.id : 'in none'))";
    let told = "[around in none, builder in none, button sales, checkout sales, export books, ledger books, loose in none, round in none]";
    assert_eq!(world.says(domains), told);
    assert_eq!(world.says_of("service:builder", "it.domain.id"), "unknown: system:tools.domain");
    assert_eq!(world.says_of("service:loose", "it.domain.id"), "unknown: service:loose.domain");
    assert_eq!(world.says_of("service:round", "it.domain.id"), "unknown: service:round.domain");
}

#[test]
fn promises_are_over_one_window_unless_both_say_otherwise() {
    let edge = |one: &str, other: &str| {
        let slo = |service, window| format!("  {service}: {{service: {service}, target: 0.99{window}}}\n");
        let text = format!("services: {{a: {{dependsOn: b}}, b: {{}}}}\nslos:\n{}{}", slo("a", one), slo("b", other));
        World::of(&[&text]).says("serviceEdges.map(e, e.sameWindow)")
    };
    assert_eq!(edge(", timeWindow: 4w", ", timeWindow: 28d"), "[true]");
    assert_eq!(edge(", timeWindow: 1w", ", timeWindow: 28d"), "[false]");
    assert_eq!(edge(", timeWindow: 1w", ""), "[true]");
    assert_eq!(edge("", ""), "[true]");
    let world = World::of(&["services: {a: {dependsOn: b}, b: {}}\n"]);
    assert_eq!(world.says("serviceEdges.map(e, e.sameWindow)"), "[true]");
}

/// What is promised behind each edge, by whom.
fn promised(yaml: &str) -> String {
    ask(
        &in_words_of_taxonomy(yaml),
        &[],
        "serviceEdges.map(e, e.from.id + e.to.id + \" \" + string(e.promised) + \" \" + e.promisedBy.id)",
    )
}

#[test]
fn who_promises_nothing_is_no_better_than_what_it_cannot_do_without() {
    let yaml = "\
services:
  a: {dependsOn: [{service: b, hard: true}]}
  b: {dependsOn: [{service: c, hard: true}, {service: d, hard: true}, {service: e, hard: false}]}
  c: {dependsOn: [{service: b, hard: true}]}
  d: {dependsOn: [{service: e, hard: true}]}
  e: {}
slos:
  d-availability: {service: d, target: 0.99}
  d-latency: {service: d, target: 0.9}
  e-availability: {service: e, target: 0.9}
";
    assert_eq!(promised(yaml), "ab 99 % d, bc 99 % d, bd 99 % d, be 90 % e, cb 99 % d, de 90 % e");
    let ask_of = |more: &str, what: &str| ask(&in_words_of_taxonomy(&format!("{yaml}{more}")), &[], what);
    let first = "serviceEdges.first().promised";
    // What nobody says below can only make it less.
    assert_eq!(ask_of("", &format!("{first} < 0.991")), "true");
    let unsaid = yaml.replace("{service: e, hard: false}", "{service: e}");
    assert_eq!(ask(&in_words_of_taxonomy(&unsaid), &[], &format!("{first} < 0.991")), "true");
    let below = ask(&in_words_of_taxonomy(&unsaid), &[], &format!("{first} < 0.99"));
    assert!(below.starts_with("? [Field(Entity { kind: ServiceDependency"), "{below}");
    let silent = "services: {a: {dependsOn: [{service: b, hard: true}]}, b: {dependsOn: [{service: a, hard: true}]}, c: {}}\nslos: {c: {service: c, target: 1}}\n";
    assert_eq!(ask(&in_words_of_taxonomy(silent), &[], first), "? [Section(Slo)]");
}

#[test]
fn a_promise_travels_up_a_long_chain_with_a_circle_at_its_end() {
    const N: usize = 30_000;
    let mut yaml = String::from("services:\n");
    for n in 0..N {
        let next = if n + 1 < N { n + 1 } else { N / 2 };
        let needs = format!("[{{service: s{next:05}, hard: true}}, {{service: last, hard: true}}]");
        let _ = writeln!(yaml, "  s{n:05}: {{dependsOn: {needs}}}");
    }
    yaml += "  last: {}\nslos: {only: {service: last, target: 0.9}}\n";
    let world = World::of(&[&yaml]);
    assert_eq!(world.says("serviceEdges.filter(e, e.from.id == 's00000').map(e, e.promised)"), "[90 %, 90 %]");
}

#[test]
fn an_objective_is_about_latency_if_the_first_to_say_either_says_so() {
    let yaml = "\
slos:
  a-latency: {description: availability}
  b-availability: {description: latency}
  c: {indicator: {metric: http_request_duration_seconds}, description: Availability}
  d: {indicator: availability and latency}
  e: {description: Response times below 300 ms}
  f: {description: Answers}
  gLatencyP99: {}
";
    let said = ask(&in_words_of_taxonomy(yaml), &[], "slos.filter(slo, slo.aboutLatency).map(slo, slo.id)");
    assert_eq!(said, "a-latency, c, e, gLatencyP99");
}
