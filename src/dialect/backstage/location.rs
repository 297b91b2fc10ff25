//! Locations: files that name other files of the catalog.

use crate::declare::Target;
use crate::declare::reader::Reader;
use crate::dialect::backstage::shapes::{mapping, scalars};
use crate::dialect::spelling;
use crate::yaml::tree::NodeRef;

/// Reads the local files that a Location names. Addresses of other places are not followed: the catalog is a part.
pub fn read(reader: &mut Reader, document: NodeRef<'_>) {
    let Some(spec) = mapping(reader, document, "spec") else {
        return;
    };
    spelling::check(reader, "Location", spec, &["type", "target", "targets", "presence"]);
    let presence = spec.get("presence").and_then(NodeRef::text);
    let optional = presence.is_some_and(|presence| presence.trim().eq_ignore_ascii_case("optional"));
    let several = scalars(reader, spec, "targets").unwrap_or_default();
    for target in spec.get("target").into_iter().chain(several) {
        let text = target.text().unwrap_or_default();
        let path = text.trim();
        if is_local(path) {
            reader.out.targets.push(Target { path: path.to_owned(), place: target.place(), optional });
        } else {
            reader.out.leads_outside |= !path.is_empty();
        }
    }
}

/// Whether a target is a path from the file that names it: no address with a scheme, and not absolute.
fn is_local(target: &str) -> bool {
    let scheme = target
        .split_once(':')
        .is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c)));
    !target.is_empty() && !scheme && !target.starts_with(['/', '\\', '$', '{'])
}
