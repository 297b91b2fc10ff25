//! What rules see of one service that needs another.

use crate::facts::fact::{BOOL, Fact, SHARE, one};
use crate::facts::services::{dependencies, promises};
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
        "promised",
        SHARE,
        "What the needed service can promise: its `target`; where it has no such objective, the least promise of those it cannot do without, itself or by way of others without one.",
        |cx, e| dependencies::edge(cx, e, promises::promised),
    )
    .at(promises::promised_place),
    Fact::new("promisedBy", one(Kind::Service), "The service whose promise `promised` is.", |cx, e| {
        dependencies::edge(cx, e, promises::promised_by)
    })
    .at(promises::promised_place),
    Fact::new(
        "sameWindow",
        BOOL,
        "Whether `from.target` and `promised` are measured over windows of one length (`timeWindow`); taken to be so where one of them does not say.",
        |cx, e| dependencies::edge(cx, e, promises::same_window),
    ),
    Fact::new(
        "viaApi",
        BOOL,
        "Whether it goes through a declared API of the other: `dependsOn` names the API, or `consumesApis` does.",
        |cx, e| dependencies::edge(cx, e, |_, edge| Val::Bool(edge.via_api)),
    )
    .at(dependencies::edge_place),
];
