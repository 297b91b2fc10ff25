//! What an organisation says, as nodes to be written: by the tables of the vocabulary, whatever fields there are.

use num_rational::Ratio;

use crate::declare::value::EMPTY_TURN;
use crate::org::Org;
use crate::org::content::{Content, Written};
use crate::report::import::tree::{Element, Entry, Node};
use crate::vocabulary::forms::Parsed;
use crate::vocabulary::kinds::{Entity, FieldId, Kind, of_word};
use crate::vocabulary::{Read, record};

/// What stands for a value that is not known.
const UNKNOWN: &str = "...";

/// How keys begin that are somebody's own.
const EXTRA: &str = "x-";

type Said<'o> = Vec<(FieldId, Content<'o>)>;

/// The fields of an entity or record; what a native file has no field for is left out.
pub(super) fn fields(org: &Org, kind: Kind, said: &Said<'_>) -> Vec<Entry> {
    let what = record(kind);
    let mut entries = Vec::new();
    for (field, content) in said {
        let def = what.def(*field);
        match content {
            Content::Notes(notes) if def.name == "x" => {
                let extra = |(key, content): &(&str, Content<'_>)| {
                    Entry::new(&format!("{EXTRA}{key}"), node(org, def.read, content))
                };
                entries.extend(notes.iter().map(extra));
            }
            _ if usize::from(field.0) < what.fields.len() => {
                entries.push(Entry::new(def.name, node(org, def.read, content)));
            }
            _ => {}
        }
    }
    entries
}

/// Says of a list that there may be more in it than is written.
pub(super) fn leave_open(kind: Kind, entries: &mut Vec<Entry>, name: &str) {
    let unknown = || Node::Scalar(UNKNOWN.to_owned());
    match entries.iter_mut().find(|entry| entry.key == name) {
        Some(Entry { node: Node::List(elements), .. }) => {
            elements.push(Element { comments: Vec::new(), node: unknown() });
        }
        Some(_) => {}
        None => {
            let what = record(kind);
            let rank = what.field(name);
            let behind = entries.iter().position(|entry| what.field(&entry.key).is_none_or(|field| Some(field) > rank));
            entries.insert(behind.unwrap_or(entries.len()), Entry::new(name, unknown()));
        }
    }
}

fn node(org: &Org, read: Read, content: &Content<'_>) -> Node {
    let scalar = |written: &str| Node::Scalar(written.to_owned());
    match content {
        // Of these, outside of a list of turns, a native file can say no more than that nobody knows.
        Content::Unknown | Content::Foreign | Content::Nobody => scalar(UNKNOWN),
        Content::Truth(value) => printed(read, Some(Parsed::Bool(*value))),
        Content::Number(value) => printed(read, exact(*value)),
        Content::Minutes(value) => printed(read, Some(Parsed::Minutes(*value))),
        Content::Date(value) => printed(read, Some(Parsed::Date(*value))),
        Content::Days(value) => printed(read, Some(Parsed::Days(*value))),
        Content::Word(rank) => match read.words().and_then(|words| words.at(*rank)) {
            Some(word) => scalar(word),
            None => scalar(UNKNOWN),
        },
        Content::Text(text) | Content::Name(text) | Content::Zone(text) => Node::Text((*text).to_owned()),
        Content::Entity(entity) => Node::Text(reference(org, read.refers_to(), *entity)),
        Content::List(all) => list(org, read, all),
        Content::Notes(notes) => {
            Node::Map(notes.iter().map(|(key, under)| Entry::new(key, node(org, read, under))).collect())
        }
        Content::Record(_, said) => read.holds().map_or_else(|| scalar(UNKNOWN), |kind| nested(org, kind, said)),
        Content::Written(written) => as_written(written),
    }
}

fn printed(read: Read, value: Option<Parsed>) -> Node {
    let form = match read.element() {
        Read::Scalar(form) => Some(form),
        _ => None,
    };
    let written = form.zip(value).and_then(|(form, value)| (form.print)(value));
    Node::Scalar(written.unwrap_or_else(|| UNKNOWN.to_owned()))
}

/// A number as digits and how many of them stand after the point.
fn exact(value: Ratio<i128>) -> Option<Parsed> {
    (0_u8..=38).find_map(|scale| {
        let shifted = value.numer().checked_mul(10_i128.checked_pow(scale.into())?)?;
        let is_whole = shifted % value.denom() == 0;
        let mantissa = i64::try_from(shifted / value.denom()).ok().filter(|_| is_whole)?;
        Some(Parsed::Number { mantissa, scale })
    })
}

fn list(org: &Org, read: Read, all: &[Content<'_>]) -> Node {
    let element = match read {
        Read::List(element) => *element,
        Read::Map(kind) => return map(org, kind, all),
        Read::Coverage => Read::Record(Kind::Window),
        other => other,
    };
    // Whom a level reaches that pages nobody follows from whom else it pages; turns are counted.
    let said = all.iter().filter(|one| is_turn(element) || !matches!(one, Content::Nobody));
    Node::list(said.map(|one| match one {
        // A list that says nothing of itself is none of the elements.
        Content::List(inner) => list(org, element, inner),
        Content::Nobody if can_say_nobody(org) => Node::Scalar(EMPTY_TURN.to_owned()),
        one => node(org, element, one),
    }))
}

/// Whether an element may be a turn of somebody.
fn is_turn(element: Read) -> bool {
    matches!(element, Read::Ref(_))
}

/// Whether the word for a turn of nobody is free.
pub(super) fn can_say_nobody(org: &Org) -> bool {
    org.find(Kind::Person, EMPTY_TURN).is_none()
}

/// Records under their ids; in a list where two have the same, or one has none.
fn map(org: &Org, kind: Kind, all: &[Content<'_>]) -> Node {
    let mut ids: Vec<&str> = all.iter().map(|one| if let Content::Record(id, _) = one { *id } else { "" }).collect();
    let keyed = all.iter().zip(ids.clone());
    let entry = |(one, id): (&Content<'_>, &str)| Entry::new(id, node(org, Read::Record(kind), one));
    let under_ids: Vec<Entry> = keyed.clone().map(entry).collect();
    ids.sort_unstable();
    if ids.first().is_none_or(|first| !first.is_empty()) && ids.windows(2).all(|pair| pair[0] != pair[1]) {
        return Node::Map(under_ids);
    }
    Node::list(keyed.map(|(one, id)| match one {
        Content::Record(_, said) => {
            let id = Entry::new("id", Node::Text(id.to_owned()));
            Node::Map(std::iter::once(id).chain(fields(org, kind, said)).collect())
        }
        other => node(org, Read::Record(kind), other),
    }))
}

/// A nested record; the one field alone that a single value stands for.
fn nested(org: &Org, kind: Kind, said: &Said<'_>) -> Node {
    let what = record(kind);
    if let ([(field, content)], Some(short)) = (&said[..], what.shorthand)
        && what.known(short) == *field
        && !matches!(content, Content::Unknown | Content::Foreign | Content::Nobody | Content::List(_))
    {
        return node(org, what.def(*field).read, content);
    }
    Node::Map(fields(org, kind, said))
}

/// The id of something, with its kind where another could be meant.
fn reference(org: &Org, kinds: &[Kind], entity: Entity) -> String {
    let id = org.id(entity);
    let has_kind = id.split_once(':').is_some_and(|(word, _)| of_word(word).is_some());
    let meant = kinds.iter().find_map(|&kind| org.find(kind, id));
    let goes_without_saying = !has_kind && (meant == Some(entity) || kinds.len() == 1 && meant.is_none());
    if goes_without_saying { id.to_owned() } else { format!("{}:{id}", record(entity.kind).word) }
}

fn as_written(written: &Written) -> Node {
    match written {
        Written::Text(text) => Node::Text(text.clone()),
        Written::List(all) => Node::list(all.iter().map(as_written)),
        Written::Map(map) => {
            Node::Map(map.iter().map(|(key, value)| Entry::new(&key_of(key), as_written(value))).collect())
        }
    }
}

/// A key that is no text stands for what it is made of.
fn key_of(written: &Written) -> String {
    match written {
        Written::Text(text) => text.clone(),
        Written::List(all) => all.iter().map(key_of).collect::<Vec<_>>().join(", "),
        Written::Map(map) => {
            map.iter().map(|(key, value)| format!("{} {}", key_of(key), key_of(value))).collect::<Vec<_>>().join(", ")
        }
    }
}
