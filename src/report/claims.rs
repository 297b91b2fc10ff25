//! How many claims about owners of services there are, as people and machines read it, whatever report it stands in.

use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::wording::count;
use crate::org::claims::ClaimCounts;

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
}

impl ClaimsShown {
    pub(super) fn of(counts: ClaimCounts) -> Option<Self> {
        let ClaimCounts { compared, unresolved, shared, undecided } = counts;
        (counts != ClaimCounts::default()).then_some(Self { compared, unresolved, shared, undecided })
    }
}
