//! What Backstage's own schemas want: which fields an entity has, of which shape, and which it needs.

use crate::dialect::backstage::forms::{Form, LABEL, NAME, NAMESPACE, TAG};
use crate::vocabulary::kinds::Kind;

/// Keys that an entity has beside each other. What Backstage adds to one that it hands out is no mistake.
pub const ROOT: &[&str] = &["apiVersion", "kind", "metadata", "spec", "relations", "status"];

/// What a field of `metadata` holds.
pub enum Meta {
    /// Text, of a format.
    Formed(&'static Form),
    /// Text.
    Text {
        /// Whether it may be empty.
        empty: bool,
    },
    /// A map from key to text, which may have a format.
    Map(Option<&'static Form>),
    /// A list of texts of a format.
    List(&'static Form),
    /// A list of addresses with titles.
    Links,
}

/// The fields of `metadata`.
pub static METADATA: &[(&str, Meta)] = &[
    ("name", Meta::Formed(&NAME)),
    ("namespace", Meta::Formed(&NAMESPACE)),
    ("title", Meta::Text { empty: false }),
    ("description", Meta::Text { empty: true }),
    ("labels", Meta::Map(Some(&LABEL))),
    ("annotations", Meta::Map(None)),
    ("tags", Meta::List(&TAG)),
    ("links", Meta::Links),
];

/// Fields of a link that hold text, beside its address.
pub const LINK: &[&str] = &["title", "icon", "type"];

/// The shape of a field of `spec`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// Text.
    Text,
    /// Text that nothing but this check looks at.
    UnreadText,
    /// The name of who owns it.
    Owner,
    /// A list of texts.
    List,
    /// One of a few words, as they are listed in a sentence.
    Words(&'static str),
}

/// A field of `spec`.
pub struct Row {
    /// Its key.
    pub key: &'static str,
    /// Its shape.
    pub want: Want,
    /// What to write where it is missing; none for a field that may be.
    pub example: Option<&'static str>,
}

const fn may(key: &'static str, want: Want) -> Row {
    Row { key, want, example: None }
}

const fn must(key: &'static str, want: Want, example: &'static str) -> Row {
    Row { key, want, example: Some(example) }
}

const OWNER: Row = must("owner", Want::Owner, "GROUP");
const LIFECYCLE: Row = must("lifecycle", Want::Text, "production");
const SYSTEM: Row = may("system", Want::Text);
const DEPENDS_ON: Row = may("dependsOn", Want::List);
const DEPENDENCY_OF: Row = may("dependencyOf", Want::List);

static GROUP: &[Row] = &[
    must("type", Want::Text, "team"),
    must("children", Want::List, "[]"),
    may("parent", Want::Text),
    may("members", Want::List),
];
static USER: &[Row] = &[must("memberOf", Want::List, "[]")];
static COMPONENT: &[Row] = &[
    must("type", Want::Text, "service"),
    LIFECYCLE,
    OWNER,
    SYSTEM,
    may("subcomponentOf", Want::Text),
    may("providesApis", Want::List),
    may("consumesApis", Want::List),
    DEPENDS_ON,
    DEPENDENCY_OF,
];
static API: &[Row] = &[
    must("type", Want::Text, "openapi"),
    LIFECYCLE,
    OWNER,
    must("definition", Want::UnreadText, "{$text: ./openapi.yaml}"),
    SYSTEM,
];
static RESOURCE: &[Row] = &[must("type", Want::Text, "database"), OWNER, SYSTEM, DEPENDS_ON, DEPENDENCY_OF];
static THE_SYSTEM: &[Row] = &[OWNER, may("domain", Want::Text), may("type", Want::UnreadText)];
static DOMAIN: &[Row] = &[OWNER, may("subdomainOf", Want::Text), may("type", Want::UnreadText)];
static TEMPLATE: &[Row] = &[must("type", Want::Text, "service"), may("owner", Want::Owner)];
static LOCATION: &[Row] = &[
    may("type", Want::UnreadText),
    may("target", Want::UnreadText),
    may("targets", Want::List),
    may("presence", Want::Words("`required` or `optional`")),
];

/// The fields of `spec`; without a kind it is a Location.
pub fn spec(kind: Option<Kind>) -> &'static [Row] {
    match kind {
        Some(Kind::Team) => GROUP,
        Some(Kind::Person) => USER,
        Some(Kind::Service) => COMPONENT,
        Some(Kind::Api) => API,
        Some(Kind::Resource) => RESOURCE,
        Some(Kind::System) => THE_SYSTEM,
        Some(Kind::Domain) => DOMAIN,
        Some(Kind::GoldenPath) => TEMPLATE,
        _ => LOCATION,
    }
}

/// Fields that tie entities together, and the kinds that have them: anywhere else Backstage passes over them. Owners are no
/// such field: people note one of whatever they write, and nothing is lost.
pub static TIES: &[(&str, &[&str])] = &[
    ("system", &["Component", "API", "Resource"]),
    ("domain", &["System"]),
    ("subdomainOf", &["Domain"]),
    ("subcomponentOf", &["Component"]),
    ("dependsOn", &["Component", "Resource"]),
    ("dependencyOf", &["Component", "Resource"]),
    ("providesApis", &["Component"]),
    ("consumesApis", &["Component"]),
    ("parent", &["Group"]),
    ("children", &["Group"]),
    ("members", &["Group"]),
    ("memberOf", &["User"]),
];
