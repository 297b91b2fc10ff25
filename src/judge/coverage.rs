//! What was not judged, gathered by the field whose declaration would change that, most valuable first.
//!
//! A judgement lacks a set of fields. If that set is one field, declaring it where it lacks is enough; otherwise all of
//! the set are enough, and that is said of the combination.

mod by_team;
pub(super) mod path;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use bumpalo::Bump;

use crate::declare::format::{Format, Offer};
use crate::facts::cx::Cx;
use crate::facts::{Facts, tables};
use crate::finding::Finding;
pub use crate::judge::coverage::by_team::{ByTeam, Unsaid, by_team};
use crate::judge::coverage::path::{Path, State, path_of};
use crate::judge::missing::unsayable;
use crate::judge::{Judgement, NotJudged};
use crate::org::claims::{ClaimCounts, Stranger};
use crate::org::origin::Standing;
use crate::org::{Extent, Org};
use crate::rule::Rule;
use crate::text::{FileId, Place};
use crate::value::Missing;
use crate::vocabulary::kinds::{ALL, Entity, Kind};
use crate::vocabulary::{SectionForm, record};

/// So many places are given for each field.
const EXAMPLES: usize = 3;

/// What was judged, what was not, and what to declare.
#[derive(Debug, Default)]
pub struct Coverage {
    /// Judgements that were decided.
    pub judged: usize,
    /// Judgements that were not possible.
    pub not_judged: usize,
    /// What they lack: first what unlocks most by itself, then what takes part in most.
    pub gaps: Vec<Gap>,
    /// Sets of gaps that judgements lack together, largest number of judgements first.
    pub combinations: Vec<Combination>,
    /// Where what is missing may be kept already, most valuable first; none of it is read.
    pub sources: Vec<Source>,
    /// Rules by family.
    pub families: Vec<Family>,
    /// What stands for fields that nobody wrote.
    pub standing: Vec<Standing>,
    /// What others say about the owners of services.
    pub claims: ClaimCounts,
    /// Whom these name whom nobody here knows.
    pub strangers: Vec<Stranger>,
}

/// What can be done about a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remedy {
    /// Declare the field or section.
    Declare,
    /// It was written, but not so that it could be read: mend it.
    Mend,
    /// No declaration would change it.
    None,
}

/// A field, in all places where it lacks.
#[derive(Debug)]
pub struct Gap {
    /// `rotations.*.layers.*.utcOffset`, `slos`, or for [`Remedy::None`] what lacks in words.
    pub path: String,
    /// What can be done.
    pub remedy: Remedy,
    /// What would be judged by this gap closed, and no other.
    pub alone: Unlocked,
    /// Further judgements that lack it together with something else.
    pub together: usize,
    /// In how many places it lacks; none for a section.
    pub places: usize,
    /// How many of them are declared in formats alone that have no such field, by the first of these.
    pub unsayable: Vec<(&'static Format, usize)>,
    /// Whether findings are reported at every place: only for [`Remedy::Mend`].
    pub reported: bool,
    /// The first few of these places.
    pub examples: Vec<Example>,
}

/// Where a field lacks.
#[derive(Debug)]
pub struct Example {
    /// Stable id of the entity or record that lacks it.
    pub entity: String,
    /// Where that is declared; for what was written wrongly, where that stands.
    pub place: Option<Place>,
}

/// Judgements that would become possible.
#[derive(Debug, Default)]
pub struct Unlocked {
    /// How many.
    pub judgements: usize,
    /// Names of the rules that make them, in order.
    pub rules: Vec<String>,
    /// How many entities of each kind they are about.
    pub subjects: Vec<(Kind, usize)>,
    /// Collections that the rules can go through to the end.
    pub collections: Vec<String>,
}

/// Where what is missing may be kept already.
#[derive(Debug)]
pub struct Source {
    /// What to do to have it read, as a sentence begins.
    pub advice: &'static str,
    /// Where that is described.
    pub page: &'static str,
    /// What can be judged if all is there that its formats can say.
    pub unlocked: Unlocked,
}

/// Gaps that judgements have together.
#[derive(Debug)]
pub struct Combination {
    /// Paths of the gaps, and what can be done about each: first those that can be declared, in order.
    pub gaps: Vec<(String, Remedy)>,
    /// What would be judged by all of them closed.
    pub unlocked: Unlocked,
}

/// The rules of one folder of pages.
#[derive(Debug)]
pub struct Family {
    /// Its name.
    pub name: String,
    /// Judgements that were decided.
    pub judged: usize,
    /// Judgements that were not possible.
    pub not_judged: usize,
    /// The same by rule, in order of name.
    pub rules: Vec<(String, usize, usize)>,
}

impl Coverage {
    /// Gathers what a judgement could not decide. `only` names the rules that count; none means all. `findings` are all
    /// of the run, `offers` are the sources that there may be.
    pub fn of(
        org: &Org,
        known: &Facts,
        rules: &[Rule],
        judgement: &Judgement,
        findings: &[Finding],
        only: &[String],
        offers: &[Offer],
    ) -> Self {
        let counts = |rule: &str| only.is_empty() || only.iter().any(|name| name == rule);
        let mut gathered = Gathered::default();
        for one in judgement.not_judged.iter().filter(|one| counts(&rules[one.rule].name)) {
            gathered.add(org, one);
        }
        let arena = Bump::new();
        let cx = Cx::new(org, known, &arena);
        let mut families: BTreeMap<&str, Family> = BTreeMap::new();
        for tally in judgement.tally.iter().filter(|tally| counts(&tally.rule)) {
            let Some(rank) = rules.iter().position(|rule| rule.name == tally.rule) else { continue };
            let not_judged = gathered.by_rule.get(&rank).copied().unwrap_or_default();
            let name = rules[rank].family.as_str();
            let family = families.entry(name).or_insert_with(|| Family {
                name: name.to_owned(),
                judged: 0,
                not_judged: 0,
                rules: Vec::new(),
            });
            family.judged += tally.judged;
            family.not_judged += not_judged;
            family.rules.push((tally.rule.clone(), tally.judged, not_judged));
        }
        let families: Vec<Family> = families.into_values().collect();
        let sources = gathered.sources(org, rules, offers);
        let (gaps, combinations) = gathered.finish(&cx, rules, findings);
        Self {
            judged: families.iter().map(|family| family.judged).sum(),
            not_judged: families.iter().map(|family| family.not_judged).sum(),
            gaps,
            combinations,
            sources,
            families,
            standing: org.standing(),
            claims: org.claims().counts,
            strangers: org.claims().strangers.clone(),
        }
    }
}

/// Judgements that lack the same.
#[derive(Default)]
struct Lacking {
    judgements: usize,
    rules: BTreeSet<usize>,
    subjects: HashSet<Entity>,
    /// Rules whose collection itself is not known in full.
    open: BTreeSet<usize>,
}

#[derive(Default)]
struct Gathered {
    ranks: HashMap<Path, usize>,
    paths: Vec<Path>,
    /// By gap, the entities and fields that lack.
    holders: Vec<Vec<Missing>>,
    sets: HashMap<Vec<usize>, Lacking>,
    by_rule: HashMap<usize, usize>,
}

impl Gathered {
    fn add(&mut self, org: &Org, one: &NotJudged) {
        *self.by_rule.entry(one.rule).or_default() += 1;
        let mut set: Vec<usize> = one.missing.iter().map(|&missing| self.gap(org, missing)).collect();
        set.sort_unstable();
        set.dedup();
        let lacking = self.sets.entry(set).or_default();
        lacking.judgements += 1;
        lacking.rules.insert(one.rule);
        match one.entity {
            Some(entity) => lacking.subjects.insert(entity),
            None => lacking.open.insert(one.rule),
        };
    }

    fn gap(&mut self, org: &Org, missing: Missing) -> usize {
        let path = path_of(org, missing);
        let next = self.paths.len();
        let rank = *self.ranks.entry(path).or_insert_with_key(|path| {
            self.paths.push(path.clone());
            self.holders.push(Vec::new());
            next
        });
        self.holders[rank].push(missing);
        rank
    }

    /// What each source would let be judged by itself: that of which nothing is read so far, and that lets anything be.
    fn sources(&self, org: &Org, rules: &[Rule], offers: &[Offer]) -> Vec<Source> {
        let read = |offer: &&Offer| offer.formats.iter().any(|format| org.all_formats().contains(format));
        let mut sources: Vec<Source> = Vec::new();
        for offer in offers.iter().filter(|offer| !read(offer)) {
            let said: Vec<bool> =
                self.holders.iter().map(|holders| holders.iter().all(|one| says(offer, *one))).collect();
            let mut all = Lacking::default();
            for (_, lacking) in self.sets.iter().filter(|(set, _)| set.iter().all(|&rank| said[rank])) {
                all.add(lacking);
            }
            if all.judgements > 0 {
                sources.push(Source { advice: offer.advice, page: offer.page, unlocked: all.unlocked(org, rules) });
            }
        }
        sources.sort_by_key(|source| (std::cmp::Reverse(source.unlocked.judgements), source.page));
        sources
    }

    fn finish(mut self, cx: &Cx<'_>, rules: &[Rule], findings: &[Finding]) -> (Vec<Gap>, Vec<Combination>) {
        let told = Reported::of(findings);
        let mut gaps = Vec::with_capacity(self.paths.len());
        for (rank, path) in self.paths.iter().enumerate() {
            let mut holders = std::mem::take(&mut self.holders[rank]);
            holders.sort_unstable();
            holders.dedup();
            let within = |set: &[usize]| set.len() > 1 && set.binary_search(&rank).is_ok();
            let together = self.sets.iter().filter(|(set, _)| within(set)).map(|(_, lacking)| lacking.judgements).sum();
            let remedy = remedy(cx.org, path);
            let is_field = |holder: &&Missing| {
                matches!(holder, Missing::Field(..) | Missing::Invalid(..) | Missing::Elsewhere(..))
            };
            let fields = holders.iter().filter(is_field);
            gaps.push(Gap {
                path: path.to_string(),
                remedy,
                alone: self.sets.get(&vec![rank]).map(|set| set.unlocked(cx.org, rules)).unwrap_or_default(),
                together,
                places: fields.clone().count(),
                unsayable: by_format(fields.clone().filter_map(|holder| unsayable(cx.org, *holder))),
                reported: remedy == Remedy::Mend && holders.iter().all(|holder| told.about(cx.org, *holder)),
                examples: fields.take(EXAMPLES).map(|holder| example(cx, *holder)).collect(),
            });
        }
        let mut combinations: Vec<Combination> = self
            .sets
            .iter()
            .filter(|(set, _)| set.len() > 1)
            .map(|(set, lacking)| {
                let mut gaps: Vec<(String, Remedy)> =
                    set.iter().map(|&rank| (gaps[rank].path.clone(), gaps[rank].remedy)).collect();
                gaps.sort_by(|(a, can_a), (b, can_b)| (can_a, a).cmp(&(can_b, b)));
                Combination { gaps, unlocked: lacking.unlocked(cx.org, rules) }
            })
            .collect();
        combinations.sort_by(|a, b| {
            (b.unlocked.judgements, a.gaps.len(), &a.gaps).cmp(&(a.unlocked.judgements, b.gaps.len(), &b.gaps))
        });
        gaps.sort_by(|a, b| (b.alone.judgements, b.together, &a.path).cmp(&(a.alone.judgements, a.together, &b.path)));
        (gaps, combinations)
    }
}

/// Whether something that lacks can be said in one of the formats of a source.
fn says(offer: &Offer, missing: Missing) -> bool {
    let mut formats = offer.formats.iter();
    match missing {
        Missing::Field(entity, field) => formats.any(|format| format.can_say.contains(entity.kind, field)),
        Missing::Section(kind) => formats.any(|format| format.can_say.any(kind)),
        Missing::Invalid(..) | Missing::Elsewhere(..) | Missing::Arithmetic | Missing::Element => false,
    }
}

impl Lacking {
    fn add(&mut self, other: &Self) {
        self.judgements += other.judgements;
        self.rules.extend(&other.rules);
        self.subjects.extend(&other.subjects);
        self.open.extend(&other.open);
    }

    fn unlocked(&self, org: &Org, rules: &[Rule]) -> Unlocked {
        let mut subjects: BTreeMap<Kind, usize> = BTreeMap::new();
        for subject in &self.subjects {
            *subjects.entry(subject.kind).or_default() += 1;
        }
        let mut collections: Vec<String> = Vec::new();
        for case in self.open.iter().flat_map(|&rule| &rules[rule].cases) {
            // Of several collections of a rule, those that are known in full do not lack anything.
            let complete =
                record(case.kind).section == Some(&case.collection.text) && org.extent(case.kind) == Extent::Complete;
            // A page that asks once about all of a section puts it into a list: `[incident]`.
            let name = case.collection.text.trim_matches(['[', ']']);
            if !complete && collections.iter().all(|known| known != name) {
                collections.push(name.to_owned());
            }
        }
        collections.sort();
        Unlocked {
            judgements: self.judgements,
            rules: self.rules.iter().map(|&rule| rules[rule].name.clone()).collect(),
            subjects: subjects.into_iter().collect(),
            collections,
        }
    }
}

fn remedy(org: &Org, path: &Path) -> Remedy {
    match path {
        Path::Field { state: State::Wrong, .. } => Remedy::Mend,
        Path::Section(kind) if org.extent(*kind) == Extent::Incomplete && !org.is_part(*kind) => Remedy::Mend,
        Path::Field { state: State::Unwritten, .. } | Path::Section(_) => Remedy::Declare,
        Path::Field { state: State::Elsewhere, .. } | Path::Number | Path::Element => Remedy::None,
    }
}

/// Where findings point, to be searched.
struct Reported(BTreeSet<(FileId, u32)>);

impl Reported {
    fn of(findings: &[Finding]) -> Self {
        let labels = findings.iter().flat_map(|finding| &finding.labels);
        Self(labels.map(|label| (label.place.file, label.place.span.start)).collect())
    }

    /// Whether there is a finding in what could not be read. Where a part of a file was lost, the file has one.
    fn about(&self, org: &Org, missing: Missing) -> bool {
        let Missing::Invalid(entity, field) = missing else { return true };
        let stored = entity.index() < org.count(entity.kind);
        let written = stored.then(|| org.place_of(entity, field)).flatten();
        let Some(Place { file, span }) = written else { return true };
        self.0.range((file, span.start)..=(file, span.end)).next().is_some()
    }
}

fn example(cx: &Cx<'_>, missing: Missing) -> Example {
    let (Missing::Field(entity, field) | Missing::Invalid(entity, field) | Missing::Elsewhere(entity, field)) = missing
    else {
        return Example { entity: String::new(), place: None };
    };
    let stored = entity.index() < cx.org.count(entity.kind);
    let written = stored.then(|| cx.org.place_of(entity, field)).flatten();
    let place = match missing {
        Missing::Invalid(..) | Missing::Elsewhere(..) => written.or_else(|| tables::place(cx, entity)),
        _ => tables::place(cx, entity),
    };
    Example { entity: tables::stable_id(cx, entity), place }
}

/// Whether nothing of a section can be named but the section itself: `incident`, not `teams`.
pub fn is_single(section: &str) -> bool {
    let kinds = ALL.map(record).into_iter();
    kinds.filter(|record| record.section == Some(section)).any(|record| record.form == SectionForm::Single)
}

/// How often each format occurs, in the order of their names.
fn by_format(all: impl Iterator<Item = &'static Format>) -> Vec<(&'static Format, usize)> {
    let mut counted: Vec<(&'static Format, usize)> = Vec::new();
    for format in all {
        match counted.iter_mut().find(|(known, _)| *known == format) {
            Some((_, times)) => *times += 1,
            None => counted.push((format, 1)),
        }
    }
    counted.sort_by_key(|(format, _)| format.name);
    counted
}
