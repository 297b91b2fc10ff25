//! The sums of on-call hours, addend by addend, in words.

use crate::expr::exact_text;
use crate::facts::cx::Cx;
use crate::facts::on_call::load::addends::{Account, Addend, Clock, account};
use crate::facts::on_call::model::Level;
use crate::facts::tables;
use crate::field;
use crate::finding::wording::count;
use crate::judge::trace::{Wanting, wanted};
use crate::org::what_if::find::layer_name;
use crate::text::Place;
use crate::value::number::narrow;
use crate::value::rational::Rational;
use crate::value::{Missing, Of, Type, Unit, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// A sum of hours a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Whose: `ana`, or the id of a pool.
    pub of: String,
    /// What is added up.
    pub lines: Vec<SumLine>,
    /// What comes of it, in sentences.
    pub total: Vec<String>,
}

/// An addend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumLine {
    /// The layer, and how its hours come about.
    pub text: String,
    /// Where it was written.
    pub place: Place,
    /// What is missing to know it.
    pub wanting: Option<Wanting>,
}

pub(super) fn sum(cx: &Cx<'_>, of: Entity) -> Option<Sum> {
    let account = account(cx, of)?;
    let pool = account.of.kind == Kind::Pool;
    let lines = account.addends.iter().map(|addend| line(cx, addend, pool)).collect();
    let name = if pool { format!("the pool {}", tables::id(cx, of)) } else { tables::id(cx, of).to_owned() };
    Some(Sum { of: name, lines, total: total(cx, &account, pool) })
}

fn line(cx: &Cx<'_>, addend: &Addend, pool: bool) -> SumLine {
    let layer = layer_name(cx.org, addend.layer);
    let level = match addend.level {
        Level::Primary => "primary",
        Level::Secondary => "secondary",
        Level::Shadow => "shadow",
    };
    let part = if pool {
        format!("{} at a time", addend.at_once)
    } else {
        match addend.share {
            Some(share) if share == Rational::from_integer(1) => "every turn".to_owned(),
            Some(share) => format!("{share} of the turns"),
            None => "turns, which depend on when they began,".to_owned(),
        }
    };
    let text = match (addend.level, addend.active, addend.hours(pool)) {
        (Level::Shadow, ..) => format!("{layer}, {level}: counts nothing"),
        (_, Ok(active), Some(all)) => format!("{layer}, {level}: {part} × {} = {}", hours(cx, active), hours(cx, all)),
        (_, Ok(active), None) => format!("{layer}, {level}: {part} × {}", hours(cx, active)),
        _ => format!("{layer}, {level}: {part} × unknown hours"),
    };
    SumLine { text, place: addend.place, wanting: addend.active.err().map(|missing| wanted(cx, missing)) }
}

fn total(cx: &Cx<'_>, account: &Account, pool: bool) -> Vec<String> {
    let Some(total) = &account.total else { return Vec::new() };
    let mut said = Vec::new();
    if account.addends.len() != 1 {
        let what = if pool { "to be staffed" } else { "added up" };
        said.push(format!("{} a week {what}", hours(cx, total.summed)));
    }
    if let Some(clock) = &total.clock {
        said.push(by_the_clock(cx, clock, total.summed));
    }
    said
}

fn by_the_clock(cx: &Cx<'_>, clock: &Clock, summed: Rational) -> String {
    let cycle = format!("a cycle of {}", count(clock.cycle_weeks, "week", "weeks"));
    if !clock.floating.is_empty() {
        let fields =
            clock.floating.iter().map(|&layer| wanted(cx, Missing::Field(layer, field!(Layer.utcOffset))).what);
        let fields: Vec<String> = fields.collect();
        return format!("how far they overlap is not known without {}", fields.join(" and "));
    }
    if !clock.exact && !clock.started {
        let (least, most) = (hours(cx, clock.hours), hours(cx, clock.most));
        return format!("{least} to {most} a week by the clock, depending on when the turns began, over {cycle}");
    }
    if !clock.exact {
        return format!("{cycle} is too long to be played through: the sum counts, up to 168 h");
    }
    let (hours_told, twice) = (hours(cx, clock.hours), hours(cx, clock.twice));
    if clock.hours == summed {
        format!("{hours_told} a week by the clock, over {cycle}")
    } else if clock.twice == Rational::from_integer(0) {
        format!("{hours_told} a week by the clock, over {cycle}, in which the turns always meet the same hours")
    } else {
        format!(
            "{twice} of them in two places at once, which count once: {hours_told} a week by the clock, over {cycle}"
        )
    }
}

fn hours(cx: &Cx<'_>, hours: Rational) -> String {
    match narrow(hours) {
        Some(hours) => exact_text::told(&Val::Number(hours), Type::one(Of::Number(Unit::Hours)), cx),
        None => "hours too long to be written".to_owned(),
    }
}
