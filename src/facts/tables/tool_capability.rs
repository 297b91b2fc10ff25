//! What rules see of what tools are used for.

use crate::facts::fact::{Fact, list};
use crate::facts::platform::tools;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new(
        "uses",
        list(Kind::ToolUse),
        "Who uses what for it: a tool counts for the main use that its team declares, else the taxonomy, else another team.",
        tools::uses,
    ),
    Fact::new(
        "decisions",
        list(Kind::Decision),
        "Decisions that count on the date judged and name it as their `topic`; what stands after a colon there is free.",
        tools::decided,
    ),
    Fact::new("tools", list(Kind::Tool), "Tools that teams use mainly for it, each once.", tools::tools),
    Fact::new(
        "standard",
        list(Kind::Tool),
        "Those of its tools that are the standard: a team marks it so, or a platform provides it.",
        tools::standard,
    ),
];
