//! How one rule judged one entity, part by part. The verdict is the judge's own; everything beside it is for reading.

pub mod entity;
mod find;
mod sums;

use std::collections::{HashMap, HashSet};

use bumpalo::Bump;

use crate::declare::format::Format;
use crate::expr::trace::{Met, Step};
use crate::expr::{Expr, Frame, Slot};
use crate::facts::cx::Cx;
use crate::facts::kept::Kept;
use crate::facts::{Facts, organisation, tables};
use crate::finding::Finding;
use crate::judge::Limits;
use crate::judge::missing::{in_words, unsayable};
use crate::judge::subjects::{Group, Subject, Subjects};
pub use crate::judge::trace::find::{Judged, Unfound};
pub use crate::judge::trace::sums::{Sum, SumLine};
use crate::judge::verdict::{Answer, Failure, Judge};
use crate::org::Org;
use crate::rule::param::Param;
use crate::rule::severity::{Level, Size};
use crate::rule::{Case, Rule};
use crate::text::Place;
use crate::value::{Item, Missing};

/// Steps a trace may take: every part is evaluated once more for each part around it.
const STEPS: u32 = TIMES * Cx::STEPS;
const TIMES: u32 = 20;

/// How a rule judged an entity.
#[derive(Debug)]
pub struct Trace {
    /// The rule.
    pub rule: String,
    /// Its parameters, as they count here.
    pub params: Vec<Given>,
    /// Stable id of the entity.
    pub entity: String,
    /// Where it stands.
    pub place: Option<Place>,
    /// What came of it.
    pub verdict: Verdict,
    /// Its cases, in the order in which they are asked.
    pub cases: Vec<CaseTrace>,
    /// The sums of hours that were read.
    pub sums: Vec<Sum>,
}

/// The value of a parameter, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The parameter.
    pub name: String,
    /// The value that counts, as written.
    pub value: String,
    /// Its unit, as the page words it.
    pub unit: Option<String>,
    /// The value in the page.
    pub default: String,
    /// Where configuration sets it, if it does.
    pub set_at: Option<Place>,
}

impl From<&Param> for Given {
    fn from(param: &Param) -> Self {
        Self {
            name: param.name.clone(),
            value: param.shown.clone(),
            unit: param.unit.clone(),
            default: param.default.clone(),
            set_at: param.set_at,
        }
    }
}

/// What came of judging.
#[derive(Debug)]
pub enum Verdict {
    /// No case asks about the entity.
    NotApplicable,
    /// No rule asks about it, because somebody else runs it, as is said here.
    Outside(Place),
    /// All that is asked holds.
    Holds,
    /// Something does not hold, and this is said of it.
    Fails(Box<Finding>, Shown),
    /// For want of this.
    NotJudged(Vec<Wanting>),
    /// The rule is off, here if configuration says so: nothing is asked in a run over everything.
    Off(Option<Place>),
    /// Judging took more steps than it may.
    OutOfSteps,
}

/// How `check` tells a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As it is.
    Alone,
    /// With others, in this message.
    Merged(String),
    /// Not at all, because somebody decided to live with it.
    Waived,
    /// Not at all, because configuration says so of the file.
    OffHere,
    /// Not at all, because a finding of one of these rules says more.
    Superseded(Vec<String>),
}

/// Something that would have to be declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanting {
    /// `rotation:web.turn`, `slos`.
    pub what: String,
    /// Whether it was written, but wrongly.
    pub wrong: bool,
    /// Whether a declaration would help at all.
    pub helps: bool,
    /// The format of the files that declare the entity, where it has no such field.
    pub unsayable: Option<&'static Format>,
    /// Whether some of it is declared, and it is not known whether that is all.
    pub in_part: bool,
    /// Where to write it: in what stands here.
    pub place: Option<Place>,
}

/// One case.
#[derive(Debug)]
pub struct CaseTrace {
    /// What it goes through.
    pub subjects: String,
    /// Where it stands in the page.
    pub place: Place,
    /// What came of it.
    pub outcome: Outcome,
    /// The names it uses.
    pub lets: Vec<(String, Step)>,
    /// Whether it asks about the entity; none where it asks about all.
    pub condition: Option<Step>,
    /// What it requires; none where it does not ask.
    pub require: Option<Step>,
    /// How its severity was chosen, where it fails.
    pub severity: Option<Chosen>,
}

/// What came of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It does not ask about the entity.
    NotApplicable,
    /// What it requires holds.
    Holds,
    /// It does not hold.
    Fails,
    /// That is not known.
    Unknown,
    /// A case before it failed.
    NotAsked,
}

/// How a severity was chosen.
#[derive(Debug)]
pub struct Chosen {
    /// What was chosen.
    pub level: Level,
    /// Where configuration says so, if it does; then nothing else was asked.
    pub configured: Option<Place>,
    /// Conditions that were asked, with the severity that each stands for. The last may have none.
    pub asked: Vec<(Option<Step>, String)>,
    /// Whether the size of the organisation decides.
    pub by_size: bool,
    /// That size, where it is known.
    pub size: Option<Size>,
}

/// What a run over everything said.
#[derive(Clone, Copy, Debug)]
pub struct Told<'r> {
    /// The findings it told.
    pub findings: &'r [Finding],
    /// Fingerprints of those that were waived.
    pub waived: &'r [String],
    /// Fingerprints of those that are off where they are.
    pub off: &'r HashSet<String>,
    /// Fingerprints of those that may be told with others, each with that of the finding which tells it.
    pub merged: &'r HashMap<String, String>,
}

/// Judges an entity by a rule, and tells how. `named` is a stable id or an id; `told` is what the run over
/// everything said.
///
/// # Errors
///
/// When the rule does not judge anything by that name.
pub fn trace(
    org: &Org,
    known: &Facts,
    rules: &[Rule],
    rule: &Rule,
    named: &str,
    told: Told<'_>,
) -> Result<Trace, Unfound> {
    let limits = Limits::default().scaled(org).shared_by(rules);
    let kept = limits.room(rule);
    let work = Subjects::new((org, known), STEPS, limits.kept_bytes).of(rule, &kept);
    let arena = Bump::new();
    let cx = Cx::new(org, known, &arena).keeping(&kept);
    let entity = find::find(&cx, rule, &work.groups, named)?;
    cx.step_limit.set(STEPS);
    if !rule.built_in {
        cx.byte_limit.set(limits.entity_bytes.saturating_mul(u64::from(TIMES)));
    }
    let tracer = Tracer { cx: &cx, kept: &kept, rule, size: organisation::size_of(known, org), told, limits };
    let belonging: Vec<(&Group, &Subject)> = work
        .groups
        .iter()
        .filter_map(|group| Some((group, group.subjects.items.iter().find(|subject| subject.entity == entity)?)))
        .collect();
    let mut met = Met::default();
    let mut cases: Vec<(usize, CaseTrace)> = Vec::new();
    let verdict = tracer.verdict(&belonging, rules);
    let asked = if matches!(verdict, Verdict::Outside(_)) { &[] } else { belonging.as_slice() };
    for (group, subject) in asked {
        let item = subject.item();
        let mut failed = false;
        for &rank in &group.cases {
            let told = tracer.case(&rule.cases[rank], item, &mut met, failed);
            let off = told.severity.as_ref().is_some_and(|chosen| chosen.level == Level::Off);
            failed |= told.outcome == Outcome::Fails && !off;
            cases.push((rank, told));
        }
    }
    cases.sort_by_key(|(rank, _)| *rank);
    Ok(Trace {
        rule: rule.name.clone(),
        params: rule.params.iter().map(Given::from).collect(),
        entity: tables::stable_id(&cx, entity),
        place: tables::place(&cx, entity).or(belonging.first().and_then(|(_, subject)| subject.place)),
        verdict,
        cases: cases.into_iter().map(|(_, case)| case).collect(),
        sums: met.sums.iter().filter_map(|&of| sums::sum(&cx, of)).collect(),
    })
}

struct Tracer<'t, 'a> {
    cx: &'t Cx<'a>,
    kept: &'t Kept,
    rule: &'t Rule,
    size: Option<Size>,
    told: Told<'t>,
    limits: Limits,
}

impl<'a> Tracer<'_, 'a> {
    fn case(&self, case: &Case, item: Item<'a>, met: &mut Met, decided: bool) -> CaseTrace {
        let mut told = CaseTrace {
            subjects: format!("{} in {}", case.env.name_of(case.subject), case.collection.text),
            place: case.require_place,
            outcome: Outcome::NotAsked,
            lets: Vec::new(),
            condition: None,
            require: None,
            severity: None,
        };
        if decided {
            return told;
        }
        let mut frame = Frame::new(&case.env);
        frame.set(case.subject, item);
        told.condition = case.condition.as_ref().map(|condition| condition.trace(self.cx, &mut frame, met));
        let mut used: Vec<Slot> = case.condition.iter().flat_map(Expr::lets).collect();
        let asked = told.condition.as_ref().map_or(Outcome::Holds, outcome);
        if asked == Outcome::Fails {
            told.outcome = Outcome::NotApplicable;
        } else {
            let require = case.require.trace(self.cx, &mut frame, met);
            used.extend(case.require.lets());
            told.outcome = match (asked, outcome(&require)) {
                (_, Outcome::Holds) => Outcome::Holds,
                (Outcome::Unknown, _) => Outcome::Unknown,
                (_, required) => required,
            };
            told.require = Some(require);
        }
        if told.outcome == Outcome::Fails {
            let chosen = self.severity(case, &mut frame, met);
            used.extend(case.severity.iter().filter_map(|choice| choice.when.as_ref()).flat_map(Expr::lets));
            told.severity = Some(chosen);
        }
        told.lets = case
            .env
            .let_bindings()
            .filter(|(_, slot, _)| used.contains(slot))
            .map(|(name, _, expr)| (name.to_owned(), expr.trace(self.cx, &mut frame, met)))
            .collect();
        told
    }

    fn severity(&self, case: &Case, frame: &mut Frame<'a>, met: &mut Met) -> Chosen {
        if let Some(level) = self.rule.fixed_severity {
            return Chosen {
                level,
                configured: self.rule.severity_place,
                asked: Vec::new(),
                by_size: false,
                size: self.size,
            };
        }
        let mut chosen =
            Chosen { level: Level::Off, configured: None, asked: Vec::new(), by_size: false, size: self.size };
        for choice in &case.severity {
            let condition = choice.when.as_ref().map(|when| when.trace(self.cx, frame, met));
            let taken = condition.as_ref().is_none_or(|step| step.holds == Some(true));
            chosen.asked.push((condition, choice.is.to_string()));
            if taken {
                chosen.level = choice.is.of(self.size);
                chosen.by_size = choice.is.depends_on_size();
                break;
            }
        }
        chosen
    }

    /// What the judge says, as in a run over everything.
    fn verdict(&self, belonging: &[(&Group, &Subject)], rules: &[Rule]) -> Verdict {
        if self.rule.is_off() {
            return Verdict::Off(self.rule.severity_place);
        }
        let outside = |(_, subject): &(&Group, &Subject)| tables::outside(self.cx, subject.entity);
        if let Some(place) = belonging.iter().find_map(outside) {
            return Verdict::Outside(place);
        }
        let rank = rules.iter().position(|rule| rule.name == self.rule.name).unwrap_or_default();
        let (mut held, mut wanting) = (false, Vec::new());
        let mut failure: Option<Box<Failure>> = None;
        for (group, subject) in belonging {
            let judge = Judge { rule: self.rule, rank, cases: &group.cases, size: self.size };
            let arena = Bump::new();
            let cx = Cx::new(self.cx.org, self.cx.facts, &arena).keeping(self.kept);
            if !self.rule.built_in {
                cx.byte_limit.set(self.limits.entity_bytes);
            }
            let answer = judge.answer(&cx, subject.item(), subject.entity);
            if cx.over().is_some() {
                return Verdict::OutOfSteps;
            }
            match (answer, &subject.maybe) {
                (Answer::NotApplicable, _) => {}
                (Answer::Holds, _) => held = true,
                (Answer::Unknown(missing), _) => wanting.extend(missing),
                (Answer::Fails(_), Some(missing)) => wanting.extend(missing.iter().copied()),
                (Answer::Fails(found), None) => {
                    if failure.as_ref().is_none_or(|other| found.case < other.case) {
                        failure = Some(found);
                    }
                }
            }
        }
        match failure {
            Some(mut failure) => {
                let shown = self.shown(&failure, rules);
                let own = &failure.finding.fingerprint;
                if let Some(told) = self.told.findings.iter().find(|finding| finding.fingerprint == *own) {
                    failure.finding.severity = told.severity;
                }
                Verdict::Fails(Box::new(failure.finding), shown)
            }
            None if !wanting.is_empty() => {
                wanting.sort_unstable();
                wanting.dedup();
                Verdict::NotJudged(wanting.into_iter().map(|missing| wanted(self.cx, missing)).collect())
            }
            None if held => Verdict::Holds,
            None => Verdict::NotApplicable,
        }
    }
}

impl Tracer<'_, '_> {
    /// How a run over everything tells a failure.
    fn shown(&self, failure: &Failure, rules: &[Rule]) -> Shown {
        let Told { findings, waived, off, merged } = self.told;
        let own = &failure.finding.fingerprint;
        if off.contains(own) {
            return Shown::OffHere;
        }
        if waived.contains(own) {
            return Shown::Waived;
        }
        // One that is alone in its group is told as it is.
        let telling = merged.get(own).unwrap_or(own);
        if let Some(finding) = findings.iter().find(|finding| finding.fingerprint == *telling) {
            let alone = finding.message == failure.finding.message;
            return if alone { Shown::Alone } else { Shown::Merged(finding.message.clone()) };
        }
        let names = |rule: &&Rule| {
            let mut named = rule.cases.iter().flat_map(|case| &case.supersedes);
            named.any(|supersede| supersede.rule == self.rule.name)
        };
        let naming: Vec<&Rule> = rules.iter().filter(names).collect();
        let told = |rule: &&Rule| findings.iter().any(|finding| finding.rule == rule.name);
        let telling: Vec<&Rule> = naming.iter().copied().filter(told).collect();
        // One that supersedes does so even where it is superseded itself.
        let by = if telling.is_empty() { naming } else { telling };
        Shown::Superseded(by.into_iter().map(|rule| rule.name.clone()).collect())
    }
}

fn outcome(step: &Step) -> Outcome {
    match step.holds {
        Some(true) => Outcome::Holds,
        Some(false) => Outcome::Fails,
        None => Outcome::Unknown,
    }
}

/// What is missing, in words, and where to write it.
pub fn wanted(cx: &Cx<'_>, missing: Missing) -> Wanting {
    let place = match missing {
        Missing::Field(entity, _) => tables::place(cx, entity),
        Missing::Invalid(entity, field) | Missing::Elsewhere(entity, field) => {
            let stored = entity.index() < cx.org.count(entity.kind);
            let written = stored.then(|| cx.org.place_of(entity, field)).flatten();
            written.or_else(|| tables::place(cx, entity))
        }
        Missing::Section(_) | Missing::Arithmetic | Missing::Element => None,
    };
    Wanting {
        what: in_words(cx, missing),
        wrong: matches!(missing, Missing::Invalid(..)),
        helps: missing.is_declarable(),
        unsayable: unsayable(cx.org, missing),
        in_part: matches!(missing, Missing::Section(kind) if cx.org.declared(kind) > 0),
        place,
    }
}
