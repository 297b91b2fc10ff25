//! Sloth: the objectives of one service in a file, or the same as a resource of Kubernetes. The window is set where the program
//! runs, and not here.

use crate::declare::reader::Reader;
use crate::dialect::openslo::objective::{OWNER, Objective, Unit, at, declare, name, namespace, owner};
use crate::yaml::tree::{NodeRef, Shape};

pub fn is_ours(document: NodeRef<'_>) -> bool {
    let is = |key: &str, beginning: &str| name(document.get(key)).is_some_and(|text| text.starts_with(beginning));
    is("version", "prometheus/") && document.get("slos").is_some() || is("apiVersion", "sloth.slok.dev/")
}

pub fn read(reader: &mut Reader, document: NodeRef<'_>) {
    let spec = if document.get("apiVersion").is_some() { document.get("spec") } else { Some(document) };
    let Some(spec) = spec else { return };
    let service = at(spec, &["service"]);
    let Some(slos) = at(spec, &["slos"]) else { return };
    if slos.shape() != Shape::Sequence {
        reader.wrong(slos, "a list for `slos`", "write each objective with `- name: NAME` in front");
    }
    for slo in slos.items() {
        let Some((own, node)) = name(at(slo, &["name"])).zip(at(slo, &["name"])) else {
            reader.wrong(slo, "an objective with a `name`", "write `- name: NAME` and its `objective`");
            continue;
        };
        let of = name(service).map_or_else(|| own.clone(), |service| format!("{service}-{own}"));
        let labels = [at(slo, &["labels"]), at(spec, &["labels"])];
        declare(
            reader,
            &Objective {
                id: of,
                place: node.place(),
                namespace: namespace(document),
                service,
                target: at(slo, &["objective"]).map(|node| (("objective", node), Unit::Percent)),
                window: None,
                owner: labels.into_iter().find_map(|labels| owner(labels, OWNER)),
                description: at(slo, &["description"]),
                indicator: at(slo, &["sli"]),
                is_damaged: slo.is_damaged(),
            },
        );
    }
}
