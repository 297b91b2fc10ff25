//! What rules see of a dependency between teams.

use crate::facts::fact::{Fact, list};
use crate::facts::topology::team_pairs;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[Fact::new(
    "interactions",
    list(Kind::Interaction),
    "Interactions that both of its teams take part in.",
    team_pairs::interactions_of_dependency,
)];
