//! Waivers: findings that somebody decided to live with, for a reason and perhaps until a day.
//!
//! They are applied to what judging found, so that a waiver that no longer matches anything is seen, too.

mod comment;
mod covered;
mod ids;
mod lines;
mod patterns;
mod waiver;

use std::collections::{HashMap, HashSet};

use crate::finding::Finding;
use crate::finding::diagnostics::{Diagnostic, EXPIRED_WAIVER, INVALID_WAIVER, RULE_CONFIG, UNUSED_WAIVER};
use crate::finding::excuse::{Excuse, Excused};
use crate::finding::suggest::{question, which_rule};
use crate::text::Place;
use crate::text::unicode::visible;
pub use crate::waive::comment::in_comments;
use crate::waive::covered::Covered;
pub use crate::waive::ids::{check_pattern, is_pattern, matching};
pub use crate::waive::waiver::{Behind, On, Waiver};

/// What there is to waive.
#[derive(Clone, Copy, Debug)]
pub struct Waivable<'r> {
    /// The names of all rules and diagnostics.
    pub names: &'r [&'r str],
    /// The diagnostics among them.
    pub diagnostics: &'r [&'static Diagnostic],
    /// Those of them that configuration locks: nothing waives what they find.
    pub locked: &'r HashSet<&'r str>,
}

/// What an organisation says to an id that a waiver names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// There is something of that name, or nobody can tell.
    There,
    /// There is nothing of that name; perhaps this was meant.
    Unknown(Option<String>),
}

/// The waivers of a run, and what came of them.
#[derive(Debug, Default)]
pub struct Waiving<'w> {
    /// Those that count, with the rule they are about.
    live: Vec<(&'w str, &'w Waiver)>,
    /// Whom they cover, by the rule they are about.
    covered: HashMap<&'w str, Covered<'w>>,
    /// What is wrong with the others.
    problems: Vec<Finding>,
    /// The findings that were covered.
    waived: Vec<Excused>,
}

impl<'w> Waiving<'w> {
    /// Sorts out the waivers that do not count, or no longer. `as_of` is the date that counts as today.
    pub fn of(waivers: &'w [Waiver], rules: Waivable<'w>, as_of: i32) -> Self {
        let mut waiving = Self::default();
        for waiver in waivers {
            let behind = waiver.behind.as_ref().and_then(|behind| {
                let name = rules.names.iter().find(|name| name.eq_ignore_ascii_case(&behind.word))?;
                Some((behind, *name))
            });
            if let Some((behind, name)) = behind {
                waiving.problems.push(no_comma(behind, name));
            }
            let Some(&rule) = rules.names.iter().find(|name| name.eq_ignore_ascii_case(&waiver.rule)) else {
                waiving.problems.push(unknown(waiver, rules.names));
                continue;
            };
            let diagnostic = rules.diagnostics.iter().find(|diagnostic| diagnostic.name == rule);
            let fixed = diagnostic.and_then(|diagnostic| diagnostic.fixed);
            if let Some(why) = fixed {
                waiving.problems.push(fixed_for_all(waiver, rule, why));
            } else if rules.locked.contains(rule) {
                waiving.problems.push(locked(waiver, rule));
            } else if let Some((_, day)) = waiver.until.as_ref().filter(|(until, _)| *until < as_of) {
                waiving.problems.push(expired(waiver, day));
            } else {
                waiving.covered.entry(rule).or_default().add(&waiver.on, waiving.live.len());
                waiving.live.push((rule, waiver));
            }
        }
        waiving.covered.values_mut().for_each(Covered::arrange);
        waiving
    }

    /// Whether a waiver covers the finding, which must not have been merged with others.
    pub fn covers(&mut self, finding: &Finding) -> bool {
        let by = self.covered.get_mut(finding.rule.as_str()).and_then(|covered| covered.by(finding));
        if let Some(rank) = by {
            let Waiver { reason, until, place, on, .. } = self.live[rank].1;
            let excuse = Excuse::Waived {
                reason: visible(reason.clone()),
                until: until.as_ref().map(|(_, day)| day.clone()),
                place: *place,
                in_comment: matches!(on, On::Bytes(..)),
            };
            self.waived.push(Excused::new(finding.clone(), excuse));
        }
        by.is_some()
    }

    /// The findings that were covered, and what is wrong with waivers. Whether it matters that a waiver
    /// covers nothing, `whole` tells: a run over a part of the organisation does not see everything. `named` tells
    /// whether there is what a waiver names.
    pub fn finish(
        mut self,
        whole: impl Fn(&Waiver) -> bool,
        named: impl Fn(&str) -> Named,
    ) -> (Vec<Excused>, Vec<Finding>) {
        for (rule, waiver) in self.live {
            let covered = self.covered.get_mut(rule);
            let (used, outside) = covered.map_or((false, None), |covered| {
                (covered.used(&waiver.on), covered.outside(&waiver.on, &waiver.within))
            });
            if !used && whole(waiver) {
                self.problems.push(unused(waiver, outside, &named));
            }
        }
        (self.waived, self.problems)
    }
}

/// A mistake in the configuration is one like any other setting of a rule that cannot be.
fn refused(waiver: &Waiver, message: String, label: &str, help: String) -> Finding {
    let diagnostic = match waiver.on {
        On::Entity(_) => RULE_CONFIG,
        On::Bytes(..) => INVALID_WAIVER,
    };
    identified(waiver, diagnostic.at(waiver.rule_place, message).saying(label)).help(help)
}

fn unknown(waiver: &Waiver, names: &[&str]) -> Finding {
    let help = which_rule(&waiver.rule, names.iter().copied());
    refused(waiver, format!("there is no rule `{}`", waiver.rule), "unknown rule", help)
}

/// A rule that is named behind others as if it were part of the reason.
fn no_comma(behind: &Behind, name: &str) -> Finding {
    let message = format!("`{name}` is a rule, and begins the reason here, so that it is not allowed");
    let help = format!("write `allow {}, {name} …`, with commas between the rules", behind.rules);
    INVALID_WAIVER.at(behind.place, message).saying("not allowed").help(help)
}

fn fixed_for_all(waiver: &Waiver, rule: &str, why: &str) -> Finding {
    let message = format!("`{rule}` {why}, and cannot be waived");
    refused(waiver, message, "allows nothing", "mend what it tells of, and remove the waiver".to_owned())
}

fn locked(waiver: &Waiver, rule: &str) -> Finding {
    let help = "mend what it finds; `locked: true` in the configuration says that nobody waives it".to_owned();
    refused(waiver, format!("`{rule}` is locked, and cannot be waived"), "allows nothing", help)
}

fn expired(waiver: &Waiver, day: &str) -> Finding {
    let message = format!("the waiver of `{}` ended on {day}", waiver.rule);
    let finding = EXPIRED_WAIVER.at(waiver.place, message).saying("no longer counts");
    identified(waiver, finding).help("mend what it let pass, or decide anew and give a later day")
}

/// A waiver that covers nothing; `outside` is where there would be something that it may have been meant for.
fn unused(waiver: &Waiver, outside: Option<Place>, named: impl Fn(&str) -> Named) -> Finding {
    let rule = &waiver.rule;
    let remove =
        if waiver.among_others { format!("take `{rule}` out of the comment") } else { "remove the comment".to_owned() };
    let (message, help) = match &waiver.on {
        On::Bytes(..) => {
            let help = match outside {
                Some(_) => {
                    format!("write it at the end of the line that it is about, or above that line; else {remove}")
                }
                None => remove,
            };
            (format!("`{rule}` finds nothing here"), help)
        }
        On::Entity(id) if is_pattern(id) => {
            let near = match named(id) {
                Named::Unknown(near) => near,
                Named::There => None,
            };
            let help = near.map_or_else(|| "remove the waiver".to_owned(), question);
            (format!("`{rule}` finds nothing about anything like `{id}`"), help)
        }
        On::Entity(id) => match named(id) {
            Named::There => (format!("`{rule}` finds nothing about `{id}`"), "remove the waiver".to_owned()),
            Named::Unknown(near) => (
                format!("nothing is called `{id}`, so that this waiver of `{rule}` allows nothing"),
                near.map_or_else(
                    || "name it as `--format json` does, as in `team:payments`, or remove the waiver".to_owned(),
                    question,
                ),
            ),
        },
    };
    let finding = UNUSED_WAIVER.at(waiver.place, message).saying("allows nothing");
    let finding = match outside {
        Some(place) => finding.label(place, "it is found here"),
        None => finding,
    };
    identified(waiver, finding).help(help)
}

/// A waiver of an entity is known by it, so that its findings stay the same when lines move.
fn identified(waiver: &Waiver, finding: Finding) -> Finding {
    match &waiver.on {
        On::Entity(id) => finding.about(&[id], &waiver.rule),
        On::Bytes(..) => finding,
    }
}
