//! Google's slo-generator, in both versions of its files. The window stands in a file about error budgets, which says of
//! no objective that it is about it.

use crate::declare::reader::Reader;
use crate::dialect::openslo::objective::{OWNER, Objective, Unit, at, declare, name, namespace, owner};
use crate::yaml::tree::NodeRef;

pub fn is_ours(document: NodeRef<'_>) -> bool {
    is_second(document) || ["service_name", "slo_name", "slo_target"].iter().all(|key| document.get(key).is_some())
}

fn is_second(document: NodeRef<'_>) -> bool {
    let version = name(document.get("apiVersion")).unwrap_or_default();
    version.starts_with("sre.google.com/") && name(document.get("kind")).as_deref() == Some("ServiceLevelObjective")
}

pub fn read(reader: &mut Reader, document: NodeRef<'_>) {
    let objective = if is_second(document) { second(document) } else { first(document) };
    match objective {
        Some(objective) => declare(reader, &objective),
        None => reader.wrong(document, "an objective with a name", "write its name, and that of the service"),
    }
}

fn second(document: NodeRef<'_>) -> Option<Objective<'_>> {
    let node = at(document, &["metadata", "name"])?;
    let labels = at(document, &["metadata", "labels"]);
    let spec = |key: &str| at(document, &["spec", key]);
    Some(Objective {
        id: name(Some(node))?,
        place: node.place(),
        namespace: namespace(document),
        service: owner(labels, &["service_name"]),
        target: spec("goal").map(|node| (("goal", node), Unit::Share)),
        window: None,
        owner: owner(labels, OWNER),
        description: spec("description"),
        indicator: spec("service_level_indicator"),
        is_damaged: document.is_damaged(),
    })
}

fn first(document: NodeRef<'_>) -> Option<Objective<'_>> {
    let node = at(document, &["slo_name"])?;
    let parts = ["service_name", "feature_name", "slo_name"].map(|key| name(document.get(key)));
    Some(Objective {
        id: parts.into_iter().flatten().collect::<Vec<_>>().join("-"),
        place: node.place(),
        namespace: None,
        service: at(document, &["service_name"]),
        target: at(document, &["slo_target"]).map(|node| (("slo_target", node), Unit::Share)),
        window: None,
        owner: None,
        description: at(document, &["slo_description"]),
        indicator: at(document, &["backend"]),
        is_damaged: document.is_damaged(),
    })
}
