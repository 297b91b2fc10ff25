//! The comments: where everything comes from, and what could not be written down.

use crate::finding::wording::count;
use crate::org::Org;
use crate::org::account::Account;
use crate::org::content::Content;
use crate::report::import::report::Report;
use crate::report::import::scalar::in_comment;
use crate::report::import::values;
use crate::text::Place;
use crate::vocabulary::kinds::{ALL, Entity, Kind, sections};
use crate::vocabulary::{SectionForm, record, zones};

/// So many declarations of one entity are named, and so many files.
const NAMED: usize = 8;
const NAMED_FILES: usize = 100;

/// What stands at the top.
pub(super) fn head(report: &Report<'_>, left_open: &[String]) -> Vec<String> {
    let org = report.org;
    let day = zones::date_of(org.as_of()).map_or_else(String::new, |day| format!(" as of {day}"));
    let mut lines = vec![format!("What was read{day}, written down for whoever wants to own it:")];
    lines.extend(sources(&org.account()));
    lines.push(String::new());
    lines.push(
        "Above each entry stands where it was read. `...` stands for what cannot be read or is kept elsewhere:"
            .to_owned(),
    );
    lines.push("it is unknown, and never found fault with.".to_owned());
    if !left_open.is_empty() {
        lines.push(
            "`partial` in `org` lists what the sources leave open: what they name and do not declare, and fields that"
                .to_owned(),
        );
        lines.push("they cannot say; `!` stands before what has none of these. Take a name out when all of it is written here.".to_owned());
    }
    lines
}

/// A line for each source.
fn sources(account: &Account) -> impl Iterator<Item = String> + '_ {
    account.sources.iter().map(|source| {
        let kinds = source.entities.iter().map(|&(kind, number)| in_words(kind, number));
        let (name, files) = (source.format.title, count(source.files, "file", "files"));
        format!("  {name}, {files}: {}", kinds.collect::<Vec<_>>().join(", "))
    })
}

fn in_words(kind: Kind, number: usize) -> String {
    count(number, record(kind).word, &record(kind).plural())
}

/// Where an entity is declared, and what it is called there.
pub(super) fn of(org: &Org, entity: Entity) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut more = 0;
    for (_, place) in org.declarations(entity) {
        if said.len() < NAMED { said.push(declared(org, place)) } else { more += 1 }
    }
    if more > 0 {
        said.push(format!("and {more} more"));
    }
    format!("from {}", said.join(", "))
}

fn declared(org: &Org, place: Place) -> String {
    let called =
        org.matched(place).map(|matched| format!(" as {} (by {})", in_comment(&matched.called), matched.by.in_words()));
    format!("{}{}", at(org, place), called.unwrap_or_default())
}

fn at(org: &Org, place: Place) -> String {
    let file = org.sources().get(place.file);
    format!("{}:{}", in_comment(&file.path), file.position(place.span.start).line)
}

/// What was read and is not in the file, or not in full.
pub(super) fn left_over(report: &Report<'_>) -> Vec<String> {
    let org = report.org;
    let mut lines = Vec::new();
    lines.extend(notes(report));
    lines.extend(given_way(org));
    let seats = if values::can_say_nobody(org) { 0 } else { nobodies(report) };
    if seats > 0 {
        lines.push(format!(
            "  {} that nobody takes: where a person is called `nobody`, a file like this one can only say `...` there",
            count(seats, "turn", "turns")
        ));
    }
    let reviewed = org.claims().read;
    if reviewed.lines > 0 {
        let said = count(reviewed.lines, "line", "lines");
        lines.push(format!(
            "  who reviews which code, {said} in files of the hosting service: keep these beside this file"
        ));
    }
    let alone = org.account().sources.into_iter().filter(|source| !source.alone.is_empty());
    for source in alone {
        let number = count(source.alone.len() + source.more, "entry", "entries");
        lines.push(format!("  {} of {} that no other source has:", number, source.format.title));
        lines.extend(source.alone.iter().map(|id| format!("    {}", in_comment_with_kind(id))));
        lines.extend((source.more > 0).then(|| format!("    and {} more", source.more)));
    }
    for finding in report.unread.iter().take(NAMED_FILES) {
        lines.push(format!("  {}: not read whole ({})", at(org, finding.place()), finding.rule));
    }
    for file in report.ignored.iter().take(NAMED_FILES) {
        lines.push(format!("  {}: left alone", in_comment(&file.path)));
    }
    let unnamed = report.unread.len().saturating_sub(NAMED_FILES) + report.ignored.len().saturating_sub(NAMED_FILES);
    lines.extend((unnamed > 0).then(|| format!("  {} more", count(unnamed, "file", "files"))));
    if !lines.is_empty() {
        lines.insert(0, "Left over:".to_owned());
    }
    lines
}

/// `team:payments`, in which the colon is not of the name.
fn in_comment_with_kind(id: &str) -> String {
    id.split_once(':').map_or_else(|| in_comment(id), |(word, id)| format!("{word} {}", in_comment(id)))
}

/// What catalogs note under keys of everybody's own, which a native file has no place for.
fn notes(report: &Report<'_>) -> Option<String> {
    let org = report.org;
    let has_notes = |entity: &Entity| {
        let what = record(entity.kind);
        let noted = what.notes.iter().filter(|note| note.name != "x");
        noted.filter_map(|note| what.member(note.name)).any(|note| org.is_written(*entity, note))
    };
    let number = sections().flat_map(|kind| org.all(kind)).filter(has_notes).count();
    let all = "labels, annotations, tags and links";
    (number > 0).then(|| format!("  {all} of {}: they have no place in this file", count(number, "entry", "entries")))
}

/// Parts of an entity that gave way to what another source says of the same.
fn given_way(org: &Org) -> Vec<String> {
    let nested = ALL.into_iter().filter(|&kind| record(kind).form == SectionForm::Nested && kind != Kind::GoldenPath);
    let left =
        nested.flat_map(|kind| org.all(kind)).filter(|&one| org.parent(one).is_none() && !org.id(one).is_empty());
    let said = |one: Entity| {
        let (word, id) = (record(one.kind).word, in_comment(org.id(one)));
        format!("  the {word} {id}, at {}: what another source says in its place counts", at(org, org.place(one)))
    };
    left.map(said).collect()
}

/// How many turns of layers are nobody's.
fn nobodies(report: &Report<'_>) -> usize {
    fn in_content(content: &Content<'_>) -> usize {
        match content {
            Content::Nobody => 1,
            Content::List(all) => all.iter().map(in_content).sum(),
            Content::Record(_, said) => said.iter().map(|(_, content)| in_content(content)).sum(),
            _ => 0,
        }
    }
    let org = report.org;
    let all = org.all(Kind::Rotation).flat_map(|rotation| org.contents_as_written(rotation));
    all.map(|(_, content)| in_content(&content)).sum()
}
