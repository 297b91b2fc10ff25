//! Duties that somebody must hold and nobody does, or of which nobody knows.

use crate::audit::Source;
use crate::audit::about::{Named, by_subject};
use crate::field;
use crate::value::param::ParamValue;
use crate::vocabulary::DISCIPLINE;
use crate::vocabulary::kinds::{Entity, Kind};

/// The rule that says which duties somebody must hold.
const RULE: &str = "unassigned-duty";

/// Duties that somebody must hold.
#[derive(Debug, Default)]
pub struct Unheld {
    /// The rule that says which they are, and its parameter.
    pub by: (&'static str, String),
    /// All of them.
    pub required: Vec<Entity>,
    /// Those that nobody holds.
    pub nobody: Vec<Wanted>,
    /// Those of which it is not known whether anybody does.
    pub unknown: Vec<Wanted>,
}

/// A duty that somebody must hold.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// It.
    pub duty: Entity,
    /// What it is called.
    pub name: String,
    /// The discipline that usually holds it.
    pub usually: Option<&'static str>,
    /// What would tell who holds it.
    pub missing: Vec<String>,
    /// What the rule says of it.
    pub finding: Option<Named>,
}

/// What nobody is known to hold of what somebody must.
pub(super) fn of(source: &Source<'_>) -> Unheld {
    let told = by_subject(source, RULE);
    let (param, required) = required(source);
    let mut unheld = Unheld { by: (RULE, param), ..Unheld::default() };
    for duty in required {
        unheld.required.push(duty);
        let holders = source.several(duty, "holders");
        if !holders.known.is_empty() {
            continue;
        }
        let whole = holders.is_whole();
        let wanted = Wanted {
            duty,
            name: source.name(duty),
            usually: discipline(source, duty),
            missing: holders.missing,
            finding: told.get(source, duty),
        };
        if whole { unheld.nobody.push(wanted) } else { unheld.unknown.push(wanted) }
    }
    unheld
}

/// The duties that the rule asks for, as it is configured here, and the parameter that says so: its only list of duties.
fn required(source: &Source<'_>) -> (String, Vec<Entity>) {
    let rule = source.rules.iter().find(|rule| rule.name == RULE);
    let param = rule.and_then(|rule| rule.params.iter().find(|param| param.ids == Some(Kind::Duty)));
    let name = param.map(|param| param.name.clone()).unwrap_or_default();
    let Some(ParamValue::List(ids)) = param.map(|param| &param.value) else { return (name, Vec::new()) };
    let duty = |id: &ParamValue| match id {
        ParamValue::Text(id) => source.org.find(Kind::Duty, id),
        _ => None,
    };
    (name, ids.iter().filter_map(duty).collect())
}

/// The discipline that a duty belongs to first, where the taxonomy says so.
pub(super) fn discipline(source: &Source<'_>, duty: Entity) -> Option<&'static str> {
    let rank = source.org.word(duty, field!(Duty.primary)).ok().flatten()?.value;
    DISCIPLINE.at(rank)
}
