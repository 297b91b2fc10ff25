//! Pyrra: one objective a resource of Kubernetes. It says of which service it is only where a label does.

use crate::declare::reader::Reader;
use crate::dialect::openslo::objective::{Objective, Unit, at, declare, name, namespace, owner};
use crate::yaml::tree::NodeRef;

pub fn is_ours(document: NodeRef<'_>) -> bool {
    name(document.get("apiVersion")).is_some_and(|version| version.starts_with("pyrra.dev/"))
}

pub fn read(reader: &mut Reader, document: NodeRef<'_>) {
    if name(document.get("kind")).as_deref() != Some("ServiceLevelObjective") {
        return;
    }
    let Some((id, node)) = name(at(document, &["metadata", "name"])).zip(at(document, &["metadata", "name"])) else {
        return reader.wrong(document, "an objective with a `metadata.name`", "write `metadata: {name: NAME}`");
    };
    let labels = at(document, &["metadata", "labels"]);
    let spec = |key: &str| at(document, &["spec", key]);
    declare(
        reader,
        &Objective {
            id,
            place: node.place(),
            namespace: namespace(document),
            service: owner(labels, &["pyrra.dev/service", "service"]),
            target: spec("target").map(|node| (("target", node), Unit::Percent)),
            window: spec("window").map(|node| ("window", node)),
            owner: owner(labels, &["pyrra.dev/team", "pyrra.dev/owner", "team", "owner"]),
            description: spec("description"),
            indicator: spec("indicator"),
            is_damaged: document.is_damaged(),
        },
    );
}
