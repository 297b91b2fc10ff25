//! Schedules that a list only names, and that stand in files of their own with all that is in them.

use std::collections::HashSet;

use crate::declare::export::Rotation;
use crate::declare::pager::vendor::Part;

/// Leaves out each schedule without layers of which there is one with layers.
pub(super) fn prefer(exports: &mut [Part]) {
    let has_layers = |rotation: &&Rotation| rotation.layers.is_some() || rotation.shifts.is_some();
    let all = exports.iter().flat_map(|(_, export)| &export.rotations);
    let detailed: HashSet<String> = all.filter(has_layers).map(|rotation| rotation.is.id.text.clone()).collect();
    for (_, export) in exports {
        export.rotations.retain(|rotation| has_layers(&rotation) || !detailed.contains(&rotation.is.id.text));
    }
}
