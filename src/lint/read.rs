//! Every file through its dialect, in parallel, and the files that these name after them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::declare::matching::Aliases;
use crate::declare::{Declarations, rank};
use crate::dialect::{Asked, Content, Foreign, hints_for, may_open, nobodys, peek, read, settle};
use crate::files::Files;
use crate::files::discover::{
    CONFIGURATION, Candidate, Discovered, Excluded, Met, Selection, is_nearly_configuration, shown, skipped,
};
use crate::files::read::read as read_text;
use crate::finding::diagnostics::NOT_AN_ORGANISATION_FILE;
use crate::finding::{Finding, identify};
use crate::lint::context::Context;
use crate::lint::follow::{root_of, targets};
use crate::lint::input::Input;
use crate::report::check::Ignored;
use crate::text::path::folder;
use crate::text::{FileId, Place, SourceFile, Sources, Span};

/// What the files declare.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// Declarations by file, in order of path; files that others name after those that were found.
    pub parts: Vec<Declarations>,
    /// How many files were read, but for those that are context.
    pub files: usize,
    /// Those that are.
    pub context: Context,
    /// Those of them that are in no format teamlint reads.
    pub ignored: Vec<Ignored>,
    /// How many more of those there are that look like nothing of ours, as files for other programs do.
    pub unnamed: usize,
    /// What is wrong with files that could not be read at all, and between files.
    pub problems: Vec<Finding>,
}

/// Reads everything that was discovered, and every file that one of these names as part of the organisation. Each file is
/// read once, whatever leads to it; what configuration leaves out is not read because another file names it.
///
/// `aliases` are what else entities are called; `today` counts days from 1970-01-01.
pub(super) fn read_all(
    input: &Input,
    discovered: &Discovered,
    excluded: &Excluded,
    sources: &mut Sources,
    aliases: &Aliases,
    today: i32,
) -> Declared {
    let files = input.files();
    let mut declared = Declared::default();
    declared.context.unread = discovered.context_problems;
    declared.context.asked = !input.context().is_empty();
    for refusal in &discovered.problems {
        let file = sources.add(&refusal.shown, "");
        declared.problems.extend(identify(sources, [refusal.told(file)]));
    }
    // Which files are known matters only where files name others.
    let mut known: Option<HashSet<PathBuf>> = None;
    let mut batch = discovered.files.clone();
    while !batch.is_empty() {
        let first = declared.parts.len();
        let paths = read_batch(files, &batch, sources, &mut declared);
        batch.clear();
        let Declared { parts, context, .. } = &mut declared;
        for (part, path) in parts[first..].iter_mut().zip(&paths) {
            if part.targets.is_empty() {
                continue;
            }
            let context = context.files.contains(&part.file);
            let roots = if context { input.context() } else { input.roots() };
            let found = targets(files, part, path, &root_of(files, path, roots));
            part.problems.extend(identify(sources, found.problems));
            part.leads_outside |= found.leads_outside;
            let (left_out, targets): (Vec<PathBuf>, Vec<PathBuf>) =
                found.files.into_iter().partition(|target| excluded.holds(target));
            // What is not read may declare anything.
            part.leads_outside |= !left_out.is_empty();
            for target in targets {
                let real = |path: &Path| files.real_or_same(path);
                let known =
                    known.get_or_insert_with(|| discovered.files.par_iter().map(|file| real(&file.path)).collect());
                if known.insert(real(&target)) {
                    let shown = shown(&target, Path::new(""));
                    batch.push(Candidate { path: target, shown, met: Met::Named, context });
                }
            }
        }
    }
    let roots: Vec<PathBuf> = input.roots().iter().chain(input.context()).cloned().collect();
    let problems = settle(&mut declared.parts, sources, files, &roots, aliases, today);
    declared.problems.extend(identify(sources, problems));
    declared
}

/// Files of an organisation that lie in hidden folders, as shown. Of very many files the first are looked at.
pub(super) fn skipped_in_hidden_folders(input: &Input, select: &Selection) -> Vec<String> {
    const LOOKED_AT: usize = 1_000;
    let candidates = skipped(input.files(), input.roots(), select, LOOKED_AT);
    let is_ours = |candidate: &&Candidate| {
        let (source, _) = read_text(input.files(), candidate, FileId(0));
        match read(FileId(0), &source, Asked::Found) {
            Content::Declarations(parts) => parts.iter().any(|part| !part.formats.is_empty()),
            Content::Perhaps(..) | Content::Foreign(_) => false,
        }
    };
    candidates.par_iter().filter(is_ours).map(|candidate| candidate.shown.clone()).collect()
}

/// A file that was read, before it is known what becomes of it.
struct Read {
    file: FileId,
    source: SourceFile,
    /// What is wrong with its bytes.
    problems: Vec<Finding>,
    content: Content,
}

/// Reads files; returns the paths of those that declare something.
fn read_batch(files: &dyn Files, batch: &[Candidate], sources: &mut Sources, declared: &mut Declared) -> Vec<PathBuf> {
    let first = sources.len();
    let mut all: Vec<Read> = batch
        .par_iter()
        .enumerate()
        .map(|(at, candidate)| {
            let file = FileId(rank(first + at));
            if is_nobodys(files, candidate) {
                let source = SourceFile::new(&candidate.shown, "");
                return Read { file, source, problems: Vec::new(), content: nobodys() };
            }
            let (mut source, problems) = read_text(files, candidate, file);
            let asked = match candidate.met {
                Met::Given => Asked::Given,
                Met::Named => Asked::Named,
                Met::Found => Asked::Found,
                Met::Hidden => Asked::Hidden,
            };
            let content = read(file, &source, asked);
            source.is_private = content.is_export();
            let mut read = Read { file, source, problems, content };
            if matches!(read.content, Content::Foreign(_)) && !is_asked_for(candidate) && !read.is_unreadable() {
                // It may be large, and nothing will point into it.
                (read.source, read.problems) = (SourceFile::new(&candidate.shown, ""), Vec::new());
            }
            read
        })
        .collect();
    read_beside(sources, &declared.parts, &mut all);
    let mut paths = Vec::new();
    for (candidate, one) in batch.iter().zip(all) {
        let (source, parts) = kept(candidate, one, declared);
        sources.add_file(source);
        for mut part in parts {
            part.problems = identify(sources, std::mem::take(&mut part.problems));
            declared.parts.push(part);
            paths.push(candidate.path.clone());
        }
    }
    paths
}

/// Whether the first bytes of a file that was found in a folder show that it is nobody's, so that the rest of it need
/// not be read: there are many of those, and some are large.
fn is_nobodys(files: &dyn Files, candidate: &Candidate) -> bool {
    let start = |bytes| files.start(&candidate.path, bytes).ok();
    let found = peek(&candidate.path).filter(|_| candidate.met == Met::Found);
    found.and_then(start).is_some_and(|start| !may_open(&candidate.path, &start))
}

impl Read {
    /// Whether nobody knows whose it is, because there is no text in it.
    fn is_unreadable(&self) -> bool {
        self.source.text().is_empty() && !self.problems.is_empty()
    }
}

/// Whether somebody expects the file to count.
fn is_asked_for(candidate: &Candidate) -> bool {
    matches!(candidate.met, Met::Given | Met::Named)
}

/// Reads files once more that are ours only beside others of their format, where there are such others in their folder.
fn read_beside(sources: &Sources, before: &[Declarations], batch: &mut [Read]) {
    if !batch.iter().any(|read| matches!(read.content, Content::Perhaps(..))) {
        return;
    }
    let mut sure: HashSet<(&str, &str)> = HashSet::new();
    for part in before {
        sure.extend(part.formats.iter().map(|format| (folder(&sources.get(part.file).path), format.name)));
    }
    for read in &*batch {
        let Content::Declarations(parts) = &read.content else { continue };
        let formats = parts.iter().flat_map(|part| &part.formats);
        sure.extend(formats.map(|format| (folder(&read.source.path), format.name)));
    }
    let is_beside = |read: &Read| match read.content {
        Content::Perhaps(ref formats, _) => {
            formats.iter().any(|format| sure.contains(&(folder(&read.source.path), format.name)))
        }
        _ => false,
    };
    let beside: Vec<bool> = batch.iter().map(is_beside).collect();
    batch.par_iter_mut().zip(beside).filter(|(_, is_beside)| *is_beside).for_each(|(one, _)| {
        one.content = read(one.file, &one.source, Asked::Beside);
        one.source.is_private |= one.content.is_export();
    });
}

/// What stays of a file that was read: its text, and what it declares. What is nobody's is noted.
fn kept(candidate: &Candidate, read: Read, declared: &mut Declared) -> (SourceFile, Vec<Declarations>) {
    let is_unreadable = read.is_unreadable();
    let Read { file, source, mut problems, content } = read;
    let mut count = || {
        if candidate.context {
            declared.context.files.insert(file);
        } else {
            declared.files += 1;
        }
    };
    let foreign = match content {
        Content::Declarations(mut parts) => {
            count();
            if candidate.context && parts.iter().any(|part| !part.formats.is_empty()) {
                declared.context.declaring += 1;
            }
            if let Some(part) = parts.first_mut() {
                part.problems.splice(0..0, problems);
            }
            return (source, parts);
        }
        Content::Perhaps(_, foreign) | Content::Foreign(foreign) => foreign,
    };
    let is_unasked = !foreign.is_expected && !is_asked_for(candidate);
    if candidate.met == Met::Hidden && !is_unreadable || is_unasked {
        return (SourceFile::new(&candidate.shown, ""), Vec::new());
    }
    count();
    if !is_unreadable && candidate.context {
        return (SourceFile::new(&candidate.shown, ""), Vec::new());
    }
    if !is_unreadable {
        problems = if is_nearly_configuration(&candidate.path) {
            vec![misnamed(file, &source)]
        } else if is_asked_for(candidate) {
            vec![left_alone(file, &source, &foreign)]
        } else {
            Vec::new()
        };
        if foreign.unnamed {
            declared.unnamed += 1;
        } else {
            let mut ignored = Ignored::new(&candidate.shown, foreign.why, foreign.advice);
            ignored.told = !problems.is_empty();
            declared.ignored.push(ignored);
        }
    }
    if problems.is_empty() {
        return (SourceFile::new(&candidate.shown, ""), Vec::new());
    }
    let mut part = Declarations::new(file);
    part.problems = problems;
    (source, vec![part])
}

/// Tells that a file is nobody's which its author takes for the configuration.
fn misnamed(file: FileId, source: &SourceFile) -> Finding {
    let whole = Place { file, span: Span { start: 0, end: 0 } };
    let message = format!("`{}` is not read: the configuration is called `{}`", source.path, CONFIGURATION[0]);
    let help = format!("rename it to `{}`, or remove it", CONFIGURATION[0]);
    NOT_AN_ORGANISATION_FILE.at(whole, message).help(help)
}

/// Tells that a file which somebody expects to count is nobody's.
fn left_alone(file: FileId, source: &SourceFile, foreign: &Foreign) -> Finding {
    let whole = Place { file, span: Span { start: 0, end: 0 } };
    let message = format!("`{}` is in no format that teamlint reads: {}", source.path, foreign.why);
    let help = foreign.advice.map_or_else(|| hints_for(Path::new(&source.path)).join("; "), str::to_owned);
    NOT_AN_ORGANISATION_FILE.at(whole, message).help(help)
}
