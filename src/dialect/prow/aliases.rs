//! `OWNERS_ALIASES`: names that stand for lists of logins.

use crate::declare::reader::{Reader, slot};
use crate::declare::value::{Slot, TextAt, Value};
use crate::dialect::prow::diagnostics::EMPTY_ALIAS;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};
use crate::{field, word};

/// Reads aliases as teams. Those of another repository may have the same names, so that the folder is a part of theirs.
pub fn read(reader: &mut Reader, path: &str, aliases: NodeRef<'_>) {
    reader.out.sections.insert(Kind::Team);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).trim_start_matches("./");
    for entry in aliases.entries() {
        let name = entry.key.text().unwrap_or_default();
        if name.trim().is_empty() || reader.is_unfilled(entry.key) {
            continue;
        }
        let people = people(reader, entry.value);
        let id = format!("{folder}{}aliases/{}", if folder.is_empty() { "" } else { "/" }, name.trim());
        if people.as_ref().is_some_and(Vec::is_empty) && !entry.value.is_damaged() {
            let message = format!("the alias `{}` stands for nobody", name.trim());
            let help = "name who it stands for, or remove it, here and where OWNERS name it";
            let finding = EMPTY_ALIAS.at(entry.key.place(), message).saying("nobody is in it").help(help);
            reader.out.problems.push(finding.about(&[&format!("team:{id}")], ""));
        }
        let open = reader.out.open(Kind::Team);
        let kind = Value::Word(word!(Team.kind, "code-ownership"));
        reader.out.set_noted(&open, field!(Team.kind), kind, entry.key.place());
        let members = match &people {
            Some(people) if !entry.value.is_damaged() => reader.out.list(people),
            _ => Value::Invalid,
        };
        reader.out.set(&open, field!(Team.members), members, entry.value.place());
        let id = reader.out.own(&id);
        reader.close(open, id, entry.key.place(), entry.value.is_damaged());
    }
}

/// Who is in a list; none where that cannot be read, which is told.
fn people(reader: &mut Reader, list: NodeRef<'_>) -> Option<Vec<Slot>> {
    if matches!(list.shape(), Shape::Scalar | Shape::Mapping) {
        let name = list.text().unwrap_or_default();
        reader.wrong(list, "a list of logins", &format!("write `[{}]`", name.trim()));
        return None;
    }
    let mut people = Vec::new();
    for item in list.items() {
        match item.shape() {
            Shape::Null => {}
            Shape::Scalar if !item.text().unwrap_or_default().trim().is_empty() => {
                let open = reader.out.open(Kind::Member);
                let login = reader.text_at(item);
                reader.out.set(&open, field!(Member.person), Value::Name(login), item.place());
                let made = reader.close(open, TextAt::EMPTY, item.place(), false);
                people.push(slot(Value::Record(made), item.place()));
            }
            _ => {
                reader.wrong(item, "a login", "write one login an element");
                return None;
            }
        }
    }
    Some(people)
}
