//! A field that nobody reads promises something that never happens: each is read by a rule or by the program, or says
//! that it is there for people.

use std::collections::BTreeSet;
use std::path::Path;

use teamlint::expr::{Expr, Template};
use teamlint::facts::tables;
use teamlint::rule::{Case, LabelRule, Rule, Shown};
use teamlint::vocabulary::kinds::ALL;
use teamlint::vocabulary::record;

use crate::support::world::built_in_rules;

/// `Kind.field` of every field, and whether it is marked.
fn fields() -> impl Iterator<Item = (String, bool)> {
    let of = |kind| record(kind).fields.iter().map(move |field| (format!("{kind:?}.{}", field.name), field.for_people));
    ALL.into_iter().flat_map(of)
}

fn shown(shown: &Shown) -> Vec<&Expr> {
    match shown {
        Shown::Template(template) => template.values().collect(),
        Shown::Expr(expr) => vec![expr],
    }
}

fn of_label(label: &LabelRule) -> Vec<&Expr> {
    let texts = label.text.iter().flat_map(Template::values);
    label.each.iter().map(|(_, list)| list).chain([&label.at]).chain(texts).collect()
}

/// Every expression of a case.
fn expressions(case: &Case) -> Vec<&Expr> {
    let mut all = vec![&case.collection.list, &case.require];
    all.extend(&case.condition);
    all.extend(case.severity.iter().filter_map(|choice| choice.when.as_ref()));
    all.extend(case.message.values());
    all.extend(case.labels.iter().flat_map(of_label));
    all.extend(case.help.iter().flat_map(Template::values));
    all.extend(case.key.iter().flat_map(shown));
    if let Some(merge) = &case.merge {
        all.extend(shown(&merge.by).into_iter().chain(shown(&merge.list)));
        all.extend(merge.message.iter().flat_map(|(.., message)| message.values()));
    }
    all.extend(case.supersedes.iter().flat_map(|other| other.on.iter().chain(&other.when)));
    all.extend(case.values.all().iter().map(|(_, value)| value));
    all
}

/// Fields that the pages of these rules read. A fact of the same name stands before the field.
fn read_by(rules: &[Rule]) -> BTreeSet<String> {
    let reads = rules.iter().flat_map(|rule| &rule.cases).flat_map(expressions).flat_map(Expr::reads);
    let declared = reads.filter(|(kind, name)| !tables::of(*kind).iter().any(|fact| fact.name == *name));
    declared.map(|(kind, name)| format!("{kind:?}.{name}")).collect()
}

/// Fields that the program reads once they are declared: `field!(Team.members)` and `word!(Team.kind, "work")` in its
/// text, where what is read into the organisation does not stand.
fn read_in(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            // Charters, pictures and the audit show what people wrote for people.
            if !["dialect", "pager", "vocabulary", "reference", "charter", "views", "audit", "cli"]
                .contains(&name.as_str())
            {
                read_in(&path, found);
            }
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a text");
        for call in text.split("field!(").skip(1).chain(text.split("word!(").skip(1)) {
            let named = call.split([')', ',']).next().unwrap_or_default();
            found.insert(named.split_whitespace().collect());
        }
    }
}

#[test]
fn every_field_is_read_or_is_marked_as_one_for_people() {
    let mut read = read_by(&built_in_rules());
    read_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut read);
    let idle: Vec<String> = fields().filter(|(name, marked)| !marked && !read.contains(name)).map(|(n, _)| n).collect();
    let mistaken: Vec<String> =
        fields().filter(|(name, marked)| *marked && read.contains(name)).map(|(n, _)| n).collect();
    assert_eq!(idle, [""; 0], "read them in a rule or a fact, or say `.for_people()` of them in src/vocabulary/");
    assert_eq!(mistaken, [""; 0], "something reads these: take `.for_people()` away in src/vocabulary/");
}

#[test]
fn what_reads_a_field_is_found_in_pages_and_in_the_program() {
    let by_pages = read_by(&built_in_rules());
    let mut by_program = BTreeSet::new();
    read_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut by_program);
    assert!(by_pages.contains("Team.mission") && !by_pages.contains("Team.members"), "there is a fact `members`");
    assert!(by_program.contains("Team.members") && by_program.contains("Person.timezone"));
    assert!(fields().any(|(name, _)| name == "Team.members"));
}
