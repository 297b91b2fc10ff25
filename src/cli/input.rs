//! What is read and by what it is judged: the same for every command that reads an organisation.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::cli::beside::{refuse, tell, tell_findings, tell_set_up};
use crate::cli::exit::Exit;
use crate::cli::progress::Progress;
use crate::cli::severities::Severities;
use crate::cli::terminal::Terminal;
use crate::cli::threads::one_for_little;
use crate::dialect;
use crate::files::commit::at_merge_base;
use crate::files::disk::Disk;
use crate::files::snapshot::Snapshot;
use crate::files::{Files, OVER_4_GIB, Unreadable, why};
use crate::finding::wording::{in_backticks, listed_up_to};
use crate::lint::{self, Compared, Linter, Options, Outcome, Setup, Unjudged};

/// So many files are named where one sentence is about all of them.
pub(super) const NAMED: usize = 5;

/// An organisation on the command line, and by what it is judged.
#[derive(Debug, clap::Args)]
pub(super) struct Input {
    /// Files and folders that make up the organisation; `-` reads standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    by: By,
}

/// By what an organisation is judged.
#[derive(Debug, clap::Args)]
pub(super) struct By {
    /// Configuration to use instead of the `teamlint.yaml` found beside the paths or above them
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Profile to judge by, instead of the one that configuration names; `teamlint rules` lists them
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,

    /// Folder with rule pages of your own, besides the built-in ones; may be given several times
    #[arg(long, value_name = "DIR")]
    pub rule_folder: Vec<PathBuf>,

    /// What others keep, as a folder, a file or what `teamlint snapshot` wrote: what is declared there is known, and what is
    /// wrong there is not told; may be given several times
    #[arg(long, value_name = "PATH")]
    pub with: Vec<PathBuf>,

    #[command(flatten)]
    severities: Severities,

    /// The day to judge by, as 2026-01-31, instead of today (in UTC)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,

    #[arg(skip)]
    reading: Reading,
}

/// How what is named is read, where a command lets one choose.
#[derive(Clone, Debug, Default)]
struct Reading {
    /// The file that standard input is the text of, and that text.
    piped: Option<(PathBuf, Vec<u8>)>,
    /// Whether what is named is left out like anything that is found.
    forced: bool,
    /// Whether texts of findings mark what comes from files.
    marks_given: bool,
}

fn date(text: &str) -> Result<Date, &'static str> {
    text.parse().map_err(|_| "write a day of the calendar as 2026-01-31")
}

impl Input {
    /// What is named and chosen, as it is typed behind a command; nothing where nothing is.
    pub fn as_typed(&self) -> String {
        let mut typed = String::new();
        let is_here = matches!(self.paths.as_slice(), [only] if only.as_os_str() == ".");
        for path in self.paths.iter().filter(|_| !is_here) {
            let path = path.to_string_lossy();
            // Whoever types it again does not mean an option.
            let path = if path.len() > 1 && path.starts_with('-') { format!("./{path}") } else { path.into_owned() };
            typed.extend([" ", &as_typed(&path)]);
        }
        for (option, value) in self.by.chosen() {
            typed.extend([" --", option, "=", &as_typed(&value)]);
        }
        typed
    }

    /// Reads standard input as the text of a file, and leaves out what is named like what is found, where that is asked for; or
    /// ends the run.
    pub fn read_so(&mut self, file: Option<&Path>, forced: bool) -> Result<(), Exit> {
        self.by.reading.forced = forced;
        let Some(file) = file else { return Ok(()) };
        if self.paths.iter().all(|path| path.as_os_str() != "-") {
            return Err(refuse("`--stdin-filename` says which file `-` is: name `-` among the paths"));
        }
        self.by.reading.piped = Some((from_here(file), standard_input(&Disk)?));
        Ok(())
    }

    /// Has findings mark what of their texts comes from files, so that people can be replaced there and nowhere else.
    pub fn mark_given(&mut self) {
        self.by.reading.marks_given = true;
    }

    /// Judges it, or ends the run as for [`Input::against`].
    pub fn check(&self) -> Result<Outcome, Exit> {
        self.by.check(&self.paths)
    }

    /// The same for who shows what was judged: a line on the terminal says that it takes its time, and what is wrong with
    /// configuration and rule pages is told.
    pub fn judged(&self, terminal: &Terminal) -> Result<Outcome, Exit> {
        self.by.judged(&self.paths, terminal)
    }

    /// It, and what judges it where a baseline knows some of what is found; or the end of the run where the command line asks
    /// for what is not there.
    pub fn against(&self, baseline: Option<&Path>) -> Result<(lint::Input, Linter), Exit> {
        let mut options = self.by.options();
        options.baseline = baseline.map(Path::to_path_buf);
        self.by.linter(&self.paths, &options)
    }

    /// The same beside an earlier state of it in another folder.
    pub fn beside(&self, folder: &Path) -> Result<(lint::Input, Linter), Exit> {
        if !(&Disk as &dyn Files).exists(folder) {
            return Err(refuse(&format!("`--against` names `{}`, which does not exist", folder.display())));
        }
        self.by.beside(&self.paths, side(folder)?.forced(self.by.reading.forced))
    }

    /// The same beside the state that it had in the last commit that a revision and the present one have in common.
    pub fn since(&self, revision: &str) -> Result<(lint::Input, Linter), Exit> {
        let before = earlier(&self.paths, revision)?.forced(self.by.reading.forced);
        self.by.beside(&self.paths, before)
    }

    /// By what it is judged, or the end of the run as for [`Input::against`].
    pub fn set_up(&self) -> Result<Setup, Exit> {
        no_snapshot(&self.paths)?;
        set_up(&lint::Input::paths(self.paths.iter().map(|path| from_here(path))), &self.by.options())
    }

    /// It beside an earlier state of it in another folder, a file or a snapshot, both judged alike; or the end of the run as for
    /// [`Input::against`]. What is to be known of the earlier state is not told.
    pub fn compared(&self, earlier: &Path) -> Result<Compared, Exit> {
        no_snapshot(&self.paths)?;
        self.by.compare(side(earlier)?, self.by.named(&self.paths))
    }

    /// Reads it, and does not judge it; or ends the run as for [`Input::against`].
    pub fn read(&self) -> Result<Unjudged, Exit> {
        self.by.read(&self.paths)
    }
}

/// What lay in these paths in the last commit that a revision and the present one have in common.
pub(super) fn earlier(paths: &[PathBuf], revision: &str) -> Result<lint::Input, Exit> {
    no_snapshot(paths)?;
    if paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(refuse("standard input has no earlier state: `--since` compares files"));
    }
    let here = Disk.here().map_err(|error| refuse(&format!("the current folder cannot be found: {}", why(&error))))?;
    let paths: Vec<PathBuf> = paths.iter().map(|path| from_here(path)).collect();
    let files =
        at_merge_base(&here, &paths, revision, dialect::wants).map_err(|no_commit| refuse(&no_commit.to_string()))?;
    Ok(lint::Input::of(Arc::new(files), paths))
}

/// One of two states: what is in a path, or what was written down in it.
pub(super) fn side(path: &Path) -> Result<lint::Input, Exit> {
    let refused = |why: String| refuse(&format!("`{}` {why}", path.display()));
    let path = from_here(path);
    Ok(match snapshot(&path).map_err(refused)? {
        Some(snapshot) => lint::Input::snapshot(&path, snapshot),
        None => lint::Input::paths([path]),
    })
}

/// What a file has that is called a snapshot; none where it is something else.
///
/// # Errors
///
/// Why it cannot be had, in words that follow its name.
fn snapshot(path: &Path) -> Result<Option<Snapshot>, String> {
    let disk: &dyn Files = &Disk;
    if !is_snapshot(path) {
        return Ok(None);
    }
    let text = disk.text(path).map_err(|error| format!("cannot be read: {}", why(&error)))?;
    Snapshot::parse(&text).map(Some)
}

/// Ends the run where what is to be judged is a snapshot: what is wrong in it was told where it was written.
fn no_snapshot(paths: &[PathBuf]) -> Result<(), Exit> {
    match paths.iter().find(|path| is_snapshot(path)) {
        Some(path) => Err(refuse(&format!("`{}` is a snapshot: name it with `--with`", path.display()))),
        None => Ok(()),
    }
}

/// A word as a shell takes it for one, whatever stands in it.
pub(super) fn as_typed(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '_' | '-' | ':' | '@' | '+' | ',' | '=');
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

impl By {
    /// The options that were chosen, in the order in which the help has them.
    fn chosen(&self) -> Vec<(&'static str, String)> {
        let paths = |name: &'static str, paths: &[PathBuf]| {
            paths.iter().map(|path| (name, path.to_string_lossy().into_owned())).collect::<Vec<_>>()
        };
        let mut chosen = paths("config", self.config.as_slice());
        chosen.extend(self.profile.iter().map(|profile| ("profile", profile.clone())));
        chosen.extend(paths("rule-folder", &self.rule_folder));
        chosen.extend(paths("with", &self.with));
        chosen.extend(self.severities.as_typed());
        chosen.extend(self.as_of.map(|day| ("as-of", day.to_string())));
        chosen
    }

    /// Judges the organisation in these paths, or ends the run as for [`Input::against`].
    pub fn check(&self, paths: &[PathBuf]) -> Result<Outcome, Exit> {
        let (input, linter) = self.linter(paths, &self.options())?;
        Ok(linter.check(&input))
    }

    /// The same as [`Input::judged`] for these paths.
    pub fn judged(&self, paths: &[PathBuf], terminal: &Terminal) -> Result<Outcome, Exit> {
        let outcome = Progress::during(terminal.stderr, "judging", || self.check(paths))?;
        tell_set_up(&outcome);
        Ok(outcome)
    }

    /// The organisation in these paths, and what judges it beside an earlier state of it; or the end of the run as for
    /// [`Input::against`].
    fn beside(&self, paths: &[PathBuf], before: lint::Input) -> Result<(lint::Input, Linter), Exit> {
        let (input, options) = (self.input(paths)?, self.options());
        let setup = set_up(&input, &options)?;
        let (linter, was) = Linter::comparing(setup, &self.in_context(before)?, &options, self.today());
        tell_before(was.nothing, &was.unread);
        Ok((input, linter))
    }

    /// Judges two states of an organisation alike, or ends the run as for [`Input::against`].
    pub fn compare(&self, before: lint::Input, after: lint::Input) -> Result<Compared, Exit> {
        let (input, options) = (self.in_context(after)?, self.options());
        let setup = set_up(&input, &options)?;
        Ok(Compared::of(setup, &self.in_context(before)?, &input, &options, self.today()))
    }

    /// Reads the organisation in these paths, or ends the run as for [`Input::against`].
    pub fn read(&self, paths: &[PathBuf]) -> Result<Unjudged, Exit> {
        let (input, linter) = self.linter(paths, &self.options())?;
        Ok(linter.read(&input))
    }

    fn linter(&self, paths: &[PathBuf], options: &Options) -> Result<(lint::Input, Linter), Exit> {
        if self.with.is_empty() {
            one_for_little(paths);
        }
        let input = self.input(paths)?;
        let setup = set_up(&input, options)?;
        Ok((input, Linter::new(setup, self.today())))
    }

    /// What is in these paths, in its context.
    fn input(&self, paths: &[PathBuf]) -> Result<lint::Input, Exit> {
        no_snapshot(paths)?;
        let input = self.named(paths);
        self.in_context(match &self.reading.piped {
            Some((file, text)) => input.with_standard_input_as(file, text.as_slice()),
            None => input,
        })
    }

    /// What is in these paths, by itself.
    fn named(&self, paths: &[PathBuf]) -> lint::Input {
        lint::Input::paths(paths.iter().map(|path| from_here(path))).forced(self.reading.forced)
    }

    /// The same with what others keep; or the end of the run where that is not there.
    fn in_context(&self, input: lint::Input) -> Result<lint::Input, Exit> {
        self.with.iter().try_fold(input, |input, path| {
            let refused = |why: String| refuse(&format!("`--with` names `{}`, which {why}", path.display()));
            let path = from_here(path);
            if !(&Disk as &dyn Files).exists(&path) {
                return Err(refused("does not exist".to_owned()));
            }
            Ok(match snapshot(&path).map_err(refused)? {
                Some(snapshot) => input.with_snapshot(&path, snapshot),
                None => input.with_context(path),
            })
        })
    }

    /// The day to judge by.
    fn today(&self) -> Date {
        self.as_of.unwrap_or_else(today)
    }

    /// What is chosen besides what configuration says.
    pub fn options(&self) -> Options {
        let mut options = Options::default();
        options.config.clone_from(&self.config);
        options.rule_folders.clone_from(&self.rule_folder);
        options.profile.clone_from(&self.profile);
        options.severities.clone_from(&self.severities.0);
        options.marks_given = self.reading.marks_given;
        options
    }
}

/// What is to be known of an earlier state that declares nothing.
pub(super) const NOTHING_BEFORE: &str =
    "note: there was nothing to lint before in what was named: all that is found is new";

/// Says beside a report what is to be known of the earlier state that it compares with.
fn tell_before(nothing: bool, unread: &[String]) {
    if nothing && unread.is_empty() {
        tell(NOTHING_BEFORE);
    }
    if !unread.is_empty() {
        let these = listed_up_to(NAMED, &in_backticks(unread), "and");
        tell(&format!("note: before, {these} could not be read whole: what was found there may be called new"));
    }
}

/// All that is piped in, or the end of the run.
pub(super) fn standard_input(files: &dyn Files) -> Result<Vec<u8>, Exit> {
    files.standard_input().map_err(|unreadable| {
        let why = match unreadable {
            Unreadable::TooLarge => OVER_4_GIB.to_owned(),
            Unreadable::Io(error) => why(&error),
        };
        tell(&format!("error: standard input cannot be read: {why}"));
        Exit::Findings
    })
}

/// The day it is, in UTC.
pub(super) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// What this is judged by, or the end of the run where options name what is not there: then nothing is judged or printed.
pub(super) fn set_up(input: &lint::Input, options: &Options) -> Result<Setup, Exit> {
    let setup = Setup::of(input, options);
    if setup.misused.is_empty() {
        return Ok(setup);
    }
    tell_findings(&setup.sources, &setup.misused);
    Err(Exit::SetUp)
}

/// Whether a file is a snapshot, however it is called.
fn is_snapshot(path: &Path) -> bool {
    let disk: &dyn Files = &Disk;
    let begins = || disk.start(path, Snapshot::START.len()).is_ok_and(|start| start.starts_with(Snapshot::START));
    disk.is_file(path) && (Snapshot::is_named(path) || begins())
}

/// A path as it is written from the current folder, so that findings have the same fingerprint however it was named.
pub(super) fn from_here(path: &Path) -> PathBuf {
    let below = Disk.here().ok().and_then(|here| path.strip_prefix(here).map(Path::to_path_buf).ok());
    match below {
        Some(below) if below.as_os_str().is_empty() => PathBuf::from("."),
        Some(below) => below,
        None => path.to_path_buf(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::cli::input::from_here;

    #[test]
    fn a_path_below_the_current_folder_is_shown_from_there() {
        let here = std::env::current_dir().unwrap();
        assert_eq!(from_here(&here), Path::new("."));
        assert_eq!(from_here(&here.join("teams/org.yaml")), Path::new("teams/org.yaml"));
        assert_eq!(from_here(Path::new("../org.yaml")), Path::new("../org.yaml"));
    }
}
