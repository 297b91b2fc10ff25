//! Who takes turns in a rotation.

use crate::facts::reads::unlayered;
use crate::org::Org;
use crate::org::read::At;
use crate::value::Missing;
use crate::vocabulary::kinds::Entity;
use crate::{field, word};

/// Which layers of a rotation count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Layers {
    /// Those of one level, by its rank.
    Of(u8),
    /// All in which people answer, and do not only watch.
    Answering,
}

impl Layers {
    /// The layers that are paged first.
    pub const PRIMARY: Self = Self::Of(word!(Layer.level, "primary"));

    /// The layers that a target pages.
    pub fn of_target(org: &Org, target: Entity) -> Result<Self, Missing> {
        org.word_or_default(target, field!(Target.level)).map(Self::Of)
    }

    fn contain(self, level: u8) -> bool {
        const SHADOW: u8 = word!(Layer.level, "shadow");
        match self {
            Self::Of(wanted) => level == wanted,
            Self::Answering => level != SHADOW,
        }
    }
}

/// The people who take turns, as often as they are named, with the place that names them.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    pub people: Vec<At<Entity>>,
    /// What hides others.
    pub missing: Vec<Missing>,
}

/// Who takes turns on some layers of a rotation.
pub(crate) fn turns(org: &Org, rotation: Entity, of: Layers) -> Turns {
    let mut found = Turns::default();
    let layers = org.list(rotation, field!(Rotation.layers));
    found.missing.extend(unlayered(rotation, &layers));
    for layer in layers.entities().map(|at| at.value) {
        match org.word_or_default(layer, field!(Layer.level)) {
            Ok(level) if of.contain(level) => {
                let people = org.list(layer, field!(Layer.participants));
                found.missing.extend(people.missing());
                found.people.extend(people.entities());
            }
            Ok(_) => {}
            Err(missing) => found.missing.push(missing),
        }
    }
    found
}
