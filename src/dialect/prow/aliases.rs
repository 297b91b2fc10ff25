//! `OWNERS_ALIASES`: names that stand for lists of logins.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::declare::Declarations;
use crate::declare::matching::folded;
use crate::declare::reader::{Reader, slot};
use crate::declare::value::{Slot, TextAt, Texts, Value};
use crate::dialect::around::{Around, Home};
use crate::dialect::prow::diagnostics::EMPTY_ALIAS;
use crate::dialect::prow::format::{FORMAT, is_called};
use crate::finding::Finding;
use crate::text::Sources;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};
use crate::{field, word};

/// Reads aliases as teams, with ids that lack the folder until all files are read.
pub fn read(reader: &mut Reader, aliases: NodeRef<'_>) {
    reader.out.sections.insert(Kind::Team);
    for entry in aliases.entries() {
        let name = entry.key.text().unwrap_or_default();
        if name.trim().is_empty() || reader.is_unfilled(entry.key) {
            continue;
        }
        let people = people(reader, entry.value);
        let id = format!("{ALIASES}{}", name.trim());
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

/// What stands in front of the name of an alias.
const ALIASES: &str = "aliases/";

/// An alias of a repository.
struct Alias {
    part: usize,
    draft: usize,
    id: String,
    home: Home,
}

/// Puts the folder of each file in front of its ids, from the repository on. Where two repositories have the same one, it stands
/// behind where they lie. Tells of aliases that stand for nobody.
pub fn settle(parts: &mut [Declarations], sources: &Sources, around: &Around<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    for (rank, part) in parts.iter().enumerate() {
        let path = &sources.get(part.file).path;
        if !part.formats.contains(&&FORMAT) || !is_called(Path::new(path), "OWNERS_ALIASES") {
            continue;
        }
        let (home, texts) = (around.home(path), Texts { sources, owned: &part.owned });
        for (draft, team) in part.drafts[Kind::Team as usize].iter().enumerate() {
            let id = below(&home.inside, texts.get(team.id));
            all.push(Alias { part: rank, draft, id, home: home.clone() });
        }
    }
    let mut roots: HashMap<String, HashSet<PathBuf>> = HashMap::new();
    for alias in &all {
        roots.entry(folded(&alias.id)).or_default().insert(alias.home.root.clone());
    }
    let name = |mut alias: Alias| {
        if roots.get(&folded(&alias.id)).is_some_and(|roots| roots.len() > 1) {
            alias.id = below(&around.within_named(&alias.home.root), &alias.id);
        }
        let part = &mut parts[alias.part];
        part.drafts[Kind::Team as usize][alias.draft].id = part.own(&alias.id);
        empty(part, &alias)
    };
    all.into_iter().filter_map(name).collect()
}

fn below(folder: &str, id: &str) -> String {
    if folder.is_empty() { id.to_owned() } else { format!("{folder}/{id}") }
}

fn empty(part: &Declarations, alias: &Alias) -> Option<Finding> {
    let draft = &part.drafts[Kind::Team as usize][alias.draft];
    let members = part.slot_of(draft, field!(Team.members))?;
    if draft.damaged || !matches!(members.value, Value::List(run) if run.len == 0) {
        return None;
    }
    let name = alias.id.rsplit_once(ALIASES).map_or(alias.id.as_str(), |(_, name)| name);
    let help = "name who it stands for, or remove it, here and where OWNERS name it";
    let finding = EMPTY_ALIAS.at(draft.place, format!("the alias `{name}` stands for nobody"));
    Some(finding.saying("nobody is in it").help(help).about(&[&format!("team:{}", alias.id)], ""))
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
