//! What rules see of a name among code owners that nobody knows.

use crate::facts::fact::{BOOL, Fact, TEXT};
use crate::facts::sources::code_owners;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("name", TEXT, "The name, as it is written.", code_owners::name).at(code_owners::place),
    Fact::new(
        "gone",
        BOOL,
        "Whether there is no such team: all teams of the organisation in its name are listed, and it is not among them.",
        code_owners::is_gone,
    )
    .at(code_owners::place),
];
