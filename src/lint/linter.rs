//! The way of the data: files are found, each is read by the dialect whose it is, what all of them declare becomes one
//! organisation, and the rules judge it.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::by_path::ByPath;
use crate::declare::age::stale;
use crate::dialect;
use crate::facts::Facts;
use crate::files::Files;
use crate::files::discover::{Excluded, Met, Selection, discover};
use crate::finding::{Finding, identify};
use crate::lint::context::Context;
use crate::lint::input::Input;
use crate::lint::known::PlacesBefore;
use crate::lint::outcome::Outcome;
use crate::lint::read::{read_all, skipped_in_hidden_folders};
use crate::lint::setup::{Options, Setup};
use crate::lint::unjudged::Unjudged;
use crate::org::Org;
use crate::org::build::build;
use crate::taxonomy::thresholds::Thresholds;
use crate::text::{Place, Sources};
use crate::vocabulary::kinds::{Entity, sections};
use crate::vocabulary::scalars::days_since_epoch;

/// Judges organisations, any number of them by the same [`Setup`].
#[derive(Clone, Debug)]
pub struct Linter {
    setup: Arc<Setup>,
    today: Date,
}

/// What an earlier state was that another is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Before {
    /// Whether it had nothing to lint.
    pub nothing: bool,
    /// Its files that could not be read whole: what they hide was not compared with.
    pub unread: Vec<String>,
}

impl Outcome {
    /// The files of an earlier state that could not be read whole.
    pub(crate) fn unread_paths(&self) -> Vec<String> {
        files_of(&self.org, &self.unread_before())
    }
}

/// The files that findings are in, each once.
fn files_of(org: &Org, findings: &[Finding]) -> Vec<String> {
    let files: BTreeSet<&str> =
        findings.iter().map(|finding| org.sources().get(finding.place().file).path.as_str()).collect();
    files.into_iter().map(str::to_owned).collect()
}

impl Linter {
    /// A linter that judges by `setup`, as on the day `today`: what is announced for later, or was good until then,
    /// depends on it.
    pub fn new(setup: impl Into<Arc<Setup>>, today: Date) -> Self {
        Self { setup: setup.into(), today }
    }

    /// A linter to which everything is known that an earlier state of the organisation has, and what that state was: both are
    /// judged as of one day, by the same set-up.
    pub fn comparing(mut setup: Setup, before: &Input, options: &Options, today: Date) -> (Self, Before) {
        let before = Self::new(setup.before(before, options), today).check(before);
        setup.baseline = Some(before.to_baseline());
        setup.places_before = Some(PlacesBefore::of(&before));
        let was = Before { nothing: before.nothing_to_lint, unread: before.unread_paths() };
        // Giving back a large organisation piece by piece would only take time.
        std::mem::forget(before);
        (Self::new(setup, today), was)
    }

    /// What it judges by.
    pub fn setup(&self) -> &Arc<Setup> {
        &self.setup
    }

    /// Judges the organisation that files declare. Whatever is wrong with files, configuration or rule pages is a finding;
    /// the rest is judged.
    pub fn check(&self, input: &Input) -> Outcome {
        self.read(input).judge()
    }

    /// Reads the organisation that files declare, and does not judge it.
    ///
    /// Files are found, each is read by the dialect whose it is, what they name is read as well, and what all of them
    /// declare becomes one organisation.
    #[doc(hidden)]
    pub fn read(&self, input: &Input) -> Unjudged {
        let Setup { config, taxonomy, sources, .. } = &*self.setup;
        let mut sources = Sources::over(Arc::clone(sources));

        let select = Selection {
            wants: dialect::wants,
            hidden: dialect::hidden_folders().collect(),
            given: input.is_given(),
            forced: input.is_forced(),
            include: globs(&config.include),
            exclude: globs(&config.exclude),
            ..Selection::default()
        };
        let mut discovered = discover(input.files(), input.roots(), &select);
        let configuration: HashSet<&str> = config.files.iter().map(|one| sources.get(one.file).path.as_str()).collect();
        discovered.files.retain(|file| file.met != Met::Found || !configuration.contains(file.shown.as_str()));
        if !input.context().is_empty() {
            // What is left out here says nothing about what others keep.
            let select = Selection { include: Vec::new(), exclude: Vec::new(), given: false, ..select.clone() };
            discovered.add_context(input.files(), discover(input.files(), input.context(), &select));
        }
        let today = days_since_epoch(self.today).unwrap_or_default();
        let declared = read_all(input, &discovered, &Excluded::from(&select), &mut sources, &config.aliases, today);

        let thresholds = Thresholds::of(config.overrides.taxonomy());
        let stale = identify(&sources, stale(&declared.parts, thresholds.export_days, today));
        let inputs = declared.parts.iter().map(|part| part.file).collect();
        let parts = std::iter::once(taxonomy.clone()).chain(declared.parts).collect();
        let (org, mut findings) = build(sources, parts, &config.beyond(), &config.mapping, &config.aliases, today);
        findings.extend(declared.problems.into_iter().chain(stale));
        let mut by_path = ByPath::of(&config.overrides, &here(input.files()));
        findings = findings.into_iter().filter_map(|finding| by_path.told(org.sources(), finding)).collect();

        let nothing = !declares_something(&org, &declared.context);
        let skipped = if nothing { skipped_in_hidden_folders(input, &select) } else { Vec::new() };
        Unjudged {
            setup: Arc::clone(&self.setup),
            nothing,
            facts: Facts::of_size(config.size.map(|(size, _)| size)).by(thresholds).marking(self.setup.marks_given),
            org,
            findings,
            inputs,
            whole: input.covers(&config.folder),
            here: here(input.files()),
            files: declared.files,
            context: declared.context,
            ignored: declared.ignored,
            unnamed: declared.unnamed,
            skipped,
        }
    }
}

/// Whether an entity is declared, but for what is context.
fn declares_something(org: &Org, context: &Context) -> bool {
    if context.files.is_empty() {
        return org.entities() > 0;
    }
    let is_own = |entity: Entity| org.declarations(entity).any(|(_, place)| !context.files.contains(&place.file));
    sections().flat_map(|kind| org.all(kind)).any(is_own)
}

fn globs(written: &[(String, Place)]) -> Vec<String> {
    written.iter().map(|(glob, _)| glob.clone()).collect()
}

/// The current folder, from which paths are shown.
fn here(files: &dyn Files) -> PathBuf {
    files.here().unwrap_or_default()
}
