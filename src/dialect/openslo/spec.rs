//! `OpenSLO`: one object a document. Besides objectives there are services; what else there is says how something is
//! measured or who is told, and is left alone.

use crate::declare::reader::Reader;
use crate::dialect::openslo::objective::{OWNER, Objective, Unit, at, declare, name, namespace, owner};
use crate::vocabulary::Read;
use crate::vocabulary::forms::TEXT;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::NodeRef;
use crate::{field, finding::diagnostics::INVALID_VALUE};

pub fn is_ours(document: NodeRef<'_>) -> bool {
    let version = name(document.get("apiVersion")).unwrap_or_default();
    version.starts_with("openslo/") || version.starts_with("openslo.com/")
}

pub fn read(reader: &mut Reader, document: NodeRef<'_>) {
    let kind = name(document.get("kind")).unwrap_or_default();
    match kind.as_str() {
        "SLO" => slo(reader, document),
        "Service" => service(reader, document),
        _ => {}
    }
}

/// Tells of an object without a name, which nothing can refer to.
fn named<'t>(reader: &mut Reader, document: NodeRef<'t>, kind: Kind) -> Option<(String, NodeRef<'t>)> {
    let node = at(document, &["metadata", "name"]);
    if let Some((name, node)) = name(node).zip(node) {
        return Some((name, node));
    }
    reader.out.lost.insert(kind);
    if !document.is_damaged() {
        let place = document.get("metadata").or_else(|| document.get("kind")).unwrap_or(document).place();
        let finding = INVALID_VALUE.at(place, "an object of OpenSLO without a name").saying("no `name` here");
        reader.out.problems.push(finding.help("write `metadata: {name: NAME}`; without it nothing of it is read"));
    }
    None
}

fn slo(reader: &mut Reader, document: NodeRef<'_>) {
    let Some((id, name_node)) = named(reader, document, Kind::Slo) else { return };
    let spec = |key: &str| at(document, &["spec", key]);
    let objectives: Vec<NodeRef<'_>> = spec("objectives").into_iter().flat_map(NodeRef::items).collect();
    let labels = at(document, &["metadata", "labels"]);
    let several = objectives.len() > 1;
    for rank in 0..objectives.len().max(1) {
        let target = objectives.get(rank).and_then(|objective| {
            let share = at(*objective, &["target"]).map(|node| (("target", node), Unit::Share));
            share.or_else(|| at(*objective, &["targetPercent"]).map(|node| (("targetPercent", node), Unit::Percent)))
        });
        let place = if several { objectives[rank].place() } else { name_node.place() };
        declare(
            reader,
            &Objective {
                id: if several { format!("{id}-{}", rank + 1) } else { id.clone() },
                place,
                namespace: namespace(document),
                service: spec("service"),
                target,
                window: window(spec("timeWindow")),
                owner: owner(labels, OWNER),
                description: spec("description"),
                indicator: spec("indicator").or_else(|| spec("indicatorRef")),
                is_damaged: document.is_damaged(),
            },
        );
    }
}

/// The first window. Older versions have units and counts, which no field here has.
fn window(windows: Option<NodeRef<'_>>) -> Option<(&'static str, NodeRef<'_>)> {
    let first = windows?.items().next().or(windows)?;
    at(first, &["duration"]).map(|duration| ("duration", duration))
}

fn service(reader: &mut Reader, document: NodeRef<'_>) {
    let Some((_, node)) = named(reader, document, Kind::Service) else { return };
    reader.out.sections.insert(Kind::Service);
    let open = reader.out.open(Kind::Service);
    for (field, path) in
        [(field!(Service.name), &["metadata", "displayName"]), (field!(Service.description), &["spec", "description"])]
    {
        let Some(text) = at(document, path) else { continue };
        if let Some(value) = reader.read(path[1], Read::Scalar(&TEXT), text) {
            reader.out.set(&open, field, value, text.place());
        }
    }
    let id = reader.text_at(node);
    reader.close(open, id, node.place(), document.is_damaged());
}
