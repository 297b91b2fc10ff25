//! What services promise, and what those that promise nothing themselves can: no more than whatever they cannot do without.

use rayon::prelude::*;

use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::reads::{answer, between, exact};
use crate::facts::services::dependencies::{Dependencies, Edge};
use crate::facts::services::indicators::Words;
use crate::facts::services::objectives::{share, written};
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::rational::{Rational, whole};
use crate::value::{Interval, Missing, Number, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// A target, and the objective that says it.
type Target = (Rational, Entity);

/// What is known of one service.
#[derive(Clone, Debug, Default)]
struct Promise {
    /// The strictest target of its own.
    own: Option<Target>,
    /// What is missing to be sure of that.
    missing: Vec<Missing>,
    /// Where it has no objective: the least that something promises which it cannot do without, itself or by way of
    /// others without one, and who promises that.
    below: Option<(Target, Entity)>,
    /// What is missing to say that nothing below promises less.
    open: Option<Missing>,
}

impl Promise {
    /// Whether it surely has no objective.
    fn is_silent(&self) -> bool {
        self.own.is_none() && self.missing.is_empty()
    }
}

/// What every service promises.
#[derive(Debug)]
pub struct Promises {
    of: Vec<Promise>,
    /// Whether each objective is about how fast something is, or what of it cannot be read.
    latency: Vec<Result<bool, Missing>>,
}

impl Part for Promises {
    const PLACE: part::Place = part::Place::Promises;

    fn of(org: &Org, facts: &Facts) -> Self {
        Self::of(org, facts.part(org))
    }
}

impl Promises {
    fn of(org: &Org, needs: &Dependencies) -> Self {
        let words = Words::of(org);
        let each = |kind: Kind| (0..org.count(kind)).into_par_iter().map(move |at| Entity::new(kind, at));
        let latency: Vec<_> = each(Kind::Slo).map(|slo| words.about_latency(org, slo)).collect();
        let of = each(Kind::Service).map(|service| own(org, &latency, service)).collect();
        let mut found = Self { of, latency };
        // Who cannot do without a service, and what keeps that from being known.
        let mut above: Vec<Vec<usize>> = vec![Vec::new(); found.of.len()];
        let extent = org.extent(Kind::Service);
        let lost = (extent == Extent::Incomplete).then_some(Missing::Section(Kind::Service));
        let lost = needs.unread().next().or(lost);
        let mut unsure: Vec<Option<Missing>> = vec![lost; found.of.len()];
        for edge in &needs.edges {
            let (from, to) = (edge.from.index(), edge.to.index());
            match edge.is_hard() {
                Ok(true) => above[to].push(from),
                Ok(false) => {}
                Err(missing) => unsure[from] = unsure[from].or(Some(missing)),
            }
        }
        found.bound(&above);
        found.open(&above, &unsure);
        found
    }

    /// Hands each promise up, the least first: whoever has one from below already has none that is less.
    fn bound(&mut self, above: &[Vec<usize>]) {
        let sure = self.of.iter().enumerate().filter(|(_, one)| one.missing.is_empty());
        let mut targets: Vec<(Target, usize)> = sure.filter_map(|(at, one)| Some((one.own?, at))).collect();
        targets.sort_by_key(|&((share, _), at)| (share, at));
        for (target, by) in targets {
            let mut next = vec![by];
            while let Some(at) = next.pop() {
                for &from in &above[at] {
                    if self.of[from].is_silent() && self.of[from].below.is_none() {
                        self.of[from].below = Some((target, Entity::new(Kind::Service, by)));
                        next.push(from);
                    }
                }
            }
        }
    }

    /// Hands up what is not known below. Who rests on nothing that promises anything is as good as unknown itself.
    fn open(&mut self, above: &[Vec<usize>], unsure: &[Option<Missing>]) {
        let mut next = Vec::new();
        for (at, one) in self.of.iter_mut().enumerate() {
            let unsaid = one.below.is_none().then_some(Missing::Section(Kind::Slo));
            one.open = if one.is_silent() { unsure[at].or(unsaid) } else { one.missing.first().copied() };
            next.extend(one.open.map(|missing| (at, missing)));
        }
        while let Some((at, missing)) = next.pop() {
            for &from in &above[at] {
                if self.of[from].is_silent() && self.of[from].open.is_none() {
                    self.of[from].open = Some(missing);
                    next.push((from, missing));
                }
            }
        }
    }

    fn get(&self, service: Entity) -> Option<&Promise> {
        self.of.get(service.index()).filter(|_| service.kind == Kind::Service)
    }

    /// Who makes the promise that counts for a service, and by which objective.
    fn counts(&self, service: Entity) -> Option<(Target, Entity)> {
        let promise = self.get(service)?;
        promise.own.map(|target| (target, service)).or(promise.below)
    }
}

/// The strictest target of a service among its objectives that are not about latency.
fn own(org: &Org, latency: &[Result<bool, Missing>], service: Entity) -> Promise {
    let mut promise = Promise::default();
    let listed = org.referring(service, Kind::Slo, field!(Slo.service));
    promise.missing.extend(listed.open);
    for (slo, _) in listed.found {
        match latency[slo.index()].and_then(|latency| if latency { Ok(None) } else { share(org, slo).map(Some) }) {
            Ok(Some(share)) if promise.own.is_none_or(|(known, _)| share > known) => promise.own = Some((share, slo)),
            Ok(_) => {}
            Err(unknown) => promise.missing.push(unknown),
        }
    }
    if org.extent(Kind::Slo) != Extent::Complete {
        promise.missing.push(Missing::Section(Kind::Slo));
    }
    promise
}

pub(crate) fn target<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let promise = cx.part::<Promises>().get(service);
    let low = promise.and_then(|promise| promise.own).map(|(share, _)| exact(cx, share));
    let missing = promise.into_iter().flat_map(|promise| promise.missing.iter().copied());
    match (low, cx.because_all(missing)) {
        (Some(known), None) => known,
        (Some(Val::Number(low)), Some(cause)) => {
            cx.interval(Interval { low, high: Some(Number::from_integer(1)), cause })
        }
        (_, Some(cause)) => Val::Unknown(cause),
        (None, None) => cx.unknown(Missing::Section(Kind::Slo)),
    }
}

pub(crate) fn target_place(cx: &Cx<'_>, service: Entity) -> Option<Place> {
    let ((_, slo), _) = cx.part::<Promises>().get(service)?.own.map(|target| (target, service))?;
    written(cx, slo)
}

/// What the service that is needed can promise.
pub(crate) fn promised<'a>(cx: &Cx<'a>, edge: &Edge) -> Val<'a> {
    match cx.part::<Promises>().get(edge.to) {
        Some(Promise { below: Some(((most, _), _)), open: Some(open), .. }) => {
            between(cx, whole(0), Some(*most), [*open])
        }
        Some(Promise { below: Some(((most, _), _)), .. }) => exact(cx, *most),
        Some(promise @ Promise { open: Some(open), .. }) if promise.is_silent() => cx.unknown(*open),
        _ => target(cx, edge.to),
    }
}

pub(crate) fn promised_by<'a>(cx: &Cx<'a>, edge: &Edge) -> Val<'a> {
    let promises = cx.part::<Promises>();
    let unsaid = || promises.get(edge.to).and_then(|promise| promise.open).unwrap_or(Missing::Section(Kind::Slo));
    promises.counts(edge.to).map_or_else(|| cx.unknown(unsaid()), |(_, by)| Val::Entity(by))
}

pub(crate) fn promised_place(cx: &Cx<'_>, edge: Entity) -> Option<Place> {
    let edge = cx.part::<Dependencies>().edges.get(edge.index())?;
    let ((_, slo), _) = cx.part::<Promises>().counts(edge.to)?;
    written(cx, slo)
}

/// Whether what two services promise is measured over windows of one length, as far as both say.
pub(crate) fn same_window<'a>(cx: &Cx<'a>, edge: &Edge) -> Val<'a> {
    let promises = cx.part::<Promises>();
    let window = |service: Entity| match promises.counts(service) {
        Some(((_, slo), _)) => cx.org.minutes(slo, field!(Slo.timeWindow)).map(|window| window.map(|at| at.value)),
        None => Ok(None),
    };
    match (window(edge.from), window(edge.to)) {
        (Err(missing), _) | (_, Err(missing)) => cx.unknown(missing),
        (Ok(Some(one)), Ok(Some(other))) => Val::Bool(one == other),
        _ => Val::Bool(true),
    }
}

pub(crate) fn about_latency<'a>(cx: &Cx<'a>, slo: Entity) -> Val<'a> {
    answer(cx, cx.part::<Promises>().latency[slo.index()], Val::Bool)
}
