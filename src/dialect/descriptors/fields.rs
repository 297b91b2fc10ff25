//! Reads a descriptor by its table.

use crate::declare::Open;
use crate::declare::matching::{Handle, SaidBy};
use crate::declare::reader::{Reader, slot};
use crate::declare::value::{Slot, TextAt, Value};
use crate::dialect::descriptors::table::{How, Row, Table};
use crate::dialect::slug::slug;
use crate::dialect::{spelling, words};
use crate::field;
use crate::finding::diagnostics::INVALID_VALUE;
use crate::text::Place;
use crate::vocabulary::forms::{Parsed, TIER};
use crate::vocabulary::kinds::{FieldId, Kind};
use crate::vocabulary::meant::numbers::behind_a_word;
use crate::vocabulary::{Read, record};
use crate::yaml::tree::{NodeRef, Shape};

/// Words of a link that say of what type it is.
const TYPES: &[&str] = &["type", "category"];
/// Where a link leads.
const ADDRESS: &[&str] = &["url", "href", "repositoryURL"];
/// Where a descriptor names its service in a pager.
const IN_PAGER: &[&str] = &["service-url", "serviceURL", "id"];
/// What stands in front of the id in the address of such a service.
const DIRECTORY: &str = "/service-directory/";

/// The value under a path of keys.
pub fn at<'t>(node: NodeRef<'t>, path: &[&str]) -> Option<NodeRef<'t>> {
    path.iter().try_fold(node, |node, key| node.get(key)).filter(|node| node.shape() != Shape::Null)
}

/// The text of a value, if it is one and not empty.
pub fn text(node: Option<NodeRef<'_>>) -> Option<String> {
    let text = node?.text()?.trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// Declares the service of a descriptor.
pub fn read(reader: &mut Reader, table: &Table, document: NodeRef<'_>) {
    reader.out.sections.insert(Kind::Service);
    let Some(body) = at(document, table.body) else { return lost(reader, document, "it is empty") };
    let mut misspelt = false;
    for (path, keys) in table.keys {
        if let Some(node) = at(body, path) {
            misspelt |= spelling::check(reader, "descriptor", node, keys);
        }
    }
    let named = table.id.iter().find_map(|path| {
        let node = at(body, path)?;
        let node = if node.shape() == Shape::Sequence { node.items().next()? } else { node };
        Some((text(Some(node))?, node))
    });
    let Some((name, node)) = named else { return lost(reader, body, "it has no name") };
    if reader.is_unfilled(node) {
        reader.out.lost.insert(Kind::Service);
        return;
    }
    let open = reader.out.open(Kind::Service);
    for row in table.rows {
        if let Some(value) = at(body, row.path) {
            set(reader, &open, row, value);
        }
    }
    if let Some(inherited) = at(body, table.inherits).filter(|_| !table.inherits.is_empty()) {
        for row in table.rows {
            reader.out.set_noted(&open, row.field, Value::Elsewhere, inherited.place());
        }
    }
    let called = table.rows.iter().filter(|row| matches!(row.how, How::Pager(_))).find_map(|row| {
        let pager = at(body, row.path)?.get(PAGERDUTY)?;
        in_pager(pager)
    });
    let made = slug(&name, &['_', '.']);
    let id = if table.is_made && made != name { reader.out.own(&made) } else { reader.text_at(node) };
    let of = reader.close(open, id, node.place(), document.is_damaged() || misspelt);
    reader.out.handles.extend(called.map(|(name, place)| Handle { of, name, place, said_by: SaidBy::Others }));
}

/// The pager of which descriptors name services by ids that its exports have, too.
const PAGERDUTY: &str = "pagerduty";

/// What the service is called in a pager, and where that is said: an id, alone or at the end of an address. Schedules and
/// policies are none.
fn in_pager(pager: NodeRef<'_>) -> Option<(String, Place)> {
    let node = if pager.shape() == Shape::Mapping { IN_PAGER.iter().find_map(|key| at(pager, &[key]))? } else { pager };
    let is_service = text(pager.get("type")).is_none_or(|kind| kind.eq_ignore_ascii_case("service"));
    let said = text(Some(node)).filter(|_| is_service)?;
    let id = match said.split_once(DIRECTORY) {
        Some((_, id)) => id.trim_end_matches('/'),
        None => &said,
    };
    let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_id.then(|| (id.to_owned(), node.place()))
}

/// Tells of a descriptor of which nobody can say of what it is.
fn lost(reader: &mut Reader, node: NodeRef<'_>, why: &str) {
    reader.out.lost.insert(Kind::Service);
    if !node.is_damaged() {
        let finding = INVALID_VALUE.at(node.place(), format!("nobody knows what this describes: {why}"));
        reader.out.problems.push(finding.saying("no name here").help("write the name of the service"));
    }
}

fn set(reader: &mut Reader, open: &Open, row: &Row, node: NodeRef<'_>) {
    let (field, place) = (row.field, node.place());
    let value = match &row.how {
        How::Plain => reader.value(record(Kind::Service).def(field), node),
        How::Within(key) => {
            let Some(inner) = node.entries().find_map(|entry| at(entry.value, &[key])) else { return };
            let value = reader.value(record(Kind::Service).def(field), inner);
            return value.into_iter().for_each(|value| reader.out.set(open, field, value, inner.place()));
        }
        How::Tier => Some(text(Some(node)).map_or(Value::Invalid, |word| tier(&word))),
        How::TierAmong => return tier_among(reader, open, row, node),
        How::Lifecycle => Some(text(Some(node)).map_or(Value::Invalid, |word| words::lifecycle(&word))),
        How::Owner => owner(reader, node),
        How::Owners => match owners(reader, node) {
            Some(value) => Some(value),
            None => return opaque(reader, open, field, place),
        },
        How::Opaque => return opaque(reader, open, field, place),
        How::Address(types) => return address(reader, open, field, types, node),
        How::First(key) => {
            let Some(inner) = node.items().next().and_then(|first| at(first, &[key])) else { return };
            return noted(reader, open, field, inner);
        }
        How::Pager(keys) => {
            let pager = if keys.is_empty() { Some(node) } else { keys.iter().find_map(|key| at(node, &[key])) };
            let Some(pager) = pager else { return };
            return reader.out.set_noted(open, field, Value::Foreign, pager.place());
        }
        How::Link(types) | How::Paged(types) => {
            return link(reader, open, row, |link| types.is_empty() || has_type(link, types), node);
        }
        How::Named(names) => return link(reader, open, row, |link| is_called(link, names), node),
        How::Needs(keys) => Some(needs(reader, keys, node)),
    };
    if let Some(value) = value {
        reader.out.set(open, field, value, place);
    }
}

/// The tier that a word says: a digit, alone or after a word. What is no tier here is unknown, and nobody's mistake: words
/// are free.
fn tier(word: &str) -> Value {
    match (TIER.parse)(behind_a_word(word)) {
        Some(Parsed::Number { mantissa, scale }) => Value::Number { mantissa, scale },
        _ => Value::Invalid,
    }
}

fn tier_among(reader: &mut Reader, open: &Open, row: &Row, groups: NodeRef<'_>) {
    let is_tier = |group: &NodeRef<'_>| text(Some(*group)).is_some_and(|word| word.to_lowercase().starts_with("tier"));
    if let Some(group) = groups.items().find(is_tier) {
        let value = tier(&text(Some(group)).unwrap_or_default());
        reader.out.set(open, row.field, value, group.place());
    }
}

fn owner(reader: &mut Reader, node: NodeRef<'_>) -> Option<Value> {
    let read = record(Kind::Service).def(field!(Service.owner)).read;
    if node.shape() != Shape::Scalar {
        return reader.read("owner", read, node);
    }
    if text(Some(node)).is_none() {
        return Some(Value::Nothing);
    }
    match reader.read("owner", Read::Ref(&[Kind::Team]), node)? {
        Value::Name(name) => {
            let team = of_team(reader, node, name);
            Some(reader.out.list(&[slot(team, node.place())]))
        }
        other => Some(other),
    }
}

/// A team's name where a person could stand, too.
fn of_team(reader: &mut Reader, node: NodeRef<'_>, name: TextAt) -> Value {
    let text = text(Some(node)).unwrap_or_default();
    let bare = text.strip_prefix("group:").or_else(|| text.strip_prefix("team:")).unwrap_or(&text);
    if bare.len() == text.len() && !text.contains(':') {
        return Value::Name(name);
    }
    Value::Name(reader.out.own(&format!("{}:{bare}", record(Kind::Team).word)))
}

/// Somebody whom only the tool knows: there is one, and whoever else is named by others is who it is.
fn opaque(reader: &mut Reader, open: &Open, field: FieldId, place: Place) {
    let list = reader.out.list(&[slot(Value::Foreign, place)]);
    reader.out.set_noted(open, field, list, place);
}

/// What stands for a field, and is not compared with what others say of it.
fn noted(reader: &mut Reader, open: &Open, field: FieldId, node: NodeRef<'_>) {
    if let Some(value) = reader.value(record(Kind::Service).def(field), node) {
        reader.out.set_noted(open, field, value, node.place());
    }
}

/// Owners that are groups; none where nobody else is named. A person by mail address is somebody whom only the tool knows,
/// and beside a group somebody to ask.
fn owners(reader: &mut Reader, list: NodeRef<'_>) -> Option<Value> {
    if list.shape() != Shape::Sequence {
        reader.wrong(list, "a list of owners", "write each owner with `- type: group` and `name:`");
        return Some(Value::Invalid);
    }
    let found = groups(reader, list);
    let is_told = !found.is_empty() || list.items().next().is_none();
    is_told.then(|| reader.out.list(&found))
}

fn groups(reader: &mut Reader, list: NodeRef<'_>) -> Vec<Slot> {
    let mut found = Vec::new();
    for item in list.items() {
        let kind = text(item.get("type")).unwrap_or_default().to_lowercase();
        let name = item.get("name").or_else(|| item.get("tag")).filter(|_| kind != "email");
        if let Some(name) = name.filter(|name| text(Some(*name)).is_some()) {
            let at = reader.text_at(name);
            let team = of_team(reader, name, at);
            found.push(slot(team, item.place()));
        }
    }
    found
}

/// The address of the first link that fits.
fn address(reader: &mut Reader, open: &Open, field: FieldId, types: &[&str], links: NodeRef<'_>) {
    let fits = |link: &NodeRef<'_>| types.is_empty() || has_type(*link, types);
    let address = links.items().filter(fits).find_map(|link| ADDRESS.iter().find_map(|key| at(link, &[key])));
    if let Some(address) = address {
        noted(reader, open, field, address);
    }
}

/// The first link that fits, or that there are links, and none is.
fn link(reader: &mut Reader, open: &Open, row: &Row, fits: impl Fn(NodeRef<'_>) -> bool, links: NodeRef<'_>) {
    let Some(link) = links.items().find(|link| fits(*link)) else { return };
    let Some(address) = ADDRESS.iter().find_map(|key| at(link, &[key])) else { return };
    match row.how {
        How::Paged(_) => reader.out.set_noted(open, row.field, Value::Foreign, address.place()),
        How::Named(_) => reader.out.set_noted(open, row.field, Value::Present, address.place()),
        _ => reader.out.set(open, row.field, Value::Present, address.place()),
    }
}

fn has_type(link: NodeRef<'_>, types: &[&str]) -> bool {
    let word = TYPES.iter().find_map(|key| text(link.get(key))).unwrap_or_default().to_lowercase();
    types.contains(&&*word)
}

fn is_called(link: NodeRef<'_>, names: &[&str]) -> bool {
    let name = text(link.get("name")).unwrap_or_default().to_lowercase();
    name.split(|letter: char| !letter.is_alphanumeric()).any(|word| names.contains(&word))
}

/// What it needs. What has another kind in front of its name is none of its services.
fn needs(reader: &mut Reader, keys: &[&str], list: NodeRef<'_>) -> Value {
    if list.shape() != Shape::Sequence {
        reader.wrong(list, "a list of what it needs", "write `[NAME]`");
        return Value::Invalid;
    }
    let mut found = Vec::new();
    for item in list.items() {
        let named =
            if item.shape() == Shape::Mapping { keys.iter().find_map(|key| at(item, &[key])) } else { Some(item) };
        let Some((name, node)) = named.and_then(|node| Some((text(Some(node))?, node))) else {
            found.push(slot(Value::Invalid, item.place()));
            continue;
        };
        let service = match name.split_once(':') {
            Some(("service", service)) => service.trim(),
            Some(_) => continue,
            None => &name,
        };
        let service = service.rsplit('/').next().unwrap_or(service);
        let value = Value::Name(reader.out.own(&format!("{}:{service}", record(Kind::Service).word)));
        found.push(needed(reader, value, node.place()));
    }
    reader.out.list(&found)
}

fn needed(reader: &mut Reader, value: Value, place: Place) -> Slot {
    let open = reader.out.open(Kind::ServiceDependency);
    reader.out.set(&open, field!(ServiceDependency.service), value, place);
    let made = reader.close(open, TextAt::EMPTY, place, false);
    slot(Value::Record(made), place)
}

#[cfg(test)]
mod tests {
    use crate::declare::value::Value;
    use crate::dialect::descriptors::fields::tier;

    #[test]
    fn a_tier_is_a_digit_alone_or_after_a_word() {
        let number = |word: &str| match tier(word) {
            Value::Number { mantissa, scale: 0 } => Some(mantissa),
            _ => None,
        };
        for (word, expected) in [("1", 1), ("tier_2", 2), ("Tier 3", 3), ("tier-4", 4), ("T1", 1)] {
            assert_eq!(number(word), Some(expected), "{word}");
        }
        for word in ["high", "tier", "0", "9", "tier_1a", "1 or 2"] {
            assert_eq!(number(word), None, "{word}");
        }
    }
}
