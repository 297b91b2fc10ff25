//! A format of descriptors: its tables, and what the store remembers of it.

use std::path::Path;

use crate::declare::format::{Closure, Fields, Format};
use crate::declare::reader::Reader;
use crate::dialect::descriptors::fields;
use crate::dialect::descriptors::table::Table;
use crate::dialect::seam::{Asked, Claim, Dialect, is_yaml};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::NodeRef;

/// A format of descriptors.
pub struct Descriptor {
    pub format: &'static Format,
    pub hint: Option<&'static str>,
    /// In the order in which they are tried.
    pub tables: &'static [Table],
}

/// What each of these tools calls a type is a list of its own: a `web` of one is a `service` of another.
pub const TYPE: Fields = Fields::of(&[(Kind::Service, &["type"])]);

/// A descriptor says nothing of what else there is.
pub const CLOSURE: Closure = Closure::Only(&[]);

impl Dialect for Descriptor {
    fn format(&self) -> &'static Format {
        self.format
    }

    fn hint(&self) -> Option<&'static str> {
        self.hint
    }

    fn offer(&self) -> Option<(&'static str, &'static str)> {
        Some(("have the descriptors of your services read", "docs/sources.md#descriptors-of-services"))
    }

    fn wants(&self, path: &Path) -> bool {
        is_yaml(path)
    }

    /// Nothing at the beginning of a file tells that no other format wants it.
    fn opens(&self, _: &Path, _: &str) -> bool {
        false
    }

    fn claim(&self, document: NodeRef<'_>, asked: Asked) -> Claim {
        let is_ours = asked != Asked::Hidden && self.tables.iter().any(|table| (table.is_ours)(document));
        if is_ours { Claim::Yes } else { Claim::No }
    }

    fn read(&self, reader: &mut Reader, document: NodeRef<'_>) {
        reader.speak(self.format, document.place().span.start);
        if let Some(table) = self.tables.iter().find(|table| (table.is_ours)(document)) {
            fields::read(reader, table, document);
        }
    }
}
