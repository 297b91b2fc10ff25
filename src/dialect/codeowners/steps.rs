//! How much is tried before a file counts as one that nobody can make out.

use crate::declare::claims::Undecided;

/// What is left of the steps that a file may take. Patterns with wildcards cost what they are long, and folders what they
/// are deep: a file of a hundred thousand of them beside ten thousand services must not hold a run up.
#[derive(Debug)]
pub struct Steps {
    left: u64,
}

impl Steps {
    /// So many are left.
    pub const fn new(left: u64) -> Self {
        Self { left }
    }

    /// How many are left.
    pub const fn left(&self) -> u64 {
        self.left
    }

    /// Takes some. Once there are too few, there are none.
    pub fn take(&mut self, steps: usize) -> Result<(), Undecided> {
        self.left = self.left.saturating_sub(steps as u64);
        if self.left == 0 { Err(Undecided) } else { Ok(()) }
    }
}
