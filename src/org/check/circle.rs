//! How a circle is told: who leads to whom, step by step, until it is back where it began.

use crate::finding::Finding;
use crate::finding::diagnostics::Diagnostic;
use crate::finding::wording::in_backticks;
use crate::org::Org;
use crate::text::Place;
use crate::vocabulary::kinds::Entity;

/// Steps of a circle that are shown; the others are counted.
const SHOWN: usize = 8;

/// One of a circle, and where it names the next one.
pub(super) type Step = (Entity, Place);

/// The words of a kind of circle.
pub(super) struct Words {
    /// What is said of one that leads to itself.
    pub itself: String,
    /// What is said of several, before the circle.
    pub several: String,
    /// What each does to the next.
    pub does: &'static str,
    /// How to get out of it.
    pub help: &'static str,
}

/// What is wrong with a circle.
pub(super) fn told(org: &Org, diagnostic: Diagnostic, steps: &[Step], words: Words) -> Option<Finding> {
    let (&(first, place), rest) = steps.split_first()?;
    let id = |step: usize| org.id(steps[step % steps.len()].0);
    let message = if rest.is_empty() {
        words.itself
    } else {
        let path = in_backticks(&(0..steps.len().min(SHOWN)).map(id).collect::<Vec<_>>());
        let left_out = steps.len().saturating_sub(SHOWN);
        let gap = if left_out > 0 { format!(" -> ({left_out} more)") } else { String::new() };
        format!("{}: {}{gap} -> `{}`", words.several, path.join(" -> "), org.id(first))
    };
    let says = |step: usize| format!("`{}` {} `{}`", id(step), words.does, id(step + 1));
    let finding = diagnostic
        .at(place, message)
        .saying(says(0))
        .labels_of_places(rest.iter().enumerate().map(|(at, &(_, place))| (place, says(at + 1))))
        .help(words.help);
    let ids: Vec<String> = steps.iter().map(|&(entity, _)| org.stable_id(entity)).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    Some(finding.about(&ids, ""))
}
