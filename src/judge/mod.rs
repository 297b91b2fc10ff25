//! Runs rules over an organisation: in parallel, purely, and with three possible answers for every entity.
//!
//! What the answers have in common is settled afterwards: redundant findings are dropped, and so are those that are
//! waived; findings that are one are merged, and everything is put in order.

mod budget;
mod combine;

pub mod coverage;
pub mod examples;
mod label;
mod marks;
mod missing;
mod subjects;
mod terms;
pub mod told;
pub mod trace;
mod undecided;
mod verdict;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};

use bumpalo::Bump;
use rayon::prelude::*;

use crate::facts::cx::Cx;
use crate::facts::kept::{Kept, Much};
use crate::facts::{Facts, tables};
use crate::finding::Finding;
use crate::finding::diagnostics::RULE_OUT_OF_STEPS;
use crate::judge::budget::{Budget, Exceeded, Spent, Stop};
pub(crate) use crate::judge::missing::undecided_by;
pub use crate::judge::missing::{NotJudged, NotJudgedInWords, in_words};
use crate::judge::subjects::{Subjects, Work};
pub use crate::judge::undecided::{Undecided, undecided};
use crate::judge::verdict::{Answer, Failure, Judge};
use crate::org::Org;
use crate::rule::Rule;
use crate::rule::severity::Size;
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, Kind};
use crate::vocabulary::record;

/// How much work a rule may be in an organisation of moderate size; in a larger one it may be as many times more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Steps for one entity.
    pub entity_steps: u32,
    /// Steps for all entities of a rule.
    pub rule_steps: u64,
    /// Bytes that judging one entity may make, in a page that does not come with the program.
    pub entity_bytes: u64,
    /// Bytes of what such pages ask about and compute once for all entities, which they share: it stays to the end of the run.
    pub kept_bytes: u64,
}

impl Default for Limits {
    /// Some tenths of a second for one entity, and some ten seconds for a rule; half a million elements of lists for one
    /// entity, and two million for what is kept.
    fn default() -> Self {
        Self { entity_steps: Cx::STEPS, rule_steps: 1_000_000_000, entity_bytes: 32_000_000, kept_bytes: 128_000_000 }
    }
}

impl Limits {
    /// Entities of an organisation of moderate size.
    const ENTITIES: usize = 10_000;
    /// Bytes of its files.
    const BYTES: usize = 10_000_000;

    /// The same for this organisation: whatever goes through all of it takes longer, the larger it is.
    fn scaled(self, org: &Org) -> Self {
        let times = 1 + (org.entities() / Self::ENTITIES).max(org.sources().bytes() / Self::BYTES);
        let entity_steps = u64::from(self.entity_steps).saturating_mul(times as u64);
        Self {
            // One less than a counter can hold, so that it can be exceeded.
            entity_steps: u32::try_from(entity_steps).unwrap_or(u32::MAX).min(u32::MAX - 1),
            rule_steps: self.rule_steps.saturating_mul(times as u64),
            entity_bytes: self.entity_bytes.saturating_mul(times as u64),
            kept_bytes: self.kept_bytes.saturating_mul(times as u64),
        }
    }

    /// The same where each collection and each value that is kept has its share of the memory for them: what one takes
    /// must not depend on which of them comes first.
    fn shared_by(self, rules: &[Rule]) -> Self {
        let own = rules.iter().filter(|rule| !rule.built_in && !rule.is_off());
        let kept: usize = own.map(|rule| rule.kept + rule.cases.len()).sum();
        Self { kept_bytes: self.kept_bytes / kept.max(1) as u64, ..self }
    }

    /// Room for what a rule keeps.
    fn room(self, rule: &Rule) -> Kept {
        Kept::new(rule.kept, self.kept_steps(), if rule.built_in { u64::MAX } else { self.kept_bytes })
    }

    /// Steps for what is the same for all entities of a rule, each part of it.
    pub(crate) fn kept_steps(self) -> u64 {
        self.rule_steps / 10
    }

    /// Steps for gathering what a rule is asked about.
    fn collection_steps(self) -> u32 {
        u32::try_from(self.rule_steps).unwrap_or(u32::MAX - 1)
    }
}

/// How often a rule was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The rule.
    pub rule: String,
    /// Entities for which it holds or fails; those its conditions leave out do not count.
    pub judged: usize,
    /// Entities for which that could not be said.
    pub not_judged: usize,
    /// Steps it took, those for what is the same for all entities included.
    pub steps: u64,
}

/// What came out.
#[derive(Debug, Default)]
pub struct Judgement {
    /// Findings by path, position, rule and message.
    pub findings: Vec<Finding>,
    /// Fingerprints of findings that are not told, as their rule is off where they are.
    pub off: HashSet<String>,
    /// For each finding that may be told with others, its fingerprint and that of the finding which tells it.
    pub merged: HashMap<String, String>,
    /// Whom each finding is about, by its fingerprint.
    pub subjects: HashMap<String, Box<[Entity]>>,
    /// What could not be judged, by rule, in the order of entities.
    pub not_judged: Vec<NotJudged>,
    /// Rules that took too many steps or too much memory: they are disabled, and their findings discarded.
    pub problems: Vec<Finding>,
    /// One for each rule that ran, in the order of the rules.
    pub tally: Vec<Tally>,
    /// Declared entities that at least one rule judged.
    pub entities: usize,
}

/// Judges an organisation by rules, those that are off left out.
///
/// Severities that depend on size are those of a growing organisation where `size` is not known.
pub fn judge(org: &Org, facts: &Facts, rules: &[Rule], size: Option<Size>, limits: Limits) -> Judgement {
    judge_unless(org, facts, rules, size, limits, (|_: &mut Finding| true, |_: &Finding| false))
}

/// Judges like [`judge`], and leaves out the findings that are not told or waived: each is asked about by itself, before those
/// that are one are merged, so that nobody is let pass because of somebody else. What is not told makes nothing else redundant.
pub fn judge_unless(
    org: &Org,
    facts: &Facts,
    rules: &[Rule],
    size: Option<Size>,
    limits: Limits,
    (told, waived): (impl FnMut(&mut Finding) -> bool, impl FnMut(&Finding) -> bool),
) -> Judgement {
    tables::prepare(facts, org);
    let limits = limits.scaled(org).shared_by(rules);
    let kept: Vec<Kept> =
        rules.iter().map(|rule| if rule.is_off() { Kept::default() } else { limits.room(rule) }).collect();
    let mut gathered = Subjects::new((org, facts), limits.collection_steps(), limits.kept_bytes);
    let runs: Vec<Run<'_>> = rules
        .iter()
        .enumerate()
        .filter(|(_, rule)| !rule.is_off())
        .map(|(rank, rule)| {
            let budget = Budget::new(limits.rule_steps);
            Run { rule, rank, kept: &kept[rank], work: gathered.of(rule, &kept[rank]), budget }
        })
        .collect();
    let seen = Seen::of(&runs);
    let mut chunks: Vec<Chunk> = (0..runs.len()).flat_map(|run| runs[run].work.chunks(run)).collect();
    // All rules about some entities in a row, while what is declared about these is near at hand.
    chunks.sort_by_key(|chunk| (runs[chunk.run].work.groups[chunk.group].collection, chunk.range.start, chunk.run));
    let mut answers: Vec<(Chunk, ChunkAnswers)> = chunks
        .into_par_iter()
        .map(|chunk| {
            let answers = answer(org, facts, &runs[chunk.run], &chunk, size, limits, &seen);
            (chunk, answers)
        })
        .collect();
    answers.sort_by_key(|(chunk, _)| (chunk.run, chunk.rank));

    let mut judgement = Judgement { entities: seen.count(org), ..Judgement::default() };
    let mut failures = Vec::new();
    let mut answers = answers.into_iter().peekable();
    for (rank, run) in runs.iter().enumerate() {
        let (mut whole, mut spent) = (ChunkAnswers::default(), Vec::new());
        while let Some((chunk, mut answer)) = answers.next_if(|(chunk, _)| chunk.run == rank) {
            spent.push((chunk, std::mem::take(&mut answer.spent)));
            whole.append(answer);
        }
        let exceeded = run.budget.exceeded(spent.iter().map(|(_, spent)| spent), run.kept);
        if let Some(exceeded) = exceeded.or(run.work.over.map(Exceeded::Rule)) {
            let (much, subject) = match exceeded {
                Exceeded::Subject(stretch, rank, much) => {
                    (much, Some(run.work.groups[spent[stretch].0.group].subjects.items[rank].entity))
                }
                Exceeded::Rule(much) => (much, None),
            };
            let arena = Bump::new();
            let cx = Cx::new(org, facts, &arena);
            judgement.problems.push(stopped(&cx, run.rule, subject, much, limits));
            continue;
        }
        if run.work.groups.len() > 1 {
            whole.first_case_only();
        }
        whole.unknown.dedup();
        let open =
            run.work.open.iter().map(|missing| NotJudged { rule: run.rank, entity: None, missing: missing.clone() });
        let tally = Tally {
            rule: run.rule.name.clone(),
            judged: whole.judged,
            not_judged: whole.unknown.len(),
            steps: spent.iter().map(|(_, spent)| spent.steps).sum::<u64>() + run.kept.all_steps(),
        };
        judgement.tally.push(tally);
        judgement.not_judged.extend(open);
        judgement.not_judged.extend(whole.unknown.into_iter().map(|(entity, missing)| NotJudged {
            rule: run.rank,
            entity: Some(entity),
            missing,
        }));
        failures.extend(whole.failures);
    }
    let settled = combine::settle(org, facts, rules, &kept, failures, (told, waived));
    judgement.findings = settled.findings;
    judgement.off = settled.off;
    judgement.merged = settled.merged;
    judgement.subjects = settled.subjects;
    judgement
}

/// One rule with what it is asked about.
struct Run<'a> {
    rule: &'a Rule,
    rank: usize,
    kept: &'a Kept,
    work: Work,
    budget: Budget,
}

/// A stretch of the subjects of a rule's cases.
struct Chunk {
    run: usize,
    /// Which of the stretches of its rule it is.
    rank: usize,
    group: usize,
    range: std::ops::Range<usize>,
}

#[derive(Default)]
struct ChunkAnswers {
    spent: Spent,
    judged: usize,
    unknown: Vec<(Entity, Box<[Missing]>)>,
    failures: Vec<Failure>,
}

impl ChunkAnswers {
    fn append(&mut self, other: Self) {
        self.judged += other.judged;
        self.unknown.extend(other.unknown);
        self.failures.extend(other.failures);
    }

    /// An entity that several collections of a rule have in common is reported by its first failing case.
    fn first_case_only(&mut self) {
        let mut first = std::collections::HashMap::new();
        for failure in &self.failures {
            let case = first.entry(failure.entity).or_insert(failure.case);
            *case = failure.case.min(*case);
        }
        self.failures.retain(|failure| first.get(&failure.entity) == Some(&failure.case));
        self.unknown.retain(|(entity, _)| !first.contains_key(entity));
    }
}

/// So many bytes of a finding's texts are next to nothing; of a page that makes more, each is charged by steps, so that all
/// findings of a rule are bounded.
const SHORT: usize = 1_000;
const STEPS_PER_BYTE: usize = 8;

fn answer(
    org: &Org,
    facts: &Facts,
    run: &Run<'_>,
    chunk: &Chunk,
    size: Option<Size>,
    limits: Limits,
    seen: &Seen,
) -> ChunkAnswers {
    let mut answers = ChunkAnswers::default();
    let mut arena = Bump::new();
    let mut spent = Spent::default();
    let group = &run.work.groups[chunk.group];
    let judge = Judge { rule: run.rule, rank: run.rank, cases: &group.cases, size };
    for (rank, subject) in chunk.range.clone().zip(&group.subjects.items[chunk.range.clone()]) {
        if run.budget.is_over(chunk.rank, spent.steps) {
            break;
        }
        arena.reset();
        let cx = Cx::new(org, facts, &arena).keeping(run.kept);
        cx.begin(limits.entity_steps, if run.rule.built_in { u64::MAX } else { limits.entity_bytes });
        let answer = judge.answer(&cx, subject.item(), subject.entity);
        if let (Answer::Fails(failure), false) = (&answer, run.rule.built_in) {
            cx.spend(u32::try_from(failure.bytes().saturating_sub(SHORT) * STEPS_PER_BYTE).unwrap_or(u32::MAX));
        }
        spent.used.extend(cx.take_used());
        if let Some(much) = cx.over() {
            spent.stopped = Some(cx.starved().map_or(Stop::Subject(rank, much), Stop::Kept));
            break;
        }
        spent.steps += u64::from(cx.steps.get());
        match (answer, &subject.maybe) {
            (Answer::NotApplicable, _) => {}
            (Answer::Fails(_), Some(missing)) => {
                answers.unknown.push((subject.entity, missing.clone()));
            }
            (Answer::Unknown(missing), _) => answers.unknown.push((subject.entity, missing)),
            (Answer::Holds, _) => {
                answers.judged += 1;
                seen.mark(subject.entity);
            }
            (Answer::Fails(failure), None) => {
                answers.judged += 1;
                seen.mark(subject.entity);
                answers.failures.push(*failure);
            }
        }
    }
    spent.used.sort_unstable();
    spent.used.dedup();
    run.budget.finish(chunk.rank, &spent);
    answers.spent = spent;
    answers
}

fn stopped(cx: &Cx<'_>, rule: &Rule, subject: Option<Entity>, much: Much, limits: Limits) -> Finding {
    let name = &rule.name;
    let message = match (much, subject.map(|subject| tables::stable_id(cx, subject))) {
        (Much::Steps, Some(id)) => {
            format!("`{name}` was stopped: judging `{id}` took more than {} steps", limits.entity_steps)
        }
        (Much::Steps, None) => format!("`{name}` was stopped: it took too many steps"),
        (Much::Memory, Some(id)) => {
            format!("`{name}` was stopped: judging `{id}` took more than {} of memory", megabytes(limits.entity_bytes))
        }
        (Much::Memory, None) => format!(
            "`{name}` was stopped: a list that is the same for all entities took more than {} of memory",
            megabytes(limits.kept_bytes)
        ),
    };
    let place = rule.cases[0].require_place;
    let told = if rule.built_in {
        let help = "this is a mistake of teamlint's, and nothing is wrong with what was judged: please report it with the \
            size of the organisation; all other rules were asked";
        RULE_OUT_OF_STEPS.mildly_at(place, message).help(help)
    } else {
        let help = match much {
            Much::Steps => {
                "the rule is disabled; nested `exists` and `filter` multiply: name the inner list with `let`"
            }
            Much::Memory => {
                "the rule is disabled; nested `map`s and `filter`s make a list for each element of another: ask with \
                    `exists`, `all` or `count`, which make none"
            }
        };
        RULE_OUT_OF_STEPS.at(place, message).help(help)
    };
    let label = if much == Much::Steps { "this takes too long" } else { "this takes too much memory" };
    told.saying(label).about(&[], name)
}

fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}

/// Which entities were judged by any rule.
struct Seen {
    kinds: Vec<(Kind, Vec<AtomicBool>)>,
}

impl Seen {
    fn of(runs: &[Run<'_>]) -> Self {
        let mut most = std::collections::BTreeMap::new();
        for subject in runs.iter().flat_map(|run| &run.work.groups).flat_map(|group| &group.subjects.items) {
            let most: &mut usize = most.entry(subject.entity.kind).or_default();
            *most = (*most).max(subject.entity.index() + 1);
        }
        let kinds = most.into_iter().map(|(kind, most)| (kind, (0..most).map(|_| AtomicBool::new(false)).collect()));
        Self { kinds: kinds.collect() }
    }

    fn mark(&self, entity: Entity) {
        if let Ok(at) = self.kinds.binary_search_by_key(&entity.kind, |(kind, _)| *kind)
            && let Some(mark) = self.kinds[at].1.get(entity.index())
        {
            mark.store(true, Ordering::Relaxed);
        }
    }

    /// Entities that were marked, of those that count as declared: not what the taxonomy defines, nor what is only
    /// referred to.
    fn count(&self, org: &Org) -> usize {
        let sections = self.kinds.iter().filter(|(kind, _)| record(*kind).is_section());
        let marked = sections.flat_map(|(kind, marks)| {
            let marked = (0..).zip(marks).filter(|(_, mark)| mark.load(Ordering::Relaxed));
            marked.map(|(index, _)| Entity { kind: *kind, index })
        });
        marked.filter(|&entity| entity.index() < org.count(entity.kind) && org.is_declared(entity)).count()
    }
}
