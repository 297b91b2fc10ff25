//! How many claims about owners of services there are, as people and machines read it, whatever report it stands in.

use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::wording::{count, first_of};
use crate::org::claims::{ClaimCounts, Stranger};
use crate::text::Sources;

/// So many names are told that nobody knows.
const NAMED: usize = 3;

/// Whom claims name whom nobody here knows, and where.
pub(super) fn strangers(sources: &Sources, of: &[Stranger]) -> Option<String> {
    let named = |stranger: &Stranger| {
        let file = sources.get(stranger.place.file);
        let line = file.position(stranger.place.span.start).line;
        format!("`{}` at {}:{line}", stranger.name, file.path)
    };
    let all: Vec<String> = of.iter().map(named).collect();
    let number = count(of.len(), "name", "names");
    (!of.is_empty()).then(|| format!("{number} of no team here: {}", first_of(&all, NAMED)))
}

/// How many are compared and why others are not; nothing where there are none.
pub(super) fn in_words(of: ClaimCounts) -> Option<String> {
    let compared = count(of.compared, "owner claim", "owner claims");
    let reasons = [
        (of.unresolved, "names a team nobody here knows", "name teams nobody here knows"),
        (of.shared, "stands for services of several owners", "stand for services of several owners"),
        (of.undecided, "cannot be made out", "cannot be made out"),
    ];
    let reasons: Vec<String> =
        reasons.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many)).collect();
    match (of.compared, of.left_alone()) {
        (0, 0) => None,
        (_, 0) => Some(format!("{compared} compared")),
        (_, left) => Some(format!("{compared} compared, {left} not: {}", reasons.join(", "))),
    }
}

/// How many claims about owners of services there are, and why some are not compared with what is declared.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "claims")]
pub(super) struct ClaimsShown {
    /// Those that are compared.
    compared: usize,
    /// Those that name a team nobody here knows.
    unresolved: usize,
    /// Those that stand for services of several owners.
    shared: usize,
    /// Those that cannot be made out: what decides cannot be read, names a crowd, or would take too long to find.
    undecided: usize,
    /// The names that nobody here knows, each where it stands first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    strangers: Vec<StrangerShown>,
}

/// A name that may be one of a team, and nobody here knows of which.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "stranger")]
struct StrangerShown {
    /// The name.
    name: String,
    /// The file in which it stands.
    file: String,
    /// The line.
    #[schemars(range(min = 1))]
    line: usize,
}

impl StrangerShown {
    fn new(sources: &Sources, of: &Stranger) -> Self {
        let file = sources.get(of.place.file);
        let line = file.position(of.place.span.start).line;
        Self { name: of.name.clone(), file: file.path.clone(), line }
    }
}

impl ClaimsShown {
    pub(super) fn of(counts: ClaimCounts, sources: &Sources, strangers: &[Stranger]) -> Option<Self> {
        let ClaimCounts { compared, unresolved, shared, undecided } = counts;
        let strangers = || strangers.iter().map(|of| StrangerShown::new(sources, of)).collect();
        (counts != ClaimCounts::default()).then(|| Self {
            compared,
            unresolved,
            shared,
            undecided,
            strangers: strangers(),
        })
    }
}
