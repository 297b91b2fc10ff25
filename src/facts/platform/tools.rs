//! What tools are used for, over all teams.
//!
//! Each use of a tool counts for one thing only: what its team declares, else the tool's main use in the taxonomy, else
//! what another team declares for the same tool. That a dashboard can raise alerts as well does not make it one more
//! tool for monitoring.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::facts::cx::Cx;
use crate::facts::duties::decisions;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::field;
use crate::org::read::{At, List, Required};
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// What tools are used for.
#[derive(Debug)]
pub struct Tools {
    capabilities: Vec<Capability>,
    /// The first use of each tool of which nobody says what it is for.
    unknown: Vec<Use>,
    /// What of the uses cannot be read.
    unread: Vec<Missing>,
    /// Whether any team declares its tools.
    declared: bool,
}

#[derive(Debug)]
struct Capability {
    name: String,
    uses: Vec<Use>,
    standard: Vec<(Entity, Place)>,
}

/// A tool in the hands of a team.
#[derive(Clone, Copy, Debug)]
struct Use {
    record: Entity,
    tool: Entity,
    place: Place,
}

impl Part for Tools {
    const PLACE: part::Place = part::Place::Tools;

    fn of(org: &Org, _: &Facts) -> Self {
        Self::of(org)
    }
}

impl Tools {
    /// Sorts the tools of all teams by what they are mainly used for.
    pub fn of(org: &Org) -> Self {
        let teams = || org.all(Kind::Team);
        let lists = || teams().map(|team| org.list(team, field!(Team.tools)));
        let records = || lists().flat_map(|list| list.entities()).map(|at| at.value);
        let uses: Vec<Use> = records().filter_map(|record| used(org, record)).collect();
        let mut unread: Vec<Missing> = lists().filter_map(|list| list.open()).collect();
        unread.extend(records().filter_map(|record| org.reference(record, field!(ToolUse.tool)).err()));
        let mut elsewhere: HashMap<Entity, String> = HashMap::new();
        for used in &uses {
            if let Some(name) = text(org, used.record, field!(ToolUse.capability)) {
                elsewhere.entry(used.tool).or_insert(name);
            }
        }
        let mut found: BTreeMap<String, Vec<Use>> = BTreeMap::new();
        let (mut unknown, mut seen) = (Vec::new(), HashSet::new());
        for used in uses {
            let own = org.text(used.record, field!(ToolUse.capability));
            let illegible = own.is_err() || own == Ok(None) && org.text(used.tool, field!(Tool.capability)).is_err();
            match main_use(org, used).or_else(|| elsewhere.get(&used.tool).cloned()).filter(|_| !illegible) {
                Some(name) => found.entry(name).or_default().push(used),
                None if illegible || seen.insert(used.tool) => unknown.push(used),
                None => {}
            }
        }
        let declared = teams().any(|team| org.place_of(team, field!(Team.tools)).is_some());
        let provided = provided(org);
        let capabilities = found.into_iter().map(|(name, uses)| {
            let standard = standards(org, &uses, &provided);
            Capability { name, uses, standard }
        });
        Self { capabilities: capabilities.collect(), unknown, unread, declared }
    }
}

fn used(org: &Org, record: Entity) -> Option<Use> {
    let tool = org.reference(record, field!(ToolUse.tool)).ok().flatten()?;
    Some(Use { record, tool: tool.value, place: tool.place })
}

fn text(org: &Org, record: Entity, field: FieldId) -> Option<String> {
    Some(org.text(record, field).ok().flatten()?.value.to_lowercase())
}

/// What its team says, or else the taxonomy.
fn main_use(org: &Org, used: Use) -> Option<String> {
    let declared = text(org, used.record, field!(ToolUse.capability));
    declared.or_else(|| text(org, used.tool, field!(Tool.capability)).filter(|_| org.is_declared(used.tool)))
}

/// Tools that platforms provide.
fn provided(org: &Org) -> HashSet<Entity> {
    (0..org.count(Kind::PlatformCapability))
        .filter_map(|at| {
            let tool = org.reference(Entity::new(Kind::PlatformCapability, at), field!(PlatformCapability.tool));
            tool.ok().flatten().map(|tool| tool.value)
        })
        .collect()
}

fn standards(org: &Org, uses: &[Use], provided: &HashSet<Entity>) -> Vec<(Entity, Place)> {
    let mut found: Vec<(Entity, Place)> = Vec::new();
    for used in uses {
        let marked = matches!(org.truth(used.record, field!(ToolUse.standard)), Ok(Some(At { value: true, .. })));
        if (marked || provided.contains(&used.tool)) && !found.iter().any(|(tool, _)| *tool == used.tool) {
            found.push((used.tool, used.place));
        }
    }
    found
}

fn of<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&'a Capability) -> Val<'a>) -> Val<'a> {
    match cx.part::<Tools>().capabilities.get(entity.index()) {
        Some(capability) => read(capability),
        None => cx.unknown(Missing::Section(Kind::Team)),
    }
}

/// Why further uses may belong to something: nobody knows what they are for, or they could not be read.
fn open(cx: &Cx<'_>, all: &Tools) -> Option<Cause> {
    let lost = (cx.org.extent(Kind::Team) == Extent::Incomplete).then_some(Missing::Section(Kind::Team));
    let field = field!(ToolUse.capability);
    let nameless =
        all.unknown.iter().filter_map(|used| cx.org.text(used.record, field).required(used.record, field).err());
    cx.because_all(nameless.chain(all.unread.iter().copied()).chain(lost))
}

pub(crate) fn uses<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    of(cx, entity, |capability| {
        let known = capability.uses.iter().map(|used| Item::new(Val::Entity(used.record), Some(used.place)));
        cx.open_list(known, open(cx, cx.part::<Tools>()))
    })
}

pub(crate) fn tools<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    of(cx, entity, |capability| {
        let mut seen = HashSet::new();
        let first: Vec<&Use> = capability.uses.iter().filter(|used| seen.insert(used.tool)).collect();
        let open = open(cx, cx.part::<Tools>());
        cx.open_list(first.into_iter().map(|used| Item::new(Val::Entity(used.tool), Some(used.place))), open)
    })
}

pub(crate) fn standard<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    of(cx, entity, |capability| {
        let lost = (cx.org.extent(Kind::Platform) == Extent::Incomplete).then_some(Missing::Section(Kind::Platform));
        let marks = capability.uses.iter().filter_map(|used| cx.org.truth(used.record, field!(ToolUse.standard)).err());
        let provided = cx.org.unread(Kind::PlatformCapability, field!(PlatformCapability.tool));
        let lost = marks.chain(provided).chain(lost);
        let marked = capability.standard.iter().map(|&(tool, place)| Item::new(Val::Entity(tool), Some(place)));
        cx.open_list(marked, cx.because_all(lost))
    })
}

pub(crate) fn decided<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    of(cx, entity, |capability| decisions::of_purpose(cx, &capability.name))
}

pub(crate) fn all_capabilities<'a>(cx: &Cx<'a>) -> Val<'a> {
    let known = cx.part::<Tools>();
    let all =
        (0..known.capabilities.len()).map(|at| Item::new(Val::Entity(Entity::new(Kind::ToolCapability, at)), None));
    if cx.org.extent(Kind::Team) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Team));
    }
    let silent = cx.org.all(Kind::Team).filter(|_| !known.declared);
    let silent = cx.because_all(silent.map(|team| Missing::Field(team, field!(Team.tools))));
    cx.open_list(all, silent.or_else(|| open(cx, known)))
}

pub(crate) fn capability_id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    cx.part::<Tools>().capabilities.get(entity.index()).map_or("", |capability| &capability.name)
}

pub(crate) fn capability_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    let capability = cx.part::<Tools>().capabilities.get(entity.index())?;
    capability.uses.first().map(|used| used.place)
}

pub(crate) fn team<'a>(cx: &Cx<'a>, tool_use: Entity) -> Val<'a> {
    match cx.org.parent(tool_use) {
        Some(team) if team.kind == Kind::Team => Val::Entity(team),
        _ => cx.unknown(Missing::Section(Kind::Team)),
    }
}

pub(crate) fn capabilities<'a>(cx: &Cx<'a>, tool_use: Entity) -> Val<'a> {
    let (own, main, also) = (field!(ToolUse.capability), field!(Tool.capability), field!(Tool.also));
    let tool = cx.org.reference(tool_use, field!(ToolUse.tool));
    let known = tool.ok().flatten().map(|tool| tool.value).filter(|&tool| cx.org.is_declared(tool));
    let mut lists = vec![cx.org.list(tool_use, own)];
    lists.extend(known.into_iter().flat_map(|tool| [cx.org.list(tool, main), cx.org.list(tool, also)]));
    let found = lists.iter().flat_map(List::texts);
    let found: Vec<Item<'a>> = found.map(|at| Item::new(Val::Text(at.value), Some(at.place))).collect();
    let open = cx.because_all(tool.err().into_iter().chain(lists.iter().filter_map(List::open)));
    match open {
        Some(cause) if found.is_empty() => Val::Unknown(cause),
        None if found.is_empty() => cx.unknown(Missing::Field(tool_use, own)),
        open => cx.open_list(found, open),
    }
}

pub(crate) fn tool_place(cx: &Cx<'_>, tool_use: Entity) -> Option<Place> {
    cx.org.place_of(tool_use, field!(ToolUse.tool))
}
