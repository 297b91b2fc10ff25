//! What needs an algorithm: computed once over the organisation, and read by rules as ordinary fields.
//!
//! Each fact is a [`Fact`] in the table of its kind, with its type and documentation. Heavy ones are
//! computed for the whole organisation on first use and kept in [`Facts`].

mod answering;
mod claims;
mod collections;
mod dependencies;
pub mod duties;
mod escalation;
mod focus;
mod holders;
mod incident;
mod interactions;
mod knowledge;
mod lines;
pub mod load;
mod membership;
mod objectives;
pub mod on_call;
mod organisation;
mod ownership;
mod paged;
mod pairs;
mod platforms;
mod raci;
mod reliance;
mod response;
mod scopes;
mod support;
mod talk;
mod teams;
mod ties;
mod tools;
pub mod value;

use std::sync::OnceLock;

use bumpalo::Bump;

use crate::org::kind::{Entity, FieldId, Kind};
use crate::org::value::Value;
use crate::org::{Extent, Org};
use crate::source::Place;
use value::{Cx, Item, Missing, Of, Type, Unit, Val};

pub use collections::{Derived, collections};
pub use organisation::Size;

/// A computed field of a kind. Where a kind has a fact and a declared field of the same name, rules see the fact.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// Its name in expressions.
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
    /// What it means, in one sentence, with units.
    pub doc: &'static str,
    /// Computes it.
    pub get: for<'a> fn(&Cx<'a>, Entity) -> Val<'a>,
    /// Where a label on it points; without one, a label on it is rejected when a page is loaded.
    pub at: Option<fn(&Cx<'_>, Entity) -> Option<Place>>,
}

impl Fact {
    const fn new(name: &'static str, ty: Type, doc: &'static str, get: for<'a> fn(&Cx<'a>, Entity) -> Val<'a>) -> Self {
        Self { name, ty, doc, get, at: None }
    }

    const fn at(mut self, at: fn(&Cx<'_>, Entity) -> Option<Place>) -> Self {
        self.at = Some(at);
        self
    }
}

const BOOL: Type = Type::one(Of::Bool);
const NUMBER: Type = Type::one(Of::Number(Unit::Plain));
const HOURS: Type = Type::one(Of::Number(Unit::Hours));
const MINUTES: Type = Type::one(Of::Number(Unit::Minutes));
const SHARE: Type = Type::one(Of::Number(Unit::Share));
const SHARE_LIST: Type = Type::list(Of::Number(Unit::Share));
const TEXT: Type = Type::one(Of::Text);
const TEXTS: Type = Type::list(Of::Text);
const DATE: Type = Type::one(Of::Date);

const fn one(kind: Kind) -> Type {
    Type::one(Of::Entity(kind))
}

const fn list(kind: Kind) -> Type {
    Type::list(Of::Entity(kind))
}

/// Several tables of facts as one.
const fn joined<const N: usize>(tables: &[&[Fact]]) -> [Fact; N] {
    let mut all = [tables[0][0]; N];
    let (mut next, mut table) = (0, 0);
    while table < tables.len() {
        let mut at = 0;
        while at < tables[table].len() {
            all[next] = tables[table][at];
            (next, at) = (next + 1, at + 1);
        }
        table += 1;
    }
    all
}

/// What was computed about an organisation, each part on first use.
#[derive(Debug, Default)]
pub struct Facts {
    duties: OnceLock<duties::Duties>,
    dependencies: OnceLock<dependencies::Dependencies>,
    lines: OnceLock<lines::Lines>,
    load: OnceLock<load::Load>,
    knowledge: OnceLock<knowledge::Knowledge>,
    reaches: OnceLock<Vec<paged::Reach>>,
    reliance: OnceLock<reliance::Reliance>,
    pairs: OnceLock<pairs::Pairs>,
    work_teams: OnceLock<usize>,
    size: OnceLock<Option<Size>>,
    paths: OnceLock<platforms::Paths>,
    tools: OnceLock<tools::Tools>,
    chosen_size: Option<Size>,
}

/// The facts of a kind.
pub fn of(kind: Kind) -> &'static [Fact] {
    match kind {
        Kind::Org => organisation::ORG,
        Kind::Person => load::PERSON,
        Kind::Team => teams::TEAM,
        Kind::ToolUse => teams::TOOL_USE,
        Kind::Holding => duties::HOLDING,
        Kind::Duty => holders::DUTY,
        Kind::DutyClaim => claims::CLAIM,
        Kind::RaciEntry => raci::RACI_ENTRY,
        Kind::Decision => duties::DECISION,
        Kind::Service => ownership::SERVICE,
        Kind::Platform => ownership::PLATFORM,
        Kind::Domain => knowledge::DOMAIN,
        Kind::Tool => knowledge::TOOL,
        Kind::GoldenPath => ownership::GOLDEN_PATH,
        Kind::PlatformCapability => platforms::CAPABILITY,
        Kind::ToolCapability => tools::CAPABILITY,
        Kind::Interaction => interactions::INTERACTION,
        Kind::Handoff => answering::HANDOFF,
        Kind::Rotation => load::ROTATION,
        Kind::Layer => load::LAYER,
        Kind::Pool => load::POOL,
        Kind::RotationLevel => load::ROTATION_LEVEL,
        Kind::Participation => load::PARTICIPATION,
        Kind::OnCall => load::ON_CALL,
        Kind::Escalation => escalation::ESCALATION,
        Kind::EscalationLevel => escalation::LEVEL,
        Kind::Target => escalation::TARGET,
        Kind::Incident => incident::INCIDENT,
        Kind::SeverityLevel => incident::SEVERITY,
        Kind::Slo => objectives::SLO,
        Kind::DisciplinePair => talk::PAIR,
        Kind::ServiceEdge => dependencies::EDGE,
        Kind::TeamPair => pairs::PAIR,
        _ => &[],
    }
}

/// Where something stands, also where it is derived; none for what was never written.
pub fn place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    match entity.kind {
        Kind::Pool => load::pool_place(cx, entity),
        Kind::RotationLevel => load::level_place(cx, entity),
        Kind::Participation => load::participation_place(cx, entity),
        Kind::OnCall => Some(cx.org.place(Entity { kind: Kind::Person, ..entity })),
        Kind::DutyClaim => claims::claim_place(cx, entity),
        Kind::RaciEntry => raci::entry_place(cx, entity),
        Kind::Holding => duties::holding_place(cx, entity),
        Kind::DisciplinePair => talk::pair_place(cx, entity),
        Kind::ServiceEdge => dependencies::edge_place(cx, entity),
        Kind::ToolCapability => tools::capability_place(cx, entity),
        Kind::TeamPair => pairs::pair_place(cx, entity),
        _ => (entity.index() < cx.org.count(entity.kind)).then(|| cx.org.place(entity)),
    }
}

/// The id of something, also where it is derived.
pub fn id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    match entity.kind {
        Kind::Pool => load::pool_id(cx, entity),
        Kind::RotationLevel => load::level_id(cx, entity),
        Kind::Participation | Kind::OnCall => cx.org.id(load::person_of(cx, entity)),
        Kind::DutyClaim => claims::claim_id(cx, entity),
        Kind::RaciEntry => raci::entry_id(cx, entity),
        Kind::Holding => duties::holding_id(cx, entity),
        Kind::DisciplinePair => talk::pair_id(entity),
        Kind::ServiceEdge => dependencies::edge_id(cx, entity),
        Kind::ToolCapability => tools::capability_id(cx, entity),
        Kind::TeamPair => pairs::pair_id(cx, entity),
        // The organisation itself need not be declared to be judged.
        _ if entity.index() >= cx.org.count(entity.kind) => "",
        _ => cx.org.id(entity),
    }
}

/// The stable name of something for machines, also where it is derived: `team:payments`, `pool:platform-office`.
pub fn stable_id(cx: &Cx<'_>, entity: Entity) -> String {
    let word = match entity.kind {
        Kind::Pool => "pool",
        Kind::RotationLevel => "rotation level",
        Kind::DutyClaim => "duty",
        Kind::RaciEntry => "raci",
        Kind::Holding => return duties::holding_stable_id(cx, entity),
        Kind::DisciplinePair => "disciplines",
        Kind::ServiceEdge => "dependency",
        Kind::ToolCapability => "capability",
        Kind::TeamPair => "teams",
        Kind::OnCall | Kind::Participation => "person",
        kind if entity.index() >= cx.org.count(kind) => return crate::org::vocabulary::record(kind).word.to_owned(),
        _ => return cx.org.stable_id(entity),
    };
    format!("{word}:{}", id(cx, entity))
}

/// A word field of a record, its default applied; unknown where it was not declared.
fn word<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
    use crate::org::vocabulary::{Default, record};
    match cx.org.slot(entity, field).map(|slot| slot.value) {
        Some(Value::Word(rank)) => Val::Word(rank),
        Some(Value::Invalid) => cx.unknown(Missing::Invalid(entity, field)),
        _ => match record(entity.kind).def(field).default {
            Default::Word(rank) => Val::Word(rank),
            _ => cx.unknown(Missing::Field(entity, field)),
        },
    }
}

/// A reference field as an element of a list, with the place of the reference.
fn items<'a>(slots: &[crate::org::value::Slot]) -> Vec<Item<'a>> {
    slots
        .iter()
        .filter_map(|slot| match slot.value {
            Value::Ref(entity) | Value::Record(entity) => Some(Item::new(Val::Entity(entity), Some(slot.place))),
            _ => None,
        })
        .collect()
}

/// What is known of a relation that a section declares: nothing where the section is absent, and perhaps not all where
/// a part of it could not be read.
fn of_section<'a>(cx: &Cx<'a>, found: Vec<Item<'a>>, kind: Kind) -> Val<'a> {
    let open = match cx.org.extent(kind) {
        Extent::Absent if found.is_empty() => return cx.unknown(Missing::Section(kind)),
        Extent::Incomplete => Some(cx.because(Missing::Section(kind))),
        Extent::Absent | Extent::Complete => None,
    };
    cx.open_list(found, open)
}

/// What refers to an entity in a field, each once, as far as the section it stands in is known.
fn referring<'a>(cx: &Cx<'a>, to: Entity, kind: Kind, field: FieldId) -> Val<'a> {
    let mut found = cx.org.graph().referring(to, kind, field);
    found.dedup_by_key(|(entity, _)| *entity);
    let items = found.into_iter().map(|(entity, edge)| Item::new(Val::Entity(entity), Some(edge.place)));
    of_section(cx, items.collect(), kind)
}

/// A declared number, exactly.
fn decimal(mantissa: i64, scale: u8) -> Option<on_call::Rational> {
    Some(on_call::Rational::new(mantissa.into(), 10_i128.checked_pow(scale.into())?))
}

/// A whole number.
fn count(n: usize) -> Val<'static> {
    Val::Number(value::Number::from_integer(i64::try_from(n).unwrap_or(i64::MAX)))
}

/// An exact number of the on-call model, unknown where it is too long to be kept exactly.
fn exact<'a>(cx: &Cx<'a>, number: on_call::Rational) -> Val<'a> {
    match (i64::try_from(*number.numer()), i64::try_from(*number.denom())) {
        (Ok(above), Ok(below)) => Val::Number(value::Number::new_raw(above, below)),
        _ => cx.unknown(Missing::Arithmetic),
    }
}

impl Facts {
    /// Computes what is computed for the whole organisation, side by side. Without it, each part is computed when it is
    /// first asked for; then nothing may be asked on several threads.
    pub fn prepare(&self, org: &Org) {
        // These two use all threads themselves. A thread that waits for others takes on what else there is to do, and
        // must not come upon the very thing it is in the middle of.
        org.graph();
        self.load(org);
        rayon::scope(|scope| {
            scope.spawn(|_| {
                self.pairs(org);
            });
            scope.spawn(|_| {
                self.reliance(&Cx::new(org, self, &Bump::new()));
                self.reaches(&Cx::new(org, self, &Bump::new()));
                self.knowledge(org);
            });
            self.size(org);
            self.tools(org);
            self.paths(org);
            self.lines(org);
            self.work_teams(org);
        });
    }

    /// Who holds which duty.
    pub fn duties(&self, org: &Org) -> &duties::Duties {
        self.duties.get_or_init(|| duties::Duties::of(org))
    }

    /// Who knows what.
    fn knowledge(&self, org: &Org) -> &knowledge::Knowledge {
        self.knowledge.get_or_init(|| knowledge::Knowledge::of(org))
    }

    /// Which service needs which.
    pub(crate) fn dependencies(&self, org: &Org) -> &dependencies::Dependencies {
        self.dependencies.get_or_init(|| dependencies::Dependencies::of(org))
    }

    /// Which teams every escalation policy pages.
    fn reaches(&self, cx: &Cx<'_>) -> &[paged::Reach] {
        self.reaches.get_or_init(|| paged::reaches(cx))
    }

    /// Whom services rely on alone.
    pub(crate) fn reliance(&self, cx: &Cx<'_>) -> &reliance::Reliance {
        self.reliance.get_or_init(|| reliance::Reliance::of(cx))
    }

    /// Who reports to whom.
    fn lines(&self, org: &Org) -> &lines::Lines {
        self.lines.get_or_init(|| lines::Lines::of(org))
    }

    /// Which teams need each other's services.
    fn pairs(&self, org: &Org) -> &pairs::Pairs {
        self.pairs.get_or_init(|| pairs::Pairs::of(org, self.dependencies(org)))
    }

    /// How many teams of kind work are declared.
    fn work_teams(&self, org: &Org) -> usize {
        *self.work_teams.get_or_init(|| org.all(Kind::Team).filter(|&team| teams::is_work(org, team)).count())
    }

    /// The on-call load of everybody.
    pub fn load(&self, org: &Org) -> &load::Load {
        self.load.get_or_init(|| load::Load::of(org))
    }

    /// Golden paths by what they are for.
    fn paths(&self, org: &Org) -> &platforms::Paths {
        self.paths.get_or_init(|| platforms::Paths::of(org, self.duties(org)))
    }

    /// What tools are used for.
    fn tools(&self, org: &Org) -> &tools::Tools {
        self.tools.get_or_init(|| tools::Tools::of(org))
    }

    /// Facts of an organisation whose size was chosen in configuration.
    pub fn of_size(size: Option<Size>) -> Self {
        Self { chosen_size: size, ..Self::default() }
    }

    /// The size of the organisation: chosen, declared or by headcount; none where nothing is known.
    pub fn size(&self, org: &Org) -> Option<Size> {
        *self.size.get_or_init(|| self.chosen_size.or_else(|| organisation::size(org, self.duties(org))))
    }
}
