//! What rules see of a capability of a platform.

use crate::facts::fact::{Fact, TEXT, one};
use crate::facts::platform::platforms;
use crate::value::{Missing, Val};
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("platform", one(Kind::Platform), "The platform that offers it.", |cx, e| match cx.org.parent(e) {
        Some(platform) => Val::Entity(platform),
        None => cx.unknown(Missing::Section(Kind::Platform)),
    }),
    Fact::new(
        "name",
        TEXT,
        "What it is called in the taxonomy: the duty of its name, or the one its name is a synonym of; else as written.",
        |cx, e| Val::Text(platforms::name(cx.org, e)),
    )
    .naming(Kind::Duty),
];
