//! What a file of an organisation at GitHub is called, and what it can say.

use crate::declare::format::{Closure, Fields, Format, Terms};
use crate::vocabulary::kinds::Kind;

/// What the store remembers of organisations at GitHub.
pub static FORMAT: Format = Format {
    title: "GitHub",
    name: "GitHub organisation",
    word: "organisation",
    can_say: CAN_SAY,
    // Permissions say nothing of teams and people that have none.
    gives_way: Fields::NONE,
    closure: Closure::Only(&[]),
    terms: TERMS,
    forms_names: false,
    assumed: &[],
};

const TERMS: Terms = Terms {
    kinds: &[(Kind::Person, "user")],
    fields: &[(Kind::Team, "mission", "description"), (Kind::Team, "reportsTo", "teams")],
    notes: &[],
    namespace: None,
};

const CAN_SAY: Fields =
    Fields::of(&[(Kind::Team, &["mission", "members", "reportsTo", "name"]), (Kind::Member, &["person", "role"])]);

/// What may be said of an organisation. Repositories are no part of what is read.
pub const OF_ORG: &[&str] = &["admins", "members", "teams", "repos"];

/// What Peribolos knows of an organisation besides.
pub const SETTINGS: &[&str] = &[
    "billing_email",
    "company",
    "default_repository_permission",
    "description",
    "email",
    "has_organization_projects",
    "has_repository_projects",
    "location",
    "members_can_create_repositories",
    "name",
];

/// What may be said of a team.
pub const OF_TEAM: &[&str] =
    &["description", "maintainers", "members", "name", "previously", "privacy", "repos", "teams", "formation"];

/// What may be granted on a repository, from the least to the most.
pub const PERMISSIONS: &[&str] = &["none", "read", "triage", "write", "maintain", "admin"];

/// Whether whoever has a permission may change what is in the repository.
pub fn may_write(permission: &str) -> bool {
    matches!(permission, "write" | "maintain" | "admin")
}

/// Who can see a team.
pub const PRIVACY: &[&str] = &["closed", "secret"];
