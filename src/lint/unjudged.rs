//! An organisation that was read, and the way from it to what is wrong.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::by_path::ByPath;
use crate::declare::format::Terms;
use crate::dialect;
use crate::facts::{Facts, organisation};
use crate::files::snapshot::Snapshot;
use crate::finding::suggest::nearest;
use crate::finding::{self, Finding, Severity};
use crate::judge::trace::entity::{Description, describe};
use crate::judge::{Limits, judge_unless, undecided_by};
use crate::lint::context::Context;
use crate::lint::known::Knowing;
use crate::lint::outcome::Outcome;
use crate::lint::setup::{Setup, has_error};
use crate::org::Org;
use crate::report::check::{Ignored, Known, Summary};
use crate::report::load;
use crate::rule::profile;
use crate::text::FileId;
use crate::value::Number;
use crate::value::param::ParamValue;
use crate::vocabulary::kinds::{self, Entity, Kind, sections};
use crate::vocabulary::record;
use crate::waive::{self, Named, Waivable, Waiver, Waiving, is_pattern};

/// An organisation that was read and is not judged yet, with what is wrong with its files.
pub struct Unjudged {
    /// What it is to be judged by.
    pub setup: Arc<Setup>,
    /// The organisation, with all texts that findings point into.
    pub org: Org,
    /// What is computed about it, when it is asked for.
    pub facts: Facts,
    /// What is wrong with files, in the order in which it was found.
    pub findings: Vec<Finding>,
    /// The files that declare something.
    pub(super) inputs: BTreeSet<FileId>,
    /// Whether they are all that the configuration is about.
    pub(super) whole: bool,
    /// The folder that paths are shown from.
    pub(super) here: PathBuf,
    /// How many files were read.
    pub files: usize,
    /// Files that are no organisation file, and were left alone, in the order of their paths.
    pub ignored: Vec<Ignored>,
    /// How many more of those there are of which nobody wants to hear.
    pub unnamed: usize,
    /// Files in hidden folders that would be read elsewhere; they are looked for only where there is nothing to lint.
    pub skipped: Vec<String>,
    /// Whether no entity was declared.
    pub(super) nothing: bool,
    /// The files that are only context.
    pub(super) context: Context,
}

impl Unjudged {
    /// Whether no entity was declared.
    pub fn nothing_to_lint(&self) -> bool {
        self.nothing
    }

    /// What is wrong with files, configuration and rule pages, in the order of path, position, rule and message.
    pub fn problems(&self) -> Vec<Finding> {
        let mut problems: Vec<Finding> = self.findings.iter().chain(&self.setup.problems).cloned().collect();
        self.context.leave_out(&mut problems);
        finding::sort(&mut problems, self.org.sources());
        problems
    }

    /// What says that a file cannot be read whole.
    pub fn unread(&self) -> Vec<Finding> {
        let always = dialect::always_told();
        self.problems().into_iter().filter(|problem| always.contains(problem.rule.as_str())).collect()
    }

    /// Whether something is declared in files that are only context.
    pub fn is_context(&self, entity: Entity) -> bool {
        let is_theirs = |file: FileId| self.context.files.contains(&file);
        self.context.asked && self.org.declarations(entity).all(|(_, place)| is_theirs(place.file))
    }

    /// Its files that declare something; what is context is not its own. Their paths begin below the folder that they have in
    /// common, where paths begin in the folder `here`.
    pub fn to_snapshot(&self, here: &Path) -> Snapshot {
        let sources = self.org.sources();
        let own = self.inputs.iter().filter(|file| !self.context.files.contains(file)).map(|&file| sources.get(file));
        let public = own.filter(|file| !file.is_private && !file.text().is_empty());
        Snapshot::of(public.map(|file| (here.join(&file.path), file.text())))
    }

    /// Its files that are not for everybody, and in no snapshot.
    pub fn private_files(&self) -> Vec<&str> {
        let sources = self.org.sources();
        let files = self.inputs.iter().map(|&file| sources.get(file)).filter(|file| file.is_private);
        files.map(|file| file.path.as_str()).collect()
    }

    /// The most time on call that one person can sustain, as the rule about it is configured; none where that rule
    /// cannot be read.
    pub fn limit(&self) -> Option<Number> {
        let rule = self.setup.rules.iter().find(|rule| rule.name == load::RULE)?;
        match rule.params.iter().find(|param| param.name == load::PARAM)?.value {
            ParamValue::Number(share) => Some(share),
            _ => None,
        }
    }

    /// What is known of a declared entity.
    ///
    /// # Errors
    ///
    /// The stable id of the one that is called nearly so, if there is none.
    pub fn describe(&self, kind: Kind, id: &str) -> Result<Description, Option<String>> {
        describe(&self.org, &self.facts, kind, id)
    }

    /// Judges it: by every rule, about everybody whom it concerns. What somebody decided to live with is left out, and
    /// waivers that do nothing are told.
    pub fn judge(self) -> Outcome {
        let (waivers, wrong) = self.waivers();
        let Self {
            setup,
            org,
            facts,
            mut findings,
            mut inputs,
            whole,
            here,
            files,
            ignored,
            unnamed,
            skipped,
            nothing,
            context,
            ..
        } = self;
        let rules = Arc::clone(&setup.rules);
        inputs.extend((0..).map(FileId).take(setup.sources.len()));
        let overrides = &setup.config.overrides;
        let diagnostics = overrides.diagnostics.iter().map(|diagnostic| diagnostic.name);
        let names: Vec<&str> = rules.iter().map(|rule| rule.name.as_str()).chain(diagnostics).collect();
        let waivable = Waivable { names: &names, diagnostics: &overrides.diagnostics, locked: &overrides.locked() };
        let mut waiving = Waiving::of(&waivers, waivable, org.as_of());
        let told_in_any_case = setup.told_in_any_case();
        let baseline = setup.baseline.as_ref();
        let mut knowing = baseline.map(|baseline| Knowing::of(baseline, &told_in_any_case, &org, &findings));
        let mut is_known =
            |finding: &Finding| knowing.as_mut().is_some_and(|knowing: &mut Knowing<'_>| knowing.covers(&org, finding));
        let mut excused = |finding: &Finding| waiving.covers(finding) || is_known(finding);
        let size = organisation::size_of(&facts, &org);
        let mut by_path = ByPath::of(overrides, &here);
        let off_elsewhere = rules.iter().filter(|rule| rule.off_elsewhere).map(|rule| rule.name.as_str()).collect();
        let tells = |finding: &mut Finding| by_path.tells(org.sources(), finding, &off_elsewhere);
        let mut judgement = judge_unless(&org, &facts, &rules, size, Limits::default(), (tells, &mut excused));
        findings.retain(|finding| !excused(finding));
        findings.append(&mut judgement.findings);

        let mut setup_problems = setup.problems.clone();
        setup_problems.append(&mut judgement.problems);
        let is_seen = |waiver: &Waiver| whole || matches!(waiver.on, waive::On::Bytes(..));
        let (waived, problems) = waiving.finish(is_seen, |id| named(&org, id));
        let problems = wrong.into_iter().chain(problems);
        let (mistakes, told): (Vec<Finding>, Vec<Finding>) =
            problems.partition(|problem| problem.severity == Severity::Error);
        setup_problems.extend(mistakes);
        let told = told.into_iter().filter_map(|finding| by_path.told(org.sources(), finding));
        findings.extend(told.filter(|finding| !is_known(finding)));
        let of_context = context.leave_out(&mut findings);
        findings.extend(setup_problems.iter().cloned());
        if let Some(places) = &setup.places_before {
            places.report_at_new_ones(&org, &mut findings);
        }
        finding::sort(&mut findings, org.sources());

        let (known, mut mended) = knowing.map(Knowing::finish).unwrap_or_default();
        // What cannot be judged any more is not better for it.
        let wanted: HashSet<&str> = mended.iter().map(|entry| entry.rule.as_str()).collect();
        let undecided = undecided_by(&judgement.not_judged, &wanted, (&org, &facts), &rules);
        let gone = mended.len();
        mended.retain(|entry| !undecided.contains(&(entry.rule.clone(), entry.subject.clone())));
        let lost = gone - mended.len();
        // A run over a part of it, or over files that cannot be read, does not see all that the baseline knows.
        let compared = setup.places_before.is_some();
        let in_part = !whole && !compared;
        let always = dialect::always_told();
        let unread = |one: &Finding| one.severity == Severity::Error && always.contains(one.rule.as_str());
        let mended = if in_part || mended.is_empty() || findings.iter().any(unread) { Vec::new() } else { mended };
        let summary = Summary {
            files,
            ignored_files: ignored.len() + unnamed,
            entities: org.entities(),
            judged_entities: judgement.entities,
            rules: judgement.tally.len(),
            judgements: judgement.tally.iter().map(|rule| rule.judged).sum(),
            not_judged: judgement.not_judged.len(),
            waived: waived.len(),
            context: context.asked.then(|| context.counted(&of_context)),
            known: baseline.map(|_| Known { findings: known.len(), mended: mended.len(), not_judged: lost, compared }),
            claims: org.claims().counts,
            ..Summary::default()
        };
        Outcome {
            partly_told: HashSet::new(),
            setup_failed: has_error(&setup_problems),
            nothing_to_lint: nothing,
            most: overrides.profile.as_ref().and_then(|(name, _)| profile::named(name)?.most),
            rules,
            inputs,
            org,
            facts,
            findings,
            excused: waived.into_iter().chain(known).collect(),
            mended,
            in_part,
            told_in_any_case,
            judgement,
            ignored,
            skipped,
            summary,
            setup_problems,
        }
    }

    /// The waivers of configuration and of comments, and what is wrong with those in comments.
    fn waivers(&self) -> (Vec<Waiver>, Vec<Finding>) {
        let (mut waivers, mut problems) = (self.setup.config.waivers.clone(), Vec::new());
        for &file in self.inputs.iter().filter(|file| !self.context.files.contains(file)) {
            let (more, wrong) = waive::in_comments(file, self.org.sources().get(file));
            waivers.extend(more);
            problems.extend(finding::identify(self.org.sources(), wrong));
        }
        (waivers, problems)
    }
}

/// Whether an organisation has something of this stable id, or that matches it where it is a pattern.
fn named(org: &Org, id: &str) -> Named {
    let Some((word, rest)) = id.split_once(':') else { return Named::Unknown(of_any_kind(org, id)) };
    if is_pattern(word) {
        return Named::There;
    }
    let own = kinds::of_word(word);
    let Some(kind) = own.or_else(|| terms().find_map(|terms| terms.kind_called(word))) else {
        return Named::Unknown(did_you_mean_kind(word, rest));
    };
    // Whether there is what a pattern of one of the kinds matches changes nothing: there is no other to propose.
    if own.is_some() && (is_pattern(rest) || has(org, kind, rest)) {
        return Named::There;
    }
    let own_word = record(kind).word;
    // Ids leave out the namespace that goes without saying.
    let bare = terms().find_map(|terms| match terms.split(rest) {
        (Some(space), name) if terms.namespace.is_some_and(|known| known.eq_ignore_ascii_case(space)) => Some(name),
        _ => None,
    });
    let bare = bare.unwrap_or(rest);
    if has(org, kind, bare) {
        return Named::Unknown(Some(format!("{own_word}:{bare}")));
    }
    if is_pattern(rest) {
        return Named::Unknown(None);
    }
    let ids = org.all(kind).map(|entity| org.id(entity));
    Named::Unknown(nearest(bare, ids).map(|near| format!("{own_word}:{near}")).or_else(|| of_any_kind(org, bare)))
}

/// What formats with words of their own call things.
fn terms() -> impl Iterator<Item = &'static Terms> {
    dialect::partial_formats().map(|format| &format.terms)
}

/// Whether there is something of a kind that an id names, or a pattern of ids.
fn has(org: &Org, kind: Kind, id: &str) -> bool {
    if is_pattern(id) || !record(kind).called_by.is_empty() {
        let matches = waive::matching(&format!("{}:{id}", record(kind).word));
        return matches.is_some_and(|matches| org.all(kind).any(|entity| matches(&org.stable_id(entity))));
    }
    // What is in something has an id that goes on after it.
    let mut ends = id.match_indices('/').map(|(at, _)| at).chain([id.len()]);
    ends.any(|end| org.find(kind, &id[..end]).is_some())
}

/// Something of this very id, of whatever kind.
fn of_any_kind(org: &Org, id: &str) -> Option<String> {
    sections().find_map(|kind| Some(org.stable_id(org.find(kind, id)?)))
}

fn did_you_mean_kind(word: &str, rest: &str) -> Option<String> {
    let words = sections().map(|kind| record(kind).word);
    nearest(word, words).map(|near| format!("{near}:{rest}"))
}
