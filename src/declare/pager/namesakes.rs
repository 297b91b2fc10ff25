//! Objects of several pagers that have one name. A name alone does not say that two schedules are one, so that each gets an
//! id that says whose it is.

use std::collections::{HashMap, HashSet};

use crate::declare::Declarations;
use crate::declare::export::{Export, Reference};
use crate::declare::format::{Closure, Format};
use crate::declare::matching::Handle;
use crate::declare::pager::names::slug_of;
use crate::declare::pager::vendor::Pager;
use crate::vocabulary::kinds::Kind;

/// What a pager makes and nobody else has: people, teams and services are there without it.
const OWN: [Kind; 2] = [Kind::Rotation, Kind::Escalation];

/// The names that objects of other pagers have.
#[derive(Default)]
pub(super) struct Namesakes(HashSet<(Kind, String)>);

impl Namesakes {
    /// Those of all pagers but one, whether their exports are settled already or not.
    pub fn of(parts: &[Declarations], pager: &Pager) -> Self {
        let mut found = HashSet::new();
        let is_other = |format: &Format| format != pager.format && format.closure == Closure::Open;
        let exports = || parts.iter().flat_map(|part| &part.exports).filter(|(format, _)| is_other(format));
        let called = exports().flat_map(|(format, export)| export.names.iter().map(move |one| (format.name, one)));
        // What objects are called may stand elsewhere in the export.
        let elsewhere: HashMap<(&str, Kind, &str), &Reference> =
            called.map(|(format, (kind, is))| ((format, *kind, is.id.text.as_str()), is)).collect();
        for (format, export) in exports() {
            found.extend(objects(export).map(|(kind, is)| {
                let other = elsewhere.get(&(format.name, kind, is.id.text.as_str()));
                (kind, slug_of(other.copied().unwrap_or(is)))
            }));
        }
        for part in parts {
            let settled = part.handles.iter().filter(|handle| OWN.contains(&handle.of.kind));
            let of_other = |handle: &&Handle| {
                let draft = &part.drafts[handle.of.kind as usize][handle.of.index()];
                is_other(part.formats[usize::from(draft.format)])
            };
            found.extend(settled.filter(of_other).map(|handle| (handle.of.kind, handle.name.clone())));
        }
        Self(found)
    }

    /// The id of an object whose name another pager has, too.
    pub fn id(&self, kind: Kind, name: &str, pager: &Pager) -> Option<String> {
        let is_shared = self.0.contains(&(kind, name.to_owned()));
        is_shared.then(|| format!("{name}-{}", pager.format.title.to_lowercase()))
    }
}

/// What a pager makes, as it is named.
pub(super) fn objects(export: &Export) -> impl Iterator<Item = (Kind, &Reference)> {
    let rotations = export.rotations.iter().map(|one| (Kind::Rotation, &one.is));
    rotations.chain(export.policies.iter().map(|one| (Kind::Escalation, &one.is)))
}
