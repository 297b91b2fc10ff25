//! Two states of an organisation, judged alike.

use jiff::civil::Date;

use crate::baseline::Baseline;
use crate::changes::{Changes, State};
use crate::lint::input::Input;
use crate::lint::linter::Linter;
use crate::lint::outcome::Outcome;
use crate::lint::setup::{Options, Setup};

/// Two states of an organisation, read by the configuration of the later one and judged as of the same day.
pub struct Compared {
    /// What came of the earlier one.
    pub before: Outcome,
    /// What came of the later one.
    pub after: Outcome,
}

impl Compared {
    /// Judges both. What was waived counts each in its own state.
    pub fn of(setup: Setup, before: &Input, after: &Input, options: &Options, today: Date) -> Self {
        let before = Linter::new(setup.before(before, options), today).check(before);
        Self { before, after: Linter::new(setup, today).check(after) }
    }

    /// What changed.
    pub fn changes(&self) -> Changes {
        let (old, new) = (self.before.to_baseline(), self.after.to_baseline());
        Changes::between(state(&self.before, &old), state(&self.after, &new))
    }
}

fn state<'o>(of: &'o Outcome, found: &'o Baseline) -> State<'o> {
    State { org: &of.org, facts: &of.facts, rules: &of.rules, not_judged: &of.judgement.not_judged, found }
}
