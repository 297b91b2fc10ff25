//! What files in any format declare together, one entity a line with its fields and where they stand, and what is wrong
//! with that.

use std::fmt::Write;
use std::sync::Arc;

use jiff::civil::date;
use teamlint::files::texts::Nothing;
use teamlint::finding::Finding;
use teamlint::lint::{Input, Linter, Setup, Unjudged};
use teamlint::org::Org;
use teamlint::org::read::{At, Scalar};
use teamlint::text::Place;
use teamlint::vocabulary::kinds::{ALL, Entity, FieldId};
use teamlint::vocabulary::{Read, SectionForm, record};

/// A folder with these files, read without words of a taxonomy.
pub fn read(files: &[(&str, &str)]) -> Unjudged {
    let folder = Input::of(Arc::new(Nothing), ["."]);
    let input = files.iter().fold(folder, |input, (path, text)| input.with_text(path, *text));
    Linter::new(Setup::built_in().without_taxonomy(), date(2026, 6, 1)).read(&input)
}

/// Every entity with its fields.
pub fn entities(files: &[(&str, &str)]) -> String {
    let org = read(files).org;
    let mut out = String::new();
    for kind in ALL.into_iter().filter(|&kind| record(kind).form != SectionForm::Nested) {
        for entity in org.all(kind).filter(|&entity| org.is_declared(entity)) {
            let _ = writeln!(out, "{}{}", org.stable_id(entity), fields(&org, entity));
        }
    }
    out
}

/// Every finding: how much it matters, its name, its message, and the text of each label.
pub fn findings(files: &[(&str, &str)]) -> String {
    let read = read(files);
    let mut out = String::new();
    for finding in &read.findings {
        let _ = writeln!(out, "{}", told(&read.org, finding));
    }
    out
}

/// The same of everything that the rules say, too.
pub fn judged(files: &[(&str, &str)]) -> Vec<String> {
    let folder = Input::of(Arc::new(Nothing), ["."]);
    let input = files.iter().fold(folder, |input, (path, text)| input.with_text(path, *text));
    let outcome = Linter::new(Setup::built_in(), date(2026, 6, 1)).check(&input);
    outcome.findings.iter().map(|finding| finding.rule.clone()).collect()
}

fn told(org: &Org, finding: &Finding) -> String {
    let labels: Vec<String> = finding.labels.iter().map(|label| at(org, label.place)).collect();
    let about = finding.entity.as_deref().unwrap_or("-");
    let help = finding.help.as_deref().unwrap_or_default();
    format!(
        "{} {} {about}: {}\n  {}\n  {help}",
        finding.severity.as_str(),
        finding.rule,
        finding.message,
        labels.join(", ")
    )
}

fn at(org: &Org, place: Place) -> String {
    let source = org.sources().get(place.file);
    let start = source.position(place.span.start);
    let text = org.sources().text(place).lines().next().unwrap_or_default();
    format!("{}:{}:{} `{text}`", source.path, start.line, start.column)
}

fn fields(org: &Org, entity: Entity) -> String {
    let mut out = String::new();
    for (field, def) in (0..).map(FieldId).zip(record(entity.kind).fields) {
        let one = |at: At<Scalar<'_>>| value(org, entity, def.read, at.value);
        let list = org.list(entity, field);
        let is_list = matches!(def.read, Read::List(_) | Read::Map(_));
        if is_list && list.is_written() {
            let all: Vec<String> = list.scalars().map(one).collect();
            let open = if list.missing().is_some() { " …" } else { "" };
            let _ = write!(out, " {}=[{}{open}]", def.name, all.join(", "));
        } else if !is_list && org.is_written(entity, field) {
            let said = match org.scalar(entity, field) {
                Ok(Some(said)) => one(said),
                _ => "?".to_owned(),
            };
            let _ = write!(out, " {}={said}", def.name);
        }
    }
    out
}

fn value(org: &Org, entity: Entity, read: Read, value: Scalar<'_>) -> String {
    match value {
        Scalar::Entity(nested) if org.parent(nested) == Some(entity) => {
            format!("({})", fields(org, nested).trim_start())
        }
        Scalar::Entity(to) if org.is_declared(to) => org.stable_id(to),
        Scalar::Entity(to) => format!("{}?", org.stable_id(to)),
        Scalar::Word(rank) => {
            let words = read.words().map_or(&[][..], |words| words.words);
            words.get(usize::from(rank)).map_or_else(|| rank.to_string(), |word| (*word).to_owned())
        }
        Scalar::Text(text) => format!("\"{text}\""),
        Scalar::Truth(truth) => truth.to_string(),
        Scalar::Number(number) => number.to_string(),
        Scalar::Minutes(minutes) => format!("{minutes}min"),
        Scalar::Date(days) => format!("day {days}"),
        Scalar::Foreign => "foreign".to_owned(),
    }
}
