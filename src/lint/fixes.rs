//! What findings say to change, put into the files: in memory, pass by pass, until a pass finds nothing more to change; then
//! each file that became another is written once.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use crate::files::Files;
use crate::files::bounds::leads_out;
use crate::files::discover::STDIN;
use crate::files::disk::Disk;
use crate::finding::Finding;
use crate::finding::fix::{Edit, Fix, applied};
use crate::lint::choice::{Choice, NoSuch};
use crate::lint::input::Input;
use crate::lint::linter::Linter;
use crate::lint::outcome::Outcome;
use crate::text::{FileId, SourceFile};

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Those after which the files mean what they meant.
    Safe,
    /// Those as well that are probably what was meant, and that somebody should look at.
    Suggested,
}

/// What came of fixing.
pub struct Fixed {
    /// What is left, judged as the files are with the changes.
    pub outcome: Outcome,
    /// The files that became others, by path.
    pub files: Vec<FixedFile>,
    /// Files in which something could have been changed and was not, by path.
    pub left_alone: Vec<LeftAlone>,
    /// Whether changes were still found after as many passes as are made.
    pub endless: bool,
    made: Vec<Made>,
    input: Input,
}

/// A file that is another with its changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedFile {
    /// Its path as shown.
    pub path: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

/// A file that was not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftAlone {
    /// Its path as shown.
    pub path: String,
    /// Why, as a clause after its path.
    pub why: String,
}

/// A finding whose fix was made.
#[derive(Clone, Debug)]
struct Made {
    rule: String,
    /// The files that it changed.
    paths: Vec<String>,
}

/// So many passes are made. One is enough unless fixes overlap, or one brings another.
const PASSES: usize = 10;

/// Makes the fixes of what was found and chosen, without writing anything. `outcome` is what came of judging `input`.
///
/// # Errors
///
/// When what was chosen is no longer there with the changes.
pub fn fix(linter: &Linter, input: &Input, outcome: Outcome, choice: &Choice, trust: Trust) -> Result<Fixed, NoSuch> {
    let fixed = Fixed {
        outcome,
        files: Vec::new(),
        left_alone: Vec::new(),
        endless: false,
        made: Vec::new(),
        input: input.clone(),
    };
    let mut fixing = Fixing { linter, choice, trust, texts: BTreeMap::new(), left_alone: BTreeMap::new(), fixed };
    let mut passes = 0;
    while passes < PASSES && fixing.pass()? {
        passes += 1;
    }
    Ok(fixing.end(passes == PASSES))
}

/// Fixes being made.
struct Fixing<'l> {
    linter: &'l Linter,
    choice: &'l Choice,
    trust: Trust,
    /// What each file that was changed was, and is now.
    texts: BTreeMap<String, (String, String)>,
    left_alone: BTreeMap<String, String>,
    fixed: Fixed,
}

impl Fixing<'_> {
    /// Makes what fixes can be made beside each other. False where there are none.
    fn pass(&mut self) -> Result<bool, NoSuch> {
        let (edits, made) = self.chosen();
        if edits.is_empty() {
            return Ok(false);
        }
        let mut before = HashMap::new();
        for (file, edits) in edits {
            let source = self.fixed.outcome.org.sources().get(file);
            let (path, text) = (source.path.clone(), source.text().to_owned());
            let after = applied(&text, edits.iter());
            self.put(&path, &text, after);
            before.insert(path, text);
        }
        let worse = self.judge(&before)?;
        let is_kept = |made: &Made| !made.paths.iter().any(|path| worse.contains(path));
        self.fixed.made.extend(made.into_iter().filter(is_kept));
        if worse.is_empty() {
            return Ok(true);
        }
        for path in worse {
            let why = "with the changes it could not be read as before";
            self.put(&path, "", before.remove(&path).unwrap_or_default());
            self.left_alone.insert(path, why.to_owned());
        }
        self.judge(&HashMap::new())?;
        Ok(true)
    }

    /// The edits of fixes no two of which overlap, and whose they are.
    fn chosen(&mut self) -> (BTreeMap<FileId, Vec<Edit>>, Vec<Made>) {
        let (mut edits, mut made): (BTreeMap<FileId, Vec<Edit>>, Vec<Made>) = (BTreeMap::new(), Vec::new());
        let mut taken = Taken::default();
        let first = self.linter.setup().sources.len();
        let sources = self.fixed.outcome.org.sources();
        let trusted = |fix: &&Fix| fix.safe || self.trust == Trust::Suggested;
        for finding in &self.fixed.outcome.findings {
            let Some(fix) = finding.fix.as_ref().filter(trusted) else { continue };
            // What is judged by is not what is judged: configuration and rule pages are their author's.
            if fix.edits.iter().any(|edit| (edit.place.file.0 as usize) < first) {
                continue;
            }
            let mut files: Vec<FileId> = fix.edits.iter().map(|edit| edit.place.file).collect();
            files.sort_unstable();
            files.dedup();
            let mut is_left_alone = false;
            for source in files.iter().map(|&file| sources.get(file)) {
                if !self.left_alone.contains_key(&source.path)
                    && let Some(why) = why_not(self.fixed.input.files(), source)
                {
                    self.left_alone.insert(source.path.clone(), why);
                }
                is_left_alone |= self.left_alone.contains_key(&source.path);
            }
            if is_left_alone || !taken.take(fix) {
                continue;
            }
            for edit in &fix.edits {
                edits.entry(edit.place.file).or_default().push(edit.clone());
            }
            let paths = files.iter().map(|&file| sources.get(file).path.clone()).collect();
            made.push(Made { rule: finding.rule.clone(), paths });
        }
        (edits, made)
    }

    /// Gives a file another text.
    fn put(&mut self, path: &str, before: &str, after: String) {
        let input = self.fixed.input.clone();
        self.fixed.input = if input.is_standard_input(path) {
            input.with_standard_input(after.as_bytes())
        } else {
            input.with_text(path, after.as_bytes())
        };
        let text = self.texts.entry(path.to_owned()).or_insert_with(|| (before.to_owned(), String::new()));
        text.1 = after;
    }

    /// Judges the files as they are now. Gives those of the changed ones of which less can be read than before.
    fn judge(&mut self, changed: &HashMap<String, String>) -> Result<Vec<String>, NoSuch> {
        let unread = |outcome: &Outcome, path: &str| {
            let of_file = |told: &&Finding| outcome.org.sources().get(told.place().file).path == path;
            outcome.unread().iter().filter(of_file).count()
        };
        let before: Vec<(&String, usize)> =
            changed.keys().map(|path| (path, unread(&self.fixed.outcome, path))).collect();
        let mut outcome = self.linter.check(&self.fixed.input);
        outcome.choose(self.choice)?;
        let worse = before.into_iter().filter(|(path, was)| unread(&outcome, path) > *was);
        let worse = worse.map(|(path, _)| path.clone()).collect();
        self.fixed.outcome = outcome;
        Ok(worse)
    }

    fn end(mut self, all_passes: bool) -> Fixed {
        self.fixed.endless = all_passes && !self.chosen().0.is_empty();
        let changed = self.texts.into_iter().filter(|(_, (before, after))| before != after);
        self.fixed.files = changed.map(|(path, (before, after))| FixedFile { path, before, after }).collect();
        self.fixed.left_alone = self.left_alone.into_iter().map(|(path, why)| LeftAlone { path, why }).collect();
        self.fixed
    }
}

impl Fixed {
    /// How many findings were fixed by each rule or diagnostic, by name.
    pub fn rules(&self) -> Vec<(&str, usize)> {
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        for made in &self.made {
            *counted.entry(&made.rule).or_default() += 1;
        }
        counted.into_iter().collect()
    }

    /// What standard input is with its changes, if it was read and has any.
    pub fn standard_input(&self) -> Option<&FixedFile> {
        self.files.iter().find(|file| self.input.is_standard_input(&file.path))
    }

    /// Writes each file that became another. One that cannot be written, or that somebody else has changed since it was
    /// read, is left as it is and told, and what is left is judged anew.
    ///
    /// # Errors
    ///
    /// When what was chosen is no longer there.
    pub fn write(
        &mut self,
        linter: &Linter,
        read: &Input,
        choice: &Choice,
    ) -> Result<Vec<(String, io::Error)>, NoSuch> {
        let mut unwritten = Vec::new();
        for file in self.files.iter().filter(|file| !self.input.is_standard_input(&file.path)) {
            let replaced = Disk.replace(Path::new(&file.path), file.before.as_bytes(), file.after.as_bytes());
            unwritten.extend(replaced.err().map(|error| (file.path.clone(), error)));
        }
        if unwritten.is_empty() {
            return Ok(unwritten);
        }
        let is_written = |path: &String| unwritten.iter().all(|(other, _)| other != path);
        self.made.retain(|made| made.paths.iter().all(is_written));
        let input = match self.standard_input() {
            Some(file) => read.clone().with_standard_input(file.after.as_bytes()),
            None => read.clone(),
        };
        self.files.retain(|file| is_written(&file.path));
        self.outcome = linter.check(&input);
        self.outcome.choose(choice)?;
        Ok(unwritten)
    }
}

/// Bytes that are to be replaced, by file: where each stretch begins and ends.
#[derive(Default)]
struct Taken(HashMap<FileId, BTreeMap<u32, u32>>);

impl Taken {
    /// Takes what a fix replaces, unless some of it is taken.
    fn take(&mut self, fix: &Fix) -> bool {
        let is_free = |edit: &Edit| {
            let (Some(taken), span) = (self.0.get(&edit.place.file), edit.place.span) else { return true };
            let before = taken.range(..=span.start).next_back();
            let (starts, ends) = (before.is_some_and(|(&at, _)| at == span.start), before.map_or(0, |(_, &end)| end));
            let next = taken.range(span.start..).next().map_or(u32::MAX, |(&start, _)| start);
            !starts && ends <= span.start && next >= span.end
        };
        let all_free = fix.edits.iter().all(is_free);
        if all_free {
            for edit in &fix.edits {
                let span = edit.place.span;
                self.0.entry(edit.place.file).or_default().insert(span.start, span.end);
            }
        }
        all_free
    }
}

/// Why a file is not changed, if it is not.
fn why_not(files: &dyn Files, source: &SourceFile) -> Option<String> {
    let path = PathBuf::from(&source.path);
    if source.has_replaced() {
        Some("it is not UTF-8 as a whole".to_owned())
    } else if source.path == STDIN {
        None
    } else if !files.is_file(&path) {
        Some("its name is not UTF-8".to_owned())
    } else if leads_out(files, &path) {
        Some("a link leads out of the folder that it is in".to_owned())
    } else {
        None
    }
}
