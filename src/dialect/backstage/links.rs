//! What catalogs keep in annotations and in links with a title: documentation, runbooks, where the code is.

use crate::declare::Open;
use crate::declare::matching::{Handle, SaidBy};
use crate::declare::reader::Reader;
use crate::declare::value::Value;
use crate::dialect::backstage::written::Entity;
use crate::vocabulary::kinds::{self as declared, FieldId, Kind};
use crate::vocabulary::record;
use crate::yaml::tree::{NodeRef, Shape};

/// Annotations that say where the documentation is.
const DOCS: &[&str] = &["backstage.io/techdocs-ref", "backstage.io/techdocs-entity"];
/// Annotations that say where the code is, the most exact first.
const SOURCES: &[&str] = &["backstage.io/source-location", "github.com/project-slug", "gitlab.com/project-slug"];
/// The annotation that says what GitHub calls a team.
const TEAM_SLUG: &str = "github.com/team-slug";
/// Beginnings of annotations that say that somebody is paged, and where that is arranged.
const PAGING: &[&str] = &["pagerduty.com/", "opsgenie.com/"];
/// The annotation that says of which template something was made.
const TEMPLATE: &str = "backstage.io/source-template";
/// Annotations of groups that a directory brings in: of LDAP, Microsoft Graph, Keycloak, Okta, Google and Ping. Those that
/// end with `/` or `-` are beginnings.
const DIRECTORIES: &[&str] =
    &["backstage.io/ldap-", "graph.microsoft.com/", "keycloak.org/", "okta.com/", "google.com/", "pingidentity.org/"];
/// Annotations that say which team at a code host a group is: who is in it may be kept there, and may as well be said here.
const TEAMS_OF_HOSTS: &[&str] = &[TEAM_SLUG, "gitlab.com/team-path"];
/// Annotations that say where an entity was read: at an address, in a file, or else by what asks a directory.
const ORIGINS: &[&str] = &["backstage.io/managed-by-location", "backstage.io/managed-by-origin-location"];
/// Annotations that say what others call an entity, by kind.
const HANDLES: &[(Kind, &str)] = &[
    (Kind::Person, "github.com/user-login"),
    (Kind::Team, "opsgenie.com/team"),
    (Kind::Service, "pagerduty.com/service-id"),
];
const DOCS_WORDS: &[&str] = &["docs", "documentation"];
const RUNBOOK_WORDS: &[&str] = &["runbook", "runbooks", "playbook", "playbooks"];

/// Reads where the code is.
pub fn source(reader: &mut Reader, entity: &Entity<'_>, open: &Open, field: FieldId) {
    let Some(written) = SOURCES.iter().find_map(|key| annotation(entity, key)) else { return };
    if let Some(value) = reader.value(record(entity.kind).def(field), written) {
        reader.out.set_noted(open, field, value, written.place());
    }
}

/// Reads what others call it, by which their files know it.
pub fn handles(reader: &mut Reader, entity: &Entity<'_>, of: declared::Entity) {
    for (_, key) in HANDLES.iter().filter(|(kind, _)| *kind == entity.kind) {
        let Some(written) = annotation(entity, key) else { continue };
        let name = written.text().unwrap_or_default().trim().to_owned();
        if !name.is_empty() {
            reader.out.handles.push(Handle { of, name, place: written.place(), said_by: SaidBy::Others });
        }
    }
}

/// What GitHub calls the team.
pub fn team_slug<'t>(entity: &Entity<'t>) -> Option<NodeRef<'t>> {
    annotation(entity, TEAM_SLUG)
}

/// The annotation that says that a directory knows who is in the group.
pub fn directory<'t>(entity: &Entity<'t>) -> Option<NodeRef<'t>> {
    let brought_in = |key: &str| {
        DIRECTORIES.iter().any(|&known| key == known || known.ends_with(['/', '-']) && key.starts_with(known))
    };
    let asked = |value: NodeRef<'_>| {
        let text = value.text().unwrap_or_default();
        text.contains(':') && !["url:", "file:"].iter().any(|read| text.starts_with(read))
    };
    let entries = entity.metadata.get("annotations")?.entries();
    let mut known = entries.filter(|entry| {
        let key = entry.key.text().unwrap_or_default();
        brought_in(&key) || ORIGINS.contains(&&*key) && asked(entry.value)
    });
    known.next().map(|entry| entry.key)
}

/// The annotation that says that the group is a team at a code host.
pub fn team_of_host<'t>(entity: &Entity<'t>) -> Option<NodeRef<'t>> {
    TEAMS_OF_HOSTS.iter().find_map(|key| annotation(entity, key))
}

fn annotation<'t>(entity: &Entity<'t>, key: &str) -> Option<NodeRef<'t>> {
    entity.metadata.get("annotations")?.get(key).filter(|value| value.shape() == Shape::Scalar)
}

/// Reads that somebody is paged, though not whom: that is kept elsewhere.
pub fn paging(reader: &mut Reader, entity: &Entity<'_>, open: &Open, field: FieldId) {
    let mut annotations = entity.metadata.get("annotations").into_iter().flat_map(NodeRef::entries);
    let paging = annotations.find(|annotation| {
        let key = annotation.key.text().unwrap_or_default();
        PAGING.iter().any(|beginning| key.starts_with(beginning))
            && annotation.value.text().is_some_and(|value| !value.trim().is_empty())
    });
    if let Some(annotation) = paging {
        reader.out.set_noted(open, field, Value::Foreign, annotation.value.place());
    }
}

/// Reads that it was made of a template. Which one is no reference: a template may be gone when all is made of it.
pub fn template(reader: &mut Reader, entity: &Entity<'_>, open: &Open, field: FieldId) {
    if let Some(template) = annotation(entity, TEMPLATE) {
        reader.out.set_noted(open, field, Value::Foreign, template.place());
    }
}

/// Reads where the documentation is.
pub fn docs(reader: &mut Reader, entity: &Entity<'_>, open: &Open, field: FieldId) {
    let annotations = entity.metadata.get("annotations");
    let annotation = annotations.and_then(|all| DOCS.iter().find_map(|key| all.get(key)));
    if let Some(written) =
        annotation.filter(|value| value.shape() == Shape::Scalar).or_else(|| link(entity, DOCS_WORDS))
    {
        reader.out.set_noted(open, field, Value::Present, written.place());
    }
}

/// Reads what to do when it pages.
pub fn runbook(reader: &mut Reader, entity: &Entity<'_>, open: &Open, field: FieldId) {
    if let Some(url) = link(entity, RUNBOOK_WORDS) {
        reader.out.set_noted(open, field, Value::Present, url.place());
    }
}

/// The address of the first link whose title or type has one of the words.
fn link<'t>(entity: &Entity<'t>, words: &[&str]) -> Option<NodeRef<'t>> {
    let says = |node: Option<NodeRef<'_>>| {
        let text = node.and_then(NodeRef::text).unwrap_or_default().to_ascii_lowercase();
        text.split(|letter: char| !letter.is_alphanumeric()).any(|word| words.contains(&word))
    };
    let link = entity.metadata.get("links")?.items().find(|link| says(link.get("title")) || says(link.get("type")))?;
    link.get("url").filter(|url| url.shape() == Shape::Scalar)
}
