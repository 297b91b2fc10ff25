//! What a table of a descriptor says: where which field stands, and how it is written there.

use crate::vocabulary::kinds::FieldId;
use crate::yaml::tree::NodeRef;

/// One shape of a descriptor.
pub struct Table {
    /// Whether a document has it.
    pub is_ours: fn(NodeRef<'_>) -> bool,
    /// Where what is said of the service begins.
    pub body: &'static [&'static str],
    /// Where its id stands in that, the best first.
    pub id: &'static [&'static [&'static str]],
    /// Whether the id is made of a name for people.
    pub is_made: bool,
    /// Keys beside each other in which a slip is told, each list with the keys that lead there.
    pub keys: &'static [(&'static [&'static str], &'static [&'static str])],
    /// Where it names another descriptor of which it has what it does not say itself.
    pub inherits: &'static [&'static str],
    pub rows: &'static [Row],
}

/// A field of a service.
pub struct Row {
    pub field: FieldId,
    /// The keys that lead to it, from the body.
    pub path: &'static [&'static str],
    pub how: How,
}

/// How a field is written.
pub enum How {
    /// As the vocabulary has it.
    Plain,
    /// Under this key of whatever is there first.
    Within(&'static str),
    /// A tier: a digit, alone or after a word.
    Tier,
    /// A list of groups, of which one may be a tier.
    TierAmong,
    /// A free word for the stage of life.
    Lifecycle,
    /// A team by its name.
    Owner,
    /// A list of owners, each with a `name` and perhaps a `type`.
    Owners,
    /// A name that only the tool knows the team of.
    Opaque,
    /// A list of links of which one has one of these types.
    Link(&'static [&'static str]),
    /// The address of the first link of one of these types, of any where there are none.
    Address(&'static [&'static str]),
    /// Under this key of the first element of a list.
    First(&'static str),
    /// A list of links of which one is called so: no type of link is.
    Named(&'static [&'static str]),
    /// What it needs: names, or maps with a name under one of these keys.
    Needs(&'static [&'static str]),
    /// What stands under one of these keys, or anything where there are none, says that somebody is paged: who, is kept elsewhere.
    /// It may say what the service is called there.
    Pager(&'static [&'static str]),
    /// The same, by a list of links of which one has one of these types.
    Paged(&'static [&'static str]),
}

/// A row of a table.
pub const fn row(field: FieldId, path: &'static [&'static str], how: How) -> Row {
    Row { field, path, how }
}
