//! The entities of a catalog as declarations, kind by kind.

use crate::declare::Open;
use crate::declare::reader::Reader;
use crate::declare::value::{TextAt, Value};
use crate::dialect::backstage::{links, mapping, nameless, reference, spelling, words};
use crate::field;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

/// Keys of `metadata` in which a slip is told.
const METADATA: [&str; 6] = ["name", "namespace", "title", "description", "annotations", "links"];

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

/// An entity as it is written.
pub struct Entity<'t> {
    document: NodeRef<'t>,
    pub(super) metadata: NodeRef<'t>,
    pub(super) spec: Option<NodeRef<'t>>,
    profile: Option<NodeRef<'t>>,
    pub(super) kind: Kind,
    /// The name as written, and the namespace unless it is the default one.
    pub(super) name: NodeRef<'t>,
    pub(super) namespace: Option<String>,
}

/// Reads an entity of a kind. Without a name there is none.
pub fn read(reader: &mut Reader, kind: Kind, kind_name: &str, document: NodeRef<'_>) {
    reader.out.sections.insert(kind);
    if document.is_damaged() {
        reader.out.lost.insert(kind);
    }
    let metadata = mapping(reader, document, "metadata");
    if metadata.is_none() && document.get("metadata").is_some_and(|metadata| metadata.shape() != Shape::Null) {
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
            return reader.wrong(name, "text for `name`", "");
        }
        _ => return nameless(reader, kind, kind_name, document),
    };
    spelling::check(reader, kind_name, metadata, &METADATA);
    let namespace = metadata.get("namespace").and_then(NodeRef::text);
    let namespace = namespace.as_deref().and_then(reference::namespace).map(str::to_owned);
    let spec = mapping(reader, document, "spec");
    let mut profile = None;
    if let Some(spec) = spec {
        spelling::check(reader, kind_name, spec, spec_keys(kind));
        profile = mapping(reader, spec, "profile");
        if let Some(profile) = profile {
            spelling::check(reader, "profile", profile, &["displayName", "email", "picture"]);
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
    let id = entity.id(reader);
    reader.close(open, id, name.place(), document.is_damaged());
}

impl<'t> Entity<'t> {
    /// A value of `spec`.
    pub(super) fn spec(&self, key: &str) -> Option<NodeRef<'t>> {
        self.spec?.get(key)
    }

    fn profile(&self, key: &str) -> Option<NodeRef<'t>> {
        self.profile?.get(key)
    }

    fn id(&self, reader: &mut Reader) -> TextAt {
        match &self.namespace {
            None => {
                let len = self.name.text().unwrap_or_default().trim().len();
                reference::Id::Tail(len).text_at(reader, self.name)
            }
            Some(_) => reader.out.own(&self.id_text()),
        }
    }

    /// The id others know it by.
    pub(super) fn id_text(&self) -> String {
        let name = self.name.text().unwrap_or_default();
        let name = name.trim();
        match &self.namespace {
            None => name.to_owned(),
            Some(space) => format!("{space}/{name}"),
        }
    }

    fn group(&self, reader: &mut Reader, open: &Open) {
        let name = self.profile("displayName").or_else(|| self.metadata.get("title"));
        self.text(reader, open, field!(Team.name), name);
        self.text(reader, open, field!(Team.mission), self.metadata.get("description"));
        self.text(reader, open, field!(Team.email), self.profile("email"));
        self.word(reader, open, field!(Team.kind), "type", words::team_kind);
        self.reference(reader, open, field!(Team.reportsTo), "parent", Kind::Team);
        self.records(
            reader,
            open,
            field!(Team.members),
            "members",
            (Kind::Member, field!(Member.person)),
            Kind::Person,
        );
        self.text(reader, open, field!(Team.aliases), links::team_slug(self));
        self.children(reader);
    }

    fn user(&self, reader: &mut Reader, open: &Open) {
        let name = self.profile("displayName").or_else(|| self.metadata.get("title"));
        self.text(reader, open, field!(Person.name), name);
        self.text(reader, open, field!(Person.email), self.profile("email"));
        self.records(
            reader,
            open,
            field!(Person.team),
            "memberOf",
            (Kind::Membership, field!(Membership.team)),
            Kind::Team,
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
            Kind::Service,
        );
        self.references(reader, open, field!(Service.providesApis), "providesApis", Kind::Api);
        self.references(reader, open, field!(Service.consumesApis), "consumesApis", Kind::Api);
        self.text(reader, open, field!(Service.description), self.metadata.get("description"));
        links::docs(reader, self, open, field!(Service.docs));
        links::runbook(reader, self, open, field!(Service.runbook));
        self.text(reader, open, field!(Service.source), links::source(self));
        self.dependents(reader);
    }

    fn api(&self, reader: &mut Reader, open: &Open) {
        self.owner(reader, open, field!(Api.owner));
        self.text(reader, open, field!(Api.type), self.spec("type"));
        self.word(reader, open, field!(Api.lifecycle), "lifecycle", words::lifecycle);
        self.reference(reader, open, field!(Api.system), "system", Kind::System);
        self.text(reader, open, field!(Api.description), self.metadata.get("description"));
    }

    fn resource(&self, reader: &mut Reader, open: &Open) {
        self.owner(reader, open, field!(Resource.owner));
        self.text(reader, open, field!(Resource.type), self.spec("type"));
        self.reference(reader, open, field!(Resource.system), "system", Kind::System);
        self.references(reader, open, field!(Resource.dependsOn), "dependsOn", Kind::Service);
        self.text(reader, open, field!(Resource.description), self.metadata.get("description"));
        self.dependents(reader);
    }

    fn system(&self, reader: &mut Reader, open: &Open) {
        self.owner(reader, open, field!(System.owner));
        self.reference(reader, open, field!(System.domain), "domain", Kind::Domain);
        self.text(reader, open, field!(System.description), self.metadata.get("description"));
    }

    fn domain(&self, reader: &mut Reader, open: &Open) {
        self.owner(reader, open, field!(Domain.owner));
        self.reference(reader, open, field!(Domain.partOf), "subdomainOf", Kind::Domain);
        self.text(reader, open, field!(Domain.description), self.metadata.get("description"));
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
