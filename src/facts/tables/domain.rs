//! What rules see of a domain.

use crate::facts::fact::{Fact, list};
use crate::facts::people::knowledge;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] =
    &[Fact::new("knowers", list(Kind::Person), knowledge::KNOWERS, knowledge::said_to_know)];
