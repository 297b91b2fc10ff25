//! What an earlier report for machines said, as far as another state can be compared with it.

use std::fmt;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::audit::{Earlier, Was};
use crate::finding::Severity;
use crate::finding::worst::beyond;
use crate::report::check::json::VERSION;
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::record;

/// A report, as far as it is read.
#[derive(Deserialize)]
struct Document {
    version: u64,
    findings: Vec<Found>,
    #[serde(default)]
    summary: Summary,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Summary {
    left_out: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Found {
    rule: String,
    severity: String,
    #[serde(default)]
    subjects: Vec<Subject>,
    #[serde(default)]
    values: Values,
    #[serde(default)]
    labels: Vec<Label>,
    fingerprint: String,
}

#[derive(Deserialize)]
struct Subject {
    entity: String,
    fingerprint: String,
}

#[derive(Deserialize)]
struct Label {
    #[serde(default)]
    file: String,
    fingerprint: Option<String>,
}

/// Values by name, in the order in which they are written: the first is what was measured.
#[derive(Default)]
struct Values(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Values;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("values by name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values, A::Error> {
                let mut values = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    values.push(pair);
                }
                Ok(Values(values))
            }
        }

        reader.deserialize_map(InOrder)
    }
}

/// What shows that an object is a report, be it of another version.
#[derive(Deserialize)]
struct Shape {
    #[serde(rename = "version")]
    _version: IgnoredAny,
    findings: Option<IgnoredAny>,
}

/// Whether a text is a report at all, be it one that cannot be read.
pub fn is_report(text: &str) -> bool {
    serde_json::from_str::<Shape>(text).is_ok_and(|shape| shape.findings.is_some())
}

/// Reads what `check --format json` wrote, and whether it was told only a part of what was found.
///
/// # Errors
///
/// Why it cannot be read, in words that follow its name.
pub fn read(text: &str) -> Result<(Earlier, bool), String> {
    let document: Document = serde_json::from_str(text)
        .map_err(|error| format!("is no report of `teamlint check --format json`: {error}"))?;
    if document.version != u64::from(VERSION) {
        return Err(format!("is a report of version {}, and {VERSION} can be read", document.version));
    }
    let person = format!("{}:", record(Kind::Person).word);
    let mut earlier = Earlier::default();
    for found in &document.findings {
        let ids = found.subjects.iter().filter_map(|subject| subject.entity.strip_prefix(&person));
        // What is in something has an id that goes on after it.
        earlier.people.extend(ids.flat_map(|id| [id, id.split('/').next().unwrap_or(id)]).map(str::to_owned));
        earlier.found.extend(was(found));
        let place = found.labels.first().filter(|_| found.severity == Severity::Error.as_str());
        earlier.errors.extend(place.map(|label| (found.rule.clone(), label.file.clone())));
    }
    earlier.people.sort();
    earlier.people.dedup();
    Ok((earlier, document.summary.left_out.is_some()))
}

fn was(found: &Found) -> Vec<Was> {
    let one = |subject: &str, fingerprint: &str| Was {
        rule: found.rule.clone(),
        subject: subject.to_owned(),
        fingerprint: fingerprint.to_owned(),
        severity: Severity::parse(&found.severity).unwrap_or(Severity::Advice),
        places: found.labels.iter().filter(|label| label.fingerprint.is_some()).count().max(1),
        beyond: beyond(&found.values.0),
    };
    if found.subjects.is_empty() {
        return vec![one("-", &found.fingerprint)];
    }
    found.subjects.iter().map(|subject| one(&subject.entity, &subject.fingerprint)).collect()
}
