//! Organisations as mappings of sections, to be taken apart.

use std::fs;

use serde_yaml::{Mapping, Value};

use crate::support::program::repository;

/// The example `acme` as one mapping of sections.
pub fn acme() -> Mapping {
    let mut all = Mapping::new();
    let folder = repository().join("examples/acme");
    let mut files: Vec<_> = fs::read_dir(folder).expect("files").map(|file| file.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    for path in files {
        let text = fs::read_to_string(path).expect("text");
        let sections: Mapping = serde_yaml::from_str(&text).expect("YAML");
        for (name, section) in sections {
            match (all.get_mut(&name), section) {
                (Some(Value::Mapping(known)), Value::Mapping(more)) => known.extend(more),
                (Some(Value::Sequence(known)), Value::Sequence(more)) => known.extend(more),
                (_, section) => {
                    all.insert(name, section);
                }
            }
        }
    }
    all
}

/// The fixture in which every section stands.
pub fn rich() -> Mapping {
    let text = fs::read_to_string(repository().join("tests/fixtures/rich.yaml")).expect("text");
    serde_yaml::from_str(&text).expect("YAML")
}

/// As a file.
pub fn write(sections: &Mapping) -> String {
    serde_yaml::to_string(sections).expect("YAML")
}

/// Every key in a document, as the way to it.
pub fn ways(value: &Value, to: &[Value], found: &mut Vec<Vec<Value>>) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                let way = [to, std::slice::from_ref(key)].concat();
                ways(value, &way, found);
                found.push(way);
            }
        }
        Value::Sequence(items) => {
            for (at, item) in items.iter().enumerate() {
                ways(item, &[to, &[at.into()]].concat(), found);
            }
        }
        _ => {}
    }
}

/// What stands at the end of a way is taken away.
pub fn take(value: &mut Value, way: &[Value]) -> Option<Value> {
    match (value, way) {
        (Value::Mapping(entries), [key]) => entries.remove(key),
        (Value::Mapping(entries), [key, rest @ ..]) => take(entries.get_mut(key)?, rest),
        (Value::Sequence(items), [at, rest @ ..]) => take(items.get_mut(usize::try_from(at.as_u64()?).ok()?)?, rest),
        _ => None,
    }
}
