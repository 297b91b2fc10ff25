//! What rules see of a tool that a team uses.

use crate::facts::fact;
use crate::facts::fact::{Fact, TEXTS};
use crate::facts::platform::tools;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new(
        "capabilities",
        TEXTS,
        "What the tool is used for: as declared, and as the taxonomy says, its main use first; unknown where neither says.",
        tools::capabilities,
    )
    .at(tools::tool_place),
    Fact::new("team", fact::one(Kind::Team), "The team that uses it.", tools::team),
];
