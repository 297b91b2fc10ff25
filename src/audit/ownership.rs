//! Who owns what: first what nobody owns and what sources do not agree on, then who owns what, and how much that is for each
//! person of a team.

use std::collections::BTreeMap;

use bumpalo::Bump;

use crate::audit::about::{BySubject, Lived, by_subject};
use crate::audit::findings::{TEXT, by_rules};
use crate::audit::{Several, Source};
use crate::facts::cx::Cx;
use crate::facts::tables;
use crate::field;
use crate::judge::told::{Amount, Told};
use crate::org::{Extent, Known};
use crate::value::{Missing, Number};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::vocabulary::record;
use crate::word;

/// Rules that tell where sources do not agree on who owns something.
const DRIFT: &[&str] = &["owner-differs", "owners-disagree", "unknown-code-owner", "service-in-one-source"];
/// The rule that says how much a team can run.
const LIMIT: (&str, &str) = ("cognitive-overload", "servicesPerMember");
/// The rule that asks who owns something: what is known of that does not hang on whether it was asked or is lived with.
const UNOWNED: &str = "unowned-service";

/// So many are named in a list.
const NAMED: usize = 60;
/// So many services of one tier are named in a cell.
const IN_CELL: usize = 8;
/// So many teams have a row.
const TEAMS: usize = 300;

/// What the section says.
#[derive(Debug)]
pub struct Ownership {
    /// What would tell what there is to own; empty where something is declared.
    pub unsaid: Vec<String>,
    /// What is known to be owned by nobody, the most critical first.
    pub unowned: Vec<Owned>,
    /// How much more there is of it.
    pub more_unowned: usize,
    /// What is owned by somebody whom nobody declared, the most critical first.
    pub undeclared: Vec<Owned>,
    /// How much more there is of it.
    pub more_undeclared: usize,
    /// What nobody said the owner of.
    pub unclear: Vec<Owned>,
    /// How much more there is of it.
    pub more_unclear: usize,
    /// What has several owners.
    pub several: Vec<Owned>,
    /// How much more there is of it.
    pub more_several: usize,
    /// Where sources do not agree: what is wrong, and where it stands in the page.
    pub drifting: Vec<(String, Option<String>)>,
    /// How much more there is of it.
    pub more_drifting: usize,
    /// Whether there are sources that could be compared.
    pub compared: Told<bool>,
    /// What somebody else runs, which no rule judges.
    pub elsewhere: usize,
    /// How critical services are: the tiers that there are, and whether some do not say.
    pub tiers: Vec<Tier>,
    /// Who owns what, those first that own most; only who owns something.
    pub owners: Vec<Owner>,
    /// How many more there are.
    pub more_owners: usize,
    /// How much that is, team by team, the highest first.
    pub loads: Vec<Load>,
    /// How many more there are.
    pub more_loads: usize,
    /// As many services may one person of a team run.
    pub limit: Option<Number>,
}

/// How critical something is; nothing where nobody said it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// So critical; 1 is most.
    Of(Number),
    /// Nobody said it.
    Unsaid,
}

/// Something with an owner, or without.
#[derive(Debug)]
pub struct Owned {
    /// `service` or `platform`.
    pub word: &'static str,
    /// Its id.
    pub name: String,
    /// How critical it is.
    pub tier: Tier,
    /// Stage of its life.
    pub lifecycle: Told<&'static str>,
    /// Those that are named as owners.
    pub owners: Vec<String>,
    /// What would tell who owns it.
    pub missing: Vec<String>,
    /// Why somebody lives with that nobody owns it, where somebody does.
    pub lived: Option<Lived>,
    /// Where it is declared.
    pub at: String,
}

/// Somebody who owns something.
#[derive(Debug)]
pub struct Owner {
    /// The name.
    pub name: String,
    /// Where in the page it has a place, if it is a team.
    pub anchor: Option<String>,
    /// By tier, the first few services, and how many more there are.
    pub by_tier: Vec<(Vec<String>, usize)>,
    /// How many services in all.
    pub all: usize,
}

/// What a team carries.
#[derive(Debug)]
pub struct Load {
    /// The name.
    pub name: String,
    /// Where in the page it has a place.
    pub anchor: String,
    /// How many people are in it.
    pub people: Amount,
    /// Services that it owns and that are in production.
    pub services: Amount,
    /// The same for each person.
    pub per_person: Amount,
    /// On-call hours a week, the mean over its people.
    pub on_call: Amount,
    /// Share of its people's working hours that their pages take.
    pub pages: Amount,
}

/// Something that can be owned.
struct Thing {
    entity: Entity,
    tier: Tier,
}

pub(super) fn of(source: &Source<'_>) -> Ownership {
    let absent = [Kind::Service, Kind::Platform].map(|kind| source.org.extent(kind) == Extent::Absent);
    let unsaid = if absent == [true, true] { source.wanted(&[Missing::Section(Kind::Service)]) } else { Vec::new() };
    let (things, elsewhere) = things(source);
    let told = by_subject(source, UNOWNED);
    let (mut unowned, mut undeclared, mut unclear, mut several) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut owns: BTreeMap<Entity, Vec<&Thing>> = BTreeMap::new();
    for thing in &things {
        let owners = source.several(thing.entity, "owners");
        owners.known.iter().for_each(|&owner| owns.entry(owner).or_default().push(thing));
        let list = match by(source, thing, &owners) {
            By::Nobody => &mut unowned,
            By::Undeclared => &mut undeclared,
            By::Unclear => &mut unclear,
            By::Several => &mut several,
            By::One => continue,
        };
        list.push(owned(source, thing, owners, &told));
    }
    let tiers = tiers(&things);
    let owners = owners(source, &owns, &tiers);
    let loads = loads(source);
    let drifting = by_rules(source, DRIFT);
    let first = |mut list: Vec<Owned>| {
        let more = list.len().saturating_sub(NAMED);
        list.sort_by(|a, b| (&a.tier, &a.name).cmp(&(&b.tier, &b.name)));
        list.truncate(NAMED);
        (list, more)
    };
    let ((unowned, more_unowned), (undeclared, more_undeclared)) = (first(unowned), first(undeclared));
    let ((unclear, more_unclear), (several, more_several)) = (first(unclear), first(several));
    let message = |(finding, anchor): &(&crate::finding::Finding, Option<String>)| {
        (source.told_by(finding, &finding.message, TEXT), anchor.clone())
    };
    Ownership {
        unsaid,
        unowned,
        more_unowned,
        undeclared,
        more_undeclared,
        unclear,
        more_unclear,
        several,
        more_several,
        more_drifting: drifting.len().saturating_sub(NAMED),
        drifting: drifting.iter().take(NAMED).map(message).collect(),
        compared: compared(source),
        elsewhere,
        tiers,
        more_owners: owners.len().saturating_sub(TEAMS),
        owners: owners.into_iter().take(TEAMS).collect(),
        more_loads: loads.len().saturating_sub(TEAMS),
        loads: loads.into_iter().take(TEAMS).collect(),
        limit: source.limit(LIMIT.0, LIMIT.1),
    }
}

/// What can be owned, and how much of it somebody else runs.
fn things(source: &Source<'_>) -> (Vec<Thing>, usize) {
    let arena = Bump::new();
    let cx = Cx::new(source.org, source.facts, &arena);
    let all = [Kind::Service, Kind::Platform].into_iter().flat_map(|kind| source.org.all(kind));
    let (outside, own): (Vec<Entity>, Vec<Entity>) = all.partition(|&of| tables::outside(&cx, of).is_some());
    let thing = |entity: Entity| Thing { entity, tier: tier(source, entity) };
    (own.into_iter().map(thing).collect(), outside.len())
}

fn tier(source: &Source<'_>, of: Entity) -> Tier {
    let said = (of.kind == Kind::Service).then(|| source.org.number(of, field!(Service.tier)).ok().flatten()).flatten();
    said.and_then(|at| crate::value::number::narrow(at.value)).map_or(Tier::Unsaid, Tier::Of)
}

/// By whom something is owned.
enum By {
    Nobody,
    Undeclared,
    Unclear,
    One,
    Several,
}

fn by(source: &Source<'_>, thing: &Thing, owners: &Several) -> By {
    let field = if thing.entity.kind == Kind::Service { field!(Service.owner) } else { field!(Platform.owner) };
    let vacant = source.several(thing.entity, "vacantOwners").known;
    let is_dangling = |owner: &Entity| source.org.is_dangling(*owner);
    match owners.known.as_slice() {
        // What whoever declared it could have said, and did not, is not there.
        [] if owners.is_whole() || source.org.has(thing.entity, field) == Known::False => By::Nobody,
        [] => By::Unclear,
        all if all.iter().all(|owner| vacant.contains(owner)) => By::Nobody,
        all if all.iter().all(|owner| vacant.contains(owner) || is_dangling(owner)) => {
            if owners.is_whole() {
                By::Undeclared
            } else {
                By::Unclear
            }
        }
        [_] => By::One,
        _ => By::Several,
    }
}

fn owned(source: &Source<'_>, thing: &Thing, owners: Several, told: &BySubject<'_>) -> Owned {
    let Thing { entity, tier } = thing;
    let is_service = entity.kind == Kind::Service;
    let stage = || source.word_or_default(*entity, field!(Service.lifecycle));
    Owned {
        word: record(entity.kind).word,
        name: source.name(*entity),
        tier: tier.clone(),
        lifecycle: if is_service { stage() } else { Told::Known("") },
        owners: owners.known.iter().map(|&owner| source.name(owner)).collect(),
        missing: owners.missing,
        lived: told.get(source, *entity).and_then(|named| named.lived),
        at: source.at(source.org.place(*entity)),
    }
}

fn tiers(things: &[Thing]) -> Vec<Tier> {
    let mut tiers: Vec<Tier> =
        things.iter().filter(|thing| thing.entity.kind == Kind::Service).map(|thing| thing.tier.clone()).collect();
    tiers.sort();
    tiers.dedup();
    tiers
}

fn owners(source: &Source<'_>, owns: &BTreeMap<Entity, Vec<&Thing>>, tiers: &[Tier]) -> Vec<Owner> {
    let mut owners: Vec<Owner> = owns
        .iter()
        .map(|(&owner, things)| {
            let services = || things.iter().filter(|thing| thing.entity.kind == Kind::Service);
            let of_tier = |tier: &Tier| {
                let mut names: Vec<String> =
                    services().filter(|thing| thing.tier == *tier).map(|thing| source.name(thing.entity)).collect();
                names.sort();
                let more = names.len().saturating_sub(IN_CELL);
                names.truncate(IN_CELL);
                (names, more)
            };
            Owner {
                name: source.name(owner),
                anchor: (owner.kind == Kind::Team && source.has_sheet(owner)).then(|| source.anchor(owner)),
                by_tier: tiers.iter().map(of_tier).collect(),
                all: services().count(),
            }
        })
        .filter(|owner| owner.all > 0)
        .collect();
    owners.sort_by(|a, b| (b.all, &a.name).cmp(&(a.all, &b.name)));
    owners
}

/// Whether sources could be compared: a rule that does it was asked about something.
fn compared(source: &Source<'_>) -> Told<bool> {
    let tally = source.judgement.tally.iter().filter(|tally| DRIFT.contains(&tally.rule.as_str()));
    Told::Known(tally.map(|tally| tally.judged).sum::<usize>() > 0)
}

fn loads(source: &Source<'_>) -> Vec<Load> {
    let mut loads: Vec<Load> = source.teams().into_iter().map(|team| load(source, team)).collect();
    let most = |amount: &Amount| amount.low.unwrap_or_default();
    loads.sort_by(|a, b| {
        (most(&b.per_person), most(&b.on_call), &a.name).cmp(&(most(&a.per_person), most(&a.on_call), &b.name))
    });
    loads
}

fn load(source: &Source<'_>, team: Entity) -> Load {
    let members = source.several(team, "members");
    let people = members.number();
    let services = source.several(team, "ownedServices");
    let in_production = |service: &Entity| {
        let stage = source.org.word_or_default(*service, field!(Service.lifecycle));
        stage == Ok(word!(Service.lifecycle, "production"))
    };
    let mut own = services.clone();
    own.known.retain(in_production);
    own.perhaps.retain(in_production);
    let services = own.number();
    let hours = members.known.iter().map(|&person| Entity { kind: Kind::OnCall, ..person });
    let hours: Vec<Amount> = hours.map(|load| source.amount(load, "hoursPerWeek")).collect();
    let each = |all: &Amount| {
        let over = people.exactly().and_then(|number| all.over(number));
        over.unwrap_or_else(|| Amount::unknown(people.missing.clone()))
    };
    Load {
        name: source.name(team),
        anchor: source.anchor(team),
        per_person: each(&services),
        on_call: each(&Amount::sum(&hours)),
        pages: source.amount(team, "pageLoad"),
        people,
        services,
    }
}
