//! Every input file through its dialect, in parallel, and the files that catalogs point at after them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::declare::{Declarations, rank};
use crate::dialect::{Content, backstage, read};
use crate::files::discover::{Candidate, Discovered, shown};
use crate::files::read;
use crate::finding::diagnostics::NOT_AN_ORGANISATION_FILE;
use crate::finding::{Finding, identify};
use crate::text::{FileId, Place, SourceFile, Sources, Span};

/// What the input files declare.
#[derive(Debug, Default)]
pub struct Input {
    /// Declarations by file, in order of path; targets of a catalog after the files that were found.
    pub declared: Vec<Declarations>,
    /// How many files were read.
    pub files: usize,
    /// Those of them that are in no format teamlint reads, by their paths as shown.
    pub foreign: Vec<String>,
    /// Files that could not be read at all.
    pub problems: Vec<Finding>,
}

/// Reads everything that was discovered under `roots`, and every local file that a catalog's `Location` names.
pub fn read_all(discovered: &Discovered, roots: &[PathBuf], sources: &mut Sources) -> Input {
    let mut input = Input::default();
    for refusal in &discovered.problems {
        let file = sources.add(&refusal.shown, "");
        let start = Place { file, span: Span { start: 0, end: 0 } };
        let mut finding = refusal.diagnostic.at(start, &refusal.message);
        finding.help.clone_from(&refusal.help);
        input.problems.extend(identify(sources, [finding]));
    }
    // Which files are known matters only to catalogs that name others.
    let mut known: Option<HashSet<PathBuf>> = None;
    let mut batch = discovered.files.clone();
    while !batch.is_empty() {
        let first = input.declared.len();
        let paths = read_batch(&batch, sources, &mut input);
        batch.clear();
        for (part, path) in input.declared[first..].iter_mut().zip(&paths) {
            if part.targets.is_empty() {
                continue;
            }
            let found = backstage::local_targets(part, path, &root_of(path, roots));
            part.problems.extend(identify(sources, found.problems));
            for (target, _) in found.files {
                let known =
                    known.get_or_insert_with(|| discovered.files.par_iter().map(|file| real(&file.path)).collect());
                if known.insert(real(&target)) {
                    let shown = shown(&target, Path::new(""));
                    batch.push(Candidate { path: target, shown, explicit: true });
                }
            }
        }
    }
    input
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// The folder that locations in a file may not leave: the one that was named and holds the file, the
/// current one if it is in there, or else the file's own.
fn root_of(file: &Path, roots: &[PathBuf]) -> PathBuf {
    let here = Path::new(".");
    let own = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(here);
    let inside = |root: &Path| real(file).starts_with(real(root));
    if inside(here) {
        return here.to_path_buf();
    }
    roots.iter().find(|root| root.is_dir() && inside(root)).cloned().unwrap_or_else(|| own.to_path_buf())
}

/// Reads files; returns the paths of those that declare something.
fn read_batch(batch: &[Candidate], sources: &mut Sources, input: &mut Input) -> Vec<PathBuf> {
    let first = sources.len();
    let read: Vec<(SourceFile, Content)> = batch
        .par_iter()
        .enumerate()
        .map(|(at, candidate)| {
            let file = FileId(rank(first + at));
            let (source, problems) = read::read(candidate, file);
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
        input.files += 1;
        match content {
            Content::Declarations(parts) => {
                for mut part in parts {
                    part.problems = identify(sources, std::mem::take(&mut part.problems));
                    input.declared.push(part);
                    paths.push(candidate.path.clone());
                }
            }
            Content::Foreign => input.foreign.push(candidate.shown.clone()),
        }
    }
    paths
}
