//! A document of the native format as declarations.

use crate::declare::Open;
use crate::declare::format::{Closure, Fields, Format, Terms};
use crate::declare::reader::{Reader, slot};
use crate::declare::value::{Slot, TextAt, Value};
use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::{INVALID_VALUE, MISSPELT_FIELD, UNKNOWN_FIELD};
use crate::finding::fix::Edit;
use crate::finding::suggest::{did_you_mean, nearest, one_of, question, slip_of};
use crate::text::Place;
use crate::vocabulary::kinds::{Kind, section_names};
use crate::vocabulary::{SectionForm, is_known_somewhere, record, section};
use crate::yaml::tree::{NodeRef, Shape};

/// What the store remembers of native files.
pub(super) static FORMAT: Format = Format {
    title: "native",
    name: "native file",
    word: "native file",
    can_say: Fields::OWN,
    gives_way: Fields::NONE,
    closure: Closure::Section,
    terms: Terms::OWN,
    forms_names: false,
    assumed: &[],
};

/// Whether a key may stand at the top of any document.
pub(super) fn is_known(key: &str) -> bool {
    key == "version" || key.starts_with("x-") || section(key).is_some()
}

/// Whether a key may stand at the top of a file for one team.
pub(super) fn of_team(key: &str) -> bool {
    key == "team" || key == "onCall" || record(Kind::Team).field(key).is_some()
}

/// The key that was meant by one that does not exist.
pub(super) fn misspelt(key: &str) -> Option<&'static str> {
    slip_of(key, section_names().chain(["version"]), is_known_somewhere)
}

/// The key that was meant to be `team` in a file for one team: nothing else in it is strange, and it has members or a
/// rotation.
pub(super) fn misspelt_team(document: NodeRef<'_>) -> Option<NodeRef<'_>> {
    document.get("members").or_else(|| document.get("onCall"))?;
    let mut meant = None;
    for entry in document.entries() {
        let key = entry.key.text().unwrap_or_default();
        if is_known(&key) || of_team(&key) {
            continue;
        }
        let is_name = entry.value.shape() == Shape::Scalar && nearest(&key, ["team"]).is_some();
        if !is_name || meant.replace(entry.key).is_some() {
            return None;
        }
    }
    meant
}

/// The key of a file for one team that was meant by one that does not exist.
pub(super) fn team_field(key: &str) -> Option<&'static str> {
    let fields = record(Kind::Team).fields.iter().flat_map(|field| std::iter::once(field.name).chain(field.alias));
    slip_of(key, fields.chain(["onCall"]), is_known_somewhere)
}

/// Reads a document of this format.
pub(super) fn read(reader: &mut Reader, document: NodeRef<'_>) {
    let short = document.get("team").filter(|team| team.shape() == Shape::Scalar);
    if let Some(team) = short {
        team_file(reader, document, team);
    } else if let Some(key) = misspelt_team(document) {
        reader.out.lost.insert(Kind::Team);
        reader.out.lost.insert(Kind::Rotation);
        return reader.out.problems.push(no_team_field(document, key, "team", "nothing in this file was read"));
    }
    for entry in document.entries() {
        let key = entry.key.text().unwrap_or_default();
        if short.is_some() && (of_team(&key) || is_slip_of_team(&key)) {
            continue;
        }
        match section(&key) {
            Some(kind) => read_section(reader, kind, entry.key.place(), entry.value),
            None if key == "version" => version(reader, entry.value),
            None if key.starts_with("x-") => {}
            None => unknown_section(reader, document, entry.key, short.is_some()),
        }
    }
}

/// Whether a key of a file for one team is nearly one of a team.
fn is_slip_of_team(key: &str) -> bool {
    !is_known(key) && team_field(key).is_some()
}

fn no_team_field(document: NodeRef<'_>, key: NodeRef<'_>, near: &str, lost: &str) -> Finding {
    let message = format!("a file for one team has no field `{}`", key.text().unwrap_or_default());
    let finding = MISSPELT_FIELD.at(key.place(), message).saying(question(near));
    finding.help(format!("write `{near}`; {lost}")).suggesting(instead(document, key, near))
}

/// Another key in the place of one, unless the document has it.
fn instead(document: NodeRef<'_>, key: NodeRef<'_>, near: &str) -> Option<Edit> {
    key.written().becoming(near).filter(|_| document.get(near).is_none())
}

/// Reports a key at the top that is nothing; `of_team` tells that it could have been a field of a team, too.
fn unknown_section(reader: &mut Reader, document: NodeRef<'_>, written: NodeRef<'_>, of_team: bool) {
    let (key, place) = (&*written.text().unwrap_or_default(), written.place());
    let or_field = if of_team { ", nor a field of a team" } else { "" };
    let message = format!("`{key}` is not a section of an organisation file{or_field}");
    let finding = if let Some(near) = misspelt(key) {
        if let Some(kind) = section(near) {
            reader.out.lost.insert(kind);
        }
        let help = format!("write `{near}`, or prefix the key with `x-`; nothing under it was read");
        let finding = MISSPELT_FIELD.at(place, message).saying(question(near));
        finding.help(help).suggesting(instead(document, written, near))
    } else {
        let fields = record(Kind::Team).fields.iter().map(|field| field.name).filter(|_| of_team);
        let known: Vec<&str> = fields.chain(section_names()).collect();
        let finding = UNKNOWN_FIELD.at(place, message).saying("nothing under this key was read");
        finding.help(format!("write {}, or prefix the key with `x-` to keep it for other tools", one_of(&known)))
    };
    reader.out.problems.push(finding);
}

/// Reads the value of a section, or a part of it; `key` is where a section that is one record is named.
pub(super) fn read_section(reader: &mut Reader, kind: Kind, key: Place, node: NodeRef<'_>) {
    reader.out.sections.insert(kind);
    if node.is_damaged() {
        reader.out.lost.insert(kind);
    }
    if kind == Kind::Org {
        complete(reader, node);
    }
    let what = record(kind);
    match what.form {
        SectionForm::Keyed => {
            for entity in reader.map(kind, node) {
                match entity.value {
                    Value::Invalid => reader.out.lost.insert(kind),
                    Value::Elsewhere => reader.out.more.insert(kind),
                    _ => {}
                }
            }
        }
        SectionForm::Listed => match node.shape() {
            Shape::Null => {}
            Shape::Scalar if reader.leaves_open(node) => reader.out.more.insert(kind),
            Shape::Sequence => {
                for item in node.items() {
                    if reader.leaves_open(item) {
                        reader.out.more.insert(kind);
                    } else if reader.record(kind, TextAt::EMPTY, item.place(), item).is_none() {
                        reader.out.lost.insert(kind);
                    }
                }
            }
            _ => {
                let is_one = node.entries().any(|entry| what.field(&entry.key.text().unwrap_or_default()).is_some());
                let help = if is_one {
                    format!("put `- ` in front of the first field: each {} is an element of the list", what.word)
                } else {
                    format!(
                        "write each {} as an element, with `- ` in front of its first field and without a name",
                        what.word
                    )
                };
                reader.wrong(node, &format!("a list of {}", what.section.unwrap_or(what.word)), &help);
                reader.out.lost.insert(kind);
            }
        },
        SectionForm::Single | SectionForm::Nested => {
            let id = reader.out.own(what.word);
            if reader.record(kind, id, key, node).is_none() {
                reader.out.lost.insert(kind);
            }
        }
    }
}

/// Reports a section that `org.complete` closes and that does not exist: it would stay open unnoticed.
fn complete(reader: &mut Reader, org: NodeRef<'_>) {
    let Some(list) = org.get("complete") else { return };
    let named = if list.shape() == Shape::Sequence { list.items().collect() } else { vec![list] };
    let sections: Vec<&str> = section_names().collect();
    for name in named {
        let Some(text) = name.text().filter(|text| section(text).is_none()) else { continue };
        let finding = INVALID_VALUE.at(name.place(), format!("`{text}` is not a section that can be `complete`"));
        let label = did_you_mean(&text, sections.iter().copied()).unwrap_or_else(|| "no such section".to_owned());
        reader.out.problems.push(finding.saying(label).help(format!("write {}", one_of(&sections))));
    }
}

fn version(reader: &mut Reader, node: NodeRef<'_>) {
    if node.text().as_deref() != Some("1") {
        let finding = INVALID_VALUE
            .at(node.place(), "this is not a version of the format that teamlint knows")
            .saying("expected 1")
            .help("write `version: 1`, or update teamlint");
        reader.out.problems.push(finding);
    }
}

/// Reports keys of a file for one team that are nearly those of a team. What they say was said, and nobody knows what.
fn misspelt_in_team(reader: &mut Reader, open: &Open, document: NodeRef<'_>) {
    for entry in document.entries() {
        let key = entry.key.text().unwrap_or_default();
        if of_team(&key) || !is_slip_of_team(&key) {
            continue;
        }
        let near = team_field(&key).unwrap_or_default();
        reader.out.problems.push(no_team_field(document, entry.key, near, "nothing under this key was read"));
        match record(Kind::Team).field(near) {
            Some(field) => reader.out.set(open, field, Value::Invalid, entry.key.place()),
            None => reader.out.lost.insert(Kind::Rotation),
        }
    }
}

/// The short form: one team, its members and, with `onCall`, one weekly rotation of all of them.
fn team_file(reader: &mut Reader, document: NodeRef<'_>, team: NodeRef<'_>) {
    reader.out.sections.insert(Kind::Team);
    reader.out.short = true;
    let what = record(Kind::Team);
    let id = reader.text_at(team);
    let open = reader.out.open(Kind::Team);
    for entry in document.entries() {
        let key = entry.key.text().unwrap_or_default();
        if let Some(field) = what.field(&key)
            && let Some(value) = reader.value(what.def(field), entry.value)
        {
            reader.out.set(&open, field, value, entry.value.place());
        }
    }
    reader.extras(what, &open, document);
    misspelt_in_team(reader, &open, document);
    let members = reader.out.get(&open, field!(Team.members));
    reader.close(open, id, team.place(), document.is_damaged());

    let Some(on_call) = document.get("onCall") else { return };
    reader.out.sections.insert(Kind::Rotation);
    if on_call.shape() != Shape::Mapping {
        reader.wrong(on_call, "a map for `onCall`", "write `onCall: {coverage: 24x7, turn: 1w}`");
        return;
    }
    let what = record(Kind::Rotation);
    let open = reader.out.open(Kind::Rotation);
    reader.fields(what, &open, on_call);
    reader.out.set(&open, field!(Rotation.team), Value::Name(id), team.place());
    if on_call.get("layers").is_none()
        && on_call.get("participants").is_none()
        && let Some(members) = members
    {
        let everybody = everybody(reader, members);
        reader.out.set(&open, field!(Rotation.participants), everybody, members.place);
    }
    reader.close(open, id, on_call.place(), on_call.is_damaged());
}

/// The people among the members of a team.
fn everybody(reader: &mut Reader, members: Slot) -> Value {
    let Value::List(run) = members.value else { return members.value };
    let elements = &reader.out.elements[run.start as usize..(run.start + run.len) as usize];
    let person = |element: &Slot| match element.value {
        Value::Record(member) => {
            let draft = &reader.out.drafts[Kind::Member as usize][member.index()];
            let is_first = draft.mask & 1 != 0 && field!(Member.person).0 == 0;
            let said = reader.out.slots.get(draft.base as usize).filter(|_| is_first)?;
            Some(slot(said.value, said.place))
        }
        other => Some(slot(other, element.place)),
    };
    let people: Vec<Slot> = elements.iter().filter_map(person).collect();
    reader.out.list(&people)
}
