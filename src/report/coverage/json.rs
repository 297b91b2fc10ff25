//! What is not covered, for machines: one object, described by `schema/coverage-v1.schema.json`.

use crate::judge::coverage::{Combination, Example, Gap, Remedy, Unlocked};
use crate::report::coverage::Report;
use crate::text::Sources;
use crate::vocabulary::record;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Grows when a reader of the object would have to change; new keys do not count.
const VERSION: u8 = 1;

/// Writes everything as one JSON object.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let Report { coverage, sources, entities } = *report;
    let document = Document {
        version: VERSION,
        fields: coverage.gaps.iter().map(|gap| FieldShown::new(sources, gap)).collect(),
        combinations: coverage.combinations.iter().map(CombinationShown::from).collect(),
        families: coverage
            .families
            .iter()
            .map(|family| FamilyShown {
                family: &family.name,
                judged: family.judged,
                not_judged: family.not_judged,
                rules: family
                    .rules
                    .iter()
                    .map(|(rule, judged, not_judged)| RuleShown { rule, judged: *judged, not_judged: *not_judged })
                    .collect(),
            })
            .collect(),
        summary: SummaryShown {
            entities,
            rules: coverage.families.iter().map(|family| family.rules.len()).sum(),
            judgements: coverage.judged,
            not_judged: coverage.not_judged,
        },
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    fields: Vec<FieldShown<'a>>,
    combinations: Vec<CombinationShown<'a>>,
    families: Vec<FamilyShown<'a>>,
    summary: SummaryShown,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SummaryShown {
    entities: usize,
    rules: usize,
    judgements: usize,
    not_judged: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FieldShown<'a> {
    path: &'a str,
    remedy: &'static str,
    alone: UnlockedShown<'a>,
    together: usize,
    places: usize,
    only_in_catalogs: usize,
    reported: bool,
    examples: Vec<ExampleShown<'a>>,
}

impl<'a> FieldShown<'a> {
    fn new(sources: &'a Sources, gap: &'a Gap) -> Self {
        Self {
            path: &gap.path,
            remedy: word(gap.remedy),
            alone: UnlockedShown::from(&gap.alone),
            together: gap.together,
            places: gap.places,
            only_in_catalogs: gap.only_in_catalogs,
            reported: gap.reported,
            examples: gap.examples.iter().map(|example| ExampleShown::new(sources, example)).collect(),
        }
    }
}

#[derive(Serialize)]
struct ExampleShown<'a> {
    entity: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
}

impl<'a> ExampleShown<'a> {
    fn new(sources: &'a Sources, example: &'a Example) -> Self {
        let file = example.place.map(|place| sources.get(place.file));
        let at = example.place.zip(file).map(|(place, file)| file.position(place.span.start));
        Self {
            entity: &example.entity,
            file: file.map(|file| file.path.as_str()),
            line: at.map(|at| at.line),
            column: at.map(|at| at.column),
        }
    }
}

#[derive(Serialize)]
struct UnlockedShown<'a> {
    judgements: usize,
    rules: &'a [String],
    entities: BTreeMap<String, usize>,
    collections: &'a [String],
}

impl<'a> From<&'a Unlocked> for UnlockedShown<'a> {
    fn from(unlocked: &'a Unlocked) -> Self {
        let entities = unlocked.subjects.iter().map(|&(kind, number)| (record(kind).word.to_owned(), number));
        Self {
            judgements: unlocked.judgements,
            rules: &unlocked.rules,
            entities: entities.collect(),
            collections: &unlocked.collections,
        }
    }
}

#[derive(Serialize)]
struct CombinationShown<'a> {
    fields: Vec<PathShown<'a>>,
    #[serde(flatten)]
    unlocked: UnlockedShown<'a>,
}

impl<'a> From<&'a Combination> for CombinationShown<'a> {
    fn from(combination: &'a Combination) -> Self {
        let fields = combination.gaps.iter().map(|(path, remedy)| PathShown { path, remedy: word(*remedy) });
        Self { fields: fields.collect(), unlocked: UnlockedShown::from(&combination.unlocked) }
    }
}

#[derive(Serialize)]
struct PathShown<'a> {
    path: &'a str,
    remedy: &'static str,
}

const fn word(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Declare => "declare",
        Remedy::Mend => "mend",
        Remedy::None => "none",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FamilyShown<'a> {
    family: &'a str,
    judged: usize,
    not_judged: usize,
    rules: Vec<RuleShown<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleShown<'a> {
    rule: &'a str,
    judged: usize,
    not_judged: usize,
}
