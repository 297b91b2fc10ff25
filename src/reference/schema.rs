//! The JSON Schema of the native format, made from the vocabulary, so that editors know what the reader knows.

use serde_json::{Map, Value, json};

use crate::reference::kinds::{either, used};
use crate::vocabulary::forms::{FORMS, Json, ScalarForm};
use crate::vocabulary::kinds::{Kind, sections};
use crate::vocabulary::{COVERAGE, Default, Field, Read, Record, SectionForm, Words, record};

/// What the schema of a native file is called.
pub const ORGANISATION: &str = "urn:teamlint:schema:organisation-v1";

/// The schema of a native file, in the 2020-12 dialect.
pub fn organisation() -> Value {
    let mut defs = values(used());
    for kind in used() {
        let what = record(kind);
        defs.insert(name(what), of_record(what));
        if has_ids(kind) {
            defs.insert(listed_name(what), listed(what));
        }
    }
    defs.insert("organisation".to_owned(), organisation_sections());
    defs.insert("team-file".to_owned(), team_file());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ORGANISATION,
        "title": "teamlint organisation",
        "description": "An organisation, or a part of it: teams, people, services, duties and on-call rotations.",
        "type": "object",
        "if": {"required": ["team"]},
        "then": {"$ref": "#/$defs/team-file"},
        "else": {"$ref": "#/$defs/organisation"},
        "$defs": defs,
    })
}

/// The schema as it lies in the repository.
pub fn organisation_text() -> String {
    format!("{:#}\n", organisation())
}

/// Whether records of a kind stand under an id somewhere.
fn has_ids(kind: Kind) -> bool {
    let mapped = |by: Kind| record(by).fields.iter().any(|field| field.read == Read::Map(kind));
    record(kind).form == SectionForm::Keyed || used().into_iter().any(mapped)
}

pub(super) fn name(what: &Record) -> String {
    what.word.replace(' ', "-")
}

fn listed_name(what: &Record) -> String {
    format!("{}-with-name", name(what))
}

pub(super) fn reference(to: &str) -> Value {
    json!({"$ref": format!("#/$defs/{to}")})
}

/// What is no record: values of every form, ids, links, and the words of these kinds.
pub(super) fn values(kinds: impl IntoIterator<Item = Kind>) -> Map<String, Value> {
    let mut all: Map<String, Value> = FORMS.iter().map(|form| (form.name.to_owned(), of_form(form))).collect();
    let id = json!({"type": ["string", "number", "null"], "description": "An id, or `kind:id` where several kinds are possible."});
    let link = json!({"type": ["string", "array", "object", "null"], "description": "A link, or a list of them."});
    all.extend([("id".to_owned(), id), ("link".to_owned(), link)]);
    let fields = kinds.into_iter().flat_map(|kind| record(kind).fields);
    all.extend(fields.filter_map(|field| field.read.words()).map(|words| (name_of_words(words), in_words(words))));
    all
}

fn of_form(form: &ScalarForm) -> Value {
    let mut choices: Vec<Value> = form.json.iter().map(of_json).collect();
    if form.unites {
        let several: Vec<Value> = choices.iter().map(|one| json!({"type": "array", "items": one})).collect();
        choices.extend(several);
    }
    if let Some(json) = form.json.first() {
        let types: Vec<&str> = json.types.iter().copied().chain(["null"]).collect();
        choices[0]["type"] = json!(types);
    }
    let mut schema = if choices.len() == 1 { choices.remove(0) } else { json!({"anyOf": choices}) };
    if let Some(note) = form.note {
        schema["description"] = json!(note);
    }
    schema
}

fn of_json(json: &Json) -> Value {
    let mut schema = match json.types {
        [only] => json!({"type": only}),
        several => json!({"type": several}),
    };
    if let Some(pattern) = json.pattern {
        schema["pattern"] = json!(in_any_case(pattern));
    }
    if let Some(format) = json.format {
        schema["format"] = json!(format);
    }
    for (key, bound) in [("minimum", json.least), ("exclusiveMinimum", json.above), ("maximum", json.most)] {
        if let Some(bound) = bound {
            schema[key] = json!(bound);
        }
    }
    schema
}

/// A pattern in which `(?i:…)` is written out, since JSON Schema does not know it: `([Aa])`.
fn in_any_case(pattern: &str) -> String {
    let mut parts = pattern.split("(?i:");
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        written.push('(');
        let mut open = 1;
        for c in part.chars() {
            open = match c {
                '(' => open + 1,
                ')' => open - 1,
                _ => open,
            };
            if open > 0 && c.is_ascii_alphabetic() {
                written.extend(['[', c.to_ascii_uppercase(), c.to_ascii_lowercase(), ']']);
            } else {
                written.push(c);
            }
        }
    }
    written
}

pub(super) fn of_read(read: Read) -> Value {
    match read {
        Read::Scalar(form) => reference(form.name),
        Read::Ref(_) => reference("id"),
        Read::Link => reference("link"),
        Read::Free | Read::Notes => json!({}),
        Read::Word(words) => reference(&name_of_words(words)),
        Read::Record(kind) => reference(&name(record(kind))),
        Read::List(of) => where_of(&["array"], &json!({"items": of_read(*of)}), &of_read(*of)),
        Read::Map(kind) => map(record(kind)),
        Read::Coverage => {
            let window = reference(&name(record(Kind::Window)));
            let windows = where_of(&["array"], &json!({"items": window}), &window);
            where_of(&["array", "object"], &windows, &reference(&name_of_words(&COVERAGE)))
        }
    }
}

pub(super) fn name_of_words(words: &Words) -> String {
    format!("{}-word", words.name.replace(' ', "-"))
}

/// The words, for whoever is to choose one, and the same in any case.
pub(super) fn in_words(words: &Words) -> Value {
    let mut allowed: Vec<Value> = words.words.iter().map(|&word| json!(word)).collect();
    allowed.push(Value::Null);
    let pattern = in_any_case(&format!("^(?i:{})$", words.words.join("|")));
    json!({"anyOf": [{"enum": allowed}, {"type": "string", "pattern": pattern}]})
}

/// What holds for values of some types, and for all others: so that a mistake is told of the value that has it, and not of
/// all that could be meant instead.
pub(super) fn where_of(types: &[&str], then: &Value, otherwise: &Value) -> Value {
    json!({"if": {"type": types}, "then": then, "else": otherwise})
}

fn map(what: &Record) -> Value {
    let listed = where_of(&["object"], &reference(&listed_name(what)), &json!({"type": ["string", "number"]}));
    json!({
        "type": ["object", "array", "null"],
        "additionalProperties": reference(&name(what)),
        "items": listed,
    })
}

fn of_field(field: &Field) -> Value {
    let mut schema = of_read(field.read);
    schema["description"] = json!(described(field));
    let default = match field.default {
        Default::Bool(value) => json!(value),
        Default::Number(value) => json!(value),
        Default::Word(rank) => match field.read {
            Read::Word(words) => json!(words.at(rank)),
            _ => return schema,
        },
        Default::Unknown | Default::Covered => return schema,
    };
    schema["default"] = default;
    schema
}

fn described(field: &Field) -> String {
    match field.read.refers_to() {
        [] => field.meaning(),
        kinds => format!("{} Names {}.{}", field.doc, either(kinds), field.readers()),
    }
}

pub(super) fn properties(what: &Record) -> Map<String, Value> {
    let mut all = Map::new();
    for field in what.fields {
        all.insert(field.name.to_owned(), of_field(field));
        if let Some(alias) = field.alias {
            all.insert(alias.to_owned(), pointer(what, field.name));
        }
    }
    all
}

/// The same schema as a field of a record has.
fn pointer(what: &Record, field: &str) -> Value {
    json!({"$ref": format!("#/$defs/{}/{}properties/{field}", name(what), if what.shorthand.is_some() || what.by_kind { "then/" } else { "" })})
}

fn object(properties: &Map<String, Value>) -> Value {
    json!({"type": ["object", "null"], "properties": properties, "patternProperties": {"^x-": {}}, "additionalProperties": false})
}

fn of_record(what: &Record) -> Value {
    let fields = object(&properties(what));
    let short = what.shorthand.map(|short| of_read(what.def(what.known(short)).read));
    let short = short.or_else(|| what.by_kind.then(|| reference("id")));
    let mut schema = match short {
        Some(short) => where_of(&["object", "null"], &fields, &short),
        None => fields,
    };
    schema["description"] = json!(what.doc);
    schema
}

/// A record in a list, which has its id as `name`.
fn listed(what: &Record) -> Value {
    let mut all: Map<String, Value> = Map::new();
    for field in what.fields {
        for known in std::iter::once(field.name).chain(field.alias) {
            all.insert(known.to_owned(), pointer(what, field.name));
        }
    }
    for key in ["name", "id"] {
        all.insert(key.to_owned(), json!({"type": ["string", "number"], "description": "Its id."}));
    }
    let mut schema = object(&all);
    schema["type"] = json!("object");
    schema["anyOf"] = json!([{"required": ["name"]}, {"required": ["id"]}]);
    schema
}

fn section_properties() -> Map<String, Value> {
    let mut all = Map::new();
    for kind in sections() {
        let what = record(kind);
        let Some(section) = what.section else {
            continue;
        };
        let mut schema = match what.form {
            SectionForm::Keyed => map(what),
            SectionForm::Listed => json!({"type": ["array", "null"], "items": reference(&name(what))}),
            SectionForm::Single | SectionForm::Nested => reference(&name(what)),
        };
        schema["description"] = json!(what.doc);
        all.insert(section.to_owned(), schema);
    }
    all.insert("version".to_owned(), json!({"enum": [1, "1"], "description": "Version of the format."}));
    all
}

fn organisation_sections() -> Value {
    let mut schema = object(&section_properties());
    schema["description"] = json!("Sections of an organisation; every file may have some of them.");
    schema
}

fn team_file() -> Value {
    let team = record(Kind::Team);
    let mut all = section_properties();
    for field in team.fields {
        for known in std::iter::once(field.name).chain(field.alias) {
            all.insert(known.to_owned(), pointer(team, field.name));
        }
    }
    all.insert("team".to_owned(), json!({"type": ["string", "number"], "description": "Id of the team."}));
    let mut on_call = reference(&name(record(Kind::Rotation)));
    on_call["description"] = json!("The team's rotation: one layer of all members, unless it says otherwise.");
    all.insert("onCall".to_owned(), on_call);
    let mut schema = object(&all);
    schema["description"] = json!("The short form for a single team.");
    schema["required"] = json!(["team"]);
    schema
}
