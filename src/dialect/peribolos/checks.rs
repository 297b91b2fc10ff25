//! What is wrong with who is in which team, told so that one mistake is one finding.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::dialect::peribolos::diagnostics::{
    EMPTY_TEAM, LOGIN_SPELLING, LONE_WRITER, OUTSIDE_ROSTER, PARENT_LACKS_MEMBER, TWO_ROLES,
};
use crate::dialect::peribolos::model::{Mention, Organisation, People, Team};
use crate::dialect::peribolos::names;
use crate::finding::Finding;
use crate::finding::diagnostics::DUPLICATE_ITEM;
use crate::finding::wording::{count, first_of, in_backticks, listed_up_to, times};
use crate::text::Place;

/// Names listed in a sentence; the others are counted.
const NAMED: usize = 5;

/// Everything that is wrong between the files.
pub fn check(orgs: &[Organisation<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for org in orgs {
        findings.extend(two_roles(&org.admins, &org.members, ("an admin", "a member"), &org.login, &org.login));
        findings.extend(
            [("admins", &org.admins), ("members", &org.members)]
                .into_iter()
                .flat_map(|(key, people)| named_twice(org, key, people)),
        );
        for (rank, team) in org.teams.iter().enumerate() {
            let id = format!("team:{}", team.id);
            findings.extend(two_roles(&team.maintainers, &team.members, ("a maintainer", "a member"), &team.id, &id));
            findings.extend(empty(org, rank));
            findings.extend(inner_teams(org, team));
        }
    }
    let mut by_login: BTreeMap<String, Vec<&Organisation<'_>>> = BTreeMap::new();
    for org in orgs {
        by_login.entry(org.login.to_lowercase()).or_default().push(org);
    }
    for files in by_login.values() {
        findings.extend(outside(files));
        findings.extend(lone_writers(files));
        findings.extend(names::check(files));
    }
    findings.extend(spellings(orgs));
    findings
}

/// Whether somebody is in a team, or in one below it, or may be.
fn has_people(org: &Organisation<'_>, rank: usize) -> bool {
    let team = &org.teams[rank];
    !team.is_known() || team.people().next().is_some() || team.below.iter().any(|&below| has_people(org, below))
}

fn empty(org: &Organisation<'_>, rank: usize) -> Option<Finding> {
    let team = &org.teams[rank];
    (!has_people(org, rank)).then(|| {
        EMPTY_TEAM
            .at(team.name.place(), format!("there is nobody in team `{}`", team.id))
            .saying("nobody is in it")
            .help("name who is in it, or remove it and whatever still names it")
            .about(&[&format!("team:{}", team.id)], "")
    })
}

/// Everybody who is in both lists.
fn two_roles(
    greater: &People<'_>,
    lesser: &People<'_>,
    (role, other): (&str, &str),
    of: &str,
    about: &str,
) -> Vec<Finding> {
    let known: HashMap<String, Mention<'_>> = greater.all.iter().map(|one| (one.key(), *one)).collect();
    let mut told: HashSet<String> = HashSet::new();
    let both = lesser.all.iter().filter_map(|one| Some((*one, *known.get(&one.key())?)));
    both.filter(|(one, _)| told.insert(one.key()))
        .map(|(one, first)| {
            TWO_ROLES
                .at(one.place(), format!("`{}` is {role} and {other} of `{of}` at once", one.shown()))
                .saying(format!("{other} here"))
                .label(first.place(), format!("{role} here"))
                .help(format!("remove `{}` here: {role} needs no other role", one.shown()))
                .about(&[about, &format!("person:{}", one.key())], "")
        })
        .collect()
}

/// Everybody whom one list of the organisation names more than once.
fn named_twice(org: &Organisation<'_>, key: &str, people: &People<'_>) -> Vec<Finding> {
    let mut places: BTreeMap<String, Vec<Mention<'_>>> = BTreeMap::new();
    for mention in &people.all {
        places.entry(mention.key()).or_default().push(*mention);
    }
    let again = places.into_values().filter(|all| all.len() > 1);
    again
        .map(|all| {
            let login = all[0].shown();
            DUPLICATE_ITEM
                .at(all[1].place(), format!("`{login}` is named {} in `{key}` of `{}`", times(all.len()), org.login))
                .saying("named again here")
                .label(all[0].place(), "first named here")
                .occurring_also(all[2..].iter().map(|one| one.place()), "and here")
                .help("name it once")
                .about(&[&format!("person:{}", all[0].key())], &format!("{}/{key}", org.login))
        })
        .collect()
}

/// People of inner teams whom the team around them leaves out, though it names most of such a team: told once for it.
fn inner_teams(org: &Organisation<'_>, around: &Team<'_>) -> Option<Finding> {
    if around.below.is_empty() || !around.is_known() {
        return None;
    }
    let people: HashSet<String> = around.people().map(Mention::key).collect();
    let inner = around.below.iter().map(|&team| &org.teams[team]);
    let found: Vec<(&Team<'_>, Vec<Mention<'_>>)> =
        inner.map(|team| (team, lacking(&people, team))).filter(|(_, lacking)| !lacking.is_empty()).collect();
    let (first_team, first) = found.first().map(|(team, lacking)| (*team, lacking[0]))?;
    let mut known: HashSet<String> = HashSet::new();
    let mentions: Vec<Mention<'_>> = found.iter().flat_map(|(_, lacking)| lacking).copied().collect();
    let logins: Vec<String> = mentions.iter().filter(|one| known.insert(one.key())).map(|one| one.shown()).collect();
    let who = listed_up_to(NAMED, &in_backticks(&logins), "and");
    let is_or_are = if logins.len() == 1 { "is" } else { "are" };
    let (teams, their) = match found.len() {
        1 => (format!("team `{}`", first_team.id), "it, which names others of its people"),
        many => (format!("{many} teams"), "them, which names most of their people"),
    };
    let message = format!("{who} {is_or_are} in {teams} and not in `{}` around {their}", around.id);
    Some(
        PARENT_LACKS_MEMBER
            .at(first.place(), message)
            .saying("not among those of the team around it")
            .occurring_also(mentions[1..].iter().map(|one| one.place()), "nor this")
            .label(around.name.place(), "the team around")
            .help(format!("add {who} to `{}`, or name none of the inner teams there", around.id))
            .about(&[&format!("team:{}", around.id)], ""),
    )
}

/// Whom a team around another leaves out of the other, if it names most of it.
fn lacking<'t>(around: &HashSet<String>, team: &Team<'t>) -> Vec<Mention<'t>> {
    if !team.is_known() {
        return Vec::new();
    }
    let lacking: Vec<Mention<'_>> = team.people().filter(|one| !around.contains(&one.key())).collect();
    let named = team.people().count() - lacking.len();
    // Half of them and more may be missing on purpose; one of two is what was forgotten.
    if named >= 2 * lacking.len() || (named, lacking.len()) == (1, 1) { lacking } else { Vec::new() }
}

/// People in teams who are not in the organisation; nobody where the files do not say who is.
fn outside(files: &[&Organisation<'_>]) -> Vec<Finding> {
    let roster: HashSet<String> =
        files.iter().flat_map(|org| org.roster().map(Mention::key).collect::<Vec<_>>()).collect();
    let is_known = files.iter().all(|org| !org.admins.is_illegible && !org.members.is_illegible);
    let is_listed = files.iter().any(|org| org.members.list.is_some()) && !roster.is_empty();
    if !is_known || !is_listed {
        return Vec::new();
    }
    let mut places: BTreeMap<String, Vec<Mention<'_>>> = BTreeMap::new();
    for mention in files.iter().flat_map(|org| &org.teams).flat_map(Team::people) {
        if !roster.contains(&mention.key()) {
            places.entry(mention.key()).or_default().push(mention);
        }
    }
    let org = &files[0].login;
    if places.len() > roster.len() {
        return vec![strangers(org, &places, roster.len())];
    }
    places.iter().map(|(key, all)| stranger(org, key, all)).collect()
}

fn stranger(org: &str, key: &str, all: &[Mention<'_>]) -> Finding {
    let login = all[0].shown();
    let teams = if all.len() == 1 { "a team".to_owned() } else { format!("{} teams", all.len()) };
    OUTSIDE_ROSTER
        .at(all[0].place(), format!("`{login}` is in {teams} of `{org}`, and not in the organisation"))
        .saying("neither an admin nor a member")
        .occurring_also(all[1..].iter().map(|one| one.place()), "also here")
        .help(format!("add `{login}` to `members` of `{org}`, or remove it here"))
        .about(&[&format!("person:{key}")], org)
}

/// More people than the organisation has: its list is what lacks them, which is one mistake.
fn strangers(org: &str, places: &BTreeMap<String, Vec<Mention<'_>>>, listed: usize) -> Finding {
    let firsts: Vec<Mention<'_>> = places.values().map(|all| all[0]).collect();
    let logins: Vec<String> = firsts.iter().map(|one| one.shown()).collect();
    let who = listed_up_to(NAMED, &in_backticks(&logins), "and");
    let has = count(listed, "person", "people");
    let message =
        format!("{} people in teams of `{org}` are not in the organisation, which lists {has}: {who}", logins.len());
    OUTSIDE_ROSTER
        .at(firsts[0].place(), message)
        .saying("neither an admin nor a member")
        .occurring_also(firsts[1..].iter().map(|one| one.place()), "nor this one")
        .help(format!("list everybody in `members` of `{org}`, or remove them from its teams"))
        .about(&[&format!("org:{org}")], "")
}

/// Teams of one person that may write, once for the organisation.
fn lone_writers(files: &[&Organisation<'_>]) -> Option<Finding> {
    let alone = |team: &&Team<'_>| {
        let writes = team.grants.iter().any(|grant| grant.writes);
        writes && team.is_known() && team.people().count() == 1 && team.below.is_empty()
    };
    let teams: Vec<&Team<'_>> = files.iter().flat_map(|org| &org.teams).filter(alone).collect();
    let first = teams.first()?;
    let org = &files[0].login;
    let ids: Vec<String> = teams.iter().map(|team| team.id.clone()).collect();
    let message = match ids.as_slice() {
        [only] => format!("team `{only}` has one person, and may write to {}", written_by(first)),
        ids => format!(
            "{} of `{org}` have one person each, and may write: {}",
            count(ids.len(), "team", "teams"),
            first_of(&in_backticks(ids), NAMED)
        ),
    };
    let label = |team: &Team<'_>| {
        let person = team.people().next().map(Mention::shown).unwrap_or_default();
        format!("only `{person}`")
    };
    let places: Vec<(Place, String)> = teams.iter().map(|team| (team.name.place(), label(team))).collect();
    Some(
        LONE_WRITER
            .at(first.name.place(), message)
            .saying(label(first))
            .labels_of_places(places[1..].iter().cloned())
            .help("let somebody else in, or give the right to a team that has several people")
            .about(&[&format!("org:{org}")], ""),
    )
}

fn written_by(team: &Team<'_>) -> String {
    let written: Vec<&str> =
        team.grants.iter().filter(|grant| grant.writes).map(|grant| grant.repository.as_str()).collect();
    listed_up_to(NAMED, &in_backticks(&written), "and")
}

/// Logins that are written in several ways.
fn spellings(orgs: &[Organisation<'_>]) -> Vec<Finding> {
    let mut mentions: BTreeMap<String, Vec<Mention<'_>>> = BTreeMap::new();
    for org in orgs {
        for mention in org.roster().chain(org.teams.iter().flat_map(Team::people)) {
            mentions.entry(mention.key()).or_default().push(mention);
        }
    }
    mentions.into_iter().filter_map(|(key, all)| spelt(&key, &all)).collect()
}

fn spelt(key: &str, all: &[Mention<'_>]) -> Option<Finding> {
    let first = all[0].shown();
    let others: Vec<&Mention<'_>> = all.iter().filter(|one| one.shown() != first).collect();
    let other = others.first()?;
    Some(
        LOGIN_SPELLING
            .at(other.place(), format!("`{}` is also written `{first}`", other.shown()))
            .saying("in other capitals")
            .label(all[0].place(), "here it is written so")
            .occurring_also(others[1..].iter().map(|one| one.place()), "and here otherwise")
            .help(format!("write `{first}` everywhere"))
            .about(&[&format!("person:{key}")], ""),
    )
}
