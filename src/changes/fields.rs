//! Fields that no other change is about, told by their names: whatever is in the vocabulary is told.

use std::collections::{BTreeMap, BTreeSet};

use crate::changes::change::{Said, What};
use crate::changes::listed::{capital, of_listed, subject, verb, words};
use crate::changes::side::Both;
use crate::changes::told::{Told, Turn};
use crate::field;
use crate::finding::wording::listed;
use crate::org::content::Content;
use crate::vocabulary::kinds::{Entity, FieldId, Kind, sections};
use crate::vocabulary::{SectionForm, record};

/// How a field differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    Changed,
    Said,
    Unsaid,
    Unreadable,
    Readable,
}

type Fields = Vec<(How, &'static str)>;

/// Tells what differs of everything that both sides have; things with the same differences together.
pub(super) fn tell(both: &Both<'_>, told: &mut Told) {
    for kind in sections().filter(|&kind| record(kind).form != SectionForm::Listed) {
        let mut alike: BTreeMap<Fields, Vec<Entity>> = BTreeMap::new();
        for name in both.common(kind) {
            let (Some(old), Some(new)) = (both.old.own(name), both.new.own(name)) else { continue };
            let (old, new) = (both.old.contents(old), both.new.contents(new));
            let is_short = [&old, &new].map(|of| said(of, field!(Rotation.participants)).is_some());
            let differs = |field: FieldId| !told.has(name, field) && !is_said_twice(kind, field, is_short);
            let fields = differing(both, kind, &old, &new, differs);
            if !fields.is_empty() {
                alike.entry(fields).or_default().push(name);
            }
        }
        for (fields, all) in alike {
            let (who, what) = (subject_of(both, kind, &all), in_words(&fields, all.len()));
            say(told, both.stable_ids(&all), &fields, format!("{who} {what}."));
        }
    }
}

/// Whether another field says the same: a rotation with a list of participants has a layer with them, too.
fn is_said_twice(kind: Kind, field: FieldId, is_short: [bool; 2]) -> bool {
    let is_list = field == field!(Rotation.participants) || field == field!(Rotation.restrictions);
    let is_layers = field == field!(Rotation.layers);
    kind == Kind::Rotation && if is_short == [true; 2] { is_layers } else { is_list }
}

/// What a field says.
fn said<'c, 'o>(of: &'c [(FieldId, Content<'o>)], field: FieldId) -> Option<&'c Content<'o>> {
    of.binary_search_by_key(&field, |(field, _)| *field).ok().map(|at| &of[at].1)
}

/// The same of two that stand in lists without ids.
pub(super) fn tell_listed(
    both: &Both<'_>,
    kind: Kind,
    key: &[Entity],
    old: &[(FieldId, Content<'_>)],
    new: &[(FieldId, Content<'_>)],
    told: &mut Told,
) {
    let fields = differing(both, kind, old, new, |_| true);
    if !fields.is_empty() {
        let sentence = format!("{} {}.", capital(&of_listed(both, kind, key)), in_words(&fields, 1));
        say(told, both.stable_ids(key), &fields, sentence);
    }
}

fn say(told: &mut Told, subjects: Vec<String>, fields: &Fields, sentence: String) {
    let mut names: Vec<&'static str> = fields.iter().map(|(_, name)| *name).collect();
    names.sort_unstable();
    let side =
        |has: fn(&How) -> bool| Said::of(fields.iter().filter(|(how, _)| has(how)).map(|(_, name)| (*name).to_owned()));
    let before = side(|how| matches!(how, How::Changed | How::Unsaid | How::Unreadable));
    let after = side(|how| matches!(how, How::Changed | How::Said | How::Readable));
    told.say(What::Fields, subjects, &names, Turn { before, after }, sentence);
}

fn subject_of(both: &Both<'_>, kind: Kind, all: &[Entity]) -> String {
    match record(kind).form {
        SectionForm::Single if kind == Kind::Org => "The organisation".to_owned(),
        SectionForm::Single => format!("The {} process", record(kind).word),
        _ => subject(both, all),
    }
}

/// `changed runbook, now says docs and no longer says tier`.
fn in_words(fields: &Fields, number: usize) -> String {
    let of = |wanted: How| -> Vec<&'static str> {
        fields.iter().filter(|(how, _)| *how == wanted).map(|(_, name)| *name).collect()
    };
    let says = verb(number, "says", "say");
    let part = |how: How, before: String, after: &str| {
        let names = of(how);
        (!names.is_empty()).then(|| format!("{before} {}{after}", words(names)))
    };
    let parts: Vec<String> = [
        part(How::Changed, "changed".to_owned(), ""),
        part(How::Said, format!("now {says}"), ""),
        part(How::Unsaid, format!("no longer {says}"), ""),
        part(How::Unreadable, says.to_owned(), " so that it cannot be read any more"),
        part(How::Readable, says.to_owned(), " so that it can be read now"),
    ]
    .into_iter()
    .flatten()
    .collect();
    listed(&parts, "and")
}

/// The fields that differ, `those` at most.
fn differing(
    both: &Both<'_>,
    kind: Kind,
    old: &[(FieldId, Content<'_>)],
    new: &[(FieldId, Content<'_>)],
    those: impl Fn(FieldId) -> bool,
) -> Fields {
    let all: BTreeSet<FieldId> = old.iter().chain(new).map(|(field, _)| *field).collect();
    let mut fields: Fields = Vec::new();
    for field in all.into_iter().filter(|&field| those(field)) {
        let (was, is) = (said(old, field), said(new, field));
        let how = match (was, is) {
            (Some(was), Some(is)) if was == is || is_told_otherwise(both, kind, field, Some(was), Some(is)) => continue,
            (Some(Content::Unknown), Some(_)) => How::Readable,
            (Some(_), Some(Content::Unknown)) => How::Unreadable,
            (Some(_), Some(_)) => How::Changed,
            (was, is) if is_told_otherwise(both, kind, field, was, is) => continue,
            (None, _) => How::Said,
            (_, None) => How::Unsaid,
        };
        fields.push((how, record(kind).def(field).name));
    }
    fields.sort_unstable();
    fields
}

/// Whether all the difference is told: somebody or something came or went, or joined or left a team.
fn is_told_otherwise(
    both: &Both<'_>,
    kind: Kind,
    field: FieldId,
    was: Option<&Content<'_>>,
    is: Option<&Content<'_>>,
) -> bool {
    let (Some(mut was), Some(mut is)) = (elements(was), elements(is)) else { return false };
    let is_membership =
        (kind, field) == (Kind::Team, field!(Team.members)) || (kind, field) == (Kind::Person, field!(Person.team));
    if is_membership {
        // Who is in a team is told as such, whichever side says it; what is said of those that both name is not.
        let about = |all: &[Content<'_>]| -> BTreeSet<Entity> { all.iter().filter_map(subject_in).collect() };
        let (before, now) = (about(&was), about(&is));
        was.retain(|one| subject_in(one).is_none_or(|about| now.contains(&about)));
        is.retain(|one| subject_in(one).is_none_or(|about| before.contains(&about)));
    } else {
        let moving = |all: &[Content<'_>]| -> BTreeSet<String> {
            let entities = all.iter().filter_map(subject_in).filter(|&about| both.came_or_went(about));
            entities.map(|about| both.id(about).to_lowercase()).collect()
        };
        // Where somebody is gone, the name is left that nobody has any more.
        let (gone, new) = (moving(&was), moving(&is));
        let stays = |one: &Content<'_>, others: &BTreeSet<String>| match one {
            Content::Name(name) => !others.contains(&name.rsplit(':').next().unwrap_or_default().to_lowercase()),
            one => subject_in(one).is_none_or(|about| !both.came_or_went(about)),
        };
        was.retain(|one| stays(one, &new));
        is.retain(|one| stays(one, &gone));
    }
    was == is
}

/// The elements of a list, or of a field that nobody wrote.
fn elements<'o>(content: Option<&Content<'o>>) -> Option<Vec<Content<'o>>> {
    match content {
        Some(Content::List(all)) => Some(all.clone()),
        None => Some(Vec::new()),
        _ => None,
    }
}

/// What an element of a list is about: what it refers to, or what the record refers to that it is.
fn subject_in(element: &Content<'_>) -> Option<Entity> {
    match element {
        Content::Entity(entity) => Some(*entity),
        Content::Record(_, said) => said.iter().find_map(|(_, content)| match content {
            Content::Entity(entity) => Some(*entity),
            _ => None,
        }),
        _ => None,
    }
}
