//! The JSON Schema of the native format, made from the vocabulary, so that editors know what the reader knows.

use serde_json::{Map, Value, json};

use crate::reference::kinds::{either, used};
use crate::vocabulary::kinds::{Kind, sections};
use crate::vocabulary::{COVERAGE, Default, Field, Read, Record, SectionForm, Words, record};

/// The schema of a native file, in the 2020-12 dialect.
pub fn organisation() -> Value {
    let mut defs = values();
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

fn name(what: &Record) -> String {
    what.word.replace(' ', "-")
}

fn listed_name(what: &Record) -> String {
    format!("{}-with-name", name(what))
}

fn reference(to: &str) -> Value {
    json!({"$ref": format!("#/$defs/{to}")})
}

/// What scalars look like.
fn values() -> Map<String, Value> {
    let pattern = |pattern: &str, description: &str| json!({"type": ["string", "null"], "pattern": pattern, "description": description});
    let one_day = day_pattern();
    let entries = [
        (
            "id",
            json!({"type": ["string", "number", "null"], "description": "An id, or `kind:id` where several kinds are possible."}),
        ),
        ("text", json!({"type": ["string", "number", "boolean", "null"]})),
        ("flag", json!({"type": ["boolean", "null"]})),
        ("number", json!({"type": ["number", "null"]})),
        ("amount", json!({"type": ["number", "null"], "minimum": 0})),
        ("count", json!({"type": ["integer", "null"], "minimum": 0})),
        (
            "share",
            json!({"type": ["number", "null"], "minimum": 0, "maximum": 1, "description": "A share of the whole: `0.25` is a quarter."}),
        ),
        (
            "percent",
            json!({"anyOf": [{"type": ["number", "null"], "minimum": 0, "maximum": 100}, {"type": "string", "pattern": r"^(100(\.0*)?|[0-9]{1,2}(\.[0-9]*)?) *%?$"}]}),
        ),
        (
            "duration",
            pattern(
                "^([0-9]+[mhdwMQY])+$",
                "Minutes, hours, days, weeks, months, quarters, years: `5m 12h 1d 2w 3M 1Q 1Y`.",
            ),
        ),
        (
            "date",
            json!({"type": ["string", "null"], "format": "date", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}),
        ),
        ("time", pattern("^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$", "A time of day: \"09:00\".")),
        (
            "offset",
            json!({"anyOf": [
                {"type": ["string", "null"], "pattern": "^([Zz]|UTC|0|[+-]((0?[0-9]|1[0-3])(:[0-5][0-9])?|(0[0-9]|1[0-3])[0-5][0-9]|14(:?00)?))$"},
                {"type": "integer", "minimum": -14, "maximum": 14},
            ], "description": "An offset from UTC: \"+05:30\"."}),
        ),
        (
            "days",
            json!({"anyOf": [
                {"type": ["string", "null"], "pattern": format!("^ *{one_day} *(, *{one_day} *)*$")},
                {"type": "array", "items": {"type": "string", "pattern": format!("^ *{one_day} *(, *{one_day} *)*$")}},
            ], "description": "Days of the week: `mon-fri`, `sat,sun`."}),
        ),
        ("link", json!({"type": ["string", "array", "object", "null"], "description": "A link, or a list of them."})),
    ];
    entries.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

/// A day, a range of days, or a name for several, however it is capitalised.
fn day_pattern() -> String {
    let letters = |word: &str| {
        word.chars().fold(String::new(), |pattern, c| pattern + &format!("[{}{c}]", c.to_ascii_uppercase()))
    };
    let days =
        ["mo|n|day", "tu|e|sday", "we|d|nesday", "th|u|rsday", "fr|i|day", "sa|t|urday", "su|n|day"].map(|day| {
            let parts: Vec<String> = day.split('|').map(letters).collect();
            format!("{}({}({})?)?", parts[0], parts[1], parts[2])
        });
    let day = format!("({})", days.join("|"));
    format!("({day}( *- *{day})?|daily|all|weekdays|weekends)")
}

fn of_read(read: Read) -> Value {
    match read {
        Read::Text => reference("text"),
        Read::Bool => reference("flag"),
        Read::Number => reference("number"),
        Read::Amount => reference("amount"),
        Read::Count => reference("count"),
        Read::Share => reference("share"),
        Read::Percent => reference("percent"),
        Read::Duration => reference("duration"),
        Read::Date => reference("date"),
        Read::Time => reference("time"),
        Read::Offset => reference("offset"),
        Read::Days => reference("days"),
        Read::Ref(_) => reference("id"),
        Read::Link => reference("link"),
        Read::Free => json!({}),
        Read::Word(words) => one_of(words),
        Read::Record(kind) => reference(&name(record(kind))),
        Read::List(of) => {
            json!({"anyOf": [of_read(*of), {"type": "array", "items": of_read(*of)}]})
        }
        Read::Map(kind) => map(record(kind)),
        Read::Coverage => {
            let window = reference(&name(record(Kind::Window)));
            json!({"anyOf": [one_of(&COVERAGE), window, {"type": "array", "items": window}]})
        }
    }
}

fn one_of(words: &Words) -> Value {
    let mut allowed: Vec<Value> = words.words.iter().map(|&word| json!(word)).collect();
    allowed.push(Value::Null);
    json!({"enum": allowed})
}

fn map(what: &Record) -> Value {
    json!({"anyOf": [
        {"type": "object", "additionalProperties": reference(&name(what))},
        {"type": "array", "items": {"anyOf": [{"type": ["string", "number"]}, reference(&listed_name(what))]}},
        {"type": "null"},
    ]})
}

fn of_field(field: &Field) -> Value {
    let mut schema = of_read(field.read);
    schema["description"] = json!(described(field));
    let default = match field.default {
        Default::Bool(value) => json!(value),
        Default::Number(value) => json!(value),
        Default::Word(rank) => match field.read {
            Read::Word(words) => json!(words.words[usize::from(rank)]),
            _ => return schema,
        },
        Default::Unknown | Default::WholeWeek => return schema,
    };
    schema["default"] = default;
    schema
}

fn described(field: &Field) -> String {
    let mut read = field.read;
    while let Read::List(of) = read {
        read = *of;
    }
    match read {
        Read::Ref(kinds) => format!("{} Names {}.", field.doc, either(kinds)),
        _ => field.doc.to_owned(),
    }
}

fn properties(what: &Record) -> Map<String, Value> {
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
    json!({"$ref": format!("#/$defs/{}/{}properties/{field}", name(what), if what.shorthand.is_some() || what.by_kind { "anyOf/0/" } else { "" })})
}

fn object(properties: &Map<String, Value>) -> Value {
    json!({"type": ["object", "null"], "properties": properties, "patternProperties": {"^x-": {}}, "additionalProperties": false})
}

fn of_record(what: &Record) -> Value {
    let mut schema = object(&properties(what));
    if let Some(short) = what.shorthand {
        let field = what.def(what.known(short));
        schema = json!({"anyOf": [schema, of_read(field.read)]});
    }
    if what.by_kind {
        schema = json!({"anyOf": [schema, reference("id")]});
    }
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
