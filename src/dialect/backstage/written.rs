//! An entity of a catalog as it is written.

use crate::declare::reader::Reader;
use crate::declare::value::TextAt;
use crate::dialect::backstage::reference;
use crate::dialect::backstage::shapes::is_brought_in;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::NodeRef;

/// An entity as it is written.
pub struct Entity<'t> {
    pub document: NodeRef<'t>,
    pub metadata: NodeRef<'t>,
    pub spec: Option<NodeRef<'t>>,
    pub profile: Option<NodeRef<'t>>,
    pub kind: Kind,
    /// The name as written, and the namespace unless it is the default one.
    pub name: NodeRef<'t>,
    pub namespace: Option<String>,
}

impl<'t> Entity<'t> {
    /// A value of `spec`.
    pub fn spec(&self, key: &str) -> Option<NodeRef<'t>> {
        self.spec?.get(key)
    }

    /// A value of `spec.profile`.
    pub fn profile(&self, key: &str) -> Option<NodeRef<'t>> {
        self.profile?.get(key)
    }

    /// Whether a part of it that holds fields is not known here.
    pub fn is_brought_in(&self) -> bool {
        let within =
            |node: Option<NodeRef<'t>>, key: &str| node.and_then(|node| node.get(key)).is_some_and(is_brought_in);
        within(Some(self.document), "spec")
            || within(self.spec, "profile")
            || ["labels", "annotations", "tags", "links"].iter().any(|key| within(Some(self.metadata), key))
    }

    /// The id, as a slice of the file where it is one.
    pub fn id(&self, reader: &mut Reader) -> TextAt {
        match &self.namespace {
            None => {
                let len = self.name.text().unwrap_or_default().trim().len();
                reference::Id::Tail(len).text_at(reader, self.name)
            }
            Some(_) => reader.out.own(&self.id_text()),
        }
    }

    /// The id others know it by.
    pub fn id_text(&self) -> String {
        let name = self.name.text().unwrap_or_default();
        let name = name.trim();
        match &self.namespace {
            None => name.to_owned(),
            Some(space) => format!("{space}/{name}"),
        }
    }
}
