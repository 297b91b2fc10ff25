//! What rules see of a duty.

use crate::facts::duties::{duty_holders, holdings, roles};
use crate::facts::fact::{Fact, TEXTS, list};
use crate::value::{Of, Type};
use crate::vocabulary;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new(
        "role",
        Type::one(Of::Word(&vocabulary::DUTY_ROLE)),
        "What rules look for it as, whatever it is called; the first of its `roles`, `none` without any.",
        roles::role,
    ),
    Fact::new(
        "roles",
        Type::list(Of::Word(&vocabulary::DUTY_ROLE)),
        "All that rules look for it as: several where it took the place of several duties.",
        roles::roles,
    ),
    Fact::new("groups", TEXTS, "Names of the duty groups it is in.", holdings::groups).naming(Kind::DutyGroup),
    Fact::new(
        "groupRoles",
        Type::list(Of::Word(&vocabulary::DUTY_GROUP_ROLE)),
        "Roles of the duty groups it is in.",
        roles::group_roles,
    ),
    Fact::new("holdings", list(Kind::Holding), "Everybody who holds it.", duty_holders::holdings),
    Fact::new(
        "holders",
        list(Kind::Team),
        "Teams that do the work or answer for it: those that are responsible or accountable, the holder that a standing decision names, and what other sections say of duties with the role `on-call` (whose rotations there are), `incident-command` (the commander), `post-incident-review` (the owner of reviews) and `slo-definition` (the owners of objectives, else of what they are about). There may be more where a team that is or may be on the operations side does not say what it holds.",
        duty_holders::holders,
    ),
    Fact::new(
        "takingPart",
        list(Kind::Team),
        "Teams that take part in it: its `holders`, those that are consulted, and those that any of them shares it with.",
        duty_holders::taking_part,
    ),
];
