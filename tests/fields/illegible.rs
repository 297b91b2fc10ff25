//! What cannot be read is unknown: every value of the organisations that declare every field is replaced by something
//! that its field cannot hold, one at a time, and no rule may find anything it did not find before.
//!
//! `TEAMLINT_ILLEGIBLE=1 cargo test --test main illegible` replaces every value; without it, a sample.

use std::collections::BTreeSet;
use std::env;
use std::fs;

use teamlint::rule::Rule;
use teamlint::text::{FileId, Span};
use teamlint::yaml::tree::{NodeRef, Shape, Tree};

use crate::support::program::repository;
use crate::support::world::{Texts, built_in_rules};

/// What no field can hold, whatever it is: a word and number, a record, and a list.
const ILLEGIBLE: [&str; 3] = ["zzqx", "{x-zz: {}}", "[[zzqx]]"];

/// One in so many values is replaced in a sample.
const SAMPLE: usize = 31;

/// As of 2026-06-15.
const TODAY: i32 = 20_619;

/// A finding: its rule, and what it is about.
type Found = BTreeSet<(String, Option<String>)>;

/// What is found in an organisation by whoever reads it, and by rules.
fn found(rules: &[Rule], files: &[(String, String)]) -> (Found, Found) {
    let world = Texts::of(files.iter().cloned()).build(TODAY);
    let judgement = world.judged_by(rules);
    let all = |findings: &[teamlint::finding::Finding]| {
        findings.iter().map(|finding| (finding.rule.clone(), finding.entity.clone())).collect()
    };
    (all(&world.findings), all(&judgement.findings))
}

/// Where the values of a document stand, keys aside.
fn values(node: NodeRef<'_>, places: &mut Vec<Span>) {
    match node.shape() {
        Shape::Mapping => node.entries().for_each(|entry| values(entry.value, places)),
        Shape::Sequence => node.items().for_each(|item| values(item, places)),
        Shape::Scalar => places.push(node.place().span),
        Shape::Null => {}
    }
}

fn places(text: &str) -> Vec<Span> {
    let parsed = Tree::parse(FileId(0), text);
    let mut found = Vec::new();
    parsed.tree.documents(text).for_each(|document| values(document, &mut found));
    found
}

fn folder(path: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = fs::read_dir(repository().join(path))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), read(&path)))
        .collect();
    files.sort();
    files
}

fn read(path: &std::path::Path) -> String {
    fs::read_to_string(path).expect("a file")
}

fn file(name: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), read(&repository().join("tests/fixtures").join(name)))]
}

fn nothing_false_is_found(files: &[(String, String)]) {
    let rules = built_in_rules();
    let (told, judged) = found(&rules, files);
    let every = if env::var_os("TEAMLINT_ILLEGIBLE").is_some() { 1 } else { SAMPLE };
    let (mut wrong, mut tried, mut illegible) = (Vec::new(), 0, 0);
    for (at, (name, text)) in files.iter().enumerate() {
        for (rank, span) in places(text).into_iter().enumerate() {
            let (from, to) = (span.start as usize, span.end as usize);
            for (which, put) in ILLEGIBLE.into_iter().enumerate() {
                if !(rank * ILLEGIBLE.len() + which).is_multiple_of(every) {
                    continue;
                }
                let mut changed = files.to_vec();
                changed[at].1.replace_range(from..to, put);
                let (now_told, now_judged) = found(&rules, &changed);
                tried += 1;
                let unread = |one: &&(String, Option<String>)| matches!(one.0.as_str(), "invalid-value" | "wrong-type");
                let was = told.iter().filter(unread).count();
                if now_told.iter().filter(unread).count() == was && now_told == told {
                    continue;
                }
                illegible += usize::from(now_told.iter().any(|one| unread(&one)));
                // A name that stands for nothing, or a record that is not told, is another matter than what cannot be read.
                if !now_told.iter().any(|one| unread(&one)) {
                    continue;
                }
                for (rule, about) in now_judged.difference(&judged) {
                    let line = text[..from].matches('\n').count() + 1;
                    wrong.push(format!("{name}:{line}: {} -> {put}: {rule} {about:?}", &text[from..to]));
                }
            }
        }
    }
    assert!(illegible * 3 > tried, "{illegible} of {tried} could not be read");
    assert!(wrong.is_empty(), "{} false findings:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nothing_false_is_found_where_every_field_is_declared() {
    nothing_false_is_found(&file("harbour-bikes.yaml"));
}

#[test]
fn nothing_false_is_found_in_a_rich_organisation() {
    nothing_false_is_found(&file("rich.yaml"));
}

#[test]
fn nothing_false_is_found_in_an_organisation_with_faults() {
    nothing_false_is_found(&folder("examples/acme"));
}
