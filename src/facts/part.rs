//! What is computed once for a whole organisation, each part on first use.
//!
//! A family keeps a part by implementing [`Part`] for it; this file knows no family.

use std::any::Any;
use std::sync::OnceLock;

use crate::org::Org;
use crate::taxonomy::thresholds::Thresholds;
use crate::vocabulary::Size;

/// The place of each part, one for each type that implements [`Part`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Place {
    Circles,
    CodeHosts,
    Dependencies,
    Duties,
    Headcount,
    Interactions,
    Knowledge,
    Lines,
    Lists,
    Load,
    PagedAlike,
    Pairs,
    Paths,
    Promises,
    Reaches,
    Reliance,
    Responders,
    Running,
    Shared,
    Silent,
    Together,
    Tools,
    WorkTeams,
}

const PLACES: usize = Place::WorkTeams as usize + 1;

/// Something computed once about a whole organisation.
pub(crate) trait Part: Any + Send + Sync + Sized {
    /// Where it is kept; no other type has this place.
    const PLACE: Place;

    /// Computes it.
    fn of(org: &Org, facts: &Facts) -> Self;
}

/// What was computed about an organisation, each part on first use.
#[derive(Debug, Default)]
pub struct Facts {
    parts: [OnceLock<Box<dyn Any + Send + Sync>>; PLACES],
    /// The size that configuration chose.
    pub(crate) chosen_size: Option<Size>,
    thresholds: Thresholds,
    /// Whether texts of rules mark what comes from files.
    pub(crate) marks_given: bool,
}

impl Facts {
    /// Facts of an organisation whose size was chosen in configuration.
    pub fn of_size(size: Option<Size>) -> Self {
        Self { chosen_size: size, ..Self::default() }
    }

    /// The same, decided by the thresholds of another taxonomy than the program's.
    #[must_use]
    pub fn by(self, thresholds: Thresholds) -> Self {
        Self { thresholds, chosen_size: self.chosen_size, marks_given: self.marks_given, ..Self::default() }
    }

    /// The same where texts of rules mark what comes from files.
    #[must_use]
    pub fn marking(self, marks_given: bool) -> Self {
        Self { marks_given, ..self }
    }

    /// The numbers by which facts are decided.
    pub fn thresholds(&self) -> Thresholds {
        self.thresholds
    }

    /// A part, computed if nobody asked for it before.
    pub(crate) fn part<T: Part>(&self, org: &Org) -> &T {
        let kept = self.parts[T::PLACE as usize].get_or_init(|| Box::new(T::of(org, self)));
        kept.downcast_ref().unwrap_or_else(|| unreachable!("{:?} is the place of one type", T::PLACE))
    }
}
