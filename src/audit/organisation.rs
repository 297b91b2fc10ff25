//! The organisation in ten lines: what somebody wants to know who reads nothing else, each as far as it is known, and with what
//! would tell where it is not.

use std::collections::BTreeMap;

use crate::audit::conway::Conway;
use crate::audit::duties::Duties;
use crate::audit::findings::{Worst, worst};
use crate::audit::on_call::{Carrier, OnCall};
use crate::audit::ownership::{Owned, Ownership};
use crate::audit::{Cover, Named, Source};
use crate::expr::fixed;
use crate::finding::wording::{count, in_backticks, listed, listed_up_to};
use crate::judge::coverage::{Gap, Remedy};
use crate::judge::told::{Amount, Bounds, Told, UNKNOWN};
use crate::org::Extent;
use crate::value::Missing;
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::record;

/// So many findings are the worst.
const WORST: usize = 5;
/// So many fields are to be declared next.
const NEXT: usize = 5;
/// The rules that tell of duties that get in each other's way.
const CONFLICTS: &[&str] = &["duty-overlap", "accountable-count"];
/// So many are named in a line.
const NAMED: usize = 4;

/// What the section says.
#[derive(Debug)]
pub struct Organisation {
    /// The lines.
    pub lines: Vec<Line>,
    /// The worst of what was found, one of each rule before a second of any.
    pub worst: Vec<Worst>,
    /// What to declare next, the most valuable first.
    pub next: Vec<Next>,
}

/// A line.
#[derive(Debug)]
pub struct Line {
    /// What it answers.
    pub about: &'static str,
    /// What is known, in a sentence; nothing where nothing is.
    pub says: Option<String>,
    /// What is not known, in a sentence; nothing where all is.
    pub unknown: Option<String>,
    /// What would tell.
    pub missing: Vec<String>,
    /// Where in the page there is more.
    pub to: &'static str,
}

/// A field to be declared.
#[derive(Debug)]
pub struct Next {
    /// Its path.
    pub path: String,
    /// Whether it was written, and cannot be read.
    pub mend: bool,
    /// What it would let be judged, in words.
    pub unlocks: String,
    /// The rules.
    pub rules: Vec<String>,
    /// Where it lacks first.
    pub example: Option<String>,
}

impl Line {
    fn unknown(about: &'static str, why: &str, missing: Vec<String>, to: &'static str) -> Self {
        Self { about, says: None, unknown: Some(why.to_owned()), missing, to }
    }

    fn known(about: &'static str, says: String, to: &'static str) -> Self {
        Self { about, says: Some(says), unknown: None, missing: Vec::new(), to }
    }
}

/// What other sections say, of which these lines are made.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    pub cover: &'k Cover,
    pub ownership: &'k Ownership,
    pub on_call: &'k OnCall,
    pub conway: &'k Conway,
    pub duties: &'k Duties,
}

pub(super) fn of(source: &Source<'_>, known: Known<'_>) -> Organisation {
    let next = next(source);
    let Known { cover, ownership, on_call, conway, duties } = known;
    let lines = vec![
        size(cover),
        disciplines(source),
        judged(cover),
        found(source, cover),
        over(on_call),
        at_night(on_call),
        apart(conway),
        unowned(ownership),
        conflicts(source, duties),
        to_declare(&next),
    ];
    Organisation { lines, worst: worst(source, WORST), next }
}

/// Who is on call more than one person can sustain.
fn over(on_call: &OnCall) -> Line {
    let of = &on_call.carriers;
    let about = "On call";
    if !on_call.said {
        return Line::unknown(about, "Nobody declared who takes turns.", vec!["rotations".to_owned()], "turns");
    }
    let people = count(of.people, "person takes turns", "people take turns");
    let rotations = count(on_call.rotations.len(), "rotation", "rotations");
    let limit = on_call.limit.map(|limit| {
        let over = match of.over {
            0 => "nobody is certainly".to_owned(),
            1 => "one is".to_owned(),
            n => format!("{n} are"),
        };
        format!("; {over} above the limit of {} % of the week", fixed(limit, 100, 0))
    });
    Line::known(about, format!("{people} in {rotations}{}.", limit.unwrap_or_default()), "turns")
}

/// Who is paged most at night.
fn at_night(on_call: &OnCall) -> Line {
    let of = &on_call.carriers;
    let about = "Paged most at night";
    if !on_call.said {
        return Line::unknown(about, "Nobody declared who takes turns.", vec!["rotations".to_owned()], "turns");
    }
    let known: Vec<&Carrier> = of.all.iter().filter(|one| !one.night.is_unknown()).collect();
    let (dark, missing) = &of.dark;
    let sort = if of.by_team { ("team", "teams") } else { ("person", "people") };
    let unknown = match *dark {
        0 => None,
        n => Some(format!("Of {} it is not known.", count(n, sort.0, sort.1))),
    };
    let says = match known.first() {
        None if *dark == 0 => Some("Nobody: nobody takes turns.".to_owned()),
        None => None,
        Some(one) if one.night.high == Some(0.into()) => Some("Nobody, as far as it is known.".to_owned()),
        Some(first) => {
            let as_often = known.iter().filter(|one| one.night == first.night);
            let names: Vec<String> = as_often.map(|one| format!("`{}`", one.name)).collect();
            let each = if names.len() > 1 { " each" } else { "" };
            let mean = if of.by_team { ", the mean of the team" } else { "" };
            let most = listed_up_to(NAMED, &names, "and");
            Some(format!("{most}: {} pages in sleeping hours of a mean week{each}{mean}.", pages(&first.night)))
        }
    };
    Line { about, says, unknown, missing: missing.clone(), to: "turns" }
}

fn pages(amount: &Amount) -> String {
    amount.written(Bounds::WORDS, |n| fixed(n, 1, 2)).unwrap_or_else(|| UNKNOWN.to_owned())
}

/// Which teams depend on each other without talking.
fn apart(conway: &Conway) -> Line {
    let about = "Depend without talking";
    let pairs: Vec<String> =
        conway.apart.iter().map(|apart| format!("`{}` and `{}`", apart.teams[0].1, apart.teams[1].1)).collect();
    let besides = match conway.apart.iter().filter(|apart| !apart.instead.is_empty()).count() {
        0 => String::new(),
        _ if pairs.len() == 1 => ", with something in its place".to_owned(),
        1 => "; one of them has something in its place".to_owned(),
        n => format!("; {n} of them have something in its place"),
    };
    let says = match pairs.as_slice() {
        [] if !conway.said => None,
        [] => Some("No two teams of which that is known.".to_owned()),
        [only] => Some(format!("One pair: {only}{besides}.")),
        all => {
            let more = all.len().saturating_sub(NAMED);
            let more = if more > 0 { format!("; and {more} more") } else { String::new() };
            let first: Vec<&str> = all.iter().take(NAMED).map(String::as_str).collect();
            Some(format!("{} pairs: {}{more}{besides}.", all.len(), first.join("; ")))
        }
    };
    let unknown = match conway.counts.unknown {
        _ if !conway.said => Some("Nobody declared which service needs which.".to_owned()),
        0 => None,
        n => Some(format!("Of {} it is not known.", count(n, "pair", "pairs"))),
    };
    let missing = if unknown.is_some() { [&conway.depending[..], &conway.talking[..]].concat() } else { Vec::new() };
    Line { about, says, unknown, missing, to: "conway" }
}

/// Which duty conflicts.
fn conflicts(source: &Source<'_>, duties: &Duties) -> Line {
    let about = "Duties in conflict";
    if !duties.said {
        return Line::unknown(about, "Nobody declared who holds which duty.", duties.missing.clone(), "duties");
    }
    let tally = source.judgement.tally.iter().filter(|tally| CONFLICTS.contains(&tally.rule.as_str()));
    let undecided: usize = tally.map(|tally| tally.not_judged).sum();
    let unknown =
        (undecided > 0).then(|| format!("{} could not be made.", count(undecided, "judgement", "judgements")));
    let mut all: Vec<&Named> = duties.conflicts.iter().collect();
    all.sort_by_key(|one| !CONFLICTS.contains(&one.rule.as_str()));
    all.sort_by_key(|one| one.lived.is_some());
    let words = |one: &&Named| match &one.lived {
        Some(lived) => format!("{} ({})", one.message, lived.so_long()),
        None => one.message.clone(),
    };
    let all: Vec<String> = all.iter().map(words).collect();
    let says = match all.as_slice() {
        [] => "None of which that is known.".to_owned(),
        [only] => format!("{only}."),
        [first, rest @ ..] => format!("{first}; and {} more.", rest.len()),
    };
    let missing = if undecided > 0 { vec!["teams.*.duties.*.scope".to_owned()] } else { Vec::new() };
    Line { about, says: Some(says), unknown, missing, to: "duties" }
}

fn size(cover: &Cover) -> Line {
    let (mut known, mut unknown, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for ((one, many), number) in &cover.counts {
        match number {
            Told::Known(number) => known.push(count(*number, one, many)),
            Told::Unknown(wanted) => {
                unknown.push(many.clone());
                missing.extend(wanted.iter().cloned());
            }
        }
    }
    let unknown =
        (!unknown.is_empty()).then(|| format!("How many {} there are is not known.", listed(&unknown, "and")));
    let says = (!known.is_empty()).then(|| format!("{}.", listed(&known, "and")));
    Line { about: "Size", says, unknown, missing, to: "cover" }
}

/// No line is empty: where there is no team there is no discipline to tell.
fn without_teams(source: &Source<'_>) -> Line {
    if source.org.extent(Kind::Team) == Extent::Complete {
        return Line::known("Disciplines", "There is no team that works together.".to_owned(), "charters");
    }
    let missing = source.wanted(&[Missing::Section(Kind::Team)]);
    Line::unknown("Disciplines", "Nobody declared a team that works together.", missing, "charters")
}

fn disciplines(source: &Source<'_>) -> Line {
    let teams = source.teams();
    if teams.is_empty() {
        return without_teams(source);
    }
    let mut by_word: BTreeMap<String, usize> = BTreeMap::new();
    let (mut silent, mut derived) = (0, 0);
    for team in teams {
        match source.word(team, "discipline") {
            Told::Known(word) => {
                *by_word.entry(word).or_default() += 1;
                derived += usize::from(source.truth(team, "byDuties") == Told::Known(true));
            }
            Told::Unknown(_) => silent += 1,
        }
    }
    let mut ranked: Vec<(String, usize)> = by_word.into_iter().collect();
    ranked.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    let all: Vec<String> = ranked.iter().map(|(word, number)| format!("{number} {word}")).collect();
    let by_duties = match derived {
        0 => String::new(),
        1 => " (one of them by its duties, and not because it says so)".to_owned(),
        n => format!(" ({n} of them by their duties, and not because they say so)"),
    };
    let says = (!all.is_empty()).then(|| format!("Teams: {}{by_duties}.", listed(&all, "and")));
    let unknown = match silent {
        0 => None,
        1 => Some("One team does not say what it practises.".to_owned()),
        n => Some(format!("{n} teams do not say what they practise.")),
    };
    let missing = if silent > 0 { vec!["teams.*.discipline".to_owned()] } else { Vec::new() };
    Line { about: "Disciplines", says, unknown, missing, to: "charters" }
}

fn judged(cover: &Cover) -> Line {
    let of = cover.judged;
    let all = of.decided + of.undecided;
    let rules = count(of.rules, "rule", "rules");
    let says = format!("{} of {} by {rules} could be made.", of.decided, count(all, "judgement", "judgements"));
    let unknown = (of.undecided > 0).then(|| format!("{} could not, for want of what nobody declared.", of.undecided));
    Line { unknown, ..Line::known("Judged", says, "next") }
}

fn found(source: &Source<'_>, cover: &Cover) -> Line {
    let of = cover.found;
    let counts = [
        count(of.errors, "error", "errors"),
        count(of.warnings, "warning", "warnings"),
        format!("{} of advice", count(of.advice, "piece", "pieces")),
    ];
    let waived = if of.waived > 0 { format!("; {} lived with, for a reason", of.waived) } else { String::new() };
    let trend = source.trend.map(|trend| {
        let names: Vec<String> = trend.unread.iter().map(|path| source.names.text(path).into_owned()).collect();
        let unread = match names.len() {
            0 => String::new(),
            _ => format!("; {} could not be read whole then", listed(&in_backticks(&names), "and")),
        };
        format!(" Since `{}`: {}{unread}.", source.names.text(&trend.against), trend.in_short())
    });
    Line::known("Found", format!("{}{waived}.{}", listed(&counts, "and"), trend.unwrap_or_default()), "findings")
}

fn unowned(ownership: &Ownership) -> Line {
    let lived = |owned: &Owned| owned.lived.as_ref().map(|lived| format!(" ({})", lived.so_long())).unwrap_or_default();
    let names = ownership.unowned.iter().map(|owned| format!("`{}`{}", owned.name, lived(owned)));
    let said = |owned: &Owned| {
        let owners: Vec<String> = owned.owners.iter().map(|owner| format!("`{owner}`")).collect();
        format!("`{}` by {}", owned.name, listed_up_to(NAMED, &owners, "and"))
    };
    let unowned = first("", names.collect(), ownership.more_unowned);
    let undeclared = first(
        " by somebody whom nobody declared",
        ownership.undeclared.iter().map(said).collect(),
        ownership.more_undeclared,
    );
    let clear = ownership.unclear.len() + ownership.more_unclear;
    let says = match (unowned, undeclared) {
        _ if !ownership.unsaid.is_empty() => None,
        (None, None) => (clear == 0).then(|| "Nothing: all that is declared has an owner.".to_owned()),
        (Some(unowned), None) => Some(format!("{unowned}.")),
        (None, Some(undeclared)) => Some(format!("{undeclared}.")),
        (Some(unowned), Some(undeclared)) => Some(format!("{unowned}. {undeclared}.")),
    };
    let unknown = match clear {
        _ if !ownership.unsaid.is_empty() => Some("Nobody declared what there is to own.".to_owned()),
        0 => None,
        n => Some(format!(
            "Whose {} not known.",
            if n == 1 { "one more is, is".to_owned() } else { format!("{n} more are, is") }
        )),
    };
    let missing = if ownership.unsaid.is_empty() && clear > 0 {
        vec!["services.*.owner".to_owned()]
    } else {
        ownership.unsaid.clone()
    };
    Line { about: "Owned by nobody", says, unknown, missing, to: "ownership" }
}

/// How many of a sort there are, and the first few of them; nothing where there are none.
fn first(sort: &str, mut names: Vec<String>, more: usize) -> Option<String> {
    let all = names.len() + more;
    if more > 0 {
        names.truncate(NAMED);
    }
    match all {
        0 => None,
        1 => Some(format!("One{sort}: {}", listed_up_to(NAMED, &names, "and"))),
        _ => Some(format!("{all}{sort}: {}", listed_up_to(NAMED, &names, "and"))),
    }
}

fn to_declare(next: &[Next]) -> Line {
    let says = match next {
        [] => "Nothing: all that rules ask about is declared.".to_owned(),
        [first, ..] => format!("`{}`: {}.", first.path, first.unlocks),
    };
    Line::known("To be declared next", says, "next")
}

/// What to declare next: what lets most be judged by itself; where nothing does by itself, what takes part in most.
fn next(source: &Source<'_>) -> Vec<Next> {
    let possible = |gap: &&Gap| gap.remedy != Remedy::None && gap.alone.judgements + gap.together > 0;
    source.coverage.gaps.iter().filter(possible).take(NEXT).map(|gap| one(source, gap)).collect()
}

fn one(source: &Source<'_>, gap: &Gap) -> Next {
    let of_kind = |&(kind, number): &(crate::vocabulary::kinds::Kind, usize)| {
        count(number, record(kind).word, &record(kind).plural())
    };
    let subjects: Vec<String> = gap.alone.subjects.iter().map(of_kind).collect();
    let rules = count(gap.alone.rules.len(), "rule", "rules");
    let unlocks = match (gap.alone.judgements, subjects.is_empty()) {
        (0, _) => format!("with other fields, {} can be made", count(gap.together, "judgement", "judgements")),
        (_, true) => format!("then {rules} can go through all of it"),
        (_, false) => format!("then {rules} can judge {}", listed(&subjects, "and")),
    };
    let example = gap.examples.first().map(|example| {
        let at = example.place.map(|place| format!(" at {}", source.at(place))).unwrap_or_default();
        format!("{}{at}", source.names.path(&example.entity))
    });
    Next { path: gap.path.clone(), mend: gap.remedy == Remedy::Mend, unlocks, rules: gap.alone.rules.clone(), example }
}
