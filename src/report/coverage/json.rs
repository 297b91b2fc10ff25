//! What is not covered, for machines: one object. Its schema, `schema/coverage-v1.schema.json`, is made from the structs
//! here.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::num::NonZeroUsize;

use schemars::{JsonSchema, Schema};
use serde::{Serialize, Serializer};

use crate::judge::NotJudgedInWords;
use crate::judge::coverage::{Combination, Example, Gap, Remedy, Source, Unlocked};
use crate::org::account::{Account, OfSource};
use crate::org::matching::Link;
use crate::org::origin::Standing;
use crate::report::claims::ClaimsShown;
use crate::report::coverage::report::Report;
use crate::report::json;
use crate::report::schema::{self, RULE_NAME};
use crate::text::{Place, Sources};
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::record;

/// Grows when a reader of the object would have to change; new keys do not count.
const VERSION: u8 = 1;

/// Writes everything as one JSON object.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let Report { coverage, sources, not_judged, entities, teams: _, read } = *report;
    let document = Document {
        version: VERSION,
        fields: coverage.gaps.iter().map(|gap| FieldShown::new(sources, gap)).collect(),
        combinations: coverage.combinations.iter().map(CombinationShown::from).collect(),
        offers: coverage.sources.iter().map(OfferShown::from).collect(),
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
        notes: coverage.standing.iter().map(|standing| NoteShown::new(sources, standing)).collect(),
        summary: SummaryShown {
            claims: ClaimsShown::of(coverage.claims, sources, &coverage.strangers),
            entities,
            rules: coverage.families.iter().map(|family| family.rules.len()).sum(),
            judgements: coverage.judged,
            not_judged: coverage.not_judged,
        },
        not_judged: not_judged.map(Undecided),
        sources: read.map(|account| SourcesShown::new(sources, account)),
    };
    json::write(out, &document)
}

/// The schema of what [`write`] writes.
pub fn schema() -> Schema {
    schema::of::<Document<'_>>()
}

/// What `teamlint coverage --format json` prints.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(title = "teamlint coverage, version 1")]
struct Document<'a> {
    /// Version of this format.
    #[schemars(extend("const" = VERSION))]
    version: u8,
    /// What judgements lack: first what unlocks most by itself, then what takes part in most.
    fields: Vec<FieldShown<'a>>,
    /// What judgements lack together, largest number of judgements first.
    combinations: Vec<CombinationShown<'a>>,
    /// Where what is missing may be kept already, in files that were not read; most valuable first.
    offers: Vec<OfferShown<'a>>,
    /// Rules by family, in order of name.
    families: Vec<FamilyShown<'a>>,
    /// Labels, annotations, tags, links and `x-` fields that stand for fields nobody wrote.
    notes: Vec<NoteShown<'a>>,
    summary: SummaryShown,
    /// Every judgement that was not possible, with `--entities`; in the order of rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<UndecidedShown>")]
    not_judged: Option<Undecided<'a>>,
    /// What was read from each source, with `--sources`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "SourcesShown")]
    sources: Option<SourcesShown<'a>>,
}

/// What was read from each source.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "sources")]
struct SourcesShown<'a> {
    /// Each format, in the order in which its ids count.
    read: Vec<SourceShown<'a>>,
    /// Lists of permissions and of code owners that are linked with teams, and not the same.
    links: Vec<LinkShown<'a>>,
    /// Aliases in the configuration that nobody has.
    idle: Vec<PlaceShown<'a>>,
}

impl<'a> SourcesShown<'a> {
    fn new(sources: &'a Sources, account: &'a Account) -> Self {
        Self {
            read: account.sources.iter().map(SourceShown::from).collect(),
            links: account.links.iter().map(|link| LinkShown::new(sources, link)).collect(),
            idle: account.idle.iter().map(|&place| PlaceShown::new(sources, place)).collect(),
        }
    }
}

/// What was read in one format.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "source")]
struct SourceShown<'a> {
    /// What a file of it is called.
    format: &'a str,
    /// How many files declare something.
    files: usize,
    /// How many entities are declared in them, by kind.
    #[schemars(with = "BTreeMap<String, NonZeroUsize>")]
    entities: BTreeMap<&'a str, usize>,
    /// How many of these another source declares, too.
    shared: usize,
    /// By what they are known to be the same: `id`, `alias`, `mail`, `login` or `name`.
    #[schemars(with = "BTreeMap<String, NonZeroUsize>")]
    known_by: BTreeMap<&'a str, usize>,
    /// Stable ids of those that no other source has, though one has something of their kind; the first hundred.
    alone: &'a [String],
    /// How many more of these there are.
    more: usize,
    /// What is assumed of the format because its documentation does not say it.
    assumed: &'a [&'a str],
}

impl<'a> From<&'a OfSource> for SourceShown<'a> {
    fn from(source: &'a OfSource) -> Self {
        Self {
            format: source.format.name,
            files: source.files,
            entities: source.entities.iter().map(|&(kind, number)| (record(kind).word, number)).collect(),
            shared: source.shared,
            known_by: source.known_by.iter().map(|&(by, number)| (by.as_str(), number)).collect(),
            alone: &source.alone,
            more: source.more,
            assumed: source.format.assumed,
        }
    }
}

/// A list that is linked with a team.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "link")]
struct LinkShown<'a> {
    /// Stable id of the list.
    list: String,
    /// Stable id of the team.
    team: String,
    /// By what it is known: `id` or `alias`.
    by: &'static str,
    /// Where that is written.
    at: Option<PlaceShown<'a>>,
}

impl<'a> LinkShown<'a> {
    fn new(sources: &'a Sources, link: &'a Link) -> Self {
        let stable = |id: &str| format!("{}:{id}", record(Kind::Team).word);
        let at = link.at.map(|at| PlaceShown::new(sources, at));
        Self { list: stable(&link.list), team: stable(&link.team), by: link.by.as_str(), at }
    }
}

/// Serialised one by one, so that a long list is never held.
struct Undecided<'a>(&'a dyn Fn() -> Box<dyn Iterator<Item = NotJudgedInWords> + 'a>);

impl Serialize for Undecided<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0().map(|NotJudgedInWords { rule, entity, missing }| UndecidedShown {
            rule,
            entity,
            missing,
        }))
    }
}

/// A rule that could not decide about an entity.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "notJudged")]
struct UndecidedShown {
    /// Name of the rule.
    #[schemars(regex(pattern = RULE_NAME))]
    rule: String,
    /// Stable id of the entity; null where it is not even known which entities there are.
    entity: Option<String>,
    /// The fields that would decide it, the first 32 of them.
    missing: Vec<String>,
}

/// How much was looked at.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "summary")]
struct SummaryShown {
    /// What others say about the owners of services, if anybody says anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "ClaimsShown")]
    claims: Option<ClaimsShown>,
    /// Entities that were declared.
    entities: usize,
    /// Rules that ran, those left out by `--rule` aside.
    rules: usize,
    /// Judgements that were decided.
    judgements: usize,
    /// Judgements that were not possible.
    not_judged: usize,
}

/// What stands for a field in some entities of a kind.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "note")]
struct NoteShown<'a> {
    /// The field, as a path without ids: `services.*.tier`.
    path: String,
    /// What stands for it: "label `tier`".
    note: String,
    /// For how many entities.
    entities: usize,
    /// Where `map` in the configuration says so; none where it is so everywhere.
    map: Option<PlaceShown<'a>>,
}

impl<'a> NoteShown<'a> {
    fn new(sources: &'a Sources, of: &Standing) -> Self {
        let what = record(of.kind);
        Self {
            path: format!("{}.*.{}", what.plural(), what.def(of.field).name),
            note: of.origin.in_words(),
            entities: of.entities,
            map: of.origin.mapped.map(|place| PlaceShown::new(sources, place)),
        }
    }
}

/// Where something is written.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "place")]
struct PlaceShown<'a> {
    /// Path of the file.
    file: &'a str,
    /// Line, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// Column in Unicode scalar values, from 1.
    #[schemars(range(min = 1))]
    column: usize,
}

impl<'a> PlaceShown<'a> {
    fn new(sources: &'a Sources, place: Place) -> Self {
        let file = sources.get(place.file);
        let at = file.position(place.span.start);
        Self { file: &file.path, line: at.line, column: at.column }
    }
}

/// A field or section, in all places where it lacks.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "field")]
struct FieldShown<'a> {
    /// Its path, ids left out: `rotations.*.layers.*.utcOffset`, `slos`; where nothing can be done, what lacks in words.
    path: &'a str,
    /// What can be done: declare it, mend what was written, or nothing, because no declaration would change it.
    #[schemars(extend("enum" = REMEDIES.map(word)))]
    remedy: &'static str,
    /// What would be judged by this one declared, and no other.
    alone: UnlockedShown<'a>,
    /// Further judgements that lack it together with something else.
    together: usize,
    /// In how many places it lacks; 0 for a section.
    places: usize,
    /// How many of them are declared only where this cannot be said: in a catalog whose format has no such field.
    only_in_catalogs: usize,
    /// Whether `teamlint check` reports what is wrong at every place; only for `mend`.
    reported: bool,
    /// The first few of these places.
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
            only_in_catalogs: gap.unsayable.iter().map(|(_, places)| places).sum(),
            reported: gap.reported,
            examples: gap.examples.iter().map(|example| ExampleShown::new(sources, example)).collect(),
        }
    }
}

/// Where a field lacks.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "example")]
struct ExampleShown<'a> {
    /// Stable id of the entity or record that lacks it.
    entity: &'a str,
    /// Path of the file it is declared in.
    file: Option<&'a str>,
    /// Line, from 1.
    #[schemars(range(min = 1))]
    line: Option<usize>,
    /// Column in Unicode scalar values, from 1.
    #[schemars(range(min = 1))]
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

/// Judgements that a declaration makes possible.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "unlocked")]
struct UnlockedShown<'a> {
    /// How many.
    judgements: usize,
    /// Names of the rules that make them.
    #[schemars(inner(regex(pattern = RULE_NAME)))]
    rules: &'a [String],
    /// How many entities they are about, by kind.
    #[schemars(with = "BTreeMap<String, NonZeroUsize>")]
    entities: BTreeMap<String, usize>,
    /// Collections that the rules can go through to the end.
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

/// Fields that judgements lack together.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "combination")]
struct CombinationShown<'a> {
    /// Their paths, in order.
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

/// Files that were not read, and what they would let be judged as far as they say all that they can.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "offer")]
struct OfferShown<'a> {
    /// What to do to have them read.
    advice: &'a str,
    /// Page and heading of the documentation that describe it.
    page: &'a str,
    #[serde(flatten)]
    unlocked: UnlockedShown<'a>,
}

impl<'a> From<&'a Source> for OfferShown<'a> {
    fn from(source: &'a Source) -> Self {
        Self { advice: source.advice, page: source.page, unlocked: UnlockedShown::from(&source.unlocked) }
    }
}

/// A field or section.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "path")]
struct PathShown<'a> {
    /// Its path, ids left out.
    path: &'a str,
    /// What can be done: declare it, mend what was written, or nothing, because no declaration would change it.
    #[schemars(extend("enum" = REMEDIES.map(word)))]
    remedy: &'static str,
}

const REMEDIES: [Remedy; 3] = [Remedy::Declare, Remedy::Mend, Remedy::None];

const fn word(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Declare => "declare",
        Remedy::Mend => "mend",
        Remedy::None => "none",
    }
}

/// The rules of one folder of pages.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "family")]
struct FamilyShown<'a> {
    /// Its name.
    family: &'a str,
    /// Judgements that were decided.
    judged: usize,
    /// Judgements that were not possible.
    not_judged: usize,
    /// The same by rule.
    rules: Vec<RuleShown<'a>>,
}

/// A rule.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "rule")]
struct RuleShown<'a> {
    /// Its name.
    #[schemars(regex(pattern = RULE_NAME))]
    rule: &'a str,
    /// Judgements that were decided.
    judged: usize,
    /// Judgements that were not possible.
    not_judged: usize,
}
