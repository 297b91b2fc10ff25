//! The entities of a catalog as declarations, kind by kind.

use crate::declare::Open;
use crate::declare::reader::Reader;
use crate::declare::value::Value;
use crate::dialect::backstage::diagnostics::MISSING_NAME;
use crate::dialect::backstage::shapes::{is_brought_in, mapping};
use crate::dialect::backstage::written::Entity;
use crate::dialect::backstage::{groups, links, reference};
use crate::dialect::{spelling, words};
use crate::field;
use crate::finding::suggest::question;
use crate::finding::wording::with_article;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

/// Keys of `metadata` in which a slip is told.
const METADATA: &[&str] = &["name", "namespace", "title", "description", "labels", "annotations", "tags", "links"];

/// Keys of `spec`, by kind.
const fn spec_keys(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Team => &["type", "profile", "parent", "children", "members"],
        Kind::Person => &["profile", "memberOf"],
        Kind::Service => &[
            "type",
            "lifecycle",
            "owner",
            "system",
            "subcomponentOf",
            "providesApis",
            "consumesApis",
            "dependsOn",
            "dependencyOf",
        ],
        Kind::Api => &["type", "lifecycle", "owner", "system", "definition"],
        Kind::Resource => &["type", "owner", "system", "dependsOn", "dependencyOf"],
        Kind::System => &["type", "owner", "domain"],
        Kind::Domain => &["type", "owner", "subdomainOf"],
        Kind::GoldenPath => &["type", "owner", "parameters", "steps", "output"],
        _ => &[],
    }
}

/// Reads an entity of a kind, of which a part is known to be misspelt or not. Without a name there is none.
pub fn read(reader: &mut Reader, kind: Kind, kind_name: &str, document: NodeRef<'_>, mut misspelt: bool) {
    reader.out.sections.insert(kind);
    if document.is_damaged() {
        reader.out.lost.insert(kind);
    }
    let metadata = document.get("metadata").filter(|metadata| metadata.shape() != Shape::Null);
    if metadata.is_some_and(|metadata| metadata.shape() != Shape::Mapping || is_brought_in(metadata)) {
        reader.out.lost.insert(kind);
        return;
    }
    let named = metadata.and_then(|metadata| Some((metadata, metadata.get("name")?)));
    let (metadata, name) = match named {
        Some((metadata, name))
            if name.shape() == Shape::Scalar && name.text().is_some_and(|text| !text.trim().is_empty()) =>
        {
            (metadata, name)
        }
        Some((_, name)) if matches!(name.shape(), Shape::Mapping | Shape::Sequence) => {
            reader.out.lost.insert(kind);
            return;
        }
        _ => return nameless(reader, kind, kind_name, document),
    };
    misspelt |= spelling::check(reader, kind_name, metadata, METADATA);
    let namespace = metadata.get("namespace").and_then(NodeRef::text);
    let namespace = namespace.as_deref().and_then(reference::namespace).map(str::to_owned);
    let spec = mapping(reader, document, "spec");
    let mut profile = None;
    if let Some(spec) = spec {
        misspelt |= spelling::check(reader, kind_name, spec, spec_keys(kind));
        profile = mapping(reader, spec, "profile");
        if let Some(profile) = profile {
            misspelt |= spelling::check(reader, "profile", profile, &["displayName", "email", "picture"]);
        }
    }
    let entity = Entity { document, metadata, spec, profile, kind, name, namespace };
    let open = reader.out.open(kind);
    match kind {
        Kind::Team => entity.group(reader, &open),
        Kind::Person => entity.user(reader, &open),
        Kind::Service => entity.component(reader, &open),
        Kind::Api => entity.api(reader, &open),
        Kind::Resource => entity.resource(reader, &open),
        Kind::System => entity.system(reader, &open),
        Kind::Domain => entity.domain(reader, &open),
        _ => entity.template(reader, &open),
    }
    entity.notes(reader, &open);
    let id = entity.id(reader);
    let of = reader.close(open, id, name.place(), document.is_damaged() || misspelt || entity.is_brought_in());
    links::handles(reader, &entity, of);
}

impl Entity<'_> {
    fn group(&self, reader: &mut Reader, open: &Open) {
        match self.profile("displayName") {
            Some(name) => self.text(reader, open, field!(Team.name), Some(name)),
            None => self.note(reader, open, field!(Team.name), "title"),
        }
        self.note(reader, open, field!(Team.mission), "description");
        self.text(reader, open, field!(Team.email), self.profile("email"));
        self.word(reader, open, field!(Team.kind), "type", groups::team_kind);
        self.reference(reader, open, field!(Team.reportsTo), "parent", Kind::Team);
        self.members(reader, open);
        self.text(reader, open, field!(Team.aliases), links::team_slug(self));
        self.children(reader);
    }

    fn user(&self, reader: &mut Reader, open: &Open) {
        match self.profile("displayName") {
            Some(name) => self.text(reader, open, field!(Person.name), Some(name)),
            None => self.note(reader, open, field!(Person.name), "title"),
        }
        self.text(reader, open, field!(Person.email), self.profile("email"));
        self.records(
            reader,
            open,
            field!(Person.team),
            "memberOf",
            (Kind::Membership, field!(Membership.team)),
            Some(Kind::Team),
        );
    }

    fn component(&self, reader: &mut Reader, open: &Open) {
        self.owner(reader, open, field!(Service.owner));
        self.text(reader, open, field!(Service.type), self.spec("type"));
        self.word(reader, open, field!(Service.lifecycle), "lifecycle", words::lifecycle);
        self.reference(reader, open, field!(Service.system), "system", Kind::System);
        self.reference(reader, open, field!(Service.partOf), "subcomponentOf", Kind::Service);
        self.records(
            reader,
            open,
            field!(Service.dependsOn),
            "dependsOn",
            (Kind::ServiceDependency, field!(ServiceDependency.service)),
            None,
        );
        self.references(reader, open, field!(Service.providesApis), "providesApis", Some(Kind::Api));
        self.references(reader, open, field!(Service.consumesApis), "consumesApis", Some(Kind::Api));
        self.note(reader, open, field!(Service.description), "description");
        links::docs(reader, self, open, field!(Service.docs));
        links::runbook(reader, self, open, field!(Service.runbook));
        links::paging(reader, self, open, field!(Service.escalation));
        links::template(reader, self, open, field!(Service.goldenPath));
        links::source(reader, self, open, field!(Service.source));
        self.note(reader, open, field!(Service.name), "title");
        self.dependents(reader);
    }

    fn api(&self, reader: &mut Reader, open: &Open) {
        self.owner(reader, open, field!(Api.owner));
        self.text(reader, open, field!(Api.type), self.spec("type"));
        self.word(reader, open, field!(Api.lifecycle), "lifecycle", words::lifecycle);
        self.reference(reader, open, field!(Api.system), "system", Kind::System);
        self.note(reader, open, field!(Api.description), "description");
    }

    fn resource(&self, reader: &mut Reader, open: &Open) {
        self.owner(reader, open, field!(Resource.owner));
        self.text(reader, open, field!(Resource.type), self.spec("type"));
        self.reference(reader, open, field!(Resource.system), "system", Kind::System);
        self.references(reader, open, field!(Resource.dependsOn), "dependsOn", None);
        self.note(reader, open, field!(Resource.description), "description");
        self.dependents(reader);
    }

    fn system(&self, reader: &mut Reader, open: &Open) {
        self.owner(reader, open, field!(System.owner));
        self.reference(reader, open, field!(System.domain), "domain", Kind::Domain);
        self.note(reader, open, field!(System.description), "description");
    }

    fn domain(&self, reader: &mut Reader, open: &Open) {
        self.owner(reader, open, field!(Domain.owner));
        self.reference(reader, open, field!(Domain.partOf), "subdomainOf", Kind::Domain);
        self.note(reader, open, field!(Domain.description), "description");
    }

    fn template(&self, reader: &mut Reader, open: &Open) {
        self.text(reader, open, field!(GoldenPath.for), self.spec("type"));
        self.owner(reader, open, field!(GoldenPath.owner));
        if let Some(itself) = self.document.get("kind") {
            reader.out.set(open, field!(GoldenPath.template), Value::Present, itself.place());
        }
        links::docs(reader, self, open, field!(GoldenPath.docs));
    }
}

/// Reports an entity that nobody can refer to.
fn nameless(reader: &mut Reader, kind: Kind, kind_name: &str, document: NodeRef<'_>) {
    reader.out.lost.insert(kind);
    if document.is_damaged() {
        return;
    }
    let message = format!("{} without a name", with_article(kind_name));
    let at = |node: NodeRef<'_>| MISSING_NAME.at(node.place(), message.clone());
    let metadata = document.entries().find(|entry| entry.key.text().as_deref() == Some("metadata"));
    let finding = match metadata {
        Some(entry) => match spelling::slip_of(entry.value, "name", &[]) {
            Some(slip) => at(slip).saying(question("name")).suggesting(slip.written().becoming("name")),
            None => at(entry.key).saying("no `name` here"),
        },
        None => match spelling::slip_of(document, "metadata", &[]) {
            Some(slip) => at(slip).saying(question("metadata")).suggesting(slip.written().becoming("metadata")),
            None => at(document.get("kind").unwrap_or(document)).saying("no `metadata` with a `name`"),
        },
    };
    reader.out.problems.push(finding.help("write `name:` under `metadata:`; without it the entity was not read"));
}
