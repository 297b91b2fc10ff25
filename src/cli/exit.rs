//! How the program ends.

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at or above the threshold.
    Clean,
    /// Findings at or above the threshold.
    Findings,
    /// Usage, configuration or a rule page is wrong.
    SetUp,
    /// There was nothing to lint.
    Nothing,
}

impl Exit {
    /// The code the process ends with.
    pub const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::SetUp => 2,
            Self::Nothing => 3,
        }
    }
}
