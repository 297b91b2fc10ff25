//! From what a pager exported to declarations, when all files are read: who its ids stand for, and what is missing.

mod detailed;
mod elsewhere;
mod hours;
mod names;
mod namesakes;
mod onlookers;
mod pages;
mod people;
mod register;
mod rosters;
mod shifts;
mod tell;
pub(crate) mod vendor;
mod who;
mod write;

use std::cmp::Reverse;

use crate::declare::Declarations;
use crate::declare::matching::Aliases;
use crate::declare::pager::elsewhere::Elsewhere;
use crate::declare::pager::namesakes::Namesakes;
use crate::declare::pager::register::Register;
use crate::declare::pager::vendor::{Pager, Part};
use crate::declare::pager::write::Writer;
use crate::finding::Finding;
use crate::text::Sources;

/// Declares what the exports of a pager say, and tells what is wrong with them. `today` counts days from 1970-01-01.
pub(crate) fn settle(
    parts: &mut [Declarations],
    sources: &Sources,
    pager: &Pager,
    aliases: &Aliases,
    today: i32,
) -> Vec<Finding> {
    let mut exports: Vec<Part> =
        parts.iter_mut().enumerate().filter_map(|(rank, part)| take(part, rank, pager)).collect();
    if exports.is_empty() {
        return Vec::new();
    }
    // Of what is there twice the first counts: what was exported last, where that is said.
    exports.sort_by_key(|(rank, _)| Reverse(made_on(&parts[*rank], pager)));
    detailed::prefer(&mut exports);
    shifts::assign(&mut exports, today);
    rosters::assign(&mut exports, |rank| &sources.get(parts[rank].file).path);
    onlookers::leave_out(&mut exports);
    let elsewhere = Elsewhere::of(parts, sources, aliases);
    let namesakes = Namesakes::of(parts, pager);
    let register = Register::of(&exports, &elsewhere, &namesakes, pager);
    for (rank, export) in &exports {
        let part = &mut parts[*rank];
        part.partial.extend(register.incomplete);
        let empty = Declarations::new(part.file);
        let mut writer = Writer::of(std::mem::replace(part, empty), sources, pager, &register, today);
        writer.write(export);
        writer.named(*rank);
        *part = writer.end();
    }
    tell::all(&exports, &register, &elsewhere, pager)
}

fn take(part: &mut Declarations, rank: usize, pager: &Pager) -> Option<Part> {
    let at = part.exports.iter().position(|(format, _)| *format == pager.format)?;
    Some((rank, part.exports.remove(at).1))
}

/// The day on which a file was exported, if it says so.
fn made_on(part: &Declarations, pager: &Pager) -> Option<i32> {
    part.dated.iter().filter(|dated| dated.format == pager.format).map(|dated| dated.day).max()
}
