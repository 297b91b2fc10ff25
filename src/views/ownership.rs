//! Services and platforms, who has them, and who looks after what another has; what nobody has is shown, too.

use crate::facts::people::teams::{self, named};
use crate::field;
use crate::org::Extent;
use crate::value::Missing;
use crate::views::builder::Builder;
use crate::views::graph::Known;
use crate::views::tie::Tie;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

const OWNED: [(Kind, FieldId); 2] = [(Kind::Service, field!(Service.owner)), (Kind::Platform, field!(Platform.owner))];

pub(super) fn add(b: &mut Builder<'_, '_>) {
    let org = b.org();
    for team in org.all(Kind::Team).filter(|&team| teams::may_work(org, team)) {
        b.node(team);
    }
    for (kind, field) in OWNED {
        for owned in org.all(kind) {
            add_owned(b, owned, field);
        }
        b.missing((org.extent(kind) == Extent::Incomplete).then_some(Missing::Section(kind)));
    }
    let unsaid = (org.extent(Kind::Service) == Extent::Absent).then_some(Missing::Section(Kind::Service));
    b.missing(unsaid);
}

fn add_owned(b: &mut Builder<'_, '_>, owned: Entity, field: FieldId) {
    let org = b.org();
    let node = b.node(owned);
    let owners = org.list(owned, field);
    for owner in owners.entities() {
        b.tie((owner.value, owned), Tie::Owns, Known::Declared);
    }
    if b.lacks(node) {
        b.keep(node, Some(owners.open().unwrap_or(Missing::Field(owned, field))));
    }
    if owned.kind == Kind::Service {
        for (team, _) in named(org, owned, field!(Service.supportedBy)) {
            b.tie((team, owned), Tie::Supports, Known::Declared);
        }
    }
}
