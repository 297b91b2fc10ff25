//! What rules see: the facts of every kind, one table a kind. The only place that knows all families.

pub(crate) mod collections;

use crate::facts::cx::Cx;
use crate::facts::fact::Fact;
use crate::text::Place;
use crate::vocabulary::kinds::{Entity, Kind};

/// The facts of a kind.
pub fn of(kind: Kind) -> &'static [Fact] {
    match kind {
        Kind::Org => crate::facts::people::organisation::ORG,
        Kind::Person => crate::facts::on_call::load::PERSON,
        Kind::Team => crate::facts::people::teams::TEAM,
        Kind::ToolUse => crate::facts::people::teams::TOOL_USE,
        Kind::Holding => crate::facts::duties::holdings::HOLDING,
        Kind::Duty => crate::facts::duties::duty_holders::DUTY,
        Kind::DutyClaim => crate::facts::duties::claims::CLAIM,
        Kind::RaciEntry => crate::facts::duties::raci::RACI_ENTRY,
        Kind::Decision => crate::facts::duties::holdings::DECISION,
        Kind::Service => crate::facts::services::ownership::SERVICE,
        Kind::Platform => crate::facts::services::ownership::PLATFORM,
        Kind::Domain => crate::facts::people::knowledge::DOMAIN,
        Kind::Tool => crate::facts::people::knowledge::TOOL,
        Kind::GoldenPath => crate::facts::services::ownership::GOLDEN_PATH,
        Kind::PlatformCapability => crate::facts::platform::platforms::CAPABILITY,
        Kind::ToolCapability => crate::facts::platform::tools::CAPABILITY,
        Kind::Interaction => crate::facts::topology::interactions::INTERACTION,
        Kind::Handoff => crate::facts::response::responders::HANDOFF,
        Kind::Rotation => crate::facts::on_call::load::ROTATION,
        Kind::Layer => crate::facts::on_call::load::LAYER,
        Kind::Pool => crate::facts::on_call::load::POOL,
        Kind::RotationLevel => crate::facts::on_call::load::ROTATION_LEVEL,
        Kind::Participation => crate::facts::on_call::load::PARTICIPATION,
        Kind::OnCall => crate::facts::on_call::load::ON_CALL,
        Kind::Escalation => crate::facts::response::escalation::ESCALATION,
        Kind::EscalationLevel => crate::facts::response::escalation::LEVEL,
        Kind::Target => crate::facts::response::escalation::TARGET,
        Kind::Incident => crate::facts::response::incident::INCIDENT,
        Kind::SeverityLevel => crate::facts::response::incident::SEVERITY,
        Kind::Slo => crate::facts::services::objectives::SLO,
        Kind::DisciplinePair => crate::facts::topology::discipline_pairs::PAIR,
        Kind::ServiceEdge => crate::facts::services::dependencies::EDGE,
        Kind::TeamPair => crate::facts::topology::team_pairs::PAIR,
        _ => &[],
    }
}

/// Where something stands, also where it is derived; none for what was never written.
pub fn place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    match entity.kind {
        Kind::Pool => crate::facts::on_call::load::pool_place(cx, entity),
        Kind::RotationLevel => crate::facts::on_call::load::level_place(cx, entity),
        Kind::Participation => crate::facts::on_call::load::participation_place(cx, entity),
        Kind::OnCall => Some(cx.org.place(Entity { kind: Kind::Person, ..entity })),
        Kind::DutyClaim => crate::facts::duties::claims::claim_place(cx, entity),
        Kind::RaciEntry => crate::facts::duties::raci::entry_place(cx, entity),
        Kind::Holding => crate::facts::duties::holdings::holding_place(cx, entity),
        Kind::DisciplinePair => crate::facts::topology::discipline_pairs::pair_place(cx, entity),
        Kind::ServiceEdge => crate::facts::services::dependencies::edge_place(cx, entity),
        Kind::ToolCapability => crate::facts::platform::tools::capability_place(cx, entity),
        Kind::TeamPair => crate::facts::topology::team_pairs::pair_place(cx, entity),
        _ => (entity.index() < cx.org.count(entity.kind)).then(|| cx.org.place(entity)),
    }
}

/// The id of something, also where it is derived.
pub fn id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    match entity.kind {
        Kind::Pool => crate::facts::on_call::load::pool_id(cx, entity),
        Kind::RotationLevel => crate::facts::on_call::load::level_id(cx, entity),
        Kind::Participation | Kind::OnCall => cx.org.id(crate::facts::on_call::load::person_of(cx, entity)),
        Kind::DutyClaim => crate::facts::duties::claims::claim_id(cx, entity),
        Kind::RaciEntry => crate::facts::duties::raci::entry_id(cx, entity),
        Kind::Holding => crate::facts::duties::holdings::holding_id(cx, entity),
        Kind::DisciplinePair => crate::facts::topology::discipline_pairs::pair_id(entity),
        Kind::ServiceEdge => crate::facts::services::dependencies::edge_id(cx, entity),
        Kind::ToolCapability => crate::facts::platform::tools::capability_id(cx, entity),
        Kind::TeamPair => crate::facts::topology::team_pairs::pair_id(cx, entity),
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
        Kind::Holding => return crate::facts::duties::holdings::holding_stable_id(cx, entity),
        Kind::DisciplinePair => "disciplines",
        Kind::ServiceEdge => "dependency",
        Kind::ToolCapability => "capability",
        Kind::TeamPair => "teams",
        Kind::OnCall | Kind::Participation => "person",
        kind if entity.index() >= cx.org.count(kind) => return crate::vocabulary::record(kind).word.to_owned(),
        _ => return cx.org.stable_id(entity),
    };
    format!("{word}:{}", id(cx, entity))
}
