//! A relation of the store is a graph that petgraph's algorithms run on.

use std::fmt::Write;

use petgraph::algo::{kosaraju_scc, toposort};
use petgraph::visit::{Bfs, Dfs, NodeIndexable, Reversed};
use teamlint::field;
use teamlint::org::relation::Relation;
use teamlint::vocabulary::kinds::{Entity, FieldId, Kind};

use crate::support::child::alone;
use crate::support::world::World;

const MANAGERS: &[(Kind, FieldId)] = &[(Kind::Person, field!(Person.manager))];
const LINES: &[(Kind, FieldId)] = &[(Kind::Unit, field!(Unit.reportsTo)), (Kind::Team, field!(Team.reportsTo))];

fn named(world: &World, found: impl IntoIterator<Item = Entity>) -> Vec<String> {
    found.into_iter().map(|entity| world.org.stable_id(entity)).collect()
}

#[test]
fn an_arrow_leads_from_each_to_those_that_its_field_names() {
    let world = World::of(&["\
units: {cto: {}, shop: {reportsTo: cto}}
teams: {web: {reportsTo: shop}, books: {reportsTo: web}, ops: {reportsTo: cto}, loose: {}}
people: {ana: {manager: ben}, ben: {}}
"]);
    let lines = Relation::of(&world.org, LINES);
    let (mut up, mut down) = (Dfs::new(lines, world.find("team:books")), Bfs::new(lines, world.find("unit:cto")));
    let above = std::iter::from_fn(|| up.next(lines));
    assert_eq!(named(&world, above), ["team:books", "team:web", "unit:shop", "unit:cto"]);
    let below = std::iter::from_fn(|| down.next(Reversed(lines)));
    assert_eq!(named(&world, below), ["unit:cto", "unit:shop", "team:ops", "team:web", "team:books"]);
    let nodes = (0..lines.node_bound()).map(|index| lines.from_index(index));
    assert!(nodes.clone().enumerate().all(|(index, node)| lines.to_index(node) == index));
    assert_eq!(named(&world, nodes), ["unit:cto", "unit:shop", "team:books", "team:loose", "team:ops", "team:web"]);
    let people = toposort(Relation::of(&world.org, MANAGERS), None).expect("no circle");
    assert_eq!(named(&world, people), ["person:ana", "person:ben"]);
}

#[test]
fn what_is_of_another_kind_is_no_part_of_it() {
    let world = World::of(&["units: {cto: {}}\nteams: {web: {reportsTo: cto}}\n"]);
    let teams = Relation::of(&world.org, &LINES[1..]);
    let mut from = Dfs::new(teams, world.find("team:web"));
    assert_eq!(named(&world, std::iter::from_fn(|| from.next(teams))), ["team:web"]);
    assert_eq!(Dfs::new(teams, world.find("unit:cto")).next(teams), None);
}

#[test]
fn a_circle_of_a_hundred_thousand_is_one() {
    alone!();
    const N: usize = 100_000;
    let mut text = String::from("people:\n");
    for n in 0..N {
        let _ = writeln!(text, "  p{n}: {{manager: p{}}}", (n + 1) % N);
    }
    let world = World::of(&[&text]);
    let circles = kosaraju_scc(Relation::of(&world.org, MANAGERS));
    assert_eq!(circles.iter().map(Vec::len).collect::<Vec<_>>(), [N]);
}
