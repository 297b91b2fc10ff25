//! All files of organisations at GitHub, read together: which organisation a part is of, who is in it, and what is wrong
//! with that.

use std::collections::BTreeMap;
use std::path::Path;

use crate::declare::Declarations;
use crate::declare::reader::Reader;
use crate::dialect::around::Around;
use crate::dialect::peribolos::evidence::form;
use crate::dialect::peribolos::format::FORMAT;
use crate::dialect::peribolos::model::{Organisation, Team};
use crate::dialect::peribolos::{checks, entities, people};
use crate::dialect::slug::slug;
use crate::finding::Finding;
use crate::text::Sources;
use crate::text::path::folder;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::Tree;

/// Declares what all files tell together, and tells what is wrong with it.
pub fn settle(parts: &mut [Declarations], sources: &Sources, around: &Around<'_>) -> Vec<Finding> {
    let ours: Vec<usize> = (0..parts.len()).filter(|&at| parts[at].formats.contains(&&FORMAT)).collect();
    let trees: Vec<Tree> =
        ours.iter().map(|&at| Tree::read(parts[at].file, sources.get(parts[at].file)).tree).collect();
    let mut readers: BTreeMap<usize, Reader> = BTreeMap::new();
    let mut orgs = Vec::new();
    // What is wrong as YAML was told, and is identified, when the file was read.
    let known: Vec<usize> = ours.iter().map(|&at| parts[at].problems.len()).collect();
    for (&at, tree) in ours.iter().zip(&trees) {
        let file = parts[at].file;
        let mut reader = Reader::over(std::mem::replace(&mut parts[at], Declarations::new(file)), &FORMAT);
        for document in tree.documents(sources.get(file).text()) {
            if let Some(form) = form(document) {
                orgs.extend(people::organisations(&mut reader, at, form, document));
            }
        }
        readers.insert(at, reader);
    }
    let path = |org: &Organisation<'_>| path_within(path_of(&readers, sources, org.part), around);
    let paths: Vec<String> = orgs.iter().map(path).collect();
    name(&mut orgs, &paths);
    entities::declare(&mut readers, &orgs);
    lists_everybody(&mut readers, &orgs);
    let mut findings = Vec::new();
    for ((at, reader), known) in readers.into_iter().zip(known) {
        parts[at] = reader.out;
        findings.extend(parts[at].problems.drain(known..));
    }
    findings.extend(checks::check(&orgs));
    findings
}

/// An organisation with a roster has everybody who has an account there, and one that says its teams has all of them.
fn lists_everybody(readers: &mut BTreeMap<usize, Reader>, orgs: &[Organisation<'_>]) {
    let is_known = |org: &Organisation<'_>| {
        has_roster(org) && !org.admins.is_illegible && !org.members.is_illegible && org.teams.iter().all(Team::is_read)
    };
    for org in orgs.iter().filter(|org| is_known(org)) {
        let Some(reader) = readers.get_mut(&org.part) else { continue };
        reader.out.rosters.insert(Kind::Person);
        if !org.teams.is_empty() {
            reader.out.rosters.insert(Kind::Team);
        }
    }
}

fn path_of<'s>(readers: &BTreeMap<usize, Reader>, sources: &'s Sources, part: usize) -> &'s str {
    readers.get(&part).map_or("", |reader| &sources.get(reader.out.file).path)
}

/// The path of a file from its repository on, or from the folder that somebody named: the folder that one runs in gives no
/// name. A repository is called by everybody who clones it as he likes.
fn path_within(path: &str, around: &Around<'_>) -> String {
    let home = around.home(path);
    let file = path.rsplit('/').next().unwrap_or_default();
    let own = home.root.file_name().filter(|_| !home.is_repository).unwrap_or_default().to_string_lossy();
    let names = [&*own, &*home.inside, file];
    names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join("/")
}

/// Gives each its name: what is written, or that of the folder. A part lies below the file that lists who is in all of it.
fn name(orgs: &mut [Organisation<'_>], paths: &[String]) {
    let homes: Vec<&str> = orgs
        .iter()
        .zip(paths)
        .filter(|(org, _)| org.name.is_none() && has_roster(org))
        .map(|(_, path)| path.as_str())
        .collect();
    for (org, path) in orgs.iter_mut().zip(paths) {
        let written = org.name.and_then(|name| Some(name.text()?.trim().to_owned()));
        org.login = written.unwrap_or_else(|| {
            let holds = |home: &&&str| Path::new(path).starts_with(folder(home));
            let home = homes.iter().filter(holds).max_by_key(|home| folder(home).len());
            let home = home.copied().unwrap_or(path);
            of_folder(folder(home), home)
        });
        for team in &mut org.teams {
            let name = team.name.text().unwrap_or_default();
            team.id = format!("{}/{}", org.login, slug(&name, &['_']));
        }
    }
}

fn has_roster(org: &Organisation<'_>) -> bool {
    org.roster().next().is_some()
}

/// The last name of a folder; where there is none, that of the file without what follows its dot.
fn of_folder(folder: &str, path: &str) -> String {
    let last = folder.rsplit('/').next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    if matches!(last, "" | "." | "..") { stem.to_owned() } else { last.to_owned() }
}
