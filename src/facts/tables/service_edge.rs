//! What rules see of one service that needs another.

use crate::facts::fact::{BOOL, Fact, one};
use crate::facts::services::{dependencies, objectives};
use crate::value::Val;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("from", one(Kind::Service), "The service that needs the other.", |cx, e| {
        dependencies::edge(cx, e, |_, edge| Val::Entity(edge.from))
    })
    .at(dependencies::edge_place),
    Fact::new("to", one(Kind::Service), "The service that is needed.", |cx, e| {
        dependencies::edge(cx, e, |_, edge| Val::Entity(edge.to))
    })
    .at(dependencies::edge_place),
    Fact::new(
        "hard",
        BOOL,
        "Whether the one fails without the other; unknown where no `dependsOn` between the two says `hard`.",
        |cx, e| dependencies::edge(cx, e, dependencies::hard),
    )
    .at(dependencies::edge_place),
    Fact::new(
        "sameWindow",
        BOOL,
        "Whether the strictest objectives of the two are measured over windows of one length (`timeWindow`); taken to be so where one of them does not say.",
        |cx, e| dependencies::edge(cx, e, |cx, edge| objectives::same_window(cx, edge.from, edge.to)),
    ),
    Fact::new(
        "viaApi",
        BOOL,
        "Whether it goes through a declared API of the other: `dependsOn` names the API, or `consumesApis` does.",
        |cx, e| dependencies::edge(cx, e, |_, edge| Val::Bool(edge.via_api)),
    )
    .at(dependencies::edge_place),
];
