//! What was meant by a value in another shape: help that gives people their own words back in the shape that is wanted.

use crate::finding::suggest::nearest;
use crate::finding::wording::{in_backticks, listed_up_to};
use crate::vocabulary::forms::{ScalarForm, TEXT};
use crate::vocabulary::kinds::{Kind, kind_meant};
use crate::vocabulary::meant::clock;
use crate::vocabulary::{Read, Record, record};
use crate::yaml::tree::{NodeRef, Shape};

/// For one reference, where a map or a list stands.
pub(super) fn reference(kinds: &[Kind], node: NodeRef<'_>) -> String {
    let mut named = match node.shape() {
        Shape::Sequence => texts(node.items()),
        _ => named_in(kinds, node),
    };
    if named.is_empty() && !describes(node) {
        let under = node.entries().filter(|entry| entry.value.text().is_none());
        named = texts(under.map(|entry| entry.key));
    }
    match &named[..] {
        [] => "write the id alone".to_owned(),
        some => format!("write {}", listed_up_to(8, &in_backticks(some), "or")),
    }
}

/// Whether a map stands for one reference: `{team: wren}`, `{kind: team, name: wren}`.
pub(super) fn is_one(kinds: &[Kind], node: NodeRef<'_>) -> bool {
    describes(node) || !named_in(kinds, node).is_empty()
}

/// Keys whose value names something, in the order in which they are believed.
const NAMING: [&str; 11] =
    ["id", "ref", "key", "slug", "name", "login", "username", "handle", "email", "mail", "displayName"];

/// Keys whose value says of which kind something is.
const SAYS_KIND: [&str; 2] = ["kind", "type"];

/// Whether a map says of which kind one thing is.
fn describes(node: NodeRef<'_>) -> bool {
    said_kind(node).is_some()
}

fn said_kind(node: NodeRef<'_>) -> Option<Kind> {
    SAYS_KIND.iter().find_map(|key| kind_meant(single(node.get(key)?)?.as_str()))
}

/// What a map names that stands where a reference should be: the value of `{team: wren}` and of `{name: wren}`. The keys
/// of a map name nothing where one of them says what its value is.
fn named_in(kinds: &[Kind], node: NodeRef<'_>) -> Vec<String> {
    let by_kind = || {
        node.entries().filter_map(|entry| {
            let kind = kind_meant(&entry.key.text()?)?;
            Some((kind, single(entry.value).or_else(|| naming_value(entry.value))?))
        })
    };
    let allowed: Vec<String> = by_kind()
        .filter(|(kind, _)| kinds.contains(kind))
        .map(|(kind, value)| with_kind_where_needed(kinds, kind, value))
        .collect();
    if !allowed.is_empty() {
        return allowed;
    }
    if let Some(value) = naming_value(node) {
        return vec![match said_kind(node).filter(|kind| kinds.contains(kind)) {
            Some(kind) => with_kind_where_needed(kinds, kind, value),
            None => value,
        }];
    }
    by_kind().map(|(_, value)| value).collect()
}

/// The value of the key that names a thing in a map: `wren` in `{id: wren, name: The wrens}`.
fn naming_value(node: NodeRef<'_>) -> Option<String> {
    NAMING.iter().find_map(|key| single(node.get(key)?))
}

/// Something of the first kind goes without saying of which kind it is.
fn with_kind_where_needed(kinds: &[Kind], kind: Kind, value: String) -> String {
    if kinds.first() == Some(&kind) { value } else { format!("{}:{value}", record(kind).word) }
}

/// The text of a single value.
fn single(node: NodeRef<'_>) -> Option<String> {
    let text = node.text().filter(|_| node.shape() == Shape::Scalar)?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// For a single value of a form, where a map or a list stands.
pub(super) fn scalar(form: &ScalarForm, node: NodeRef<'_>) -> String {
    let inside = match node.shape() {
        Shape::Sequence => texts(node.items()),
        _ => texts(node.entries().map(|entry| entry.value)),
    };
    if *form == TEXT {
        let source = node.source();
        let one_line = source.starts_with(['{', '[']) && !source.contains(['\n', '"', '\\']);
        return if one_line { format!("write `\"{source}\"` if that is the text") } else { form.help.to_owned() };
    }
    match &inside[..] {
        [only] if (form.parse)(only).is_some() => format!("write `{only}`"),
        _ => form.help.to_owned(),
    }
}

/// For a list of names, where a map stands: its keys, or the one list that is in it.
pub(super) fn list(node: NodeRef<'_>) -> String {
    let mut entries = node.entries();
    let names = match (entries.next(), entries.next()) {
        (Some(only), None) if only.value.shape() == Shape::Sequence => texts(only.value.items()),
        _ => texts(node.entries().map(|entry| entry.key)),
    };
    if names.is_empty() {
        "write it as a list: `[a, b]`".to_owned()
    } else {
        format!("write `{}`", in_brackets(&names))
    }
}

/// Longer lists are cut.
const LONG: usize = 200;

/// Names as a list in one line; `…` stands for what would make it too long.
pub(super) fn in_brackets<S: AsRef<str>>(names: &[S]) -> String {
    let mut shown = String::new();
    for name in names.iter().map(AsRef::as_ref) {
        let comma = if shown.is_empty() { "" } else { ", " };
        if shown.len() + name.len() > LONG {
            shown.push_str(comma);
            shown.push('…');
            break;
        }
        shown.push_str(comma);
        shown.push_str(&element(name));
    }
    format!("[{shown}]")
}

/// A text as an element of a list in one line, quoted where it has to be.
fn element(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ' ' | ':' | '@' | '+');
    let begins = text.starts_with(char::is_alphanumeric);
    let quiet = begins && text.chars().all(plain) && !text.contains(": ") && !text.ends_with(':');
    if quiet { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}

/// The scalars among nodes.
pub(super) fn texts<'t>(nodes: impl Iterator<Item = NodeRef<'t>>) -> Vec<String> {
    nodes.filter_map(NodeRef::text).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// For a record, where one value stands that only one of its fields can hold.
pub(super) fn of_one_field(what: &Record, text: &str) -> Option<String> {
    if what.kind == Kind::Window
        && let Some(window) = clock::window(text)
    {
        return Some(format!("write `{window}`"));
    }
    if what.kind == Kind::Handoff
        && let Some(handoff) = clock::day_and_time(text)
    {
        return Some(format!("write `{handoff}`"));
    }
    let holds = |read: Read| match read.element() {
        Read::Scalar(form) => *form != TEXT && (form.parse)(text).is_some(),
        read => read.words().is_some_and(|words| words.words.iter().any(|word| word.eq_ignore_ascii_case(text))),
    };
    let mut fields = what.fields.iter().filter(|field| holds(field.read));
    let only = fields.next().filter(|_| fields.next().is_none())?;
    Some(format!("write `{{{}: {}}}`", only.name, element(text)))
}

/// The key of a map with one entry that was meant as the name of a record: `ledger` in `- ledger: {owner: payments}`.
pub(super) fn lone_name(kind: Kind, node: NodeRef<'_>) -> Option<(NodeRef<'_>, NodeRef<'_>)> {
    let mut entries = node.entries();
    let only = entries.next().filter(|_| entries.next().is_none())?;
    let name = only.key.text()?;
    let fields = || record(kind).fields.iter().flat_map(|field| std::iter::once(field.name).chain(field.alias));
    let is_name = !name.starts_with("x-") && !fields().any(|field| field == name) && nearest(&name, fields()).is_none();
    is_name.then_some((only.key, only.value))
}

/// For a record in a list, where `- ana: lead` stands: `{person: ana, role: lead}`.
pub(super) fn of_lone_name(what: &Record, shorthand: &str, key: &str, value: NodeRef<'_>) -> String {
    let holds = |read: Read, text: &str| match read {
        Read::Scalar(form) => (form.parse)(text).is_some(),
        read => read.words().is_some_and(|words| words.words.iter().any(|word| word.eq_ignore_ascii_case(text))),
    };
    let text = value.text().map(|text| text.trim().to_owned());
    let field = text.as_deref().and_then(|text| {
        let fields = what.fields.iter().filter(|field| field.name != shorthand && holds(field.read, text));
        // What only some texts can be says more than what any text can.
        fields.min_by_key(|field| matches!(field.read, Read::Scalar(form) if *form == TEXT))
    });
    if let (Read::Ref(kinds), Some(text)) = (what.def(what.known(shorthand)).read, &text)
        && (NAMING.contains(&key) || kind_meant(key).is_some_and(|kind| kinds.contains(&kind)))
    {
        // A membership stands below `team`, which says it already.
        return match what.kind {
            Kind::Membership => format!("write `{}`", element(text)),
            _ => format!("write `{{{shorthand}: {}}}`", element(text)),
        };
    }
    let key = element(key);
    match (field, text) {
        (Some(field), Some(text)) => format!("write `{{{shorthand}: {key}, {}: {}}}`", field.name, element(&text)),
        _ if value.shape() == Shape::Null => format!("write `{key}`"),
        _ => format!("write `{shorthand}: {key}`, and its other fields beside that"),
    }
}

/// Words for what people do in a team, which are nobody's id.
const ROLES: &[&str] = &[
    "lead",
    "leads",
    "manager",
    "managers",
    "engineer",
    "engineers",
    "developer",
    "developers",
    "member",
    "members",
    "product-owner",
    "product-manager",
    "tech-lead",
    "owner",
    "owners",
    "sre",
    "sres",
    "designer",
    "designers",
    "qa",
];

/// Whether a map goes from roles to people, and not from people to roles.
pub(super) fn from_roles(node: NodeRef<'_>) -> bool {
    node.entries().next().is_some()
        && node.entries().all(|entry| {
            let key = entry.key.text().unwrap_or_default().to_lowercase().replace([' ', '_'], "-");
            ROLES.contains(&key.as_str())
        })
}

/// For a map from roles to people: the same the other way round.
pub(super) fn to_roles(node: NodeRef<'_>) -> String {
    let pairs = node.entries().flat_map(|entry| {
        let role = entry.key.text().unwrap_or_default().into_owned();
        let people = match entry.value.shape() {
            Shape::Sequence => texts(entry.value.items()),
            _ => texts(std::iter::once(entry.value)),
        };
        people.into_iter().map(move |person| format!("{}: {}", element(&person), element(&role)))
    });
    format!("write `{{{}}}`", pairs.collect::<Vec<_>>().join(", "))
}
