//! What was found, the worst first, with places and ways out; and what somebody decided to live with, and why.

use std::collections::{BTreeMap, HashMap};

use crate::audit::anchors::{SHOWN, in_order};
use crate::audit::trend::Gone;
use crate::audit::{Counts, News, Since, Source, cover};
use crate::finding::excuse::Excuse;
use crate::finding::worst::worst_first;
use crate::finding::{Finding, Label, Severity};

/// So many letters of a text are shown: whoever needs more has the place.
pub(super) const TEXT: usize = 600;
/// So many places of a finding are shown.
const PLACES: usize = 3;
/// So many of what is lived with are shown, and of what is mended.
const FURTHER: usize = 300;

/// What the section says.
#[derive(Debug)]
pub struct Findings {
    /// How much was found.
    pub counts: Counts,
    /// The worst of it.
    pub shown: Vec<Found>,
    /// How much more there is.
    pub left_out: usize,
    /// The rules of what is shown, with how often each found something, the most first.
    pub rules: Vec<(String, usize)>,
    /// The teams of what is shown, in order.
    pub teams: Vec<String>,
    /// What somebody decided to live with.
    pub waived: Vec<Waived>,
    /// How much more there is of it.
    pub more_waived: usize,
    /// What became of what was found before; nothing where nobody asked.
    pub trend: Option<Became>,
}

/// What became of what was found before.
#[derive(Debug)]
pub struct Became {
    /// What the earlier state is called.
    pub against: String,
    /// How much is new.
    pub new: usize,
    /// How much is worse.
    pub worse: usize,
    /// Of how much it is not known whether it is new.
    pub unclear: usize,
    /// Files of the earlier state that could not be read whole.
    pub unread: Vec<String>,
    /// What is mended: the rule, and whom it was about.
    pub mended: Vec<(String, String)>,
    /// How much is mended.
    pub all_mended: usize,
    /// What cannot be judged any more.
    pub lost: Vec<(String, String)>,
    /// How much cannot be judged any more.
    pub all_lost: usize,
    /// Whether what is mended cannot be told, because a file could not be read whole.
    pub in_part: bool,
}

/// A finding.
#[derive(Debug)]
pub struct Found {
    /// Where it stands in the page.
    pub anchor: String,
    /// The rule.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// One way out.
    pub help: Option<String>,
    /// The first of its places, each with what is to be seen there.
    pub places: Vec<(String, String)>,
    /// How many more there are.
    pub more_places: usize,
    /// The teams it is about, by name and place in the page.
    pub teams: Vec<(String, String)>,
    /// What is known of it since the earlier state.
    pub since: Option<Since>,
}

/// A finding that somebody decided to live with.
#[derive(Debug)]
pub struct Waived {
    /// The rule.
    pub rule: String,
    /// What is wrong.
    pub message: String,
    /// Why somebody lives with it.
    pub reason: String,
    /// The last day on which that counts; always where there is none.
    pub until: Option<String>,
    /// Where it is written.
    pub at: String,
}

pub(super) fn of(source: &Source<'_>) -> Findings {
    let teams = teams(source);
    let found = |(rank, finding): (usize, &Finding)| {
        let teams = teams.get(&std::ptr::from_ref(finding)).cloned().unwrap_or_default();
        Found { teams, ..found(source, rank, finding) }
    };
    let all = in_order(source.findings);
    let left_out = all.len().saturating_sub(SHOWN);
    let shown: Vec<Found> = all.into_iter().take(SHOWN).enumerate().map(found).collect();
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for found in &shown {
        *rules.entry(&found.rule).or_default() += 1;
    }
    let mut rules: Vec<(String, usize)> = rules.into_iter().map(|(rule, n)| (rule.to_owned(), n)).collect();
    rules.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    let mut names: Vec<String> =
        shown.iter().flat_map(|found| found.teams.iter().map(|(name, _)| name.clone())).collect();
    names.sort();
    names.dedup();
    let waived = waived(source);
    Findings {
        counts: cover::found(source),
        shown,
        left_out,
        rules,
        teams: names,
        more_waived: waived.len().saturating_sub(FURTHER),
        waived: waived.into_iter().take(FURTHER).collect(),
        trend: became(source),
    }
}

/// The teams of each finding, by name and place in the page.
fn teams(source: &Source<'_>) -> HashMap<*const Finding, Vec<(String, String)>> {
    let mut of: HashMap<*const Finding, Vec<(String, String)>> = HashMap::new();
    for team in source.teams() {
        let (name, anchor) = (source.name(team), source.anchor(team));
        for &finding in source.of_teams.get(team).map(|of_team| &of_team.found).into_iter().flatten() {
            of.entry(std::ptr::from_ref(finding)).or_default().push((name.clone(), anchor.clone()));
        }
    }
    of
}

fn found(source: &Source<'_>, rank: usize, finding: &Finding) -> Found {
    let place = |label: &Label| (source.at(label.place), source.told_by(finding, &label.text, TEXT));
    let places: Vec<(String, String)> = finding.labels.iter().take(PLACES).map(place).collect();
    Found {
        anchor: format!("finding-{}", rank + 1),
        rule: finding.rule.clone(),
        severity: finding.severity,
        message: source.told_by(finding, &finding.message, TEXT),
        help: finding.help.as_ref().map(|help| source.told_by(finding, help, TEXT)),
        more_places: finding.labels.len() + finding.more_labels - places.len(),
        places,
        teams: Vec::new(),
        since: source.since(finding),
    }
}

fn waived(source: &Source<'_>) -> Vec<Waived> {
    let all = source.excused.iter().filter_map(|excused| {
        let Excuse::Waived { reason, until, place, .. } = &excused.excuse else { return None };
        Some(Waived {
            rule: excused.finding.rule.clone(),
            message: source.told_by(&excused.finding, &excused.finding.message, TEXT),
            reason: source.told(reason, TEXT),
            until: until.clone(),
            at: source.at(*place),
        })
    });
    let mut all: Vec<Waived> = all.collect();
    // Those that end first come first, and those without an end last.
    all.sort_by(|a, b| {
        (a.until.is_none(), &a.until, &a.rule, &a.message).cmp(&(b.until.is_none(), &b.until, &b.rule, &b.message))
    });
    all
}

fn became(source: &Source<'_>) -> Option<Became> {
    let trend = source.trend?;
    let News { new, worse, unclear } = trend.news();
    let words = |gone: &[Gone]| {
        let words = |gone: &Gone| (gone.rule.clone(), source.names.path(&gone.subject).into_owned());
        gone.iter().take(FURTHER).map(words).collect()
    };
    Some(Became {
        against: source.names.text(&trend.against).into_owned(),
        new,
        worse,
        unclear,
        unread: trend.unread.iter().map(|path| source.names.text(path).into_owned()).collect(),
        mended: words(&trend.mended),
        all_mended: trend.mended.len(),
        lost: words(&trend.lost),
        all_lost: trend.lost.len(),
        in_part: trend.in_part,
    })
}

/// The worst of what was found, for who reads no more.
#[derive(Debug)]
pub struct Worst {
    /// How much it matters.
    pub severity: Severity,
    /// The rule.
    pub rule: String,
    /// What is wrong.
    pub message: String,
    /// Where it stands in the page.
    pub anchor: String,
}

/// The worst few, one of each rule before a second of any.
pub(super) fn worst(source: &Source<'_>, number: usize) -> Vec<Worst> {
    let all = in_order(source.findings);
    let mut seen: Vec<&str> = Vec::new();
    let (mut first, mut others): (Vec<&Finding>, Vec<&Finding>) = (Vec::new(), Vec::new());
    for finding in all {
        if seen.contains(&finding.rule.as_str()) {
            others.push(finding);
        } else {
            seen.push(&finding.rule);
            first.push(finding);
        }
    }
    let mut chosen: Vec<&Finding> = first.into_iter().chain(others).take(number).collect();
    worst_first(&mut chosen);
    let one = |finding: &&Finding| {
        Some(Worst {
            severity: finding.severity,
            rule: finding.rule.clone(),
            message: source.told_by(finding, &finding.message, TEXT),
            anchor: source.anchors.get(finding)?,
        })
    };
    chosen.iter().filter_map(one).collect()
}

/// Findings of some rules, the worst first, with where they stand.
pub(super) fn by_rules<'o>(source: &Source<'o>, rules: &[&str]) -> Vec<(&'o Finding, Option<String>)> {
    let mut all: Vec<&Finding> =
        source.findings.iter().filter(|finding| rules.contains(&finding.rule.as_str())).collect();
    worst_first(&mut all);
    all.into_iter().map(|finding| (finding, source.anchors.get(finding))).collect()
}
