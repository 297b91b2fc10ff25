//! Every file through its dialect, in parallel, and the files that these name after them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::declare::{Declarations, rank};
use crate::dialect::{Content, read, settle};
use crate::files::Files;
use crate::files::discover::{Candidate, Discovered, shown};
use crate::files::read::read as read_text;
use crate::finding::diagnostics::NOT_AN_ORGANISATION_FILE;
use crate::finding::{Finding, identify};
use crate::lint::follow::{root_of, targets};
use crate::lint::input::Input;
use crate::text::{FileId, SourceFile, Sources};

/// What the files declare.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// Declarations by file, in order of path; files that others name after those that were found.
    pub parts: Vec<Declarations>,
    /// How many files were read.
    pub files: usize,
    /// Those of them that are in no format teamlint reads, by their paths as shown.
    pub foreign: Vec<String>,
    /// What is wrong with files that could not be read at all, and between files.
    pub problems: Vec<Finding>,
}

/// Reads everything that was discovered, and every file that one of these names as part of the organisation. Each file is
/// read once, whatever leads to it.
pub(super) fn read_all(input: &Input, discovered: &Discovered, sources: &mut Sources) -> Declared {
    let files = input.files();
    let mut declared = Declared::default();
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
        for (part, path) in declared.parts[first..].iter_mut().zip(&paths) {
            if part.targets.is_empty() {
                continue;
            }
            let found = targets(files, part, path, &root_of(files, path, input.roots()));
            part.problems.extend(identify(sources, found.problems));
            for target in found.files {
                let real = |path: &Path| files.real_or_same(path);
                let known =
                    known.get_or_insert_with(|| discovered.files.par_iter().map(|file| real(&file.path)).collect());
                if known.insert(real(&target)) {
                    let shown = shown(&target, Path::new(""));
                    batch.push(Candidate { path: target, shown, explicit: true });
                }
            }
        }
    }
    let problems = settle(&mut declared.parts, sources, files);
    declared.problems.extend(identify(sources, problems));
    declared
}

/// Reads files; returns the paths of those that declare something.
fn read_batch(files: &dyn Files, batch: &[Candidate], sources: &mut Sources, declared: &mut Declared) -> Vec<PathBuf> {
    let first = sources.len();
    let read: Vec<(SourceFile, Content)> = batch
        .par_iter()
        .enumerate()
        .map(|(at, candidate)| {
            let file = FileId(rank(first + at));
            let (source, problems) = read_text(files, candidate, file);
            let mut content = read(file, &source, candidate.explicit);
            match &mut content {
                Content::Declarations(parts) => {
                    if let Some(part) = parts.first_mut() {
                        if !problems.is_empty() {
                            part.problems.retain(|problem| !NOT_AN_ORGANISATION_FILE.is(problem));
                        }
                        part.problems.splice(0..0, problems);
                    }
                    (source, content)
                }
                // Of a file that could not be read at all nobody knows whose it is.
                Content::Foreign if candidate.explicit || (source.text().is_empty() && !problems.is_empty()) => {
                    let mut part = Declarations::new(file);
                    part.problems = problems;
                    (source, Content::Declarations(vec![part]))
                }
                Content::Foreign => (SourceFile::new(&candidate.shown, ""), content),
            }
        })
        .collect();
    let mut paths = Vec::new();
    for (candidate, (source, content)) in batch.iter().zip(read) {
        sources.add_file(source);
        declared.files += 1;
        match content {
            Content::Declarations(parts) => {
                for mut part in parts {
                    part.problems = identify(sources, std::mem::take(&mut part.problems));
                    declared.parts.push(part);
                    paths.push(candidate.path.clone());
                }
            }
            Content::Foreign => declared.foreign.push(candidate.shown.clone()),
        }
    }
    paths
}
