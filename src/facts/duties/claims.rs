//! What rules ask of duties in their scopes.

use std::collections::{BTreeMap, HashSet};

use crate::facts::cx::Cx;
use crate::facts::duties::claim::Claim;
use crate::facts::duties::held::ACCOUNTABLE;
use crate::facts::duties::holdings::{Duties, undeclared};
use crate::facts::duties::raci_entry::is_express;
use crate::field;
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

pub(crate) fn claim<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&'a Claim) -> Val<'a>) -> Val<'a> {
    match cx.part::<Duties>().claims().get(entity.index()) {
        Some(claim) => read(claim),
        None => cx.unknown(Missing::Section(Kind::Team)),
    }
}

pub(crate) fn claim_scope<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    claim(cx, entity, |claim| Val::Text(&claim.scope))
}

fn holders<'a>(cx: &Cx<'a>, claim: &'a Claim) -> impl Iterator<Item = Item<'a>> {
    let duties = cx.part::<Duties>();
    claim.holders.iter().map(|&holding| Item::new(Val::Entity(holding), duties.get(holding).map(|held| held.place)))
}

pub(crate) fn claim_holders<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    claim(cx, entity, |claim| {
        let duties = cx.part::<Duties>();
        let open = cx.because_all(duties.unread(claim.duty).chain(duties.unscoped(claim)));
        cx.open_list(holders(cx, claim), open)
    })
}

/// Whether some of those who hold it do not say for what.
pub(crate) fn is_unsaid<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    claim(cx, entity, |claim| Val::Bool(claim.covers.is_none()))
}

/// What the holdings of one team in a claim say.
#[derive(Default)]
struct Said {
    /// Teams it shares the duty with.
    with: HashSet<Entity>,
    /// Whether it says in words what its part is: in the responsibility matrix, or by `level` in its own file.
    express: bool,
}

pub(crate) fn claim_shared<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let duties = cx.part::<Duties>();
    claim(cx, entity, |claim| {
        let mut said: BTreeMap<Entity, Said> = BTreeMap::new();
        // A claim is about one duty, so that all its holders in the matrix are in one row, and in one RACI entry.
        let mut answered = false;
        let mut unread = None;
        for &holding in &claim.holdings {
            let Some(held) = duties.get(holding) else { continue };
            let said = said.entry(held.team).or_default();
            answered |= held.level == ACCOUNTABLE;
            if holding.index() >= cx.org.count(Kind::Holding) {
                said.express = true;
            } else {
                said.express |= is_express(cx.org, holding, held);
                let with = cx.org.list(holding, field!(Holding.sharedWith));
                unread = unread.or(with.open());
                said.with.extend(with.entities().map(|other| other.value));
            }
        }
        let all: Vec<(Entity, Said)> = said.into_iter().collect();
        // Those who say in words what their part is share it among themselves, so that no pair of them is looked at: what
        // is left are pairs of which one must name the other, no more than there are names.
        let (in_words, others): (Vec<_>, Vec<_>) = all.iter().partition(|(_, said)| answered && said.express);
        let named =
            |(a, one): &(Entity, Said), (b, other): &(Entity, Said)| one.with.contains(b) || other.with.contains(a);
        let every = others.iter().enumerate().all(|(at, &one)| {
            let rest = others[at + 1..].iter().chain(&in_words);
            rest.copied().all(|other| named(one, other))
        });
        let unread = unread.into_iter().chain(duties.unread(claim.duty));
        match cx.because_all(unread) {
            Some(cause) if all.len() > 1 && !every => Val::Unknown(cause),
            _ => Val::Bool(all.len() > 1 && every),
        }
    })
}

pub(crate) fn all_claims<'a>(cx: &Cx<'a>) -> Val<'a> {
    let n = cx.part::<Duties>().claims().len();
    cx.open_list((0..n).map(|at| Item::new(Val::Entity(Entity::new(Kind::DutyClaim, at)), None)), undeclared(cx))
}

pub(crate) fn claim_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    let duties = cx.part::<Duties>();
    let claim = duties.claims().get(entity.index())?;
    duties.get(*claim.holders.first()?).map(|held| held.place)
}

pub(crate) fn claim_id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    cx.part::<Duties>().claims().get(entity.index()).map_or("", |claim| &claim.id)
}
