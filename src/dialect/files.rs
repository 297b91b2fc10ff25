//! Every input file through its dialect, in parallel, and the files that catalogs point at after them.

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;

use super::{Content, backstage, read};
use crate::finding::{Finding, Severity};
use crate::org::declare::{Declarations, rank};
use crate::source::discover::{Candidate, Discovered};
use crate::source::{FileId, Place, SourceFile, Sources, Span};

/// What the input files declare.
#[derive(Debug, Default)]
pub struct Input {
    /// Declarations by file, in order of path; targets of a catalog after the files that were found.
    pub declared: Vec<Declarations>,
    /// How many files were read.
    pub files: usize,
    /// How many of them are in no format teamlint reads.
    pub foreign: usize,
    /// Files that could not be read at all.
    pub problems: Vec<Finding>,
}

/// Reads everything that was discovered, and every local file that a catalog's `Location` names.
pub fn read_all(discovered: &Discovered, root: &Path, sources: &mut Sources) -> Input {
    let mut input = Input::default();
    for refusal in &discovered.problems {
        let file = sources.add(&refusal.shown, "");
        let start = Place { file, span: Span { start: 0, end: 0 } };
        let mut finding = Finding::at(start, refusal.rule, Severity::Error, &refusal.message);
        finding.help.clone_from(&refusal.help);
        input.problems.extend(sources.identify([finding]));
    }
    let mut known: HashSet<String> = discovered.files.iter().map(|file| file.shown.clone()).collect();
    let mut batch = discovered.files.clone();
    while !batch.is_empty() {
        let first = input.declared.len();
        read_batch(&batch, sources, &mut input);
        let targets = input.declared[first..].iter().flat_map(|part| backstage::targets(part, sources, root)).collect::<Vec<_>>();
        batch = targets.into_iter().filter(|target: &Candidate| known.insert(target.shown.clone())).collect();
    }
    input
}

fn read_batch(batch: &[Candidate], sources: &mut Sources, input: &mut Input) {
    let first = sources.len();
    let read: Vec<(SourceFile, Content)> = batch
        .par_iter()
        .enumerate()
        .map(|(at, candidate)| {
            let file = FileId(rank(first + at));
            let (source, problems) = crate::source::read::read(candidate, file);
            let mut content = read(file, &source, candidate.explicit);
            match &mut content {
                Content::Declarations(part) => {
                    part.problems.splice(0..0, problems);
                    (source, content)
                }
                Content::Foreign if candidate.explicit || problems.iter().any(|p| p.rule == "unreadable-file") => {
                    let mut part = Declarations::new(file);
                    part.problems = problems;
                    (source, Content::Declarations(Box::new(part)))
                }
                Content::Foreign => (SourceFile::new(&candidate.shown, ""), content),
            }
        })
        .collect();
    for (source, content) in read {
        sources.add_file(source);
        input.files += 1;
        match content {
            Content::Declarations(mut part) => {
                part.problems = sources.identify(std::mem::take(&mut part.problems));
                input.declared.push(*part);
            }
            Content::Foreign => input.foreign += 1,
        }
    }
}
