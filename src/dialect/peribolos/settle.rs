//! All files of organisations at GitHub, read together: which organisation a part is of, who is in it, and what is wrong
//! with that.

use std::collections::BTreeMap;
use std::path::Path;

use crate::declare::Declarations;
use crate::declare::reader::Reader;
use crate::dialect::peribolos::evidence::form;
use crate::dialect::peribolos::format::FORMAT;
use crate::dialect::peribolos::model::{Organisation, Team};
use crate::dialect::peribolos::{checks, entities, people};
use crate::dialect::slug::slug;
use crate::finding::Finding;
use crate::text::Sources;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::Tree;

/// Declares what all files tell together, and tells what is wrong with it.
pub fn settle(parts: &mut [Declarations], sources: &Sources) -> Vec<Finding> {
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
    let paths: Vec<&str> = orgs.iter().map(|org: &Organisation<'_>| path_of(&readers, sources, org.part)).collect();
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

/// Gives each its name: what is written, or that of the folder. A part lies below the file that lists who is in all of it.
fn name(orgs: &mut [Organisation<'_>], paths: &[&str]) {
    let homes: Vec<&str> = orgs
        .iter()
        .zip(paths)
        .filter(|(org, _)| org.name.is_none() && has_roster(org))
        .map(|(_, path)| folder(path))
        .collect();
    for (org, path) in orgs.iter_mut().zip(paths) {
        let written = org.name.and_then(|name| Some(name.text()?.trim().to_owned()));
        org.login = written.unwrap_or_else(|| {
            let around = homes.iter().filter(|home| Path::new(path).starts_with(home)).max_by_key(|home| home.len());
            of_folder(around.unwrap_or(&folder(path)), path)
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

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last name of a folder; where there is none, that of the file without what follows its dot.
fn of_folder(folder: &str, path: &str) -> String {
    let last = folder.rsplit('/').next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    if matches!(last, "" | "." | "..") { stem.to_owned() } else { last.to_owned() }
}
