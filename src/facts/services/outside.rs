//! Services that somebody else runs: an organisation depends on them, and has no say in them.

use crate::field;
use crate::org::Org;
use crate::text::Place;
use crate::vocabulary::kinds::{Entity, Kind};
use crate::word;

/// Where it is said that somebody else runs a service.
pub(crate) fn said_of(org: &Org, service: Entity) -> Option<Place> {
    if service.kind != Kind::Service || service.index() >= org.count(Kind::Service) {
        return None;
    }
    let stage = org.word(service, field!(Service.lifecycle)).ok().flatten()?;
    (stage.value == word!(Service.lifecycle, "external")).then_some(stage.place)
}
