//! Which CODEOWNERS files are of which repository, by whose rules they are read, and which of them are.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::declare::Declarations;
use crate::declare::claims::{FolderOwners, OwnersOf, Undecided};
use crate::dialect::codeowners::host::{Host, Spot, is_codeowners};
use crate::dialect::codeowners::index::Index;
use crate::dialect::codeowners::line::{Sign, sign};
use crate::dialect::codeowners::section;
use crate::files::Files;
use crate::finding::Finding;
use crate::finding::diagnostics::TOO_LARGE;
use crate::text::path::folder;
use crate::text::{FileId, Place, SourceFile, Sources, Span};

/// From so many bytes on GitHub does not load a file, and nobody here reads one.
const LARGEST: usize = 3 << 20;

/// A file that lies where hosts look.
struct Found<'s> {
    spot: Spot,
    part: usize,
    source: &'s SourceFile,
    /// Whether there is a text to read.
    readable: bool,
}

/// What came of reading one.
struct Read {
    part: usize,
    owners: FolderOwners,
    problems: Vec<Finding>,
}

/// Reads the files that hosts read, each by the rules of its host, and tells what is wrong in them.
pub fn settle(parts: &mut [Declarations], sources: &Sources, files: &dyn Files) -> Vec<Finding> {
    let mut repositories: BTreeMap<&str, Vec<Found<'_>>> = BTreeMap::new();
    for (rank, part) in parts.iter().enumerate() {
        let source = sources.get(part.file);
        if is_codeowners(Path::new(&source.path)) {
            let (spot, folder) = home(&source.path, files);
            let readable = !source.text().is_empty() || part.problems.is_empty();
            repositories.entry(folder).or_default().push(Found { spot, part: rank, source, readable });
        }
    }
    let read: Vec<Read> =
        repositories.par_iter().flat_map_iter(|(folder, found)| read(folder, found, parts, files)).collect();
    let mut problems = Vec::new();
    for one in read {
        parts[one.part].owners = Some(one.owners);
        problems.extend(one.problems);
    }
    problems
}

/// Where in its repository a file lies, and the folder of that repository.
fn home<'p>(path: &'p str, files: &dyn Files) -> (Spot, &'p str) {
    let folder = folder(path);
    let (above, last) = folder.rsplit_once('/').unwrap_or(("", folder));
    match Spot::of(last) {
        Some(Spot::Docs) if has(files, folder, ".git") => (Spot::Root, folder),
        Some(spot) => (spot, above),
        None => (Spot::Root, folder),
    }
}

fn has(files: &dyn Files, folder: &str, name: &str) -> bool {
    files.exists(&Path::new(folder).join(name))
}

fn read(folder: &str, found: &[Found<'_>], parts: &[Declarations], files: &dyn Files) -> Vec<Read> {
    let is_root = has(files, folder, ".git");
    let first = |host: Host| host.order().into_iter().find_map(|spot| found.iter().find(|one| one.spot == spot));
    let of_host = |host: Host| {
        let one = first(host)?;
        let mut problems = Vec::new();
        let says = says(parts[one.part].file, one, host, &mut problems);
        let owners = FolderOwners { repository: folder.to_owned(), is_root, says };
        Some(Read { part: one.part, owners, problems })
    };
    hosts(folder, found, files).iter().copied().filter_map(of_host).collect()
}

/// Whose repository it is. One that is at both hosts has a file that only GitHub reads and one that only GitLab does, so
/// that no file is read twice.
fn hosts(folder: &str, found: &[Found<'_>], files: &dyn Files) -> &'static [Host] {
    let lies = |spot: Spot| found.iter().any(|one| one.spot == spot);
    let elsewhere = found.iter().filter(|one| one.spot != Spot::GitHub);
    let sign = elsewhere.map(|one| sign(one.source.text())).max().unwrap_or(Sign::Nothing);
    match (lies(Spot::GitHub), lies(Spot::GitLab) || sign == Sign::Sure) {
        (true, true) => &[Host::GitHub, Host::GitLab],
        (true, false) => &[Host::GitHub],
        (false, true) => &[Host::GitLab],
        (false, false) if has(files, folder, ".github") => &[Host::GitHub],
        (false, false) => {
            let beside = || [".gitlab-ci.yml", ".gitlab"].iter().any(|name| has(files, folder, name));
            if sign == Sign::Likely || beside() { &[Host::GitLab] } else { &[Host::GitHub] }
        }
    }
}

fn says(file: FileId, found: &Found<'_>, host: Host, problems: &mut Vec<Finding>) -> Arc<dyn OwnersOf> {
    if !found.readable {
        return Arc::new(Undecided);
    }
    if found.source.text().len() >= LARGEST {
        let place = Place { file, span: Span { start: 0, end: 0 } };
        let message = match host {
            Host::GitHub => "GitHub does not load a CODEOWNERS file of 3 MB or more",
            Host::GitLab => "a CODEOWNERS file of 3 MB or more is not read",
        };
        let help = "unite lines by patterns, or leave out what the folder above says already";
        problems.push(TOO_LARGE.at(place, message).help(help));
        return Arc::new(Undecided);
    }
    Arc::new(Index::of(section::read(file, found.source, host, problems)))
}
