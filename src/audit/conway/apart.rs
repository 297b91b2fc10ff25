//! Two teams that depend on each other without talking, and what makes it so.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::audit::Source;
use crate::audit::about::{Named, by_subject};
use crate::audit::conway::case::{Case, Pair, Two};
use crate::field;
use crate::judge::told::Told;
use crate::value::Number;
use crate::value::number::narrow;
use crate::value::owned::Owned;
use crate::vocabulary::kinds::Entity;

/// The rule that asks about two teams whose services need each other.
const RULE: &str = "conway-gap";

/// Two teams that depend on each other without talking.
#[derive(Clone, Debug)]
pub struct Apart {
    /// The two, and what they are called.
    pub teams: [(Entity, String); 2],
    /// Which service needs which, whichever way.
    pub needed: Vec<Needed>,
    /// What stands in the place of talking, in words: a platform that is consumed, a dependency that is declared, APIs.
    pub instead: Vec<&'static str>,
    /// What the rule says of them.
    pub finding: Option<Named>,
}

/// A service that needs another.
#[derive(Clone, Debug)]
pub struct Needed {
    /// The service, and its team.
    pub from: (String, String),
    /// What it needs, and whose that is.
    pub to: (String, String),
    /// How critical the one that needs the other is; 1 is most critical.
    pub tier: Option<Number>,
    /// Whether the one fails without the other.
    pub hard: Told<bool>,
    /// Whether it goes through an API that is declared.
    pub via_api: Told<bool>,
    /// Where it is written.
    pub at: Option<String>,
}

/// All of them, those first of which the rule says something, then those on which most hangs: by the number of needs, by how
/// critical what needs is, and by how much of it cannot do without the other.
pub(super) fn all(source: &Source<'_>, pairs: &BTreeMap<Two, Pair>, cases: &BTreeMap<Two, Case>) -> Vec<Apart> {
    let told = by_subject(source, RULE);
    let apart = pairs.iter().filter(|(two, _)| cases.get(two) == Some(&Case::Apart));
    let mut all: Vec<Apart> = apart
        .map(|(two, pair)| Apart {
            teams: [two.0, two.1].map(|team| (team, source.name(team))),
            needed: pair.pairs.iter().flat_map(|&pair| needed(source, pair)).collect(),
            instead: instead(source, two, &pair.pairs),
            finding: pair.pairs.iter().find_map(|&pair| told.get(source, pair)),
        })
        .collect();
    // What nobody says the tier of comes after what somebody does.
    let tier = |apart: &Apart| {
        let most = apart.needed.iter().filter_map(|needed| needed.tier).min();
        (most.is_none(), most)
    };
    let hard = |apart: &Apart| apart.needed.iter().filter(|needed| needed.hard == Told::Known(true)).count();
    all.sort_by_cached_key(|apart| {
        let names = apart.teams.clone().map(|(_, name)| name);
        (
            apart.finding.as_ref().is_none_or(|finding| finding.lived.is_some()),
            !apart.instead.is_empty(),
            Reverse(apart.needed.len()),
            tier(apart),
            Reverse(hard(apart)),
            names,
        )
    });
    all
}

fn needed(source: &Source<'_>, pair: Entity) -> Vec<Needed> {
    let team = |fact| source.one(pair, fact).known().map(|&team| source.name(team)).unwrap_or_default();
    let (from, to) = (team("from"), team("to"));
    let Owned::List(edges, _) = source.fact(pair, "serviceEdges") else { return Vec::new() };
    let tier = |service: Entity| narrow(source.org.number(service, field!(Service.tier)).ok().flatten()?.value);
    let edge = |edge: Entity, place| {
        let service = |fact| source.one(edge, fact).known().map(|&service| source.name(service)).unwrap_or_default();
        Needed {
            from: (service("from"), from.clone()),
            to: (service("to"), to.clone()),
            tier: source.one(edge, "from").known().copied().and_then(tier),
            hard: source.truth(edge, "hard"),
            via_api: source.truth(edge, "viaApi"),
            at: Option::map(place, |place| source.at(place)),
        }
    };
    let edges = edges.iter().filter_map(|item| match item.value {
        Owned::Entity(entity) => Some(edge(entity, item.place)),
        _ => None,
    });
    edges.collect()
}

/// What the rule takes in the place of talking.
fn instead(source: &Source<'_>, &(one, other): &Two, pairs: &[Entity]) -> Vec<&'static str> {
    let any = |holds: &dyn Fn(Entity) -> bool| pairs.iter().any(|&pair| holds(pair));
    let consumes = any(&|pair| source.truth(pair, "consuming") == Told::Known(true));
    let declared = any(&|pair| !source.several(pair, "dependencies").known.is_empty());
    let edges: Vec<Entity> = pairs.iter().flat_map(|&pair| source.several(pair, "serviceEdges").known).collect();
    let by_api = !edges.is_empty() && edges.iter().all(|&edge| source.truth(edge, "viaApi") == Told::Known(true));
    let others = source.several(other, "communities").known;
    let community = source.several(one, "communities").known.iter().any(|of| others.contains(of));
    let all = [
        (consumes, "one consumes a platform of the other"),
        (declared, "the dependency is declared between the teams"),
        (by_api, "all of it goes through an API that is declared"),
        (community, "both are in one community"),
    ];
    all.into_iter().filter_map(|(holds, words)| holds.then_some(words)).collect()
}
