//! What the five articles state, and which of it holds, fails or could not be judged here.

use std::collections::HashMap;

use crate::audit::Source;
use crate::finding::Finding;
use crate::finding::worst::worst_first;
use crate::rule::article::{Checked, Claim, articles};

/// An article, with what became of its statements.
#[derive(Debug)]
pub struct Article {
    /// Its number.
    pub number: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What is known of where it comes from.
    pub provenance: String,
    /// What it states, in its order.
    pub statements: Vec<Statement>,
}

/// One statement.
#[derive(Debug)]
pub struct Statement {
    /// Its number in the article.
    pub number: usize,
    /// What it states.
    pub states: &'static str,
    /// What became of it here.
    pub verdict: Verdict,
    /// The rules that check it.
    pub rules: Vec<String>,
}

/// What became of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds wherever it was asked about.
    Holds,
    /// It fails: how often, and where the worst of that stands in the page.
    Fails(usize, Option<String>),
    /// It does not fail as far as it could be judged, and could not be everywhere: how many judgements were possible, and how
    /// many were not.
    Unknown(usize, usize),
    /// There is nothing here that it is about.
    Nothing,
    /// Its rules are off.
    Off,
    /// No rule checks it: why, or what it went into.
    Unchecked(&'static str),
}

/// What rules came to, by name: what they found, and how many judgements were and were not possible.
#[derive(Default)]
struct Tallied<'o> {
    found: Vec<&'o Finding>,
    judged: usize,
    not_judged: usize,
}

pub(super) fn of(source: &Source<'_>) -> Vec<Article> {
    let mut tallied: HashMap<&str, Tallied<'_>> = HashMap::new();
    for tally in &source.judgement.tally {
        let of = tallied.entry(&tally.rule).or_default();
        (of.judged, of.not_judged) = (tally.judged, tally.not_judged);
    }
    // What somebody decided to live with fails all the same.
    let excused = source.excused.iter().map(|excused| &excused.finding);
    for finding in source.findings.iter().chain(excused) {
        if let Some(of) = tallied.get_mut(finding.rule.as_str()) {
            of.found.push(finding);
        }
    }
    let of_family = |family: &str| -> Vec<&str> {
        let rules = source.rules.iter().filter(|rule| rule.built_in && rule.family == family);
        rules.map(|rule| rule.name.as_str()).collect()
    };
    let statement = |claim: Claim| {
        let (rules, verdict) = match claim.checked {
            Checked::By(rules) => (rules, None),
            Checked::ByFamily(family) => (of_family(family), None),
            Checked::Within(within) => (Vec::new(), Some(Verdict::Unchecked(within))),
            Checked::Nowhere(why) => (Vec::new(), Some(Verdict::Unchecked(why))),
        };
        let verdict = verdict.unwrap_or_else(|| verdict_of(source, &tallied, &rules));
        let rules = rules.into_iter().map(str::to_owned).collect();
        Statement { number: claim.number, states: claim.states, verdict, rules }
    };
    let all = articles().iter().map(|article| Article {
        number: article.number,
        title: article.title,
        provenance: article.provenance(),
        statements: article.claims().map(statement).collect(),
    });
    all.collect()
}

fn verdict_of(source: &Source<'_>, tallied: &HashMap<&str, Tallied<'_>>, rules: &[&str]) -> Verdict {
    let ran: Vec<&Tallied<'_>> = rules.iter().filter_map(|rule| tallied.get(rule)).collect();
    let mut found: Vec<&Finding> = ran.iter().flat_map(|of| of.found.iter().copied()).collect();
    let sum = |of: fn(&Tallied<'_>) -> usize| ran.iter().map(|one| of(one)).sum::<usize>();
    let (judged, not_judged) = (sum(|of| of.judged), sum(|of| of.not_judged));
    worst_first(&mut found);
    match (found.first(), judged, not_judged) {
        (Some(worst), ..) => Verdict::Fails(found.len(), source.anchors.get(worst)),
        _ if ran.is_empty() => Verdict::Off,
        (None, 0, 0) => Verdict::Nothing,
        (None, _, 0) => Verdict::Holds,
        (None, judged, not_judged) => Verdict::Unknown(judged, not_judged),
    }
}
