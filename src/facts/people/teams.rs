//! Who is in a team, and what the team practises.

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::duties::{holdings, inferred_discipline};
use crate::facts::fact::{BOOL, Fact, NUMBER, SHARE, TEXTS, list, one};
use crate::facts::on_call::load;
use crate::facts::on_call::model::Rational;
use crate::facts::on_call::model::exact::{add, div, whole};
use crate::facts::people::reporting_lines;
use crate::facts::reads::{exact, word};
use crate::facts::topology::{discipline_pairs, interactions, team_relations};
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, vocabulary};

const DISCIPLINE: Type = Type::one(Of::Word(&vocabulary::DISCIPLINE));

/// Disciplines on the operations side, by rank: sre, platform, devops, operations.
pub(crate) const OPERATIONS_SIDE: u8 = 4;

pub(crate) const TEAM: &[Fact] = &[
    Fact::new("members", list(Kind::Person), "The people in the team, declared on either side.", members)
        .at(members_place),
    Fact::new(
        "discipline",
        DISCIPLINE,
        "What the team practises: declared, else inferred from its duties.",
        discipline,
    )
    .at(discipline_place),
    Fact::new(
        "inferredDiscipline",
        DISCIPLINE,
        "The discipline most of its duties belong to; unknown where no discipline is clearly ahead.",
        inferred_discipline::inferred_discipline,
    ),
    Fact::new(
        "leadingDiscipline",
        DISCIPLINE,
        "The discipline most of its duties belong to, however narrowly it is ahead; there is none where two have the same weight.",
        inferred_discipline::leading_discipline,
    ),
    Fact::new(
        "inferenceMargin",
        SHARE,
        "How far the leading discipline is ahead of the second, as a share of the weight of all duties.",
        inferred_discipline::margin,
    ),
    Fact::new(
        "inferenceWeight",
        NUMBER,
        "The weight of its duties: 1 for an exclusive one, for a shared or contested one a half for each discipline it names, 0 for a collective one.",
        inferred_discipline::weight,
    ),
    Fact::new("operationsSide", BOOL, "Whether it practises sre, platform, devops or operations.", operations_side),
    Fact::new(
        "holdings",
        list(Kind::Holding),
        "The duties it holds, from its own file and from the responsibility matrix.",
        holdings::holdings_of,
    )
    .at(duties_place),
    Fact::new(
        "conflationIndex",
        SHARE,
        "How evenly its duties are split between SRE and platform work: 2 * min / (SRE + platform), 0 to 1; those for its own services only do not count.",
        conflation_index,
    ),
    Fact::new("ownedServices", list(Kind::Service), "The services it owns.", crate::facts::services::ownership::owned_services),
    Fact::new("ownedPlatforms", list(Kind::Platform), "The platforms it owns.", crate::facts::services::ownership::owned_platforms),
    Fact::new(
        "pageLoad",
        SHARE,
        "Share of its people's working hours that their pages would take at one hour each, the mean over its members; times the hours an incident costs, the share of operations work (F12).",
        page_load,
    )
    .at(members_place),
    Fact::new(
        "memberRotations",
        list(Kind::Rotation),
        "Rotations that its members take turns in, each once.",
        member_rotations,
    ),
    Fact::new(
        "supportedServices",
        list(Kind::Service),
        "The services that name it in `supportedBy`.",
        team_relations::supported_services,
    ),
    Fact::new(
        "engagedWith",
        list(Kind::Team),
        "Teams it is declared to help: those in its `engagement`, and owners of services that name it in `supportedBy`.",
        team_relations::engaged_with,
    ),
    Fact::new("communities", list(Kind::Community), "The declared communities it takes part in.", team_relations::communities),
    Fact::new(
        "talksTo",
        list(Kind::Team),
        "Teams it has an interaction or engagement with that is going on, in either direction.",
        discipline_pairs::talks_to,
    ),
    Fact::new(
        "collaborationPartners",
        list(Kind::Team),
        "Teams it collaborates with on the date judged; a team it is embedded with, by `engagement`, is none.",
        interactions::collaboration_partners,
    ),
    Fact::new(
        "facilitationPartners",
        list(Kind::Team),
        "Teams it facilitates or is facilitated by on the date judged, by interaction or as a consultant by `engagement`.",
        interactions::facilitation_partners,
    ),
    Fact::new(
        "edges",
        list(Kind::Team),
        "Teams it has to do with: interactions, engagements, dependencies between teams or their services, platforms and consumers, supported services, a rotation or people in common. Without interactions there may be more; of the rest counts what is declared.",
        team_relations::edges,
    ),
    Fact::new(
        "nearestUnit",
        one(Kind::Unit),
        "The nearest unit above it, on the way of `reportsTo`, that says its kind.",
        reporting_lines::nearest_unit,
    )
    .at(reporting_lines::reports_to_place),
];

pub(crate) const TOOL_USE: &[Fact] = &[
    Fact::new(
        "capabilities",
        TEXTS,
        "What the tool is used for: as declared, and as the taxonomy says, its main use first; unknown where neither says.",
        capabilities,
    )
    .at(tool_place),
    Fact::new("team", crate::facts::fact::one(Kind::Team), "The team that uses it.", crate::facts::platform::tools::team),
];

/// The people in a team with the places that say so; none where nobody said.
pub(crate) fn people_of(org: &Org, team: Entity) -> Option<Vec<(Entity, Place)>> {
    let declared =
        org.slot(team, field!(Team.members)).is_some_and(|slot| !matches!(slot.value, Value::Nothing | Value::Invalid));
    let mut found: Vec<(Entity, Place)> = Vec::with_capacity(org.list(team, field!(Team.members)).len());
    for member in org.list(team, field!(Team.members)) {
        if let Value::Record(member) = member.value
            && let Some(slot) = org.slot(member, field!(Member.person))
            && let Value::Ref(person) = slot.value
        {
            found.push((person, slot.place));
        }
    }
    for (person, edge) in org.graph().referring(team, Kind::Membership, field!(Membership.team)) {
        found.push((person, edge.place));
    }
    keep_first(&mut found);
    let known = declared || !found.is_empty() || org.is_declared(team) && org.extent(Kind::Person) == Extent::Complete;
    known.then_some(found)
}

/// Keeps the first of what stands several times; lists of people are short, with rare exceptions.
fn keep_first(found: &mut Vec<(Entity, Place)>) {
    const SHORT: usize = 32;
    if found.len() <= SHORT {
        for at in (1..found.len()).rev() {
            if found[..at].iter().any(|(person, _)| *person == found[at].0) {
                found.remove(at);
            }
        }
    } else {
        let mut seen = hashbrown::HashSet::with_capacity(found.len());
        found.retain(|(person, _)| seen.insert(*person));
    }
}

fn members<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let Some(found) = people_of(cx.org, team) else {
        return cx.unknown(Missing::Field(team, field!(Team.members)));
    };
    let unread = (cx.org.extent(Kind::Person) == Extent::Incomplete).then_some(Missing::Section(Kind::Person));
    let invalid = matches!(cx.org.slot(team, field!(Team.members)).map(|slot| slot.value), Some(Value::Invalid));
    let invalid = invalid.then_some(Missing::Invalid(team, field!(Team.members)));
    let open = cx.because_all(unread.into_iter().chain(invalid));
    cx.open_list(found.into_iter().map(|(person, place)| Item::new(Val::Entity(person), Some(place))), open)
}

fn members_place(cx: &Cx<'_>, team: Entity) -> Option<Place> {
    cx.org.slot(team, field!(Team.members)).map(|slot| slot.place)
}

/// The declared discipline, else the inferred one.
pub(crate) fn discipline_of(cx: &Cx<'_>, team: Entity) -> Option<u8> {
    match cx.org.slot(team, field!(Team.discipline)).map(|slot| slot.value) {
        Some(Value::Word(rank)) => Some(rank),
        Some(_) => None,
        None => cx.facts.duties(cx.org).inferred(team),
    }
}

fn discipline<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    match discipline_of(cx, team) {
        Some(rank) => Val::Word(rank),
        None => word(cx, team, field!(Team.discipline)),
    }
}

fn discipline_place(cx: &Cx<'_>, team: Entity) -> Option<Place> {
    let declared = cx.org.slot(team, field!(Team.discipline));
    declared.or_else(|| cx.org.slot(team, field!(Team.duties))).map(|slot| slot.place)
}

fn duties_place(cx: &Cx<'_>, team: Entity) -> Option<Place> {
    cx.org.slot(team, field!(Team.duties)).map(|slot| slot.place)
}

fn operations_side<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    match discipline(cx, team) {
        Val::Word(rank) => Val::Bool(rank < OPERATIONS_SIDE),
        unknown => unknown,
    }
}

/// Whether a team is said to have nobody in it: an empty list of members, no person who names it, no team below it.
pub(crate) fn is_vacant(org: &Org, team: Entity) -> bool {
    let said = org.slot(team, field!(Team.members)).is_some_and(|slot| matches!(slot.value, Value::List(_)));
    let read = org.extent(Kind::Person) != Extent::Incomplete && org.extent(Kind::Team) != Extent::Incomplete;
    let nobody = || people_of(org, team).is_some_and(|members| members.is_empty());
    said && read
        && is_work(org, team)
        && nobody()
        && org.list(team, field!(Team.members)).is_empty()
        && org.graph().referring(team, Kind::Team, field!(Team.reportsTo)).is_empty()
}

/// Whether a declared team is one that works together, and no list of permissions or group of teams.
pub(crate) fn is_work(org: &Org, team: Entity) -> bool {
    !matches!(org.slot(team, field!(Team.kind)).map(|slot| slot.value), Some(Value::Word(1..)))
}

/// Whether a team may be on the operations side: it is, or nobody knows what it practises.
pub(crate) fn may_operate(org: &Org, team: Entity, inferred: Option<u8>) -> bool {
    match org.slot(team, field!(Team.discipline)).map(|slot| slot.value) {
        Some(Value::Word(rank)) => rank < OPERATIONS_SIDE,
        _ => inferred.is_none_or(|rank| rank < OPERATIONS_SIDE),
    }
}

fn conflation_index<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let duties = cx.facts.duties(cx.org);
    let Some(held) = duties.held_by(cx.org, team) else {
        return cx.unknown(Missing::Field(team, field!(Team.duties)));
    };
    let (sre, platform) = holdings::core_counts(cx.org, duties, held);
    if sre + platform == 0 {
        return crate::facts::reads::count(0);
    }
    exact(cx, Rational::new(2 * i128::from(sre.min(platform)), i128::from(sre + platform)))
}

fn member_rotations<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let Some(people) = people_of(cx.org, team) else {
        return cx.unknown(Missing::Field(team, field!(Team.members)));
    };
    let unread = [Kind::Person, Kind::Rotation].into_iter().filter(|kind| cx.org.extent(*kind) == Extent::Incomplete);
    let open = cx.because_all(unread.map(Missing::Section));
    load::rotations_of(cx, people.iter().map(|(person, _)| *person), open)
}

fn page_load<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let Some(people) = people_of(cx.org, team) else {
        return load::at_least(cx, whole(0), vec![Missing::Field(team, field!(Team.members))]);
    };
    let mut missing = Vec::new();
    match cx.org.extent(Kind::Rotation) {
        Extent::Absent | Extent::Incomplete => missing.push(Missing::Section(Kind::Rotation)),
        Extent::Complete => {}
    }
    if people.is_empty() {
        return cx.unknown(Missing::Element);
    }
    if cx.org.extent(Kind::Person) == Extent::Incomplete {
        return load::at_least(cx, whole(0), vec![Missing::Section(Kind::Person)]);
    }
    let mut sum = whole(0);
    for (person, _) in &people {
        let (load, more) = load::page_load(cx, *person);
        missing.extend(more);
        match add(sum, load) {
            Some(next) => sum = next,
            None => return cx.unknown(Missing::Arithmetic),
        }
    }
    match div(sum, whole(people.len() as i128)) {
        Some(mean) => load::at_least(cx, mean, missing),
        None => cx.unknown(Missing::Arithmetic),
    }
}

fn capabilities<'a>(cx: &Cx<'a>, tool_use: Entity) -> Val<'a> {
    let declared = cx.org.slot(tool_use, field!(ToolUse.capability));
    let tool = cx.org.reference(tool_use, field!(ToolUse.tool)).filter(|&tool| cx.org.is_declared(tool));
    let main = tool.and_then(|tool| cx.org.slot(tool, field!(Tool.capability)));
    let also = tool.map_or(&[][..], |tool| cx.org.list(tool, field!(Tool.also)));
    let mut found: Vec<Item<'a>> = Vec::new();
    for slot in declared.into_iter().chain(main).chain(also) {
        if let Value::Text(text) = slot.value {
            found.push(Item::new(Val::Text(cx.org.text(text)), Some(slot.place)));
        }
    }
    if found.is_empty() { cx.unknown(Missing::Field(tool_use, field!(ToolUse.capability))) } else { cx.list(found) }
}

fn tool_place(cx: &Cx<'_>, tool_use: Entity) -> Option<Place> {
    cx.org.slot(tool_use, field!(ToolUse.tool)).map(|slot| slot.place)
}
