//! Which service needs which, told by `dependsOn` and by the APIs between them.

use crate::support::expr::{ask, org};

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
fn an_edge_goes_through_an_api_if_one_of_its_declarations_does() {
    assert_eq!(edges(".map(e, e.viaApi)"), "false, true, false, true");
}

#[test]
fn without_services_nothing_is_known() {
    assert_eq!(ask(&org("teams: {a: {}}"), &[], "serviceEdges.size()"), "? [Section(Service)]");
    assert_eq!(ask(&org("services: {a: {}}"), &[], "serviceEdges.size()"), "0");
}
