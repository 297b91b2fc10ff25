//! What `terraform show -json` prints of a state or a plan: resources with all their values, as providers of vendors keep
//! them. Each vendor's dialect reads those of its own provider.
//!
//! Values that are marked as sensitive stand there in plain text. A resource that has one is left alone as a whole, so
//! that nothing of it is quoted.

use crate::declare::export::{Export, Unread};
use crate::dialect::beginning::leading_keys;
use crate::dialect::cut::Envelope;
use crate::dialect::exports::{at, shaped};
use crate::dialect::values::text;
use crate::yaml::tree::{NodeRef, Shape};

/// Where the modules of a state stand, and those of a plan.
const ROOTS: [&[&str]; 2] = [&["values", "root_module"], &["planned_values", "root_module"]];

const SENSITIVE: &str = "a resource with values that are marked as sensitive is left alone";

/// What a state or a plan has at its top.
pub(super) static ENVELOPE: Envelope = Envelope {
    lists: &["resource_changes", "resource_drift", "relevant_attributes", "checks"],
    objects: &["values", "planned_values", "prior_state", "configuration", "variables", "output_changes"],
    beside: &["format_version", "terraform_version", "timestamp", "applyable", "complete", "errored"],
    names: &["state", "plan"],
};

/// A resource, or what was looked up with a data source.
#[derive(Clone, Copy)]
pub(super) struct Resource<'t> {
    /// `type` and `values`.
    node: NodeRef<'t>,
    /// What it is.
    pub values: NodeRef<'t>,
    /// Whether Terraform manages it.
    is_managed: bool,
}

/// Whether a text that begins so may be one.
pub(super) fn opens(start: &str) -> bool {
    let keys = leading_keys(start);
    keys.contains(&"format_version") && keys.contains(&"terraform_version")
}

/// Whether a document is one with resources of a provider.
pub(super) fn claims(document: NodeRef<'_>, provider: &str) -> bool {
    !resources(document, provider).is_empty()
}

/// The resources of a provider, those that are managed first: `pagerduty_` begins all their types.
pub(super) fn resources<'t>(document: NodeRef<'t>, provider: &str) -> Vec<Resource<'t>> {
    if document.get("format_version").is_none() {
        return Vec::new();
    }
    let mut modules: Vec<NodeRef<'t>> = ROOTS.iter().filter_map(|path| at(document, path)).take(1).collect();
    let mut found = Vec::new();
    while let Some(module) = modules.pop() {
        let resources = shaped(module, "resources", Shape::Sequence).into_iter().flat_map(NodeRef::items);
        found.extend(resources.filter_map(Resource::of).filter(|one| one.kind().starts_with(provider)));
        modules.extend(shaped(module, "child_modules", Shape::Sequence).into_iter().flat_map(NodeRef::items));
    }
    found.sort_by_key(|one| (!one.is_managed, one.node.place()));
    found
}

impl<'t> Resource<'t> {
    fn of(node: NodeRef<'t>) -> Option<Self> {
        let values = shaped(node, "values", Shape::Mapping)?;
        text(node, "type")?;
        Some(Self { node, values, is_managed: text(node, "mode").as_deref() != Some("data") })
    }

    /// Its type: `pagerduty_schedule`.
    pub fn kind(&self) -> String {
        text(self.node, "type").unwrap_or_default()
    }

    /// Whether it may be read, which is noted where it may not.
    pub fn is_open(&self, export: &mut Export) -> bool {
        let marks = self.node.get("sensitive_values");
        let is_sensitive = marks.is_some_and(is_marked);
        if is_sensitive {
            let place = marks.unwrap_or(self.node).place();
            export.unread.push(Unread { what: "sensitive_values", why: SENSITIVE, place });
        }
        !is_sensitive
    }
}

/// Whether `true` stands anywhere in what mirrors the values of a resource.
fn is_marked(marks: NodeRef<'_>) -> bool {
    let mut left = vec![marks];
    while let Some(node) = left.pop() {
        match node.shape() {
            Shape::Scalar if node.text().as_deref() == Some("true") => return true,
            Shape::Mapping => left.extend(node.entries().map(|entry| entry.value)),
            Shape::Sequence => left.extend(node.items()),
            Shape::Scalar | Shape::Null => {}
        }
    }
    false
}
