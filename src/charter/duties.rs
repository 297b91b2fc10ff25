//! The duties that a team holds, at which level, for whom, and through whom.

use crate::charter::told::{Reader, Several};
use crate::field;
use crate::judge::told::Told;
use crate::org::Org;
use crate::value::Val;
use crate::vocabulary::kinds::{Entity, Kind};

/// A duty as a team holds it.
#[derive(Clone, Debug)]
pub struct Duty<'o> {
    /// Which duty.
    pub duty: &'o str,
    /// RACI level.
    pub level: Told<&'static str>,
    /// What it covers: `org`, `own`, or the services by name.
    pub scope: Told<String>,
    /// Whether that is written, and does not only follow.
    pub scope_said: bool,
    /// Ids of the teams that hold it with this one, on purpose.
    pub shared_with: Several<&'o str>,
    /// Who holds it for the team; nobody where the team does as a whole.
    pub people: Several<Entity>,
}

/// The duties of a team, in the order in which they are declared.
pub(super) fn duties<'o>(read: &Reader<'_, 'o>, team: Entity) -> Several<Duty<'o>> {
    let holdings = read.entities(read.fact(team, "holdings"));
    let duty = |&holding: &Entity| {
        let Val::Entity(duty) = read.fact(holding, "duty") else { return None };
        Some(Duty {
            duty: read.org.id(duty),
            level: read.word_of(holding, field!(Holding.level), read.fact(holding, "level")),
            scope: read.words(read.fact(holding, "scope")),
            scope_said: matches!(read.fact(holding, "scopeSaid"), Val::Bool(true)),
            shared_with: shared_with(read, holding),
            people: read.entities(read.fact(holding, "people")),
        })
    };
    Several { known: holdings.known.iter().filter_map(duty).collect(), more: holdings.more, open: holdings.open }
}

/// Those who hold a duty together; what the responsibility matrix says is no record, and has none.
fn shared_with<'o>(read: &Reader<'_, 'o>, holding: Entity) -> Several<&'o str> {
    let is_written = is_declared(read.org, holding);
    let all = is_written.then(|| read.few_of(holding, field!(Holding.sharedWith)));
    all.unwrap_or_else(|| Several::all(Vec::new())).map(|team| read.org.id(team))
}

fn is_declared(org: &Org, holding: Entity) -> bool {
    holding.index() < org.count(Kind::Holding)
}
