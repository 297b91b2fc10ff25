//! Circles in lines of reporting: units, teams and people whose chain upwards comes back to them.
//!
//! Everybody reports to at most one other, so a circle is found by walking up, without recursion.

use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::REPORTING_CYCLE;
use crate::org::Org;
use crate::text::Place;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::record;

/// Steps of a circle that are shown; the others are counted.
const SHOWN: usize = 8;

/// The fields that say whom something reports to. Teams may report to units, but units never to teams,
/// so every circle stays within one kind.
const UPWARDS: [(Kind, FieldId); 3] = [
    (Kind::Unit, field!(Unit.reportsTo)),
    (Kind::Team, field!(Team.reportsTo)),
    (Kind::Person, field!(Person.manager)),
];

/// One finding for each circle, in order of kind and id.
pub(crate) fn reporting_cycles(org: &Org) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (kind, field) in UPWARDS {
        let above = |index: usize| {
            let above = org.reference(Entity::new(kind, index), field).ok().flatten();
            above.filter(|above| above.value.kind == kind).map(|above| above.value.index())
        };
        for circle in circles(org.count(kind), above) {
            let steps: Vec<(Entity, Place)> = circle
                .into_iter()
                .map(|index| Entity::new(kind, index))
                .filter_map(|entity| Some((entity, org.place_of(entity, field)?)))
                .collect();
            findings.extend(told(org, kind, &steps));
        }
    }
    findings
}

/// The circles among `n` things of which each has at most one above it. Each circle begins with its least.
fn circles(n: usize, above: impl Fn(usize) -> Option<usize>) -> Vec<Vec<usize>> {
    let mut walk_of = vec![usize::MAX; n];
    let mut found = Vec::new();
    for start in 0..n {
        let mut at = Some(start);
        while let Some(here) = at.filter(|&here| walk_of[here] == usize::MAX) {
            walk_of[here] = start;
            at = above(here);
        }
        if let Some(meeting) = at.filter(|&here| walk_of[here] == start) {
            let mut circle: Vec<usize> =
                std::iter::successors(Some(meeting), |&here| above(here).filter(|&next| next != meeting)).collect();
            let least = circle.iter().enumerate().min_by_key(|&(_, index)| index).map_or(0, |(rank, _)| rank);
            circle.rotate_left(least);
            found.push(circle);
        }
    }
    found
}

fn told(org: &Org, kind: Kind, steps: &[(Entity, Place)]) -> Option<Finding> {
    let (&(first, place), rest) = steps.split_first()?;
    let id = |step: usize| org.id(steps[step % steps.len()].0);
    let word = record(kind).word;
    let message = if rest.is_empty() {
        let itself = if kind == Kind::Person { "is their own manager" } else { "reports to itself" };
        format!("{word} `{}` {itself}", org.id(first))
    } else {
        let path: Vec<&str> = (0..steps.len().min(SHOWN)).map(id).collect();
        let left_out = steps.len().saturating_sub(SHOWN);
        let gap = if left_out > 0 { format!(" -> ({left_out} more)") } else { String::new() };
        format!(
            "{} report in a circle: {}{gap} -> {}",
            record(kind).section.unwrap_or(word),
            path.join(" -> "),
            org.id(first)
        )
    };
    let says = |step: usize| format!("`{}` reports to `{}`", id(step), id(step + 1));
    let finding = REPORTING_CYCLE
        .at(place, message)
        .saying(says(0))
        .labels_of_places(rest.iter().enumerate().map(|(at, &(_, place))| (place, says(at + 1))), SHOWN - 1)
        .help("let one of them report to somebody outside the circle, or to nobody");
    let ids: Vec<String> = steps.iter().map(|&(entity, _)| org.stable_id(entity)).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    Some(finding.about(&ids, ""))
}

#[cfg(test)]
mod tests {
    use crate::org::check::cycles::circles;

    #[test]
    fn each_circle_is_found_once_and_begins_with_its_least() {
        let above = [Some(1), Some(2), Some(1), Some(0), Some(4), None, Some(8), Some(6), Some(7)];
        assert_eq!(circles(above.len(), |at| above[at]), [vec![1, 2], vec![4], vec![6, 8, 7]]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let n = 100_000;
        assert!(circles(n, |at| (at + 1 < n).then_some(at + 1)).is_empty());
        assert_eq!(circles(n, |at| Some((at + 1) % n))[0].len(), n);
    }
}
