//! The table for machines: one object. Its schema, `schema/load-v1.schema.json`, is made from the structs here.

use std::io::{self, Write};

use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::ser::Serializer;

use crate::expr::fixed;
use crate::judge::told::Amount;
use crate::report::json;
use crate::report::load::measure::{By, Measures};
use crate::report::load::table::{PARAM, RULE, Row, Table, WhatIf};
use crate::report::schema;
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
    json::write(out, &document)
}

/// The schema of what [`write`] writes.
pub fn schema() -> Schema {
    schema::of::<Document<'_>>()
}

/// What `teamlint load --format json` writes. Numbers have at most six decimals; what is not known is null.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(title = "teamlint load table, version 1")]
struct Document<'a> {
    /// Version of this format.
    #[schemars(extend("const" = VERSION))]
    version: u8,
    /// What people are listed under: nothing, each of their rotations, or each of their teams.
    #[schemars(extend("enum" = LISTINGS.map(By::as_str)))]
    by: &'static str,
    /// The limit, as configured; null where the rule that has it cannot be read.
    limit: Option<LimitShown>,
    /// What was asked with `--without` and `--add`; null where nothing was.
    what_if: Option<WhatIfShown<'a>>,
    /// Everybody who takes turns, by group, the highest share first, then by name.
    #[schemars(with = "Vec<RowShown<'a>>")]
    rows: Rows<'a>,
    /// What would have to be declared to know whether more people take turns.
    missing: &'a [String],
}

const LISTINGS: [By; 3] = [By::Person, By::Rotation, By::Team];

/// The most time on call that one person can sustain.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "limit")]
struct LimitShown {
    /// The rule that has it.
    #[schemars(extend("const" = RULE))]
    rule: &'static str,
    /// Its parameter.
    #[schemars(extend("const" = PARAM))]
    param: &'static str,
    /// Share of the 168 hours of a week; exactly as much is not too much.
    #[schemars(range(min = 0))]
    share: serde_json::Number,
}

/// Who leaves and who joins.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "whatIf")]
struct WhatIfShown<'a> {
    /// People who take no turns any more.
    without: &'a [String],
    /// People who join, in the order of the command line.
    joining: Vec<JoinedShown<'a>>,
    /// Layers that have people now and would have none, as `rotation/layer`; the rotation alone where its layer has no
    /// name.
    nobody_left: &'a [String],
}

/// The same people in one or several layers.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "joining")]
struct JoinedShown<'a> {
    /// Layers they join, as `rotation/layer`.
    layers: &'a [String],
    /// What they are called in `rows`.
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

/// A person.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "row")]
struct RowShown<'a> {
    /// The rotation or team the person is listed under; null where people are listed under nothing, and for people in no
    /// team.
    group: Option<&'a str>,
    /// Id of the person.
    person: &'a str,
    /// What the person carries as declared; null for who joins.
    now: Option<MeasuresShown>,
    /// What the person would carry; null for who leaves, and without `whatIf`.
    then: Option<MeasuresShown>,
    /// How much more it would be; null without `whatIf`.
    difference: Option<DifferenceShown>,
}

impl<'a> RowShown<'a> {
    fn new(table: &'a Table, group: Option<&'a str>, row: &'a Row) -> Self {
        let shown = |measures: &Option<Measures>| measures.as_ref().map(|of| MeasuresShown::new(table, of));
        Self {
            group,
            person: &row.person,
            now: shown(&row.now),
            then: shown(&row.then),
            difference: table.what_if.as_ref().map(|_| DifferenceShown::of(row)),
        }
    }
}

/// What it would be less what it is.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "difference")]
struct DifferenceShown {
    /// Hours a week; null where one of both is not known.
    hours_per_week: Option<serde_json::Number>,
    /// Share of the week's 168 hours.
    share: Option<serde_json::Number>,
}

impl DifferenceShown {
    fn of(row: &Row) -> Self {
        let change = |read: fn(&Measures) -> &Amount| row.difference(read).map(rounded);
        Self { hours_per_week: change(|of| &of.hours), share: change(|of| &of.share) }
    }
}

/// What a person carries over all rotations.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "measures")]
struct MeasuresShown {
    /// On-call hours a week by the clock; an hour in two places counts once.
    #[schemars(range(min = 0))]
    hours_per_week: Option<serde_json::Number>,
    /// Share of the week's 168 hours.
    #[schemars(range(min = 0))]
    share: Option<serde_json::Number>,
    /// Whether the share is above the limit.
    over_limit: Option<bool>,
    /// Off-hours pages to be expected in a week on call, in the layer where they are the most; null for who only has turns
    /// that are shorter than a week.
    #[schemars(range(min = 0))]
    off_hours_pages_per_on_call_week: Option<serde_json::Number>,
    /// Off-hours pages to be expected in a turn that is shorter than a week, in the layer where they are the most; null
    /// for who has none.
    #[schemars(range(min = 0))]
    off_hours_pages_per_shift: Option<serde_json::Number>,
    /// Off-hours pages to be expected in a mean week, over all layers.
    #[schemars(range(min = 0))]
    off_hours_pages_per_week: Option<serde_json::Number>,
    /// Rotations the person takes turns in.
    rotations: usize,
    /// Longest time on call without a break.
    #[schemars(range(min = 0))]
    longest_block_hours: Option<serde_json::Number>,
    /// Hours a week on call in two places at once.
    #[schemars(range(min = 0))]
    double_booked_hours: Option<serde_json::Number>,
    /// On-call hours a week in the rotation the person is listed under; null where people are not listed under rotations.
    #[schemars(range(min = 0))]
    hours_per_week_here: Option<serde_json::Number>,
    bounds: BoundsShown,
    /// What would have to be declared to know all of it.
    missing: Vec<String>,
}

impl MeasuresShown {
    fn new(table: &Table, of: &Measures) -> Self {
        let exact = |amount: &Amount| amount.exactly().map(rounded);
        Self {
            hours_per_week: exact(&of.hours),
            share: exact(&of.share),
            over_limit: table.is_over(of),
            off_hours_pages_per_on_call_week: exact(&of.pages_per_on_call_week),
            off_hours_pages_per_shift: exact(&of.pages_per_shift),
            off_hours_pages_per_week: exact(&of.pages_per_week),
            rotations: of.rotations,
            longest_block_hours: exact(&of.longest),
            double_booked_hours: exact(&of.double),
            hours_per_week_here: of.here.as_ref().and_then(exact),
            bounds: BoundsShown::from(of),
            missing: of.missing(),
        }
    }
}

/// What is known of numbers that are null, by their names.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "bounds")]
struct BoundsShown {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "BoundShown")]
    hours_per_week: Option<BoundShown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "BoundShown")]
    share: Option<BoundShown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "BoundShown")]
    off_hours_pages_per_on_call_week: Option<BoundShown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "BoundShown")]
    off_hours_pages_per_shift: Option<BoundShown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "BoundShown")]
    off_hours_pages_per_week: Option<BoundShown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "BoundShown")]
    longest_block_hours: Option<BoundShown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "BoundShown")]
    double_booked_hours: Option<BoundShown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "BoundShown")]
    hours_per_week_here: Option<BoundShown>,
}

impl From<&Measures> for BoundsShown {
    fn from(of: &Measures) -> Self {
        Self {
            hours_per_week: BoundShown::of(&of.hours),
            share: BoundShown::of(&of.share),
            off_hours_pages_per_on_call_week: BoundShown::of(&of.pages_per_on_call_week),
            off_hours_pages_per_shift: BoundShown::of(&of.pages_per_shift),
            off_hours_pages_per_week: BoundShown::of(&of.pages_per_week),
            longest_block_hours: BoundShown::of(&of.longest),
            double_booked_hours: BoundShown::of(&of.double),
            hours_per_week_here: of.here.as_ref().and_then(BoundShown::of),
        }
    }
}

/// Between which numbers it lies.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "bound")]
struct BoundShown {
    /// At least this.
    #[schemars(range(min = 0))]
    low: serde_json::Number,
    /// At most this; null where nothing limits it.
    #[schemars(range(min = 0))]
    high: Option<serde_json::Number>,
}

impl BoundShown {
    /// None where the number is known, and where nothing is known of it.
    fn of(amount: &Amount) -> Option<Self> {
        let low = amount.low.filter(|_| amount.exactly().is_none())?;
        Some(Self { low: rounded(low), high: amount.high.map(rounded) })
    }
}

/// With at most six decimals.
pub(in crate::report) fn rounded(n: Number) -> serde_json::Number {
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
