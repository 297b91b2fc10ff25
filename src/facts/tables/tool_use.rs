//! What rules see of a tool that a team uses.

use crate::facts::fact::{Fact, TEXTS};
use crate::facts::people::teams;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new(
        "capabilities",
        TEXTS,
        "What the tool is used for: as declared, and as the taxonomy says, its main use first; unknown where neither says.",
        teams::capabilities,
    )
    .at(teams::tool_place),
    Fact::new("team", crate::facts::fact::one(Kind::Team), "The team that uses it.", crate::facts::platform::tools::team),
];
