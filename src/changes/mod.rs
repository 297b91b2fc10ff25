//! What changed between two organisations, in sentences: one for each cause, those first that weigh most on people.
//!
//! Facts are those that rules use. What is not known on one side is told as such, and never taken for nothing.

mod change;
mod duties;
mod entities;
mod fields;
mod judged;
mod listed;
mod load;
mod pairing;
mod people;
mod services;
mod side;
mod told;

pub use change::{Change, Said, Topic, What};
use pairing::Pairing;
use side::Both;
pub use side::State;
use told::Told;

/// What changed, the most important first.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Each change once.
    pub all: Vec<Change>,
}

impl Changes {
    /// What changed from one state to another. Both must have been read by the same taxonomy, and judged by the same rules.
    pub fn between(old: State<'_>, new: State<'_>) -> Self {
        let pairing = Pairing::of(old.org, new.org);
        let both = Both::of(old, new, &pairing);
        let mut told = Told::default();
        let hours = load::hours(&both);
        people::tell(&both, &hours, &mut told);
        load::tell(&both, &hours, &mut told);
        load::tell_rotations(&both, &mut told);
        entities::tell(&both, &mut told);
        duties::tell(&both, &mut told);
        services::tell(&both, &mut told);
        judged::tell(&both, &mut told);
        fields::tell(&both, &mut told);
        Self { all: told.finish() }
    }
}
