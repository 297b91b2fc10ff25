//! Reads a configuration and, by `extends`, those that it builds on: each file once, in the order in which they count.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::config::{Config, NAMES, find, folder, merge, parse, shown};
use crate::files::bounds::{Bounds, Refused};
use crate::files::{Files, tidy};
use crate::finding::diagnostics::CONFIGURATION;
use crate::finding::identify;
use crate::text::{Place, Sources, Span};

/// So many files make up a configuration at most.
const MOST: usize = 64;

/// What stands for the configuration near what is judged, in one that was named.
const FOUND: &str = "found";

/// Reads a configuration file that was found: like the files it is about, it may be anybody's, and reads nothing outside of
/// their repository. A file that cannot be read is a problem, not an empty configuration.
pub fn found(files: &dyn Files, path: &Path, sources: &mut Sources) -> Config {
    let bounds = Bounds::of(files, folder(path));
    read(files, &[], path, &bounds, sources)
}

/// Reads a configuration file that was named by whoever runs this, and that may lead anywhere, and build on the one that is
/// found for `roots`.
pub fn named(files: &dyn Files, path: &Path, roots: &[PathBuf], sources: &mut Sources) -> Config {
    read(files, roots, path, &Bounds::NONE, sources)
}

/// Reads configuration from a text that stands for a file in the current folder.
pub fn given(files: &dyn Files, text: String, sources: &mut Sources) -> Config {
    let path = Path::new(NAMES[0]);
    let bounds = Bounds::of(files, folder(path));
    let config = parse(path, text, &bounds, sources);
    with_what_it_builds_on(files, &[], path, config, sources)
}

/// Reads a file and what it builds on.
fn read(files: &dyn Files, roots: &[PathBuf], path: &Path, bounds: &Bounds, sources: &mut Sources) -> Config {
    match bounds.text(files, path) {
        Ok(text) => {
            let config = parse(path, text, bounds, sources);
            with_what_it_builds_on(files, roots, path, config, sources)
        }
        Err(refused) => {
            let shown = shown(path);
            let file = sources.add(shown.clone(), "");
            let start = Place { file, span: Span { start: 0, end: 0 } };
            let finding = CONFIGURATION
                .at(start, format!("the configuration `{shown}` cannot be read: {}", refused.why))
                .help(refused.help.unwrap_or("name a file that exists with `--config`"));
            Config { problems: identify(sources, [finding]), ..Config::default() }
        }
    }
}

/// A configuration that was read from `path`, over what it builds on.
fn with_what_it_builds_on(
    files: &dyn Files,
    roots: &[PathBuf],
    path: &Path,
    config: Config,
    sources: &mut Sources,
) -> Config {
    let real = files.real_or_same(path);
    let mut reading =
        Reading { files, roots, sources, layers: Vec::new(), open: vec![real.clone()], read: HashSet::from([real]) };
    reading.add(config);
    let mut config = merge::merged(reading.layers, sources);
    config.problems = identify(sources, std::mem::take(&mut config.problems));
    config
}

struct Reading<'r> {
    files: &'r dyn Files,
    /// What is judged.
    roots: &'r [PathBuf],
    sources: &'r mut Sources,
    /// What was read, the one that counts over all others last.
    layers: Vec<Config>,
    /// The real paths of the files from the first one to the one that is being read.
    open: Vec<PathBuf>,
    /// Those of all files.
    read: HashSet<PathBuf>,
}

/// Where an entry leads.
struct Target {
    path: PathBuf,
    /// What the file must lie in.
    within: Bounds,
    /// What it may lead to itself.
    bounds: Bounds,
    /// Whether it is the one near what is judged.
    found: bool,
}

/// Why an entry does not count: a message, a label and what to do.
struct Wrong(String, &'static str, &'static str);

impl Reading<'_> {
    fn add(&mut self, mut config: Config) {
        for (text, place) in std::mem::take(&mut config.extends) {
            if let Err(Wrong(message, label, help)) = self.entry(&config, &text) {
                config.problem(place, &message, label, help);
            }
        }
        self.layers.push(config);
    }

    fn entry(&mut self, config: &Config, text: &str) -> Result<(), Wrong> {
        let Some(Target { path, within, bounds, found }) = self.target(config, text)? else { return Ok(()) };
        // What is outside may be anything, and is not compared with what was read.
        if !within.hold(self.files, &path) {
            return self.text(&within, &path).map(|_| ());
        }
        let real = self.files.real_or_same(&path);
        if self.open.contains(&real) {
            let message = format!("`{text}` leads back to itself");
            return Err(Wrong(message, "goes round in a circle", "remove it: a configuration cannot build on itself"));
        }
        if self.read.contains(&real) {
            // It counts where it was named first, so that what came after it still counts over it.
            return Ok(());
        }
        if self.read.len() == MOST {
            let message = format!("`{text}` is not read: {MOST} files make up a configuration at most");
            return Err(Wrong(message, "one too many", "put several of them into one"));
        }
        self.read.insert(real.clone());
        let text = self.text(&within, &path)?;
        let mut next = parse(&path, text, &bounds, self.sources);
        next.files.iter_mut().for_each(|file| file.found = found);
        self.open.push(real);
        self.add(next);
        self.open.pop();
        Ok(())
    }

    fn text(&self, within: &Bounds, path: &Path) -> Result<String, Wrong> {
        within.text(self.files, path).map_err(|Refused { why, help }| {
            let message = format!("the configuration `{}` cannot be read: {why}", shown(path));
            Wrong(message, "named here", help.unwrap_or("name a file that exists, relative to this one"))
        })
    }

    /// Where an entry leads; nowhere where nothing is found.
    fn target(&self, config: &Config, text: &str) -> Result<Option<Target>, Wrong> {
        let is_trusted = config.bounds == Bounds::NONE;
        let found = text == FOUND || config.files.iter().any(|file| file.found);
        if text == FOUND {
            if !is_trusted {
                let message = "only a configuration that `--config` names can build on the one that is found";
                return Err(Wrong(
                    message.to_owned(),
                    "cannot be found from here",
                    "name a file, relative to this one",
                ));
            }
            return Ok(find(self.files, self.roots).map(|path| {
                let bounds = Bounds::of(self.files, folder(&path));
                Target { path, within: bounds.clone(), bounds, found }
            }));
        }
        let path = self.file(&self.plain(config.folder.join(text)));
        // Whoever named a configuration did not write what it builds on.
        let bounds = if is_trusted { Bounds::of(self.files, folder(&path)) } else { config.bounds.clone() };
        Ok(Some(Target { path, within: config.bounds.clone(), bounds, found }))
    }

    /// A path without steps back, where it leads to the same.
    fn plain(&self, path: PathBuf) -> PathBuf {
        let plain = tidy(&path);
        let is_same = self.files.real(&plain).is_ok_and(|real| self.files.real(&path).is_ok_and(|other| real == other));
        if is_same { plain } else { path }
    }

    /// The configuration in a folder, or the path itself.
    fn file(&self, path: &Path) -> PathBuf {
        let inside = NAMES.map(|name| path.join(name)).into_iter().find(|file| self.files.exists(file));
        inside.filter(|_| self.files.is_folder(path)).unwrap_or_else(|| path.to_path_buf())
    }
}

#[cfg(test)]
mod tests {
    use crate::config::read::given;
    use crate::files::texts::Nothing;
    use crate::text::Sources;

    fn problems(text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let config = given(&Nothing, text.to_owned(), &mut sources);
        config
            .problems
            .iter()
            .map(|p| format!("{} | {} | {}", sources.text(p.place()), p.message, p.labels[0].text))
            .collect()
    }

    #[test]
    fn every_mistake_is_reported_at_its_place() {
        let text = "siez: large\nsize: huge\nrules:\n  team-size: of\n  no-backup: {severty: error}\n";
        assert_eq!(
            problems(text),
            [
                "siez | `siez` is no setting | did you mean `size`?",
                "huge | `huge` is no size | not known",
                "of | `of` is no severity | did you mean `off`?",
                "severty | `severty` is no setting of a rule | did you mean `severity`?",
            ]
        );
    }

    #[test]
    fn a_pattern_that_is_none_is_reported_where_it_stands() {
        assert_eq!(
            problems("include: [teams/*.yaml, '[']\n"),
            ["'[' | `[` is no valid pattern: unclosed character class; missing ']' | not a pattern"]
        );
    }

    #[test]
    fn an_empty_file_is_no_mistake() {
        assert!(problems("# nothing yet\n").is_empty());
    }
}
