//! The table for machines: one object, described by `schema/load-v1.schema.json`.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::expr::fixed;
use crate::report::load::{Measures, PARAM, RULE, Reading, Row, Table, WhatIf};
use crate::value::Number;

/// Grows when a reader of the object would have to change; new keys do not count.
const VERSION: u8 = 1;

/// Writes the table as one JSON object, row by row.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        by: table.by.as_str(),
        limit: table.limit.map(|share| LimitShown { rule: RULE, param: PARAM, share: rounded(share) }),
        what_if: table.what_if.as_ref().map(WhatIfShown::from),
        rows: Rows(table),
        missing: &table.missing,
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    version: u8,
    by: &'static str,
    limit: Option<LimitShown>,
    what_if: Option<WhatIfShown<'a>>,
    rows: Rows<'a>,
    missing: &'a [String],
}

#[derive(Serialize)]
struct LimitShown {
    rule: &'static str,
    param: &'static str,
    share: serde_json::Number,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WhatIfShown<'a> {
    without: &'a [String],
    joining: Vec<JoinedShown<'a>>,
    nobody_left: &'a [String],
}

#[derive(Serialize)]
struct JoinedShown<'a> {
    layers: &'a [String],
    people: &'a [String],
}

impl<'a> From<&'a WhatIf> for WhatIfShown<'a> {
    fn from(of: &'a WhatIf) -> Self {
        let joining = of.joining.iter().map(|one| JoinedShown { layers: &one.layers, people: &one.people }).collect();
        Self { without: &of.without, joining, nobody_left: &of.nobody_left }
    }
}

/// Serialised one by one, so that a long table is never held as JSON.
struct Rows<'a>(&'a Table);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.rows().map(|(group, row)| RowShown::new(self.0, group, row)))
    }
}

#[derive(Serialize)]
struct RowShown<'a> {
    group: Option<&'a str>,
    person: &'a str,
    now: Option<MeasuresShown<'a>>,
    then: Option<MeasuresShown<'a>>,
    difference: Option<DifferenceShown>,
}

impl<'a> RowShown<'a> {
    fn new(table: &'a Table, group: Option<&'a str>, row: &'a Row) -> Self {
        let shown = |measures: &'a Option<Measures>| measures.as_ref().map(|of| MeasuresShown::new(table, of));
        Self {
            group,
            person: &row.person,
            now: shown(&row.now),
            then: shown(&row.then),
            difference: table.what_if.as_ref().map(|_| DifferenceShown::of(row)),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DifferenceShown {
    hours_per_week: Option<serde_json::Number>,
    share: Option<serde_json::Number>,
}

impl DifferenceShown {
    fn of(row: &Row) -> Self {
        let change = |read: fn(&Measures) -> &Reading| row.difference(read).map(rounded);
        Self { hours_per_week: change(|of| &of.hours), share: change(|of| &of.share) }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MeasuresShown<'a> {
    hours_per_week: Option<serde_json::Number>,
    share: Option<serde_json::Number>,
    over_limit: Option<bool>,
    off_hours_pages_per_on_call_week: Option<serde_json::Number>,
    off_hours_pages_per_week: Option<serde_json::Number>,
    rotations: usize,
    longest_block_hours: Option<serde_json::Number>,
    double_booked_hours: Option<serde_json::Number>,
    hours_per_week_here: Option<serde_json::Number>,
    bounds: Bounds<'a>,
    missing: Vec<String>,
}

impl<'a> MeasuresShown<'a> {
    fn new(table: &Table, of: &'a Measures) -> Self {
        let exact = |reading: &Reading| reading.known().map(rounded);
        Self {
            hours_per_week: exact(&of.hours),
            share: exact(&of.share),
            over_limit: table.is_over(of),
            off_hours_pages_per_on_call_week: exact(&of.pages),
            off_hours_pages_per_week: exact(&of.pages_per_week),
            rotations: of.rotations,
            longest_block_hours: exact(&of.longest),
            double_booked_hours: exact(&of.double),
            hours_per_week_here: of.here.as_ref().and_then(exact),
            bounds: Bounds(of),
            missing: of.missing(),
        }
    }
}

/// What is known of numbers that are not known exactly, under their names.
struct Bounds<'a>(&'a Measures);

impl Serialize for Bounds<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let of = self.0;
        let named = [
            ("hoursPerWeek", Some(&of.hours)),
            ("share", Some(&of.share)),
            ("offHoursPagesPerOnCallWeek", Some(&of.pages)),
            ("offHoursPagesPerWeek", Some(&of.pages_per_week)),
            ("longestBlockHours", Some(&of.longest)),
            ("doubleBookedHours", Some(&of.double)),
            ("hoursPerWeekHere", of.here.as_ref()),
        ];
        let mut map = serializer.serialize_map(None)?;
        for (name, reading) in named {
            if let Some(reading) = reading
                && let (Some(low), None) = (reading.low, reading.known())
            {
                map.serialize_entry(name, &BoundsShown { low: rounded(low), high: reading.high.map(rounded) })?;
            }
        }
        map.end()
    }
}

#[derive(Serialize)]
struct BoundsShown {
    low: serde_json::Number,
    high: Option<serde_json::Number>,
}

/// With at most six decimals.
fn rounded(n: Number) -> serde_json::Number {
    let text = decimal(n);
    text.parse::<i64>()
        .ok()
        .map(serde_json::Number::from)
        .or_else(|| serde_json::Number::from_f64(text.parse().ok()?))
        .unwrap_or_else(|| 0.into())
}

/// With at most six decimals, and none that says nothing.
pub(super) fn decimal(n: Number) -> String {
    let text = fixed(n, 1, 6);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
