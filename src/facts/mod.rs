//! What needs an algorithm: computed once over the organisation, and read by rules as ordinary fields.
//!
//! Each fact is a [`Fact`] in the table of its kind, with its type and documentation. Heavy ones are
//! computed for the whole organisation on first use and kept in [`Facts`].

pub mod cx;
pub mod duties;
pub mod fact;
pub mod on_call;
pub mod people;
pub mod platform;
pub(crate) mod reads;
pub mod response;
pub mod services;
pub mod tables;
pub mod topology;

use std::sync::OnceLock;

use bumpalo::Bump;

use crate::facts::cx::Cx;
pub use crate::facts::people::organisation::Size;
pub use crate::facts::tables::collections::{Derived, collections};
use crate::org::Org;
use crate::vocabulary::kinds::Kind;

/// What was computed about an organisation, each part on first use.
#[derive(Debug, Default)]
pub struct Facts {
    duties: OnceLock<duties::holdings::Duties>,
    dependencies: OnceLock<services::dependencies::Dependencies>,
    lines: OnceLock<people::reporting_lines::Lines>,
    load: OnceLock<on_call::load::Load>,
    knowledge: OnceLock<people::knowledge::Knowledge>,
    reaches: OnceLock<Vec<response::paged::Reach>>,
    reliance: OnceLock<services::single_points::Reliance>,
    pairs: OnceLock<topology::team_pairs::Pairs>,
    work_teams: OnceLock<usize>,
    size: OnceLock<Option<Size>>,
    paths: OnceLock<platform::platforms::Paths>,
    tools: OnceLock<platform::tools::Tools>,
    chosen_size: Option<Size>,
}

impl Facts {
    /// Computes what is computed for the whole organisation, side by side. Without it, each part is computed when it is
    /// first asked for; then nothing may be asked on several threads.
    pub fn prepare(&self, org: &Org) {
        // These two use all threads themselves. A thread that waits for others takes on what else there is to do, and
        // must not come upon the very thing it is in the middle of.
        org.graph();
        self.load(org);
        rayon::scope(|scope| {
            scope.spawn(|_| {
                self.pairs(org);
            });
            scope.spawn(|_| {
                self.reliance(&Cx::new(org, self, &Bump::new()));
                self.reaches(&Cx::new(org, self, &Bump::new()));
                self.knowledge(org);
            });
            self.size(org);
            self.tools(org);
            self.paths(org);
            self.lines(org);
            self.work_teams(org);
        });
    }

    /// Who holds which duty.
    pub fn duties(&self, org: &Org) -> &duties::holdings::Duties {
        self.duties.get_or_init(|| duties::holdings::Duties::of(org))
    }

    /// Who knows what.
    fn knowledge(&self, org: &Org) -> &people::knowledge::Knowledge {
        self.knowledge.get_or_init(|| people::knowledge::Knowledge::of(org))
    }

    /// Which service needs which.
    pub(crate) fn dependencies(&self, org: &Org) -> &services::dependencies::Dependencies {
        self.dependencies.get_or_init(|| services::dependencies::Dependencies::of(org))
    }

    /// Which teams every escalation policy pages.
    fn reaches(&self, cx: &Cx<'_>) -> &[response::paged::Reach] {
        self.reaches.get_or_init(|| response::paged::reaches(cx))
    }

    /// Whom services rely on alone.
    pub(crate) fn reliance(&self, cx: &Cx<'_>) -> &services::single_points::Reliance {
        self.reliance.get_or_init(|| services::single_points::Reliance::of(cx))
    }

    /// Who reports to whom.
    fn lines(&self, org: &Org) -> &people::reporting_lines::Lines {
        self.lines.get_or_init(|| people::reporting_lines::Lines::of(org))
    }

    /// Which teams need each other's services.
    fn pairs(&self, org: &Org) -> &topology::team_pairs::Pairs {
        self.pairs.get_or_init(|| topology::team_pairs::Pairs::of(org, self.dependencies(org)))
    }

    /// How many teams of kind work are declared.
    fn work_teams(&self, org: &Org) -> usize {
        *self.work_teams.get_or_init(|| org.all(Kind::Team).filter(|&team| people::teams::is_work(org, team)).count())
    }

    /// The on-call load of everybody.
    pub fn load(&self, org: &Org) -> &on_call::load::Load {
        self.load.get_or_init(|| on_call::load::Load::of(org))
    }

    /// Golden paths by what they are for.
    fn paths(&self, org: &Org) -> &platform::platforms::Paths {
        self.paths.get_or_init(|| platform::platforms::Paths::of(org, self.duties(org)))
    }

    /// What tools are used for.
    fn tools(&self, org: &Org) -> &platform::tools::Tools {
        self.tools.get_or_init(|| platform::tools::Tools::of(org))
    }

    /// Facts of an organisation whose size was chosen in configuration.
    pub fn of_size(size: Option<Size>) -> Self {
        Self { chosen_size: size, ..Self::default() }
    }

    /// The size of the organisation: chosen, declared or by headcount; none where nothing is known.
    pub fn size(&self, org: &Org) -> Option<Size> {
        *self.size.get_or_init(|| self.chosen_size.or_else(|| people::organisation::size(org, self.duties(org))))
    }
}
