//! The cover: whose audit it is, of which day, made of what, and how much of it there is.

use jiff::civil::Date;

use crate::audit::{Several, Source, Trend};
use crate::field;
use crate::finding::Severity;
use crate::finding::excuse::Excuse;
use crate::finding::wording::count;
use crate::judge::told::Told;
use crate::org::Extent;
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, Kind};
use crate::vocabulary::record;

/// What the cover says.
#[derive(Debug)]
pub struct Cover {
    /// Name of the organisation, where it is declared.
    pub organisation: Option<String>,
    /// The day it was judged by.
    pub as_of: Date,
    /// Whether people are named by letters.
    pub anonymised: bool,
    /// What it is compared with.
    pub against: Option<String>,
    /// Files that were read.
    pub files: usize,
    /// Files that could not be read whole.
    pub unread: Vec<String>,
    /// What was read in each format: its name, in how many files, and how much of what.
    pub formats: Vec<(&'static str, usize, Vec<String>)>,
    /// How much there is of what: the words for one and for several, and the number.
    pub counts: Vec<((&'static str, String), Told<usize>)>,
    /// How much was judged.
    pub judged: Judged,
    /// What was found.
    pub found: Counts,
    /// What became of it since the earlier state, in a few words.
    pub trend: Option<String>,
}

/// How much was judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Rules that ran.
    pub rules: usize,
    /// Judgements that were decided.
    pub decided: usize,
    /// Judgements that were not possible.
    pub undecided: usize,
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Advice.
    pub advice: usize,
    /// What somebody decided to live with.
    pub waived: usize,
}

/// What is counted on the cover.
const COUNTED: [Kind; 5] = [Kind::Person, Kind::Team, Kind::Service, Kind::Platform, Kind::Rotation];

pub(super) fn of(source: &Source<'_>) -> Cover {
    let organisation = Entity::new(Kind::Org, 0);
    let is_there = source.org.count(Kind::Org) > 0;
    let name = is_there.then(|| source.org.text(organisation, field!(Org.name)).ok().flatten()).flatten();
    let account = source.org.account();
    let formats = account.sources.iter().map(|of| {
        let entities =
            of.entities.iter().map(|&(kind, number)| count(number, record(kind).word, &record(kind).plural()));
        (of.format.name, of.files, entities.collect())
    });
    Cover {
        organisation: name.map(|at| source.names.text(at.value).into_owned()),
        as_of: source.as_of,
        anonymised: source.names.are_replaced(),
        against: source.trend.map(|trend| source.names.text(&trend.against).into_owned()),
        files: source.files,
        unread: source.unread.iter().map(|path| source.names.text(path).into_owned()).collect(),
        formats: formats.collect(),
        counts: COUNTED
            .into_iter()
            .map(|kind| ((record(kind).word, record(kind).plural()), counted(source, kind)))
            .collect(),
        judged: judged(source),
        found: found(source),
        trend: source.trend.map(Trend::in_short),
    }
}

/// How much of a kind there is; not known where nothing of it is declared, and nobody says that there is nothing.
fn counted(source: &Source<'_>, kind: Kind) -> Told<usize> {
    let number = match kind {
        Kind::Team => source.teams().len(),
        Kind::Person => people(source).known.len(),
        _ => source.org.declared(kind),
    };
    if number == 0 && source.org.extent(kind) == Extent::Absent {
        return Told::Unknown(source.wanted(&[Missing::Section(kind)]));
    }
    Told::Known(number)
}

/// Everybody who is declared or in a team.
pub(super) fn people(source: &Source<'_>) -> Several {
    let mut all = source.all("members");
    all.known.extend(source.org.all(Kind::Person));
    all.known.sort_unstable();
    all.known.dedup();
    all
}

pub(super) fn judged(source: &Source<'_>) -> Judged {
    let tally = &source.judgement.tally;
    Judged {
        rules: tally.len(),
        decided: tally.iter().map(|rule| rule.judged).sum(),
        undecided: source.judgement.not_judged.len(),
    }
}

pub(super) fn found(source: &Source<'_>) -> Counts {
    let number = |severity| source.findings.iter().filter(|finding| finding.severity == severity).count();
    Counts {
        errors: number(Severity::Error),
        warnings: number(Severity::Warning),
        advice: number(Severity::Advice),
        waived: source.excused.iter().filter(|excused| excused.excuse != Excuse::Known).count(),
    }
}
