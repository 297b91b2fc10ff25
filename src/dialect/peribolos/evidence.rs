//! By what a document is known to be of an organisation at GitHub, and in which of the forms it is written.

use crate::dialect::peribolos::format::{OF_ORG, PERMISSIONS, SETTINGS};
use crate::yaml::tree::{NodeRef, Shape};

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Organisations by name under `orgs`.
    Orgs,
    /// One organisation, or a part of one, without its name: the folder has it.
    Part,
    /// Lists of teams and repositories with names, as `CLOWarden` and Sheriff have them.
    Lists,
}

/// The form of a document that is ours.
pub fn form(document: NodeRef<'_>) -> Option<Form> {
    if let Some(orgs) = document.get("orgs") {
        return orgs.entries().any(|org| is_org(org.value)).then_some(Form::Orgs);
    }
    if document.get("version").is_some() || document.get("apiVersion").is_some() {
        return None;
    }
    let only_ours = || {
        let known = |key: &str| OF_ORG.contains(&key) || SETTINGS.contains(&key);
        document.entries().all(|entry| entry.key.text().is_some_and(|key| known(&key)))
    };
    if is_lists(document) {
        Some(Form::Lists)
    } else if is_roster(document) || has_granted_teams(document) && only_ours() {
        Some(Form::Part)
    } else {
        None
    }
}

/// Whether a broken text has `orgs` and what belongs there.
pub fn is_text_of_orgs(text: &str) -> bool {
    let has = |key: &str| text.lines().any(|line| line.trim_start().starts_with(key));
    text.lines().any(|line| line.starts_with("orgs:")) && (has("members:") || has("admins:") || has("teams:"))
}

fn is_org(org: NodeRef<'_>) -> bool {
    let is = |key: &str, shape: Shape| org.get(key).is_some_and(|value| value.shape() == shape);
    is("admins", Shape::Sequence)
        || is("members", Shape::Sequence)
        || is("teams", Shape::Mapping)
        || org.get("default_repository_permission").is_some()
}

/// Whether it lists who administers an organisation and who is in it, beside a setting of one.
fn is_roster(document: NodeRef<'_>) -> bool {
    let lists = |key: &str| document.get(key).is_some_and(|people| people.shape() == Shape::Sequence);
    let set = |key: &&&str| !matches!(**key, "name" | "description" | "email" | "location" | "company");
    let is_set = || SETTINGS.iter().filter(set).any(|key| document.get(key).is_some());
    let (admins, members) = (lists("admins"), lists("members"));
    admins && members || (admins || members) && is_set()
}

/// Whether it has teams with something that only teams at GitHub have.
fn has_granted_teams(document: NodeRef<'_>) -> bool {
    let of_github = |team: NodeRef<'_>| {
        let has = |key: &str| team.get(key).is_some();
        has("privacy") || has("previously") || has("maintainers") || team.get("repos").is_some_and(grants)
    };
    document.get("teams").is_some_and(|teams| teams.entries().any(|team| of_github(team.value)))
}

/// Whether repositories have permissions.
fn grants(repos: NodeRef<'_>) -> bool {
    repos.entries().any(|repo| repo.value.text().is_some_and(|word| PERMISSIONS.contains(&&*word)))
}

fn is_lists(document: NodeRef<'_>) -> bool {
    let named = |item: &NodeRef<'_>| item.get("name").is_some();
    let teams = document.get("teams").filter(|teams| teams.shape() == Shape::Sequence);
    let has_maintainers =
        || teams.is_some_and(|teams| teams.items().filter(named).any(|team| team.get("maintainers").is_some()));
    let repositories = document.get("repositories").filter(|list| list.shape() == Shape::Sequence);
    let is_granted = |repository: NodeRef<'_>| {
        let people = repository.get("teams").or_else(|| repository.get("external_collaborators"));
        people.is_some_and(grants)
    };
    let has_grants = repositories.is_some_and(|list| list.items().filter(named).any(is_granted));
    teams.is_some() && (has_maintainers() || has_grants)
}
