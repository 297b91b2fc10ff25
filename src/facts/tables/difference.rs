//! What rules see of a field of which sources say different things.

use crate::facts::fact::{Fact, TEXT, TEXTS, list};
use crate::facts::sources::differences;
use crate::value::{Of, Type};
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("subject", Type::one(Of::Party), "Whose field it is.", differences::subject).at(differences::place),
    Fact::new("kind", TEXT, "What that is: `service`, `team`, `person`.", differences::kind),
    Fact::new("field", TEXT, "The field, as native files call it.", differences::field),
    Fact::new("values", TEXTS, "What each source says, first what counts.", differences::values).at(differences::place),
    Fact::new("sources", TEXTS, "The sources, in the order of `values`.", differences::sources).at(differences::place),
    Fact::new("sayings", TEXTS, "Each value and who says so, in words.", differences::sayings).at(differences::place),
    Fact::new("teams", list(Kind::Team), "The teams that are named, where the field names any.", differences::teams),
];
