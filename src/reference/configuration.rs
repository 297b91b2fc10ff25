//! The JSON Schema of `teamlint.yaml`, made from its keys, the pages of the rules, the diagnostics and the taxonomy's part
//! of the vocabulary.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::config::{KEYS, map};
use crate::dialect;
use crate::reference::schema::{in_words, name, name_of_words, of_read, properties, reference, values, where_of};
use crate::rule::Rule;
use crate::rule::param::Param;
use crate::rule::profile;
use crate::rule::severity::Level;
use crate::value::param::ParamValue;
use crate::value::{Of, Type, Unit};
use crate::vocabulary::kinds::{of_taxonomy, section_names};
use crate::vocabulary::{Record, SETTINGS, Size, record};

/// What the schema of the configuration is called.
pub const CONFIGURATION: &str = "urn:teamlint:schema:configuration-v1";

/// How an edition is written.
const EDITION: &str = r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$";

/// The schema of a configuration that sets these rules, in the 2020-12 dialect. Rules of one's own may be set besides.
pub fn configuration(rules: &[Rule]) -> Value {
    let mut defs = values(of_taxonomy());
    let words = SETTINGS.iter().filter_map(|setting| setting.read.words());
    defs.extend(words.map(|words| (name_of_words(words), in_words(words))));
    for what in of_taxonomy().map(record) {
        defs.insert(name(what), entry(what));
    }
    defs.insert("severity".to_owned(), json!({"enum": Level::WORDS}));
    defs.insert("texts".to_owned(), where_of(&["array"], &json!({"items": {"type": "string"}}), &text_or_nothing()));
    defs.insert("waiver".to_owned(), waiver());
    defs.insert("taxonomy-changes".to_owned(), taxonomy_changes());
    defs.insert("rules".to_owned(), settings_of(rules));
    defs.insert("override".to_owned(), by_path());
    defs.insert("severities".to_owned(), severities_of(rules));
    defs.insert("map".to_owned(), mapping());
    for kind in map::kinds() {
        defs.insert(name_of_notes(record(kind)), notes(record(kind)));
    }
    let keys: Map<String, Value> = KEYS.iter().map(|&(key, doc)| (key.to_owned(), of_key(key, doc, rules))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": CONFIGURATION,
        "title": "teamlint configuration",
        "description": "`teamlint.yaml`: which files, which rules, how strict.",
        "type": ["object", "null"],
        "properties": keys,
        "additionalProperties": false,
        "$defs": defs,
    })
}

/// The schema as it lies in the repository.
pub fn configuration_text(rules: &[Rule]) -> String {
    format!("{:#}\n", configuration(rules))
}

fn of_key(key: &str, doc: &str, rules: &[Rule]) -> Value {
    let mut schema = match key {
        "size" => json!({"enum": Size::ALL.map(Size::as_str)}),
        "profile" => {
            let known: Vec<&str> = profile::built_in().iter().map(|profile| profile.name.as_str()).collect();
            json!({"type": "string", "examples": known})
        }
        "edition" => {
            let editions: BTreeSet<String> = rules.iter().map(|rule| rule.since.to_string()).collect();
            json!({"type": ["string", "number"], "pattern": EDITION, "examples": editions})
        }
        "pages" => {
            let host = r"[-A-Za-z0-9._~:\[\]@!$&'()*+,;=%]";
            json!({"type": ["string", "null"], "pattern": format!("^[hH][tT][tT][pP][sS]?://{host}+(/({host}|/)*)?$")})
        }
        "taxonomy" => {
            let layer = where_of(&["string"], &json!({}), &reference("taxonomy-changes"));
            where_of(&["array"], &json!({"items": layer}), &layer)
        }
        "waivers" => json!({"type": ["array", "null"], "items": reference("waiver")}),
        "rules" => reference("rules"),
        "overrides" => json!({"type": ["array", "null"], "items": reference("override")}),
        "external" => one_or_several(&json!({"type": "string", "pattern": "^[^:]+:."})),
        "map" => reference("map"),
        "aliases" => json!({
            "type": ["object", "null"],
            "propertyNames": {"pattern": "^[^:]+:."},
            "additionalProperties": reference("texts"),
        }),
        "complete" => one_or_several(&json!({"enum": section_names().collect::<Vec<_>>()})),
        _ => reference("texts"),
    };
    schema["description"] = json!(doc);
    schema
}

fn one_or_several(one: &Value) -> Value {
    where_of(&["array"], &json!({"items": one}), &where_of(&["null"], &json!({}), one))
}

fn text_or_nothing() -> Value {
    json!({"type": ["string", "null"]})
}

/// Other severities in some files.
fn by_path() -> Value {
    json!({
        "type": "object",
        "required": ["paths", "rules"],
        "properties": {
            "paths": described(reference("texts"), "Patterns of files, relative to this one, as in `.gitignore`."),
            "rules": described(reference("severities"), "How much rules and diagnostics matter there."),
        },
        "additionalProperties": false,
    })
}

/// A severity for rules and diagnostics.
fn severities_of(rules: &[Rule]) -> Value {
    let one = where_of(
        &["object"],
        &json!({"properties": {"severity": reference("severity")}, "additionalProperties": false}),
        &reference("severity"),
    );
    let diagnostics = dialect::diagnostics().filter(|diagnostic| diagnostic.fixed.is_none());
    let names: Vec<&str> =
        rules.iter().map(|rule| rule.name.as_str()).chain(diagnostics.map(|diagnostic| diagnostic.name)).collect();
    let names = json!({"anyOf": [{"enum": names}, {"type": "string"}]});
    json!({"type": ["object", "null"], "propertyNames": names, "additionalProperties": one})
}

fn waiver() -> Value {
    json!({
        "type": "object",
        "required": ["rule", "entity", "reason"],
        "properties": {
            "rule": {"type": "string", "description": "The rule or diagnostic."},
            "entity": {"type": "string", "description": "Id as `--format json` shows it, or a pattern such as `team:pay-*`."},
            "reason": {"type": "string", "pattern": r"\S", "description": "Why this is right here."},
            "until": {"type": ["string", "null"], "format": "date", "description": "The last day on which it counts."},
        },
        "additionalProperties": false,
    })
}

/// An entry of the taxonomy: changed, added, or removed by nothing.
fn entry(what: &Record) -> Value {
    let mut all = properties(what);
    let ids = where_of(&["array"], &json!({"items": reference("id")}), &reference("id"));
    all.insert("replaces".to_owned(), described(ids, "Entries whose place it takes."));
    let fields = json!({"type": ["object", "null"], "properties": all, "additionalProperties": false});
    let schema = match what.shorthand {
        Some(short) => where_of(&["object", "null"], &fields, &of_read(what.def(what.known(short)).read)),
        None => fields,
    };
    described(schema, what.doc)
}

fn described(mut schema: Value, doc: &str) -> Value {
    schema["description"] = json!(doc);
    schema
}

fn taxonomy_changes() -> Value {
    let entries = of_taxonomy().map(record).filter_map(|what| {
        let section = json!({"type": ["object", "null"], "additionalProperties": reference(&name(what))});
        Some((what.section?.to_owned(), described(section, what.doc)))
    });
    let settings = SETTINGS.iter().map(|setting| {
        let value = of_read(setting.read);
        let schema = match setting.by {
            Some(words) => {
                let keys: Map<String, Value> =
                    words.words.iter().map(|&word| (word.to_owned(), value.clone())).collect();
                json!({"type": ["object", "null"], "properties": keys, "additionalProperties": false})
            }
            None => value,
        };
        (setting.name.to_owned(), described(schema, setting.doc))
    });
    let all: Map<String, Value> = entries.chain(settings).collect();
    json!({"type": ["object", "null"], "properties": all, "additionalProperties": false})
}

/// What may be said of each rule and diagnostic.
fn settings_of(rules: &[Rule]) -> Value {
    let mut all: Map<String, Value> = Map::new();
    for rule in rules {
        let params: Map<String, Value> =
            rule.params.iter().map(|param| (param.name.clone(), of_param(param))).collect();
        all.insert(rule.name.clone(), described(setting(&params, false), &rule.info().summary));
    }
    for diagnostic in dialect::diagnostics() {
        if diagnostic.fixed.is_none() {
            all.insert(diagnostic.name.to_owned(), described(setting(&Map::new(), false), diagnostic.summary));
        }
    }
    json!({
        "type": ["object", "null"],
        "properties": all,
        "additionalProperties": setting(&Map::new(), true),
    })
}

/// Every field that a note can stand for, with what may.
fn mapping() -> Value {
    let mut all: Map<String, Value> = Map::new();
    for what in map::kinds().map(record) {
        for field in map::fields(what) {
            all.insert(format!("{}.{field}", what.word), reference(&name_of_notes(what)));
        }
    }
    json!({"type": ["object", "null"], "properties": all, "additionalProperties": false})
}

fn name_of_notes(what: &Record) -> String {
    let notes: Vec<&str> = what.notes.iter().map(|note| note.name).collect();
    format!("key-of-{}", notes.join("-"))
}

/// A key among what is noted of a kind, or several of which the first that is there counts.
fn notes(what: &Record) -> Value {
    let names: Vec<&str> = what.notes.iter().map(|note| note.name).collect();
    let pattern = format!(r#"^\s*({})\s*(\.\s*\S.*|\[\s*("[^"]+"|'[^']+')\s*\])$"#, names.join("|"));
    let one = json!({"type": "string", "pattern": pattern});
    where_of(&["array"], &json!({"items": one}), &one)
}

/// A severity, or all that can be set; `open` where nobody knows the parameters.
fn setting(params: &Map<String, Value>, open: bool) -> Value {
    let params = json!({"type": "object", "properties": params, "additionalProperties": open});
    let all = json!({
        "properties": {
            "severity": reference("severity"),
            "params": params,
            "locked": {"type": "boolean", "description": "Whether nothing waives what it finds, or turns it down."},
        },
        "additionalProperties": false,
    });
    where_of(&["object"], &all, &reference("severity"))
}

fn of_param(param: &Param) -> Value {
    let value = of_type(param.ty);
    let schema = match param.value {
        ParamValue::Map(_) => json!({"type": "object", "additionalProperties": value}),
        _ => value,
    };
    described(schema, &param.doc)
}

fn of_type(ty: Type) -> Value {
    if let Some(lists) = ty.lists.checked_sub(1) {
        return json!({"type": "array", "items": of_type(Type { of: ty.of, lists })});
    }
    match ty.of {
        Of::Bool => json!({"type": ["boolean", "string"]}),
        Of::Number(Unit::Plain) => json!({"type": ["number", "string"]}),
        Of::Number(Unit::Share) => json!({"type": ["number", "string"], "minimum": 0, "maximum": 1}),
        Of::Number(Unit::Hours | Unit::Minutes) => json!({"type": ["number", "string"], "minimum": 0}),
        Of::Date => json!({"type": "string", "format": "date"}),
        Of::Word(words) => in_words(words),
        Of::Text | Of::Entity(_) | Of::Party | Of::Opaque => json!({"type": ["string", "number", "boolean"]}),
    }
}
