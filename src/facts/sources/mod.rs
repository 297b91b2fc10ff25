//! What several sources say of the same: where they differ, and what one has that another should have, too.

pub(crate) mod code_owners;
pub(crate) mod differences;
pub(crate) mod lists;
pub(crate) mod shared;
