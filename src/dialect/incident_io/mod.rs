//! Exports of incident.io: what its API answers.

mod format;
mod path;
mod reference;
mod rotations;
mod shapes;

use crate::declare::Declarations;
use crate::declare::export::{Export, Page, Rotation, Said, User};
use crate::dialect::exports::{Exports, at, shaped};
use crate::dialect::incident_io::format::{FORMAT, PAGER};
use crate::dialect::incident_io::reference::reference;
use crate::dialect::incident_io::shapes::LISTS;
use crate::dialect::values::{missing, there, wanted};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

/// The format of exports of incident.io.
pub static INCIDENT_IO: Exports = Exports {
    pager: &PAGER,
    opens: shapes::opens,
    claims: shapes::claims,
    read: page,
    envelopes: &[&shapes::ENVELOPE],
};

/// What one answer of the API has: a list, or a single object.
fn page(out: &mut Declarations, answer: NodeRef<'_>) {
    for (many, one, kind) in LISTS {
        if let Some(list) = shaped(answer, many, Shape::Sequence) {
            out.sections.insert(kind);
            let export = out.export(&FORMAT);
            let more = at(answer, &["pagination_meta", "after"]).and_then(Said::of).map(|after| after.place);
            export.pages.push(Page {
                of: kind,
                place: list.place(),
                from: None,
                count: list.items().count() as u64,
                more,
                aside: None,
                is_cut: answer.is_damaged(),
            });
            list.items().for_each(|object| read(kind, object, export));
        }
        if let Some(single) = shaped(answer, one, Shape::Mapping) {
            out.sections.insert(kind);
            read(kind, single, out.export(&FORMAT));
        }
    }
}

/// Reads an object of a kind. One without an id is none, which is noted.
fn read(kind: Kind, node: NodeRef<'_>, export: &mut Export) {
    let Some(is) = reference(node) else { return missing(export, node, wanted("id", "what others name it by")) };
    let damaged = node.is_damaged();
    match kind {
        Kind::Person => export.users.push(User { is, login: None, zone: None, title: None, teams: None, damaged }),
        Kind::Rotation => {
            let zone = Said::under(node, "timezone");
            let config = there(node, "config").filter(|config| config.shape() == Shape::Mapping);
            let layers = config.and_then(|config| rotations::read(config, zone.as_ref(), export));
            let (description, teams, shifts) = (None, None, None);
            let in_calendar = false;
            export.rotations.push(Rotation { is, description, zone, teams, layers, shifts, in_calendar, damaged });
        }
        _ => {
            let policy = path::read(is, node, export);
            export.policies.push(policy);
        }
    }
}
