//! Waivers: findings that somebody decided to live with, for a reason and perhaps until a day.
//!
//! They are applied to what judging found, so that a waiver that no longer matches anything is seen, too.

mod comment;

use std::ops::Range;

use crate::finding::Finding;
use crate::finding::diagnostics::{EXPIRED_WAIVER, INVALID_WAIVER, RULE_CONFIG, UNUSED_WAIVER};
use crate::finding::suggest::which_rule;
use crate::text::{FileId, Place};
pub use crate::waive::comment::in_comments;

/// A finding that is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The rule or diagnostic.
    pub rule: String,
    /// Where the rule is named.
    pub rule_place: Place,
    /// What it is about.
    pub on: On,
    /// The last day on which it counts: days since 1970-01-01, and as written.
    pub until: Option<(i32, String)>,
    /// Where it is written.
    pub place: Place,
}

/// What a waiver is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// An entity by its stable id, and everything in it.
    Entity(String),
    /// Bytes of a file, in which the finding is reported.
    Bytes(FileId, Range<u32>),
}

impl Waiver {
    fn covers(&self, finding: &Finding) -> bool {
        if finding.rule != self.rule {
            return false;
        }
        match &self.on {
            On::Entity(id) => finding.entity.as_deref().is_some_and(|entity| {
                entity.strip_prefix(id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            }),
            On::Bytes(file, bytes) => {
                let place = finding.place();
                place.file == *file && bytes.contains(&place.span.start)
            }
        }
    }
}

/// The waivers of a run, and what came of them.
#[derive(Debug, Default)]
pub struct Waiving<'w> {
    /// Those that count, and whether they covered anything.
    live: Vec<(&'w Waiver, bool)>,
    /// What is wrong with the others.
    problems: Vec<Finding>,
    /// Fingerprints of the findings that were covered.
    waived: Vec<String>,
}

impl<'w> Waiving<'w> {
    /// Sorts out the waivers that do not count, or no longer.
    ///
    /// `names` are those of rules and diagnostics, `as_of` is the date that counts as today.
    pub fn of(waivers: &'w [Waiver], names: &[&str], as_of: i32) -> Self {
        let mut waiving = Self::default();
        for waiver in waivers {
            match &waiver.until {
                _ if !names.contains(&waiver.rule.as_str()) => waiving.problems.push(unknown(waiver, names)),
                Some((until, day)) if *until < as_of => waiving.problems.push(expired(waiver, day)),
                _ => waiving.live.push((waiver, false)),
            }
        }
        waiving
    }

    /// Whether a waiver covers the finding, which must not have been merged with others.
    pub fn covers(&mut self, finding: &Finding) -> bool {
        let mut covered = false;
        for (_, used) in self.live.iter_mut().filter(|(waiver, _)| waiver.covers(finding)) {
            (covered, *used) = (true, true);
        }
        if covered {
            self.waived.push(finding.fingerprint.clone());
        }
        covered
    }

    /// Fingerprints of the findings that were covered, and what is wrong with waivers. Whether it matters that a waiver
    /// covers nothing, `whole` tells: a run over a part of the organisation does not see everything.
    pub fn finish(mut self, whole: impl Fn(&Waiver) -> bool) -> (Vec<String>, Vec<Finding>) {
        let unused = self.live.into_iter().filter(|(waiver, used)| !used && whole(waiver));
        self.problems.extend(unused.map(|(waiver, _)| unused_waiver(waiver)));
        (self.waived, self.problems)
    }
}

fn unknown(waiver: &Waiver, names: &[&str]) -> Finding {
    let message = format!("there is no rule `{}`", waiver.rule);
    // In the configuration it is a mistake like any other setting of a rule that does not exist.
    let diagnostic = match waiver.on {
        On::Entity(_) => RULE_CONFIG,
        On::Bytes(..) => INVALID_WAIVER,
    };
    let finding = diagnostic.at(waiver.rule_place, message).saying("unknown rule");
    identified(waiver, finding).help(which_rule(&waiver.rule, names.iter().copied()))
}

fn expired(waiver: &Waiver, day: &str) -> Finding {
    let message = format!("the waiver of `{}` ended on {day}", waiver.rule);
    let finding = EXPIRED_WAIVER.at(waiver.place, message).saying("no longer counts");
    identified(waiver, finding).help("mend what it let pass, or decide anew and give a later day")
}

fn unused_waiver(waiver: &Waiver) -> Finding {
    let (message, help) = match &waiver.on {
        On::Entity(id) if !id.contains(':') => (
            format!("`{}` finds nothing about `{id}`", waiver.rule),
            format!("remove the waiver; if `{id}` is there, name its kind as well, as in `team:{id}`"),
        ),
        On::Entity(id) => (format!("`{}` finds nothing about `{id}`", waiver.rule), "remove the waiver".to_owned()),
        On::Bytes(..) => (format!("`{}` finds nothing here", waiver.rule), "remove the comment".to_owned()),
    };
    let finding = UNUSED_WAIVER.at(waiver.place, message).saying("allows nothing");
    identified(waiver, finding).help(help)
}

/// A waiver of an entity is known by it, so that its findings stay the same when lines move.
fn identified(waiver: &Waiver, finding: Finding) -> Finding {
    match &waiver.on {
        On::Entity(id) => finding.about(&[id], &waiver.rule),
        On::Bytes(..) => finding,
    }
}
