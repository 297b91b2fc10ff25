//! The front matter of a team page.

use crate::declare::Open;
use crate::declare::reader::Reader;
use crate::declare::value::{TextAt, Value};
use crate::dialect::slug::slug;
use crate::dialect::spelling::{self, slip_of};
use crate::finding::diagnostics::INVALID_VALUE;
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{Record, record};
use crate::yaml::tree::{NodeRef, Shape};

/// A field, and what a page calls it.
type Key = (&'static str, &'static [&'static str]);

/// The name of the team.
const NAME: &[&str] = &["teamName", "team_name", "team"];

/// What is said of the team.
const TEAM: &[Key] = &[
    ("mission", &["focus", "mission"]),
    ("type", &["teamType", "team_type"]),
    ("discipline", &["discipline"]),
    ("members", &["members"]),
    ("lead", &["lead"]),
    ("reportsTo", &["reportsTo", "reports_to"]),
    ("duties", &["duties"]),
    ("tools", &["tools"]),
    ("metrics", &["metrics"]),
    ("channels", &["channels", "chatChannels", "chat_channels", "chat"]),
    ("reviewed", &["reviewed", "lastReviewed", "last_reviewed"]),
    ("email", &["email"]),
];

/// What is said of work with another team.
const INTERACTION: &[Key] = &[
    ("to", &["team", "with", "to", "name"]),
    ("mode", &["mode", "interactionMode", "interaction_mode"]),
    ("purpose", &["purpose"]),
    ("startDate", &["startDate", "start_date", "since"]),
    ("expectedDuration", &["duration", "expectedDuration", "expected_duration"]),
];

/// What is said of waiting for another team.
const DEPENDENCY: &[Key] = &[
    ("to", &["team", "on", "to", "name"]),
    ("type", &["type", "dependencyType", "dependency_type"]),
    ("description", &["description"]),
];

/// What a page says for people alone, as the template asks for it.
const FOR_PEOPLE: &[&str] = &[
    "partOfPlatform",
    "part_of_platform",
    "platform",
    "serviceToOtherTeams",
    "service_to_other_teams",
    "serviceLevel",
    "service_level",
    "software",
    "versioning",
    "wiki",
    "wikiSearchTerms",
    "wiki_search_terms",
    "dailySync",
    "daily_sync",
    "workingOn",
    "working_on",
    "waysOfWorking",
    "ways_of_working",
    "improvements",
];

/// What pages say to what makes a site of them.
const FOR_SITES: &[&str] = &[
    "aliases",
    "author",
    "authors",
    "categories",
    "created",
    "date",
    "description",
    "draft",
    "grand_parent",
    "has_children",
    "has_toc",
    "hide",
    "icon",
    "id",
    "image",
    "keywords",
    "lang",
    "lastmod",
    "layout",
    "linkTitle",
    "linktitle",
    "menu",
    "nav_exclude",
    "nav_order",
    "parent",
    "permalink",
    "redirect_from",
    "sidebar",
    "sidebar_label",
    "sidebar_position",
    "slug",
    "status",
    "summary",
    "tags",
    "template",
    "title",
    "toc",
    "type",
    "updated",
    "url",
    "weight",
];

const LISTS: [&str; 2] = ["interactions", "dependencies"];

/// Whether front matter is that of a team's page: it names the team, and says something that only such a page does. Under
/// the name that the template has for it, anything else of the template does. A slip in a key makes no other page of it.
pub fn is_of_a_team(document: NodeRef<'_>) -> bool {
    let named = name(document);
    let as_the_template = || NAME[..2].iter().any(|key| document.get(key).is_some());
    let known = known();
    let is_near = |wanted: &[&str]| {
        wanted.iter().any(|key| document.get(key).is_some() || slip_of(document, key, &known).is_some())
    };
    let of_the_template = || {
        let asked: Vec<&str> = spellings(TEAM).chain(FOR_PEOPLE.iter().chain(&LISTS).copied()).collect();
        is_near(&asked)
    };
    let has_mode = |item: NodeRef<'_>| INTERACTION[1].1.iter().any(|key| item.get(key).is_some());
    let interacts = || document.get("interactions").is_some_and(|list| list.items().any(has_mode));
    let is_typed = || is_near(&["teamType", "team_type"]);
    named.is_some() && (as_the_template() && of_the_template() || is_typed() || interacts())
}

/// The keys of a page.
fn known() -> Vec<&'static str> {
    NAME.iter().chain(FOR_PEOPLE).chain(FOR_SITES).chain(&LISTS).copied().chain(spellings(TEAM)).collect()
}

fn name(document: NodeRef<'_>) -> Option<(String, NodeRef<'_>)> {
    let node = NAME.iter().find_map(|key| document.get(key)).filter(|name| name.shape() == Shape::Scalar)?;
    let text = node.text()?.trim().to_owned();
    (!text.is_empty()).then_some((text, node))
}

/// Reads a team, how it works with others, and for whom it waits.
pub fn read(reader: &mut Reader, document: NodeRef<'_>) {
    let Some((name, node)) = name(document) else { return };
    reader.out.sections.insert(Kind::Team);
    if reader.is_unfilled(node) {
        return reader.out.lost.insert(Kind::Team);
    }
    let known = known();
    let misspelt = spelling::check(reader, "team page", document, &known);
    spelling::strangers(reader, "team page", document, &known);
    let id = id_of(&name);
    let open = reader.out.open(Kind::Team);
    fields(reader, &open, record(Kind::Team), TEAM, document);
    if id != name {
        let name = reader.text_at(node);
        let field = record(Kind::Team).known("name");
        reader.out.set(&open, field, Value::Text(name), node.place());
    }
    let at = if id == name { reader.text_at(node) } else { reader.out.own(&id) };
    reader.close(open, at, node.place(), document.is_damaged() || misspelt);
    for (key, kind, keys) in [(LISTS[0], Kind::Interaction, INTERACTION), (LISTS[1], Kind::Dependency, DEPENDENCY)] {
        if let Some(list) = document.get(key) {
            between(reader, (kind, keys), list, (&id, node), is_platform(document));
        } else if slip_of(document, key, &known).is_some() {
            reader.out.lost.insert(kind);
        }
    }
}

fn spellings(keys: &'static [Key]) -> impl Iterator<Item = &'static str> {
    keys.iter().flat_map(|(_, spellings)| spellings.iter().copied())
}

/// Reads fields by what a page calls them. The first spelling that is there counts.
fn fields(reader: &mut Reader, open: &Open, what: &'static Record, keys: &[Key], node: NodeRef<'_>) {
    for (name, spellings) in keys {
        let field = what.known(name);
        let written = spellings.iter().find_map(|key| node.get(key));
        if let Some(value) = written.and_then(|written| reader.value(what.def(field), written)) {
            let place = written.map_or(node.place(), NodeRef::place);
            reader.out.set(open, field, value, place);
        }
    }
}

/// Whether a page is that of a platform team.
fn is_platform(document: NodeRef<'_>) -> bool {
    says(document, record(Kind::Team), TEAM[1], "platform")
}

/// Whether an interaction is one in which a service is provided. A page says with whom, and not who provides: a platform does.
fn is_provided(item: NodeRef<'_>) -> bool {
    says(item, record(Kind::Interaction), INTERACTION[1], "x-as-a-service")
}

/// Whether a word is what stands in a field, however it is spelt.
fn says(node: NodeRef<'_>, what: &'static Record, (field, spellings): Key, word: &str) -> bool {
    let said = spellings.iter().find_map(|key| node.get(key)).and_then(NodeRef::text);
    let words = what.def(what.known(field)).read.words();
    said.zip(words).is_some_and(|(said, words)| words.meant(said.trim()) == Some(word))
}

/// Reads what is between the team of the page and others.
fn between(
    reader: &mut Reader,
    (kind, keys): (Kind, &'static [Key]),
    list: NodeRef<'_>,
    (id, team): (&str, NodeRef<'_>),
    platform: bool,
) {
    if !matches!(list.shape(), Shape::Sequence | Shape::Null) {
        return reader.wrong(
            list,
            "a list of what is between this team and others",
            "write `- team: NAME` and more below it",
        );
    }
    reader.out.sections.insert(kind);
    let what = record(kind);
    for item in list.items() {
        if item.shape() != Shape::Mapping {
            reader.wrong(item, "a map with the other `team`", "write `- team: NAME`");
            continue;
        }
        let known: Vec<&str> = spellings(keys).collect();
        spelling::check(reader, what.word, item, &known);
        spelling::strangers(reader, what.word, item, &known);
        let open = reader.out.open(kind);
        let own = reader.out.own(id);
        let provides = platform && kind == Kind::Interaction && is_provided(item);
        let (side, other) = if provides { ("to", "from") } else { ("from", "to") };
        reader.out.set(&open, what.known(side), Value::Name(own), team.place());
        other_team(reader, &open, what, (other, keys[0].1), item);
        fields(reader, &open, what, &keys[1..], item);
        reader.close(open, TextAt::EMPTY, item.place(), item.is_damaged());
    }
}

/// Reads the other team, which may be named as people call it.
fn other_team(reader: &mut Reader, open: &Open, what: &'static Record, (to, spellings): Key, item: NodeRef<'_>) {
    let Some(node) = spellings.iter().find_map(|key| item.get(key)) else {
        let finding = INVALID_VALUE.at(item.place(), format!("this {} names no other team", what.word));
        return reader.out.problems.push(finding.saying("with whom?").help("name the other team: `team: NAME`"));
    };
    let to = what.known(to);
    let value = match (reader.value(what.def(to), node), node.text()) {
        (Some(Value::Name(_)), Some(name)) if id_of(&name) != name.trim() => Value::Name(reader.out.own(&id_of(&name))),
        (Some(value), _) => value,
        (None, _) => return,
    };
    reader.out.set(open, to, value, node.place());
}

/// The id of a team by the name that people call it; one that could be an id is one.
fn id_of(name: &str) -> String {
    const KEPT: [char; 4] = ['-', '_', '.', '/'];
    let name = name.trim();
    let is_id = name.chars().all(|letter| letter.is_alphanumeric() || KEPT.contains(&letter));
    if is_id { name.to_owned() } else { slug(name, &KEPT) }
}
