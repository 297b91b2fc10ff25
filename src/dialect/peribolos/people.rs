//! Reads organisations, teams and lists of people, and tells of what cannot be one.

use std::collections::HashMap;

use crate::declare::reader::Reader;
use crate::dialect::peribolos::evidence::Form;
use crate::dialect::peribolos::format::{OF_ORG, OF_TEAM, PERMISSIONS, PRIVACY, SETTINGS, may_write};
use crate::dialect::peribolos::model::{Grant, Mention, Organisation, People, Team};
use crate::dialect::spelling;
use crate::finding::diagnostics::INVALID_VALUE;
use crate::finding::suggest::{did_you_mean, one_of};
use crate::yaml::tree::{NodeRef, Shape};

/// More levels of teams in teams than anybody has.
const DEEPEST: usize = 64;

/// The organisations of a document.
pub fn organisations<'t>(reader: &mut Reader, part: usize, form: Form, document: NodeRef<'t>) -> Vec<Organisation<'t>> {
    match form {
        Form::Orgs => {
            let orgs = document.get("orgs").into_iter().flat_map(NodeRef::entries);
            orgs.map(|org| organisation(reader, part, Some(org.key), org.value)).collect()
        }
        Form::Part => vec![organisation(reader, part, None, document)],
        Form::Lists => vec![of_lists(reader, part, document)],
    }
}

fn organisation<'t>(
    reader: &mut Reader,
    part: usize,
    name: Option<NodeRef<'t>>,
    body: NodeRef<'t>,
) -> Organisation<'t> {
    let known: Vec<&str> = OF_ORG.iter().chain(SETTINGS).copied().collect();
    spelling::check(reader, "organisation", body, &known);
    let mut org = Organisation {
        part,
        name,
        login: String::new(),
        admins: people(reader, body, "admins"),
        members: people(reader, body, "members"),
        teams: Vec::new(),
        strange: Vec::new(),
    };
    if let Some(teams) = body.get("teams") {
        nested(reader, &mut org, teams, None, DEEPEST);
    }
    org
}

/// Teams by name, and those in them.
fn nested<'t>(
    reader: &mut Reader,
    org: &mut Organisation<'t>,
    teams: NodeRef<'t>,
    parent: Option<usize>,
    deepest: usize,
) {
    if matches!(teams.shape(), Shape::Scalar | Shape::Sequence) {
        reader.wrong(teams, "a map from the name of a team to what is in it", "write `NAME: {members: [LOGIN]}`");
    }
    for entry in teams.entries() {
        if reader.is_unfilled(entry.key) {
            continue;
        }
        let Some(read) = team(reader, entry.key, entry.value, parent) else { continue };
        let rank = org.teams.len();
        org.teams.push(read);
        if let Some(around) = parent.and_then(|parent| org.teams.get_mut(parent)) {
            around.below.push(rank);
        }
        if let Some(inner) = entry.value.get("teams").filter(|_| deepest > 0) {
            nested(reader, org, inner, Some(rank), deepest - 1);
        }
    }
}

fn team<'t>(reader: &mut Reader, name: NodeRef<'t>, body: NodeRef<'t>, parent: Option<usize>) -> Option<Team<'t>> {
    if matches!(body.shape(), Shape::Scalar | Shape::Sequence) {
        reader.wrong(body, "a team with `members`", "write `{members: [LOGIN]}`");
        return None;
    }
    let misspelt = spelling::check(reader, "team", body, OF_TEAM);
    if let Some(privacy) = body.get("privacy") {
        word(reader, "`privacy`", privacy, PRIVACY);
    }
    let mut members = people(reader, body, "members");
    members.is_illegible |= misspelt;
    let grants = body.get("repos").into_iter().flat_map(NodeRef::entries);
    let previously = former_names(reader, body);
    Some(Team {
        name,
        id: String::new(),
        body,
        parent,
        below: Vec::new(),
        maintainers: people(reader, body, "maintainers"),
        members,
        grants: grants.filter_map(|repo| grant(reader, repo.key, repo.value)).collect(),
        previously,
        is_formed: body.get("formation").is_some(),
    })
}

/// What a team was called before.
fn former_names<'t>(reader: &mut Reader, body: NodeRef<'t>) -> Vec<NodeRef<'t>> {
    let Some(list) = body.get("previously").filter(|list| list.shape() != Shape::Null) else { return Vec::new() };
    if list.shape() != Shape::Sequence {
        let first = list.text().map_or_else(|| "NAME".to_owned(), |text| text.trim().to_owned());
        reader.wrong(list, "a list for `previously`", &format!("write `[{first}]`"));
    }
    let is_name = |item: &NodeRef<'_>| item.text().is_some_and(|text| !text.trim().is_empty());
    let (names, others): (Vec<_>, Vec<_>) = list.items().partition(is_name);
    for other in others.into_iter().filter(|other| other.shape() != Shape::Null) {
        reader.wrong(other, "the name that a team had", "write the name alone");
    }
    names
}

/// What may be done with a repository.
fn grant(reader: &mut Reader, repository: NodeRef<'_>, permission: NodeRef<'_>) -> Option<Grant> {
    let granted = word(reader, "permission", permission, PERMISSIONS)?;
    Some(Grant { repository: repository.text()?.into_owned(), writes: may_write(&granted) })
}

/// A word of a list, or nothing where another stands there, which is told.
fn word(reader: &mut Reader, what: &str, node: NodeRef<'_>, words: &[&str]) -> Option<String> {
    let written = node.text()?.trim().to_owned();
    let text = written.to_lowercase();
    let is_known = words.contains(&&*text);
    if text == written && is_known {
        return Some(text);
    }
    if !node.is_damaged() {
        let shown: String = written.chars().take(60).collect();
        let in_small_letters = is_known.then(|| format!("only in small letters: `{text}`"));
        let label = in_small_letters.or_else(|| did_you_mean(&text, words.iter().copied()));
        let finding = INVALID_VALUE
            .at(node.place(), format!("`{shown}` is no {what} that GitHub knows"))
            .saying(label.unwrap_or_else(|| "not one of the words allowed here".to_owned()));
        reader.out.problems.push(finding.help(format!("write {}", one_of(words))));
    }
    // What is meant is known all the same.
    is_known.then_some(text)
}

/// The people in a list.
fn people<'t>(reader: &mut Reader, body: NodeRef<'t>, key: &str) -> People<'t> {
    let Some(list) = body.get(key) else { return People::default() };
    let mut people = People { list: Some(list), is_illegible: list.is_damaged(), ..People::default() };
    match list.shape() {
        Shape::Null => {}
        Shape::Sequence => {
            for item in list.items() {
                match login(reader, item) {
                    Some(mention) => people.all.push(mention),
                    None => people.is_illegible |= item.shape() != Shape::Null,
                }
            }
        }
        Shape::Scalar | Shape::Mapping => {
            let names: Vec<String> = list.entries().filter_map(|entry| Some(entry.key.text()?.into_owned())).collect();
            let first = list.text().map_or_else(|| names.join(", "), |text| text.trim().to_owned());
            reader.wrong(list, &format!("a list for `{key}`"), &format!("write `[{first}]`"));
            people.is_illegible = true;
        }
    }
    people
}

/// Somebody's login; nobody where it cannot be one, which is told.
fn login<'t>(reader: &mut Reader, node: NodeRef<'t>) -> Option<Mention<'t>> {
    match node.shape() {
        Shape::Null => return None,
        Shape::Mapping | Shape::Sequence => {
            if !reader.is_unfilled(node) {
                reader.wrong(node, "a login", "write the name with which the person signs in");
            }
            return None;
        }
        Shape::Scalar => {}
    }
    let text = node.text().unwrap_or_default();
    let bare = text.trim().trim_start_matches('@');
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '[' | ']');
    if !bare.is_empty() && bare.chars().all(fits) {
        return Some(Mention { login: node });
    }
    if !node.is_damaged() && !reader.is_unfilled(node) {
        let shown: String = text.trim().chars().take(60).collect();
        let finding = INVALID_VALUE
            .at(node.place(), format!("`{shown}` cannot be a login"))
            .saying("no login at GitHub")
            .help("write the name with which the person signs in: letters, digits and hyphens");
        reader.out.problems.push(finding);
    }
    None
}

/// Teams and repositories in lists, each with its name.
fn of_lists<'t>(reader: &mut Reader, part: usize, document: NodeRef<'t>) -> Organisation<'t> {
    let mut org = Organisation {
        part,
        name: document.get("organization").filter(|name| name.shape() == Shape::Scalar),
        login: String::new(),
        admins: People::default(),
        members: People::default(),
        teams: Vec::new(),
        strange: Vec::new(),
    };
    for item in document.get("teams").into_iter().flat_map(NodeRef::items) {
        match item.get("name").filter(|name| name.shape() == Shape::Scalar) {
            Some(name) => org.teams.extend(team(reader, name, item, None)),
            None => reader.wrong(item, "a team with a `name`", "write `- name: NAME` and its `members`"),
        }
    }
    let called = |name: NodeRef<'_>| name.text().unwrap_or_default().trim().to_lowercase();
    let ranks: HashMap<String, usize> =
        org.teams.iter().enumerate().map(|(rank, team)| (called(team.name), rank)).collect();
    for repository in document.get("repositories").into_iter().flat_map(NodeRef::items) {
        let Some(name) = repository.get("name").filter(|name| name.shape() == Shape::Scalar) else { continue };
        for entry in repository.get("teams").into_iter().flat_map(NodeRef::entries) {
            let granted = grant(reader, name, entry.value);
            match ranks.get(&called(entry.key)) {
                Some(&rank) => org.teams[rank].grants.extend(granted),
                None => org.strange.push(entry.key),
            }
        }
    }
    org
}
