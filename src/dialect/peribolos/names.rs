//! What is wrong with names of teams: with those that they had before, and with those to which something is granted.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::dialect::peribolos::model::{Organisation, Team};
use crate::dialect::slug::slug;
use crate::finding::Finding;
use crate::finding::diagnostics::{INVALID_VALUE, UNKNOWN_REFERENCE};
use crate::finding::suggest::did_you_mean;
use crate::yaml::tree::NodeRef;

/// Everything that is wrong with the names of an organisation, in all its files.
pub fn check(files: &[&Organisation<'_>]) -> Vec<Finding> {
    let mut findings = former(files);
    findings.extend(strange(files));
    findings
}

/// A name as it is compared: GitHub tells neither capitals apart nor what it makes a hyphen of.
fn key(name: NodeRef<'_>) -> String {
    slug(&name.text().unwrap_or_default(), &['_'])
}

fn shown(name: NodeRef<'_>) -> String {
    name.text().unwrap_or_default().trim().to_owned()
}

/// Names that a team had and another one has, or had, too: nobody could tell which of them is to be renamed.
fn former(files: &[&Organisation<'_>]) -> Vec<Finding> {
    let teams = || files.iter().flat_map(|org| &org.teams);
    let now: HashMap<String, &Team<'_>> = teams().map(|team| (key(team.name), team)).collect();
    let mut before: HashMap<String, (&Team<'_>, NodeRef<'_>)> = HashMap::new();
    let mut findings = Vec::new();
    for team in teams() {
        for &name in &team.previously {
            // A team may have been called nearly as it is.
            let is_renamed = |of: &Team<'_>, other: NodeRef<'_>| of.id == team.id && shown(other) != shown(name);
            if let Some(of) = now.get(&key(name)) {
                findings.extend((!is_renamed(of, of.name)).then(|| is_another(team, name, of)));
            } else if let Some((first, at)) = before.get(&key(name)) {
                findings.extend((!is_renamed(first, *at)).then(|| is_of_two(team, name, first, *at)));
            } else {
                before.insert(key(name), (team, name));
            }
        }
    }
    findings
}

fn is_another(team: &Team<'_>, name: NodeRef<'_>, of: &Team<'_>) -> Finding {
    let (id, name_shown) = (&team.id, shown(name));
    let message = if team.id == of.id {
        format!("team `{id}` is called `{name_shown}` still, which it is said to have been called before")
    } else {
        format!("team `{id}` is said to have been called `{name_shown}`, which is what `{}` is called", of.id)
    };
    INVALID_VALUE
        .at(name.place(), message)
        .saying("a team is called so now")
        .label(of.name.place(), "this one")
        .help(format!("remove `{name_shown}` here: tools that read the file stop at a name that two teams have"))
        .about(&[&format!("team:{id}")], "previously")
}

fn is_of_two(team: &Team<'_>, name: NodeRef<'_>, first: &Team<'_>, at: NodeRef<'_>) -> Finding {
    let name_shown = shown(name);
    let message = if team.id == first.id {
        format!("`{name_shown}` stands twice in `previously` of team `{}`", team.id)
    } else {
        format!("teams `{}` and `{}` are both said to have been called `{name_shown}`", first.id, team.id)
    };
    INVALID_VALUE
        .at(name.place(), message)
        .saying("said again here")
        .label(at.place(), "first said here")
        .help("keep it where it was: tools that read the file stop at a name that is there twice")
        .about(&[&format!("team:{}", team.id)], "previously")
}

/// Of more names than this nobody made a slip in each.
const FEW: usize = 50;

/// Teams that may do something in a repository, and that no file of the organisation declares.
fn strange(files: &[&Organisation<'_>]) -> Vec<Finding> {
    let teams: HashSet<String> = files.iter().flat_map(|org| &org.teams).map(|team| key(team.name)).collect();
    let is_whole = files.iter().flat_map(|org| &org.teams).all(Team::is_read);
    let mut places: BTreeMap<String, Vec<NodeRef<'_>>> = BTreeMap::new();
    let named = files.iter().flat_map(|org| &org.strange).filter(|name| is_whole && !name.is_damaged());
    for &name in named.filter(|name| !teams.contains(&key(**name))) {
        places.entry(key(name)).or_default().push(name);
    }
    let org = files.first().map_or("", |org| &org.login);
    let few = places.len() <= FEW;
    let mut in_order: Vec<&str> = teams.iter().map(String::as_str).filter(|_| few).collect();
    in_order.sort_unstable();
    let tell = |(key, all): (String, Vec<NodeRef<'_>>)| {
        let name = shown(all[0]);
        let message = format!("team `{name}` may do something in a repository of `{org}`, and there is no such team");
        let label = did_you_mean(&key, in_order.iter().copied());
        UNKNOWN_REFERENCE
            .at(all[0].place(), message)
            .saying(label.unwrap_or_else(|| "declared nowhere".to_owned()))
            .occurring_also(all[1..].iter().map(|one| one.place()), "also here")
            .help(format!("declare `{name}` under `teams`, or remove it here"))
            .about(&[&format!("team:{org}/{key}")], "")
    };
    places.into_iter().map(tell).collect()
}
