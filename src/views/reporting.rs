//! Units, teams and people, whom they report to, and who leads what.

use crate::org::{Extent, Org};
use crate::value::Missing;
use crate::views::builder::Builder;
use crate::views::graph::Known;
use crate::views::tie::Tie;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::{field, word};

const LINES: [(Kind, FieldId); 3] = [
    (Kind::Unit, field!(Unit.reportsTo)),
    (Kind::Team, field!(Team.reportsTo)),
    (Kind::Person, field!(Person.manager)),
];
const LEADERS: [(Kind, FieldId); 2] = [(Kind::Unit, field!(Unit.head)), (Kind::Team, field!(Team.lead))];

pub(super) fn add(b: &mut Builder<'_, '_>) {
    let org = b.org();
    for (kind, field) in LINES {
        for entity in org.all(kind).filter(|&entity| kind != Kind::Team || is_no_list(org, entity)) {
            b.node(entity);
            if let Some(above) = named(b, entity, field) {
                b.tie((entity, above), Tie::ReportsTo, Known::Declared);
            }
        }
        b.missing((org.extent(kind) == Extent::Incomplete).then_some(Missing::Section(kind)));
    }
    for (kind, field) in LEADERS {
        for led in org.all(kind) {
            if let Some(leader) = named(b, led, field) {
                b.tie((leader, led), Tie::Leads, Known::Declared);
            }
        }
    }
}

/// Whom a field names; what hides that is noted.
fn named(b: &mut Builder<'_, '_>, entity: Entity, field: FieldId) -> Option<Entity> {
    let said = b.org().reference(entity, field);
    b.missing(said.err());
    said.ok().flatten().map(|at| at.value)
}

/// Whether a team may stand in a line: lists of permissions and of code owners do not.
fn is_no_list(org: &Org, team: Entity) -> bool {
    const LISTS: [u8; 2] = [word!(Team.kind, "permission"), word!(Team.kind, "code-ownership")];
    !org.word_or_default(team, field!(Team.kind)).is_ok_and(|kind| LISTS.contains(&kind))
}
